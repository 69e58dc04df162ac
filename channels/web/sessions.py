"""Who sits behind a browser: a secret cookie, known to Redis as a fingerprint with a sealed record."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from bot.store import keys

if TYPE_CHECKING:
    from bot.store.client import Client
    from bot.store.sealing import Sealer

LIFETIME_S = 7 * 24 * 3600
NewSecret = Callable[[], str]


class Session(Struct, frozen=True, array_like=True):
    """One browser's chat; `phone` is E.164, or "" when nothing is known of it."""

    chat_id: str
    phone: str = ""


def new_secret() -> str:
    """Return 192 random bits, fit for a cookie."""
    return secrets.token_urlsafe(24)


class Sessions:
    """The sessions of one installation; each look renews one for seven days."""

    def __init__(self, client: Client, sealer: Sealer, *, new_secret: NewSecret = new_secret) -> None:
        self._client = client
        self._sealer = sealer
        self._new_secret = new_secret

    async def start(self, phone: str) -> str:
        """Begin a chat and return the secret that belongs into the cookie."""
        secret = self._new_secret()
        key = self._key(secret)
        record = msgspec.msgpack.encode(Session(chat_id=self._new_secret(), phone=phone))
        sealed = self._sealer.seal(record, about=key.encode())
        await self._client.execute("SET", key, sealed, "EX", LIFETIME_S, key=key)
        return secret

    async def find(self, secret: str) -> Session | None:
        """Return the session that a cookie names, or None when it is unknown or over."""
        if not secret:
            return None
        key = self._key(secret)
        sealed = await self._client.execute("GETEX", key, "EX", LIFETIME_S, key=key)
        if sealed is None:
            return None
        return msgspec.msgpack.decode(self._sealer.open(sealed, about=key.encode()), type=Session)

    async def end(self, secret: str) -> None:
        """Forget a session."""
        key = self._key(secret)
        await self._client.execute("DEL", key, key=key)

    def _key(self, secret: str) -> str:
        return keys.web_session(self._sealer.fingerprint("web-session", secret))
