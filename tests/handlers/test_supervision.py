"""`#lapor` and `/laporan`: what a reporter says, what supervision officers see of it, and that nobody else sees any."""

from __future__ import annotations

import io
import re
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import ClassVar, cast

import pytest
from msgspec.structs import replace

from bot.documents.sheet import MIME
from bot.engine.recipes import sheet_document
from bot.messages import Media, Reply
from bot.staff import ROLES, Member, Role
from bot.store.blobs import FolderBlobs
from bot.store.client import Client
from bot.store.media import MediaVault
from bot.store.supervision import DAY_MS
from tests.documents.workbooks import ReadCell, read_book
from tests.handlers.staff.officers import GROUP, LEXICON, Headquarters
from tests.journeys.recording import RecordingChannel
from tests.offices import NOW_MS, TODAY, office_of_tests
from tests.requests import sealer_of_tests
from tests.sent_files import PROGRAM, picture
from tests.staffing import employ
from tests.visits.gaps import Gap, Killed

REPORTER, PHONE = "77", "+6281277700077"
RINA = Member(id="telegram:3", name="Rina", roles=("supervision",))
TONO = Member(id="telegram:4", name="Tono", roles=("supervision",))
OTHERS: tuple[Role, ...] = tuple(role for role in ROLES if role != "supervision")
STAFF = (RINA, TONO, *(Member(id=f"telegram:9{n}", name=role, roles=(role,)) for n, role in enumerate(OTHERS)))
SECRETS = ("warung biru", "tiga orang asing", "Budi Santoso", PHONE)
PHOTO = Media(kind="picture", content="foto")


class Platform(RecordingChannel):
    """Telegram, as far as it hands out files."""

    name = "telegram"
    files: ClassVar = {"foto": picture(), "virus": PROGRAM}

    async def fetch(self, media: Media, *, most_bytes: int) -> bytes:
        """Return a file."""
        return self.files[media.content]


@pytest.fixture
def hq(client: Client, tmp_path: Path) -> Headquarters:
    """Give an office with two supervision officers and one officer of each other role."""
    return office_on(client, tmp_path)


def office_on(client: Client, tmp_path: Path) -> Headquarters:
    """Return the office, on a client of its own."""
    vault = MediaVault(client, sealer_of_tests(), FolderBlobs(tmp_path))
    office = replace(office_of_tests(), staff=STAFF)
    made = Headquarters(client, office=office, media=vault)
    assert made.staffroom.media is not None
    made.staffroom.media.add(Platform(clock=lambda: NOW_MS))
    return made


def text(reply: Reply) -> str:
    """Return the words of a reply."""
    return LEXICON.text(reply.key, reply.values, language="id", zone=(office_of_tests().timezone, "WIB"))


async def say(hq: Headquarters, said: str = "", *, by: str = REPORTER, **what: object) -> Reply:
    """Return the one answer in a private chat."""
    (reply,) = await hq.hears(said, by=by, is_group=False, phone=PHONE if by == REPORTER else "", **what)  # type: ignore[arg-type]
    return reply


async def press(hq: Headquarters, reply: Reply, label: str, *, by: str = REPORTER) -> Reply:
    """Return the answer to a press in a private chat."""
    (choice,) = [each.id for each in reply.choices if each.label == label]
    return await say(hq, choice=choice, by=by)


async def summarised(hq: Headquarters, *, place: str = "warung biru dekat pasar Kanoman", name: str = "") -> Reply:
    """Go through all steps; return the summary."""
    await press(hq, await say(hq, "#lapor"), "choice-report-work")
    await say(hq, place)
    await say(hq, "kemarin sore")
    await say(hq, "tiga orang asing melayani pembeli")
    photos = await say(hq, media=(PHOTO,), kind="photo")
    identity = await press(hq, photos, "choice-report-enough")
    if not name:
        return await press(hq, identity, "choice-report-secret")
    return await press(hq, await say(hq, name), "choice-report-named")


