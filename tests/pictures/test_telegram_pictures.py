"""The pictures of the page on going live with Telegram."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

IMAGES = Path(__file__).parents[2] / "docs" / "images"


def test_the_pictures_are_those_that_the_words_give(tmp_path: Path) -> None:
    """What the bot says in a picture is what it says today; else docs/images/telegram_pictures.py draws it again."""
    subprocess.run([sys.executable, IMAGES / "telegram_pictures.py", tmp_path], check=True, timeout=15)
    made = {picture.name: picture.read_text("utf-8") for picture in tmp_path.iterdir()}
    assert {name: (IMAGES / name).read_text("utf-8") for name in made} == made
    assert {picture.name for picture in IMAGES.glob("telegram-*")} == made.keys()
