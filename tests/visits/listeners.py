"""What the people of an office are told about their visits: letters as a process writes them, taken from the outbox."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bot.adapters import Capabilities
from bot.engine.letters import Letters
from bot.engine.visit_letters import VisitLetters
from bot.messages import Priority, Reply
from bot.store.accounts import Accounts
from bot.store.calendars import Calendars, LiveOffices
from bot.store.client import Client
from bot.store.outbox import Entry, Outbox
from bot.visits import Visits
from tests.requests import sealer_of_tests
from tests.visits.front import Front

CAN_EDIT = Capabilities(text_length=4096, can_edit=True)


class Listeners:
    """Everybody who is booked at a front; by `read` they hear what has happened since the last time."""

    def __init__(self, client: Client, front: Front, *, visits: Visits | None = None) -> None:
        self._client = client
        self._front = front
        self._accounts = Accounts(client)
        self._outbox = Outbox(client, sealer_of_tests())
        offices = LiveOffices({front.office.code: front.office}, Calendars(client))
        self.letters = VisitLetters(
            visits or front.bookings.visits, Letters(client, sealer_of_tests(), accounts=()), self._accounts,
            offices=offices, clock=lambda: front.now_ms,
        )  # fmt: skip
        self._cursor = ""

    async def can_edit(self, can: bool = True) -> None:
        """Let the channel show changes of a message, or not."""
        await self._accounts.describe("web:cbn", replace(CAN_EDIT, can_edit=can))

    async def catch_up(self) -> None:
        """Write what is to be written, as the task does, until there is no more."""
        code = self._front.office.code
        self._cursor = self._cursor or await self.letters.begin(code)
        while self._cursor != await self._front.events.cursor(self._front.office):
            self._cursor = await self.letters.read(code, self._cursor)

    async def hear(self) -> Sequence[Entry]:
        """Return what has been written since the last time, in the order of chats, replies before bulk."""
        await self.catch_up()
        return await self.waiting()

    async def waiting(self) -> Sequence[Entry]:
        """Take what waits in the outbox."""
        entries: list[Entry] = []
        for part in range(64):
            for lane in Priority:
                taken = await self._outbox.take(part, lane, "web:cbn", most=1000, now_ms=self._front.now_ms)
                for hold in taken.holds:
                    head = await self._outbox.head(hold, most=1000)
                    entries += head.entries
                    sent = [(entry, f"sent {entry.id}") for entry in head.entries]
                    await self._outbox.sent(
                        hold, account="web:cbn", delivered=sent, parts=len(sent), pace=None, now_ms=self._front.now_ms
                    )
        return sorted(entries, key=lambda entry: entry.chat.chat_id)

    async def keys(self) -> Sequence[str]:
        """Return the keys of what has been written, with a "~" before what takes another message's place."""
        return [named(entry.reply) for entry in await self.hear()]


def named(reply: Reply) -> str:
    """Return a reply's key, with a "~" before one that takes another message's place."""
    return f"~{reply.key}" if reply.edits else reply.key
