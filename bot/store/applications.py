"""Applications as they are kept: sealed, replaced only by what was made from the last one (lua/applications.lua)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from enum import Enum

import msgspec
from msgspec import Struct

from bot.offices import Office
from bot.store import keys, lobby_keys
from bot.store.client import Client
from bot.store.places import day_of_month, month_of
from bot.store.sealing import Sealer
from bot.visit_values import Application, Stage

AT_ONCE = 500
DAY_MS = 24 * 3600_000


class Advance(Enum):
    """What replacing an application came to."""

    OK = "OK"
    CHANGED = "CHANGED"
    TAKEN = "TAKEN"


class Advanced(Struct, frozen=True):
    """The outcome, with (TAKEN) the compact code of the application whose the paper is."""

    outcome: Advance
    owner: str = ""


class ApplicationRecords:
    """The applications of all offices; codes are compact (`CBN7K3M9QXD`)."""

    def __init__(self, client: Client, sealer: Sealer) -> None:
        self._client = client
        self._sealer = sealer
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(Application).decode

    async def read(self, office: Office, code: str) -> tuple[int, Application | None]:
        """Return an application with its version; 0 and None when there is none."""
        key = lobby_keys.application(office.code, code)
        version, sealed = await self._client.execute("HMGET", key, "version", "sealed", key=key)
        return (int(version), self._opened(code, sealed)) if version else (0, None)

    async def put(
        self, office: Office, before: Application | None, after: Application, *, version: int, due_ms: int,
        papers: Sequence[str] = (), freed: Sequence[str] = (), figures: Sequence[str] = (), now_ms: int,
    ) -> Advanced:  # fmt: skip
        """Put an application in the place of `before`, which has `version`: OK, CHANGED, or TAKEN (a paper).

        `due_ms`: when something is due at its new stage, 0 when it is the last one. `papers` can be one application's
        only; those that are `freed` are nobody's from then on; `figures` are counted.
        """
        code = after.compact
        answer = await self._client.call(
            "advance_application",
            (
                lobby_keys.application(office.code, code),
                lobby_keys.stage(office.code, before.stage if before else after.stage),
                lobby_keys.stage(office.code, after.stage), keys.events(office.code),
                keys.figures(office.code, month_of(office, now_ms)),
                lobby_keys.visitor(office.code, self._sealer.fingerprint("number", after.phone or code)),
                *(self._paper(office, paper) for paper in (*papers, *freed)),
            ),
            version, code, after.stage, due_ms, _erased_ms(office, due_ms, now_ms),
            now_ms - (office.retention_days + 1) * DAY_MS, day_of_month(office, now_ms),
            self._sealer.seal(self._encode(after), about=_about(code)), len(papers), *figures,
        )  # fmt: skip
        return Advanced(Advance(answer[0].decode()), *(each.decode() for each in answer[1:]))

    async def at(self, office: Office, stage: Stage, *, until_ms: int | None = None) -> Sequence[Application]:
        """Return the applications at a stage of which something is due until an instant (None: all), those first."""
        key = lobby_keys.stage(office.code, stage)
        latest = "+inf" if until_ms is None else until_ms
        codes = await self._client.execute("ZRANGEBYSCORE", key, "-inf", latest, key=key)
        found: list[Application | None] = []
        for start in range(0, len(codes), AT_ONCE):
            chunk = [self.read(office, code.decode()) for code in codes[start : start + AT_ONCE]]
            found += [application for _, application in await asyncio.gather(*chunk)]
        return [application for application in found if application is not None and application.stage == stage]

    async def with_paper(self, office: Office, paper: str) -> str | None:
        """Return the code of the application that a billing code or a proof belongs to."""
        key = self._paper(office, paper)
        code = await self._client.execute("GET", key, key=key)
        return code.decode() if code else None

    def _paper(self, office: Office, paper: str) -> str:
        return lobby_keys.paper(office.code, self._sealer.fingerprint("paper", paper))

    def _opened(self, code: str, sealed: bytes) -> Application:
        return self._decode(self._sealer.open(sealed, about=_about(code)))


def _about(code: str) -> bytes:
    return f"application {code}".encode()


def _erased_ms(office: Office, due_ms: int, now_ms: int) -> int:
    """Return the end of the retention, counted from what is due last."""
    day = office.local(max(due_ms, now_ms)).date() + timedelta(days=office.retention_days + 1)
    return round(datetime.combine(day, time(), office.timezone).timestamp() * 1000)
