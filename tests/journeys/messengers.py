"""A person at Telegram and at WhatsApp, each over the real library and a strict platform on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any, Literal

from msgspec.structs import replace

from bot.adapters import Capabilities, ChannelAdapter
from bot.messages import ChatRef
from bot.plugins import Services
from channels.whatsapp.adapter import WhatsAppAdapter
from channels.whatsapp_cloud.adapter import CloudAdapter
from tests.channels import (
    cloud_numbers,
    cloud_people,
    cloud_server,
    telegram_bots,
    telegram_people,
    telegram_server,
    whatsapp_devices,
    whatsapp_people,
    whatsapp_server,
)
from tests.journeys.partners import PHONE, Meet, Partner, number_of

FileKind = Literal["photo", "document"]


class AtTelegram:
    """Writes to the bot and presses below its messages; an answer is all that it shows for one thing said."""

    def __init__(self, adapter: ChannelAdapter, api: telegram_server.BotApi, services: Services) -> None:
        self.adapter = adapter
        self._api = api
        self._drained = services.drained
        self._ids = count(1)

    async def begin(self) -> None:
        """Share the own contact."""
        own = {"phone_number": PHONE, "first_name": "Budi", "user_id": telegram_server.PERSON}
        await self._hand_over(telegram_people.said(contact=own, id=next(self._ids)))

    async def say(self, text: str) -> str:
        """Write a message."""
        return await self._hand_over(telegram_people.said(text, id=next(self._ids)))

    async def send_file(self, data: bytes, *, kind: FileKind = "photo", caption: str = "") -> str:
        """Send a photo or a document."""
        name = f"file-{next(self._ids)}"
        self._api.files[name] = data
        file = {"file_id": name, "file_unique_id": "u"}
        what = {"photo": [{**file, "width": 64, "height": 48}]} if kind == "photo" else {"document": file}
        written = {"caption": caption} if caption else {}
        return await self._hand_over(telegram_people.said(id=next(self._ids), **what, **written))

    async def press(self, label: str) -> str:
        """Press a button below the newest message that has it."""
        buttons = [(shown.id, each) for shown in self._api.shown for row in shown.buttons for each in row]
        *_, (message, data) = [(id, each["callback_data"]) for id, each in buttons if each["text"] == label]
        return await self._hand_over(telegram_people.pressed(data, on=message, id=str(next(self._ids))))

    def files(self) -> Sequence[bytes]:
        """Return the pictures and documents that have come."""
        return [shown.file for shown in self._api.shown if shown.file]

    async def _hand_over(self, update: telegram_server.Json) -> str:
        before = len(self._api.shown)
        await self._api.offer(update)
        assert await self._api.is_confirmed(update["update_id"])
        await self._drained(telegram_bots.CHAT)
        return "\n".join(shown.text or shown.caption for shown in self._api.shown[before:]).strip()


def at_telegram(library: str) -> Meet:
    """Return how to meet someone at Telegram, over a real library, polling."""

    @asynccontextmanager
    async def meet(services: Services, folder: Path) -> AsyncIterator[Partner]:
        async with telegram_server.serving() as api, telegram_bots.bot(api.url, services, library=library) as adapter:
            yield AtTelegram(adapter, api, services)

    return meet


class AtCloud:
    """Writes to the office's WhatsApp number and presses buttons and rows; the number travels with each message."""

    def __init__(self, adapter: CloudAdapter, api: cloud_server.GraphApi, services: Services) -> None:
        self.adapter: ChannelAdapter = adapter
        self._url = adapter.url
        self._api = api
        self._drained = services.drained
        self._ids = count(1)
        self._read = 0

    async def begin(self) -> None:
        """Wait until the webhook is served."""
        await self._api.until(lambda: self._api.looks > 0)

    async def say(self, text: str) -> str:
        """Write a message."""
        return await self._hand_over(text=text)

    async def send_file(self, data: bytes, *, kind: FileKind = "photo", caption: str = "") -> str:
        """Send a photo or a document."""
        id: str = str(next(self._ids))
        field: str = "image" if kind == "photo" else kind
        self._api.files[id] = ("image/jpeg", data)
        file = {"id": id, "mime_type": "image/jpeg", "sha256": "x", **({"caption": caption} if caption else {})}
        what: dict[str, Any] = {"type": field, field: file}
        return await self._hand_over(**what)

    async def press(self, label: str) -> str:
        """Press the newest button or row with the label."""
        choices = [choice for shown in self._api.shown for choice in zip(shown.labels, shown.ids, strict=True)]
        *_, id = [id for name, id in choices if name == label]
        reply = {"type": "button_reply", "button_reply": {"id": id, "title": label}}
        return await self._hand_over(type="interactive", interactive=reply)

    def files(self) -> Sequence[bytes]:
        """Return the pictures and documents that have come."""
        return [shown.file for shown in self._api.shown if shown.file]

    async def _hand_over(self, text: str = "", **what: Any) -> str:
        await self.news()
        message = cloud_people.message(text, id=f"wamid.in{next(self._ids)}", **what)
        posted = cloud_people.post(cloud_people.change(message))
        assert 200 == await self._api.post(posted, to=self._url)
        return await self.news()

    async def news(self) -> str:
        """Return what has been shown since the last answer, once everything has been delivered."""
        await self._drained(cloud_numbers.CHAT)
        before, self._read = self._read, len(self._api.shown)
        return "\n".join(shown.text for shown in self._api.shown[before:]).strip()


