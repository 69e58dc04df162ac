"""`/libur`: public holidays and cuti bersama as proposals. A date with bookings is never closed here."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from bot.calendar_arguments import libur_arguments
from bot.calendar_commands import CloseHoliday, CloseHolidays, KeepHoliday, ShowHolidays
from bot.calendars import Calendar, with_holiday, without_holiday
from bot.choices import LONGEST_ID, word_choice
from bot.errors import CalendarRefused
from bot.messages import Choice, Day, Lines, Reply, Value, Words
from bot.offices import Office
from bot.public_holidays import PublicHoliday, proposals, public_holidays
from bot.routing import Routes, StaffRequest
from bot.staff import LEADERS
from bot.store.calendars import Change, Changed
from handlers.staff.calendar import refusal, today
from handlers.staff.orders import ask, noted

routes = Routes()

GUESSED = " (perkiraan)"
"""What the package writes behind a date that is not decreed yet: shown to officers, not to people."""


@routes.for_staff(ShowHolidays, roles=LEADERS, words={"libur": libur_arguments})
async def show(request: StaffRequest, command: ShowHolidays) -> Reply:
    """Tell the holidays that are not decided yet, and ask about the first."""
    last = _last(request, command.year)
    found = await _proposed(request, command.year, last)
    if not found:
        return Reply(key="staff-holidays-none", values={"last": Day(last, "date")})
    people = await _people(request, [holiday.day for holiday in found])
    values: dict[str, Value] = {
        "holidays": Lines(tuple(_line(each, people[each.day]) for each in found)),
        "first": Day(found[0].day),
    }
    return Reply(key="staff-holidays", values=values, choices=_choices(found[0].day, command.year))


@routes.for_staff(CloseHoliday, roles=LEADERS)
async def close(request: StaffRequest, command: CloseHoliday) -> Reply:
    """Close one; where people are booked, point to the order that deals with them."""
    day, name = command.day, await _name(command.day)
    if not name:
        return _unknown(day)
    people = (await _people(request, [day]))[day]

    def change(calendar: Calendar, office: Office) -> Calendar:
        if people:
            raise CalendarRefused("booked", day=day, found=str(people))
        return with_holiday(calendar, day, name, today=today(request))

    try:
        await _change(request, change)
    except CalendarRefused as refused:
        return _booked(day, name, people) if refused.reason == "booked" else refusal(request, refused)
    await noted(request, f"libur {day:%d-%m-%Y}", before="buka", after=f"tutup: {name}")
    late = (await _people(request, [day]))[day]  # who was quicker than the press
    if late:
        return replace(_booked(day, name, late), key="staff-holiday-closed-booked")
    return await _with_next(request, Reply(key="staff-holiday-closed", values={"date": Day(day), "name": name}), day)


@routes.for_staff(KeepHoliday, roles=LEADERS)
async def keep(request: StaffRequest, command: KeepHoliday) -> Reply:
    """Note that the office is open on a holiday, which is then not asked about again."""
    day, name = command.day, await _name(command.day)
    if not name:
        return _unknown(day)
    try:
        await _change(request, lambda calendar, _: without_holiday(calendar, day, name))
    except CalendarRefused as refused:
        return refusal(request, refused)
    await noted(request, f"libur {day:%d-%m-%Y}", after="tetap buka")
    return await _with_next(request, Reply(key="staff-holiday-kept", values={"date": Day(day), "name": name}), day)


@routes.for_staff(CloseHolidays, roles=LEADERS)
async def close_all(request: StaffRequest, command: CloseHolidays) -> Reply:
    """Close all that nobody is booked on, after a second press."""
    if not command.is_sure:
        return await _all_asked(request, command)
    names = await _names({day.year for day in command.days})
    people = await _people(request, command.days)

    def change(calendar: Calendar, office: Office) -> Calendar:
        for day in command.days:
            if day >= today(request) and not people[day]:
                calendar = with_holiday(calendar, day, names[day], today=today(request))
        return calendar

    try:
        made = await _change(request, change)
    except CalendarRefused as refused:
        return refusal(request, refused)
    closed = [day for day in made.after.confirmed if day not in made.before.confirmed]
    await noted(request, "libur semua", before="buka", after=f"tutup: {', '.join(f'{day:%d-%m-%Y}' for day in closed)}")
    left = {day: count for day, count in (await _people(request, command.days)).items() if count}
    values: dict[str, Value] = {"holidays": Lines(tuple(_line_of(day, made.after.confirmed[day]) for day in closed))}
    values["booked"] = _booked_words([_line_of(day, names[day], count) for day, count in left.items()])
    return Reply(key="staff-holidays-closed", values=values)


async def _all_asked(request: StaffRequest, command: CloseHolidays) -> Reply:
    last = _last(request, command.year)
    found = await _proposed(request, command.year, last)
    people = await _people(request, [holiday.day for holiday in found])
    free = [holiday for holiday in found if not people[holiday.day]]
    booked = _booked_words([_line(each, people[each.day]) for each in found if each not in free])
    if not free:
        return Reply(key="staff-holidays-none-free", values={"last": Day(last, "date"), "booked": booked})
    asked = Reply(
        key="staff-holidays-ask",
        values={"holidays": Lines(tuple(_line(each, 0) for each in free)), "booked": booked},
    )
    return await ask(request, asked, then=replace(command, days=tuple(holiday.day for holiday in free)))


async def _with_next(request: StaffRequest, reply: Reply, decided: date) -> Reply:
    """Return a reply that goes on with the next holiday of the same time, if there is one."""
    year = decided.year if decided > _last(request, None) else None
    found = await _proposed(request, year, _last(request, year))
    if not found:
        return replace(reply, values={**reply.values, "next": Words("staff-holidays-done")})
    first = found[0]
    people = (await _people(request, [first.day]))[first.day]
    following = Words("staff-holidays-next", {"holiday": _line(first, people), "count": len(found)})
    return replace(reply, values={**reply.values, "next": following}, choices=_choices(first.day, year))


def _choices(day: date, year: int | None) -> tuple[Choice, ...]:
    """Return *Tutup*, *Buka* and *Tutup semua*: as many as every channel has buttons for."""
    values: dict[str, Value] = {"date": Day(day, "short")}
    return (
        Choice(id=word_choice("libur", f"tutup {day:%d%m%Y}"), label="choice-holiday-close", values=values),
        Choice(id=word_choice("libur", f"buka {day:%d%m%Y}"), label="choice-holiday-keep", values=values),
        Choice(id=word_choice("libur", f"semua {year or ''}"), label="choice-holiday-all"),
    )


def _booked(day: date, reason: str, people: int) -> Reply:
    """Tell how many are booked on a holiday, with the orders that deal with them."""
    values: dict[str, Value] = {"date": Day(day), "name": reason, "count": people, "digits": f"{day:%d-%m-%Y}"}
    closes = word_choice("tutup", f"{day:%d%m%Y} {reason}")
    shutting = Choice(id=closes, label="choice-close-date") if len(closes.encode()) <= LONGEST_ID else None
    keeping = _choices(day, None)[1]
    return Reply(key="staff-holiday-booked", values=values, choices=(shutting, keeping) if shutting else (keeping,))


def _unknown(day: date) -> Reply:
    return Reply(key="staff-holiday-unknown", values={"date": Day(day), "digits": f"{day:%d-%m-%Y}"})


def _booked_words(lines: Sequence[Words]) -> Value:
    return Words("staff-holidays-booked", {"holidays": Lines(tuple(lines))}) if lines else ""


def _line(holiday: PublicHoliday, people: int) -> Words:
    return _line_of(holiday.day, holiday.name, people)


def _line_of(day: date, name: str, people: int = 0) -> Words:
    values: dict[str, Value] = {"date": Day(day), "name": name}
    return (
        Words("staff-holiday-line-booked", {**values, "count": people})
        if people
        else Words("staff-holiday-line", values)
    )


async def _change(request: StaffRequest, change: Change) -> Changed:
    offices, code = request.staffroom.offices, request.office.code
    return await offices.change(code, change, operation=request.operation, now_ms=request.now_ms)


def _last(request: StaffRequest, year: int | None) -> date:
    """Return the end of a year; of the one in which the last date is that can be booked, when none is named."""
    horizon = today(request) + timedelta(days=request.office.horizon_days)
    return date(year or horizon.year, 12, 31)


async def _proposed(request: StaffRequest, year: int | None, last: date) -> Sequence[PublicHoliday]:
    offices, code = request.staffroom.offices, request.office.code
    office = await offices.refresh(code)
    first = max(today(request), date(year or 1, 1, 1))
    return await asyncio.to_thread(proposals, office, offices.calendar(code), first=first, last=last)


async def _names(years: Collection[int]) -> Mapping[date, str]:
    """Return the holidays of some years as people are told of them."""
    found = await asyncio.to_thread(public_holidays, years)
    return {holiday.day: holiday.name.removesuffix(GUESSED) for holiday in found}


async def _name(day: date) -> str:
    return (await _names([day.year])).get(day, "")


async def _people(request: StaffRequest, days: Sequence[date]) -> Mapping[date, int]:
    """Count who is held or booked on each of some dates."""
    occupancy = request.bookings.shifts.occupancy
    taken = await asyncio.gather(*(occupancy(request.office, day, now_ms=request.now_ms) for day in days))
    return {day: each.people for day, each in zip(days, taken, strict=True)}
