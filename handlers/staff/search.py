"""`/cari`: a booking by its code, a number or a name; masked, and each look written down."""

from __future__ import annotations

from collections.abc import Sequence

from bot import lookups
from bot.booking_values import Booking
from bot.desk_arguments import cari_arguments
from bot.desk_commands import FindBooking
from bot.messages import Day, Lines, Reply, Value, Words
from bot.names import masked_name
from bot.phones import masked
from bot.routing import Routes, StaffRequest
from bot.staff import LEADERS, Role
from handlers.staff.orders import noted
from handlers.standings import hour

routes = Routes()

DESK: frozenset[Role] = LEADERS | {"cs", "counter", "cashier", "collection"}
MOST_SHOWN = 5


@routes.for_staff(FindBooking, roles=DESK, words={"cari": cari_arguments})
async def find(request: StaffRequest, command: FindBooking) -> Reply:
    """Tell what was found, five bookings at the most."""
    found = await _found(request, command)
    shown = found[:MOST_SHOWN]
    await noted(request, f"cari {_wanted(command)}", after=", ".join(booking.code for booking in shown))
    if not shown:
        return Reply(key=_none_key(request, command), values={"wanted": _wanted(command)})
    lines = Lines(tuple(line(request, booking) for booking in shown), "\n\n")
    values: dict[str, Value] = {"bookings": lines, "count": str(len(found))}
    return Reply(key="staff-found" if len(found) <= MOST_SHOWN else "staff-found-more", values=values)


async def booking_of(request: StaffRequest, code: str) -> Booking | None:
    """Return the booking of this office with a code."""
    return await lookups.by_code(request.bookings, request.office, code, now_ms=request.now_ms)


def code_unknown(request: StaffRequest, code: str) -> Reply:
    """Tell that there is no booking with a code, or that it is another office's."""
    key = "staff-code-unknown" if code.startswith(request.office.code) else "staff-code-elsewhere"
    return Reply(key=key, values={"wanted": code})


def line(request: StaffRequest, booking: Booking) -> Words:
    """Tell a booking as every officer may see it, its state first."""
    # locale: staff-booking-booked, staff-booking-arrived, staff-booking-held, staff-booking-lapsed
    # locale: staff-booking-cancelled, staff-booking-no-show, staff-booking-waiting
    return Words(
        f"staff-booking-{booking.state.replace('_', '-')}",
        {"facts": Words("staff-booking-facts", facts(request, booking))},
    )


def facts(request: StaffRequest, booking: Booking) -> dict[str, Value]:
    """Return whose a booking is, masked, and when."""
    return {
        "code": booking.code,
        "name": masked_name(booking.name),
        "phone": masked(booking.phone) if booking.phone else Words("staff-no-phone"),
        "date": Day(booking.day),
        "hour": hour(booking.session, request.office) if booking.session else Words("waitlist-any-session"),
    }


async def _found(request: StaffRequest, command: FindBooking) -> Sequence[Booking]:
    bookings, office, now_ms = request.bookings, request.office, request.now_ms
    if command.code:
        booking = await booking_of(request, command.code)
        return [] if booking is None else [booking]
    if command.phone:
        return await lookups.by_number(bookings, office, command.phone, now_ms=now_ms)
    days = [command.day] if command.day else lookups.coming_days(office, now_ms)
    return await lookups.by_name(bookings, office, command.name, days=days, now_ms=now_ms)


def _wanted(command: FindBooking) -> str:
    if command.name:
        return f"{masked_name(command.name)} {command.day:%d-%m-%Y}" if command.day else masked_name(command.name)
    return command.code or masked(command.phone)


def _none_key(request: StaffRequest, command: FindBooking) -> str:
    # locale: staff-code-unknown, staff-code-elsewhere, staff-number-unknown, staff-person-unknown
    if command.code:
        return code_unknown(request, command.code).key
    return "staff-number-unknown" if command.phone else "staff-person-unknown"
