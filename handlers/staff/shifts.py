"""`/tutup` and `/pindah`: dates on which people are booked are closed, and the people released or moved.

It only decides and moves; everybody is told by a job (bot/jobs/shifts.py), which can wait for room in the outbox.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from bot.booking_values import Booking
from bot.calendars import MOST_DAYS_AHEAD, Calendar, closed_on
from bot.choices import word_choice
from bot.errors import CalendarRefused
from bot.messages import Choice, Day, Lines, Moment, Reply, Value, Words
from bot.offices import Office
from bot.openings import closed_reason
from bot.routing import Routes, StaffRequest
from bot.shift_arguments import pindah_arguments, tutup_arguments
from bot.shift_commands import CloseDates, MoveDate, ShowShifts
from bot.shift_notices import MOVED_REASON, standing_report
from bot.shift_values import MOST_PEOPLE, SHORTEST_ANSWER_MS, Occupancy, Shift, answer_by
from bot.staff import LEADERS
from bot.store.operations import Operation
from handlers.staff.orders import ask, noted
from handlers.staff.word_previews import reason_lines

routes = Routes()


@routes.for_staff(CloseDates, roles=LEADERS, words={"tutup": tutup_arguments})
async def close(request: StaffRequest, command: CloseDates) -> Reply:
    """Close dates and release who is booked on them, after a second press; of another officer if it touches anybody."""
    office, today = request.office, _today(request)
    if command.last < today:
        return Reply(key="staff-move-past", values={"date": Day(command.last)})
    if command.is_sure:
        return await _closed(request, command)
    if not command.reason:
        return _which_reason(request, command)
    days = [day for day in command.days if day >= today]
    found = {day: await request.bookings.shifts.occupancy(office, day, now_ms=request.now_ms) for day in days}
    if crowd := _too_many(found):
        return crowd
    touched = {day: there for day, there in found.items() if there.people or there.came}
    values: dict[str, Value] = {"dates": _span(command), "reason": command.reason}
    if not touched and not any(office.held_sessions(day) for day in days):
        return Reply(key="staff-close-nothing", values=values)
    if not touched and not any(office.sessions(day) for day in days):
        return Reply(key="staff-close-before", values=values)
    reply = Reply(key="staff-close-ask", values={**values, "people": _touched(touched)})
    return await ask(request, reply, then=command, needs_other=any(there.people for there in touched.values()))


@routes.for_staff(MoveDate, roles=LEADERS, words={"pindah": pindah_arguments})
async def move(request: StaffRequest, command: MoveDate) -> Reply:
    """Close a date and move who is booked on it to another one, after a second press, of another officer."""
    problem = _problem(request, command)
    if problem and not await request.bookings.shifts.made(request.office, request.operation):
        return problem
    if command.is_sure:
        return await _moved(request, command)
    office, now_ms = request.office, request.now_ms
    there = await request.bookings.shifts.occupancy(office, command.day, now_ms=now_ms)
    if crowd := _too_many({command.day: there}):
        return crowd
    if not there.people:
        return Reply(key="staff-move-nobody", values={"date": Day(command.day)})
    room = await request.bookings.shifts.room(office, command.day, to=command.to, now_ms=now_ms)
    values: dict[str, Value] = {
        "date": Day(command.day),
        "to": Day(command.to),
        "reason": closed_reason(_reason(office, command)),
        "booked": str(there.booked),
        "held": str(there.held),
        "free": str(room.free),
        "left": str(room.without_place),
        "until": Moment(answer_by(office, command.to, now_ms), "full"),
    }
    return await ask(request, Reply(key="staff-move-ask", values=values), then=command, needs_other=True)


@routes.for_staff(ShowShifts, roles=LEADERS)
async def show(request: StaffRequest, command: ShowShifts) -> list[Reply]:
    """Tell of each date that was moved who has not answered yet."""
    waiting = await request.bookings.shifts.waiting(request.office, now_ms=request.now_ms)
    silent = [await _silent(request, shift) for shift in waiting]
    left = [await _left(request, shift) for shift in waiting]
    await noted(request, "pindah status", after=", ".join(each.code for people in (*silent, *left) for each in people))
    if not waiting:
        return [Reply(key="staff-shifts-none")]
    return [standing_report(*each[:2], left=each[2]) for each in zip(waiting, silent, left, strict=True)]


def _which_reason(request: StaffRequest, command: CloseDates) -> Reply:
    """Offer the reasons that are ready."""
    dates = " - ".join(f"{day:%d%m%Y}" for day in dict.fromkeys((command.first, command.last)))
    choices = tuple(
        Choice(id=word_choice("tutup", f"{dates} {number}"), label="choice-reason", values={"number": number})
        for number in range(1, len(request.office.closing_reasons) + 1)
    )
    values: dict[str, Value] = {"dates": _span(command), "reasons": reason_lines(request.office)}
    return Reply(key="staff-close-reason", values=values, choices=choices)


async def _closed(request: StaffRequest, command: CloseDates) -> Reply:
    days = [day for day in command.days if day >= _today(request)]
    office = await _close(request, [day for day in days if request.office.held_sessions(day)], command.reason)
    shifts = [
        await request.bookings.shifts.release_day(
            office, day, operation=_on(request.operation, day), now_ms=request.now_ms
        )
        for day in days
    ]
    released, lapsed = (sum(len(shift.of(fate)) for shift in shifts) for fate in ("released", "lapsed"))
    span = f"{command.first:%d-%m-%Y}–{command.last:%d-%m-%Y}"
    await noted(request, f"tutup {span}", before=f"{released} booking", after=f"tutup: {command.reason}")
    values: dict[str, Value] = {"dates": _span(command), "reason": command.reason}
    return Reply(key="staff-dates-closed", values={**values, "released": str(released), "lapsed": str(lapsed)})


async def _moved(request: StaffRequest, command: MoveDate) -> Reply:
    office, shifts = request.office, request.bookings.shifts
    if command.reason or office.sessions(command.day):
        office = await _close(request, [command.day], _reason(office, command))
    shift = await shifts.move_day(
        office,
        command.day,
        to=command.to,
        deadline_ms=answer_by(office, command.to, request.now_ms),
        operation=request.operation,
        now_ms=request.now_ms,
    )
    moved, left, lapsed = (len(shift.of(fate)) for fate in ("moved", "left", "lapsed"))
    what = f"pindah {command.day:%d-%m-%Y} {command.to:%d-%m-%Y}"
    await noted(request, what, before=f"{moved + left} booking", after=f"{moved} dipindahkan, {left} tanpa tempat")
    values: dict[str, Value] = {
        "date": Day(command.day),
        "to": Day(command.to),
        "moved": str(moved),
        "left": str(left),
        "lapsed": str(lapsed),
        "until": Moment(shift.deadline_ms, "full"),
    }
    return Reply(key="staff-date-moved-left" if left else "staff-date-moved", values=values)


async def _close(request: StaffRequest, days: Sequence[date], reason: str) -> Office:
    """Close dates in one change, and return the office as it is then; one that is closed so already stays."""
    today = _today(request)

    def closed(calendar: Calendar, _configured: Office) -> Calendar:
        for day in days:
            calendar = closed_on(calendar, day, reason, today=today)
        return calendar

    offices, code = request.staffroom.offices, request.office.code
    try:
        await offices.change(code, closed, operation=request.operation, now_ms=request.now_ms)
    except CalendarRefused as refused:
        if refused.reason != "unchanged":
            raise
    return offices[code]


def _problem(request: StaffRequest, command: MoveDate) -> Reply | None:
    """Return why nobody can be moved from one date to the other."""
    office, today = request.office, _today(request)
    past = next((day for day in (command.day, command.to) if day < today), None)
    if past:
        return Reply(key="staff-move-past", values={"date": Day(past)})
    values: dict[str, Value] = {"date": Day(command.to)}
    if command.day == command.to:
        return Reply(key="staff-move-same", values=values)
    if command.to in office.closed:
        reason = closed_reason(office.closed[command.to])
        return Reply(key="staff-move-closed", values={**values, "reason": reason})
    if not office.sessions(command.to):
        return Reply(key="staff-move-no-service", values=values)
    if not _leaves_time(office, command.to, request.now_ms):
        earliest = _earliest(office, command, request.now_ms)
        return Reply(key="staff-move-near", values={**values, "earliest": Day(earliest)})
    return None


def _leaves_time(office: Office, to: date, now_ms: int) -> bool:
    return answer_by(office, to, now_ms) - now_ms >= SHORTEST_ANSWER_MS


def _earliest(office: Office, command: MoveDate, now_ms: int) -> date:
    days = (command.to + timedelta(days=ahead) for ahead in range(1, MOST_DAYS_AHEAD))
    fit = (day for day in days if day != command.day and office.sessions(day) and _leaves_time(office, day, now_ms))
    return next(fit, command.to)


def _too_many(found: Mapping[date, Occupancy]) -> Reply | None:
    day, there = max(found.items(), key=lambda pair: pair[1].people)
    if there.people <= MOST_PEOPLE:
        return None
    return Reply(key="staff-shift-too-many", values={"date": Day(day), "count": str(there.people)})


def _touched(found: Mapping[date, Occupancy]) -> Words:
    """Tell who is booked on the dates that are to be closed."""
    if not found:
        return Words("staff-close-nobody")
    lines = [
        Words("staff-close-line", {"date": Day(day, "short"), "booked": str(there.booked), "held": str(there.held)})
        for day, there in found.items()
    ]
    lines += [
        Words("staff-close-came", {"date": Day(day, "short"), "came": there.came})
        for day, there in found.items()
        if there.came
    ]
    count = sum(there.booked for there in found.values())
    return Words("staff-close-people", {"lines": Lines(tuple(lines)), "count": str(count)})


async def _silent(request: StaffRequest, shift: Shift) -> Sequence[Booking]:
    """Return who has not answered yet."""
    codes = {each.code for each in shift.answered("")}
    bookings = await request.bookings.records.of_day(request.office, shift.to or shift.day)
    return [booking for booking in bookings if booking.code in codes]


async def _left(request: StaffRequest, shift: Shift) -> Sequence[Booking]:
    """Return who found no place and is still on the old date."""
    codes = {each.code for each in shift.of("left")}
    bookings = await request.bookings.records.of_day(request.office, shift.day) if codes else ()
    return [booking for booking in bookings if booking.code in codes and booking.state == "booked"]


def _span(command: CloseDates) -> Value:
    if command.first == command.last:
        return Day(command.first)
    return Words("staff-dates-span", {"first": Day(command.first), "last": Day(command.last)})


def _reason(office: Office, command: MoveDate) -> str:
    return command.reason or office.closed.get(command.day, MOVED_REASON)


def _on(operation: Operation, day: date) -> Operation:
    """Return the operation of one of several dates: each makes a shift of its own."""
    return Operation(f"{operation.chat}.{day:%Y%m%d}", operation.number)


def _today(request: StaffRequest) -> date:
    return request.office.local(request.now_ms).date()