async def reported(hq: Headquarters, *, place: str = "warung biru dekat pasar Kanoman", name: str = "") -> str:
    """Make a report; return its number."""
    received = await press(hq, await summarised(hq, place=place, name=name), "choice-report-send")
    return number_in(received)


def number_in(reply: Reply) -> str:
    """Return the number that a reply tells."""
    (number, *_) = re.findall(r"WNA-\w{4}-\w{4}", text(reply))
    return str(number)


# --- reporting -------------------------------------------------------------------------------------------


async def test_reported(hq: Headquarters) -> None:
    """Step by step a report is put together; all of it is shown before it is sent, and its number told after."""
    summary = await summarised(hq)
    shown = text(summary)
    expected = "bekerja tanpa izin", "warung biru dekat pasar Kanoman", "kemarin sore", "Berkas: 1", "dirahasiakan"
    assert [] == [words for words in expected if words not in shown]
    received = await press(hq, summary, "choice-report-send")
    assert text(received).startswith("✅ LAPORAN DITERIMA\n\nNomor: WNA-")


async def test_sent_twice(hq: Headquarters) -> None:
    """The same press handled again makes no second report and tells the same number."""
    summary = await summarised(hq)
    (choice,) = [each.id for each in summary.choices if each.label == "choice-report-send"]
    before = hq._profiles[REPORTER]  # the first handling dies before it is remembered
    first = await say(hq, choice=choice, number=NOW_MS + 500)
    hq._profiles[REPORTER] = before
    assert text(first) == text(await say(hq, choice=choice, number=NOW_MS + 500))
    assert 1 == len(await hq.staffroom.reports.all(hq.office))


async def test_corrected(hq: Headquarters) -> None:
    """A step is asked again, and the other answers stay."""
    asked = await press(hq, await summarised(hq), "choice-report-when")
    assert "Kapan Anda melihatnya?" in text(asked)
    again = await say(hq, "tadi pagi")
    assert "tadi pagi" in text(again)
    assert "warung biru" in text(again)


async def test_left_and_taken_up(hq: Headquarters) -> None:
    """Another command is answered meanwhile; after half an hour a text is no answer, and `#lapor` goes on."""
    await press(hq, await say(hq, "#lapor"), "choice-report-crime")
    assert (await say(hq, "#jadwal")).key.startswith("schedule")
    assert "Kapan" in text(await say(hq, "Jalan Melati 5"))
    hq.minutes = 31
    assert "report-step" != (await say(hq, "kapan buka?")).key
    assert "Kapan Anda melihatnya?" in text(await say(hq, "#lapor"))
    hq.minutes = 31 + 24 * 60 + 1
    assert "langkah 1 dari 6" in text(await say(hq, "#lapor"))


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("jadwal", "schedule"), ("bantuan", "help"), ("kuota", "schedule"), ("Budi#25011987#30112099", "held"),
        ("Budi 25011987 30112099", "mistake"), ("batal", "report-stopped"), ("Berhenti.", "report-stopped"),
    ],
)  # fmt: skip
async def test_said_meanwhile(hq: Headquarters, said: str, key: str) -> None:
    """A command word alone stays one in every step, a whole booking too; a word to stop stops."""
    await press(hq, await say(hq, "#lapor"), "choice-report-crime")
    assert (await say(hq, said)).key.startswith(key)


@pytest.mark.parametrize("said", ["Kejaksan", "jadwal kapal malam", "pasar, dekat paspor", "0231123456"])
async def test_answers_that_hold_a_word(hq: Headquarters, said: str) -> None:
    """A command word among others is a part of the answer, and a word that is none is one."""
    await press(hq, await say(hq, "#lapor"), "choice-report-crime")
    assert "langkah 3 dari 6" in text(await say(hq, said))


