"""WhatsApp's Cloud API over real HTTP: pywa, and a strict Graph API on loopback."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec.structs import replace

from bot.errors import SendAfter, SendError, SendNever, SendUnknown, WindowClosed
from bot.messages import Button, ChatRef, InboundEvent, Media, Message
from channels.whatsapp_cloud.render import Payload, Unsendable
from tests.channels import cloud_people as people
from tests.channels.cloud_numbers import CHAT, NumberUnderTest
from tests.channels.cloud_server import GROUP, NUMBER, USER
from tests.channels.contract import Arrival, ChannelContract, Delivery, deliver

PHONE = f"+{NUMBER}"
HEARD = InboundEvent(chat=CHAT, office="CBN", message_id="wamid.7", phone=PHONE, sent_at_ms=people.NOW_S * 1000)
BY_NUMBER = ChatRef("whatsapp-cloud", "cbn", NUMBER)
FILE = {"id": "777", "mime_type": "image/jpeg", "sha256": "x"}
CARD = {"name": {"formatted_name": "Budi"}, "phones": [{"phone": f"+{NUMBER}", "wa_id": NUMBER}]}
HIDDEN = [{"profile": {"name": "Budi"}, "user_id": USER}]
PICTURE = Media(kind="picture", name="kode.png", mime="image/png", data=b"png")
REQUEST = {"name": "request_contact_info"}


def arrival(body: bytes, **event: Any) -> Arrival:
    """Return a row: a post, and what differs in its event from a plain message."""
    return Arrival(body, [replace(HEARD, **event)])


def unnumbered(text: str = "", **what: Any) -> bytes:
    """Return the post of a message of a person whose number WhatsApp hides."""
    return people.post(people.change(people.message(text, phone="", **what), contacts=HIDDEN))


def told(text: str = "Halo", *, buttons: int = 0, layout: str = "buttons", **what: Any) -> Message:
    """Return a message of the office's with some buttons."""
    shown = tuple(Button(f"word:{n}", f"Pilihan {n}") for n in range(buttons))
    layout = layout if buttons else "text"
    return Message(id="m1.1", chat=CHAT, text=text, buttons=shown, layout=layout, **what)  # type: ignore[arg-type]


def payload(kind: str, content: Mapping[str, Any], *, file: Media | None = None) -> Payload:
    """Return what the person's chat gets."""
    return Payload(chat_id=USER, kind=kind, content=content, file=file)  # type: ignore[arg-type]


def say(text: str) -> Payload:
    """Return the payload of a text."""
    return payload("text", {"body": text, "preview_url": False})


def pressable(type: str, text: str, action: Mapping[str, Any], *, file: Media | None = None) -> Payload:
    """Return the payload of a message with something to press."""
    return payload("interactive", {"type": type, "body": {"text": text}, "action": action}, file=file)


def replies(count: int) -> Mapping[str, Any]:
    """Return the action of so many reply buttons."""
    shown = [{"type": "reply", "reply": {"id": f"word:{n}", "title": f"Pilihan {n}"}} for n in range(count)]
    return {"buttons": shown}


def rows(count: int) -> Mapping[str, Any]:
    """Return the action of a list of so many rows."""
    shown = [{"id": f"word:{n}", "title": f"Pilihan {n}"} for n in range(count)]
    return {"button": "Lihat pilihan", "sections": [{"rows": shown}]}


BATCH = people.post(
    people.change(people.message("satu", id="a"), people.message("dua", id="b")),
    people.change(people.message("lain", id="x"), phone_id="999"),
    {"field": "account_update", "value": {"event": "VERIFIED_ACCOUNT"}},
    people.change(people.message("tiga", id="c")),
    people.status("read", "wamid.1"),
)


