"""`/kuota`, `/buka`, `/sesi`, `/jam-buka`, `/horison`: shown, asked about, done once, and in force at once."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.messages import Reply
from bot.store.client import Client
from tests.handlers.staff.officers import AGUS, DEWI, LEXICON, SARI, Headquarters
from tests.handlers.staff.visitors import Visitor
from tests.offices import MONDAY, office_of_tests

EIGHT = "Budi Santoso#25011987#30112099#08:00"
OTHER = "Tuti Wulandari#03041990#30112099#08:00"


def said(reply: Reply) -> str:
    """Return an answer in Indonesian."""
    office = office_of_tests()
    return LEXICON.text(reply.key, reply.values, language="id", zone=(office.timezone, office.zone_name)).strip()


def changes(reply: Reply) -> list[str]:
    """Return the lines that tell what a change does."""
    return [line.removeprefix("• ") for line in said(reply).splitlines() if "→" in line]


async def done(hq: Headquarters, order: str) -> Reply:
    """Give an order and say that one is sure."""
    return await hq.press(await hq.hear(order))


async def acts(hq: Headquarters, most: int = 5) -> list[tuple[str, str, str, str]]:
    """Return what was written down, the newest first."""
    return [(act.who, act.what, act.before, act.after) for act in await hq.staffroom.acts.last(hq.office, most)]


# --- looking ---------------------------------------------------------------------------------------------


async def test_overview(hq: Headquarters) -> None:
    """The next dates are told with places, booked, held and left of each session, and as a picture."""
    await Visitor(hq).books("Budi#25011987#17112099#08:00")
    await Visitor(hq, chat="2b", phone="+6281200000012").asks("Tuti#25011987#17112099#08:00")
    reply = await hq.hear("/kuota", by="2")
    shown = said(reply)
    assert "Sel, 17 Nov: 6 tempat, 1 terdaftar, 1 menunggu, sisa 4 (umum 2, prioritas 2)" in shown
    assert "• 08:00: 3 tempat, 1 terdaftar, 1 menunggu, sisa 1 (umum 0, prioritas 1)" in shown
    assert (["calendar"], 5) == ([medium.kind for medium in reply.media], shown.count("• 08:00"))
    assert ["word:kuota 16112099", "word:kuota 17112099", "word:kuota 18112099"] == [c.id for c in reply.choices]


async def test_more_people_than_places(hq: Headquarters) -> None:
    """A pool with more people than places has none left, and a session that is no more is told while it has people."""
    await Visitor(hq).books("Budi#25011987#17112099#08:00")
    await done(hq, "/kuota besok 08:00 0")
    assert "• 08:00: 1 tempat, 1 terdaftar, 0 menunggu, sisa 1 (umum 0, prioritas 1)" in said(
        await hq.hear("/kuota besok")
    )
    await done(hq, "/sesi besok = 10-11 4")
    assert "• 08:00: 0 tempat, 1 terdaftar, 0 menunggu, sisa 0" in said(await hq.hear("/kuota besok"))


@pytest.mark.parametrize(
    ("order", "key", "told"),
    [
        pytest.param("/kuota besok", "staff-quota-day", "Kanim CBN, buka", id="open"),
        pytest.param("/kuota 02-12-2099", "staff-quota-day", "Kanim CBN, tutup (libur)", id="closed"),
        pytest.param("/kuota 06-12-2099", "staff-quota-no-sessions", "Kanim CBN, tidak ada layanan", id="Sunday"),
    ],
)
async def test_one_date(hq: Headquarters, order: str, key: str, told: str) -> None:
    """A date is told with its state."""
    reply = await hq.hear(order, by="2")
    assert (key, True) == (reply.key, told in said(reply))


async def test_week(hq: Headquarters) -> None:
    """The sessions of the week are told, with the hour at which dates open, and the dates that have their own."""
    shown = said(await hq.hear("/sesi", by="2"))
    assert "• Sen: 08:00–09:00 (umum 2 prioritas 1), 10:00–11:00 (umum 2 prioritas 1)" in shown
    assert "• Sab: tidak ada layanan" in shown
    assert "pukul 08:00 WIB dibuka satu tanggal lagi, sampai 30 hari ke depan" in shown
    await done(hq, "/sesi 28-11-2099 = 8-12 9")
    assert "Tanggal dengan sesi sendiri:\n• Sabtu, 28 November 2099" in said(await hq.hear("/horison"))


async def test_nothing_is_open(client: Client) -> None:
    """An office that is never open says so."""
    hq = Headquarters(client, office=replace(office_of_tests(), week={}, staff=(SARI,)))
    assert "staff-quota-none" == (await hq.hear("/kuota")).key


async def test_unclear_date(hq: Headquarters) -> None:
    """A date that can be two is asked about; the button says all that was written."""
    asked = await hq.hear("/kuota senin 08:00 5")
    assert ("staff-which-date", ["word:kuota 16112099 08:00 5 umum", "word:kuota 23112099 08:00 5 umum"]) == (
        asked.key,
        [choice.id for choice in asked.choices],
    )
    assert ["Sen, 23 Nov 08:00: umum 2 → 5"] == changes(await hq.hear(choice=asked.choices[1].id))


# --- changing --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "lines"),
    [
        pytest.param("/kuota 30-11-2099 08:00 40", ["Sen, 30 Nov 08:00: umum 2 → 40"], id="a session"),
        pytest.param("/kuota besok 08:00 4 prioritas", ["Sel, 17 Nov 08:00: prioritas 1 → 4"], id="a pool"),
        pytest.param(
            "/kuota besok 7", ["Sel, 17 Nov 08:00: umum 2 → 4", "Sel, 17 Nov 10:00: umum 2 → 3"], id="a whole date"
        ),
        pytest.param("/buka 02-12-2099", ["Rab, 2 Des: libur → buka"], id="a closed date"),
        pytest.param(
            "/buka 28-11-2099 = 8-12 9", ["Sab, 28 Nov 08:00: umum – → 9, selesai – → 12:00"], id="a Saturday"
        ),
        pytest.param(
            "/sesi sabtu, minggu = 8-9 3",
            ["Sab 08:00: umum – → 3, selesai – → 09:00", "Min 08:00: umum – → 3, selesai – → 09:00"],
            id="weekdays",
        ),
        pytest.param(
            "/sesi 30-11-2099 = 8-9 2 1 prioritas, 10-10:30 2 1 prioritas",
            ["Sen, 30 Nov 10:00: selesai 11:00 → 10:30"],
            id="an earlier end",
        ),
        pytest.param("/jam-buka 06:30", ["Kanim CBN: tanggal baru dibuka pukul 08:00 → 06:30"], id="the hour"),
        pytest.param("/horison 14", ["Kanim CBN: pendaftaran 30 → 14 hari ke depan"], id="the horizon"),
    ],
)
async def test_before_and_after(hq: Headquarters, order: str, lines: list[str]) -> None:
    """What is different is shown and asked about, then done and told the same; asked again it is so already."""
    asked = await hq.hear(order)
    assert ("staff-calendar-ask", lines) == (asked.key, changes(asked))
    reply = await hq.press(asked)
    assert ("staff-calendar-changed", lines) == (reply.key, changes(reply))
    assert "staff-calendar-unchanged" == (await hq.hear(order)).key


async def test_only_a_press_changes(hq: Headquarters) -> None:
    """Until somebody is sure everything is as it was; *Tidak jadi* leaves it so."""
    asked = await hq.hear("/kuota 30-11-2099 08:00 0")
    await hq.press(asked, "choice-staff-no")
    assert "held" == (await Visitor(hq).asks(EIGHT)).key
    assert [] == await acts(hq)


async def test_as_ever(hq: Headquarters) -> None:
    """A date with sessions of its own gets those of its weekday again."""
    await done(hq, "/sesi 30-11-2099 = 13-14 5")
    assert ["Sen, 30 Nov 08:00", "Sen, 30 Nov 10:00", "Sen, 30 Nov 13:00"] == [
        line.partition(":0")[0] + ":00" for line in changes(await done(hq, "/sesi 30-11-2099 = biasa"))
    ]
    assert "held" == (await Visitor(hq).asks(EIGHT)).key


@pytest.mark.parametrize(
    ("order", "key"),
    [
        pytest.param("/kuota 15-11-2099 08:00 5", "staff-calendar-past", id="past"),
        pytest.param("/kuota 02-12-2099 08:00 5", "staff-calendar-closed", id="closed"),
        pytest.param("/kuota 30-11-2099 17:00 5", "staff-calendar-no-session", id="no such session"),
        pytest.param("/kuota 06-12-2099 5", "staff-calendar-no-sessions", id="Sunday"),
        pytest.param("/kuota besok 08:00 200000", "staff-calendar-places", id="too many places"),
        pytest.param("/buka 28-11-2099", "staff-calendar-no-sessions", id="Saturday without sessions"),
        pytest.param("/buka besok", "staff-calendar-unchanged", id="open"),
        pytest.param("/sesi senin = 8-10 2, 9-11 2", "staff-calendar-overlap", id="overlapping"),
        pytest.param("/horison 400", "staff-calendar-horizon", id="too far"),
        pytest.param("/sesi senin", "staff-week", id="a weekday alone"),
        pytest.param("/sesi senin = ramai", "staff-misread", id="no sessions"),
        pytest.param("/buka", "staff-incomplete", id="no date"),
    ],
)
async def test_refused(hq: Headquarters, order: str, key: str) -> None:
    """What can't be done is told before anybody is asked to press, and changes nothing."""
    assert key == (await hq.hear(order)).key
    assert 0 == hq.staffroom.offices["CBN"].version


