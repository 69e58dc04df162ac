"""How supervision officers see reports: a line in the list, and the whole of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.choices import word_choice
from bot.messages import Choice, Day, Lines, Media, Moment, Reply, Value, Words
from bot.routing import StaffRequest
from bot.supervision import Addition, Report, alike
from handlers.staff.media import file_lines
from handlers.supervision import state_words
from handlers.supervision_steps import offence_words, open_button, place_words, when_words

SNIPPET = 40


async def card_of(request: StaffRequest, report: Report) -> Reply:
    """Return the whole of a report, with links to its files and the reports that may tell of the same."""
    others = alike(report, await request.staffroom.reports.all(request.office))
    values: dict[str, Value] = {
        **_facts(report),
        "details": report.details,
        "reporter": _reporter(report),
        "files": await file_lines(request, report.number),
        "facts": _additions(report.facts),
        "notes": _additions(report.notes),
        "alike": _alike(others),
    }
    pin = Media(kind="location", latitude=report.latitude, longitude=report.longitude)
    choices = (*_buttons(report), *(open_button(other.number) for other in others))
    return Reply(key="staff-report", values=values, choices=choices, media=(pin,) if report.has_pin else ())


def _facts(report: Report) -> dict[str, Value]:
    return {
        "number": report.number,
        "at": Moment(report.made_ms, "full"),
        "what": offence_words(report.what),
        "where": place_words(report.place, has_pin=report.has_pin),
        "when": when_words(report.when),
        "state": state_words(report),
        "officer": report.officer or Words("staff-report-nobody"),
        "due": Day(report.due) if report.due else Words("staff-report-no-due"),
    }


def line_of(report: Report, today: date) -> Words:
    """Return a report in the list, marked when it brings news or is late."""
    cut = report.place if len(report.place) <= SNIPPET else f"{report.place[:SNIPPET]}…"
    marks = {"staff-report-news": report.has_news, "staff-report-late": report.is_late(today)}
    # locale: staff-report-news, staff-report-late
    marked = tuple(Words(key) for key, is_set in marks.items() if is_set)
    values = {**_facts(report), "where": place_words(cut, has_pin=report.has_pin)}
    wanted = ("number", "what", "where", "at", "state", "officer", "due")
    line = Words("staff-report-line", {name: values[name] for name in wanted})
    return Words("staff-report-marked", {"line": line, "marks": Lines(marked)}) if marked else line


def _reporter(report: Report) -> Words:
    if not report.name:
        return Words("staff-report-secret")
    return Words("staff-report-named", {"name": report.name, "phone": report.phone or "–"})


def _additions(additions: Sequence[Addition]) -> Lines:
    lines = (
        Words("staff-report-note", {"at": Moment(each.at_ms, "full"), "by": each.by, "text": each.text})
        if each.by
        else Words("staff-report-fact", {"at": Moment(each.at_ms, "full"), "text": each.text})
        for each in additions
    )
    return Lines(tuple(lines) or (Words("staff-files-none"),))


def _alike(others: Sequence[Report]) -> Words:
    if not others:
        return Words("staff-report-none-alike")
    return Words("staff-report-alike", {"numbers": ", ".join(other.number for other in others)})


def _buttons(report: Report) -> tuple[Choice, ...]:
    if report.state == "done":
        return ()
    take = Choice(id=word_choice("laporan", f"{report.number} tangani"), label="choice-report-take")
    end = Choice(id=word_choice("laporan", f"{report.number} selesai"), label="choice-report-end")
    return (end,) if report.officer else (take, end)
