"""What a host's handler of WhatsApp messages leaves goes to the office, chat by chat, and nothing of it is dropped."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.config import load
from bot.guests import Door, Guest
from tests.channels import whatsapp_people as people
from tests.channels.neonize_library import guest
from tests.channels.whatsapp_server import LID, PHONE
from tests.examples.hosts import office

CLIENT: Any = None  # the handlers of these tests need none


class Office:
    """The office's side of a door; it notes what is handed to it."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    async def take(self, event: Any) -> bool:
        """Take a message."""
        self.heard.append(event.Message.conversation)
        return True


class SlowHost:
    """A handler that takes what begins with "mine", and for some texts waits until their time has come."""

    def __init__(self, **times: asyncio.Event) -> None:
        self.times: Mapping[str, asyncio.Event] = times

    async def take(self, client: object, event: Any) -> bool:
        """Handle a message; True when it is the host's."""
        text = event.Message.conversation
        if text in self.times:
            await self.times[text].wait()
        return str(text).startswith("mine")


@pytest.fixture
def door(tmp_path: Path) -> Door[Any]:
    """Give a door that is closed, before which one waits for a moment only."""
    return Door(Guest(load(office(tmp_path, top="[redis]\ngive_up_s = 0.01\n") / "config.toml")))


async def test_order_in_a_chat(door: Door[Any]) -> None:
    """A message that the host is slow about is not overtaken in its chat; other chats do not wait for it."""
    first = asyncio.Event()
    messages, inbox = guest.Messages(SlowHost(first=first).take, door), Office()
    async with asyncio.TaskGroup() as group:
        opened = group.create_task(door.keep_open(inbox.take))
        slow = group.create_task(messages.take(CLIENT, people.said("first")))
        behind = group.create_task(messages.take(CLIENT, people.said("second")))
        await messages.take(CLIENT, people.said("elsewhere", chat=PHONE))
        first.set()
        await asyncio.wait([slow, behind])
        opened.cancel()
    assert ["elsewhere", "first", "second"] == inbox.heard


async def test_taken_by_the_host(door: Door[Any]) -> None:
    """What the host's handler has taken never comes to the office."""
    messages, inbox = guest.Messages(SlowHost().take, door), Office()
    async with asyncio.TaskGroup() as group:
        opened = group.create_task(door.keep_open(inbox.take))
        for text in ("mine", "yours"):
            await messages.take(CLIENT, people.said(text))
        opened.cancel()
    assert ["yours"] == inbox.heard


async def test_waits_for_the_office(door: Door[Any]) -> None:
    """A message that comes while the office is closed is handed over when it opens: nobody would bring it again."""
    inbox = Office()
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(guest.Messages(None, door).take(CLIENT, people.said("#cek", chat=LID)))
        await asyncio.wait([waiting], timeout=0.05)  # longer than one waits before the door
        opened = group.create_task(door.keep_open(inbox.take))
        await waiting
        opened.cancel()
    assert ["#cek"] == inbox.heard