async def test_stopped(hq: Headquarters) -> None:
    """What was put together is forgotten on the reporter's word."""
    await press(hq, await say(hq, "#lapor"), "choice-report-crime")
    stopped = await say(hq, "#lapor berhenti")
    assert "report-stopped" == stopped.key
    assert "langkah 1 dari 6" in text(await say(hq, "#lapor"))


async def test_old_buttons(hq: Headquarters) -> None:
    """Behind a report that was sent its buttons begin no other one, and never say that it was not sent."""
    summary = await summarised(hq)
    await press(hq, summary, "choice-report-send")
    for said in ("#lapor kirim", "#lapor berhenti", "#lapor jenis work", "#lapor ubah where", "#lapor jawab secret"):
        assert "report-nothing" == (await say(hq, said)).key


async def test_many_reports(hq: Headquarters) -> None:
    """A list shows ten at a time, first those that nobody has taken, the newest of them first; none is out of reach."""
    numbers = []
    for n in range(12):
        hq.minutes += 60 * 24
        numbers.append(await reported(hq, place=f"Jalan {n}"))
    await say(hq, f"/laporan {numbers[-1]} tangani", by="3")
    first, second = [await say(hq, order, by="3") for order in ("/laporan", "/laporan 2")]
    assert [*reversed(numbers[1:-1])] == re.findall(r"WNA-\w{4}-\w{4}", text(first))
    assert [numbers[0], numbers[-1]] == re.findall(r"WNA-\w{4}-\w{4}", text(second))
    assert "Masih 2 lagi: /laporan 2" in text(first)


async def test_pin(hq: Headquarters) -> None:
    """A pin is a place, whenever it comes."""
    await press(hq, await say(hq, "#lapor"), "choice-report-lodging")
    pinned = await say(hq, media=(Media(kind="location", latitude=-6.7, longitude=108.5),), kind="location")
    assert "Kapan Anda melihatnya?" in text(pinned)


async def test_choose(hq: Headquarters) -> None:
    """A step of buttons takes no other words, and asks again."""
    await say(hq, "#lapor")
    assert "Silakan pilih salah satu." in text(await say(hq, "ada orang asing"))


async def test_wrong_file(hq: Headquarters) -> None:
    """A file that is no photo is refused with what to send, and the step is asked again."""
    await press(hq, await say(hq, "#lapor"), "choice-report-work")
    for said in ("Jalan Melati 5", "kemarin", "dua orang bekerja di sana"):
        await say(hq, said)
    refused = await say(hq, media=(Media(kind="document", content="virus", name="foto.jpg"),), kind="document")
    assert "Berkas jenis itu tidak dapat kami terima." in text(refused)
    assert "Ada foto atau dokumen?" in text(refused)


async def test_too_long(hq: Headquarters) -> None:
    """A text that is too long is asked for again, not cut."""
    await press(hq, await say(hq, "#lapor"), "choice-report-work")
    assert "terlalu panjang" in text(await say(hq, "x" * 301))


async def test_rate(hq: Headquarters) -> None:
    """From one chat come five reports a day; the sixth is not threatened, but asked for tomorrow."""
    for _ in range(5):
        await reported(hq)
    assert "report-too-many" == (await press(hq, await summarised(hq), "choice-report-send")).key
    assert 5 == len(await hq.staffroom.reports.all(hq.office))


# --- following one's own report --------------------------------------------------------------------------


async def test_followed_by_its_reporter(hq: Headquarters) -> None:
    """The number tells its reporter a state, and takes what they add: words, or a photo with the number below."""
    number = await reported(hq)
    assert "diterima" in text(await say(hq, number))
    assert "report-added" == (await say(hq, f"#lapor {number} mereka pindah ke ruko sebelah")).key
    added = await say(hq, f"#lapor {number}", media=(PHOTO,), kind="photo")
    assert "report-added" == added.key
    card = text(await say(hq, f"/laporan {number}", by="3"))
    assert "mereka pindah ke ruko sebelah" in card
    assert 2 == card.count("/berkas/")


