"""What is remembered of a chat between its messages: its language, its own number, a conversation under way. Pure."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from bot.emergencies import EmergencyDraft
from bot.messages import Language
from bot.supervision import ReportDraft


class Draft(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A booking that is being put together step by step (`#daftar`); what has not been said yet is empty.

    `asked` is the step that was asked last; while it `is_interrupted`, because something else was asked since, no text
    is its answer. `is_waiting`: it is for the waiting list of `service_date`, and asks for no session.
    """

    name: str = ""
    birth_date: date | None = None
    service_date: date | None = None
    session: str = ""
    asked: str = ""
    is_interrupted: bool = False
    is_waiting: bool = False


class Answering(Struct, frozen=True, kw_only=True):
    """An officer (a staff id) whose next message in this chat answers an inquiry."""

    by: str
    inquiry: str
    until_ms: int


class Announcing(Struct, frozen=True, kw_only=True):
    """An officer (a staff id) whose next message in this chat is the text of a broadcast; `line` says to whom."""

    by: str
    line: str
    until_ms: int


class Profile(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One chat's memory, sealed in Redis.

    `report` is a report on a foreign national that is being put together (`#lapor`).
    `wanted` is the last wish whose date was full: *Daftar tunggu* takes it.
    `phone` is E.164, proven by the platform (a shared contact), or "". `question` is the id of the choice that a bare
    yes makes; it is forgotten with the next message. `cases` are the numbers of the emergency cases opened here.
    """

    language: Language | None = None
    phone: str = ""
    draft: Draft | None = None
    question: str = ""
    answering: tuple[Answering, ...] = ()
    announcing: tuple[Announcing, ...] = ()
    wanted: Draft | None = None
    emergency: EmergencyDraft | None = None
    cases: tuple[str, ...] = ()
    report: ReportDraft | None = None


NOTHING_KNOWN = Profile()
