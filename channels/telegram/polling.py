"""Updates fetched from Telegram: the offset moves only over what the inbox has, so nothing is lost by a restart."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TypeAlias

from bot.errors import StoreUnavailable
from channels.telegram.calls import Calls
from channels.telegram.parse import UPDATES, chat_of
from channels.telegram.turns import Turn
from channels.telegram.updates import Update
from channels.telegram.wire import Call, Wire

WAIT_S = 25
"""How long Telegram keeps a call open while there is nothing new."""

ANSWER_S = 15.0
AT_ONCE = 100

Take: TypeAlias = Callable[[Update], Awaitable[None]]
"""Hands an update to the inbox. Raises StoreUnavailable."""


async def poll(wire: Wire, calls: Calls, take: Take, *, turn: Turn, store_pause_s: float) -> None:
    """Fetch and take updates until cancelled, whenever it is this process's turn. Raises TokenRefused."""
    await calls.until_done(Call("deleteWebhook"))  # while there is one, Telegram gives out nothing
    known = {"limit": AT_ONCE, "timeout": WAIT_S, "allowed_updates": list(UPDATES)}
    ask = Call("getUpdates", known)
    while True:
        await turn.comes()
        updates = await calls.until_answered(partial(wire.updates, ask, limit_s=WAIT_S + ANSWER_S))
        if updates:
            offset = await taken(updates, take)
            ask = Call("getUpdates", {**known, "offset": offset})
            if offset <= updates[-1].update_id:
                await asyncio.sleep(store_pause_s)


async def taken(updates: Sequence[Update], take: Take) -> int:
    """Take updates, those of one chat in their order; return the first that is not safe, or the one after the last."""
    by_chat: defaultdict[int, list[Update]] = defaultdict(list)
    for update in updates:
        by_chat[chat_of(update)].append(update)
    safe: set[int] = set()

    async def take_in_order(of_chat: Sequence[Update]) -> None:
        for update in of_chat:
            try:
                await take(update)
            except StoreUnavailable:
                return
            safe.add(update.update_id)

    # At once, because the store's calls of one tick travel together.
    await asyncio.gather(*map(take_in_order, by_chat.values()))
    return next((u.update_id for u in updates if u.update_id not in safe), updates[-1].update_id + 1)
