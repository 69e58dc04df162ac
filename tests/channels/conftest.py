"""What the channels stand on in tests: the real store, the real words, an office, and a clock that stands still."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from bot.bookings import Bookings
from bot.engine.wording import Lexicon
from bot.messages import ChatRef, Receipt, Reply
from bot.offices import Office, Session
from bot.plugins import Account, Services, locale_folders
from bot.store.client import Client
from bot.store.key_ring import KeyRing
from bot.store.sealing import Sealer
from tests.channels.contract import Inbox

NOW_MS = 1_795_500_000_000  # Tuesday 24 November 2026, 13:00 WIB

OFFICE = Office(
    code="CBN",
    name="Kantor Imigrasi Kelas I TPI Cirebon",
    address="Jl. Sultan Ageng Tirtayasa No. 51, Kedawung, Cirebon",
    zone="Asia/Jakarta",
    week={1: (Session(start=time(8), end=time(9), pools={"regular": 20}),)},
)

ZONE = OFFICE.timezone  # read from disk here, as the configuration does before the event loop runs


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """Give the project's own words."""
    return Lexicon(locale_folders())


@pytest.fixture(scope="session")
def sealer() -> Sealer:
    """Give a sealer with keys of its own."""
    return Sealer(KeyRing(lookup=bytes(32), sealing={1: bytes(32)}))


class Told:
    """What an adapter told the staff, and what it reported of deliveries."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.receipts: list[Receipt] = []

    async def tell(self, account: Account, reply: Reply) -> None:
        """Note a notice for the staff."""
        self.replies.append(reply)

    async def report(self, receipt: Receipt) -> None:
        """Note a receipt."""
        self.receipts.append(receipt)


@pytest.fixture
def told() -> Told:
    """Give what has been told so far: nothing."""
    return Told()


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a data folder that this session shares."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def services(client: Client, sealer: Sealer, lexicon: Lexicon, told: Told, data_dir: Path) -> Services:
    """Give what an adapter may use, in trial mode; nothing is ever left to drain."""

    async def drained(chat: ChatRef) -> None:
        return None

    return Services(
        client=client,
        sealer=sealer,
        lexicon=lexicon,
        offices={"CBN": OFFICE},
        clock=lambda: NOW_MS,
        is_trial=True,
        drained=drained,
        tell_staff=told.tell,
        report=told.report,
        bookings=Bookings(client, sealer, uniform=lambda low, high: high),
        data_dir=data_dir,
    )


@pytest.fixture
def inbox() -> Inbox:
    """Give an empty inbox."""
    return Inbox()