class TestContract(ChannelContract):
    """WhatsApp's Cloud API keeps the contract."""

    arrivals: ClassVar[Mapping[str, Arrival]] = {
        "text": arrival(people.said("#jadwal"), text="#jadwal"),
        "batch": Arrival(
            BATCH, [replace(HEARD, message_id=i, text=t) for i, t in (("a", "satu"), ("b", "dua"), ("c", "tiga"))]
        ),
        "number without id": arrival(
            people.post(people.change(people.message("#cek", user=""), contacts=[{"wa_id": NUMBER}])),
            text="#cek",
            chat=BY_NUMBER,
        ),
        "id from the contact": arrival(people.said("#cek", user=""), text="#cek"),
        "id without number": arrival(unnumbered("#cek"), text="#cek", phone=""),
        "only the contact tells": arrival(
            people.post(people.change(people.message("#cek", phone="", user=""), contacts=HIDDEN)),
            text="#cek",
            phone="",
        ),
        "reply button": arrival(people.pressed("button_reply", "keep"), kind="choice", choice="keep"),
        "list row": arrival(people.pressed("list_reply", "date:30112026"), kind="choice", choice="date:30112026"),
        "form": arrival(people.sent("interactive", type="nfm_reply", nfm_reply={"body": "x"}), kind="other"),
        "template's button": arrival(
            people.sent("button", payload="confirm:1", text="Setuju"), kind="choice", choice="confirm:1"
        ),
        "template's button without ours": arrival(people.sent("button", payload="Ya", text="Ya"), text="Ya"),
        "picture": arrival(
            people.sent("image", **FILE, caption="surat dokter"),
            kind="photo",
            text="surat dokter",
            media=(Media(kind="picture", content="777", mime="image/jpeg"),),
        ),
        "document": arrival(
            people.sent("document", id="778", mime_type="application/pdf", filename="surat.pdf"),
            kind="document",
            media=(Media(kind="document", content="778", mime="application/pdf", name="surat.pdf"),),
        ),
        "location": arrival(
            people.sent("location", latitude=-6.7, longitude=108.5, name="Rumah"),
            kind="location",
            media=(Media(kind="location", latitude=-6.7, longitude=108.5),),
        ),
        "voice": arrival(people.sent("audio", id="779", mime_type="audio/ogg", voice=True), kind="voice"),
        "sticker": arrival(people.sent("sticker", id="780", mime_type="image/webp"), kind="sticker"),
        "video": arrival(people.sent("video", id="781", mime_type="video/mp4"), kind="other"),
        "unsupported": arrival(
            people.said(type="unsupported", errors=[{"code": 131051, "title": "Unsupported"}]), kind="other"
        ),
        "contact": arrival(people.said(type="contacts", contacts=[CARD]), kind="contact"),
        "number on request": arrival(
            unnumbered(type="contacts", contacts=[{**CARD, "origin": "contact_request"}]), kind="contact"
        ),
        "number on request, told of the message": arrival(
            unnumbered(type="contacts", contacts=[CARD], origin="contact_request"), kind="contact"
        ),
        "somebody's card": arrival(
            unnumbered(type="contacts", contacts=[CARD], origin="other"), kind="contact", phone=""
        ),
        "forwarded": arrival(people.said("#cek", context={"forwarded": True}), text="#cek", is_forwarded=True),
        "forwarded often": arrival(
            people.said("#cek", context={"frequently_forwarded": True}), text="#cek", is_forwarded=True
        ),
        "answer to a message": arrival(people.said("YA", context={"id": "wamid.1", "from": "62220"}), text="YA"),
        "edit": arrival(
            people.sent("edit", original_message_id="wamid.6", message=people.message("#cek", id="wamid.6")),
            kind="edit",
            text="#cek",
        ),
        "staff's group": arrival(
            people.said("#cek", group_id=GROUP),
            text="#cek",
            chat=ChatRef("whatsapp-cloud", "cbn", GROUP),
            phone="",
            sender=USER,
            sender_phone=PHONE,
            is_group=True,
        ),
        "another group": Arrival(people.said("#cek", group_id="lain"), []),
        "reaction": Arrival(people.sent("reaction", message_id="wamid.1", emoji="👍"), []),
        "taken back": Arrival(people.sent("revoke", original_message_id="wamid.6"), []),
        "new number": Arrival(people.sent("system", type="user_changed_number", body="x"), []),
        "receipt": Arrival(people.post(people.status("delivered", "wamid.1")), []),
        "message without sender": Arrival(
            people.post(people.change(people.message("x", phone="", user=""), contacts=[])), []
        ),
        "unreadable message among others": arrival(
            people.post(people.change({"id": 7, "type": []}, people.message("#cek"))), text="#cek"
        ),
    }
    deliveries: ClassVar[Mapping[str, Delivery]] = {
        "text": Delivery(told("*Halo* _x_"), [say("*Halo* _x_")]),
        "buttons": Delivery(told(buttons=3), [pressable("button", "Halo", replies(3))]),
        "list": Delivery(told(buttons=10, layout="list"), [pressable("list", "Halo", rows(10))]),
        "long text with a list": Delivery(
            told("x" * 4096, buttons=4, layout="list"), [pressable("list", "x" * 4096, rows(4))]
        ),
        "long text with buttons": Delivery(
            told("x" * 1025, buttons=2), [say("x" * 1025), pressable("button", "Silakan pilih:", replies(2))]
        ),
        "picture": Delivery(told(media=(PICTURE,)), [payload("image", {"caption": "Halo"}, file=PICTURE)]),
        "picture with buttons": Delivery(
            told(media=(PICTURE,), buttons=2), [pressable("button", "Halo", replies(2), file=PICTURE)]
        ),
        "picture with a list": Delivery(
            told(media=(PICTURE,), buttons=4, layout="list"),
            [payload("image", {}, file=PICTURE), pressable("list", "Halo", rows(4))],
        ),
        "picture with long text": Delivery(
            told("x" * 1025, media=(PICTURE,)), [payload("image", {}, file=PICTURE), say("x" * 1025)]
        ),
        "location": Delivery(
            told(media=(Media(kind="location", latitude=-6.7, longitude=108.5),)),
            [payload("location", {"latitude": -6.7, "longitude": 108.5}), say("Halo")],
        ),
        "asks for the number": Delivery(
            told(asks_phone=True), [pressable("request_contact_info", "Halo", REQUEST)]
        ),
        "buttons, and asks for the number": Delivery(
            told(asks_phone=True, buttons=1),
            [
                pressable("button", "Halo", replies(1)),
                pressable("request_contact_info", "Tekan tombol ini untuk mengirim nomor Anda.", REQUEST),
            ],
        ),
        "late, with a template": Delivery(
            told(is_late=True, key="known-name", values={"name": "Budi\n  Santoso"}, buttons=3),
            [
                payload(
                    "template",
                    {
                        "name": "nama_anda",
                        "language": {"code": "id"},
                        "components": [
                            {"type": "body", "parameters": [{"type": "text", "text": "Budi Santoso"}]},
                            {
                                "type": "button",
                                "sub_type": "quick_reply",
                                "index": "0",
                                "parameters": [{"type": "payload", "payload": "word:0"}],
                            },
                        ],
                    },
                )
            ],
        ),
        "late, with a template of fixed words": Delivery(
            told(is_late=True, key="draft-waiting"),
            [payload("template", {"name": "pengingat", "language": {"code": "id"}})],
        ),
        "late, with a template in the person's language": Delivery(
            told(is_late=True, key="draft-waiting", language="en"),
            [payload("template", {"name": "pengingat", "language": {"code": "en_US"}})],
        ),
        "late, without a template": Delivery(
            told(is_late=True, key="held"), [Unsendable("no template for held")]
        ),
    }  # fmt: skip
    faults: ClassVar[Mapping[str, type[SendError]]] = {
        "undeliverable": SendNever,
        "parameter": SendNever,
        "out of the window": WindowClosed,
        "throughput": SendAfter,
        "pair rate": SendAfter,
        "spam": SendAfter,
        "account rate": SendAfter,
        "app rate": SendAfter,
        "token expired": SendAfter,
        "permission": SendAfter,
        "unnamed refusal": SendAfter,
        "asked to wait": SendAfter,
        "fault": SendAfter,
        "gateway's page": SendAfter,
        "no connection": SendAfter,
        "unreadable answer": SendUnknown,
        "other answer": SendUnknown,
        "line breaks": SendUnknown,
        "no answer": SendUnknown,
    }


