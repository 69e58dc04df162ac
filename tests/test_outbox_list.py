"""What `antrian outbox list` tells of messages that a platform had taken."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from pathlib import Path
from typing import Literal

from bot.store.client import Client
from tests.store.test_receipts import Road

TOLD: list[tuple[str, Literal["sent", "read", "failed"]]] = [
    *(("wamid.1", "sent"), ("wamid.1", "read")),
    *(("wamid.2", "sent"), ("wamid.2", "failed")),
    ("wamid.3", "sent"),
]


async def test_counts(client: Client, valkey: str, tmp_path: Path) -> None:
    """Below the list is counted, for each account, how far its messages of the last days came."""
    road = Road(client, now_ms=time.time_ns() // 1_000_000)
    for external_id in ("wamid.1", "wamid.2", "wamid.3"):
        await road.out(external_id, key=external_id)
    for external_id, status in TOLD:
        await road.tell(status, external_id=external_id)
    for parked in await road.outbox.parked():
        await road.outbox.unpark(parked.id, now_ms=road.now_ms)
    program = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "outbox", "list"),
        cwd=tmp_path,
        env=os.environ | {"ANTRIAN_REDIS_URL": valkey, "PYTHONPATH": str(Path(__file__).parent.parent)},
        stdout=asyncio.subprocess.PIPE,
    )
    written, _ = await program.communicate()
    assert "Everything has been delivered.\nwhatsapp-cloud:cbn, 7 days: 3 sent, 1 read, 1 failed\n" == written.decode()
