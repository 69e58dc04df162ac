"""`#ubah`: another date or session for a booking, until the day before; the old place is kept until then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from bot.arguments import ubah_arguments
from bot.booking_values import Booking, DayPlaces, Refused
from bot.choices import word_choice
from bot.commands import Book, Move
from bot.draft_answers import ANY_SESSION
from bot.messages import Choice, Day, Reply, Value, Words
from bot.routing import Request, Routes
from handlers.booking import ABOUT_PLACES, problem
from handlers.buttons import CHECK, SCHEDULE, by_code, by_date, cancel
from handlers.cancelling import standing_lines
from handlers.checking import found_reply
from handlers.openings import hours_left, next_dates, next_dates_words
from handlers.questions import DATES_OFFERED, session_choices
from handlers.refusals import refused_reply
from handlers.standings import appointment, booked_reply, held_reply, hour, when

routes = Routes()

WORDS = ("ubah", "ganti", "pindah", "reschedule", "move", "change")


@routes.on(Move, words=dict.fromkeys(WORDS, ubah_arguments))
async def move(request: Request, command: Move) -> Reply:
    """Move the booking when date and session are known; else ask for what is missing."""
    mine = await request.bookings.mine(request)
    active = [booking for booking in mine if booking.state in ("held", "booked")]
    meant = [booking for booking in active if command.code in ("", booking.code)]
    if command.code and not meant:
        return found_reply(request, mine, command.code)
    movable = [booking for booking in meant if booking.state == "booked"]
    if len(movable) != 1:
        return which_reply(movable, meant, request)
    booking = movable[0]
    request = replace(request, office=request.offices[booking.office])  # whichever office's chat this is
    if booking.day <= _today(request):
        return Reply(key="move-too-late", values=_values(booking, request), choices=(cancel(booking), CHECK))
    if command.day is None:
        return await _ask_date(request, booking, command)
    if not command.session:
        return await _ask_session(request, booking, command.day)
    session = "" if command.session == ANY_SESSION else command.session
    return await _moved(request, booking, command.day, session)


def which_reply(movable: Sequence[Booking], meant: Sequence[Booking], request: Request) -> Reply:
    """Ask which of several bookings is meant, or tell why there is none to move."""
    if movable:
        choices = tuple(by_code(word_choice("ubah", b.code), b) for b in movable)
        return Reply(key="move-which", values={"bookings": standing_lines(movable, request.offices)}, choices=choices)
    if meant:
        return held_reply(meant[0], request.offices, key="sender-has-held")
    return Reply(key="move-none", choices=(SCHEDULE, CHECK))


async def _ask_date(request: Request, booking: Booking, command: Move) -> Reply:
    """Offer the next dates with places, or the dates that could have been meant."""
    if command.readings:
        choices = tuple(_to_date(booking, day) for day in command.readings)
        return Reply(key="ask-which-date", values={"found": command.found}, choices=choices)
    places = await next_dates(request, most=DATES_OFFERED)
    values = {**_values(booking, request), "next": next_dates_words(places, request.office)}
    choices = tuple(_to_date(booking, place.day) for place in places)
    if command.found:
        unread = Words("step-mistake", {
            "field": Words("field-service-date"), "reason": Words("mistake-unreadable"), "found": command.found,
        })  # fmt: skip
        return Reply(key="move-date-again", values={**values, "problem": unread}, choices=choices)
    return Reply(key="move-date", values=values, choices=choices)


async def _ask_session(request: Request, booking: Booking, day: date) -> Reply:
    """Offer the sessions of the date, or other dates when it has no place left."""
    (places,) = await request.bookings.places(request.office, (day,), request.now_ms)
    if not places.left:
        return await _no_place(request, booking, places, Refused(reason="full"))
    ids = {s.session: _id(booking, places, s.session) for s in places.sessions}
    any_session = Choice(id=_id(booking, places, ANY_SESSION), label="choice-any-session")
    values = {
        **_values(booking, request),
        "to": Day(places.day),
        "hours": hours_left(places, request.office),
    }
    choices = (*session_choices(places, request.office, ids), any_session)
    return Reply(key="move-session", values=values, choices=choices)


async def _moved(request: Request, booking: Booking, day: date, session: str) -> Reply:
    moved = await request.bookings.move(request, booking.code, day=day, session=session)
    if isinstance(moved, Booking):
        return moved_reply(moved, booking, request)
    if moved.reason == "same":
        return Reply(key="move-same", values=_values(booking, request), choices=(CHECK, SCHEDULE))
    if moved.reason not in ABOUT_PLACES:
        return refused_reply(moved, request.offices)
    (places,) = await request.bookings.places(request.office, (day,), request.now_ms)
    return await _no_place(request, booking, places, moved, session=session)


def moved_reply(moved: Booking, before: Booking, request: Request) -> Reply:
    """Tell the new date and hour, with the same code and the rules."""
    file = appointment(moved, request.offices, request.now_ms)
    reply = booked_reply(moved, request.offices, key="moved", more=(file,))
    old: dict[str, Value] = {
        "old-date": Day(before.day),
        "old-hour": hour(before.session, request.offices[before.office]),
    }
    return Reply(key=reply.key, values={**reply.values, **old}, media=reply.media)


async def _no_place(
    request: Request, booking: Booking, places: DayPlaces, refused: Refused, *, session: str = ""
) -> Reply:
    """Tell why the new date or session can't be had; the old place is kept, and the next dates offered."""
    wish = Book(name=booking.name, birth_date=booking.birth_date, service_date=places.day, session=session)
    dates = await next_dates(request, most=DATES_OFFERED)
    values = {
        **_values(booking, request),
        "problem": problem(refused, wish, places, office=request.office, today=_today(request)),
        "next": next_dates_words(dates, request.office),
    }
    return Reply(key="move-date-again", values=values, choices=tuple(_to_date(booking, p.day) for p in dates))


def _today(request: Request) -> date:
    return request.office.local(request.now_ms).date()


def _to_date(booking: Booking, day: date) -> Choice:
    return by_date(word_choice("ubah", f"{booking.code} {day:%d%m%Y}"), day)


def _values(booking: Booking, request: Request) -> dict[str, Value]:
    return {"code": booking.code, "name": booking.name, **when(booking, request.offices)}


def _id(booking: Booking, places: DayPlaces, session: str) -> str:
    return word_choice("ubah", f"{booking.code} {places.day:%d%m%Y} {session}")
