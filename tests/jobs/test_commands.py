"""What the scheduler needs of the house: the staff to tell, and the offices as their calendars are now."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from bot.app import House, Store, open_house
from bot.calendars import Calendar, closed_on
from bot.config import Config, RedisSettings
from bot.jobs.commands import FRESH_S, FreshOffices, tell_staff
from bot.jobs.queues import Jobs, Trouble
from bot.offices import Office
from bot.store.calendars import Calendars
from bot.store.operations import Operation
from tests.jobs.people import OFFICE, STAFF_CHAT, waiting
from tests.offices import MONDAY, NOW_MS, TODAY

FAILED = Trouble(id="summary_CBN_20991130", office="CBN", failed_at=None, again_at=None, reason="OutboxFull")


async def test_the_staff_learn_of_a_failure(house: House) -> None:
    """The office's staff chats are told once which job has failed; another office's are not."""
    for trouble in (FAILED, FAILED, replace(FAILED, office="BDG")):
        await tell_staff(house.config, house.store, trouble)
    (entry,) = await waiting(house, channel="telegram")
    assert (STAFF_CHAT, "job-failed", {"job": FAILED.id}) == (entry.chat.chat_id, entry.reply.key, entry.reply.values)


def configured(url: str, folder: Path) -> Config:
    """Return a configuration with the office of the tests."""
    redis = RedisSettings(url=url, give_up_s=0.2)
    return Config(offices={"CBN": OFFICE}, accounts=(), data_dir=folder, key_file=folder / "keys", redis=redis)


def close(config: Config, day: date) -> None:
    """Close a date, as the staff do."""

    async def closed(calendar: Calendars) -> None:
        def change(known: Calendar, _office: Office) -> Calendar:
            return closed_on(known, day, "Banjir", today=TODAY)

        await calendar.change(OFFICE, change, operation=Operation("staff", 1), now_ms=NOW_MS)

    async def run() -> None:
        async with open_house(config, Store(config)) as house:
            await closed(Calendars(house.client))

    asyncio.run(run())


def test_calendars_are_fresh(jobs: Jobs, valkey: str, tmp_path: Path) -> None:
    """A date that the staff have closed counts for the scheduler a minute later, and not before it looks again."""
    assert jobs.queue.is_empty()
    config, now = configured(valkey, tmp_path), [0.0]
    offices = FreshOffices(config, Store(config), clock=lambda: now[0])
    assert offices.read()["CBN"].sessions(MONDAY)
    close(config, MONDAY)
    now[0] = FRESH_S - 1
    assert offices.read()["CBN"].sessions(MONDAY)
    now[0] = FRESH_S
    assert () == offices.read()["CBN"].sessions(MONDAY)


def test_a_store_that_is_away(tmp_path: Path) -> None:
    """While the store does not answer, the offices are those last known."""
    config = configured(f"unix://{tmp_path / 'nobody.sock'}", tmp_path)
    assert {"CBN": OFFICE} == FreshOffices(config, Store(config)).read()