async def test_the_way_out_of_a_closed_date(hq: Headquarters) -> None:
    """Who sets the quota of a closed date gets the button that opens it."""
    refused = await hq.hear("/kuota 02-12-2099 08:00 5")
    assert ["Rab, 2 Des: libur → buka"] == changes(await hq.press(refused, "choice-open-date"))


@pytest.mark.parametrize("order", ["/kuota besok 9", "/horison 9", "/sesi sabtu = 8-9 9", "/buka 02-12-2099"])
async def test_leaders_only(hq: Headquarters, order: str) -> None:
    """Only admins and supervisors change the calendar; the attempt of another is refused."""
    assert "staff-not-allowed" == (await hq.hear(order, by="2")).key
    (asked,) = await hq.hears(order, by="9", phone=AGUS.id)
    assert "staff-calendar-ask" == asked.key
    assert "staff-not-allowed" == (await hq.press(asked, by="2")).key


# --- what it means for people ----------------------------------------------------------------------------


async def test_the_very_next_booking(client: Client) -> None:
    """A change counts at once, in another process too that has not read it."""
    one, two = (Headquarters(client, office=replace(office_of_tests(), staff=(SARI, DEWI, AGUS))) for _ in range(2))
    await Visitor(two).says("#jadwal")
    await done(one, "/kuota 30-11-2099 0")
    assert "no-place-copy" == (await Visitor(two).asks(EIGHT)).key
    await done(one, "/kuota 30-11-2099 1")
    assert "held" == (await Visitor(two).asks("Budi Santoso#25011987#30112099")).key
    assert "1 menunggu" in said(await two.hear("/kuota 30-11-2099"))