async def test_added_twice(hq: Headquarters) -> None:
    """The same message handled again adds nothing twice."""
    number = await reported(hq)
    for _ in range(2):
        await say(hq, f"#lapor {number} mereka pindah", number=NOW_MS + 500)
    report = await hq.staffroom.reports.find(hq.office, number)
    assert report is not None
    assert ["mereka pindah"] == [fact.text for fact in report.facts]


async def test_followed_by_others(hq: Headquarters) -> None:
    """To whoever else sends the number there is no such report, and nothing is added."""
    number = await reported(hq)
    for by in ("78", "90", "3"):
        assert "report-unknown" == (await say(hq, f"#lapor {number} saya tahu", by=by)).key
    report = await hq.staffroom.reports.find(hq.office, number)
    assert report is not None
    assert () == report.facts


# --- supervision officers --------------------------------------------------------------------------------


async def test_card(hq: Headquarters) -> None:
    """An officer sees what was reported, and of who did so nothing."""
    number = await reported(hq)
    listed = await say(hq, "/laporan", by="3")
    card = text(await press(hq, listed, "choice-code", by="3"))
    assert number in text(listed)
    assert [] == [words for words in ("warung biru", "tiga orang asing", "/berkas/") if words not in card]
    assert "Pelapor: dirahasiakan" in card
    assert [] == [known for known in (PHONE, "77", "Budi") if known in card]


async def test_named(hq: Headquarters) -> None:
    """Who gives a name and then allows it lets supervision officers know it, and the number with it."""
    number = await reported(hq, name="Budi Santoso")
    assert f"Pelapor: Budi Santoso, {PHONE}" in text(await say(hq, f"/laporan {number}", by="3"))


@pytest.mark.parametrize(
    "refusal",
    ["tidak", "Tidak mau", "rahasia", "anonim saja", "jangan", "gak", "nanti saja", "tanpa nama", "no, thanks"],
)
async def test_not_named_in_words(hq: Headquarters, refusal: str) -> None:
    """Who answers that they don't want to be named is not, and is not asked about it again."""
    await at_identity(hq)
    card = await sent_card(hq, await say(hq, refusal))
    assert "Pelapor: dirahasiakan" in card
    assert [] == [shown for shown in (PHONE, f"Pelapor: {refusal}") if shown in card]


@pytest.mark.parametrize("said", ["Budi Santoso", "entahlah", "ya", "boleh", "terserah petugas"])
async def test_named_by_a_press_alone(hq: Headquarters, said: str) -> None:
    """No words let a name be seen: without the press that says so there is no summary to send, and no report."""
    await at_identity(hq)
    for each in (said, "ya", "kirim", "#lapor kirim"):
        assert "langkah 6 dari 6" in text(await say(hq, each))
    card = await sent_card(hq, await press(hq, await say(hq, "#lapor"), "choice-report-secret"))
    assert "Pelapor: dirahasiakan" in card
    assert PHONE not in card


async def test_name_taken_back(hq: Headquarters) -> None:
    """A name that was allowed can be taken back; an old button does not bring it back."""
    summary = await summarised(hq, name="Budi Santoso")
    asked = await press(hq, summary, "choice-report-identity")
    secret = await press(hq, asked, "choice-report-secret")
    assert "Pelapor: dirahasiakan" in text(secret)
    assert "tulis nama Anda" in text(await say(hq, "#lapor jawab named"))
    assert "dirahasiakan" in await sent_card(hq, await press(hq, asked, "choice-report-secret"))


async def at_identity(hq: Headquarters) -> None:
    """Go through all steps but the last."""
    await press(hq, await summarised(hq), "choice-report-identity")


async def sent_card(hq: Headquarters, summary: Reply) -> str:
    """Send a report; return what an officer sees of it."""
    number = number_in(await press(hq, summary, "choice-report-send"))
    return text(await say(hq, f"/laporan {number}", by="3"))


