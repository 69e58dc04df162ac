"""From replies to messages: each step down, the cuts of long texts, and the way back from a typed answer."""

from __future__ import annotations

import struct
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters import Capabilities
from bot.engine.rendering import Layout, Rendered, Step, choice_code, chosen, coded, qr_png, rendered
from bot.engine.splitting import split
from bot.engine.wording import Lexicon
from bot.messages import Button, ChatRef, Choice, Media, Reply

CHAT = ChatRef("web", "cbn", "42")
CODE = "CBN-7K3M-9QXD"
WORDS = """
said = { $value }
label = { $value }
choice-line = { $number }. { $label }
numbered-hint = Balas 1–{ $last }.
coded-hint = Balas { $code }.
media-left-out = { $name } terlalu besar untuk dikirim di sini.
"""


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """Return a lexicon of one language with the keys that rendering itself uses."""
    folder = tmp_path_factory.mktemp("words")
    (folder / "id").mkdir()
    (folder / "id" / "road.ftl").write_text(WORDS, encoding="utf-8")
    return Lexicon([folder], strict=True)


def render(
    lexicon: Lexicon,
    reply: Reply,
    capabilities: Capabilities,
    edits: str = "",
    answers: str = "",
    menu_number: int = 0,
) -> Rendered:
    """Render for a chat in Cirebon."""
    return rendered(
        reply,
        id="out-7",
        chat=CHAT,
        language="id",
        zone=(ZoneInfo("Asia/Jakarta"), "WIB"),
        capabilities=capabilities,
        lexicon=lexicon,
        edits=edits,
        answers=answers,
        menu_number=menu_number,
    )


def said(text: str, *labels: str, media: tuple[Media, ...] = (), edits: str = "") -> Reply:
    """Return a reply that says a text and offers a choice per label, with the ids c1, c2 …"""
    choices = tuple(
        Choice(id=f"c{number}", label="label", values={"value": label}) for number, label in enumerate(labels, start=1)
    )
    return Reply(key="said", values={"value": text}, choices=choices, media=media, edits=edits)


TWO = ("Setuju", "Batalkan")
FOUR = (*TWO, "Lihat jadwal", "Bantuan")
LONG = ("Setuju", "Pindah ke Senin, 30 November")
WHATSAPP = Capabilities(buttons=3, button_length=20, list_rows=10, row_length=24)

LAYOUTS: dict[str, tuple[tuple[str, ...], Capabilities, Layout, tuple[Step, ...]]] = {
    "nothing to choose": ((), WHATSAPP, "text", ()),
    "nothing to choose, nothing possible": ((), Capabilities(), "text", ()),
    "buttons": (TWO, WHATSAPP, "buttons", ()),
    "as many buttons as can be": (FOUR[:3], WHATSAPP, "buttons", ()),
    "too many buttons": (FOUR, WHATSAPP, "list", ("buttons-to-list",)),
    "label too long for a button": (("x" * 21,), WHATSAPP, "list", ("buttons-to-list",)),
    "label just fits a button": (("x" * 20,), WHATSAPP, "buttons", ()),
    "label just fits a row": (("x" * 24,), WHATSAPP, "list", ("buttons-to-list",)),
    "label too long for a row": (LONG, WHATSAPP, "text", ("buttons-to-text",)),
    "too many rows": (("x",) * 11, WHATSAPP, "text", ("buttons-to-text",)),
    "lists only": (TWO, Capabilities(list_rows=5), "list", ("buttons-to-list",)),
    "buttons only": (FOUR, Capabilities(buttons=3), "text", ("buttons-to-text",)),
    "neither": (TWO, Capabilities(), "text", ("buttons-to-text",)),
}


@pytest.mark.parametrize(("labels", "capabilities", "layout", "steps"), LAYOUTS.values(), ids=LAYOUTS.keys())
def test_layout(
    lexicon: Lexicon,
    labels: tuple[str, ...],
    capabilities: Capabilities,
    layout: Layout,
    steps: tuple[Step, ...],
) -> None:
    """Choices are buttons where they fit, else a list, else numbered text; a step down is named."""
    out = render(lexicon, said("Pilih:", *labels), capabilities)
    assert (layout, steps) == (out.messages[-1].layout, out.steps)
    assert labels == tuple(button.label for button in out.messages[-1].buttons)
    assert (labels if layout == "text" else ()) == tuple(button.label for button in out.menu)


