"""`/siarkan`: whom it reaches, how it will look, who may send it, and what can be done with it afterwards."""

from __future__ import annotations

import re
from datetime import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.adapters import Capabilities
from bot.broadcast_words import amount
from bot.broadcasts import reply_to
from bot.messages import Day, Lines, Moment, Words
from bot.store.accounts import Accounts
from bot.store.client import Client
from tests.handlers.staff.announcing import DATE, SHOWN, TELEGRAM, booked, course, found, headquarters, sent, words
from tests.handlers.staff.officers import LEXICON, Headquarters
from tests.handlers.staff.visitors import Visitor
from tests.offices import DAY_MS, MONDAY, TUESDAY, instant, office_of_tests


@pytest.fixture
async def hq(client: Client, tmp_path: Path) -> Headquarters:
    """Give an office with room for many."""
    return await headquarters(client, tmp_path)


async def test_preview(hq: Headquarters) -> None:
    """The preview tells how many on which channel, how long, who can't be reached, and how it will look."""
    await booked(hq)
    await hq.hear(f"/daftarkan Sri Rahayu#03041980#{SHOWN}")
    reply = await hq.hear(f"/siarkan {DATE} = Halo {{nama}}, {{tanggal}} pukul {{sesi}}, kode {{kode}}.")
    said = words(reply, hq)
    assert ("staff-broadcast-preview", 2) == (reply.key, reply.values["total"])
    assert "• telegram: 2 orang, sekitar 1 detik" in said
    assert "Tidak dapat dihubungi: 1 orang\n• 1 tanpa chat" in said
    assert re.search(r"Halo Budi S••• [AB]•••, Senin, 30 November 2099 pukul 08:00 WIB, kode CBN-••••-••••\.", said)


def test_many() -> None:
    """Thousands have their dot, as everywhere."""
    said, zone = amount("telegram", 10_000), (office_of_tests().timezone, "WIB")
    assert "telegram: 10.000" == LEXICON.text(said.key, said.values, language="id", zone=zone)


async def test_planned(hq: Headquarters) -> None:
    """After the second press it is due at once, as one broadcast, and is written down with who and what."""
    await booked(hq)
    planned = await course(hq, await sent(hq))
    assert ("waiting", hq.now_ms, "Sari") == (planned.status, planned.due_ms, planned.broadcast.by)
    assert [planned.broadcast.id] == await hq.staffroom.broadcasts.due("CBN", now_ms=hq.now_ms)
    (act,) = await hq.staffroom.acts.last(hq.office, 1)
    assert (f"siarkan {planned.broadcast.id}", True) == (act.what, act.after.startswith(f"{SHOWN} = Halo"))


async def test_pressed_twice(hq: Headquarters) -> None:
    """The press, handled again after a crash, tells the same and plans one broadcast."""
    await booked(hq)
    choice = (await hq.hear(f"/siarkan {DATE} = Halo")).choices[0].id
    (one,) = await hq.hears(choice=choice, number=10**15)
    (two,) = await hq.hears(choice=choice, number=10**15)
    assert ("staff-broadcast-begins", one) == (one.key, two)
    assert 1 == len(await hq.staffroom.broadcasts.open("CBN"))


async def test_what_a_person_gets(hq: Headquarters) -> None:
    """A message has the person's own values, in bulk, and one key for each broadcast."""
    await booked(hq, count=1)
    planned = await course(hq, await sent(hq))
    reached = await found(hq, planned.broadcast.audience)
    told = reply_to(reached.people[0], planned.broadcast, hq.office)
    text = told.values["text"]
    assert isinstance(text, Lines)
    assert ["Halo ", "Budi Santoso AAA", ", ", Day(MONDAY), " pukul ", "08:00 WIB", "."] == [
        item.values["piece"] for item in text.items
    ]
    assert ("broadcast", 1, True) == (told.key, told.priority, told.is_broadcast)
    assert instant(TUESDAY, time(0)) == told.expires_at_ms
    assert f"broadcast CBN-{planned.broadcast.id}" == told.idempotency_key


# --- whom it reaches --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(DATE, 2, id="a date"),
        pytest.param(f"{DATE} 08:00", 2, id="its session"),
        pytest.param(f"{DATE} 10.00", 0, id="another session"),
        pytest.param(f"{DATE} terdaftar", 2, id="booked"),
        pytest.param(f"{DATE} belum-setuju", 0, id="held"),
        pytest.param(f"{DATE} menunggu", 0, id="waiting"),
        pytest.param(f"{DATE} sampai 01-12-2099", 3, id="two dates"),
        pytest.param("semua", 3, id="all"),
        pytest.param(f"{DATE} lewat telegram", 2, id="their channel"),
        pytest.param(f"{DATE} lewat web", 0, id="another channel"),
        pytest.param(f"{DATE} en", 0, id="another language"),
        pytest.param("2 Desember 2099", 0, id="a date of nobody"),
    ],
)
async def test_audience(hq: Headquarters, line: str, expected: int) -> None:
    """Who is told are those of the dates, the session, the state, the channel and the language that are named."""
    await booked(hq)
    await Visitor(hq, chat="900", phone="+6281200000900").books(f"Tuti#25011987#{TUESDAY:%d%m%Y}")
    reply = await hq.hear(f"/siarkan {line} = Halo")
    total = reply.values["total"] if reply.key == "staff-broadcast-preview" else 0
    assert expected == total


