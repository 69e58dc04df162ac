"""Reports on foreign nationals (lua/supervision.lua). Who reported is sealed apart, opened only to write to them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import msgspec

from bot.adapters import Pace
from bot.codes import booking_code
from bot.messages import ChatRef
from bot.offices import Office
from bot.store import case_keys, keys
from bot.store.accounts import Accounts
from bot.store.case_figures import read_figures
from bot.store.client import Client
from bot.store.operations import Operation
from bot.store.places import day_of_month, month_of
from bot.store.report_readers import ReportReaders
from bot.store.sealing import Sealer
from bot.supervision import PREFIX, Report
from bot.supervision_figures import ReportFigures, counted

DAY_MS = 24 * 3600_000
OPEN_MS = 400 * DAY_MS
MOST = 2000
RATE = Pace(burst=5, interval_ms=DAY_MS // 5)
"""How many reports one chat may make: five at once, five a day."""

FACTS_RATE = Pace(burst=20, interval_ms=DAY_MS // 40)


class Reports:
    """The reports of all offices."""

    def __init__(self, client: Client, sealer: Sealer) -> None:
        self._client = client
        self._sealer = sealer
        self.readers = ReportReaders(client, sealer)
        self._accounts = Accounts(client)
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(Report).decode
        self._chat = msgspec.msgpack.Decoder(ChatRef).decode

    def number(self, office: str, operation: Operation) -> str:
        """Return the number of the report that was begun with an operation."""
        return booking_code(PREFIX, self._sealer.derive("report", f"{office} {operation}"))

    async def may_make(self, operation: Operation, *, now_ms: int) -> bool:
        """Tell whether a chat may make one more report now, and count it."""
        return await self._allowed(f"reports:{operation.chat}", RATE, now_ms)

    async def may_add(self, operation: Operation, *, now_ms: int) -> bool:
        """Tell whether a chat may add something more to its reports now, and count it."""
        return await self._allowed(f"report-facts:{operation.chat}", FACTS_RATE, now_ms)

    async def make(
        self, office: Office, report: Report, chat: ChatRef, *, phone: str, operation: Operation, now_ms: int
    ) -> None:
        """Keep a new report. Again is harmless."""
        reporter = self._sealer.seal(self._encode(chat), about=_about_reporter(office, report.number))
        owners = " ".join(self._owner(report.number, each) for each in (operation.chat, phone) if each)
        figures = counted(None, report, now_ms=now_ms)
        await self._write(office, report, "0", reporter, owners, figures=figures, operation=operation, now_ms=now_ms)

    async def find(self, office: Office, number: str) -> Report | None:
        """Return a report, for those who may see it all."""
        return (await self._read(office, number))[1]

    async def own(self, office: Office, number: str, operation: Operation, *, phone: str) -> Report | None:
        """Return a report to who made it, in that chat or with that number; to anybody else there is none."""
        key = case_keys.report(office.code, number)
        owners = await self._client.execute("HGET", key, "owners", key=key)
        own = {self._owner(number, each) for each in (operation.chat, phone) if each}
        is_own = owners is not None and not own.isdisjoint(owners.decode().split(" "))
        return await self.find(office, number) if is_own else None

    async def change(
        self, office: Office, number: str, change: Callable[[Report], Report], *, operation: Operation, now_ms: int
    ) -> Report | None:
        """Change a report, whoever else does at the same time; return it as it is then. Once for an operation."""
        while True:
            version, report = await self._read(office, number)
            if report is None:
                return None
            changed = change(report)
            figures = counted(report, changed, now_ms=now_ms)
            match await self._write(office, changed, version, figures=figures, operation=operation, now_ms=now_ms):
                case b"OK":
                    return changed
                case b"SEEN":
                    return report

    async def all(self, office: Office) -> Sequence[Report]:
        """Return all that are kept, the oldest first."""
        key = case_keys.reports(office.code)
        numbers = await self._client.execute("ZRANGE", key, 0, MOST - 1, key=key)
        found = await asyncio.gather(*(self.find(office, number.decode()) for number in numbers))
        return sorted((report for report in found if report), key=lambda report: report.made_ms)

    async def figures(self, office: Office, month: date, *, day: date | None = None) -> ReportFigures:
        """Return the numbers of a month, or of one date in it."""
        return await read_figures(self._client, office, ReportFigures, prefix="report", month=month, day=day)

    async def reporter(self, office: Office, number: str) -> ChatRef | None:
        """Return where to write to who reported: for letters alone, never to be shown."""
        key = case_keys.report(office.code, number)
        sealed = await self._client.execute("HGET", key, "reporter", key=key)
        return self._chat(self._sealer.open(sealed, about=_about_reporter(office, number))) if sealed else None

    async def _read(self, office: Office, number: str) -> tuple[str, Report | None]:
        key = case_keys.report(office.code, number)
        version, sealed = await self._client.execute("HMGET", key, "v", "what", key=key)
        if not sealed:
            return "0", None
        return version.decode(), self._decode(self._sealer.open(sealed, about=_about(office, number)))

    async def _write(
        self, office: Office, report: Report, version: str, reporter: bytes = b"", owners: str = "",
        *, figures: Mapping[str, int], operation: Operation, now_ms: int,
    ) -> bytes:  # fmt: skip
        sealed = self._sealer.seal(self._encode(report), about=_about(office, report.number))
        ends_ms = report.ended_ms + office.retention_days * DAY_MS if report.ended_ms else now_ms + OPEN_MS
        code = office.code
        named = (
            case_keys.report(code, report.number),
            case_keys.reports(code),
            case_keys.report_done(code, str(operation)),
            keys.figures(code, month_of(office, now_ms)),
        )
        answer = await self._client.call(
            "report_write", named, report.number, version, sealed, now_ms, ends_ms, reporter, owners,
            day_of_month(office, now_ms), *(part for pair in figures.items() for part in pair),
        )  # fmt: skip
        return bytes(answer[0])

    async def _allowed(self, name: str, pace: Pace, now_ms: int) -> bool:
        granted, _ = await self._accounts.allow(name, 1, pace=pace, now_ms=now_ms)
        return bool(granted)

    def _owner(self, number: str, who: str) -> str:
        return self._sealer.fingerprint("reporter", f"{number} {who}")


def _about(office: Office, number: str) -> bytes:
    return f"report {office.code} {number}".encode()


def _about_reporter(office: Office, number: str) -> bytes:
    return f"reporter {office.code} {number}".encode()
