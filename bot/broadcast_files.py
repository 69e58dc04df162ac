"""The files of broadcasts in the vault: each broadcast's are a case of their own, kept while it can be sent again."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from bot.broadcasts import Status
from bot.media import KeptFile
from bot.messages import Media

if TYPE_CHECKING:
    from bot.store.media import MediaVault

DAY_MS = 24 * 3600 * 1000
KNOWN_MS = 31 * DAY_MS
"""A broadcast is known, and its failed messages can be sent again, for 30 days after it was touched last."""

LEAVING_MS = 2 * DAY_MS
"""What a stopped one has in the outbox is sent within a day, or given up."""

LONGEST_NAME = 60


def case_of(broadcast: str) -> str:
    """Return the case under which a broadcast's files are in the vault."""
    return f"siaran-{broadcast}"


def as_media(file: KeptFile, vault: MediaVault, *, office: str, name: str) -> Media:
    """Return a kept file as a message carries it: a document keeps the name under which the officer sent it."""
    kept = vault.name(office, file)
    if file.mime == "image/jpeg":
        return Media(kind="picture", mime=file.mime, kept=kept)
    stem = PurePath(name.replace("\\", "/")).stem[:LONGEST_NAME] or "dokumen"
    return Media(kind="document", name=f"{stem}.{file.ending}", mime=file.mime, kept=kept)


async def keep_files(vault: MediaVault, office: str, broadcast: str, *, status: Status, now_ms: int) -> None:
    """Let a broadcast's files stay as long as it may need them, counted from an instant. Again is harmless."""
    longer_ms = LEAVING_MS if status == "stopped" else KNOWN_MS
    await vault.close(office, case_of(broadcast), ends_ms=now_ms + longer_ms)
