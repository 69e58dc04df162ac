"""How the office's own words are changed: looked at first, then kept with the calendar, written down, and undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from msgspec.structs import replace

from bot.calendars import Calendar, applied
from bot.errors import CalendarRefused
from bot.messages import Reply
from bot.offices import Office
from bot.own_words import OwnWords
from bot.routing import StaffRequest
from bot.store.calendars import Change, Changed
from handlers.staff.orders import noted
from handlers.staff.word_previews import order_of

LONGEST_NOTED = 80

Rewords = Callable[[OwnWords, Office], OwnWords]
"""Makes own words from those in force, and the office as it is with them."""


def today(request: StaffRequest) -> date:
    """Return the date at the office."""
    return request.office.local(request.now_ms).date()


def same(slot: str) -> Reply:
    """Tell that it is so already."""
    return Reply(key="staff-words-same", values={"order": order_of(slot)})


async def office_after(request: StaffRequest, rewords: Rewords) -> Office | None:
    """Return the office as a change would make it; None: it is so already."""
    try:
        changed = await request.staffroom.offices.preview(request.office.code, _change(rewords))
    except CalendarRefused:
        return None
    return _office(request, changed)


async def reworded(request: StaffRequest, slot: str, rewords: Rewords) -> Office | None:
    """Bring a change into force, once for each operation, and write it down; None: it is so already."""
    offices, code = request.staffroom.offices, request.office.code
    try:
        changed = await offices.change(
            code, _change(rewords), operation=request.operation, now_ms=request.now_ms
        )  # fmt: skip
    except CalendarRefused:
        return None
    before = _noted([each.before for each in changed.differences])
    await noted(request, order_of(slot), before=before, after=_noted([each.after for each in changed.differences]))
    return _office(request, changed)


def _change(rewords: Rewords) -> Change:
    def change(calendar: Calendar, office: Office) -> Calendar:
        return replace(calendar, words=rewords(calendar.words, applied(office, calendar)))

    return change


def _office(request: StaffRequest, changed: Changed) -> Office:
    return applied(request.staffroom.offices.configured[request.office.code], changed.after)


def _noted(texts: Sequence[str]) -> str:
    text = " ".join(" ".join(texts).split())
    return text if len(text) <= LONGEST_NOTED else f"{text[:LONGEST_NOTED]}…"
