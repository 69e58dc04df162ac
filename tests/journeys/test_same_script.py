"""The same conversation on every channel: the same script, the same answers, the same outcome in the store."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.messages import Receipt, Reply
from bot.plugins import Account, Services
from bot.store import keys
from bot.store.client import Client
from tests.channels import telegram_bots
from tests.journeys.messengers import at_cloud, at_device, at_telegram
from tests.journeys.partners import Meet, Partner
from tests.journeys.roads import LEXICON, OFFICE, OFFICES, SEALER, Clock, Town, left_overs, running, town
from tests.journeys.same_script import DAYS, OUTCOME, SCRIPT, Turn
from tests.journeys.screens import at_page, at_terminal

PARTNERS: Mapping[str, Meet] = {
    "console": at_terminal,
    "web": at_page,
    **{f"telegram, {library}": at_telegram(library) for library in telegram_bots.LIBRARIES},
    "whatsapp": at_device,
    "whatsapp-cloud": at_cloud,
}
THINKING_MS = 20_000

pytestmark = pytest.mark.timeout(60)


@pytest.mark.parametrize(
    "channel", [pytest.param(each, marks=pytest.mark.chromium if each == "web" else ()) for each in PARTNERS]
)
async def test_same_script(client: Client, clock: Clock, channel: str, tmp_path: Path) -> None:
    """Who books, corrects, moves, cancels and books again step by step sees and gets the same on every channel."""
    built = town(client, (), clock=clock)
    async with PARTNERS[channel](services_of(built, client, clock), tmp_path) as partner:
        built.road.add(partner.adapter)
        async with running(built):
            await partner.begin()
            seen = await played(partner, clock)
    await check_outcome(built, client, clock, seen=seen)


def services_of(built: Town, client: Client, clock: Clock) -> Services:
    """Return what the road lends to an adapter, as the application puts it together."""

    async def tell_staff(account: Account, reply: Reply) -> None:
        raise AssertionError(f"{account} has nothing to tell its staff: {reply}")

    async def report(receipt: Receipt) -> None:
        raise AssertionError(f"no platform here sends receipts: {receipt}")

    return Services(
        client=client, sealer=SEALER, lexicon=LEXICON, offices=OFFICES, clock=clock, is_trial=True,
        drained=built.road.drained, tell_staff=tell_staff, report=report, bookings=built.bookings,
    )  # fmt: skip


async def played(partner: Partner, clock: Clock) -> Mapping[str, str]:
    """Play the script; return what was remembered of the answers."""
    seen: dict[str, str] = {}
    for turn in SCRIPT:
        clock.advance(THINKING_MS)
        answer = await (partner.press(turn.presses) if turn.presses else partner.say(turn.says.format_map(seen)))
        check_answer(answer, turn, seen)
    return seen


def check_answer(answer: str, turn: Turn, seen: dict[str, str]) -> None:
    """Check that an answer shows what it must, and remember what its groups found."""
    for pattern in turn.sees:
        found = re.search(pattern, answer, re.MULTILINE)
        assert found, f"{pattern!r} is not in the answer to {turn}:\n{answer}"
        for name, value in found.groupdict().items():
            assert value == seen.setdefault(name, value), f"the {name} differs in the answer to {turn}"


async def check_outcome(built: Town, client: Client, clock: Clock, *, seen: Mapping[str, str]) -> None:
    """Check what the store has in the end: this history of these two bookings, right counts, nothing unfinished."""
    entries = await client.execute("XRANGE", keys.events(OFFICE.code), "-", "+")
    codes = {name: code.removeprefix("CBN-").replace("-", "") for name, code in seen.items()}
    assert [line.format_map(codes) for line in OUTCOME] == [fields[1].decode() for _, fields in entries]
    for day in DAYS:
        assert [] == list(await built.bookings.differences(OFFICE, day, now_ms=clock()))
    assert [] == await left_overs(client)
