"""`/teks`, `/pengumuman`, `/alamat`: shown before they count, counted once, and taken back."""

from __future__ import annotations

from datetime import date

import pytest

from bot.messages import Quote
from bot.office_words import CHANGEABLE, Announcement
from bot.store.calendars import open_offices
from bot.store.client import Client
from tests.handlers.staff.officers import Headquarters
from tests.handlers.staff.own_words import read, sure, worded_hq
from tests.handlers.staff.visitors import Visitor
from tests.offices import MONDAY, TODAY


@pytest.fixture
def hq(client: Client) -> Headquarters:
    """Give the office."""
    return worded_hq(client)


# --- /teks -----------------------------------------------------------------------------------------------


async def test_list(hq: Headquarters) -> None:
    """All texts that may be changed are listed, and those that were are marked."""
    await sure(hq, "/teks terima-kasih = Kembali kasih.")
    text = read(hq, await hq.hear("/teks"))
    assert "• alur: urutan di kantor\n" in text
    assert "• terima-kasih: jawaban atas terima kasih (diubah)" in text


async def test_shown_as_written(hq: Headquarters) -> None:
    """A text is shown in a message to copy, values in braces; sent back unchanged it is no change."""
    shown, hint = await hq.hears("/teks alur")
    written = read(hq, shown)
    assert "1. Datang {early} menit sebelum sesi Anda." in written
    assert "Bagian {early} diisi oleh bot" in read(hq, hint)
    changed, _ = await hq.hears(written.replace("Perdim 11", "formulir"))
    assert "2. Isi formulir formulir." in read(hq, changed)


async def test_previewed_then_in_force(hq: Headquarters) -> None:
    """What is asked about is just what people read after the press, and not before."""
    before = read(hq, await Visitor(hq).says("#alur"))
    shown, asked = await hq.hears("/teks alur = Naik ke lantai 2.\n\nDatang {early} menit sebelumnya.")
    assert "Naik ke lantai 2.\n\nDatang 30 menit sebelumnya." == read(hq, shown)
    assert before == read(hq, await Visitor(hq).says("#alur"))
    assert "staff-words-changed" == (await hq.press(asked)).key
    assert read(hq, shown) == read(hq, await Visitor(hq).says("#alur"))


@pytest.mark.parametrize("name", CHANGEABLE)
async def test_every_text_can_be_changed(hq: Headquarters, name: str) -> None:
    """Each listed text is shown, taken back as a change, and previewed with the office's own values."""
    for language in ("", "en "):
        shown, _ = await hq.hears(f"/teks {language}{name}")
        _, asked = await hq.hears(f"{read(hq, shown)} Ya.")
        assert "staff-words-ask" == asked.key


async def test_in_english(hq: Headquarters) -> None:
    """An English text is for who reads English; the other one stays."""
    ours = read(hq, await Visitor(hq).says("#alur"))
    await sure(hq, "/teks en alur = Come {early} minutes early.")
    answer = await Visitor(hq).says("#alur")
    assert ("Come 30 minutes early.", ours) == (read(hq, answer, "en"), read(hq, answer))


@pytest.mark.parametrize(
    ("order", "key", "said"),
    [
        pytest.param("/teks alur = Datang.", "staff-text-fault-missing", "{early}", id="value missing"),
        pytest.param("/teks alur = {erly}", "staff-text-fault-unknown", "Yang ada: {early}", id="value misspelt"),
        pytest.param("/teks terima-kasih = {early}", "staff-text-fault-unknown", "Yang ada: –", id="none needed"),
        pytest.param("/teks alur = {early} }", "staff-text-fault-brace", "Periksa }", id="stray brace"),
        pytest.param("/teks alur =", "staff-text-fault-empty", "kosong", id="empty"),
        pytest.param(f"/teks alur = {'x' * 2001}", "staff-text-fault-long", "2.001 huruf", id="too long"),
        pytest.param("/teks alurr = x", "staff-text-nearest", "Maksud Anda alur?", id="name misspelt"),
        pytest.param("/teks booked = x", "staff-text-unknown", "booked", id="a state"),
        pytest.param("/teks = x", "staff-misread", "/teks alur", id="no name"),
    ],
)
async def test_unfit(hq: Headquarters, order: str, key: str, said: str) -> None:
    """What does not fit is told with what is wrong, and nothing is asked."""
    reply = await hq.hear(order)
    assert (key, ()) == (reply.key, reply.choices)
    assert said in read(hq, reply)


