"""From an outbox entry to the platform: rendered, in parts, and what each failure means for the rest."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import structlog
from msgspec import Struct
from msgspec.structs import replace

from bot.adapters import ChannelAdapter
from bot.engine.kept_files import KeptFiles
from bot.engine.menus import Menus
from bot.engine.pacing import Turnstile
from bot.engine.recipes import SLOW
from bot.engine.rendering import rendered
from bot.engine.wording import Lexicon
from bot.errors import SendAfter, SendError, SendNever, SendUnknown, StoreUnavailable, WindowClosed
from bot.messages import Priority
from bot.offices import Office
from bot.store.errors import BlobGone, BlobsAway
from bot.store.outbox import Entry, Outbox

FILES_AWAY_S = 30.0

log = structlog.get_logger()


class Progress(Struct, frozen=True, kw_only=True):
    """How far an entry's delivery came: `parts_done` payloads are out, the last of them now, as `externals`.

    `error` is why it stopped there; None: all of it is out.
    """

    parts_done: int
    externals: Sequence[str] = ()
    error: SendError | None = None

    @property
    def is_first(self) -> bool:
        """Tell whether none of it was out before."""
        return self.parts_done == len(self.externals)


class Delivery:
    """Delivers entries through one account's adapter."""

    def __init__(
        self,
        adapter: ChannelAdapter,
        *,
        outbox: Outbox,
        menus: Menus,
        lexicon: Lexicon,
        offices: Mapping[str, Office],
        turnstile: Turnstile,
        files: KeptFiles | None = None,
    ) -> None:
        self.steps_down: Counter[str] = Counter()
        self._adapter = adapter
        self._outbox = outbox
        self._menus = menus
        self._lexicon = lexicon
        self._offices = offices
        self._turnstile = turnstile
        self._files = files

    async def deliver(self, chat: str, entry: Entry, *, parts_done: int, is_late: bool = False) -> Progress:
        """Deliver what is left of an entry; return the platform's ids of that, and where it stopped.

        `is_late`: the person has not written for longer than free text may be sent to them.
        """
        progress = await self._deliver(chat, entry, parts_done=0 if is_late else parts_done, is_late=is_late)
        if isinstance(progress.error, WindowClosed) and not is_late:
            return await self._deliver(chat, entry, parts_done=0, is_late=True)
        return progress

    async def _deliver(self, chat: str, entry: Entry, *, parts_done: int, is_late: bool) -> Progress:
        payloads = await self._rendered(chat, entry, is_late=is_late)
        if isinstance(payloads, SendError):
            return Progress(error=payloads, parts_done=parts_done)
        externals: list[str] = []
        for index, payload in enumerate(payloads[parts_done:], start=parts_done):
            try:
                externals.append(await self._passed(payload, entry.reply.priority))
            except SendError as error:
                return Progress(error=error, parts_done=index, externals=externals)
            except StoreUnavailable:
                raise
            except Exception as error:  # an adapter that breaks its contract: nobody knows what arrived
                log.exception("adapter.failed", account=self._adapter.account)
                return Progress(error=SendUnknown(type(error).__name__), parts_done=index, externals=externals)
        return Progress(parts_done=parts_done + len(externals), externals=externals)

    async def _passed(self, payload: Any, lane: Priority) -> str:
        if self._turnstile.is_open:
            return await self._adapter.deliver(payload)
        async with self._turnstile.turn(lane):
            return await self._adapter.deliver(payload)

    async def _rendered(self, chat: str, entry: Entry, *, is_late: bool) -> list[Any] | SendError:
        """Return what is to be delivered, or why there is nothing."""
        try:
            return await self._payloads(chat, await self._with_files(entry), is_late=is_late)
        except StoreUnavailable:
            raise
        except BlobGone:
            return SendNever("its file is gone")
        except BlobsAway as error:
            return SendAfter(FILES_AWAY_S, scope="chat", reason=f"its file can't be reached ({error.cause})")
        except Exception as error:  # it would fail again, and hold up all that is behind it
            log.exception("rendering.failed", account=self._adapter.account, key=entry.reply.key)
            return SendNever(f"can't be rendered: {type(error).__name__}")

    async def _with_files(self, entry: Entry) -> Entry:
        """Return an entry with the bytes of the files that it names."""
        if self._files is None or not any(media.kept for media in entry.reply.media):
            return entry
        return replace(entry, reply=replace(entry.reply, media=await self._files.filled(entry.reply.media)))

    async def _payloads(self, chat: str, entry: Entry, *, is_late: bool) -> list[Any]:
        capabilities = self._adapter.capabilities(entry.chat)
        office = self._offices.get(entry.office) or next(iter(self._offices.values()))  # one that is gone has no zone
        edits = ""
        if entry.reply.edits and capabilities.can_edit:
            edits = await self._outbox.external_id(chat, self._outbox.ledger(entry.reply.edits))
        render = partial(
            rendered,
            entry.reply,
            id=f"{chat}:{entry.id}",
            chat=entry.chat,
            language=entry.language,
            zone=(office.timezone, office.zone_name),
            capabilities=capabilities,
            lexicon=self._lexicon,
            own=office.texts,
            edits=edits,
            answers=entry.answers,
            is_late=is_late,
            menu_number=await self._menu_number(chat, entry) if capabilities.is_shared else 0,
        )
        is_slow = any(media.kind in SLOW for media in entry.reply.media)
        shown = await asyncio.to_thread(render) if is_slow else render()
        if shown.menu and not capabilities.is_shared:
            await self._menus.keep(chat, shown.menu)
        for step in shown.steps:
            self.steps_down[step] += 1
            log.info("rendering.step_down", step=step, key=entry.reply.key, account=self._adapter.account)
        return [payload for message in shown.messages for payload in self._adapter.render(message)]

    async def _menu_number(self, chat: str, entry: Entry) -> int:
        """Return the number of an entry's choices; a message that is edited keeps it while they are the same."""
        reply = entry.reply
        if not reply.choices:
            return 0
        message = self._outbox.ledger(reply.edits) if reply.edits else entry.ledger or entry.id
        return await self._menus.number(chat, message, [choice.id for choice in reply.choices])
