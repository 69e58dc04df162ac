"""Telegram's groups: the staff's own, which moves and is remembered, all others, and the files that people send."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.errors import ConfigError, MediaUnavailable
from bot.messages import ChatRef, Media, Message
from bot.plugins import Account, Services
from channels.telegram.adapter import CAPABILITIES, opened
from channels.telegram.staff_chat import StaffChat
from channels.telegram.wire import Call
from tests.channels import telegram_people as people
from tests.channels.contract import Inbox, deliver
from tests.channels.telegram_bots import CLOSED, WEBHOOK, BotUnderTest, bot, options, running
from tests.channels.telegram_server import BotApi, refusal

MOVED = -1007
LETTER = Media(kind="document", content="surat")
STAFF_CHAT = ChatRef("telegram", "cbn", str(people.STAFF))
WAYS = {"aiogram-polling": ("aiogram", ""), "python-telegram-bot-webhook": ("python-telegram-bot", WEBHOOK)}


@pytest.fixture
def api(api: BotApi) -> BotApi:
    """Give a Bot API with one bot, in some groups."""
    api.chats |= {-500, people.STAFF, MOVED}
    return api


@pytest.fixture(params=WAYS.values(), ids=list(WAYS))
async def channel(
    request: pytest.FixtureRequest, api: BotApi, services: Services, inbox: Inbox
) -> AsyncIterator[BotUnderTest]:
    """Give a running account."""
    library, webhook = request.param
    async with running(api, services, inbox, library=library, webhook=webhook) as adapter:
        yield BotUnderTest(api, adapter, inbox, services, library=library)


async def heard(channel: BotUnderTest, update: dict[str, Any]) -> None:
    """Let Telegram hand over an update that may be no event, and wait until all that it brought about is done."""
    raw = {**update, "update_id": next(people.NUMBERS)}
    if channel.url:
        assert 200 == await channel.api.post(raw, to=channel.url)
    else:
        assert await channel.api.is_confirmed(await channel.api.offer(raw))
    await channel.hand_over(people.pressed("keep"))
    await channel.api.called("answerCallbackQuery")  # comes after whatever was to be said


# --- groups of others ------------------------------------------------------------------------------------

GROUPS = {
    "added": (people.joined(), 1),
    "made administrator": (people.joined(before="member", after="administrator"), 0),
    "thrown out": (people.joined(before="member", after="kicked"), 0),
    "greeted by name": (people.group("/start@Kanim_uji_bot"), 1),
    "greeted": (people.group("/start"), 0),
    "spoken to": (people.group("#jadwal"), 0),
    "added by the staff": (people.joined(chat=people.STAFF), 0),
    "grown": (people.grown(-500, new=-1005), 0),
}


@pytest.mark.parametrize(("update", "count"), GROUPS.values(), ids=GROUPS.keys())
async def test_group(channel: BotUnderTest, update: dict[str, Any], count: int) -> None:
    """A group is told once that the bot works in private only; else there is silence, and nothing is an event."""
    await heard(channel, update)
    assert count == len(channel.api.given("sendMessage"))
    assert 1 == len(channel.inbox.events)


async def test_group_asked_for_its_number(channel: BotUnderTest) -> None:
    """`/siapa` tells the ids that the configuration needs, in a group that is nobody's; in the staff's it is theirs."""
    await heard(channel, people.group("/siapa@kanim_uji_bot"))
    (told,) = channel.api.given("sendMessage")
    assert "-500" == told["chat_id"]
    assert {"telegram:811", "-500"} <= set(told["text"].split())
    await heard(channel, people.said("/siapa", id=9, chat=people.in_staff()))
    assert "/siapa" in [event.text for event in channel.inbox.events]
    assert 1 == len(channel.api.given("sendMessage"))


async def test_channel_left(channel: BotUnderTest) -> None:
    """A channel is left: nobody can speak with the bot there."""
    await heard(channel, people.joined(after="administrator", chat=-900, type="channel"))
    assert [{"chat_id": "-900"}] == channel.api.given("leaveChat")
    assert [] == channel.api.given("sendMessage")


# --- the staff's group -----------------------------------------------------------------------------------


async def test_staff_group_grows(channel: BotUnderTest) -> None:
    """When the staff's group gets another id, its messages are the staff's still, and what is said goes there."""
    await heard(channel, people.grown(people.STAFF, new=MOVED))
    await channel.hand_over(people.said("#kuota", id=1, chat=people.in_staff(MOVED)))
    assert [(str(MOVED), True)] == [(event.chat.chat_id, event.is_group) for event in channel.inbox.events[1:]]
    await deliver(channel, Message(id="m1.1", chat=STAFF_CHAT, text="Kuota"))
    assert [(MOVED, "Kuota")] == [(shown.chat, shown.text) for shown in channel.api.shown]


async def test_staff_group_grew_before(api: BotApi, services: Services, inbox: Inbox, library: str) -> None:
    """The new id, learnt from an answer to a message, is known to the next process, until another group is chosen."""
    api.faults["sendMessage"].append(refusal(400, "Bad Request: upgraded", migrate_to_chat_id=MOVED))
    halo = Call("sendMessage", {"chat_id": people.STAFF, "text": "halo"})
    async with bot(api.url, services, library=library) as first:
        await first.deliver(halo)
    async with running(api, services, inbox, library=library) as second:
        await api.offer(people.said("#kuota", chat=people.in_staff(MOVED)))
        assert ["#kuota"] == await inbox.texts(1)
        await second.deliver(halo)
    assert [MOVED, MOVED] == [shown.chat for shown in api.shown]
    other = Account(channel="telegram", name="cbn", office="CBN", staff_chat="-800")
    async with opened(other, options(api.url, library=library), services) as third:
        staff: StaffChat = third._staff  # type: ignore[attr-defined]  # all that counts here, without a running account
        await staff.recall()
        assert {-800} == staff.ids


async def test_limits_of_a_group(channel: BotUnderTest) -> None:
    """A group is spoken to at most 20 times a minute, and its many writers are no flood."""
    can = channel.adapter.capabilities(STAFF_CHAT)
    assert can.chat_pace is not None
    assert (20, False) == (60_000 // can.chat_pace.interval_ms, can.is_flood_limited)
    assert CAPABILITIES == channel.adapter.capabilities(channel.chat)


async def test_staff_chat_is_a_number(services: Services) -> None:
    """A staff chat that is no number of a group's is refused at the start."""
    account = Account(channel="telegram", name="cbn", office="CBN", staff_chat="@petugas")
    with pytest.raises(ConfigError, match=r'staff_chat: found "@petugas", expected the group\'s number'):
        async with opened(account, options(CLOSED), services):
            pass


