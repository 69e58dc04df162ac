"""The command `antrian` as a real program: started in a folder of its own, spoken to, read, stopped and killed."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parent.parent.parent
PATIENCE_S = 15
CONFIG = """
[[offices]]
code = "CBN"
name = "Kantor Imigrasi Kelas I TPI Cirebon"
address = "Jl. Sultan Ageng Tirtayasa No. 51, Kedawung, Cirebon"
zone = "Asia/Jakarta"

[[offices.sessions]]
start = "08:00"
end = "09:00"
places = { regular = 20 }
"""


class Running:
    """A running program, and what it has logged; whatever is left of it ends with the block."""

    def __init__(self, process: asyncio.subprocess.Process, log: Path) -> None:
        self._process = process
        self._log = log

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *failure: object) -> None:
        if self.is_running:
            await self.kill()

    @property
    def is_running(self) -> bool:
        """Tell whether it has not ended."""
        return self._process.returncode is None

    def reports(self) -> str:
        """Return what it wrote to stderr."""
        return self._log.read_text()

    async def kill(self) -> None:
        """End it as a power cut would."""
        self._process.kill()
        await self._process.wait()


class Program(Running):
    """One running `antrian`, with all that it has printed."""

    def __init__(self, process: asyncio.subprocess.Process, log: Path) -> None:
        super().__init__(process, log)
        self.printed = ""
        self._read_to = 0

    def say(self, line: str) -> None:
        """Type a line."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n".encode())

    async def sees(self, pattern: str) -> re.Match[str]:
        """Read on until a pattern is found behind what was found last; return the match."""
        while not (found := re.compile(pattern).search(self.printed, self._read_to)):
            assert await self._read(), f"{pattern!r} is not in {self.printed!r}\n{self.reports()}"
        self._read_to = found.end()
        return found

    async def ask(self, line: str, pattern: str) -> re.Match[str]:
        """Type a line, and wait for what it is to be answered with."""
        self.say(line)
        return await self.sees(pattern)

    async def end(self) -> int:
        """Close the input, read the rest, and return the exit code."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        return await self.exit_code()

    async def stop(self) -> int:
        """Ask it to stop, as an operator does; return the exit code."""
        self._process.send_signal(signal.SIGTERM)
        return await self.exit_code()

    async def exit_code(self) -> int:
        """Wait for its end."""
        while await self._read():
            pass
        return await self._process.wait()

    def children(self) -> list[int]:
        """Return the ids of the processes that it has started."""
        pid = self._process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    async def _read(self) -> bool:
        assert self._process.stdout is not None
        async with asyncio.timeout(PATIENCE_S):
            data = await self._process.stdout.read(65536)
        self.printed += data.decode()
        return bool(data)


class Installation:
    """A configuration and its data folder. The page of `antrian run` takes any free port."""

    def __init__(self, folder: Path, *, python: str = sys.executable) -> None:
        self.folder = folder
        self._python = python
        (folder / "config.toml").write_text(CONFIG)

    @asynccontextmanager
    async def antrian(self, *arguments: str, **variables: str) -> AsyncIterator[Program]:
        """Run a verb; whatever is left of it ends with the block."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("ANTRIAN_")}
        log = self.folder / f"{arguments[0]}.log"
        with log.open("ab") as reports:
            process = await asyncio.create_subprocess_exec(
                *(self._python, "-m", "bot", *arguments),
                cwd=self.folder,
                env=clean | {"ANTRIAN_WEB_CBN_PORT": "0", "PYTHONPATH": str(ROOT)} | variables,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=reports,
            )
        async with Program(process, log) as program:
            yield program

    @asynccontextmanager
    async def chat(self, phone: str) -> AsyncIterator[Program]:
        """Talk as the holder of a number."""
        async with self.antrian("chat", "--as", phone) as program:
            yield program

    async def piped(self, phone: str, lines: Sequence[str]) -> tuple[int, str]:
        """Talk with lines piped in; return the exit code and what was answered."""
        async with self.chat(phone) as program:
            for line in lines:
                program.say(line)
            return await program.end(), program.printed


def working_day(after: int = 2) -> date:
    """Return the next Monday to Friday from so many days ahead on."""
    day = date.today() + timedelta(days=after)
    return day + timedelta(days=max(0, 8 - day.isoweekday()) if day.isoweekday() > 5 else 0)