async def test_worked_on(hq: Headquarters) -> None:
    """Taken, given a date and notes, handed to a colleague, ended: the reporter is told the state alone."""
    number = await reported(hq)
    await say(hq, "/laporan", by="4")
    await press(hq, await say(hq, f"/laporan {number}", by="3"), "choice-report-take", by="3")
    await say(hq, f"/laporan {number} tenggat 30-11-2099", by="3")
    await say(hq, f"/laporan {number} catatan sudah didatangi, kosong", by="3")
    card = text(await say(hq, f"/laporan {number} untuk tono", by="3"))
    assert [] == [w for w in ("petugas: Tono", "30 November 2099", "Rina: sudah didatangi") if w not in card]
    await press(hq, await say(hq, f"/laporan {number} selesai terbukti", by="4"), "choice-staff-yes", by="4")
    told = [text(reply) for reply in await hq.written(REPORTER)]
    assert [f"Laporan {number}: ditindaklanjuti", f"Laporan {number}: selesai"] == [t.splitlines()[0] for t in told]
    assert not any("terbukti" in words or "Tono" in words for words in told)


async def test_taken_by_another(hq: Headquarters) -> None:
    """Of two officers one takes a report, the other is told who did, and can be given it."""
    number = await reported(hq)
    await say(hq, f"/laporan {number} tangani", by="3")
    await say(hq, f"#lapor {number} mereka pindah")
    late = await say(hq, f"/laporan {number} tangani", by="4")
    assert "🆕" in text(await say(hq, "/laporan", by="4"))
    assert ("staff-report-taken", "Rina") == (late.key, late.values["officer"])
    assert "petugas: Tono" in text(await say(hq, f"/laporan {number} untuk Tono", by="3"))


async def test_taken_after_its_end(hq: Headquarters) -> None:
    """An old button takes no report up again that has ended, and its reporter hears nothing more."""
    number = await reported(hq)
    await press(hq, await say(hq, f"/laporan {number} selesai", by="3"), "choice-staff-yes", by="3")
    for by in ("3", "4"):
        assert "staff-report-ended" == (await say(hq, f"/laporan {number} tangani", by=by)).key
    (told,) = await hq.written(REPORTER)
    assert "selesai" in text(told)
    assert "ditindaklanjuti, petugas: Tono" in text(await say(hq, f"/laporan {number} untuk Tono", by="3"))


@pytest.mark.parametrize(
    ("order", "calls"), [*(("tangani", n) for n in range(4)), *(("untuk Tono", n) for n in range(5))]
)
async def test_killed(hq: Headquarters, client: Client, tmp_path: Path, order: str, calls: int) -> None:
    """Wherever the process dies, who reported is told the new state once, and the officer who has the report now."""
    number = await reported(hq)
    await say(hq, "/laporan", by="4")
    gap = Gap(client, calls=calls)
    with suppress(Killed):
        await say(office_on(cast("Client", gap), tmp_path), f"/laporan {number} {order}", by="3", number=NOW_MS + 900)
    await say(hq, f"/laporan {number} {order}", by="3", number=NOW_MS + 900)
    assert gap.has_happened
    assert [f"Laporan {number}: ditindaklanjuti"] == [text(t).splitlines()[0] for t in await hq.written(REPORTER)]
    assert (order == "untuk Tono") == bool(await hq.written("4"))


async def test_handed_over(hq: Headquarters) -> None:
    """Who has a report now and who had it are told, once; of an officer who can't be told, the other one hears."""
    number = await reported(hq)
    _, unheard = await hq.hears(f"/laporan {number} untuk Tono", by="3", is_group=False)
    assert ("staff-report-unheard", "Tono") == (unheard.key, unheard.values["officer"])
    await say(hq, f"/laporan {number} untuk Rina", by="4")
    for _ in range(2):
        await say(hq, f"/laporan {number} untuk Tono", by="3", number=NOW_MS + 500)
    words = f"🔒 Laporan {number} kini ditangani"
    assert [f"{words} Rina, menurut Tono."] == [text(reply) for reply in await hq.written("3")]
    assert [f"{words} Tono, menurut Rina."] == [text(reply) for reply in await hq.written("4")]


