"""The options of a console account."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class ConsoleSettings(BaseModel):
    """Who talks: `phone` is E.164, or "" for nobody in particular; `antrian chat --as` sets it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    phone: str = ""
