"""Names of people: read as typed, folded for comparing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.names import NameMistake, folded, masked_name, read_name


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Budi", "Budi"),
        ("Budi Santoso", "  Budi \t  Santoso\n"),
        ("BUDI SANTOSO", "BUDI SANTOSO"),
        ("Budi Santoso", "Bu\u200bdi Santoso\u200e"),
        ("Budi Santoso", "Budi Santoso 🙏🏽"),
        ("Budi Santoso", "Ｂｕｄｉ Ｓａｎｔｏｓｏ"),
        ("Budi Santoso", "Budi Santoso,"),
        ("M. Yusuf", "M. Yusuf"),
        ("Ma'ruf", "Ma'ruf"),
        ("Ma’ruf", "Ma’ruf"),
        ("Ma'ruf", "Ma´ruf"),
        ("Nur-Aini", "Nur–Aini"),
        ("Siti Nurhaliza, S.Pd., M.Pd", "Siti Nurhaliza, S.Pd., M.Pd"),
        ("Ahmad bin Said", "Ahmad bin Said"),
        ("Rajesh a/l Kumar", "Rajesh a/l Kumar"),
        ("Liem Swie King", "Liem Swie King"),
        ("Nguyễn Văn An", "Nguyễn Văn An"),
        ("Oo", "Oo"),
        ("I Gusti Ngurah Rai", "I Gusti Ngurah Rai"),
    ],
    ids=ascii,
)
def test_read_name(name: str, typed: str) -> None:
    """A name is kept as typed, without what can't be seen."""
    assert name == read_name(typed)


@pytest.mark.parametrize(
    ("reason", "typed"),
    [
        ("missing", ""),
        ("missing", "🙏"),
        ("missing", " - "),
        ("missing", "NAMA"),
        ("missing", "nama lengkap"),
        ("missing", "TGLLAHIR"),
        ("too_short", "B"),
        ("too_short", "B."),
        ("digits", "Budi2"),
        ("digits", "25 Januari 1987"),
        ("unreadable", "Budi & Ani"),
        ("unreadable", "Budi/Ani"),
        ("unreadable", "budi@mail"),
        ("unreadable", "Budi_Santoso"),
        ("unreadable", "Budi?"),
        ("unreadable", "Иван"),
        ("unreadable", "B\u0443di"),
        ("unreadable", "王小明"),
        ("unreadable", "محمد"),
        ("unreadable", "Bu" * 60),
    ],
    ids=ascii,
)
def test_name_mistake(reason: str, typed: str) -> None:
    """What no passport prints as a name is refused with its reason; look-alike letters of other scripts too."""
    mistake = read_name(typed)
    assert isinstance(mistake, NameMistake)
    assert reason == mistake.reason


@pytest.mark.parametrize(
    "spellings",
    [
        ["Budi Santoso", "BUDI SANTOSO", "budi  santoso", "BudiSantoso", "Budi-Santoso"],
        ["H. Budi Santoso, S.H., M.Hum", "Budi Santoso", "Haji Budi Santoso", "Bpk. Budi Santoso SKom"],
        ["Dr. Ir. H. Soekarno", "Sukarno", "Ir Sukarno"],
        ["dr. Siti Aminah, Sp.OG", "Hj. Siti Aminah", "Siti Aminah S.Pd"],
        ["M. Yusuf", "Muhammad Yusuf", "Moh. Yusuf", "Mochammad Yusuf", "Muh Yusuf", "M Yusuf", "Mohd. Yusuf"],
        ["Achmad Fauzi", "Ahmad Fauzi", "Akhmad Fauzi"],
        ["Djoko", "Joko"],
        ["Tjipto", "Cipto"],
        ["Sjafruddin", "Syafruddin"],
        ["Ichsan", "Ikhsan"],
        ["Ma'ruf", "Ma’ruf", "Ma`ruf", "Maruf", "MA‘RUF"],
        ["José", "Jose", "JOSE\u0301"],
        ["Ørsted", "Orsted"],
        ["Nur Haliza", "Nurhaliza"],
    ],
    ids=lambda spellings: ascii(spellings[0]),
)
def test_spellings_of_one_name(spellings: list[str]) -> None:
    """Spellings of one name compare equal, so that one person can't book twice under two of them."""
    assert {folded(spellings[0])} == {folded(spelling) for spelling in spellings}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Budi Santoso", "Santoso Budi"),
        ("Budi Santoso", "Budi Santosa"),
        ("Budi S.", "Budi Santoso"),
        ("Ahmad H", "Ahmad"),
        ("Muhammad Ali", "Ali"),
        ("Muhammad", "M"),
        ("Siti Aminah", "Siti Amina"),
        ("Ani", "Anni"),
        ("Candra", "Chandra"),
        ("Tan Se", "Tan"),
        ("Yusuf", "Yunus"),
        ("Haji", "Hajah"),
        ("Ahmad bin Ali", "Ahmad Ali"),
        ("Anjani", "Anyani"),
    ],
)
def test_names_of_two_people(one: str, other: str) -> None:
    """Names that two people can have stay apart."""
    assert folded(one) != folded(other)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param("Budi Santoso", "Budi S•••", id="two words"),
        pytest.param("Siti Nur Aini", "Siti N••• A•••", id="three words"),
        pytest.param("Suharto", "Su•••", id="one word"),
        pytest.param("Al", "Al•••", id="short"),
    ],
)
def test_masked(name: str, shown: str) -> None:
    """A name is shown to others as far as it takes to know whom one has before oneself."""
    assert shown == masked_name(name)


@given(st.text())
def test_any_text(text: str) -> None:
    """Whatever is typed is read and folded without an error, and a name read once is read the same again."""
    name = read_name(text)
    assert isinstance(folded(text), str)
    if not isinstance(name, NameMistake):
        assert name == read_name(name)
        assert folded(name)
        assert folded(name) == folded(name.upper().lower())
