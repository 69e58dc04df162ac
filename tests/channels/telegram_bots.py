"""A Telegram account that runs over a real library, and a person on the other side of the strict server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, cast

from pydantic import SecretStr

from bot.adapters import ChannelAdapter
from bot.messages import ChatRef
from bot.plugins import Account, Services
from channels.telegram.adapter import ANSWER_S, TelegramAdapter, opened
from channels.telegram.calls import Pauses
from channels.telegram.settings import TelegramSettings
from tests.background import going_on
from tests.channels import telegram_people as people
from tests.channels.contract import Inbox, Shown
from tests.channels.strict_server import Fault
from tests.channels.telegram_server import PERSON, TOKEN, BotApi, Json, refusal

LIBRARIES = ("aiogram", "python-telegram-bot")
ACCOUNT = Account(channel="telegram", name="cbn", office="CBN", staff_chat=str(people.STAFF))
CHAT = ChatRef("telegram", "cbn", str(PERSON))
SOON = Pauses(failure_s=0.01, conflict_s=0.01, store_s=0.01, typing_s=60.0, turn_s=0.01)
WEBHOOK = "https://antrian.example/telegram"
CLOSED = "http://127.0.0.1:9"

FAULTS: Mapping[str, Fault] = {
    "blocked": refusal(403, "Forbidden: bot was blocked by the user"),
    "chat not found": refusal(400, "Bad Request: chat not found"),
    "asked to wait": refusal(429, "Too Many Requests: retry after 7", retry_after=7),
    "fault": refusal(500, "Internal Server Error"),
    "gateway's page": Fault(status=502, body="<html>Bad Gateway</html>"),
    "too large": Fault(status=413, body="<html>Request Entity Too Large</html>"),
    "token revoked": refusal(401, "Unauthorized"),
    "unreadable answer": Fault(status=200, body="<html>"),
    "line breaks": Fault(after="break"),
    "no answer": Fault(after="hang"),
}


def options(api_url: str, **changes: object) -> TelegramSettings:
    """Return an account's options, at a server."""
    return TelegramSettings.model_validate({"token": SecretStr(TOKEN), "api_url": api_url, "port": 0, **changes})


@asynccontextmanager
async def bot(
    api_url: str,
    services: Services,
    *,
    library: str,
    webhook: str = "",
    pauses: Pauses = SOON,
    answer_s: float = ANSWER_S,
) -> AsyncIterator[TelegramAdapter]:
    """Open an account without running it."""
    settings = options(api_url, library=library, webhook_url=webhook)
    async with opened(ACCOUNT, settings, services, pauses=pauses, answer_s=answer_s) as adapter:
        yield cast("TelegramAdapter", adapter)


@asynccontextmanager
async def running(
    api: BotApi, services: Services, inbox: Inbox, *, library: str, webhook: str = "", pauses: Pauses = SOON
) -> AsyncIterator[TelegramAdapter]:
    """Run an account until the block ends; it listens when the block begins."""
    async with (
        bot(api.url, services, library=library, webhook=webhook, pauses=pauses) as adapter,
        going_on(adapter.run(inbox.accept)),
    ):
        await api.until(lambda: bool(api.webhook) if webhook else api.polls > 0)
        yield adapter


class BotUnderTest:
    """A running account; `say` and what follows go through polling or, with a webhook, through posts."""

    def __init__(
        self, api: BotApi, adapter: TelegramAdapter, inbox: Inbox, services: Services, *, library: str
    ) -> None:
        self.api = api
        self.adapter: ChannelAdapter = adapter
        self.url = adapter.url
        self.inbox = inbox
        self.chat = CHAT
        self._services = services
        self._library = library
        self._said: Json = {}
        self._status = 0

    def read(self, raw: Json) -> Any:
        """Return the library's own object for an update."""
        return cast(TelegramAdapter, self.adapter)._wire.read(raw)

    async def say(self, text: str) -> None:
        """Say something."""
        await self.hand_over(people.said(text, id=self.inbox.calls + 1))

    async def hand_over(self, update: Json) -> None:
        """Let Telegram hand over an update."""
        calls = self.inbox.calls
        self._said = update
        if self.url:
            self._status = await self.api.post(update, to=self.url)
        else:
            await self.api.offer(update)
        await self.inbox.called(calls + 1)

    async def hand_over_again(self) -> None:
        """Hand over the same message again; polling gives it a new update, as an update confirmed never comes back."""
        again = self._said if self.url else people.update(message=self._said["message"])
        await self.hand_over(again)

    async def is_told_received(self) -> bool:
        """Tell whether the last update counts as received."""
        if self.url:
            return self._status == 200
        return await self.api.is_confirmed(self._said["update_id"])

    async def shown(self, count: int) -> Sequence[Shown]:
        """Return what the person sees."""
        found = [each for each in self.api.shown if each.chat == PERSON]
        return [Shown(s.text or s.caption, tuple(b["text"] for row in s.buttons for b in row)) for s in found]

    @asynccontextmanager
    async def broken(self, fault: str) -> AsyncIterator[ChannelAdapter]:
        """Give an account whose next message meets a fault."""
        if fault in FAULTS:
            self.api.faults["sendMessage"].append(FAULTS[fault])
        url = self.api.url if fault in FAULTS else CLOSED
        answer_s = 0.1 if fault == "no answer" else 5.0
        async with bot(url, self._services, library=self._library, answer_s=answer_s) as adapter:
            yield adapter
