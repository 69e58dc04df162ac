"""The people of the whole day: forty with a booking, two who walk in, and the officers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Protocol

from msgspec import Struct

from bot.staff import Member
from tests.offices import MONDAY, TUESDAY

NAMES = """
Budi Santoso, Siti Aminah, Agus Wijaya, Ratna Dewi, Eko Prasetyo, Nur Hidayah, Bambang Irawan, Maya Puspita,
Dedi Kurniawan, Fitri Handayani, Hendra Gunawan, Indah Lestari, Joko Susilo, Kartika Sari, Lukman Hakim, Mega Utami,
Nanang Suryadi, Oki Ramadhan, Putri Ayu, Rahmat Hidayat, Sri Wahyuni, Teguh Firmansyah, Umi Kalsum, Vina Melati,
Wahyu Nugroho, Yanti Rohani, Zainal Abidin, Anisa Rahma, Bagus Setiawan, Citra Anggraini, Dian Permata, Endang Mulyani,
Fajar Siddik, Gita Savitri, Heru Cahyono, Irma Suryani, Lina Kartika, Rina Marlina, Tono Hartono, Alya Santoso
"""
CHILD, PARENT = "Alya Santoso", "Budi Santoso"
ON_TUESDAY, NEVER_COMES, GOES_AWAY, LEFT = "Wahyu Nugroho", "Dian Permata", "Joko Susilo", "Rina Marlina"
WITHOUT_COPIES, WITHOUT_CARD = "Lina Kartika", "Hendra Gunawan"
MIGRANT, LATE_PAYER = "Yanti Rohani", "Tono Hartono"
ON_THE_WEB = ("Siti Aminah", "Ratna Dewi", "Maya Puspita")
ON_WHATSAPP = ("Agus Wijaya", "Eko Prasetyo", "Nur Hidayah")
CATEGORIES = ("adult", "replacement", "adult", "pilgrim")
PRODUCTS = ("plain-5-years", "electronic-10-years", "plain-10-years")
IN_THE_FIRST_SESSION = 20

SARI, DEWI, RINI, BAYU, TUTI = range(501, 506)
OFFICERS = (
    Member(id=f"telegram:{SARI}", name="Sari", roles=("admin",)),
    Member(id=f"telegram:{DEWI}", name="Dewi", roles=("cs",)),
    Member(id=f"telegram:{RINI}", name="Rini", roles=("cs",)),
    Member(id=f"telegram:{BAYU}", name="Bayu", roles=("counter", "cashier")),
    Member(id=f"telegram:{TUTI}", name="Tuti", roles=("collection",)),
)
CODE = re.compile(r"CBN-\w{4}-\w{4}")


class Chat(Protocol):
    """Where somebody talks with the bot."""

    async def say(self, text: str) -> str:
        """Say something; return what is answered."""
        ...

    async def delivered(self) -> None:
        """Wait until everything has been delivered."""
        ...

    async def count(self, words: str) -> int:
        """Return in how many messages of the bot's some words are, as they are now."""
        ...


class Person(Struct, kw_only=True):
    """Somebody who wants a passport. Who walks in has no chat; `bill` is a billing code, `number` that of a paper."""

    name: str
    born: date
    day: date = MONDAY
    hour: int = 8
    category: str = "adult"
    product: str = "plain-5-years"
    chat: Chat | None = None
    code: str = ""
    bill: str = ""
    number: str = ""
    lacks: tuple[str, ...] = ()

    async def book(self) -> None:
        """Book a place by a line, and approve it."""
        assert self.chat is not None
        held = await self.chat.say(f"#{self.name}#{self.born:%d%m%Y}#{self.day:%d%m%Y}#{self.hour:02}:00")
        assert "⏳ MENUNGGU PERSETUJUAN" in held, held
        booked = await self.chat.say("ya")
        assert "✅ TERDAFTAR" in booked, booked
        self.code = CODE.findall(booked)[0]

    async def times_told(self, words: str) -> int:
        """Return in how many messages to this person some words are."""
        assert self.chat is not None
        return await self.chat.count(words)


def named(name: str, n: int, chat: Chat | None) -> Person:
    """Return the n-th of the people as they will come."""
    person = Person(
        name=name, born=date(1982 + n // 2, n % 12 + 1, n % 28 + 1), hour=8 if n < IN_THE_FIRST_SESSION else 10,
        category=CATEGORIES[n % len(CATEGORIES)], product=PRODUCTS[n % len(PRODUCTS)], chat=chat,
    )  # fmt: skip
    if name == ON_TUESDAY:
        person.day = TUESDAY
    elif name == MIGRANT:
        person.category, person.product = "migrant-worker", "migrant-worker-first"
    elif name == CHILD:
        person.category, person.born = "child", date(2097, 2, 14)
    elif name == WITHOUT_COPIES:
        person.lacks = ("Fotokopi A4 kurang", "Kartu keluarga (KK) tidak ada")
    elif name == WITHOUT_CARD:
        person.lacks = ("e-KTP tidak ada atau tidak terbaca",)
    return person


def walk_ins() -> Sequence[Person]:
    """Return those who come without a booking, both with priority."""
    return (
        Person(name="Iyah Rokayah", born=date(2031, 5, 9), category="adult"),
        Person(name="Wulan Sari", born=date(2071, 8, 21), category="adult"),
    )


def names() -> Sequence[str]:
    """Return the names of all."""
    return [" ".join(name.split()) for name in NAMES.split(",")]
