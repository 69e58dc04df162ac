"""A linked device over neonize: its events become reports, orders become its calls. It never outlives its line."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from itertools import count
from typing import Any, TypeAlias

from neonize._binder import ProxySettings
from neonize.aioze import events
from neonize.aioze.client import NewAClient
from neonize.exc import NeonizeError
from neonize.proto.Neonize_pb2 import ConnectFailureReason, PairStatus, TemporaryBan
from neonize.proto.Neonize_pb2 import Message as MessageEvent
from neonize.utils.enum import Presence

from channels.whatsapp import hearing, receiving, speaking
from channels.whatsapp.frames import (
    Away,
    Begin,
    Fetch,
    Greeted,
    Heard,
    NotFetched,
    NotSent,
    Online,
    Overrun,
    Report,
    Send,
    Sent,
    ShowCode,
    ShowTyping,
    Stop,
    Taken,
    Trouble,
    framed,
    orders,
    read_frame,
)
from channels.whatsapp.identity import identified
from channels.whatsapp.quotes import Quotes

Event: TypeAlias = Any  # a message of the library's protocol

WAITING = 10_000
"""How many messages are kept until the office can take them."""

WINDOW = 500
"""How many of them it is given at once."""

CODE_S = 90.0
"""The first code lasts a minute, each other one 20 seconds; when none follows, WhatsApp has hung up."""

FAREWELL_S = 3.0
NO_SESSION = "failed to upgrade database"
"""How the library's error begins when it could not open the session, wherever that is kept."""


