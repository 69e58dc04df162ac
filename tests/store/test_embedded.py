"""The embedded server: one owner for each folder, others join, and nothing outlives its owner."""

from __future__ import annotations

import asyncio
import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.store.client import open_client
from bot.store.data_folder import LAYOUT
from bot.store.embedded import Endpoint, open_embedded
from bot.store.errors import DataFolderError

ROOT = Path(__file__).parents[2]
PROGRAM = """\
import sys
from pathlib import Path
from bot.store.embedded import open_embedded
with open_embedded(Path(sys.argv[1])) as endpoint:
    print(endpoint.owner, endpoint.url, flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_process(folder: Path) -> Iterator[tuple[subprocess.Popen[str], Endpoint]]:
    """Run the embedded server in a process of its own until the block ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with process:
        assert process.stdout is not None
        owner, url = process.stdout.readline().split()
        yield process, Endpoint(url, owner=owner == "True")


def run(url: str, *command: str) -> object:
    """Run one command at a server."""

    async def ask() -> object:
        async with open_client(url, give_up_s=5) as client:
            return await client.execute(*command)

    return asyncio.run(ask())


def test_the_server_is_durable_and_has_no_port(tmp_path: Path) -> None:
    """Each write is on disk before it is answered, and nobody gets in by the network."""
    with open_embedded(tmp_path) as endpoint:
        assert endpoint.owner
        settings = run(endpoint.url, "CONFIG", "GET", "append*", "port")
    assert isinstance(settings, list)
    named = dict(zip(settings[::2], settings[1::2], strict=True))
    assert (named[b"appendonly"], named[b"appendfsync"], named[b"port"]) == (b"yes", b"always", b"0")


def test_data_is_there_at_the_next_start(tmp_path: Path) -> None:
    """What was written comes back with the next server of the folder."""
    with open_embedded(tmp_path) as endpoint:
        run(endpoint.url, "SET", "k", "v")
    with open_embedded(tmp_path) as endpoint:
        assert run(endpoint.url, "GET", "k") == b"v"


def test_a_second_process_joins(tmp_path: Path) -> None:
    """Whoever comes second uses the server that runs, and leaves it running."""
    with open_embedded(tmp_path) as mine:
        with another_process(tmp_path) as (_, theirs):
            assert theirs == Endpoint(mine.url, owner=False)
        assert run(mine.url, "PING") == b"PONG"


def test_the_server_ends_with_a_killed_owner_and_another_can_start(tmp_path: Path) -> None:
    """Killing the owner ends its server; the next owner starts right after, with all that was answered."""
    with another_process(tmp_path) as (owner, theirs):
        assert theirs.owner
        run(theirs.url, "SET", "k", "v")
        owner.send_signal(signal.SIGKILL)
        owner.wait()
        with open_embedded(tmp_path) as mine:
            assert mine.owner
            assert run(mine.url, "GET", "k") == b"v"


def test_a_server_that_is_slow_to_end_keeps_its_folder(tmp_path: Path) -> None:
    """No second server writes beside one that has not ended yet, although its owner is gone."""
    with another_process(tmp_path) as (owner, theirs):
        state = run(theirs.url, "INFO", "server")
        assert isinstance(state, bytes)
        server = int(state.split(b"process_id:")[1].split()[0])
        os.kill(server, signal.SIGSTOP)
        owner.send_signal(signal.SIGKILL)
        owner.wait()
        try:
            with pytest.raises(DataFolderError, match="a server that does not end"):
                open_embedded(tmp_path, patience_s=0.1).__enter__()
        finally:
            os.kill(server, signal.SIGCONT)
        with open_embedded(tmp_path) as mine:
            assert mine.owner


@pytest.mark.parametrize("depth", [pytest.param(1, id="short"), pytest.param(60, id="too long for a socket")])
def test_any_length_of_path_works(tmp_path: Path, depth: int) -> None:
    """A data folder deep down gets its socket elsewhere, and who joins finds it."""
    folder = tmp_path.joinpath(*["deep"] * depth)
    with open_embedded(folder) as first, open_embedded(folder) as second:
        assert second == Endpoint(first.url, owner=False)
        path = Path(first.url.removeprefix("unix://"))
        assert len(os.fsencode(path)) <= 107
    assert not path.exists()


def test_the_folder_is_private(tmp_path: Path) -> None:
    """A new folder, and an empty one that was open, are for us only."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    with open_embedded(folder):
        assert folder.stat().st_mode & 0o777 == 0o700


def hold_silently(folder: Path) -> Iterator[None]:
    """Hold the owner's lock, as an owner would whose server hangs."""
    with (folder / "owner.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def keep_the_server_lock(folder: Path) -> Iterator[None]:
    """Hold the server's lock, as a server would that does not end."""
    with (folder / "server.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def write_newer_layout(folder: Path) -> Iterator[None]:
    """Mark the folder as written by a newer release."""
    (folder / "layout").write_text(f"{LAYOUT + 1}\n")
    yield


def garble_layout(folder: Path) -> Iterator[None]:
    """Mark the folder with nonsense."""
    (folder / "layout").write_text("?\n")
    yield


def take_the_folder_for_others(folder: Path) -> Iterator[None]:
    """Keep something else in the folder, open to everybody."""
    (folder / "thesis.doc").touch()
    folder.chmod(0o755)
    yield


def spoil_the_data(folder: Path) -> Iterator[None]:
    """Put a file where the server wants a directory."""
    (folder / "appendonlydir").touch()
    yield


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        pytest.param(hold_silently, "in use by another process .* configure another folder", id="owner hangs"),
        pytest.param(keep_the_server_lock, "in use by a server that does not end", id="server hangs"),
        pytest.param(write_newer_layout, "newer release .* install that release", id="newer layout"),
        pytest.param(garble_layout, "no version", id="no layout"),
        pytest.param(take_the_folder_for_others, "not ours; .* chmod 700", id="not ours"),
        pytest.param(spoil_the_data, "does not start: .*valkey.log", id="does not start"),
    ],
)
def test_a_folder_that_cannot_be_used_says_why(
    tmp_path: Path, spoil: Callable[[Path], Iterator[None]], message: str
) -> None:
    """Each reason has its own words, and says what to do."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    with contextmanager(spoil)(folder), pytest.raises(DataFolderError, match=message):  # noqa: SIM117
        with open_embedded(folder, patience_s=0.3):
            pass


def test_a_folder_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    """A path on which no folder can be is an error of ours."""
    (tmp_path / "file").touch()
    with pytest.raises(DataFolderError, match=r"can't be used .*give this user the right"):
        open_embedded(tmp_path / "file" / "data").__enter__()
