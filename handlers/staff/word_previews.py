"""The office's own words as applicants will read them, and as officers write them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from bot.messages import Language, Lines, Quote, Reply, Value, Words
from bot.office_words import BY_KEY, NAMES
from bot.offices import Office
from bot.words_arguments import PRODUCTS
from handlers.announcements import announced
from handlers.fees import fee_lines, fees_reply
from handlers.help import help_reply
from handlers.lines import example
from handlers.location import closed_dates, hours, location_reply, place
from handlers.official import accounts

PRODUCT_NAMES = {product: name for name, product in PRODUCTS.items()}


def preview(office: Office, slot: str, *, now_ms: int, day: date) -> Reply:
    """Return what applicants read of a slot at an office that has it so; `day` is the date of the fees."""
    match slot.split():
        case ["announcement"]:
            return _bare(announced(help_reply(office, now_ms), office, now_ms=now_ms))
        case ["address"]:
            return _bare(location_reply(office, now_ms))
        case ["fee", *_]:
            return _bare(fees_reply(office, day))
        case ["reasons"]:
            return Reply(key="staff-words-exact", values={"text": reason_lines(office)})
        case ["text", language, key]:
            values = _values(office, now_ms)
            return Reply(key="staff-words-exact", values={"text": quote(office, key, language, values)})
    raise ValueError(slot)


def quote(office: Office, key: str, language: str, values: Mapping[str, Value]) -> Quote:
    """Return a text of an office as its readers see it with these values."""
    own = next((each for each in office.texts if (each.language, each.key) == (language, key)), None)
    needed = {name: values[name] for name in BY_KEY[key].values}
    return Quote(key, "en" if language == "en" else "id", needed, own.text if own else "")


def as_written(office: Office, key: str, language: Language) -> Quote:
    """Return a text as an officer writes it: the names of its values in braces."""
    return quote(office, key, language, {name: braced(name) for name in BY_KEY[key].values})


def braced(name: str) -> str:
    """Return the name of a value as it stands in a text."""
    return f"{{{name}}}"


def reason_lines(office: Office) -> Lines | Words:
    """Tell the ready reasons with the numbers by which they are chosen."""
    if not office.closing_reasons:
        return Words("staff-reasons-none")
    numbered = enumerate(office.closing_reasons, start=1)
    return Lines(tuple(Words("staff-reason-line", {"number": n, "reason": reason}) for n, reason in numbered))


def order_of(slot: str) -> str:
    """Return the order that changes a slot, as officers write it."""
    match slot.split():
        case ["text", "en", key]:
            return f"teks en {NAMES[key]}"
        case ["text", _, key]:
            return f"teks {NAMES[key]}"
        case ["fee", product]:
            return f"biaya {product_name(product)}"
    return {"announcement": "pengumuman", "address": "alamat", "reasons": "alasan"}[slot]


def product_name(product: str) -> str:
    """Return the name by which officers order a product."""
    return PRODUCT_NAMES.get(product, product)


def _values(office: Office, now_ms: int) -> dict[str, Value]:
    """Return everything that a text may name, as it is at the office now."""
    return {
        "office": office.name,
        "address": office.address,
        "place": place(office),
        "hours": Lines(tuple(hours(office))),
        "closed": Lines(closed_dates(office, now_ms)),
        "accounts": accounts(office),
        "fees": fee_lines(office, office.local(now_ms).date()),
        "example": example(office, now_ms),
        "early": str(office.rules.arrive_early_minutes),
    }


def _bare(reply: Reply) -> Reply:
    return replace(reply, choices=())
