"""The questions of `#daftar`: one for each step, with what is known so far and a button for each likely answer."""

from __future__ import annotations

from collections.abc import Sequence

from bot.booking_values import DayPlaces
from bot.choices import book_draft_choice, correct_choice, fill_choice
from bot.commands import Step
from bot.draft_answers import ANY_SESSION, STEPS, StepMistake
from bot.messages import Choice, Day, Lines, Reply, Value, Words
from bot.offices import Office
from bot.profiles import Draft
from bot.routing import Request
from handlers.buttons import STOP, by_date
from handlers.mistakes import FIELDS, REASONS
from handlers.openings import hours_left, next_dates, next_dates_words
from handlers.standings import hour

DATES_OFFERED = 6

# locale: choice-correct-name, choice-correct-birth-date, choice-correct-service-date, choice-correct-session


async def question(request: Request, draft: Draft, *, trouble: Words | None = None) -> Reply:
    """Return the question that a draft awaits the answer to, behind what was the matter with the last one."""
    match draft.asked:
        case "birth_date":
            asked = Reply(key="ask-birth-date", values=_known(draft), choices=_leave("birth_date"))
        case "service_date":
            asked = _ask_date(draft, await next_dates(request, most=DATES_OFFERED), request.office)
        case "session" if draft.service_date:
            days = (draft.service_date,)
            (places,) = await request.bookings.places(request.office, days, request.now_ms)
            asked = _ask_session(draft, places, request.office)
        case "sure" if draft.birth_date and draft.service_date:
            asked = summary_reply(draft, request)
        case _:
            asked = Reply(key="ask-name", choices=(STOP,))
    if trouble is None:
        return asked
    values: dict[str, Value] = {"problem": trouble, "question": Words(asked.key, asked.values)}
    return Reply(key="ask-again", values=values, choices=asked.choices)


def summary_reply(draft: Draft, request: Request) -> Reply:
    """Show everything before the place is held, with a button to correct each answer."""
    book = Choice(id=book_draft_choice(), label="choice-book-draft")
    corrections = tuple(
        Choice(id=correct_choice(step), label=f"choice-correct-{step.replace('_', '-')}") for step in STEPS[:-1]
    )
    values: dict[str, Value] = {"known": Lines(tuple(known_lines(draft, request.office)))}
    return Reply(key="ask-sure", values=values, choices=(book, *corrections, STOP))


def known_lines(draft: Draft, office: Office | None = None) -> list[Words]:
    """Tell what has been said so far, a line each."""
    lines = []
    if draft.name:
        lines.append(Words("known-name", {"name": draft.name}))
    if draft.birth_date:
        lines.append(Words("known-birth-date", {"date": Day(draft.birth_date, "date")}))
    if draft.service_date:
        lines.append(Words("known-service-date", {"date": Day(draft.service_date)}))
    if draft.session == ANY_SESSION:
        lines.append(Words("known-session-any"))
    elif draft.session and office:
        lines.append(Words("known-session", {"hour": hour(draft.session, office)}))
    return lines


def mistake_words(mistake: StepMistake) -> Words:
    """Tell what could not be taken, and why."""
    field = Words(FIELDS["format" if mistake.step == "sure" else mistake.step])
    return Words("step-mistake", {"field": field, "reason": Words(REASONS[mistake.reason]), "found": mistake.found})


def readings_reply(mistake: StepMistake) -> Reply:
    """Ask which of two dates is meant."""
    readings = tuple(by_date(fill_choice(mistake.step, f"{day:%d%m%Y}"), day) for day in mistake.readings)
    return Reply(key="ask-which-date", values={"found": mistake.found}, choices=(*readings, STOP))


def _ask_date(draft: Draft, dates: Sequence[DayPlaces], office: Office) -> Reply:
    values: dict[str, Value] = {**_known(draft), "next": next_dates_words(dates, office)}
    offered = tuple(by_date(fill_choice("service_date", f"{p.day:%d%m%Y}"), p.day) for p in dates)
    return Reply(key="ask-service-date", values=values, choices=(*offered, *_leave("service_date")))


def _ask_session(draft: Draft, places: DayPlaces, office: Office) -> Reply:
    values: dict[str, Value] = {**_known(draft), "hours": hours_left(places, office)}
    offered = session_choices(places, office, {s.session: fill_choice("session", s.session) for s in places.sessions})
    any_session = Choice(id=fill_choice("session", ANY_SESSION), label="choice-any-session")
    return Reply(key="ask-session", values=values, choices=(*offered, any_session, *_leave("session")))


def session_choices(places: DayPlaces, office: Office, ids: dict[str, str]) -> tuple[Choice, ...]:
    """Return a button for each session that has places, with how many; `ids` are theirs by session."""
    return tuple(
        Choice(
            id=ids[session.session],
            label="choice-session-left",
            values={"hour": hour(session.session, office), "left": session.left},
        )
        for session in places.sessions
        if session.bookable and session.left
    )


def _known(draft: Draft) -> dict[str, Value]:
    return {"known": Lines(tuple(known_lines(draft)))}


def _leave(step: Step) -> tuple[Choice, Choice]:
    """Return the ways out of a step: to the one before it, and out of all."""
    before = STEPS[STEPS.index(step) - 1]
    return Choice(id=correct_choice(before), label="choice-back"), STOP
