"""Applicants of the office whose officers are tested: they write in private, from numbers of their own."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import Reply
from tests.handlers.staff.officers import Headquarters


class Visitor:
    """Somebody with a phone, who writes to the office in a private chat."""

    def __init__(self, hq: Headquarters, *, chat: str = "77", phone: str = "+6281234567890") -> None:
        self.chat = chat
        self.phone = phone
        self._hq = hq

    async def says(self, text: str = "", *, choice: str = "") -> Reply:
        """Return the one answer to a message or a press."""
        is_private = {"by": self.chat, "phone": self.phone, "is_group": False}
        (reply,) = await self._hq.hears(text, choice=choice, **is_private)  # type: ignore[arg-type]  # of several types
        return reply

    async def presses(self, reply: Reply, label: str) -> Reply:
        """Return the one answer to a press on a button of a reply."""
        (choice,) = [each.id for each in reply.choices if each.label == label]
        return await self.says(choice=choice)

    async def asks(self, line: str = "Budi Santoso#25011987#30112099") -> Reply:
        """Ask for a place."""
        return await self.says(f"#{line}")

    async def books(self, line: str = "Budi Santoso#25011987#30112099") -> str:
        """Book, and return the code."""
        assert "held" == (await self.asks(line)).key
        booked = await self.says("ya")
        assert "booked" == booked.key
        return str(booked.values["code"])

    async def is_told(self) -> Sequence[str]:
        """Return the keys of what was written here beside the answers."""
        return [reply.key for reply in await self._hq.written(self.chat)]
