"""`#darurat` amid what people really do: press twice, press old buttons, edit, answer late, write numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.messages import EventKind, Media
from bot.plugins import Account
from bot.store.client import Client
from tests.handlers.families import HELPERS_CHAT, PHOTO, PIN, Family, case_of, hospital_office, number_in, order, text
from tests.handlers.staff.officers import Headquarters
from tests.offices import DAY_MS


async def begun(family: Family) -> None:
    """Begin a request and tell who the patient is."""
    await family.presses(await family.says("#darurat"), "choice-emergency-begin")
    await family.says("Siti Aminah, 54 tahun")


# --- what is sent late -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "media", "kind"),
    [
        pytest.param("dokter", PHOTO, "photo", id="letter as a photo"),
        pytest.param("rujukan", PHOTO, "document", id="letter as a document"),
        pytest.param("lokasi", PIN, "location", id="place"),
    ],
)
@pytest.mark.parametrize("caption", ["", "{}"], ids=["bare", "with the number"])
async def test_sent_late(
    hq: Headquarters, family: Family, part: str, media: Media, kind: EventKind, caption: str
) -> None:
    """What an officer has asked for is taken when it comes, without a press before."""
    number = await family.pleads()
    await order(hq, f"/es minta {number} {part}")
    assert "emergency-added" == (await family.says(caption.format(number), media=(media,), kind=kind)).key
    assert ("new", ()) == ((case := await case_of(hq, number)).stage, case.asked_for)
    assert "staff-case-added" == (await hq.written(HELPERS_CHAT))[-1].key


async def test_second_page_late(hq: Headquarters, family: Family) -> None:
    """Two pages that come one after the other are both the letter that was asked for."""
    number = await family.pleads()
    await order(hq, f"/es minta {number} dokter")
    for _ in range(2):
        await family.says(media=(PHOTO,), kind="photo")
    assert 2 == len((await case_of(hq, number)).plea.doctor_letter)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param("dokter, rujukan", ["doctor-letter", "referral-letter"], id="both are asked for"),
        pytest.param("", ["doctor-letter", "referral-letter"], id="nothing is asked for"),
    ],
)
async def test_which_letter(hq: Headquarters, family: Family, asked: str, expected: list[str]) -> None:
    """A photo that may be either letter is not guessed at: the family is asked which it is."""
    number = await family.pleads()
    if asked:
        await order(hq, f"/es minta {number} {asked}")
    which = await family.says(media=(PHOTO,), kind="photo")
    assert "emergency-for-which" == which.key
    assert [f"choice-emergency-{part}" for part in expected] == [choice.label for choice in which.choices]
    assert () == (await case_of(hq, number)).plea.doctor_letter


async def test_which_case(hq: Headquarters, family: Family) -> None:
    """With two cases under way and none that waits for it, a photo asks for which one it is."""
    numbers = [await family.pleads() for _ in range(2)]
    which = await family.says(media=(PHOTO,), kind="photo")
    assert numbers == [choice.values["number"] for choice in which.choices]


@pytest.mark.parametrize("end", ["/es tolak {} = tidak dapat", ""], ids=["over", "none"])
async def test_no_case_waits(hq: Headquarters, family: Family, end: str) -> None:
    """Without a case under way a photo is answered as anybody's is."""
    if end:
        await order(hq, end.format(await family.pleads()))
    assert "unsupported-photo" == (await family.says(media=(PHOTO,), kind="photo")).key


async def test_letter_after_an_interruption(family: Family) -> None:
    """A letter that comes after another question is still the one that was asked for; so is a forwarded one."""
    await family.tells()
    await family.says(choice="word:darurat ubah doctor-letter")
    await family.says("#biaya")
    assert "emergency-letter-kept" == (await family.says(media=(PHOTO,), kind="photo")).key


# --- old buttons, changed messages -----------------------------------------------------------------------


async def test_pressed_twice(hq: Headquarters, family: Family) -> None:
    """A second press on a step's button answers no other step."""
    await begun(family)
    for _ in range(2):
        asked = await family.says(choice="word:darurat isi condition grave")
    assert "emergency-ask-illness" == asked.key
    draft = hq._profiles[family.chat].emergency
    assert draft is not None
    assert ("grave", "") == (draft.plea.condition, draft.plea.illness)


async def test_edited(hq: Headquarters, family: Family) -> None:
    """A message that is changed afterwards answers nothing; it is said how to correct it."""
    await begun(family)
    await family.says(choice="word:darurat isi condition grave")
    await family.says("Stroke sejak seminggu")
    again = await family.says("Stroke sejak dua minggu", kind="edit")
    assert "Pesan yang diubah tidak kami baca lagi" in text(again)
    draft = hq._profiles[family.chat].emergency
    assert draft is not None
    assert ("place", "", "Stroke sejak seminggu") == (draft.asked, draft.plea.hospital, draft.plea.illness)


