"""What applicants ask about their visit and their passport, one struct per command."""

from __future__ import annotations

from bot.commands import Command


class ShowQueue(Command, frozen=True, kw_only=True):
    """`#antrian [n]`, `#antrian A012`: where one stands in line.

    `alarm`: how many may be before them when they want to be told, 0 for what it was; `number`: a ticket's number.
    """

    alarm: int = 0
    number: str = ""


class ShowBill(Command, frozen=True, kw_only=True):
    """`#bayar`: the sender's own bill, or what a passport costs."""


class ShowPassport(Command, frozen=True, kw_only=True):
    """`#paspor`: how far the sender's passport is."""
