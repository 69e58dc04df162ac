"""An hour's traffic through each adapter, with faults: nothing lost, nothing answered twice, in order, memory flat.

ANTRIAN_SOAK=1 makes it 10,000 messages for each, and prints the figures.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.store.client import Client
from tests.channels.soak.cloud import at_cloud
from tests.channels.soak.device import at_device
from tests.channels.soak.page import at_page
from tests.channels.soak.platforms import Open
from tests.channels.soak.soaking import soaked
from tests.channels.soak.telegram import at_telegram
from tests.channels.soak.terminal import at_terminal
from tests.channels.telegram_bots import LIBRARIES, WEBHOOK
from tests.journeys.roads import Clock

IS_SOAK = os.environ.get("ANTRIAN_SOAK") == "1"
MESSAGES = 10_000 if IS_SOAK else 300
LEFT_BEHIND = 2_000
"""How many bytes a message may leave behind: 20 MB an hour, with what the test's own platform keeps."""

PLATFORMS: Mapping[str, Open] = {
    **{f"telegram, {each}, polling": at_telegram(each, webhook="") for each in LIBRARIES},
    **{f"telegram, {each}, webhook": at_telegram(each, webhook=WEBHOOK) for each in LIBRARIES},
    "whatsapp": at_device,
    "whatsapp-cloud": at_cloud,
    "web": at_page,
    "console": at_terminal,
}


@pytest.mark.timeout(3600 if IS_SOAK else 60)
@pytest.mark.parametrize("channel", PLATFORMS)
async def test_soak(client: Client, clock: Clock, channel: str, tmp_path: Path) -> None:
    """What is said is taken once and answered once, in order, whatever the platform and the inbox do."""
    figures = await soaked(client, clock, PLATFORMS[channel], messages=MESSAGES, folder=tmp_path)
    print(f"\n{channel}: {figures}")
    assert figures.faults.total() > MESSAGES / 30
    if IS_SOAK:
        assert figures.left_behind < LEFT_BEHIND
