"""A kill in every gap of the road, of the process and of the store: nothing lost, nothing done twice.

ANTRIAN_SOAK=1 makes each gap's run a long one.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from random import Random

import msgspec
import pytest

from bot.bookings import Bookings
from bot.store.client import Client, open_client
from bot.store.places import Places
from tests.journeys.killed import CODE, JUMP_MS, Fault, Task, cancels, read_shown, steps
from tests.journeys.roads import OFFICE, SEALER, Clock, left_overs
from tests.offices import TODAY, TUESDAY
from tests.store.servers import Server, until

FUNCTIONS = (
    "accept", "lease", "claim", "hold", "confirm", "cancel", "release", "finish", "take", "head", "allow", "deliver",
    "sent",
)  # fmt: skip
GAPS = [(side, function) for function in FUNCTIONS for side in ("before", "after")]
IS_SOAK = os.environ.get("ANTRIAN_SOAK") == "1"
CONVERSATIONS = 1000 if IS_SOAK else 40
KILLS = 10 if IS_SOAK else 1
LONGEST = pytest.mark.timeout(1200 if IS_SOAK else 60)
ROOT = Path(__file__).parent.parent.parent
SAYS = ("", "⏳ MENUNGGU PERSETUJUAN", "✅ TERDAFTAR", "✅ TERDAFTAR", "❌ DIBATALKAN")


class Killed:
    """The program, run again and again on one store."""

    def __init__(self, folder: Path, url: str, *, conversations: int = CONVERSATIONS) -> None:
        self.conversations = conversations
        self._folder = folder
        self._url = url
        self._runs = 0

    async def run(self, fault: Fault | None = None) -> int:
        """Run until the end, which may be a kill; return the exit code."""
        async with self.running(fault) as process:
            return await process.wait()

    @asynccontextmanager
    async def running(self, fault: Fault | None = None) -> AsyncIterator[asyncio.subprocess.Process]:
        """Start it, and end it with the block at the latest."""
        task = Task(
            url=self._url,
            folder=str(self._folder),
            conversations=self.conversations,
            ahead_ms=self._runs * JUMP_MS,
            fault=fault,
        )
        self._runs += 1
        with (self._folder / "log").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.journeys.killed", msgspec.json.encode(task).decode()),
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()

    def answers(self) -> int:
        """Return how many answers have been delivered so far."""
        return len(read_shown(self._folder))

    def words(self) -> str:
        """Return the end of what it reported."""
        return (self._folder / "log").read_text()[-4000:]

    async def check(self) -> None:
        """Check what must be true when all conversations are over."""
        booked = self._check_answers()
        async with open_client(self._url) as client:
            await self._check_places(client, booked)
            assert [] == await left_overs(client)

    def _check_answers(self) -> dict[str, bool]:
        """Check that each message was answered once, in order, in the same words; return the codes: cancelled?"""
        shown: defaultdict[str, dict[int, str]] = defaultdict(dict)
        for line in read_shown(self._folder):
            if line.number not in shown[line.chat]:
                assert line.number > max(shown[line.chat], default=0), "an answer came before an earlier one"
            assert shown[line.chat].setdefault(line.number, line.text) == line.text
        assert set(map(str, range(self.conversations))) == set(shown)
        codes = {}
        for chat, answers in shown.items():
            number = int(chat)
            assert steps(number) == len(answers)
            texts = list(answers.values())
            for says, text in zip(SAYS, texts, strict=False):
                assert text.startswith(says)
                assert "Tidak ada yang berubah" not in text, "it was taken for a second approval"
            (code,) = set(re.findall(CODE, " ".join(texts)))
            codes[code] = cancels(number)
        assert self.conversations == len(codes)
        return codes

    async def _check_places(self, client: Client, codes: dict[str, bool]) -> None:
        rows = await Places(client).rows(OFFICE.code, TUESDAY)
        states = {code.replace("-", "")[3:]: "cancelled" if gone else "booked" for code, gone in codes.items()}
        assert states == {code: row.state for code, row in rows}
        bookings = Bookings(client, SEALER, uniform=lambda shortest, longest: shortest)
        for ahead in range(OFFICE.horizon_days + 1):
            day = TODAY + timedelta(days=ahead)
            now_ms = Clock(ahead_ms=self._runs * JUMP_MS)()
            assert [] == await bookings.differences(OFFICE, day, now_ms=now_ms)


@LONGEST
@pytest.mark.parametrize(("side", "function"), GAPS, ids=[" ".join(gap) for gap in GAPS])
async def test_process_killed(side: str, function: str, tmp_path: Path, server: Server) -> None:
    """The process is killed in a gap and started again: each message is answered, each effect is there once."""
    killed, chance = Killed(tmp_path, server.url), Random(f"{side} {function}")
    for _ in range(KILLS):
        fault = Fault(side=side, function=function, after_answers=chance.randrange(5, 3 * CONVERSATIONS // KILLS))
        assert -signal.SIGKILL == await killed.run(fault), killed.words()
    assert 0 == await killed.run(), killed.words()
    await killed.check()


@LONGEST
async def test_store_killed(tmp_path: Path, server: Server) -> None:
    """The store is killed under the road and started on the same data, several times: calls wait, nothing is lost."""
    killed = Killed(tmp_path, server.url, conversations=10 * CONVERSATIONS)
    async with killed.running() as process:
        for kills in range(1, 6):
            await until(lambda: _reached(killed, kills * 5 * CONVERSATIONS, process))  # noqa: B023  # awaited here
            await server.kill()
            await server.start()
            process.send_signal(signal.SIGUSR1)
        assert 0 == await process.wait(), killed.words()
    await killed.check()


async def _reached(killed: Killed, answers: int, process: asyncio.subprocess.Process) -> bool:
    assert process.returncode is None, killed.words()
    return killed.answers() >= answers
