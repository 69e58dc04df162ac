"""Kept files in calls: uploaded with the first one, named by Telegram's id in those after it."""

from __future__ import annotations

from typing import Any

from channels.telegram.wire import Call
from channels.uploads import Uploads


class Files:
    """The kept files of one bot: an id of Telegram's is good for this bot alone, and for ever."""

    def __init__(self) -> None:
        self._uploads = Uploads()

    def named(self, call: Call) -> Call:
        """Return a call with the ids of the files that Telegram has; the same call when it has none of them."""
        ids = {field: self._uploads.find(file.kept) for field, file in call.files.items() if file.kept}
        known = {field: id for field, id in ids.items() if id}
        if not known:
            return call
        left = {field: file for field, file in call.files.items() if field not in known}
        return Call(call.method, {**call.fields, **known}, left)

    def note(self, call: Call, sent: Any) -> None:
        """Remember the ids of a call's files from the library's message."""
        for field, file in call.files.items():
            if file.kept:
                self._uploads.note(file.kept, _id_in(sent, field))

    def forget(self, call: Call) -> None:
        """Forget the files of a call, as Telegram does not know them."""
        for file in call.files.values():
            self._uploads.forget(file.kept)


def _id_in(sent: Any, field: str) -> str:
    found = getattr(sent, field, None)
    if field == "photo" and found:
        found = found[-1]  # the largest
    return found.file_id if found else ""
