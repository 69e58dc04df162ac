"""What the staff have put into the office's own words since the configuration was read, with the versions before.

Pure values and changes; they are kept and come into force with the calendar (`bot.calendars`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from bot.office_words import BY_KEY, Announcement, OwnText, fault_of
from bot.offices import Fee, Office

KEPT = 6
"""How many versions are kept of each thing: the one in force, and five to go back to."""


class Address(Struct, frozen=True, kw_only=True, tag="address"):
    """Where the office is; without a place on the map `#lokasi` sends no pin."""

    text: str
    latitude: float | None = None
    longitude: float | None = None


class ProductFees(Struct, frozen=True, kw_only=True, tag="fees"):
    """The fees of one product that come on top of the configured ones; of two since one day this one counts."""

    product: str
    fees: tuple[Fee, ...]


class Reasons(Struct, frozen=True, kw_only=True, tag="reasons"):
    """The closing reasons that are ready to be chosen."""

    reasons: tuple[str, ...]


Own: TypeAlias = OwnText | Announcement | Address | ProductFees | Reasons
OwnWords: TypeAlias = Mapping[str, tuple[Own | None, ...]]
"""By slot: the version in force, then those before it. None is what the configuration, or the program, says."""


def slot_of(own: Own) -> str:
    """Return the name under which the versions of a thing are kept."""
    match own:
        case OwnText():
            return text_slot(own.language, own.key)
        case ProductFees():
            return fee_slot(own.product)
        case Announcement():
            return "announcement"
        case Address():
            return "address"
        case Reasons():
            return "reasons"


def text_slot(language: str, key: str) -> str:
    """Return the slot of a text."""
    return f"text {language} {key}"


def fee_slot(product: str) -> str:
    """Return the slot of a product's fees."""
    return f"fee {product}"


def put(words: OwnWords, slot: str, own: Own | None) -> OwnWords:
    """Bring a version into force; None: as configured."""
    before = words.get(slot, (None,))
    return words if before[0] == own else {**words, slot: (own, *before)[:KEPT]}


def undone(words: OwnWords, slot: str) -> OwnWords:
    """Bring the version before into force again; where there is none, nothing changes."""
    versions = words.get(slot, ())
    return {**words, slot: versions[1:]} if len(versions) > 1 else words


def with_fee(words: OwnWords, fee: Fee) -> OwnWords:
    """Give a product a fee from a day on, in the place of one since the same day."""
    slot = fee_slot(fee.product)
    before = words.get(slot, (None,))[0]
    kept = before.fees if isinstance(before, ProductFees) else ()
    fees = (*(each for each in kept if each.since != fee.since), fee)
    return put(words, slot, ProductFees(product=fee.product, fees=fees))


def meant_reason(office: Office, typed: str) -> str:
    """Return the closing reason that its number in the list means; all else is a reason as it is."""
    number = int(typed) if typed.isdecimal() else 0
    return office.closing_reasons[number - 1] if 0 < number <= len(office.closing_reasons) else typed


def worded(office: Office, words: OwnWords) -> Office:
    """Return the office with its own words; a text that a new release has made unfit is left out."""
    in_force: Iterator[Own | None] = (versions[0] for versions in words.values())
    for own in in_force:
        office = office if own is None else _with(office, own)
    return office


def word_lines(office: Office) -> Iterator[tuple[str, str]]:
    """Yield what can be worded, with the words in force, for the list of what a change did."""
    yield "address", f"{office.address} {office.latitude or ''} {office.longitude or ''}".rstrip()
    yield "announcement", f"{office.announcement.text} {office.announcement.until or ''}".rstrip()
    yield "reasons", "; ".join(office.closing_reasons)
    for each in office.texts:
        yield text_slot(each.language, each.key), each.text
    for fee in office.fees:
        yield f"{fee_slot(fee.product)} {fee.since}", str(fee.rupiah)


def _with(office: Office, own: Own) -> Office:
    match own:
        case OwnText():
            return replace(office, texts=_texts(office, own))
        case Announcement():
            return replace(office, announcement=own)
        case Address():
            return replace(office, address=own.text, latitude=own.latitude, longitude=own.longitude)
        case ProductFees():
            return replace(office, fees=_fees(office, own))
        case Reasons():
            return replace(office, closing_reasons=own.reasons)


def _texts(office: Office, own: OwnText) -> tuple[OwnText, ...]:
    if own.key not in BY_KEY or fault_of(own.text, BY_KEY[own.key]):
        return office.texts
    others = (each for each in office.texts if (each.language, each.key) != (own.language, own.key))
    return (*others, own)


def _fees(office: Office, own: ProductFees) -> tuple[Fee, ...]:
    replaced = {(own.product, fee.since) for fee in own.fees}
    return (*(fee for fee in office.fees if (fee.product, fee.since) not in replaced), *own.fees)
