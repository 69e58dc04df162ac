"""Sends broadcasts: puts each person's message into the outbox, as fast as the accounts empty it, and tells the staff.

A slice of the work is done at a time, so that other jobs get their turn; how far it has come is in the store, and
whoever does the next slice goes on from there.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import structlog

from bot.audiences import Finder
from bot.broadcast_files import keep_files
from bot.broadcast_words import failures, figures, left_out, turn_choice
from bot.broadcasts import Course, Tally, bar, reply_to, whole_id
from bot.engine.letters import Letters
from bot.jobs.mail import CHUNK, MOST_WAITING, Letter, Mail
from bot.jobs.periods import Period
from bot.messages import Moment, Reply, Value, Words
from bot.offices import Office
from bot.store.broadcasts import Broadcasts

if TYPE_CHECKING:
    from bot.app import House

SLICE_S = 12.0
"""Less than a stopping `antrian run` gives its worker; what waits in the outbox lasts until the next slice."""

LOOK_S = 0.5
PROGRESS_MS = 5000
"""How often the progress message is edited: a group at Telegram takes 20 messages a minute, with the answers to the
officers among them."""

QUIET_LOOKS = 4
"""After so many looks at which nothing waits any more, what has not been counted will not be."""

Pause = Callable[[float], Awaitable[None]]

log = structlog.get_logger()


async def broadcast(house: House, office: Office, period: Period, now_ms: int) -> None:
    """Do the next slice of a broadcast; whether it has ended is for the store to know."""
    begun = asyncio.get_running_loop().time()

    def clock() -> int:
        return now_ms + int((asyncio.get_running_loop().time() - begun) * 1000)

    await Slice(house, office, period.subject, clock=clock).run()


class Slice:
    """A part of one broadcast, of `seconds`."""

    def __init__(
        self, house: House, office: Office, id: str, *, clock: Callable[[], int], seconds: float = SLICE_S,
        pause: Pause = asyncio.sleep,
    ) -> None:  # fmt: skip
        self._house = house
        self._office = office
        self._id = id
        self._name = whole_id(office.code, id)
        self._clock = clock
        self._ends_ms = clock() + int(seconds * 1000)
        self._pause = pause
        self._broadcasts = Broadcasts(house.client, house.sealer)
        self._letters = Letters(house.client, house.sealer, accounts=house.config.accounts)
        self._quiet_looks = 0
        self._first: tuple[int, int] | None = None
        self._told_ms = 0

    async def run(self) -> None:
        """Work until the time is over, or the broadcast has ended, is paused or stopped."""
        while self._clock() < self._ends_ms:
            course = await self._broadcasts.find(self._office.code, self._id)
            if course is None or course.status not in ("waiting", "running"):
                return
            if course.status == "waiting":
                if not await self._begin(course):
                    return
                continue
            if await self._step(course):
                return
            await self._pause(LOOK_S)

    async def _begin(self, course: Course) -> bool:
        """Find the people, for good; False: it has been paused meanwhile, or another process does it."""
        broadcast = course.broadcast
        finder = Finder(
            self._office, bookings=self._house.bookings, letters=self._letters, broadcasts=self._broadcasts,
            now_ms=self._clock(),
        )  # fmt: skip
        found = await finder.find(broadcast.audience, is_news=broadcast.is_news)
        log.info("broadcast.begun", broadcast=self._name, people=len(found.people))
        return await self._broadcasts.begin(
            self._office.code, self._id, found.people, found.left_out, run=secrets.token_hex(4), now_ms=self._clock()
        )

    async def _step(self, course: Course) -> bool:
        """Put in what there is room for, and tell how far it is; return whether it has ended."""
        waiting = {account: await self._broadcasts.waiting(account) for account in course.totals}
        for account in course.totals:
            await self._fill(course, account, room=MOST_WAITING - waiting[account])
        tally = await self._broadcasts.tally(self._office.code, self._id)
        if course.is_all_put:
            self._quiet_looks = 0 if any(waiting.values()) else self._quiet_looks + 1
            if tally.done >= course.total or self._quiet_looks >= QUIET_LOOKS:
                await self._end(course, tally)
                return True
        await self._tell_progress(course, tally)
        return False

    async def _fill(self, course: Course, account: str, *, room: int) -> None:
        put = course.put.get(account, 0)
        mail = Mail(self._house, now_ms=self._clock())
        people = (
            await self._broadcasts.people(self._office.code, course, account, most=max(0, room)) if room > 0 else ()
        )
        for start in range(0, len(people), CHUNK):
            chunk = people[start : start + CHUNK]
            await mail.send(
                [
                    Letter(
                        chat=person.chat,
                        office=self._office.code,
                        reply=reply_to(person, course.broadcast, self._office),
                    )
                    for person in chunk
                ]
            )
            put += len(chunk)
            await self._broadcasts.advance(self._office.code, self._id, account, place=put)

    async def _end(self, course: Course, tally: Tally) -> None:
        await self._tell(self._progress(course, tally, is_last=True))
        await self._tell(self._report(course, tally))
        if course.broadcast.media:
            await keep_files(self._house.media, self._office.code, self._id, status="done", now_ms=self._clock())
        await self._broadcasts.end(self._office.code, course)
        counts = {"sent": tally.sent, "failed": tally.failed, "unknown": tally.unknown}
        log.info("broadcast.done", broadcast=self._name, **counts)

    async def _tell_progress(self, course: Course, tally: Tally) -> None:
        now_ms = self._clock()
        self._first = self._first or (now_ms, tally.done)
        if now_ms - self._told_ms >= PROGRESS_MS:
            self._told_ms = now_ms
            await self._tell(self._progress(course, tally))

    def _progress(self, course: Course, tally: Tally, *, is_last: bool = False) -> Reply:
        key = f"broadcast-progress {self._name} {course.rounds}"
        percent = tally.done * 100 // course.total if course.total else 100
        values: dict[str, Value] = {"bar": bar(tally.done, course.total), "percent": str(min(100, percent))}
        return Reply(
            key="staff-broadcast-progress",
            values={**figures(course, tally), **values, "pace": self._pace(course, tally)},
            choices=() if is_last else (turn_choice("pause", self._id), turn_choice("stop", self._id)),
            edits=key,
            idempotency_key=f"{key} {'end' if is_last else self._clock()}",
        )

    def _pace(self, course: Course, tally: Tally) -> Words:
        """Return how fast it goes in this slice, and when it will be done."""
        since_ms, before = self._first or (0, 0)
        passed_s = (self._clock() - since_ms) / 1000
        sent = tally.done - before
        if not self._first or sent <= 0 or passed_s <= 1:
            return Words("staff-broadcast-no-pace")
        ends_ms = self._clock() + int(max(0, course.total - tally.done) * passed_s / sent * 1000)
        return Words(
            "staff-broadcast-pace", {"speed": f"{sent / passed_s:.1f}".replace(".", ","), "end": Moment(ends_ms)}
        )

    def _report(self, course: Course, tally: Tally) -> Reply:
        values: dict[str, Value] = {"reasons": failures(tally), "left-out": left_out(course.left_out)}
        return Reply(
            key="staff-broadcast-report",
            values={**figures(course, tally), **values},
            choices=(turn_choice("again", self._id),) if tally.failed else (),
            idempotency_key=f"broadcast-report {self._name} {course.rounds}",
        )

    async def _tell(self, reply: Reply) -> None:
        """Tell the staff; what edits an earlier message goes to those chats alone that can show an edit."""
        mail = Mail(self._house, now_ms=self._clock())
        if reply.edits:
            await mail.keep_staff_posted(self._office.code, reply, only_if_edited=True)
        else:
            await mail.tell_staff(self._office.code, reply)
