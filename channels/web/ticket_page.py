"""The page of one ticket on a phone: its number, where it stands, and no name. Whoever has the address may see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec
from fastapi import APIRouter, Request, Response
from msgspec import Struct

from bot.messages import Language, Value, Words
from bot.offices import Office
from bot.ticket_links import TicketLinks
from bot.visit_values import Ticket
from bot.visits import Visits
from channels.web.errors import Rejected
from channels.web.screens import Screens, language_of
from channels.web.slips import desk_of, standing_lines

WORDS = ("ticket-title", "ticket-number", "ticket-refreshes")


class Followed(Struct, frozen=True, kw_only=True):
    """How a ticket stands, in words. `is_called`: the person is to come now; `is_over`: nothing changes any more."""

    number: str
    title: str
    lines: tuple[str, ...]
    is_called: bool = False
    is_over: bool = False


class TicketPage:
    """The page `/tiket/<id>`. A ticket that is done goes on as the next one that its owner has got today."""

    def __init__(
        self, visits: Visits, screens: Screens, *,
        links: TicketLinks, office: Callable[[], Office], clock: Callable[[], int],
    ) -> None:  # fmt: skip
        self._visits = visits
        self._screens = screens
        self._links = links
        self._office = office
        self._clock = clock

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(tags=["ticket"])
        router.add_api_route("/tiket/{id}", self.show, methods=["GET"], summary="The page of a ticket")
        router.add_api_route("/tiket/{id}/keadaan", self.state, methods=["GET"], summary="How a ticket stands")
        return router

    async def show(self, request: Request, id: str) -> Response:
        """Show the page; one of no ticket says so."""
        followed = await self._read(id, language_of(request))
        status = 404 if followed is None else 200
        values = {"followed": followed or self._said("ticket-unknown", {}, language_of(request), is_over=True)}
        return self._screens.show(
            request, "ticket.html", office=self._office(), words=WORDS, values=values, status=status
        )

    async def state(self, request: Request, id: str) -> Response:
        """Tell how a ticket stands."""
        followed = await self._read(id, language_of(request))
        if followed is None:
            raise Rejected(404, "no such ticket")
        return Response(msgspec.json.encode(followed), media_type="application/json")

    async def _read(self, id: str, language: Language) -> Followed | None:
        office, now_ms, lobby = self._office(), self._clock(), self._visits.lobby
        number, day = self._links.read(office, id) or ("", None)
        if day is None:
            return None
        ticket = await lobby.ticket_on(office, number, day, now_ms=now_ms)
        if ticket is None:
            return None
        if day != office.local(now_ms).date():
            return self._said("ticket-past", {}, language, number=number, is_over=True)
        latest = await lobby.ticket_of(office, ticket.code, now_ms=now_ms) or ticket
        return await self._followed(office, latest, language, now_ms=now_ms)

    async def _followed(self, office: Office, ticket: Ticket, language: Language, *, now_ms: int) -> Followed:
        # locale: ticket-called, ticket-serving, ticket-done, ticket-no_show, ticket-lapsed
        if ticket.state in ("printing", "waiting"):
            standing = await self._visits.lobby.standing(office, ticket, now_ms=now_ms)
            lines = standing_lines(office, standing, self._screens.wording, language=language)
            return Followed(
                number=ticket.number, title=self._screens.wording("ticket-waiting", {}, language), lines=lines
            )
        application = await self._visits.applications.find(office, ticket.code)
        stage: Value = Words(f"stage-{application.stage}") if application else "-"
        values: Mapping[str, Value] = {"desk": desk_of(office, ticket), "stage": stage}
        is_called = ticket.state == "called"
        return self._said(f"ticket-{ticket.state}", values, language, number=ticket.number, is_called=is_called)

    def _said(
        self, key: str, values: Mapping[str, Value], language: Language, *,
        number: str = "", is_called: bool = False, is_over: bool = False,
    ) -> Followed:  # fmt: skip
        title, *lines = self._screens.wording(key, values, language).split("\n")
        return Followed(number=number, title=title, lines=tuple(lines), is_called=is_called, is_over=is_over)
