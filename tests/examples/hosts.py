"""Somebody's own program with the office in it, as a process: started, spoken to over its platform, stopped."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.examples.environments import ROOT, clean
from tests.journeys.programs import CONFIG, PATIENCE_S, Running

TELEGRAM = """
[[accounts]]
channel = "telegram"
"""


class Host(Running):
    """A running program of somebody's own."""

    async def stop(self) -> int:
        """Ask it to stop, as Ctrl-C does; return the exit code."""
        self._process.send_signal(signal.SIGINT)
        async with asyncio.timeout(PATIENCE_S):
            return await self._process.wait()


def office(folder: Path, *, account: str = TELEGRAM, top: str = "") -> Path:
    """Write the configuration of an office whose account is the host's; return its folder."""
    (folder / "config.toml").write_text(f"{top}{CONFIG}{account}")
    return folder


@asynccontextmanager
async def hosting(*command: str, folder: Path, **variables: str) -> AsyncIterator[Host]:
    """Run a program in a folder; whatever is left of it ends with the block."""
    log = folder / "host.log"
    with log.open("wb") as reports:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, *command),
            cwd=folder,
            env=clean() | {"PYTHONPATH": os.fspath(ROOT)} | variables,
            stdout=reports,
            stderr=reports,
        )
    async with Host(process, log) as host:
        yield host
