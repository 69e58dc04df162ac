"""`#tunggu`: waiting for a place of a full date. The first in line is offered the place that comes free."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from bot.booking_values import Booking, DayPlaces, Refused
from bot.choices import word_choice
from bot.commands import Book, JoinWaitlist, LeaveWaitlist, ShowWaitlist
from bot.draft_answers import next_step
from bot.messages import Choice, Day, Lines, Reply, Value, Words
from bot.offices import Office
from bot.profiles import Draft, Profile
from bot.routing import Answer, Answered, Request, Routes
from bot.store.returns import Returned
from bot.waitlist import Entry
from bot.waitlist_arguments import WAITING_WORDS, tunggu_arguments
from handlers.booking import book
from handlers.buttons import HELP, SCHEDULE, by_date, leave, leave_each, show_date
from handlers.openings import date_problem, next_dates, next_dates_words
from handlers.questions import question
from handlers.refusals import no_phone_reply, refused_reply
from handlers.standings import Offices, hour, standing

routes = Routes()


@routes.on(ShowWaitlist, words=dict.fromkeys(WAITING_WORDS, tunggu_arguments))
async def show(request: Request, command: ShowWaitlist) -> Reply:
    """Tell where the sender stands in line; between two dates there is a button for each."""
    if command.readings:
        choices = tuple(by_date(word_choice("tunggu", f"{day:%d%m%Y}"), day) for day in command.readings)
        return Reply(key="ask-which-date", values={"found": command.found}, choices=choices)
    if command.found:
        return Reply(key="waitlist-unread", values={"found": command.found}, choices=(SCHEDULE, HELP))
    entries = await request.bookings.waitlist.mine(request)
    return mine_reply(entries) if entries else none_reply(request.office)


@routes.on(JoinWaitlist)
async def join(request: Request, command: JoinWaitlist) -> Answer:
    """Stand in line for a date, for who was named, or who was wanted when that date was found full."""
    return await joined(request, _draft(command, request.profile))


async def joined(request: Request, draft: Draft) -> Answered:
    """Stand in line with what a draft says, or ask what it does not say; a date that has places is booked instead."""
    day = draft.service_date
    if day is None or not request.office.rules.most_waiting:
        return _forgetting(request, none_reply(request.office))
    (places,) = await request.bookings.places(request.office, (day,), request.now_ms)
    if not places.is_full:
        return await _not_full(request, draft, places)
    asked = replace(draft, asked=next_step(draft), is_interrupted=False)
    if not request.phone:
        return Answered((no_phone_reply(),), replace(request.profile, draft=asked))
    if draft.birth_date is None or not draft.name:
        reply = await question(request, asked, trouble=Words("waitlist-begin", {"date": Day(day)}))
        return Answered((reply,), replace(request.profile, draft=asked))
    wish = Book(name=draft.name, birth_date=draft.birth_date, service_date=day)
    answer = await request.bookings.waitlist.join(request, wish)
    if isinstance(answer, Refused):
        return _forgetting(request, _refused(answer, request.offices))
    if not answer.line.place:
        return _forgetting(request, standing(answer.booking, request.offices))
    returned = await request.bookings.waitlist.returned(request.office, now_ms=request.now_ms)
    reply = joined_reply(answer, request.office, returned)
    return Answered((reply,), replace(request.profile, draft=None, wanted=None))


@routes.on(LeaveWaitlist)
async def leave_line(request: Request, command: LeaveWaitlist) -> Reply:
    """Leave the line, or decline the place that was offered: it goes to the next."""
    refused = await request.bookings.waitlist.leave(request, command.code, command.day)
    if refused:
        return _refused(refused, request.offices)
    return Reply(key="waitlist-left", values={"date": Day(command.day)}, choices=(SCHEDULE,))


def joined_reply(entry: Entry, office: Office, returned: Returned | None) -> Reply:
    """Tell the place in line, how likely it is, and what happens when a place comes free."""
    lines = [_place(entry)]
    if returned:
        lines.append(Words("waitlist-odds", {"places": returned.places, "dates": returned.dates}))
    rules = office.rules
    values: dict[str, Value] = {
        "name": entry.booking.name,
        "date": Day(entry.booking.day),
        "line": Lines(tuple(lines)),
        "minutes": str(rules.offer_minutes),
        "from": hour(f"{rules.offers_from:%H:%M}", office),
        "until": hour(f"{rules.offers_until:%H:%M}", office),
    }
    return Reply(key="waitlist-joined", values=values, choices=(leave(entry.booking), SCHEDULE))


def mine_reply(entries: Sequence[Entry]) -> Reply:
    """Tell where somebody stands in each line, with the way out of it."""
    lines = tuple(
        Words("waitlist-line", {"name": e.booking.name, "date": Day(e.booking.day), "place": _place(e)})
        for e in entries
    )
    bookings = [entry.booking for entry in entries]
    return Reply(key="waitlist-mine", values={"lines": Lines(lines, "\n\n")}, choices=leave_each(bookings))


def none_reply(office: Office) -> Reply:
    """Tell that the sender waits for nothing, and how one waits, where the office lets people wait."""
    key = "waitlist-none" if office.rules.most_waiting else "waitlist-off"
    return Reply(key=key, choices=(SCHEDULE, HELP))


def _place(entry: Entry) -> Words:
    return Words("waitlist-place", {"place": entry.line.place, "length": entry.line.length})


def _draft(command: JoinWaitlist, profile: Profile) -> Draft:
    """Return for whom the sender wants to wait: as said, as in the draft under way, or as in the last wish."""
    draft = Draft(name=command.name, birth_date=command.birth_date, service_date=command.day, is_waiting=True)
    wanted = profile.wanted if profile.wanted and profile.wanted.service_date == command.day else None
    known = profile.draft or wanted
    if command.name or known is None:
        return draft
    return replace(draft, name=known.name, birth_date=known.birth_date)


async def _not_full(request: Request, draft: Draft, places: DayPlaces) -> Answered:
    if places.left and draft.birth_date and draft.name:
        wish = Book(name=draft.name, birth_date=draft.birth_date, service_date=places.day)
        answer = await book(request, wish)
        if isinstance(answer, Answered):
            return answer
        return _forgetting(request, *(answer if isinstance(answer, list) else (answer,)))
    if places.left:
        values: dict[str, Value] = {"date": Day(places.day), "left": places.left}
        return _forgetting(request, Reply(key="waitlist-not-full", values=values, choices=(show_date(places.day),)))
    today = request.office.local(request.now_ms).date()
    return _forgetting(request, await _no_date(request, places, today))


async def _no_date(request: Request, places: DayPlaces, today: date) -> Reply:
    dates = await next_dates(request)
    values: dict[str, Value] = {
        "problem": date_problem(places.day, places.state, office=request.office, today=today),
        "next": next_dates_words(dates, request.office),
    }
    choices: tuple[Choice, ...] = tuple(show_date(each.day) for each in dates) or (SCHEDULE, HELP)
    return Reply(key="schedule-no-date", values=values, choices=choices)


def _refused(refused: Refused, offices: Offices) -> Reply:
    match refused:
        case Refused(reason="line_full"):
            return Reply(key="waitlist-line-full", choices=(SCHEDULE, HELP))
        case Refused(reason="person_waits"):
            return Reply(key="waitlist-person-waits", choices=(SCHEDULE, HELP))
        case Refused(reason="number_waits", booking=Booking() as booking):
            return standing(booking, offices)
    return refused_reply(refused, offices)


def _forgetting(request: Request, *replies: Reply) -> Answered:
    """Return replies with which a draft for the waiting list comes to its end; one of `#daftar` stays."""
    draft = request.profile.draft
    return Answered(replies, replace(request.profile, draft=None if draft and draft.is_waiting else draft))
