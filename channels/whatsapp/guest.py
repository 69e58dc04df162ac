"""The office in somebody's own neonize program: it takes the messages that their handler leaves, and answers there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, TypeAlias

import structlog
from msgspec.structs import replace
from neonize.aioze.client import NewAClient
from neonize.aioze.events import ConnectedEv, MessageEv
from neonize.events import EVENT_TO_INT
from neonize.exc import NeonizeError

from bot.adapters import Accept, Capabilities, ChannelAdapter
from bot.errors import MediaUnavailable, SendAfter, SendUnknown, StoreUnavailable
from bot.guests import Door, Guest
from bot.messages import ChatRef, InboundEvent, Media, Message
from bot.plugins import Account, Services
from bot.typing_sign import TypingSign
from channels.whatsapp import hearing, parse, receiving, speaking
from channels.whatsapp.adapter import CAPABILITIES, TYPING_APART_S, TYPING_SEEN_S
from channels.whatsapp.errands import Errands
from channels.whatsapp.errors import AWAY_S, send_error
from channels.whatsapp.frames import Fetch, Heard, Letter, NotFetched
from channels.whatsapp.identity import identified
from channels.whatsapp.link import Pauses
from channels.whatsapp.persons import Persons
from channels.whatsapp.quotes import Quotes
from channels.whatsapp.render import letters

Handler: TypeAlias = Callable[[NewAClient, Any], Awaitable[object]]

log = structlog.get_logger()


def attach(client: NewAClient, guest: Guest, *, account: str = "") -> None:
    """Give the office what a client's handler of messages leaves: attach it after that, and before `connect`.

    A handler that has taken a message returns True. Keep the guest open while the client is connected: the library
    has no hooks for that. Raises ConfigError when the configuration has no such account.
    """
    door: Door[MessageEv] = Door(guest)
    guest.serve(partial(_opened, guest.account("whatsapp", account), client, door))
    theirs = client.event.list_func.get(EVENT_TO_INT[MessageEv])
    client.event(MessageEv)(Messages(theirs, door).take)
    client.event.list_func.setdefault(EVENT_TO_INT[ConnectedEv], _noted)  # the client itself sets `connected` by it


class Messages:
    """What comes in. The host's handler gets each message at once, the office those of a chat in their order."""

    def __init__(self, theirs: Handler | None, door: Door[MessageEv]) -> None:
        self._theirs = theirs
        self._door = door
        self._last: dict[str, asyncio.Event] = {}

    async def take(self, client: NewAClient, event: MessageEv) -> None:
        """Hand a message to the host, and to the office if it is left."""
        chat, done = hearing.id_of(event.Info.MessageSource.Chat), asyncio.Event()
        before, self._last[chat] = self._last.get(chat), done
        try:
            is_taken = self._theirs is not None and await self._theirs(client, event) is True
            if before is not None:
                await before.wait()
            if not is_taken:
                await self._hand_over(event)
        finally:
            done.set()
            if self._last[chat] is done:
                del self._last[chat]

    async def _hand_over(self, event: MessageEv) -> None:
        """Hand a message over, however long the office is closed, as nobody hands it over again."""
        while True:
            try:
                await self._door.take(event)
            except StoreUnavailable as error:
                log.warning("whatsapp.not_taken", problem=str(error))
            else:
                return


async def _noted(client: NewAClient, event: object) -> None:
    pass


@asynccontextmanager
async def _opened(
    account: Account, client: NewAClient, door: Door[MessageEv], services: Services
) -> AsyncIterator[ChannelAdapter]:
    yield GuestAdapter(account, client=client, door=door, services=services)


class GuestAdapter:
    """The private chats of a host's device, and the staff's group; in no other group does it say anything."""

    name = "whatsapp"

    def __init__(self, account: Account, *, client: NewAClient, door: Door[MessageEv], services: Services) -> None:
        self.account = account.name
        self._of = account
        self._client = client
        self._door = door
        self._wording = services.lexicon.of(services.offices[account.office])
        self._persons = Persons(services.client, services.sealer, account=account.name)
        self._errands = Errands()
        self._quotes = Quotes()
        self._typing = TypingSign(
            self._show_typing, after_s=Pauses().typing_s, seen_s=TYPING_SEEN_S, apart_s=TYPING_APART_S
        )

    def capabilities(self, chat: ChatRef) -> Capabilities:
        """Return what WhatsApp shows of an unofficial client; what was said is not edited here."""
        return replace(CAPABILITIES, can_edit=False)

    def parse(self, raw: Heard) -> Sequence[InboundEvent]:
        """Return the event of a message."""
        return (parse.event(raw, account=self.account, office=self._of.office),)

    def render(self, message: Message) -> Sequence[Letter]:
        """Return the letters that show a message."""
        return letters(message, self._wording)

    async def run(self, accept: Accept) -> None:
        """Take what the host hands over until cancelled."""
        log.info("whatsapp.visiting", account=self.account)
        async with asyncio.TaskGroup() as group:
            group.create_task(self._errands.run())
            group.create_task(self._typing.run())
            await self._door.keep_open(partial(self._take, accept=accept))

    async def deliver(self, payload: Letter) -> str:
        """Send a letter; return WhatsApp's id of it."""
        self._typing.answered(payload.chat)
        if not self._client.connected:  # the Go library panics on some calls before
            raise SendAfter(AWAY_S, scope="account", reason="WhatsApp is not connected")
        try:
            return await speaking.sent(self._client, payload, quotes=self._quotes)
        except NeonizeError as error:
            raise send_error(speaking.not_sent(0, error)) from None
        except Exception as error:  # of the files that people make, some break the library's own reader
            raise SendUnknown(type(error).__name__) from error

    async def fetch(self, media: Media, *, most_bytes: int) -> bytes:
        """Return a file that came with an event. Raises MediaUnavailable."""
        attachment = parse.attachment_of(media)
        if not self._client.connected:
            raise MediaUnavailable("away", "WhatsApp is not connected")
        found = await receiving.fetched(self._client, Fetch(0, attachment, most_bytes))
        if isinstance(found, NotFetched):
            raise MediaUnavailable(found.why, found.reason)
        return found.data

    async def _take(self, event: MessageEv, *, accept: Accept) -> bool:
        """Take a message if it is for the office; one that breaks something of ours is logged and left."""
        heard = hearing.report(event, number=0, groups=self._of.groups, own=frozenset())
        if not isinstance(heard, Heard):
            return False
        if heard.group:
            self._quotes.note(event)
        try:
            heard = await identified(self._client, heard)
            person = await self._persons.id_of(phone_id=heard.phone_id, lid=heard.lid)
            for each in self.parse(replace(heard, person=person)):
                if await accept(each):
                    self._typing.expect(each.chat.chat_id)
            self._errands.add(each.chat.chat_id, partial(speaking.mark_read, self._client, event))
        except StoreUnavailable:
            raise
        except Exception:
            log.exception("whatsapp.message_failed", account=self.account)
        return True

    async def _show_typing(self, chat: str) -> None:
        self._errands.add(chat, partial(speaking.show_typing, self._client, chat))
