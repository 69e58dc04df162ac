"""Broadcasts: whom one is for, what it says to each of them, and how long it takes. Pure: who they are is elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Literal, get_args

from msgspec import Struct

from bot.adapters import Capabilities
from bot.booking_values import Booking, BookingState
from bot.choices import word_choice
from bot.messages import ChatRef, Choice, Day, Language, Lines, Media, Priority, Reply, Value, Words
from bot.near_words import nearest_word
from bot.offices import Office
from bot.visit_values import Stage

State = Literal[
    "active", "booked", "held", "no-show", "cancelled", "waiting", "unpaid", "sent-back", "in-production", "ready",
]  # fmt: skip
"""Whom a broadcast is for: by the state of their booking, or by the stage of their application."""

STATES: Mapping[State, frozenset[BookingState]] = {
    "active": frozenset(("booked", "held")),
    "booked": frozenset(("booked",)),
    "held": frozenset(("held",)),
    "no-show": frozenset(("no_show",)),
    "cancelled": frozenset(("cancelled", "lapsed")),
    "waiting": frozenset(("waiting",)),
}
STAGES: Mapping[State, tuple[Stage, ...]] = {
    "unpaid": ("awaiting_payment",),
    "sent-back": ("sent_back",),
    "in-production": ("paid", "in_production"),
    "ready": ("ready",),
}
COMING: frozenset[State] = frozenset(("active", "booked", "held", "waiting"))

PLACEHOLDERS = ("nama", "tanggal", "sesi", "kode")
WAITING_PLACEHOLDERS = ("nama", "tanggal")
STAGE_PLACEHOLDERS = ("nama", "kode")
_PLACEHOLDER = re.compile(r"\{\s*([^{}]*?)\s*\}")

Status = Literal["waiting", "running", "paused", "stopped", "done"]
ENDED: frozenset[Status] = frozenset(("stopped", "done"))

TurnWord = Literal["pause", "go-on", "stop", "again"]
"""What an officer may do with a broadcast; `again` sends it once more to whom it failed."""

Obstacle = Literal["no-chat", "news-stopped", "no-bulk", "window", "not-served"]
"""Why somebody can't be reached: has no chat, wants no news, is on a linked device or outside the platform's window
for free text, or on an account that was never served."""

OBSTACLES: tuple[Obstacle, ...] = get_args(Obstacle)
STOP_NEWS = Choice(id=word_choice("berhenti berita"), label="choice-news-stop")


class Audience(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whom a broadcast is for: those with a booking from `first` to `last` (None: any date from today on).

    Of an application the date is the one on which its person came or was booked (None: any at all). What is empty does
    not matter: `session` ("08:00"), `channel`, `language`.
    """

    first: date | None = None
    last: date | None = None
    session: str = ""
    state: State = "active"
    channel: str = ""
    language: Language | None = None

    def days(self, office: Office, today: date) -> Sequence[date]:
        """Return the dates whose bookings are looked at."""
        first = self.first or today
        last = self.last or self.first or today + timedelta(days=office.horizon_days)
        return [first + timedelta(days=n) for n in range((last - first).days + 1)]

    def has(self, booking: Booking, now_ms: int) -> bool:
        """Tell whether a booking is of this session and state; a hold that has run out is none."""
        is_over = booking.state == "held" and booking.until_ms <= now_ms
        state: BookingState = "lapsed" if is_over else booking.state
        return state in STATES[self.state] and self.session in ("", booking.session)

    @property
    def placeholders(self) -> Sequence[str]:
        """Return the placeholders that mean something to these people."""
        if self.state in STAGES:
            return STAGE_PLACEHOLDERS
        return WAITING_PLACEHOLDERS if self.state == "waiting" else PLACEHOLDERS

    @property
    def has_sessions(self) -> bool:
        """Tell whether these people have a session: nobody has who waits in line, or has come already."""
        return self.state in STATES and self.state != "waiting"

    def covers(self, day: date) -> bool:
        """Tell whether a date is one of those that are named."""
        return self.first is None or self.first <= day <= (self.last or self.first)

    def is_about_own_matter(self, today: date) -> bool:
        """Tell whether it is for those alone who are to come or have an application: to them it is no mere news."""
        return self.state in STAGES or (self.state in COMING and (self.first is None or self.first >= today))


class Broadcast(Struct, frozen=True, kw_only=True):
    """What an officer has announced. `id` is short, for people. `media` name files of the vault."""

    id: str
    text: str
    audience: Audience
    is_news: bool = False
    media: tuple[Media, ...] = ()
    by: str = ""
    at_ms: int = 0