async def test_one_number_once(hq: Headquarters) -> None:
    """A number with two bookings is told once, about the first."""
    (budi,) = await booked(hq, count=1)
    await budi.says("#Adi Santoso#01012097#30112099")
    reply = await hq.hear(f"/siarkan {DATE} = Halo {{nama}}")
    assert 1 == reply.values["total"]


@pytest.mark.parametrize(
    ("can", "reason"),
    [
        pytest.param(replace(TELEGRAM, takes_bulk=False), "perangkat tertaut", id="linked device"),
        pytest.param(replace(TELEGRAM, free_text_window_s=60), "belum ada templat", id="outside the window"),
    ],
)
async def test_out_of_reach(client: Client, hq: Headquarters, can: Capabilities, reason: str) -> None:
    """Who can't be reached on their channel is counted with the reason, and nothing is planned."""
    await booked(hq)
    await Accounts(client).describe("telegram:cbn", can)
    reply = await hq.hear(f"/siarkan {DATE} = Halo")
    assert "staff-broadcast-nobody" == reply.key
    assert f"• 2 di WhatsApp {reason}"[:12] in words(reply, hq)
    assert reason in words(reply, hq)


async def test_template(client: Client, hq: Headquarters) -> None:
    """Outside the window who can be reached by an approved template is."""
    await booked(hq)
    await Accounts(client).describe("telegram:cbn", replace(TELEGRAM, free_text_window_s=60, templates=("broadcast",)))
    assert "staff-broadcast-preview" == (await hq.hear(f"/siarkan {DATE} = Halo")).key


async def test_no_news(hq: Headquarters) -> None:
    """Who wants no news gets none, but still what concerns their own booking; and news again when they say so."""
    budi, siti = await booked(hq)
    assert "news-stopped" == (await budi.says("#berhenti berita")).key
    assert "news-stopped-too" == (await siti.says("#berhenti")).key
    assert 2 == (await hq.hear(f"/siarkan {DATE} = Halo")).values["total"]
    nobody = await hq.hear(f"/siarkan {DATE} berita = Halo")
    assert ("staff-broadcast-nobody", True) == (nobody.key, "2 tidak ingin menerima berita" in words(nobody, hq))
    stopped = await budi.says("#berhenti berita")
    assert "news-started" == (await budi.presses(stopped, "choice-news-again")).key
    assert 1 == (await hq.hear(f"/siarkan {DATE} berita = Halo")).values["total"]


async def test_past_is_news(hq: Headquarters) -> None:
    """What goes to those whose date is over is news, with the word to stop it."""
    await booked(hq)
    hq.minutes = 20 * DAY_MS // 60_000
    reply = await hq.hear(f"/siarkan {DATE} = Terima kasih")
    assert f"{SHOWN} berita" == reply.values["line"]
    assert "#berhenti berita" in words(reply, hq)


# --- what is said -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("Halo {nema}", "Maksud Anda {nama}?", id="a slip"),
        pytest.param("Halo {alamat rumah}", "Periksa tulisannya.", id="another"),
    ],
)
async def test_unknown_placeholder(hq: Headquarters, text: str, meant: str) -> None:
    """A placeholder that is none is named, with the one that was probably meant."""
    reply = await hq.hear(f"/siarkan {DATE} = {text}")
    assert ("staff-broadcast-placeholder", True) == (reply.key, meant in words(reply, hq))
    assert "{nama}, {tanggal}, {sesi}, {kode}" in words(reply, hq)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("kapan-kapan = Halo", id="no date"),
        pytest.param(f"{DATE} =", id="no text"),
        pytest.param("= Halo", id="nobody"),
        pytest.param(f"{DATE} = {'a' * 1001}", id="too long"),
        pytest.param("01-12-2099 sampai 30-11-2099 = Halo", id="backwards"),
        pytest.param(f"{DATE} 01-12-2099 = Halo", id="two dates"),
        pytest.param(f"{DATE} kirim 08:00 = Halo", id="an hour that is over"),
        pytest.param(f"{DATE} kirim 30-12-2099 07:00 = Halo", id="too far ahead"),
        pytest.param(f"{DATE} kirim besok = Halo", id="no hour"),
        pytest.param("jeda", id="which one"),
    ],
)
async def test_unreadable(hq: Headquarters, line: str) -> None:
    """A line that can't be read is told with how it is written."""
    reply = await hq.hear(f"/siarkan {line}")
    assert reply.key in ("staff-misread", "staff-incomplete")
    assert Words("staff-usage-siarkan") == reply.values["usage"]


