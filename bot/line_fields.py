"""Which field of a booking line is which, told by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from bot.calendar_words import DAYS_AHEAD
from bot.courtesy import is_courtesy, is_opener, without_lead
from bot.dates import DateReading, read_date
from bot.names import NameMistake, read_name
from bot.session_hours import looks_like_session

_EDGES = ' \t*_~"“”„«»<>[](){},;:|='
_LABEL = re.compile(
    r"^(?:(?:nama(?: lengkap)?|name|(?:tgl|tanggal)\.? *(?:lahir|layanan|kedatangan|antrian|antri)|lahir|layanan)"
    r" *[:=] *|a/n +)",
    re.IGNORECASE,
)
_MISSING = DateReading((), "missing")
_UNREADABLE = DateReading((), "unreadable")


class DateField(Struct, frozen=True):
    """A field that is a date of some kind, read as a birth date and as a service date."""

    text: str = ""
    birth: DateReading = _MISSING
    service: DateReading = _MISSING


class Fields(Struct, frozen=True, kw_only=True):
    """The fields of a line by what they are; "" and `DateField()` where there is none.

    `extra` are those that fit nowhere, `dates` counts the ones written as dates.
    """

    name: str = ""
    birth: DateField = DateField()
    service: DateField = DateField()
    session: str = ""
    extra: tuple[str, ...] = ()
    dates: int = 0


def sorted_out(fields: Sequence[str], today: date) -> Fields:
    """Tell name, birth date, service date and session apart."""
    texts = [text for field in fields if (text := bare_field(field))]
    read = {text: _date_field(text, today) for text in texts}
    dated = [text for text in texts if read[text].birth.reason != "unreadable"]
    sessions = [text for text in texts if text not in dated and looks_like_session(text)]
    names = _without_courtesy([text for text in texts if text not in dated and text not in sessions])
    if len(dated) < 2 and (vague := _vague_date(names, read)):
        names = [text for text in names if text != vague and not _is_relative(text)]
        dated = [text for text in texts if text in dated or text == vague]
    return _placed(names, [read[text] for text in dated], sessions, today)


def bare_field(text: str) -> str:
    """Return a field without its label, a greeting before a name, and the signs that people put around it."""
    return without_lead(_LABEL.sub("", text.strip(_EDGES), count=1).strip(_EDGES))


def _date_field(text: str, today: date) -> DateField:
    return DateField(text, read_date(text, today=today, expect="birth"), read_date(text, today=today, expect="service"))


def _without_courtesy(texts: list[str]) -> list[str]:
    """Leave out greetings, unless one of them must be the name (Min, Ibu)."""
    names = [text for text in texts if not is_opener(text)]
    rest = [text for text in names if not is_courtesy(text)]
    return rest if any(map(_may_be_name, rest)) else names


def _may_be_name(text: str) -> bool:
    name = read_name(text)
    return not isinstance(name, NameMistake) or name.reason != "missing"


def _vague_date(names: list[str], read: Mapping[str, DateField]) -> str:
    """Return what is a service date without a year ("30 November", "Jumat"), unless it is the only name there is."""
    for text in reversed(names):
        others = [name for name in names if name != text]
        if read[text].service.reason != "unreadable" and (not _is_name(text) or any(map(_is_name, others))):
            return text
    return ""


def _is_name(text: str) -> bool:
    return not isinstance(read_name(text), NameMistake) and not _is_relative(text)


def _is_relative(text: str) -> bool:
    return tuple(text.lower().split()) in DAYS_AHEAD


def _placed(names: list[str], dated: list[DateField], sessions: list[str], today: date) -> Fields:
    name = next(filter(_is_name, names), names[0] if names else "")
    others = [DateField(text, _UNREADABLE, _UNREADABLE) for text in names if text != name]
    if len(dated) < 2:
        birth, service = _alone(dated, others, today)
    else:
        birth, service = _in_order(dated[0], dated[1], today)
    extra = [*dated[2:], *(other for other in others if other not in (birth, service))]
    return Fields(
        name=name,
        birth=birth,
        service=service,
        session=sessions[0] if sessions else "",
        extra=(*(field.text for field in extra), *sessions[1:]),
        dates=len(dated),
    )


def _alone(dated: list[DateField], others: list[DateField], today: date) -> tuple[DateField, DateField]:
    """Place the one date that there is: a birth if it is past; what was not understood stands for the rest."""
    if dated and dated[0].birth.reason not in ("future", "unreadable") and dated[0].birth.day != today:
        return dated[0], next(iter(others), DateField())
    if dated:
        return next(iter(others), DateField()), dated[0]
    birth, service = [*others, DateField(), DateField()][:2]
    return birth, service


def _in_order(first: DateField, second: DateField, today: date) -> tuple[DateField, DateField]:
    """Tell the birth from the service: as written where that can be, turned where only that can be.

    With years of two digits both can be ("160127" is 1927 and 2027): then the likelier one is asked about.
    """
    as_written, as_turned = list(_pairs(first, second)), list(_pairs(second, first))
    is_ahead, is_turned_ahead = (any(service >= today for _, service in pairs) for pairs in (as_written, as_turned))
    if not as_written and not as_turned:
        is_turned = _likeness(second, first, today) > _likeness(first, second, today)
        return (second, first) if is_turned else (first, second)
    if is_ahead:
        return first, second
    if is_turned_ahead and as_written:
        return replace(second, birth=DateReading(second.birth.dates, "ambiguous")), first
    return (first, second) if as_written else (second, first)


def _pairs(birth: DateField, service: DateField) -> Iterator[tuple[date, date]]:
    """Yield the birth and service dates that two fields can be together."""
    for born in _possible(birth.birth):
        yield from ((born, served) for served in _possible(service.service) if born <= served)


def _likeness(birth: DateField, service: DateField, today: date) -> int:
    """Count what speaks for an order in which one of the two is at fault: a birth, a service that is to come."""
    return bool(_possible(birth.birth)) + any(day >= today for day in _possible(service.service))


def _possible(reading: DateReading) -> tuple[date, ...]:
    return reading.dates if reading.reason in ("", "ambiguous") else ()
