"""`#darurat`: a plea put together step by step, left, corrected, sent, added to and followed by the family."""

from __future__ import annotations

import pytest

from bot.messages import Media
from tests.handlers.families import HELPERS_CHAT, PHOTO, PIN, Family, case_of, number_in, order, text
from tests.handlers.staff.officers import GROUP, Headquarters


async def test_told_whom_it_is_for(family: Family) -> None:
    """Before anything is asked it is said whom the service is for, and what to do in danger of life."""
    about = text(await family.says("#darurat"))
    assert [] == [words for words in ("bayi berumur kurang dari 40 hari", "112 atau 119") if words not in about]


async def test_sent(hq: Headquarters, family: Family) -> None:
    """All that was told is shown before it is sent; then there is a number, and a card for those who help."""
    summary = await family.tells(departure="5 desember")
    shown = text(summary)
    expected = ("Siti Aminah, 54 tahun", "RSUD Gunung Jati, ruang Melati 3", "Jl. Kesambi 56", "5 Desember 2099")
    assert [] == [words for words in expected if words not in shown]
    number = number_in(await family.presses(summary, "choice-emergency-send"))
    case = await case_of(hq, number)
    assert ("new", "Siti Aminah", "+6281234567890") == (case.stage, case.plea.patient, case.plea.contact_phone)
    (card,) = await hq.written(HELPERS_CHAT)
    assert ("staff-case-new", True) == (card.key, "Siti Aminah" in text(card))
    assert [] == await hq.written(GROUP)


async def test_sent_twice(hq: Headquarters, family: Family) -> None:
    """The same press, handled again after a crash, opens no second case, and tells the number again."""
    summary = await family.tells()
    profile = hq._profiles["77"]  # what the crash keeps as it was
    one = await family.presses(summary, "choice-emergency-send", number=10**15)
    hq._profiles["77"] = profile
    two = await family.presses(summary, "choice-emergency-send", number=10**15)
    assert one == two
    assert 1 == len(await hq.bookings.visits.emergencies.waiting(hq.office))
    assert 1 == len(await hq.written(HELPERS_CHAT))


async def test_left_and_taken_up(family: Family) -> None:
    """Another question in between keeps what was told; `#darurat` asks on where it was."""
    await family.presses(await family.says("#darurat"), "choice-emergency-begin")
    await family.says("Siti Aminah, 54 tahun")
    fees = await family.says("#biaya")
    assert ("with-reminder", True) == (fees.key, "belum terkirim" in text(fees))
    asked = await family.says("#darurat")
    assert "emergency-ask-condition" == asked.key


async def test_corrected(family: Family) -> None:
    """Each part can be told again from the summary; the others stay."""
    summary = await family.tells()
    which = await family.presses(summary, "choice-emergency-change")
    asked = await family.presses(which, "choice-emergency-address")
    assert "emergency-ask-address" == asked.key
    again = await family.says("Jl. Pemuda 12, Cirebon")
    assert ("emergency-summary", True) == (again.key, "Jl. Pemuda 12" in text(again))
    assert "Siti Aminah" in text(again)


async def test_stopped(family: Family) -> None:
    """*Berhenti* forgets what was told; so does the word."""
    await family.presses(await family.says("#darurat"), "choice-emergency-begin")
    assert "emergency-stopped" == (await family.says("berhenti")).key
    assert "emergency-about" == (await family.says("#darurat")).key


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        pytest.param("Siti Aminah", "Tulis juga usianya", id="no age"),
        pytest.param("54 tahun", "Nama pasien tidak dapat dibaca", id="no name"),
        pytest.param("Siti Aminah, 254 tahun", "Tulis juga usianya", id="nobody is so old"),
    ],
)
async def test_not_a_patient(family: Family, said: str, trouble: str) -> None:
    """What is no name with an age is asked again, with what is the matter."""
    await family.presses(await family.says("#darurat"), "choice-emergency-begin")
    assert trouble in text(await family.says(said))


async def test_letters(hq: Headquarters, family: Family) -> None:
    """Photos are kept as the letter that was asked for, page by page; a renamed program is refused."""
    await family.tells()
    await family.says(choice="word:darurat ubah doctor-letter")
    refused = await family.says(media=(Media(kind="document", content="virus"),), kind="document")
    assert "Berkas jenis itu tidak dapat kami terima" in text(refused)
    for count in (1, 2):
        kept = await family.says(media=(PHOTO,), kind="photo")
        assert f"Sudah diterima: {count} berkas" in text(kept)
    summary = await family.presses(kept, "choice-emergency-next")
    assert "Ada surat dokter: 2 berkas" in text(summary)
    number = number_in(await family.presses(summary, "choice-emergency-send"))
    case = await case_of(hq, number)
    assert hq.staffroom.media is not None
    files = await hq.staffroom.media.vault.of_case("CBN", number)
    assert set(case.plea.doctor_letter) == {file.id for file in files}


async def test_pin(family: Family) -> None:
    """A location is the place on the map; words are not."""
    await family.tells()
    await family.says(choice="word:darurat ubah pin")
    assert "Itu bukan lokasi" in text(await family.says("dekat alun-alun kota"))
    assert "q=-6.70630,108.55700" in text(await family.says(media=(PIN,), kind="location"))


async def test_added_later(hq: Headquarters, family: Family) -> None:
    """What is missing can be sent when the case has its number; the helpers are told."""
    number = await family.pleads()
    asked = await family.says(choice=f"word:darurat lengkapi {number} doctor-letter")
    assert "emergency-ask-doctor-letter" == asked.key
    assert "emergency-added" == (await family.says(media=(PHOTO,), kind="photo")).key
    assert "emergency-added" == (await family.says(media=(PHOTO,), kind="photo")).key
    assert 2 == len((await case_of(hq, number)).plea.doctor_letter)
    cards = [each.key.removeprefix("staff-case-") for each in await hq.written(HELPERS_CHAT)]
    assert ["new", "added", "added"] == cards
    assert "emergency-case-new" == (await family.says("#darurat")).key


