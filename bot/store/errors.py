"""What can go wrong with the store beyond `bot.errors.StoreUnavailable`, with what the operator can do."""

from __future__ import annotations

from pathlib import Path

from bot.errors import AntrianError


class StoreError(AntrianError):
    """Base of the store's own errors: none of them heals by waiting."""


class DataFolderError(StoreError):
    """Raised when a data folder can't be used: in use, not writable, of another version, broken."""

    def __init__(self, folder: Path, *, problem: str, remedy: str) -> None:
        self.folder = folder
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"the data folder {folder} {problem}; {remedy}")


class KeyRingError(StoreError):
    """Raised when the keys that seal personal data can't be used: unreadable, open to others, garbled."""

    def __init__(self, source: str, *, problem: str, remedy: str) -> None:
        self.source = source
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"the keys in {source} {problem}; {remedy}")


class SealBroken(StoreError):
    """Raised when sealed data does not open: another key, another place, garbage; `about` names it."""

    def __init__(self, about: bytes, *, problem: str) -> None:
        self.about = about
        self.problem = problem
        super().__init__(f"sealed data ({about.decode(errors='replace')}) does not open: {problem}")


class UnknownFunction(StoreError):
    """Raised when a call names a function that no Lua file of the library registers."""

    def __init__(self, function: str, *, library: str) -> None:
        self.function = function
        self.library = library
        super().__init__(f"the function library {library} has no function {function!r}; see bot/store/lua")


class CalendarChanged(StoreError):
    """Raised when the office changed under a message: read its calendar again, then handle the message again."""

    def __init__(self, office: str) -> None:
        self.office = office
        super().__init__(f"the calendar of {office} is not the one that this was asked with")


class BlobsAway(StoreError):
    """Raised when the place of the cases' files can't be written or read now: ask again later."""

    def __init__(self, cause: str) -> None:
        self.cause = cause
        super().__init__(f"the files of cases can't be reached ({cause}): look at the disk, or at [media]")


class BlobGone(StoreError):
    """Raised when a file of a case is not there any more."""

    def __init__(self) -> None:
        super().__init__("the file has been deleted")
