"""What those who follow their place in line have asked for, and how far an office's events have been told."""

from __future__ import annotations

from msgspec import Struct

from bot.offices import Office
from bot.store import lobby_keys
from bot.store.client import Client
from bot.store.tickets import day_ends_ms

ALARM = 3
"""How many are before somebody when they are told, unless they choose."""

TOLD_MS = 48 * 3600_000
"""How long it is remembered what was told; as long as the outbox knows what it has sent."""


class Followed(Struct, frozen=True, kw_only=True):
    """How a ticket is followed: from which `alarm` on, which `card` shows it ("": none yet), which alarm was `told`."""

    card: str = ""
    alarm: int = ALARM
    told: int = 0


class Following:
    """The followers of all offices' lines (lua/following.lua); `code` is compact."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def of(self, office: Office, code: str, number: str, *, now_ms: int) -> Followed:
        """Return how a ticket of today is followed."""
        key = lobby_keys.following(office.code, office.local(now_ms).date())
        fields = (f"{code}:alarm", f"{number}:card", f"{number}:told")
        alarm, card, told = await self._client.execute("HMGET", key, *fields, key=key)
        return Followed(card=(card or b"").decode(), alarm=int(alarm or ALARM), told=int(told or 0))

    async def choose_alarm(self, office: Office, code: str, alarm: int, *, now_ms: int) -> None:
        """Note when a person wants to be told, on all of their tickets of today. Again is harmless."""
        await self._note(office, f"{code}:alarm", alarm, now_ms=now_ms)

    async def show_in(self, office: Office, number: str, card: str, *, now_ms: int) -> None:
        """Keep another message about a ticket up to date from now on. Again is harmless."""
        await self._note(office, f"{number}:card", card, now_ms=now_ms)

    async def told(self, office: Office, number: str, alarm: int, *, now_ms: int) -> None:
        """Note that a person knows that no more than so many are before them. Again is harmless."""
        await self._note(office, f"{number}:told", alarm, now_ms=now_ms)

    async def cursor(self, office: Office) -> str:
        """Return up to which event of an office people have been told; "" for none."""
        key = lobby_keys.told_until(office.code)
        return (await self._client.execute("GET", key, key=key) or b"").decode()

    async def move_cursor(self, office: Office, cursor: str) -> None:
        """Note up to which event people have been told. An older one only tells again what is dropped as told."""
        key = lobby_keys.told_until(office.code)
        await self._client.execute("SET", key, cursor, "PX", TOLD_MS, key=key)

    async def _note(self, office: Office, field: str, value: str | int, *, now_ms: int) -> None:
        day = office.local(now_ms).date()
        ends_ms = day_ends_ms(office, day)
        await self._client.call("follow", (lobby_keys.following(office.code, day),), field, value, ends_ms)
