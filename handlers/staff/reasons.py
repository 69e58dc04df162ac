"""`/alasan`: the closing reasons that are ready to be chosen."""

from __future__ import annotations

from collections.abc import Callable

from bot.messages import Reply
from bot.offices import Office
from bot.own_words import OwnWords, Reasons, meant_reason, put
from bot.routing import Routes, StaffRequest
from bot.staff import EVERYONE, LEADERS
from bot.words_arguments import alasan_arguments
from bot.words_commands import AddReason, ListReasons, RemoveReason
from handlers.staff.rewording import reworded, same
from handlers.staff.word_previews import reason_lines

routes = Routes()


@routes.for_staff(ListReasons, roles=EVERYONE, words={"alasan": alasan_arguments})
async def show(request: StaffRequest, command: ListReasons) -> Reply:
    """Tell the reasons with their numbers."""
    return Reply(key="staff-reasons", values={"reasons": reason_lines(request.office)})


@routes.for_staff(AddReason, roles=LEADERS)
async def add(request: StaffRequest, command: AddReason) -> Reply:
    """Put a reason at the end of the list."""
    return await _changed(request, lambda reasons: tuple(dict.fromkeys((*reasons, command.reason))))


@routes.for_staff(RemoveReason, roles=LEADERS)
async def remove(request: StaffRequest, command: RemoveReason) -> Reply:
    """Take a reason off the list, by its number or its words."""
    reason = meant_reason(request.office, command.found)
    return await _changed(request, lambda reasons: tuple(each for each in reasons if each != reason))


async def _changed(request: StaffRequest, change: Callable[[tuple[str, ...]], tuple[str, ...]]) -> Reply:
    def rewords(words: OwnWords, office: Office) -> OwnWords:
        return put(words, "reasons", Reasons(reasons=change(office.closing_reasons)))

    office = await reworded(request, "reasons", rewords)
    if office is None:
        return same("reasons")
    return Reply(key="staff-reasons-changed", values={"reasons": reason_lines(office)})