async def test_told_in_private(hq: Headquarters) -> None:
    """Officers who read reports are told of each by its number, of an addition the one who has it; nobody else is."""
    for by in ("3", "4", "90"):
        await say(hq, "/laporan", by=by)
    number = await reported(hq)
    for by in ("3", "4"):
        (letter,) = await hq.written(by)
        assert number in text(await press(hq, letter, "choice-code", by=by))
    await say(hq, f"/laporan {number} tangani", by="3")
    await say(hq, f"#lapor {number} mereka pindah")
    assert [2, 1, 0] == [len(await hq.written(by)) for by in ("3", "4", "90")]
    assert not any(number in text(reply) for reply in await hq.written(GROUP))


async def test_nobody_to_read_it(client: Client) -> None:
    """Where nobody has the role, the staff are told so with the report."""
    hq = Headquarters(client)
    await press(hq, await say(hq, "#lapor"), "choice-report-work")
    for said in ("Jalan Melati 5", "kemarin", "dua orang bekerja"):
        photos = await say(hq, said)
    identity = await press(hq, photos, "choice-report-no-photos")
    await press(hq, await press(hq, identity, "choice-report-secret"), "choice-report-send")
    assert ["staff-report-unread"] == [reply.key for reply in await hq.written(GROUP)]


async def test_role_taken_away(hq: Headquarters) -> None:
    """Who has the role no more is not told any more."""
    ani = Member(id="telegram:5", name="Ani", roles=("supervision",))
    await employ(hq.staffroom.members, hq.office, ani)
    await say(hq, "/laporan", by="5")
    await employ(hq.staffroom.members, hq.office, replace(ani, roles=("cs",)))
    await reported(hq)
    assert [] == await hq.written("5")


async def test_added_to_an_ended_report(hq: Headquarters) -> None:
    """What is added to an ended report stands in the list until somebody has read it."""
    number, open_one = await reported(hq), await reported(hq)
    await say(hq, f"/laporan {open_one} tangani", by="3")
    await press(hq, await say(hq, f"/laporan {number} selesai", by="3"), "choice-staff-yes", by="3")
    assert number not in text(await say(hq, "/laporan", by="3"))
    hq.minutes += 1
    await say(hq, f"#lapor {number} mereka kembali")
    listed = text(await say(hq, "/laporan", by="3"))
    assert [number, open_one] == re.findall(r"WNA-\w{4}-\w{4}", listed)
    assert 1 == listed.count("🆕")
    assert "mereka kembali" in text(await say(hq, f"/laporan {number}", by="3"))
    assert number not in text(await say(hq, "/laporan", by="3"))


async def test_dates(hq: Headquarters) -> None:
    """A date that is over is refused; one that is over by now is marked in the list."""
    number = await reported(hq)
    assert "staff-report-past" == (await say(hq, f"/laporan {number} tenggat 1-1-2020", by="3")).key
    assert "tenggat: Senin" in text(await say(hq, f"/laporan {number} tenggat {TODAY:%d-%m-%Y}", by="3"))
    assert text(await say(hq, "/laporan", by="3")).endswith("2099")
    hq.minutes += 24 * 60
    assert "⚠️ Lewat tenggat." in text(await say(hq, "/laporan", by="3"))


async def test_files_stay_with_the_report(hq: Headquarters) -> None:
    """What is added to an open report lets its files stay as long as the report does."""
    number = await reported(hq)
    assert hq.staffroom.media is not None
    hq.minutes = 300 * 24 * 60
    await say(hq, f"#lapor {number} mereka masih di sana")
    assert [] == await hq.staffroom.media.vault.due("CBN", now_ms=hq.now_ms + 399 * DAY_MS)


