"""Senders at two offices on a real store, which is recounted after each test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from itertools import count

import pytest

from bot.bookings import Bookings
from bot.offices import Office
from bot.store.client import Client
from tests.bookings.wishes import BANDUNG, BUDI_PHONE, CIREBON, SITI_PHONE, Meet
from tests.offices import MONDAY, NOW_MS
from tests.requests import Sender, sealer_of_tests
from tests.store.audits import immortals, miscounts


@pytest.fixture
def bookings(client: Client) -> Bookings:
    """Give the bookings on an empty store; a cancelled place comes back after the longest delay."""
    return Bookings(client, sealer_of_tests(), uniform=lambda shortest, longest: longest)


@pytest.fixture(autouse=True)
async def audited(client: Client, bookings: Bookings) -> AsyncIterator[None]:
    """Recount everything after each test, and look for keys that would stay for ever."""
    yield
    assert ([], []) == (await miscounts(client), await immortals(client))
    for office in (CIREBON, BANDUNG):
        assert [] == await bookings.differences(office, MONDAY, now_ms=NOW_MS)


@pytest.fixture
def meet(bookings: Bookings) -> Meet:
    """Give a way to meet senders, each in a chat of their own."""
    chats = count(1)

    def met(phone: str = BUDI_PHONE, *, office: Office = CIREBON, chat: str = "", channel: str = "web") -> Sender:
        name = chat or f"chat-{next(chats)}"
        return Sender(bookings, phone, chat=name, office=office, offices=(CIREBON, BANDUNG), channel=channel)

    return met


@pytest.fixture
def budi(meet: Meet) -> Sender:
    """Give a sender with a number."""
    return meet()


@pytest.fixture
def siti(meet: Meet) -> Sender:
    """Give another sender with another number."""
    return meet(SITI_PHONE)
