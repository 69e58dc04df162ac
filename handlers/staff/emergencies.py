"""`/es`: emergency cases before those who deal with them: seen, taken, asked about, rejected, counted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from msgspec.structs import replace

from bot.choices import word_choice
from bot.emergencies import HELPERS, CaseRefused, EmergencyCase, Part, pressing_first
from bot.emergency_arguments import NAMES, es_arguments
from bot.emergency_commands import (
    AcceptCase,
    AskForPapers,
    CallFamily,
    CloseCase,
    RejectCase,
    ShowCase,
    ShowCases,
    ShowEmergencyFigures,
)
from bot.emergency_figures import figure_values
from bot.messages import ChatRef, Choice, Day, Lines, Reply, Value, Words
from bot.routing import Routes, StaffRequest
from bot.store.operations import Stamp
from handlers.emergency_cases import (
    CLOSINGS,
    REJECTIONS,
    card_words,
    reason_words,
    stage_words,
    tell_family,
    triage_choices,
)
from handlers.emergency_following import close_files
from handlers.emergency_questions import age_words, named, part_words
from handlers.staff.media import file_lines
from handlers.staff.orders import noted

routes = Routes()

MOST_LISTED = 20
MOST_BUTTONS = 9
End = Callable[..., Awaitable[EmergencyCase | CaseRefused]]
ASKABLE: tuple[Part, ...] = ("doctor_letter", "referral_letter", "address", "pin", "departure")


@routes.for_staff(ShowCases, roles=HELPERS, words={"es": es_arguments})
async def show_all(request: StaffRequest, command: ShowCases) -> Reply:
    """Tell which cases are not over, without names: the most pressing first, a page at a time."""
    today = request.office.local(request.now_ms).date()
    cases = pressing_first(await request.bookings.visits.emergencies.waiting(request.office), today)
    if not cases:
        return Reply(key="staff-cases-none")
    page = min(command.page, -(-len(cases) // MOST_LISTED))
    shown, left = cases[(page - 1) * MOST_LISTED : page * MOST_LISTED], len(cases) - page * MOST_LISTED
    values: dict[str, Value] = {
        "cases": Lines(tuple(_line(request, case) for case in shown)),
        "more": Words("staff-cases-more", {"count": str(left), "page": str(page + 1)}) if left > 0 else "",
    }
    choices = tuple(_listed(case) for case in shown[:MOST_BUTTONS])
    if left > 0:
        choices += (Choice(id=word_choice("es", str(page + 1)), label="choice-case-more"),)
    return Reply(key="staff-cases", values=values, choices=choices)


@routes.for_staff(ShowCase, roles=HELPERS)
async def show(request: StaffRequest, command: ShowCase) -> Reply:
    """Tell one case in full, with its letters, where only the entitled read along; each look is noted."""
    case = await _find(request, command.number)
    if case is None:
        return unknown(command.number)
    await noted(request, f"es lihat {case.number}")
    return await told_apart(request, await full_card(request, case))


@routes.for_staff(AcceptCase, roles=HELPERS)
async def accept(request: StaffRequest, command: AcceptCase) -> Reply:
    """Take a case: one officer does, anybody else is told who did."""
    case = await request.bookings.visits.emergencies.accept(request.office, command.number, stamp(request))
    if isinstance(case, CaseRefused):
        return refused(command.number, case)
    await noted(request, f"es terima {case.number}")
    await tell_family(request, case)
    return Reply(key="staff-case-accepted", values=_values(case), choices=triage_choices(case))


@routes.for_staff(AskForPapers, roles=HELPERS)
async def ask_for(request: StaffRequest, command: AskForPapers) -> Reply:
    """Ask the family for what is missing; without a part, ask the officer which."""
    case = await _find(request, command.number)
    if case is None:
        return unknown(command.number)
    parts = command.parts or (("doctor_letter",) if command.note else ())
    if not parts:
        lacking = [part for part in ASKABLE if not case.plea.has(part)] or ASKABLE
        choices = tuple(_askable(case, part) for part in lacking)
        return Reply(key="staff-case-ask-which", values=_values(case), choices=choices)
    asked = await request.bookings.visits.emergencies.ask(
        request.office, case.number, stamp(request), parts=parts, note=command.note
    )
    if isinstance(asked, CaseRefused):
        return refused(command.number, asked)
    await noted(request, f"es minta {asked.number}", after=", ".join(NAMES[part] for part in parts))
    await tell_family(request, asked)
    wanted = Lines(tuple(map(part_words, parts)), ", ")
    return Reply(key="staff-case-asked", values={**_values(asked), "parts": wanted}, choices=triage_choices(asked))


@routes.for_staff(RejectCase, roles=HELPERS)
async def reject(request: StaffRequest, command: RejectCase) -> Reply:
    """Reject a case with a reason that the family reads; without one, ask for it."""
    # locale: staff-case-reject-why, staff-case-rejected
    step = request.bookings.visits.emergencies.reject
    return await _ended(request, command, step, word="tolak", asks="reject-why", says="rejected", reasons=REJECTIONS)


@routes.for_staff(CloseCase, roles=HELPERS)
async def close(request: StaffRequest, command: CloseCase) -> Reply:
    """End a case wherever it is, with a reason that the family reads; without one, ask for it."""
    # locale: staff-case-close-why, staff-case-closed
    step = request.bookings.visits.emergencies.close
    return await _ended(request, command, step, word="tutup", asks="close-why", says="closed", reasons=CLOSINGS)


@routes.for_staff(CallFamily, roles=HELPERS)
async def call(request: StaffRequest, command: CallFamily) -> Reply:
    """Tell the number to call, where only the entitled read along; each look is noted."""
    case = await _find(request, command.number)
    if case is None:
        return unknown(command.number)
    await noted(request, f"es telepon {case.number}")
    values = {**_values(case), "name": case.plea.contact or case.plea.patient, "phone": case.number_to_call or "-"}
    return await told_apart(request, Reply(key="staff-case-call", values=values))


@routes.for_staff(ShowEmergencyFigures, roles=HELPERS)
async def show_figures(request: StaffRequest, command: ShowEmergencyFigures) -> Reply:
    """Tell a month in numbers."""
    month = command.month or request.office.local(request.now_ms).date().replace(day=1)
    figures = await request.bookings.visits.emergencies.figures(request.office, month)
    return Reply(key="staff-case-figures", values={"month": Day(month, "month"), **figure_values(figures)})


async def full_card(request: StaffRequest, case: EmergencyCase) -> Reply:
    """Return a case with everything that is known, and links to its letters."""
    today = request.office.local(request.now_ms).date()
    card = card_words(case, request.office, today_urgency=case.urgency(today), is_masked=False)
    letters = {*case.plea.doctor_letter, *case.plea.referral_letter}
    values: dict[str, Value] = {"card": card, "files": await file_lines(request, case.number, only=letters)}
    return Reply(key="staff-case-whole", values=values, choices=triage_choices(case))


async def told_apart(request: StaffRequest, reply: Reply) -> Reply:
    """Return the reply where only the entitled read along; else send it to the officer in private, and say so."""
    letters, event = request.staffroom.letters, request.event
    if not letters.reads_along(event):
        return reply
    private = ChatRef(event.chat.channel, event.chat.account, event.sender)
    letter = replace(reply, idempotency_key=f"apart {request.operation}")
    await letters.to_person(private, letter, office=request.office.code, now_ms=request.now_ms)
    return Reply(key="staff-case-apart", values={"name": request.member.name})


def refused(number: str, refusal: CaseRefused) -> Reply:
    """Tell why a step was not made: who has the case, and how far it is."""
    if refusal.reason == "unknown":
        return unknown(number)
    # locale: staff-case-stage, staff-case-full, staff-case-past, staff-case-no-team
    values: dict[str, Value] = {"number": number, "stage": stage_words(refusal.case) if refusal.case else "-"}
    return Reply(key=f"staff-case-{refusal.reason.replace('_', '-')}", values=values)


def unknown(number: str) -> Reply:
    """Tell that there is no such case here."""
    return Reply(key="staff-case-unknown", values={"number": number})


def reason_choice(verb: str, case: EmergencyCase, why: str) -> Choice:
    """Return the button of a reason."""
    return Choice(id=word_choice("es", f"{verb} {case.number} {why}"), label=f"choice-reason-{why}")


def stamp(request: StaffRequest) -> Stamp:
    """Return what marks a step as the officer's."""
    return Stamp(operation=request.operation, now_ms=request.now_ms, by=request.member.name)