def test_numbered_text(lexicon: Lexicon) -> None:
    """Numbered choices stand below the text, with how to answer."""
    out = render(lexicon, said("Pilih:", *TWO), Capabilities())
    assert [message.text for message in out.messages] == ["Pilih:\n\n1. Setuju\n2. Batalkan\n\nBalas 1–2."]


def test_coded_text(lexicon: Lexicon) -> None:
    """In a shared chat the codes of a menu stand in front instead."""
    out = render(lexicon, said("Pilih:", *TWO), Capabilities(is_shared=True), menu_number=14)
    assert [message.text for message in out.messages] == ["Pilih:\n\n14a. Setuju\n14b. Batalkan\n\nBalas 14a."]


@given(menu=st.integers(1, 999), place=st.integers(0, 200))
def test_codes_are_read_as_written(menu: int, place: int) -> None:
    """Each choice's code leads back to it, in capitals and with a stop too."""
    code = choice_code(menu, place)
    assert {(menu, place)} == {coded(code), coded(f" {code.upper()}. ")}


@pytest.mark.parametrize("text", ["14", "a", "1400a", "14abc", "14 a b", "Ya, lakukan", ""])
def test_no_code(text: str) -> None:
    """What colleagues say to each other is no code."""
    assert coded(text) is None


MENU = (Button("yes", "✅ Setuju"), Button("no", "Batalkan  booking"), Button("day", "30 Nov"))
AMBIGUOUS = (Button("a", "Senin"), Button("b", "senin!"))

ANSWERS: dict[str, tuple[tuple[Button, ...], str, str | None]] = {
    "number": (MENU, "1", "yes"),
    "number with a stop": (MENU, "2.", "no"),
    "number with a bracket": (MENU, " 2) ", "no"),
    "number with a word": (MENU, "No 1", "yes"),
    "number with a longer word": (MENU, "nomor 2", "no"),
    "number with a word and stops": (MENU, "no. 3.", "day"),
    "pressed emoji number": (MENU, "1️⃣", "yes"),
    "wide digits": (MENU, "２", "no"),
    "label": (MENU, "✅ Setuju", "yes"),
    "label in capitals": (MENU, "SETUJU", "yes"),
    "label with spaces": (MENU, " batalkan \n booking ", "no"),
    "the whole line": (MENU, "2. Batalkan booking", "no"),
    "another number's label": (MENU, "1. Batalkan booking", None),
    "label that begins with a number": (MENU, "30 nov", "day"),
    "beyond the last": (MENU, "4", None),
    "nought": (MENU, "0", None),
    "approval code": (MENU, "00000001", None),
    "a booking": (MENU, "#Budi#25011987#07082017", None),
    "part of a label": (MENU, "batalkan", None),
    "nothing": (MENU, "", None),
    "a sign alone": (MENU, "👍", None),
    "no menu": ((), "1", None),
    "two labels alike": (AMBIGUOUS, "senin", None),
    "two labels alike, by number": (AMBIGUOUS, "2", "b"),
    "labels of signs alone": ((Button("up", "👍"),), "👎", None),
}


@pytest.mark.parametrize(("menu", "text", "expected"), ANSWERS.values(), ids=ANSWERS.keys())
def test_chosen(menu: tuple[Button, ...], text: str, expected: str | None) -> None:
    """A number or a label, however typed, finds its choice; what could mean two means none."""
    assert expected == chosen(menu, text)


QR = Media(kind="qr", content=CODE)
PHOTO = Media(kind="picture", name="denah.png", mime="image/png", data=bytes(100))
PAPER = Media(kind="document", name="formulir.pdf", mime="application/pdf", data=bytes(100))
PLACE = Media(kind="location", latitude=-6.7, longitude=108.5)
QR_PICTURE = Media(kind="picture", name=f"{CODE}.png", mime="image/png", content=CODE, data=qr_png(CODE))

