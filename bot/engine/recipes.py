"""Media that a reply carries as a recipe, made when it is delivered: with the words of the chat's language. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bot.calendar_files import MIME, ics, read_appointment
from bot.documents import sheet
from bot.documents.letter import LetterPage, letter_pdf
from bot.messages import Day, Media, Moment, Value, Words
from bot.pictures.calendar import LEGEND, CalendarPage, PageWords, calendar_png, read_page
from bot.pictures.summary import Bar, DayFigures, SummaryPage, Tile, read_figures, summary_png
from bot.referrals import ReferralPaper, read_paper
from bot.supervision import Addition, Report
from bot.supervision_sheets import ReportList, read_list

Say: TypeAlias = Callable[[str, Mapping[str, Value]], str]

SLOW = frozenset({"calendar", "figures", "letter", "sheet"})
"""What takes too long for the event loop: a reply that carries one is rendered in a thread."""

REPORT_COLUMNS = {
    "number": 16, "made": 17, "what": 20, "place": 36, "map": 34, "when": 22, "details": 60, "reporter": 22,
    "phone": 18, "state": 16, "officer": 18, "due": 12, "facts": 44, "notes": 44, "ended": 17,
}  # fmt: skip


def calendar_picture(media: Media, say: Say) -> Media:
    """Return a calendar page as a PNG; its name says what is on it."""
    page = read_page(media.content)
    words = page_words(page, say)
    png = calendar_png(page, words)
    return replace(media, kind="picture", name=words.title, mime="image/png", content="", data=png)


def page_words(page: CalendarPage, say: Say) -> PageWords:
    """Return the words of a calendar page."""
    # locale: calendar-open, calendar-few, calendar-full, calendar-closed, calendar-later
    return PageWords(
        title=_title(page, say),
        weekdays=tuple(say("calendar-day", {"day": Day(day, "weekday")}) for day in page.days[:7]),
        named=tuple(say("calendar-day", {"day": Day(day, "day")}) for day in page.named),
        legend=tuple(say(f"calendar-{kind}", {}) for kind in LEGEND),
        figures=say("calendar-figures", {}),
    )


def _title(page: CalendarPage, say: Say) -> str:
    if page.month:
        return say("calendar-month", {"month": Day(page.month, "month")})
    return say("calendar-ahead", {"first": Day(page.shown[0], "day"), "last": Day(page.shown[-1], "day")})


def figures_picture(media: Media, say: Say) -> Media:
    """Return the figures of a date as a PNG; its name says whose they are."""
    page = figures_page(read_figures(media.content), say)
    return replace(media, kind="picture", name=page.title, mime="image/png", content="", data=summary_png(page))


def figures_page(figures: DayFigures, say: Say) -> SummaryPage:
    """Return the figures of a date as a page: one for each state, a bar for each session."""
    return SummaryPage(
        title=say("summary-title", {"date": Day(figures.day, "short")}),
        office=figures.office,
        chart=say("figures-chart", {}),
        tiles=(
            Tile(figure=figures.booked, word=say("summary-booked", {}), kind="open"),
            Tile(figure=figures.held, word=say("figures-held", {}), kind="later"),
            Tile(figure=figures.cancelled, word=say("summary-cancelled", {}), kind="full"),
            Tile(figure=figures.no_shows, word=say("summary-no-shows", {}), kind="few"),
        ),
        bars=tuple(Bar(name=(each.id, ""), booked=each.booked, places=each.places) for each in figures.sessions),
    )


def event_document(media: Media, say: Say) -> Media:
    """Return an appointment as a calendar file."""
    appointment = read_appointment(media.content)
    values: dict[str, Value] = {"office": appointment.office, "code": appointment.code}
    data = ics(
        appointment,
        summary=say("event-summary", values),
        description=say("event-description", {**values, "early": str(appointment.early_minutes)}),
    )
    return replace(media, kind="document", name=f"{appointment.code}.ics", mime=MIME, content="", data=data)


def letter_document(media: Media, say: Say) -> Media:
    """Return a referral letter as a PDF; the file's name is its number."""
    paper = read_paper(media.content)
    name = f"{paper.referral.full_number.replace('/', '-')}.pdf"
    return replace(
        media, kind="document", name=name, mime="application/pdf", content="", data=letter_pdf(letter_page(paper, say))
    )


