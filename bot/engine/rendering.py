"""From a reply to messages that a chat can show: in words, and stepped down to what its channel can. Pure.

Buttons become a list, a list becomes numbered lines; each step down is named, for the log and the counters.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from io import BytesIO
from string import ascii_lowercase
from typing import Literal, TypeAlias

import segno
from msgspec import Struct
from msgspec.structs import replace
from PIL import Image

from bot.adapters import Capabilities
from bot.engine.recipes import PAPERS, Say, calendar_picture, figures_picture
from bot.engine.splitting import split
from bot.engine.wording import Lexicon, OwnTexts, Zone
from bot.messages import Button, ChatRef, Language, Media, Message, Reply

Layout: TypeAlias = Literal["text", "buttons", "list"]
Step: TypeAlias = Literal[
    "buttons-to-list",
    "buttons-to-text",
    "text-split",
    "qr-to-text",
    "picture-left-out",
    "document-left-out",
    "edit-to-new",
]

WORD = re.compile(r"[^\W_]+")
NUMBER = re.compile(r"(?:(?:no|nomor|nomer|number|pilih|pilihan|option) )?([0-9]{1,2})")
CODE = re.compile(r"([0-9]{1,3}) ?([a-z]?)([a-z])")
LETTERS = ascii_lowercase
QR_PIXELS = 300  # what a kiosk's camera reads from a phone at arm's length
QR_QUIET_ZONE = 4  # modules, as the standard asks


class Rendered(Struct, frozen=True, kw_only=True):
    """A reply as it is delivered. `menu`: the numbered choices, which `chosen` finds again in an answer."""

    messages: tuple[Message, ...]
    menu: tuple[Button, ...] = ()
    steps: tuple[Step, ...] = ()


class _Shown(Struct, frozen=True):
    """What became of a medium: what the channel gets of it, and the line that stands for the rest."""

    media: Media | None = None
    line: str = ""
    step: Step | None = None


def rendered(
    reply: Reply,
    *,
    id: str,
    chat: ChatRef,
    language: Language,
    zone: Zone,
    capabilities: Capabilities,
    lexicon: Lexicon,
    own: OwnTexts = (),
    edits: str = "",
    answers: str = "",
    is_late: bool = False,
    menu_number: int = 0,
) -> Rendered:
    """Return a reply's messages, `<id>.1`, `<id>.2` …; what can be pressed or seen goes with the last one.

    `edits` is the platform's id of the message that `reply.edits` names, or "" when it is not known; `answers` that of
    the message to quote.
    `own` are the texts in the office's own words. `menu_number` is that of its choices in a shared chat, else 0.
    `is_late`: only a template of the platform's may be sent, so all is one message, with the values in words.
    """
    say = partial(lexicon.text, language=language, zone=zone, own=own)
    body = say(reply.key, reply.values)
    buttons = tuple(Button(choice.id, say(choice.label, choice.values)) for choice in reply.choices)
    layout = _layout(buttons, capabilities)
    menu = buttons if layout == "text" and not is_late else ()
    shown = [_shown(item, body, capabilities, say) for item in reply.media]
    lines = [body, *(item.line for item in shown if item.line), *_numbered(menu, say, menu_number)]
    text = "\n\n".join(lines)
    texts = (text,) if is_late else split(text, capabilities.text_length)
    edited = edits if capabilities.can_edit else ""
    messages = [
        Message(id=f"{id}.{part}", chat=chat, text=text, language=language) for part, text in enumerate(texts, start=1)
    ]
    messages[0] = replace(messages[0], edits=edited, answers=answers)
    media = tuple(item.media for item in shown if item.media)
    messages[-1] = replace(messages[-1], buttons=buttons, layout=layout, media=media, asks_phone=reply.asks_phone)
    if is_late:
        values = lexicon.values(reply.values, language=language, zone=zone, own=own)
        messages[-1] = replace(messages[-1], is_late=True, key=reply.key, values=values)
    steps = (*(item.step for item in shown if item.step), *_steps(reply, layout, len(texts), edited))
    return Rendered(messages=tuple(messages), menu=menu, steps=steps)


def choice_code(menu: int, place: int) -> str:
    """Return what names a choice of a shared chat, by the number of its menu and its place there: `14a`, `14b` …"""
    tens, ones = divmod(place, len(LETTERS))
    return f"{menu}{LETTERS[tens - 1] if tens else ''}{LETTERS[ones]}"


def coded(text: str) -> tuple[int, int] | None:
    """Return the number of a menu and the place there that a typed code means, or None for another text."""
    code = CODE.fullmatch(_folded(text))
    if code is None:
        return None
    tens, ones = LETTERS.find(code[2]) + 1 if code[2] else 0, LETTERS.find(code[3])
    return int(code[1]), tens * len(LETTERS) + ones


def chosen(menu: Sequence[Button], text: str) -> str | None:
    """Return the id of the choice that a typed number or label means, or None for none or several."""
    words = _folded(text)
    if not words:
        return None
    number = NUMBER.fullmatch(words)
    if number and 1 <= int(number[1]) <= len(menu):
        return menu[int(number[1]) - 1].id
    labels = [(place, _folded(button.label), button.id) for place, button in enumerate(menu, start=1)]
    found = {id for place, label, id in labels if words in (label, f"{place} {label}")}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=256)
def qr_png(content: str) -> bytes:
    """Return a QR code as a PNG of 300 pixels or more, margin included."""
    rows = [
        bytes(not dark and 255 for dark in row)
        for row in segno.make_qr(content, error="m").matrix_iter(border=QR_QUIET_ZONE)
    ]
    small = Image.frombytes("L", (len(rows), len(rows)), b"".join(rows)).convert("1")
    side = len(rows) * math.ceil(QR_PIXELS / len(rows))
    png = BytesIO()
    small.resize((side, side), Image.Resampling.NEAREST).save(png, format="PNG")
    return png.getvalue()


def _layout(buttons: Sequence[Button], capabilities: Capabilities) -> Layout:
    longest = max((len(button.label) for button in buttons), default=0)
    if 0 < len(buttons) <= capabilities.buttons and longest <= capabilities.button_length:
        return "buttons"
    if 0 < len(buttons) <= capabilities.list_rows and longest <= capabilities.row_length:
        return "list"
    return "text"


def _numbered(menu: Sequence[Button], say: Say, menu_number: int) -> Sequence[str]:
    if not menu:
        return ()
    numbers = [choice_code(menu_number, place) if menu_number else str(place + 1) for place in range(len(menu))]
    lines = [say("choice-line", {"number": n, "label": item.label}) for n, item in zip(numbers, menu, strict=True)]
    hint = say("coded-hint", {"code": numbers[0]}) if menu_number else say("numbered-hint", {"last": len(menu)})
    return "\n".join(lines), hint


def _shown(media: Media, body: str, capabilities: Capabilities, say: Say) -> _Shown:
    match media.kind:
        case "qr":
            return _shown_qr(media, body, capabilities)
        case "calendar" | "figures":
            return _shown_page(media, capabilities, say)
        case "event" | "letter" | "sheet":
            return _shown_paper(media, capabilities, say)
        case "picture" if len(media.data) > capabilities.picture_bytes:
            line = say("media-left-out", {"name": media.name}) if media.name else say("picture-left-out", {})
            return _Shown(line=line, step="picture-left-out")
        case "document" if len(media.data) > capabilities.document_bytes:
            return _Shown(line=say("media-left-out", {"name": media.name}), step="document-left-out")
        case _:
            return _Shown(media)


def _shown_qr(media: Media, body: str, capabilities: Capabilities) -> _Shown:
    """Return a picture; else the code in words, and the `qr` for a channel that draws with characters."""
    png = qr_png(media.content) if capabilities.picture_bytes else b""
    if 0 < len(png) <= capabilities.picture_bytes:
        name = media.name or f"{media.content}.png"
        return _Shown(replace(media, kind="picture", name=name, mime="image/png", data=png))
    return _Shown(media, line="" if media.content in body else media.content, step="qr-to-text")


def _shown_page(media: Media, capabilities: Capabilities, say: Say) -> _Shown:
    """Return a picture, or nothing: all that it shows is in the words of the reply."""
    drawn = calendar_picture if media.kind == "calendar" else figures_picture
    picture = drawn(media, say) if capabilities.picture_bytes else None
    if picture is None or len(picture.data) > capabilities.picture_bytes:
        return _Shown(step="picture-left-out")
    return _Shown(picture)


def _shown_paper(media: Media, capabilities: Capabilities, say: Say) -> _Shown:
    """Return a file for the phone's calendar, a letter or a sheet, or nothing: the reply's words tell what is in it."""
    document = PAPERS[media.kind](media, say) if capabilities.document_bytes else None
    if document is None or len(document.data) > capabilities.document_bytes:
        return _Shown(step="document-left-out")
    return _Shown(document)


def _steps(reply: Reply, layout: Layout, parts: int, edited: str) -> Iterator[Step]:
    if reply.choices and layout != "buttons":
        yield "buttons-to-list" if layout == "list" else "buttons-to-text"
    if parts > 1:
        yield "text-split"
    if reply.edits and not edited:
        yield "edit-to-new"


def _folded(text: str) -> str:
    """Return the letters and digits alone: "✅ Setuju!" and "SETUJU" are one, and so are "1." and "1️⃣"."""
    return " ".join(WORD.findall(unicodedata.normalize("NFKC", text).casefold()))
