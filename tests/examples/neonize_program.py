"""The example's program with neonize's Go library replaced: its calls go to the WhatsApp of the test."""

from __future__ import annotations

import asyncio
import signal
import sys
from contextlib import suppress
from typing import Any

import pylibmagic  # noqa: F401  # before neonize, which needs it
from neonize.aioze.client import NewAClient

from examples.neonize_host import hosted, serve
from tests.channels.whatsapp_device import FakeGo

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # as from a terminal: a suite in the background ignores it
    client: Any = NewAClient("host.sqlite3")
    client._NewAClient__client = FakeGo(sys.argv[1])
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(client, hosted(client)))
