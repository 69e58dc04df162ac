"""`#darurat`: a plea that is put together step by step, sent, added to and followed by the family."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bot.case_numbers import read_case_number
from bot.commands import Command, Rude, Unclear, Unsupported
from bot.emergencies import PARTS, PREFIX, CaseRefused, EmergencyCase, EmergencyDraft, Part, Plea
from bot.emergency_arguments import darurat_arguments
from bot.emergency_commands import (
    AnswerEmergency,
    BeginEmergency,
    ContinueEmergency,
    CorrectEmergency,
    LeaveForLater,
    SendEmergency,
    ShowEmergency,
    StopEmergency,
)
from bot.emergency_steps import NotTaken, is_whole, next_part, told, with_letter
from bot.media import KeptFile
from bot.messages import Reply, Words
from bot.routing import Answer, Answered, Request, Routes
from handlers.emergency_cases import MOST_SLOTS, case_reply, tell_helpers
from handlers.emergency_following import desk, own_cases, stamp, unknown
from handlers.emergency_questions import BEGIN, EMERGENCY, LETTERS, addition, asked, correction
from handlers.media import refusals, taken

routes = Routes()

WORDS = ("darurat", "emergency")
SENT_THINGS = ("photo", "document", "location")
MOST_CASES = 3
"""How many cases one chat may have open."""

# locale: emergency-trouble-name, emergency-trouble-age, emergency-trouble-choose, emergency-trouble-empty
# locale: emergency-trouble-long, emergency-trouble-address, emergency-trouble-pin, emergency-trouble-photo
# locale: emergency-trouble-date, emergency-trouble-past, emergency-trouble-phone, emergency-trouble-contact


@routes.in_turn
def turn(request: Request, command: Command) -> Command | None:
    """Take what is said while a plea awaits an answer; a single word that is a command stays one."""
    draft, event = request.profile.emergency, request.event
    if read_case_number(PREFIX, event.text):
        return ShowEmergency()
    if draft is None or draft.is_interrupted or event.is_forwarded:
        return None
    if event.kind in SENT_THINGS:
        return AnswerEmergency(text=event.text)
    if draft.is_sent and draft.asked in LETTERS:
        return None  # its pages are photos; what is said between them is about something else
    is_text = event.kind in ("text", "edit") and bool(event.text.strip()) and event.text[0] not in "#/"
    is_word = len(event.text.split()) == 1 and not isinstance(command, Unclear | Unsupported | Rude)
    if not is_text:
        return None
    return _own_word(event.text, draft) if is_word else AnswerEmergency(text=event.text)


@routes.on(ShowEmergency, words=dict.fromkeys(WORDS, darurat_arguments))
async def show(request: Request, command: ShowEmergency) -> Answer:
    """Go on with a plea, tell how far one's cases are, or who the service is for."""
    draft, profile = request.profile.emergency, replace(request.profile, emergency=None)
    if draft is not None and not draft.is_sent:
        return asked(request, draft)
    cases = await own_cases(request)
    if not cases:
        return Reply(key="emergency-about", values={"office": request.office.name}, choices=(BEGIN,))
    slots = await desk(request).slots(request.office, now_ms=request.now_ms)
    *others, last = [case_reply(case, slots[:MOST_SLOTS]) for case in cases]
    another = replace(BEGIN, label="choice-emergency-another")
    return Answered((*others, replace(last, choices=(*last.choices, another))), profile)


@routes.on(BeginEmergency)
async def begin(request: Request, command: BeginEmergency) -> Answer:
    """Ask the first step of a new plea."""
    cases = await own_cases(request)
    if sum(not case.is_over for case in cases) >= MOST_CASES:
        return Reply(key="emergency-too-many", choices=(EMERGENCY,))
    attempt, number = 0, desk(request).number_for(request.operation)
    while await desk(request).find(request.office, number):
        attempt += 1
        number = desk(request).number_for(request.operation, attempt)
    return asked(request, EmergencyDraft(number=number))


@routes.on(ContinueEmergency)
async def go_on(request: Request, command: ContinueEmergency) -> Answer:
    """Ask again what was asked last."""
    draft = request.profile.emergency
    return await show(request, ShowEmergency()) if draft is None else asked(request, draft)


@routes.on(StopEmergency)
async def stop(request: Request, command: StopEmergency) -> Answer:
    """Forget what has been told of a plea that was not sent; a case stays."""
    draft = request.profile.emergency
    key = "emergency-left" if draft and draft.is_sent else "emergency-stopped"
    return Answered((Reply(key=key, choices=(EMERGENCY,)),), replace(request.profile, emergency=None))


@routes.on(CorrectEmergency)
async def correct(request: Request, command: CorrectEmergency) -> Answer:
    """Ask a part again, or which one; the others stay."""
    draft = request.profile.emergency
    if draft is None:
        return await show(request, ShowEmergency())
    if command.part is None:
        return Reply(key="emergency-change-which", choices=tuple(map(correction, PARTS)))
    later = tuple(part for part in draft.later if part != command.part)
    return asked(request, replace(draft, asked=command.part, later=later))


