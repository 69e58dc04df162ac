"""Run as a script: becomes the server, tied to its owner: when that ends, however, the server gets SIGTERM.

A process of its own, because code between fork and exec is not safe in a program with threads.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def main(owner: int, command: list[str]) -> None:
    """Tie this process to `owner`, its parent, and become the command."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != owner:  # it ended before we were tied to it
        sys.exit(1)
    os.execv(command[0], command)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
