"""`/surat`: a letter for a case that was taken, made out once, copied, withdrawn; not for other roles."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.messages import Reply
from bot.referrals import ReferralPaper, read_paper
from bot.store.client import Client
from tests.handlers.families import OTHERS, Family, hospital_office, order, text
from tests.handlers.staff.officers import GROUP, Headquarters


@pytest.fixture
def hq(client: Client, tmp_path: Path) -> Headquarters:
    """Give an office with an emergency service."""
    return hospital_office(client, tmp_path)


@pytest.fixture
async def number(hq: Headquarters) -> str:
    """Give the number of a case that was accepted."""
    number = await Family(hq).pleads(departure="5 desember")
    await order(hq, f"/es terima {number}")
    return number


def paper(reply: Reply) -> ReferralPaper:
    """Return the letter that comes with a reply."""
    (media,) = reply.media
    assert "letter" == media.kind
    return read_paper(media.content)


async def withdrawn(hq: Headquarters, number: str) -> Reply:
    """Withdraw the letter of a case, with both presses."""
    asked = await order(hq, f"/surat cabut {number} = nama keliru", by="7")
    (yes,) = [each.id for each in asked.choices if each.label == "choice-staff-yes"]
    (reply,) = await hq.hears(choice=yes, by="7", is_group=False)
    return reply


async def test_made_then_copied(hq: Headquarters, number: str) -> None:
    """The first is the original, by the officer who asked for it; whoever asks later gets the same one as a copy."""
    original = paper(await order(hq, f"/surat {number}", by="5"))
    copies = [paper(await order(hq, f"/surat {number}", by=by)) for by in ("6", "5")]
    assert (0, [1, 2]) == (original.copy, [each.copy for each in copies])
    assert "001/ES/CBN/XI/2099" == original.referral.full_number
    assert ("Siti Aminah", "Tina") == (original.referral.text.patient, original.referral.text.officer)
    assert {original.referral} == {each.referral for each in copies}


async def test_handled_twice(hq: Headquarters, number: str) -> None:
    """The same message, handled again, gives the same letter: an original stays one, a copy keeps its number."""
    for n in (10**15, 10**15 + 1):
        one, two = [await order(hq, f"/surat {number}", number=n) for _ in range(2)]
        assert one == two
    acts = [act.after for act in await hq.staffroom.acts.last(hq.office, 9) if act.what == f"surat {number}"]
    assert ["001/ES/CBN/XI/2099, salinan 1", "001/ES/CBN/XI/2099"] == acts


async def test_not_accepted(hq: Headquarters) -> None:
    """There is no letter for a case that nobody has accepted, nor for one that isn't there; no number is used up."""
    new = await Family(hq).pleads()
    assert "staff-case-stage" == (await order(hq, f"/surat {new}")).key
    assert "staff-case-unknown" == (await order(hq, "/surat ES-000000")).key
    await order(hq, f"/es terima {new}")
    assert 1 == paper(await order(hq, f"/surat {new}")).referral.number


async def test_withdrawn(hq: Headquarters, number: str) -> None:
    """After a supervisor's second press the letter is withdrawn; the case gets a new one, and both numbers stay."""
    first = paper(await order(hq, f"/surat {number}")).referral
    assert "staff-referral-withdrawn" == (await withdrawn(hq, number)).key
    found = await hq.staffroom.referrals.find(hq.office, first.id)
    assert found is not None
    assert found.is_withdrawn
    second = paper(await order(hq, f"/surat {number}"))
    assert (2, 0) == (second.referral.number, second.copy)
    assert "nama keliru" in [act.after for act in await hq.staffroom.acts.last(hq.office, 9)]


async def test_nothing_to_withdraw(hq: Headquarters, number: str) -> None:
    """A case without a letter says so."""
    assert "staff-referral-none" == (await order(hq, f"/surat cabut {number} = keliru", by="7")).key


async def test_roles(hq: Headquarters, number: str) -> None:
    """No other role gets a letter, and only supervisors withdraw one."""
    refused = [(await order(hq, f"/surat {number}", by=f"9{n}")).key for n in range(len(OTHERS))]
    assert {"staff-not-allowed"} == set(refused)
    assert "staff-not-allowed" == (await order(hq, f"/surat cabut {number} = keliru")).key


async def test_where_others_read_along(hq: Headquarters, number: str) -> None:
    """In the staff's group the letter is not shown: it goes to the officer's private chat."""
    (told,) = await hq.hears(f"/surat {number}", by="5", group=GROUP)
    assert ("staff-case-apart", ()) == (told.key, told.media)
    assert 0 == paper((await hq.written("5"))[-1]).copy


@pytest.mark.parametrize(
    "said", ["/surat", "/surat CBN-7K3M-9QXD", "/surat cabut ES-7K3M9Q", "/surat ES-7K3M9Q = keliru"]
)
async def test_usage(hq: Headquarters, said: str) -> None:
    """What can't be read is told, with how the word is used."""
    assert "/surat cabut ES-7K3M9Q = alasan" in text(await order(hq, said, by="7"))
