"""What goes wrong between a bot and Telegram, over both real libraries and a strict Bot API on loopback."""

from __future__ import annotations

import asyncio
import socket
import traceback

import pytest
from blockbuster import BlockBuster

from bot.accounts import ConfiguredAccount
from bot.errors import AddressRefused, SendAfter, StoreUnavailable
from bot.messages import InboundEvent
from bot.plugins import Services
from channels.telegram.adapter import opened
from channels.telegram.aiogram_wire import readable
from channels.telegram.calls import Pauses
from channels.telegram.courtesies import Courtesies
from channels.telegram.errors import TokenRefused
from channels.telegram.polling import taken
from channels.telegram.updates import Update
from channels.telegram.wire import Call
from tests.channels import telegram_people as people
from tests.channels.contract import Inbox
from tests.channels.telegram_bots import CLOSED, WEBHOOK, bot, options, running
from tests.channels.telegram_server import PERSON, TOKEN, WRONG, BotApi, refusal


def said_to(chat: int) -> Call:
    """Return the call that says something."""
    return Call("sendMessage", {"chat_id": chat, "text": "halo"})


# --- waiting ---------------------------------------------------------------------------------------------


async def test_whose_wait(api: BotApi, services: Services, library: str) -> None:
    """A 429 in one chat holds that chat; while it lasts, one in another chat holds the account."""
    wait = refusal(429, "Too Many Requests: retry after 7", retry_after=7)
    api.faults["sendMessage"] += [wait, wait, wait]
    scopes = []
    async with bot(api.url, services, library=library) as adapter:
        for person in (PERSON, PERSON, PERSON + 1):
            with pytest.raises(SendAfter) as caught:
                await adapter.deliver(said_to(person))
            scopes.append((caught.value.scope, caught.value.delay_s))
    assert [("chat", 7), ("chat", 7), ("account", 7)] == scopes


async def test_supergroup(api: BotApi, services: Services, library: str) -> None:
    """A message to a group that has become a supergroup goes to the group's new id."""
    api.chats.add(-1005)
    api.faults["sendMessage"].append(refusal(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1005))
    async with bot(api.url, services, library=library) as adapter:
        place = await adapter.deliver(said_to(-500))
    assert [(-1005, "halo", place)] == [(shown.chat, shown.text, str(shown.id)) for shown in api.shown]


async def test_typing(api: BotApi, services: Services, inbox: Inbox, library: str) -> None:
    """Who waits for an answer sees the typing sign."""
    async with running(api, services, inbox, library=library, pauses=Pauses(typing_s=0)):
        await api.offer(people.said("#jadwal"))
        assert [{"chat_id": str(PERSON), "action": "typing"}] == await api.called("sendChatAction")


async def test_no_typing_after_answer(api: BotApi, services: Services, library: str) -> None:
    """Who has been answered in time sees none."""
    async with bot(api.url, services, library=library) as adapter:
        courtesies = Courtesies(adapter._wire, typing_after_s=0)  # the sign alone, without a running account
        courtesies.typing.expect(PERSON)
        courtesies.typing.answered(PERSON)
        courtesies.typing.expect(PERSON + 1)
        task = asyncio.create_task(courtesies.run())
        assert [{"chat_id": str(PERSON + 1), "action": "typing"}] == await api.called("sendChatAction")
        task.cancel()


# --- the offset ------------------------------------------------------------------------------------------


async def test_restart(api: BotApi, services: Services, inbox: Inbox, library: str) -> None:
    """What the inbox could not take before a restart comes again after it, in its order, and nothing comes twice."""
    async with running(api, services, inbox, library=library):
        await api.offer(people.said("satu", id=1))
        await inbox.called(1)
        inbox.is_away = True
        for number, text in enumerate(("dua", "tiga"), start=2):
            await api.offer(people.said(text, id=number))
        await inbox.called(2)
    inbox.is_away = False
    async with running(api, services, inbox, library=library):
        assert ["satu", "dua", "tiga"] == await inbox.texts(3)


async def test_killed_before_confirming(api: BotApi, services: Services, inbox: Inbox, library: str) -> None:
    """An update that a process took but had no time to confirm comes to the next one, and the inbox drops it."""
    last = await api.offer(people.said("satu"))

    async def accept(event: InboundEvent) -> bool:
        await inbox.accept(event)
        await asyncio.Event().wait()
        return True

    async with bot(api.url, services, library=library) as first:
        killed = asyncio.create_task(first.run(accept))
        await inbox.called(1)
        killed.cancel()
    async with running(api, services, inbox, library=library):
        await inbox.called(2)
        await api.until(lambda: api.offset > last)
    assert ["satu"] == await inbox.texts(1)


async def test_offset_stops_at_first_not_taken() -> None:
    """One chat that can't be taken holds the offset, not the other chats; after it, its own order is kept."""
    went: list[int] = []

    async def take(update: Update) -> None:
        assert update.message is not None
        if update.message.chat.id == 1:
            raise StoreUnavailable(waited_s=1, cause="the test said so")
        went.append(update.update_id)

    people_of = ((10, 2), (11, 1), (12, 2), (13, 1))
    updates = [readable({"update_id": n, "message": people.message("x", person=p)}) for n, p in people_of]
    assert (11, [10, 12]) == (await taken(updates, take), went)


