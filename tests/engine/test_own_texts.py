"""An office's own texts in the place of the locale files': only its own, and in all that refers to them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from bot.adapters import Capabilities
from bot.engine.rendering import rendered
from bot.engine.wording import Lexicon
from bot.errors import WordsMissing
from bot.messages import ChatRef, Language, Quote, Reply, Value, Words
from bot.office_words import OwnText
from bot.plugins import locale_folders

WIB = (ZoneInfo("Asia/Jakarta"), "WIB")
STEPS = OwnText(language="id", key="procedure", text="Datang { $early } menit lebih awal.\n\n{early}!")
RULES = OwnText(language="id", key="rules", text="Ketentuan kami: {early} menit.")
EARLY = {"early": "30"}
BOOKED = {name: name for name in ("name", "code", "date", "hour", "place", "early")}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """Return the words of the project."""
    return Lexicon(locale_folders(), strict=True)


def test_own_text(lexicon: Lexicon) -> None:
    """An office's own text is said there, with the values in it, and ours everywhere else."""
    ours = lexicon.text("procedure", EARLY, language="id", zone=WIB)
    own = lexicon.text("procedure", EARLY, language="id", zone=WIB, own=(STEPS,))
    assert "Datang 30 menit lebih awal.\n\n30!" == own
    assert ours == lexicon.text("procedure", EARLY, language="id", zone=WIB, own=(RULES,))


def test_in_its_language_only(lexicon: Lexicon) -> None:
    """Who reads another language reads ours."""
    ours = lexicon.text("procedure", EARLY, language="en", zone=WIB)
    assert ours == lexicon.text("procedure", EARLY, language="en", zone=WIB, own=(STEPS,))


def test_within_others(lexicon: Lexicon) -> None:
    """A text that contains a changed one is changed with it."""
    confirmed = lexicon.text("booked", BOOKED, language="id", zone=WIB, own=(RULES,))
    assert "\n\nKetentuan kami: early menit.\n\n" in confirmed
    assert "nomor pribadi" not in confirmed
    assert "✅ TERDAFTAR" in confirmed


def test_inside_values(lexicon: Lexicon) -> None:
    """Words that are a value of others are the office's own as well."""
    values: dict[str, Value] = {"text": "Halo", "answer": Words("procedure", EARLY)}
    assert "📢 Halo\n\nDatang 30 menit" in lexicon.text("announced", values, language="id", zone=WIB, own=(STEPS,))


@pytest.mark.parametrize("words", ["{ -booked }", '{ NUMBER(1) }{ "x" }', "{ $early -> *[other] x }"])
def test_nothing_else_is_read(lexicon: Lexicon, words: str) -> None:
    """What Fluent would interpret stands as it was written, in a text and in a value."""
    own = OwnText(language="id", key="thanks", text=words.replace("$early", "early"))
    assert own.text == lexicon.text("thanks", {}, language="id", zone=WIB, own=(own,))
    assert words in lexicon.text("announced", {"text": words, "answer": ""}, language="id", zone=WIB)


def test_value_missing(lexicon: Lexicon) -> None:
    """An own text whose value is not there is reported like ours."""
    with pytest.raises(WordsMissing):
        lexicon.text("procedure", {}, language="id", zone=WIB, own=(STEPS,))


@pytest.mark.parametrize(("text", "shown"), [("Steps: {early}.", "Steps: 30."), ("", "30 minutes before your session")])
def test_quote(lexicon: Lexicon, text: str, shown: str) -> None:
    """A quote is in the language of its readers, with the text given or with ours, whatever is in force."""
    quote = Quote("procedure", "en", EARLY, text)
    own = (OwnText(language="en", key="procedure", text="{early} in force"),)
    assert shown in lexicon.text("staff-words-exact", {"text": quote}, language="id", zone=WIB, own=own)


@pytest.mark.parametrize("language", ["id", "en"])
def test_rendered(lexicon: Lexicon, language: Language) -> None:
    """What is delivered has the office's words."""
    own = (STEPS, OwnText(language="en", key="procedure", text="Datang 30 menit, in English: {early}"))
    out = rendered(
        Reply(key="procedure", values=EARLY), id="1", chat=ChatRef("web", "cbn", "1"), language=language, zone=WIB,
        capabilities=Capabilities(), lexicon=lexicon, own=own,
    )  # fmt: skip
    assert out.messages[0].text.startswith("Datang 30 menit")
