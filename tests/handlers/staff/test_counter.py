"""`/daftarkan` and `/batalkan`: who has no phone is booked at once; a cancelled person is told why."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from bot.messages import Reply, Words
from bot.store.client import Client
from tests.handlers.staff.officers import AGUS, DEWI, SARI, Headquarters
from tests.handlers.staff.visitors import Visitor
from tests.offices import MONDAY, office_of_tests

LINE = "Sri Rahayu#03041980#30112099"


@pytest.fixture
def hq(client: Client) -> Headquarters:
    """Give an office that keeps one place of each session for its officers, and one for everybody."""
    office = office_of_tests(pools={"regular": 1, "reserve": 1}, hours=(8,))
    return Headquarters(client, office=replace(office, staff=(SARI, DEWI, AGUS)))


async def daftarkan(hq: Headquarters, line: str = LINE) -> Reply:
    """Book at the counter."""
    return await hq.hear(f"/daftarkan {line}", by="2")


async def test_booked(hq: Headquarters) -> None:
    """The officer gets a code with its QR picture; a place of the reserve is taken, and the claim is the person's."""
    reply = await daftarkan(hq)
    code = str(reply.values["code"])
    assert ("staff-counter-booked", ["qr"], code) == (
        reply.key,
        [each.kind for each in reply.media],
        reply.media[0].content,
    )
    (booking,) = await hq.bookings.records.of_day(hq.office, MONDAY)
    assert (code, "booked", "reserve", "") == (booking.code, booking.state, booking.pool, booking.phone)
    assert [] == await hq.bookings.differences(hq.office, MONDAY, now_ms=hq.now_ms)


async def test_one_person_one_booking(hq: Headquarters) -> None:
    """Who is booked at the counter can be booked neither there nor by chat again; another person can."""
    await daftarkan(hq)
    again = await daftarkan(hq, "SRI RAHAYU#03-04-1980#30112099")
    assert ("staff-counter-refused", "staff-counter-has") == (again.key, again.values["problem"].key)  # type: ignore[union-attr]  # it is Words
    assert "person-has" == (await Visitor(hq).asks(LINE)).key
    assert "staff-counter-booked" == (await daftarkan(hq, "Slamet#03041981#30112099")).key


async def test_full(hq: Headquarters) -> None:
    """When the reserve is gone the other places are given, then it is told that the date is full."""
    await daftarkan(hq)
    await daftarkan(hq, "Slamet#03041981#30112099")
    reply = await daftarkan(hq, "Wagiman#03041982#30112099")
    assert ("staff-counter-no-place", Words("date-full").key) == (reply.key, reply.values["problem"].key)  # type: ignore[union-attr]  # it is Words
    assert "no-place-copy" == (await Visitor(hq).asks("Budi#25011987#30112099")).key


async def test_chat_has_no_reserve(hq: Headquarters) -> None:
    """The reserve is the officers' only."""
    await Visitor(hq).books()
    other = Visitor(hq, chat="78", phone="+6281200000078")
    assert "no-place-copy" == (await other.asks("Tuti#25011987#30112099")).key
    assert "staff-counter-booked" == (await daftarkan(hq)).key


async def test_handled_twice(hq: Headquarters) -> None:
    """The same message, handled again after a crash, books once and gives the same code."""
    (one,) = await hq.hears(f"/daftarkan {LINE}", number=1)
    (two,) = await hq.hears(f"/daftarkan {LINE}", number=1)
    assert one == two
    assert 1 == len(await hq.bookings.records.of_day(hq.office, MONDAY))
    assert 1 == len(await hq.staffroom.acts.last(hq.office, 5))


@pytest.mark.parametrize(
    ("line", "key"),
    [
        pytest.param("Sri Rahayu#31021980#30112099", "staff-counter-mistake", id="no such date"),
        pytest.param("Sri Rahayu#03041980#06122099", "staff-counter-no-place", id="Sunday"),
        pytest.param("Sri Rahayu", "staff-misread", id="a name only"),
    ],
)
async def test_not_booked(hq: Headquarters, line: str, key: str) -> None:
    """What can't be booked is told with the reason."""
    assert key == (await daftarkan(hq, line)).key


