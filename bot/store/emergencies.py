"""Emergency cases as they are kept: sealed, replaced only by what was made from the last one (lua/emergencies.lua)."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import Enum

import msgspec

from bot.emergencies import EmergencyCase, PlannedVisit
from bot.emergency_figures import EmergencyFigures
from bot.offices import Office
from bot.store import case_keys, keys
from bot.store.case_figures import read_figures
from bot.store.client import Client
from bot.store.places import day_of_month, month_of
from bot.store.sealing import Sealer

DAY_MS = 24 * 3600_000
LONGEST_MS = 400 * DAY_MS
"""How long a case is kept with which nothing happens."""


class Put(Enum):
    """What replacing a case came to."""

    OK = "OK"
    CHANGED = "CHANGED"
    FULL = "FULL"


class EmergencyRecords:
    """The cases of all offices."""

    def __init__(self, client: Client, sealer: Sealer) -> None:
        self._client = client
        self._sealer = sealer
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(EmergencyCase).decode

    async def read(self, office: Office, number: str) -> tuple[int, EmergencyCase | None]:
        """Return a case with its version; 0 and None when there is none."""
        key = case_keys.emergency(office.code, number)
        version, sealed = await self._client.execute("HMGET", key, "version", "sealed", key=key)
        return (int(version), self._opened(number, sealed)) if version else (0, None)

    async def put(
        self, office: Office, before: EmergencyCase | None, after: EmergencyCase, *, version: int, most: int,
        figures: Mapping[str, int], now_ms: int,
    ) -> Put:  # fmt: skip
        """Put a case in the place of `before`, which has `version`; `most` visits may be where its visit is."""
        left, taken = (case.visit if case else None for case in (before, after))
        days = [visit.day for visit in (left or taken, taken or left) if visit]
        answer = await self._client.call(
            "put_emergency",
            (
                case_keys.emergency(office.code, after.number), case_keys.emergencies(office.code),
                keys.events(office.code), keys.figures(office.code, month_of(office, now_ms)),
                *(case_keys.visits(office.code, day) for day in days),
            ),
            version, after.number, after.stage, _erased_ms(office, after, now_ms),
            "" if after.is_over else after.since_ms, self._sealer.seal(self._encode(after), about=_about(after.number)),
            day_of_month(office, now_ms), _place(taken) if taken else "", most,
            _retained_ms(office, taken.day) if taken else 0, *(part for pair in figures.items() for part in pair),
        )  # fmt: skip
        return Put(answer[0].decode())

    async def open(self, office: Office, most: int) -> Sequence[EmergencyCase]:
        """Return the cases that are not over, those that wait longest first."""
        key = case_keys.emergencies(office.code)
        return await self._all(office, await self._client.execute("ZRANGE", key, 0, most - 1, key=key))

    async def visits(self, office: Office, day: date) -> Mapping[str, tuple[str, str]]:
        """Return the team and hour of each visit of a date, by the case's number."""
        key = case_keys.visits(office.code, day)
        flat = await self._client.execute("HGETALL", key, key=key)
        pairs = flat.items() if isinstance(flat, dict) else zip(flat[::2], flat[1::2], strict=True)
        placed = {number.decode(): place.decode().rpartition("|") for number, place in pairs}
        return {number: (team, hour) for number, (team, _, hour) in placed.items()}

    async def of_day(self, office: Office, day: date) -> Sequence[EmergencyCase]:
        """Return the cases that are visited on a date."""
        return await self._all(office, [number.encode() for number in await self.visits(office, day)])

    async def figures(self, office: Office, month: date, day: date | None = None) -> EmergencyFigures:
        """Return the numbers of a month, or of one date in it."""
        return await read_figures(
            self._client, office, EmergencyFigures, prefix="emergency", month=month, day=day
        )  # fmt: skip

    async def _all(self, office: Office, numbers: Sequence[bytes]) -> Sequence[EmergencyCase]:
        found = await asyncio.gather(*(self.read(office, number.decode()) for number in numbers))
        return [case for _, case in found if case is not None]

    def _opened(self, number: str, sealed: bytes) -> EmergencyCase:
        return self._decode(self._sealer.open(sealed, about=_about(number)))


def _about(number: str) -> bytes:
    return f"emergency {number}".encode()


def _place(visit: PlannedVisit) -> str:
    return f"{visit.team}|{visit.hour}"


def _erased_ms(office: Office, case: EmergencyCase, now_ms: int) -> int:
    """Return until when a case is kept."""
    return now_ms + (office.emergency.keep_days * DAY_MS if case.is_over else LONGEST_MS)


def _retained_ms(office: Office, day: date) -> int:
    end = datetime.combine(day + timedelta(days=office.retention_days + 1), time(), office.timezone)
    return round(end.timestamp() * 1000)
