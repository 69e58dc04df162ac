"""`/laporan`: reports on foreign nationals, for supervision staff alone, and only in their private chats."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from bot.media import ENTITLED
from bot.messages import Day, Lines, Media, Reply, Value, Words
from bot.routing import Answer, Routes, StaffRequest
from bot.store.supervision import DAY_MS
from bot.supervision import Addition, Report, ReportState, as_read
from bot.supervision_arguments import VERBS, laporan_arguments
from bot.supervision_commands import AskReporter, ChangeReport, ExportReports, OpenReport, ShowReports
from bot.supervision_sheets import ReportList
from handlers.staff.orders import ask, noted
from handlers.staff.supervision_cards import card_of, line_of
from handlers.supervision import state_words
from handlers.supervision_steps import open_button

routes = Routes()

SUPERVISION = ENTITLED["supervision"]
PRIVATE = Reply(key="staff-reports-private")
MOST_SHOWN = 10


# locale: staff-usage-laporan
@routes.for_staff(ShowReports, roles=SUPERVISION, words={"laporan": laporan_arguments})
async def show(request: StaffRequest, command: ShowReports) -> Reply:
    """Tell which reports are open, or bring news: first those that nobody has taken or read, then by their dates."""
    if not await _is_private(request):
        return PRIVATE
    reports = await request.staffroom.reports.all(request.office)
    found = [report for report in reports if command.has_ended_too or report.has_news or report.state != "done"]
    await noted(request, "laporan")
    if not found:
        return Reply(key="staff-reports-none")
    found.sort(key=_order)
    last = min(max(command.page, 1), -(-len(found) // MOST_SHOWN)) * MOST_SHOWN
    shown = found[last - MOST_SHOWN : last]
    today = request.office.local(request.now_ms).date()
    lines = [line_of(report, today) for report in shown]
    if len(found) > last:
        following = f"/laporan {'semua ' if command.has_ended_too else ''}{last // MOST_SHOWN + 1}"
        lines.append(Words("staff-reports-more", {"count": len(found) - last, "order": following}))
    values: dict[str, Value] = {"reports": Lines(tuple(lines), "\n\n"), "count": str(len(found))}
    return Reply(key="staff-reports", values=values, choices=tuple(open_button(report.number) for report in shown))


@routes.for_staff(OpenReport, roles=SUPERVISION)
async def open_report(request: StaffRequest, command: OpenReport) -> Reply:
    """Tell the whole of a report; the look is noted first."""
    if not await _is_private(request):
        return PRIVATE
    await noted(request, f"laporan {command.number}")
    reports, office = request.staffroom.reports, request.office
    report = await reports.find(office, command.number)
    if report is not None and report.has_news:
        report = await reports.change(
            office, command.number, as_read, operation=request.operation, now_ms=request.now_ms
        )
    return _unknown(command.number) if report is None else await card_of(request, report)


@routes.for_staff(ChangeReport, roles=SUPERVISION)
async def change(request: StaffRequest, command: ChangeReport) -> Answer:
    """Note something, set a date or an officer, or end it; who reported is told the new state, and nothing else."""
    if not await _is_private(request):
        return PRIVATE
    reports, office = request.staffroom.reports, request.office
    before = await reports.find(office, command.number)
    if before is None:
        return _unknown(command.number)
    order = await _order_or_why_not(request, command)
    if not isinstance(order, ChangeReport):
        return order
    changed = await reports.change(
        office, order.number, lambda report: _changed(request, order, report),
        operation=request.operation, now_ms=request.now_ms,
    )  # fmt: skip
    await noted(request, f"laporan {command.number} {VERBS[command.verb]}")
    if changed is None:
        return _unknown(command.number)
    if order.verb == "take" and (changed.state == "done" or changed.officer != request.member.name):
        key = "staff-report-ended" if changed.state == "done" else "staff-report-taken"
        return Reply(key=key, values={"number": changed.number, "officer": changed.officer})
    await _tell_reporter(request, changed)
    card = await card_of(request, changed)
    if order.verb == "assign" and not await _told_officers(request, before, changed):
        return [card, Reply(key="staff-report-unheard", values={"officer": changed.officer})]
    return card


@routes.for_staff(AskReporter, roles=SUPERVISION)
async def ask_reporter(request: StaffRequest, command: AskReporter) -> Reply:
    """Write to who reported, whom the officer does not get to know."""
    if not await _is_private(request):
        return PRIVATE
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
    if not await _is_private(request):
        return PRIVATE
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


async def _order_or_why_not(request: StaffRequest, command: ChangeReport) -> ChangeReport | Reply:
    """Return an order with the officer's name as it is written; a date that is over, or a first press, is answered."""
    office = request.office
    if command.day is not None and command.day < office.local(request.now_ms).date():
        return Reply(key="staff-report-past", values={"date": Day(command.day)})
    if command.verb == "assign":
        officer = await _officer(request, command.text)
        if officer is None:
            return Reply(key="staff-report-no-officer", values={"name": command.text})
        return replace(command, text=officer)
    if command.verb == "end" and not command.is_sure:
        asked = Reply(key="staff-report-end-ask", values={"number": command.number, "days": str(office.retention_days)})
        return await ask(request, asked, then=command)
    return command


