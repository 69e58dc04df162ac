"""What can go wrong, each with what the caller can do about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from typing import Literal, TypeAlias

from msgspec import Struct

Scope = Literal["chat", "account"]


class AntrianError(Exception):
    """Base of everything that this project raises on purpose."""


class StoreUnavailable(AntrianError):
    """Raised when Redis did not answer within the limit; the call may have had its effect: repeat it with its id."""

    def __init__(self, *, waited_s: float, cause: str) -> None:
        self.waited_s = waited_s
        self.cause = cause
        super().__init__(f"Redis did not answer within {waited_s:.0f} s ({cause}); the call can be repeated")


class UnsafeStore(AntrianError):
    """Raised when the Redis server may lose or drop what people were promised; `redis.allow_unsafe` accepts that."""

    def __init__(self, findings: Sequence[str]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(findings) + "\nor accept the loss with redis.allow_unsafe = true")


class AddressRefused(AntrianError):
    """Raised when an account can't listen where its configuration says."""

    def __init__(self, owner: str, *, host: str, port: int, cause: str, settings: str) -> None:
        super().__init__(
            f"can't listen on {host}:{port} ({cause}): change {settings} of the {owner} in the configuration"
        )


class LeaseLost(AntrianError):
    """Raised when another process has taken over; what was being done is dropped, the other one does it."""


class SendError(AntrianError):
    """Base of the three ways in which a delivery fails."""


class SendNever(SendError):
    """Raised when sending again can't help: blocked, bad request, window closed. The message is parked."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"can't be delivered: {reason}")


class WindowClosed(SendNever):
    """Raised when free text may no longer be sent to a person; it is rendered once more, for a template."""

    def __init__(self) -> None:
        super().__init__("the window for free text is closed")


class SendAfter(SendError):
    """Raised when the platform asks to wait or can't be reached: again after `delay_s`, this chat or the account."""

    def __init__(self, delay_s: float, *, scope: Scope, reason: str) -> None:
        self.delay_s = delay_s
        self.scope = scope
        self.reason = reason
        super().__init__(f"{reason}: again in {delay_s:g} s ({scope})")


class SendUnknown(SendError):
    """Raised when it timed out after writing: it may have arrived. Parked, never sent again by itself."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"may have been delivered: {reason}")


class MediaUnavailable(AntrianError):
    """Raised when a file that a person sent can't be had: larger than asked for, gone, or (now) out of reach."""

    def __init__(self, why: Literal["too-large", "gone", "away"], detail: str) -> None:
        self.why = why
        self.detail = detail
        super().__init__(f"the file can't be fetched ({why}): {detail}")


Failure: TypeAlias = SendNever | SendAfter | SendUnknown
"""What a platform's error means for a delivery."""


class PluginError(AntrianError):
    """Base of what can be wrong with a plugin; all of it shows at start."""


class UnknownChannel(PluginError):
    """Raised when the configuration names a channel that no installed package offers."""

    def __init__(self, name: str, *, known: Sequence[str]) -> None:
        self.name = name
        self.known = tuple(known)
        near = get_close_matches(name.casefold(), known, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        super().__init__(f"no channel is called {name!r}{hint} (known: {', '.join(known) or 'none'})")


class ChannelLibraryMissing(PluginError):
    """Raised when a channel is asked for whose library is not installed; `install` is what to give to pip."""

    def __init__(self, name: str, *, install: str, module: str) -> None:
        self.name = name
        self.install = install
        self.module = module
        super().__init__(f'the channel {name!r} needs {module!r}: pip install "{install}"')


class PluginBroken(PluginError):
    """Raised when an entry point does not hold what its group asks for."""

    def __init__(self, name: str, problem: str) -> None:
        self.name = name
        super().__init__(f"the plugin {name!r} can't be used: {problem}")


class Problem(Struct, frozen=True, kw_only=True):
    """One thing wrong in the configuration: where, what stands there (never a secret), and what should."""

    path: str
    found: str
    expected: str
    hint: str = ""

    def __str__(self) -> str:
        """Return it in one line."""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.path}: found {self.found}, expected {self.expected}{hint}"


class ConfigError(AntrianError):
    """Raised when the configuration can't be used; names every problem in it. Nothing has been started."""

    def __init__(self, problems: Sequence[Problem], *, source: str) -> None:
        self.problems = tuple(problems)
        self.source = source
        super().__init__("\n  ".join([f"{source} can't be used:", *map(str, self.problems)]))


CalendarReason = Literal[
    "past", "closed", "open", "no_session", "no_sessions", "overlap", "places", "horizon", "reason", "unchanged",
    "same_date", "too_many", "too_near", "booked",
]  # fmt: skip


class CalendarRefused(AntrianError):
    """Raised when a change of an office's calendar can't be made; nothing has been changed.

    | reason | meaning |
    |---|---|
    | past | the date is over |
    | closed | the date is closed: open it first, or choose another |
    | open | the date is open: close it first |
    | no_session | the date has no such session |
    | no_sessions | neither the weekday nor the date has sessions: give it some |
    | overlap | a session begins before the one before it has ended, or ends before it begins |
    | places | a number of places from 0 to 100,000 |
    | horizon | a number of days from 1 to 366 |
    | reason | a closing reason is needed, of 200 characters at the most |
    | unchanged | it is so already |
    | same_date | a date can't be moved to itself |
    | too_many | more people than one step can move |
    | too_near | the date is so near that nobody could answer |
    | booked | `found` people are held or booked on the date: move or release them |
    """

    def __init__(self, reason: CalendarReason, *, day: date | None = None, found: str = "") -> None:
        self.reason = reason
        self.day = day
        self.found = found
        super().__init__(f"the calendar can't be changed: {' '.join(filter(None, (reason, str(day or ''), found)))}")


class WordsError(AntrianError):
    """Base of what can be wrong with the locale files; production logs what an applicant's message lacks instead."""


class WordsBroken(WordsError):
    """Raised at start when a locale file can't be read or refers to what is not there."""

    def __init__(self, place: str, problem: str) -> None:
        self.place = place
        super().__init__(f"{place}: {problem}")


class WordsMissing(WordsError):
    """Raised when a text is asked for that has no words, or lacks a value; only by a strict lexicon."""

    def __init__(self, key: str, *, language: str, problem: str) -> None:
        self.key = key
        self.language = language
        super().__init__(f"the text {key!r} ({language}) has no {problem}")
