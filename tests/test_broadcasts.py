"""The line of a broadcast: written and read the same; and how long one takes."""

from __future__ import annotations

from datetime import date

import pytest

from bot.adapters import Capabilities, Pace
from bot.arguments import Reading
from bot.broadcast_arguments import STATE_WORDS, line_of, siarkan_arguments
from bot.broadcast_commands import Announce, ChooseAudience
from bot.broadcasts import Audience, State, bar, seconds_for, unknown_placeholder
from bot.staff_commands import Misused, StaffCommand
from tests.offices import MONDAY, NOW_MS, TUESDAY, office_of_tests

AUDIENCES = (
    Audience(),
    Audience(first=MONDAY),
    Audience(first=MONDAY, last=TUESDAY, state="no-show"),
    Audience(first=MONDAY, session="08:00", state="booked", channel="whatsapp-cloud", language="en"),
    *(Audience(first=MONDAY, state=state) for state in STATE_WORDS),
    Audience(state="ready", channel="telegram"),
)
TELEGRAM = Capabilities(account_pace=Pace(burst=30, interval_ms=34, window_ms=1000))
SLOW = Capabilities(account_pace=Pace(burst=5, interval_ms=1500, jitter_ms=1000))


def read(rest: str) -> StaffCommand:
    """Read what stands behind `/siarkan`."""
    return siarkan_arguments(Reading(rest=rest, office=office_of_tests(), now_ms=NOW_MS))


@pytest.mark.parametrize("audience", AUDIENCES, ids=line_of)
@pytest.mark.parametrize("is_news", [False, True], ids=["own", "news"])
def test_read_as_written(audience: Audience, is_news: bool) -> None:
    """The line that the bot writes for an audience is read as that audience."""
    command = read(line_of(audience, is_news=is_news))
    assert isinstance(command, ChooseAudience)
    assert (audience, is_news) == (command.audience, command.is_news)


@pytest.mark.parametrize(
    ("head", "first", "last"),
    [
        ("30-11-2099", MONDAY, None),
        ("Senin 30 November 2099", MONDAY, None),
        ("30 Nov 2099 sampai 1 Des 2099", MONDAY, TUESDAY),
        ("besok", date(2099, 11, 17), None),
        ("hari ini", date(2099, 11, 16), None),
    ],
)
def test_dates(head: str, first: date, last: date | None) -> None:
    """A date is written as everywhere, and so are the two ends of a range."""
    command = read(f"{head} = Halo = semua")
    assert isinstance(command, Announce)
    assert (first, last, "Halo = semua") == (command.audience.first, command.audience.last, command.text)


@pytest.mark.parametrize(
    ("head", "state"),
    [
        ("siap diambil", "ready"),
        ("Siap-Diambil lewat telegram", "ready"),
        ("menunggu", "waiting"),
        ("menunggu persetujuan", "held"),
        ("menunggu pembayaran", "unpaid"),
        ("30-11-2099 kurang berkas en", "sent-back"),
        ("besok terdaftr", "booked"),
        ("dikembalikn semua", "sent-back"),
    ],
)
def test_states(head: str, state: State) -> None:
    """A state is written in one word or in two, in any case, and with a slip of the finger."""
    command = read(f"{head} = Halo")
    assert isinstance(command, Announce)
    assert state == command.audience.state


@pytest.mark.parametrize("line", ["30-11-2099 kirim besok 07:00", "30-11-2099 lewat", "kirim 07:00 = Halo"])
def test_not_whole(line: str) -> None:
    """A time without a text, and a text for nobody, are not taken for something else."""
    assert isinstance(read(line), Misused)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Halo { NAMA }, {kode}", None), ("Halo {nama} {tgl}", ("tgl", "")), ("{sessi}", ("sessi", "sesi"))],
)
def test_placeholders(text: str, expected: tuple[str, str] | None) -> None:
    """Placeholders are told apart in any case; the first that is none comes with the one that was meant."""
    assert expected == unknown_placeholder(text)


@pytest.mark.parametrize(
    ("messages", "can", "waiting", "expected"),
    [
        pytest.param(30, TELEGRAM, 0, 0, id="a burst"),
        pytest.param(10_000, TELEGRAM, 0, 339, id="Telegram"),
        pytest.param(10, TELEGRAM, 320, 10, id="behind others"),
        pytest.param(65, SLOW, 0, 120, id="with jitter"),
        pytest.param(10_000, Capabilities(), 0, 0, id="no limit"),
    ],
)
def test_how_long(messages: int, can: Capabilities, waiting: int, expected: int) -> None:
    """The time is that of the platform's pace, behind what waits already."""
    assert expected == round(seconds_for(messages, can, waiting=waiting))


def test_bar() -> None:
    """The bar is as full as the work is done."""
    assert ["▱" * 10, "▰" * 5 + "▱" * 5, "▰" * 10, "▰" * 10] == [bar(0, 9), bar(5, 10), bar(9, 9), bar(0, 0)]
