"""`/daftarkan` and `/batalkan`: what an officer does for the one who stands at the counter, or calls."""

from __future__ import annotations

from bot.booking_values import Booking, Refused
from bot.commands import Book
from bot.desk_arguments import batalkan_arguments, daftarkan_arguments
from bot.desk_commands import BookAtCounter, CancelFor, CounterMistake
from bot.messages import Day, Reply, Value, Words
from bot.routing import Routes, StaffRequest
from bot.staff import LEADERS, Role
from handlers.booking import ABOUT_PLACES, problem
from handlers.mistakes import fault
from handlers.openings import next_dates, next_dates_words
from handlers.staff.orders import ask, noted
from handlers.staff.search import DESK, booking_of, code_unknown, facts
from handlers.standings import booked_values, qr, when

routes = Routes()

CANCELLERS: frozenset[Role] = LEADERS | {"cs"}


@routes.for_staff(BookAtCounter, roles=DESK, words={"daftarkan": daftarkan_arguments})
async def book(request: StaffRequest, command: BookAtCounter) -> Reply:
    """Book at once, and give the code with its QR picture, to print or to show."""
    answer = await request.bookings.book_at_counter(request, command.book)
    if isinstance(answer, Refused):
        return await _refused(request, command.book, answer)
    await noted(request, f"daftarkan {answer.code}", after=f"{answer.day:%d-%m-%Y} {answer.session}, {answer.pool}")
    values: dict[str, Value] = {
        **booked_values(answer, request.offices),
        "early": str(request.office.rules.arrive_early_minutes),
    }
    return Reply(key="staff-counter-booked", values=values, media=(qr(answer),))


@routes.for_staff(CounterMistake, roles=DESK)
async def book_mistaken(request: StaffRequest, command: CounterMistake) -> Reply:
    """Tell the field at fault, with the line to copy."""
    example = f"/daftarkan {command.mistake.example.removeprefix('#')}"
    return Reply(key="staff-counter-mistake", values={**fault(command.mistake), "line": example})


@routes.for_staff(CancelFor, roles=CANCELLERS, words={"batalkan": batalkan_arguments})
async def cancel(request: StaffRequest, command: CancelFor) -> Reply:
    """Cancel a booking after a second press, and tell its owner."""
    booking = await booking_of(request, command.code)
    if booking is None:
        return code_unknown(request, command.code)
    values = facts(request, booking)
    if not command.is_sure:
        if booking.state == "arrived":
            return Reply(key="staff-cancel-arrived", values=values)
        if booking.state not in ("held", "booked"):
            return Reply(key="staff-cancel-ended", values=values)
        reason: Value = command.reason or Words("staff-no-reason")
        return await ask(request, Reply(key="staff-cancel-ask", values={**values, "reason": reason}), then=command)
    answer = await request.bookings.give_up(request, booking)
    if isinstance(answer, Refused):
        return Reply(key="staff-cancel-ended", values=values)
    await noted(request, f"batalkan {answer.code}", before="aktif", after=f"dibatalkan: {command.reason or '–'}")
    return await _told(request, answer, command.reason)


async def _told(request: StaffRequest, booking: Booking, reason: str) -> Reply:
    """Tell the owner of a booking that it is cancelled, and the officer whether there was anybody to tell."""
    values: dict[str, Value] = {"code": booking.code, "name": booking.name, **when(booking, request.offices)}
    values["reason"] = Words("cancelled-why", {"reason": reason}) if reason else Words("cancelled-no-reason")
    chat = await request.bookings.claims.chat_for(booking, now_ms=request.now_ms)
    notice = Reply(key="cancelled-by-office", values=values, idempotency_key=f"cancelled {request.operation}")
    await request.staffroom.letters.to_person(chat, notice, office=request.office.code, now_ms=request.now_ms)
    key = "staff-cancelled" if chat.channel else "staff-cancelled-untold"
    return Reply(key=key, values=facts(request, booking))


async def _refused(request: StaffRequest, book: Book, refused: Refused) -> Reply:
    if refused.reason not in ABOUT_PLACES:
        return Reply(key="staff-counter-refused", values={"problem": _problem(refused)})
    (asked,) = await request.bookings.places(request.office, (book.service_date,), request.now_ms)
    today = request.office.local(request.now_ms).date()
    values: dict[str, Value] = {
        "problem": problem(refused, book, asked, office=request.office, today=today),
        "next": next_dates_words(await next_dates(request), request.office),
    }
    return Reply(key="staff-counter-no-place", values=values)


def _problem(refused: Refused) -> Words:
    match refused:
        case Refused(reason="blocked", why=why, free=None):
            return Words("staff-counter-blocked", {"reason": why})
        case Refused(reason="blocked", why=why, free=until) if until:
            return Words("staff-counter-blocked-until", {"reason": why, "date": Day(until)})
        case Refused(reason="cooling_down", free=free) if free:
            return Words("staff-counter-cooling-down", {"date": Day(free)})
        case Refused(reason="person_has"):
            return Words("staff-counter-has")
    return Words("staff-counter-ended")
