"""What happens to people in the office: tickets, desks at work, applications and their stages. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

from msgspec import Struct

from bot.booking_values import Booking
from bot.errors import AntrianError
from bot.lanes import Station
from bot.messages import ChatRef

TicketState = Literal["printing", "waiting", "called", "serving", "done", "no_show", "lapsed"]
Kind = Literal["priority", "regular"]
KINDS: tuple[Kind, ...] = get_args(Kind)
IN_HAND: frozenset[TicketState] = frozenset(("printing", "waiting", "called", "serving"))

Stage = Literal[
    "arrived", "at_cs", "sent_back", "counter", "at_counter", "awaiting_payment", "bill_lapsed", "paid",
    "in_production", "ready", "collected", "expired",
]  # fmt: skip
STAGES: tuple[Stage, ...] = get_args(Stage)

BEFORE: Mapping[Stage, frozenset[Stage | Literal[""]]] = {
    "arrived": frozenset(("", "sent_back")),  # "" is booked, or not known yet
    "at_cs": frozenset(("arrived",)),
    "sent_back": frozenset(("arrived", "at_cs", "counter", "at_counter")),
    "counter": frozenset(("arrived", "at_cs")),
    "at_counter": frozenset(("counter",)),
    "awaiting_payment": frozenset(("counter", "at_counter", "bill_lapsed")),
    "bill_lapsed": frozenset(("awaiting_payment",)),
    "paid": frozenset(  # at the counter: what costs nothing; lapsed: what was paid in time and is told late
        ("awaiting_payment", "bill_lapsed", "counter", "at_counter")
    ),
    "in_production": frozenset(("paid",)),
    "ready": frozenset(("paid", "in_production")),
    "collected": frozenset(("ready",)),
    "expired": frozenset(("ready",)),
}
"""From which stages each one is reached."""

STATION_OF: Mapping[Stage, Station] = {
    "arrived": "cs", "at_cs": "cs", "sent_back": "cs", "counter": "counter", "at_counter": "counter",
    "ready": "collection",
}  # fmt: skip
"""Where somebody at a stage has to wait for the next one."""

AT_STATION: Mapping[Station, Stage] = {"cs": "at_cs", "counter": "at_counter"}
"""What an application becomes when its person sits down there."""

Collector = Literal["applicant", "family", "other"]
COLLECTION_PAPERS: Mapping[Collector, tuple[str, ...]] = {
    "applicant": ("payment", "id_card"),
    "family": ("payment", "id_card", "family_card"),
    "other": ("payment", "id_card", "authority"),
}
"""What has to be shown to take a passport away (domain.md §4)."""


class Ticket(Struct, frozen=True, kw_only=True):
    """A place in a line of a day: `number` is `A012`, `code` the compact code of its application (`CBN7K3M9QXD`).

    `lane` is the one that it is in now, not always the one that its number is of; `sent_to` is the one desk that may
    call it, "" for any; `desk` has called it. `order_ms` says where it stands: the arrival, or later for who did not
    come when called. `promised_s` are the least and the most seconds of waiting that were told.
    """

    number: str
    code: str
    lane: str
    state: TicketState
    arrived_ms: int
    order_ms: float
    is_priority: bool = False
    sent_to: str = ""
    desk: str = ""
    calls: int = 0
    called_ms: int = 0
    served_ms: int = 0
    promised_s: tuple[int, int] | None = None

    @property
    def line(self) -> str:
        """Return the name of the line in which a waiting one stands."""
        return f"@{self.sent_to}" if self.sent_to else self.lane

    @property
    def kind(self) -> Kind:
        """Return which half of the line it is in."""
        return "priority" if self.is_priority else "regular"

    @property
    def is_put_back(self) -> bool:
        """Tell whether its person has been called, did not come, and stands behind others since."""
        return self.order_ms != self.arrived_ms


class DeskAtWork(Struct, frozen=True, kw_only=True):
    """What a desk does now. `ticket` is "" between two people; `paused` is why it calls nobody, "" when it does.

    `last_kind` and `in_a_row`: how many of one kind, "priority" or "regular", it has called one after the other.
    """

    id: str
    ticket: str = ""
    paused: str = ""
    last_kind: Kind | Literal[""] = ""
    in_a_row: int = 0
    seen_ms: int = 0


class Happening(Struct, frozen=True, kw_only=True):
    """One step of an application's history; `by` is an officer's name, "" for the applicant or the clock.

    A step that was taken back stays and `is_undone`; so is the entry that took it back, which alone has a `why`.
    """

    at_ms: int
    stage: Stage
    by: str = ""
    why: str = ""
    operation: str = ""
    is_undone: bool = False


class Application(Struct, frozen=True, kw_only=True):
    """A passport on its way, from the arrival to the hand-over. `code` is canonical (`CBN-7K3M-9QXD`).

    | known from | fields |
    |---|---|
    | the booking | name, birth_date, phone, day (the date booked) |
    | the visit to a patient | name, phone (the family's proven one), chat (in which their case is), day |
    | a walk-in | ground (elderly, child …), day (the date they came) |
    | Customer Service | product, category; or reasons and back_until (sent back) |
    | the counter | product, amount (whole rupiah), billing_code, bill_deadline_ms |
    | the payment | proof (NTPN), paid_ms, ready_day (when it should be ready) |
    | production | issued_ms, collect_until (its last day) |
    | the hand-over | collector, collector_name, papers |
    """

    code: str
    office: str
    stage: Stage
    since_ms: int
    day: date
    name: str = ""
    birth_date: date | None = None
    phone: str = ""
    chat: ChatRef | None = None
    ground: str = ""
    is_priority: bool = False
    product: str = ""
    category: str = ""
    reasons: tuple[str, ...] = ()
    back_until: date | None = None
    amount: int = 0
    billing_code: str = ""
    bill_deadline_ms: int = 0
    proof: str = ""
    paid_ms: int = 0
    ready_day: date | None = None
    issued_ms: int = 0
    collect_until: date | None = None
    collector: Collector | Literal[""] = ""
    collector_name: str = ""
    papers: tuple[str, ...] = ()
    history: tuple[Happening, ...] = ()

    @property
    def compact(self) -> str:
        """Return the code as the store keeps it."""
        return self.code.replace("-", "")

    @property
    def steps(self) -> int:
        """Return how many steps there were, those that were taken back and the taking back too: it never falls."""
        return len(self.history)


class Standing(Struct, frozen=True, kw_only=True):
    """Where a waiting ticket stands: how many are before it, and how long it may take (seconds), if that is known."""

    ticket: Ticket
    before: int
    wait_s: tuple[int, int] | None


class Arrived(Struct, frozen=True, kw_only=True):
    """What an arrival came to: a ticket, the same one when it was taken before (`is_new` False)."""

    standing: Standing
    application: Application
    is_new: bool


class TurnedAway(Struct, frozen=True, kw_only=True):
    """Why somebody got no ticket.

    | reason | meaning | filled in |
    |---|---|---|
    | unknown | no such code at this office | |
    | other_office | the code is of another office | |
    | cancelled, lapsed, no_show | what became of the booking; held: it was never approved | booking |
    | wrong_day | booked for another date | booking |
    | too_early | come back at `from_ms` | booking, from_ms |
    | too_late | its session is over | booking, from_ms (when it ended) |
    | not_ready | the application waits for something else: payment, production … | application |
    | bill_lapsed | its bill has lapsed; an officer makes a new one, for which nobody waits in line | application |
    | late | the days are over within which who was not done may come back | application or booking |
    | ended | the application is collected or expired | application |
    | no_category | the office takes no walk-ins of this category | |
    | full | the category's tickets of the day are taken | |
    | no_lane | the office has no lane for this | |
    """

    reason: Literal[
        "unknown", "other_office", "cancelled", "lapsed", "held", "no_show", "wrong_day", "too_early", "too_late",
        "not_ready", "bill_lapsed", "late", "ended", "no_category", "full", "no_lane",
    ]  # fmt: skip
    booking: Booking | None = None
    application: Application | None = None
    from_ms: int = 0


class StepRefused(AntrianError):
    """Raised when an application is not where a step begins, or the step lacks something.

    | reason | meaning |
    |---|---|
    | unknown | no such application |
    | stage | it is at `stage`, from which this step is not possible |
    | no_product | the office has no such product on that date |
    | bill_code | the billing code is not 15 digits |
    | bill_taken | the billing code or the proof belongs to another application, `found` is its code |
    | proof | no proof number was given |
    | reason | no reason was given |
    | papers | papers are missing, `found` |
    | no_lane | the office has no lane for the next station |
    | named | the name is that of the booking, and stays |
    | nameless | it must be noted first who the walk-in is |
    | no_category | there is no such category of applicants, `found` |
    | moved | somebody has gone on with it, or back, since it was shown: it is at `stage` |
    """

    def __init__(self, reason: str, *, stage: str = "", found: str = "") -> None:
        self.reason = reason
        self.stage = stage
        self.found = found
        at = f", the application is at {stage}" if stage else ""
        super().__init__(f"the step is refused: {reason}{at}{f', found {found}' if found else ''}")


def may_wait(stage: Stage, station: Station) -> bool:
    """Tell whether a number for a station fits an application; who was sent back gets one on coming back."""
    return stage != "sent_back" and STATION_OF.get(stage) == station


def may_follow(stage: Stage | Literal[""], following: Stage) -> bool:
    """Tell whether a stage can be reached from another one."""
    return stage in BEFORE[following]
