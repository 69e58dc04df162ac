"""What a family adds to a case that was sent: what they were asked for, or something that they send by themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from bot.commands import Unsupported
from bot.emergencies import LETTERS, CaseRefused, EmergencyCase, EmergencyDraft, Part, Plea
from bot.emergency_commands import SendToCase
from bot.emergency_steps import NotTaken, told, with_letter
from bot.media import KeptFile
from bot.messages import Reply, Words
from bot.routing import Answer, Answered, Request, Routes
from handlers.emergency_cases import add_choice, case_reply, tell_helpers
from handlers.emergency_following import desk, own_case, own_cases, stamp, unknown
from handlers.emergency_questions import EMERGENCY, addition, asked
from handlers.media import refusals, taken
from handlers.reminders import with_reminder
from handlers.unclear import unsupported

routes = Routes()

PARTS_OF_A_PLACE: tuple[Part, ...] = ("pin",)

# locale: emergency-trouble-name, emergency-trouble-age, emergency-trouble-choose, emergency-trouble-empty
# locale: emergency-trouble-long, emergency-trouble-address, emergency-trouble-pin, emergency-trouble-photo
# locale: emergency-trouble-date, emergency-trouble-past, emergency-trouble-phone, emergency-trouble-contact


@routes.on(SendToCase)
async def send_to_case(request: Request, command: SendToCase) -> Answer:
    """Take what was sent for the one case that waits for it; else ask which part it is."""
    fitting = parts_of(request)
    cases = [each for each in await own_cases(request) if not each.is_over and command.number in ("", each.number)]
    if not cases:
        return await _not_for_a_case(request, command)
    awaited = [(case, part) for case in cases for part in case.asked_for if part in fitting]
    if len(awaited) == 1:
        case, part = awaited[0]
        return await take(request, EmergencyDraft(number=case.number, plea=case.plea, asked=part, is_sent=True))
    if len(cases) > 1:
        return Reply(key="emergency-for-which", choices=tuple(add_choice(case, is_named=True) for case in cases))
    parts = [part for _, part in awaited] or fitting
    return Reply(key="emergency-for-which", choices=tuple(addition(cases[0].number, part) for part in parts))


def parts_of(request: Request) -> Sequence[Part]:
    """Return which parts of a plea the thing that was sent can be."""
    return PARTS_OF_A_PLACE if request.event.kind == "location" else LETTERS


async def take(request: Request, draft: EmergencyDraft, text: str = "") -> Answered:
    """Put the answer to what a draft awaits into it, or into its case; tell what is the matter where it is none."""
    part = draft.asked
    assert part != "sure"
    files, trouble = await _letters(request, draft) if part in LETTERS else ((), ())

    def change(plea: Plea) -> Plea | NotTaken:
        if files:
            return with_letter(plea, part, files)
        return told(plea, part, text, media=request.event.media, today=request.office.local(request.now_ms).date())

    plea = change(draft.plea)
    if isinstance(plea, NotTaken):
        return asked(request, draft, trouble=trouble or (Words(f"emergency-trouble-{plea.trouble}"),))
    if draft.is_sent:
        return await amended(request, draft, part, change)
    if part in LETTERS:  # there may be more pages
        return asked(request, replace(draft, plea=plea), trouble=trouble)
    return asked(request, replace(draft, plea=plea), is_next=True)


async def amended(
    request: Request, draft: EmergencyDraft, part: Part, change: Callable[[Plea], Plea | NotTaken]
) -> Answered:
    """Change a part of a case, tell those who help, and say what may still follow."""

    def changed(before: EmergencyCase) -> EmergencyCase:
        plea = change(before.plea)
        return before if isinstance(plea, NotTaken) else replace(before, plea=plea)

    case = await desk(request).amend(request.office, draft.number, stamp(request), part, changed)
    profile = replace(request.profile, emergency=None)
    if isinstance(case, CaseRefused):
        return Answered((case_reply(case.case, ()) if case.case else unknown(draft.number),), profile)
    if part in LETTERS:  # there may be more pages
        profile = replace(profile, emergency=replace(draft, is_interrupted=False))
    await tell_helpers(request, case, what="added")
    left = tuple(addition(case.number, each) for each in (case.asked_for or case.plea.lacks))
    thanks = Reply(key="emergency-added", values={"number": case.number}, choices=(*left, EMERGENCY))
    return Answered((thanks,), profile)


async def _letters(request: Request, draft: EmergencyDraft) -> tuple[Sequence[KeptFile], tuple[Words, ...]]:
    """Keep the photos of a message; tell why any was not."""
    found = await taken(request, case=draft.number, circle="emergency") if request.event.media else ()
    return [file for file in found if isinstance(file, KeptFile)], refusals(found)


async def _not_for_a_case(request: Request, command: SendToCase) -> Answer:
    """Answer what belongs to no case that is under way: how the one that was named ended, or as to anybody else."""
    if not command.number:
        return with_reminder(request, await unsupported(request, Unsupported(kind=request.event.kind)))
    case = await own_case(request, command.number)
    return case_reply(case, ()) if case else unknown(command.number)
