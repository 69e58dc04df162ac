"""Readers of what stands behind the words with which officers put the office into its own words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.arguments import Reading
from bot.calendars import LONGEST_REASON
from bot.dates import read_date
from bot.messages import Language
from bot.office_words import (
    BY_KEY,
    CHANGEABLE,
    LONGEST_ADDRESS,
    LONGEST_ANNOUNCEMENT,
    Announcement,
    Changeable,
    OwnText,
    fault_of,
    nearest_name,
)
from bot.offices import Fee
from bot.own_words import Address, fee_slot, text_slot
from bot.staff_commands import Misused, StaffCommand
from bot.words_commands import (
    AddFee,
    AddReason,
    ListFees,
    ListReasons,
    RemoveReason,
    Restore,
    Reword,
    ShowAddress,
    ShowAnnouncement,
    ShowText,
    ShowTexts,
    UnfitText,
    UnknownText,
)

# locale: staff-usage-teks, staff-usage-pengumuman, staff-usage-biaya, staff-usage-alamat, staff-usage-alasan
MOST_RUPIAH = 100_000_000
LONGEST_FOUND = 80
RUPIAH = r"gratis|(?:rp)?\.?\s*(?:\d{1,3}(?:\.\d{3})+|\d+)"
FEE = re.compile(rf"(?P<product>.+?)\s+(?P<rupiah>{RUPIAH})\s+mulai\s+(?P<day>.+)")
PLACE = re.compile(r"(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)")
PRODUCTS: Mapping[str, str] = {
    "biasa-5-tahun": "plain-5-years",
    "biasa-10-tahun": "plain-10-years",
    "elektronik-5-tahun": "electronic-5-years",
    "elektronik-10-tahun": "electronic-10-years",
    "sehari-jadi": "same-day",
    "pmi-pertama": "migrant-worker-first",
    "hilang": "lost",
    "rusak": "damaged",
}
"""Products by the names that officers write; another one goes by the office's own name for it."""


def teks_arguments(reading: Reading) -> StaffCommand:
    """Read `/teks`, `/teks [en] KUNCI`, `… = TEKS`, `… batal` and `… asal`."""
    head, sign, text = reading.rest.partition("=")
    words = head.lower().split()
    language, words = _language(words)
    if not words:
        return Misused(word="teks", found=_shown(text.strip())) if sign else ShowTexts()
    verb = words.pop() if not sign and len(words) > 1 and words[-1] in ("batal", "asal") else ""
    name = "-".join(words)
    changeable = CHANGEABLE.get(name) or BY_KEY.get(name)
    if changeable is None:
        return UnknownText(name=_shown(name), nearest=nearest_name(name))
    if sign:
        return _reworded(text.strip(), changeable, language)
    if verb:
        slot = text_slot(language, changeable.key)
        return Restore(slot=slot, to="before" if verb == "batal" else "configured")
    return ShowText(key=changeable.key, language=language)


def _language(words: list[str]) -> tuple[Language, list[str]]:
    if words[:1] == ["en"]:
        return "en", words[1:]
    return "id", words[1:] if words[:1] == ["id"] else words


def _reworded(text: str, changeable: Changeable, language: Language) -> StaffCommand:
    fault = fault_of(text, changeable)
    if fault:
        return UnfitText(key=changeable.key, fault=fault)
    return Reword(own=OwnText(language=language, key=changeable.key, text=text))


def pengumuman_arguments(reading: Reading) -> StaffCommand:
    """Read `/pengumuman`, `/pengumuman TEKS [sampai TANGGAL]`, `hapus` and `batal`."""
    match reading.rest.lower():
        case "":
            return ShowAnnouncement()
        case "hapus":
            return Reword(own=Announcement(text=""))
        case "batal":
            return Restore(slot="announcement")
    text, until = reading.rest, None
    front, sign, behind = _apart(reading.rest, "sampai")
    if sign and (day := read_date(behind.strip(" ."), today=reading.today, expect="service").day):
        text, until = front.rstrip(" ,;=-"), day
    if until and until < reading.today:
        return Misused(word="pengumuman", found=_shown(behind))
    if not 0 < len(text) <= LONGEST_ANNOUNCEMENT:
        return Misused(word="pengumuman", found=_shown(text))
    return Reword(own=Announcement(text=text, until=until))


