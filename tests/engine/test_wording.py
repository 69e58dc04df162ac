"""From keys and values to words: how values look, where words come from, and what happens when they lack."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.engine.wording import Lexicon
from bot.errors import WordsBroken, WordsMissing
from bot.messages import Day, Lines, Moment, Money, Value, Words
from bot.plugins import locale_folders

WIB = (ZoneInfo("Asia/Jakarta"), "WIB")
WIT = (ZoneInfo("Asia/Jayapura"), "WIT")
MONDAY = date(2026, 11, 30)
QUARTER_PAST_TEN = int(datetime(2026, 11, 30, 10, 15, 59, tzinfo=WIB[0]).timestamp() * 1000)

INDONESIAN = """
-kanim = Kantor Imigrasi
-sapaan = Yth. { $nama }
plain = Halo
said = { $value }
sign = ✅ { "{" }{ $value }
office = { -kanim } { $name }
greeting = { -sapaan(nama: "pemohon") }
unnamed = { -sapaan }
counted = { NUMBER($left, minimumFractionDigits: 1) }
inner = sisa { $left } tempat
outer = Sesi 08:00: { inner }.
places = { $left ->
    [0] { $day } penuh
   *[other] { $day } sisa { $left } tempat
  }
pools = { $pool ->
    [priority] Jalur prioritas
   *[regular] Jalur umum
  }
only-here = Hanya di sini { $day }
"""
ENGLISH = """
-kanim = Immigration Office
said = { $value }
office = { -kanim } { $name }
places = { $left ->
    [0] { $day } is full
    [one] one place on { $day }
   *[other] { $left } places on { $day }
  }
"""

Write = Callable[[Mapping[str, str]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a folder of words, a file per language."""

    def write_folder(sources: Mapping[str, str]) -> Path:
        folder = tmp_path / f"words-{len(list(tmp_path.iterdir()))}"
        for language, source in sources.items():
            (folder / language).mkdir(parents=True)
            (folder / language / "all.ftl").write_text(source, encoding="utf-8")
        return folder

    return write_folder


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """Return a lexicon as tests use it."""
    folder = tmp_path_factory.mktemp("words")
    for language, source in {"id": INDONESIAN, "en": ENGLISH}.items():
        (folder / language).mkdir()
        (folder / language / "all.ftl").write_text(source, encoding="utf-8")
    return Lexicon([folder], strict=True)


VALUES: dict[str, tuple[Value, str, str]] = {
    "day, full": (Day(MONDAY), "Senin, 30 November 2026", "Monday, 30 November 2026"),
    "day, short": (Day(MONDAY, "short"), "Sen, 30 Nov", "Mon, 30 Nov"),
    "day, digits": (Day(date(2026, 1, 5), "digits"), "05012026", "05012026"),
    "moment, hour": (Moment(QUARTER_PAST_TEN), "10:15 WIB", "10:15 WIB"),
    "moment, full": (
        Moment(QUARTER_PAST_TEN, "full"),
        "Senin, 30 November 2026, 10:15 WIB",
        "Monday, 30 November 2026, 10:15 WIB",
    ),
    "money": (Money(355_000), "Rp355.000", "Rp355,000"),
    "no money": (Money(0), "Rp0", "Rp0"),
    "number": (1260, "1.260", "1,260"),
    "text": ("CBN-7K3M-9QXD", "CBN-7K3M-9QXD", "CBN-7K3M-9QXD"),
    "words": (
        Words("office", {"name": "Cirebon"}),
        "Kantor Imigrasi Cirebon",
        "Immigration Office Cirebon",
    ),
    "lines": (
        Lines((Words("said", {"value": 8}), Words("said", {"value": Day(MONDAY, "short")}))),
        "8\nSen, 30 Nov",
        "8\nMon, 30 Nov",
    ),
    "no lines": (Lines(()), "", ""),
}


@pytest.mark.parametrize(("value", "indonesian", "english"), VALUES.values(), ids=VALUES.keys())
def test_values(strict: Lexicon, value: Value, indonesian: str, english: str) -> None:
    """A value is shown as people in that language write it."""
    assert indonesian == strict.text("said", {"value": value}, language="id", zone=WIB)
    assert english == strict.text("said", {"value": value}, language="en", zone=WIB)


TEXTS: dict[str, tuple[str, Mapping[str, Value], str]] = {
    "words alone": ("plain", {}, "Halo"),
    "an escaped brace": ("sign", {"value": "x"}, "✅ {x"),
    "a term": ("office", {"name": "Cirebon"}, "Kantor Imigrasi Cirebon"),
    "a term with its own value": ("greeting", {}, "Yth. pemohon"),
    "a term is not given the text's values": ("unnamed", {"nama": "Budi"}, "Yth. nama"),
    "a function": ("counted", {"left": 1500}, "1.500,0"),
    "another text's words and values": ("outer", {"left": 3}, "Sesi 08:00: sisa 3 tempat."),
    "a choice by number": ("places", {"left": 0, "day": Day(MONDAY, "short")}, "Sen, 30 Nov penuh"),
    "a value within a choice": ("places", {"left": 1500, "day": "Besok"}, "Besok sisa 1.500 tempat"),
    "a choice by word": ("pools", {"pool": "priority"}, "Jalur prioritas"),
    "values to spare": ("plain", {"name": "Budi"}, "Halo"),
}