MEDIA: dict[str, tuple[Media, Capabilities, tuple[Media, ...], str, tuple[Step, ...]]] = {
    "qr": (QR, Capabilities(picture_bytes=9999), (QR_PICTURE,), "Halo", ()),
    "qr, no pictures": (QR, Capabilities(), (QR,), f"Halo\n\n{CODE}", ("qr-to-text",)),
    "qr, too large": (QR, Capabilities(picture_bytes=9), (QR,), f"Halo\n\n{CODE}", ("qr-to-text",)),
    "picture": (PHOTO, Capabilities(picture_bytes=100), (PHOTO,), "Halo", ()),
    "picture, too large": (
        PHOTO,
        Capabilities(picture_bytes=99, document_bytes=999),
        (),
        "Halo\n\ndenah.png terlalu besar untuk dikirim di sini.",
        ("picture-left-out",),
    ),
    "document": (PAPER, Capabilities(document_bytes=100), (PAPER,), "Halo", ()),
    "document, none possible": (
        PAPER,
        Capabilities(picture_bytes=999),
        (),
        "Halo\n\nformulir.pdf terlalu besar untuk dikirim di sini.",
        ("document-left-out",),
    ),
    "place": (PLACE, Capabilities(), (PLACE,), "Halo", ()),
}


@pytest.mark.parametrize(("media", "capabilities", "expected", "text", "steps"), MEDIA.values(), ids=MEDIA.keys())
def test_media(
    lexicon: Lexicon,
    media: Media,
    capabilities: Capabilities,
    expected: tuple[Media, ...],
    text: str,
    steps: tuple[Step, ...],
) -> None:
    """A medium goes along where it fits; else a line stands for it."""
    out = render(lexicon, said("Halo", media=(media,)), capabilities)
    (message,) = out.messages
    assert (expected, text, steps) == (message.media, message.text, out.steps)


def test_code_is_not_repeated(lexicon: Lexicon) -> None:
    """A code that the text says already is not added where its picture can't be shown."""
    out = render(lexicon, said(f"Kode booking: {CODE}", media=(QR,)), Capabilities())
    assert f"Kode booking: {CODE}" == out.messages[0].text


QR_CODES = {
    "booking code": (CODE, 21, 319),
    "one letter": ("x", 21, 319),
    "link": ("https://antrian.example/" + "b" * 200, 61, 345),
}


@pytest.mark.parametrize(("content", "modules", "pixels"), QR_CODES.values(), ids=QR_CODES.keys())
def test_qr_size(content: str, modules: int, pixels: int) -> None:
    """A QR code is large enough for a camera, in whole pixels a module, with a margin of four modules."""
    assert pixels % (modules + 2 * 4) == 0
    assert (pixels, pixels) == struct.unpack(">II", qr_png(content)[16:24])


EDITS: dict[str, tuple[bool, str, str, tuple[Step, ...]]] = {
    "can": (True, "wamid.1", "wamid.1", ()),
    "can't": (False, "wamid.1", "", ("edit-to-new",)),
    "not known any more": (True, "", "", ("edit-to-new",)),
}


@pytest.mark.parametrize(("can_edit", "known", "expected", "steps"), EDITS.values(), ids=EDITS.keys())
def test_edits(lexicon: Lexicon, can_edit: bool, known: str, expected: str, steps: tuple[Step, ...]) -> None:
    """A message that can't replace the earlier one is a new message."""
    out = render(lexicon, said("Halo", edits="hold:1"), Capabilities(can_edit=can_edit), edits=known)
    assert (expected, steps) == (out.messages[0].edits, out.steps)


def test_long_reply(lexicon: Lexicon) -> None:
    """A long reply comes in numbered parts: the first replaces, the last carries buttons and pictures."""
    capabilities = Capabilities(text_length=20, buttons=3, picture_bytes=999, can_edit=True)
    reply = said("Bagian pertama ini.\n\nBagian kedua ini.", *TWO, media=(PHOTO,), edits="hold:1")
    out = render(lexicon, reply, capabilities, edits="wamid.1")
    assert out.steps == ("text-split",)
    first, last = out.messages
    assert (first.id, first.text, first.edits) == ("out-7.1", "Bagian pertama ini.", "wamid.1")
    assert (last.id, last.text, last.edits) == ("out-7.2", "Bagian kedua ini.", "")
    assert (first.buttons, first.media, first.layout) == ((), (), "text")
    assert (tuple(b.label for b in last.buttons), last.media, last.layout) == (TWO, (PHOTO,), "buttons")


