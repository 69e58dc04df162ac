"""Media that are made when they are delivered, in the words of the chat."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from PIL import ImageFont

from bot.adapters import Capabilities
from bot.calendar_files import Appointment
from bot.engine.recipes import page_words
from bot.engine.rendering import Rendered, rendered
from bot.engine.wording import Lexicon
from bot.messages import ChatRef, Language, Media, Reply, Value
from bot.pictures.calendar import PLAINER, CalendarPage
from bot.pictures.summary import DayFigures, SessionFigures
from bot.plugins import locale_folders

ZONE = (ZoneInfo("Asia/Jakarta"), "WIB")
MONDAY = date(2026, 11, 30)
PAGE = CalendarPage(office="Kanim Cirebon", first=MONDAY, today=MONDAY, month=None, cells=(("open", 7),) * 7)
EVENT = Appointment(
    code="CBN-7K3M-9QXD", office="Kanim Cirebon", address="Jl. 51", zone="Asia/Jakarta",
    start_ms=1_796_000_400_000, end_ms=1_796_004_000_000, made_at_ms=1_795_900_000_000, early_minutes=30,
)  # fmt: skip
CALENDAR = Media(kind="calendar", content=PAGE.recipe())
FIGURES = DayFigures(
    day=MONDAY, office="Kanim Cirebon", booked="12", held="1", cancelled="0", no_shows="-",
    sessions=(SessionFigures(id="08:00", booked=12, places=20),),
)  # fmt: skip
REKAP = Media(kind="figures", content=FIGURES.recipe())
FILE = Media(kind="event", content=EVENT.recipe())


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """Give the words of the project."""
    return Lexicon(locale_folders(), strict=True)


def render(lexicon: Lexicon, media: Media, capabilities: Capabilities, language: Language = "id") -> Rendered:
    """Render a reply with a medium."""
    reply = Reply(key="draft-none", media=(media,), asks_phone=True)
    chat = ChatRef("web", "cbn", "1")
    return rendered(
        reply, id="1", chat=chat, language=language, zone=ZONE, capabilities=capabilities, lexicon=lexicon
    )  # fmt: skip


def test_a_calendar_becomes_a_picture(lexicon: Lexicon) -> None:
    """Where pictures can be shown a page is one, named by what is on it."""
    (media,) = render(lexicon, CALENDAR, Capabilities(picture_bytes=100_000)).messages[-1].media
    assert ("picture", "Jadwal 30 Nov – 6 Des", "image/png", "") == (
        media.kind,
        media.name,
        media.mime,
        media.content,
    )
    assert b"\x89PNG" == media.data[:4]


def test_figures_become_a_picture(lexicon: Lexicon) -> None:
    """The figures of a date are drawn in the words of the chat, a bar for each session."""
    (media,) = render(lexicon, REKAP, Capabilities(picture_bytes=100_000)).messages[-1].media
    assert ("picture", "Rekap Sen, 30 Nov", "image/png", b"\x89PNG") == (
        media.kind,
        media.name,
        media.mime,
        media.data[:4],
    )


def test_an_event_becomes_a_file(lexicon: Lexicon) -> None:
    """Where files can be sent an appointment is one, in the language of the chat."""
    (media,) = render(lexicon, FILE, Capabilities(document_bytes=10_000), "en").messages[-1].media
    assert ("document", "CBN-7K3M-9QXD.ics", "text/calendar") == (media.kind, media.name, media.mime)
    assert b"SUMMARY:Passport: Kanim Cirebon\r\n" in media.data


@pytest.mark.parametrize("size", [0, 100])
@pytest.mark.parametrize(
    ("media", "step"), [(CALENDAR, "picture-left-out"), (REKAP, "picture-left-out"), (FILE, "document-left-out")]
)
def test_what_can_not_be_shown(lexicon: Lexicon, media: Media, step: str, size: int) -> None:
    """Elsewhere it is left out without a word, as the text says it all; the step is named."""
    out = render(lexicon, media, Capabilities(picture_bytes=size, document_bytes=size))
    assert ((), (step,)) == (out.messages[-1].media, out.steps)
    assert "Tidak ada pendaftaran yang sedang berjalan." == out.messages[-1].text


def test_the_wish_for_a_number(lexicon: Lexicon) -> None:
    """That a reply asks for the sender's number reaches the channel with its last message."""
    assert render(lexicon, FILE, Capabilities()).messages[-1].asks_phone


@pytest.mark.parametrize(
    ("month", "title", "named"),
    [(None, "Jadwal 30 Nov – 6 Des", ("30 Nov", "1 Des")), (MONDAY, "Jadwal November 2026", ())],
)
def test_words(lexicon: Lexicon, month: date | None, title: str, named: tuple[str, ...]) -> None:
    """The title names the month or the span, and then the first date of each month its own; weeks begin on Monday."""

    def say(key: str, values: Mapping[str, Value]) -> str:
        return lexicon.text(key, values, language="id", zone=ZONE)

    page = CalendarPage(office="", first=MONDAY, today=MONDAY, month=month, cells=(("open", 7),) * 7)
    words = page_words(page, say)
    assert (title, named, "Sen", "Min") == (words.title, words.named, words.weekdays[0], words.weekdays[-1])


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_letter_can_be_drawn(lexicon: Lexicon, language: Language) -> None:
    """The face that comes with Pillow has every letter and sign of a picture's words."""

    def say(key: str, values: Mapping[str, Value]) -> str:
        return lexicon.text(key, values, language=language, zone=ZONE)

    words = page_words(PAGE, say)
    drawn = "".join((words.title, words.figures, *words.weekdays, *words.named, *words.legend)).translate(PLAINER)
    font = ImageFont.load_default(34)
    lacking = bytes(font.getmask("\uffff"))
    assert [] == [letter for letter in set(drawn) if bytes(font.getmask(letter)) == lacking]
