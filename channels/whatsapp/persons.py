"""Which chat a person's messages belong to, however WhatsApp addresses them; and the groups that were told once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.store import keys

if TYPE_CHECKING:
    from bot.store.client import Client
    from bot.store.sealing import Sealer

KEPT_S = 366 * 24 * 3600


class Persons:
    """The persons of one account. Each id leads to the one that was known first: that is the chat's for good.

    One rule goes before it: the chat's id is never one that is somebody else's now.
    """

    def __init__(self, client: Client, sealer: Sealer, *, account: str) -> None:
        self._client = client
        self._sealer = sealer
        self._account = account

    async def id_of(self, *, phone_id: str, lid: str) -> str:
        """Return the id of a person's chat. Raises StoreUnavailable."""
        ids = [each for each in (lid, phone_id) if each]
        known = await asyncio.gather(*map(self._read, ids))
        person = next((each for each in known if each and _is_theirs(each, phone_id, lid)), ids[0])
        unsettled = [each for each, old in zip(ids, known, strict=True) if old != person]
        await asyncio.gather(*(self._write(each, person) for each in unsettled))
        return person

    async def is_new_group(self, group: str) -> bool:
        """Tell whether a group is seen for the first time, and remember it. Raises StoreUnavailable."""
        key = self._key("group", group)
        return await self._client.execute("SET", key, b"1", "NX", "EX", KEPT_S, key=key) is not None

    async def _read(self, id: str) -> str:
        key = self._key("person", id)
        sealed = await self._client.execute("GETEX", key, "EX", KEPT_S, key=key)
        return "" if sealed is None else self._sealer.open(sealed, about=key.encode()).decode()

    async def _write(self, id: str, person: str) -> None:
        key = self._key("person", id)
        sealed = self._sealer.seal(person.encode(), about=key.encode())
        await self._client.execute("SET", key, sealed, "EX", KEPT_S, key=key)

    def _key(self, kind: str, id: str) -> str:
        return keys.whatsapp(kind, self._sealer.fingerprint(f"whatsapp-{kind}", f"{self._account} {id}"))


def _is_theirs(known: str, phone_id: str, lid: str) -> bool:
    """Tell whether an id can still be that of a person, of whom WhatsApp tells these."""
    told = lid if known.endswith("@lid") else phone_id
    return told in ("", known)
