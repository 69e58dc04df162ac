"""Telegram, over either library and both ways, that asks to wait, fails, hangs up and does not answer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from bot.messages import ChatRef
from bot.plugins import Services
from channels.telegram.adapter import TelegramAdapter
from tests.channels import telegram_bots, telegram_people, telegram_server
from tests.channels.soak.ledger import Ledger, text_of
from tests.channels.soak.platforms import SWAPPED, TWICE, Open, Plan, Platform, posted
from tests.channels.strict_server import Fault
from tests.channels.telegram_bots import FAULTS

FIRST_CHAT = 10_000
AHEAD = 200
"""How many updates may wait to be fetched."""

SENDING = {
    "asked to wait": telegram_server.refusal(429, "Too Many Requests: retry after 1", retry_after=1),
    "fault": FAULTS["fault"],
    "gateway's page": FAULTS["gateway's page"],
    "connection dropped": Fault(is_dropped=True),
    "connection broken afterwards": FAULTS["line breaks"],
    "no answer": FAULTS["no answer"],
}
FETCHING = {name: fault for name, fault in SENDING.items() if name != "no answer"}  # we wait 40 s for that one


class PostedTelegram(Platform):
    """One bot with a webhook, and the people who write to it."""

    def __init__(self, adapter: TelegramAdapter, api: telegram_server.BotApi, ledger: Ledger, messages: int) -> None:
        self.api = api
        self._url = adapter.url
        self._sending = Plan(SENDING, fine=Fault(), one_in=40, calls=2 * messages)
        self._fetching = Plan(FETCHING, fine=Fault(), one_in=10, calls=messages)
        super().__init__(adapter, ledger, self._sending, self._fetching)

    async def begin(self) -> None:
        """Wait until the bot listens."""
        self.api.chats |= {FIRST_CHAT + person for person in range(self.people)}
        await self.api.until(lambda: bool(self.api.webhook) if self._url else self.api.polls > 0)
        self.api.faults |= {"sendMessage": self._sending.queue, "getUpdates": self._fetching.queue}

    def chats(self) -> Sequence[ChatRef]:
        """Return the people's chats."""
        return [ChatRef("telegram", "cbn", str(FIRST_CHAT + person)) for person in range(self.people)]

    async def hand_over(self, person: int, number: int, *, is_cut_off: bool = False) -> None:
        """Post an update until it is taken."""
        await posted(partial(self.api.post, said(person, number), to=self._url), is_cut_off=is_cut_off)

    def look(self) -> None:
        """Note what was shown, and forget it with the calls that did it."""
        shown, self.api.shown = self.api.shown, []
        self.api.calls.clear()
        for each in shown:
            self.ledger.show(each.text)


class PolledTelegram(PostedTelegram):
    """One bot that fetches its updates, of which some answers break."""

    slips = (TWICE, SWAPPED)

    async def hand_over(self, person: int, number: int, *, is_cut_off: bool = False) -> None:
        """Put an update where it is fetched, unless too many wait there."""
        last = await self.api.offer(said(person, number))
        await self.api.until(lambda: self.api.offset > last - AHEAD)


def said(person: int, number: int) -> telegram_server.Json:
    """Return the update of what a person says."""
    return telegram_people.said(text_of(person, number), id=number + 1, person=FIRST_CHAT + person)


def at_telegram(library: str, *, webhook: str) -> Open:
    """Return how to soak a bot over a library."""

    @asynccontextmanager
    async def opened(services: Services, ledger: Ledger, messages: int, folder: Path) -> AsyncIterator[Platform]:
        async with (
            telegram_server.serving() as api,
            telegram_bots.bot(api.url, services, library=library, webhook=webhook, answer_s=1.0) as adapter,
        ):
            kind = PostedTelegram if webhook else PolledTelegram
            yield kind(adapter, api, ledger, messages)

    return opened
