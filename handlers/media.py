"""What is said about the files that people send for a case."""

from __future__ import annotations

from collections.abc import Sequence

from bot.media import Circle, KeptFile, RefusedFile
from bot.messages import Words
from bot.routing import Request


async def taken(request: Request, *, case: str, circle: Circle) -> tuple[KeptFile | RefusedFile, ...]:
    """Keep the files of a message for a case; tell of each. Without a vault, none can be taken here."""
    desk = request.front_desk.media if request.front_desk else None
    if desk is None:
        return (RefusedFile("not-here"),)
    return await desk.take(
        request.event, case=case, circle=circle, operation=request.operation, now_ms=request.now_ms
    )  # fmt: skip


def refusals(files: Sequence[KeptFile | RefusedFile]) -> tuple[Words, ...]:
    """Return why files were not taken, each reason once."""
    reasons = dict.fromkeys(file.reason for file in files if isinstance(file, RefusedFile))
    return tuple(refusal_words(RefusedFile(reason)) for reason in reasons)


def refusal_words(refused: RefusedFile) -> Words:
    """Return why a file was not taken, with what to do."""
    # locale: file-refused-too-large, file-refused-unfit, file-refused-broken, file-refused-gone, file-refused-away
    # locale: file-refused-too-many, file-refused-not-here, file-refused-locked, file-refused-active
    # locale: file-refused-too-long
    return Words(f"file-refused-{refused.reason}")