async def test_unset_in_the_draft(family: Family) -> None:
    """*Belum tahu* and *Di rumah* take back what was told."""
    summary = await family.tells(departure="5 desember")
    assert "Berangkat: " in text(summary)
    leaving = await family.says(choice="word:darurat ubah departure")
    await family.presses(leaving, "choice-emergency-not-known")
    place = await family.says(choice="word:darurat ubah place")
    summary = await family.presses(place, "choice-emergency-at-home")
    assert [] == [words for words in ("Berangkat: ", "Rumah sakit: ") if words in text(summary)]


@pytest.mark.parametrize(
    ("part", "label"),
    [("departure", "choice-emergency-not-known"), ("place", "choice-emergency-at-home")],
)
async def test_unset_in_the_case(hq: Headquarters, family: Family, part: str, label: str) -> None:
    """In a case that was sent they do the same, and the helpers hear of it."""
    number = await family.pleads(departure="5 desember")
    asked = await family.says(choice=f"word:darurat lengkapi {number} {part}")
    assert "emergency-added" == (await family.presses(asked, label)).key
    plea = (await case_of(hq, number)).plea
    assert (part == "departure", part == "place") == (plea.departure is None, not plea.hospital)
    assert "staff-case-added" == (await hq.written(HELPERS_CHAT))[-1].key


async def test_stopped_after_sending(hq: Headquarters, family: Family) -> None:
    """An old *Berhenti* deletes nothing and says so, with the number of what was sent."""
    number = await family.pleads()
    stopped = await family.says(choice="word:darurat berhenti")
    assert ("emergency-nothing", True) == (stopped.key, f"Permohonan {number} sudah terkirim" in text(stopped))
    assert "new" == (await case_of(hq, number)).stage


async def test_begun_twice(family: Family) -> None:
    """An old *Mulai* keeps what has been told, and asks on."""
    await begun(family)
    assert "emergency-ask-condition" == (await family.says(choice="word:darurat mulai")).key


async def test_letters_of_a_stopped_request(hq: Headquarters, family: Family) -> None:
    """*Berhenti* has the letters deleted by the next night."""
    await family.tells()
    await family.says(choice="word:darurat ubah doctor-letter")
    await family.says(media=(PHOTO,), kind="photo")
    draft = hq._profiles[family.chat].emergency
    assert draft is not None
    await family.says("berhenti")
    assert hq.staffroom.media is not None
    assert [draft.number] == await hq.staffroom.media.vault.due("CBN", now_ms=hq.now_ms + DAY_MS)


async def test_wrong_letter(hq: Headquarters, family: Family) -> None:
    """*Ganti foto* takes a wrong letter back; officers see only the one that was sent then."""
    await family.tells()
    await family.says(choice="word:darurat ubah doctor-letter")
    kept = await family.says(media=(PHOTO,), kind="photo")
    assert "emergency-ask-doctor-letter" == (await family.presses(kept, "choice-letter-other")).key
    kept = await family.says(media=(PHOTO,), kind="photo")
    summary = await family.presses(kept, "choice-emergency-next")
    assert "surat dokter: 1 berkas" in text(summary)
    number = number_in(await family.presses(summary, "choice-emergency-send"))
    assert 1 == text(await order(hq, f"/es {number}")).count("/berkas/")


# --- numbers ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "said", "key", "expected"),
    [
        pytest.param("departure", "05122099", "emergency-summary", "5 Desember 2099", id="a date"),
        pytest.param("departure", "00002681", "ask-again", "Tanggal itu tidak dapat dibaca", id="no date"),
        pytest.param("contact", "02312345", "ask-again", "Nomor HP-nya tidak dapat dibaca", id="no mobile number"),
    ],
)
async def test_bare_number(family: Family, part: str, said: str, key: str, expected: str) -> None:
    """Where a number may be the answer, eight digits are no approval code."""
    await family.tells()
    await family.says(choice=f"word:darurat ubah {part}")
    answer = await family.says(said)
    assert (key, True) == (answer.key, expected in text(answer))


# --- where the family may go -----------------------------------------------------------------------------


async def test_withdrawn_when_accepted(hq: Headquarters, family: Family) -> None:
    """A family can cancel what was accepted, before a visit is planned."""
    number = await family.pleads()
    await order(hq, f"/es terima {number}")
    asked = await family.presses(await family.is_told(), "choice-emergency-withdraw")
    assert "emergency-case-withdrawn" == (await family.presses(asked, "choice-cancel-sure")).key


async def test_nobody_would_hear(client: Client, tmp_path: Path) -> None:
    """An office whose staff have no chat takes no request, and says whom to turn to."""
    deaf = Account(channel="telegram", name="cbn", office="CBN")
    family = Family(hospital_office(client, tmp_path, accounts=(deaf,)))
    for reply in (await family.says("#darurat"), await family.says(choice="word:darurat mulai")):
        assert ("emergency-not-here", ()) == (reply.key, reply.choices)
        assert "112 atau 119" in text(reply)
