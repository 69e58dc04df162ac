"""What goes wrong between a device and WhatsApp, over the real neonize in its own process."""

from __future__ import annotations

import asyncio
import io
import socket
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from blockbuster import BlockBuster
from msgspec.structs import replace
from pydantic import ValidationError

from bot.errors import SendAfter, SendUnknown
from bot.messages import ChatRef, InboundEvent, Message, Moment, Reply
from bot.plugins import Account, Services
from bot.store.client import Client
from bot.store.sealing import Sealer
from channels.whatsapp.adapter import EDITABLE_MS
from channels.whatsapp.errors import HELD_S, SessionTaken
from channels.whatsapp.frames import Edit, Heard, NotSent, Picture, Text, Trouble
from channels.whatsapp.link import Pauses, pause_s
from channels.whatsapp.persons import Persons
from channels.whatsapp.process import started
from channels.whatsapp.settings import WhatsAppSettings
from tests.channels import whatsapp_people as people
from tests.channels.conftest import NOW_MS
from tests.channels.contract import Inbox
from tests.channels.neonize_library import NeonizeError, e2e, proto, speaking
from tests.channels.whatsapp.test_whatsapp import CARD, NUMBER, PNG
from tests.channels.whatsapp_devices import ACCOUNT, CHAT, SOON, command, device, ready, running
from tests.channels.whatsapp_server import GROUP, LID, OWN, PHONE, STAFF, WhatsApp

OTHER_LID = "100000000002@lid"
OTHER_PHONE = "6289876543210@s.whatsapp.net"
NODE = proto.Node(Tag="failure")


class Staff:
    """What the staff are told."""

    def __init__(self) -> None:
        self.told: asyncio.Queue[Reply] = asyncio.Queue()

    async def tell(self, account: Account, reply: Reply) -> None:
        """Note a notice."""
        assert ACCOUNT == account
        self.told.put_nowait(reply)


@pytest.fixture
def staff() -> Staff:
    """Give staff who have been told nothing."""
    return Staff()


@pytest.fixture
def home(services: Services, staff: Staff, tmp_path: Path) -> Services:
    """Give what an account may use, with a data folder of its own."""
    return replace(services, data_dir=tmp_path, tell_staff=staff.tell)


# --- the process -----------------------------------------------------------------------------------------


async def test_panic(place: tuple[WhatsApp, Path], home: Services, inbox: Inbox) -> None:
    """A panic of the Go library costs the letter in its hands, which is parked; a new process sends the next one."""
    whatsapp, path = place
    async with running(whatsapp, path, home, inbox) as adapter:
        await whatsapp.online()
        await ready(adapter)
        whatsapp.faults["SendMessage"].append("die")
        with pytest.raises(SendUnknown, match="process ended"):
            await adapter.deliver(Text(LID, "satu"))
        await whatsapp.until(lambda: whatsapp.connects == 2)
        await whatsapp.online()
        await ready(adapter)
        await adapter.deliver(Text(LID, "dua"))
        await whatsapp.bring(people.said("#jadwal"))
        assert ["#jadwal"] == await inbox.texts(1)
    assert ["dua"] == [seen.text for seen in whatsapp.seen]


PAUSES: Mapping[str, tuple[int, Trouble | None, float]] = {
    "first": (1, None, 1),
    "second": (2, None, 2),
    "fourth": (4, None, 8),
    "many": (1000, None, 300),
    "no network": (1, Trouble("no-connection"), 1),
    "unlinked": (1, Trouble("logged-out"), 1),
    "banned for a day": (1, Trouble("banned", wait_s=86_400), 86_400),
    "replaced": (1, Trouble("replaced"), 900),
    "outdated": (1, Trouble("outdated"), 3600),
    "refused": (1, Trouble("refused"), 300),
}


@pytest.mark.parametrize(("failures", "trouble", "expected"), PAUSES.values(), ids=PAUSES)
def test_pause(failures: int, trouble: Trouble | None, expected: float) -> None:
    """A device comes back after a pause that doubles, up to five minutes, and never before WhatsApp wants it."""
    assert expected == pause_s(failures, trouble, pauses=Pauses(), stretch=1.0)
    assert expected <= pause_s(failures, trouble, pauses=Pauses(), stretch=1.5) <= 1.5 * expected


