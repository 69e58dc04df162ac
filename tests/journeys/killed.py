"""The program that gets killed: a road, and a platform on which people hold scripted conversations.

The platform keeps two files, as a real one keeps what it was told and what it was given: `received` names the
messages whose acceptance was acknowledged, which it never sends again, and `shown` holds each delivered answer.
A process started again goes on from there. Between two starts, `ahead_ms` lets time pass for leases to run out.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from bench import people
from bot import logs
from bot.adapters import Accept, Capabilities, Pace
from bot.messages import ChatRef, InboundEvent, Message
from bot.store.client import Client, Key
from bot.store.library import antrian_library
from bot.store.targets import read_target
from bot.store.wire import Argument
from tests.journeys.recording import BUTTONS
from tests.journeys.roads import OFFICE, Clock, town
from tests.offices import TUESDAY

ACCOUNTS = ("fast", "paced")
"""Answers of the first go from hand to hand; those of the second, as it has a pace, are taken out of the outbox."""

AT_ONCE = 8
JUMP_MS = 200_000
"""Longer than any lease or hold."""

NOTHING = {"lease": 1, "take": 3}
"""How long the answer of a function is that had nothing to give."""

APPROVAL = re.compile(r"^(\d{8})$", re.MULTILINE)
CODE = re.compile(r"CBN-\w{4}-\w{4}")


class Fault(Struct, frozen=True, kw_only=True):
    """Where the process dies: before or after a call of a function, once so many answers have been delivered."""

    side: str
    function: str
    after_answers: int


class Task(Struct, frozen=True, kw_only=True):
    """What one process is to do."""

    url: str
    folder: str
    conversations: int
    ahead_ms: int = 0
    fault: Fault | None = None


class Line(Struct, frozen=True, array_like=True):
    """An answer as it was delivered."""

    chat: str
    id: str
    text: str

    @property
    def number(self) -> int:
        """Return the number, in its chat, of the message that this answers."""
        return int(self.id.split(":")[1].split(".")[0])


class Doom:
    """Kills the process at its fault."""

    def __init__(self, fault: Fault | None) -> None:
        self.answers = 0
        self._fault = fault

    def meet(self, side: str, function: str) -> None:
        """Die, if it is here and now."""
        fault = self._fault
        if fault and (side, function) == (fault.side, fault.function) and self.answers >= fault.after_answers:
            os.kill(os.getpid(), signal.SIGKILL)


class DoomedClient(Client):
    """A client in whose calls the process may die: just before one is sent, or just after its answer has come."""

    doom = Doom(None)

    def call(self, function: str, keys: Sequence[Key], *args: Argument) -> asyncio.Future[Any]:
        """Call a function, and perhaps die."""
        self.doom.meet("before", function)
        answer = super().call(function, keys, *args)
        answer.add_done_callback(partial(self._answered, function))
        return answer

    def _answered(self, function: str, answer: asyncio.Future[Any]) -> None:
        if answer.cancelled() or answer.exception() is not None:
            return
        if function not in NOTHING or len(answer.result()) > NOTHING[function]:
            self.doom.meet("after", function)


class Records:
    """The platform's two files, written so that a kill tears no line."""

    def __init__(self, folder: Path) -> None:
        self.received = set(_lines(folder / "received"))
        self.shown: defaultdict[str, dict[int, str]] = defaultdict(dict)
        for line in read_shown(folder):
            self.shown[line.chat][line.number] = line.text
        flags = os.O_CREAT | os.O_WRONLY | os.O_APPEND
        self._received = os.open(folder / "received", flags, 0o600)
        self._shown = os.open(folder / "shown", flags, 0o600)

    def receive(self, message: str) -> None:
        """Note that a message was acknowledged."""
        self.received.add(message)
        os.write(self._received, f"{message}\n".encode())

    def show(self, line: Line) -> None:
        """Note a delivered answer."""
        self.shown[line.chat][line.number] = line.text
        os.write(self._shown, msgspec.json.encode(line) + b"\n")

    def answers(self, chat: str) -> list[str]:
        """Return a chat's answers, in the order of the messages that they answer."""
        return [text for _, text in sorted(self.shown[chat].items())]


