"""Officers at a browser: the codes that the bot hands out, and the sessions begun with them. All sealed.

A code is spent by reading it, in one step, and stays spent; whose request was lost on the way asks for another one.
"""

from __future__ import annotations

from base64 import b32encode

from bot.offices import Office
from bot.staff import Member
from bot.store import lobby_keys
from bot.store.client import Client
from bot.store.operations import Operation
from bot.store.sealing import Sealer
from bot.store.staff import Members

CODE_MS = 5 * 60_000
SESSION_MS = 12 * 3600_000
"""A long shift; who works on signs in again."""


class SignIns:
    """Who is signed in at which browser, by the fingerprint of its secret."""

    def __init__(self, client: Client, sealer: Sealer) -> None:
        self._client = client
        self._sealer = sealer
        self._members = Members(client, sealer)

    async def code(self, office: Office, member: Member, *, operation: Operation) -> str:
        """Return a code of eight letters and digits that signs a member in once, within five minutes.

        The same operation gives the same code.
        """
        code = b32encode(self._sealer.derive("sign-in", str(operation))[:5]).decode()
        key = self._key("sign-in", office, code)
        await self._client.execute("SET", key, self._sealed(key, member), "NX", "PX", CODE_MS, key=key)
        return code

    async def begin(self, office: Office, code: str, *, secret: str) -> Member | None:
        """Spend a code and begin the session of a secret; None when the code is none, or over, or spent."""
        spent = self._key("sign-in", office, code)
        sealed = await self._client.execute("SET", spent, "", "XX", "KEEPTTL", "GET", key=spent)
        member = await self._known(office, spent, sealed)
        if member is not None:
            key = self._key("officer", office, secret)
            await self._client.execute("SET", key, self._sealed(key, member), "PX", SESSION_MS, key=key)
        return member

    async def find(self, office: Office, secret: str) -> Member | None:
        """Return whose session a secret is, with the roles that they have now; None when it is nobody's."""
        key = self._key("officer", office, secret)
        return await self._known(office, key, await self._client.execute("GET", key, key=key) if secret else None)

    async def end(self, office: Office, secret: str) -> None:
        """Sign out. Again is harmless."""
        key = self._key("officer", office, secret)
        await self._client.execute("DEL", key, key=key)

    async def _known(self, office: Office, key: str, sealed: bytes | None) -> Member | None:
        if not sealed:
            return None
        identity = self._sealer.open(sealed, about=key.encode()).decode()
        return await self._members.find(office, (identity,))

    def _sealed(self, key: str, member: Member) -> bytes:
        return self._sealer.seal(member.id.encode(), about=key.encode())

    def _key(self, kind: str, office: Office, secret: str) -> str:
        return lobby_keys.entry_pass(office.code, kind, self._sealer.fingerprint(kind, secret))
