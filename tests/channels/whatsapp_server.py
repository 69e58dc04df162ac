"""A strict WhatsApp for one number: it takes what neonize's Go library would take, and panics where that panics."""

from __future__ import annotations

import asyncio
import hashlib
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

from msgspec import Struct

from tests.channels.neonize_library import EVENT_TO_INT, DeviceProps, build_jid, e2e, proto
from tests.channels.whatsapp_wire import Answer, Call, Deliver, Die, Shown, decode_call, framed, read

OWN = "6281200000000"
OWN_LID = "900000000000"
PHONE = "6281234567890@s.whatsapp.net"
LID = "100000000001@lid"
STAFF = "120363000000000001@g.us"
GROUP = "120363000000000002@g.us"
NEEDED = (
    proto.PairStatus,
    proto.Connected,
    proto.Disconnected,
    proto.LoggedOut,
    proto.TemporaryBan,
    proto.StreamReplaced,
    proto.ClientOutdated,
    proto.ConnectFailure,
    proto.Message,
    proto.JoinedGroup,
)
NIL = "runtime error: invalid memory address or nil pointer dereference"
TEXT_LENGTH = 65_536


class Seen(Struct):
    """A message of the office's on a person's phone."""

    chat: str
    id: str
    kind: str
    text: str = ""
    data: bytes = b""
    answers: tuple[str, str, str] | None = None
    is_edited: bool = False


class Refused(Exception):
    """What the library returns as an error."""