@routes.on(LeaveForLater)
async def leave(request: Request, command: LeaveForLater) -> Answer:
    """Go on without a part."""
    draft = request.profile.emergency
    if draft is None:
        return await show(request, ShowEmergency())
    if draft.is_sent:
        return await stop(request, StopEmergency())
    plea = replace(draft.plea, hospital="", ward="") if command.part == "place" else draft.plea
    return _next(request, replace(draft, plea=plea, later=tuple(dict.fromkeys((*draft.later, command.part)))))


@routes.on(AnswerEmergency)
async def answer(request: Request, command: AnswerEmergency) -> Answer:
    """Take an answer and ask on, or tell what is the matter with it; a case's part goes to the staff at once."""
    draft = request.profile.emergency
    if draft is None:
        return await show(request, ShowEmergency())
    if draft.asked == "sure":
        return await send(request, SendEmergency()) if _is_yes(command.text) else asked(request, draft)
    part = draft.asked
    files: Sequence[KeptFile] = ()
    trouble: tuple[Words, ...] = ()
    if part in LETTERS:
        files, trouble = await _letters(request, draft)
    plea = with_letter(draft.plea, part, files) if files else _told(request, draft.plea, part, command.text)
    if isinstance(plea, NotTaken):
        return asked(request, draft, trouble=trouble or (Words(f"emergency-trouble-{plea.trouble}"),))
    if draft.is_sent:
        return await _amended(request, draft, part, command.text, files)
    if part in LETTERS:  # there may be more pages
        return asked(request, replace(draft, plea=plea), trouble=trouble)
    return _next(request, replace(draft, plea=plea))


@routes.on(SendEmergency)
async def send(request: Request, command: SendEmergency) -> Answer:
    """Open the case, put it before the staff, and give its number."""
    draft = request.profile.emergency
    if draft is None or draft.is_sent:
        return await show(request, ShowEmergency())
    if not is_whole(draft.plea):
        return _next(request, draft)
    plea = await _with_kept_letters(request, draft)
    case = await desk(request).open(
        request.office, draft.number, plea, stamp(request), chat=request.event.chat, phone=request.phone
    )  # fmt: skip
    vault = request.front_desk.media.vault if request.front_desk and request.front_desk.media else None
    if vault is not None:
        await vault.open(request.office.code, case.number, now_ms=request.now_ms)
    await tell_helpers(request, case, what="new")
    cases = tuple(dict.fromkeys((*request.profile.cases, case.number)))
    return Answered((case_reply(case, ()),), replace(request.profile, emergency=None, cases=cases))


async def _amended(
    request: Request, draft: EmergencyDraft, part: Part, text: str, files: Sequence[KeptFile]
) -> Answer:  # fmt: skip
    def change(before: EmergencyCase) -> EmergencyCase:
        plea = with_letter(before.plea, part, files) if files else _told(request, before.plea, part, text)
        return before if isinstance(plea, NotTaken) else replace(before, plea=plea)

    case = await desk(request).amend(request.office, draft.number, stamp(request), part, change)
    profile = replace(request.profile, emergency=None)
    if isinstance(case, CaseRefused):
        return Answered((case_reply(case.case, ()) if case.case else unknown(draft.number),), profile)
    if part in LETTERS:  # there may be more pages
        profile = request.profile
    await tell_helpers(request, case, what="added")
    left = tuple(addition(case.number, each) for each in (case.asked_for or case.plea.lacks))
    thanks = Reply(key="emergency-added", values={"number": case.number}, choices=(*left, EMERGENCY))
    return Answered((thanks,), profile)


async def _letters(request: Request, draft: EmergencyDraft) -> tuple[Sequence[KeptFile], tuple[Words, ...]]:
    """Keep the photos of a message; tell why any was not."""
    found = await taken(request, case=draft.number, circle="emergency") if request.event.media else ()
    return [file for file in found if isinstance(file, KeptFile)], refusals(found)


async def _with_kept_letters(request: Request, draft: EmergencyDraft) -> Plea:
    """Return the plea without letters that were deleted while it waited to be sent."""
    media = request.front_desk.media if request.front_desk else None
    kept = {file.id for file in await media.vault.of_case(request.office.code, draft.number)} if media else set()
    plea = draft.plea
    return replace(
        plea,
        doctor_letter=tuple(id for id in plea.doctor_letter if id in kept),
        referral_letter=tuple(id for id in plea.referral_letter if id in kept),
    )


def _told(request: Request, plea: Plea, part: Part, text: str) -> Plea | NotTaken:
    today = request.office.local(request.now_ms).date()
    return told(plea, part, text, media=request.event.media, today=today)


def _next(request: Request, draft: EmergencyDraft) -> Answered:
    return asked(request, replace(draft, asked=next_part(draft)))


def _own_word(text: str, draft: EmergencyDraft) -> Command | None:
    match text.strip(" .!").lower():
        case "berhenti" | "stop":
            return StopEmergency()
        case "lanjut" | "continue":
            return ContinueEmergency()
        case word if draft.asked == "sure" and _is_yes(word):
            return AnswerEmergency(text=word)
    return None


def _is_yes(text: str) -> bool:
    return text.strip(" .!").lower() in ("ya", "iya", "kirim", "yes", "ok", "oke", "setuju")
