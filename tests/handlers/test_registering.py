"""`#daftar`: a booking put together step by step."""

from __future__ import annotations

from datetime import date

import pytest

from bot.choices import fill_choice
from bot.commands import Confirm
from bot.draft_answers import STEPS
from bot.messages import Reply, Words
from bot.profiles import NOTHING_KNOWN, Draft, Profile
from tests.handlers.applicants import Applicant, Meet, Say
from tests.handlers.samples import CHILD, LINE, PHONE, TUESDAY, office

DONE = Draft(
    name="Budi Santoso", birth_date=date(1987, 1, 25), service_date=TUESDAY, session="13:00", asked="sure"
)  # fmt: skip


def remembered(asked: str, *, phone: str = "") -> Profile:
    """Return a chat's memory of a draft with an answer to each step before the one that is asked."""
    steps = STEPS[: STEPS.index(next(step for step in STEPS if step == asked))]
    return Profile(
        phone=phone,
        draft=Draft(
            name=DONE.name if "name" in steps else "",
            birth_date=DONE.birth_date if "birth_date" in steps else None,
            service_date=DONE.service_date if "service_date" in steps else None,
            session=DONE.session if "session" in steps else "",
            asked=asked,
        ),
    )


def words_of(reply: Reply, value: str) -> Words:
    """Return the words that stand in a reply as one of its values."""
    words = reply.values[value]
    assert isinstance(words, Words)
    return words


async def test_step_by_step(budi: Applicant, say: Say) -> None:
    """Name, birth date, date and session are asked for one after another, then shown, then the place is held."""
    assert "Langkah 1 dari 4: nama" in say(await budi.write("#daftar"))
    assert "Nama: Budi Santoso" in say(await budi.write("Budi Santoso"))
    dates = await budi.write("25011987")
    assert "Langkah 3 dari 4: tanggal layanan" in say(dates)
    sessions = await budi.press(dates, "02122036")
    assert "[13:00 WIB: sisa 2]" in say(sessions).splitlines()
    summary = await budi.press(sessions, "13:00")
    assert DONE == budi.profile.draft
    assert say(summary).splitlines()[:6] == [
        "Periksa data ini. Tempat belum dipesan.",
        "",
        "Nama: Budi Santoso",
        "Tanggal lahir: 25 Januari 1987",
        "Tanggal layanan: Selasa, 2 Desember 2036",
        "Sesi: pukul 13:00 WIB",
    ]
    held = await budi.press(summary, "choice-book-draft")
    assert ("held", "13:00 WIB") == (held.key, held.values["hour"])
    assert budi.profile.draft is None


async def test_all_in_words(budi: Applicant) -> None:
    """Every step takes what people write, and YA at the end holds the place."""
    for text in ("daftar", "nama: Siti Nur'aini", "Cirebon, 25 Januari 1987", "besok", "jam 1"):
        await budi.write(text)
    held = await budi.write("ya")
    assert ("held", "Siti Nur'aini", "13:00 WIB") == (held.key, held.values["name"], held.values["hour"])


async def test_any_session(budi: Applicant, say: Say) -> None:
    """Who does not mind the hour gets the first session with a place."""
    budi.profile = remembered("session")
    assert "Sesi: paling awal yang masih ada tempat" in say(await budi.write("terserah"))
    assert "08:00 WIB" == (await budi.write("setuju")).values["hour"]


@pytest.mark.parametrize(
    ("asked", "text", "words"),
    [
        ("name", "B", "Periksa nama. Nama ini terlalu pendek."),
        ("name", "Budi2", "Periksa nama. Nama tidak boleh berisi angka."),
        ("name", "goblok", "Periksa nama. Mohon tulis nama seperti di paspor"),
        ("name", "selamat pagi min", "Periksa nama."),
        ("birth_date", "31021987", "Periksa tanggal lahir. Tanggal ini tidak ada di kalender"),
        ("birth_date", "dulu sekali", "Periksa tanggal lahir. Bagian ini belum dapat kami baca."),
        ("birth_date", "25012037", "Periksa tanggal lahir. Tanggal lahir tidak mungkin di masa depan."),
        ("service_date", "25122036", "Kantor tutup pada Kamis, 25 Desember 2036: Hari Raya Natal."),
        ("service_date", "30112036", "sudah lewat."),
        ("service_date", "01012037", "masih terlalu jauh."),
        ("session", "jam 7", "Tidak ada sesi 07:00 WIB"),
        ("session", "jam 7 malam", "Periksa sesi."),
        ("service_date", "minggu ini", "Periksa tanggal layanan. Bagian ini belum dapat kami baca."),
        ("session", "11:00", "Tidak ada sesi 11:00 WIB"),
    ],
)
async def test_what_is_no_answer(budi: Applicant, say: Say, asked: str, text: str, words: str) -> None:
    """What can't be taken is told with its reason, the question comes again, and nothing said before is lost."""
    budi.profile = remembered(asked)
    reply = await budi.write(text)
    assert words in say(reply)
    assert "ask-again" == reply.key
    assert remembered(asked) == budi.profile