# --- two processes ---------------------------------------------------------------------------------------


async def test_one_fetches(api: BotApi, services: Services, inbox: Inbox, library: str) -> None:
    """Of two processes with one bot one fetches its updates, and the other goes on when that one ends."""
    async with running(api, services, inbox, library=library):
        async with running(api, services, inbox, library=library):
            await api.called("deleteWebhook", 2)  # the last call before the first fetch
            for number in range(5):
                assert await api.is_confirmed(await api.offer(people.said("satu", id=number)))
            conflicts = api.conflicts
        await api.offer(people.said("dua", id=5))
        assert [*["satu"] * 5, "dua"] == await inbox.texts(6)
    assert 0 == conflicts


# --- files -----------------------------------------------------------------------------------------------


async def test_fetch(api: BotApi, services: Services, library: str) -> None:
    """A file that a person sent is fetched by the id in its event, byte for byte."""
    api.files["surat"] = b"\x89PNG" * 100
    async with bot(api.url, services, library=library) as adapter:
        assert api.files["surat"] == await adapter.fetch(LETTER, most_bytes=400)


@pytest.mark.parametrize("declared", [None, 1], ids=["said so", "said otherwise"])
async def test_fetch_too_large(api: BotApi, services: Services, library: str, declared: int | None) -> None:
    """A file larger than asked for is not fetched, whatever Telegram had said of its size."""
    api.files["surat"], api.declared_bytes = bytes(500_000), declared
    async with bot(api.url, services, library=library) as adapter:
        with pytest.raises(MediaUnavailable) as raised:
            await adapter.fetch(LETTER, most_bytes=400)
    assert "too-large" == raised.value.why


async def test_fetch_fails(api: BotApi, services: Services, library: str) -> None:
    """A file that Telegram does not know can't be fetched, one that it does not give now can be later."""
    api.files["surat"] = b"x"
    api.faults["file"].append(refusal(502, "Bad Gateway"))
    async with bot(api.url, services, library=library) as adapter:
        with pytest.raises(MediaUnavailable, match=r"gone.*wrong file_id"):
            await adapter.fetch(Media(kind="picture", content="hilang"), most_bytes=400)
        with pytest.raises(MediaUnavailable, match="away"):
            await adapter.fetch(LETTER, most_bytes=400)
        assert b"x" == await adapter.fetch(LETTER, most_bytes=400)