async def test_answered_too_late(hq: Headquarters, family: Family) -> None:
    """What comes when the case is over changes nothing, and the family is told how it ended."""
    number = await family.pleads()
    await family.says(choice=f"word:darurat lengkapi {number} doctor-letter")
    await order(hq, f"/es tolak {number} = tidak dapat")
    assert "emergency-case-rejected" == (await family.says(media=(PHOTO,), kind="photo")).key
    assert () == (await case_of(hq, number)).plea.doctor_letter


async def test_letters_gone(hq: Headquarters, family: Family) -> None:
    """A letter that was deleted while its request waited to be sent is missing in the case, not broken."""
    await family.tells()
    await family.says(choice="word:darurat ubah doctor-letter")
    kept = await family.says(media=(PHOTO,), kind="photo")
    draft = hq._profiles[family.chat].emergency
    assert draft is not None
    assert hq.staffroom.media is not None
    await hq.staffroom.media.vault.erase("CBN", draft.number, now_ms=hq.now_ms)
    summary = await family.presses(kept, "choice-emergency-next")
    number = number_in(await family.presses(summary, "choice-emergency-send"))
    assert "doctor_letter" in (await case_of(hq, number)).plea.lacks


async def test_answered_after_being_asked(hq: Headquarters, family: Family) -> None:
    """A case that waits for the family waits for an officer again once they have sent what was asked for."""
    number = await family.pleads()
    await order(hq, f"/es minta {number} rujukan")
    told = await family.is_told()
    assert ("emergency-case-asked", True) == (told.key, "surat rujukan" in text(told))
    await family.presses(told, "choice-emergency-referral-letter")
    await family.says(media=(PHOTO,), kind="photo")
    assert ("new", ()) == ((case := await case_of(hq, number)).stage, case.asked_for)


async def test_hour_chosen(hq: Headquarters, family: Family) -> None:
    """An accepted family chooses an hour; the first team that is free comes, and the helpers are told."""
    number = await family.pleads()
    await order(hq, f"/es terima {number}")
    told = await family.is_told()
    assert "emergency-case-accepted" == told.key
    (saturday, *_) = [each for each in told.choices if each.label == "choice-visit-slot"]
    planned = await family.says(choice=saturday.id)
    assert "emergency-case-scheduled" == planned.key
    visit = (await case_of(hq, number)).visit
    assert visit is not None
    assert ("08:00", "Tim 1") == (visit.hour, visit.team)
    assert "staff-case-visit" == (await hq.written(HELPERS_CHAT))[-1].key


async def test_hour_gone(hq: Headquarters, family: Family) -> None:
    """An hour that both teams have given away is told as gone, and others are shown."""
    others = [Family(hq, chat=chat, phone=f"+62812345678{chat}") for chat in ("81", "82")]
    number = await family.pleads()
    await order(hq, f"/es terima {number}")
    for other in others:
        theirs = await other.pleads()
        await order(hq, f"/es terima {theirs}")
        await order(hq, f"/es jadwal {theirs} 21-11-2099 08:00")
    reply = await family.says(choice=f"word:darurat waktu {number} 20991121 08:00")
    assert "emergency-hour-taken" == reply.key
    assert "accepted" == (await case_of(hq, number)).stage


async def test_withdrawn(hq: Headquarters, family: Family) -> None:
    """After a second press a case is over, its visit's place is free, and the helpers are told."""
    number = await family.pleads()
    await order(hq, f"/es terima {number}")
    await order(hq, f"/es jadwal {number} 21-11-2099 08:00")
    asked = await family.says(choice=f"word:darurat batal {number}")
    ended = await family.presses(asked, "choice-cancel-sure")
    assert "emergency-case-withdrawn" == ended.key
    assert [] == await hq.bookings.visits.emergencies.waiting(hq.office)
    slots = await hq.bookings.visits.emergencies.slots(hq.office, now_ms=hq.now_ms)
    assert ("Tim 1", "Tim 2") == slots[0].teams


async def test_only_the_own_chat(hq: Headquarters, family: Family) -> None:
    """A case is seen and changed only in the chat that sent it."""
    number = await family.pleads()
    stranger = Family(hq, chat="78", phone="+6281200000078")
    for said in (f"lengkapi {number}", f"waktu {number}", f"batal {number} ya"):
        assert "emergency-unknown" == (await stranger.says(choice=f"word:darurat {said}")).key
    assert "new" == (await case_of(hq, number)).stage


async def test_many_cases(family: Family) -> None:
    """A chat has three cases under way at the most."""
    for _ in range(3):
        await family.says(choice="word:darurat mulai")
        await _told_quickly(family)
    assert "emergency-too-many" == (await family.says(choice="word:darurat mulai")).key


async def _told_quickly(family: Family) -> None:
    await family.says("Siti Aminah, 54 tahun")
    await family.says(choice="word:darurat isi condition grave")
    await family.says("Stroke, tidak sadar")
    await family.says(choice="word:darurat nanti place")
    await family.says("Jl. Kesambi 56, Cirebon")
    for part in ("pin", "doctor-letter", "referral-letter", "departure"):
        await family.says(choice=f"word:darurat nanti {part}")
    await family.says("Rina, 0812-3456-7890")
    assert "emergency-case-new" == (await family.says("ya")).key
