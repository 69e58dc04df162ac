"""The options of an SMS account."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, DirectoryPath, Field


class SmsSettings(BaseModel):
    """The folders of gammu-smsd (`InboxPath`, `OutboxPath`), and how often the first is looked at."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)

    inbox: DirectoryPath = Path("/var/spool/gammu/inbox")
    outbox: DirectoryPath = Path("/var/spool/gammu/outbox")
    look_every_s: float = Field(default=1.0, gt=0, le=60)
