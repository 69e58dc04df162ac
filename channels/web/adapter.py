"""One web account: what its page says goes to the road, what the road says goes into its transcripts."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import structlog
from redis.exceptions import RedisError

from bot.adapters import Accept, Capabilities, ChannelAdapter
from bot.errors import SendAfter, StoreUnavailable
from bot.listening import address, listening
from bot.messages import ChatRef, InboundEvent, Message
from bot.plugins import Account, Services
from bot.store.transcripts import Transcripts
from channels.web.app import Site, application
from channels.web.page import Page
from channels.web.parse import TEXT_LENGTH, Posted, event
from channels.web.printing import Printers
from channels.web.render import Payload, echo, payload
from channels.web.rooms import Rooms
from channels.web.screens import Screens
from channels.web.server import serve
from channels.web.sessions import Sessions
from channels.web.settings import WebSettings
from channels.web.streams import Streams

CAPABILITIES = Capabilities(
    text_length=TEXT_LENGTH,
    buttons=10,
    button_length=40,
    picture_bytes=100_000,
    document_bytes=100_000,
    can_edit=True,
    resend_is_safe=True,
)
STORE_PAUSE_S = 1.0

log = structlog.get_logger()


@asynccontextmanager
async def opened(account: Account, options: WebSettings, services: Services) -> AsyncIterator[ChannelAdapter]:
    """Open a web account: its port is taken now, and served while the adapter runs. Raises AddressRefused."""
    office = services.offices[account.office]
    wording = services.lexicon.of(office)
    page = await asyncio.to_thread(Page, office, wording)  # it reads files
    screens = await asyncio.to_thread(Screens, wording)
    with listening(options.host, options.port, owner=f"web account {account.name!r}") as listener:
        yield WebAdapter(account, options=options, services=services, listener=listener, page=page, screens=screens)


class WebAdapter:
    """The chats of one account's page."""

    name = "web"

    def __init__(
        self,
        account: Account,
        *,
        options: WebSettings,
        services: Services,
        listener: socket.socket,
        page: Page,
        screens: Screens,
    ) -> None:
        self.account = account.name
        self.url = address(listener)
        self._office = account.office
        self._options = options
        self._services = services
        self._listener = listener
        self._page = page
        self._rooms = Rooms(services, account.office, screens, printers=Printers(options.printers))
        self._wording = page.wording
        self._transcripts = Transcripts(services.client, services.sealer)
        self._streams = Streams(self._transcripts)

    def capabilities(self, chat: ChatRef) -> Capabilities:
        """Return what the page can show."""
        return CAPABILITIES

    def parse(self, raw: Posted) -> Sequence[InboundEvent]:
        """Return the event that a posted message is."""
        return (event(raw, account=self.account, office=self._office),)

    def render(self, message: Message) -> Sequence[Payload]:
        """Return the bubble of a message."""
        return (payload(message, self._wording),)

    async def run(self, accept: Accept) -> None:
        """Serve the page until cancelled."""
        app = application(self._site(accept))
        log.info("web.listening", url=self.url)
        print(self._wording("web-address", {"url": self.url}, "id"), flush=True)
        async with asyncio.TaskGroup() as group:
            reading = group.create_task(self._rooms.run())
            try:
                await serve(app, self._listener, closing=self._close)
            finally:
                reading.cancel()

    def _close(self) -> None:
        self._streams.close()
        self._rooms.feed.close()

    async def deliver(self, payload: Payload) -> str:
        """Append a bubble to its chat's transcript and return the entry's id."""
        try:
            return await self._append(payload)
        except (StoreUnavailable, RedisError) as error:
            raise SendAfter(STORE_PAUSE_S, scope="account", reason="no transcript is written now") from error

    def _site(self, accept: Accept) -> Site:
        async def take(posted: Posted) -> None:
            for heard in self.parse(posted):
                # First the transcript: the answer must never stand above what it answers.
                await self._append(echo(heard.chat, posted.said))
                await accept(heard)

        services = self._services
        return Site(
            account=self.account,
            page=self._page,
            sessions=Sessions(services.client, services.sealer),
            streams=self._streams,
            wording=self._wording,
            clock=services.clock,
            take=take,
            find=self._transcripts.find,
            forget=self._transcripts.erase,
            is_open=services.is_trial or self._options.live,
            is_trial=services.is_trial,
            rooms=self._rooms.routers(),
        )

    async def _append(self, bubble: Payload) -> str:
        entry = await self._transcripts.append(bubble.chat, name=bubble.name, body=bubble.body)
        self._streams.wake(bubble.chat)
        return entry