class Phone:
    """One device. `serve` returns when it is stopped, when the line is closed, and in trouble."""

    def __init__(self, client: NewAClient, begin: Begin, writer: asyncio.StreamWriter) -> None:
        self._client = client
        self._begin = begin
        self._writer = writer
        self._events: asyncio.Queue[Event] = asyncio.Queue(WAITING)
        self._numbers = count(1)
        self._unread: dict[int, MessageEvent] = {}
        self._quotes = Quotes()
        self._was_taken = asyncio.Event()
        self._own: set[str] = set()
        self._is_online = False  # before it is, most calls are a panic
        self._ended: asyncio.Future[Trouble | None] = asyncio.get_running_loop().create_future()
        self._code_timer: asyncio.TimerHandle | None = None

    async def serve(self, reader: asyncio.StreamReader) -> None:
        """Link, connect and obey."""
        self._listen()
        connecting = await self._client.connect(ProxySettings(self._begin.proxy) if self._begin.proxy else None)
        connecting.add_done_callback(self._connection_ended)
        working = asyncio.create_task(self._work(reader))
        working.add_done_callback(self._work_ended)
        if trouble := await self._ended:
            self._tell(trouble)
        with suppress(ConnectionError, TimeoutError):
            async with asyncio.timeout(FAREWELL_S):
                self._writer.close()
                await self._writer.wait_closed()

    def _listen(self) -> None:
        """Register for what we want to hear; the library drops what a handler raises, so it only notes the event."""

        async def note(_: NewAClient, event: Event) -> None:
            try:
                self._events.put_nowait(event)
            except asyncio.QueueFull:
                self._tell(Overrun())

        async def show(_: NewAClient, code: bytes) -> None:
            await self._show(code.decode())

        for kind in HANDLERS:
            self._client.event(kind)(note)
        self._client.event.qr(show)

    async def _work(self, reader: asyncio.StreamReader) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._hand_over())
            while (frame := await read_frame(reader)) is not None:
                match order := orders.decode(frame):
                    case Send():
                        group.create_task(self._send(order))
                    case Fetch():
                        group.create_task(self._fetch(order))
                    case Taken():
                        group.create_task(self._mark_read(order))
                    case ShowTyping():
                        group.create_task(self._show_typing(order))
                    case Stop():
                        group.create_task(self._leave())
            self._end(None)

    def _tell(self, report: Report) -> None:
        self._writer.write(framed(report))

    def _end(self, trouble: Trouble | None) -> None:
        if not self._ended.done():
            self._ended.set_result(trouble)

    def _connection_ended(self, connecting: asyncio.Future[None]) -> None:
        error = None if connecting.cancelled() else connecting.exception()
        if str(error).startswith(NO_SESSION):  # what follows may name the database's users
            return self._end(Trouble("no-session"))
        self._end(Trouble("no-connection", type(error).__name__ if error else "it ended"))
        return None

    def _work_ended(self, working: asyncio.Task[None]) -> None:
        error = None if working.cancelled() else working.exception()
        if error is not None and not self._ended.done():
            self._ended.set_exception(error)

    # --- events ----------------------------------------------------------------------------------------------

    async def _hand_over(self) -> None:
        while True:
            event = await self._events.get()
            await HANDLERS[type(event)](self, event)
            await self._writer.drain()
            self._events.task_done()

    async def on_message(self, event: MessageEvent) -> None:
        """Hand a message over, once there is room for it."""
        while len(self._unread) >= WINDOW:
            self._was_taken.clear()
            await self._was_taken.wait()
        number = next(self._numbers)
        report = hearing.report(event, number=number, groups=self._begin.groups, own=self._own)
        if isinstance(report, Heard):
            report = await identified(self._client, report) if self._is_online else report
            self._unread[number] = event
            if report.group:
                self._quotes.note(event)
        if report is not None:
            self._tell(report)

    async def on_joined_group(self, event: Event) -> None:
        """Tell of a group that has taken us in."""
        group = hearing.id_of(event.GroupInfo.JID)
        if group not in self._begin.groups:
            self._tell(Greeted(group))

    async def on_connected(self, _: Event) -> None:
        """Tell that messages can go, and show that somebody is there, without which no typing sign is seen."""
        self._is_online = True
        self._stop_timer()
        self._tell(Online())
        with suppress(NeonizeError):
            me = await self._client.get_me()
            self._own = {me.JID.User, me.LID.User} - {""}
            await self._client.send_presence(Presence.AVAILABLE)

    async def on_disconnected(self, _: Event) -> None:
        """Tell that nothing can go for now."""
        self._is_online = False
        self._tell(Away())

    async def on_pair_status(self, event: Event) -> None:
        """End when the linking failed."""
        self._stop_timer()
        if event.Status == PairStatus.ERROR:
            self._end(Trouble("not-linked", "WhatsApp refused the phone"))

    async def on_logged_out(self, event: Event) -> None:
        """End, as the session is void."""
        self._end(Trouble("logged-out", _named(ConnectFailureReason, event.Reason)))

    async def on_ban(self, event: Event) -> None:
        """End, until the ban is over."""
        self._end(Trouble("banned", _named(TemporaryBan.TempBanReason, event.Code), event.Expire))

    async def on_replaced(self, _: Event) -> None:
        """End, as another program has the connection."""
        self._end(Trouble("replaced"))

    async def on_outdated(self, _: Event) -> None:
        """End, as WhatsApp wants a newer library."""
        self._end(Trouble("outdated"))

    async def on_refused(self, event: Event) -> None:
        """End, as the library does not connect again after this."""
        self._end(Trouble("refused", _named(ConnectFailureReason, event.Reason)))

    async def _show(self, code: str) -> None:
        """Show a code to scan, and with the first one the code to type, if there is a number to link."""
        is_first = self._code_timer is None
        self._stop_timer()
        self._code_timer = asyncio.get_running_loop().call_later(CODE_S, self._end, Trouble("not-linked"))
        self._tell(ShowCode("qr", code))
        if is_first and self._begin.phone:
            with suppress(NeonizeError):  # the code to scan links as well
                typed = await self._client.PairPhone(self._begin.phone.lstrip("+"), True)
                self._tell(ShowCode("typed", typed))

    def _stop_timer(self) -> None:
        if self._code_timer is not None:
            self._code_timer.cancel()

    # --- orders ----------------------------------------------------------------------------------------------

    async def _send(self, order: Send) -> None:
        if not self._is_online:
            self._tell(NotSent(order.number, "after", "WhatsApp is not connected"))
            return
        try:
            self._tell(Sent(order.number, await speaking.sent(self._client, order.letter, quotes=self._quotes)))
        except NeonizeError as error:
            self._tell(speaking.not_sent(order.number, error))
        except Exception as error:  # of the files that people make, some break the library's own reader
            self._tell(NotSent(order.number, "unknown", type(error).__name__))

    async def _fetch(self, order: Fetch) -> None:
        if not self._is_online:
            self._tell(NotFetched(order.number, "away", "WhatsApp is not connected"))
            return
        try:
            self._tell(await receiving.fetched(self._client, order))
        except Exception as error:
            self._tell(NotFetched(order.number, "away", type(error).__name__))

    async def _mark_read(self, order: Taken) -> None:
        event = self._unread.pop(order.number, None)
        self._was_taken.set()
        if event is not None and self._is_online:
            await speaking.mark_read(self._client, event)

    async def _show_typing(self, order: ShowTyping) -> None:
        if self._is_online:
            await speaking.show_typing(self._client, order.chat)

    async def _leave(self) -> None:
        """Hear nothing more from WhatsApp, hand over what is here, and end."""
        if self._is_online:
            await self._client.disconnect()
        with suppress(TimeoutError):
            async with asyncio.timeout(FAREWELL_S):
                await self._events.join()
                while self._unread:
                    self._was_taken.clear()
                    await self._was_taken.wait()
        self._end(None)


def _named(kind: Any, number: int) -> str:
    return str(kind.Name(number)).lower().replace("_", " ")


HANDLERS: Mapping[type[Event], Callable[[Phone, Event], Awaitable[None]]] = {
    events.MessageEv: Phone.on_message,
    events.JoinedGroupEv: Phone.on_joined_group,
    events.ConnectedEv: Phone.on_connected,
    events.DisconnectedEv: Phone.on_disconnected,
    events.PairStatusEv: Phone.on_pair_status,
    events.LoggedOutEv: Phone.on_logged_out,
    events.TemporaryBanEv: Phone.on_ban,
    events.StreamReplacedEv: Phone.on_replaced,
    events.ClientOutdatedEv: Phone.on_outdated,
    events.ConnectFailureEv: Phone.on_refused,
}
