"""Nothing personal where an operator looks: not in the logs, not in the keys and values of the store."""

from __future__ import annotations

import io
from datetime import date

from msgspec.structs import replace

from bot.choices import leave_choice
from bot.errors import SendAfter, SendNever
from bot.messages import InboundEvent
from bot.store.client import Client
from tests.journeys.recording import RecordingChannel
from tests.journeys.roads import DAY, Clock, running, said, town
from tests.offices import TUESDAY, office_of_tests

LINE = f"#Budi Santosa#25011987#{DAY}"
NUMBER = said(chat="obrolan-budi").phone
THURSDAY = date(2099, 12, 3)
PERSONAL = (
    *("budi", "santosa", "halo pak", "obrolan-budi", NUMBER.removeprefix("+62")),
    *("25011987", "1987", "25 januari", "25-01", "25/01", "19870125"),
)


def talk(text: str = "", *, choice: str = "") -> InboundEvent:
    """Return what Budi says."""
    return said(text, chat="obrolan-budi", choice=choice)


async def converse(client: Client, clock: Clock) -> None:
    """Hold a whole conversation, in which deliveries fail in every way."""
    channel = RecordingChannel(clock=clock)
    async with running(town(client, [channel], clock=clock)) as one:
        channel.errors = [None, SendAfter(0, scope="chat", reason="no connection"), None, SendNever("blocked")]
        for text in ("Halo Pak, saya Budi Santosa", LINE, LINE, "YA", "YA", "#cek", "#batal", LINE):
            await one.road.accept(talk(text))
            await one.road.drained(talk().chat)
        assert 1 == len(await one.outbox.parked())


async def test_logs(client: Client, clock: Clock, reports: io.StringIO) -> None:
    """No name, number, birth date, chat or text of a person is in the logs, whatever happens on the way."""
    await converse(client, clock)
    said_of_it = reports.getvalue().lower()
    assert "delivery.postponed" in said_of_it
    assert "delivery.parked" in said_of_it
    assert [] == [word for word in PERSONAL if word in said_of_it]


async def test_store(client: Client, clock: Clock) -> None:
    """No name, number, birth date, chat or text of a person is in a key, or in a value that is not sealed."""
    await converse(client, clock)
    keys = [key.decode() for key in await client.execute("KEYS", "*")]
    kinds = {key.split(":")[1] for key in keys if ":" in key}
    assert {"day", "events", "seen", "parked"} <= kinds
    kept = "\n".join([*keys, *[await _text(client, key) for key in keys]]).lower()
    assert [] == [word for word in PERSONAL if word in kept]


async def test_waiting(client: Client, clock: Clock, reports: io.StringIO) -> None:
    """Nor is anything personal there of who waits for a full date, is offered a place, or has left the line."""
    channel, office = RecordingChannel(clock=clock), office_of_tests(pools={"regular": 0})
    async with running(town(client, [channel], clock=clock, office=office)) as one:
        for text in (LINE, f"#tunggu {LINE[1:]}", "#tunggu", f"#tunggu {LINE.replace(DAY, f'{THURSDAY:%d%m%Y}')[1:]}"):
            await one.road.accept(talk(text))
            await one.road.drained(talk().chat)
        more = replace(office_of_tests(), closed={})
        assert 1 == len(await one.bookings.waitlist.offer(more, TUESDAY, now_ms=clock()))
        waiting = (await one.bookings.waitlist.lists.line("CBN", THURSDAY))[0]
        await one.road.accept(talk(choice=leave_choice(f"CBN-{waiting.code[:4]}-{waiting.code[4:]}", THURSDAY)))
        await one.road.drained(talk().chat)
    assert [] == await one.bookings.waitlist.lists.line("CBN", THURSDAY)
    kept = "\n".join([await _text(client, key.decode()) for key in await client.execute("KEYS", "*")]).lower()
    assert [] == [word for word in PERSONAL if word in kept or word in reports.getvalue().lower()]


async def _text(client: Client, key: str) -> str:
    """Return a key's whole value as text; what is sealed stays so."""
    reading = {
        b"string": ("GET", key),
        b"list": ("LRANGE", key, 0, -1),
        b"hash": ("HGETALL", key),
        b"zset": ("ZRANGE", key, 0, -1, "WITHSCORES"),
        b"stream": ("XRANGE", key, "-", "+"),
    }
    return str(await client.execute(*reading[await client.execute("TYPE", key, key=key)], key=key))