# --- what is shown ---------------------------------------------------------------------------------------


async def test_picture_with_text_and_buttons(channel: NumberUnderTest) -> None:
    """A picture comes as one message with its text and its buttons."""
    await deliver(channel, told(media=(PICTURE,), buttons=2))
    (shown,) = channel.api.shown
    assert (b"png", "Halo", ("Pilihan 0", "Pilihan 1")) == (shown.file, shown.text, shown.labels)


async def test_picture_with_caption(channel: NumberUnderTest) -> None:
    """A picture without buttons has its text below it."""
    await deliver(channel, told(media=(PICTURE,)))
    assert [("image", b"png", "Halo")] == [(each.kind, each.file, each.text) for each in channel.api.shown]


async def test_calendar_file(channel: NumberUnderTest) -> None:
    """A calendar file arrives byte for byte under its name, before the text."""
    event = Media(kind="document", name="jadwal.ics", mime="text/calendar", data=b"BEGIN:VCALENDAR")
    await deliver(channel, told(media=(event, PICTURE)))
    document, picture = channel.api.shown
    assert ("jadwal.ics", b"BEGIN:VCALENDAR", b"png") == (document.filename, document.file, picture.file)


async def test_longest_list(channel: NumberUnderTest) -> None:
    """As many rows as the capabilities allow, with labels and ids as long as they allow, are all seen whole."""
    can = channel.adapter.capabilities(CHAT)
    buttons = tuple(Button(f"word:{n}".ljust(64, "x"), f"{n}".rjust(can.row_length, "W")) for n in range(can.list_rows))
    await deliver(channel, Message(id="m1.1", chat=CHAT, text="x" * can.text_length, buttons=buttons, layout="list"))
    assert [tuple(button.label for button in buttons)] == [shown.labels for shown in channel.api.shown]


async def test_request_for_the_number(channel: NumberUnderTest) -> None:
    """Who is asked for the number gets WhatsApp's own button for it."""
    await deliver(channel, told("Boleh kami tahu nomor Anda?", asks_phone=True))
    assert [("request", "Boleh kami tahu nomor Anda?")] == [(each.kind, each.text) for each in channel.api.shown]


async def test_known_by_number(channel: NumberUnderTest) -> None:
    """A person for whom Meta gives no id is written to by number, and a group as a group."""
    for chat_id in (NUMBER, GROUP):
        await deliver(channel, replace(told(), chat=ChatRef("whatsapp-cloud", "cbn", chat_id)))
    assert [NUMBER, GROUP] == [shown.chat for shown in channel.api.shown]


def test_no_buttons_in_groups(channel: NumberUnderTest) -> None:
    """In the staff's group choices are numbered lines, as WhatsApp has no buttons there."""
    group = channel.adapter.capabilities(ChatRef("whatsapp-cloud", "cbn", GROUP))
    assert (0, 0, True) == (group.buttons, group.list_rows, group.is_shared)
    assert (3, 10) == (channel.adapter.capabilities(CHAT).buttons, channel.adapter.capabilities(CHAT).list_rows)
