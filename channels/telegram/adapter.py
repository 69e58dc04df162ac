"""One bot: what people write to it goes to the road, what the road says goes out through aiogram."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramMigrateToChat, TelegramRetryAfter
from aiogram.methods import EditMessageText, GetMe, SendMessage
from aiogram.types import Update

from bot.adapters import Accept, Capabilities, ChannelAdapter, Pace
from bot.errors import Scope, SendError, StoreUnavailable
from bot.messages import ChatRef, InboundEvent, Language, Message, Value
from bot.plugins import Account, Services
from channels.telegram import parse
from channels.telegram.calls import Calls, Pauses
from channels.telegram.courtesies import Courtesies
from channels.telegram.errors import REFUSED, TokenRefused, send_error
from channels.telegram.floods import Floods
from channels.telegram.menu import menus
from channels.telegram.polling import Take, poll
from channels.telegram.render import TEXT_UNITS, Payload, Wording, as_new, payloads
from channels.telegram.session import Session
from channels.telegram.settings import TelegramSettings
from channels.telegram.webhook import address, listening, receive

CAPABILITIES = Capabilities(
    text_length=TEXT_UNITS,
    buttons=24,
    button_length=40,
    picture_bytes=10_000_000,
    document_bytes=50_000_000,
    can_edit=True,
    account_pace=Pace(burst=30, interval_ms=34),
    chat_pace=Pace(burst=3, interval_ms=1000),
)
ANSWER_S = 30.0
NOT_MODIFIED = "message is not modified"
NOT_EDITABLE = ("message to edit not found", "message can't be edited", "there is no text in the message")

log = structlog.get_logger()


@asynccontextmanager
async def opened(
    account: Account,
    options: TelegramSettings,
    services: Services,
    *,
    capabilities: Capabilities = CAPABILITIES,
    pauses: Pauses | None = None,
    answer_s: float = ANSWER_S,
) -> AsyncIterator[ChannelAdapter]:
    """Open a bot; a webhook's port is taken now, and served while the adapter runs. Raises AddressRefused."""
    session = await asyncio.to_thread(Session, options.api_url, timeout_s=answer_s)  # it reads certificates
    with ExitStack() as stack:
        listener = stack.enter_context(listening(options, account=account.name)) if options.webhook_url else None
        async with Bot(options.token.get_secret_value(), session=session) as bot:
            yield TelegramAdapter(
                account,
                bot=bot,
                options=options,
                services=services,
                capabilities=capabilities,
                pauses=pauses or Pauses(),
                listener=listener,
            )


class TelegramAdapter:
    """The private chats of one bot. It speaks in no group, but for saying so."""

    name = "telegram"

    def __init__(
        self,
        account: Account,
        *,
        bot: Bot,
        options: TelegramSettings,
        services: Services,
        capabilities: Capabilities,
        pauses: Pauses,
        listener: socket.socket | None,
    ) -> None:
        self.account = account.name
        self.url = "" if listener is None else address(listener, path=options.path)
        self._office = account.office
        self._bot = bot
        self._options = options
        self._capabilities = capabilities
        self._pauses = pauses
        self._listener = listener
        self._wording = _wording(services, account.office)
        self._calls = Calls(bot, account=account.name, pauses=pauses)
        self._courtesies = Courtesies(bot, typing_after_s=pauses.typing_s)
        self._floods = Floods(services.clock)
        self._refused = asyncio.Event()
        self._username = ""

    def capabilities(self, chat: ChatRef) -> Capabilities:
        """Return what Telegram can show."""
        return self._capabilities

    def parse(self, raw: Update) -> Sequence[InboundEvent]:
        """Return the event of an update, if it is one."""
        return parse.events(raw, account=self.account, office=self._office)

    def render(self, message: Message) -> Sequence[Payload]:
        """Return aiogram's methods that show a message."""
        return payloads(message, self._wording)

    async def run(self, accept: Accept) -> None:
        """Take what is written to the bot until cancelled. Raises TokenRefused."""

        async def take(update: Update) -> None:
            await self._take(update, accept)

        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._until_refused())
                group.create_task(self._courtesies.run())
                await self._receive(take)
        except BaseExceptionGroup as failed:
            raise failed.exceptions[0] from None

    async def deliver(self, payload: Payload) -> str:
        """Make a call and return the message's id."""
        self._courtesies.answered(_chat(payload))
        try:
            return await self._deliver(payload)
        except AiogramError as error:
            # The library's own error may hold the address with the token.
            raise self._failed(payload, error) from None

    async def _receive(self, take: Take) -> None:
        me = await self._calls.until_answered(GetMe())
        self._username = me.username or ""
        log.info("telegram.serving", account=self.account, bot=self._username, webhook=self.url)
        for menu in menus(self._wording):
            self._courtesies.call(menu)
        if self._listener is None:
            await poll(self._calls, take, store_pause_s=self._pauses.store_s)
        else:
            await receive(self._calls, take, listener=self._listener, options=self._options)

    async def _take(self, update: Update, accept: Accept) -> None:
        """Hand an update over; one that breaks something of ours is logged and left, or it would come for ever."""
        try:
            for event in self.parse(update):
                if await accept(event):
                    self._courtesies.expect(int(event.chat.chat_id))
            if update.callback_query:
                self._courtesies.pressed(update.callback_query)
            elif group := parse.curious_group(update, username=self._username):
                self._courtesies.call(SendMessage(chat_id=group, text=self._wording("telegram-private-only", {}, "id")))
        except StoreUnavailable:
            raise
        except Exception:
            log.exception("telegram.update_failed", account=self.account, update=update.update_id)

    async def _until_refused(self) -> None:
        await self._refused.wait()
        raise TokenRefused(self.account)

    async def _deliver(self, payload: Payload) -> str:
        if isinstance(payload, EditMessageText):
            return await self._edit(payload)
        try:
            sent = await self._bot(payload)
        except TelegramMigrateToChat as moved:
            log.warning(
                "telegram.chat_moved", account=self.account, problem="a group became a supergroup: note its new id"
            )
            sent = await self._bot(payload.model_copy(update={"chat_id": moved.migrate_to_chat_id}))
        return str(sent.message_id)

    async def _edit(self, edit: EditMessageText) -> str:
        """Change a message; where there is nothing to change any more, send a new one."""
        await self._courtesies.replaced((_chat(edit), edit.message_id or 0))
        try:
            await self._bot(edit)
        except TelegramBadRequest as error:
            if any(reason in error.message for reason in NOT_EDITABLE):
                return await self._deliver(as_new(edit))
            if NOT_MODIFIED not in error.message:
                raise
        return str(edit.message_id)

    def _failed(self, payload: Payload, error: AiogramError) -> SendError:
        scope: Scope = "account"
        if isinstance(error, TelegramRetryAfter):
            scope = self._floods.scope(payload.chat_id, error.retry_after)
        elif isinstance(error, REFUSED):
            self._refused.set()
        return send_error(error, scope=scope)


def _chat(payload: Payload) -> int:
    return int(payload.chat_id or 0)


def _wording(services: Services, office: str) -> Wording:
    place = services.offices[office]
    zone = (place.timezone, place.zone_name)

    def wording(key: str, values: Mapping[str, Value], language: Language) -> str:
        return services.lexicon.text(key, values, language=language, zone=zone)

    return wording
