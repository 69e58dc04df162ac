"""The options of a web account."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from bot.config_errors import refusal


def _printer(target: str) -> str:
    try:
        parts = urlsplit(f"//{target}")
        is_host = parts.netloc == target and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that no machine has
        is_host = False
    if not (is_host or target.startswith("/")):
        raise refusal('a printer such as "192.168.1.50", "192.168.1.50:9100" or "/dev/usb/lp0"')
    return target


class WebSettings(BaseModel):
    """Where the page listens, whether a live installation shows it, and on what its kiosks print.

    `live` is off because a number typed into a page proves nothing: with it on, one may look but not book.
    `printers` are those of `channels.web.printing.Printers`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    host: str = "127.0.0.1"
    port: int = Field(default=8765, ge=0, le=65535)
    live: bool = False
    printers: dict[str, Annotated[str, AfterValidator(_printer)]] = {}
