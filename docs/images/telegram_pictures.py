"""Draws the pictures of docs/telegram.md: `.venv/bin/python docs/images/telegram_pictures.py`.

What the bot says in them comes from the handlers and the locale files; a test looks that it still does.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path

from msgspec.structs import replace
from sketches import Bubble, chat, papers

from bot.booking_values import Booking
from bot.config import EXAMPLE, load
from bot.engine.wording import Lexicon
from bot.messages import Reply, Value
from bot.plugins import locale_folders
from channels.telegram.render import COPIED, HALF_ROW
from handlers.refusals import no_phone_reply
from handlers.standings import booked_reply, held_reply

NAME, USERNAME = "Kanim Cirebon", "kanim_cirebon_bot"
TOKEN = "123456789:AAbbCCddEE…"
LINE = "#Budi Santoso#25011987#30112026"

OFFICES = load(EXAMPLE).offices
OFFICE = OFFICES["CBN"]
ZONE = OFFICE.timezone, OFFICE.zone_name
LEXICON = Lexicon(locale_folders(), strict=True)
HELD = Booking(
    code="CBN-7K3M-9QXD",
    office="CBN",
    state="held",
    day=date(2026, 11, 30),
    session="08:00",
    pool="regular",
    name="Budi Santoso",
    birth_date=date(1987, 1, 25),
    phone="+6281234567890",
    until_ms=int(datetime.combine(date(2026, 11, 24), time(10, 25), OFFICE.timezone).timestamp() * 1000),
    approval="00002681",
)


def pictures() -> Iterator[tuple[str, str]]:
    """Yield each picture's name and the picture."""
    booked = booked_reply(replace(HELD, state="booked"), OFFICES)
    yield "telegram-botfather.svg", chat("BotFather", botfather())
    yield "telegram-start.svg", start()
    yield "telegram-number.svg", chat(NAME, sharing(), keyboard=words("telegram-share-phone"))
    yield "telegram-held.svg", chat(NAME, (Bubble(LINE), said(held_reply(HELD, OFFICES))))
    yield "telegram-booked.svg", chat(NAME, (said(booked),))


def botfather() -> Sequence[Bubble]:
    """Return how a bot is made; what BotFather says is told, not quoted."""
    return (
        Bubble("/newbot"),
        Bubble("(asks what to call the bot)", by_bot=True),
        Bubble(NAME),
        Bubble("(asks for a user name ending in bot)", by_bot=True),
        Bubble(USERNAME),
        Bubble(f"(gives the token)\n{TOKEN}", by_bot=True, kinds={TOKEN: "secret"}),
    )


def start() -> str:
    """Return where the token goes, and what the run then tells."""
    file = ("[[accounts]]", 'channel = "telegram"')
    secret = f"$ export ANTRIAN_TELEGRAM_CBN_TOKEN={TOKEN}"
    terminal = (
        secret,
        "$ make run",
        "…",
        f"telegram.serving  account=cbn bot={USERNAME}",
        "sender.serving    account=telegram:cbn",
    )
    return papers({"config.toml, at its end": file, "a terminal": terminal}, {secret: "secret"})


def sharing() -> Sequence[Bubble]:
    """Return how a person is asked for the number."""
    return Bubble("#daftar"), said(no_phone_reply()), Bubble(words("telegram-share-how"), by_bot=True)


def said(reply: Reply) -> Bubble:
    """Return what the bot says, with its QR picture, its buttons, and the lines that one tap copies."""
    text = words(reply.key, reply.values)
    labels = [words(choice.label, choice.values) for choice in reply.choices]
    qr = next((media.content for media in reply.media if media.kind == "qr"), "")
    return Bubble(text, by_bot=True, buttons=rows(labels), kinds=dict.fromkeys(COPIED.findall(text), "code"), qr=qr)


def words(key: str, values: Mapping[str, Value] | None = None) -> str:
    """Return a text of the locale files."""
    return LEXICON.text(key, values or {}, language="id", zone=ZONE)


def rows(labels: Sequence[str]) -> Sequence[Sequence[str]]:
    """Return two short buttons in one row, others in one each."""
    if len(labels) == 2 and all(len(label) <= HALF_ROW for label in labels):
        return (labels,)
    return [(label,) for label in labels]


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent
    for name, picture in pictures():
        (folder / name).write_text(picture, encoding="utf-8")
