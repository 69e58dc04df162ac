"""What officers ask for when they announce something to many, one struct per command."""

from __future__ import annotations

from bot.broadcasts import Audience, TurnWord
from bot.messages import Media
from bot.staff_commands import StaffCommand


class ChooseAudience(StaffCommand, frozen=True, kw_only=True):
    """`/siarkan` with a part of a line, or with nothing: what is said so far, and what may be added.

    `line` is that part as it is written; `awaits_text`: the officer's next message is the text.
    """

    line: str = ""
    audience: Audience | None = None
    is_news: bool = False
    awaits_text: bool = False


class Announce(StaffCommand, frozen=True, kw_only=True):
    """`/siarkan SASARAN [kirim TANGGAL JAM] = teks`. `at_ms` 0: at once. `id` is set when the preview is shown."""

    audience: Audience
    text: str
    line: str = ""
    is_news: bool = False
    at_ms: int = 0
    id: str = ""
    media: tuple[Media, ...] = ()


class TryAnnouncement(StaffCommand, frozen=True, kw_only=True):
    """`/siarkan coba = teks`: to oneself alone, as applicants would see it."""

    text: str
    is_news: bool = False


class ShowBroadcasts(StaffCommand, frozen=True, kw_only=True):
    """`/siarkan daftar`: those that wait, run or are paused."""


class TurnBroadcast(StaffCommand, frozen=True, kw_only=True):
    """`/siarkan jeda|lanjut|stop|ulang ID`: pause, go on, stop, or send again to whom it failed."""

    id: str
    turn: TurnWord
