"""The options of a Telegram account. A token is enough."""

from __future__ import annotations

import hmac
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from bot.config_errors import refusal
from bot.urls import is_url

TOKEN = re.compile(r"[0-9]{3,}:[A-Za-z0-9_-]{30,}")


def _token(value: SecretStr) -> SecretStr:
    if not TOKEN.fullmatch(value.get_secret_value()):
        raise refusal("a bot's token, like 123456789:AA…", hint="@BotFather shows it: /mybots, then API Token")
    return value


def _address(value: str) -> str:
    if not is_url(value, ("http", "https")):
        raise refusal("an http(s) address")
    return value


class TelegramSettings(BaseModel):
    """Whose bot it is, over which library and server it talks, and how its updates come: fetched or posted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    token: Annotated[SecretStr, AfterValidator(_token)] = Field(description="the bot's token, from @BotFather")
    library: Literal["aiogram", "python-telegram-bot"] = "aiogram"
    api_url: Annotated[str, AfterValidator(_address)] = "https://api.telegram.org"
    webhook_url: str = Field(default="", pattern=r"^(https://.+)?$", description='an https address, or ""')
    host: str = "127.0.0.1"
    port: int = Field(default=8767, ge=0, le=65535)
    path: str = Field(default="/telegram", pattern=r"^/", description='a path like "/telegram"')

    @property
    def webhook_secret(self) -> str:
        """Return what Telegram has to send along with each update: the same in every process, and no second secret."""
        token = self.token.get_secret_value().encode()
        return hmac.digest(token, b"antrian webhook", "sha256").hex()
