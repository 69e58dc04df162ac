"""The office's own words in the configuration: taken as they are, or refused with what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import load
from bot.errors import ConfigError
from bot.office_words import LONGEST_TEXT, Announcement, OwnText

OFFICE = """
[[offices]]
code = "CBN"
name = "Kanim"
address = "Cirebon"
zone = "Asia/Jakarta"
announcement = " Loket foto pindah "
closing_reasons = ["Banjir"]
[[offices.sessions]]
start = "08:00"
end = "09:00"
places = { regular = 10 }
"""


def written(folder: Path, words: str) -> Path:
    """Return a configuration with some words of the office's own."""
    path = folder / "config.toml"
    path.write_text(f"{OFFICE}{words}\n")
    return path


def test_taken(tmp_path: Path) -> None:
    """Texts of both languages, the announcement and the reasons become the office's."""
    words = '[offices.words]\nprocedure = """\nNaik, {early}.\n"""\n[offices.words_en]\nthanks = "Bye"'
    office = load(written(tmp_path, words)).offices["CBN"]
    assert office.texts == (
        OwnText(language="id", key="procedure", text="Naik, {early}."),
        OwnText(language="en", key="thanks", text="Bye"),
    )
    assert (Announcement(text="Loket foto pindah"), ("Banjir",)) == (office.announcement, office.closing_reasons)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param(
            'procedur = "x"', 'found "procedur", expected one of: help, official, … (did you mean procedure?)', id="key"
        ),
        pytest.param('procedure = "Naik."', 'found "procedure" without {early}, expected all of {early}', id="missing"),
        pytest.param(
            'procedure = "{erly}"',
            'found "procedure" with {erly}, expected no values but {early} (did you mean {early}?)',
            id="unknown",
        ),
        pytest.param('thanks = "{x}"', 'found "thanks" with {x}, expected no values but none', id="none needed"),
        pytest.param('thanks = "a }"', 'found "thanks" with }, expected braces only around the name', id="brace"),
        pytest.param('thanks = " "', 'found "thanks" with none, expected a text', id="empty"),
        pytest.param(
            f'thanks = "{"x" * (LONGEST_TEXT + 1)}"', 'found "thanks" with 2001, expected at most 2000', id="too long"
        ),
    ],
)
def test_refused(tmp_path: Path, line: str, said: str) -> None:
    """A text that could not take the place of ours stops the start."""
    with pytest.raises(ConfigError) as refused:
        load(written(tmp_path, f"[offices.words]\n{line}"))
    (problem,) = refused.value.problems
    front, _, behind = said.partition("…")
    assert problem.path == "offices[0].words"
    assert str(problem).removeprefix("offices[0].words: ").startswith(front)
    assert behind in str(problem)
