"""Claims: one number, and one person, keep to their bookings across offices (lua/claims.lua)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from bot.store import keys
from bot.store.client import Client

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

Kind = Literal["a", "d"]
"""a = adult, d = dependant (a small child or an elderly person on a relative's number)."""


class Claim(Struct, frozen=True, kw_only=True):
    """A booking's claim on a number or a person. `code` is compact (`CBN7K3M9QXD`); it ends at `deadline_ms`."""

    code: str
    day: date
    deadline_ms: int
    kind: Kind = "a"


class Limits(Struct, frozen=True, kw_only=True):
    """How many active bookings a number or a person may have."""

    adults: int
    total: int


Wanted = tuple[str, Limits]
"""A fingerprint, and how many bookings it may have."""

InTheWay = tuple[str, date]
"""The compact code and the date of a booking."""


class Blocked(Struct, frozen=True):
    """What keeps a number or a person from booking, sealed (`Blocks.opened`)."""

    sealed: bytes


class Claims:
    """The claims of all offices; keyed by fingerprints, so that nobody can read who has one."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def take_both(
        self, number: Wanted, person: Wanted, *, claim: Claim, now_ms: int
    ) -> tuple[InTheWay | Blocked | None, InTheWay | Blocked | None]:
        """Take or prolong a booking's claims on its number and its person, each None when taken.

        The booking's code is the operation: again is harmless. What was taken stays when the other was refused.
        """
        args = (
            claim.code, keys.day_keys("", claim.day).digits[2:], _base36(claim.deadline_ms), now_ms, claim.kind,
        )  # fmt: skip
        first, second = self._take(number, args), self._take(person, args)
        try:
            return _in_the_way(await first), _in_the_way(await second)
        finally:
            second.cancel()

    def _take(self, wanted: Wanted, args: tuple[str | int, ...]) -> asyncio.Future[list[bytes]]:
        fingerprint, limits = wanted
        return self._client.call("claim", keys.claim_keys(fingerprint), *args, limits.adults, limits.total)

    async def release(self, fingerprint: str, code: str, *, now_ms: int) -> None:
        """End a claim. Its booking is remembered for 48 h. Again is harmless."""
        await self._client.call("release", (keys.claim(fingerprint),), code, _base36(now_ms))

    async def cool_down(self, fingerprint: str, code: str, *, until_ms: int, now_ms: int) -> None:
        """Keep a booking's claim until a later instant, so that nobody books on it before. Again is harmless."""
        named = (keys.claim(fingerprint), keys.last_chat(fingerprint))
        await self._client.call("cool_down", named, code, _base36(until_ms), now_ms)

    async def of(self, fingerprint: str) -> Sequence[Claim]:
        """Return a fingerprint's claims in the order in which they were taken, ended ones of the last 48 h too."""
        claims, _ = await self.of_number(fingerprint)
        return claims

    async def of_number(self, fingerprint: str) -> tuple[Sequence[Claim], bytes]:
        """Return a number's claims, and the sealed chat noted with them: b"" for that of its newest booking."""
        key = keys.claim(fingerprint)
        text, chat = await self._client.execute("MGET", key, keys.last_chat(fingerprint), key=key)
        return tuple(_read(line) for line in text.split(b"\n")) if text else (), chat or b""

    async def reach(self, fingerprint: str, sealed_chat: bytes) -> None:
        """Note the chat in which a number's owner asked last; it is kept as long as the claims. Again is harmless."""
        await self._client.call("reach", (keys.claim(fingerprint), keys.last_chat(fingerprint)), sealed_chat)


def _in_the_way(answer: Sequence[bytes]) -> InTheWay | Blocked | None:
    if answer[0] == b"BLOCKED":
        return Blocked(answer[1])
    return None if answer[0] == b"OK" else (answer[1].decode(), _day(answer[2]))


def _read(line: bytes) -> Claim:
    code, packed = line.split(b" ")
    kind: Kind = "d" if packed[:1] == b"d" else "a"
    return Claim(code=code.decode(), kind=kind, day=_day(packed[1:7]), deadline_ms=int(packed[7:], 36))


def _day(digits: bytes) -> date:
    return date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))


def _base36(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number, 36)
        text = DIGITS[rest] + text
    return text
