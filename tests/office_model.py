"""An office's places in plain Python, as one would write them if nothing could go wrong; the store must agree."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from datetime import date

from msgspec import Struct

from bot.store.places import Candidate, Confirmed, Held, Outcome
from bot.store.shifting import Target
from bot.store.waitlist import InLine, Waiter, Who

HOLD_MS = 100
TRIES = 2
STALE = "stale"
OUTDATED = "outdated"

OFFERED = ("offer", 0)
"""In the place of the operation that changed it last: this place is offered to who waited."""

Answer = Held | InLine | Outcome | Confirmed | str
Operation = tuple[str, int]
"""A chat and the number of its message."""

Fates = dict[str, tuple[str, str, str, str]]
"""What a shift did: by code, the fate, the session, the pool and the answer."""

_NOT_HELD = {
    "booked": Outcome.ALREADY, "lapsed": Outcome.LAPSED, "cancelled": Outcome.CANCELLED, "waiting": Outcome.LAPSED,
}  # fmt: skip


class Place(Struct):
    """A booking."""

    state: str
    session: str
    pool: str
    held_by: Operation = ("", 0)
    until_ms: int = 0
    tries: int = TRIES
    last: Operation = ("", 0)

    def is_overtaken(self, by: Operation) -> bool:
        """Tell whether a later message of the chat that held it has changed it."""
        return by[0] == self.held_by[0] == self.last[0] and by[1] < self.last[1]


class Returning(Struct, frozen=True):
    """A place that was given up and is not back yet."""

    at_ms: int
    day: date
    session: str
    pool: str


class Moved(Struct, frozen=True):
    """A shift that was made."""

    by: Operation
    to: date | None
    deadline_ms: int
    fates: Fates


class OfficeModel:
    """The bookings of some dates, and what is left of them where they have been moved away."""

    def __init__(self, *, now_ms: int) -> None:
        self.now_ms = now_ms
        self.version = 0
        self.bookings: dict[tuple[date, str], Place] = {}
        self._returning: list[Returning] = []
        self._traces: dict[tuple[date, str], Place] = {}
        self._shifts: dict[Operation, Moved] = {}
        self.lines: dict[date, list[Waiter]] = {}
        self.waiters: dict[tuple[date, str], Waiter] = {}
        self._untold: set[tuple[date, str]] = set()

    def wait(self, ms: int) -> None:
        """Let time pass; what runs out comes back."""
        self.now_ms += ms
        self._returning = [place for place in self._returning if place.at_ms > self.now_ms]
        for place in self.bookings.values():
            if place.state == "held" and place.until_ms <= self.now_ms:
                place.state = "lapsed"

    def instants(self) -> Sequence[int]:
        """Return when something comes back."""
        held = {place.until_ms for place in self.bookings.values() if place.state == "held"}
        return sorted(held | {place.at_ms for place in self._returning})

    def taken(self, day: date, session: str, pool: str) -> int:
        """Count the places taken."""
        rows = [(d, p.session, p.pool) for (d, _), p in self.bookings.items() if p.state in ("held", "booked")]
        rows += [(p.day, p.session, p.pool) for p in self._returning]
        return rows.count((day, session, pool))

    def hold(self, by: Operation, day: date, code: str, candidates: Sequence[Candidate]) -> Answer:
        """Hold the first free place."""
        place, trace = self.bookings.get((day, code)), self._traces.get((day, code))
        if place and place.held_by == by and not place.session:
            return STALE
        if place and place.held_by == by:
            return Held(session=place.session, pool=place.pool, until_ms=place.until_ms)
        if trace and trace.held_by == by:
            return STALE
        if place:
            return Outcome.CODE_TAKEN
        if self.lines.get(day):
            return Outcome.FULL
        found = self._free(day, candidates)
        if found is None:
            return Outcome.FULL
        place = Place("held", found.session, found.pool, by, self.now_ms + HOLD_MS)
        self._traces.pop((day, code), None)
        self.bookings[day, code] = place
        return Held(session=place.session, pool=place.pool, until_ms=place.until_ms)

    def confirm(self, by: Operation, day: date, code: str, *, is_right: bool) -> Answer:
        """Approve a held place."""
        place = self.bookings.get((day, code))
        if place is None or place.state == "left":
            return Confirmed(Outcome.UNKNOWN, 0)
        if place.last == by:
            return self._confirmed_before(place)
        if place.is_overtaken(by):
            return STALE
        if place.state != "held":
            return Confirmed(_NOT_HELD[place.state], 0)
        if place.held_by[0] != by[0]:
            return Confirmed(Outcome.OTHER_CHAT, 0)
        place.last = by
        if is_right:
            place.state, place.until_ms, place.tries = "booked", 0, 0
            return Confirmed(Outcome.OK, 0)
        place.tries -= 1
        if not place.tries:
            place.state, place.until_ms = "lapsed", self.now_ms
        return self._confirmed_before(place)

    def cancel(self, by: Operation, day: date, code: str, *, after_ms: int) -> Answer:
        """Give a place up."""
        place = self.bookings.get((day, code))
        if place is None or place.state == "left":
            return Outcome.UNKNOWN
        if place.state == "cancelled" and place.last == by:
            return Outcome.OK
        if place.is_overtaken(by):
            return STALE
        if place.state not in ("held", "booked"):
            return Outcome.GONE
        place.state, place.last = "cancelled", by
        self._give_up(day, place, after_ms)
        return Outcome.OK

    def move(
        self, by: Operation, day: date, code: str, to: date, candidates: Sequence[Candidate], *, after_ms: int
    ) -> Answer:
        """Take another place, then give the old one up."""
        place, there = self.bookings.get((day, code)), self.bookings.get((to, code))
        known = place or self._traces.get((day, code))
        if known is None:
            return Outcome.UNKNOWN
        if there and there.state == "booked" and there.last == by:
            return Held(session=there.session, pool=there.pool, until_ms=0)
        if known.is_overtaken(by):
            return STALE
        if place is None:
            return Outcome.UNKNOWN
        if place.state != "booked":
            return Outcome.GONE
        if to != day and there:
            return Outcome.CODE_TAKEN
        if to == day and place.session in [candidate.session for candidate in candidates]:
            return Outcome.SAME
        if self.lines.get(to):
            return Outcome.FULL
        found = self._free(to, candidates)
        if found is None:
            return Outcome.FULL
        self._give_up(day, self.bookings.pop((day, code)), after_ms)
        moved = Place("booked", found.session, found.pool, place.held_by, tries=0, last=by)
        self._traces[day, code] = copy(moved)
        self._traces.pop((to, code), None)
        self.bookings[to, code] = moved
        return Held(session=found.session, pool=found.pool, until_ms=0)

    def join(self, by: Operation, day: date, code: str, who: Who, *, most: int) -> Answer:
        """Stand at the end of a date's line, unless the number or the person is in it."""
        line = self.lines.setdefault(day, [])
        for n, waiter in enumerate(line, start=1):
            if waiter.who.number == who.number or waiter.who.person == who.person:
                return InLine(code=waiter.code, day=day, place=n, length=len(line))
        known = self.bookings.get((day, code)) or self._traces.get((day, code))
        if known and known.held_by == by:
            is_gone = (day, code) not in self.bookings or not known.session
            return STALE if is_gone else InLine(code=code, day=day, place=0, length=len(line))
        if known:
            return Outcome.CODE_TAKEN
        if len(line) >= most:
            return Outcome.FULL
        self.waiters[day, code] = Waiter(code, who)
        line.append(self.waiters[day, code])
        self.bookings[day, code] = Place("waiting", "", "", by)
        return InLine(code=code, day=day, place=len(line), length=len(line))

    def leave(self, by: Operation, day: date, code: str) -> Answer:
        """Leave a line, or decline what was offered."""
        place = self.bookings.get((day, code))
        if place is None:
            return Outcome.UNKNOWN
        if place.state == "left":
            return Outcome.OK
        if place.is_overtaken(by):
            return STALE
        if place.state != "waiting" and (place.state != "held" or place.last != OFFERED):
            return Outcome.GONE
        self.lines[day] = [waiter for waiter in self.lines[day] if waiter.code != code]
        self.bookings[day, code] = Place("left", "", "", place.held_by, last=by)
        return Outcome.OK

    def offer(self, day: date, candidates: Sequence[Candidate]) -> Sequence[str]:
        """Hold what is free for the first in line."""
        offered: list[str] = []
        while self.lines.get(day) and (found := self._free(day, candidates)):
            code = self.lines[day].pop(0).code
            by = self.bookings[day, code].held_by
            until_ms = self.now_ms + HOLD_MS
            self.bookings[day, code] = Place("held", found.session, found.pool, by, until_ms, last=OFFERED)
            self._untold.add((day, code))
            offered.append(code)
        return offered

    def stand_again(self, day: date, code: str) -> None:
        """Put somebody in front of the line again whose offer ran out before it was told."""
        place = self.bookings.get((day, code))
        if (day, code) in self._untold and place and place.state == "lapsed":
            self.bookings[day, code] = Place("waiting", "", "", place.held_by)
            self.lines[day].insert(0, self.waiters[day, code])
        self._untold.discard((day, code))

    def shift(
        self, by: Operation, day: date, to: date | None, targets: Sequence[Target], *, deadline_ms: int = 0
    ) -> Fates:
        """Move everybody to another date, or (None) give the date up."""
        if by in self._shifts:
            return self._shifts[by].fates
        fates: Fates = {}
        here = [(p.held_by[1], code, p) for (d, code), p in self.bookings.items() if d == day]
        for _, code, place in sorted((row for row in here if row[2].state in ("held", "booked")), key=lambda r: r[:2]):
            if place.state == "held":
                place.state, place.until_ms, fate = "lapsed", self.now_ms, "lapsed"
            elif to is None:
                place.state, place.last, fate = "cancelled", by, "released"
            else:
                place, fate = self._carried(by, day, to, code, targets)
            fates[code] = (fate, place.session, place.pool, "")
        self._shifts[by] = Moved(by, to, deadline_ms, fates)
        return fates

    def has_shifted(self, by: Operation) -> bool:
        """Tell whether this operation has moved or given up a date."""
        return by in self._shifts

    def review(self, by: Operation, *, after_ms: int) -> Fates:
        """Note what moved people did; from the deadline on, who did nothing has given up."""
        shift = self._shifts[by]
        for code, (fate, session, pool, answer) in shift.fates.items():
            if shift.to is None or fate != "moved" or answer:
                continue
            place = self.bookings.get((shift.to, code))
            if place is None or (place.state == "booked" and place.last != by):
                answer = "moved"
            elif place.state == "cancelled":
                answer = "cancelled"
            elif self.now_ms >= shift.deadline_ms:
                answer, place.state = "expired", "cancelled"
                self._give_up(shift.to, place, after_ms)
            shift.fates[code] = (fate, session, pool, answer)
        return shift.fates

    def _carried(self, by: Operation, day: date, to: date, code: str, targets: Sequence[Target]) -> tuple[Place, str]:
        place = self.bookings[day, code]
        found = None if (to, code) in self.bookings else self._free(to, _liked(place, targets))
        if found is None:
            return place, "left"
        moved = Place("booked", found.session, found.pool, place.held_by, tries=0, last=by)
        del self.bookings[day, code]
        self._traces[day, code] = copy(moved)
        self._traces.pop((to, code), None)
        self.bookings[to, code] = moved
        return moved, "moved"

    @staticmethod
    def _confirmed_before(place: Place) -> Confirmed:
        if place.state == "booked":
            return Confirmed(Outcome.OK, 0)
        if place.state == "lapsed":
            return Confirmed(Outcome.LAPSED if place.tries else Outcome.ENDED, 0)
        return Confirmed(Outcome.WRONG, place.tries)

    def _free(self, day: date, candidates: Sequence[Candidate]) -> Candidate | None:
        return next((c for c in candidates if self.taken(day, c.session, c.pool) < c.limit), None)

    def _give_up(self, day: date, place: Place, after_ms: int) -> None:
        if after_ms:
            self._returning.append(Returning(self.now_ms + after_ms, day, place.session, place.pool))


def _liked(place: Place, targets: Sequence[Target]) -> Sequence[Candidate]:
    """Return the places of a date as somebody likes them: of one's own pool, then near in time."""
    ours = [target for target in targets if target.pool == place.pool or target.is_open]
    ours.sort(key=lambda target: (target.pool != place.pool, abs(_minutes(target.session) - _minutes(place.session))))
    return [Candidate(target.session, target.pool, target.limit) for target in ours]


def _minutes(session: str) -> int:
    hour, minute = session.split(":")
    return int(hour) * 60 + int(minute)
