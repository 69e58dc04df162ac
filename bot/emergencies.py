"""Emergency cases: what a family asks for, how far their case is, and how pressing it is. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, get_args

from msgspec import Struct, field

from bot.messages import ChatRef
from bot.staff import LEADERS, Role

PREFIX = "ES"
"""How the numbers of cases begin."""

HELPERS: frozenset[Role] = LEADERS | {"emergency"}
"""The roles that see a case."""

Condition = Literal["grave", "newborn", "disabled", "inpatient"]
CONDITIONS: tuple[Condition, ...] = get_args(Condition)

Part = Literal[
    "patient", "condition", "illness", "place", "address", "pin", "doctor_letter", "referral_letter", "departure",
    "contact",
]  # fmt: skip
PARTS: tuple[Part, ...] = get_args(Part)
LATER: frozenset[Part] = frozenset(("place", "pin", "doctor_letter", "referral_letter", "departure"))
"""What a case can be opened without."""
LETTERS: tuple[Part, ...] = ("doctor_letter", "referral_letter")
"""What is sent as photos, of which there may be several."""
UNSET: tuple[Part, ...] = ("place", "departure")
"""What is empty when it does not apply: the patient is at home, the departure is not known."""

CaseStage = Literal[
    "new", "asked", "accepted", "scheduled", "underway", "arrived", "visited", "handed", "rejected", "withdrawn",
    "closed",
]  # fmt: skip
BEFORE: Mapping[CaseStage, frozenset[CaseStage]] = {
    "new": frozenset(("asked",)),
    "asked": frozenset(("new", "accepted")),
    "accepted": frozenset(("new", "asked", "scheduled", "underway", "arrived")),  # the last three: a visit that failed
    "scheduled": frozenset(("accepted", "scheduled")),
    "underway": frozenset(("scheduled",)),
    "arrived": frozenset(("scheduled", "underway")),
    "visited": frozenset(("underway", "arrived")),
    "handed": frozenset(("visited",)),
    "rejected": frozenset(("new", "asked")),
    "withdrawn": frozenset(("new", "asked", "accepted", "scheduled")),
    "closed": frozenset(("new", "asked", "accepted", "scheduled", "underway", "arrived", "visited")),
}
"""From which stages each one is reached."""

TRIAGED: frozenset[CaseStage] = frozenset(("new", "asked"))
ENDED: frozenset[CaseStage] = frozenset(("handed", "rejected", "withdrawn", "closed"))
ON_VISIT: frozenset[CaseStage] = frozenset(("scheduled", "underway", "arrived"))

Urgency = Literal["high", "soon", "normal"]
URGENCIES: tuple[Urgency, ...] = get_args(Urgency)
URGENT_DAYS = 3
SOON_DAYS = 10


class Age(Struct, frozen=True):
    """A patient's age as the family tells it."""

    count: int
    unit: Literal["years", "months", "weeks", "days"]


class Plea(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a family asks for; what has not been told is empty. The letters are ids of files of the case."""

    patient: str = ""
    age: Age | None = None
    condition: Condition | Literal[""] = ""
    illness: str = ""
    hospital: str = ""
    ward: str = ""
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    doctor_letter: tuple[str, ...] = ()
    referral_letter: tuple[str, ...] = ()
    departure: date | None = None
    contact: str = ""
    contact_phone: str = ""

    def has(self, part: Part) -> bool:
        """Tell whether a part has been told."""
        match part:
            case "place":
                return bool(self.hospital)
            case "pin":
                return self.latitude is not None
            case "contact":
                return bool(self.contact_phone)
        return bool(getattr(self, part))

    @property
    def lacks(self) -> tuple[Part, ...]:
        """Return what would still help: the place is at home when there is no hospital."""
        return tuple(part for part in PARTS if part != "place" and not self.has(part))


class EmergencyDraft(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A plea that is being put together; `number` is that of the case that it becomes, or (`is_sent`) has become.

    `asked` is the part that was asked last, "sure" at the end; `later` are those left for later. While it
    `is_interrupted`, because something else was said since, no text is its answer.
    """

    number: str
    plea: Plea = Plea()
    asked: Part | Literal["sure"] = "patient"
    later: tuple[Part, ...] = ()
    is_sent: bool = False
    is_interrupted: bool = False


class PlannedVisit(Struct, frozen=True):
    """When which team comes; `hour` is local, "08:00"."""

    day: date
    hour: str
    team: str


class CaseStep(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One step of a case; `by` is an officer's name, "" for the family."""

    at_ms: int
    stage: CaseStage
    operation: str
    by: str = ""
    why: str = ""


class EmergencyCase(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A plea before the office. `chat` is the family's, `phone` their proven number or "".

    `asked_for` is what the family is to send, with a `note`; `why` is the reason of the last step, if it has one;
    `application` is the code of the passport's application, from the visit on.
    """

    number: str
    office: str
    stage: CaseStage
    plea: Plea
    chat: ChatRef
    opened_ms: int
    since_ms: int
    phone: str = ""
    by: str = ""
    asked_for: tuple[Part, ...] = ()
    note: str = ""
    why: str = ""
    visit: PlannedVisit | None = None
    application: str = ""
    history: tuple[CaseStep, ...] = field(default_factory=tuple)

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens to it."""
        return self.stage in ENDED

    @property
    def number_to_call(self) -> str:
        """Return the number under which the family is reached."""
        return self.plea.contact_phone or self.phone

    def urgency(self, today: date) -> Urgency:
        """Tell how pressing it is, by a departure that is ahead and the condition."""
        if self.plea.departure is not None and self.plea.departure >= today:
            days = (self.plea.departure - today).days
            if days <= URGENT_DAYS:
                return "high"
            if days <= SOON_DAYS:
                return "soon"
        return "soon" if self.plea.condition in ("grave", "newborn") else "normal"


def pressing_first(cases: Iterable[EmergencyCase], today: date) -> Sequence[EmergencyCase]:
    """Return cases with the most pressing first, among those who nobody has dealt with; who was visited comes last."""

    def place(case: EmergencyCase) -> tuple[bool, int, bool, int]:
        return case.stage == "visited", URGENCIES.index(case.urgency(today)), case.stage not in TRIAGED, case.since_ms

    return sorted(cases, key=place)


class CaseRefused(Struct, frozen=True):
    """Why a step is not made: no such case; `case` is at another stage; its hour is taken, or over; no such team."""

    reason: Literal["unknown", "stage", "full", "past", "no_team"]
    case: EmergencyCase | None = None