async def test_ends_with_the_office(place: tuple[WhatsApp, Path]) -> None:
    """A device whose office is gone, however that ended, ends by itself."""
    _, path = place
    ours, theirs = socket.socketpair()
    with theirs:
        process = await asyncio.create_subprocess_exec(*command(path), str(theirs.fileno()), pass_fds=[theirs.fileno()])
    ours.close()
    assert 0 == await process.wait()


async def test_broken_start() -> None:
    """A process that can't even begin says why."""
    async with started(["/bin/sh", "-c", "echo \"ModuleNotFoundError: No module named 'x'\" >&2"]) as process:
        assert await process.read() is None
        assert "ModuleNotFoundError: No module named 'x'" == await process.last_words()


async def test_close_takes_what_came(place: tuple[WhatsApp, Path], home: Services, inbox: Inbox) -> None:
    """What WhatsApp has handed to the device is in the inbox when the account is closed, although nobody runs it."""
    whatsapp, path = place
    async with running(whatsapp, path, home, inbox):
        await whatsapp.online()
        for number in range(30):
            await whatsapp.bring(people.said(f"{number}", id=f"3A{number}"))
    assert [f"{number}" for number in range(30)] == await inbox.texts(30)


# --- WhatsApp says no ------------------------------------------------------------------------------------

STOPS: Mapping[str, tuple[Any, Reply]] = {
    "banned": (
        proto.TemporaryBan(Code=proto.TemporaryBan.SEND_TO_TOO_MANY_PEOPLE, Expire=7200),
        Reply(
            key="whatsapp-banned",
            values={"account": "cbn", "until": Moment(NOW_MS + 7_200_000, "full")},
            idempotency_key="whatsapp cbn banned 20781",
        ),
    ),
    "replaced": (
        proto.StreamReplaced(),
        Reply(key="whatsapp-replaced", values={"account": "cbn"}, idempotency_key="whatsapp cbn replaced 20781"),
    ),
    "outdated": (
        proto.ClientOutdated(),
        Reply(key="whatsapp-outdated", values={"account": "cbn"}, idempotency_key="whatsapp cbn outdated 20781"),
    ),
    "refused": (
        proto.ConnectFailure(Reason=proto.BAD_USER_AGENT, Message="", Raw=NODE),
        Reply(key="whatsapp-refused", values={"account": "cbn"}, idempotency_key="whatsapp cbn refused 20781"),
    ),
}


@pytest.mark.parametrize(("event", "notice"), STOPS.values(), ids=STOPS)
async def test_stopped(
    event: Any, notice: Reply, place: tuple[WhatsApp, Path], home: Services, inbox: Inbox, staff: Staff
) -> None:
    """When WhatsApp wants no more of a device, nothing is sent and no connection made; the staff are told."""
    whatsapp, path = place
    async with running(whatsapp, path, home, inbox) as adapter:
        await whatsapp.online()
        await whatsapp.bring(event)
        assert notice == await staff.told.get()
        await whatsapp.until(lambda: whatsapp.devices == 0)
        with pytest.raises(SendAfter) as caught:
            await adapter.deliver(Text(LID, "nanti"))
    assert ("account", True) == (caught.value.scope, HELD_S - 1 < caught.value.delay_s <= HELD_S)
    assert (1, []) == (whatsapp.connects, whatsapp.seen)


async def test_logged_out(place: tuple[WhatsApp, Path], home: Services, inbox: Inbox, staff: Staff) -> None:
    """A device that the phone has unlinked tells the staff, and asks to be linked again."""
    whatsapp, path = place
    async with running(whatsapp, path, home, inbox) as adapter:
        await whatsapp.online()
        whatsapp.is_linked = False
        await whatsapp.bring(proto.LoggedOut(OnConnect=False, Reason=proto.LOGGED_OUT))
        assert "whatsapp-logged-out" == (await staff.told.get()).key
        await whatsapp.until(lambda: whatsapp.connects == 2)
        with pytest.raises(SendAfter):
            await adapter.deliver(Text(LID, "nanti"))
        await whatsapp.link()
        await whatsapp.online()
        await ready(adapter)
        await adapter.deliver(Text(LID, "halo lagi"))
    assert ["halo lagi"] == [seen.text for seen in whatsapp.seen]


