"""`#lapor`: a report on a foreign national, put together step by step; who reports is named only if they want it."""

from __future__ import annotations

from msgspec.structs import replace

from bot.commands import (
    Book,
    BookingMistake,
    CheckBooking,
    Command,
    Confirm,
    MistypedCode,
    Rude,
    Unclear,
    Unsupported,
)
from bot.media import KeptFile
from bot.messages import Media, Reply, Words
from bot.plaintext import plain
from bot.routing import Answer, Answered, FrontDesk, Request, Routes
from bot.supervision import (
    FORGOTTEN_MS,
    LONGEST,
    Addition,
    Report,
    ReportDraft,
    ReportStep,
    filled,
    is_number,
    next_step,
    without,
)
from bot.supervision_arguments import lapor_arguments
from bot.supervision_commands import (
    ChooseOffence,
    CorrectReport,
    FillReport,
    FollowReport,
    PassStep,
    SendReport,
    StartReport,
    StopReport,
)
from handlers.buttons import HELP
from handlers.media import refusals, taken
from handlers.supervision_steps import REPORT, open_button, question

routes = Routes()

NOTHING = Reply(key="report-nothing", choices=(REPORT, HELP))

SENT_THINGS = ("photo", "document", "location")
YES = ("ya", "kirim", "setuju", "ok", "oke")
STOPS = ("batal", "berhenti", "hentikan", "stop")


@routes.in_turn
def turn(request: Request, command: Command) -> Command | None:
    """Take what is said while a report is being put together, and a report's number wherever it is said.

    A single word that is a command stays one, and so does a whole booking.
    """
    if isinstance(command, CheckBooking) and is_number(command.code):
        return FollowReport(number=command.code)
    draft, event = request.profile.report, request.event
    said = plain(event.text)
    if draft is None or not draft.awaits(request.now_ms) or said.startswith(("#", "/")):
        return None
    if event.kind in SENT_THINGS:
        return FillReport()
    if event.kind != "text" or not said:
        return None
    if said.lower().strip(" .!") in STOPS:
        return StopReport()
    return None if _says_something_else(command, said) else FillReport()


@routes.on(StartReport, words={"lapor": lapor_arguments})
async def start(request: Request, command: StartReport) -> Answer:
    """Begin, or go on with what has been said already."""
    desk = request.front_desk
    if desk is None:
        return Reply(key="report-not-here", choices=(HELP,))
    draft = request.profile.report
    if draft is None or request.now_ms - draft.at_ms > FORGOTTEN_MS:
        draft = ReportDraft(
            number=desk.reports.number(request.office.code, request.operation),
            at_ms=request.now_ms,
            details=command.details[: LONGEST["details"]],
        )
    return _asked(request, draft)


@routes.on(ChooseOffence)
async def choose(request: Request, command: ChooseOffence) -> Answer:
    """Take what it is about."""
    draft = request.profile.report
    return NOTHING if draft is None else _asked(request, replace(draft, what=command.offence))


@routes.on(PassStep)
async def pass_step(request: Request, command: PassStep) -> Answer:
    """Take an answer without words."""
    draft = request.profile.report
    if draft is None:
        return NOTHING
    match command.how:
        case "now":
            return _asked(request, replace(draft, when=f"{request.office.local(request.now_ms):%d-%m-%Y %H.%M}"))
        case "unknown":
            return _asked(request, replace(draft, when="unknown"))
        case "enough":
            return _asked(request, replace(draft, has_photos=True))
        case "secret":
            return _asked(request, replace(draft, identity="secret", name=""))
        case "named":
            return _asked(request, replace(draft, identity="named" if draft.name else ""))


@routes.on(CorrectReport)
async def correct(request: Request, command: CorrectReport) -> Answer:
    """Ask a step again."""
    draft = request.profile.report
    if draft is None:
        return NOTHING
    return _asked(request, without(draft, command.step), step=command.step)


@routes.on(StopReport)
async def stop(request: Request, command: StopReport) -> Answer:
    """Forget what has been put together; its files go with the next night."""
    draft, desk = request.profile.report, request.front_desk
    if draft is None:
        return NOTHING
    if desk is not None and desk.media is not None:
        await desk.media.vault.close(request.office.code, draft.number, ends_ms=request.now_ms)
    return Answered((Reply(key="report-stopped", choices=(REPORT, HELP)),), replace(request.profile, report=None))


@routes.on(FillReport)
async def fill(request: Request, command: FillReport) -> Answer:
    """Take what was said, sent or pinned, and ask on."""
    draft, event = request.profile.report, request.event
    if draft is None:
        return await start(request, StartReport())
    said = plain(event.text)
    if draft.asked == "sure" and said.lower().strip(" .!") in YES:
        return await send(request, SendReport())
    trouble: tuple[Words, ...] = ()
    draft = _pinned(draft, event.media)
    if event.kind in ("photo", "document"):
        draft, trouble = await _with_files(request, draft)
        said = said if draft.asked in LONGEST else ""
    if said:
        answer = filled(draft, said)
        if isinstance(answer, str):
            # locale: report-choose, report-too-long, report-no-name, report-no-photo
            return _asked(request, draft, step=draft.asked, trouble=(*trouble, Words(f"report-{answer}")))
        draft = answer
    return _asked(request, draft, trouble=trouble)


