"""A stand-in for neonize's Go library, below the threads that neonize calls it from; and our device over it.

What is written comes through a socket of `bench.crowds.whatsapp`, which gets a byte for each message that is sent.
"""

from __future__ import annotations

import ctypes
import socket
import sys
import time
from collections.abc import Callable
from itertools import count
from typing import Any

import pylibmagic  # noqa: F401  # brings the libmagic that neonize looks for, so it comes first
from neonize.aioze import client
from neonize.proto import Neonize_pb2 as proto
from neonize.utils.jid import build_jid

from channels.whatsapp.device import main
from tests.channels.whatsapp_server import OWN, OWN_LID, TIMINGS
from tests.channels.whatsapp_wire import LENGTH, Deliver, decode_up

ME = proto.Device(
    JID=build_jid(OWN), LID=build_jid(OWN_LID, "lid"), Platform="", BussinessName="", PushName="Kanim", Initialized=True
).SerializeToString()


class Go:
    """The library's functions. What is not here returns nothing, which is no error."""

    def __init__(self, path: str, *, sending_s: float) -> None:
        self._line = socket.socket(socket.AF_UNIX)
        self._path = path
        self._sending_s = sending_s
        self._numbers = count(1)

    def __getattr__(self, name: str) -> Callable[..., bytes]:
        return lambda *_: b""

    def Neonize(self, *arguments: Any) -> bytes:
        """Connect, and bring what comes until the other side ends."""
        on_event = arguments[8]
        self._line.connect(self._path)
        with self._line.makefile("rb") as frames:
            while head := frames.read(LENGTH.size):
                told = decode_up(frames.read(*LENGTH.unpack(head)))
                assert isinstance(told, Deliver)
                event = ctypes.create_string_buffer(told.data, len(told.data))
                on_event(b"", ctypes.addressof(event), len(told.data), told.code)
        return b""

    def SendMessage(self, *_: Any) -> bytes:
        """Send a message, and return its id."""
        if self._sending_s:
            time.sleep(self._sending_s)
        self._line.sendall(b".")
        sent = proto.SendResponse(Timestamp=1, ID=f"3EB0{next(self._numbers):08X}", ServerID=0, DebugTimings=TIMINGS)
        return bytes(proto.SendMessageReturnFunction(SendResponse=sent).SerializeToString())

    def GetMe(self, *_: Any) -> bytes:
        """Return whose device it is."""
        return bytes(ME)


def replace(url: str) -> None:
    """Let neonize call the stand-in from now on; it connects to a socket, which takes so many ms to send."""
    path, _, ms = url.partition("?")
    client.gocode = Go(path, sending_s=int(ms) / 1000)


if __name__ == "__main__":
    replace(sys.argv[1])
    main()
