"""Help, and messages that no command takes."""

from __future__ import annotations

import pytest

from bot.choices import word_choice
from bot.commands import CheckBooking, Command, Forwarded, Rude, ShowHelp, Unclear, Unsupported
from handlers import SUBJECTS, routes, staff
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
    tables = [*(subject.routes for subject in SUBJECTS), staff.routes]
    assert len(routes.words) == sum(len(table.words) for table in tables)
    assert len(routes.handlers) == sum(len(table.handlers) for table in tables)
