"""`/cari`: by code, number and name; what is shown of a person, and that each look is written down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import get_args

import pytest

from bot.booking_values import BookingState
from bot.codes import booking_code
from bot.messages import Day, Language, Lines, Reply, Value, Words
from bot.store.operations import Operation, Stamp
from tests.handlers.staff.officers import LEXICON, Headquarters
from tests.handlers.staff.visitors import Visitor
from tests.offices import MINUTE_MS, NOW_MS, instant, office_of_tests

DEWI = "2"
SOON = "Budi Santoso#25011987#20112099"  # within the week that a name is searched in


def facts(reply: Reply) -> list[tuple[str, Mapping[str, Value]]]:
    """Return the state of each booking in an answer, and what is told of it."""
    assert reply.key in ("staff-found", "staff-found-more")
    lines = reply.values["bookings"]
    assert isinstance(lines, Lines)
    told = [(line.key.removeprefix("staff-booking-"), line.values["facts"]) for line in lines.items]
    return [(state, words.values) for state, words in told if isinstance(words, Words)]


def found(reply: Reply) -> list[tuple[str, str, str]]:
    """Return the state, name and number of each booking in an answer."""
    return [(state, str(values["name"]), str(values["phone"])) for state, values in facts(reply)]


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param("{code}", id="code"),
        pytest.param("{bare}", id="code in small letters, without dashes"),
        pytest.param("0812-3456-7890", id="number as it is said"),
        pytest.param("budi", id="a part of the name"),
        pytest.param("Santoso Budi", id="words turned round"),
        pytest.param("Boedi Santosso", id="other spelling, with a slip"),
        pytest.param("Budi 20-11-2099", id="name and date"),
        pytest.param("Budi # 20112099", id="name and date with a sign"),
    ],
)
async def test_found(hq: Headquarters, wanted: str) -> None:
    """A booking is found by what one has of it, and shown with its state, half a name and half a number."""
    code = await Visitor(hq).books(SOON)
    await Visitor(hq, chat="78", phone="+6281200000078").books("Tuti Wulandari#03041990#20112099")
    reply = await hq.hear("/cari " + wanted.format(code=code, bare=code.replace("-", "").lower()), by=DEWI)
    assert [("booked", "Budi S•••", "+62 812-••••-7890")] == found(reply)


@pytest.mark.parametrize(
    ("wanted", "key"),
    [
        pytest.param("CBN-7K3M-9QXD", "staff-code-unknown", id="no such code"),
        pytest.param("CBN-7K3M-9QXE", "staff-misread", id="mistyped code"),
        pytest.param("0812-9999-9999", "staff-number-unknown", id="number without a booking"),
        pytest.param("Bambang", "staff-person-unknown", id="no such name"),
        pytest.param("Budi 01-12-2099", "staff-person-unknown", id="another date"),
        pytest.param("Budi", "staff-person-unknown", id="later than a week ahead"),
        pytest.param("4711", "staff-misread", id="nothing that we know"),
        pytest.param("", "staff-incomplete", id="nothing"),
    ],
)
async def test_not_found(hq: Headquarters, wanted: str, key: str) -> None:
    """What is not there is told with where was looked."""
    await Visitor(hq).books()
    assert key == (await hq.hear(f"/cari {wanted}", by=DEWI)).key


async def test_every_state(hq: Headquarters) -> None:
    """What is held, cancelled or run out is found too, the active first."""
    budi = Visitor(hq)
    held = await budi.asks(SOON)
    assert ["held"] == [state for state, *_ in found(await hq.hear("/cari Budi"))]
    await budi.presses(held, "choice-cancel")
    hq.minutes = 11
    assert "held" == (await budi.asks(SOON)).key
    assert ["held", "lapsed"] == [state for state, *_ in found(await hq.hear("/cari Budi"))]


async def test_who_has_arrived(hq: Headquarters) -> None:
    """Who has a queue number is found as such, and is not cancelled any more."""
    code = await Visitor(hq).books(SOON)
    hq.minutes = (instant(date(2099, 11, 20), time(8)) - NOW_MS) // MINUTE_MS
    stamp = Stamp(operation=Operation("kiosk", 1), now_ms=hq.now_ms)
    await hq.bookings.visits.lobby.arrive(hq.office, code, stamp)
    assert ["arrived"] == [state for state, *_ in found(await hq.hear(f"/cari {code}"))]
    assert "staff-cancel-arrived" == (await hq.hear(f"/batalkan {code}")).key


@pytest.mark.parametrize("state", get_args(BookingState))
@pytest.mark.parametrize("language", ["id", "en"])
def test_words_for_every_state(state: str, language: Language) -> None:
    """Whatever state a booking can be in has its words."""
    key = f"staff-booking-{state.replace('_', '-')}"
    assert LEXICON.text(key, {"facts": "CBN"}, language=language, zone=(office_of_tests().timezone, "WIB")).endswith(
        "CBN"
    )


async def test_moved(hq: Headquarters) -> None:
    """A booking that was moved is found by its code where it is now, whatever the date."""
    budi = Visitor(hq)
    code = await budi.books(SOON)
    await budi.says(f"#ubah {code} 30-11-2099 10:00")
    reply = await hq.hear(f"/cari {code}")
    ((_, values),) = facts(reply)
    assert (Day(date(2099, 11, 30)), "10:00 WIB") == (values["date"], values["hour"])


async def test_five_at_the_most(hq: Headquarters) -> None:
    """Of many only five are shown, with how many there are."""
    for number, word in enumerate(("Satu", "Dua", "Tiga", "Empat")):
        day = ("20112099", "19112099", "18112099", "17112099")[number]
        visitor = Visitor(hq, chat=f"8{number}", phone=f"+628120000008{number}")
        await visitor.books(f"Budi {word}#25011987#{day}")
        child = Visitor(hq, chat=f"9{number}", phone=f"+628120000009{number}")
        await child.books(f"Budi {word} Kecil#25012096#{day}")
    reply = await hq.hear("/cari budi")
    assert ("staff-found-more", "8", 5) == (reply.key, reply.values["count"], len(found(reply)))


async def test_looks_are_written_down(hq: Headquarters) -> None:
    """Each look is noted with who, what for, and whose booking was seen; names and numbers stay masked."""
    code = await Visitor(hq).books(SOON)
    await hq.hear("/cari 081234567890", by=DEWI)
    await hq.hear("/cari Budi Santoso", by=DEWI)
    acts = await hq.staffroom.acts.last(hq.office, 5)
    assert [("Dewi", "cari Budi S•••", code), ("Dewi", "cari +62 812-••••-7890", code)] == [
        (act.who, act.what, act.after) for act in acts
    ]


async def test_another_office(hq: Headquarters) -> None:
    """The code of another office's booking is told to be that, and no more."""
    assert "staff-code-elsewhere" == (await hq.hear(f"/cari {booking_code('BDG', bytes(16))}")).key