@routes.on(SendReport)
async def send(request: Request, command: SendReport) -> Answer:
    """Hand the report to the supervision staff; tell the number under which it can be followed."""
    draft, desk = request.profile.report, request.front_desk
    if draft is None or desk is None:
        return NOTHING
    if next_step(draft) != "sure" or draft.what is None:
        return _asked(request, draft)
    reports, office = desk.reports, request.office
    if await reports.find(office, draft.number) is None:
        if not await reports.may_make(request.operation, now_ms=request.now_ms):
            return Reply(key="report-too-many", choices=(HELP,))
        await reports.make(
            office, _report(request, draft), request.event.chat,
            phone=request.phone, operation=request.operation, now_ms=request.now_ms,
        )  # fmt: skip
    if desk.media is not None:
        await desk.media.vault.open(office.code, draft.number, now_ms=request.now_ms)
    await _tell_officers(request, desk, "new", draft.number, once=f"report {draft.number}")
    reply = Reply(key="report-received", values={"number": draft.number, "office": office.name})
    return Answered((reply,), replace(request.profile, report=None))


@routes.on(FollowReport)
async def follow(request: Request, command: FollowReport) -> Answer:
    """Tell who reported where it stands, and add what they say; to others there is no such report."""
    desk = request.front_desk
    own = (
        await desk.reports.own(request.office, command.number, request.operation, phone=request.phone) if desk else None
    )
    if desk is None or own is None:
        return Reply(key="report-unknown", values={"number": command.number}, choices=(REPORT, HELP))
    files = await taken(request, case=own.number, circle="supervision") if request.event.media else ()
    count = sum(isinstance(file, KeptFile) for file in files)
    if not command.facts and not count:
        problems = refusals(files)
        return Reply(key="report-file-refused", values={"problem": problems[0]}) if problems else _state(own)
    if not await desk.reports.may_add(request.operation, now_ms=request.now_ms):
        return Reply(key="report-too-many", choices=(HELP,))
    fact = Addition(at_ms=request.now_ms, text=command.facts or "📎")
    changed = await desk.reports.change(
        request.office, own.number, lambda report: replace(report, facts=(*report.facts, fact)[-50:]),
        operation=request.operation, now_ms=request.now_ms,
    )  # fmt: skip
    if desk.media is not None and own.state != "done":  # its files stay as long as it does
        await desk.media.vault.open(request.office.code, own.number, now_ms=request.now_ms)
    officer = changed.officer if changed else ""
    await _tell_officers(request, desk, "more", own.number, once=f"report fact {request.operation}", officer=officer)
    return Reply(key="report-added", values={"number": own.number})


def state_words(report: Report) -> Words:
    """Return all that is told of what became of a report."""
    # locale: report-state-received, report-state-followed, report-state-done
    return Words(f"report-state-{report.state}")


def _says_something_else(command: Command, said: str) -> bool:
    """Tell whether a text is what nobody writes into a report: a booking, its code, or a command word alone."""
    match command:
        case Book() | MistypedCode():
            return True
        case BookingMistake():
            return command.birth_date is not None and command.service_date is not None
        case Confirm():
            return command.approval != ""
        case CheckBooking() if command.code:
            return True
    return len(said.split()) == 1 and not isinstance(command, Unclear | Unsupported | Rude)


def _state(report: Report) -> Reply:
    return Reply(key="report-state", values={"number": report.number, "state": state_words(report)})


def _asked(
    request: Request, draft: ReportDraft, *, step: ReportStep | None = None, trouble: tuple[Words, ...] = ()
) -> Answered:  # fmt: skip
    """Ask the next step, or one again, and remember it; another conversation waits meanwhile."""
    draft = replace(draft, asked=step or next_step(draft), at_ms=request.now_ms, is_interrupted=False)
    plea = request.profile.emergency
    waiting = replace(plea, is_interrupted=True) if plea else None
    return Answered((question(draft, trouble=trouble),), replace(request.profile, report=draft, emergency=waiting))


def _pinned(draft: ReportDraft, media: tuple[Media, ...]) -> ReportDraft:
    pin = next((each for each in media if each.kind == "location"), None)
    return draft if pin is None else replace(draft, latitude=pin.latitude, longitude=pin.longitude)


async def _with_files(request: Request, draft: ReportDraft) -> tuple[ReportDraft, tuple[Words, ...]]:
    files = await taken(request, case=draft.number, circle="supervision")
    count = sum(isinstance(file, KeptFile) for file in files)
    return replace(draft, files=draft.files + count), refusals(files)


def _report(request: Request, draft: ReportDraft) -> Report:
    """Return what the staff get to see: of the reporter only what they let be known."""
    is_named = draft.identity == "named"
    return Report(
        number=draft.number,
        made_ms=request.now_ms,
        what=draft.what or "other",
        place=draft.place,
        latitude=draft.latitude,
        longitude=draft.longitude,
        when=draft.when,
        details=draft.details,
        name=draft.name if is_named else "",
        phone=request.phone if is_named else "",
    )


async def _tell_officers(
    request: Request, desk: FrontDesk, what: str, number: str, *, once: str, officer: str = ""
) -> None:  # fmt: skip
    """Tell in the staff's chats that there is something to read, and in private who is to read it by which number."""
    # locale: staff-report-new, staff-report-more, staff-report-new-number, staff-report-more-number
    office, now_ms, readers = request.office, request.now_ms, desk.reports.readers
    key = f"staff-report-{what}" if await readers.entitled(office) else "staff-report-unread"
    await desk.letters.to_staff(office.code, Reply(key=key, idempotency_key=once), now_ms=now_ms)
    chats, values = await readers.of(office), {"number": number}
    letter = Reply(
        key=f"staff-report-{what}-number", values=values, choices=(open_button(number),), idempotency_key=once
    )
    for chat in [chats[officer]] if officer in chats else chats.values():
        await desk.letters.to_person(chat, letter, office=office.code, now_ms=now_ms)