async def test_a_saturday(hq: Headquarters) -> None:
    """A Saturday that is opened with sessions can be booked."""
    line = "Budi Santoso#25011987#28112099"
    assert "no-place-copy" == (await Visitor(hq).asks(line)).key
    await done(hq, "/buka 28-11-2099 = 08:00-12:00 50")
    assert "held" == (await Visitor(hq).asks(line)).key


@pytest.mark.parametrize(
    ("order", "line"),
    [
        pytest.param("/kuota 30-11-2099 08:00 1", "• Sen, 30 Nov 08:00, umum: 2 orang, 1 tempat", id="a session"),
        pytest.param("/sesi senin = 10-11 5", "• Sen, 30 Nov 08:00, umum: 2 orang, 0 tempat", id="a weekday"),
        pytest.param("/sesi 30-11-2099 = 10-11 5", "• Sen, 30 Nov 08:00, umum: 2 orang, 0 tempat", id="a date"),
    ],
)
async def test_below_what_is_booked(hq: Headquarters, order: str, line: str) -> None:
    """Fewer places than people: it is said before and after, per session; nobody loses theirs, and none is sold."""
    code = await Visitor(hq).books(EIGHT)
    await Visitor(hq, chat="78", phone="+6281200000078").asks(OTHER)
    asked = await hq.hear(order)
    assert line in said(asked)
    assert line in said(await hq.press(asked))
    assert ["booked", "held"] == sorted(b.state for b in await hq.bookings.records.of_day(hq.office, MONDAY))
    late = Visitor(hq, chat="79", phone="+6281200000079")
    assert "no-place-copy" == (await late.asks("Wati#25011987#30112099#08:00")).key
    assert "✅ TERDAFTAR" in said(await Visitor(hq).says(f"#cek {code}"))


