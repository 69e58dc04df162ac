"""Whose an application is: found by its person's number, written to in the chat that they used last."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.applications import Applications
from bot.booking_records import NOBODY
from bot.messages import ChatRef
from bot.offices import Office
from bot.store.client import Client
from bot.store.sealing import Sealer
from bot.store.visitors import VisitorRecords
from bot.visit_values import Application

if TYPE_CHECKING:
    from bot.bookings import Bookings


class Visitors:
    """The people of all offices' applications."""

    def __init__(self, client: Client, sealer: Sealer, bookings: Bookings, applications: Applications) -> None:
        self._records = VisitorRecords(client, sealer)
        self._bookings = bookings
        self._applications = applications

    async def of(self, office: Office, phone: str) -> Sequence[Application]:
        """Return the applications of a number, the newest first; none for no number."""
        codes = await self._records.codes(office, phone) if phone else ()
        found = await asyncio.gather(*(self._applications.find(office, code) for code in codes))
        return [each for each in found if each is not None and each.phone == phone]

    async def asked(self, office: Office, phone: str, chat: ChatRef) -> Sequence[Application]:
        """Return the same to who asks in a chat, to which their notices go from now on."""
        mine = await self.of(office, phone)
        if mine and await self._records.chat(office, phone) != chat:
            await self._records.reach(office, phone, chat)
        return mine

    async def chat_for(self, office: Office, application: Application, *, now_ms: int) -> ChatRef:
        """Return where to write to an application's person; NOBODY when no chat of theirs is known.

        A visited patient's family reads of it where their case is, whatever number they named.
        """
        if application.chat:
            return application.chat
        if application.phone and (chat := await self._records.chat(office, application.phone)):
            return chat
        booking = await self._bookings.records.find(application.compact, application.day, now_ms=now_ms)
        return NOBODY if booking is None else await self._bookings.claims.chat_for(booking, now_ms=now_ms)
