"""Inquiries at the store: each kept once under an id of its own, answered by one officer, whoever races."""

from __future__ import annotations

import asyncio
from base64 import b32encode
from itertools import count

import pytest

from bot.inquiries import AnsweredBefore, Inquiry
from bot.messages import ChatRef
from bot.store.client import Client
from bot.store.inquiries import ASKED_MS, Inquiries
from bot.store.operations import Operation
from tests.offices import NOW_MS
from tests.requests import sealer_of_tests

OFFICE = "CBN"
CHAT = "chat"
INQUIRY = Inquiry(chat=ChatRef("telegram", "cbn", "77"), text="di mana parkirnya")


@pytest.fixture
def inquiries(client: Client) -> Inquiries:
    """Give the inquiries on an empty store."""
    return Inquiries(client, sealer_of_tests())


async def asked(inquiries: Inquiries, number: int = 1, *, now_ms: int = NOW_MS) -> str:
    """Keep a message and hand it to the staff; return its id."""
    kept = await inquiries.keep(OFFICE, INQUIRY, operation=Operation(CHAT, number), now_ms=now_ms)
    assert INQUIRY == await inquiries.ask(OFFICE, kept.id, chat=CHAT, now_ms=now_ms)
    return kept.id


async def test_one_answer_of_many(inquiries: Inquiries) -> None:
    """Of twenty officers who answer at once one does, and the others are told who."""
    id = await asked(inquiries)
    answers = await asyncio.gather(
        *(inquiries.answer(OFFICE, id, operation=Operation("staff", n), by=f"petugas {n}") for n in range(20))
    )
    (winner,) = [n for n, answer in enumerate(answers) if answer == INQUIRY]
    assert 19 == answers.count(AnsweredBefore(by=f"petugas {winner}"))
    assert INQUIRY == await inquiries.answer(OFFICE, id, operation=Operation("staff", winner), by="siapa pun")


async def test_nothing_to_answer(inquiries: Inquiries) -> None:
    """What nobody has put before the staff is not theirs to read or to answer."""
    kept = await inquiries.keep(OFFICE, INQUIRY, operation=Operation(CHAT, 1), now_ms=NOW_MS)
    assert (None, None, []) == (
        await inquiries.find(OFFICE, kept.id),
        await inquiries.answer(OFFICE, kept.id, operation=Operation("staff", 1), by="Sari"),
        await inquiries.waiting(OFFICE, 10),
    )


async def test_ids_do_not_clash(inquiries: Inquiries) -> None:
    """Two messages whose ids would be the same get different ones, and each keeps its own when handled again."""
    one, two = clashing()
    kept = [await inquiries.keep(OFFICE, INQUIRY, operation=each, now_ms=NOW_MS) for each in (one, two, one, two)]
    assert kept[0].id != kept[1].id
    assert kept[:2] == kept[2:]


def clashing() -> tuple[Operation, Operation]:
    """Return two operations from which the same id is made at first."""
    seen: dict[bytes, Operation] = {}
    for number in count():
        operation = Operation(CHAT, number)
        id = b32encode(sealer_of_tests().derive("inquiry", f"{operation}:0"))[:4]
        if id in seen:
            return seen[id], operation
        seen[id] = operation
    raise AssertionError("numbers do not end")


async def test_forgotten_with_its_time(inquiries: Inquiries) -> None:
    """The list of what waits holds nothing that is older than seven days, the oldest first."""
    await asked(inquiries, 1)
    late = await asked(inquiries, 2, now_ms=NOW_MS + ASKED_MS - 1)
    last = await asked(inquiries, 3, now_ms=NOW_MS + ASKED_MS)
    assert [late, last] == [each.id for each in await inquiries.waiting(OFFICE, 10)]


async def test_nothing_is_readable(inquiries: Inquiries, client: Client) -> None:
    """What was asked, by whom, and who answered, is sealed."""
    id = await asked(inquiries)
    await inquiries.answer(OFFICE, id, operation=Operation("staff", 1), by="Sari")
    for key in await client.execute("KEYS", "*inquiry*"):
        values = b"".join(await client.execute("HVALS", key, key=key.decode()))
        assert b"parkir" not in values
        assert b"Sari" not in values
