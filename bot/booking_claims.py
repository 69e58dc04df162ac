"""The claims of bookings: one person, one number, one active booking, across offices; and whom a number belongs to."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Literal

from bot.attendance import free_from
from bot.booking_records import BookingRecords, Known, compact
from bot.booking_values import Booking, Refused
from bot.messages import ChatRef
from bot.offices import Office
from bot.store.blocks import Blocks
from bot.store.claims import Blocked, Claim, Claims, Kind, Limits
from bot.store.client import Client
from bot.store.places import Places
from bot.store.sealing import Sealer

if TYPE_CHECKING:
    from bot.routing import Request

CLAIM_GRACE_MS = 120_000
"""How long a claim outlives its hold, so that an approval on the last second still finds it (the clock of another
process, a repeated message)."""

ONE_PERSON = Limits(adults=1, total=1)
ALL_OF_THEM = Limits(adults=1000, total=1000)
"""For a claim that goes along with its booking: nothing else can be in its way."""


class BookingClaims:
    """The claims of all bookings. Every step is idempotent by the booking's code."""

    def __init__(self, client: Client, sealer: Sealer, *, records: BookingRecords) -> None:
        self._claims = Claims(client)
        self._places = Places(client)
        self._blocks = Blocks(client, sealer)
        self._records = records

    async def of(self, fingerprint: str) -> Sequence[Claim]:
        """Return the claims of a number or a person, ended ones of the last 48 hours too."""
        return await self._claims.of(fingerprint)

    async def take(self, booking: Booking, *, deadline_ms: int, request: Request) -> Refused | None:
        """Take or prolong the claims of a booking on its number and its person; say what is in the way, if anything."""
        rules, kind = request.office.rules, _kind(request.office, booking.birth_date, booking.day)
        claim = Claim(code=compact(booking.code), day=booking.day, deadline_ms=deadline_ms, kind=kind)
        number, person = self._records.fingerprints(booking)
        limits = Limits(adults=1, total=1 + rules.dependants_per_number)
        while True:
            by_number, by_person = await self._claims.take_both(
                (number, limits), (person, ONE_PERSON), claim=claim, now_ms=request.now_ms
            )
            if by_number is None and by_person is None:
                return None
            if by_number is None:
                await self._claims.release(number, claim.code, now_ms=request.now_ms)
            if by_person is None:
                await self._claims.release(person, claim.code, now_ms=request.now_ms)
            fingerprint, obstacle = (number, by_number) if by_number else (person, by_person)
            if isinstance(obstacle, Blocked):
                block = self._blocks.opened(fingerprint, obstacle.sealed)
                return Refused(reason="blocked", why=block.reason, free=block.until)
            code, day = obstacle  # type: ignore[misc]  # one of the two is set
            in_the_way = await self._records.read(code, day, request)
            if in_the_way is None or in_the_way.state in ("held", "booked", "arrived"):
                is_own = in_the_way is not None and in_the_way.phone == booking.phone != ""
                reason: Literal["sender_has", "person_has"] = "sender_has" if by_number or is_own else "person_has"
                return Refused(reason=reason, booking=in_the_way if is_own else None)
            free = free_from(request.offices[in_the_way.office], in_the_way.day)
            if in_the_way.state == "no_show" and free > request.office.local(request.now_ms).date():
                return Refused(reason="cooling_down", free=free)
            if in_the_way.state == "lapsed":
                await self._give_back(in_the_way, request)
            await self._claims.release(fingerprint, code, now_ms=request.now_ms)  # its hold is over: fallen

    async def release(self, booking: Booking, now_ms: int) -> None:
        """End a booking's claims. Again is harmless."""
        code = compact(booking.code)
        for fingerprint in self._records.fingerprints(booking):
            await self._claims.release(fingerprint, code, now_ms=now_ms)

    async def settle(self, office: Office, code: str, day: date, *, now_ms: int) -> Booking | None:
        """Bring a booking's claims in line with what the office's staff made of it. Again is harmless.

        Its owner may move or cancel it meanwhile: then that counts.
        """
        booking, settled = await self._records.find(code, day, now_ms=now_ms), None
        while booking is not None and booking != settled:
            if booking.state == "booked":
                await self._follow(office, booking, now_ms)
            elif booking.state in ("cancelled", "lapsed"):
                await self.release(booking, now_ms)
            settled, booking = booking, await self._records.find(code, booking.day, now_ms=now_ms)
        return booking

    async def pardon(self, fingerprint: str, *, now_ms: int) -> None:
        """Let somebody book again at once who did not come. Again is harmless."""
        for booking in await self._missed(fingerprint, now_ms):
            await self.release(booking, now_ms)

    async def cools_down(self, fingerprint: str, *, now_ms: int) -> bool:
        """Tell whether somebody did not come, and may not book again yet."""
        return bool(await self._missed(fingerprint, now_ms))

    async def _missed(self, fingerprint: str, now_ms: int) -> Sequence[Booking]:
        claims = await self._claims.of(fingerprint)
        found = [await self._records.find(claim.code, claim.day, now_ms=now_ms) for claim in claims]
        return [booking for booking in found if booking is not None and booking.state == "no_show"]

    async def claimed_by(self, office: Office, fingerprint: str, *, now_ms: int) -> Sequence[Booking]:
        """Return the bookings at an office that a number or a person has claims on, the newest first."""
        claims = [claim for claim in await self._claims.of(fingerprint) if claim.code.startswith(office.code)]
        found = await asyncio.gather(*(self._records.find(claim.code, claim.day, now_ms=now_ms) for claim in claims))
        return [booking for booking in reversed(found) if booking is not None]

    async def known_to(self, request: Request) -> list[Known]:
        """Return the bookings that the sender's claims know of, the newest first."""
        if not request.phone:
            return []
        number = self._records.number_fingerprint(request.phone)
        claims, noted = await self._claims.of_number(number)
        rows = await asyncio.gather(*(self._records.kept(c.code, c.day, request) for c in claims))
        known = [known for known in reversed(rows) if known is not None and known.booking.state != "waiting"]
        if known and (self._records.opened_chat(number, noted) or known[0].booking.chat) != request.event.chat:
            await self._claims.reach(number, self._records.sealed_chat(number, request.event.chat))
        return known

    async def chat_for(self, booking: Booking, *, now_ms: int) -> ChatRef:
        """Return where to write to the owner of a booking's number: the chat in which they last asked for a booking."""
        number, _ = self._records.fingerprints(booking)
        claims, noted = await self._claims.of_number(number)
        newest = claims[-1] if claims else None
        if chat := self._records.opened_chat(number, noted):
            return chat
        if newest is None or newest.code == compact(booking.code):
            return booking.chat
        made_last = await self._records.find(newest.code, newest.day, now_ms=now_ms)
        return made_last.chat if made_last else booking.chat

    async def _follow(self, office: Office, booking: Booking, now_ms: int) -> None:
        number, person = self._records.fingerprints(booking)
        claim = Claim(
            code=compact(booking.code), day=booking.day, deadline_ms=end_of(office, booking.day),
            kind=_kind(office, booking.birth_date, booking.day),
        )  # fmt: skip
        await self._claims.take_both((number, ALL_OF_THEM), (person, ALL_OF_THEM), claim=claim, now_ms=now_ms)

    async def _give_back(self, lapsed: Booking, request: Request) -> None:
        """Make sure that a late approval, under way since before the deadline, can't win any more."""
        office, place = request.offices[lapsed.office], (lapsed.session, lapsed.pool)
        await self._places.taken(office, (lapsed.day,), (place,), now_ms=request.now_ms)


def end_of(office: Office, day: date) -> int:
    """Return the instant (ms) at which a date is over in the office's time."""
    return int(office.at(day + timedelta(days=1), time()).timestamp() * 1000)


def _kind(office: Office, birth_date: date, day: date) -> Kind:
    """Tell a dependant (a small child, an elderly person) from an adult, by the age on the service date."""
    age = day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
    rules = office.rules
    return "d" if age < rules.dependant_under_years or age >= rules.dependant_over_years else "a"
