"""`/loket` and what an officer does there with the line: call, call again, put back, send on, pause."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.arguments import no_arguments
from bot.choices import LONGEST_ID, word_choice
from bot.desk_reasons import PAUSES, pause_words
from bot.desk_words import Said, called, nobody, skipped, step_refused, told
from bot.desk_work import NobodyThere
from bot.lane_arguments import loket_arguments, pause_arguments, person_arguments, transfer_arguments
from bot.lane_commands import (
    AboutPerson,
    CallAgain,
    CallNext,
    Finish,
    NoteAbsent,
    PauseDesk,
    PutBack,
    ResumeDesk,
    ShowDesks,
    TakeDesk,
    Transfer,
)
from bot.lanes import Desk
from bot.messages import Choice, Reply, Words
from bot.routing import Routes, StaffRequest
from bot.seats import AT_A_DESK, may_sit
from bot.visit_values import StepRefused, Ticket
from handlers.staff.desk_cards import desk_card, desk_list, press
from handlers.staff.orders import noted
from handlers.staff.payments import stamp_of

routes = Routes()

Step = Callable[[Desk], Awaitable[Said | Reply]]
PersonStep = Callable[[Desk, Ticket], Awaitable[Said | Reply]]


async def at_desk(request: StaffRequest, word: str, step: Step) -> Reply:
    """Do something at the officer's desk and tell how it stands then; a Reply asks for what the step still needs."""
    desk = await request.staffroom.staffing.desk_of(request.office, request.member, now_ms=request.now_ms)
    if desk is None or not may_sit(request.office, desk, request.member):
        return await desk_list(request, key="staff-desk-which")
    try:
        said = await step(desk)
    except NobodyThere as gone:
        said = nobody(gone)
    except StepRefused as refused:
        said = step_refused(refused)
    if isinstance(said, Reply):
        return said
    done = "" if said.is_refused else desk.name  # what is refused is noted too: the card shows a person
    await noted(request, f"{word} {said.number}".rstrip(), after=done)
    return await desk_card(request, desk, said)


async def with_person(request: StaffRequest, command: AboutPerson, word: str, step: PersonStep) -> Reply:
    """Do something with who is before the officer's desk, if it still is the one whom they mean."""

    async def there(desk: Desk) -> Said | Reply:
        ticket = await request.bookings.visits.desk_work.there(
            request.office, desk, stamp_of(request), number=command.number
        )
        said = await step(desk, ticket)
        return said if isinstance(said, Reply) else Said(said.words, said.is_refused, ticket.number)

    return await at_desk(request, word, there)


@routes.for_staff(ShowDesks, roles=AT_A_DESK, words={"loket": loket_arguments})
async def show(request: StaffRequest, command: ShowDesks) -> Reply:
    """Tell who is where and how many wait."""
    return await desk_list(request)


@routes.for_staff(TakeDesk, roles=AT_A_DESK)
async def take(request: StaffRequest, command: TakeDesk) -> Reply:
    """Seat the officer, and tell who else works there."""
    office, staffing = request.office, request.staffroom.staffing
    desk = next((desk for desk in office.desks if desk.id == command.desk), None)
    if desk is None or not may_sit(office, desk, request.member):
        return await desk_list(request, key="staff-desk-other-role")
    await staffing.take(office, desk, request.member, now_ms=request.now_ms)
    members = await request.staffroom.members.of(office)
    there = (await staffing.at_desks(office, members, now_ms=request.now_ms)).get(desk.id, ())
    others = ", ".join(name for name in there if name != request.member.name)
    await noted(request, f"loket {desk.name}")
    key = "staff-desk-shared" if others else "staff-desk-taken"
    return await desk_card(request, desk, Said(Words(key, {"desk": desk.name, "others": others})))


@routes.for_staff(CallNext, roles=AT_A_DESK, words={"panggil": no_arguments(CallNext)})
async def call_next(request: StaffRequest, command: CallNext) -> Reply:
    """Call the next person, and tell who that is: a look at a person, so it is noted."""

    async def step(desk: Desk) -> Said:
        return called(await request.bookings.visits.desks.call_next(request.office, desk, stamp_of(request)))

    return await at_desk(request, "panggil", step)


@routes.for_staff(CallAgain, roles=AT_A_DESK, words={"ulang": person_arguments(CallAgain)})
async def call_again(request: StaffRequest, command: CallAgain) -> Reply:
    """Let the number be called once more."""

    async def step(desk: Desk, ticket: Ticket) -> Said:
        answer = await request.bookings.visits.desks.recall(
            request.office, desk, stamp_of(request), number=ticket.number
        )
        return told(answer, "desk-answer-recalled", request.office)

    return await with_person(request, command, "ulang", step)