async def _ended(
    request: StaffRequest, command: RejectCase | CloseCase, step: End, *,
    word: str, asks: str, says: str, reasons: Sequence[str],
) -> Reply:  # fmt: skip
    """End a case by a step, or ask for the reason with which: its files go, and the family is told."""
    if not command.why:
        case = await _find(request, command.number)
        if case is None:
            return unknown(command.number)
        choices = tuple(reason_choice(word, case, why) for why in reasons)
        return Reply(key=f"staff-case-{asks}", values=_values(case), choices=choices)
    ended = await step(request.office, command.number, stamp(request), why=command.why)
    if isinstance(ended, CaseRefused):
        return refused(command.number, ended)
    await close_files(request, ended)
    await noted(request, f"es {word} {ended.number}", after=command.why)
    await tell_family(request, ended)
    return Reply(key=f"staff-case-{says}", values={**_values(ended), "reason": reason_words(command.why)})


async def _find(request: StaffRequest, number: str) -> EmergencyCase | None:
    return await request.bookings.visits.emergencies.find(request.office, number)


def _line(request: StaffRequest, case: EmergencyCase) -> Words:
    today = request.office.local(request.now_ms).date()
    values: dict[str, Value] = {
        "number": case.number,
        "urgency": Words(f"urgency-{case.urgency(today)}"),
        "stage": stage_words(case),
        "age": age_words(case.plea.age) if case.plea.age else "-",
        "condition": Words(f"condition-{case.plea.condition or 'grave'}"),
    }
    return Words("staff-case-line", values)


def _listed(case: EmergencyCase) -> Choice:
    return Choice(id=word_choice("es", case.number), label="choice-case-number", values={"number": case.number})


def _values(case: EmergencyCase) -> dict[str, Value]:
    return {"number": case.number, "by": case.by or "-"}


def _askable(case: EmergencyCase, part: Part) -> Choice:
    id = word_choice("es", f"minta {case.number} {named(part)}")
    return Choice(id=id, label=f"choice-emergency-{named(part)}")
