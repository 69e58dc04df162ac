"""The numbered choices of chats whose channel has no buttons: "1" means what was listed last as 1.

In a shared chat each message's choices have codes of their own instead (`14a`): what they mean does not depend on what
else has been written meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bot.engine.rendering import chosen, coded
from bot.messages import Button
from bot.store import keys
from bot.store.client import Client
from bot.store.sealing import Sealer

KEPT_MS = 24 * 3600 * 1000
KEPT_IN_SHARED_MS = 8 * KEPT_MS
"""A day longer than what people ask the staff waits for an answer, so that no code is given anew before that."""


class Menus:
    """{i<part>}:menu:<chat> string, 24 h: the sealed buttons of the last numbered message; the rest: lua/menus.lua."""

    def __init__(self, client: Client, sealer: Sealer) -> None:
        self._client = client
        self._sealer = sealer
        self._decode = msgspec.msgpack.Decoder(tuple[Button, ...]).decode

    async def keep(self, chat: str, buttons: Sequence[Button]) -> None:
        """Remember the choices that a chat is shown as numbers, in place of earlier ones."""
        key = keys.chat_keys(chat).menu
        sealed = self._sealer.seal(msgspec.msgpack.encode(buttons), about=b"menu " + chat.encode())
        await self._client.execute("SET", key, sealed, "PX", KEPT_MS, key=key)

    async def number(self, chat: str, message: str, choices: Sequence[str]) -> int:
        """Return the number under which a message's choices, by their ids, are kept in a shared chat.

        The same message with the same choices has the same number again.
        """
        sealed = self._sealer.seal(msgspec.msgpack.encode(choices), about=b"menus " + chat.encode())
        name = self._sealer.fingerprint("menu", "\n".join((message, *choices)))
        answer = await self._client.call("menu_number", (keys.chat_keys(chat).menus,), name, sealed, KEPT_IN_SHARED_MS)
        return int(answer[1])

    async def named(self, chat: str, text: str) -> str | None:
        """Return the id of the choice that a text names by its code in a shared chat, or None."""
        code = coded(text)
        if code is None:
            return None
        (number, place), key = code, keys.chat_keys(chat).menus
        sealed = await self._client.execute("HGET", key, number, key=key)
        if sealed is None:
            return None
        opened = self._sealer.open(sealed, about=b"menus " + chat.encode())
        choices = msgspec.msgpack.decode(opened, type=tuple[str, ...])
        return choices[place] if place < len(choices) else None

    async def chosen(self, chat: str, text: str) -> str | None:
        """Return the id of the choice that a text names by its code, number or label, or None."""
        if named := await self.named(chat, text):
            return named
        key = keys.chat_keys(chat).menu
        sealed = await self._client.execute("GET", key, key=key)
        if sealed is None:
            return None
        return chosen(self._decode(self._sealer.open(sealed, about=b"menu " + chat.encode())), text)
