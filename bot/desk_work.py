"""What an officer does with the person before the desk: the application's step, the next number, then good-bye.

Each part is done once and in this order, so a press that a dead process left half done is done whole when repeated.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from msgspec import Struct

from bot.applications import Applications
from bot.desks import Desks, following
from bot.errors import AntrianError
from bot.lanes import Desk, Station
from bot.lobby import Lobby
from bot.offices import Office
from bot.store.calling import DeskAnswer
from bot.store.operations import Stamp
from bot.visit_values import Application, Collector, Standing, StepRefused, Ticket, TurnedAway

Step = Callable[[str], Awaitable[Application]]


class NobodyThere(AntrianError):
    """Raised when a desk's step is about somebody who is not before it (any more): look again who is."""

    def __init__(self, desk: str) -> None:
        self.desk = desk
        super().__init__(f"the person whom this is about is not before the desk {desk}; look again who is")


class Done(Struct, frozen=True, kw_only=True):
    """What became of a person: the application, their number for the next station, and who was called after them."""

    application: Application
    standing: Standing | None = None
    next: DeskAnswer | None = None


class DeskWork:
    """The work at all desks. Raises NobodyThere, and StepRefused as `Applications` does.

    `number` is the one that the officer sees: pressed twice, a step is not done to the person who comes next.
    """

    def __init__(self, lobby: Lobby, desks: Desks, applications: Applications) -> None:
        self._lobby = lobby
        self._desks = desks
        self._applications = applications

    async def current(self, office: Office, desk: Desk, *, now_ms: int) -> tuple[Ticket, Application] | None:
        """Return who is before a desk, if anybody is."""
        ticket = await self._desks.before(office, desk, now_ms=now_ms)
        application = await self._applications.find(office, ticket.code) if ticket else None
        return (ticket, application) if ticket and application else None

    async def there(self, office: Office, desk: Desk, stamp: Stamp, *, number: str = "") -> Ticket:
        """Return whom a press is about: whom it was about before, or who is before the desk."""
        ticket = await self._desks.about(office, stamp) or await self._desks.before(office, desk, now_ms=stamp.now_ms)
        if ticket is None or number not in ("", ticket.number):
            raise NobodyThere(desk.id)
        return ticket

    async def sit_down(self, office: Office, desk: Desk, stamp: Stamp, *, number: str = "") -> Application:
        """Note that who was called has come to the desk."""
        ticket = await self.there(office, desk, stamp, number=number)
        application = await self._applications.sit_down(office, ticket.code, stamp, station=_station(office, ticket))
        await self._desks.serve(office, desk, following(stamp, "seat"))
        return application

    async def complete(
        self,
        office: Office,
        desk: Desk,
        stamp: Stamp,
        *,
        product: str,
        category: str,
        number: str = "",
        calls_next: bool = False,
    ) -> Done:
        """The papers are complete: the person gets a counter number."""

        async def step(code: str) -> Application:
            return await self._applications.complete(office, code, stamp, product=product, category=category)

        return await self._done(office, desk, stamp, step, number=number, calls_next=calls_next, goes_on=True)

    async def send_back(
        self,
        office: Office,
        desk: Desk,
        stamp: Stamp,
        *,
        reasons: Sequence[str],
        number: str = "",
        calls_next: bool = False,
    ) -> Done:
        """The papers are not complete: the person leaves with the reasons."""

        async def step(code: str) -> Application:
            return await self._applications.send_back(office, code, stamp, reasons=reasons)

        return await self._done(office, desk, stamp, step, number=number, calls_next=calls_next)

    async def photographed(
        self, office: Office, desk: Desk, stamp: Stamp, *,
        product: str = "", billing_code: str = "", number: str = "", calls_next: bool = False,
    ) -> Done:  # fmt: skip
        """Interview and photo are done: the person leaves with the bill."""

        async def step(code: str) -> Application:
            return await self._applications.photographed(
                office, code, stamp, product=product, billing_code=billing_code
            )

        return await self._done(office, desk, stamp, step, number=number, calls_next=calls_next)

    async def hand_over(
        self, office: Office, desk: Desk, stamp: Stamp, *,
        collector: Collector, papers: Sequence[str], collector_name: str = "",
        number: str = "", calls_next: bool = False,
    ) -> Done:  # fmt: skip
        """The passport is handed over."""

        async def step(code: str) -> Application:
            return await self._applications.collected(
                office, code, stamp, collector=collector, papers=papers, collector_name=collector_name
            )

        return await self._done(office, desk, stamp, step, number=number, calls_next=calls_next)

    async def _done(
        self,
        office: Office,
        desk: Desk,
        stamp: Stamp,
        step: Step,
        *,
        number: str,
        calls_next: bool,
        goes_on: bool = False,
    ) -> Done:
        ticket = await self.there(office, desk, stamp, number=number)
        application = await step(ticket.code)
        standing = None
        if goes_on:
            given = await self._lobby.next_number(office, application, following(stamp, "number"))
            if isinstance(given, TurnedAway):
                raise StepRefused("no_lane", stage=application.stage)
            standing = given.standing
        answer = await self._desks.finish(office, desk, stamp, calls_next=calls_next)
        return Done(application=application, standing=standing, next=answer if calls_next else None)


def _station(office: Office, ticket: Ticket) -> Station:
    return next((lane.station for lane in office.lanes if lane.id == ticket.lane), "cs")
