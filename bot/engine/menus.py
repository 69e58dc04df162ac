"""The last numbered choices of a chat whose channel has no buttons: "1" means what was listed as 1."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bot.engine.rendering import chosen
from bot.messages import Button
from bot.store import keys
from bot.store.client import Client
from bot.store.sealing import Sealer

KEPT_MS = 24 * 3600 * 1000


class Menus:
    """{i<part>}:menu:<chat> string, 24 h: the sealed buttons of the last numbered message."""

    def __init__(self, client: Client, sealer: Sealer) -> None:
        self._client = client
        self._sealer = sealer
        self._decode = msgspec.msgpack.Decoder(tuple[Button, ...]).decode

    async def keep(self, chat: str, buttons: Sequence[Button]) -> None:
        """Remember the choices that a chat is shown as numbers, in place of earlier ones."""
        key = keys.chat_keys(chat).menu
        sealed = self._sealer.seal(msgspec.msgpack.encode(buttons), about=b"menu " + chat.encode())
        await self._client.execute("SET", key, sealed, "PX", KEPT_MS, key=key)

    async def chosen(self, chat: str, text: str) -> str | None:
        """Return the id of the choice that a text names by its number or label, or None."""
        key = keys.chat_keys(chat).menu
        sealed = await self._client.execute("GET", key, key=key)
        if sealed is None:
            return None
        return chosen(self._decode(self._sealer.open(sealed, about=b"menu " + chat.encode())), text)
