"""A WhatsApp number that runs over the real pywa, and a person on the other side of the strict server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import cast

from bot.adapters import Capabilities, ChannelAdapter
from bot.messages import ChatRef
from bot.plugins import Account, Services
from channels.whatsapp_cloud.adapter import ANSWER_S, CAPABILITIES, TYPING_AFTER_S, CloudAdapter, opened
from channels.whatsapp_cloud.settings import CloudSettings
from tests.background import going_on
from tests.channels import cloud_people as people
from tests.channels.cloud_server import (
    APP_SECRET,
    GROUP,
    PHONE_ID,
    TOKEN,
    USER,
    VERIFY_WORD,
    GraphApi,
    refusal,
)
from tests.channels.contract import Inbox, Shown
from tests.channels.strict_server import Fault

ACCOUNT = Account(channel="whatsapp-cloud", name="cbn", office="CBN", staff_chat=GROUP)
CHAT = ChatRef("whatsapp-cloud", "cbn", USER)
CLOSED = "http://127.0.0.1:9"
TEMPLATES = {
    "draft-waiting": {"name": "pengingat", "language": {"id": "id", "en": "en_US"}},
    "known-name": {"name": "nama_anda", "values": ["name"], "buttons": 1},
}

FAULTS: Mapping[str, Fault] = {
    "undeliverable": refusal(131026, "Message undeliverable"),
    "parameter": refusal(100, "Invalid parameter"),
    "out of the window": refusal(131047, "Re-engagement message"),
    "throughput": refusal(130429, "Rate limit hit", status=429),
    "pair rate": refusal(131056, "Pair rate limit hit"),
    "spam": refusal(131048, "Spam rate limit hit"),
    "account rate": refusal(80007, "Rate limit issues"),
    "app rate": refusal(4, "Too many calls"),
    "token expired": refusal(190, "Access token has expired", status=401),
    "permission": refusal(10, "Permission denied", status=403),
    "unnamed refusal": Fault(status=403, body="<html>Forbidden</html>"),
    "asked to wait": Fault(status=429, body="<html>Too Many Requests</html>"),
    "fault": refusal(131000, "Something went wrong", status=500),
    "gateway's page": Fault(status=502, body="<html>Bad Gateway</html>"),
    "unreadable answer": Fault(status=200, body="<html>"),
    "other answer": Fault(status=200, body="{}"),
    "line breaks": Fault(after="break"),
    "no answer": Fault(after="hang"),
}


def options(api_url: str, **changes: object) -> CloudSettings:
    """Return an account's options, at a server."""
    return CloudSettings.model_validate(
        {
            "phone_id": PHONE_ID,
            "token": TOKEN,
            "app_secret": APP_SECRET,
            "verify_token": VERIFY_WORD,
            "api_url": api_url,
            "port": 0,
            "templates": TEMPLATES,
            **changes,
        }
    )


SETTINGS = options(CLOSED)  # the templates are checked against files, which is done before a loop runs


@asynccontextmanager
async def number(
    api_url: str,
    services: Services,
    *,
    answer_s: float = ANSWER_S,
    business_id: str = "",
    capabilities: Capabilities = CAPABILITIES,
    typing_after_s: float = TYPING_AFTER_S,
) -> AsyncIterator[CloudAdapter]:
    """Open an account without running it."""
    settings = SETTINGS.model_copy(update={"api_url": api_url, "business_id": business_id})
    async with opened(
        ACCOUNT, settings, services, capabilities=capabilities, answer_s=answer_s, typing_after_s=typing_after_s
    ) as adapter:
        yield cast("CloudAdapter", adapter)


@asynccontextmanager
async def running(
    api: GraphApi, services: Services, inbox: Inbox, *, typing_after_s: float = TYPING_AFTER_S
) -> AsyncIterator[CloudAdapter]:
    """Run an account until the block ends; it serves its webhook when the block begins."""
    async with (
        number(api.url, services, typing_after_s=typing_after_s) as adapter,
        going_on(adapter.run(inbox.accept)),
    ):
        await api.until(lambda: api.looks > 0)
        yield adapter


class NumberUnderTest:
    """A running account, and a person who writes to it."""

    def __init__(self, api: GraphApi, adapter: CloudAdapter, inbox: Inbox, services: Services) -> None:
        self.api = api
        self.adapter: ChannelAdapter = adapter
        self.cloud = adapter
        self.inbox = inbox
        self.chat = CHAT
        self._services = services
        self._body = b""
        self._status = 0

    async def say(self, text: str) -> None:
        """Say something."""
        await self.hand_over(people.said(text, id=f"wamid.in{next(people.NUMBERS)}"))

    async def hand_over(self, body: bytes) -> int:
        """Let Meta post a body; return the answer's status."""
        self._body = body
        self._status = await self.api.post(body, to=self.cloud.url)
        return self._status

    async def hand_over_again(self) -> None:
        """Let Meta post the same body again."""
        await self.hand_over(self._body)

    async def is_told_received(self) -> bool:
        """Tell whether the last post was answered with 200."""
        return self._status == 200

    async def shown(self, count: int) -> Sequence[Shown]:
        """Return what the person sees."""
        return [Shown(each.text, each.labels) for each in self.api.shown if each.chat == USER]

    @asynccontextmanager
    async def broken(self, fault: str) -> AsyncIterator[ChannelAdapter]:
        """Give an account whose next message meets a fault."""
        if fault in FAULTS:
            self.api.faults["messages"].append(FAULTS[fault])
        url = self.api.url if fault in FAULTS else CLOSED
        async with number(url, self._services, answer_s=0.1 if fault == "no answer" else 5.0) as adapter:
            yield adapter
