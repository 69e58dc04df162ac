"""From an order to get a file to neonize's call, and what an error of its Go library means for it."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from neonize.aioze.client import NewAClient
from neonize.exc import DownloadError
from neonize.utils.enum import MediaType

from channels.whatsapp.frames import Fetch, Fetched, NotFetched

Why: TypeAlias = Literal["too-large", "gone", "away"]

KINDS = {"picture": MediaType.MediaImage, "document": MediaType.MediaDocument}
GONE = re.compile(r"status code (?:403|404|410)|doesn't match|does not match|invalid media")


async def fetched(client: NewAClient, order: Fetch) -> Fetched | NotFetched:
    """Return a file; one that is said to be too large is not even asked for."""
    file = order.attachment
    if file.size > order.most_bytes:
        return NotFetched(order.number, "too-large", f"it is larger than {order.most_bytes} bytes")
    kind = KINDS[file.kind]
    try:
        data = await client.download_media_with_path(
            file.path, file.sealed_sha256, file.sha256, file.key, file.size, kind, kind.to_mms()
        )
    except DownloadError as error:
        return _not_fetched(order, str(error))
    if len(data) > order.most_bytes:
        return NotFetched(order.number, "too-large", f"it is larger than {order.most_bytes} bytes")
    return Fetched(order.number, data)


def _not_fetched(order: Fetch, words: str) -> NotFetched:
    """Return why a file is not to be had, in words of ours: the library's may hold its address."""
    if GONE.search(words):
        return NotFetched(order.number, "gone", "WhatsApp does not have the file any more")
    return NotFetched(order.number, "away", "WhatsApp does not give the file now")