SPLITS: dict[str, tuple[str, int, tuple[str, ...]]] = {
    "fits": ("satu dua", 8, ("satu dua",)),
    "empty": ("", 8, ("",)),
    "at a paragraph": ("satu\ndua\n\ntiga\nempat", 12, ("satu\ndua", "tiga\nempat")),
    "at a line": ("satu dua\ntiga empat", 14, ("satu dua", "tiga empat")),
    "at a word": ("satu dua tiga", 9, ("satu dua", "tiga")),
    "break right at the limit": ("aa bb cc", 5, ("aa bb", "cc")),
    "a paragraph rather than a later line": ("satu ini\n\ndua\ntiga", 13, ("satu ini", "dua\ntiga")),
    "a word rather than a half-empty part": ("a\n\nbb cc dd ee ff", 12, ("a\n\nbb cc dd", "ee ff")),
    "a code stays whole": (f"Kode: {CODE}", 14, ("Kode:", CODE)),
    "a word longer than a message": ("abcdefgh", 3, ("abc", "def", "gh")),
    "an accent": ("aae\u0301bb", 3, ("aa", "e\u0301b", "b")),
    "a family": ("ab👨\u200d👩\u200d👧", 6, ("ab", "👨\u200d👩\u200d👧")),
    "a skin tone": ("abc👍🏽", 4, ("abc", "👍🏽")),
    "flags": ("a🇮🇩🇲🇾", 4, ("a🇮🇩", "🇲🇾")),
    "one character longer than a message": ("e" + "\u0301" * 5, 3, ("e\u0301\u0301", "\u0301\u0301\u0301")),
}


@pytest.mark.parametrize(("text", "limit", "expected"), SPLITS.values(), ids=SPLITS.keys())
def test_split(text: str, limit: int, expected: tuple[str, ...]) -> None:
    """A text is cut at the highest break that fills the part, and never within a code or what looks like one
    character unless that alone is longer than a message."""
    assert expected == split(text, limit)


TEXTS = st.text(alphabet=st.sampled_from("aB1#é😀\u0301\u200d🇮 \n-"), max_size=200)
CAPABILITIES = st.builds(
    Capabilities,
    text_length=st.integers(1, 60),
    buttons=st.integers(0, 5),
    button_length=st.integers(1, 20),
    list_rows=st.integers(0, 6),
    row_length=st.integers(1, 24),
)


def test_quoted_once(lexicon: Lexicon) -> None:
    """Of an answer in several parts the first one alone quotes what it answers."""
    out = render(lexicon, said("satu dua tiga"), Capabilities(text_length=5), answers="7")
    assert ["7", "", ""] == [message.answers for message in out.messages]


@given(TEXTS, st.lists(st.text(min_size=1, max_size=30), max_size=8), CAPABILITIES)
def test_nothing_is_lost(lexicon: Lexicon, text: str, labels: list[str], capabilities: Capabilities) -> None:
    """Whatever the reply and the channel: no limit is passed, no word lost, every choice within reach."""
    reply = said(text, *labels)
    out = render(lexicon, reply, capabilities)
    whole = render(lexicon, reply, Capabilities(text_length=100_000)).messages[0].text
    last = out.messages[-1]
    assert all(len(message.text) <= capabilities.text_length for message in out.messages)
    assert [f"out-7.{n}" for n in range(1, len(out.messages) + 1)] == [message.id for message in out.messages]
    if last.layout == "text":
        assert "".join(whole.split()) == "".join("".join(message.text for message in out.messages).split())
        assert [c.id for c in reply.choices] == [chosen(out.menu, str(n)) for n in range(1, len(labels) + 1)]
    else:
        assert "".join(text.split()) == "".join("".join(message.text for message in out.messages).split())
        assert [c.id for c in reply.choices] == [button.id for button in last.buttons]
        limit = capabilities.button_length if last.layout == "buttons" else capabilities.row_length
        assert all(len(button.label) <= limit for button in last.buttons)


@given(TEXTS, st.integers(1, 60))
def test_words_stay_whole(text: str, limit: int) -> None:
    """A word that fits into a message is never cut."""
    parts = split(text, limit)
    words = [word for word in text.split() if len(word) <= limit]
    kept = [word for part in parts for word in part.split()]
    assert all(kept.count(word) >= words.count(word) for word in words)
