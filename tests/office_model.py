"""An office's places in plain Python, as one would write them if nothing could go wrong; the store must agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct

from bot.store.places import Candidate, Confirmed, Held, Outcome

HOLD_MS = 100
TRIES = 2
STALE = "stale"

Answer = Held | Outcome | Confirmed | str
Change = tuple[Answer, bool]
"""What an operation answers, and whether it changed anything."""

_NOT_HELD = {"booked": Outcome.ALREADY, "lapsed": Outcome.LAPSED, "cancelled": Outcome.CANCELLED}


class Place(Struct):
    """A booking."""

    state: str
    session: str
    pool: str
    chat: str = ""
    until_ms: int = 0
    tries: int = TRIES


class Returning(Struct, frozen=True):
    """A place that was given up and is not back yet."""

    at_ms: int
    day: date
    session: str
    pool: str


class OfficeModel:
    """The bookings of some dates, and the last answer to each chat."""

    def __init__(self, *, now_ms: int) -> None:
        self.now_ms = now_ms
        self.bookings: dict[tuple[date, str], Place] = {}
        self._returning: list[Returning] = []
        self._answers: dict[str, tuple[int, Answer]] = {}

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

    def once(self, chat: str, number: int, change: Callable[[], Change]) -> Answer:
        """Answer an operation that is known as it was answered, and refuse one that was overtaken."""
        last, kept = self._answers.get(chat, (0, STALE))
        if number <= last:
            return kept if number == last else STALE
        answer, has_changed = change()
        if has_changed:
            self._answers[chat] = (number, answer)
        return answer

    def hold(self, chat: str, day: date, code: str, candidates: Sequence[Candidate]) -> Change:
        """Hold the first free place."""
        if (day, code) in self.bookings:
            return Outcome.CODE_TAKEN, False
        found = self._free(day, candidates)
        if found is None:
            return Outcome.FULL, False
        place = Place("held", found.session, found.pool, chat, self.now_ms + HOLD_MS)
        self.bookings[day, code] = place
        return Held(session=place.session, pool=place.pool, until_ms=place.until_ms), True

    def confirm(self, chat: str, day: date, code: str, *, is_right: bool) -> Change:
        """Approve a held place."""
        place = self.bookings.get((day, code))
        if place is None:
            return Confirmed(Outcome.UNKNOWN, code, 0), False
        if place.state != "held":
            return Confirmed(_NOT_HELD[place.state], code, 0), False
        if place.chat != chat:
            return Confirmed(Outcome.OTHER_CHAT, code, 0), False
        if is_right:
            place.state = "booked"
            return Confirmed(Outcome.OK, code, 0), True
        place.tries -= 1
        if not place.tries:
            place.state = "lapsed"
        return Confirmed(Outcome.WRONG if place.tries else Outcome.ENDED, code, place.tries), True

    def cancel(self, day: date, code: str, *, after_ms: int) -> Change:
        """Give a place up."""
        place = self.bookings.get((day, code))
        if place is None:
            return Outcome.UNKNOWN, False
        if place.state not in ("held", "booked"):
            return Outcome.GONE, False
        place.state = "cancelled"
        self._give_up(day, place, after_ms)
        return Outcome.OK, True

    def move(self, day: date, code: str, to: date, candidates: Sequence[Candidate], *, after_ms: int) -> Change:
        """Take another place, then give the old one up."""
        place = self.bookings.get((day, code))
        if place is None:
            return Outcome.UNKNOWN, False
        if place.state != "booked":
            return Outcome.GONE, False
        if to != day and (to, code) in self.bookings:
            return Outcome.CODE_TAKEN, False
        if to == day and place.session in [candidate.session for candidate in candidates]:
            return Outcome.SAME, False
        found = self._free(to, candidates)
        if found is None:
            return Outcome.FULL, False
        self._give_up(day, self.bookings.pop((day, code)), after_ms)
        self.bookings[to, code] = Place("booked", found.session, found.pool, place.chat)
        return Held(session=found.session, pool=found.pool, until_ms=0), True

    def _free(self, day: date, candidates: Sequence[Candidate]) -> Candidate | None:
        return next((c for c in candidates if self.taken(day, c.session, c.pool) < c.limit), None)

    def _give_up(self, day: date, place: Place, after_ms: int) -> None:
        if after_ms:
            self._returning.append(Returning(self.now_ms + after_ms, day, place.session, place.pool))