@asynccontextmanager
async def at_cloud(services: Services, folder: Path) -> AsyncIterator[Partner]:
    """Meet someone on WhatsApp, over the real pywa and a signed webhook."""
    async with cloud_server.serving() as api, cloud_numbers.number(api.url, services) as adapter:
        yield AtCloud(adapter, api, services)


class AtDevice:
    """Writes to the linked device's number and answers with the number of a choice."""

    def __init__(self, adapter: ChannelAdapter, whatsapp: whatsapp_server.WhatsApp, services: Services) -> None:
        self.adapter = adapter
        self._whatsapp = whatsapp
        self._drained = services.drained
        self._ids = count(1)
        self._read = 0
        self._seen = ""

    async def begin(self) -> None:
        """Wait until the device is online: the number travels with each message."""
        await self._whatsapp.online()

    async def say(self, text: str) -> str:
        """Write a message."""
        id = f"3A{next(self._ids):08X}"
        return await self._hand_over(whatsapp_people.said(text, id=id), id)

    async def send_file(self, data: bytes, *, kind: FileKind = "photo", caption: str = "") -> str:
        """Send a photo or a document."""
        id, field = f"3A{next(self._ids):08X}", "imageMessage" if kind == "photo" else "documentMessage"
        self._whatsapp.files[f"/v/{id}"] = data
        event = whatsapp_people.sent_file(data, path=f"/v/{id}", kind=field, caption=caption, id=id)
        return await self._hand_over(event, id)

    def files(self) -> Sequence[bytes]:
        """Return the pictures and documents that have come."""
        return [seen.data for seen in self._whatsapp.seen if seen.data]

    async def _hand_over(self, event: Any, id: str) -> str:
        await self.news()
        await self._whatsapp.bring(event)
        await self._whatsapp.until(lambda: id in {read for _, _, read in self._whatsapp.read})
        self._seen = await self.news()
        return self._seen

    async def news(self) -> str:
        """Return what has been shown since the last answer, once everything has been delivered."""
        await self._drained(whatsapp_devices.CHAT)
        before, self._read = self._read, len(self._whatsapp.seen)
        return "\n".join(seen.text for seen in self._whatsapp.seen[before:]).strip()

    async def press(self, label: str) -> str:
        """Write the number in front of the label."""
        return await self.say(number_of(label, self._seen))


class Unhurried:
    """An account without its pace: a person's slowness is not what is looked at here."""

    def __init__(self, adapter: WhatsAppAdapter) -> None:
        self.name, self.account = adapter.name, adapter.account
        self.parse, self.render = adapter.parse, adapter.render
        self.run, self.deliver = adapter.run, adapter.deliver
        self.fetch = adapter.fetch
        self._adapter = adapter

    def capabilities(self, chat: ChatRef) -> Capabilities:
        """Return what the account can, as fast as one likes."""
        return replace(self._adapter.capabilities(chat), account_pace=None, chat_pace=None)


@asynccontextmanager
async def at_device(services: Services, folder: Path) -> AsyncIterator[Partner]:
    """Meet someone on WhatsApp, over the real neonize in a process of its own."""
    async with (
        whatsapp_server.serving(folder) as (whatsapp, socket),
        whatsapp_devices.device(socket, services, session=str(folder / "session.db")) as adapter,
    ):
        yield AtDevice(Unhurried(adapter), whatsapp, services)
