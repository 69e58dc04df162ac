"""Where sealed files lie: in the data folder here, in an object store in `s3`. They know no case and no key."""

from __future__ import annotations

import asyncio
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from bot.store.errors import BlobGone, BlobsAway


class Blobs(Protocol):
    """Keeps bytes under names such as "CBN/WNA-7K3M/a1b2". Its methods raise BlobsAway while it can't."""

    async def put(self, name: str, data: bytes) -> None:
        """Keep bytes; the same name again replaces them."""
        ...

    async def get(self, name: str) -> bytes:
        """Return what is kept. Raises BlobGone."""
        ...

    async def delete(self, name: str) -> None:
        """Delete what is kept. Again is harmless."""
        ...


class FolderBlobs:
    """Files in a private folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, name: str, data: bytes) -> None:
        """Write a file; it is whole on the disk when this returns."""
        await asyncio.to_thread(self._put, self._folder / name, data)

    async def get(self, name: str) -> bytes:
        """Read a file. Raises BlobGone."""
        return await asyncio.to_thread(self._get, self._folder / name)

    async def delete(self, name: str) -> None:
        """Delete a file, and its case's folder with the last one."""
        await asyncio.to_thread(self._delete, self._folder / name)

    def _put(self, path: Path, data: bytes) -> None:
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")  # mode 600
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(descriptor)
            Path(draft).replace(path)
        except OSError as error:
            raise BlobsAway(error.strerror or type(error).__name__) from None

    def _get(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except FileNotFoundError:
            raise BlobGone from None
        except OSError as error:
            raise BlobsAway(error.strerror or type(error).__name__) from None

    def _delete(self, path: Path) -> None:
        try:
            for draft in path.parent.glob(f".{path.name}-*"):  # of a process that died over it
                draft.unlink(missing_ok=True)
            path.unlink(missing_ok=True)
        except OSError as error:
            raise BlobsAway(error.strerror or type(error).__name__) from None
        with suppress(OSError):  # there are others in it
            path.parent.rmdir()
