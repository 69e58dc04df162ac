"""Booking lines that can't be read: the field at fault, and a corrected line to copy."""

from __future__ import annotations

from bot.choices import book_choice
from bot.commands import BookingMistake, Field
from bot.line_outcomes import Reason, booking_line
from bot.messages import Day, Lines, Reply, Value, Words
from bot.routing import Request, Routes
from handlers.buttons import HELP, SCHEDULE, by_date

routes = Routes()

FIELDS: dict[Field, str] = {
    "name": "field-name",
    "birth_date": "field-birth-date",
    "service_date": "field-service-date",
    "session": "field-session",
    "format": "field-format",
}
REASONS: dict[Reason, str] = {
    "missing": "mistake-missing",
    "unreadable": "mistake-unreadable",
    "ambiguous": "mistake-ambiguous",
    "impossible": "mistake-impossible",
    "too_short": "mistake-too-short",
    "digits": "mistake-digits",
    "rude": "mistake-rude",
    "future": "mistake-future",
    "too_many": "mistake-too-many",
}
PLAINER: dict[tuple[Field, Reason], str] = {
    ("format", "missing"): "mistake-not-separated",
    ("session", "unreadable"): "mistake-no-session",
}


@routes.on(BookingMistake)
async def booking_mistake(request: Request, command: BookingMistake) -> Reply:
    """Tell what could not be read and how to write it."""
    return ambiguous_reply(command) if command.readings else mistake_reply(command)


def mistake_reply(mistake: BookingMistake) -> Reply:
    """Name the field at fault, what was found there, and give a whole line to copy."""
    values = {**fault(mistake), "line": mistake.example}
    return Reply(key="mistake", values=values, choices=(SCHEDULE, HELP))


def ambiguous_reply(mistake: BookingMistake) -> Reply:
    """Ask which of the readings was meant: a button for each, or lines to copy when they don't fit."""
    lines = reading_lines(mistake)
    if not lines:
        return mistake_reply(mistake)
    readings = list(zip(mistake.readings, lines, strict=True))
    options = tuple(Words("reading", {"date": Day(day), "line": line}) for day, line in readings)
    ids = [(book_choice(line), day) for day, line in readings]
    choices = tuple(by_date(choice_id, day) for choice_id, day in ids) if all(i for i, _ in ids) else ()
    return Reply(key="mistake-which", values={**fault(mistake), "options": Lines(options)}, choices=choices)


def reading_lines(mistake: BookingMistake) -> list[str]:
    """Return a whole line for each reading; none when the rest was not understood."""
    if mistake.field == "birth_date" and mistake.service_date and mistake.name:
        return [
            booking_line(mistake.name, day, mistake.service_date, session=mistake.session) for day in mistake.readings
        ]
    if mistake.field == "service_date" and mistake.birth_date and mistake.name:
        return [
            booking_line(mistake.name, mistake.birth_date, day, session=mistake.session) for day in mistake.readings
        ]
    return []


def fault(mistake: BookingMistake) -> dict[str, Value]:
    """Return the field at fault, and what is the matter with it."""
    problem = Words(PLAINER.get((mistake.field, mistake.reason), REASONS[mistake.reason]))
    found = Words("mistake-found", {"found": mistake.found})
    return {
        "field": Words(FIELDS[mistake.field]),
        "problem": Lines((problem, found) if mistake.found else (problem,)),
    }
