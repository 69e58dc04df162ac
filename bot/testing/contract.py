"""What every adapter must do, whatever its platform; run over the channel's real library.

A channel's tests subclass `ChannelContract`, fill in its tables, and give a fixture `channel`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, ClassVar, Protocol
from zoneinfo import ZoneInfo

import pytest
from msgspec import Struct

from bot.adapters import ChannelAdapter
from bot.engine.rendering import Rendered, chosen, rendered
from bot.engine.wording import Lexicon, Zone
from bot.errors import SendError, StoreUnavailable
from bot.messages import Button, ChatRef, Choice, InboundEvent, Message, Reply
from bot.plugins import locale_folders

ZONE: Zone = (ZoneInfo("Asia/Jakarta"), "WIB")
LEXICON = Lexicon(locale_folders())


class Inbox:
    """The other side of `accept`: it drops what it has seen, as the real one does, and can be away."""

    def __init__(self) -> None:
        self.events: list[InboundEvent] = []
        self.is_away = False
        self.calls = 0
        self._seen: set[tuple[ChatRef, str]] = set()
        self._news = asyncio.Condition()

    async def accept(self, event: InboundEvent) -> bool:
        """Take an event, once."""
        async with self._news:
            self.calls += 1
            self._news.notify_all()
            if self.is_away:
                raise StoreUnavailable(waited_s=30, cause="the test said so")
            key = (event.chat, event.message_id)
            if key in self._seen:
                return False
            self._seen.add(key)
            self.events.append(event)
            return True

    async def texts(self, count: int) -> list[str]:
        """Return what was said, once `count` events are in."""
        async with self._news:
            await self._news.wait_for(lambda: len(self.events) >= count)
            return [event.text for event in self.events]

    async def called(self, count: int) -> None:
        """Wait until `count` events have been handed over, taken or not."""
        async with self._news:
            await self._news.wait_for(lambda: self.calls >= count)


class Shown(Struct, frozen=True):
    """A message of the office's as the person sees it."""

    text: str
    labels: tuple[str, ...] = ()


class Delivery(Struct, frozen=True):
    """A message, and what the platform must get for it."""

    message: Message
    payloads: Sequence[Any]


class Arrival(Struct, frozen=True):
    """What the platform hands over, and the events which that is."""

    raw: Any
    events: Sequence[InboundEvent]


class ChannelUnderTest(Protocol):
    """An adapter that runs over its real library, and a person on the other side."""

    adapter: ChannelAdapter
    inbox: Inbox
    chat: ChatRef

    async def say(self, text: str) -> None:
        """Say something as the person; return once the platform has handed it over, taken or not."""
        ...

    async def hand_over_again(self) -> None:
        """Let the platform hand over again what was said last, as it does when nobody told it "received"."""
        ...

    async def is_told_received(self) -> bool:
        """Tell whether the platform was told that what was said last has been received."""
        ...

    async def shown(self, count: int) -> Sequence[Shown]:
        """Return what the person sees of the office, once there are `count` messages."""
        ...

    def broken(self, fault: str) -> AbstractAsyncContextManager[ChannelAdapter]:
        """Give an adapter that suffers from a fault."""
        ...


