"""Reports on foreign nationals: what one is, how it is put together step by step, and which tell of the same. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from math import cos, hypot, radians
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from bot.names import NameMistake, read_name

Offence = Literal["overstay", "work", "lodging", "crime", "other"]
OFFENCES: tuple[Offence, ...] = get_args(Offence)
ReportStep = Literal["what", "where", "when", "details", "photos", "identity", "sure"]
REPORT_STEPS: tuple[ReportStep, ...] = get_args(ReportStep)
ReportState = Literal["received", "followed", "done"]
"""All that a reporter is ever told of what became of a report."""

PREFIX = "WNA"
PAUSE_MS = 30 * 60_000
"""After so long without a word, a text in the chat is no answer to a step any more."""

FORGOTTEN_MS = 24 * 3600_000
LONGEST = {"where": 300, "when": 100, "details": 2000, "facts": 2000}
NEAR_M = 300
NEAR_DAYS_MS = 14 * 24 * 3600_000
MOST_ALIKE = 3
REFUSALS = frozenset((
    "anonim", "anonymous", "batal", "bukan", "engga", "enggak", "ga", "gak", "hidden", "jangan", "kosong",
    "keberatan", "lewat", "lewati", "malu", "nanti", "never", "ngga", "nggak", "no", "nobody", "none", "not", "ogah",
    "rahasia", "rahasiakan", "secret", "skip", "takut", "tanpa", "tdk", "tidak", "tolak", "usah",
))  # fmt: skip
"""Words with which people say that they don't want to be named: none of a name that is told may be one of them."""

ASSENTS = frozenset(("bersedia", "boleh", "iya", "mau", "ok", "oke", "setuju", "sure", "ya", "yes"))
"""Words that are an answer and no name; only a press lets a name be seen."""

_WORD = re.compile(r"[^\W_]{3,}")
_METRES_A_DEGREE = 111_320


class ReportDraft(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A report that is being put together; the staff get to know the `name` when `identity` is "named".

    `asked` is the step that was asked last, at `at_ms`.
    """

    number: str
    at_ms: int
    asked: ReportStep = "what"
    what: Offence | None = None
    place: str = ""
    latitude: float = 0.0
    longitude: float = 0.0
    when: str = ""
    details: str = ""
    files: int = 0
    has_photos: bool = False
    identity: Literal["", "secret", "named"] = ""
    name: str = ""
    is_interrupted: bool = False

    def awaits(self, now_ms: int) -> bool:
        """Tell whether a text is an answer to the step that was asked."""
        return not self.is_interrupted and now_ms - self.at_ms <= PAUSE_MS


class Addition(Struct, frozen=True, kw_only=True):
    """What a reporter added later, or an officer noted (`by`)."""

    at_ms: int
    text: str
    by: str = ""


class Report(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A report as supervision staff see it; of the reporter it holds only what they let be known.

    What was added until `read_ms` has been read. `turned_by` is the operation that brought it to its state.
    """

    number: str
    made_ms: int
    what: Offence
    place: str = ""
    latitude: float = 0.0
    longitude: float = 0.0
    when: str
    details: str
    name: str = ""
    phone: str = ""
    state: ReportState = "received"
    turned_by: str = ""
    officer: str = ""
    due: date | None = None
    facts: tuple[Addition, ...] = ()
    read_ms: int = 0
    notes: tuple[Addition, ...] = ()
    ended_ms: int = 0

    @property
    def has_pin(self) -> bool:
        """Tell whether the place is known on the map."""
        return bool(self.latitude or self.longitude)

    @property
    def has_news(self) -> bool:
        """Tell whether the reporter added something that no officer has read yet."""
        return any(fact.at_ms > self.read_ms for fact in self.facts)

    def is_late(self, today: date) -> bool:
        """Tell whether it is open and its date is over."""
        return self.state != "done" and self.due is not None and self.due < today


def next_step(draft: ReportDraft) -> ReportStep:
    """Return the first step that has no answer yet."""
    answers = (
        draft.what, draft.place or draft.latitude or draft.longitude, draft.when, draft.details, draft.has_photos,
        draft.identity,
    )  # fmt: skip
    return next((step for step, answer in zip(REPORT_STEPS, answers, strict=False) if not answer), "sure")


def without(draft: ReportDraft, step: ReportStep) -> ReportDraft:
    """Return the draft with a step to be answered again."""
    match step:
        case "what":
            return replace(draft, what=None)
        case "where":
            return replace(draft, place="", latitude=0.0, longitude=0.0)
        case "when":
            return replace(draft, when="")
        case "details":
            return replace(draft, details="")
        case "photos":
            return replace(draft, has_photos=False)
        case "identity":
            return replace(draft, identity="", name="")
    return draft


def filled(draft: ReportDraft, text: str) -> ReportDraft | Literal["choose", "too-long", "no-name", "no-photo"]:
    """Return the draft with a typed answer to the step that was asked, or why the text is none."""
    said = text.strip()
    step = draft.asked
    if len(said) > LONGEST.get(step, len(said)):
        return "too-long"
    match step:
        case "where":
            return replace(draft, place=said)
        case "when":
            return replace(draft, when=said)
        case "details":
            return replace(draft, details=said)
        case "identity":
            return _with_name(draft, said)
        case "photos":
            return "no-photo"
    return "choose"


def _with_name(draft: ReportDraft, said: str) -> ReportDraft | Literal["choose", "no-name"]:
    """Return the draft with a name that nobody sees before a press allows it, or with none for a refusal."""
    words = set(re.findall(r"\w+", said.lower()))
    if REFUSALS & words:
        return replace(draft, identity="secret", name="")
    name = read_name(said)
    if isinstance(name, NameMistake) or words <= ASSENTS:
        return "choose" if draft.name else "no-name"
    return replace(draft, identity="", name=name)


def as_read(report: Report) -> Report:
    """Return a report, all that was added having been read."""
    return replace(report, read_ms=max((fact.at_ms for fact in report.facts), default=0))


def is_number(code: str) -> bool:
    """Tell whether a code is a report's, and no booking's."""
    return code.startswith(f"{PREFIX}-")


def alike(report: Report, others: Iterable[Report]) -> Sequence[Report]:
    """Return reports that may tell of the same: near in place, within two weeks of each other; the newest first."""
    near = [each for each in others if each.number != report.number and _is_near(report, each)]
    return sorted(near, key=lambda each: -each.made_ms)[:MOST_ALIKE]


def _is_near(one: Report, other: Report) -> bool:
    if abs(one.made_ms - other.made_ms) > NEAR_DAYS_MS:
        return False
    if one.has_pin and other.has_pin:
        return _metres(one, other) <= NEAR_M
    here, there = _words(one.place), _words(other.place)
    return len(here & there) * 2 > min(len(here), len(there)) >= 2


def _metres(one: Report, other: Report) -> float:
    north = one.latitude - other.latitude
    east = (one.longitude - other.longitude) * cos(radians(one.latitude))
    return hypot(north, east) * _METRES_A_DEGREE


def _words(place: str) -> set[str]:
    return set(_WORD.findall(place.lower())) - {"jalan", "jln", "desa", "kota", "kec", "kel", "nomor", "dekat", "rumah"}
