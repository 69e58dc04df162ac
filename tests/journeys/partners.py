"""A person on each channel: who says and presses things there as one does, and reads what is then shown."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Protocol

from bot.adapters import ChannelAdapter
from bot.plugins import Services

PHONE = "+6281234567890"


class Partner(Protocol):
    """A person in a chat whose adapter runs; `say` and `press` return the words of the answer."""

    adapter: ChannelAdapter

    async def begin(self) -> None:
        """Make the own number, PHONE, known as one does on this channel."""
        ...

    async def say(self, text: str) -> str:
        """Say something."""
        ...

    async def press(self, label: str) -> str:
        """Press the button with a label, or what stands for it here, of the answer before."""
        ...


Meet = Callable[[Services, Path], AbstractAsyncContextManager[Partner]]
"""Opens an account and gives the person who talks with it; the folder is empty."""


def number_of(label: str, answer: str) -> str:
    """Return the number in front of a label, where choices are numbered lines."""
    (number,) = [line.partition(". ")[0] for line in answer.splitlines() if line.endswith(f". {label}")]
    return number
