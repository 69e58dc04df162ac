"""The road through each real channel's library, beside bare echo bots that keep nothing, and nonebot2 as a peer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractAsyncContextManager
from importlib import import_module
from multiprocessing import get_context

import structlog
from msgspec import Struct
from msgspec.structs import replace

from bench.crowd import Load, Serve, crowded
from bench.measures import Progress, empty_store
from bench.ours import answering

WORDS = ("#bantuan", "#cek")
ROUNDS = 3
HEAD = f"""
## Through the real libraries

Over loopback, without the platforms' own limits. The road answers from the inbox to the outbox, durable and sealed; the
bare bot echoes and keeps nothing. Each in a process of its own, in turns, the best of {ROUNDS}: the bare bots with
Python's own garbage settings, the road as `antrian run` sets them. Beside each: nonebot2 with its Telegram adapter, an
echo bot too. Asked: a ratio of 0.6 at least, and more than nonebot2.

Of neonize only the Go library is replaced. In its first rows each message that it sends takes 20 ms, in place of the
way to WhatsApp and back; in the others none, so that Python's work alone is measured: there the bare bot makes one call
a message, and the road marks it as read too, keeps who wrote it, and is two processes beside the store.

| channel | library | message | at once | road msg/s | bare bot msg/s | ratio | nonebot2 msg/s |
|---|---|---|---|---|---|---|---|"""


class Channel(Struct, frozen=True):
    """A channel over one library; `bare` and `crowd` are modules of the packages of these names.

    `sending_ms` as in `Load`.
    """

    name: str
    library: str
    bare: str
    crowd: str
    sending_ms: int = 0

    @property
    def title(self) -> str:
        """Return what stands in the table."""
        return f"{self.library}, {self.sending_ms} ms" if self.sending_ms else self.library


CHANNELS = (
    Channel("telegram", "aiogram", "aiogram", "telegram"),
    Channel("telegram", "python-telegram-bot", "python_telegram_bot", "telegram"),
    Channel("whatsapp-cloud", "pywa", "pywa", "cloud"),
    Channel("whatsapp", "neonize", "neonize", "whatsapp", sending_ms=20),
    Channel("whatsapp", "neonize", "neonize", "whatsapp"),
)
PEER = Channel("telegram", "nonebot2", "nonebot2", "telegram")


class Row(Struct, frozen=True, kw_only=True):
    """Messages a second of the road with one command word, and of a bare echo bot, over one library."""

    channel: Channel
    load: Load
    road: float
    bare: float
    peer: float

    @property
    def ratio(self) -> float:
        """Return the road's share of what the library alone does."""
        return self.road / self.bare


def rows(url: str, *, messages: int, concurrency: int, progress: Progress) -> list[Row]:
    """Measure each channel with each word, on the store at `url`."""
    found = []
    for word in WORDS:
        load = Load(text=word, messages=messages, concurrency=concurrency)
        progress(f"{PEER.library}, {word}")
        peer = bare(PEER, load, rounds=ROUNDS)
        for channel in CHANNELS:
            progress(f"{channel.title}, {word}")
            found.append(row(url, channel, load, rounds=ROUNDS, peer=peer))
    return found


def row(url: str, channel: Channel, load: Load, *, rounds: int, peer: float) -> Row:
    """Measure the road and an echo bot in turns, and keep the best round of each.

    Each runs in a process of its own, as it would by itself: what ran before leaves neither a heap nor settings.
    """
    load = replace(load, sending_ms=channel.sending_ms)
    took = [(_alone(_road_s, url, channel, load), _alone(_bare_s, channel, load)) for _ in range(rounds)]
    road_s, bare_s = map(min, zip(*took, strict=True))
    return Row(channel=channel, load=load, road=load.messages / road_s, bare=load.messages / bare_s, peer=peer)


def bare(channel: Channel, load: Load, *, rounds: int) -> float:
    """Return messages a second of an echo bot alone, in its best round."""
    return load.messages / min(_alone(_bare_s, channel, load) for _ in range(rounds))


def written(rows: Sequence[Row]) -> str:
    """Return the figures as a part of the page."""
    lines = [HEAD]
    for each in sorted(rows, key=lambda row: CHANNELS.index(row.channel)):
        lines.append(
            f"| {each.channel.name} | {each.channel.title} | `{each.load.text}` | {each.load.concurrency} "
            f"| {each.road:,.0f} | {each.bare:,.0f} | {each.ratio:.2f} | {each.peer:,.0f} |"
        )
    return "\n".join(lines) + "\n"


def _alone(measure: Callable[..., float], *arguments: object) -> float:
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as process:
        return process.submit(measure, *arguments).result()


def _road_s(url: str, channel: Channel, load: Load) -> float:
    async def measured() -> float:
        async with (
            empty_store(url) as client,
            crowded(_crowd(channel), load) as crowd,
            answering(client, crowd.url, channel.library) as address,
        ):
            return await crowd.took_s(address)

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    return asyncio.run(measured())


def _bare_s(channel: Channel, load: Load) -> float:
    async def measured() -> float:
        async with crowded(_crowd(channel), load) as crowd, _bare(channel)(crowd.url) as address:
            return await crowd.took_s(address)

    logging.disable()  # an update that is awaited when the bot stops is no news
    return asyncio.run(measured())


def _crowd(channel: Channel) -> Serve:
    serve: Serve = import_module(f"bench.crowds.{channel.crowd}").serve
    return serve


def _bare(channel: Channel) -> Callable[[str], AbstractAsyncContextManager[str]]:
    """Return a library's echo bot; only now is the library imported."""
    echoing: Callable[[str], AbstractAsyncContextManager[str]] = import_module(f"bench.bare.{channel.bare}").echoing
    return echoing
