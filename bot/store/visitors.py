"""Under a person's number: the codes of their applications at an office, and the chat from which they asked last."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bot.messages import ChatRef
from bot.offices import Office
from bot.store import lobby_keys
from bot.store.client import Client
from bot.store.sealing import Sealer


class VisitorRecords:
    """The numbers of all offices' applications, as fingerprints; lua/applications.lua fills them."""

    def __init__(self, client: Client, sealer: Sealer) -> None:
        self._client = client
        self._sealer = sealer
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(ChatRef).decode

    async def codes(self, office: Office, phone: str) -> Sequence[str]:
        """Return the compact codes of a number's applications, the newest first."""
        key = self._key(office, phone)
        return [code.decode() for code in await self._client.execute("ZREVRANGE", key, 0, -1, key=key)]

    async def reach(self, office: Office, phone: str, chat: ChatRef) -> None:
        """Note from which chat a number's owner asked, as long as there is an application. Again is harmless."""
        key = self._key(office, phone)
        sealed = self._sealer.seal(self._encode(chat), about=key.encode())
        await self._client.call("reach", (key, lobby_keys.visitor_chat(key)), sealed)

    async def chat(self, office: Office, phone: str) -> ChatRef | None:
        """Return the chat from which a number's owner asked last, if they ever did."""
        key = self._key(office, phone)
        sealed = await self._client.execute("GET", lobby_keys.visitor_chat(key), key=key)
        return self._decode(self._sealer.open(sealed, about=key.encode())) if sealed else None

    def _key(self, office: Office, phone: str) -> str:
        return lobby_keys.visitor(office.code, self._sealer.fingerprint("number", phone))
