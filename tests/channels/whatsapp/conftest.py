"""What the linked device's tests share: a WhatsApp with one number."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.channels.whatsapp_server import WhatsApp, serving


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[tuple[WhatsApp, Path]]:
    """Give a WhatsApp with one number, and its socket."""
    async with serving(tmp_path) as served:
        yield served