@routes.for_staff(PutBack, roles=AT_A_DESK, words={"lewati": person_arguments(PutBack)})
async def put_back(request: StaffRequest, command: PutBack) -> Reply:
    """Put who did not come behind some others; after enough calls they are absent."""

    async def step(desk: Desk, ticket: Ticket) -> Said:
        answer = await request.bookings.visits.desks.skip(request.office, desk, stamp_of(request), number=ticket.number)
        return skipped(answer, request.office)

    return await with_person(request, command, "lewati", step)


@routes.for_staff(NoteAbsent, roles=AT_A_DESK, words={"absen": person_arguments(NoteAbsent)})
async def note_absent(request: StaffRequest, command: NoteAbsent) -> Reply:
    """Take who did not come out of the line, once they were called often enough."""

    async def step(desk: Desk, ticket: Ticket) -> Said:
        answer = await request.bookings.visits.desks.no_show(
            request.office, desk, stamp_of(request), number=ticket.number
        )
        return told(answer, "desk-answer-no-show", request.office)

    return await with_person(request, command, "absen", step)


@routes.for_staff(Transfer, roles=AT_A_DESK, words={"pindah-jalur": transfer_arguments})
async def transfer(request: StaffRequest, command: Transfer) -> Reply:
    """Send the person into another lane or to one desk, or ask into which lane."""

    async def step(desk: Desk, ticket: Ticket) -> Said | Reply:
        if not command.lane and not command.desk:
            return _ask_lane(request, ticket)
        answer = await request.bookings.visits.desks.transfer(
            request.office, desk, stamp_of(request), number=ticket.number, lane=command.lane, to_desk=command.desk
        )
        return told(answer, "desk-answer-transferred", request.office)

    return await with_person(request, command, "pindah-jalur", step)


@routes.for_staff(Finish, roles=AT_A_DESK, words={"selesai": person_arguments(Finish)})
async def finish(request: StaffRequest, command: Finish) -> Reply:
    """Let the person go without a step of their application."""

    async def step(desk: Desk, ticket: Ticket) -> Said:
        answer = await request.bookings.visits.desks.finish(
            request.office, desk, stamp_of(request), number=ticket.number
        )
        return told(answer, "desk-answer-finished", request.office)

    return await with_person(request, command, "selesai", step)


@routes.for_staff(PauseDesk, roles=AT_A_DESK, words={"jeda": pause_arguments})
async def pause(request: StaffRequest, command: PauseDesk) -> Reply:
    """Let the desk call nobody, or ask why."""

    async def step(desk: Desk) -> Said | Reply:
        if not command.reason:
            # locale: choice-desk-pause-break, choice-desk-pause-prayer, choice-desk-pause-meeting
            # locale: choice-desk-pause-equipment
            choices = tuple(press(f"choice-desk-pause-{each}", "jeda", each) for each in PAUSES)
            return Reply(key="staff-desk-pause-why", values={"desk": desk.name}, choices=choices)
        await request.bookings.visits.desks.pause(request.office, desk, stamp_of(request), reason=command.reason)
        return Said(Words("desk-answer-paused", {"reason": pause_words(command.reason)}))

    return await at_desk(request, "jeda", step)


@routes.for_staff(ResumeDesk, roles=AT_A_DESK, words={"aktif": no_arguments(ResumeDesk)})
async def resume(request: StaffRequest, command: ResumeDesk) -> Reply:
    """Let the desk call again."""

    async def step(desk: Desk) -> Said:
        await request.bookings.visits.desks.resume(request.office, desk, stamp_of(request))
        return Said(Words("desk-answer-resumed"))

    return await at_desk(request, "aktif", step)


def _ask_lane(request: StaffRequest, ticket: Ticket) -> Reply:
    lanes = [lane for lane in request.office.lanes if lane.id != ticket.lane]
    ids = {lane.id: word_choice("pindah-jalur", f"{ticket.number} {lane.id}") for lane in lanes}
    choices = tuple(
        Choice(id=ids[lane.id], label="choice-desk", values={"desk": lane.name or lane.id})
        for lane in lanes
        if len(ids[lane.id].encode()) <= LONGEST_ID
    )
    return Reply(key="staff-desk-which-lane", values={"number": ticket.number}, choices=choices)
