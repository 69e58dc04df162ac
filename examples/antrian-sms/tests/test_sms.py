"""SMS over real folders, beside a strict stand-in for smsd; first of all the contract that every channel keeps."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import ClassVar

import pytest

from antrian_sms.adapter import SmsAdapter
from antrian_sms.parse import Received, messages
from antrian_sms.render import Sheet
from antrian_sms.settings import SmsSettings
from bot.adapters import ChannelAdapter
from bot.errors import SendAfter, SendError
from bot.messages import ChatRef, InboundEvent, Media, Message
from bot.plugins import Account
from bot.testing import Arrival, ChannelContract, Delivery, Inbox, Shown, deliver

PHONE = "+6281234567890"
CHAT = ChatRef("sms", "cbn", PHONE)
HEARD = InboundEvent(chat=CHAT, office="CBN", message_id="20261124_130000_01", text="#jadwal", phone=PHONE)
HELLO = Message(id="m1.1", chat=CHAT, text="Halo")
NOW_MS = 1_795_500_000_000


class Looks:
    """Stands for the pause between two looks: it ends when the test wants the next look."""

    def __init__(self) -> None:
        self._news = asyncio.Condition()
        self._rests = 0
        self._wanted = 0

    async def pause(self, seconds: float) -> None:
        """Rest until another look is wanted."""
        async with self._news:
            self._rests += 1
            self._news.notify_all()
            await self._news.wait_for(lambda: self._wanted >= self._rests)

    async def look(self) -> None:
        """Have the adapter look once more; return when it has done all that it found to do."""
        async with self._news:
            self._wanted += 1
            self._news.notify_all()
            await self._news.wait_for(lambda: self._rests > self._wanted)


class NumberUnderTest:
    """A running account, its folders, and the person who writes to it."""

    def __init__(self, adapter: SmsAdapter, options: SmsSettings, looks: Looks) -> None:
        self.adapter: ChannelAdapter = adapter
        self.inbox = Inbox()
        self.chat = CHAT
        self._options = options
        self.looks = looks
        self._said: Mapping[Path, bytes] = {}
        self._count = 0

    async def say(self, text: str) -> None:
        """Send an SMS; smsd keeps it in as many parts as the network made of it."""
        self._count += 1
        stem = f"IN20261124_130000_{self._count:02d}_{PHONE}"
        half = len(text) // 2
        parts = enumerate((text[:half], text[half:]))
        self._said = {self._options.inbox / f"{stem}_{n:02d}.txt": part.encode("utf-16") for n, part in parts}
        await self.hand_over_again()

    async def hand_over_again(self) -> None:
        """Put the last message into the inbox, again."""
        for path, data in self._said.items():
            path.write_bytes(data)
        for _ in range(2):
            await self.looks.look()

    async def is_told_received(self) -> bool:
        """Tell whether the last message has left the inbox."""
        return not any(path.exists() for path in self._said)

    async def shown(self, count: int) -> Sequence[Shown]:
        """Return what smsd would send, in its order."""
        return [Shown(path.read_text("utf-16")) for path in sorted(self._options.outbox.iterdir())]

    @asynccontextmanager
    async def broken(self, fault: str) -> AsyncIterator[ChannelAdapter]:
        """Give the account without its outbox."""
        self._options.outbox.rmdir()
        if fault == "folder is a file":
            self._options.outbox.touch()
        yield self.adapter


@pytest.fixture
def options(tmp_path: Path) -> SmsSettings:
    """Give two empty folders."""
    for name in ("inbox", "outbox"):
        (tmp_path / name).mkdir()
    return SmsSettings(inbox=tmp_path / "inbox", outbox=tmp_path / "outbox")


@pytest.fixture
async def channel(options: SmsSettings) -> AsyncIterator[NumberUnderTest]:
    """Give a running account."""
    looks = Looks()
    account = Account(channel="sms", name="cbn", office="CBN")
    adapter = SmsAdapter(account, options, clock=lambda: NOW_MS, pause=looks.pause)
    number = NumberUnderTest(adapter, options, looks)
    task = asyncio.create_task(adapter.run(number.inbox.accept))
    yield number
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def received(*parts: bytes, sender: str = PHONE) -> Received:
    """Return a message of these parts."""
    files = {f"IN20261124_130000_01_{sender}_{n:02d}.txt": data for n, data in enumerate(parts)}
    (only,) = messages(files)
    return only


class TestContract(ChannelContract):
    """SMS keeps the contract."""

    arrivals: ClassVar[Mapping[str, Arrival]] = {
        "plain": Arrival(received(b"#jadwal"), [HEARD]),
        "little end first": Arrival(received(b"\xff\xfe" + "#jadwal".encode("utf-16-le")), [HEARD]),
        "big end first": Arrival(received(b"\xfe\xff" + "#jadwal".encode("utf-16-be")), [HEARD]),
        "two parts": Arrival(received(b"#jad", b"wal"), [HEARD]),
        "number as it is dialled": Arrival(received(b"#jadwal", sender="081234567890"), [HEARD]),
        "sender with a name": Arrival(received(b"Promo!", sender="TELKOMSEL"), []),
    }
    deliveries: ClassVar[Mapping[str, Delivery]] = {
        "text": Delivery(HELLO, [Sheet(PHONE, "Halo")]),
        "place": Delivery(
            Message(id="m1.1", chat=CHAT, text="Halo", media=(Media(kind="location", latitude=-6.7, longitude=108.5),)),
            [Sheet(PHONE, "Halo\nhttps://www.openstreetmap.org/?mlat=-6.7&mlon=108.5")],
        ),
    }
    faults: ClassVar[Mapping[str, type[SendError]]] = {"folder is gone": SendAfter, "folder is a file": SendAfter}


async def test_unfinished_message(channel: NumberUnderTest, options: SmsSettings) -> None:
    """A message whose parts are still coming in is not taken before a look finds no more of it."""
    parts = [options.inbox / f"IN20261124_130000_01_{PHONE}_{n:02d}.txt" for n in range(2)]
    await channel.looks.look()
    for path, text in zip(parts, (b"#jad", b"wal"), strict=True):
        path.write_bytes(text)
        await channel.looks.look()
        assert [] == channel.inbox.events
    await channel.looks.look()
    assert ["#jadwal"] == await channel.inbox.texts(1)


def test_other_files() -> None:
    """What smsd keeps of another kind in the same folder is left alone."""
    assert [] == messages({"IN20261124_130000_01_+62812_00.bin": b"x", "notes.txt": b"x"})


async def test_name_of_a_file(channel: NumberUnderTest) -> None:
    """A file's name is one that smsd takes, with the recipient in its fourth place."""
    assert f"OUTA20261124_060000_000001_{PHONE}_antrian.txt" == await deliver(channel, HELLO)
