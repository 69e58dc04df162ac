"""The choices of shared chats: each message's under a number of its own."""

from __future__ import annotations

from bot.engine.menus import Menus
from bot.store.client import Client
from tests.journeys.roads import SEALER

CHAT = "0123456789abcdef"


async def test_each_message_has_its_own(client: Client) -> None:
    """A code means the choice of the message that showed it, however many others have come since."""
    menus = Menus(client, SEALER)
    card = await menus.number(CHAT, "card", ("answer",))
    question = await menus.number(CHAT, "question", ("yes", "no"))
    assert ["answer", "yes", "no"] == [
        await menus.named(CHAT, text) for text in (f"{card}a", f"{question}A.", f" {question} b")
    ]


async def test_no_such_choice(client: Client) -> None:
    """A code of no message, or behind a menu's last choice, means nothing; neither does one of another chat."""
    menus = Menus(client, SEALER)
    number = await menus.number(CHAT, "question", ("yes", "no"))
    for text in (f"{number}c", f"{number + 1}a", f"{number}aa", f"{number}", "ya"):
        assert await menus.named(CHAT, text) is None
    assert await menus.named("fedcba9876543210", f"{number}a") is None


async def test_shown_again(client: Client) -> None:
    """The same message keeps its number while its choices are the same: a retry, an edit that changes only words."""
    menus = Menus(client, SEALER)
    first = await menus.number(CHAT, "progress", ("pause", "stop"))
    await menus.number(CHAT, "card", ("answer",))
    assert first == await menus.number(CHAT, "progress", ("pause", "stop"))
    resumed = await menus.number(CHAT, "progress", ("resume", "stop"))
    assert ["pause", "resume"] == [await menus.named(CHAT, f"{number}a") for number in (first, resumed)]


async def test_a_number_comes_back(client: Client) -> None:
    """After 999 messages a number is given anew, and what had it has it no more."""
    menus = Menus(client, SEALER)
    numbers = [await menus.number(CHAT, f"card {n}", (f"answer {n}",)) for n in range(1000)]
    assert [*range(1, 1000), 1] == numbers
    assert "answer 999" == await menus.named(CHAT, "1a")
    assert 2 == await menus.number(CHAT, "card 0", ("answer 0",))
