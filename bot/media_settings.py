"""`[media]`: where the files of cases lie, and what opens that place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, SecretStr, field_validator, model_validator

from bot.config_errors import refusal
from bot.store.blobs import Blobs, FolderBlobs

ENDPOINT = re.compile(r"https?://[^/?#\s@]+")


class MediaSettings(BaseModel):
    """Files lie in the data folder, or in a bucket of an object store that speaks S3: then every key is needed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    store: Literal["folder", "s3"] = "folder"
    endpoint: str = ""
    region: str = "us-east-1"
    bucket: str = ""
    key_id: str = ""
    secret: SecretStr = SecretStr("")

    @field_validator("endpoint")
    @classmethod
    def _is_an_address(cls, endpoint: str) -> str:
        if endpoint and not ENDPOINT.fullmatch(endpoint):
            raise refusal("an http(s) address without a path, such as https://s3.example.com")
        return endpoint

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        lacking = [key for key in ("endpoint", "bucket", "key_id") if not getattr(self, key)]
        lacking += [] if self.secret.get_secret_value() else ["secret"]
        if self.store == "s3" and lacking:
            raise refusal(f'also {", ".join(lacking)}, or store = "folder"', found='store = "s3"')
        return self


def open_blobs(settings: MediaSettings, *, folder: Path) -> Blobs:
    """Return the place that the settings name; `folder` is the data folder."""
    if settings.store == "folder":
        return FolderBlobs(folder / "media")
    from bot.store.s3 import S3Blobs, Target  # only where it is used

    return S3Blobs(
        Target(
            endpoint=settings.endpoint,
            region=settings.region,
            bucket=settings.bucket,
            key_id=settings.key_id,
            secret=settings.secret.get_secret_value(),
        )
    )
