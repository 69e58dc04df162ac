"""Telegram over real HTTP: both libraries, and a strict Bot API on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any, ClassVar

import msgspec
import pytest
from msgspec.structs import replace

from bot.errors import SendAfter, SendError, SendNever, SendUnknown
from bot.messages import Button, InboundEvent, Media, Message
from bot.plugins import Services
from channels.telegram.wire import Call
from tests.channels import telegram_people as people
from tests.channels.contract import Arrival, ChannelContract, ChannelUnderTest, Delivery, Inbox, deliver
from tests.channels.telegram_bots import CHAT, WEBHOOK, BotUnderTest, running
from tests.channels.telegram_server import NOW_S, PERSON, BotApi, Json

HEARD = InboundEvent(chat=CHAT, office="CBN", message_id="7", language="id", sent_at_ms=NOW_S * 1000)
OWN = {"phone_number": "6281234567890", "first_name": "Budi", "user_id": PERSON}
FILE = {"file_id": "f", "file_unique_id": "u"}
BUTTON = {"text": "Tidak", "callback_data": "keep"}
LONG = {"text": "Senin, 30 November", "callback_data": "date:30112026"}
CONTACT = {
    "keyboard": [[{"text": "📱 Kirim nomor saya", "request_contact": True}]],
    "resize_keyboard": True,
    "one_time_keyboard": True,
}
WAYS = {
    "aiogram-polling": ("aiogram", ""),
    "aiogram-webhook": ("aiogram", WEBHOOK),
    "python-telegram-bot-polling": ("python-telegram-bot", ""),
    "python-telegram-bot-webhook": ("python-telegram-bot", WEBHOOK),
}


@pytest.fixture(params=WAYS.values(), ids=list(WAYS))
async def channel(
    request: pytest.FixtureRequest, api: BotApi, services: Services, inbox: Inbox
) -> AsyncIterator[BotUnderTest]:
    """Give a running account."""
    library, webhook = request.param
    async with running(api, services, inbox, library=library, webhook=webhook) as adapter:
        yield BotUnderTest(api, adapter, inbox, services, library=library)


def arrival(raw: Mapping[str, Any], **event: Any) -> Arrival:
    """Return a row: an update, and what differs in its event from a plain message."""
    return Arrival(raw, [replace(HEARD, **event)])


def nothing(raw: Mapping[str, Any]) -> Arrival:
    """Return a row for what is no event."""
    return Arrival(raw, [])


def call(method: str, **fields: Any) -> Call:
    """Return a call about the person's chat."""
    return Call(method, {"chat_id": PERSON, **fields})


def say(text: str, **what: Any) -> Call:
    """Return the call that says something."""
    return call("sendMessage", text=text, **what)


def mark(offset: int, length: int) -> Json:
    """Return the mark of what one tap copies."""
    return {"type": "code", "offset": offset, "length": length}


def staff(raw: Mapping[str, Any], **event: Any) -> Arrival:
    """Return a row for what the staff do in their group."""
    chat = replace(CHAT, chat_id=str(people.STAFF))
    return arrival(raw, **{"chat": chat, "is_group": True, "sender": str(PERSON), "text": "#kuota", **event})


def on_the_wire(data: Json) -> Json:
    """Return the fields of a call as the server got them, read."""
    return {key: value if key in ("text", "caption") else msgspec.json.decode(value) for key, value in data.items()}


def told(text: str = "Halo", *, buttons: tuple[Button, ...] = (), **what: Any) -> Message:
    """Return a message of the office's."""
    layout = "buttons" if buttons else "text"
    return Message(id="m1.1", chat=CHAT, text=text, buttons=buttons, layout=layout, **what)  # type: ignore[arg-type]


def in_group(**what: Any) -> Message:
    """Return a message of the office's in the staff's group."""
    return replace(told(), chat=replace(CHAT, chat_id=str(people.STAFF)), **what)


def quoting(number: int) -> Json:
    """Return what quotes a message, if it is still there."""
    return {"reply_parameters": {"message_id": number, "allow_sending_without_reply": True}}


ASKED = told(asks_phone=True, buttons=(Button("keep", "Tidak"),))


