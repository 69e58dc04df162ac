"""Telegram over real HTTP: aiogram, and a strict Bot API on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any, ClassVar

import pytest
from aiogram.methods import EditMessageText, SendLocation, SendMessage
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    MessageEntity,
    ReplyKeyboardMarkup,
    Update,
)
from msgspec.structs import replace

from bot.errors import SendAfter, SendError, SendNever, SendUnknown
from bot.messages import Button, InboundEvent, Media, Message
from bot.plugins import Services
from tests.channels import telegram_people as people
from tests.channels.contract import Arrival, ChannelContract, Delivery, Inbox, deliver
from tests.channels.telegram_bots import CHAT, WEBHOOK, BotUnderTest, running
from tests.channels.telegram_server import NOW_S, PERSON, BotApi, serving

HEARD = InboundEvent(chat=CHAT, office="CBN", message_id="7", language="id", sent_at_ms=NOW_S * 1000)
OWN = {"phone_number": "6281234567890", "first_name": "Budi", "user_id": PERSON}
FILE = {"file_id": "f", "file_unique_id": "u"}
BUTTON = InlineKeyboardButton(text="Tidak", callback_data="keep")
LONG = InlineKeyboardButton(text="Senin, 30 November", callback_data="date:30112026")
CONTACT = ReplyKeyboardMarkup(
    keyboard=[[KeyboardButton(text="📱 Kirim nomor saya", request_contact=True)]],
    resize_keyboard=True,
    one_time_keyboard=True,
)


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """Give a Bot API with one bot."""
    async with serving() as served:
        yield served


@pytest.fixture(params=["", WEBHOOK], ids=["polling", "webhook"])
async def channel(
    request: pytest.FixtureRequest, api: BotApi, services: Services, inbox: Inbox
) -> AsyncIterator[BotUnderTest]:
    """Give a running account."""
    async with running(api, services, inbox, webhook=request.param) as adapter:
        yield BotUnderTest(api, adapter, inbox, services)


def arrival(raw: Mapping[str, Any], **event: Any) -> Arrival:
    """Return a row: an update, and what differs in its event from a plain message."""
    return Arrival(Update.model_validate(raw), [replace(HEARD, **event)])


def nothing(raw: Mapping[str, Any]) -> Arrival:
    """Return a row for what is no event."""
    return Arrival(Update.model_validate(raw), [])


def say(text: str, **what: Any) -> SendMessage:
    """Return the call that says something."""
    return SendMessage(chat_id=PERSON, text=text, **what)


def mark(offset: int, length: int) -> MessageEntity:
    """Return the mark of what one tap copies."""
    return MessageEntity(type="code", offset=offset, length=length)


def told(text: str = "Halo", *, buttons: tuple[Button, ...] = (), **what: Any) -> Message:
    """Return a message of the office's."""
    layout = "buttons" if buttons else "text"
    return Message(id="m1.1", chat=CHAT, text=text, buttons=buttons, layout=layout, **what)  # type: ignore[arg-type]


ASKED = told(asks_phone=True, buttons=(Button("keep", "Tidak"),))


