"""What a desk does with the lines: call, call again, put back, send on, pause. It knows tickets, no applications."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec.structs import replace

from bot.lanes import Desk
from bot.offices import Office
from bot.store.calling import Calling, DeskAnswer, DeskOutcome
from bot.store.client import Client
from bot.store.operations import Operation, Stamp
from bot.visit_values import DeskAtWork, Ticket

LONGEST_PAUSE = 60


class Desks:
    """The desks of all offices. Each step is one atomic function at the store, and idempotent by its operation.

    `number` is whom the officer sees: another one before the desk (by now) is left as they are, and the step is GONE.
    Left out, a step is about whoever is there.
    """

    def __init__(self, client: Client) -> None:
        self._calling = Calling(client)

    async def at_work(self, office: Office, *, now_ms: int) -> Sequence[DeskAtWork]:
        """Return what each desk of an office does now, in the office's order."""
        return await self._calling.at_work(office, now_ms=now_ms)

    async def before(self, office: Office, desk: Desk, *, now_ms: int) -> Ticket | None:
        """Return the ticket of the person before a desk."""
        return await self._calling.before(office, desk, now_ms=now_ms)

    async def meet(self, office: Office, desk: Desk, stamp: Stamp, *, number: str = "") -> DeskAnswer:
        """Note whom a press of several steps is about: OK, NOBODY or GONE; again, whom it was about the first time."""
        return await self._calling.meet(office, desk, stamp, number=number)

    async def call_next(self, office: Office, desk: Desk, stamp: Stamp) -> DeskAnswer:
        """Call the next person, by the order of `bot.calling_rules`: OK, BUSY, PAUSED or EMPTY."""
        return await self._calling.call_next(office, desk, stamp)

    async def recall(self, office: Office, desk: Desk, stamp: Stamp, *, number: str = "") -> DeskAnswer:
        """Call who was called once more: OK, NOBODY or GONE."""
        return await self._calling.recall(office, desk, stamp, number=number)

    async def serve(self, office: Office, desk: Desk, stamp: Stamp, *, number: str = "") -> DeskAnswer:
        """Note that who was called has come: OK, NOBODY or GONE."""
        return await self._calling.serve(office, desk, stamp, number=number)

    async def skip(self, office: Office, desk: Desk, stamp: Stamp, *, number: str = "") -> DeskAnswer:
        """Put who did not come behind the next three: OK, NOBODY or GONE.

        Who was put back before, and has been called three times, is taken out of the line.
        """
        return await self._calling.miss(office, desk, stamp, number=number, how="skip")

    async def no_show(self, office: Office, desk: Desk, stamp: Stamp, *, number: str = "") -> DeskAnswer:
        """Take who did not come out of the line: OK, NOBODY, GONE, or EARLY before the office's number of calls."""
        return await self._calling.miss(office, desk, stamp, number=number, how="no_show")

    async def transfer(
        self, office: Office, desk: Desk, stamp: Stamp, *, number: str = "", lane: str = "", to_desk: str = ""
    ) -> DeskAnswer:
        """Send the person to another lane, or to one desk of the lane, where they stand by their arrival.

        Left out, the lane is the first of that desk. Raises ValueError for a lane or desk that the office lacks.
        """
        to = next((each for each in office.desks if each.id == to_desk), None)
        lane = lane or (to.lanes[0] if to else "")
        if lane not in {each.id for each in office.lanes} or (to_desk and to is None):
            raise ValueError(f"{office.code} has no lane {lane!r} or no desk {to_desk!r}")
        return await self._calling.transfer(office, desk, stamp, number=number, lane=lane, to_desk=to_desk)

    async def finish(
        self, office: Office, desk: Desk, stamp: Stamp, *, number: str = "", calls_next: bool = False
    ) -> DeskAnswer:
        """Let the person go who is done: OK, NOBODY or GONE; with `calls_next` the answer is that of the next call."""
        finished = await self._calling.finish(office, desk, stamp, number=number)
        if calls_next and finished.outcome is DeskOutcome.OK:
            return await self.call_next(office, desk, following(stamp, "next"))
        return finished

    async def pause(self, office: Office, desk: Desk, stamp: Stamp, *, reason: str) -> DeskAnswer:
        """Let a desk call nobody, for a reason that colleagues read: OK."""
        why = " ".join(reason.split())[:LONGEST_PAUSE] or "-"
        return await self._calling.pause(office, desk, stamp, why=why)

    async def resume(self, office: Office, desk: Desk, stamp: Stamp) -> DeskAnswer:
        """Let a desk call again: OK."""
        return await self._calling.pause(office, desk, stamp, why="")


def following(stamp: Stamp, part: Literal["person", "next", "number", "seat"]) -> Stamp:
    """Return the stamp of a part of the same press, which has an operation of its own."""
    return replace(stamp, operation=Operation(f"{stamp.operation.chat}/{part}", stamp.operation.number))
