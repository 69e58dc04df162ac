"""The staff's daily summary: its figures, once for each staff chat, with a picture."""

from __future__ import annotations

from datetime import date, time
from io import BytesIO

from PIL import Image

from bot.app import House
from bot.jobs.periods import Period
from bot.jobs.summaries import DayFigures, figures_of, next_dates, summary
from bot.jobs.work import do_in
from bot.messages import Day, Lines, Words
from bot.offices import Office
from bot.store.operations import Operation, Stamp
from bot.visit_values import Arrived
from tests.jobs.people import OFFICE, STAFF_CHAT, booking_of, sender, waiting
from tests.offices import MONDAY, NOW_MS, TODAY, TUESDAY, instant, office_of_tests

PERIOD = Period("summary", "CBN", MONDAY)
CHRISTMAS = date(2099, 12, 25)


async def a_day(house: House) -> None:
    """Let two be booked for Monday, of whom one does not come, one have cancelled, and one be booked for Tuesday."""
    people = [sender(house) for _ in range(4)]
    await booking_of(house, people[0], session="08:00")
    await booking_of(house, people[1], session="10:00")
    gone = await booking_of(house, people[2])
    await house.bookings.cancel(people[2].request(), gone.code)
    tomorrow = await booking_of(house, people[3], day=TUESDAY)
    await house.bookings.attendance.come(people[3].request(), tomorrow.code)
    await house.bookings.attendance.close_session(OFFICE, MONDAY, "08:00", now_ms=NOW_MS)


async def test_figures(house: House) -> None:
    """A date's figures are of those booked for it; what people did on a day is counted on that day."""
    await a_day(house)
    monday = await figures_of(house, OFFICE, MONDAY)
    assert (2, 1, 1, 0, 0, 1) == (
        monday.booked, monday.cancelled, monday.no_shows, monday.new_bookings, monday.new_cancellations, monday.coming
    )  # fmt: skip
    assert [1, 0, 0, 0, 0, 0] == list(monday.ahead.values())
    today = await figures_of(house, OFFICE, TODAY)
    assert (0, 4, 1) == (today.booked, today.new_bookings, today.new_cancellations)


async def test_who_came_is_counted(house: House) -> None:
    """Who was received counts as booked and as come, and the staff are told how many."""
    await a_day(house)
    visitor = sender(house)
    booking = await booking_of(house, visitor, session="10:00")
    stamp = Stamp(operation=Operation("kiosk", 1), now_ms=instant(MONDAY, time(10)))
    assert isinstance(await house.bookings.visits.lobby.arrive(OFFICE, booking.code, stamp), Arrived)
    monday = await figures_of(house, OFFICE, MONDAY)
    assert (3, 1, 1) == (monday.booked, monday.came, monday.no_shows)
    assert "1" == summary(monday, OFFICE, lambda key, _values: key, key="x").values["came"]


async def test_the_staff_are_told_once(house: House) -> None:
    """Each staff chat gets the summary once, with its picture, however often the job runs."""
    await a_day(house)
    for _ in range(2):
        await do_in(house, PERIOD, now_ms=NOW_MS)
    (entry,) = await waiting(house, channel="telegram")
    assert (STAFF_CHAT, "id", "summary") == (entry.chat.chat_id, entry.language, entry.reply.key)
    assert ("2", "1", Day(TUESDAY)) == tuple(entry.reply.values[key] for key in ("booked", "no-shows", "next"))
    (picture,) = entry.reply.media
    assert ("picture", "image/png", 1080) == (picture.kind, picture.mime, Image.open(BytesIO(picture.data)).width)
    assert [] == await waiting(house, channel="web")


def test_dates_ahead() -> None:
    """The picture shows the next six dates on which people are received, whatever is closed between."""
    dates = next_dates(office_of_tests(), MONDAY)
    assert ["01", "03", "04", "07", "08", "09"] == [f"{day:%d}" for day in dates]


def test_what_is_not_recorded() -> None:
    """An office that does not record who came is told so, not that nobody was absent."""
    shown = said(office_of_tests())
    assert Words("summary-not-recorded") == shown["no-shows"] == shown["came"]
    assert "3" == said(OFFICE)["no-shows"]


async def test_holidays_that_nobody_decided(house: House) -> None:
    """Holidays within the horizon that nobody has decided about are named, with a button; decided ones are not."""
    await do_in(house, PERIOD, now_ms=NOW_MS)
    (entry,) = await waiting(house, channel="telegram")
    eid = holiday(date(2099, 12, 14), "Hari kedua dari Hari Raya Idul Fitri (perkiraan)")
    lines = Lines((eid, holiday(CHRISTMAS, "Hari Raya Natal")))
    assert Words("summary-holidays", {"holidays": lines}) == entry.reply.values["holidays"]
    assert ["word:libur"] == [choice.id for choice in entry.reply.choices]


def test_nothing_to_decide() -> None:
    """Where every holiday is decided the summary says nothing of them."""
    assert "" == said(OFFICE)["holidays"]


def holiday(day: date, name: str) -> Words:
    """Return the line of a holiday."""
    return Words("staff-holiday-line", {"date": Day(day), "name": name})


def said(office: Office) -> dict[str, object]:
    """Return the values of a summary."""
    figures = DayFigures(
        day=MONDAY, booked=9, cancelled=0, no_shows=3, new_bookings=0, new_cancellations=0, ahead={}, coming=0
    )  # fmt: skip
    return dict(summary(figures, office, lambda key, _values: key, key="x").values)
