"""Asking for a place: it is held for some minutes, or another date is offered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from bot.booking_values import Booking, DayPlaces, Refused
from bot.choices import book_choice
from bot.commands import Book
from bot.line_outcomes import booking_line
from bot.messages import Choice, Day, Reply, Value, Words
from bot.offices import Office
from bot.profiles import Draft
from bot.routing import Answer, Answered, Request, Routes
from handlers.buttons import HELP, SCHEDULE, approve, by_date, cancel, move, wait
from handlers.openings import date_problem, hours_left, next_dates, next_dates_words
from handlers.refusals import refused_reply
from handlers.standings import Offices, held_reply, hour, standing, when

routes = Routes()

ABOUT_PLACES = {"day", "no_session", "session_over", "full"}


class Outlook(Struct, frozen=True, kw_only=True):
    """What there is instead: the date that was asked for, and the next ones with places."""

    asked: DayPlaces
    next: Sequence[DayPlaces]


class Alternative(Struct, frozen=True, kw_only=True):
    """A date, and perhaps its session, that can be booked instead."""

    line: str
    day: date
    session: str = ""


@routes.on(Book)
async def book(request: Request, command: Book) -> Answer:
    """Hold a place and ask for the approval; a whole line makes a draft of `#daftar` needless."""
    if request.event.kind == "edit" and (active := await _active(request)):
        return edited_reply(active[0], command, request.offices)
    held = await request.bookings.hold(request, command)
    if isinstance(held, Booking):
        return Answered((held_reply(held, request.offices),), replace(request.profile, draft=None, wanted=None))
    if held.reason not in ABOUT_PLACES:
        return not_needed_reply(held, command, request.offices)
    asked = await request.bookings.places(request.office, (command.service_date,), request.now_ms)
    outlook = Outlook(asked=asked[0], next=await next_dates(request))
    reply = no_place_reply(held, command, outlook, office=request.office, now_ms=request.now_ms)
    return _with_line(request, command, reply) if asked[0].is_full else reply


def _with_line(request: Request, book: Book, reply: Reply) -> Answer:
    """Return an answer about a full date with the way into its waiting list, for the person who was named."""
    if not request.office.rules.most_waiting:
        return reply
    wanted = Draft(name=book.name, birth_date=book.birth_date, service_date=book.service_date)
    choices = (*reply.choices, wait(book.service_date))
    return Answered((replace(reply, choices=choices),), replace(request.profile, wanted=wanted))


async def _active(request: Request) -> list[Booking]:
    return [b for b in await request.bookings.mine(request) if b.state in ("held", "booked")]


def edited_reply(booking: Booking, book: Book, offices: Offices) -> Reply:
    """Answer a line that was edited after it had booked: it can't book twice, nor change what is booked."""
    if _is_same(booking, book):
        return standing(booking, offices)
    values: dict[str, Value] = {"code": booking.code, "name": booking.name, **when(booking, offices)}
    if booking.state == "held":
        return Reply(key="edited-held", values=values, choices=(approve(booking), cancel(booking)))
    return Reply(key="edited-booked", values=values, choices=(move(booking), cancel(booking)))


def not_needed_reply(refused: Refused, book: Book, offices: Offices) -> Reply:
    """Answer a line that was sent twice as it was answered before; other refusals by their reason."""
    booking = refused.booking
    if refused.reason != "sender_has" or booking is None or not _is_same(booking, book):
        return refused_reply(refused, offices)
    if booking.state == "held":
        return held_reply(booking, offices)
    return refused_reply(Refused(reason="already_booked", booking=booking), offices)


def no_place_reply(refused: Refused, book: Book, outlook: Outlook, *, office: Office, now_ms: int) -> Reply:
    """Tell what is the matter with the date or the session, and offer what can be booked instead."""
    today = office.local(now_ms).date()
    offers = alternatives(book, outlook)
    values: dict[str, Value] = {
        "problem": problem(refused, book, outlook.asked, office=office, today=today),
        "next": next_dates_words(outlook.next, office),
    }
    if not offers:
        return Reply(key="no-place", values=values, choices=(SCHEDULE, HELP))
    return Reply(key="no-place-copy", values={**values, "line": offers[0].line}, choices=_buttons(offers, office))


def problem(refused: Refused, book: Book, asked: DayPlaces, *, office: Office, today: date) -> Words:
    """Tell why there is no place: another sentence for each reason."""
    if refused.state or not book.session or not asked.left:
        state = refused.state or asked.state
        return date_problem(book.service_date, state, office=office, today=today)
    key = SESSION_PROBLEMS[refused.reason]
    values: dict[str, Value] = {"date": Day(book.service_date), "hour": hour(book.session, office)}
    return Words(key, {**values, "hours": hours_left(asked, office)})


SESSION_PROBLEMS = {"no_session": "session-none", "session_over": "session-over", "full": "session-full"}


def alternatives(book: Book, outlook: Outlook) -> list[Alternative]:
    """Return what can be booked instead: the other sessions of that date first, then the next dates."""
    sessions = outlook.asked.sessions if book.session and outlook.asked.left else ()
    same_day = [_alternative(book, outlook.asked.day, session=s.session) for s in sessions if s.bookable and s.left]
    other_days = [_alternative(book, p.day) for p in outlook.next if p.day != book.service_date]
    return (same_day + other_days)[:3]


def _alternative(book: Book, day: date, *, session: str = "") -> Alternative:
    line = booking_line(book.name, book.birth_date, day, session=session)
    return Alternative(line=line, day=day, session=session)


def _buttons(offers: Sequence[Alternative], office: Office) -> tuple[Choice, ...]:
    ids = [(book_choice(offer.line), offer) for offer in offers]
    return tuple(_button(choice_id, offer, office) for choice_id, offer in ids if choice_id) or (SCHEDULE,)


def _button(choice_id: str, offer: Alternative, office: Office) -> Choice:
    if not offer.session:
        return by_date(choice_id, offer.day)
    return Choice(id=choice_id, label="choice-session", values={"hour": hour(offer.session, office)})


def _is_same(booking: Booking, book: Book) -> bool:
    return (booking.name.casefold(), booking.birth_date, booking.day) == (
        book.name.casefold(),
        book.birth_date,
        book.service_date,
    ) and book.session in ("", booking.session)
