"""A case in its family's hands: added to, given an hour for the visit, withdrawn."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.choices import word_choice
from bot.emergencies import PARTS, CaseRefused, EmergencyCase, EmergencyDraft
from bot.emergency_commands import AddToCase, ChooseVisit, WithdrawCase
from bot.emergency_desk import Emergencies
from bot.messages import Choice, Reply
from bot.routing import Answer, Request, Routes
from bot.store.operations import Stamp
from bot.visit_teams import VisitSlot
from handlers.emergency_cases import MOST_SLOTS, case_reply, slot_choice, tell_helpers
from handlers.emergency_questions import EMERGENCY, addition, asked

routes = Routes()


@routes.on(AddToCase)
async def add(request: Request, command: AddToCase) -> Answer:
    """Ask which part is to be added to a case, or for that part."""
    case = await own_case(request, command.number)
    if case is None or case.is_over:
        return case_reply(case, ()) if case else unknown(command.number)
    draft = request.profile.emergency
    if draft is not None and not draft.is_sent:
        return asked(request, draft)  # first the one that is under way
    if command.part is None:
        parts = tuple(dict.fromkeys((*case.asked_for, *case.plea.lacks, *PARTS)))
        choices = tuple(addition(case.number, part) for part in parts)
        return Reply(key="emergency-add-which", values={"number": case.number}, choices=choices)
    return asked(request, EmergencyDraft(number=case.number, plea=case.plea, asked=command.part, is_sent=True))


@routes.on(ChooseVisit)
async def choose(request: Request, command: ChooseVisit) -> Answer:
    """Plan the visit at an hour that the family chooses, or show the hours."""
    case = await own_case(request, command.number)
    if case is None:
        return unknown(command.number)
    slots = await desk(request).slots(request.office, now_ms=request.now_ms)
    if case.stage not in ("accepted", "scheduled"):
        return case_reply(case, ())
    if command.day is None:
        return hours_reply(case, slots[:MOST_SLOTS])
    day, hour = command.day, command.hour
    is_done = any(each.operation == str(request.operation) for each in case.history)
    if not is_done and not any((slot.day, slot.hour) == (day, hour) for slot in slots):
        return hours_reply(case, slots[:MOST_SLOTS], is_taken=True)
    planned = await desk(request).plan(request.office, case.number, stamp(request), day=day, hour=hour)
    if isinstance(planned, CaseRefused):
        return hours_reply(case, slots[:MOST_SLOTS], is_taken=True)
    await tell_helpers(request, planned, what="visit")
    return case_reply(planned, ())


@routes.on(WithdrawCase)
async def withdraw(request: Request, command: WithdrawCase) -> Answer:
    """End a case at the family's word, after a second press."""
    case = await own_case(request, command.number)
    if case is None:
        return unknown(command.number)
    if not command.is_sure:
        sure = Choice(id=word_choice("darurat", f"batal {case.number} ya"), label="choice-cancel-sure")
        return Reply(key="emergency-withdraw-ask", values={"number": case.number}, choices=(sure, EMERGENCY))
    ended = await desk(request).withdraw(request.office, case.number, stamp(request))
    if isinstance(ended, CaseRefused):
        return case_reply(ended.case or case, ())
    await close_files(request, ended)
    await tell_helpers(request, ended, what="withdrawn")
    return case_reply(ended, ())


async def close_files(request: Request, case: EmergencyCase) -> None:
    """Have the letters of a case deleted when its days are over."""
    media = request.front_desk.media if request.front_desk else None
    if media is not None:
        ends_ms = request.now_ms + request.office.emergency.keep_days * 24 * 3600_000
        await media.vault.close(request.office.code, case.number, ends_ms=ends_ms)


async def own_case(request: Request, number: str) -> EmergencyCase | None:
    """Return a case that was opened in this chat."""
    return await desk(request).find(request.office, number) if number in request.profile.cases else None


async def own_cases(request: Request) -> Sequence[EmergencyCase]:
    """Return the cases that were opened in this chat and are still kept."""
    found = await asyncio.gather(*(own_case(request, number) for number in request.profile.cases))
    return [case for case in found if case is not None]


def unknown(number: str) -> Reply:
    """Tell that this chat has no such case."""
    return Reply(key="emergency-unknown", values={"number": number}, choices=(EMERGENCY,))


def desk(request: Request) -> Emergencies:
    """Return where the cases are."""
    return request.bookings.visits.emergencies


def stamp(request: Request) -> Stamp:
    """Return what marks a step as the family's."""
    return Stamp(operation=request.operation, now_ms=request.now_ms)


def hours_reply(case: EmergencyCase, slots: Sequence[VisitSlot], *, is_taken: bool = False) -> Reply:
    """Show the hours that are free, after one that has gone meanwhile."""
    key = "emergency-hour-taken" if is_taken else "emergency-hours" if slots else "emergency-hours-none"
    choices = (*(slot_choice(case.number, slot) for slot in slots), EMERGENCY)
    return Reply(key=key, values={"number": case.number}, choices=choices)
