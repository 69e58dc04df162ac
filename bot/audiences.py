"""Finds whom a broadcast reaches: each number once, in the chat used last, and why somebody can't be reached."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from bot.adapters import Capabilities
from bot.booking_values import Booking
from bot.broadcasts import STAGES, Audience, Obstacle, Recipient
from bot.messages import ChatRef
from bot.offices import Office
from bot.visit_values import Application

if TYPE_CHECKING:
    from bot.bookings import Bookings
    from bot.engine.letters import Letters
    from bot.store.broadcasts import Broadcasts

AT_ONCE = 200

Matter = Booking | Application
"""What somebody has at the office, for which they are written to."""


class Found(Struct, frozen=True, kw_only=True):
    """Whom a broadcast goes to, and how many can't be reached; `can` is what the accounts of the first are able to."""

    people: Sequence[Recipient]
    left_out: Mapping[Obstacle, int]
    can: Mapping[str, Capabilities]

    @property
    def by_account(self) -> Mapping[str, int]:
        """Count the people of each account."""
        return Counter(person.account for person in self.people)


class Finder:
    """Finds the audience of one broadcast of one office."""

    def __init__(
        self, office: Office, *, bookings: Bookings, letters: Letters, broadcasts: Broadcasts, now_ms: int
    ) -> None:  # fmt: skip
        self._office = office
        self._bookings = bookings
        self._letters = letters
        self._broadcasts = broadcasts
        self._now_ms = now_ms
        self._today = office.local(now_ms).date()

    async def find(self, audience: Audience, *, is_news: bool) -> Found:
        """Return who is meant, by session or by what is due first; a number with several matters, by the first."""
        mine = await self._matters(audience)
        judged: list[Recipient | Obstacle] = []
        can: dict[str, Capabilities | None] = {}
        for start in range(0, len(mine), AT_ONCE):
            chunk = mine[start : start + AT_ONCE]
            found = await asyncio.gather(*map(self._person, chunk))
            for account in {person.account for person in found} - can.keys():
                can[account] = await self._broadcasts.abilities(account)
            wanted = [pair for pair in zip(chunk, found, strict=True) if _is_wanted(pair[1], audience)]
            judged += await asyncio.gather(*(self._judged(*pair, can=can, is_news=is_news) for pair in wanted))
        people = {p.chat: p for p in reversed([each for each in judged if isinstance(each, Recipient)])}
        return Found(
            people=tuple(reversed(people.values())),
            left_out=Counter(each for each in judged if not isinstance(each, Recipient)),
            can={account: abilities for account, abilities in can.items() if abilities},
        )

    async def _matters(self, audience: Audience) -> Sequence[Matter]:
        """Return a booking or an application of each number that is meant."""
        found = await (self._applications_of(audience) if audience.state in STAGES else self._bookings_of(audience))
        by_number: dict[str, Matter] = {}
        for matter in found:
            by_number.setdefault(self._number(matter), matter)
        return list(by_number.values())

    async def _bookings_of(self, audience: Audience) -> Sequence[Matter]:
        days = audience.days(self._office, self._today)
        found = [await self._bookings.records.of_day(self._office, day) for day in days]
        return [booking for bookings in found for booking in bookings if audience.has(booking, self._now_ms)]

    async def _applications_of(self, audience: Audience) -> Sequence[Matter]:
        at = self._bookings.visits.applications.at
        found = [await at(self._office, stage) for stage in STAGES[audience.state]]
        return [
            application
            for applications in found
            for application in applications
            if audience.covers(application.day) and not self._is_too_late(application)
        ]

    def _is_too_late(self, application: Application) -> bool:
        """Tell whether somebody who was sent back may not come back any more, but has to begin anew."""
        until = application.back_until
        return application.stage == "sent_back" and until is not None and until < self._today

    async def _person(self, matter: Matter) -> Recipient:
        chat = await self._chat_for(matter)
        language = await self._letters.language_of(chat) if chat.channel else "id"
        session = matter.session if isinstance(matter, Booking) else ""
        return Recipient(chat, language, matter.name, matter.day, session, matter.code)

    async def _chat_for(self, matter: Matter) -> ChatRef:
        if isinstance(matter, Booking):
            return await self._bookings.claims.chat_for(matter, now_ms=self._now_ms)
        return await self._bookings.visits.visitors.chat_for(self._office, matter, now_ms=self._now_ms)

    async def _judged(
        self, matter: Matter, person: Recipient, *, can: Mapping[str, Capabilities | None], is_news: bool
    ) -> Recipient | Obstacle:
        """Return the person, or why they can't be reached."""
        abilities = can[person.account]
        if not person.chat.channel:
            return "no-chat"
        if is_news and not await self._bookings.news.is_wanted(self._number(matter)):
            return "news-stopped"
        if abilities is None:
            return "not-served"
        if not abilities.takes_bulk:
            return "no-bulk"
        window_ms, key = abilities.free_text_window_s * 1000, "broadcast-news" if is_news else "broadcast"
        if window_ms and key not in abilities.templates:
            heard_ms = await self._broadcasts.heard_ms(person.chat)
            return person if self._now_ms - heard_ms < window_ms else "window"
        return person

    def _number(self, matter: Matter) -> str:
        return self._bookings.records.number_fingerprint(matter.phone or matter.code)


def _is_wanted(person: Recipient, audience: Audience) -> bool:
    """Tell whether a person is on the channel and has the language that are asked for."""
    return audience.channel in ("", person.chat.channel) and audience.language in (None, person.language)
