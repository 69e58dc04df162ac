"""The options of a web account."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class WebSettings(BaseModel):
    """Where the page listens, and whether a live installation shows it.

    `live` is off because a number typed into a page proves nothing: with it on, one may look but not book.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    host: str = "127.0.0.1"
    port: int = Field(default=8765, ge=0, le=65535)
    live: bool = False