async def test_phone_refused(place: tuple[WhatsApp, Path], home: Services, inbox: Inbox, staff: Staff) -> None:
    """A linking that fails begins again, and is nothing that the staff could help."""
    whatsapp, path = place
    whatsapp.is_linked = False
    async with running(whatsapp, path, home, inbox):
        await whatsapp.until(lambda: whatsapp.connects == 1)
        jid = people.jid(f"{OWN}@s.whatsapp.net")
        failure = proto.PairStatus(ID=jid, BusinessName="", Platform="", Status=proto.PairStatus.ERROR, Error="x")
        await whatsapp.bring(failure)
        await whatsapp.until(lambda: whatsapp.connects == 2)
    assert staff.told.empty()


async def test_no_network_at_start(place: tuple[WhatsApp, Path], home: Services, inbox: Inbox) -> None:
    """A first connection that fails is tried again until there is one."""
    whatsapp, path = place
    whatsapp.faults["Neonize"] += ["dial tcp: no route to host", "dial tcp: no route to host"]
    async with running(whatsapp, path, home, inbox):
        await whatsapp.online()
    assert 3 == whatsapp.connects


async def test_no_session(place: tuple[WhatsApp, Path], home: Services, inbox: Inbox, reports: io.StringIO) -> None:
    """A session's database that does not answer is told apart from WhatsApp, without the words that name its users."""
    whatsapp, path = place
    whatsapp.faults["Neonize"].append('failed to upgrade database: … pq: role "rahasia" does not exist (28000)')
    async with running(whatsapp, path, home, inbox):
        await whatsapp.online()
    assert "the session can't be opened: look at `session`" in reports.getvalue()
    assert "rahasia" not in reports.getvalue()


async def test_connection_lost(place: tuple[WhatsApp, Path], home: Services, inbox: Inbox) -> None:
    """While the library looks for a new connection letters wait; then they go out through the same process."""
    whatsapp, path = place
    async with running(whatsapp, path, home, inbox) as adapter:
        await whatsapp.online()
        await whatsapp.go_offline()
        await ready(adapter, is_online=False)
        with pytest.raises(SendAfter, match="not connected"):
            await adapter.deliver(Text(LID, "nanti"))
        await whatsapp.come_back()
        await ready(adapter)
        await adapter.deliver(Text(LID, "sekarang"))
    assert (["sekarang"], 1) == ([seen.text for seen in whatsapp.seen], whatsapp.connects)


ERRORS = {
    "members": ("failed to get group members: info query timed out", "after"),
    "devices": (f"failed to get device list: {PHONE}", "after"),
    "no such group": ("failed to get group members: that group does not exist", "never"),
    "left group": ("failed to get group members: you're not participating in that group", "never"),
    "database": ("failed to prefetch sessions: database is locked", "after"),
    "own limit": ("server returned error 429", "after"),
    "not linked": ("the store doesn't contain a device JID", "after"),
    "strange": (f"cipher encryption failed for {PHONE}", "unknown"),
}


@pytest.mark.parametrize(("words", "fate"), ERRORS.values(), ids=ERRORS)
def test_error(words: str, fate: str) -> None:
    """Each of the library's errors has one meaning, in words that name nobody."""
    failure = speaking.not_sent(1, NeonizeError(words))
    assert (NotSent, fate) == (type(failure), failure.fate)
    assert PHONE not in failure.reason


# --- who it is -------------------------------------------------------------------------------------------

BOTH, BY_PHONE, BY_LID = (PHONE, LID), (PHONE, ""), ("", LID)
ORDERS: Mapping[str, tuple[Sequence[tuple[str, str]], Sequence[str]]] = {
    "always both": ([BOTH, BOTH], [LID, LID]),
    "number first": ([BY_PHONE, BOTH, BY_LID, BY_PHONE], [PHONE, PHONE, PHONE, PHONE]),
    "LID first": ([BY_LID, BOTH, BY_PHONE, BY_LID], [LID, LID, LID, LID]),
    "each alone, then both": ([BY_PHONE, BY_LID, BOTH, BY_PHONE], [PHONE, LID, LID, LID]),
    "new number": ([BY_PHONE, BOTH, (OTHER_PHONE, LID), (OTHER_PHONE, "")], [PHONE, PHONE, LID, LID]),
    "somebody else has the number now": ([BOTH, (PHONE, OTHER_LID)], [LID, OTHER_LID]),
    "two persons": ([BOTH, (OTHER_PHONE, OTHER_LID)], [LID, OTHER_LID]),
}


