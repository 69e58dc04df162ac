"""The web chat over real HTTP: uvicorn on loopback, the real store."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import ClassVar

import httpx
import msgspec
import pytest
from msgspec.structs import replace

from bot.adapters import ChannelAdapter
from bot.errors import SendAfter
from bot.messages import Button, ChatRef, InboundEvent, Media, Message
from bot.plugins import Services
from bot.store.client import open_client
from bot.store.transcripts import Transcripts
from channels.web.adapter import opened
from channels.web.parse import Posted, Said
from channels.web.render import Payload
from channels.web.sessions import Session
from channels.web.streams import CAUGHT_UP, HEARTBEAT, RETRY, Streams
from tests.channels.browsers import ACCOUNT, ANY_PORT, AWAY, PHONE, Browser, browsing, chat_of, listening, shown
from tests.channels.contract import Arrival, ChannelContract, Delivery, Inbox, Shown, deliver

CHAT = ChatRef("web", "cbn", "c1")
MAP = "https://www.openstreetmap.org/?mlat=-6.700000&mlon=108.500000#map=17/-6.700000/108.500000"
ICS = Media(kind="document", name="CBN-7K3M-9QXD.ics", mime="text/calendar", data=b"ics")


class WebUnderTest:
    """A web account with one browser."""

    def __init__(
        self, adapter: ChannelAdapter, inbox: Inbox, browser: Browser, services: Services, *, chat: ChatRef
    ) -> None:
        self.adapter = adapter
        self.inbox = inbox
        self.browser = browser
        self.services = services
        self.chat = chat
        self._last: tuple[str, str] = ("", "")
        self._answer: httpx.Response | None = None

    async def say(self, text: str) -> None:
        self._last = (text, f"said-{self.inbox.calls:016}")
        await self.hand_over_again()

    async def hand_over_again(self) -> None:
        self._answer = await self.browser.post(*self._last)

    async def is_told_received(self) -> bool:
        return self._answer is not None and self._answer.status_code == 202

    async def shown(self, count: int) -> Sequence[Shown]:
        return shown(await self.browser.entries())

    @asynccontextmanager
    async def broken(self, fault: str) -> AsyncIterator[ChannelAdapter]:
        if fault == "store refuses":
            await self.services.client.execute("CONFIG", "SET", "maxmemory", "1")
            try:
                yield self.adapter
            finally:
                await self.services.client.execute("CONFIG", "SET", "maxmemory", "0")
            return
        async with open_client(AWAY, give_up_s=0.05) as client:
            services = replace(self.services, client=client)
            async with opened(ACCOUNT, ANY_PORT, services) as adapter:
                yield adapter


@pytest.fixture
async def channel(services: Services, inbox: Inbox) -> AsyncIterator[WebUnderTest]:
    """Give a browser that has passed the first screen."""
    async with listening(services, inbox) as web, browsing(web.url) as browser:
        await browser.begin()
        yield WebUnderTest(web, inbox, browser, services, chat=await chat_of(browser, services))


def posted(said: Said) -> Posted:
    return Posted(said=said, session=Session("c1", PHONE), language="en", at_ms=5)


def heard(**changes: str) -> InboundEvent:
    event = InboundEvent(
        chat=CHAT, office="CBN", message_id="0123456789abcdef", phone=PHONE, language="en", sent_at_ms=5
    )
    return replace(event, **changes)


def said(**what: str) -> Said:
    return Said(id="0123456789abcdef", **what)


def bubble(**body: object) -> list[Payload]:
    return [Payload(chat=CHAT, name="office:m1.1", body=msgspec.json.encode({"name": "m1.1", **body}))]


def message(
    text: str = "Halo", *, edits: str = "", buttons: tuple[Button, ...] = (), media: Media | None = None
) -> Message:
    return Message(
        id="m1.1",
        chat=CHAT,
        text=text,
        edits=edits,
        buttons=buttons,
        layout="buttons" if buttons else "text",
        media=(media,) if media else (),
    )


class TestContract(ChannelContract):
    """The web chat keeps the contract."""

    arrivals: ClassVar = {
        "text": Arrival(posted(said(text="#jadwal")), [heard(text="#jadwal")]),
        "choice": Arrival(posted(said(choice="keep", label="Tidak")), [heard(kind="choice", choice="keep")]),
    }
    deliveries: ClassVar = {
        "text": Delivery(message(), bubble(text="Halo")),
        "buttons": Delivery(
            message(buttons=(Button("keep", "Tidak"),)), bubble(text="Halo", buttons=[["keep", "Tidak"]])
        ),
        "edit": Delivery(message(edits="5-0"), bubble(text="Halo", edits="5-0")),
        "picture": Delivery(
            message(media=Media(kind="picture", content="CBN-7K3M-9QXD", mime="image/png", data=b"png")),
            bubble(
                text="Halo",
                pictures=[
                    {
                        "source": "data:image/png;base64,cG5n",
                        "words": "Kode QR untuk CBN-7K3M-9QXD",
                        "about": "CBN-7K3M-9QXD",
                    }
                ],
            ),
        ),
        "documents": Delivery(
            replace(message(), media=(ICS, Media(kind="document", name="surat.pdf", data=b"pdf"))),
            [
                Payload(
                    chat=CHAT,
                    name="office:m1.1",
                    body=b'{"name":"m1.1","text":"Halo","documents":["Simpan ke kalender","Unduh surat.pdf"]}\n'
                    b'{"name":"CBN-7K3M-9QXD.ics","mime":"text/calendar","data":"aWNz"}\n'
                    b'{"name":"surat.pdf","mime":"application/octet-stream","data":"cGRm"}',
                )
            ],
        ),
        "location": Delivery(
            message(media=Media(kind="location", latitude=-6.7, longitude=108.5)),
            bubble(text="Halo", places=[{"address": MAP, "words": "Buka peta"}]),
        ),
    }
    faults: ClassVar = {"store away": SendAfter, "store refuses": SendAfter}


# --- documents -------------------------------------------------------------------------------------------


async def test_download(channel: WebUnderTest) -> None:
    """A document is downloaded as the file that it is, under its name; the page itself gets only its link."""
    file = Media(kind="document", name='Surat "baru" ñ.ics', mime="text/calendar", data=b"BEGIN:VCALENDAR")
    await deliver(channel, Message(id="m1.1", chat=channel.chat, text="Terlampir", media=(ICS, file)))
    (entry,) = await channel.browser.entries()
    assert {"name": "m1.1", "text": "Terlampir", "documents": ["Simpan ke kalender"] * 2} == entry.data
    response = await channel.browser.http.get(f"/chat/documents/{entry.id}/1")
    assert (200, b"BEGIN:VCALENDAR") == (response.status_code, response.content)
    assert "text/calendar; charset=utf-8" == response.headers["content-type"]
    assert "attachment; filename*=UTF-8''Surat%20%22baru%22%20%C3%B1.ics" == response.headers["content-disposition"]
    assert ("nosniff", "no-store") == (
        response.headers["x-content-type-options"],
        response.headers["cache-control"],
    )


async def test_document_of_others(channel: WebUnderTest) -> None:
    """A document is given only to the session in whose chat it was sent."""
    await deliver(channel, Message(id="m1.1", chat=channel.chat, text="Terlampir", media=(ICS,)))
    (entry,) = await channel.browser.entries()
    path = f"/chat/documents/{entry.id}/0"
    async with browsing(str(channel.browser.http.base_url)) as stranger:
        assert 401 == (await stranger.http.get(path)).status_code
        await stranger.begin("0812 9876 5432")
        assert 404 == (await stranger.http.get(path)).status_code
    await channel.browser.http.post("/chat/leave", json={})
    assert 401 == (await channel.browser.http.get(path)).status_code


@pytest.mark.parametrize(
    "place", ["{id}/1", "{id}/99999999999999999999", "{id}/-1", "{id}/x", "1-1/0", "x/0", "-/0", f"{'9' * 20}-0/0"]
)
async def test_no_such_document(channel: WebUnderTest, place: str) -> None:
    """What is no place of a document of the chat is answered with 404, whatever it looks like."""
    await deliver(channel, Message(id="m1.1", chat=channel.chat, text="Terlampir", media=(ICS,)))
    (entry,) = await channel.browser.entries()
    response = await channel.browser.http.get(f"/chat/documents/{place.format(id=entry.id)}")
    assert 404 == response.status_code


# --- the stream ------------------------------------------------------------------------------------------


async def test_replay(channel: WebUnderTest) -> None:
    """Who comes back with the last id that it has seen gets what came after it, and nothing twice."""
    await channel.say("satu")
    (first,) = await channel.browser.entries()
    await deliver(channel, Message(id="m1.1", chat=channel.chat, text="dua"))
    await deliver(channel, Message(id="m2.1", chat=channel.chat, text="tiga"))
    assert ["dua", "tiga"] == [entry.data["text"] for entry in await channel.browser.entries(first.id)]


@pytest.mark.parametrize("last", ["x", "1", "1-", "-", "1-1)", "9" * 20 + "-0"])
async def test_strange_last_id(browser: Browser, last: str) -> None:
    """A last id that none of our entries has is refused, not handed to the store."""
    await browser.begin()
    response = await browser.http.get("/chat/events", headers={"Last-Event-ID": last})
    assert 400 == response.status_code


async def test_answer_rings(channel: WebUnderTest) -> None:
    """A page that listens gets an answer as soon as it is delivered."""
    stream = channel.browser.listen()
    assert await anext(stream) is None
    async with asyncio.timeout(1):
        await deliver(channel, Message(id="m1.1", chat=channel.chat, text="segera"))
        entry = await anext(stream)
    assert entry
    assert "segera" == entry.data["text"]
    await stream.aclose()


async def test_streams_end_at_shutdown(services: Services, inbox: Inbox) -> None:
    """An open page does not keep the server from stopping."""
    async with asyncio.timeout(3), AsyncExitStack() as server:
        web = await server.enter_async_context(listening(services, inbox))
        async with browsing(web.url) as browser:
            await browser.begin()
            stream = browser.listen()
            assert await anext(stream) is None
            await server.aclose()
            assert "the end" == await anext(stream, "the end")


async def test_other_process_delivers(services: Services) -> None:
    """What another process appends is seen at the next look, though it rings no bell here; silence is broken."""
    ours, theirs = (Transcripts(services.client, services.sealer) for _ in range(2))
    frames = Streams(ours, look_s=0.01).frames(CHAT, "")
    assert [RETRY, CAUGHT_UP] == [await anext(frames), await anext(frames)]
    await theirs.append(CHAT, name="office:m1", body=b'{"text":"dari sana"}')
    assert b'data: {"text":"dari sana"}' in await anext(frames)
    assert HEARTBEAT == await anext(frames)
    await frames.aclose()
