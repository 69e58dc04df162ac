"""Gives the places that come free to those who wait for them, and tells them; several processes at once are harmless.

A place comes free when a deadline passes or an officer changes something, so each process looks every few seconds.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import date

import structlog

from bot.booking_claims import end_of
from bot.bookings import Bookings
from bot.choices import confirm_choice, leave_choice, word_choice
from bot.engine.letters import Letters
from bot.errors import StoreUnavailable
from bot.messages import Choice, Day, Moment, Reply, Value, Words
from bot.offices import Office
from bot.store.calendars import LiveOffices
from bot.store.errors import CalendarChanged
from bot.store.waitlist import Waiter
from bot.waitlist import Award, is_quiet

LOOK_S = 5.0
SCHEDULE = Choice(id=word_choice("jadwal"), label="choice-schedule")

log = structlog.get_logger()


class Offers:
    """The offers of all offices, as one process makes them."""

    def __init__(
        self, bookings: Bookings, letters: Letters, *, offices: LiveOffices, clock: Callable[[], int]
    ) -> None:  # fmt: skip
        self._bookings = bookings
        self._lists = bookings.waitlist.lists
        self._letters = letters
        self._offices = offices
        self._clock = clock

    async def run(self) -> None:
        """Look every few seconds, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_S)
            await self.look()

    async def look(self) -> None:
        """Offer what is free at every office, and tell what is to be told."""
        await asyncio.gather(*(self._look_at(code) for code in self._offices))

    async def _look_at(self, code: str) -> None:
        try:
            await self._tell_each(code, await self._lists.stranded(code, now_ms=self._clock()))
            for day, tell_at_ms in await self._lists.dates(code):
                await self._serve(self._offices[code], day, tell_at_ms)
        except CalendarChanged:
            await self._offices.refresh(code)
        except StoreUnavailable as error:
            log.warning("store.unavailable", doing="offer", waited_s=error.waited_s)
        except Exception:
            log.exception("offers.failed", office=code)

    async def _serve(self, office: Office, day: date, tell_at_ms: int) -> None:
        now_ms = self._clock()
        now = office.local(now_ms)
        if day < now.date() or not office.sessions(day):
            return await self._end(office, day)
        if is_quiet(office, now.time()):
            return None
        while codes := await self._bookings.waitlist.offer(office, day, now_ms=now_ms):
            await self._tell_each(office.code, [(day, code) for code in codes])
        if tell_at_ms <= now_ms:
            await self._tell_waiting(office, day, await self._lists.line(office.code, day), key="waitlist-evening")
            await self._lists.tell_next(office.code, day, end_of(office, day))
        return None

    async def _end(self, office: Office, day: date) -> None:
        """End the waiting for a date that is over, or that the office has closed."""
        waiters = await self._lists.line(office.code, day)
        if day >= office.local(self._clock()).date():
            await self._tell_waiting(office, day, waiters, key="waitlist-closed")
        await self._lists.end(office.code, day, waiters)

    async def _tell_each(self, office: str, offered: Sequence[tuple[date, str]]) -> None:
        await asyncio.gather(*(self._tell(office, day, code) for day, code in offered))

    async def _tell(self, office: str, day: date, code: str) -> None:
        now_ms = self._clock()
        award = await self._bookings.waitlist.award(self._offices, (office, day, code), now_ms=now_ms)
        if award is not None:
            reply = letter(award, self._offices[office])
            await self._letters.to_person(award.booking.chat, reply, office=office, now_ms=now_ms)
        if award is not None and award.refused:
            await self._bookings.waitlist.drop(self._offices, award.booking, now_ms=now_ms)
        await self._lists.told(office, day, code)

    async def _tell_waiting(self, office: Office, day: date, waiters: Sequence[Waiter], *, key: str) -> None:
        now_ms = self._clock()
        for waiter in waiters:
            booking = await self._bookings.records.find(office.code + waiter.code, day, now_ms=now_ms)
            if booking is None:
                continue
            # locale: waitlist-evening, waitlist-closed
            reply = Reply(
                key=key,
                values={"name": booking.name, "date": Day(day)},
                choices=(SCHEDULE,),
                idempotency_key=f"{key} {booking.code}",
            )
            await self._letters.to_person(booking.chat, reply, office=office.code, now_ms=now_ms)


def letter(award: Award, office: Office) -> Reply:
    """Return what is written to somebody whose turn it is: the place that they can take, or why they can't."""
    booking = award.booking
    values: dict[str, Value] = {"name": booking.name, "date": Day(booking.day)}
    if award.refused:
        reason = Words("waitlist-has-booking" if award.refused.reason.endswith("_has") else "waitlist-may-not")
        return Reply(
            key="waitlist-skipped",
            values={**values, "reason": reason},
            choices=(Choice(id=word_choice("cek"), label="choice-check"),),
            idempotency_key=f"skipped {booking.code} {booking.until_ms}",
        )
    return Reply(
        key="waitlist-offer",
        values={**values, "hour": f"{booking.session} {office.zone_name}", "until": Moment(booking.until_ms)},
        choices=(
            Choice(id=confirm_choice(booking.code), label="choice-take"),
            Choice(id=leave_choice(booking.code, booking.day), label="choice-decline"),
        ),
        idempotency_key=f"offer {booking.code} {booking.until_ms}",
        expires_at_ms=booking.until_ms,
    )
