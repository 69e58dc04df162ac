"""`/masuk` and `/perangkat`: codes for the staff's pages and for the devices of the lobby."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.messages import Reply
from bot.store.client import Client
from bot.store.devices import Device
from tests.handlers.staff.officers import AGUS, DEWI, SARI, Headquarters
from tests.offices import office_of_tests


async def code_of(hq: Headquarters, by: str = "2") -> str:
    """Return the code with which an officer signs in."""
    (reply,) = await hq.hears("/masuk", by=by, is_group=False)
    return str(reply.values["code"])


async def test_signed_in(hq: Headquarters) -> None:
    """The code that the bot gives in private begins one session, once."""
    code = await code_of(hq)
    assert DEWI == await hq.staffroom.sign_ins.begin(hq.office, code, secret="here")
    assert DEWI == await hq.staffroom.sign_ins.find(hq.office, "here")
    assert None is await hq.staffroom.sign_ins.begin(hq.office, code, secret="there")
    assert None is await hq.staffroom.sign_ins.find(hq.office, "there")


async def test_signed_out(hq: Headquarters) -> None:
    """Who signs out is nobody at that browser, and still somebody at another."""
    for secret in ("desk", "phone"):
        await hq.staffroom.sign_ins.begin(hq.office, await code_of(hq), secret=secret)
    await hq.staffroom.sign_ins.end(hq.office, "desk")
    assert None is await hq.staffroom.sign_ins.find(hq.office, "desk")
    assert DEWI == await hq.staffroom.sign_ins.find(hq.office, "phone")


async def test_dismissed(hq: Headquarters) -> None:
    """Who is taken out of the staff is signed out by that, and a new role counts at once."""
    invited = await hq.hear("/petugas tambah Budi = cs", is_group=False)
    await hq.hear(f"/gabung {invited.values['code']}", by="5")
    await hq.staffroom.sign_ins.begin(hq.office, await code_of(hq, by="5"), secret="here")
    await hq.press(await hq.hear("/petugas peran Budi = loket"))
    member = await hq.staffroom.sign_ins.find(hq.office, "here")
    assert member is not None
    assert ("counter",) == member.roles
    await hq.press(await hq.hear("/petugas hapus Budi"))
    assert None is await hq.staffroom.sign_ins.find(hq.office, "here")


async def test_no_code_in_the_group(hq: Headquarters) -> None:
    """In the group everybody could read the code: it is told to ask in private."""
    reply = await hq.hear("/masuk")
    assert ("staff-sign-in-private", {}) == (reply.key, reply.values)


async def test_a_code_handled_twice(hq: Headquarters) -> None:
    """The same message, handled again after a crash, tells the same code, which works once all the same."""
    replies = [await hq.hears("/masuk", by="2", is_group=False, number=7) for _ in range(2)]
    assert replies[0] == replies[1]
    code = str(replies[0][0].values["code"])
    assert DEWI == await hq.staffroom.sign_ins.begin(hq.office, code, secret="here")
    await hq.hears("/masuk", by="2", is_group=False, number=7)
    assert None is await hq.staffroom.sign_ins.begin(hq.office, code, secret="there")


async def test_a_link(client: Client) -> None:
    """Where the pages have an address, the link carries the code behind #, which no server and no log sees."""
    office = replace(office_of_tests(), staff=(SARI, DEWI, AGUS), pages_url="https://antrian.example")
    hq = Headquarters(client, office=office)
    (reply,) = await hq.hears("/masuk", by="2", is_group=False)
    assert "staff-sign-in-link" == reply.key
    assert f"https://antrian.example/masuk#{reply.values['code']}" == reply.values["url"]


async def paired(hq: Headquarters, order: str, *, token: str) -> Reply:
    """Pair a browser; return what the staff were told."""
    reply = await hq.hear(order)
    await hq.staffroom.devices.pair(hq.office, str(reply.values["code"]), token=token)
    return reply


async def test_a_device(hq: Headquarters) -> None:
    """A code makes one browser a device, until it is withdrawn by a second press."""
    reply = await paired(hq, "/perangkat tambah Kios 1 = kios", token="kiosk")
    assert None is await hq.staffroom.devices.pair(hq.office, str(reply.values["code"]), token="other")
    await paired(hq, "/perangkat tambah TV lobi = papan", token="board")
    assert Device(name="Kios 1", kind="kiosk") == await hq.staffroom.devices.find(hq.office, "kiosk")
    assert None is await hq.staffroom.devices.find(hq.office, "other")
    assert "staff-devices" == (await hq.hear("/perangkat")).key
    assert "staff-device-withdrawn" == (await hq.press(await hq.hear("/perangkat cabut kios 1"))).key
    assert None is await hq.staffroom.devices.find(hq.office, "kiosk")
    assert [Device(name="TV lobi", kind="board")] == await hq.staffroom.devices.of(hq.office)


async def test_paired_anew(hq: Headquarters) -> None:
    """A device that is paired again under its name has one token: the old one is worthless."""
    await paired(hq, "/perangkat tambah Kios 1 = kios", token="old")
    await paired(hq, "/perangkat tambah kios 1 = kios", token="new")
    assert None is await hq.staffroom.devices.find(hq.office, "old")
    assert 1 == len(await hq.staffroom.devices.of(hq.office))


@pytest.mark.parametrize(
    ("text", "by", "key"),
    [
        pytest.param("/perangkat", "1", "staff-devices-none", id="none yet"),
        pytest.param("/perangkat tambah Kios 1 = kios", "2", "staff-not-allowed", id="not by cs"),
        pytest.param("/perangkat tambah Kios 1", "1", "staff-incomplete", id="no kind"),
        pytest.param("/perangkat tambah Kios 1 = kulkas", "1", "staff-misread", id="no such kind"),
        pytest.param("/perangkat cabut", "1", "staff-incomplete", id="no name"),
        pytest.param("/perangkat jual Kios 1", "1", "staff-misread", id="no such verb"),
        pytest.param("/perangkat tambah " + "x" * 41 + " = kios", "1", "staff-misread", id="a long name"),
    ],
)
async def test_orders(hq: Headquarters, text: str, by: str, key: str) -> None:
    """What can't be done is said with how to do it."""
    assert key == (await hq.hear(text, by=by)).key
