"""Who says that they come, and who did not (lua/attendance.lua)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.offices import Office
from bot.store import keys
from bot.store.client import Client
from bot.store.places import Outcome, day_of_month, month_of

NO_SHOWS_AT_ONCE = 200


class Attendances:
    """The attendance of all offices; codes are the eight characters behind the office's prefix."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def coming(self, office: str, day: date, code: str) -> Outcome:
        """Note that a booked person says that they come: OK, GONE or UNKNOWN. Again is harmless."""
        named = (keys.day_keys(office, day).day, keys.coming(office, day))
        answer = await self._client.call("coming", named, code)
        return Outcome(answer[0].decode())

    async def are_coming(self, office: str, day: date) -> frozenset[str]:
        """Return the codes of those who said that they come."""
        key = keys.coming(office, day)
        return frozenset(code.decode() for code in await self._client.execute("SMEMBERS", key, key=key))

    async def close_session(
        self, office: Office, day: date, session: str, codes: Sequence[str], *, now_ms: int
    ) -> Sequence[str]:
        """Make no-shows of those still booked in a session; return those of the codes that are. Again is harmless."""
        named = keys.day_keys(office.code, day)
        month = month_of(office, now_ms)
        declared = (named.day, keys.events(office.code), keys.figures(office.code, month))
        closed: list[str] = []
        for start in range(0, len(codes), NO_SHOWS_AT_ONCE):
            chunk = codes[start : start + NO_SHOWS_AT_ONCE]
            today = day_of_month(office, now_ms)
            found = await self._client.call("close_session", declared, session, named.digits, today, *chunk)
            closed += [code.decode() for code in found]
        return closed
