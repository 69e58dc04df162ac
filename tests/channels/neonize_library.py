"""neonize, imported so that what it leaves open while it looks at its platform is no test's failure."""

from __future__ import annotations

import subprocess
import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", ResourceWarning)
    import pylibmagic  # noqa: F401  # brings the libmagic that neonize looks for, so it comes first
    from neonize.events import EVENT_TO_INT
    from neonize.exc import NeonizeError
    from neonize.proto import Neonize_pb2 as proto
    from neonize.proto.waCompanionReg.WAWebProtobufsCompanionReg_pb2 import DeviceProps
    from neonize.proto.waE2E import WAWebProtobufsE2E_pb2 as e2e
    from neonize.utils.jid import build_jid

    from channels.whatsapp import guest, hearing, quotes, speaking

    subprocess.run(["true"], check=True)  # a next process is when Python lets go of those that neonize left

__all__ = [
    "EVENT_TO_INT",
    "DeviceProps",
    "NeonizeError",
    "build_jid",
    "e2e",
    "guest",
    "hearing",
    "proto",
    "quotes",
    "speaking",
]
