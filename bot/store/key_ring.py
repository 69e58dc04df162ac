"""The keys that seal personal data: a private file, made at the first start, or a text."""

from __future__ import annotations

import os
import secrets
import tempfile
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from bot.store.errors import KeyRingError

_KEY_BYTES = 32
_LOOKUP = "lookup"
_MOST = 255


class KeyRing(Struct, frozen=True, kw_only=True):
    """`lookup` hashes, and never changes; the highest number of `sealing` seals, the others open."""

    lookup: bytes
    sealing: Mapping[int, bytes]

    def text(self) -> str:
        """Return the ring as text, a key a word: `lookup:<key> 1:<key> …` (base64url)."""
        named = {_LOOKUP: self.lookup} | {str(number): key for number, key in sorted(self.sealing.items())}
        return "\n".join(f"{name}:{urlsafe_b64encode(key).decode()}" for name, key in named.items())


def read_keys(text: str, *, source: str) -> KeyRing:
    """Read a ring's text (a file's, or an environment variable's); `source` names it in errors."""
    keys: dict[str, bytes] = {}
    for word in text.split():
        name, _, key = word.partition(":")
        keys[name] = _decoded(key, source)
    lookup = keys.pop(_LOOKUP, None)
    if lookup is None or not keys or not all(name.isdecimal() and 1 <= int(name) <= _MOST for name in keys):
        raise _garbled(source)
    return KeyRing(lookup=lookup, sealing={int(name): key for name, key in keys.items()})


def open_keys(path: Path) -> KeyRing:
    """Return a key file's ring; the first process that asks makes it (mode 600), and its folder (700)."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(path, KeyRing(lookup=_new_key(), sealing={1: _new_key()}), is_new=True)
    _check_private(path)
    return read_keys(path.read_text(), source=str(path))


def rotated(path: Path) -> KeyRing:
    """Add a key to a key file's ring: it seals from the next start on, the older ones still open."""
    ring = open_keys(path)
    number = max(ring.sealing) + 1
    if number > _MOST:
        raise KeyRingError(str(path), problem="hold 255 keys already", remedy="remove the oldest")
    newer = KeyRing(lookup=ring.lookup, sealing={**ring.sealing, number: _new_key()})
    _write(path, newer, is_new=False)
    return newer


def _new_key() -> bytes:
    return secrets.token_bytes(_KEY_BYTES)


def _decoded(text: str, source: str) -> bytes:
    try:
        key = urlsafe_b64decode(text)
    except ValueError:
        raise _garbled(source) from None
    if len(key) != _KEY_BYTES:
        raise _garbled(source)
    return key


def _garbled(source: str) -> KeyRingError:
    return KeyRingError(
        source,
        problem="can't be read: expected 'lookup:<key> 1:<key> …', of 32 bytes each in base64url",
        remedy="restore them from your backup; sealed data can't be read without them",
    )


def _check_private(path: Path) -> None:
    if path.stat().st_mode & 0o077:
        raise KeyRingError(str(path), problem="can be read by others", remedy=f"run: chmod 600 {path}")


def _write(path: Path, ring: KeyRing, *, is_new: bool) -> None:
    """Put the whole file in place at once; a new one never over another process's."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".keys-")  # mode 600
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(ring.text() + "\n")
            file.flush()
            os.fsync(descriptor)
        if not is_new:
            draft.replace(path)
            return
        with suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        draft.unlink(missing_ok=True)