@pytest.mark.parametrize(("told", "expected"), ORDERS.values(), ids=ORDERS)
async def test_one_person_one_chat(
    told: Sequence[tuple[str, str]], expected: Sequence[str], client: Client, sealer: Sealer
) -> None:
    """A person is one chat, whichever of their ids WhatsApp gives, and never one that belongs to somebody else now."""
    persons = Persons(client, sealer, account="cbn")
    assert expected == [await persons.id_of(phone_id=phone_id, lid=lid) for phone_id, lid in told]


async def test_number_is_looked_up(place: tuple[WhatsApp, Path], home: Services, inbox: Inbox) -> None:
    """A number that came with an earlier message is known when the next one comes without it."""
    whatsapp, path = place
    whatsapp.lids = {PHONE: LID}
    async with running(whatsapp, path, home, inbox):
        await whatsapp.online()
        await whatsapp.bring(people.said("#cek", alt=""))
        await inbox.texts(1)
    assert [(CHAT, NUMBER)] == [(event.chat, event.phone) for event in inbox.events]


@pytest.mark.parametrize(("owner", "phone"), [(LID, NUMBER), (OTHER_LID, "")], ids=["theirs", "somebody's"])
async def test_contact_proves_number(
    owner: str, phone: str, place: tuple[WhatsApp, Path], home: Services, inbox: Inbox
) -> None:
    """Who writes without a number shows it with a contact card; it counts if WhatsApp says that it is theirs."""
    whatsapp, path = place
    whatsapp.unlearned = {PHONE: owner}
    async with running(whatsapp, path, home, inbox):
        await whatsapp.online()
        await whatsapp.bring(people.event(e2e.Message(contactMessage=e2e.ContactMessage(vcard=CARD)), alt=""))
        await inbox.texts(1)
    assert [("contact", phone)] == [(event.kind, event.phone) for event in inbox.events]


# --- groups and courtesies -------------------------------------------------------------------------------


async def test_group_told_once(place: tuple[WhatsApp, Path], home: Services, inbox: Inbox) -> None:
    """A group that takes the office in is told once that it works in private; the staff's group is not."""
    whatsapp, path = place
    called = people.answered("@62812 halo", context={"mentionedJID": [f"{OWN}@s.whatsapp.net"]}, chat=GROUP)
    async with running(whatsapp, path, home, inbox):
        await whatsapp.online()
        await whatsapp.bring(people.joined(STAFF))
        await whatsapp.bring(people.joined(GROUP))
        await whatsapp.until(lambda: len(whatsapp.seen) == 1)
        await whatsapp.bring(called)
        await whatsapp.bring(people.said("halo semua", chat=GROUP))
        await whatsapp.bring(people.said("#buka", chat=STAFF))
        await inbox.texts(1)
    assert [(GROUP, True)] == [(seen.chat, "chat pribadi" in seen.text) for seen in whatsapp.seen]
    assert [(ChatRef("whatsapp", "cbn", STAFF), LID, "")] == [(e.chat, e.sender, e.phone) for e in inbox.events]


async def test_group_asks_for_ids(place: tuple[WhatsApp, Path], home: Services, inbox: Inbox) -> None:
    """Who sets a group up as the staff's is told its id and their own."""
    whatsapp, path = place
    async with running(whatsapp, path, home, inbox):
        await whatsapp.online()
        await whatsapp.bring(people.said("/siapa", chat=GROUP))
        await whatsapp.until(lambda: len(whatsapp.seen) == 1)
    (told,) = whatsapp.seen
    assert (GROUP, True, True) == (told.chat, GROUP in told.text, f"whatsapp:{LID}" in told.text)


async def test_read_mark(place: tuple[WhatsApp, Path], home: Services, inbox: Inbox) -> None:
    """A person sees that a message was read once it is safe, also when WhatsApp addresses them by another id."""
    whatsapp, path = place
    async with running(whatsapp, path, home, inbox):
        await whatsapp.online()
        await whatsapp.bring(people.said("a", id="3A1", chat=PHONE, sender=PHONE, alt=LID))
        await whatsapp.bring(people.said("b", id="3A2", chat=STAFF))
        await whatsapp.until(lambda: len(whatsapp.read) == 2)
    assert {(PHONE, PHONE, "3A1"), (STAFF, LID, "3A2")} == set(whatsapp.read)


async def test_typing(place: tuple[WhatsApp, Path], home: Services, inbox: Inbox) -> None:
    """Who waits for an answer sees the typing sign."""
    whatsapp, path = place
    async with running(whatsapp, path, home, inbox, pauses=Pauses(typing_s=0)):
        await whatsapp.online()
        await whatsapp.bring(people.said("#jadwal"))
        await whatsapp.until(lambda: bool(whatsapp.typing))
    assert [LID] == whatsapp.typing