async def test_no_officer(hq: Headquarters) -> None:
    """A report is handed to supervision officers alone."""
    number = await reported(hq)
    assert "staff-report-no-officer" == (await say(hq, f"/laporan {number} untuk cs", by="3")).key


async def test_asked(hq: Headquarters) -> None:
    """A question reaches who reported, whom the officer does not get to know."""
    number = await reported(hq)
    answer = text(await say(hq, f"/laporan {number} tanya berapa orang?", by="3"))
    (letter,) = await hq.written(REPORTER)
    assert "berapa orang?" in text(letter)
    assert [] == [known for known in (PHONE, REPORTER) if known in answer]


async def test_alike(hq: Headquarters) -> None:
    """A report near in place and time is pointed out; another one is not."""
    first, other = await reported(hq), await reported(hq, place="terminal Harjamukti")
    second = await reported(hq, place="Warung biru, pasar Kanoman")
    card = text(await say(hq, f"/laporan {second}", by="3"))
    assert f"Mungkin tentang hal yang sama: {first}" in card
    assert other not in card


async def test_forgotten(hq: Headquarters, client: Client) -> None:
    """A report that has ended is forgotten after the office's time, its files too."""
    number = await reported(hq)
    assert hq.staffroom.media is not None
    vault, days = hq.staffroom.media.vault, hq.office.retention_days
    assert [] == await vault.due("CBN", now_ms=NOW_MS + 300 * DAY_MS)
    await press(hq, await say(hq, f"/laporan {number} selesai", by="3"), "choice-staff-yes", by="3")
    assert [number] == await vault.due("CBN", now_ms=hq.now_ms + days * DAY_MS)
    assert hq.now_ms + days * DAY_MS == await client.execute("PEXPIRETIME", f"{{oCBN}}:report:{number}")


async def test_export(hq: Headquarters) -> None:
    """The workbook has each report in a row, in the office's words; of who kept their name back, none."""
    number, secret = await reported(hq, place="=HYPERLINK(1)", name="Budi Santoso"), await reported(hq)
    await say(hq, f"#lapor {number} mereka pindah")
    await say(hq, f"/laporan {number} catatan sudah didatangi", by="3")
    await say(hq, f"/laporan {number} tenggat 30-11-2099", by="3")
    sheet = await exported(hq, "/laporan ekspor")
    book = read_book(sheet.data)
    assert ("laporan-wna.xlsx", MIME) == (sheet.name, sheet.mime)
    assert ["Nomor", number, secret] == book.column("A")
    assert ReadCell("=HYPERLINK(1)", is_text=True) == book.cells["D2"]
    assert ["Pelapor", "Budi Santoso", "dirahasiakan"] == book.column("H")
    assert ["Nomor pelapor", PHONE] == book.column("I")
    assert ReadCell("73019", shown="dd-mm-yyyy") == book.cells["L2"]
    assert book.cells["M2"].value.endswith(": mereka pindah")
    assert book.cells["N2"].value.endswith(", Rina: sudah didatangi")


async def test_export_of_a_month(hq: Headquarters) -> None:
    """A month's workbook has what was reported in it, at the hour of the office's clock; without any there is none."""
    await reported(hq)
    sheet = await exported(hq, "/laporan ekspor november 2099")
    made = read_book(sheet.data).column("B")
    assert ("laporan-wna-2099-11.xlsx", "Dilaporkan (WIB)", 9) == (sheet.name, made[0], int(float(made[1]) % 1 * 24))
    assert "staff-reports-none" == (await say(hq, "/laporan ekspor januari 2027", by="3")).key


