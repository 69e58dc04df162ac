"""Sessions, hours and weekdays as officers write them."""

from __future__ import annotations

from datetime import time

import pytest

from bot.offices import Session
from bot.session_lists import read_clock, read_sessions, read_weekdays

EIGHT, NINE, TEN = time(8), time(9), time(10)


def places(regular: int, priority: int = 0, reserve: int = 0) -> dict[str, int]:
    """Return the places of each pool."""
    return {"regular": regular, "priority": priority, "reserve": reserve}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("08:00-09:00 20", [(EIGHT, NINE, places(20))], id="one"),
        pytest.param("8-9 20", [(EIGHT, NINE, places(20))], id="hours only"),
        pytest.param("08.00 s/d 09.00: 20 tempat", [(EIGHT, NINE, places(20))], id="with dots and words"),
        pytest.param("08:00–09:00 20 umum 5 prioritas 3 cadangan", [(EIGHT, NINE, places(20, 5, 3))], id="pools"),
        pytest.param("08:00-09:00 5 Prioritas + 20", [(EIGHT, NINE, places(20, 5))], id="pools the other way round"),
        pytest.param(
            "08:00-09:00 20, 9-10 7", [(EIGHT, NINE, places(20)), (NINE, TEN, places(7))], id="two with a comma"
        ),
        pytest.param("8-9 20\n9-10 7\n", [(EIGHT, NINE, places(20)), (NINE, TEN, places(7))], id="a line each"),
    ],
)
def test_sessions(text: str, expected: list[tuple[time, time, dict[str, int]]]) -> None:
    """A list is read with its hours and the places of each pool."""
    found = read_sessions(text)
    assert all(isinstance(session, Session) for session in found)
    assert expected == [(s.start, s.end, s.pools) for s in found if isinstance(s, Session)]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("tutup", "tutup", id="a word"),
        pytest.param("08:00-09:00 20, 09:00 20", "09:00 20", id="no end"),
        pytest.param("08:00-09:00", "08:00-09:00", id="no places"),
        pytest.param("08:00-25:00 3", "08:00-25:00 3", id="no such hour"),
        pytest.param("08:00-09:60 3", "08:00-09:60 3", id="no such minute"),
        pytest.param("08:00-09:00 20 lansia", "08:00-09:00 20 lansia", id="no such pool"),
        pytest.param("08:00-09:00 20 umum 3", "08:00-09:00 20 umum 3", id="a pool twice"),
        pytest.param("08:00-09:00 1.000", "08:00-09:00 1.000", id="a number with a dot"),
    ],
)
def test_faults(text: str, fault: str) -> None:
    """Of a list that can't be read the part at fault is told."""
    assert fault == read_sessions(text)


@pytest.mark.parametrize(
    ("text", "weekdays"),
    [
        pytest.param("senin", (1,), id="one"),
        pytest.param("setiap hari Sabtu", (6,), id="with words"),
        pytest.param("Senin - Jumat", (1, 2, 3, 4, 5), id="a span"),
        pytest.param("senin s/d kamis", (1, 2, 3, 4), id="a span in words"),
        pytest.param("jumat, senin dan rabu", (1, 3, 5), id="several"),
        pytest.param("senin depan", (), id="a date"),
        pytest.param("30-11-2026", (), id="a date in digits"),
        pytest.param("jumat-senin", (), id="backwards"),
        pytest.param("senin-x", (), id="half a span"),
        pytest.param("", (), id="nothing"),
    ],
)
def test_weekdays(text: str, weekdays: tuple[int, ...]) -> None:
    """Weekdays are read alone, as a span or in a row; what may be a date is none."""
    assert weekdays == read_weekdays(text)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        pytest.param("08:00", EIGHT, id="as it should be"),
        pytest.param("jam 8", EIGHT, id="jam"),
        pytest.param("Pukul 9.00 WIB", NINE, id="with its zone"),
        pytest.param("24:00", None, id="no such hour"),
        pytest.param("pagi", None, id="a word"),
    ],
)
def test_clock(text: str, hour: time | None) -> None:
    """An hour is read as people write it."""
    assert hour == read_clock(text)
