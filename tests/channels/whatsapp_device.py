"""The device's own process with neonize's Go library replaced: each call goes to the WhatsApp of the test.

All else is real: the process, its line, neonize's client, and the callbacks through which Go would bring events.
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import sys
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any

from channels.whatsapp.device import main, new_client
from channels.whatsapp.frames import Begin
from tests.channels.whatsapp_wire import Answer, Call, Deliver, Die, Shown, decode_up, framed, read


class FakeGo:
    """The library's functions, each a call to the test; it answers, brings events, and can panic."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._numbers = count(1)
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._writer: asyncio.StreamWriter | None = None
        self._reading: asyncio.Task[None] | None = None
        self._on_qr: Callable[..., None] = print
        self._on_event: Callable[..., None] = print

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return partial(self._call, name)

    async def Neonize(  # Go's name
        self, name: bytes, uuid: bytes, jid: bytes, jid_size: int, new: int, level: bytes, *rest: Any
    ) -> Any:
        """Connect; returns at the end of the connection, with an error or nothing."""
        self._on_qr, _, self._on_event, _, subscribers, _, props, _, _, _, proxy = rest
        reader, self._writer = await asyncio.open_unix_connection(self._path)
        self._reading = asyncio.create_task(self._read(reader))
        address = proxy._obj.proxyAddress if proxy is not None else b""
        return await self._call("Neonize", name, uuid, bytes(subscribers), props, address)

    async def _call(self, name: str, *arguments: bytes | int) -> Any:
        if self._writer is None:
            panic("runtime error: invalid memory address or nil pointer dereference")
        number = next(self._numbers)
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        assert self._writer is not None
        self._writer.write(framed(Call(number, name, arguments)))
        return await answer

    async def _read(self, reader: asyncio.StreamReader) -> None:
        while (frame := await read(reader)) is not None:
            match told := decode_up(frame):
                case Answer():
                    self._answers.pop(told.number).set_result(told.value)
                case Deliver():
                    event = ctypes.create_string_buffer(told.data, len(told.data))
                    self._on_event(b"", ctypes.addressof(event), len(told.data), told.code)
                case Shown():
                    self._on_qr(None, ctypes.cast(ctypes.c_char_p(told.code), ctypes.c_void_p))
                case Die():
                    panic(told.words)


def panic(words: str) -> None:
    """End as Go does, with nothing cleaned up."""
    print(f"panic: {words}\n\ngoroutine 1 [running]:", file=sys.stderr, flush=True)
    os._exit(2)


def open_client(begin: Begin) -> Any:
    """Return neonize's client of a session, over the test's WhatsApp."""
    client = new_client(begin)
    client._NewAClient__client = FakeGo(sys.argv[1])
    return client


if __name__ == "__main__":
    main(open_client)