async def test_line_to_copy(hq: Headquarters) -> None:
    """A line at fault comes back as an order to copy."""
    reply = await daftarkan(hq, "Sri Rahayu#31021980#30112099")
    assert "/daftarkan Sri Rahayu#TGLLAHIR#30112099" == reply.values["line"]


async def test_nobody_to_remind(hq: Headquarters) -> None:
    """Who has no phone is written to nowhere, and the officer is told to say it."""
    booked = await daftarkan(hq)
    code = booked.values["code"]
    assert "staff-letter-nobody" == (await hq.hear(f"/kirim {code} halo")).key
    asked = await hq.hear(f"/batalkan {code}")
    assert "staff-cancelled-untold" == (await hq.press(asked)).key
    assert [] == await hq.written()


# --- /batalkan -------------------------------------------------------------------------------------------


async def test_cancelled(hq: Headquarters) -> None:
    """After the second press the place goes back later, and the owner is told in their chat, with the reason."""
    budi = Visitor(hq)
    code = await budi.books()
    asked = await hq.hear(f"/batalkan {code} kantor banjir", by="2")
    assert ("staff-cancel-ask", "Budi S•••", "kantor banjir") == (
        asked.key,
        asked.values["name"],
        asked.values["reason"],
    )
    assert [] == await budi.is_told()
    assert "staff-cancelled" == (await hq.press(asked, by="2")).key
    (notice,) = await hq.written(budi.chat)
    assert ("cancelled-by-office", Words("cancelled-why", {"reason": "kantor banjir"})) == (
        notice.key,
        notice.values["reason"],
    )
    assert "held" == (await budi.asks("Budi Santoso#25011987#01122099")).key


async def test_cancelled_twice(hq: Headquarters) -> None:
    """The press, handled again after a crash, tells the same and writes to the owner once."""
    budi = Visitor(hq)
    asked = await hq.hear(f"/batalkan {await budi.books()}")
    choice = asked.choices[0].id
    (one,) = await hq.hears(choice=choice, number=10**15)
    (two,) = await hq.hears(choice=choice, number=10**15)
    assert ("staff-cancelled", one) == (one.key, two)
    assert ["cancelled-by-office"] == await budi.is_told()


async def test_cancelled_before(hq: Headquarters) -> None:
    """What is cancelled already is not asked about; an unknown or mistyped code is told."""
    budi = Visitor(hq)
    code = await budi.books()
    await hq.press(await hq.hear(f"/batalkan {code}"))
    assert "staff-cancel-ended" == (await hq.hear(f"/batalkan {code}")).key
    assert "staff-code-unknown" == (await hq.hear("/batalkan CBN-7K3M-9QXD")).key
    assert "staff-misread" == (await hq.hear("/batalkan CBN-7K3M-9QXE")).key


async def test_written_down(hq: Headquarters) -> None:
    """What was done is in the history with who, before and after."""
    code = (await daftarkan(hq)).values["code"]
    await hq.press(await hq.hear(f"/batalkan {code} sakit"))
    acts = await hq.staffroom.acts.last(hq.office, 5)
    assert [
        ("Sari", f"batalkan {code}", "dibatalkan: sakit"),
        ("Dewi", f"daftarkan {code}", "30-11-2099 08:00, reserve"),
    ] == [(act.who, act.what, act.after) for act in acts]


async def test_born_in_the_service_year(hq: Headquarters) -> None:
    """A child is booked at the counter as anybody is."""
    reply = await daftarkan(hq, "Adi#01012098#30112099")
    assert date(2099, 11, 30) == reply.values["date"].value  # type: ignore[union-attr]  # it is a Day
