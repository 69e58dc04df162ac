"""The answers to the steps of `#daftar`: each read by the reader of its field, and put into the draft. Pure."""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from bot.commands import Step
from bot.courtesy import is_courtesy, is_thanks
from bot.dates import Expect, read_date
from bot.line_fields import bare_field
from bot.line_outcomes import Reason
from bot.names import NameMistake, read_name
from bot.offices import Office
from bot.profiles import Draft
from bot.session_hours import read_session

STEPS: tuple[Step, ...] = ("name", "birth_date", "service_date", "session", "sure")
ANY_SESSION = "any"

_ANY = re.compile(
    r"(?:sesi |jam )?(?:any|bebas|terserah|(?:apa|mana|kapan) s?aja|semua|sembarang)(?: sesi| jam)?(?: s?aja)?",
    re.IGNORECASE,
)
_NO = frozenset({"tidak", "nggak", "gak", "ga", "enggak", "no", "belum", "bukan", "jangan"})
_CONSENT = frozenset({"ya", "iya", "y", "ok", "oke", "okay", "setuju", "yes", "sip", "baik"})


class StepMistake(Struct, frozen=True, kw_only=True):
    """Why an answer was not taken, in the words of a mistaken booking line; `readings` are asked about."""

    step: Step
    reason: Reason
    found: str
    readings: tuple[date, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Tell whether the text was meant for this step all the same: a date that does not exist, or two dates."""
        return self.reason in ("ambiguous", "impossible", "future", "rude")


def next_step(draft: Draft) -> Step:
    """Return the first step that has no answer yet."""
    session = draft.session or (ANY_SESSION if draft.is_waiting else "")
    answers = (draft.name, draft.birth_date, draft.service_date, session)
    return next((step for step, answer in zip(STEPS, answers, strict=False) if not answer), "sure")


def step_of(draft: Draft) -> Step | None:
    """Return the step whose answer a draft awaits; None: none, or one that this version does not ask."""
    if draft.is_interrupted:
        return None
    return next((step for step in STEPS if step == draft.asked), None)


def filled(draft: Draft, step: Step, text: str, *, office: Office, today: date) -> Draft | StepMistake:
    """Return the draft with a step's answer in it, or why the text is none. A new date wants a new session."""
    match step:
        case "name":
            return _named(draft, text)
        case "birth_date":
            return _dated(draft, step, text, today=today, expect="birth")
        case "service_date":
            return _dated(draft, step, text, today=today, expect="service")
        case "session":
            return _timed(draft, text, office)
        case "sure":
            return StepMistake(step=step, reason="unreadable", found=text)


def _named(draft: Draft, text: str) -> Draft | StepMistake:
    typed = bare_field(text)
    name = read_name(typed)
    if isinstance(name, NameMistake):
        return StepMistake(step="name", reason=name.reason, found=name.found)
    if is_courtesy(typed) or is_thanks(typed) or name.lower() in _NO | _CONSENT:
        return StepMistake(step="name", reason="unreadable", found=text)
    return replace(draft, name=name)


def _dated(draft: Draft, step: Step, text: str, *, today: date, expect: Expect) -> Draft | StepMistake:
    reading = read_date(bare_field(text), today=today, expect=expect)
    if reading.reason:
        readings = reading.dates if reading.reason == "ambiguous" else ()
        return StepMistake(step=step, reason=reading.reason, found=text, readings=readings)
    day = reading.dates[0]
    if expect == "birth":
        return replace(draft, birth_date=day)
    return replace(draft, service_date=day, session=draft.session if draft.service_date == day else "")


def _timed(draft: Draft, text: str, office: Office) -> Draft | StepMistake:
    typed = bare_field(text)
    if _ANY.fullmatch(typed):
        return replace(draft, session=ANY_SESSION)
    session = read_session(typed, office.sessions(draft.service_date)) if draft.service_date else ""
    return replace(draft, session=session) if session else StepMistake(step="session", reason="unreadable", found=text)