async def test_no_answer_to_the_summary(budi: Applicant) -> None:
    """At the end nothing but a consent holds the place; anything else shows the summary again."""
    budi.profile = remembered("sure")
    assert "ask-sure" == (await budi.write("entahlah")).key


async def test_two_readings(budi: Applicant) -> None:
    """A birth date that can be two is asked about with a button for each."""
    budi.profile = remembered("birth_date")
    reply = await budi.write("250126")
    assert [fill_choice("birth_date", day) for day in ("25012026", "25011926")] == [c.id for c in reply.choices[:2]]
    await budi.press(reply, "25011926")
    assert budi.profile.draft
    assert date(1926, 1, 25) == budi.profile.draft.birth_date


@pytest.mark.parametrize("label", ["choice-correct-name", "choice-correct-service-date"])
async def test_corrections(budi: Applicant, label: str) -> None:
    """At the end each answer can be given again; the others stay, but a new date asks for its session."""
    budi.profile = remembered("sure")
    summary = await budi.write("apa?")
    await budi.press(summary, label)
    text, wanted = ("Ani", "sure") if label == "choice-correct-name" else ("3 Desember 2036", "session")
    await budi.write(text)
    assert budi.profile.draft
    assert (wanted, date(1987, 1, 25)) == (budi.profile.draft.asked, budi.profile.draft.birth_date)


async def test_back(budi: Applicant) -> None:
    """*Kembali* asks the step before again."""
    budi.profile = remembered("birth_date")
    reply = await budi.write("hm")
    assert "ask-name" == (await budi.press(reply, "choice-back")).key


async def test_an_unrelated_command(budi: Applicant, say: Say) -> None:
    """Another command is answered, and below it stands a short line, with the button to go on."""
    budi.profile = remembered("birth_date")
    fees = await budi.write("#biaya")
    assert say(fees).startswith("Daftar biaya belum tersedia")
    assert [
        "Pendaftaran Anda belum selesai dan masih kami simpan.",
        "[Persyaratan]",
        "[Daftar]",
        "[Lanjut mendaftar]",
    ] == say(fees).splitlines()[-4:]
    again = await budi.press(fees, "choice-continue")
    assert ("ask-birth-date", "choice-afresh") == (again.key, again.choices[-1].label)
    assert remembered("birth_date") == budi.profile


@pytest.mark.parametrize(
    ("other", "asked"),
    [
        ("#ubah", "move-date"),
        ("#ubah 32122036", "move-date-again"),
        ("#ubah 3 Desember 2036", "move-session"),
        ("#batal", "cancel-ask"),
        ("#batall", "unclear-nearest"),
        ("#jadwal senin", "ask-which-date"),
        ("#syarat", "papers-which"),
        ("#bahasa", "language-which"),
    ],
)
async def test_another_question(budi: Applicant, other: str, asked: str) -> None:
    """After another question a text is no answer to the step, until the step is asked again."""
    await budi.ask(LINE)
    await budi.ask(Confirm())
    budi.profile = remembered("name")
    reply = await budi.write(other)
    assert ("with-reminder", asked) == (reply.key, words_of(reply, "answer").key)
    unclear = await budi.write("sesi apa aja")
    assert "unclear" == words_of(unclear, "answer").key
    assert budi.profile.draft
    assert "" == budi.profile.draft.name
    await budi.press(unclear, "choice-continue")
    assert remembered("name") == budi.profile
    await budi.write("Budi Santoso")
    assert ("Budi Santoso", "birth_date") == (budi.profile.draft.name, budi.profile.draft.asked)


async def test_yes_after_another_question(budi: Applicant) -> None:
    """Who has looked at a held place meanwhile and says yes approves that one; the summary is not meant."""
    await budi.ask(LINE)
    budi.profile = remembered("sure")
    await budi.write("#cek")
    assert "booked" == words_of(await budi.write("ya"), "answer").key


