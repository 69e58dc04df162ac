"""`/siarkan` to those who wait for a place, and to those whose application has come to a stage."""

from __future__ import annotations

from datetime import date, time
from itertools import count
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.broadcasts import Audience, State, reply_to
from bot.store.client import Client
from bot.store.operations import Operation, Stamp
from tests.handlers.staff.announcing import DATE, SHOWN, course, found, headquarters, sent, words
from tests.handlers.staff.officers import Headquarters
from tests.handlers.staff.visitors import Visitor
from tests.offices import DAY_MS, MONDAY, NOW_MS, TUESDAY, instant, office_of_tests
from tests.visits.front import FEES, OPENING_MS, PROOF

ON_MONDAY = (OPENING_MS - NOW_MS) // 60_000
TINY = office_of_tests(pools={"regular": 1}, hours=(8,))
STEPS = ("complete", "photographed", "paid", "in_production", "ready")


@pytest.fixture
async def hq(client: Client, tmp_path: Path) -> Headquarters:
    """Give an office that issues passports."""
    return await headquarters(client, tmp_path, office=replace(office_of_tests(pools={"regular": 200}), fees=FEES))


class Applicant:
    """Somebody who booked, came, and whose application goes on from step to step."""

    numbers = count(1)

    def __init__(self, hq: Headquarters, *, visitor: Visitor | None = None) -> None:
        n = next(self.numbers)
        self._hq = hq
        self._visits = hq.bookings.visits
        self.code = ""
        self.visitor = visitor or Visitor(hq, chat=f"{7000 + n}", phone=f"+6281300{n:06}")
        self.name = f"Rina {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[n % 26] * 3}"

    async def comes(self, day: date = MONDAY, *, booked: int = 0) -> None:
        """Book for a date, some minutes after NOW, and come at eight."""
        self._hq.minutes = booked
        self.code = await self.visitor.books(f"{self.name}#25011987#{day:%d%m%Y}")
        self._hq.minutes = (instant(day, time(8)) - NOW_MS) // 60_000
        await self._visits.lobby.arrive(self._hq.office, self.code, self.stamp())

    async def goes_on(self, until: str) -> None:
        """Make the steps to one of them."""
        values: dict[str, dict[str, object]] = {
            "complete": {"product": "plain", "category": "adult"},
            "photographed": {"billing_code": f"8209911300{next(self.numbers):05}"},
            "paid": {"proof": f"{PROOF}{next(self.numbers)}"},
        }
        for step in STEPS[: STEPS.index(until) + 1]:
            await self.takes(step, **values.get(step, {}))

    async def takes(self, step: str, **values: object) -> None:
        """Make one step."""
        await getattr(self._visits.applications, step)(self._hq.office, self.code, self.stamp(), **values)

    def stamp(self) -> Stamp:
        """Return the next press of an officer."""
        return Stamp(operation=Operation("press", next(self.numbers)), now_ms=self._hq.now_ms, by="Dewi")


async def at_stages(hq: Headquarters) -> dict[str, Applicant]:
    """Bring one person to each stage; the last one is only there."""
    people = {step: Applicant(hq) for step in ("photographed", "paid", "in_production", "ready", "send_back", "")}
    for step, person in people.items():
        await person.comes()
        if step == "send_back":
            await person.takes(step, reasons=["KK"])
        elif step:
            await person.goes_on(step)
    return people


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("belum-bayar", ["photographed"], id="unpaid"),
        pytest.param("kurang berkas", ["send_back"], id="sent back, in two words"),
        pytest.param("dicetak", ["in_production", "paid"], id="paid, not ready"),
        pytest.param("semua siap-diambil", ["ready"], id="ready"),
        pytest.param(f"{DATE} siap-diambil", ["ready"], id="ready, of the date booked"),
        pytest.param(f"{TUESDAY:%d-%m-%Y} siap-diambil", [], id="ready, of another date"),
        pytest.param(f"{DATE} sampai {TUESDAY:%d-%m-%Y} belum bayar", ["photographed"], id="unpaid, of two dates"),
        pytest.param("siap-diambil lewat web", [], id="another channel"),
        pytest.param("siap-diambl", ["ready"], id="a slip"),
    ],
)
async def test_stages(hq: Headquarters, line: str, expected: list[str]) -> None:
    """Those at a stage are told in the chat that they used last; with dates, those who were booked on them."""
    people = await at_stages(hq)
    reply = await hq.hear(f"/siarkan {line} = Halo {{nama}}, kode {{kode}}.")
    if not expected:
        assert "staff-broadcast-nobody" == reply.key
        return
    planned = await course(hq, await hq.press(reply))
    reached = (await found(hq, planned.broadcast.audience)).people
    assert expected == sorted(step for step, each in people.items() if each.code in {p.code for p in reached})
    assert {people[step].visitor.chat for step in expected} == {person.chat.chat_id for person in reached}
    assert not planned.broadcast.is_news


async def test_once_for_two(hq: Headquarters) -> None:
    """A number with two passports that are ready is told once."""
    mother = Applicant(hq)
    child = Applicant(hq, visitor=mother.visitor)
    await mother.comes()
    await mother.goes_on("ready")
    await child.comes(TUESDAY, booked=ON_MONDAY + 12 * 60)
    await child.goes_on("ready")
    ready = await hq.bookings.visits.applications.at(hq.office, "ready")
    reply = await hq.hear("/siarkan siap-diambil = Halo {nama}")
    assert (2, 1) == (len(ready), reply.values["total"])


