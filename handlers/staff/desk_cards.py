"""An officer's desk in the chat: who is before it, who waits, and buttons for what comes next."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence

from bot.choices import word_choice
from bot.desk_reasons import ground_words, pause_words, reason_words
from bot.desk_words import Said
from bot.lanes import Desk, Station
from bot.messages import Choice, Day, Lines, Reply, Value, Words
from bot.names import masked_name
from bot.products import product_words
from bot.routing import StaffRequest
from bot.seats import may_sit, station_of
from bot.visit_values import Application, DeskAtWork, Ticket

MOST_NEXT = 5
NOTHING = "–"

_STEPS: dict[Station, tuple[tuple[str, str], ...]] = {
    "cs": (("lengkap", "choice-desk-complete"), ("kembalikan", "choice-desk-send-back")),
    "counter": (("foto", "choice-desk-photo"), ("kembalikan", "choice-desk-send-back")),
    "collection": (("diambil", "choice-desk-hand-over"),),
}


async def desk_card(request: StaffRequest, desk: Desk, said: Said) -> Reply:
    """Tell what an order came to, and how the desk stands now."""
    visits, office, now_ms = request.bookings.visits, request.office, request.now_ms
    found, waiting, coming, at_work = await asyncio.gather(
        visits.desk_work.current(office, desk, now_ms=now_ms),
        visits.lobby.waiting(office, now_ms=now_ms),
        visits.lobby.coming(office, desk, most=MOST_NEXT, now_ms=now_ms),
        visits.desks.at_work(office, now_ms=now_ms),
    )
    work = next(each for each in at_work if each.id == desk.id)
    lanes = [lane for lane in office.lanes if lane.id in desk.lanes]
    values: dict[str, Value] = {
        "said": Words("staff-desk-refused", {"problem": said.words}) if said.is_refused else said.words,
        "desk": desk.name,
        "now": Lines(tuple(_now(request, desk, found, work.paused))),
        "lanes": _listed(Words("staff-desk-lane", {"lane": ln.name or ln.id, "count": waiting[ln.id]}) for ln in lanes),
        "next": ", ".join(coming) or NOTHING,
    }
    return Reply(key="staff-desk", values=values, choices=tuple(_buttons(request, desk, found, work.paused)))


async def desk_list(request: StaffRequest, *, key: str = "staff-desks") -> Reply:
    """Tell who is where and how many wait, with the desks to choose from."""
    visits, office, now_ms = request.bookings.visits, request.office, request.now_ms
    members = await request.staffroom.members.of(office)
    there = await request.staffroom.staffing.at_desks(office, members, now_ms=now_ms)
    waiting = await visits.lobby.waiting(office, now_ms=now_ms)
    at_work = await visits.desks.at_work(office, now_ms=now_ms)
    lines = [_line(desk, work, there.get(desk.id, ())) for desk, work in zip(office.desks, at_work, strict=True)]
    lanes = _listed(
        Words("staff-desk-lane", {"lane": lane.name or lane.id, "count": waiting[lane.id]}) for lane in office.lanes
    )
    mine = [desk for desk in office.desks if may_sit(office, desk, request.member)]
    return Reply(key=key, values={"desks": Lines(tuple(lines)), "lanes": lanes}, choices=tuple(map(_take, mine)))


def press(label: str, word: str, *arguments: str) -> Choice:
    """Return a button that gives an order with arguments."""
    return Choice(id=word_choice(word, " ".join(each for each in arguments if each)), label=label)


def station_before(request: StaffRequest, desk: Desk, ticket: Ticket) -> Station:
    """Return what is done with a person at a desk."""
    here = (lane.station for lane in request.office.lanes if lane.id == ticket.lane)
    return next(here, station_of(request.office, desk))


def _line(desk: Desk, work: DeskAtWork, officers: Sequence[str]) -> Words:
    """Tell in the list what a desk does, and who works there if anybody does."""
    state: Value = work.ticket or Words("staff-desk-idle")
    if work.paused:
        key = "staff-desk-busy-pauses" if work.ticket else "staff-desk-pauses"
        state = Words(key, {"reason": pause_words(work.paused), "number": work.ticket})
    key = "staff-desk-staffed" if officers else "staff-desk-line"
    return Words(key, {"desk": desk.name, "state": state, "who": ", ".join(officers)})


def _now(request: StaffRequest, desk: Desk, found: tuple[Ticket, Application] | None, paused: str) -> Iterator[Words]:
    if paused:
        yield Words("staff-desk-paused", {"reason": pause_words(paused)})
    if found is None:
        yield Words("desk-nobody")
        return
    ticket, application = found
    state = Words("staff-desk-serving") if ticket.state == "serving" else _called(ticket)
    key = "staff-desk-number-first" if ticket.is_priority else "staff-desk-number"
    yield Words(key, {"number": ticket.number, "state": state})
    yield from _person(application, station_before(request, desk, ticket), is_open=not request.event.is_group)


def _called(ticket: Ticket) -> Words:
    return Words("staff-desk-called", {"count": ticket.calls})


def _person(application: Application, station: Station, *, is_open: bool) -> Iterator[Words]:
    """Yield what the desk needs of a person; in the group (not `is_open`) their name is masked."""
    if application.name:
        yield Words("staff-desk-name", {"name": application.name if is_open else masked_name(application.name)})
    else:
        yield Words("staff-desk-nameless")
    if is_open and application.birth_date and station != "collection":
        yield Words("staff-desk-born", {"date": Day(application.birth_date, "date")})
    if application.ground and station == "cs":
        yield Words("staff-desk-ground", {"ground": ground_words(application.ground)})
    if application.product:
        yield Words("staff-desk-product", {"product": product_words(application.product)})
    if application.reasons and station == "cs":
        reasons = _listed(Words("desk-value", {"value": reason_words(each)}) for each in application.reasons)
        yield Words("staff-desk-sent-back", {"reasons": reasons})
    yield Words("staff-desk-code", {"code": application.code})


def _buttons(
    request: StaffRequest, desk: Desk, found: tuple[Ticket, Application] | None, paused: str
) -> Iterator[Choice]:
    if found is None:
        yield press("choice-desk-resume", "aktif") if paused else press("choice-desk-call", "panggil")
        if not paused:
            yield press("choice-desk-pause", "jeda")
        yield press("choice-desks", "loket")
        return
    ticket, application = found
    if ticket.state == "called":
        may_end = ticket.calls >= request.office.lobby.calls_until_no_show
        yield press("choice-desk-sit", "datang", ticket.number)
        yield press("choice-desk-recall", "ulang", ticket.number)
        if not (may_end and ticket.is_put_back):
            yield press("choice-desk-skip", "lewati", ticket.number)
        if may_end:
            yield press("choice-desk-no-show", "absen", ticket.number)
    else:
        station = station_before(request, desk, ticket)
        steps: Sequence[tuple[str, str]] = () if needs_name(application, station) else _STEPS[station]
        yield from (press(label, word, ticket.number) for word, label in steps)
        yield press("choice-desk-finish", "selesai", ticket.number)
    yield press("choice-desk-transfer", "pindah-jalur", ticket.number)


def needs_name(application: Application, station: Station) -> bool:
    """Tell whether it must be noted first who somebody is."""
    return station == "cs" and not application.name


def _take(desk: Desk) -> Choice:
    return Choice(id=word_choice("loket", desk.id), label="choice-desk", values={"desk": desk.name})


def _listed(items: Iterator[Words]) -> Lines:
    return Lines(tuple(items), ", ")
