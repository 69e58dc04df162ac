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
from bot.store.calling import DeskAnswer, DeskOutcome
from bot.store.operations import Stamp
from bot.visit_values import Application, Collector, Standing, StepRefused, Ticket, TurnedAway

Step = Callable[[Ticket], Awaitable[Application]]


class NobodyThere(AntrianError):
    """Raised when a desk's step is about somebody who is not before it (any more): look again who is.

    `number` is who was meant, "" when nobody is there at all.
    """

    def __init__(self, desk: str, number: str = "") -> None:
        self.desk = desk
        self.number = number
        super().__init__(f"the person whom this is about is not before the desk {desk}; look again who is")


class Done(Struct, frozen=True, kw_only=True):
    """What became of a person: the application, their number for the next station, and who was called after them."""

    application: Application
    standing: Standing | None = None
    next: DeskAnswer | None = None


class DeskWork:
    """The work at all desks. Raises NobodyThere, and StepRefused as `Applications` does.

    `number` is the one that the officer sees. Each step at the desk compares it again: whatever others do between two
    steps of one press, nothing is done to the person who comes next.
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
        """Note and return whom a press is about: whom it was about before, or who is before the desk."""
        answer = await self._desks.meet(office, desk, following(stamp, "person"), number=number)
        if answer.ticket is None:
            raise NobodyThere(desk.id, answer.meant)
        return answer.ticket

    async def sit_down(self, office: Office, desk: Desk, stamp: Stamp, *, number: str = "") -> Application:
        """Note that who was called has come to the desk."""
        ticket = await self.there(office, desk, stamp, number=number)
        application = await self._applications.sit_down(office, ticket.code, stamp, station=_station(office, ticket))
        answer = await self._desks.serve(office, desk, following(stamp, "seat"), number=ticket.number)
        if answer.ticket is None:
            raise NobodyThere(desk.id, ticket.number)
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

        async def step(ticket: Ticket) -> Application:
            return await self._applications.complete(office, ticket.code, stamp, product=product, category=category)

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

        async def step(ticket: Ticket) -> Application:
            station = _station(office, ticket)
            return await self._applications.send_back(office, ticket.code, stamp, reasons=reasons, station=station)

        return await self._done(office, desk, stamp, step, number=number, calls_next=calls_next)

    async def photographed(
        self, office: Office, desk: Desk, stamp: Stamp, *,
        product: str = "", billing_code: str = "", number: str = "", calls_next: bool = False,
    ) -> Done:  # fmt: skip
        """Interview and photo are done: the person leaves with the bill."""

        async def step(ticket: Ticket) -> Application:
            return await self._applications.photographed(
                office, ticket.code, stamp, product=product, billing_code=billing_code
            )

        return await self._done(office, desk, stamp, step, number=number, calls_next=calls_next)

    async def hand_over(
        self, office: Office, desk: Desk, stamp: Stamp, *,
        collector: Collector, papers: Sequence[str], collector_name: str = "",
        number: str = "", calls_next: bool = False,
    ) -> Done:  # fmt: skip
        """The passport is handed over."""

        async def step(ticket: Ticket) -> Application:
            return await self._applications.collected(
                office, ticket.code, stamp, collector=collector, papers=papers, collector_name=collector_name
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
        application = await step(ticket)
        standing = None
        if goes_on:
            given = await self._lobby.next_number(office, application, following(stamp, "number"))
            if isinstance(given, TurnedAway):
                has_moved = given.reason == "not_ready" and given.application is not None
                raise StepRefused("moved" if has_moved else "no_lane", stage=(given.application or application).stage)
            standing = given.standing
        answer = await self._desks.finish(office, desk, stamp, number=ticket.number, calls_next=calls_next)
        has_called = calls_next and answer.outcome is not DeskOutcome.GONE  # another press has let them go
        return Done(application=application, standing=standing, next=answer if has_called else None)


def _station(office: Office, ticket: Ticket) -> Station:
    return next((lane.station for lane in office.lanes if lane.id == ticket.lane), "cs")
