"""What is remembered of a chat, sealed: {i<part>}:who:<chat> string, a year from its last change.

It is read with the message that it serves, and written with the replies to it (lua/inbox.lua, outbox.lua).
"""

from __future__ import annotations

import msgspec

from bot.profiles import NOTHING_KNOWN, Profile
from bot.store.sealing import Sealer

UNCHANGED = b""
FORGET = b"-"


class Profiles:
    """Seals profiles for one chat each."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(Profile).decode

    def sealed(self, chat: str, profile: Profile | None) -> bytes:
        """Return what `finish` keeps of a profile; None: what is there stays."""
        if profile is None:
            return UNCHANGED
        if profile == NOTHING_KNOWN:
            return FORGET
        return self._sealer.seal(self._encode(profile), about=_about(chat))

    def opened(self, chat: str, sealed: bytes | None) -> Profile:
        """Return a chat's profile, an empty one if there is none."""
        return self._decode(self._sealer.open(sealed, about=_about(chat))) if sealed else NOTHING_KNOWN


def _about(chat: str) -> bytes:
    return b"profile " + chat.encode()