async def test_failing_message(
    place: tuple[WhatsApp, Path], home: Services, inbox: Inbox, blockbuster: BlockBuster
) -> None:
    """A message over which we stumble is left, and the next one is taken."""
    blockbuster.deactivate()  # the traceback that is logged reads source files
    whatsapp, path = place

    async def accept(event: InboundEvent) -> bool:
        if event.text == "batu":
            raise ZeroDivisionError
        return await inbox.accept(event)

    async with device(path, home, pauses=SOON) as adapter:
        task = asyncio.create_task(adapter.run(accept))
        await whatsapp.online()
        await whatsapp.bring(people.said("batu", id="3A1"))
        await whatsapp.bring(people.said("#jadwal", id="3A2"))
        assert ["#jadwal"] == await inbox.texts(1)
        task.cancel()


async def test_late_edit(place: tuple[WhatsApp, Path], home: Services, inbox: Inbox) -> None:
    """What WhatsApp would not show as an edit any more, and a picture, becomes a new message."""
    whatsapp, path = place
    now = [NOW_MS]
    async with running(whatsapp, path, replace(home, clock=lambda: now[0]), inbox) as adapter:
        await whatsapp.online()
        await ready(adapter)
        first = await adapter.deliver(Text(LID, "satu"))
        picture = await adapter.deliver(Picture(LID, PNG, "gambar"))
        now[0] += EDITABLE_MS
        assert first == await adapter.deliver(Edit(LID, first, "satu, lagi"))
        now[0] += 1
        assert first != await adapter.deliver(Edit(LID, first, "dua"))
        await adapter.deliver(Edit(LID, picture, "tiga"))
    assert ["satu, lagi", "gambar", "dua", "tiga"] == [seen.text for seen in whatsapp.seen]


# --- the session and the options -------------------------------------------------------------------------


async def test_session_is_private(place: tuple[WhatsApp, Path], home: Services) -> None:
    """The file of the session can be read by its owner only, and is used by one process only."""
    _, path = place
    async with device(path, home):
        assert 0o600 == (home.data_dir / "whatsapp-cbn.db").stat().st_mode & 0o777
        with pytest.raises(SessionTaken, match="another process"):
            async with device(path, home):
                pass
    async with device(path, home):  # it is free again
        pass


async def test_options_reach_the_library(place: tuple[WhatsApp, Path], home: Services) -> None:
    """The library gets the place of the session, the account's name and the proxy."""
    whatsapp, path = place
    url = "postgres://antrian:x@db.example/wa"
    async with device(path, home, session=url, proxy="socks5://127.0.0.1:1080"):
        await whatsapp.online()
        name, account, _, _, proxy = next(call.arguments for call in whatsapp.calls if call.name == "Neonize")
    assert (url.encode(), b"cbn", b"socks5://127.0.0.1:1080") == (name, account, proxy)


WRONG = {
    "proxy without a scheme": {"proxy": "127.0.0.1:1080"},
    "proxy of another kind": {"proxy": "ftp://127.0.0.1"},
    "proxy with a port that is none": {"proxy": "http://127.0.0.1:99999"},
    "another database": {"session": "mysql://db/wa"},
    "number that is none": {"phone": "0812"},
    "unknown key": {"token": "x"},
}


@pytest.mark.parametrize("options", WRONG.values(), ids=WRONG)
def test_wrong_options(options: dict[str, str]) -> None:
    """Options that can't be meant are refused."""
    with pytest.raises(ValidationError):
        WhatsAppSettings.model_validate(options)


def test_phone_as_people_write_it() -> None:
    """The office's number may be written as people write it."""
    assert "+6281200000000" == WhatsAppSettings(phone="0812-0000-0000").phone


async def test_parse_goes_by_the_person(place: tuple[WhatsApp, Path], home: Services) -> None:
    """A message belongs to the chat by which its person is known here."""
    _, path = place
    heard = Heard(number=1, id="3A1", kind="text", sent_at_ms=NOW_MS, phone_id=PHONE, lid=LID, person=PHONE)
    async with device(path, home) as adapter:
        assert [PHONE] == [event.chat.chat_id for event in adapter.parse(heard)]
        assert [Text(LID, "halo")] == list(adapter.render(Message(id="1", chat=CHAT, text="halo")))
