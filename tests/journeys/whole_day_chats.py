"""Where the people of the whole day chat: at Telegram, on WhatsApp, at the office's own page."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AsyncExitStack
from itertools import count

from msgspec import Struct

from bot.messages import ChatRef
from bot.plugins import Services
from tests.channels import browsers, telegram_server, whatsapp_people, whatsapp_server
from tests.journeys.roads import Clock
from tests.journeys.telegram_town import THINKING_MS, TelegramTown
from tests.journeys.whole_day_people import CHILD, ON_THE_WEB, ON_WHATSAPP, PARENT, Chat, Person, named, names

FIRST_PHONE, FIRST_CHAT = 6_281_200_000_001, 2001


class Messengers(Struct, frozen=True, kw_only=True):
    """The platforms, and what the office's road lends to who is there."""

    telegram: telegram_server.BotApi
    town: TelegramTown
    whatsapp: whatsapp_server.WhatsApp
    services: Services
    clock: Clock


class AtTelegram:
    """A private chat at Telegram."""

    def __init__(self, town: TelegramTown, id: int) -> None:
        self._town = town
        self._id = id

    async def begin(self, phone: str) -> None:
        """Share the own number."""
        await self._town.in_private(by=self._id, phone=phone)

    async def say(self, text: str) -> str:
        """Say something; return what is answered."""
        return await self._town.in_private(text, by=self._id)

    async def delivered(self) -> None:
        """Wait until everything has been delivered."""
        await self._town.delivered(self._id)

    async def count(self, words: str) -> int:
        """Return in how many messages some words are."""
        return self._town.count(self._id, words)


class OnTheWeb:
    """A chat at the office's own page."""

    def __init__(self, browser: browsers.Browser, services: Services) -> None:
        self._browser = browser
        self._services = services

    async def begin(self, phone: str) -> None:
        """Type the own number on the first screen."""
        assert (await self._browser.begin(phone)).is_success

    async def say(self, text: str) -> str:
        """Say something; return what is answered."""
        before = len(await self._texts())
        assert (await self._browser.post(text)).is_success
        await self.delivered()
        return "\n".join((await self._texts())[before:])

    async def delivered(self) -> None:
        """Wait until everything has been delivered."""
        await self._services.drained(await browsers.chat_of(self._browser, self._services))

    async def count(self, words: str) -> int:
        """Return in how many messages some words are."""
        return sum(words in text for text in await self._texts())

    async def _texts(self) -> Sequence[str]:
        return [each.text for each in browsers.shown(await self._browser.entries())]


class OnWhatsApp:
    """A private chat on WhatsApp, over the office's linked device; the number travels with each message."""

    def __init__(self, messengers: Messengers, id: str, *, phone: str) -> None:
        self._whatsapp = messengers.whatsapp
        self._services = messengers.services
        self._clock = messengers.clock
        self._id = id
        self._phone = phone
        self._ids = count(1)

    async def say(self, text: str) -> str:
        """Say something; return what is answered."""
        self._clock.advance(THINKING_MS)
        before, id = len(self._whatsapp.seen), f"3A{self._phone[-4:]}{next(self._ids):08X}"
        event = whatsapp_people.said(
            text, id=id, chat=self._id, sender=self._id, alt=f"{self._phone}@s.whatsapp.net", at_ms=self._clock()
        )
        await self._whatsapp.bring(event)
        await self._whatsapp.until(lambda: id in {read for _, _, read in self._whatsapp.read})
        await self.delivered()
        return "\n".join(seen.text for seen in self._whatsapp.seen[before:] if seen.chat == self._id)

    async def delivered(self) -> None:
        """Wait until everything has been delivered."""
        await self._services.drained(ChatRef("whatsapp", "cbn", self._id))

    async def count(self, words: str) -> int:
        """Return in how many messages some words are."""
        return sum(words in seen.text for seen in self._whatsapp.seen if seen.chat == self._id)


async def people_at(messengers: Messengers, stack: AsyncExitStack) -> Sequence[Person]:
    """Let all forty begin a chat, each with a number of their own; a small child has that of a parent."""
    people = list[Person]()
    for n, name in enumerate(names()):
        if name == CHILD:
            chat = next(person.chat for person in people if person.name == PARENT)
        else:
            chat = await _begun(messengers, stack, name=name, n=n)
        people.append(named(name, n, chat))
    return people


async def _begun(messengers: Messengers, stack: AsyncExitStack, *, name: str, n: int) -> Chat:
    phone = str(FIRST_PHONE + n)
    if name in ON_THE_WEB:
        page = browsers.browsing(messengers.services.offices["CBN"].pages_url)
        on_the_web = OnTheWeb(await stack.enter_async_context(page), messengers.services)
        await on_the_web.begin(f"+{phone}")
        return on_the_web
    if name in ON_WHATSAPP:
        id = f"20000000{n:04}@lid"
        messengers.whatsapp.chats.add(id)
        return OnWhatsApp(messengers, id, phone=phone)
    messengers.telegram.chats.add(FIRST_CHAT + n)
    at_telegram = AtTelegram(messengers.town, FIRST_CHAT + n)
    await at_telegram.begin(f"+{phone}")
    return at_telegram
