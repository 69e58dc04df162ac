"""`/libur`: holidays are proposed, closed or kept open by one press each, and never over people's heads."""

from __future__ import annotations

from datetime import date

import pytest

from bot.choices import word_choice
from bot.messages import Reply
from bot.store.client import Client
from tests.handlers.staff.officers import Headquarters
from tests.handlers.staff.test_calendar import acts, said
from tests.handlers.staff.visitors import Visitor

EID, CHRISTMAS = date(2099, 12, 14), date(2099, 12, 25)
ON_EID = "Budi Santoso#25011987#14122099"


def labels(reply: Reply) -> list[str]:
    """Return the labels of the buttons."""
    return [choice.label for choice in reply.choices]


def is_open(hq: Headquarters, day: date) -> bool:
    """Tell whether people are received on a date."""
    return bool(hq.staffroom.offices["CBN"].sessions(day))


async def test_proposed(hq: Headquarters) -> None:
    """What nobody has decided is listed until the end of the year, with a button for each answer; nothing closes."""
    await Visitor(hq).asks(ON_EID)
    reply = await hq.hear("/libur")
    assert [
        "• Senin, 14 Desember 2099: Hari kedua dari Hari Raya Idul Fitri (perkiraan) (1 orang terdaftar)",
        "• Jumat, 25 Desember 2099: Hari Raya Natal",
    ] == [line for line in said(reply).splitlines() if line.startswith("•")]
    assert ["choice-holiday-close", "choice-holiday-keep", "choice-holiday-all"] == labels(reply)
    assert (True, True) == (is_open(hq, EID), is_open(hq, CHRISTMAS))


async def test_one_after_the_other(hq: Headquarters) -> None:
    """A press closes a date or keeps it open and goes on with the next; what is decided is not asked again."""
    asked = await hq.hear("/libur")
    first = await hq.press(asked, "choice-holiday-keep")
    assert ("staff-holiday-kept", True) == (first.key, is_open(hq, EID))
    assert "Jumat, 25 Desember 2099: Hari Raya Natal" in said(first)
    second = await hq.press(first, "choice-holiday-close")
    assert ("staff-holiday-closed", [], False) == (second.key, labels(second), is_open(hq, CHRISTMAS))
    assert "✅ Jumat, 25 Desember 2099 tutup: Hari Raya Natal.\n\nSemua hari libur" in said(second)
    assert "staff-holidays-none" == (await hq.hear("/libur")).key
    assert [
        ("Sari", "libur 25-12-2099", "buka", "tutup: Hari Raya Natal"),
        ("Sari", "libur 14-12-2099", "", "tetap buka"),
    ] == await acts(hq)


async def test_people_are_told_the_reason(hq: Headquarters) -> None:
    """Who asks for a date that was closed reads the holiday's name, without the word that it was estimated."""
    assert "staff-holiday-closed" == (await hq.hear("/libur tutup 14-12-2099")).key
    refused = await Visitor(hq).asks(ON_EID)
    assert "Senin, 14 Desember 2099: Hari kedua dari Hari Raya Idul Fitri." in said(refused)


async def test_people_are_booked(hq: Headquarters) -> None:
    """A date with bookings stays open: how many they are is told, with the order that moves or cancels them."""
    await Visitor(hq).books(ON_EID)
    reply = await hq.press(await hq.hear("/libur"), "choice-holiday-close")
    assert ("staff-holiday-booked", 1, True) == (reply.key, reply.values["count"], is_open(hq, EID))
    assert word_choice("tutup", "14122099 Hari kedua dari Hari Raya Idul Fitri") == reply.choices[0].id
    assert [] == await acts(hq)


async def test_all(hq: Headquarters) -> None:
    """All that are free are closed after a second press; those with bookings are named and stay open."""
    await Visitor(hq).books(ON_EID)
    asked = await hq.press(await hq.hear("/libur"), "choice-holiday-all")
    assert "staff-holidays-ask" == asked.key
    shown = said(asked)
    assert shown.index("Hari Raya Natal") < shown.index("Sudah ada yang terdaftar") < shown.index("14 Desember")
    assert is_open(hq, CHRISTMAS)
    done = await hq.press(asked)
    assert ("staff-holidays-closed", False, True) == (done.key, is_open(hq, CHRISTMAS), is_open(hq, EID))
    assert [("Sari", "libur semua", "buka", "tutup: 25-12-2099")] == await acts(hq)
    assert "staff-holidays-none-free" == (await hq.hear("/libur semua")).key


async def test_booked_before_the_press(hq: Headquarters) -> None:
    """A date on which somebody is booked between the question and the press stays open."""
    asked = await hq.hear("/libur semua")
    await Visitor(hq).books(ON_EID)
    assert "(1 orang terdaftar)" in said(await hq.press(asked))
    assert (True, False) == (is_open(hq, EID), is_open(hq, CHRISTMAS))


@pytest.mark.parametrize("order", ["/libur tutup 14-12-2099", "/libur buka 14-12-2099"])
async def test_handled_twice(hq: Headquarters, order: str) -> None:
    """The same message, handled again after a crash, tells the same and is written down once."""
    (one,) = await hq.hears(order, number=10**15)
    (two,) = await hq.hears(order, number=10**15)
    assert one == two
    assert 1 == len(await acts(hq))
    assert "staff-calendar-unchanged" == (await hq.hear(order)).key


async def test_changed_ones_mind(hq: Headquarters) -> None:
    """A holiday that was closed is opened again by either order, and is decided then."""
    for order in ("/libur buka 14-12-2099", "/buka 14-12-2099"):
        await hq.hear("/libur tutup 14-12-2099")
        assert not is_open(hq, EID)
        reply = await hq.hear(order)
        if reply.key == "staff-calendar-ask":
            await hq.press(reply)
        assert is_open(hq, EID)
        assert "14 Desember" not in said(await hq.hear("/libur"))


@pytest.mark.parametrize(
    ("order", "key"),
    [
        pytest.param("/libur tutup 30-11-2099", "staff-holiday-unknown", id="no holiday"),
        pytest.param("/libur buka 30-11-2099", "staff-holiday-unknown", id="no holiday to keep"),
        pytest.param("/libur tutup 12-10-2099", "staff-calendar-past", id="past"),
        pytest.param("/libur 2100", "staff-holidays", id="another year"),
        pytest.param("/libur 1999", "staff-misread", id="a year that is over"),
    ],
)
async def test_others(hq: Headquarters, order: str, key: str) -> None:
    """What is no holiday, or over, is told; another year can be asked for."""
    assert key == (await hq.hear(order)).key


async def test_next_year(hq: Headquarters) -> None:
    """Who decides about next year goes on with next year."""
    first = await hq.hear("/libur 2100")
    assert "1 Januari 2100" in said(first)
    assert "9 Februari 2100" in said(await hq.press(first, "choice-holiday-close"))


async def test_leaders_only(hq: Headquarters) -> None:
    """Only admins and supervisors decide about holidays."""
    assert "staff-not-allowed" == (await hq.hear("/libur", by="2")).key
    assert "staff-not-allowed" == (await hq.hear("/libur tutup 14-12-2099", by="2")).key


async def test_in_every_process(client: Client) -> None:
    """A date that one process closed is closed for the next booking in another."""
    one, two = Headquarters(client), Headquarters(client)
    await one.hear("/libur tutup 14-12-2099")
    assert "no-place-copy" == (await Visitor(two).asks(ON_EID)).key
