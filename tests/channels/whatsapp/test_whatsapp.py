"""WhatsApp over the real neonize in its own process; only the Go library below it is the test's."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from msgspec.structs import replace

from bot.engine.rendering import qr_png
from bot.errors import SendAfter, SendError, SendNever, SendUnknown
from bot.messages import ChatRef, InboundEvent, Media, Message
from bot.plugins import Services
from channels.whatsapp.frames import Asked, Edit, File, Greeted, Picture, Place, Text
from tests.channels import whatsapp_people as people
from tests.channels.contract import Arrival, ChannelContract, Delivery, Inbox, deliver
from tests.channels.neonize_library import e2e, hearing
from tests.channels.neonize_library import quotes as remembered
from tests.channels.whatsapp_devices import CHAT, FAULTS, IMPATIENT, SOON, DeviceUnderTest, running
from tests.channels.whatsapp_server import GROUP, LID, OWN, OWN_LID, PHONE, STAFF, WhatsApp

Content = e2e.Message
NUMBER = "+6281234567890"
HEARD = InboundEvent(chat=CHAT, office="CBN", message_id="3A01", phone=NUMBER, sent_at_ms=people.NOW_MS)
IN_GROUP = replace(
    HEARD, chat=ChatRef("whatsapp", "cbn", STAFF), phone="", sender=LID, sender_phone=HEARD.phone, is_group=True
)
PNG = qr_png("CBN-7K3M-9QXD")
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Budi\nTEL;type=CELL;waid=6281234567890:+62 812-3456-7890\nEND:VCARD"
SHARE_HOW = (
    "Nomor Anda tidak terlihat oleh kami. Agar kami mengetahuinya, kirim kartu kontak Anda sendiri di chat ini:\n"
    "ketuk 📎, pilih *Kontak*, lalu pilih nama Anda."
)


@pytest.fixture
async def channel(
    request: pytest.FixtureRequest, place: tuple[WhatsApp, Path], services: Services, inbox: Inbox, tmp_path: Path
) -> AsyncIterator[DeviceUnderTest]:
    """Give a running account, connected where the test needs that."""
    whatsapp, socket = place
    pauses = IMPATIENT if "no answer" in request.node.name else SOON
    at_home = replace(services, data_dir=tmp_path)
    async with running(whatsapp, socket, at_home, inbox, pauses=pauses) as adapter:
        device = DeviceUnderTest(whatsapp, socket, adapter, inbox, at_home)
        if not {"arrival", "delivery"} & set(request.fixturenames):
            await device.online()
        yield device


def heard(event: Any) -> Any:
    """Return what the device reports of an event."""
    return hearing.report(event, number=1, groups={STAFF}, own={OWN, OWN_LID})


def arrival(event: Any, expected: InboundEvent = HEARD, **fields: Any) -> Arrival:
    """Return a row: an event, and what differs in ours from a plain message."""
    return Arrival(heard(event), [replace(expected, **fields)])


def content(**what: Any) -> Any:
    """Return the event of a message with one part."""
    return people.event(Content(**what))


def wrapped(**what: Any) -> Any:
    """Return a wrapper's inside."""
    return e2e.FutureProofMessage(message=Content(**what))


def edited(text: str, **what: Any) -> Any:
    """Return the event of an edit."""
    change = e2e.ProtocolMessage(type=e2e.ProtocolMessage.MESSAGE_EDIT, editedMessage=Content(conversation=text))
    return people.event(Content(protocolMessage=change), **what)


def told(text: str = "Halo", **what: Any) -> Message:
    """Return a message of the office's."""
    return Message(id="m1.1", chat=CHAT, text=text, **what)


PLACE = Media(kind="location", latitude=-6.75, longitude=108.5)
PICTURE = Media(kind="picture", name="q.png", mime="image/png", data=PNG)
CALENDAR = Media(kind="document", name="booking.ics", mime="text/calendar", data=b"BEGIN:VCALENDAR")


def in_group(**what: Any) -> Message:
    """Return a message of the office's in the staff's group."""
    return replace(told(), chat=IN_GROUP.chat, **what)


