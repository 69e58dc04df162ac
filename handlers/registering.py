"""`#daftar`: a booking put together step by step, for people who do not know the line. What is said stays."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from bot.arguments import no_arguments
from bot.booking_values import Booking, Refused
from bot.choices import afresh_choice
from bot.commands import Book, BookDraft, ContinueDraft, CorrectDraft, FillDraft, StartDraft, Step, StopDraft
from bot.draft_answers import ANY_SESSION, STEPS, StepMistake, filled, next_step
from bot.messages import Choice, Reply, Words
from bot.profiles import Draft, Profile
from bot.routing import Answer, Answered, Request, Routes
from handlers import news
from handlers.booking import ABOUT_PLACES, not_needed_reply, problem
from handlers.buttons import REGISTER, SCHEDULE, wait
from handlers.openings import date_problem
from handlers.questions import mistake_words, question, readings_reply
from handlers.refusals import no_phone_reply, refused_reply
from handlers.standings import held_reply
from handlers.waitlist import joined

routes = Routes()

START_WORDS = ("daftar", "mendaftar", "pendaftaran", "registrasi", "register")
CONTINUE_WORDS = ("lanjut", "lanjutkan", "continue")
STOP_WORDS = ("berhenti", "stop")


@routes.on(StartDraft, words=dict.fromkeys(START_WORDS, no_arguments(StartDraft)))
async def start(request: Request, command: StartDraft) -> Answer:
    """Begin, or go on with what has been said already."""
    return await _begun(request) if command.afresh else await _continued(request)


@routes.on(ContinueDraft, words=dict.fromkeys(CONTINUE_WORDS, no_arguments(ContinueDraft)))
async def go_on(request: Request, command: ContinueDraft) -> Answer:
    """Ask again what was asked last."""
    return await _continued(request)


async def _continued(request: Request) -> Answer:
    """Ask what was asked last, with a way back to the beginning; begin where there is nothing to go on with."""
    if request.profile.draft is None:
        return await _begun(request)
    asked = await _asked(request, request.profile.draft)
    afresh = Choice(id=afresh_choice(), label="choice-afresh")
    replies = tuple(replace(reply, choices=(*reply.choices, afresh)) for reply in asked.replies)
    return Answered(replies, asked.profile)


async def _begun(request: Request) -> Answer:
    """Ask the first step; a number that may not book more is told so at once."""
    if not request.phone:
        return Answered((no_phone_reply(),), replace(request.profile, draft=Draft(asked="name")))
    mine = await request.bookings.mine(request)
    active = [booking for booking in mine if booking.state in ("held", "booked")]
    if len(active) > request.office.rules.dependants_per_number:
        return refused_reply(Refused(reason="sender_has", booking=active[0]), request.offices)
    return await _asked(request, Draft(asked="name"))


@routes.on(FillDraft)
async def fill(request: Request, command: FillDraft) -> Answer:
    """Take the answer to a step and ask the next one, or tell what is the matter with it."""
    return await filled_in(request, command.step, command.text)


async def filled_in(request: Request, step: Step, text: str) -> Answered:
    """Put an answer into the draft and ask on; what is no answer is asked again."""
    draft = request.profile.draft or Draft()
    if step == "session" and draft.service_date is None:
        return await _asked(request, replace(draft, asked=next_step(draft)))
    today = request.office.local(request.now_ms).date()
    answer = filled(draft, step, text, office=request.office, today=today)
    if isinstance(answer, StepMistake):
        return await _mistaken(request, replace(draft, asked=step), answer)
    if answer.is_waiting and next_step(answer) == "sure":
        return await joined(request, answer)
    trouble = await _trouble(request, answer, step, today)
    if trouble:
        full = answer.service_date if trouble.key == "date-full" else None
        return await _asked(request, replace(draft, asked=step), trouble=trouble, full=full)
    return await _asked(request, replace(answer, asked=next_step(answer)))


@routes.on(CorrectDraft)
async def correct(request: Request, command: CorrectDraft) -> Answer:
    """Ask a step again; the other answers stay."""
    draft = request.profile.draft
    if draft is None:
        return await _begun(request)
    return await _asked(request, replace(draft, asked=min(command.step, next_step(draft), key=STEPS.index)))


@routes.on(StopDraft, words=dict.fromkeys(STOP_WORDS, no_arguments(StopDraft)))
async def stop(request: Request, command: StopDraft) -> Answer:
    """Forget the draft; where there is none, it is the news that is to stop."""
    if request.profile.draft is None:
        return await news.stopped(request, "news-stopped-too")
    return stopped(request)


def stopped(request: Request) -> Answered:
    """Tell that nothing was booked and what was said is forgotten."""
    return forgetting(request, Reply(key="draft-stopped", choices=(REGISTER, SCHEDULE)))


@routes.on(BookDraft)
async def book(request: Request, command: BookDraft) -> Answer:
    """Hold the place; one that has gone meanwhile is told, and another one asked for."""
    draft = request.profile.draft
    if draft is None:
        return await _begun(request)
    if draft.is_waiting:
        return await joined(request, draft)
    if not (draft.birth_date and draft.service_date) or next_step(draft) != "sure":
        return await _asked(request, replace(draft, asked=next_step(draft)))
    session = "" if draft.session == ANY_SESSION else draft.session
    wish = Book(name=draft.name, birth_date=draft.birth_date, service_date=draft.service_date, session=session)
    held = await request.bookings.hold(request, wish)
    if isinstance(held, Booking):
        return forgetting(request, held_reply(held, request.offices))
    if held.reason == "no_phone":
        return no_phone_reply()
    if held.reason not in ABOUT_PLACES:
        return forgetting(request, not_needed_reply(held, wish, request.offices))
    return await _gone(request, replace(draft, session=""), wish, held)


def forgetting(request: Request, reply: Reply) -> Answered:
    """Return a reply with which the draft comes to its end."""
    return Answered((reply,), replace(request.profile, draft=None))


async def unreadable(request: Request, step: Step) -> Answered:
    """Take what the parser was not sure of (a bare number), or tell what is the matter with it."""
    return await filled_in(request, step, request.event.text)


async def _gone(request: Request, draft: Draft, wish: Book, held: Refused) -> Answered:
    """Tell why the place can't be had; ask for another session while its date has some, else for another date."""
    (asked,) = await request.bookings.places(request.office, (wish.service_date,), request.now_ms)
    today = request.office.local(request.now_ms).date()
    trouble = problem(held, wish, asked, office=request.office, today=today)
    draft = draft if asked.left else replace(draft, service_date=None)
    full = wish.service_date if asked.is_full else None
    return await _asked(request, replace(draft, asked=next_step(draft)), trouble=trouble, full=full)


