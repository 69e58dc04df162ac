"""Where the session of a link is kept: a file that only we can read, or a database; and that one process uses it."""

from __future__ import annotations

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from channels.whatsapp.errors import SessionTaken


@asynccontextmanager
async def held(session: str, *, account: str, folder: Path) -> AsyncIterator[str]:
    """Give the session's file, which is there with mode 600, or the URL of its database.

    Raises SessionTaken when another process on this data folder has it.
    """
    descriptor = await asyncio.to_thread(_lock, folder, account)
    try:
        yield session if "://" in session else await asyncio.to_thread(_file, folder, session or _name(account))
    finally:
        os.close(descriptor)


def _name(account: str) -> str:
    return f"whatsapp-{account}.db"


def _lock(folder: Path, account: str) -> int:
    """Return a locked descriptor; the lock ends with it, however this process ends."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"whatsapp-{account}.lock"
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise SessionTaken(account, path) from None
    return descriptor


def _file(folder: Path, name: str) -> str:
    path = (folder / name).absolute()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    path.chmod(0o600)
    return str(path)