async def test_a_second_person(client: Client) -> None:
    """Where the office wants it, a change that leaves people without places takes another officer's press."""
    office = replace(office_of_tests(), staff=(SARI, DEWI, AGUS), asks_second_person=True)
    hq = Headquarters(client, office=office)
    assert "staff-calendar-changed" == (await done(hq, "/kuota 30-11-2099 08:00 1")).key
    await Visitor(hq).books(EIGHT)
    asked = await hq.hear("/kuota 30-11-2099 08:00 0")
    assert "staff-plan-second-person" == (await hq.press(asked, "choice-staff-yes-other")).key
    (reply,) = await hq.hears(choice=asked.choices[0].id, by="9", phone=AGUS.id)
    assert "staff-calendar-changed" == reply.key


# --- once, and written down ------------------------------------------------------------------------------


async def test_a_press_handled_twice(hq: Headquarters) -> None:
    """The press, handled again after a crash and another's change, changes nothing more and tells the same."""
    asked = await hq.hear("/kuota 30-11-2099 08:00 40")
    (one,) = await hq.hears(choice=asked.choices[0].id, number=10**15)
    await done(hq, "/kuota 30-11-2099 08:00 30")
    (two,) = await hq.hears(choice=asked.choices[0].id, number=10**15)
    assert ("staff-calendar-changed", one) == (one.key, two)
    assert 30 == hq.staffroom.offices["CBN"].sessions(MONDAY)[0].pools["regular"]
    assert 2 == len(await acts(hq))


async def test_a_plan_after_midnight(hq: Headquarters) -> None:
    """A press after the date has passed is told that it has."""
    hq.minutes = 14 * 60 + 55
    asked = await hq.hear("/kuota hari ini 08:00 40")
    hq.minutes += 10
    assert "staff-calendar-past" == (await hq.press(asked)).key


async def test_another_change_in_between(hq: Headquarters) -> None:
    """What is done is told as it was at the press, not as it was shown."""
    asked = await hq.hear("/kuota 30-11-2099 08:00 40")
    await done(hq, "/kuota 30-11-2099 08:00 30")
    assert ["Sen, 30 Nov 08:00: umum 30 → 40"] == changes(await hq.press(asked))


async def test_written_down(hq: Headquarters) -> None:
    """Each change is in the history with who, what, before and after."""
    friday = "/sesi jumat = 8-9 4 1 prioritas, 10-11 2 1 prioritas"
    for order in ("/kuota 30-11-2099 08:00 40", "/buka 02-12-2099", friday, "/horison 14"):
        await done(hq, order)
    assert [
        ("Sari", "horison", "hari ke depan 30", "hari ke depan 14"),
        ("Sari", "sesi jumat", "jumat 08:00 umum 2", "jumat 08:00 umum 4"),
        ("Sari", "buka 02-12-2099", "tutup libur", "tutup –"),
        ("Sari", "kuota 30-11-2099", "08:00 umum 2", "08:00 umum 40"),
    ] == await acts(hq)
    assert "Dari 08:00 umum 2 menjadi 08:00 umum 40" in said(await hq.hear("/riwayat"))


async def test_many_lines(hq: Headquarters) -> None:
    """A long list is cut, with how many lines more there are."""
    shown = said(await hq.hear("/sesi senin-minggu = 8-9 3, 9-10 3"))
    assert "• Kam 09:00: umum – → 3, selesai – → 10:00" in shown
    assert shown.endswith("… dan 7 lagi")
