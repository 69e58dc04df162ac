"""Media that a reply carries as a recipe, made when it is delivered: with the words of the chat's language. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from msgspec.structs import replace

from bot.calendar_files import MIME, ics, read_appointment
from bot.documents.letter import LetterPage, letter_pdf
from bot.messages import Day, Media, Value, Words
from bot.pictures.calendar import LEGEND, CalendarPage, PageWords, calendar_png, read_page
from bot.pictures.summary import Bar, DayFigures, SummaryPage, Tile, read_figures, summary_png
from bot.referrals import ReferralPaper, read_paper

Say: TypeAlias = Callable[[str, Mapping[str, Value]], str]

SLOW = frozenset({"calendar", "figures", "letter"})
"""What takes too long for the event loop: a reply that carries one is rendered in a thread."""


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
