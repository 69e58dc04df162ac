"""The console, over real pipes."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import ClassVar

import pytest
from msgspec.structs import replace

from bot.adapters import Accept
from bot.errors import SendNever
from bot.messages import ChatRef, InboundEvent, Media, Message
from bot.plugins import Account, Services
from channels.console.adapter import ConsoleAdapter, Terminal
from channels.console.lines import LINE_BYTES, Line, lines
from channels.console.parse import TEXT_LENGTH, Typed
from channels.console.render import Sheet
from channels.console.settings import ConsoleSettings
from tests.channels.contract import Arrival, ChannelContract, Delivery, Inbox, Shown

ACCOUNT = Account(channel="console", name="cbn", office="CBN")
PHONE = "+6281234567890"
CHAT = ChatRef("console", "cbn", PHONE)


class ConsoleUnderTest:
    """A console whose person sits at the other ends of two pipes."""

    def __init__(self, services: Services) -> None:
        self.inbox = Inbox()
        self.chat = CHAT
        self._read, self._keyboard = os.pipe()
        self._screen, self._write = os.pipe()
        self._services = services
        self._said = 0
        self._seen = b""
        self.adapter = self.at(self._write)

    def at(self, output: int, **changes: bool) -> ConsoleAdapter:
        terminal = Terminal(input=self._read, output=output, is_interactive=False, shows_qr=False)
        return ConsoleAdapter(
            ACCOUNT,
            options=ConsoleSettings(phone=PHONE),
            services=self._services,
            terminal=replace(terminal, **changes),
            process="p1",
            retry_s=0.01,
        )

    def type(self, data: bytes) -> None:
        os.write(self._keyboard, data)

    def end_input(self) -> None:
        os.close(self._keyboard)
        self._keyboard = -1

    async def say(self, text: str) -> None:
        calls = self.inbox.calls
        await asyncio.to_thread(self.type, f"{text}\n".encode())
        await self.inbox.called(calls + 1)
        self._said += 1

    async def hand_over_again(self) -> None:
        await self.inbox.texts(self._said)  # a line is typed once: the adapter itself tries again

    async def is_told_received(self) -> bool:
        return len(self.inbox.events) == self._said

    async def shown(self, count: int) -> Sequence[Shown]:
        while self._seen.count(b"\n\n") < count:
            self._seen += await asyncio.to_thread(os.read, self._screen, 65536)
        return [Shown(text) for text in self._seen.decode().split("\n\n")[:-1]]

    async def printed(self) -> str:
        """Return everything that was printed, once the output is closed."""
        os.close(self._write)
        self._write = -1
        while chunk := await asyncio.to_thread(os.read, self._screen, 65536):
            self._seen += chunk
        return self._seen.decode()

    @asynccontextmanager
    async def broken(self, fault: str) -> AsyncIterator[ConsoleAdapter]:
        screen, write = os.pipe()
        os.close(screen)
        yield self.at(write)
        os.close(write)

    def close(self) -> None:
        for fd in (self._read, self._keyboard, self._screen, self._write):
            if fd >= 0:
                os.close(fd)


@pytest.fixture
async def console(services: Services) -> AsyncIterator[ConsoleUnderTest]:
    """Give a console that does not run yet."""
    under_test = ConsoleUnderTest(services)
    yield under_test
    under_test.close()


@pytest.fixture
async def channel(console: ConsoleUnderTest) -> AsyncIterator[ConsoleUnderTest]:
    """Give a console that runs until its input ends."""
    async with asyncio.TaskGroup() as group:
        group.create_task(console.adapter.run(console.inbox.accept))
        yield console
        console.end_input()


def typed(data: bytes) -> Typed:
    return Typed(line=Line(3, data), process="p1", at_ms=5)


def event(text: str) -> InboundEvent:
    return InboundEvent(chat=CHAT, office="CBN", message_id="p1-3", text=text, phone=PHONE, sent_at_ms=5)


def message(text: str, *media: Media) -> Message:
    return Message(id="m1.1", chat=CHAT, text=text, media=media)


class TestContract(ChannelContract):
    """The console keeps the contract."""

    arrivals: ClassVar = {
        "text": Arrival(typed(b"#jadwal"), [event("#jadwal")]),
        "spaces around": Arrival(typed(b"  ya \r"), [event("ya")]),
        "emoji": Arrival(typed("setuju 👍".encode()), [event("setuju 👍")]),
        "longest": Arrival(typed(b"x" * TEXT_LENGTH), [event("x" * TEXT_LENGTH)]),
        "empty": Arrival(typed(b"   "), []),
        "not UTF-8": Arrival(typed(b"\xff\xfe"), []),
        "too long": Arrival(typed(b"x" * (TEXT_LENGTH + 1)), []),
    }
    deliveries: ClassVar = {
        "text": Delivery(message("Pilih:\n1. Setuju"), [Sheet(id="m1.1", text="Pilih:\n1. Setuju")]),
        "control characters": Delivery(message("a\x1b[2Jb\x07"), [Sheet(id="m1.1", text="a[2Jb")]),
        "location": Delivery(
            message("Kantor", Media(kind="location", latitude=-6.7, longitude=108.5)),
            [Sheet(id="m1.1", text="Kantor\ngeo:-6.7,108.5")],
        ),
        "QR on a plain output": Delivery(
            message("CBN-7K3M-9QXD", Media(kind="qr", content="CBN-7K3M-9QXD")),
            [Sheet(id="m1.1", text="CBN-7K3M-9QXD")],
        ),
    }
    faults: ClassVar = {"output closed": SendNever}


async def test_ends_with_its_input(console: ConsoleUnderTest) -> None:
    """Lines piped in are taken in order, the last one without its newline too, and then the program ends."""
    console.type(b"#jadwal\n\n#cek\nya")
    console.end_input()
    await console.adapter.run(console.inbox.accept)
    assert ["#jadwal", "#cek", "ya"] == [event.text for event in console.inbox.events]


async def test_waits_for_each_answer(services: Services) -> None:
    """A line is handed over when the one before is answered, and the program ends after the last answer."""
    road: list[str] = []

    async def drained(chat: ChatRef) -> None:
        road.append("answered")

    async def accept(event: InboundEvent) -> bool:
        road.append(event.text)
        return True

    console = ConsoleUnderTest(replace(services, drained=drained))
    console.type(b"#jadwal\n1\n")
    console.end_input()
    await console.adapter.run(accept)
    console.close()
    assert ["#jadwal", "answered", "1", "answered"] == road


async def test_bad_lines(console: ConsoleUnderTest) -> None:
    """A line that can't be taken is told with its number, and the others go on."""
    console.type(b"#jadwal\n\xff\n" + b"x" * (TEXT_LENGTH + 1) + b"\n#cek\n")
    console.end_input()
    await console.adapter.run(console.inbox.accept)
    assert ["#jadwal", "#cek"] == [event.text for event in console.inbox.events]
    complaints = (await console.printed()).strip().split("\n\n")
    assert ["Baris 2 tidak dikirim", "Baris 3 tidak dikirim"] == [c.partition(":")[0] for c in complaints]


