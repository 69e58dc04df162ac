"""The process of one linked device: it alone imports neonize, so that a panic of its Go library ends nothing else."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import sys
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeAlias

import pylibmagic  # noqa: F401  # brings the libmagic that neonize looks for, so it comes first
from neonize.aioze.client import NewAClient
from neonize.proto.waCompanionReg.WAWebProtobufsCompanionReg_pb2 import DeviceProps
from neonize.utils.log import log as neonize_log

from channels.whatsapp.frames import Begin, orders, read_frame
from channels.whatsapp.phone import Phone

THREADS = 16  # each call to Go holds one, and the connection another for its whole life

OpenClient: TypeAlias = Callable[[Begin], NewAClient]


def new_client(begin: Begin) -> NewAClient:
    """Return neonize's client of a session; the phone lists it by the name given here."""
    props = DeviceProps(os="Antrian", platformType=DeviceProps.CHROME)
    return NewAClient(begin.session, uuid=begin.account, props=props)


def main(open_client: OpenClient = new_client) -> None:
    """Serve the office at the other end of the line, whose descriptor is the last argument, until it is closed."""
    os.umask(0o077)
    logging.disable()  # the library logs whom it writes to
    neonize_log.setLevel(logging.ERROR)
    code = 1
    try:
        loop = asyncio.new_event_loop()
        loop.run_until_complete(_serve(socket.socket(fileno=int(sys.argv[-1])), open_client))
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)  # Go's threads would keep the interpreter from ending


async def _serve(line: socket.socket, open_client: OpenClient) -> None:
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS))
    reader, writer = await asyncio.open_connection(sock=line)
    frame = await read_frame(reader)
    if frame is None:
        return
    begin = orders.decode(frame)
    if not isinstance(begin, Begin):
        raise TypeError(f"the first order is {type(begin).__name__}, not Begin")
    await Phone(open_client(begin), begin, writer).serve(reader)


if __name__ == "__main__":
    main()
