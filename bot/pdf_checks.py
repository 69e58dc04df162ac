"""Whether a PDF that somebody sent may be kept: read in a process of its own, which a file can take along alone."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import cast

from bot.media import FileRefusal

COMMAND = (sys.executable, "-m", "bot.pdf_reading")
LONGEST_S = 10.0
SIGN, END = b"%PDF-", b"%%EOF"
TAIL = 1024


def pdf_problem(data: bytes) -> FileRefusal | None:
    """Return why a PDF is not taken, or None. It waits for another process: call it in a thread."""
    if END not in data[-TAIL:]:
        return "broken"
    quiet = {name: value for name, value in os.environ.items() if not name.startswith("ANTRIAN_")}  # keys among them
    try:
        done = subprocess.run(
            COMMAND, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=LONGEST_S, env=quiet,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return "too-long"
    if done.returncode:
        return "too-long" if done.returncode < 0 else "broken"  # below 0: ended by a limit
    return cast(FileRefusal, done.stdout.decode()) or None
