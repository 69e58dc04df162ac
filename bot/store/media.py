"""The files that go with cases (lua/media.lua): sealed, listed by case, opened by links, deleted at the case's end."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Sequence

import msgspec

from bot.media import MOST_FILES, Circle, KeptFile
from bot.media_checks import CheckedFile
from bot.store import case_keys
from bot.store.blobs import Blobs
from bot.store.client import Client
from bot.store.errors import BlobGone
from bot.store.operations import Operation
from bot.store.sealing import Sealer

UNOPENED_MS = 48 * 3600_000
LONGEST_MS = 400 * 24 * 3600_000
LINK_MS = 15 * 60_000


class MediaVault:
    """The files of all offices' cases; `office` is always a code."""

    def __init__(self, client: Client, sealer: Sealer, blobs: Blobs) -> None:
        self._client = client
        self._sealer = sealer
        self._blobs = blobs
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(KeptFile).decode

    def id_of(self, operation: Operation, place: int) -> str:
        """Return the id of the file at a place among those of a message."""
        return self._sealer.derive("file", f"{operation} {place}")[:8].hex()

    async def find(self, office: str, case: str, id: str) -> KeptFile | None:
        """Return a file of a case, if it is written down and there. Raises BlobsAway."""
        key = case_keys.files(office, case)
        sealed = await self._client.execute("HGET", key, id, key=key)
        if not sealed:
            return None
        file = self._opened(office, sealed)
        try:
            await self._blobs.get(_name(office, file))
        except BlobGone:  # whoever wrote it down died before it was put there
            return None
        return file

    async def keep(
        self, office: str, case: str, file: CheckedFile, *, id: str, circle: Circle, now_ms: int
    ) -> KeptFile | None:
        """Keep a file of a case, once for an id; None when the case has as many as it may. Raises BlobsAway.

        It is written down first, so that nothing lies about that nobody would delete.
        """
        kept = KeptFile(id=id, case=case, circle=circle, mime=file.mime, size=len(file.data), at_ms=now_ms)
        named = (case_keys.files(office, case), case_keys.file_ends(office))
        sealed, ends_ms = self._sealed(office, kept), now_ms + UNOPENED_MS
        answer = await self._client.call("file_keep", named, case, id, sealed, now_ms, ends_ms, MOST_FILES)
        if answer[0] != b"OK":
            return None
        name = _name(office, kept)
        await self._blobs.put(name, self._sealer.seal(file.data, about=name.encode()))
        return kept

    async def open(self, office: str, case: str, *, now_ms: int) -> None:
        """Let a case's files stay until it is closed. Again is harmless."""
        await self._end(office, case, now_ms + LONGEST_MS, is_opened=True)

    async def close(self, office: str, case: str, *, ends_ms: int) -> None:
        """Have a case's files deleted at an instant. Again is harmless."""
        await self._end(office, case, ends_ms, is_opened=False)

    async def of_case(self, office: str, case: str) -> Sequence[KeptFile]:
        """Return the files of a case, in the order in which they came."""
        key = case_keys.files(office, case)
        found = [self._opened(office, sealed) for sealed in await self._client.execute("HVALS", key, key=key)]
        return sorted(found, key=lambda file: (file.at_ms, file.id))

    def name(self, office: str, file: KeptFile) -> str:
        """Return the name by which a message may carry a file of the vault."""
        return _name(office, file)

    async def read(self, office: str, file: KeptFile) -> bytes:
        """Return what is in a file. Raises BlobGone, BlobsAway or SealBroken."""
        return await self.read_named(_name(office, file))

    async def read_named(self, name: str) -> bytes:
        """Return what is in the file of a name. Raises BlobGone, BlobsAway or SealBroken."""
        return self._sealer.open(await self._blobs.get(name), about=name.encode())

    async def link(self, office: str, file: KeptFile, *, operation: Operation) -> str:
        """Return the path under which a file can be looked at for 15 minutes by who is entitled to.

        The same operation gives the same link.
        """
        secret = self._sealer.derive("file link", f"{office} {file.id} {operation}")
        token = urlsafe_b64encode(secret[:18]).decode()
        key = self._link(office, token)
        await self._client.execute("SET", key, self._sealed(office, file), "PX", LINK_MS, key=key)
        return f"/berkas/{token}"

    async def linked(self, office: str, token: str) -> KeptFile | None:
        """Return the file that a link's last part stands for; None when it has run out."""
        key = self._link(office, token)
        sealed = await self._client.execute("GET", key, key=key)
        return self._opened(office, sealed) if sealed else None

    async def due(self, office: str, *, now_ms: int, most: int = 100) -> Sequence[str]:
        """Return cases whose files are to be deleted."""
        key = case_keys.file_ends(office)
        found = await self._client.execute("ZRANGE", key, "-inf", now_ms, "BYSCORE", "LIMIT", 0, most, key=key)
        return [case.decode() for case in found]

    async def erase(self, office: str, case: str, *, now_ms: int) -> int:
        """Delete a case's files and what is written down of them; return how many there were. Again is harmless.

        Raises BlobsAway, and then what is left is found again.
        """
        await self.close(office, case, ends_ms=now_ms)
        files = await self.of_case(office, case)
        for file in files:
            await self._blobs.delete(_name(office, file))
        await self._client.call(
            "file_forget", (case_keys.files(office, case), case_keys.file_ends(office)), case, now_ms
        )
        return len(files)

    async def _end(self, office: str, case: str, ends_ms: int, *, is_opened: bool) -> None:
        named = (case_keys.files(office, case), case_keys.file_ends(office))
        await self._client.call("file_end", named, case, ends_ms, int(is_opened))

    def _link(self, office: str, token: str) -> str:
        return case_keys.file_link(office, self._sealer.fingerprint("file link", token))

    def _sealed(self, office: str, file: KeptFile) -> bytes:
        return self._sealer.seal(self._encode(file), about=f"file {office}".encode())

    def _opened(self, office: str, sealed: bytes) -> KeptFile:
        return self._decode(self._sealer.open(sealed, about=f"file {office}".encode()))


def _name(office: str, file: KeptFile) -> str:
    return f"{office}/{file.case}/{file.id}"
