"""The board's voice: short clips in Indonesian, spoken by eSpeak NG once and kept in the data folder.

A call is said by playing clips one behind the other; no browser on a television has an Indonesian voice of its own.
"""

from __future__ import annotations

import asyncio
import re
import string
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import structlog

from bot.offices import Office

PHRASES = {
    "nomor-antrian": "Nomor antrian",
    "silakan-ke": "silakan ke",
    "panggilan-ulang": "Panggilan ulang",
    "kios-mulai": "Selamat datang. Pindai kode booking Anda, ketik kodenya, atau pilih datang langsung.",
    "kios-pindai": "Perlihatkan kode QR Anda ke kamera.",
    "kios-ketik": "Ketik kode booking Anda, lalu tekan ambil nomor.",
    "kios-langsung": "Pilih yang sesuai dengan Anda.",
    "kios-petugas": "Nomor belum dapat diberikan. Silakan baca layar, atau tanyakan kepada petugas.",
}
SIGN = re.compile(r"[a-z]+|\d+")
CLIP = re.compile(r"[a-z0-9-]{1,40}")
PATIENCE_S = 60.0

log = structlog.get_logger()


def sentence(number: str, desk: str, *, is_again: bool) -> Sequence[str]:
    """Return the names of the clips that say a call: "A012" to "Loket 3"."""
    again = ("panggilan-ulang",) if is_again else ()
    return (*again, "nomor-antrian", *number.lower(), "silakan-ke", *_words(desk))


def clips_of(office: Office) -> Mapping[str, str]:
    """Return the text of each clip that an office's calls need, by its name."""
    signs = (*string.ascii_lowercase, *string.digits, *(word for desk in office.desks for word in _words(desk.name)))
    return {**{sign: sign.upper() if len(sign) == 1 else sign for sign in signs}, **PHRASES}


async def render(folder: Path, office: Office) -> None:
    """Render the clips that are not there yet, in a process of its own; without the library nothing is said."""
    missing = await asyncio.to_thread(_missing, folder, clips_of(office))
    if not missing:
        return
    speaker = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "channels.web.speaking", str(folder),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    complaint = b""
    try:
        async with asyncio.timeout(PATIENCE_S):
            _, complaint = await speaker.communicate(msgspec.json.encode(missing))
    except TimeoutError:
        complaint = b"it took too long"
    finally:
        if speaker.returncode is None:  # too slow, or we are told to stop: what is whole stays
            speaker.kill()
            await speaker.communicate()
    if speaker.returncode:
        reason = complaint.decode(errors="replace").strip().rpartition("\n")[2]
        log.warning("voice.missing", reason=reason or f"exit code {speaker.returncode}")


def _missing(folder: Path, clips: Mapping[str, str]) -> Mapping[str, str]:
    folder.mkdir(parents=True, exist_ok=True)
    return {name: text for name, text in clips.items() if not (folder / f"{name}.wav").exists()}


def _words(text: str) -> list[str]:
    return SIGN.findall(text.lower())
