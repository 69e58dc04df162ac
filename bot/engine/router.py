"""From a message in the inbox to the replies that answer it: parsed, routed, handled."""

from __future__ import annotations

import re

import structlog
from msgspec import structs

from bot.adapters import ChannelAdapter
from bot.bookings import Bookings
from bot.commands import Command, Unclear
from bot.engine.menus import Menus
from bot.engine.staff_desk import StaffDesk
from bot.errors import LeaseLost, StoreUnavailable
from bot.messages import InboundEvent, Reply
from bot.parsing import parse
from bot.profiles import NOTHING_KNOWN, Profile
from bot.routing import Answered, FrontDesk, Request, Routes, Staffroom
from bot.store.calendars import LiveOffices
from bot.store.errors import CalendarChanged
from bot.store.inbox import Waiting
from bot.store.operations import Operation

MOST_REFRESHES = 5
"""How often a message is handled again because its office's calendar changed meanwhile."""

LABEL = re.compile(r"[^\W\d_]")
"""How a button's words begin that somebody types: amid `#daftar`, "Ubah nama" is no name and no other command."""

log = structlog.get_logger()


class Router:
    """Answers messages with the handlers of `routes`."""

    def __init__(
        self,
        routes: Routes,
        *,
        offices: LiveOffices,
        bookings: Bookings,
        menus: Menus,
        staffroom: Staffroom | None = None,
    ) -> None:
        self._routes = routes
        self._desk = StaffDesk(routes, staffroom, menus=menus) if staffroom else None
        self._front_desk = _front_desk(staffroom) if staffroom else None
        self._media = staffroom.media if staffroom else None
        self._offices = offices
        self._bookings = bookings
        self._menus = menus

    def add(self, adapter: ChannelAdapter) -> None:
        """Take files that people send in an account's chats."""
        if self._media is not None:
            self._media.add(adapter)

    async def answer(self, waiting: Waiting, *, chat: str, now_ms: int, profile: Profile = NOTHING_KNOWN) -> Answered:
        """Return the replies to one message, and what is remembered of its chat afterwards.

        A handler that fails is logged, and the applicant is told so kindly.
        Raises StoreUnavailable and LeaseLost: then nothing is said, and the message stays in the inbox.
        """
        event = waiting.event
        if waiting.is_flood:
            return Answered((Reply(key="flood-warning"),), profile)
        office = self._offices.get(event.office)
        if office is None:
            log.error("event.unknown_office", office=event.office, account=event.chat.account)
            return Answered((Reply(key="internal-error"),), profile)
        operation = Operation(chat, waiting.number)
        request = Request(
            event=event, operation=operation, office=office, offices=self._offices,
            language=profile.language or event.language or "id", phone=event.phone or profile.phone,
            now_ms=now_ms, bookings=self._bookings,
            profile=structs.replace(profile, question="") if profile.question else profile,
            front_desk=self._front_desk,
        )  # fmt: skip
        try:
            return await self._handled_in_force(request, profile.question)
        except (StoreUnavailable, LeaseLost):
            raise
        except Exception:
            log.exception("handler.failed", operation=str(operation), channel=event.chat.channel)
            return Answered((Reply(key="internal-error"),), profile)

    async def _handled_in_force(self, request: Request, question: str) -> Answered:
        """Handle a message, and again with the office as it is now when that changed on the way."""
        for _ in range(MOST_REFRESHES):
            try:
                return await self._handled(request, question)
            except CalendarChanged as changed:
                await self._offices.refresh(changed.office)
                request = structs.replace(request, office=self._offices[request.office.code])
        return await self._handled(request, question)

    async def _handled(self, request: Request, question: str) -> Answered:
        order = await self._desk.order(request) if self._desk else None
        if order is None and request.event.is_group:
            return Answered((), request.profile)  # colleagues who talk with each other
        request, command = order or (request, await self._command(request, question))
        answer = await self._routes.handlers[type(command)](request, command)
        if isinstance(answer, Answered):
            return answer
        return Answered(tuple(answer) if isinstance(answer, list) else (answer,), request.profile)

    async def _command(self, request: Request, question: str) -> Command:
        event = request.event
        command = self._parsed(event, request, question)
        taken = None if event.choice else self._taken(request, command)
        is_label_first = taken is not None or (request.profile.draft is not None and LABEL.match(event.text))
        if event.text and (is_label_first or isinstance(command, Unclear)):
            choice = await self._menus.chosen(request.operation.chat, event.text)
            if choice is not None:
                command, taken = self._parsed(structs.replace(event, choice=choice, kind="choice"), request), None
        if taken is not None:
            return taken
        return command if type(command) in self._routes.handlers else Unclear(text=event.text)

    def _taken(self, request: Request, command: Command) -> Command | None:
        """Return what a message is in the conversation of several steps that is under way, if one takes it."""
        return next(filter(None, (turn(request, command) for turn in self._routes.turns)), None)

    def _parsed(self, event: InboundEvent, request: Request, question: str = "") -> Command:
        return parse(
            event,
            words=self._routes.words,
            office=request.office,
            now_ms=request.now_ms,
            draft=request.profile.draft,
            question=question,
        )


def _front_desk(staffroom: Staffroom) -> FrontDesk:
    return FrontDesk(
        inquiries=staffroom.inquiries, letters=staffroom.letters, media=staffroom.media, reports=staffroom.reports
    )  # fmt: skip