def _apart(text: str, word: str) -> tuple[str, bool, str]:
    """Return what stands before the last time that a word is written, whether it is, and what stands behind it."""
    *_, last = (None, *re.finditer(rf"\b{word}\b", text, re.IGNORECASE))
    return (text, False, "") if last is None else (text[: last.start()].strip(), True, text[last.end() :].strip())


def biaya_arguments(reading: Reading) -> StaffCommand:
    """Read `/biaya`, `/biaya PRODUK RUPIAH mulai TANGGAL` and `/biaya PRODUK batal`."""
    typed = " ".join(reading.rest.lower().replace("=", " ").split())
    if not typed:
        return ListFees()
    if typed.endswith(" batal"):
        product = read_product(typed.removesuffix(" batal"), reading)
        return Restore(slot=fee_slot(product)) if product else Misused(word="biaya", found=_shown(typed))
    found = FEE.fullmatch(typed)
    if found is None:
        return Misused(word="biaya", found=_shown(typed))
    product = read_product(found["product"], reading)
    rupiah = int("".join(filter(str.isdecimal, found["rupiah"])) or 0)
    day = read_date(found["day"], today=reading.today, expect="service").day
    if not product or rupiah > MOST_RUPIAH:
        return Misused(word="biaya", found=_shown(found["rupiah"] if product else found["product"]))
    if day is None or day < reading.today:
        return Misused(word="biaya", found=_shown(found["day"]))
    return AddFee(fee=Fee(product=product, rupiah=rupiah, since=day))


def read_product(typed: str, reading: Reading) -> str:
    """Return the product that is meant, one that the office has or that all know, or ""."""
    name = "-".join(typed.removeprefix("paspor ").split())
    known = {fee.product.lower(): fee.product for fee in reading.office.fees}
    meant = PRODUCTS.get(name) or known.get(" ".join(typed.split())) or known.get(name)
    return meant or (name if name in PRODUCTS.values() else "")


def alamat_arguments(reading: Reading) -> StaffCommand:
    """Read `/alamat`, `/alamat TEKS [= LINTANG, BUJUR]`, `batal` and `asal`."""
    match reading.rest.lower():
        case "":
            return ShowAddress()
        case "batal":
            return Restore(slot="address")
        case "asal":
            return Restore(slot="address", to="configured")
    text, sign, behind = (part.strip() for part in reading.rest.partition("="))
    if not 0 < len(text) <= LONGEST_ADDRESS:
        return Misused(word="alamat", found=_shown(text))
    place = PLACE.fullmatch(behind)
    if not sign:
        return Reword(own=Address(text=text))
    if place is None or abs(float(place[1])) > 90 or abs(float(place[2])) > 180:
        return Misused(word="alamat", found=_shown(behind))
    return Reword(own=Address(text=text, latitude=float(place[1]), longitude=float(place[2])))


def alasan_arguments(reading: Reading) -> StaffCommand:
    """Read `/alasan`, `tambah TEKS`, `hapus NOMOR` and `batal`."""
    verb, _, rest = " ".join(reading.rest.split()).partition(" ")
    match verb.lower():
        case "":
            return ListReasons()
        case "batal" if not rest:
            return Restore(slot="reasons")
        case "tambah" if 0 < len(rest) <= LONGEST_REASON:
            return AddReason(reason=rest)
        case "hapus" if rest:
            return RemoveReason(found=rest)
    return Misused(word="alasan", found=_shown(rest if verb.lower() in ("tambah", "hapus") else reading.rest))


def _shown(found: str) -> str:
    """Return what can't be read, cut to a length that can be shown."""
    return found if len(found) <= LONGEST_FOUND else f"{found[:LONGEST_FOUND]}…"