def _changed(request: StaffRequest, command: ChangeReport, report: Report) -> Report:
    if command.verb == "take" and (report.officer or report.state == "done"):
        return report
    report, note = as_read(report), Addition(at_ms=request.now_ms, text=command.text, by=request.member.name)
    match command.verb:
        case "note":
            return replace(report, notes=(*report.notes, note)[-100:])
        case "due":
            return replace(report, due=command.day)
        case "assign":
            return _turned(request, replace(report, officer=command.text, ended_ms=0), "followed")
        case "take":
            return _turned(request, replace(report, officer=request.member.name), "followed")
        case "end":
            notes = (*report.notes, note)[-100:] if command.text else report.notes
            return _turned(request, replace(report, ended_ms=report.ended_ms or request.now_ms, notes=notes), "done")


def _turned(request: StaffRequest, report: Report, state: ReportState) -> Report:
    return report if report.state == state else replace(report, state=state, turned_by=str(request.operation))


async def _tell_reporter(request: StaffRequest, report: Report) -> None:
    """Tell who reported when this order brought another state, and let the files go when it is over."""
    if request.staffroom.media is not None:
        vault, office = request.staffroom.media.vault, request.office
        if report.state == "done":
            ends_ms = report.ended_ms + office.retention_days * DAY_MS
            await vault.close(office.code, report.number, ends_ms=ends_ms)
        else:
            await vault.open(office.code, report.number, now_ms=request.now_ms)
    chat = await request.staffroom.reports.reporter(request.office, report.number)
    if chat is not None and report.turned_by == str(request.operation):
        news = Reply(
            key="report-state",
            values={"number": report.number, "state": state_words(report)},
            idempotency_key=f"report {report.number} {report.state} {request.operation}",
        )
        await request.staffroom.letters.to_person(chat, news, office=request.office.code, now_ms=request.now_ms)


async def _told_officers(request: StaffRequest, before: Report, report: Report) -> bool:
    """Tell who has a report now, and who had it; False when the one who has it has never read reports in private."""
    readers = await request.staffroom.reports.readers.of(request.office)
    letter = Reply(
        key="staff-report-handed",
        values={"number": report.number, "officer": report.officer, "by": request.member.name},
        choices=(open_button(report.number),),
        idempotency_key=f"report handed {request.operation}",
    )
    for name in {before.officer, report.officer} & readers.keys() - {request.member.name}:
        await request.staffroom.letters.to_person(
            readers[name], letter, office=request.office.code, now_ms=request.now_ms
        )
    return report.officer in (*readers, request.member.name)


def _order(report: Report) -> tuple[bool, bool, date, int]:
    is_new = report.has_news or not report.officer
    return report.state == "done" and not report.has_news, not is_new, report.due or date.max, -report.made_ms


async def _officer(request: StaffRequest, name: str) -> str | None:
    """Return the name of a supervision officer as it is written in the list of staff."""
    members = await request.staffroom.members.of(request.office)
    entitled = [member.name for member in members if member.may(SUPERVISION)]
    return next((each for each in entitled if each.casefold() == name.casefold()), None)


def _month(request: StaffRequest, report: Report) -> tuple[int, int]:
    made = request.office.local(report.made_ms)
    return made.year, made.month


async def _is_private(request: StaffRequest) -> bool:
    """Tell whether the officer alone reads along; there they are told of new reports from now on."""
    if request.event.is_group:
        return False
    await request.staffroom.reports.readers.remember(request.office, request.member, request.event.chat)
    return True


def _unknown(number: str) -> Reply:
    return Reply(key="staff-report-unknown", values={"number": number})