class WhatsApp:
    """One number and its chats. `faults` by call: an error's words, "die", "die after", "hang"."""

    def __init__(self) -> None:
        self.is_linked = True
        self.chats = {PHONE, LID, STAFF, GROUP}
        self.files: dict[str, bytes] = {}
        self.lids: dict[str, str] = {}
        self.unlearned: dict[str, str] = {}
        self.faults: defaultdict[str, list[str]] = defaultdict(list)
        self.calls: list[Call] = []
        self.seen: list[Seen] = []
        self.read: list[tuple[str, str, str]] = []
        self.typing: list[str] = []
        self.connects = 0
        self.devices = 0
        self.is_online = False
        self._ids = count()
        self._delivered: set[str] = set()
        self._uploads: dict[bytes, bytes] = {}
        self._writer: asyncio.StreamWriter | None = None
        self._news = asyncio.Condition()

    # --- what the test does --------------------------------------------------------------------------------------

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so."""
        async with self._news:
            await self._news.wait_for(is_so)

    async def online(self) -> None:
        """Wait until a device is connected and has said so to WhatsApp."""
        await self.until(lambda: self.is_online and self.called("SendPresence") > 0)

    def called(self, name: str) -> int:
        """Return how often something was called since the last connection."""
        return sum(call.name == name for call in self.calls)

    async def bring(self, event: Any) -> None:
        """Bring an event to the device; one that lacks a field which Go always sets is an error."""
        if isinstance(event, proto.Message):
            self._delivered.add(event.Info.ID)
        await self._tell(Deliver(EVENT_TO_INT[type(event)], event.SerializeToString()))

    async def show_code(self, code: str) -> None:
        """Show a code to link a phone with."""
        await self._tell(Shown(code.encode()))

    async def link(self) -> None:
        """Link the phone, as after a scan."""
        self.is_linked = True
        jid = build_jid(OWN)
        await self.bring(proto.PairStatus(ID=jid, BusinessName="", Platform="android", Status=proto.PairStatus.SUCCESS))
        await self._come_online()

    async def go_offline(self) -> None:
        """Lose the connection; the library would look for another one."""
        self.is_online = False
        await self.bring(proto.Disconnected(status=True))

    async def come_back(self) -> None:
        """Have a connection again."""
        await self._come_online()

    async def panic(self, words: str = NIL) -> None:
        """Let the device's Go library panic."""
        await self._tell(Die(words))

    # --- what the device does --------------------------------------------------------------------------------------

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve a device until it ends."""
        self._writer, self.calls = writer, []
        self.devices += 1
        try:
            while (frame := await read(reader)) is not None:
                await self._take(decode_call(frame), writer)
        finally:
            self.devices -= 1
            writer.close()
            if self._writer is writer:
                self._writer, self.is_online = None, False
            await self._notify()

    async def _take(self, call: Call, writer: asyncio.StreamWriter) -> None:
        self.calls.append(call)
        fault = self.faults[call.name].pop(0) if self.faults[call.name] else ""
        if fault == "die":
            return await self.panic()
        value = await self._answered(call, fault)
        if fault == "die after":
            return await self.panic()
        if value is not None and fault != "hang":
            writer.write(framed(Answer(call.number, value)))
        await self._notify()
        return None

    async def _answered(self, call: Call, fault: str) -> bytes | bool | None:
        """Return what a call returns; None for what does not return."""
        if call.name == "Neonize":
            return await self._connect(call, fault)
        handler = getattr(self, f"_{call.name}")
        is_word = fault and fault not in ("die after", "hang")
        try:
            if is_word:
                raise Refused(fault)
            return bytes(handler(*call.arguments[1:]))
        except Refused as refused:
            kind = RETURNS.get(call.name)
            return kind(Error=str(refused)).SerializePartialToString() if kind else str(refused).encode()

    async def _connect(self, call: Call, fault: str) -> bytes | None:
        session, account, subscribers, props, _ = call.arguments
        assert session
        assert account
        assert {EVENT_TO_INT[kind] for kind in NEEDED} <= set(bytes(subscribers))
        assert DeviceProps.FromString(bytes(props)).os
        self.connects += 1
        if fault:
            return fault.encode()
        if self.is_linked:
            await self._come_online()
        else:
            await self.show_code("2@first,code,for,linking")
        return None

    def _SendMessage(self, jid: bytes, _: int, data: bytes, __: int) -> Any:
        chat = self._chat(jid)
        message = e2e.Message.FromString(data)
        ((field, content),) = message.ListFields()
        id = f"3EB0{next(self._ids):08X}"
        if field.name == "editedMessage":
            self._edit(chat, content.message.protocolMessage)
        else:
            self.seen.append(Seen(chat, id, field.name, *self._content(field.name, content), _quoted(content)))
        response = proto.SendResponse(Timestamp=1, ID=id, ServerID=0, DebugTimings=TIMINGS)
        return proto.SendMessageReturnFunction(SendResponse=response).SerializeToString()

    def _edit(self, chat: str, change: Any) -> None:
        assert e2e.ProtocolMessage.MESSAGE_EDIT == change.type
        assert (True, chat) == (change.key.fromMe, change.key.remoteJID)
        (edited,) = [seen for seen in self.seen if (seen.chat, seen.id) == (chat, change.key.ID)]
        assert edited.kind in ("conversation", "extendedTextMessage")
        edited.text, edited.is_edited = change.editedMessage.conversation, True

    def _content(self, kind: str, content: Any) -> tuple[str, bytes]:
        match kind:
            case "conversation":
                assert 0 < len(content) <= TEXT_LENGTH
                return content, b""
            case "extendedTextMessage":
                assert content.contextInfo.stanzaID
                assert not content.contextInfo.mentionedJID
                return content.text, b""
            case "imageMessage" | "documentMessage":
                data = self._uploads[content.fileSHA256]
                assert (len(data), True) == (content.fileLength, bool(content.mimetype and content.mediaKey))
                assert not content.contextInfo.mentionedJID
                return content.caption or content.fileName if kind == "documentMessage" else content.caption, data
            case "locationMessage":
                return f"{content.degreesLatitude} {content.degreesLongitude}", b""
        raise AssertionError(f"no real phone shows {kind}")

    def _Upload(self, data: bytes, _: int, kind: int) -> Any:
        assert kind in (0, 3)
        if not self.is_online:
            raise Refused("websocket not connected")
        digest = hashlib.sha256(data).digest()
        self._uploads[digest] = data
        upload = proto.UploadResponse(
            url="https://mmg.whatsapp.net/x",
            DirectPath="/x",
            Handle="",
            MediaKey=bytes(32),
            FileEncSHA256=digest,
            FileSHA256=digest,
            FileLength=len(data),
        )
        return proto.UploadReturnFunction(UploadResponse=upload).SerializeToString()

    def _DownloadMediaWithPath(
        self, path: bytes, sealed: bytes, _: int, digest: bytes, __: int, key: bytes, ___: int, size: int, *kind: Any
    ) -> Any:
        assert kind in ((0, b"image"), (3, b"document"))
        assert (sealed, key) == (digest, bytes(32))
        if path.decode() not in self.files:
            raise Refused("failed to download media from last host: download failed with status code 404")
        data = self.files[path.decode()]
        if size != len(data):
            raise Refused("file length does not match")
        return proto.DownloadReturnFunction(Binary=data).SerializeToString()

    def _MarkRead(self, ids: bytes, _: int, chat: bytes, __: int, sender: bytes, ___: int, kind: bytes) -> bytes:
        assert kind == b"read"
        assert self._delivered >= set(ids.decode().split(" "))
        who = proto.JID.FromString(sender)
        assert 0 == who.Device
        self.read.append((self._chat(chat), f"{who.User}@{who.Server}", ids.decode()))
        return b""

    def _SendChatPresence(self, jid: bytes, _: int, state: int, media: int) -> bytes:
        assert (0, 0) == (state, media)
        self.typing.append(self._chat(jid))
        return b""

    def _SendPresence(self, kind: bytes) -> bytes:
        assert kind == b"available"
        return b""

    def _GetMe(self) -> Any:
        ids = {"JID": build_jid(OWN), "LID": build_jid(OWN_LID, "lid")}
        return proto.Device(
            **ids, Platform="", BussinessName="", PushName="Kanim", Initialized=True
        ).SerializeToString()

    def _GetPNFromLID(self, jid: bytes, _: int) -> Any:
        return self._found({lid: phone for phone, lid in self.lids.items()}, jid)

    def _GetLIDFromPN(self, jid: bytes, _: int) -> Any:
        return self._found(self.lids, jid)

    def _GetUserInfo(self, jids: bytes, _: int) -> Any:
        asked = [f"{jid.User}@{jid.Server}" for jid in proto.JIDArray.FromString(jids).JIDS]
        self.lids |= {id: self.unlearned[id] for id in asked if id in self.unlearned}
        return proto.GetUserInfoReturnFunction().SerializeToString()

    def _PairPhone(self, params: bytes, _: int) -> Any:
        asked = proto.PairPhoneParams.FromString(params)
        assert (OWN, True) == (asked.phone, "(" in asked.clientDisplayName)
        return proto.PairPhoneReturnFunction(Code="ABCD-1234").SerializeToString()

    def _Disconnect(self) -> bytes:
        self.is_online = False
        return b""

    def _found(self, table: dict[str, str], jid: bytes) -> Any:
        asked = proto.JID.FromString(jid)
        user, _, server = table.get(f"{asked.User}@{asked.Server}", "@").partition("@")
        return proto.GetJIDFromStoreReturnFunction(Jid=build_jid(user, server)).SerializeToString()

    def _chat(self, data: bytes) -> str:
        jid = proto.JID.FromString(data)
        id = f"{jid.User}@{jid.Server}"
        if not self.is_online:
            raise Refused("websocket not connected")
        if jid.Device or jid.RawAgent:
            raise Refused("message recipient must be a user JID with no device part")
        if id not in self.chats:
            raise Refused(f"no LID found for {id} from server")
        return id

    async def _come_online(self) -> None:
        self.is_online = True
        await self.bring(proto.Connected(status=True))

    async def _tell(self, told: Deliver | Shown | Die) -> None:
        assert self._writer is not None, "no device is there"
        self._writer.write(framed(told))
        await self._writer.drain()

    async def _notify(self) -> None:
        async with self._news:
            self._news.notify_all()


def _quoted(content: Any) -> tuple[str, str, str] | None:
    """Return the id, the writer and the words of what a message quotes: a phone needs all three."""
    context = getattr(content, "contextInfo", None)
    if context is None or not context.stanzaID:
        return None
    return context.stanzaID, context.participant, context.quotedMessage.conversation


RETURNS: dict[str, Any] = {
    "SendMessage": proto.SendMessageReturnFunction,
    "Upload": proto.UploadReturnFunction,
    "DownloadMediaWithPath": proto.DownloadReturnFunction,
    "GetPNFromLID": proto.GetJIDFromStoreReturnFunction,
    "GetLIDFromPN": proto.GetJIDFromStoreReturnFunction,
    "GetUserInfo": proto.GetUserInfoReturnFunction,
    "PairPhone": proto.PairPhoneReturnFunction,
}
TIMINGS = proto.MessageDebugTimings(
    Queue=0, Marshal=0, GetParticipants=0, GetDevices=0, GroupEncrypt=0, PeerEncrypt=0, Send=0, Resp=0, Retry=0
)


@asynccontextmanager
async def serving(folder: Path) -> AsyncIterator[tuple[WhatsApp, Path]]:
    """Give a WhatsApp, and the socket at which it is reached."""
    whatsapp, path = WhatsApp(), folder / "whatsapp.sock"
    server = await asyncio.start_unix_server(whatsapp.serve, path)
    try:
        yield whatsapp, path
    finally:
        server.close()
        await whatsapp.until(lambda: whatsapp.devices == 0)
