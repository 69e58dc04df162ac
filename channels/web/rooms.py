"""The office's own pages, put together: where one signs in, and the rooms behind that door."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Protocol

from fastapi import APIRouter

from bot.offices import Office
from bot.plugins import Services
from bot.store.referrals import Referrals
from bot.store.staff import Acts
from bot.store.staffing import Staffing
from bot.ticket_links import TicketLinks
from channels.web.board import Board
from channels.web.case_files import CaseFiles
from channels.web.desk import DeskPage
from channels.web.desk_presses import Presses
from channels.web.desk_state import DeskStates
from channels.web.doors import Doors
from channels.web.feed import Feed
from channels.web.kiosk import Kiosk
from channels.web.printing import Printers
from channels.web.reception import Reception
from channels.web.referrals import ReferralPage
from channels.web.route_page import RoutePage
from channels.web.screens import Screens
from channels.web.signing_in import Entrance
from channels.web.ticket_page import TicketPage
from channels.web.voice import render


class Room(Protocol):
    """Some pages that belong together."""

    def router(self) -> APIRouter:
        """Return their routes."""
        ...


class Rooms:
    """The rooms of one office; `feed` runs as long as they are open."""

    def __init__(self, services: Services, office: str, screens: Screens, *, printers: Printers) -> None:
        self._services = services
        self._code = office
        self._screens = screens
        self._printers = printers
        self._doors = Doors(services, office)
        self._visits = services.bookings.visits
        self._voice = services.data_dir / "voice"
        self.feed = Feed(self._visits, office=self._office, clock=services.clock)

    async def run(self) -> None:
        """Tell the open pages what goes on, until cancelled; meanwhile the voice is rendered where it is missing."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.feed.run())
            group.create_task(render(self._voice, self._office()))

    def routers(self) -> Sequence[APIRouter]:
        """Return the routes of all rooms."""
        board = Board(self._doors, self._screens, feed=self.feed, voice=self._voice)
        entrance = Entrance(self._doors, self._screens)
        rooms: Sequence[Room] = (entrance, self._desk(), board, self._kiosk(), self._ticket_page(), *self._cases())
        return [room.router() for room in rooms] + [room.router() for room in self._case_files()]

    def _desk(self) -> DeskPage:
        services, wording = self._services, self._screens.wording
        staffing = Staffing(services.client, services.sealer)
        states = DeskStates(self._visits, staffing, wording, office=self._office, clock=services.clock)
        acts = Acts(services.client, services.sealer)
        presses = Presses(self._visits, wording, office=self._office, clock=services.clock)
        return DeskPage(self._doors, self._screens, feed=self.feed, states=states, presses=presses, acts=acts)

    def _kiosk(self) -> Kiosk:
        reception = Reception(
            self._visits, self._screens.wording, links=TicketLinks(self._services.sealer),
            office=self._office, clock=self._services.clock,
        )  # fmt: skip
        return Kiosk(self._doors, self._screens, reception=reception, printers=self._printers)

    def _ticket_page(self) -> TicketPage:
        links = TicketLinks(self._services.sealer)
        return TicketPage(self._visits, self._screens, links=links, office=self._office, clock=self._services.clock)

    def _cases(self) -> Sequence[Room]:
        services = self._services
        referrals = Referrals(services.client, services.sealer)
        letters = ReferralPage(referrals, self._screens, office=self._office, clock=services.clock)
        return letters, RoutePage(self._doors, self._screens, services=services)

    def _case_files(self) -> Sequence[CaseFiles]:
        services, vault = self._services, self._services.media
        return (CaseFiles(self._doors, self._screens, vault=vault, services=services),) if vault else ()

    def _office(self) -> Office:
        return self._services.offices[self._code]
