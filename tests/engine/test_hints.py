"""Hints: who has new work, and the look that makes up for those that got lost."""

from __future__ import annotations

import asyncio

from bot.engine.hints import ALL_PARTS, Hints, Switchboard
from bot.store import keys
from bot.store.client import Client


async def quiet() -> Hints:
    """Return hints whose first look, which is due at once, is over."""
    hints = Hints(look_again_s=3600)
    assert ALL_PARTS == await hints.next()
    return hints


async def test_first_look() -> None:
    """Who starts looks everywhere once, without a hint."""
    assert ALL_PARTS == await Hints(look_again_s=3600).next(0)


async def test_hinted_parts() -> None:
    """The parts that were hinted at are told once, together."""
    hints = await quiet()
    for part in (7, 3, 7):
        hints.add(part)
    assert {3, 7} == set(await hints.next(0))
    assert () == await hints.next(0)


async def test_hint_wakes() -> None:
    """A hint wakes who waits, long before the next look."""
    hints = await quiet()
    waiting = asyncio.ensure_future(hints.next())
    await asyncio.sleep(0)
    hints.add(5)
    assert (5,) == await waiting


async def test_look_in_spite_of_hints() -> None:
    """However many hints come, all parts are looked at when it is time."""
    hints = Hints(look_again_s=0)
    hints.add(5)
    assert ALL_PARTS == await hints.next()
    hints.add(5)
    assert ALL_PARTS == await hints.next()


async def test_switchboard(client: Client) -> None:
    """What another process publishes reaches every listener; a new subscription hints at every part."""
    switchboard, first, second = Switchboard(client), await quiet(), await quiet()
    switchboard.listen(first)
    switchboard.listen(second)
    running = asyncio.ensure_future(switchboard.run())
    assert set(ALL_PARTS) == set(await first.next()) == set(await second.next())
    await client.execute("PUBLISH", keys.WAKE_CHANNEL, 9)
    assert ((9,), (9,)) == (await first.next(), await second.next())
    running.cancel()
    await asyncio.wait([running])
