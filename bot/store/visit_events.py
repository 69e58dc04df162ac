"""What happened to tickets and desks, in order, from an office's stream: the board, the audit and reports read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from msgspec import Struct

from bot.offices import Office
from bot.store import keys
from bot.store.client import Client
from bot.visit_values import STAGES, Kind, Stage

FIRST = "0-0"
AT_ONCE = 1000
BLOCK_MS = 2000

What = Literal[
    "taken", "waiting", "called", "recalled", "serving", "skipped", "no_show", "transferred", "done", "withdrawn",
    "paused", "resumed",
]  # fmt: skip


class VisitEvent(Struct, frozen=True, kw_only=True):
    """One event. `id` is its place in the stream; `at_ms` the clock of who did it; `line` a lane or "@<desk>".

    `number`, `line` and `kind` are "-" for a pause, `desk` for what no desk did. `rule` (called) is what the call went
    by: priority in a row; regular in a row; ageing in ms; the desk's lines.
    """

    id: str
    what: What
    day: str
    number: str
    line: str
    desk: str
    kind: Kind | Literal["-"]
    at_ms: int
    arrived_ms: int
    order_ms: float
    rule: str


class StageReached(Struct, frozen=True, kw_only=True):
    """An application, by its compact code, has come to a stage, or is changed at it."""

    id: str
    code: str
    stage: Stage


class VisitEvents:
    """The events of all offices; a cursor is the id of the last entry that was seen, also of one that is no visit's."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def cursor(self, office: Office) -> str:
        """Return the end of the stream: from there on everything is new."""
        key = keys.events(office.code)
        last = await self._client.execute("XREVRANGE", key, "+", "-", "COUNT", 1, key=key)
        return last[0][0].decode() if last else FIRST

    async def since(self, office: Office, cursor: str, most: int = AT_ONCE) -> tuple[Sequence[VisitEvent], str]:
        """Return what came after a cursor, oldest first, and the next cursor; the same one when nothing did."""
        key = keys.events(office.code)
        entries = await self._client.execute("XRANGE", key, f"({cursor}", "+", "COUNT", most, key=key)
        return _visits(entries), entries[-1][0].decode() if entries else cursor

    async def last(self, office: Office, most: int) -> Sequence[VisitEvent]:
        """Return those among the last entries that are visits', oldest first."""
        key = keys.events(office.code)
        return _visits(reversed(await self._client.execute("XREVRANGE", key, "+", "-", "COUNT", most, key=key)))

    async def is_trimmed(self, office: Office) -> bool:
        """Tell whether the oldest entries of the stream have been dropped."""
        key = keys.events(office.code)
        if not await self._client.execute("EXISTS", key, key=key):
            return False
        told = await self._client.execute("XINFO", "STREAM", key, key=key)
        facts = told if isinstance(told, dict) else dict(zip(told[::2], told[1::2], strict=True))
        return bool(facts[b"entries-added"] > facts[b"length"])

    async def wait(self, office: Office, cursor: str, most: int = AT_ONCE) -> tuple[Sequence[VisitEvent], str]:
        """Return what comes after a cursor as soon as it is there, after two seconds nothing."""
        key = keys.events(office.code)
        entries = await self._next(key, cursor, most)
        return _visits(entries), entries[-1][0].decode() if entries else cursor

    async def wait_for_all(
        self, office: Office, cursor: str, most: int = AT_ONCE
    ) -> tuple[Sequence[VisitEvent | StageReached], str]:
        """Return the same, with the stages that applications have come to."""
        entries = await self._next(keys.events(office.code), cursor, most)
        read = [_visit(id.decode(), of[1].decode()) if of[0] == b"t" else _stage(id, of) for id, of in entries]
        return [each for each in read if each is not None], entries[-1][0].decode() if entries else cursor

    async def _next(self, key: str, cursor: str, most: int) -> Any:
        found = await self._client.blocking("XREAD", "COUNT", most, "BLOCK", BLOCK_MS, "STREAMS", key, cursor, key=key)
        if not found:
            return ()
        return next(iter(found.values())) if isinstance(found, dict) else found[0][1]


def _visits(entries: Any) -> Sequence[VisitEvent]:
    return [_visit(id.decode(), fields[1].decode()) for id, fields in entries if fields[0] == b"t"]


def _visit(id: str, text: str) -> VisitEvent:
    what, day, number, line, desk, kind, at_ms, arrived_ms, order_ms, rule = text.split(" ")
    return VisitEvent(
        id=id, what=what, day=day, number=number, line=line, desk=desk, kind=kind, at_ms=int(at_ms),  # type: ignore[arg-type]  # only Lua writes it
        arrived_ms=int(arrived_ms), order_ms=float(order_ms), rule=rule,
    )  # fmt: skip


def _stage(id: bytes, fields: Sequence[bytes]) -> StageReached | None:
    """Read an application's event; None for one of a booking or a calendar."""
    stage, _, code = fields[1].decode().partition(" ")
    if fields[0] != b"e" or stage not in STAGES or " " in code:
        return None
    return StageReached(id=id.decode(), code=code, stage=stage)