class TestContract(ChannelContract):
    """Telegram keeps the contract, polled and by webhook."""

    arrivals: ClassVar[Mapping[str, Arrival]] = {
        "text": arrival(people.said("#jadwal"), text="#jadwal"),
        "command": arrival(
            people.said("/jadwal", entities=[{"type": "bot_command", "offset": 0, "length": 7}]), text="/jadwal"
        ),
        "english": arrival(people.said("hi", language="en-GB"), text="hi", language="en"),
        "other language": arrival(people.said("salut", language="fr"), text="salut", language=None),
        "button": arrival(people.pressed("keep"), kind="choice", choice="keep", message_id="c55", sent_at_ms=0),
        "own contact": arrival(people.said(contact=OWN), kind="contact", phone="+6281234567890"),
        "foreign contact": arrival(people.said(contact={**OWN, "user_id": 4}), kind="contact"),
        "contact of nobody": arrival(
            people.said(contact={"phone_number": "+62811", "first_name": "X"}), kind="contact"
        ),
        "impossible number": arrival(people.said(contact={**OWN, "phone_number": "0"}), kind="contact"),
        "location": arrival(
            people.said(location={"latitude": -6.7, "longitude": 108.5}),
            kind="location",
            media=(Media(kind="location", latitude=-6.7, longitude=108.5),),
        ),
        "photo": arrival(
            people.said(photo=[{**FILE, "width": 9, "height": 9}], caption="surat dokter"),
            kind="photo",
            text="surat dokter",
        ),
        "document": arrival(people.said(document=FILE), kind="document"),
        "voice": arrival(people.said(voice={**FILE, "duration": 3}), kind="voice"),
        "sticker": arrival(
            people.said(
                sticker={**FILE, "type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False}
            ),
            kind="sticker",
        ),
        "dice": arrival(people.said(dice={"emoji": "🎲", "value": 3}), kind="other"),
        "forwarded": arrival(
            people.said("#cek", forward_origin={"type": "hidden_user", "sender_user_name": "A", "date": NOW_S}),
            text="#cek",
        ),
        "edit": arrival(
            people.update(edited_message=people.message("#cek", edit_date=NOW_S + 5)),
            kind="edit",
            text="#cek",
            message_id=f"7e{NOW_S + 5}",
            sent_at_ms=(NOW_S + 5) * 1000,
        ),
        "place that moves": nothing(
            people.update(
                edited_message=people.message(
                    edit_date=NOW_S, location={"latitude": 1, "longitude": 1, "live_period": 9}
                )
            )
        ),
        "pinned message": nothing(people.said(pinned_message=people.message("lama"))),
        "group": nothing(people.group("#jadwal")),
        "another bot": nothing(people.said("halo", **{"from": {"id": 5, "is_bot": True, "first_name": "B"}})),
        "button without data": nothing(people.pressed("")),
        "unknown kind": nothing(people.update(something_new={"a": 1})),
    }
    deliveries: ClassVar[Mapping[str, Delivery]] = {
        "text": Delivery(told("<b>Halo</b> _x_"), [say("<b>Halo</b> _x_")]),
        "line to copy": Delivery(
            told("📅 Kirim:\n#Budi#25011987#30112026\natau #cek"),
            [say("📅 Kirim:\n#Budi#25011987#30112026\natau #cek", entities=[mark(10, 23)])],
        ),
        "codes to copy": Delivery(
            told("Kode: CBN-7K3M-9QXD\n00002681"),
            [say("Kode: CBN-7K3M-9QXD\n00002681", entities=[mark(6, 13), mark(20, 8)])],
        ),
        "buttons": Delivery(
            told(buttons=(Button("keep", "Tidak"), Button("keep", "Tidak"), Button("date:30112026", LONG.text))),
            [say("Halo", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[BUTTON, BUTTON], [LONG]]))],
        ),
        "edit": Delivery(told(edits="31"), [EditMessageText(chat_id=PERSON, message_id=31, text="Halo")]),
        "asks for the number": Delivery(told(asks_phone=True), [say("Halo", reply_markup=CONTACT)]),
        "buttons, and asks for the number": Delivery(
            ASKED,
            [
                say("Halo", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[BUTTON]])),
                say("Tekan tombol di bawah kolom pesan untuk mengirim nomor Anda.", reply_markup=CONTACT),
            ],
        ),
        "location": Delivery(
            told(media=(Media(kind="location", latitude=-6.7, longitude=108.5),)),
            [SendLocation(chat_id=PERSON, latitude=-6.7, longitude=108.5), say("Halo")],
        ),
        "emoji count twice": Delivery(told("😀" * 4000), [say("😀" * 2048), say("😀" * 1952)]),
    }
    faults: ClassVar[Mapping[str, type[SendError]]] = {
        "blocked": SendNever,
        "chat not found": SendNever,
        "too large": SendNever,
        "asked to wait": SendAfter,
        "fault": SendAfter,
        "gateway's page": SendAfter,
        "token revoked": SendAfter,
        "no connection": SendAfter,
        "unreadable answer": SendUnknown,
        "line breaks": SendUnknown,
        "no answer": SendUnknown,
    }


# --- what is shown ---------------------------------------------------------------------------------------


async def test_picture_with_text(channel: BotUnderTest) -> None:
    """A picture comes as one message with its text below it, its codes to copy and its buttons."""
    picture = Media(kind="picture", name="kode.png", mime="image/png", data=b"png")
    await deliver(channel, told("Kode: CBN-7K3M-9QXD", media=(picture,), buttons=(Button("word:cek", "Lihat"),)))
    (shown,) = channel.api.shown
    assert (b"png", "Kode: CBN-7K3M-9QXD", "Lihat") == (shown.file, shown.caption, shown.buttons[0][0]["text"])
    assert [{"type": "code", "offset": 6, "length": 13}] == shown.entities


async def test_picture_before_long_text(channel: BotUnderTest) -> None:
    """A text too long for a caption follows its picture, and is the message that can be edited later."""
    place = await deliver(channel, told("x" * 1025, media=(Media(kind="picture", data=b"png"),)))
    first, second = channel.api.shown
    assert (b"png", "x" * 1025, place) == (first.file, second.text, str(second.id))