async def test_out_of_order(api: BotApi, services: Services, inbox: Inbox, library: str) -> None:
    """A webhook that gets an older update after a newer one takes both."""
    older, newer = people.said("satu", id=1), people.said("dua", id=2)
    async with running(api, services, inbox, library=library, webhook=WEBHOOK) as adapter:
        for update in (newer, older):
            assert 200 == await api.post(update, to=adapter.url)
    assert ["dua", "satu"] == await inbox.texts(2)


async def test_unreadable_update(api: BotApi, services: Services, inbox: Inbox, library: str) -> None:
    """An update that the library can't read holds up neither those behind it nor the offset."""
    await api.offer(people.update(message={"message_id": "seven", "date": "never"}))
    last = await api.offer(people.said("#jadwal"))
    async with running(api, services, inbox, library=library):
        assert ["#jadwal"] == await inbox.texts(1)
        assert await api.is_confirmed(last)


async def test_failing_update(
    api: BotApi, services: Services, inbox: Inbox, blockbuster: BlockBuster, library: str
) -> None:
    """An update over which we stumble is left, and the next one is taken."""
    blockbuster.deactivate()  # the traceback that is logged reads source files

    async def accept(event: InboundEvent) -> bool:
        if event.text == "batu":
            raise ZeroDivisionError
        return await inbox.accept(event)

    async with bot(api.url, services, library=library) as adapter:
        await api.offer(people.said("batu", id=1))
        await api.offer(people.said("#jadwal", id=2))
        running_task = asyncio.create_task(adapter.run(accept))
        assert ["#jadwal"] == await inbox.texts(1)
        running_task.cancel()


# --- the token, and other programs -----------------------------------------------------------------------


async def test_wrong_token(api: BotApi, services: Services, inbox: Inbox, library: str) -> None:
    """A wrong token ends the account at its start, with a sentence that says what to do."""
    api.token = WRONG
    async with bot(api.url, services, library=library) as adapter:
        with pytest.raises(TokenRefused, match=r"@BotFather.*ANTRIAN_TELEGRAM_CBN_TOKEN") as caught:
            await adapter.run(inbox.accept)
    assert TOKEN not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("webhook", ["", WEBHOOK], ids=["polling", "webhook"])
async def test_revoked_token(api: BotApi, services: Services, inbox: Inbox, webhook: str, library: str) -> None:
    """A token revoked while the account runs ends it; what was to be said stays for later."""
    async with bot(api.url, services, library=library, webhook=webhook) as adapter:
        task = asyncio.create_task(adapter.run(inbox.accept))
        await api.until(lambda: bool(api.webhook) if webhook else api.polls > 0)
        api.token = WRONG
        with pytest.raises(SendAfter):
            await adapter.deliver(said_to(PERSON))
        with pytest.raises(TokenRefused):
            await task


async def test_polled_elsewhere(api: BotApi, services: Services, inbox: Inbox, library: str) -> None:
    """While another program fetches the bot's updates we ask again, slowly, and go on once it is gone."""
    conflict = refusal(409, "Conflict: terminated by other getUpdates request")
    api.faults["getUpdates"] += [conflict, conflict]
    async with running(api, services, inbox, library=library):
        await api.offer(people.said("#jadwal"))
        assert ["#jadwal"] == await inbox.texts(1)


async def test_away_at_start(api: BotApi, services: Services, inbox: Inbox, library: str) -> None:
    """An account starts as soon as Telegram can be reached, whatever it answers before."""
    api.faults["getMe"] += [refusal(502, "Bad Gateway"), refusal(429, "Too Many Requests", retry_after=0)]
    api.faults["deleteWebhook"].append(refusal(500, "restart"))
    async with running(api, services, inbox, library=library):
        assert api.polls


SECRETS = {"wrong": "x" * 64, "none": "", "not in ASCII": "é"}


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS.keys())
async def test_wrong_secret(api: BotApi, services: Services, inbox: Inbox, secret: str, library: str) -> None:
    """A post that does not prove that it is Telegram's is refused, and goes nowhere."""
    async with running(api, services, inbox, library=library, webhook=WEBHOOK) as adapter:
        assert 403 == await api.post(people.said("#jadwal"), to=adapter.url, secret=secret)
    assert 0 == inbox.calls


async def test_webhook_not_an_update(api: BotApi, services: Services, inbox: Inbox, library: str) -> None:
    """What is no update is refused, with the right secret too."""
    async with running(api, services, inbox, library=library, webhook=WEBHOOK) as adapter:
        assert 400 == await api.post({}, to=adapter.url)
    assert 0 == inbox.calls


async def test_webhook_registered(api: BotApi, services: Services, inbox: Inbox, library: str) -> None:
    """Telegram is told the public address and a secret that is not the token."""
    async with running(api, services, inbox, library=library, webhook=WEBHOOK):
        assert WEBHOOK == api.webhook["url"]
        assert 64 == len(api.webhook["secret_token"])
        assert options(api.url).webhook_secret == api.webhook["secret_token"]


async def test_address_taken(services: Services) -> None:
    """A port that is in use is named with the account to change."""
    with socket.create_server(("127.0.0.1", 0)) as taken_port:
        port = taken_port.getsockname()[1]
        settings = options(CLOSED, webhook_url=WEBHOOK, port=port)
        account = ConfiguredAccount(channel="telegram", name="cbn", office="CBN")
        with pytest.raises(AddressRefused, match=rf"{port}.*telegram account 'cbn'"):
            async with opened(account, settings, services):
                pass
