"""The options of an account at Meta's Cloud API."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from bot.config_errors import refusal
from channels.whatsapp_cloud.templates import Templates


def _given(value: SecretStr) -> SecretStr:
    if not value.get_secret_value().strip():
        raise refusal("a secret, best in the environment", found="nothing")
    return value


Secret = Annotated[SecretStr, AfterValidator(_given)]


class CloudSettings(BaseModel):
    """Which number it is, how Meta knows us and we know Meta, where Meta posts to, and what may be said late."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    phone_id: str = Field(pattern=r"^[0-9]+$", description="the number's id, digits in quotes, from Meta's API Setup")
    token: Secret = Field(description="the token of the system user")
    app_secret: Secret = Field(description="the app's secret, from Meta's App Settings, Basic")
    verify_token: Secret = Field(description="a word of your choice, typed on Meta's page too")
    api_url: str = Field(
        default="https://graph.facebook.com", pattern=r"^https?://[^/?#\s]+$", description="an http(s) address"
    )
    api_version: str = Field(default="v26.0", pattern=r"^v[0-9]+\.[0-9]+$", description='a version like "v26.0"')
    host: str = "127.0.0.1"
    port: int = Field(default=8766, ge=0, le=65535)
    path: str = Field(default="/whatsapp", pattern=r"^/", description='a path like "/whatsapp"')
    business_id: str = Field(default="", pattern=r"^[0-9]*$", description='digits in quotes, or ""')
    templates: Templates = {}
