"""The group in which an office's staff work. Telegram gives a group that grows another id, which is kept."""

from __future__ import annotations

from typing import Literal

import structlog

from bot.errors import ConfigError, Problem
from bot.plugins import Account
from bot.store import keys
from bot.store.client import Client
from bot.store.sealing import Sealer

log = structlog.get_logger()


class StaffChat:
    """The ids of one account's staff chats: as configured, and as Telegram has changed the first; none without one."""

    def __init__(self, account: Account, *, client: Client, sealer: Sealer) -> None:
        self._account = account.name
        self._configured = _number(account, "staff_chat")
        self._emergency = _number(account, "emergency_chat")
        self._now = self._configured
        self._client = client
        self._sealer = sealer
        self._key = keys.staff_chat(f"{account.channel}:{account.name}")

    @property
    def ids(self) -> frozenset[int]:
        """Return the ids of the chats whose messages are the staff's."""
        return frozenset({self._configured, self._now, self._emergency} - {0})

    def current(self, chat: int) -> int:
        """Return the id under which a chat is reached today."""
        return self._now if chat == self._configured else chat

    async def recall(self) -> None:
        """Remember where the chat has moved to. Raises StoreUnavailable."""
        sealed = await self._client.execute("GET", self._key, key=self._key)
        if sealed is None:
            return
        configured, now = self._sealer.open(sealed, about=self._key.encode()).split()
        if int(configured) == self._configured:  # else the operator has chosen another one since
            self._now = int(now)

    async def follow(self, chat: int, *, to: int) -> None:
        """Note that a group has become a supergroup. Raises StoreUnavailable."""
        if chat not in (self._configured, self._now):
            return
        sealed = self._sealer.seal(f"{self._configured} {to}".encode(), about=self._key.encode())
        await self._client.execute("SET", self._key, sealed, key=self._key)
        self._now = to
        log.warning("telegram.chat_moved", account=self._account, staff_chat=to)


def _number(account: Account, key: Literal["staff_chat", "emergency_chat"]) -> int:
    chat = account.staff_chat if key == "staff_chat" else account.emergency_chat
    try:
        return int(chat or 0)
    except ValueError:
        expected = "the group's number, like -1001234567890"
        problem = Problem(path=key, found=f'"{chat}"', expected=expected)
        raise ConfigError([problem], source=f"the account {account.channel}/{account.name}") from None