async def test_undone(hq: Headquarters) -> None:
    """`batal` brings the version before back, step by step; then there is none."""
    ours = read(hq, await Visitor(hq).says("#alur"))
    await sure(hq, "/teks alur = Satu, {early}.")
    await sure(hq, "/teks alur = Dua, {early}.")
    shown, done = await hq.hears("/teks alur batal")
    assert ("Satu, 30.", "staff-words-restored") == (read(hq, shown), done.key)
    assert "Satu, 30." == read(hq, await Visitor(hq).says("#alur"))
    shown, _ = await hq.hears("/teks alur batal")
    assert [ours, ours] == [read(hq, shown), read(hq, await Visitor(hq).says("#alur"))]
    assert "staff-words-none-before" == (await hq.hear("/teks alur batal")).key


async def test_ours_again(hq: Headquarters) -> None:
    """`asal` brings our own text back, and `batal` undoes even that."""
    ours = read(hq, await Visitor(hq).says("#alur"))
    await sure(hq, "/teks alur = Satu, {early}.")
    await hq.hears("/teks alur asal")
    assert ours == read(hq, await Visitor(hq).says("#alur"))
    await hq.hears("/teks alur batal")
    assert "Satu, 30." == read(hq, await Visitor(hq).says("#alur"))


async def test_handled_twice(hq: Headquarters) -> None:
    """The press and the undoing, handled again after a crash, tell the same, count once and are noted once."""
    await sure(hq, "/teks alur = Satu, {early}.")
    _, asked = await hq.hears("/teks alur = Dua, {early}.")
    choice = asked.choices[0].id
    assert await hq.hears(choice=choice, number=10**15) == await hq.hears(choice=choice, number=10**15)
    again = [await hq.hears("/teks alur batal", number=10**15 + 1) for _ in range(2)]
    assert again[0] == again[1]
    assert "Satu, 30." == read(hq, await Visitor(hq).says("#alur"))
    assert 3 == len(await hq.staffroom.acts.last(hq.office, 9))


async def test_in_every_process(hq: Headquarters, client: Client) -> None:
    """A change is there for whoever opens the store, with its undoing."""
    await sure(hq, "/teks alur = Satu, {early}.")
    offices = await open_offices({"CBN": hq.office}, client)
    assert ["Satu, {early}."] == [each.text for each in offices["CBN"].texts]


async def test_written_down(hq: Headquarters) -> None:
    """`/riwayat` has who changed which text, from what into what."""
    await sure(hq, "/teks alur = Satu, {early}.")
    await sure(hq, "/teks alur = Dua,\n{early}.")
    (act, *_) = await hq.staffroom.acts.last(hq.office, 5)
    assert ("Sari", "teks alur", "Satu, {early}.", "Dua, {early}.") == (act.who, act.what, act.before, act.after)


@pytest.mark.parametrize("order", ["/teks", "/teks alur = {early}", "/pengumuman Halo", "/alasan tambah Rapat"])
async def test_leaders_only(hq: Headquarters, order: str) -> None:
    """Only supervisors and admins change the office's words."""
    assert "staff-not-allowed" == (await hq.hear(order, by="2")).key


# --- /pengumuman -----------------------------------------------------------------------------------------


async def test_announced(hq: Headquarters) -> None:
    """An announcement stands above the schedule and the help, through its last day."""
    shown, asked = await hq.hears(f"/pengumuman Loket foto pindah ke lantai 2, sampai {MONDAY:%d-%m-%Y}")
    assert read(hq, shown).startswith("📢 Loket foto pindah ke lantai 2\n\nAntrian paspor Kanim CBN")
    assert ((), "staff-announcement-ask") == (shown.choices, asked.key)
    assert "help" == (await Visitor(hq).says("#bantuan")).key
    await hq.press(asked)
    for word in ("#bantuan", "#jadwal", "#jadwal 30-11-2099", "#jadwal Desember"):
        answer = await Visitor(hq).says(word)
        assert read(hq, answer).startswith("📢 Loket foto pindah ke lantai 2\n\n"), word
        assert answer.choices
    hq.minutes = ((MONDAY - TODAY).days + 1) * 24 * 60
    assert "help" == (await Visitor(hq).says("#bantuan")).key
    assert "staff-announcement-none" == (await hq.hear("/pengumuman")).key


