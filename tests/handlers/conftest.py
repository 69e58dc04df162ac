"""Chats with the handlers on a real store, and what is said in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path

import pytest

from bot.bookings import Bookings
from bot.choices import LONGEST_ID, read_choice
from bot.engine.wording import Lexicon
from bot.messages import Reply
from bot.offices import Office
from bot.plugins import locale_folders
from bot.store.client import Client
from bot.store.key_ring import KeyRing
from bot.store.sealing import Sealer
from handlers import routes
from tests.handlers.applicants import Applicant, Meet, Say
from tests.handlers.families import Family, hospital_office
from tests.handlers.samples import OFFICE, PHONE, ZONE
from tests.handlers.staff.officers import Headquarters


@pytest.fixture
def bookings(client: Client) -> Bookings:
    """Give the bookings on an empty store; a cancelled place comes back after the shortest delay."""
    sealer = Sealer(KeyRing(lookup=bytes(32), sealing={1: bytes(32)}))
    return Bookings(client, sealer, uniform=lambda shortest, longest: shortest)


@pytest.fixture
def meet(bookings: Bookings) -> Meet:
    """Give a way to meet applicants, each in a chat of their own."""
    chats = count(1)

    def met(phone: str = PHONE, *, office: Office = OFFICE, others: Sequence[Office] = ()) -> Applicant:
        return Applicant(bookings, phone, office=office, chat=f"chat-{next(chats)}", others=others)

    return met


@pytest.fixture
def budi(meet: Meet) -> Applicant:
    """Give an applicant with a number."""
    return meet()


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """Give the words of the project, strict: a missing key or value is an error."""
    return Lexicon(locale_folders(), strict=True)


@pytest.fixture
def say(lexicon: Lexicon) -> Say:
    """Give the Indonesian words of a reply with its buttons; the English ones must be whole as well."""

    def said(reply: Reply) -> str:
        assert all(is_ours(choice.id) for choice in reply.choices)
        zone = (ZONE, "WIB")
        texts = {}
        for language in ("en", "id"):
            labels = [f"[{lexicon.text(c.label, c.values, language=language, zone=zone)}]" for c in reply.choices]
            text = lexicon.text(reply.key, reply.values, language=language, zone=zone)
            texts[language] = "\n".join([text, *labels])
        return texts["id"]

    return said


@pytest.fixture
def hospital(client: Client, tmp_path: Path) -> Headquarters:
    """Give an office with an emergency service."""
    return hospital_office(client, tmp_path)


@pytest.fixture
def hq(hospital: Headquarters) -> Headquarters:
    """Give the office with which families speak."""
    return hospital


@pytest.fixture
def family(hq: Headquarters) -> Family:
    """Give the family of a patient."""
    return Family(hq)


@pytest.fixture
async def number(hq: Headquarters) -> str:
    """Give the number of a case that nobody has taken."""
    return await Family(hq).pleads(departure="5 desember")


def is_ours(choice: str) -> bool:
    """Tell whether a button's id fits every channel and is read back as a command or a word that has a handler."""
    meant = read_choice(choice)
    known = meant is not None if not choice.startswith("word:") else str(meant).split()[0][1:] in routes.words
    return known and len(choice.encode()) <= LONGEST_ID