async def test_picture_and_document(channel: BotUnderTest) -> None:
    """A file goes before the picture that carries the text."""
    media = (Media(kind="picture", data=b"png"), Media(kind="document", name="a.ics", data=b"ics"))
    await deliver(channel, told(media=media))
    assert [(b"ics", ""), (b"png", "Halo")] == [(shown.file, shown.caption) for shown in channel.api.shown]


async def test_document(channel: BotUnderTest) -> None:
    """A file arrives byte for byte."""
    await deliver(channel, told(media=(Media(kind="document", name="jadwal.ics", data=b"BEGIN:VCALENDAR"),)))
    assert [b"BEGIN:VCALENDAR", b""] == [shown.file for shown in channel.api.shown]


async def test_buttons_used(channel: BotUnderTest) -> None:
    """A pressed button's waiting sign ends, and its message loses its buttons."""
    place = await deliver(channel, told(buttons=(Button("keep", "Tidak"),)))
    await channel.hand_over(people.pressed("keep", on=int(place), id="77"))
    assert [{"callback_query_id": "77"}] == await channel.api.called("answerCallbackQuery")
    await channel.api.called("editMessageReplyMarkup")
    await channel.api.until(lambda: channel.api.shown[0].buttons == [])


async def test_every_press_answered(channel: BotUnderTest) -> None:
    """A press that is no event of ours, or comes twice, is answered too."""
    await channel.hand_over(people.pressed("keep", id="1"))
    await channel.hand_over(people.pressed("keep", id="1"))
    assert 2 == len(await channel.api.called("answerCallbackQuery", 2))
    assert 1 == len(channel.inbox.events)


async def test_edit_keeps_new_buttons(channel: BotUnderTest) -> None:
    """A press must not take away the buttons that the answer has put in the same message's place."""
    old = told(buttons=(Button("keep", "Tidak"),))
    place = await deliver(channel, old)
    await channel.hand_over(people.pressed("keep", on=int(place)))
    await deliver(channel, replace(old, id="m2.1", text="Baru", buttons=(Button("word:cek", "Lihat"),), edits=place))
    await channel.hand_over(people.pressed("x", on=9, id="2"))
    await channel.api.called("answerCallbackQuery", 2)
    assert [("Baru", "Lihat")] == [(s.text, s.buttons[0][0]["text"]) for s in channel.api.shown]


async def test_edit_of_the_same(channel: BotUnderTest) -> None:
    """An edit that changes nothing is done."""
    place = await deliver(channel, told())
    assert place == await deliver(channel, told(edits=place))


async def test_edit_of_a_gone_message(channel: BotUnderTest) -> None:
    """What the person has deleted can't be changed: the text comes as a new message."""
    place = await deliver(channel, told("Baru", edits="5"))
    assert [("Baru", place)] == [(shown.text, str(shown.id)) for shown in channel.api.shown]


async def test_menu(channel: BotUnderTest) -> None:
    """The command words are in Telegram's menu, in both languages."""
    indonesian, english = await channel.api.called("setMyCommands", 2)
    assert '{"command": "jadwal", "description": "Tanggal yang masih ada tempat"}' in indonesian["commands"]
    assert '{"command": "jadwal", "description": "Dates with places left"}' in english["commands"]
    assert (None, "en") == (indonesian.get("language_code"), english["language_code"])


GROUPS = {
    "added": (people.joined(), 1),
    "made administrator": (people.joined(before="member", after="administrator"), 0),
    "thrown out": (people.joined(before="member", after="kicked"), 0),
    "greeted by name": (people.group("/start@Kanim_uji_bot"), 1),
    "greeted": (people.group("/start"), 0),
    "spoken to": (people.group("#jadwal"), 0),
}


@pytest.mark.parametrize(("update", "count"), GROUPS.values(), ids=GROUPS.keys())
async def test_group(channel: BotUnderTest, update: dict[str, Any], count: int) -> None:
    """A group is told once that the bot works in private only; else there is silence, and nothing is an event."""
    channel.api.chats.add(-500)
    raw = {**update, "update_id": next(people.NUMBERS)}
    if channel.url:
        assert 200 == await channel.api.post(raw, to=channel.url)
    else:
        assert await channel.api.is_confirmed(await channel.api.offer(raw))
    await channel.hand_over(people.pressed("keep"))
    await channel.api.called("answerCallbackQuery")  # comes after whatever was to be said
    assert count == len(await channel.api.called("sendMessage", count))
    assert 1 == len(channel.inbox.events)