class TestWhatsApp(ChannelContract):
    """The contract."""

    arrivals: ClassVar = {
        "text": arrival(people.said("#jadwal"), text="#jadwal"),
        "long text, or one with a link": arrival(
            people.answered("https://x.id #cek", context={}), text="https://x.id #cek"
        ),
        "number first, LID beside it": arrival(people.said("a", chat=PHONE, sender=PHONE, alt=LID), text="a"),
        "only the number": arrival(
            people.said("a", chat=PHONE, sender=PHONE, alt=""), text="a", chat=ChatRef("whatsapp", "cbn", PHONE)
        ),
        "only the LID": arrival(people.said("a", alt=""), text="a", phone=""),
        "number no phone has": arrival(people.said("a", alt="1@s.whatsapp.net"), text="a", phone=""),
        "quoting another message": arrival(
            people.answered("1", context={"stanzaID": "3A00", "quotedMessage": Content(conversation="Pilih 1 atau 2")}),
            text="1",
        ),
        "forwarded": arrival(people.answered("a", context={"isForwarded": True}), text="a", is_forwarded=True),
        "picture": arrival(content(imageMessage=e2e.ImageMessage(caption="KTP")), kind="photo", text="KTP"),
        "document with caption": arrival(
            content(documentWithCaptionMessage=wrapped(documentMessage=e2e.DocumentMessage(caption="KK"))),
            kind="document",
            text="KK",
        ),
        "place": arrival(
            content(locationMessage=e2e.LocationMessage(degreesLatitude=-6.75, degreesLongitude=108.5)),
            kind="location",
            media=(PLACE,),
        ),
        "live place": arrival(
            content(liveLocationMessage=e2e.LiveLocationMessage(degreesLatitude=-6.75, degreesLongitude=108.5)),
            kind="location",
            media=(PLACE,),
        ),
        "contact": arrival(content(contactMessage=e2e.ContactMessage(vcard=CARD)), kind="contact"),
        "contact, proven to be theirs": arrival(
            people.event(Content(contactMessage=e2e.ContactMessage(vcard=CARD)), alt=""), kind="contact"
        ),
        "contacts": arrival(content(contactsArrayMessage=e2e.ContactsArrayMessage()), kind="contact"),
        "voice": arrival(content(audioMessage=e2e.AudioMessage(PTT=True)), kind="voice"),
        "sticker": arrival(content(stickerMessage=e2e.StickerMessage()), kind="sticker"),
        "moving sticker": arrival(
            content(lottieStickerMessage=wrapped(stickerMessage=e2e.StickerMessage())), kind="sticker"
        ),
        "film": arrival(content(videoMessage=e2e.VideoMessage(caption="x")), kind="other", text="x"),
        "poll": arrival(content(pollCreationMessage=e2e.PollCreationMessage(name="?")), kind="other"),
        "disappearing": arrival(content(ephemeralMessage=wrapped(conversation="a")), text="a"),
        "shown once": arrival(
            content(viewOnceMessageV2=wrapped(imageMessage=e2e.ImageMessage(caption="a"))), kind="photo", text="a"
        ),
        "edit": arrival(edited("#cek", id="3A02"), kind="edit", text="#cek", message_id="3A02"),
        "edit in its wrapper": arrival(
            content(editedMessage=e2e.FutureProofMessage(message=edited("#cek").Message)), kind="edit", text="#cek"
        ),
        "staff": arrival(people.said("#buka", chat=STAFF), IN_GROUP, text="#buka"),
        "staff, addressed by number": arrival(
            people.said("#buka", chat=STAFF, sender=PHONE, alt=LID), IN_GROUP, text="#buka"
        ),
    }
    deliveries: ClassVar = {
        "text": Delivery(told(), [Text(LID, "Halo")]),
        "text of a step down": Delivery(told("Pilih:\n1. Ya\n2. Tidak"), [Text(LID, "Pilih:\n1. Ya\n2. Tidak")]),
        "edit": Delivery(told(edits="3EB0@5"), [Edit(LID, "3EB0@5", "Halo")]),
        "picture": Delivery(told(media=(PICTURE,)), [Picture(LID, PNG, "Halo")]),
        "two pictures": Delivery(
            told(media=(PICTURE, PICTURE)), [Picture(LID, PNG), Picture(LID, PNG), Text(LID, "Halo")]
        ),
        "picture, text too long for it": Delivery(
            told("x" * 1025, media=(PICTURE,)), [Picture(LID, PNG), Text(LID, "x" * 1025)]
        ),
        "document": Delivery(
            told(media=(CALENDAR,)),
            [File(LID, b"BEGIN:VCALENDAR", "booking.ics", "text/calendar"), Text(LID, "Halo")],
        ),
        "picture and document": Delivery(
            told(media=(PICTURE, CALENDAR)),
            [File(LID, b"BEGIN:VCALENDAR", "booking.ics", "text/calendar"), Picture(LID, PNG, "Halo")],
        ),
        "place": Delivery(told(media=(PLACE,)), [Place(LID, -6.75, 108.5), Text(LID, "Halo")]),
        "asking for the number": Delivery(told(asks_phone=True), [Text(LID, f"Halo\n\n{SHARE_HOW}")]),
        "answer in the group": Delivery(in_group(answers="3A01"), [Text(STAFF, "Halo", "3A01")]),
        "answer in the group with a picture": Delivery(
            in_group(answers="3A01", media=(PICTURE,)), [Picture(STAFF, PNG, "Halo", "3A01")]
        ),
        "long edit": Delivery(
            told("a" * 4000 + "\n" + "b" * 200, edits="3EB0@5"),
            [Edit(LID, "3EB0@5", "a" * 4000), Text(LID, "b" * 200)],
        ),
    }
    faults: ClassVar[dict[str, type[SendError]]] = {
        "no connection": SendAfter,
        "not connected": SendAfter,
        "asked to wait": SendAfter,
        "fault": SendAfter,
        "refused": SendNever,
        "not on WhatsApp": SendNever,
        "no answer": SendUnknown,
        "library's own patience": SendUnknown,
        "line breaks": SendUnknown,
        "panic before": SendUnknown,
        "panic after": SendUnknown,
    }


