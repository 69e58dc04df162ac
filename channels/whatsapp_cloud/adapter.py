"""One number at Meta: what people write to it goes to the road, what the road says goes out through pywa."""

from __future__ import annotations

import asyncio
import socket
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager, suppress

import structlog
from msgspec.structs import replace

from bot.adapters import Accept, Capabilities, ChannelAdapter, Pace
from bot.errors import Failure, SendNever, StoreUnavailable
from bot.listening import address, listening
from bot.messages import ChatRef, InboundEvent, Media, Message, Reply
from bot.plugins import Account, Services
from channels.uploads import Uploads
from channels.whatsapp_cloud import parse
from channels.whatsapp_cloud.calls import Graph
from channels.whatsapp_cloud.courtesies import Courtesies
from channels.whatsapp_cloud.errors import FAILURES, refusal, send_error, upload_error
from channels.whatsapp_cloud.posts import Post, read
from channels.whatsapp_cloud.render import TEXT_LENGTH, Payload, Unsendable, payloads
from channels.whatsapp_cloud.settings import CloudSettings
from channels.whatsapp_cloud.templates import misfit
from channels.whatsapp_cloud.webhook import receive

# https://developers.facebook.com/docs/whatsapp/cloud-api/overview: 80 messages in any second; to one person one in 6
# seconds, 45 at once: five are left for the parts of an answer that has begun. The window is 24 hours; five minutes are
# for the way.
CAPABILITIES = Capabilities(
    text_length=TEXT_LENGTH,
    buttons=3,
    button_length=20,
    list_rows=10,
    row_length=24,
    picture_bytes=5_000_000,
    document_bytes=100_000_000,
    free_text_window_s=24 * 3600 - 300,
    gives_receipts=True,
    account_pace=Pace(burst=80, interval_ms=13, window_ms=1000),
    chat_pace=Pace(burst=40, interval_ms=6000),
)
ANSWER_S = 30.0
TYPING_AFTER_S = 1.0
DAY_MS = 24 * 3600 * 1000
UPLOAD_S = 25 * 24 * 3600  # Meta keeps what was uploaded for 30 days

log = structlog.get_logger()


@asynccontextmanager
async def opened(
    account: Account,
    options: CloudSettings,
    services: Services,
    *,
    capabilities: Capabilities = CAPABILITIES,
    answer_s: float = ANSWER_S,
    typing_after_s: float = TYPING_AFTER_S,
) -> AsyncIterator[ChannelAdapter]:
    """Open a number; the webhook's port is taken now, and served while the adapter runs. Raises AddressRefused."""
    graph = await asyncio.to_thread(Graph, options, answer_s=answer_s)  # it reads certificates
    async with aclosing(graph):
        with listening(options.host, options.port, owner=f"whatsapp-cloud account {account.name!r}") as listener:
            yield CloudAdapter(
                account,
                options=options,
                services=services,
                capabilities=capabilities,
                graph=graph,
                courtesies=Courtesies(graph, account=account.name, typing_after_s=typing_after_s),
                listener=listener,
            )


