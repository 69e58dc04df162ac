"""The calendars of all offices (lua/calendars.lua), and the offices as they are with them, kept fresh."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping, Sequence
from datetime import timedelta

import msgspec
import structlog
from msgspec import Struct
from msgspec.structs import replace

from bot.calendars import NO_CHANGES, Calendar, Difference, applied, differences, without_past
from bot.errors import CalendarRefused, StoreUnavailable
from bot.offices import Office
from bot.store import keys
from bot.store.client import Client
from bot.store.operations import Operation

LOOK_AGAIN_S = 10.0
"""How long something that is only shown can be old; what is sold never is."""

Change = Callable[[Calendar, Office], Calendar]
"""Makes a calendar from the one in force and the office as configured. Raises CalendarRefused."""

log = structlog.get_logger()


class Changed(Struct, frozen=True, kw_only=True):
    """A change that was made: the calendars before and after, and what is different."""

    before: Calendar
    after: Calendar
    differences: Sequence[Difference]


def changed_by(change: Change, before: Calendar, office: Office) -> Changed:
    """Return what a change makes of a calendar. Raises CalendarRefused, also where it changes nothing."""
    after = replace(change(before, office), version=before.version + 1)
    changed = Changed(before=before, after=after, differences=differences(office, before, after))
    if not changed.differences:
        raise CalendarRefused("unchanged")
    return changed


class Calendars:
    """The calendars as the store has them."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._encode = msgspec.msgpack.Encoder().encode
        self._calendar = msgspec.msgpack.Decoder(Calendar)
        self._done = msgspec.msgpack.Decoder(Changed)

    async def read(self, office: str) -> Calendar:
        """Return an office's calendar; one without changes when there is none."""
        key = keys.calendar(office)
        body = await self._client.execute("HGET", key, "body", key=key)
        return self._calendar.decode(body) if body else NO_CHANGES

    async def version(self, office: str) -> int:
        """Return the number of an office's calendar."""
        key = keys.calendar(office)
        return int(await self._client.execute("HGET", key, "version", key=key) or 0)

    async def change(self, office: Office, change: Change, *, operation: Operation, now_ms: int) -> Changed:
        """Change the calendar of a configured office; of two at once the second is made from the first one's.

        An operation makes one change: again, it is told what it did. Raises CalendarRefused when nothing is changed.
        """
        named = (keys.calendar(office.code), keys.calendar_change(office.code, str(operation)))
        forgotten = office.local(now_ms).date() - timedelta(days=office.retention_days)
        while True:  # each round that fails is one in which another officer's change was made
            body, done = await self._client.call("calendar", named)
            if done:
                return self._done.decode(done)
            before = without_past(self._calendar.decode(body), forgotten) if body else NO_CHANGES
            changed = changed_by(change, before, office)
            answer = await self._client.call(
                "change_calendar", (*named, keys.events(office.code)),
                before.version, changed.after.version, self._encode(changed.after), self._encode(changed),
                "; ".join(map(str, changed.differences)), keys.OFFICES_CHANNEL, office.code,
            )  # fmt: skip
            if answer[0] == b"OK":
                return changed

    def news(self) -> AsyncGenerator[bytes, None]:
        """Yield the code of each office that is changed, from now on; b"" where one may have been missed."""
        return self._client.subscribe(keys.OFFICES_CHANNEL)


class LiveOffices(Mapping[str, Office]):
    """The configured offices with their calendars laid over them; whoever has it sees each change."""

    def __init__(self, configured: Mapping[str, Office], calendars: Calendars) -> None:
        self.configured = configured
        self._calendars = calendars
        self._live = dict(configured)
        self._known: dict[str, Calendar] = {}

    def __getitem__(self, code: str) -> Office:
        return self._live[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._live)

    def __len__(self) -> int:
        return len(self._live)

    def calendar(self, code: str) -> Calendar:
        """Return an office's calendar as it was read last."""
        return self._known.get(code, NO_CHANGES)

    async def refresh(self, code: str) -> Office:
        """Read an office's calendar again."""
        self._take(code, await self._calendars.read(code))
        return self._live[code]

    async def refresh_all(self) -> None:
        """Read the calendars again that have changed."""
        codes = list(self.configured)
        versions = await asyncio.gather(*(self._calendars.version(code) for code in codes))
        stale = [code for code, version in zip(codes, versions, strict=True) if version != self._live[code].version]
        await asyncio.gather(*(self.refresh(code) for code in stale))

    async def preview(self, code: str, change: Change) -> Changed:
        """Return what a change would do to an office's calendar as it is now. Raises CalendarRefused."""
        await self.refresh(code)
        return changed_by(change, self.calendar(code), self.configured[code])

    async def change(self, code: str, change: Change, *, operation: Operation, now_ms: int) -> Changed:
        """Change an office's calendar, see `Calendars.change`; from then on no place is sold by the old one."""
        changed = await self._calendars.change(self.configured[code], change, operation=operation, now_ms=now_ms)
        await self.refresh(code)
        return changed

    async def keep(self, *, every_s: float = LOOK_AGAIN_S) -> None:
        """Read again what has changed, when it is told and every few seconds, until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._listen())
            while True:
                await asyncio.sleep(every_s)
                await self._look_again()

    async def _listen(self) -> None:
        async for _ in self._calendars.news():
            await self._look_again()

    async def _look_again(self) -> None:
        try:
            await self.refresh_all()
        except StoreUnavailable as error:
            log.warning("store.unavailable", doing="calendars", waited_s=error.waited_s)

    def _take(self, code: str, calendar: Calendar) -> None:
        self._known[code] = calendar
        self._live[code] = applied(self.configured[code], calendar)


async def open_offices(configured: Mapping[str, Office], client: Client) -> LiveOffices:
    """Return the offices with the calendars that are in force now."""
    offices = LiveOffices(configured, Calendars(client))
    await offices.refresh_all()
    return offices
