"""`/es` in its order: who is visited by whom and when, how each case ends, and who hears of its passport."""

from __future__ import annotations

import pytest

from bot.store.operations import Operation, Stamp
from tests.handlers.families import Family, case_of, order, text
from tests.handlers.staff.officers import Headquarters
from tests.handlers.staff.test_emergencies import press, told, visited
from tests.offices import DAY_MS


@pytest.fixture
def hq(hospital: Headquarters) -> Headquarters:
    """Give an office with an emergency service."""
    return hospital


async def test_only_the_teams_that_go_out(hq: Headquarters, number: str) -> None:
    """On a Sunday one team goes out: a second case gets no other team's place, but by a supervisor's press."""
    other = await Family(hq, chat="81", phone="+6281200000081").pleads()
    for each in (number, other):
        await order(hq, f"/es terima {each}")
    assert "staff-visit-scheduled" == (await order(hq, f"/es jadwal {number} 22-11-2099 08:00")).key
    assert "staff-case-full" == (await order(hq, f"/es jadwal {other} 22-11-2099 08:00")).key
    asked = await order(hq, f"/es jadwal {other} 22-11-2099 08:00 = Tim 2")
    assert "staff-visit-apart" == asked.key
    assert "staff-visit-scheduled" == (await press(hq, asked, by="7")).key


@pytest.mark.parametrize("hour", ["08:00", "08:30"], ids=["by plan", "apart"])
async def test_hour_that_is_over(hq: Headquarters, number: str, hour: str) -> None:
    """A visit can't be planned for an hour that is past."""
    await order(hq, f"/es terima {number}")
    hq.minutes = 5 * 24 * 60 + 60  # Saturday, ten o'clock
    assert "staff-case-past" == (await order(hq, f"/es jadwal {number} 21-11-2099 {hour}")).key
    assert "accepted" == (await case_of(hq, number)).stage


@pytest.mark.parametrize("steps", [(), ("terima",), ("terima", "jadwal"), ("terima", "jadwal", "tiba")], ids=len)
async def test_closed(hq: Headquarters, number: str, steps: tuple[str, ...]) -> None:
    """An officer ends a case at any stage, with a reason that the family reads; its hour is free again."""
    for verb in steps:
        await order(hq, f"/es {verb} {number}" + (" 21-11-2099 08:00 = Tim 1" if verb == "jadwal" else ""))
    asked = await order(hq, f"/es tutup {number}")
    (choice,) = [each.id for each in asked.choices if each.label == "choice-reason-not-needed"]
    (closed,) = await hq.hears(choice=choice, by="5", is_group=False)
    assert "staff-case-closed" == closed.key
    assert "kunjungan tidak diperlukan lagi" in text(await Family(hq).is_told())
    assert "staff-case-stage" == (await order(hq, f"/es tutup {number} = lagi", by="6")).key
    slots = await hq.bookings.visits.emergencies.slots(hq.office, now_ms=hq.now_ms)
    assert ("Tim 1", "Tim 2") == slots[0].teams
    assert "Ditutup" not in text(await order(hq, "/es"))
    assert "ditutup: 1" in text(await order(hq, "/es rekap"))


@pytest.mark.parametrize(
    ("days", "expected"), [(20, "visited"), (60, "closed")], ids=["a while", "longer than cases are kept"]
)
async def test_unpaid(hq: Headquarters, number: str, days: int, expected: str) -> None:
    """A visited case whose bill has lapsed ends by itself when it stays unpaid."""
    application = await visited(hq, number)
    lapsed = Stamp(operation=Operation("clock", 1), now_ms=hq.now_ms + 8 * DAY_MS)
    await hq.bookings.visits.applications.lapse(hq.office, application.code, lapsed)
    await hq.bookings.visits.emergencies.settle(hq.office, now_ms=hq.now_ms + days * DAY_MS)
    assert expected == (await case_of(hq, number)).stage


async def test_reason_of_a_failure(hq: Headquarters, number: str) -> None:
    """Why a visit failed is not told again when the case is accepted anew."""
    await order(hq, f"/es terima {number}")
    await order(hq, f"/es jadwal {number} 21-11-2099 08:00")
    await order(hq, f"/es berangkat {number}")
    await order(hq, f"/es gagal {number} = patient-away")
    await order(hq, f"/es minta {number} dokter")
    await order(hq, f"/es terima {number}")
    assert "emergency-case-accepted" == await told(hq)


async def test_most_pressing_first(hq: Headquarters) -> None:
    """With more cases than a page holds the urgent is on top, however new, and the rest is a page further."""
    numbers = []
    for n in range(21):
        hq.minutes += 1
        family = Family(hq, chat=f"8{n:02}", phone=f"+6281234567{n:03}")
        numbers.append(await family.pleads(departure="19 november" if n == 20 else ""))
    first = await order(hq, "/es")
    lines = text(first).splitlines()
    assert ([True], True) == ([numbers[20] in line for line in lines[2:3]], "dan 1 lagi: /es 2" in lines)
    second = text(await order(hq, "/es 2"))
    assert (True, False) == (numbers[19] in second, "lagi" in second)


async def test_number_that_nobody_proved(hq: Headquarters) -> None:
    """Whoever owns the contact's number sees nothing and loses nothing; the case's chat sees and is told all."""
    rina = Family(hq, chat="99", phone="+6281234567890")
    number = await Family(hq, chat="66", phone="").pleads(contact="Rina, 0812-3456-7890")
    application = await visited(hq, number)
    assert "passport-unknown" == (await rina.says("#paspor")).key
    assert "fees" in (await rina.says("#bayar")).key
    for said in ("#paspor", "#bayar"):
        assert "820991130000001" in text(await Family(hq, chat="66", phone="").says(said))
    visitors = hq.bookings.visits.visitors
    assert "66" == (await visitors.chat_for(hq.office, application, now_ms=hq.now_ms)).chat_id
    assert [] == await visitors.of(hq.office, "+6281234567890")


async def test_written_down(hq: Headquarters, number: str) -> None:
    """The audit has the orders' own words."""
    await order(hq, f"/es minta {number} dokter, rujukan")
    await visited(hq, number)
    acts = await hq.staffroom.acts.last(hq.office, 9)
    verbs = ["minta", "terima", "jadwal", "berangkat", "tiba", "selesai"]
    assert {f"es {verb} {number}" for verb in verbs} <= {act.what for act in acts}
    assert "dokter, rujukan" in [act.after for act in acts]


@pytest.mark.parametrize("said", ["/es {} terima", "/es terima ES {bare}", "/es ES {bare} terima"])
async def test_as_people_write(hq: Headquarters, number: str, said: str) -> None:
    """The number may stand before the order, and with a blank."""
    reply = await order(hq, said.format(number, bare=number.removeprefix("ES-")))
    assert "staff-case-accepted" == reply.key