@pytest.mark.parametrize(("key", "values", "expected"), TEXTS.values(), ids=TEXTS.keys())
def test_texts(strict: Lexicon, key: str, values: Mapping[str, Value], expected: str) -> None:
    """Both ways of making a text, by joining and by Fluent, say the same as the locale file means."""
    assert expected == strict.text(key, values, language="id", zone=WIB)


@pytest.mark.parametrize(("left", "expected"), [(0, "D is full"), (1, "one place on D"), (2, "2 places on D")])
def test_plural(strict: Lexicon, left: int, expected: str) -> None:
    """A number chooses the plural form of its language."""
    assert expected == strict.text("places", {"left": left, "day": "D"}, language="en", zone=WIB)


def test_zone(strict: Lexicon) -> None:
    """The same instant is another hour in another office."""
    moment = {"value": Moment(QUARTER_PAST_TEN)}
    assert strict.text("said", moment, language="id", zone=WIT) == "12:15 WIT"
    assert strict.text("said", moment, language="id", zone=WIB) == "10:15 WIB"


@given(
    st.one_of(
        st.text(),
        st.sampled_from(["{ $left }", "{plain}", "#batal", "{", "\u2068x", "\ue000day\ue000", "x" * 5000]),
    )
)
def test_values_are_not_interpreted(strict: Lexicon, name: str) -> None:
    """What a person typed comes out as it was, on both ways, whatever it looks like."""
    assert name == strict.text("said", {"value": name}, language="id", zone=WIB)
    assert f"{name} penuh" == strict.text("places", {"left": 0, "day": name}, language="id", zone=WIB)


LACKS: dict[str, tuple[str, Mapping[str, Value], str, str]] = {
    "no such key": ("nothing", {}, "id", "nothing"),
    "no such key inside": ("said", {"value": Words("nothing")}, "id", "nothing"),
    "no value": ("inner", {}, "id", "sisa … tempat"),
    "no value to choose by": ("places", {"left": 0}, "id", "… penuh"),
    "not in this language": (
        "only-here",
        {"day": Day(MONDAY, "short")},
        "en",
        "Hanya di sini Sen, 30 Nov",
    ),
}


@pytest.mark.parametrize(("key", "values", "language", "expected"), LACKS.values(), ids=LACKS.keys())
def test_lacks(
    strict: Lexicon, write: Write, key: str, values: Mapping[str, Value], language: str, expected: str
) -> None:
    """What lacks is an error to a strict lexicon; an applicant gets the best there is, and it is logged."""
    with pytest.raises(WordsMissing):
        strict.text(key, values, language=language, zone=WIB)
    with capture_logs() as logs:
        lenient = Lexicon([write({"id": INDONESIAN, "en": ENGLISH})])
        assert expected == lenient.text(key, values, language=language, zone=WIB)
    assert {"error"} == {entry["log_level"] for entry in logs}


def test_log_is_not_personal(strict: Lexicon, write: Write) -> None:
    """A value that a function can't take is an error; what the person typed is not in the log."""
    with pytest.raises(WordsMissing):
        strict.text("counted", {"left": "Budi"}, language="id", zone=WIB)
    with capture_logs() as logs:
        Lexicon([write({"id": INDONESIAN})]).text("counted", {"left": "Budi"}, language="id", zone=WIB)
    assert [(entry["key"], entry["log_level"]) for entry in logs] == [("counted", "error")]
    assert "Budi" not in str(logs)


def test_whose_words(write: Write) -> None:
    """A language's own words come first, then the Indonesian ones, then any other's."""
    folder = write({"en": "a = en\nb = en\nc = en", "id": "a = id\nb = id", "jv": "a = jv"})
    lexicon = Lexicon([folder])
    words = [lexicon.text(key, {}, language="jv", zone=WIB) for key in ("a", "b", "c")]
    assert words == ["jv", "id", "en"]


def test_unknown_language(write: Write) -> None:
    """A language that nobody has written is answered in Indonesian."""
    lexicon = Lexicon([write({"id": "hello = Halo"})])
    assert lexicon.text("hello", {}, language="jv", zone=WIB) == "Halo"


def test_later_folder_replaces(write: Write) -> None:
    """A plugin's words replace ours under the same key, also where another text refers to them."""
    ours = write({"id": "-kanim = Kantor\nhello = Halo\nbye = { -kanim } tutup"})
    theirs = write({"id": "-kanim = Kanim"})
    lexicon = Lexicon([ours, theirs], strict=True)
    assert lexicon.text("bye", {}, language="id", zone=WIB) == "Kanim tutup"
    assert lexicon.text("hello", {}, language="id", zone=WIB) == "Halo"


BROKEN = {
    "not Fluent": ("good = Ya\n\nbad line\n", r"all\.ftl:3: "),
    "leads nowhere": ("a = { b }", "words of id/a: refers to 'b', which is not there"),
    "no such term": ("a = { -b }", "words of id/a: refers to '-b', which is not there"),
    "leads back": ("a = { b }\nb = { a }", "words of id/a/b: refers to itself through 'a'"),
    "no such function": ('a = { SHOUT("b") }', "words of id/a: calls 'SHOUT', which is not there"),
}


@pytest.mark.parametrize(("source", "problem"), BROKEN.values(), ids=BROKEN.keys())
def test_broken_files(write: Write, source: str, problem: str) -> None:
    """A locale file with a mistake stops the start, and the error says where."""
    with pytest.raises(WordsBroken, match=problem):
        Lexicon([write({"id": source})])


def test_our_words() -> None:
    """Our own locale files are without mistakes, and both languages have the same keys."""
    with capture_logs() as logs:
        Lexicon(locale_folders())
    assert logs == []
