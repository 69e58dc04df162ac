"""The people who write to a bot, one module for each platform: its server, in a process of its own."""
