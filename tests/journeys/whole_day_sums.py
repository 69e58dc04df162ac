"""What must be true when the whole day is over: of the people, the figures, the lines, the board and the chats."""

from __future__ import annotations

from collections import Counter, defaultdict

from bot.jobs.summaries import figures_of
from bot.lane_audit import audit_lanes
from channels.web.voice import sentence
from tests.channels.telegram_people import STAFF
from tests.journeys.whole_day import Day
from tests.journeys.whole_day_lobby import Lobby
from tests.journeys.whole_day_people import (
    GOES_AWAY,
    LEFT,
    MIGRANT,
    WITHOUT_CARD,
    WITHOUT_COPIES,
)
from tests.offices import MONDAY, TUESDAY

STAGES = {
    "collected": 8, "ready": 26, "paid": 1, "bill_lapsed": 1,  # 36 were served
    "sent_back": 1, "arrived": 2, "": 1,  # and 3 never came to a desk
}  # fmt: skip
BILL, PAID, FREE, LAPSED = "⏳ MENUNGGU PEMBAYARAN", "✅ LUNAS", "✅ TIDAK ADA BIAYA", "❌ KODE BAYAR LEWAT"
READY, COLLECTED, LACKING = "✅ PASPOR SIAP DIAMBIL", "✅ PASPOR SUDAH DIAMBIL", "❌ BERKAS BELUM LENGKAP"
ON_THE_WAY = {
    "collected": (BILL, PAID, READY, COLLECTED), "ready": (BILL, PAID, READY), "paid": (BILL, PAID),
    "bill_lapsed": (BILL, BILL, LAPSED),  # the second one reminds
    "sent_back": (), "arrived": (), "": (),
}  # fmt: skip


async def adds_up(day: Day, lobby: Lobby) -> None:
    """Check everything."""
    stages = await stages_of(day)
    assert STAGES == Counter(stages.values())
    await check_figures(day)
    await check_lines(day)
    await check_board(day, lobby)
    await day.told()
    for name, stage in stages.items():
        await check_chat(day, name, stage)
    for name in (GOES_AWAY, LEFT):  # a notice, and the message that follows the number
        assert 2 == await day.who(name).times_told(f"❌ NOMOR SUDAH LEWAT\nNomor {day.who(name).number} ")


async def stages_of(day: Day) -> dict[str, str]:
    """Return how far each of the forty has come, "" for who never came."""
    found = [await day.house.bookings.visits.applications.find(day.office, person.code) for person in day.people]
    return {person.name: each.stage if each else "" for person, each in zip(day.people, found, strict=True)}


async def check_figures(day: Day) -> None:
    """The day's figures, and the summary in the staff's chat, are what was played."""
    monday, tuesday = [await figures_of(day.house, day.office, each) for each in (MONDAY, TUESDAY)]
    assert (39, 38, 1, 0) == (monday.booked, monday.came, monday.no_shows, monday.cancelled)
    assert (1, 1, 0) == (tuesday.booked, tuesday.came, tuesday.no_shows)
    summary = "Terdaftar untuk hari ini: 39\nDatang: 38\nTidak hadir: 1\nDibatalkan untuk hari ini: 0"
    assert 1 == day.town.count(STAFF, summary)
    for each in (MONDAY, TUESDAY):
        assert [] == list(await day.house.bookings.differences(day.office, each, now_ms=day.clock()))


async def check_lines(day: Day) -> None:
    """Everybody was called in turn, and no number is missing or was given twice."""
    assert [] == await audit_lanes(day.house.bookings.visits.events, day.office)
    tickets = dict.fromkeys((event.day, event.number) for event in await day.happened() if event.number != "-")
    given = defaultdict[tuple[str, str], list[int]](list)
    for date, number in tickets:
        given[date, number[0]].append(int(number[1:]))
    assert [[*range(1, len(numbers) + 1)] for numbers in given.values()] == [*given.values()]
    monday = {prefix: len(numbers) for (date, prefix), numbers in given.items() if date == f"{MONDAY:%Y%m%d}"}
    assert {"A": 38, "B": 36, "P": 2} == monday


async def check_board(day: Day, lobby: Lobby) -> None:
    """The board showed and said each call once, in order, and never a name."""
    calls = [event for event in await day.happened() if event.what in ("called", "recalled")]
    desks = {desk.id: desk.name for desk in day.office.desks}
    assert [(call.number, desks[call.desk]) for call in calls] == await lobby.board.said(len(calls))
    said = [sentence(call.number, desks[call.desk], is_again=call.what == "recalled") for call in calls]
    clips = [clip for each in said for clip in each]
    assert clips == await lobby.board.played(len(clips))
    assert [] == await lobby.board.names(person.name for person in (*day.people, *day.walk_ins))


async def check_chat(day: Day, name: str, stage: str) -> None:
    """Each step was told to its person once, and nothing else was."""
    expected = Counter(ON_THE_WAY[stage])
    if name == MIGRANT:
        expected = Counter((FREE, READY, COLLECTED))
    if name in (WITHOUT_COPIES, WITHOUT_CARD):
        expected[LACKING] += 1
    words = (BILL, PAID, FREE, READY, COLLECTED, LAPSED, LACKING)
    told = Counter({each: await day.who(name).times_told(f"{each}\n{name}\n") for each in words})
    assert expected == +told, f"{name}, {stage}: {told}"
