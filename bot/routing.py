"""From commands to the handlers that answer them, and from command words to commands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from bot.arguments import ReadArguments
from bot.commands import Command
from bot.errors import AntrianError
from bot.messages import InboundEvent, Language, Reply
from bot.offices import Office
from bot.profiles import NOTHING_KNOWN, Profile
from bot.staff import Member, Role
from bot.store.operations import Operation

if TYPE_CHECKING:
    from bot.bookings import Bookings
    from bot.engine.letters import Letters
    from bot.engine.media_desk import MediaDesk
    from bot.store.blocks import Blocks
    from bot.store.broadcasts import Broadcasts
    from bot.store.calendars import LiveOffices
    from bot.store.devices import Devices
    from bot.store.inquiries import Inquiries
    from bot.store.referrals import Referrals
    from bot.store.sign_ins import SignIns
    from bot.store.staff import Acts, Members, Plans
    from bot.store.staffing import Staffing
    from bot.store.supervision import Reports

C = TypeVar("C", bound=Command)


class Answered(Struct, frozen=True):
    """Replies that come with a change of what is remembered of the chat: both are kept, or neither."""

    replies: tuple[Reply, ...]
    profile: Profile


Answer = Reply | list[Reply] | Answered
Handler = Callable[[Any, Any], Awaitable[Answer]]
Turn = Callable[["Request", Command], Command | None]
"""Reads what is said in a conversation of several steps: the message, and what it would be taken for without one; None
where it does not belong to the conversation."""


class WordClash(AntrianError):
    """Raised when two handlers claim the same command word or command."""

    def __init__(self, word: str, first: str, second: str) -> None:
        super().__init__(f"the command word {word!r} is claimed by {first} and by {second}; rename one of them")


class FrontDesk(Struct, frozen=True, kw_only=True):
    """Where applicants ask the staff what the bot can't answer, and where what they send is taken."""

    inquiries: Inquiries
    letters: Letters
    media: MediaDesk | None = None
    reports: Reports


class Request(Struct, frozen=True, kw_only=True):
    """Everything that a handler may know of the message that it answers.

    `operation` names this message for ever: every effect on the state carries it. `phone` is "" when the
    channel knows no number of the sender's. `profile` is what is remembered of the chat.
    """

    event: InboundEvent
    operation: Operation
    office: Office
    offices: Mapping[str, Office]
    language: Language
    phone: str
    now_ms: int
    bookings: Bookings
    profile: Profile = NOTHING_KNOWN
    front_desk: FrontDesk | None = None


class Staffroom(Struct, frozen=True, kw_only=True):
    """What officers' handlers work with."""

    media: MediaDesk | None = None
    reports: Reports
    referrals: Referrals
    members: Members
    plans: Plans
    acts: Acts
    inquiries: Inquiries
    letters: Letters
    blocks: Blocks
    broadcasts: Broadcasts
    sign_ins: SignIns
    devices: Devices
    staffing: Staffing
    offices: LiveOffices


class StaffRequest(Request, frozen=True, kw_only=True):
    """A request of one of the office's staff."""

    member: Member
    staffroom: Staffroom


StaffHandler = Callable[[StaffRequest, C], Awaitable[Answer]]


class Routes:
    """A table of handlers by command, and of command words; a plugin hands one over through `antrian.handlers`."""

    def __init__(self) -> None:
        self.handlers: dict[type[Command], Handler] = {}
        self.words: dict[str, ReadArguments] = {}
        self.staff_words: dict[str, ReadArguments] = {}
        self.roles: dict[type[Command], frozenset[Role]] = {}
        self.turns: list[Turn] = []

    def in_turn(self, turn: Turn) -> Turn:
        """Register the reader of a conversation; it is asked about whatever is no press on a button."""
        self.turns.append(turn)
        return turn

    def on(
        self, command: type[C], *, words: Mapping[str, ReadArguments] | None = None
    ) -> Callable[[Callable[[Request, C], Awaitable[Answer]]], Callable[[Request, C], Awaitable[Answer]]]:
        """Register a handler for a command, with the words (lower case, no `#`) that ask for it."""

        def register(
            handler: Callable[[Request, C], Awaitable[Answer]],
        ) -> Callable[[Request, C], Awaitable[Answer]]:
            self._claim(command, handler, words or {})
            return handler

        return register

    def for_staff(
        self, command: type[C], *, roles: frozenset[Role], words: Mapping[str, ReadArguments] | None = None
    ) -> Callable[[StaffHandler[C]], StaffHandler[C]]:
        """Register a handler for an officer's command, with its words, which applicants do not have.

        Only members with one of the roles come this far. The handler gets a StaffRequest.
        """

        def register(handler: StaffHandler[C]) -> StaffHandler[C]:
            self._claim(command, handler, {})
            self._claim_for_staff(words or {})
            self.roles[command] = roles
            return handler

        return register

    def _claim_for_staff(self, words: Mapping[str, ReadArguments]) -> None:
        for word, read in words.items():
            if word in self.staff_words:
                raise WordClash(word, _name(self.staff_words[word]), _name(read))
            self.staff_words[word] = read

    def _claim(self, command: type[Command], handler: Handler, words: Mapping[str, ReadArguments]) -> None:
        if command in self.handlers:
            raise WordClash(command.__name__, _name(self.handlers[command]), _name(handler))
        for word, read in words.items():
            if word in self.words:
                raise WordClash(word, _name(self.words[word]), _name(handler))
            self.words[word] = read
        self.handlers[command] = handler

    @classmethod
    def merged(cls, tables: Iterable[Routes]) -> Routes:
        """Return one table of all; a clash is an error at start, not at the first message."""
        whole = cls()
        for table in tables:
            for command, handler in table.handlers.items():
                whole._claim(command, handler, {})
            for word, read in table.words.items():
                if word in whole.words:
                    raise WordClash(word, _name(whole.words[word]), _name(read))
                whole.words[word] = read
            whole._claim_for_staff(table.staff_words)
            whole.roles.update(table.roles)
            whole.turns += table.turns
        return whole


def _name(function: Callable[..., object]) -> str:
    return f"{function.__module__}.{function.__qualname__}"
