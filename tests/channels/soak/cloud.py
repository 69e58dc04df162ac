"""Meta's Cloud API that asks to wait, fails, hangs up and does not answer, and tells what became of each message."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from bot.adapters import Pace
from bot.messages import ChatRef
from bot.plugins import Services
from channels.whatsapp_cloud.adapter import CAPABILITIES, CloudAdapter
from tests.channels import cloud_numbers, cloud_people, cloud_server
from tests.channels.cloud_numbers import FAULTS
from tests.channels.soak.ledger import Ledger, text_of
from tests.channels.soak.platforms import PACE, Plan, Platform, posted
from tests.channels.strict_server import Fault

SENDING = {
    "asked to wait": FAULTS["throughput"],
    "pair rate": FAULTS["pair rate"],
    "fault": FAULTS["fault"],
    "gateway's page": FAULTS["gateway's page"],
    "connection dropped": Fault(is_dropped=True),
    "connection broken afterwards": FAULTS["line breaks"],
    "no answer": FAULTS["no answer"],
}
LIMITS = cloud_server.Limits(pair_messages=6, pair_interval_s=0.1)
"""The number's are Meta's own; to one person sixty times as many may go, or it would take a night."""

REPORTS = (("sent", "delivered"), ("delivered", "sent", "delivered"))


class Cloud(Platform):
    """One number and the people who write to it; each delivery is reported, every other one twice and out of order."""

    account_pace = CAPABILITIES.account_pace or PACE
    chat_pace = Pace(burst=4, interval_ms=100)

    def __init__(self, adapter: CloudAdapter, api: cloud_server.GraphApi, ledger: Ledger, messages: int) -> None:
        self._api = api
        self._url = adapter.url
        self._sending = Plan(SENDING, fine=Fault(), one_in=40, calls=2 * messages)
        self._reports: asyncio.Queue[bytes] = asyncio.Queue()
        super().__init__(adapter, ledger, self._sending)

    async def begin(self) -> None:
        """Wait until the webhook is served."""
        self._api.chats |= {_user(person) for person in range(self.people)}
        await self._api.until(lambda: self._api.looks > 0)
        self._api.faults["messages"] = self._sending.queue

    def chats(self) -> Sequence[ChatRef]:
        """Return the people's chats."""
        return [ChatRef("whatsapp-cloud", "cbn", _user(person)) for person in range(self.people)]

    async def hand_over(self, person: int, number: int, *, is_cut_off: bool = False) -> None:
        """Post what a person says until it is taken."""
        phone, user = f"62812{person:08}", _user(person)
        contact = {"profile": {"name": "Budi"}, "wa_id": phone, "user_id": user}
        said = cloud_people.message(text_of(person, number), id=f"wamid.{person}.{number}", phone=phone, user=user)
        body = cloud_people.post(cloud_people.change(said, contacts=[contact]))
        await posted(partial(self._api.post, body, to=self._url), is_cut_off=is_cut_off)

    def faults(self) -> Counter[str]:
        """Return what has gone wrong, with what was too much for Meta."""
        return super().faults() + Counter({f"refused {code}": n for code, n in self._api.meter.refused.items()})

    def look(self) -> None:
        """Note what was shown, forget it with the calls that did it, and have it reported."""
        shown, self._api.shown = self._api.shown, []
        self._api.calls.clear()
        self._api.read.clear()
        for place, each in enumerate(shown):
            self.ledger.show(each.text)
            for state in REPORTS[place % 2]:
                self._reports.put_nowait(cloud_people.post(cloud_people.status(state, each.id, chat=each.chat)))

    async def all_shown(self) -> None:
        """Note what was shown, and wait until it has been reported."""
        self.look()
        await self._reports.join()

    async def report(self) -> None:
        """Post what became of messages until cancelled."""
        while True:
            await posted(partial(self._api.post, await self._reports.get(), to=self._url), is_cut_off=False)
            self._reports.task_done()


@asynccontextmanager
async def at_cloud(services: Services, ledger: Ledger, messages: int, folder: Path) -> AsyncIterator[Platform]:
    """Soak a number."""
    async with (
        cloud_server.serving(LIMITS) as api,
        cloud_numbers.number(api.url, services, answer_s=1.0) as adapter,
        asyncio.TaskGroup() as group,
    ):
        platform = Cloud(adapter, api, ledger, messages)
        reporting = group.create_task(platform.report())
        yield platform
        reporting.cancel()


def _user(person: int) -> str:
    return f"ID.{13491208655302700000 + person}"