async def exported(hq: Headquarters, order: str) -> Media:
    """Return the workbook that an order gives, as it is delivered."""
    (sheet,) = (await say(hq, order, by="3")).media
    return sheet_document(sheet, partial(LEXICON.text, language="id", zone=(hq.office.timezone, "WIB")))


# --- nobody else -----------------------------------------------------------------------------------------

ORDERS = (
    "/laporan", "/laporan semua", "/laporan ekspor", "/laporan {n}", "/laporan {n} catatan x",
    "/laporan {n} tenggat besok", "/laporan {n} untuk admin", "/laporan {n} tangani", "/laporan {n} selesai",
    "/laporan {n} tanya siapa?", "/cari {n}", "#lapor {n}", "{n}", "/riwayat 50", "/kotak", "/rekap",
)  # fmt: skip


@pytest.mark.parametrize("role", OTHERS)
async def test_no_other_role(hq: Headquarters, role: Role) -> None:
    """No other role sees a report, its files or its reporter by any order, in private or in the group, nor an admin."""
    number = await reported(hq, name="Budi Santoso")
    await say(hq, f"/laporan {number}", by="3")
    by = next(member.id.removeprefix("telegram:") for member in STAFF if member.name == role)
    seen: list[Reply] = [*await hq.written(GROUP)]
    for order in ORDERS:
        for is_group in (True, False):
            seen += await hq.hears(order.format(n=number), by=by, is_group=is_group)
    said = "\n".join(text(reply) for reply in seen)
    assert [] == [secret for secret in (*SECRETS, "/berkas/") if secret in said]
    assert not any(reply.media for reply in seen if reply.key.startswith(("staff-report", "report")))
    report = await hq.staffroom.reports.find(hq.office, number)
    assert report is not None
    assert ("received", "", (), ()) == (report.state, report.officer, report.notes, report.facts)


async def test_group(hq: Headquarters) -> None:
    """In the group, where others read along, not even a supervision officer is shown anything."""
    number = await reported(hq)
    for order in ("/laporan", f"/laporan {number}", "/laporan ekspor", f"/laporan {number} catatan x"):
        assert "staff-reports-private" == (await hq.hear(order, by="3")).key


async def test_history(hq: Headquarters) -> None:
    """What officers did is in the history by its number alone."""
    number = await reported(hq)
    await say(hq, f"/laporan {number}", by="3")
    await say(hq, f"/laporan {number} catatan rumah kosong", by="3")
    acts = await hq.staffroom.acts.last(hq.office, 10)
    assert [("Rina", f"laporan {number} catatan"), ("Rina", f"laporan {number}")] == [
        (act.who, act.what) for act in acts
    ]
    assert {("", "")} == {(act.before, act.after) for act in acts}


async def test_log(hq: Headquarters, reports: io.StringIO) -> None:
    """Nothing of a report, its place or its reporter is in the log, at the finest level."""
    number = await reported(hq, name="Budi Santoso")
    await say(hq, media=(Media(kind="document", content="virus"),), kind="document")
    await say(hq, f"#lapor {number} mereka pindah", media=(PHOTO,), kind="photo")
    await press(hq, await say(hq, f"/laporan {number}", by="3"), "choice-report-take", by="3")
    await say(hq, f"/laporan {number}", by="90")
    assert [] == [secret for secret in (*SECRETS, "mereka pindah", number) if secret in reports.getvalue()]


async def test_sealed(hq: Headquarters, client: Client) -> None:
    """Nothing of a report can be read in Redis; two of one reporter don't show that they are of one."""
    numbers = [await reported(hq), await reported(hq)]
    keys = await client.execute("KEYS", "*")
    dumps = [key + await client.execute("DUMP", key, key=key) for key in keys]
    assert not any(secret.encode() in dump for secret in SECRETS for dump in dumps)
    owners = [await client.execute("HGET", f"{{oCBN}}:report:{number}", "owners") for number in numbers]
    assert not set(owners[0].split()) & set(owners[1].split())
