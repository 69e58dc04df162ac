"""Who is staff, by the configuration and by `/petugas`; what a role may, and what is written down."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.messages import Reply
from bot.staff import Member
from bot.store.client import Client
from tests.handlers.staff.officers import AGUS, Headquarters
from tests.handlers.staff.officers import DEWI as COLLEAGUE
from tests.handlers.staff.officers import SARI as ADMIN
from tests.offices import office_of_tests

SARI, DEWI, STRANGER = "1", "2", "9"
OTHER_ADMIN = Member(id="telegram:4", name="Rina", roles=("admin",))


async def said(hq: Headquarters, text: str, *, by: str = SARI) -> str:
    """Return the key of the answer."""
    return (await hq.hear(text, by=by)).key


async def joined(hq: Headquarters, *, as_: str, by: str = STRANGER) -> None:
    """Make somebody one of the staff, by invitation."""
    assert "staff-joined" == await said(hq, f"/gabung {await code_for(hq, as_)}", by=by)


async def code_for(hq: Headquarters, as_: str) -> str:
    """Return the code with which somebody joins; the admin asks for it in private."""
    invited = await hq.hear(f"/petugas tambah {as_}", is_group=False)
    return str(invited.values["code"])


async def test_colleagues_are_not_interrupted(hq: Headquarters) -> None:
    """What is no order in the group is not answered, whoever says it."""
    for text in ("selamat pagi semua", "2", "jadwal", ""):
        assert () == await hq.hears(text)


async def test_a_forwarded_order_is_none(hq: Headquarters) -> None:
    """An order that an officer forwards may be another's words: nothing is done."""
    assert () == await hq.hears("/petugas tambah Budi = admin", is_forwarded=True)
    assert "staff-list" == await said(hq, "/petugas")


async def test_strangers_in_the_group(hq: Headquarters) -> None:
    """Who is not on the list is told so, and how to get there."""
    assert "staff-stranger" == await said(hq, "/petugas", by=STRANGER)
    who = await hq.hear("/siapa", by=STRANGER)
    assert ("staff-who-stranger", "telegram:9", "-100") == (who.key, who.values["id"], who.values["chat"])


async def test_an_applicant_is_no_officer(hq: Headquarters) -> None:
    """In a private chat a stranger's word of the staff is an applicant's message."""
    (reply,) = await hq.hears("/petugas", by=STRANGER, is_group=False)
    assert reply.key in ("unclear", "unclear-nearest")
    (reply,) = await hq.hears("/petugas", by=SARI, is_group=False)
    assert "staff-list" == reply.key


async def test_known_by_number(hq: Headquarters) -> None:
    """Somebody who is named by their number is known wherever the channel vouches for it."""
    (reply,) = await hq.hears("/riwayat", by="77", phone=AGUS.id, is_group=False)
    assert "staff-history-none" == reply.key


async def test_roles(hq: Headquarters) -> None:
    """An order outside one's role is refused, and written down."""
    refused = await hq.hear("/petugas tambah Budi = cs", by=DEWI)
    assert ("staff-not-allowed", "Dewi") == (refused.key, refused.values["name"])
    (act,) = await hq.staffroom.acts.last(hq.office, 5)
    assert ("Dewi", "petugas", True) == (act.who, act.what, act.is_refused)


async def test_invited_and_joined(hq: Headquarters) -> None:
    """A code makes one person a colleague with the roles that the admin gave, once."""
    code = await code_for(hq, "Budi  Santoso = cs, loket")
    assert "staff-joined" == await said(hq, f"/gabung {code}", by="5")
    assert "staff-join-over" == await said(hq, f"/gabung {code}", by="6")
    who = await hq.hear("/siapa", by="5")
    assert ("staff-who", "Budi Santoso") == (who.key, who.values["name"])
    assert ["Sari", "Dewi", "Agus", "Budi Santoso"] == [m.name for m in await hq.staffroom.members.of(hq.office)]


async def test_a_code_handled_twice(hq: Headquarters) -> None:
    """The same message, handled again after a crash, gives the same code and the same colleague."""
    (one,) = await hq.hears("/petugas tambah Budi = cs", number=1, is_group=False)
    (two,) = await hq.hears("/petugas tambah Budi = cs", number=1, is_group=False)
    assert one == two
    for _ in range(2):
        (reply,) = await hq.hears(f"/gabung {one.values['code']}", by="5", number=2)
        assert "staff-joined" == reply.key
    assert ["gabung", "petugas tambah Budi"] == [act.what for act in await hq.staffroom.acts.last(hq.office, 5)]


async def test_a_code_ordered_in_the_group(hq: Headquarters) -> None:
    """A code is not for the group to read: it goes to the admin's private chat, once the bot knows that."""
    order = "/petugas tambah Budi = cs"
    assert "staff-write-first" == await said(hq, order)
    await hq.writes_in_private(SARI)
    for _ in range(2):
        (sent,) = await hq.hears(order, number=1)
        assert ("staff-code-sent", False) == (sent.key, "code" in sent.values)
    (letter,) = await hq.written(SARI)
    assert "staff-joined" == await said(hq, f"/gabung {letter.values['code']}", by=STRANGER)


