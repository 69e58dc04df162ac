"""One bot: what people write to it goes to the road, what the road says goes out over the account's library."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import structlog
from msgspec.structs import replace

from bot.adapters import Accept, Capabilities, ChannelAdapter, Pace
from bot.errors import Scope, SendError, StoreUnavailable
from bot.listening import address, listening
from bot.messages import ChatRef, InboundEvent, Media, Message, Value
from bot.plugins import Account, Services
from channels.telegram import parse
from channels.telegram.calls import Calls, Pauses
from channels.telegram.courtesies import Courtesies
from channels.telegram.errors import CallFailed, TokenRefused, media_error, send_error
from channels.telegram.files import Files
from channels.telegram.floods import Floods
from channels.telegram.menu import menus
from channels.telegram.parse import Addressee
from channels.telegram.polling import Take, poll
from channels.telegram.render import TEXT_UNITS, as_new, payloads
from channels.telegram.settings import TelegramSettings
from channels.telegram.staff_chat import StaffChat
from channels.telegram.turns import Turn
from channels.telegram.updates import Update
from channels.telegram.webhook import receive
from channels.telegram.wire import Call, Wire, open_wire

CAPABILITIES = Capabilities(
    text_length=TEXT_UNITS,
    buttons=24,
    button_length=40,
    picture_bytes=10_000_000,
    document_bytes=50_000_000,
    can_edit=True,
    account_pace=Pace(burst=30, interval_ms=34, window_ms=1000),
    chat_pace=Pace(burst=3, interval_ms=1000),
)
GROUP_PACE = Pace(burst=5, interval_ms=3000)  # 20 a minute
ANSWER_S = 30.0
NO_SUCH_FILE = "file identifier"
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
    async with AsyncExitStack() as stack:
        listener = stack.enter_context(_listening(account, options)) if options.webhook_url else None
        yield TelegramAdapter(
            account,
            wire=await stack.enter_async_context(open_wire(options, answer_s=answer_s)),
            options=options,
            services=services,
            capabilities=capabilities,
            pauses=pauses or Pauses(),
            listener=listener,
        )


class TelegramAdapter:
    """The private chats of one bot, and its staff's group. It speaks in no other group, but for saying so."""

    name = "telegram"

    def __init__(
        self,
        account: Account,
        *,
        wire: Wire,
        options: TelegramSettings,
        services: Services,
        capabilities: Capabilities = CAPABILITIES,
        pauses: Pauses,
        listener: socket.socket | None = None,
    ) -> None:
        self.account = account.name
        self.url = "" if listener is None else f"{address(listener)}{options.path}"
        self._office = account.office
        self._wire = wire
        self._options = options
        self._capabilities = capabilities
        self._pauses = pauses
        self._listener = listener
        self._wording = services.lexicon.of(services.offices[account.office])
        self._staff = StaffChat(account, client=services.client, sealer=services.sealer)
        self._turn = Turn(services.client, account=f"telegram:{account.name}", ask_again_s=pauses.turn_s)
        self._calls = Calls(wire, account=account.name, pauses=pauses)
        self._courtesies = Courtesies(wire, typing_after_s=pauses.typing_s)
        self._floods = Floods(services.clock)
        self._files = Files()
        self._refused = asyncio.Event()
        self._username = ""

    def capabilities(self, chat: ChatRef) -> Capabilities:
        """Return what Telegram can show; in a group several write, and less may be said."""
        if not chat.chat_id.startswith("-"):
            return self._capabilities
        return replace(self._capabilities, chat_pace=GROUP_PACE, is_flood_limited=False, is_shared=True)

    def parse(self, raw: Update) -> Sequence[InboundEvent]:
        """Return the event of an update, if it is one."""
        return parse.events(raw, self._addressee())

    def render(self, message: Message) -> Sequence[Call]:
        """Return the calls that show a message."""
        return payloads(message, self._wording)

    async def run(self, accept: Accept) -> None:
        """Take what is written to the bot until cancelled. Raises TokenRefused."""

        async def take(update: Update) -> None:
            await self.take(update, accept)

        beside = [self._turn.keep()] if self._listener is None else []
        await self._serve(self._receive(take), *beside)

    async def deliver(self, payload: Call) -> str:
        """Make a call and return the message's id."""
        self._courtesies.typing.answered(payload.chat)
        try:
            return await self._deliver(payload.to(self._staff.current(payload.chat)))
        except CallFailed as failed:
            raise self._failed(payload, failed) from None

    async def fetch(self, media: Media, *, most_bytes: int) -> bytes:
        """Return a file that came with an event. Raises MediaUnavailable."""
        try:
            file = await self._wire.call(Call("getFile", {"file_id": media.content}))
            if (file.file_size or 0) > most_bytes:
                raise CallFailed("too large")
            return await self._wire.download(file, most_bytes=most_bytes)
        except CallFailed as failed:
            raise media_error(failed) from None

    async def take(self, update: Update, accept: Accept) -> None:
        """Hand an update over; one that breaks something of ours is logged and left, or it would come for ever."""
        try:
            for event in self.parse(update):
                if await accept(event):
                    self._courtesies.typing.expect(int(event.chat.chat_id))
            await self._attend(update)
        except StoreUnavailable:
            raise
        except Exception:
            log.exception("telegram.update_failed", account=self.account, update=update.update_id)

    async def _serve(self, receiving: Coroutine[Any, Any, None], *beside: Coroutine[Any, Any, None]) -> None:
        """Receive what is written to the bot until cancelled. Raises TokenRefused."""
        try:
            async with asyncio.TaskGroup() as group:
                for each in (self._until_refused(), self._courtesies.run(), *beside):
                    group.create_task(each)
                await receiving
        except BaseExceptionGroup as failed:
            raise failed.exceptions[0] from None

    async def _learn_who_we_are(self) -> None:
        me = await self._calls.until_done(Call("getMe"))
        self._username = me.username or ""
        await self._staff.recall()

    async def _receive(self, take: Take) -> None:
        await self._learn_who_we_are()
        log.info("telegram.serving", account=self.account, bot=self._username, webhook=self.url)
        for menu in menus(self._wording):
            self._courtesies.call(menu)
        if self._listener is None:
            await poll(self._wire, self._calls, take, turn=self._turn, store_pause_s=self._pauses.store_s)
        else:
            await receive(self._wire, self._calls, take, listener=self._listener, options=self._options)

    async def _attend(self, update: Update) -> None:
        """Do what an update asks for beside its event. Raises StoreUnavailable."""
        if update.callback_query:
            self._courtesies.pressed(update.callback_query)
        elif move := parse.move(update):
            await self._staff.follow(move[0], to=move[1])
        elif channel := parse.channel_joined(update):
            self._courtesies.call(Call("leaveChat", {"chat_id": channel}))
        elif (group := parse.curious_group(update, username=self._username)) and group not in self._staff.ids:
            self._say(group, "private-only")
        elif (asker := parse.asked_who(update, username=self._username)) and asker.chat not in self._staff.ids:
            self._say(asker.chat, "staff-who-stranger", {"id": f"telegram:{asker.user}", "chat": str(asker.chat)})

    def _say(self, group: int, key: str, values: Mapping[str, Value] | None = None) -> None:
        text = self._wording(key, values or {}, "id")
        self._courtesies.call(Call("sendMessage", {"chat_id": group, "text": text}))

    async def _until_refused(self) -> None:
        await self._refused.wait()
        raise TokenRefused(self.account)

    async def _deliver(self, call: Call) -> str:
        if call.method == "editMessageText":
            return await self._edit(call)
        try:
            sent = await self._sent(call)
        except CallFailed as failed:
            if failed.cause != "moved":
                raise
            await self._staff.follow(call.chat, to=failed.moved_to)
            sent = await self._sent(call.to(failed.moved_to))
        return str(sent.message_id)

    async def _sent(self, call: Call) -> Any:
        """Make a call, with the ids of the files that Telegram has; one that it does not know is uploaded again."""
        named = self._files.named(call)
        try:
            sent = await self._wire.call(named)
        except CallFailed as failed:
            if named is call or NO_SUCH_FILE not in failed.reason:
                raise
            self._files.forget(call)
            return await self._sent(call)
        self._files.note(named, sent)
        return sent

    async def _edit(self, edit: Call) -> str:
        """Change a message; where there is nothing to change any more, send a new one."""
        message_id: int = edit.fields["message_id"]
        await self._courtesies.replaced((edit.chat, message_id))
        try:
            await self._wire.call(edit)
        except CallFailed as failed:
            if failed.cause == "moved" or any(reason in failed.reason for reason in NOT_EDITABLE):
                return await self._deliver(as_new(edit))
            if NOT_MODIFIED not in failed.reason:
                raise
        return str(message_id)

    def _failed(self, payload: Call, failed: CallFailed) -> SendError:
        scope: Scope = "account"
        if failed.cause == "wait":
            scope = self._floods.scope(payload.chat, failed.wait_s)
        elif failed.cause == "refused":
            self._refused.set()
        return send_error(failed, scope=scope)

    def _addressee(self) -> Addressee:
        return Addressee(account=self.account, office=self._office, username=self._username, staff=self._staff.ids)


def _listening(account: Account, options: TelegramSettings) -> socket.socket:
    return listening(options.host, options.port, owner=f"telegram account {account.name!r}")
