"""One linked device: what people write to it goes to the road, what the road says goes out through its process."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import TextIO

import structlog
from msgspec.structs import replace

from bot.adapters import Accept, Capabilities, ChannelAdapter, Pace
from bot.engine.wording import Wording
from bot.errors import StoreUnavailable
from bot.messages import ChatRef, InboundEvent, Media, Message
from bot.plugins import Account, Services
from bot.typing_sign import TypingSign
from channels.whatsapp import parse, session
from channels.whatsapp.errands import Errands
from channels.whatsapp.frames import (
    Asked,
    Away,
    Begin,
    Edit,
    Greeted,
    Heard,
    Letter,
    Online,
    Overrun,
    Report,
    ShowCode,
    ShowTyping,
    Taken,
    Text,
    Trouble,
)
from channels.whatsapp.link import Link, Pauses
from channels.whatsapp.pairing import LINGER_S, Pairing
from channels.whatsapp.persons import Persons
from channels.whatsapp.render import TEXT_LENGTH, letters
from channels.whatsapp.settings import WhatsAppSettings
from channels.whatsapp.troubles import TOLD, notice, remedy

COMMAND = (sys.executable, "-m", "channels.whatsapp.device")
CAPABILITIES = Capabilities(
    text_length=TEXT_LENGTH,
    picture_bytes=5_000_000,
    document_bytes=20_000_000,
    can_edit=True,
    takes_bulk=False,
    account_pace=Pace(burst=5, interval_ms=1500, jitter_ms=1000),
    chat_pace=Pace(burst=3, interval_ms=3000),
)
EDITABLE_MS = 14 * 60 * 1000
"""WhatsApp shows an edit for 15 minutes and drops a later one without a word; a minute is for the way."""
TYPING_SEEN_S = 10.0
TYPING_APART_S = 0.2

log = structlog.get_logger()


@asynccontextmanager
async def opened(
    account: Account,
    options: WhatsAppSettings,
    services: Services,
    *,
    command: Sequence[str] = COMMAND,
    capabilities: Capabilities = CAPABILITIES,
    pauses: Pauses | None = None,
    terminal: TextIO = sys.stderr,
    linger_s: float = LINGER_S,
) -> AsyncIterator[ChannelAdapter]:
    """Open an account; its device starts now, so that what is left in the outbox goes out. Raises SessionTaken."""
    kept_at = options.session.get_secret_value()
    async with session.held(kept_at, account=account.name, folder=services.data_dir) as place:
        begin = Begin(
            account=account.name,
            session=place,
            phone=options.phone,
            proxy=options.proxy.get_secret_value(),
            groups=account.groups,
        )
        wording = services.lexicon.of(services.offices[account.office])
        pairing = Pairing(
            wording, account=account.name, port=options.pairing_port, terminal=terminal, linger_s=linger_s
        )
        adapter = WhatsAppAdapter(
            account,
            begin=begin,
            services=services,
            command=command,
            capabilities=capabilities,
            pauses=pauses or Pauses(),
            pairing=pairing,
            wording=wording,
        )
        async with adapter.serving():
            yield adapter


class WhatsAppAdapter:
    """The private chats of one device, and the staff's group. It speaks in no other group, but for saying so."""

    name = "whatsapp"

    def __init__(
        self,
        account: Account,
        *,
        begin: Begin,
        services: Services,
        command: Sequence[str],
        capabilities: Capabilities,
        pauses: Pauses,
        pairing: Pairing,
        wording: Wording,
    ) -> None:
        self.account = account.name
        self._of = account
        self._services = services
        self._capabilities = capabilities
        self._in_group = replace(capabilities, is_shared=True)
        self._pauses = pauses
        self._pairing = pairing
        self._wording = wording
        self._persons = Persons(services.client, services.sealer, account=account.name)
        self._link = Link(begin, command=command, hear=self._hear, pauses=pauses)
        self._typing = TypingSign(
            self._show_typing, after_s=pauses.typing_s, seen_s=TYPING_SEEN_S, apart_s=TYPING_APART_S
        )
        self._errands = Errands()
        self._accept: asyncio.Future[Accept] = asyncio.get_running_loop().create_future()
        self._work: asyncio.Task[None] | None = None

    def capabilities(self, chat: ChatRef) -> Capabilities:
        """Return what WhatsApp shows of an unofficial client."""
        return self._in_group if chat.chat_id in self._of.groups else self._capabilities

    def parse(self, raw: Heard) -> Sequence[InboundEvent]:
        """Return the event of a message."""
        return (parse.event(raw, account=self.account, office=self._of.office),)

    def render(self, message: Message) -> Sequence[Letter]:
        """Return the letters that show a message."""
        return letters(message, self._wording)

    async def run(self, accept: Accept) -> None:
        """Hand what is heard to the inbox until cancelled; what comes after that too, until the account is closed."""
        if not self._accept.done():
            self._accept.set_result(accept)
        if self._work is not None:
            await asyncio.shield(self._work)

    async def deliver(self, payload: Letter) -> str:
        """Send a letter; return WhatsApp's id, with the time until which it can be edited."""
        self._typing.answered(payload.chat)
        if isinstance(payload, Edit):
            return await self._edit(payload)
        id = await self._link.send(payload)
        return f"{id}@{self._services.clock()}" if isinstance(payload, Text) else id

    async def fetch(self, media: Media, *, most_bytes: int) -> bytes:
        """Return a file that came with an event. Raises MediaUnavailable."""
        return await self._link.fetch(parse.attachment_of(media), most_bytes=most_bytes)

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        """Keep the device until the block ends; then what it has heard is taken first."""
        self._work = asyncio.create_task(self._serve())
        try:
            yield
        finally:
            await self._link.stop()
            await self._pairing.close()
            self._work.cancel()
            await asyncio.wait([self._work])

    async def _serve(self) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._link.run())
            group.create_task(self._typing.run())
            group.create_task(self._errands.run())

    async def _edit(self, edit: Edit) -> str:
        """Change a text; send a new one where WhatsApp would not show the change."""
        id, _, sent_ms = edit.id.partition("@")
        if not sent_ms or self._services.clock() - int(sent_ms) > EDITABLE_MS:
            return await self.deliver(Text(edit.chat, edit.text))
        await self._link.send(replace(edit, id=id))
        return edit.id

    async def _show_typing(self, chat: str) -> None:
        self._link.order(ShowTyping(chat))

    def _hear(self, report: Report) -> None:
        match report:
            case Heard():
                key = report.group or report.lid or report.phone_id
                self._errands.add(key, partial(self._take, report))
            case Greeted():
                self._errands.add(report.group, partial(self._tried, partial(self._greet, report.group)))
            case Asked():
                self._errands.add(report.group, partial(self._tried, partial(self._tell_ids, report)))
            case ShowCode():
                self._errands.add("", partial(self._pairing.show, report))
            case Online():
                log.info("whatsapp.serving", account=self.account)
                self._errands.add("", self._pairing.finish)
            case Away():
                log.warning("whatsapp.away", account=self.account)
            case Overrun():
                log.error("whatsapp.overrun", account=self.account)
            case Trouble():
                level = logging.ERROR if report.kind in TOLD else logging.WARNING
                log.log(level, "whatsapp.stopped", account=self.account, problem=remedy(report))
                self._errands.add("trouble", partial(self._tried, partial(self._tell_staff, report)))

    async def _take(self, heard: Heard) -> None:
        """Hand a message over; one that breaks something of ours is logged and left, or it would come for ever."""
        accept = await asyncio.shield(self._accept)
        while True:
            try:
                person = await self._persons.id_of(phone_id=heard.phone_id, lid=heard.lid)
                for event in self.parse(replace(heard, person=person)):
                    if await accept(event):
                        self._typing.expect(event.chat.chat_id)
            except StoreUnavailable:
                await asyncio.sleep(self._pauses.store_s)
                continue
            except Exception:
                log.exception("whatsapp.message_failed", account=self.account)
            self._link.order(Taken(heard.number))
            return

    async def _greet(self, group: str) -> None:
        """Say once in a group that we work in private."""
        if await self._persons.is_new_group(group):
            await self._link.send(Text(group, self._wording("private-only", {}, "id")))

    async def _tell_ids(self, asked: Asked) -> None:
        """Tell who asks in a group what to write into the configuration to make it the staff's."""
        person = await self._persons.id_of(phone_id=asked.phone_id, lid=asked.lid)
        values = {"id": f"whatsapp:{person}", "chat": asked.group}
        await self._link.send(Text(asked.group, self._wording("staff-who-stranger", values, "id")))

    async def _tell_staff(self, trouble: Trouble) -> None:
        reply = notice(trouble, account=self.account, now_ms=self._services.clock())
        if reply is not None:
            await self._services.tell_staff(self._of, reply)

    async def _tried(self, errand: Callable[[], Awaitable[None]]) -> None:
        """Do what nothing depends on; a failure is logged."""
        try:
            await errand()
        except Exception as error:
            log.warning("whatsapp.not_told", account=self.account, reason=type(error).__name__)