async def test_the_staff_see_who_joins(hq: Headquarters) -> None:
    """The staff are told who has joined in private, under which id."""
    code = await code_for(hq, "Budi = cs")
    await hq.hears(f"/gabung {code}", by="5", is_group=False)
    (told,) = await hq.written()
    assert ("staff-has-joined", "Budi", "telegram:5") == (told.key, told.values["name"], told.values["id"])


async def test_an_officer_needs_no_code(hq: Headquarters) -> None:
    """Who is on the staff takes nobody's code, and is told so."""
    code = await code_for(hq, "Budi = supervisor")
    refused = await hq.hear(f"/gabung {code}", by=DEWI)
    assert ("staff-join-member", "Dewi") == (refused.key, refused.values["name"])
    assert "staff-joined" == await said(hq, f"/gabung {code}", by=STRANGER)


async def test_the_last_code_of_a_name_counts(hq: Headquarters) -> None:
    """Of two codes for one name the newer one counts; a name that somebody has got meanwhile is nobody else's."""
    first, second = await code_for(hq, "Kembar = cs"), await code_for(hq, "kembar = loket")
    assert "staff-join-over" == await said(hq, f"/gabung {first}", by="5")
    assert "staff-joined" == await said(hq, f"/gabung {second}", by="6")
    third = await code_for(hq, "Rina = cs")
    await hq.hear("/petugas tambah Rina = cs = 081234567890")
    assert "staff-join-name-taken" == await said(hq, f"/gabung {third}", by="7")


async def test_added_by_number(hq: Headquarters) -> None:
    """A number is enough where it is known: no code is needed."""
    assert "staff-added" == await said(hq, "/petugas tambah Budi = cs = 0812-3456-7890")
    (reply,) = await hq.hears("/siapa", by="8", phone="+6281234567890")
    assert "staff-who" == reply.key


async def test_added_by_number_twice(hq: Headquarters) -> None:
    """The same order, handled again after a crash, gives the same answer, one colleague and one act."""
    for _ in range(2):
        (reply,) = await hq.hears("/petugas tambah Budi = cs = 0812-3456-7890", number=1)
        assert "staff-added" == reply.key
    assert ["petugas tambah Budi"] == [act.what for act in await hq.staffroom.acts.last(hq.office, 5)]


async def test_a_change_is_not_made_again(hq: Headquarters) -> None:
    """An order that is handled again undoes nothing that was ordered meanwhile, and tells what it told before."""
    await hq.hears("/petugas tambah Budi = cs = 0812-3456-7890", number=1)
    asked = await hq.hear("/petugas peran Budi = supervisor")
    (yes, _) = asked.choices
    first, again = [await hq.hears(choice=yes.id, number=2) for _ in range(2)]
    assert first == again
    await hq.press(await hq.hear("/petugas hapus Budi"))
    await hq.hears("/petugas tambah Budi = cs = 0812-3456-7890", number=1)
    assert ["Sari", "Dewi", "Agus"] == [member.name for member in await hq.staffroom.members.of(hq.office)]


async def test_roles_changed_by_a_second_press(hq: Headquarters) -> None:
    """New roles count after *Ya*, and the press works once."""
    await joined(hq, as_="Budi = cs")
    asked = await hq.hear("/petugas peran budi = supervisor")
    assert "staff-not-allowed" == await said(hq, "/riwayat", by=STRANGER)
    assert "staff-roles-changed" == (await hq.press(asked)).key
    assert "staff-history" == await said(hq, "/riwayat", by=STRANGER)
    assert "staff-plan-done" == (await hq.press(asked)).key


async def test_removed(hq: Headquarters) -> None:
    """Who is taken out is a stranger at once."""
    await joined(hq, as_="Budi = cs")
    asked = await hq.hear("/petugas hapus Budi")
    assert "staff-list" == await said(hq, "/petugas", by=STRANGER)
    assert "staff-removed" == (await hq.press(asked)).key
    assert "staff-stranger" == await said(hq, "/petugas", by=STRANGER)


async def test_no_second_thoughts(hq: Headquarters) -> None:
    """*Tidak jadi* changes nothing, and a question of 15 minutes ago can't be answered any more."""
    await joined(hq, as_="Budi = cs")
    asked = await hq.hear("/petugas hapus Budi")
    for _ in range(2):
        assert "staff-dropped" == (await hq.press(asked, "choice-staff-no")).key
    assert "staff-plan-dropped" == (await hq.press(asked)).key
    assert "staff-list" == await said(hq, "/petugas", by=STRANGER)


async def test_too_late_to_drop(hq: Headquarters) -> None:
    """*Tidak jadi* after *Ya* says that it has been done."""
    await joined(hq, as_="Budi = cs")
    asked = await hq.hear("/petugas hapus Budi")
    await hq.press(asked)
    assert "staff-plan-done" == (await hq.press(asked, "choice-staff-no")).key