async def test_a_name_like_a_command(budi: Applicant) -> None:
    """A name that begins like a command word is a name; the word alone, or with a sign, is the command."""
    budi.profile = remembered("name")
    await budi.writes("#cek mat")
    assert remembered("name") == budi.profile
    await budi.writes("cek")
    assert remembered("name") == budi.profile
    await budi.write("Cek Mat")
    assert budi.profile.draft
    assert "Cek Mat" == budi.profile.draft.name


async def test_a_whole_line(budi: Applicant) -> None:
    """Who learns the line meanwhile and sends it has no draft any more."""
    budi.profile = remembered("birth_date")
    assert "held" == (await budi.write("#Ani#01021990#02122036")).key
    assert budi.profile.draft is None


@pytest.mark.parametrize("text", ["berhenti", "#stop", "batal"])
async def test_stopping(budi: Applicant, text: str) -> None:
    """Stopping forgets the draft, and so does *batal* where there is nothing else to cancel; then it stops the news."""
    budi.profile = remembered("session")
    assert "draft-stopped" == (await budi.write(text)).key
    assert budi.profile.draft is None
    assert "news-stopped-too" == (await budi.write("berhenti")).key


async def test_the_place_has_gone(meet: Meet, say: Say) -> None:
    """A session that others took meanwhile is told, and another one of the date asked for."""
    small = office(places=1)
    budi, other = meet(office=small), meet("+6281298765432", office=small)
    budi.profile = remembered("sure")
    await other.write("#Ani#01021990#02122036#13:00")
    reply = await budi.write("ya")
    assert "Sesi 13:00 WIB pada Selasa, 2 Desember 2036 sudah penuh." in say(reply)
    assert ["choice-session-left", "choice-any-session"] == [choice.label for choice in reply.choices[:2]]


async def test_the_date_has_gone(meet: Meet, say: Say) -> None:
    """A date that others filled meanwhile is told, and another one asked for."""
    small = office(places=1)
    budi = meet(office=small)
    budi.profile = remembered("sure")
    for number, (name, hour) in enumerate((("Ani", "08:00"), ("Dewi", "13:00"))):
        await meet(f"+628129876543{number}", office=small).write(f"#{name}#01021990#02122036#{hour}")
    reply = await budi.write("ya")
    assert "Selasa, 2 Desember 2036 sudah penuh." in say(reply)
    assert budi.profile.draft
    assert ("service_date", None) == (budi.profile.draft.asked, budi.profile.draft.service_date)


async def test_a_number_that_is_used_up(budi: Applicant) -> None:
    """Who may not book more is told so before the first question."""
    await budi.ask(LINE)
    await budi.ask(CHILD)
    assert "sender-has-held" == (await budi.write("#daftar")).key
    assert budi.profile.draft is None


async def test_a_number_is_asked_for(meet: Meet, say: Say) -> None:
    """Without a number it is asked for first; once shared, the first question comes by itself."""
    budi = meet("")
    reply = await budi.write("#daftar")
    assert ("no-phone", True) == (reply.key, reply.asks_phone)
    kept, question = await budi.shares(PHONE)
    assert (PHONE, "ask-name") == (budi.profile.phone, question.key)
    assert PHONE in say(kept)
    budi.profile = remembered("sure", phone=PHONE)
    assert "held" == (await budi.write("ya")).key


async def test_a_number_after_another_question(meet: Meet) -> None:
    """A number that is shared after another question asks the step again, and the next text is its answer."""
    budi = meet("")
    for text in ("#daftar", "#syarat"):
        await budi.write(text)
    _, question = await budi.shares(PHONE)
    assert ("ask-name", remembered("name", phone=PHONE)) == (question.key, budi.profile)


async def test_a_number_without_a_draft(meet: Meet, say: Say) -> None:
    """A number that is shared unasked is thanked for, with the ways to book."""
    (kept,) = await meet("").shares(PHONE)
    assert ["[Daftar]", "[Lihat jadwal]"] == say(kept).splitlines()[-2:]


async def test_buttons_of_an_old_message(budi: Applicant) -> None:
    """A button of a draft that was forgotten asks from the beginning."""
    budi.profile = remembered("sure")
    summary = await budi.write("apa?")
    for label in ("choice-book-draft", "choice-correct-session"):
        budi.profile = NOTHING_KNOWN
        assert "ask-name" == (await budi.press(summary, label)).key


async def test_person_has(meet: Meet) -> None:
    """What has no other date or session as its remedy ends the draft with its reason."""
    budi, other = meet(), meet("+6281298765432")
    budi.profile = remembered("sure")
    await other.ask(LINE)
    await other.ask(Confirm())
    assert "person-has" == (await budi.write("ya")).key
    assert budi.profile.draft is None
