"""The worker and the scheduler as child processes of `antrian run`: started again when they end, ended with it."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Callable, Sequence

import structlog

from bot.config import Config
from bot.store import launch

VERBS = ("worker", "scheduler")
STEADY_S = 60.0
LONGEST_PAUSE_S = 60.0
STOP_S = 15.0
"""How long a child takes for the job in its hands; a job that is cut off is tried again at the next start."""

log = structlog.get_logger()


def run_here(config: Config) -> bool:
    """Tell whether `antrian run` does the jobs too: where it has the embedded Valkey, unless told otherwise."""
    return config.jobs.in_run == "yes" or (config.jobs.in_run == "auto" and not config.redis.url)


async def keep_children(config: Config, *, commands: Sequence[Sequence[str]] = ()) -> None:
    """Keep a worker and a scheduler running until cancelled, which ends them in order."""
    wanted = commands or [command_of(verb, config) for verb in VERBS]
    async with asyncio.TaskGroup() as group:
        for command in wanted:
            group.create_task(_keep(command))


def command_of(verb: str, config: Config) -> Sequence[str]:
    """Return the command of a verb, with the configuration of this process."""
    return (sys.executable, "-m", "bot", verb, "--config", str(config.source))


async def _keep(command: Sequence[str], *, clock: Callable[[], float] = time.monotonic) -> None:
    verb, failures = command[3], 0
    while True:
        begun = clock()
        code = await _run(command)
        failures = 1 if clock() - begun > STEADY_S else failures + 1
        pause_s = min(LONGEST_PAUSE_S, 2.0**failures / 2)
        log.warning("jobs.restarted", doing=verb, code=code, pause_s=pause_s)
        await asyncio.sleep(pause_s)


async def _run(command: Sequence[str]) -> int:
    """Run a child to its end, or until cancelled; it gets SIGTERM as well when this process ends, however it ends."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-S", launch.__file__, str(os.getpid()), *command),
        stdin=asyncio.subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C at the terminal is for `antrian run`, which ends it in order
    )
    try:
        return await child.wait()
    finally:
        await _end(child)


async def _end(child: asyncio.subprocess.Process) -> None:
    if child.returncode is not None:
        return
    child.terminate()
    try:
        async with asyncio.timeout(STOP_S):
            await child.wait()
    except TimeoutError:
        log.warning("jobs.killed", waited_s=STOP_S)
        child.kill()
        await child.wait()
