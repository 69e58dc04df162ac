"""The options of a WhatsApp account. None is needed: it links by a QR code and keeps its session in the data folder."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from bot.config_errors import refusal
from bot.phones import PhoneMistake, read_phone
from bot.urls import is_url

PROXIES = ("http", "https", "socks5")
DATABASES = ("postgres", "postgresql")


def _phone(value: str) -> str:
    phone = read_phone(value) if value else ""
    if isinstance(phone, PhoneMistake):
        raise refusal('the office\'s number, like "+6281200000000"')
    return phone


def _proxy(value: SecretStr) -> SecretStr:
    if value.get_secret_value() and not is_url(value.get_secret_value(), PROXIES):
        raise refusal("a URL such as socks5://127.0.0.1:1080 or http://host:3128", found="another text")
    return value


def _session(value: SecretStr) -> SecretStr:
    if "://" in value.get_secret_value() and not is_url(value.get_secret_value(), DATABASES):
        raise refusal("a file, or a URL that begins with postgres://", found="another URL")
    return value


class WhatsAppSettings(BaseModel):
    """Where the link's session is kept, how a phone is linked, and the way to WhatsApp.

    `session`: a file (a relative path counts from the data folder; "" is `whatsapp-<name>.db` there), or a URL of
    PostgreSQL. `phone`: E.164, to link by a code typed on the phone besides the QR code.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    session: Annotated[SecretStr, AfterValidator(_session)] = SecretStr("")
    phone: Annotated[str, AfterValidator(_phone)] = ""
    proxy: Annotated[SecretStr, AfterValidator(_proxy)] = SecretStr("")
    pairing_port: int = Field(default=0, ge=0, le=65535)
