"""Where a booking stands: the answer for each state of it, the same wherever it is given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from bot.attendance import free_from
from bot.booking_values import Booking
from bot.calendar_files import MIME, Appointment
from bot.messages import Day, Media, Moment, Reply, Value, Words
from bot.offices import Office
from handlers.buttons import SCHEDULE, approve, cancel, leave, move
from handlers.lines import again_button, again_line

Offices: TypeAlias = Mapping[str, Office]
"""The offices of this installation by code."""


def standing(booking: Booking, offices: Offices) -> Reply:
    """Tell the state of a booking first, then what to do next."""
    match booking.state:
        case "waiting":
            return waiting_reply(booking)
        case "held":
            return held_reply(booking, offices)
        case "booked":
            return checked_reply(booking, offices)
        case "arrived":
            return arrived_reply(booking, offices)
        case "lapsed":
            return lapsed_reply(booking)
        case "cancelled":
            return cancelled_reply(booking)
        case "no_show":
            return no_show_reply(booking, offices)


def waiting_reply(booking: Booking) -> Reply:
    """Tell that this number stands in line for a date already."""
    values: dict[str, Value] = {"name": booking.name, "date": Day(booking.day)}
    return Reply(key="waitlist-waiting", values=values, choices=(leave(booking), SCHEDULE))


def held_reply(booking: Booking, offices: Offices, *, key: str = "held") -> Reply:
    """Show what was understood and ask for the approval; the code is known only in the chat that asked."""
    if not booking.approval:
        return Reply(key="held-elsewhere", values=_held_values(booking, offices), choices=(cancel(booking),))
    values = {**_held_values(booking, offices), "approval": booking.approval}
    return Reply(key=key, values=values, choices=(approve(booking), cancel(booking)))


def booked_reply(booking: Booking, offices: Offices, *, key: str = "booked", more: tuple[Media, ...] = ()) -> Reply:
    """Tell that it is booked: code and QR, when and where, and the six rules."""
    early = str(offices[booking.office].rules.arrive_early_minutes)
    values = {**booked_values(booking, offices), "early": early}
    return Reply(key=key, values=values, media=(qr(booking), *more))


def checked_reply(booking: Booking, offices: Offices) -> Reply:
    """Tell an applicant who asks that the booking stands."""
    return Reply(
        key="check-booked",
        values=booked_values(booking, offices),
        choices=(move(booking), cancel(booking)),
        media=(qr(booking),),
    )


def arrived_reply(booking: Booking, offices: Offices) -> Reply:
    """Tell an applicant who asks that they have been received."""
    return Reply(key="check-arrived", values=booked_values(booking, offices), media=(qr(booking),))


def lapsed_reply(booking: Booking) -> Reply:
    """Tell that the time for the approval ran out, with the line to book again."""
    line = again_line(booking)
    values: dict[str, Value] = {"until": Moment(booking.until_ms), "line": line}
    return Reply(key="lapsed", values=values, choices=again_button(line))


def cancelled_reply(booking: Booking) -> Reply:
    """Tell that a booking is cancelled and a new one possible."""
    values: dict[str, Value] = {"code": booking.code, "name": booking.name, "date": Day(booking.day)}
    return Reply(key="cancelled", values=values, choices=(SCHEDULE,))


def no_show_reply(booking: Booking, offices: Offices) -> Reply:
    """Tell that a booking is forfeited, and from when a new one is possible."""
    values: dict[str, Value] = {"code": booking.code, "name": booking.name, **when(booking, offices)}
    values["free"] = Day(free_from(offices[booking.office], booking.day))
    return Reply(key="no-show", values=values, choices=(SCHEDULE,))


def booked_values(booking: Booking, offices: Offices) -> dict[str, Value]:
    """Return what a booked applicant needs to know."""
    office = offices[booking.office]
    place = Words("office-place", {"name": office.name, "address": office.address})
    return {"name": booking.name, "code": booking.code, **when(booking, offices), "place": place}


def when(booking: Booking, offices: Offices) -> dict[str, Value]:
    """Return the service date and the hour of a booking."""
    return {"date": Day(booking.day), "hour": hour(booking.session, offices[booking.office])}


def hour(session: str, office: Office) -> str:
    """Return an hour with its zone, "08:00 WIB"; the same in every language."""
    return f"{session} {office.zone_name}"


def qr(booking: Booking) -> Media:
    """Return the booking code as a QR picture."""
    return Media(kind="qr", name=f"{booking.code}.png", mime="image/png", content=booking.code)


def appointment(booking: Booking, offices: Offices, now_ms: int) -> Media:
    """Return the file that puts a booking into the calendar of a phone."""
    office = offices[booking.office]
    session = next(session for session in office.sessions(booking.day) if session.id == booking.session)
    start, end = (office.at(booking.day, hour).timestamp() for hour in (session.start, session.end))
    made = Appointment(
        code=booking.code,
        office=office.name,
        address=office.address,
        zone=office.zone,
        start_ms=int(start * 1000),
        end_ms=int(end * 1000),
        made_at_ms=now_ms,
        early_minutes=office.rules.arrive_early_minutes,
        latitude=office.latitude,
        longitude=office.longitude,
    )
    return Media(kind="event", name=f"{booking.code}.ics", mime=MIME, content=made.recipe())


def _held_values(booking: Booking, offices: Offices) -> dict[str, Value]:
    return {
        "name": booking.name,
        "birth": Day(booking.birth_date, "date"),
        "phone": booking.phone,
        **when(booking, offices),
        "until": Moment(booking.until_ms),
    }
