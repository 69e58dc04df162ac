"""`/alasan`: the closing reasons that are ready, changed at once and undone."""

from __future__ import annotations

import pytest

from bot.store.client import Client
from tests.handlers.staff.officers import Headquarters
from tests.handlers.staff.own_words import read, worded_hq


@pytest.fixture
def hq(client: Client) -> Headquarters:
    """Give the office."""
    return worded_hq(client)


async def test_reasons(hq: Headquarters) -> None:
    """Reasons are added and removed by number or by their words, at once, and undone."""
    assert "1. Banjir\n2. Listrik padam\n" in read(hq, await hq.hear("/alasan", by="2"))
    await hq.hear("/alasan tambah Kegiatan  dinas")
    await hq.hear("/alasan hapus 1")
    assert "1. Kegiatan dinas" in read(hq, await hq.hear("/alasan hapus Listrik padam"))
    await hq.hear("/alasan hapus 1")
    assert "belum ada" in read(hq, await hq.hear("/alasan"))
    await hq.hears("/alasan batal")
    assert ("Kegiatan dinas",) == hq.staffroom.offices["CBN"].closing_reasons


async def test_reasons_handled_twice(hq: Headquarters) -> None:
    """A reason that is removed by its number takes no other one with it when it is handled again."""
    replies = [await hq.hears("/alasan hapus 1", number=10**15) for _ in range(2)]
    assert replies[0] == replies[1]
    assert ("Listrik padam",) == hq.staffroom.offices["CBN"].closing_reasons


@pytest.mark.parametrize(
    ("order", "key"),
    [
        ("tambah", "staff-incomplete"),
        ("hapus", "staff-incomplete"),
        ("Banjir", "staff-misread"),
        (f"tambah {'x' * 201}", "staff-misread"),
        ("tambah Banjir", "staff-words-same"),
        ("hapus 9", "staff-words-same"),
    ],
)
async def test_no_reason(hq: Headquarters, order: str, key: str) -> None:
    """What changes nothing is told."""
    assert key == (await hq.hear(f"/alasan {order}")).key