class CloudAdapter:
    """The chats of one number, and of groups the staff's own."""

    name = "whatsapp-cloud"

    def __init__(
        self,
        account: Account,
        *,
        options: CloudSettings,
        services: Services,
        capabilities: Capabilities,
        graph: Graph,
        courtesies: Courtesies,
        listener: socket.socket,
    ) -> None:
        self.account = account.name
        self.url = f"{address(listener)}{options.path}"
        self._account = account
        self._options = options
        self._services = services
        self._capabilities = replace(capabilities, templates=tuple(options.templates))
        self._in_group = replace(capabilities, buttons=0, list_rows=0, is_shared=True)
        self._graph = graph
        self._courtesies = courtesies
        self._listener = listener
        self._wording = services.lexicon.of(services.offices[account.office])
        self._uploads = Uploads(lasts_s=UPLOAD_S)
        self._is_refused = False

    def capabilities(self, chat: ChatRef) -> Capabilities:
        """Return what WhatsApp can show; in a group there are no buttons."""
        return self._in_group if chat.chat_id in self._account.groups else self._capabilities

    def parse(self, raw: bytes) -> Sequence[InboundEvent]:
        """Return the events of a post's body."""
        return parse.events(read(raw, phone_id=self._options.phone_id), account=self._account)

    def render(self, message: Message) -> Sequence[Payload | Unsendable]:
        """Return what the Graph API takes for a message."""
        return payloads(message, self._wording, self._options.templates)

    async def run(self, accept: Accept) -> None:
        """Serve the webhook until cancelled."""

        async def take(post: Post) -> None:
            await self._take(post, accept)

        log.info("whatsapp_cloud.serving", account=self.account, webhook=self.url)
        async with asyncio.TaskGroup() as group:
            group.create_task(self._look())
            group.create_task(self._courtesies.run())
            group.create_task(receive(take, listener=self._listener, options=self._options))

    async def deliver(self, payload: Payload | Unsendable) -> str:
        """Send a message, its file before it; return its id."""
        if isinstance(payload, Unsendable):
            raise SendNever(payload.reason)
        self._courtesies.answered(payload.chat_id)
        try:
            media_id = await self._uploaded(payload.file) if payload.file else ""
        except FAILURES as error:
            raise await self._failed(error, upload_error(error)) from None
        try:
            external_id = await self._graph.send(payload, media_id=media_id)
        except FAILURES as error:
            raise await self._failed(error, send_error(error)) from None
        self._is_refused = False
        return external_id

    async def _uploaded(self, file: Media) -> str:
        """Return Meta's id of a file; one of the vault's is given to it once."""
        known = self._uploads.find(file.kept)
        media_id = known or await self._graph.upload(file)
        if file.kept and not known:
            self._uploads.note(file.kept, media_id)
        return media_id

    async def fetch(self, media: Media, *, most_bytes: int) -> bytes:
        """Return a person's picture or file, which its event names by Meta's id. Raises MediaUnavailable."""
        return await self._graph.fetch(media.content, most_bytes=most_bytes)

    async def misfits(self) -> Mapping[str, str]:
        """Return which templates Meta would refuse, by their texts, and why; without the account's id none is known."""
        business_id = self._options.business_id
        templates = self._options.templates if business_id else {}
        found = {
            key: misfit(each, await self._graph.approved(business_id, each.name)) for key, each in templates.items()
        }
        return {key: problem for key, problem in found.items() if problem}

    async def _take(self, post: Post, accept: Accept) -> None:
        """Hand over what a post holds, each chat's in order; a bug of ours is logged and left, or it comes for ever."""
        by_chat: defaultdict[ChatRef, list[InboundEvent]] = defaultdict(list)
        for event in parse.events(post, account=self._account):
            by_chat[event.chat].append(event)

        async def take_in_order(events: Sequence[InboundEvent]) -> None:
            for event in events:
                if await accept(event):
                    self._courtesies.taken(event)

        # At once, because the store's calls of one tick travel together.
        outcomes = await asyncio.gather(
            *map(take_in_order, by_chat.values()),
            *map(self._services.report, parse.receipts(post, account=self._account)),
            return_exceptions=True,
        )
        for outcome in outcomes:
            if isinstance(outcome, StoreUnavailable):
                raise outcome
            if isinstance(outcome, Exception):
                log.error("whatsapp_cloud.update_failed", account=self.account, exc_info=outcome)

    async def _look(self) -> None:
        """Ask for the number and its templates once, so that what is wrong shows before somebody waits."""
        try:
            await self._graph.look()
            for key, problem in (await self.misfits()).items():
                log.warning("whatsapp_cloud.template_unfit", account=self.account, key=key, problem=problem)
        except FAILURES as error:
            failure = await self._failed(error, send_error(error))
            log.warning("whatsapp_cloud.away", account=self.account, problem=failure.reason)

    async def _failed(self, error: Exception, failure: Failure) -> Failure:
        """Return the failure; tell the staff once when Meta serves the account no more."""
        if (reason := refusal(error)) and not self._is_refused:
            log.error("whatsapp_cloud.refused", account=self.account, problem=reason)
            day = self._services.clock() // DAY_MS
            notice = Reply(
                key="whatsapp-cloud-refused",
                values={"account": self.account},
                idempotency_key=f"whatsapp-cloud-refused {self.account} {day}",
            )
            with suppress(StoreUnavailable):
                await self._services.tell_staff(self._account, notice)
                self._is_refused = True
        return failure