async def test_taken_down(hq: Headquarters) -> None:
    """It can be taken down, and put up again as it was."""
    await sure(hq, "/pengumuman Antrean panjang hari ini")
    assert "Sampai: dihapus dengan /pengumuman hapus" in read(hq, await hq.hear("/pengumuman", by="2"))
    assert "staff-words-changed" == (await sure(hq, "/pengumuman hapus")).key
    assert "help" == (await Visitor(hq).says("#bantuan")).key
    await hq.hears("/pengumuman batal")
    assert "📢 Antrean panjang hari ini" in read(hq, await Visitor(hq).says("#bantuan"))


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        pytest.param("Buka sampai 15.00", Announcement(text="Buka sampai 15.00"), id="an hour, no date"),
        pytest.param("Libur SAMPAI 17-11-2099.", Announcement(text="Libur", until=date(2099, 11, 17)), id="capitals"),
        pytest.param(
            "Dari pagi sampai sore\nsampai besok",
            Announcement(text="Dari pagi sampai sore", until=date(2099, 11, 17)),
            id="twice, a new line",
        ),
    ],
)
async def test_until(hq: Headquarters, order: str, expected: Announcement) -> None:
    """Only a date behind the last *sampai* ends an announcement."""
    await sure(hq, f"/pengumuman {order}")
    assert expected == hq.staffroom.offices["CBN"].announcement


@pytest.mark.parametrize("order", ["Halo sampai 1-11-2099", "x" * 501])
async def test_not_announced(hq: Headquarters, order: str) -> None:
    """A day that is over and a text that is too long are told."""
    assert "staff-misread" == (await hq.hear(f"/pengumuman {order}")).key


# --- /alamat ---------------------------------------------------------------------------------------------


async def test_address(hq: Headquarters) -> None:
    """A new address comes with its own pin, or with none, never with that of the old place."""
    shown, asked = await hq.hears("/alamat Jl. Melati 5, Cirebon")
    assert (True, (), "staff-address-ask-no-pin") == ("Jl. Melati 5" in read(hq, shown), shown.media, asked.key)
    await sure(hq, "/alamat Jl. Melati 5, Cirebon = -6.71, 108.55")
    answer = await Visitor(hq).says("#lokasi")
    assert "Jl. Melati 5, Cirebon" in read(hq, answer)
    assert [(-6.71, 108.55)] == [(pin.latitude, pin.longitude) for pin in answer.media]
    await hq.hears("/alamat asal")
    answer = await hq.hear("/alamat", by="2")
    assert hq.office.address in read(hq, answer)
    assert [-6.7] == [pin.latitude for pin in answer.media]


@pytest.mark.parametrize("order", ["x" * 201, "Jl. Melati = Cirebon", "Jl. Melati = 95.1, 108.5", "= -6.7, 108.5"])
async def test_no_address(hq: Headquarters, order: str) -> None:
    """What is no address, or no place on earth, is told."""
    assert (await hq.hear(f"/alamat {order}")).key in ("staff-misread", "staff-incomplete")


# --- all of them -----------------------------------------------------------------------------------------


async def test_same_again(hq: Headquarters) -> None:
    """Words that are in force already are not asked about."""
    await sure(hq, "/alamat Jl. Melati 5")
    assert "staff-words-same" == (await hq.hear("/alamat Jl. Melati 5")).key


async def test_previews_stay(hq: Headquarters) -> None:
    """A preview carries the text itself: it stays what it was when the words change afterwards."""
    shown, _ = await hq.hears("/teks alur = Satu, {early}.")
    assert Quote("procedure", "id", {"early": "30"}, "Satu, {early}.") == shown.values["text"]
