"""`/blokir` and `/lepas`: who may not book is told why, and who may again can at once."""

from __future__ import annotations

import pytest

from bot.messages import Day, Words
from bot.store.client import Client
from tests.handlers.staff.officers import Headquarters
from tests.handlers.staff.visitors import Visitor
from tests.offices import DAY_MS, MINUTE_MS, MONDAY, with_rules

MINUTES_A_DAY = DAY_MS // MINUTE_MS


async def blocked(hq: Headquarters, order: str) -> None:
    """Block somebody."""
    assert "staff-blocked" == (await hq.press(await hq.hear(f"/blokir {order}"))).key


async def test_number(hq: Headquarters) -> None:
    """A blocked number can't book, whoever it books for, and reads the reason; others can."""
    await blocked(hq, "0812-3456-7890 = nomor palsu")
    answer = await Visitor(hq).asks()
    assert ("blocked", "nomor palsu") == (answer.key, answer.values["reason"])
    assert "blocked" == (await Visitor(hq).asks("Anak Budi#25012096#30112099")).key
    assert "held" == (await Visitor(hq, chat="78", phone="+6281200000078").asks()).key


async def test_person(hq: Headquarters) -> None:
    """A blocked person can't book from any number, however the name is spelt, nor at the counter."""
    await blocked(hq, "Budi Santoso#25011987 = data palsu")
    assert "blocked" == (await Visitor(hq).asks("BUDI SANTOSO#25-01-1987#30112099")).key
    reply = await hq.hear("/daftarkan Budi Santoso#25011987#30112099")
    assert "staff-counter-blocked" == reply.values["problem"].key  # type: ignore[union-attr]  # it is Words
    assert "held" == (await Visitor(hq).asks("Tuti#25011987#30112099")).key


async def test_until(hq: Headquarters) -> None:
    """A block with a date tells it, and is sent to end with that date at the office."""
    await blocked(hq, "081234567890 = nomor palsu = sampai 30-11-2099")
    answer = await Visitor(hq).asks()
    assert ("blocked-until", Day(MONDAY)) == (answer.key, answer.values["date"])


async def test_ends_by_itself(client: Client, hq: Headquarters) -> None:
    """The key of a block with a date ends at the next midnight of the office."""
    await blocked(hq, "081234567890 = nomor palsu = sampai 30-11-2099")
    (key,) = [key for key in await client.execute("KEYS", "*") if key.endswith(b":block")]
    midnight = int(hq.office.local(hq.now_ms).replace(month=12, day=1, hour=0, minute=0).timestamp() * 1000)
    assert midnight == await client.execute("PEXPIRETIME", key, key=key.decode())


async def test_booked_before(hq: Headquarters) -> None:
    """What is held or booked already stays: it can be approved, moved and cancelled."""
    budi = Visitor(hq)
    await budi.asks()
    await blocked(hq, "081234567890 = nomor palsu")
    booked = await budi.says("ya")
    assert "booked" == booked.key
    code = booked.values["code"]
    assert "moved" == (await budi.says(f"#ubah {code} 01-12-2099 10:00")).key
    assert "cancelled" == (await budi.presses(await budi.says("#batal"), "choice-cancel-sure")).key
    assert "blocked" == (await budi.asks()).key


async def test_by_code(hq: Headquarters) -> None:
    """The code of a booking stands for its number, and for its person where there is no number."""
    code = await Visitor(hq).books()
    asked = await hq.hear(f"/blokir {code} = nomor palsu")
    assert "+62 812-••••-7890" == asked.values["who"]
    counter = (await hq.hear("/daftarkan Sri Rahayu#03041980#30112099")).values["code"]
    assert "Sri R•••" == (await hq.hear(f"/blokir {counter} = data palsu")).values["who"]


async def test_lifted(hq: Headquarters) -> None:
    """Who is let go can book at once, after a second press; the history has why it was, and why no more."""
    await blocked(hq, "081234567890 = nomor palsu")
    asked = await hq.hear("/lepas 0812-3456-7890 = sudah diperiksa")
    assert ("staff-unblock-ask", Words("staff-obstacle-block", {"reason": "nomor palsu"})) == (
        asked.key,
        asked.values["obstacle"],
    )
    assert "blocked" == (await Visitor(hq).asks()).key
    assert "staff-unblocked" == (await hq.press(asked)).key
    assert "held" == (await Visitor(hq).asks()).key
    act, _ = await hq.staffroom.acts.last(hq.office, 5)
    assert ("lepas +62 812-••••-7890", "nomor palsu", "sudah diperiksa") == (act.what, act.before, act.after)


async def test_lifted_twice(hq: Headquarters) -> None:
    """The press, handled again after a crash, gives the same answer, and the history keeps why it was."""
    await blocked(hq, "081234567890 = nomor palsu")
    choice = (await hq.hear("/lepas 081234567890 = sudah diperiksa")).choices[0].id
    one = await hq.hears(choice=choice, number=10**15)
    assert one == await hq.hears(choice=choice, number=10**15)
    act, _ = await hq.staffroom.acts.last(hq.office, 5)
    assert ("nomor palsu", "sudah diperiksa") == (act.before, act.after)
    assert "staff-not-blocked" == (await hq.hear("/lepas 081234567890 = sudah diperiksa")).key


@pytest.mark.parametrize("whom", ["081234567890", "{code}", "Budi Santoso#25011987"], ids=["number", "code", "person"])
async def test_cool_down_lifted(client: Client, whom: str) -> None:
    """Who did not come, and is excused, can book at once."""
    hq = Headquarters(client)
    hq.office = with_rules(hq.office, closes_no_shows=True)
    budi = Visitor(hq)
    code = await budi.books("Budi Santoso#25011987#17112099")
    hq.minutes = MINUTES_A_DAY * 2
    day = hq.office.local(hq.now_ms).date().replace(day=17)
    assert 1 == len(await hq.bookings.attendance.close_session(hq.office, day, "08:00", now_ms=hq.now_ms))
    assert "cooling-down" == (await budi.asks()).key
    asked = await hq.hear(f"/lepas {whom.format(code=code)} = sakit")
    assert Words("staff-obstacle-cool-down") == asked.values["obstacle"]
    assert "staff-unblocked" == (await hq.press(asked)).key
    assert "held" == (await budi.asks()).key


@pytest.mark.parametrize(
    ("order", "key"),
    [
        pytest.param("/blokir 081234567890", "staff-incomplete", id="no reason"),
        pytest.param("/blokir Budi = palsu", "staff-misread", id="a name without a birth date"),
        pytest.param("/blokir 081234567890 = palsu = sampai 01-01-2099", "staff-misread", id="until a day past"),
        pytest.param("/blokir 081234567890 = palsu = selamanya", "staff-misread", id="until no date"),
        pytest.param("/blokir CBN-7K3M-9QXD = palsu", "staff-code-unknown", id="no such code"),
        pytest.param("/lepas 081234567890", "staff-incomplete", id="let go without a reason"),
        pytest.param("/lepas CBN-7K3M-9QXD = salah", "staff-code-unknown", id="let go, no such code"),
        pytest.param("/lepas 081234567890 = salah", "staff-not-blocked", id="let go who was not blocked"),
    ],
)
async def test_orders(hq: Headquarters, order: str, key: str) -> None:
    """What can't be done is said with how to do it."""
    assert key == (await hq.hear(order)).key


async def test_leaders_only(hq: Headquarters) -> None:
    """Who serves at the counter blocks nobody."""
    assert "staff-not-allowed" == (await hq.hear("/blokir 081234567890 = palsu", by="2")).key