async def test_a_strangers_order_is_written_down(hq: Headquarters) -> None:
    """An order in the staff's group of somebody who is no officer is refused, and can be found afterwards."""
    assert "staff-stranger" == await said(hq, "/tutup besok = libur", by=STRANGER)
    (act,) = await hq.staffroom.acts.last(hq.office, 1)
    assert (f"telegram:{STRANGER}", "tutup", True) == (act.who, act.what, act.is_refused)


async def test_a_press_of_somebody_else(hq: Headquarters) -> None:
    """*Ya* pressed by who may not is refused, and the question stays for who may."""
    await joined(hq, as_="Budi = cs")
    asked = await hq.hear("/petugas hapus Budi")
    assert "staff-not-allowed" == (await hq.press(asked, by=DEWI)).key
    assert "staff-removed" == (await hq.press(asked)).key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param("/petugas hapus Siti", "staff-name-unknown", id="nobody of that name"),
        pytest.param("/petugas hapus Dewi", "staff-configured", id="of the configuration"),
        pytest.param("/petugas tambah dewi = cs", "staff-name-taken", id="a second Dewi"),
        pytest.param("/petugas tambah Budi = bos", "staff-misread", id="no such role"),
        pytest.param("/petugas tambah Budi = cs = 08", "staff-misread", id="no number"),
        pytest.param("/petugas tambah Budi", "staff-incomplete", id="no role"),
        pytest.param("/petugas pecat Budi", "staff-misread", id="no such verb"),
        pytest.param("/gabung", "staff-incomplete", id="no code"),
        pytest.param("/gabung AAAA", "staff-join-over", id="wrong code"),
        pytest.param(f"/petugas tambah {'Budi ' * 13} = cs", "staff-name-long", id="a name of 64 letters"),
        pytest.param("/petugas tambah Budi = cs = 0812-0000-0003", "staff-number-taken", id="a number of the staff's"),
        pytest.param("/riwayat banyak", "staff-misread", id="no count"),
        pytest.param("/petugsa", "staff-word-nearest", id="misspelt"),
        pytest.param("/xyzzy", "staff-word-unknown", id="no such word"),
        pytest.param("/petugas@antrian_bot", "staff-list", id="in a group with several bots"),
        pytest.param("#PETUGAS", "staff-list", id="hash and capitals"),
    ],
)
async def test_orders(hq: Headquarters, text: str, key: str) -> None:
    """What can't be done is said with how to do it."""
    assert key == await said(hq, text)


async def test_a_near_miss(hq: Headquarters) -> None:
    """The button below a misspelt order does the whole of what was meant."""
    asked = await hq.hear("/petugsa tambah Budi = cs = 081298765432")
    assert "petugas tambah Budi = cs = 081298765432" == asked.values["word"]
    assert asked.values["word"] == asked.choices[0].id.removeprefix("word:")


async def test_a_second_officer(client: Client) -> None:
    """Where the office wants it, who asks can't do the riskiest alone: it takes the press of another admin."""
    careful = replace(office_of_tests(), staff=(ADMIN, OTHER_ADMIN, COLLEAGUE), asks_second_person=True)
    hq = Headquarters(client, office=careful)
    label = "choice-staff-yes-other"
    await hq.writes_in_private(SARI)
    asked = await hq.hear("/petugas tambah Budi = cs")
    assert "staff-plan-second-person" == (await hq.press(asked, label)).key
    assert "staff-code-sent" == (await hq.press(asked, label, by="4")).key
    (letter,) = await hq.written(SARI)
    assert "staff-joined" == await said(hq, f"/gabung {letter.values['code']}", by=STRANGER)
    asked = await hq.hear("/petugas hapus Budi")
    assert "staff-plan-second-person" == (await hq.press(asked, label)).key
    assert "staff-not-allowed" == (await hq.press(asked, label, by=DEWI)).key
    assert "staff-removed" == (await hq.press(asked, label, by="4")).key


async def test_one_officer_on_two_channels(client: Client) -> None:
    """Who is listed under one name with two ids is no second person for what they have asked themselves."""
    elsewhere = Member(id="telegram:4", name="sari", roles=("admin",))
    careful = replace(office_of_tests(), staff=(ADMIN, elsewhere), asks_second_person=True)
    hq = Headquarters(client, office=careful)
    asked = await hq.hear("/petugas tambah Budi = cs = 0812-3456-7890")
    assert "staff-plan-second-person" == (await hq.press(asked, "choice-staff-yes-other", by="4")).key


async def test_history(hq: Headquarters) -> None:
    """What was done is told with who, before and after."""
    await joined(hq, as_="Budi = cs")
    asked = await hq.hear("/petugas peran Budi = loket, kasir")
    await hq.press(asked)
    history: Reply = await hq.hear("/riwayat 1")
    (line,) = history.values["acts"].items  # type: ignore[union-attr]  # it is Lines
    assert ("Sari", "petugas peran Budi", "cs", "counter, cashier") == tuple(
        line.values[name] for name in ("who", "what", "before", "after")
    )
