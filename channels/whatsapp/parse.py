"""From what the device heard to events. Pure."""

from __future__ import annotations

from bot.messages import ChatRef, InboundEvent, Media
from bot.phones import vouched_phone
from channels.whatsapp.frames import Heard


def event(heard: Heard, *, account: str, office: str) -> InboundEvent:
    """Return the event of a message; in the staff's group it is known by the group and who wrote it."""
    person = heard.person or heard.lid or heard.phone_id
    return InboundEvent(
        chat=ChatRef("whatsapp", account, heard.group or person),
        office=office,
        message_id=heard.id,
        kind=heard.kind,
        text=heard.text,
        phone="" if heard.group else vouched_phone(heard.phone_id.partition("@")[0] or heard.own_number),
        media=_place(heard),
        sent_at_ms=heard.sent_at_ms,
        sender=person if heard.group else "",
        is_group=bool(heard.group),
        is_forwarded=heard.is_forwarded,
    )


def _place(heard: Heard) -> tuple[Media, ...]:
    if heard.kind != "location":
        return ()
    return (Media(kind="location", latitude=heard.latitude, longitude=heard.longitude),)
