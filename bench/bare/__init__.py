"""The bare libraries: for each an echo bot as its own guide shows it, which keeps nothing.

Imported by name, each in a process of its own: `echoing(url)` runs the bot, and gives the address to post to or "".
"""