async def _trouble(request: Request, draft: Draft, step: Step, today: date) -> Words | None:
    """Return why the date or the session that was just chosen can't be had, or None."""
    if step not in ("service_date", "session") or draft.service_date is None or draft.is_waiting:
        return None
    office, day = request.office, draft.service_date
    (places,) = await request.bookings.places(office, (day,), request.now_ms)
    if not places.left:
        return date_problem(day, places.state, office=office, today=today)
    chosen = [session for session in places.sessions if session.session == draft.session]
    if draft.session in ("", ANY_SESSION) or (chosen and chosen[0].bookable and chosen[0].left):
        return None
    refused = Refused(reason="no_session" if not chosen else "full" if chosen[0].bookable else "session_over")
    wish = Book(name=draft.name, birth_date=day, service_date=day, session=draft.session)
    return problem(refused, wish, places, office=office, today=today)


async def _asked(
    request: Request, draft: Draft, *, trouble: Words | None = None, full: date | None = None
) -> Answered:  # fmt: skip
    """Ask the step that the draft awaits, and remember it; a date that was found `full` has its waiting list."""
    reply = await question(request, draft, trouble=trouble)
    if full and request.office.rules.most_waiting:
        reply = replace(reply, choices=(*reply.choices, wait(full)))
    return Answered((reply,), _awaiting(request, draft))


async def _mistaken(request: Request, draft: Draft, mistake: StepMistake) -> Answered:
    """Tell what could not be taken, and ask again; between two dates there is a button for each."""
    if mistake.step == "sure":
        return await _asked(request, draft)
    if mistake.readings:
        return Answered((readings_reply(mistake),), _awaiting(request, draft))
    return await _asked(request, draft, trouble=mistake_words(mistake))


def _awaiting(request: Request, draft: Draft) -> Profile:
    return replace(request.profile, draft=replace(draft, is_interrupted=False))
