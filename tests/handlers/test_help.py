"""Help, and messages that no command takes."""

from __future__ import annotations

import pytest

from bot.choices import word_choice
from bot.commands import CheckBooking, Command, Forwarded, Rude, ShowHelp, Unclear, Unsupported
from handlers import CASES, SUBJECTS, routes, staff
from tests.handlers.applicants import Applicant, Say

LINE_TO_COPY = "#Budi Santoso#25011987#02122036"
WORDS_SHOWN = (
    "jadwal", "daftar", "cek", "ubah", "batal", "syarat", "biaya", "lokasi", "alur", "cekresmi", "bahasa",
)  # fmt: skip


async def test_help(budi: Applicant, say: Say) -> None:
    """The help has an example that can be sent today, the command words, and the word about money."""
    text = say(await budi.ask(ShowHelp()))
    assert "#Budi Santoso#25011987#01122036" in text.splitlines()
    assert all(f"#{word}" in text for word in WORDS_SHOWN)
    assert "Petugas tidak pernah meminta uang lewat chat." in text


async def test_a_near_miss(budi: Applicant, say: Say) -> None:
    """A word that was nearly a command is asked about, with a button that says it."""
    reply = await budi.ask(Unclear(text="#jadwl", nearest="jadwal"))
    assert "Maksud Anda #jadwal?" == say(reply).splitlines()[0]
    assert word_choice("jadwal") == reply.choices[0].id


async def test_a_near_miss_keeps_what_stood_behind(budi: Applicant, say: Say) -> None:
    """The button, and a bare yes, do the whole of what was meant; what is too long for a button is left out."""
    reply = await budi.write("#ubha 3/12/2036 09:00")
    assert "Maksud Anda #ubah 3/12/2036 09:00?" == say(reply).splitlines()[0]
    assert word_choice("ubah", "3/12/2036 09:00") == reply.choices[0].id == budi.profile.question
    longer = await budi.write(f"#ubha {'3/12/2036 ' * 6}")
    assert "Maksud Anda #ubah?" == say(longer).splitlines()[0]
    assert word_choice("ubah") == longer.choices[0].id


@pytest.mark.parametrize("text", ["terima kasih", "makasih", "ok siap", "baik"])
async def test_thanks(budi: Applicant, say: Say, text: str) -> None:
    """Thanks are returned, and approve nothing: who has a place that waits is told so, with the button."""
    thanked = await budi.write(text)
    assert "Sama-sama." in say(thanked)
    assert ["choice-check", "choice-schedule"] == [choice.label for choice in thanked.choices]
    await budi.write(LINE_TO_COPY)
    waiting = await budi.write(text)
    assert "⏳ MENUNGGU PERSETUJUAN ANDA" == say(waiting).splitlines()[0]
    assert "held" == (await budi.ask(CheckBooking())).key
    assert "booked" == (await budi.press(waiting, "choice-approve")).key


@pytest.mark.parametrize("text", ["ok siap", "terima kasih", "siap", "baik pak"])
async def test_thanks_are_no_name(budi: Applicant, text: str) -> None:
    """Thanks amid `#daftar` are nobody's name."""
    await budi.write("#daftar")
    await budi.write(text)
    assert budi.profile.draft
    assert "" == budi.profile.draft.name


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (Unclear(text="selamat pagi"), "belum kami pahami"),
        (Rude(), "Kami ingin membantu"),
        (Unsupported(kind="other"), "hanya dapat membaca pesan teks"),
        (Unsupported(kind="sticker"), "Stiker"),
        (Unsupported(kind="voice"), "pesan suara"),
        (Unsupported(kind="photo"), "jangan kirim foto KTP"),
        (Unsupported(kind="document"), "#syarat"),
        (Unsupported(kind="location"), "#lokasi"),
        (Unsupported(kind="contact"), "nomor Anda sendiri"),
        (Unsupported(kind="story"), "terlalu panjang"),
        (Forwarded(), "Pesan yang diteruskan"),
    ],
    ids=[
        "unclear",
        "rude",
        "other",
        "sticker",
        "voice",
        "photo",
        "document",
        "location",
        "contact",
        "story",
        "forwarded",
    ],
)
async def test_a_way_on(budi: Applicant, say: Say, command: Command, words: str) -> None:
    """What is not understood is answered kindly, with two buttons that help."""
    reply = await budi.ask(command)
    assert words in say(reply)
    assert 2 == len(reply.choices)


async def test_a_forwarded_line(budi: Applicant, say: Say) -> None:
    """A booking line that was forwarded books nothing; the line alone on its line, or a press on the button, does."""
    (shown,) = await budi.writes(LINE_TO_COPY, is_forwarded=True)
    assert "❌ BELUM TERDAFTAR" == say(shown).splitlines()[0]
    assert LINE_TO_COPY in say(shown).splitlines()
    assert "check-none" == (await budi.ask(CheckBooking())).key
    assert "held" == (await budi.press(shown, "choice-book-forwarded")).key


async def test_a_forwarded_line_too_long_for_a_button(budi: Applicant, say: Say) -> None:
    """A line that no button can carry is there to copy, beside two buttons that help."""
    line = f"#{'A' * 42}#25011987#02122036"
    shown = await budi.ask(Forwarded(line=line))
    assert line in say(shown).splitlines()
    assert ["choice-register", "choice-schedule"] == [choice.label for choice in shown.choices]


def test_every_command_is_answered() -> None:
    """Each command of the framework has a handler."""
    commands = {kind for kind in Command.__subclasses__() if kind.__module__ == Command.__module__}
    assert set() == commands - routes.handlers.keys()


def test_subjects_do_not_clash() -> None:
    """No two subjects claim the same word or command."""
    tables = [*(subject.routes for subject in (*SUBJECTS, *CASES)), staff.routes]
    assert len(routes.words) == sum(len(table.words) for table in tables)
    assert len(routes.handlers) == sum(len(table.handlers) for table in tables)
