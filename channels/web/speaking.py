"""Renders clips with eSpeak NG: `python -m channels.web.speaking FOLDER`, names and texts as JSON on standard input."""

from __future__ import annotations

import ctypes
import json
import sys
import wave
from pathlib import Path

import espeakng_loader

VOICE = b"id"
WORDS_A_MINUTE = 135
# Of espeak-ng/speak_lib.h.
RETRIEVAL, RATE, POSITION_CHARACTER, UTF8 = 1, 1, 1, 1

Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


class Speaker:
    """The library, with the Indonesian voice. Raises OSError when it can't be used here."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        self._heard = bytearray()
        self._callback = Callback(self._hear)
        self.rate = self._library.espeak_Initialize(RETRIEVAL, 0, espeakng_loader.get_data_path().encode(), 0)
        self._library.espeak_SetSynthCallback(self._callback)
        if self.rate <= 0 or self._library.espeak_SetVoiceByName(VOICE):
            raise OSError("eSpeak NG has no Indonesian voice here")
        self._library.espeak_SetParameter(RATE, WORDS_A_MINUTE, 0)

    def say(self, text: str) -> bytes:
        """Return a text as samples of 16 bits, one channel."""
        self._heard.clear()
        said = text.encode() + b"\0"
        self._library.espeak_Synth(said, len(said), 0, POSITION_CHARACTER, 0, UTF8, None, None)
        self._library.espeak_Synchronize()
        return bytes(self._heard)

    def _hear(self, samples: int | None, count: int, events: int | None) -> int:
        if samples and count > 0:
            self._heard += ctypes.string_at(samples, count * 2)
        return 0


def write(path: Path, samples: bytes, *, rate: int) -> None:
    """Write a clip; it is whole or not there."""
    part = path.with_suffix(".part")
    with wave.open(str(part), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples)
    part.replace(path)


def main() -> None:
    """Render what standard input names."""
    folder, speaker = Path(sys.argv[1]), Speaker()
    for name, text in json.load(sys.stdin).items():
        write(folder / f"{name}.wav", speaker.say(text), rate=speaker.rate)


if __name__ == "__main__":
    main()