def letter_page(paper: ReferralPaper, say: Say) -> LetterPage:
    """Return the words of a referral letter."""
    referral = paper.referral
    number: dict[str, Value] = {"number": referral.full_number}
    verified = say("referral-verify", {"url": paper.url}) if paper.url else say("referral-verify-here", {})
    return LetterPage(
        made=referral.day,
        head=say("referral-head", {"office": paper.office}).upper(),
        address=paper.address,
        title=say("referral-title", {}),
        number=say("referral-number", number),
        opening=say("referral-opening", {"office": paper.office}),
        rows=_letter_rows(paper, say),
        closing=say("referral-closing", {"until": Day(referral.until)}),
        day=say("referral-day", {"date": Day(referral.day)}),
        role=say("referral-role", {}),
        officer=referral.text.officer,
        verify=verified,
        url=paper.url,
        copy=say("referral-copy", {"copy": str(paper.copy)}) if paper.copy else "",
    )


def _letter_rows(paper: ReferralPaper, say: Say) -> tuple[tuple[str, str], ...]:
    # locale: condition-grave, condition-newborn, condition-disabled, condition-inpatient
    # locale: age-years, age-months, age-days
    text = paper.referral.text
    told: tuple[tuple[str, Value], ...] = (
        ("referral-patient", text.patient),
        ("referral-age", Words(f"age-{text.age.unit}", {"count": str(text.age.count)}) if text.age else ""),
        ("referral-condition", Words(f"condition-{text.condition}") if text.condition else ""),
        ("referral-place", text.place),
        ("referral-departure", Day(text.departure) if text.departure else ""),
        ("referral-case", text.case),
    )
    return tuple((say(label, {}), say("referral-value", {"value": value})) for label, value in told if value)


def sheet_document(media: Media, say: Say) -> Media:
    """Return reports on foreign nationals as a workbook."""
    listed = read_list(media.content)
    data = sheet.sheet_xlsx(report_page(listed, say))
    return replace(media, kind="document", name=listed.name, mime=sheet.MIME, content="", data=data)


def report_page(listed: ReportList, say: Say) -> sheet.SheetPage:
    """Return reports as rows, with times as the office's clocks show them."""
    # locale: report-column-number, report-column-made, report-column-what, report-column-place, report-column-map
    # locale: report-column-when, report-column-details, report-column-reporter, report-column-phone
    # locale: report-column-state, report-column-officer, report-column-due, report-column-facts
    # locale: report-column-notes, report-column-ended
    zone: dict[str, Value] = {"zone": listed.zone_name}
    return sheet.SheetPage(
        name=say("report-sheet", {}),
        made=_clock(listed.made_ms, listed),
        columns=[sheet.Column(say(f"report-column-{name}", zone), width) for name, width in REPORT_COLUMNS.items()],
        rows=[_report_row(report, listed, say) for report in listed.reports],
    )


def _report_row(report: Report, listed: ReportList, say: Say) -> Sequence[sheet.Cell]:
    # locale: report-overstay, report-work, report-lodging, report-crime, report-other
    # locale: report-state-received, report-state-followed, report-state-done
    pin: dict[str, Value] = {"latitude": f"{report.latitude:.6f}", "longitude": f"{report.longitude:.6f}"}
    return (
        report.number,
        _clock(report.made_ms, listed),
        say(f"report-{report.what}", {}),
        report.place,
        say("report-map", pin) if report.has_pin else None,
        say("report-when-unknown", {}) if report.when == "unknown" else report.when,
        report.details,
        report.name or say("report-secret", {}),
        report.phone,
        say(f"report-state-{report.state}", {}),
        report.officer,
        report.due,
        _said(report.facts, say),
        _said(report.notes, say),
        _clock(report.ended_ms, listed) if report.ended_ms else None,
    )


def _said(additions: Sequence[Addition], say: Say) -> str:
    return "\n".join(
        say(
            "staff-report-note" if each.by else "staff-report-fact",
            {"at": Moment(each.at_ms, "full"), "by": each.by, "text": each.text},
        )
        for each in additions
    )


def _clock(at_ms: int, listed: ReportList) -> datetime:
    return datetime.fromtimestamp(at_ms // 1000, ZoneInfo(listed.zone)).replace(tzinfo=None)


PAPERS: Mapping[str, Callable[[Media, Say], Media]] = {
    "event": event_document, "letter": letter_document, "sheet": sheet_document,
}  # fmt: skip
"""How each kind of document is made."""
