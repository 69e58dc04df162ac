"""Personal data at rest: sealed with AES-GCM, found again through keyed hashes."""

from __future__ import annotations

import os
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import blake2b

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.store.errors import SealBroken
from bot.store.key_ring import KeyRing

_NONCE = 12
_FINGERPRINT = 9  # bytes: 72 bits, 12 characters


class Sealer:
    """Seals with the newest key of a ring and opens with any; `random` gives that many random bytes."""

    def __init__(self, keys: KeyRing, *, random: Callable[[int], bytes] = os.urandom) -> None:
        self._random = random
        self._ciphers = {bytes([number]): AESGCM(key) for number, key in keys.sealing.items()}
        self._newest = bytes([max(keys.sealing)])
        self._cipher = self._ciphers[self._newest]
        self._lookup = blake2b(key=keys.lookup, digest_size=32)

    def seal(self, data: bytes, *, about: bytes) -> bytes:
        """Seal data; it opens only with the same `about`: what it is and where it belongs."""
        nonce = self._random(_NONCE)
        return self._newest + nonce + self._cipher.encrypt(nonce, data, about)

    def open(self, sealed: bytes, *, about: bytes) -> bytes:
        """Open what was sealed. Raises SealBroken."""
        cipher = self._ciphers.get(sealed[:1])
        if cipher is None:
            raise SealBroken(about, problem="its key is not in the ring")
        try:
            return cipher.decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], about)
        except (InvalidTag, ValueError):
            raise SealBroken(about, problem="it was changed, or belongs elsewhere") from None

    def fingerprint(self, kind: str, text: str) -> str:
        """Return a keyed hash of 12 characters to find something by; rotation does not change it."""
        digest = self._digest("fingerprint", kind, text)
        return urlsafe_b64encode(digest[:_FINGERPRINT]).decode()

    def derive(self, purpose: str, text: str) -> bytes:
        """Return 32 secret bytes that depend on the purpose and the text only (a code of an operation)."""
        return self._digest("derive", purpose, text)

    def _digest(self, use: str, kind: str, text: str) -> bytes:
        digest = self._lookup.copy()
        digest.update(f"{use}\0{kind}\0{text}".encode())
        return digest.digest()
