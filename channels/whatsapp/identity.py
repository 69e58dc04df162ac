"""Who wrote a message: what WhatsApp knows of a person beyond what it said with the message."""

from __future__ import annotations

from contextlib import suppress

from msgspec.structs import replace
from neonize.aioze.client import NewAClient
from neonize.exc import NeonizeError

from channels.whatsapp.frames import Heard
from channels.whatsapp.hearing import PHONE_SERVER, id_of
from channels.whatsapp.speaking import jid_of


async def identified(client: NewAClient, heard: Heard) -> Heard:
    """Return a message with its sender's number, if WhatsApp tells it; a contact card counts only if it is theirs.

    To be called while the client is connected: else its Go library panics.
    """
    phone_id, own_number = heard.phone_id, ""
    if heard.lid and not phone_id:
        phone_id = await _phone_of(client, heard.lid)
    if heard.own_number and not phone_id and await _is_own(client, heard):
        own_number = heard.own_number
    return replace(heard, phone_id=phone_id, own_number=own_number)


async def _phone_of(client: NewAClient, lid: str) -> str:
    with suppress(NeonizeError):
        found = await client.get_pn_from_lid(jid_of(lid))
        return id_of(found) if found.User else ""
    return ""


async def _is_own(client: NewAClient, heard: Heard) -> bool:
    """Ask WhatsApp whose the number on a card is; the first question makes the library learn the answer."""
    card = jid_of(f"{heard.own_number}@{PHONE_SERVER}")
    with suppress(NeonizeError):
        await client.get_user_info(card)
        return id_of(await client.get_lid_from_pn(card)) == heard.lid
    return False
