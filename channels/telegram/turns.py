"""Whose turn it is to fetch a bot's updates: one process's at a time, for Telegram gives them to one only."""

from __future__ import annotations

import asyncio
import secrets
from contextlib import suppress

from bot.errors import StoreUnavailable
from bot.store.accounts import Accounts
from bot.store.client import Client

LEAVE_S = 2.0


class Turn:
    """The turn of one process at one account, held by a lease; another's comes when this one is gone."""

    def __init__(self, client: Client, *, account: str, ask_again_s: float) -> None:
        self._accounts = Accounts(client)
        self._lease = f"{account}:updates"
        self._process = secrets.token_hex(8)
        self._ask_again_s = ask_again_s
        self._is_ours = asyncio.Event()

    async def comes(self) -> None:
        """Wait until it is this process's turn."""
        await self._is_ours.wait()

    async def keep(self) -> None:
        """Ask for the turn and stay in it, until cancelled; then it is free at once."""
        try:
            while True:
                await self._ask()
                await asyncio.sleep(self._ask_again_s)
        finally:
            with suppress(StoreUnavailable, TimeoutError):
                async with asyncio.timeout(LEAVE_S):
                    await self._accounts.leave(self._lease, process=self._process)

    async def _ask(self) -> None:
        try:
            is_ours = await self._accounts.serve(self._lease, process=self._process)
        except StoreUnavailable:  # nothing could be taken now anyway
            is_ours = False
        if is_ours:
            self._is_ours.set()
        else:
            self._is_ours.clear()
