"""Reports on foreign nationals as a list to be written into a workbook when it is delivered. Pure."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from bot.supervision import Report


class ReportList(Struct, frozen=True, kw_only=True):
    """Reports to be put into a workbook of a name, with times as they are in the office's zone."""

    name: str
    made_ms: int
    zone: str
    zone_name: str
    reports: tuple[Report, ...]

    def recipe(self) -> str:
        """Return the list as `Media.content`."""
        return msgspec.json.encode(self).decode()


def read_list(recipe: str) -> ReportList:
    """Return the list of a recipe."""
    return msgspec.json.decode(recipe, type=ReportList)
