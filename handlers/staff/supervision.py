"""`/laporan`: reports on foreign nationals, for supervision staff alone, and only in their private chats."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from bot.choices import word_choice
from bot.messages import Choice, Day, Lines, Media, Moment, Reply, Value, Words
from bot.routing import Answer, Routes, StaffRequest
from bot.staff import Role
from bot.store.supervision import DAY_MS
from bot.supervision import Addition, Report, alike
from bot.supervision_arguments import VERBS, laporan_arguments
from bot.supervision_commands import AskReporter, ChangeReport, ExportReports, OpenReport, ShowReports
from bot.supervision_sheets import ReportList
from handlers.staff.media import file_lines
from handlers.staff.orders import ask, noted
from handlers.supervision import state_words
from handlers.supervision_steps import offence_words, place_words, when_words

routes = Routes()

SUPERVISION: frozenset[Role] = frozenset(("supervision",))
MOST_SHOWN = 10
SNIPPET = 40


# locale: staff-usage-laporan
@routes.for_staff(ShowReports, roles=SUPERVISION, words={"laporan": laporan_arguments})
async def show(request: StaffRequest, command: ShowReports) -> Reply:
    """Tell which reports are open: first those that nobody has taken, then by their dates; the newest first."""
    if request.event.is_group:
        return _private()
    reports = await request.staffroom.reports.all(request.office)
    found = [report for report in reports if command.has_ended_too or report.state != "done"]
    await noted(request, "laporan")
    if not found:
        return Reply(key="staff-reports-none")
    found.sort(
        key=lambda report: (report.state == "done", report.officer != "", report.due or date.max, -report.made_ms)
    )
    last = min(max(command.page, 1), -(-len(found) // MOST_SHOWN)) * MOST_SHOWN
    shown = found[last - MOST_SHOWN : last]
    lines = list(map(_line, shown))
    if len(found) > last:
        following = f"/laporan {'semua ' if command.has_ended_too else ''}{last // MOST_SHOWN + 1}"
        lines.append(Words("staff-reports-more", {"count": len(found) - last, "order": following}))
    values: dict[str, Value] = {"reports": Lines(tuple(lines), "\n\n"), "count": str(len(found))}
    return Reply(key="staff-reports", values=values, choices=tuple(map(_open_button, shown)))


@routes.for_staff(OpenReport, roles=SUPERVISION)
async def open_report(request: StaffRequest, command: OpenReport) -> Reply:
    """Tell the whole of a report; the look is noted first."""
    if request.event.is_group:
        return _private()
    await noted(request, f"laporan {command.number}")
    report = await request.staffroom.reports.find(request.office, command.number)
    return _unknown(command.number) if report is None else await _card(request, report)


@routes.for_staff(ChangeReport, roles=SUPERVISION)
async def change(request: StaffRequest, command: ChangeReport) -> Answer:
    """Note something, set a date or an officer, or end it; who reported is told the new state, and nothing else."""
    if request.event.is_group:
        return _private()
    reports, office = request.staffroom.reports, request.office
    before = await reports.find(office, command.number)
    if before is None:
        return _unknown(command.number)
    if command.verb == "assign":
        officer = await _officer(request, command.text)
        if officer is None:
            return Reply(key="staff-report-no-officer", values={"name": command.text})
        command = replace(command, text=officer)
    if command.verb == "end" and not command.is_sure:
        asked = Reply(key="staff-report-end-ask", values={"number": before.number, "days": str(office.retention_days)})
        return await ask(request, asked, then=command)
    changed = await reports.change(
        office, command.number, lambda report: _changed(request, command, report),
        operation=request.operation, now_ms=request.now_ms,
    )  # fmt: skip
    await noted(request, f"laporan {command.number} {VERBS[command.verb]}")
    if changed is None:
        return _unknown(command.number)
    if command.verb == "take" and changed.officer != request.member.name:
        return Reply(key="staff-report-taken", values={"number": changed.number, "officer": changed.officer})
    return await _told(request, before, changed)


@routes.for_staff(AskReporter, roles=SUPERVISION)
async def ask_reporter(request: StaffRequest, command: AskReporter) -> Reply:
    """Write to who reported, whom the officer does not get to know."""
    if request.event.is_group:
        return _private()
    chat = await request.staffroom.reports.reporter(request.office, command.number)
    if chat is None:
        return _unknown(command.number)
    values: dict[str, Value] = {"number": command.number, "office": request.office.name, "text": command.text}
    letter = Reply(key="report-question", values=values, idempotency_key=f"report question {request.operation}")
    await request.staffroom.letters.to_person(chat, letter, office=request.office.code, now_ms=request.now_ms)
    await noted(request, f"laporan {command.number} tanya")
    return Reply(key="staff-report-asked", values={"number": command.number})


@routes.for_staff(ExportReports, roles=SUPERVISION)
async def export(request: StaffRequest, command: ExportReports) -> Reply:
    """Give the reports of a month, or all, as a workbook, made as it is delivered."""
    if request.event.is_group:
        return _private()
    reports = await request.staffroom.reports.all(request.office)
    month = command.month
    found = [each for each in reports if month is None or _month(request, each) == (month.year, month.month)]
    await noted(request, f"laporan ekspor {month:%m-%Y}" if month else "laporan ekspor", after=str(len(found)))
    if not found:
        return Reply(key="staff-reports-none")
    listed = ReportList(
        name=f"laporan-wna-{month:%Y-%m}.xlsx" if month else "laporan-wna.xlsx",
        made_ms=request.now_ms,
        zone=request.office.timezone.key,
        zone_name=request.office.zone_name,
        reports=tuple(found),
    )
    sheet = Media(kind="sheet", content=listed.recipe())
    return Reply(key="staff-reports-export", values={"count": str(len(found))}, media=(sheet,))


def _changed(request: StaffRequest, command: ChangeReport, report: Report) -> Report:
    note = Addition(at_ms=request.now_ms, text=command.text, by=request.member.name)
    match command.verb:
        case "note":
            return replace(report, notes=(*report.notes, note)[-100:])
        case "due":
            return replace(report, due=command.day)
        case "assign":
            return replace(report, officer=command.text, state="followed", ended_ms=0)
        case "take" if report.officer and report.state != "done":
            return report
        case "take":
            return replace(report, officer=request.member.name, state="followed", ended_ms=0)
        case "end":
            notes = (*report.notes, note)[-100:] if command.text else report.notes
            return replace(report, state="done", ended_ms=request.now_ms, notes=notes)


async def _told(request: StaffRequest, before: Report, report: Report) -> Reply:
    """Tell who reported when the state is another, let the files go when it is over, and show what there is now."""
    if request.staffroom.media is not None:
        vault, office = request.staffroom.media.vault, request.office
        if report.state == "done":
            ends_ms = report.ended_ms + office.retention_days * DAY_MS
            await vault.close(office.code, report.number, ends_ms=ends_ms)
        else:
            await vault.open(office.code, report.number, now_ms=request.now_ms)
    chat = await request.staffroom.reports.reporter(request.office, report.number)
    if chat is not None and report.state != before.state:
        news = Reply(
            key="report-state",
            values={"number": report.number, "state": state_words(report)},
            idempotency_key=f"report {report.number} {report.state} {request.operation}",
        )
        await request.staffroom.letters.to_person(chat, news, office=request.office.code, now_ms=request.now_ms)
    return await _card(request, report)


async def _card(request: StaffRequest, report: Report) -> Reply:
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
    choices = (*_buttons(report), *(_open_button(other) for other in others))
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


def _line(report: Report) -> Words:
    cut = report.place if len(report.place) <= SNIPPET else f"{report.place[:SNIPPET]}…"
    values = {**_facts(report), "where": place_words(cut, has_pin=report.has_pin)}
    wanted = ("number", "what", "where", "at", "state", "officer", "due")
    return Words("staff-report-line", {name: values[name] for name in wanted})


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


def _open_button(report: Report) -> Choice:
    return Choice(id=word_choice("laporan", report.number), label="choice-code", values={"code": report.number})


async def _officer(request: StaffRequest, name: str) -> str | None:
    """Return the name of a supervision officer as it is written in the list of staff."""
    members = await request.staffroom.members.of(request.office)
    entitled = [member.name for member in members if member.may(SUPERVISION)]
    return next((each for each in entitled if each.casefold() == name.casefold()), None)


def _month(request: StaffRequest, report: Report) -> tuple[int, int]:
    made = request.office.local(report.made_ms)
    return made.year, made.month


def _private() -> Reply:
    return Reply(key="staff-reports-private")


def _unknown(number: str) -> Reply:
    return Reply(key="staff-report-unknown", values={"number": number})
