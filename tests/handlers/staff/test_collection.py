"""`/siap` and `/serahkan`: noted once, after a look at the papers; who collected is written down."""

from __future__ import annotations

import pytest

from bot.messages import Lines, Reply, Words
from bot.store.client import Client
from tests.handlers.staff.passports import Passports, bill

PRESS = 10**15


@pytest.fixture
def hq(client: Client) -> Passports:
    """Give the office."""
    return Passports(client)


async def order(hq: Passports, text: str) -> Reply:
    """Order as the officer at the collection counter does."""
    return await hq.hear(text, by="5")


# --- /siap -----------------------------------------------------------------------------------------------


async def test_ready(hq: Passports) -> None:
    """One passport is noted at once; the same message again gives the same answer."""
    code = await hq.at("paid")
    first = await hq.hears(f"/siap {code}", by="5", number=PRESS)
    assert [("staff-ready-done", 1)] == [(reply.key, reply.values["count"]) for reply in first]
    assert first == await hq.hears(f"/siap {code}", by="5", number=PRESS)
    assert "ready" == await hq.stage(code)
    assert "staff-ready-none" == (await order(hq, f"/siap {code}")).key


async def test_many_ready(hq: Passports) -> None:
    """A list, by codes and billing codes, is done at the press; what does not fit is told."""
    first, second, unpaid = await hq.at("paid"), await hq.at("paid"), await hq.at("awaiting_payment")
    asked = await order(hq, f"/siap {first}\n{bill(2)} {unpaid}, CBN-7K3M-9QXD")
    told = asked.values["problems"]
    assert isinstance(told, Lines)
    assert ("staff-ready-ask", 2, ["staff-ready-not-now", "staff-ready-unknown"]) == (
        asked.key, asked.values["count"], [line.key for line in told.items]
    )  # fmt: skip
    assert "paid" == await hq.stage(first)
    press = {"choice": asked.choices[0].id, "by": "5", "number": PRESS}
    done = await hq.hears(**press)  # type: ignore[arg-type]  # of several types
    assert done == await hq.hears(**press)  # type: ignore[arg-type]
    assert ["ready", "ready", "awaiting_payment"] == [await hq.stage(code) for code in (first, second, unpaid)]


async def test_what_should_be_ready(hq: Passports) -> None:
    """Without a code it is told what should be ready by today."""
    code = await hq.at("paid")
    assert "staff-ready-none-due" == (await order(hq, "/siap")).key
    hq.minutes = 30 * 24 * 60
    due = await order(hq, "/siap")
    lines = due.values["lines"]
    assert isinstance(lines, Lines)
    assert ("staff-ready-due", [code]) == (due.key, [line.values["code"] for line in lines.items])


# --- /serahkan -------------------------------------------------------------------------------------------

COLLECTORS = {
    "oneself": ("", "applicant", "", 2),
    "family": (" keluarga Siti Aminah", "family", "Siti Aminah", 3),
    "a letter of authority": (" kuasa Slamet", "other", "Slamet", 3),
}


@pytest.mark.parametrize(("behind", "collector", "name", "papers"), COLLECTORS.values(), ids=COLLECTORS)
async def test_handed_over(hq: Passports, behind: str, collector: str, name: str, papers: int) -> None:
    """It is asked whether the papers were shown; the press notes by whom and with what."""
    code = await hq.at("ready")
    asked = await order(hq, f"/serahkan {code}{behind}")
    shown = asked.values["papers"]
    assert isinstance(shown, Lines)
    assert ("staff-hand-over-ask", papers, "ready") == (asked.key, len(shown.items), await hq.stage(code))
    press = {"choice": asked.choices[0].id, "by": "5", "number": PRESS}
    done = await hq.hears(**press)  # type: ignore[arg-type]  # of several types
    assert done == await hq.hears(**press)  # type: ignore[arg-type]
    found = await hq.application(code)
    assert ("collected", collector, name, papers) == (
        found.stage, found.collector, found.collector_name, len(found.papers)
    )  # fmt: skip


async def test_two_officers(hq: Passports) -> None:
    """Of two officers who hand over the same passport, one does; the other is told that it is gone."""
    code = await hq.at("ready")
    asked = [await order(hq, f"/serahkan {code}"), await hq.hear(f"/serahkan {code} keluarga Siti", by="1")]
    assert "staff-handed-over" == (await hq.press(asked[0], by="5")).key
    late = await hq.press(asked[1])
    problem = late.values["problem"]
    assert isinstance(problem, Words)
    assert ("staff-step-refused", Words("stage-collected")) == (late.key, problem.values["stage"])
    assert "applicant" == (await hq.application(code)).collector


@pytest.mark.parametrize("stage", ["paid", "collected"])
async def test_not_to_be_had(hq: Passports, stage: str) -> None:
    """A passport that is not ready, or is gone, is not handed over."""
    code = await hq.at(stage)
    assert "staff-step-refused" == (await order(hq, f"/serahkan {code}")).key
    assert stage == await hq.stage(code)


@pytest.mark.parametrize("typed", ["", "CBN", "{code} keluarga", "{code} tetangga Siti", "{code} sendiri Siti"])
async def test_misread(hq: Passports, typed: str) -> None:
    """What can't be read is told: no code, nobody's name, a strange kind of collector."""
    code = await hq.at("ready")
    reply = await order(hq, f"/serahkan {typed.format(code=code)}".strip())
    assert reply.key in ("staff-misread", "staff-incomplete")
    assert "ready" == await hq.stage(code)


async def test_who_may(hq: Passports) -> None:
    """The cashier hands nothing over."""
    code = await hq.at("ready")
    for text in ("/siap", f"/serahkan {code}"):
        assert "staff-not-allowed" == (await hq.hear(text, by="4")).key
