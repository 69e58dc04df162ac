"""`#darurat`: a plea that is put together step by step, sent, added to and followed by the family."""

from __future__ import annotations

from msgspec.structs import replace

from bot.case_numbers import read_case_number
from bot.commands import Command, Rude, Unclear, Unsupported
from bot.emergencies import LETTERS, PARTS, PREFIX, UNSET, EmergencyDraft, Plea
from bot.emergency_arguments import darurat_arguments
from bot.emergency_commands import (
    AnswerEmergency,
    BeginEmergency,
    ContinueEmergency,
    CorrectEmergency,
    LeaveForLater,
    ReplaceLetter,
    SendEmergency,
    SendToCase,
    ShowEmergency,
    StopEmergency,
)
from bot.emergency_steps import emptied, is_whole
from bot.messages import Reply, Words
from bot.routing import Answer, Answered, Request, Routes
from handlers.emergency_additions import amended, parts_of, take
from handlers.emergency_cases import MOST_SLOTS, case_reply, tell_helpers
from handlers.emergency_following import desk, own_cases, stamp
from handlers.emergency_questions import BEGIN, EMERGENCY, asked, correction

routes = Routes()

WORDS = ("darurat", "emergency")
SENT_THINGS = ("photo", "document", "location")
NUMBERS = ("departure", "contact")
"""The parts to which a bare number is an answer."""
MOST_CASES = 3
"""How many cases one chat may have open."""


@routes.in_turn
def turn(request: Request, command: Command) -> Command | None:
    """Take what is said while a plea awaits an answer; a single word that is a command stays one."""
    draft, event = request.profile.emergency, request.event
    number = read_case_number(PREFIX, event.text)
    if event.kind in SENT_THINGS:
        return _sent(request, number)
    if number:
        return ShowEmergency()
    if draft is None or draft.is_interrupted or event.is_forwarded:
        return None
    if draft.is_sent and draft.asked in LETTERS:
        return None  # its pages are photos; what is said between them is about something else
    if event.kind not in ("text", "edit") or not event.text.strip() or event.text[0] in "#/":
        return None
    is_number = draft.asked in NUMBERS and not any(map(str.isalpha, event.text))
    if len(event.text.split()) == 1 and not (is_number or isinstance(command, Unclear | Unsupported | Rude)):
        return None if event.kind == "edit" else _own_word(event.text, draft)
    return ContinueEmergency() if event.kind == "edit" else AnswerEmergency(text=event.text)


def _sent(request: Request, number: str) -> Command | None:
    """Return whether a photo or place is the answer to what is asked, or for a case; a forwarded letter is a letter."""
    draft = request.profile.emergency
    if draft is not None and number in ("", draft.number):
        is_step = not draft.is_sent and not draft.is_interrupted and not request.event.is_forwarded
        if is_step or draft.asked in parts_of(request):
            return AnswerEmergency(text=request.event.text)
    return SendToCase(number=number) if number or request.profile.cases else None


@routes.on(ShowEmergency, words=dict.fromkeys(WORDS, darurat_arguments))
async def show(request: Request, command: ShowEmergency) -> Answer:
    """Go on with a plea, tell how far one's cases are, or who the service is for."""
    draft, profile = request.profile.emergency, replace(request.profile, emergency=None)
    if draft is not None and not draft.is_sent:
        return asked(request, draft)
    cases = await own_cases(request)
    if not cases:
        return _about(request)
    slots = await desk(request).slots(request.office, now_ms=request.now_ms)
    *others, last = [case_reply(case, slots[:MOST_SLOTS]) for case in cases]
    another = replace(BEGIN, label="choice-emergency-another")
    return Answered((*others, replace(last, choices=(*last.choices, another))), profile)


@routes.on(BeginEmergency)
async def begin(request: Request, command: BeginEmergency) -> Answer:
    """Ask the first step of a new plea; one that is under way goes on."""
    draft = request.profile.emergency
    if draft is not None and not draft.is_sent:
        return asked(request, draft)
    if not _is_heard(request):
        return _about(request)
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
    """Ask again what was asked last; a message that was changed is no answer."""
    draft = request.profile.emergency
    if draft is None:
        return await show(request, ShowEmergency())
    edited = (Words("emergency-trouble-edited"),) if request.event.kind == "edit" else ()
    return asked(request, draft, trouble=edited)


@routes.on(StopEmergency)
async def stop(request: Request, command: StopEmergency) -> Answer:
    """Forget what has been told of a plea that was not sent, its letters with it; a case stays."""
    draft, front = request.profile.emergency, request.front_desk
    if draft is None:
        cases = await own_cases(request)
        sent = Words("emergency-sent-last", {"number": cases[-1].number}) if cases else ""
        return Reply(key="emergency-nothing", values={"sent": sent}, choices=(EMERGENCY,))
    if not draft.is_sent and front is not None and front.media is not None:
        await front.media.vault.close(request.office.code, draft.number, ends_ms=request.now_ms)
    key = "emergency-left" if draft.is_sent else "emergency-stopped"
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
    """Go on without a part; what does not apply is emptied, in a case too."""
    draft, part = request.profile.emergency, command.part
    if draft is None:
        return await show(request, ShowEmergency())
    if draft.is_sent and part in UNSET:
        return await amended(request, draft, part, lambda plea: emptied(plea, part))
    if draft.is_sent:
        return await stop(request, StopEmergency())
    plea = emptied(draft.plea, part) if part in UNSET else draft.plea
    left = replace(draft, plea=plea, later=tuple(dict.fromkeys((*draft.later, part))))
    return asked(request, left, is_next=True)


@routes.on(AnswerEmergency)
async def answer(request: Request, command: AnswerEmergency) -> Answer:
    """Take an answer and ask on, or tell what is the matter with it; a case's part goes to the staff at once."""
    draft = request.profile.emergency
    if draft is None:
        return await show(request, ShowEmergency())
    if command.part not in (None, draft.asked):
        return asked(request, draft)  # a button of an earlier step
    if draft.asked == "sure":
        return await send(request, SendEmergency()) if _is_yes(command.text) else asked(request, draft)
    return await take(request, draft, command.text)


@routes.on(ReplaceLetter)
async def replace_letter(request: Request, command: ReplaceLetter) -> Answer:
    """Throw the pages of a letter away and ask for it again."""
    draft = request.profile.emergency
    if draft is None or draft.is_sent:
        return await show(request, ShowEmergency())
    return asked(request, replace(draft, plea=emptied(draft.plea, command.part), asked=command.part))


@routes.on(SendEmergency)
async def send(request: Request, command: SendEmergency) -> Answer:
    """Open the case, put it before the staff, and give its number."""
    draft = request.profile.emergency
    if draft is None or draft.is_sent:
        return await show(request, ShowEmergency())
    if not is_whole(draft.plea):
        return asked(request, draft, is_next=True)
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


def _about(request: Request) -> Reply:
    """Tell whom the service is for, or that nobody would hear of a plea here."""
    values = {"office": request.office.name}
    if not _is_heard(request):
        return Reply(key="emergency-not-here", values=values)
    return Reply(key="emergency-about", values=values, choices=(BEGIN,))


def _is_heard(request: Request) -> bool:
    front = request.front_desk
    return front is not None and front.letters.can_reach_helpers(request.office.code)


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
