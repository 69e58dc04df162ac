"""Dates that are moved or given up as a whole (lua/shifting.lua, shift_answers.lua)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import blake2b
from typing import NamedTuple

import msgspec
from msgspec import Struct

from bot.offices import Office
from bot.shift_values import Answer, Shift, Shifted
from bot.store import keys
from bot.store.client import Client
from bot.store.operations import Operation, settled
from bot.store.places import day_of_month, month_of


class Target(NamedTuple):
    """A session and pool of the new date with its places; `is_open` when people of other pools may have them."""

    session: str
    pool: str
    limit: int
    is_open: bool


class DayStep(Struct, frozen=True, kw_only=True):
    """What moving or giving up a date needs: where, when, and which message asked for it."""

    office: Office
    day: date
    operation: Operation
    now_ms: int

    @property
    def id(self) -> str:
        """Return the id of the shift that this operation makes."""
        return shift_id(self.operation)

    def keys(self) -> tuple[str, ...]:
        """Return the keys that shift and vacate declare."""
        code, day = self.office.code, keys.day_keys(self.office.code, self.day)
        figures = keys.figures(code, month_of(self.office, self.now_ms))
        return (
            day.day, day.back, keys.events(code), figures, keys.shift(code, self.id), keys.calendar(code),
            keys.untold(code),
        )  # fmt: skip

    def arguments(self) -> tuple[str | int, ...]:
        """Return the arguments that shift and vacate begin with."""
        digits, today = keys.day_keys(self.office.code, self.day).digits, day_of_month(self.office, self.now_ms)
        return self.operation.chat, self.operation.number, self.now_ms, digits, today, self.office.version, self.id


class DayShifts:
    """The shifts of all offices. Every change is idempotent by its operation."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def shift(
        self, step: DayStep, *, to: date, targets: Sequence[Target], erase_at_ms: int, deadline_ms: int
    ) -> bool:
        """Move everybody who is booked on a date to another one; False: too many for one step, and none was moved."""
        code, new = step.office.code, keys.day_keys(step.office.code, to)
        flat = [int(part) if isinstance(part, bool) else part for target in targets for part in target]
        answer = await settled(
            code,
            lambda: self._client.call(
                "shift", (*step.keys(), new.day, new.back, keys.shifts(code)),
                *step.arguments(), new.digits, erase_at_ms, deadline_ms, *flat,
            ),
        )  # fmt: skip
        return bool(answer[0] == b"OK")

    async def vacate(self, step: DayStep) -> bool:
        """Give up all bookings of a date; False: too many for one step, and none was given up."""
        answer = await settled(
            step.office.code, lambda: self._client.call("vacate", step.keys(), *step.arguments())
        )  # fmt: skip
        return bool(answer[0] == b"OK")

    async def answer(self, office: str, id: str, code: str, answer: Answer) -> bool:
        """Note what a moved person says; False when the place was given up at the deadline or is not of this shift."""
        found = await self._client.call("answer_shift", (keys.shift(office, id),), code, answer)
        return bool(found[0] == b"OK")

    async def review(self, office: Office, id: str, *, now_ms: int, return_at_ms: int) -> Shift | None:
        """Return a shift with everything that is known by now; None when there is none, or no more.

        From its deadline on, who has not answered has given up the place, which others can take from `return_at_ms` on.
        """
        head = await self._head(office.code, id)
        if head is None:
            return None
        _, to, deadline_ms, operation = head
        if to is not None:
            new = keys.day_keys(office.code, to)
            await self._client.call(
                "review_shift",
                (new.day, new.back, keys.events(office.code), keys.figures(office.code, month_of(office, now_ms)),
                 keys.shift(office.code, id)),
                now_ms, new.digits, day_of_month(office, now_ms), return_at_ms, deadline_ms,
                operation.chat, operation.number,
            )  # fmt: skip
        return await self.read(office.code, id)

    async def read(self, office: str, id: str) -> Shift | None:
        """Return a shift as it was written last."""
        key = keys.shift(office, id)
        flat = await self._client.execute("HGETALL", key, key=key)
        kept = {flat[n].decode(): flat[n + 1] for n in range(0, len(flat), 2)}
        if not kept:
            return None
        day, to, deadline_ms, _ = _read_head(kept.pop("#"))
        people = tuple(_shifted(office, code, text) for code, text in sorted(kept.items()))
        return Shift(id=id, office=office, day=day, to=to, deadline_ms=deadline_ms, people=people)

    async def ids(self, office: str, *, until_ms: int | None = None) -> Sequence[str]:
        """Return the shifts that wait for answers, or those whose deadline has come, the earliest first."""
        key = keys.shifts(office)
        found = await self._client.execute(
            "ZRANGEBYSCORE", key, "-inf", "+inf" if until_ms is None else until_ms, key=key
        )  # fmt: skip
        return [id.decode() for id in found]

    async def finish(self, office: str, id: str) -> None:
        """Wait no longer for the answers of a shift. Again is harmless."""
        key = keys.shifts(office)
        await self._client.execute("ZREM", key, id, key=key)

    async def are_under_way(self, office: str) -> bool:
        """Tell whether there are shifts with people to be told, or with answers to come."""
        key = keys.untold(office)
        return bool(await self._client.execute("EXISTS", key, keys.shifts(office), key=key))

    async def untold(self, office: str) -> Sequence[str]:
        """Return the shifts whose people have not all been told, the oldest first."""
        key = keys.untold(office)
        return [id.decode() for id in await self._client.execute("ZRANGE", key, 0, -1, key=key)]

    async def told(self, office: str, id: str) -> None:
        """Note that everybody of a shift has been told. Again is harmless."""
        key = keys.untold(office)
        await self._client.execute("ZREM", key, id, key=key)

    async def _head(self, office: str, id: str) -> _Head | None:
        key = keys.shift(office, id)
        text = await self._client.execute("HGET", key, "#", key=key)
        return _read_head(text) if text else None


def shift_id(operation: Operation) -> str:
    """Return the id of the shift that an operation makes."""
    return blake2b(str(operation).encode(), digest_size=6).hexdigest()


_Head = tuple[date, date | None, int, Operation]


def _read_head(text: bytes) -> _Head:
    day, to, deadline_ms, chat, number = text.decode().split("|")
    return _day(day), _day(to) if to else None, int(deadline_ms), Operation(chat, int(number))


def _shifted(office: str, code: str, text: bytes) -> Shifted:
    fate, session, pool, answer = text.decode().split("|")
    fields = {"code": f"{office}-{code[:4]}-{code[4:]}", "fate": fate, "session": session, "pool": pool}
    return msgspec.convert({**fields, "answer": answer}, Shifted)


def _day(digits: str) -> date:
    return datetime.strptime(digits, "%Y%m%d").date()
