"""`/biaya` for officers: shown as it is and as it will be, and counted from its day on."""

from __future__ import annotations

import pytest

from bot.store.client import Client
from tests.handlers.staff.officers import Headquarters
from tests.handlers.staff.own_words import read, worded_hq
from tests.handlers.staff.visitors import Visitor
from tests.offices import MONDAY, TODAY


@pytest.fixture
def hq(client: Client) -> Headquarters:
    """Give the office."""
    return worded_hq(client)


async def test_fee(hq: Headquarters) -> None:
    """A fee is shown as it is and will be, and counts from its day on."""
    shown, asked = await hq.hears("/biaya biasa 5 tahun Rp400.000 mulai 30-11-2099")
    assert "• Paspor biasa, 5 tahun: Rp400.000" in read(hq, shown)
    assert "Dari: Rp350.000\nMenjadi: Rp400.000" in read(hq, asked)
    assert "mulai 30 November 2099" in read(hq, await hq.press(asked))
    assert "Rp350.000" in read(hq, await Visitor(hq).says("#biaya"))
    listed = read(hq, await hq.hear("/biaya", by="2"))
    assert "• biasa-5-tahun (Paspor biasa, 5 tahun): Rp350.000\n" in listed
    assert "Rp400.000 mulai 30 November 2099" in listed
    hq.minutes = (MONDAY - TODAY).days * 24 * 60
    assert "Rp400.000" in read(hq, await Visitor(hq).says("#biaya"))
    await hq.hears("/biaya biasa-5-tahun batal")
    assert "Rp350.000" in read(hq, await Visitor(hq).says("#biaya"))


async def test_fee_of_a_new_product(hq: Headquarters) -> None:
    """A known product that the office has not had gets its first fee; it may be free."""
    _, asked = await hq.hears("/biaya pmi-pertama gratis mulai hari ini")
    assert "Dari: belum ada\nMenjadi: Rp0" in read(hq, asked)
    await hq.press(asked)
    assert "Paspor pertama pekerja migran (PMI): gratis" in read(hq, await Visitor(hq).says("#biaya"))


@pytest.mark.parametrize(
    "order",
    [
        pytest.param("biasa-5-tahun 400.000 mulai 15-11-2099", id="a day that is over"),
        pytest.param("biasa-5-tahun 400.000", id="no day"),
        pytest.param("biasa-7-tahun 400.000 mulai besok", id="no such product"),
        pytest.param("biasa-5-tahun 400.000,00 mulai besok", id="cents"),
        pytest.param("biasa-5-tahun 400.000.000 mulai besok", id="too much"),
        pytest.param("400.000 mulai besok", id="no product"),
    ],
)
async def test_no_fee(hq: Headquarters, order: str) -> None:
    """What can't be a fee is told, and nothing is asked."""
    assert "staff-misread" == (await hq.hear(f"/biaya {order}")).key