class ChannelContract:
    """The rules. Each table is by name: the name is the test's id."""

    arrivals: ClassVar[Mapping[str, Arrival]]
    deliveries: ClassVar[Mapping[str, Delivery]]
    faults: ClassVar[Mapping[str, type[SendError]]]

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """Make a test of each row of a table."""
        tables = {"arrival": "arrivals", "delivery": "deliveries", "fault": "faults"}
        for argument, table in tables.items():
            if argument in metafunc.fixturenames:
                rows = getattr(metafunc.cls, table)
                values = rows if argument == "fault" else rows.values()
                metafunc.parametrize(argument, values, ids=list(rows))

    def test_parse(self, channel: ChannelUnderTest, arrival: Arrival) -> None:
        """What the platform hands over becomes these events, however often it is parsed."""
        assert list(arrival.events) == list(channel.adapter.parse(arrival.raw))
        assert list(arrival.events) == list(channel.adapter.parse(arrival.raw))

    def test_render(self, channel: ChannelUnderTest, delivery: Delivery) -> None:
        """A message becomes these payloads."""
        assert list(delivery.payloads) == list(channel.adapter.render(delivery.message))

    async def test_said_in_order(self, channel: ChannelUnderTest) -> None:
        """What a person says arrives in the order in which it was said."""
        said = [f"pesan {number}" for number in range(20)]
        for text in said:
            await channel.say(text)
        assert said == await channel.inbox.texts(20)

    async def test_shown_in_order(self, channel: ChannelUnderTest) -> None:
        """What is delivered is seen in the order in which it was delivered."""
        texts = [f"jawaban {number}" for number in range(20)]
        for number, text in enumerate(texts):
            await deliver(channel, Message(id=f"m{number}.1", chat=channel.chat, text=text))
        assert [shown.text for shown in await channel.shown(20)] == texts

    async def test_same_message_twice(self, channel: ChannelUnderTest) -> None:
        """A message that the platform hands over twice is one event, and is received both times."""
        await channel.say("#jadwal")
        await channel.hand_over_again()
        assert await channel.is_told_received()
        await channel.say("#cek")
        assert ["#jadwal", "#cek"] == await channel.inbox.texts(2)

    async def test_inbox_away(self, channel: ChannelUnderTest) -> None:
        """A message that the inbox could not take is not received: it comes again, and is taken once."""
        channel.inbox.is_away = True
        await channel.say("#jadwal")
        await channel.inbox.called(1)
        assert not await channel.is_told_received()
        channel.inbox.is_away = False
        await channel.hand_over_again()
        assert ["#jadwal"] == await channel.inbox.texts(1)

    async def test_delivered_twice(self, channel: ChannelUnderTest) -> None:
        """A message delivered twice is seen once, under one id, where that is said to be safe; else as two messages."""
        times = 1 if channel.adapter.capabilities(channel.chat).resend_is_safe else 2
        message = Message(id="m1.1", chat=channel.chat, text="sekali saja")
        assert times == len({await deliver(channel, message), await deliver(channel, message)})
        await deliver(channel, Message(id="m2.1", chat=channel.chat, text="penutup"))
        seen = [shown.text for shown in await channel.shown(times + 1)]
        assert [*["sekali saja"] * times, "penutup"] == seen

    async def test_longest_text(self, channel: ChannelUnderTest) -> None:
        """A text as long as the capabilities allow is seen whole, to its last letter."""
        limit = channel.adapter.capabilities(channel.chat).text_length
        text = "ñ" * (limit - 1) + "!"
        await deliver(channel, Message(id="m1.1", chat=channel.chat, text=text))
        assert [text] == [shown.text for shown in await channel.shown(1)]

    async def test_most_buttons(self, channel: ChannelUnderTest) -> None:
        """As many buttons as the capabilities allow, with labels as long as they allow, are all seen whole.

        Where there are none, a choice is seen as a numbered line, and its number gives it back.
        """
        can = channel.adapter.capabilities(channel.chat)
        labels = tuple(f"{n}".rjust(can.button_length, "W") for n in range(can.buttons))
        buttons = tuple(Button(f"word:{n}".ljust(64, "x"), label) for n, label in enumerate(labels))
        message = Message(id="m1.1", chat=channel.chat, text="Pilih:", buttons=buttons, layout="buttons")
        if not can.buttons:
            shown = stepped_down(channel, Reply(key="choice-help", choices=(Choice(id="keep", label="choice-keep"),)))
            (message,) = shown.messages
            assert ("1. Tidak" in message.text, "keep") == (True, chosen(shown.menu, "1"))
        await deliver(channel, message)
        seen = await channel.shown(1)
        assert message.text == "\n\n".join(each.text for each in seen)  # the console shows its parts apart
        assert labels == seen[-1].labels

    async def test_edit(self, channel: ChannelUnderTest) -> None:
        """The new text stands where the old one stood; where nothing can be edited, it comes as a new message."""
        can_edit = channel.adapter.capabilities(channel.chat).can_edit
        place = await deliver(channel, Message(id="m1.1", chat=channel.chat, text="lama"))
        await deliver(channel, Message(id="m2.1", chat=channel.chat, text="tetap"))
        (edit,) = stepped_down(channel, Reply(key="choice-help", edits="lama"), id="m3", edits=place).messages
        await deliver(channel, edit)
        expected = [edit.text, "tetap"] if can_edit else ["lama", "tetap", edit.text]
        assert expected == [shown.text for shown in await channel.shown(len(expected))]

    async def test_answered_message_gone(self, channel: ChannelUnderTest) -> None:
        """A message is seen though what it answers, and would quote, is not there any more."""
        await deliver(channel, Message(id="m1.1", chat=channel.chat, text="jawaban", answers="7"))
        assert ["jawaban"] == [shown.text for shown in await channel.shown(1)]

    async def test_fault(self, channel: ChannelUnderTest, fault: str) -> None:
        """A delivery that fails says which of the three retry rules holds, and raises nothing else."""
        async with channel.broken(fault) as adapter:
            first, *_ = adapter.render(Message(id="m1.1", chat=channel.chat, text="gagal"))
            with pytest.raises(SendError) as caught:
                await adapter.deliver(first)
        assert self.faults[fault] is caught.type


def stepped_down(channel: ChannelUnderTest, reply: Reply, *, id: str = "m1", edits: str = "") -> Rendered:
    """Return a reply as the engine renders it for what the channel says that it can."""
    return rendered(
        reply,
        id=id,
        chat=channel.chat,
        language="id",
        zone=ZONE,
        capabilities=channel.adapter.capabilities(channel.chat),
        lexicon=LEXICON,
        edits=edits,
    )


async def deliver(channel: ChannelUnderTest, message: Message) -> str:
    """Render and deliver a message as the sender does; return the id of its last payload."""
    ids = [await channel.adapter.deliver(payload) for payload in channel.adapter.render(message)]
    return ids[-1]