IGNORED = {
    "own message": people.said("a", is_from_me=True),
    "status post": people.said("a", chat="status@broadcast"),
    "broadcast list": people.said("a", chat="1234@broadcast"),
    "newsletter": people.said("a", chat="120363@newsletter", sender="120363@newsletter", alt=""),
    "hosted assistant": people.said("a", chat="867@bot", sender="867@bot", alt=""),
    "other group": people.said("a", chat=GROUP),
    "other group, somebody else called": people.answered("@1", context={"mentionedJID": [PHONE]}, chat=GROUP),
    "deletion": content(protocolMessage=e2e.ProtocolMessage(type=e2e.ProtocolMessage.REVOKE)),
    "setting of the chat": content(protocolMessage=e2e.ProtocolMessage(type=e2e.ProtocolMessage.EPHEMERAL_SETTING)),
    "edit to nothing": edited(""),
    "reaction": content(reactionMessage=e2e.ReactionMessage(text="👍")),
    "vote": content(pollUpdateMessage=e2e.PollUpdateMessage()),
    "keys alone": content(senderKeyDistributionMessage=e2e.SenderKeyDistributionMessage()),
    "call in the chat's list": content(callLogMesssage=e2e.CallLogMessage()),
    "nothing": people.event(Content()),
}


@pytest.mark.parametrize("event", IGNORED.values(), ids=IGNORED)
def test_ignored(event: Any) -> None:
    """What is not a person's message to the office is passed, on purpose."""
    assert None is heard(event)


@pytest.mark.parametrize("own", [f"{OWN}@s.whatsapp.net", f"{OWN_LID}@lid"], ids=["by number", "by LID"])
def test_called_by_name(own: str) -> None:
    """In a group that is not the staff's only a greeting by name counts."""
    assert Greeted(GROUP) == heard(people.answered("@62812 halo", context={"mentionedJID": [own]}, chat=GROUP))


def test_asked_for_ids() -> None:
    """In such a group `/siapa` asks for what makes it the staff's."""
    assert Asked(GROUP, PHONE, LID) == heard(people.said("/Siapa ", chat=GROUP))


async def test_files_arrive(channel: DeviceUnderTest) -> None:
    """Pictures, documents and places are uploaded and shown as what they are, with the texts below them."""
    await deliver(channel, told("Kode: @6281234567890", media=(CALENDAR, PLACE, PICTURE)))
    assert [
        ("documentMessage", "booking.ics", b"BEGIN:VCALENDAR"),
        ("locationMessage", "-6.75 108.5", b""),
        ("imageMessage", "Kode: @6281234567890", PNG),
    ] == [(seen.kind, seen.text, seen.data) for seen in channel.whatsapp.seen]


async def test_quoted(channel: DeviceUnderTest) -> None:
    """An answer in the group shows what it answers, as long as the device remembers that."""
    await channel.hand_over(people.said("#buka", chat=STAFF, id="3A01"))
    await deliver(channel, in_group(answers="3A01"))
    await deliver(channel, in_group(answers="3A01", media=(PICTURE,)))
    await deliver(channel, in_group(answers="3A00"))
    quoted = ("3A01", LID, "#buka")
    assert [
        ("extendedTextMessage", "Halo", quoted),
        ("imageMessage", "Halo", quoted),
        ("conversation", "Halo", None),
    ] == [(seen.kind, seen.text, seen.answers) for seen in channel.whatsapp.seen]


def test_quotes_are_few() -> None:
    """Of the group's messages the last are remembered, each no longer than a phone shows it."""
    quotes = remembered.Quotes()
    for number in range(remembered.KEPT + 1):
        quotes.note(people.said("x" * 1000, chat=STAFF, id=str(number)))
    last = quotes.of(str(remembered.KEPT))
    assert last is not None
    assert (None, "x" * 300) == (quotes.of("0"), last.quotedMessage.conversation)


async def test_mention_is_none(channel: DeviceUnderTest) -> None:
    """A text in which a number follows an @ is a text and mentions nobody."""
    await deliver(channel, told("@6281234567890"))
    assert [("conversation", "@6281234567890")] == [(seen.kind, seen.text) for seen in channel.whatsapp.seen]


@pytest.mark.parametrize("fault", ["upload failed with status code 413", "websocket not connected"])
async def test_upload_fails(channel: DeviceUnderTest, fault: str) -> None:
    """A file that is too large is never sent, one that could not be uploaded is tried again."""
    channel.whatsapp.faults["Upload"].append(fault)
    with pytest.raises(SendNever if "413" in fault else SendAfter):
        await deliver(channel, told(media=(PICTURE,)))
    assert [] == channel.whatsapp.seen


def test_every_fault_is_tried() -> None:
    """No row of the faults is left out."""
    assert {*FAULTS, "no connection"} == set(TestWhatsApp.faults)