async def test_tells_once_that_the_store_is_away(console: ConsoleUnderTest) -> None:
    """While the inbox is away the person is told once, and the line is tried until it is taken."""
    console.inbox.is_away = True
    console.type(b"#jadwal\n")
    console.end_input()
    async with asyncio.TaskGroup() as group:
        group.create_task(console.adapter.run(console.inbox.accept))
        await console.inbox.called(3)
        console.inbox.is_away = False
    assert ["#jadwal"] == [event.text for event in console.inbox.events]
    assert 1 == (await console.printed()).count("Sistem sedang terganggu")


async def test_same_file_twice(services: Services) -> None:
    """The same lines piped in by another process are new messages."""
    events = [
        ConsoleAdapter(
            ACCOUNT,
            options=ConsoleSettings(phone=PHONE),
            services=services,
            terminal=Terminal(input=0, output=1, is_interactive=False, shows_qr=False),
            process=process,
        ).parse(Typed(line=Line(1, b"#jadwal"), process=process, at_ms=5))
        for process in ("p1", "p2")
    ]
    assert {"p1-1", "p2-1"} == {event.message_id for (event,) in events}


async def test_plain_file(tmp_path: Path) -> None:
    """A plain file gives its lines like a pipe, though the event loop can't watch one."""
    file = tmp_path / "lines.txt"
    file.write_bytes(b"satu\ndua")
    with file.open("rb") as opened:
        assert [Line(1, b"satu"), Line(2, b"dua")] == [line async for line in lines(opened.fileno())]


async def test_endless_line() -> None:
    """A line without an end fills no memory: it is cut, and the next line is the next one."""
    read, write = os.pipe()

    def pour() -> None:
        with os.fdopen(write, "wb") as pipe:
            pipe.write(b"x" * 4 * LINE_BYTES + b"\nya\n")

    pouring = asyncio.to_thread(pour)
    seen, _ = await asyncio.gather(_all(read), pouring)
    os.close(read)
    assert [1, 2] == [line.number for line in seen]
    assert b"ya" == seen[1].data
    assert LINE_BYTES < len(seen[0].data) <= 2 * LINE_BYTES + 1


async def _all(fd: int) -> list[Line]:
    return [line async for line in lines(fd)]


def test_qr_on_a_screen(services: Services) -> None:
    """A screen gets the QR code in half blocks, black on white whatever its colours, and two rows to a line."""
    console = ConsoleUnderTest(services)
    adapter = console.at(1, shows_qr=True)
    (sheet,) = adapter.render(message("kode", Media(kind="qr", content="CBN-7K3M-9QXD")))
    console.close()
    _, *rows = sheet.text.split("\n")
    assert (21 + 2 * 2 + 1) // 2 == len(rows)
    assert all(row.startswith("\x1b[30;107m") and row.endswith("\x1b[0m") for row in rows)
    assert set("█▀▄ ") == set("".join(row[len("\x1b[30;107m") : -len("\x1b[0m")] for row in rows))


async def test_prompt_stays_last(console: ConsoleUnderTest) -> None:
    """On a terminal, what arrives while one types stands above the prompt."""
    adapter = console.at(console._write, is_interactive=True)
    await adapter._prompt()
    await adapter.deliver(Sheet(id="m1.1", text="Kabar"))
    assert "> \r\x1b[KKabar\n\n> " == await console.printed()


async def test_ctrl_c(console: ConsoleUnderTest) -> None:
    """Cancelled while it waits for a line, the console lets go at once."""
    accept: Accept = console.inbox.accept
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await console.adapter.run(accept)
