"""How desks call people and let them go (lua/calling.lua, leaving.lua): one atomic step each."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any, Literal

from msgspec import Struct

from bot.lanes import Desk
from bot.offices import Office
from bot.store import keys, lobby_keys
from bot.store.client import Client
from bot.store.operations import Stamp
from bot.store.places import month_of
from bot.store.tickets import Tickets, day_ends_ms, read_ticket, today
from bot.visit_values import DeskAtWork, Ticket


class DeskOutcome(Enum):
    """What a step of a desk came to."""

    OK = "OK"
    BUSY = "BUSY"
    PAUSED = "PAUSED"
    EMPTY = "EMPTY"
    NOBODY = "NOBODY"
    GONE = "GONE"
    EARLY = "EARLY"


class DeskAnswer(Struct, frozen=True):
    """The outcome of a step with the ticket that it is about, and (PAUSED) why the desk calls nobody.

    BUSY: somebody is before it. EMPTY: nobody waits for it. NOBODY: nobody is before it, or (recall, skip, no_show)
    they have come already. GONE: not (any more) who was `meant`. EARLY: not called often enough for a no-show.
    """

    outcome: DeskOutcome
    ticket: Ticket | None = None
    paused: str = ""
    meant: str = ""


class Calling:
    """The desks of all offices. The same operation again gives the same ticket, as it is by then, also behind midnight.

    `number` is whom a step is about, "" whoever is before the desk; it is compared in the step itself.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._tickets = Tickets(client)

    async def at_work(self, office: Office, *, now_ms: int) -> Sequence[DeskAtWork]:
        """Return what each desk of an office does now, in the office's order."""
        if not office.desks:
            return ()
        key = lobby_keys.visit_keys(office.code, office.local(now_ms).date()).desks
        rows = await self._client.execute("HMGET", key, *(desk.id for desk in office.desks), key=key)
        return [_desk(desk.id, row) for desk, row in zip(office.desks, rows, strict=True)]

    async def call_next(self, office: Office, desk: Desk, stamp: Stamp) -> DeskAnswer:
        """Call the next person of a desk's lanes: OK, BUSY, PAUSED or EMPTY."""
        rules, lines = office.lobby, (desk.own_lane, *desk.lanes)
        named = lobby_keys.visit_keys(office.code, today(office, stamp))
        declared = [lobby_keys.promises(office.code), *(key for line in lines for key in named.lines(line))]
        return await self._step(
            "call_next", office, desk, stamp, declared,
            rules.priority_in_a_row, rules.regular_in_a_row, rules.ageing_minutes * 60_000, ",".join(lines),
        )  # fmt: skip

    async def meet(self, office: Office, desk: Desk, stamp: Stamp, *, number: str) -> DeskAnswer:
        """Note whom a press of several steps is about, so that it stays about them when repeated: OK, NOBODY, GONE."""
        return await self._step("meet_ticket", office, desk, stamp, (), number)

    async def recall(self, office: Office, desk: Desk, stamp: Stamp, *, number: str) -> DeskAnswer:
        """Call the person before a desk once more: OK, NOBODY, GONE."""
        return await self._step("recall_ticket", office, desk, stamp, (), number)

    async def serve(self, office: Office, desk: Desk, stamp: Stamp, *, number: str) -> DeskAnswer:
        """Note that the person who was called has come: OK, NOBODY, GONE."""
        return await self._step("serve_ticket", office, desk, stamp, (), number)

    async def miss(
        self, office: Office, desk: Desk, stamp: Stamp, *, number: str, how: Literal["skip", "no_show"]
    ) -> DeskAnswer:
        """Put who did not come back behind some others; make them absent at once, or if they were put back before.

        Absent only after enough calls. OK, NOBODY, GONE, EARLY.
        """
        rules, named = office.lobby, lobby_keys.visit_keys(office.code, today(office, stamp))
        figures = keys.figures(office.code, month_of(office, stamp.now_ms))
        while True:
            ticket = await self.before(office, desk, now_ms=stamp.now_ms)
            line, kind = (ticket.line, ticket.kind) if ticket else (desk.lanes[0], "regular")
            answer = await self._call(
                "miss_ticket", office, desk, stamp, (named.line(line, kind), figures),
                number, how, rules.calls_until_no_show, rules.skip_distance, f"{line}:{kind}",
            )  # fmt: skip
            if answer[0] != b"CHANGED":
                return await self._answer(office, answer, number)

    async def transfer(
        self, office: Office, desk: Desk, stamp: Stamp, *, number: str, lane: str, to_desk: str = ""
    ) -> DeskAnswer:
        """Send the person before a desk to another lane, or to one desk, where they stand by their arrival."""
        named = lobby_keys.visit_keys(office.code, today(office, stamp))
        declared = named.lines(f"@{to_desk}" if to_desk else lane)
        return await self._step("transfer_ticket", office, desk, stamp, declared, number, lane, to_desk)

    async def finish(self, office: Office, desk: Desk, stamp: Stamp, *, number: str) -> DeskAnswer:
        """Let the person before a desk go, who is done there: OK, NOBODY, GONE."""
        declared = (lobby_keys.services(office.code), keys.figures(office.code, month_of(office, stamp.now_ms)))
        hour = f"{office.local(stamp.now_ms):%H}"
        return await self._step("finish_ticket", office, desk, stamp, declared, number, hour)

    async def pause(self, office: Office, desk: Desk, stamp: Stamp, *, why: str) -> DeskAnswer:
        """Let a desk call nobody for a reason, or with "" go on. Who is before it stays."""
        return await self._step("pause_desk", office, desk, stamp, (), why)

    async def before(self, office: Office, desk: Desk, *, now_ms: int) -> Ticket | None:
        """Return the ticket of the person before a desk."""
        named = lobby_keys.visit_keys(office.code, office.local(now_ms).date())
        number = _desk(desk.id, await self._client.execute("HGET", named.desks, desk.id, key=named.desks)).ticket
        row = await self._client.execute("HGET", named.tickets, number, key=named.tickets) if number else None
        return read_ticket(number.encode(), row) if row else None

    async def _step(
        self, function: str, office: Office, desk: Desk, stamp: Stamp, declared: Sequence[str], *args: str | int
    ) -> DeskAnswer:
        answer = await self._call(function, office, desk, stamp, declared, *args)
        return await self._answer(office, answer, str(args[0]))  # where it can be GONE, the first is the number

    async def _call(
        self, function: str, office: Office, desk: Desk, stamp: Stamp, declared: Sequence[str], *args: str | int
    ) -> Any:
        day = today(office, stamp)
        named = lobby_keys.visit_keys(office.code, day)
        return await self._client.call(
            function,
            (
                named.tickets, lobby_keys.step(office.code, str(stamp.operation)), keys.events(office.code),
                named.desks, *declared,
            ),
            stamp.now_ms, named.digits, day_ends_ms(office, day), desk.id, *args,
        )  # fmt: skip

    async def _answer(self, office: Office, answer: Sequence[bytes], meant: str) -> DeskAnswer:
        if answer[0] == b"DATED":
            return DeskAnswer(DeskOutcome.OK, await self._tickets.dated(office, answer) if answer[2] else None)
        outcome = DeskOutcome(answer[0].decode())
        match outcome:
            case DeskOutcome.PAUSED:
                return DeskAnswer(outcome, paused=answer[1].decode())
            case DeskOutcome.GONE:
                return DeskAnswer(outcome, meant=meant)
        return DeskAnswer(outcome, read_ticket(answer[1], answer[2]) if len(answer) > 2 and answer[2] else None)


def _desk(id: str, row: bytes | None) -> DeskAtWork:
    if not row:
        return DeskAtWork(id=id)
    ticket, kind, run, seen, paused = row.decode().split("|", 4)
    return DeskAtWork(id=id, ticket=ticket, last_kind=kind, in_a_row=int(run), seen_ms=int(seen), paused=paused)  # type: ignore[arg-type]  # only Lua writes it