async def test_tried_out(hq: Headquarters) -> None:
    """A trial shows the officer alone the message with sample data; nothing is planned."""
    said, shown = await hq.hears("/siarkan coba = Halo {nama}")
    assert ("staff-broadcast-tried", "broadcast", False) == (said.key, shown.key, shown.is_broadcast)
    assert "Halo Budi Santoso" in words(shown, hq)
    assert [] == await hq.staffroom.broadcasts.open("CBN")


# --- step by step -----------------------------------------------------------------------------------------


async def test_step_by_step(hq: Headquarters) -> None:
    """Buttons choose the date, narrow it, and the next message is the text; a wrong one can be written again."""
    await booked(hq)
    whom = await hq.hear("/siarkan")
    card = await hq.hear(choice=f"word:siarkan {SHOWN}")
    assert ("staff-broadcast-whom", "staff-broadcast-card", 2) == (whom.key, card.key, card.values["total"])
    narrowed = await hq.hear(choice=f"word:siarkan {SHOWN} 08:00")
    narrowed = await hq.press(narrowed, "choice-audience-booked")
    assert f"{SHOWN} 08:00 terdaftar" == narrowed.values["line"]
    assert "staff-broadcast-write" == (await hq.press(narrowed, "choice-broadcast-write")).key
    assert () == await hq.hears("ada yang tahu?", by="2")
    assert "staff-broadcast-placeholder" == (await hq.hear("Halo {nema}")).key
    preview = await hq.hear("Halo {nama}")
    assert ("staff-broadcast-preview", f"{SHOWN} 08:00 terdaftar") == (preview.key, preview.values["line"])
    assert () == await hq.hears("terima kasih")


# --- who may ----------------------------------------------------------------------------------------------


async def test_roles(hq: Headquarters) -> None:
    """Only admins and supervisors announce something."""
    assert "staff-not-allowed" == (await hq.hear(f"/siarkan {DATE} = Halo", by="2")).key


@pytest.mark.parametrize(("count", "by_other"), [(1, False), (2, True)], ids=["to one", "to more"])
async def test_second_person(client: Client, hq: Headquarters, count: int, by_other: bool) -> None:
    """To more people than one may tell alone it takes another officer, where the office wants that."""
    careful = replace(hq.office, asks_second_person=True)
    hq = Headquarters(client, office=careful)
    await booked(hq, count=count)
    reply = await hq.hear(f"/siarkan {DATE} = Halo")
    assert by_other == (reply.choices[0].label == "choice-staff-yes-other")


# --- afterwards -------------------------------------------------------------------------------------------


async def test_scheduled(hq: Headquarters) -> None:
    """A broadcast for later is due then, listed, and can be stopped after a second press."""
    await booked(hq)
    reply = await sent(hq, f"{DATE} kirim besok 07:00 = Halo")
    planned = await course(hq, reply)
    assert ("staff-broadcast-scheduled", Moment(planned.due_ms, "full")) == (reply.key, reply.values["at"])
    assert (22 * 60, []) == (
        (planned.due_ms - hq.now_ms) // 60_000,
        await hq.staffroom.broadcasts.due("CBN", now_ms=hq.now_ms),
    )
    listed = await hq.hear("/siarkan daftar")
    assert f"{planned.broadcast.id}: menunggu waktunya" in words(listed, hq)
    asked = await hq.press(listed, "choice-broadcast-end")
    assert ("staff-broadcast-stop-ask", "staff-broadcast-stopped") == (asked.key, (await hq.press(asked)).key)
    assert "staff-broadcasts-none" == (await hq.hear("/siarkan daftar")).key


async def test_turns(hq: Headquarters) -> None:
    """It can be paused and go on; what has ended can do neither, and an unknown one is told."""
    await booked(hq)
    begins = await sent(hq)
    paused = await hq.press(begins, "choice-broadcast-pause")
    assert ("staff-broadcast-paused", []) == (
        paused.key, await hq.staffroom.broadcasts.due("CBN", now_ms=hq.now_ms + DAY_MS)
    )  # fmt: skip
    assert "staff-broadcast-not-so" == (await hq.press(begins, "choice-broadcast-pause")).key
    assert "staff-broadcast-goes-on" == (await hq.press(paused, "choice-broadcast-go-on")).key
    id = begins.values["id"]
    await hq.press(await hq.hear(f"/siarkan stop {id}"))
    assert "staff-broadcast-not-so" == (await hq.hear(f"/siarkan lanjut {id}")).key
    assert "staff-broadcast-unknown" == (await hq.hear("/siarkan jeda ABCDE")).key