class Platform:
    """Implements ChannelAdapter: the people of one account, each with one conversation."""

    name = "platform"

    def __init__(self, account: str, chats: Sequence[int], *, records: Records, doom: Doom) -> None:
        self.account = account
        self._can = replace(BUTTONS, account_pace=Pace(burst=1000, interval_ms=1) if account == "paced" else None)
        self._chats = iter(chats)
        self._records = records
        self._doom = doom
        self._news = asyncio.Condition()

    def capabilities(self, chat: ChatRef) -> Capabilities:
        """Return those of a channel that recognises what it has been given."""
        return self._can

    def parse(self, raw: InboundEvent) -> Sequence[InboundEvent]:
        """Return the event: nothing needs to be parsed."""
        return (raw,)

    def render(self, message: Message) -> Sequence[Message]:
        """Return the message itself."""
        return (message,)

    async def run(self, accept: Accept) -> None:
        """Hold all conversations to their end, some at a time, so that they are at different points."""

        async def talk() -> None:
            for number in self._chats:
                await self._talk(number, accept)

        async with asyncio.TaskGroup() as group:
            for _ in range(AT_ONCE):
                group.create_task(talk())

    async def deliver(self, payload: Message) -> str:
        """Show an answer, and perhaps die."""
        self._doom.meet("before", "deliver")
        self._records.show(Line(payload.chat.chat_id, payload.id, payload.text))
        self._doom.answers += 1
        self._doom.meet("after", "deliver")
        async with self._news:
            self._news.notify_all()
        return payload.id

    async def _talk(self, number: int, accept: Accept) -> None:
        chat = str(number)
        for step in range(steps(number)):
            await self._answered(chat, needed(step))
            message = f"{chat}-{step}"
            if message not in self._records.received:
                said = what(number, step, self._records.answers(chat))
                event = replace(said, chat=ChatRef(self.name, self.account, chat), message_id=message)
                await asyncio.gather(accept(event), *(accept(event) for _ in range(number % 5 == 0)))
                self._records.receive(message)
        await self._answered(chat, steps(number))

    async def _answered(self, chat: str, count: int) -> None:
        async with self._news:
            await self._news.wait_for(lambda: len(self._records.shown[chat]) >= count)


def steps(number: int) -> int:
    """Return how many messages a person writes: every third one cancels at the end."""
    return 5 if cancels(number) else 4


def cancels(number: int) -> bool:
    """Tell whether a person cancels the booking."""
    return number % 3 == 0


def needed(step: int) -> int:
    """Return how many answers a person waits for before a step; the second message comes while the first waits."""
    return 0 if step < 2 else step


def what(number: int, step: int, answers: Sequence[str]) -> InboundEvent:
    """Return what a person says, from the answers so far."""
    match step:
        case 0:
            return _said(number, text="#jadwal")
        case 1:
            return _said(number, text=people.line(number, TUESDAY))
        case 2:
            return _said(number, text=_found(APPROVAL, answers[1])[1])
        case 3:
            return _said(number, text="#cek")
        case _:
            return _said(number, choice=f"cancel-sure:{_found(CODE, answers[2])[0]}")


def read_shown(folder: Path) -> list[Line]:
    """Return the delivered answers in their order."""
    return [msgspec.json.decode(line, type=Line) for line in _lines(folder / "shown")]


def _found(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    found = pattern.search(text)
    assert found is not None, text
    return found


def _said(number: int, *, text: str = "", choice: str = "") -> InboundEvent:
    return InboundEvent(
        chat=ChatRef("", "", ""),
        office=OFFICE.code,
        message_id="",
        kind="choice" if choice else "text",
        text=text,
        choice=choice,
        phone=people.phone(number),
    )


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


async def main(task: Task, records: Records) -> None:
    """Run a road until every conversation is over. SIGUSR1 lets time pass."""
    clock, doom = Clock(ahead_ms=task.ahead_ms), Doom(task.fault)
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, clock.advance, JUMP_MS)
    client = DoomedClient(read_target(task.url), cluster=False, library=antrian_library(), give_up_s=30)
    client.doom = doom
    platforms = [
        Platform(account, range(place, task.conversations, 2), records=records, doom=doom)
        for place, account in enumerate(ACCOUNTS)
    ]
    built = town(client, platforms, clock=clock, process="killed")  # one name: a dead process' account is free
    await built.road.run(built.stop)
    await client.drain()
    await client.close()


if __name__ == "__main__":
    logs.configure(format="json", level="info")
    wanted = msgspec.json.decode(sys.argv[1], type=Task)
    asyncio.run(main(wanted, Records(Path(wanted.folder))))
