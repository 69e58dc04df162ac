"""The calls of one number to the Graph API, made by pywa."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.request import getproxies

import httpx
import msgspec
from pywa_async.client import WhatsApp

from bot.errors import MediaUnavailable
from bot.messages import Media
from channels.transport import Transport
from channels.whatsapp_cloud.errors import FAILURES, media_error
from channels.whatsapp_cloud.render import Payload, with_file
from channels.whatsapp_cloud.settings import CloudSettings
from channels.whatsapp_cloud.templates import Approved

CONNECT_S = 10.0
CONNECTIONS = 100
APPROVED_FIELDS = ("name", "language", "status", "parameter_format", "components")
USER_ID = re.compile(r"[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]+")
"""A business-scoped user id, which Meta gives instead of a number: `ID.13491208655302741918`."""


class Graph:
    """Sends, uploads and fetches; what fails is pywa's or httpx's error, see `errors`."""

    def __init__(self, options: CloudSettings, *, answer_s: float) -> None:
        self._phone_id = options.phone_id
        self._session = httpx.AsyncClient(
            timeout=httpx.Timeout(answer_s, connect=min(CONNECT_S, answer_s)),
            limits=httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS),
            # Through a proxy that the environment names, httpx goes by itself.
            transport=None if getproxies().keys() - {"no"} else Transport(CONNECTIONS, trust_env=True),
        )
        token = options.token.get_secret_value()
        self._api = WhatsApp(phone_id=options.phone_id, token=token, session=self._session).api
        self._session.base_url = httpx.URL(f"{options.api_url}/{options.api_version}/")
        logging.getLogger("pywa.api").setLevel(logging.ERROR)  # its warnings are errors that we tell of ourselves

    async def aclose(self) -> None:
        """Close the connections."""
        await self._session.aclose()

    async def look(self) -> None:
        """Ask for the number itself, which needs a good token and the right id."""
        await self._api.get_business_phone_number(phone_id=self._phone_id, fields=("id",))

    async def approved(self, business_id: str, name: str) -> Sequence[Approved]:
        """Return what an account of Meta's (WABA) has under a template's name, in each language."""
        found = await self._api.get_templates(business_id, fields=APPROVED_FIELDS, filters={"name": name})
        return msgspec.convert(found["data"], list[Approved])

    async def upload(self, file: Media) -> str:
        """Give Meta a file; return its id there, good for 30 days."""
        mime = file.mime or "image/png"
        if mime.startswith("text/"):
            mime = "text/plain"  # of texts it takes no other: a calendar file goes by its name
        sent = await self._api.upload_media(
            phone_id=self._phone_id, media=file.data, mime_type=mime, filename=file.name or file.kind
        )
        return str(sent["id"])

    async def send(self, payload: Payload, *, media_id: str = "") -> str:
        """Send a message; return its id. The chat's id goes along, and comes back with each receipt."""
        sent = await self._api.send_message(
            sender=self._phone_id,
            **_recipient(payload.chat_id),
            typ=payload.kind,
            msg=dict(with_file(payload, media_id) if media_id else payload.content),
            biz_opaque_callback_data=payload.chat_id,
        )
        return str(sent["messages"][0]["id"])

    async def mark_read(self, message_id: str, *, is_typing: bool) -> None:
        """Give a person's message its blue ticks; and the typing sign, which stays until an answer or for 25 s."""
        if is_typing:
            await self._api.set_indicator(self._phone_id, message_id, "text")
        else:
            await self._api.mark_message_as_read(self._phone_id, message_id)

    async def fetch(self, media_id: str, *, most_bytes: int) -> bytes:
        """Return a person's picture or file, at most so large. Raises MediaUnavailable."""
        try:
            found = await self._api.get_media_url(media_id)
            _refuse_large(int(found.get("file_size", 0)), most_bytes)
            data = bytearray()
            async with self._api.stream_media_bytes(media_url=found["url"]) as response:
                response.raise_for_status()
                async for chunk in response.aiter_bytes():
                    data += chunk
                    _refuse_large(len(data), most_bytes)
        except FAILURES as error:
            raise media_error(error) from None
        return bytes(data)


def _refuse_large(size: int, most: int) -> None:
    if size > most:
        raise MediaUnavailable("too-large", f"it is larger than {most} bytes")


def _recipient(chat_id: str) -> Mapping[str, Any]:
    if chat_id.isdecimal():
        return {"to": chat_id, "recipient": None, "recipient_type": "individual"}
    if USER_ID.fullmatch(chat_id):
        return {"to": None, "recipient": chat_id, "recipient_type": "individual"}
    return {"to": chat_id, "recipient": None, "recipient_type": "group"}