class TestContract(ChannelContract):
    """Telegram keeps the contract over both libraries, polled and by webhook: one table serves all."""

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
            people.said(
                photo=[{**FILE, "width": 9, "height": 9}, {**FILE, "file_id": "g", "width": 90, "height": 90}],
                caption="surat dokter",
            ),
            kind="photo",
            text="surat dokter",
            media=(Media(kind="picture", content="g", mime="image/jpeg"),),
        ),
        "document": arrival(
            people.said(document={**FILE, "file_name": "surat.pdf", "mime_type": "application/pdf"}),
            kind="document",
            media=(Media(kind="document", content="f", mime="application/pdf", name="surat.pdf"),),
        ),
        "nameless document": arrival(
            people.said(document=FILE), kind="document", media=(Media(kind="document", content="f"),)
        ),
        "animation": arrival(
            people.said(animation={**FILE, "width": 9, "height": 9, "duration": 3}, document=FILE), kind="other"
        ),
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
            is_forwarded=True,
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
        "press in a group": nothing(people.pressed("keep", chat={"id": -500, "type": "group", "title": "Keluarga"})),
        "edit in a group": nothing(
            people.update(
                edited_message=people.message("#cek", edit_date=NOW_S, chat={"id": -500, "type": "group", "title": "K"})
            )
        ),
        "staff": staff(people.said("#kuota", chat=people.in_staff())),
        "staff's command": staff(people.said("/kuota@Kanim_Uji_Bot 3", chat=people.in_staff()), text="/kuota 3"),
        "staff's command for another bot": nothing(people.said("/kuota@x_bot", chat=people.in_staff())),
        "staff's press": staff(
            people.pressed("keep", chat=people.in_staff()),
            kind="choice",
            choice="keep",
            text="",
            message_id="c55",
            sent_at_ms=0,
        ),
        "staff's edit": staff(
            people.update(edited_message=people.message("#kuota", edit_date=NOW_S, chat=people.in_staff())),
            kind="edit",
            message_id=f"7e{NOW_S}",
        ),
        "staff's contact": staff(people.said(contact=OWN, chat=people.in_staff()), kind="contact", text=""),
        "staff, nameless": nothing(
            people.said(
                "#kuota",
                chat=people.in_staff(),
                sender_chat=people.in_staff(),
                **{"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}},
            )
        ),
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
            told(buttons=(Button("keep", "Tidak"), Button("keep", "Tidak"), Button("date:30112026", LONG["text"]))),
            [say("Halo", reply_markup={"inline_keyboard": [[BUTTON, BUTTON], [LONG]]})],
        ),
        "edit": Delivery(told(edits="31"), [call("editMessageText", message_id=31, text="Halo")]),
        "asks for the number": Delivery(told(asks_phone=True), [say("Halo", reply_markup=CONTACT)]),
        "buttons, and asks for the number": Delivery(
            ASKED,
            [
                say("Halo", reply_markup={"inline_keyboard": [[BUTTON]]}),
                say("Tekan tombol di bawah kolom pesan untuk mengirim nomor Anda.", reply_markup=CONTACT),
            ],
        ),
        "location": Delivery(
            told(media=(Media(kind="location", latitude=-6.7, longitude=108.5),)),
            [call("sendLocation", latitude=-6.7, longitude=108.5), say("Halo")],
        ),
        "asks for no number in a group": Delivery(
            in_group(asks_phone=True),
            [Call("sendMessage", {"chat_id": -700, "text": "Halo"})],
        ),
        "answer in a group": Delivery(
            in_group(answers="7"), [Call("sendMessage", {"chat_id": -700, "text": "Halo", **quoting(7)})]
        ),
        "answer to an edited message": Delivery(
            in_group(answers=f"7e{NOW_S}"), [Call("sendMessage", {"chat_id": -700, "text": "Halo", **quoting(7)})]
        ),
        "answer to a press": Delivery(
            in_group(answers="c55"), [Call("sendMessage", {"chat_id": -700, "text": "Halo"})]
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

    def test_parse(self, channel: ChannelUnderTest, arrival: Arrival) -> None:
        """What the platform hands over becomes these events, whichever library has read it."""
        assert isinstance(channel, BotUnderTest)
        super().test_parse(channel, replace(arrival, raw=channel.read(arrival.raw)))

    async def test_wire(self, channel: BotUnderTest, delivery: Delivery) -> None:
        """What reaches Telegram is what was rendered, field by field, whichever library has sent it."""
        channel.api.chats.add(people.STAFF)
        await deliver(channel, delivery.message)
        made = [(method, data) for method, data in channel.api.calls if method[:4] in ("send", "edit")]
        expected = [(payload.method, payload.fields) for payload in delivery.payloads]
        assert expected == [(method, on_the_wire(data)) for method, data in made[: len(expected)]]


# --- what is shown ---------------------------------------------------------------------------------------


async def test_picture_with_text(channel: BotUnderTest) -> None:
    """A picture comes as one message with its text below it, its codes to copy and its buttons."""
    picture = Media(kind="picture", name="kode.png", mime="image/png", data=b"png")
    await deliver(channel, told("Kode: CBN-7K3M-9QXD", media=(picture,), buttons=(Button("word:cek", "Lihat"),)))
    (shown,) = channel.api.shown
    assert (b"png", "Kode: CBN-7K3M-9QXD", "Lihat") == (shown.file, shown.caption, shown.buttons[0][0]["text"])
    assert [{"type": "code", "offset": 6, "length": 13}] == shown.entities


async def test_quoted(channel: BotUnderTest) -> None:
    """An answer in a group quotes what it answers, with a picture too; of several parts only the first words do."""
    channel.api.chats.add(people.STAFF)
    picture = Media(kind="picture", name="kode.png", mime="image/png", data=b"png")
    await deliver(channel, in_group(answers="7", media=(picture, Media(kind="document", name="a", data=b"a"))))
    await deliver(channel, in_group(answers="8", text="😀" * 4000))
    assert [0, 7, 8, 0] == [shown.answers for shown in channel.api.shown]


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