async def test_walk_in(hq: Headquarters) -> None:
    """Who walked in and has no chat is counted as out of reach."""
    visits, person = hq.bookings.visits, Applicant(hq)
    hq.minutes = ON_MONDAY
    arrived = await visits.lobby.walk_in(hq.office, "elderly", person.stamp())
    person.code = arrived.application.code  # type: ignore[union-attr]  # the office takes elderly people
    await visits.applications.identify(
        hq.office, person.code, person.stamp(), name="Siti Aminah", birth_date=date(1950, 1, 25)
    )
    await person.goes_on("ready")
    reply = await hq.hear("/siarkan siap-diambil = Paspor Anda siap.")
    assert ("staff-broadcast-nobody", True) == (reply.key, "1 tanpa chat (datang langsung" in words(reply, hq))


async def test_back_too_late(hq: Headquarters) -> None:
    """Who was sent back and may not come back any more is not among those who are asked to."""
    person = Applicant(hq)
    await person.comes()
    await person.takes("send_back", reasons=["KK"])
    assert 1 == len((await found(hq, Audience(state="sent-back"))).people)
    hq.minutes += 8 * DAY_MS // 60_000
    assert () == (await found(hq, Audience(state="sent-back"))).people


# --- the waiting list -------------------------------------------------------------------------------------


async def waiting(hq: Headquarters) -> Visitor:
    """Fill Monday, and let somebody wait for it."""
    await Visitor(hq, chat="900", phone="+6281200000900").books(f"Tuti Wulandari#25011987#{SHOWN}")
    siti = Visitor(hq, chat="901", phone="+6281200000901")
    assert "waitlist-joined" == (await siti.says(f"#tunggu Siti Aminah#03041990#{SHOWN}")).key
    return siti


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(f"{DATE} menunggu", ["901"], id="a date"),
        pytest.param("semua daftar tunggu", ["901"], id="all"),
        pytest.param(f"{TUESDAY:%d-%m-%Y} menunggu", [], id="another date"),
        pytest.param(f"{DATE} terdaftar", ["900"], id="not those who booked"),
        pytest.param(f"{DATE} belum-setuju", [], id="not those who are to confirm"),
        pytest.param(DATE, ["900"], id="not without the word"),
    ],
)
async def test_waiting(client: Client, tmp_path: Path, line: str, expected: list[str]) -> None:
    """Those who wait for a place of a date are written to under a word of their own."""
    hq = await headquarters(client, tmp_path, office=TINY)
    await waiting(hq)
    reply = await hq.hear(f"/siarkan {line} = Halo {{nama}}, {{tanggal}}.")
    if not expected:
        assert "staff-broadcast-nobody" == reply.key
        return
    planned = (await course(hq, await hq.press(reply))).broadcast
    people = (await found(hq, planned.audience)).people
    assert (expected, False) == ([person.chat.chat_id for person in people], planned.is_news)


async def test_waiting_ends(client: Client, tmp_path: Path) -> None:
    """What concerns a date that is waited for is worthless behind it."""
    hq = await headquarters(client, tmp_path, office=TINY)
    await waiting(hq)
    planned = (await course(hq, await sent(hq, f"{DATE} menunggu = Halo {{nama}}"))).broadcast
    (person,) = (await found(hq, planned.audience)).people
    assert MONDAY == person.day
    assert NOW_MS < reply_to(person, planned, hq.office).expires_at_ms < OPENING_MS + DAY_MS


# --- what is said -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "wrong", "known"),
    [
        pytest.param("siap-diambil", "sesi", "{nama}, {kode}", id="a passport has no session"),
        pytest.param("belum-bayar", "tanggal", "{nama}, {kode}", id="nor a date to come"),
        pytest.param(f"{DATE} menunggu", "kode", "{nama}, {tanggal}", id="no code before a booking"),
    ],
)
async def test_unfit_placeholder(hq: Headquarters, line: str, wrong: str, known: str) -> None:
    """A placeholder that says nothing to these people is refused, with those that do."""
    said = words(reply := await hq.hear(f"/siarkan {line} = Halo {{{wrong}}}"), hq)
    assert ("staff-broadcast-placeholder-unfit", True) == (reply.key, f"{{{wrong}}} tidak ada isinya" in said)
    assert f"Boleh dipakai: {known}." in said


@pytest.mark.parametrize("line", [f"{DATE} 08:00 menunggu", "siap-diambil 08:00", "08:00 belum bayar"])
async def test_no_session(hq: Headquarters, line: str) -> None:
    """A session is asked for where people have one, and refused elsewhere."""
    reply = await hq.hear(f"/siarkan {line} = Halo")
    assert ("staff-misread", True) == (reply.key, str(reply.values["found"]).startswith("08:00 "))


async def test_step_by_step(hq: Headquarters) -> None:
    """All dates can be narrowed to a stage by a button; the bot then names what may stand in the text."""
    await (person := Applicant(hq)).comes()
    await person.goes_on("ready")
    card = await hq.press(await hq.hear("/siarkan"), "choice-broadcast-all")
    narrowed = await hq.press(card, "choice-audience-ready")
    assert ("semua siap-diambil", 1) == (narrowed.values["line"], narrowed.values["total"])
    written = await hq.press(narrowed, "choice-broadcast-write")
    assert "Boleh dipakai: {nama}, {kode}." in words(written, hq)
    assert "staff-broadcast-placeholder-unfit" == (await hq.hear("Halo {sesi}")).key
    assert "staff-broadcast-preview" == (await hq.hear("Halo {nama}")).key


@pytest.mark.parametrize("state", ["waiting", "unpaid", "ready"])
def test_own_matter(state: State) -> None:
    """What concerns one's own place in line or passport is no mere news."""
    assert Audience(state=state).is_about_own_matter(date(2099, 11, 16))