class Recipient(Struct, frozen=True, array_like=True):
    """One person's chat, and what a placeholder says there."""

    chat: ChatRef
    language: Language
    name: str
    day: date
    session: str
    code: str

    @property
    def account(self) -> str:
        """Return the full name of the account that writes to them."""
        return f"{self.chat.channel}:{self.chat.account}"


class Tally(Struct, frozen=True, kw_only=True):
    """What became of a broadcast's messages so far; `reasons` are of those that failed."""

    sent: int = 0
    failed: int = 0
    unknown: int = 0
    reasons: Mapping[str, int] = {}

    @property
    def done(self) -> int:
        """Return how many have left the outbox."""
        return self.sent + self.failed + self.unknown


class Course(Struct, frozen=True, kw_only=True):
    """How far a broadcast has come: for each account its people, and how many of them are in the outbox or beyond it.

    `run` names the list of the people; `rounds` counts how often the failed ones were sent again.
    """

    broadcast: Broadcast
    status: Status
    due_ms: int
    begun_ms: int = 0
    run: str = ""
    rounds: int = 0
    totals: Mapping[str, int] = {}
    put: Mapping[str, int] = {}
    left_out: Mapping[Obstacle, int] = {}

    @property
    def total(self) -> int:
        """Return how many people it is for."""
        return sum(self.totals.values())

    @property
    def is_all_put(self) -> bool:
        """Tell whether everybody's message has been put into the outbox."""
        return bool(self.run) and all(self.put.get(account, 0) >= count for account, count in self.totals.items())


def unknown_placeholder(text: str, known: Sequence[str] = PLACEHOLDERS) -> tuple[str, str] | None:
    """Return the first placeholder that is none of the known, and the one that was probably meant, or ""."""
    for name in _PLACEHOLDER.findall(text):
        if name.lower() not in known:
            return name, nearest_word(name.lower(), known)
    return None


def reply_to(person: Recipient, broadcast: Broadcast, office: Office) -> Reply:
    """Return what one person is told; under the same key for every run of the broadcast."""
    # locale: broadcast, broadcast-news
    return Reply(
        key="broadcast-news" if broadcast.is_news else "broadcast",
        values={"office": office.name, "text": filled(broadcast.text, person, office)},
        choices=(STOP_NEWS,) if broadcast.is_news else (),
        media=broadcast.media,
        priority=Priority.BULK,
        idempotency_key=f"broadcast {whole_id(office.code, broadcast.id)}",
        expires_at_ms=_ends_ms(person, broadcast, office),
        is_broadcast=True,
        broadcast=whole_id(office.code, broadcast.id),
    )


def whole_id(office: str, id: str) -> str:
    """Return the id by which a broadcast is known among those of all offices."""
    return f"{office}-{id}"


def filled(text: str, person: Recipient, office: Office) -> Lines:
    """Return a text with its placeholders filled; the date is said in the person's language."""
    return Lines(tuple(_pieces(text, person, office)), "")


def _ends_ms(person: Recipient, broadcast: Broadcast, office: Office) -> int:
    """Return the end of the person's date, behind which what concerns it is worthless; 0 for what has no end."""
    if broadcast.is_news or broadcast.audience.state not in COMING:
        return 0
    return int(office.at(person.day + timedelta(days=1), time()).timestamp() * 1000)


def _pieces(text: str, person: Recipient, office: Office) -> Iterator[Words]:
    values: dict[str, Value] = {
        "nama": person.name, "tanggal": Day(person.day), "sesi": f"{person.session} {office.zone_name}",
        "kode": person.code,
    }  # fmt: skip
    end = 0
    for found in _PLACEHOLDER.finditer(text):
        yield Words("broadcast-piece", {"piece": text[end : found.start()]})
        yield Words("broadcast-piece", {"piece": values[found[1].lower()]})
        end = found.end()
    yield Words("broadcast-piece", {"piece": text[end:]})


def seconds_for(messages: int, can: Capabilities, *, waiting: int = 0) -> float:
    """Return about how long an account takes for so many messages, behind those that wait, at its platform's pace."""
    pace = can.account_pace
    if pace is None:
        return 0.0
    return max(0, messages + waiting - pace.burst) * (pace.interval_ms + pace.jitter_ms / 2) / 1000


def bar(done: int, total: int, *, width: int = 10) -> str:
    """Return a bar of squares: "▰▰▰▱▱▱▱▱▱▱"."""
    full = done * width // total if total else width
    return "▰" * min(full, width) + "▱" * max(0, width - full)
