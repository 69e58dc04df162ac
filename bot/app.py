"""Puts the house together: the store, the road, the adapters; what the command line's verbs do."""

from __future__ import annotations

import asyncio
import random
import secrets
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, closing
from datetime import timedelta
from functools import partial
from typing import TypeVar

import structlog
from msgspec import Struct

from bot.accounts import ConfiguredAccount, PluggedAccount, plug_in
from bot.adapters import Pace
from bot.bookings import Bookings
from bot.calendars import MOST_DAYS_AHEAD
from bot.check import read_info, redis_findings
from bot.config import Config
from bot.engine.kept_files import KeptFiles
from bot.engine.letters import Letters
from bot.engine.menus import Menus
from bot.engine.offers import Offers
from bot.engine.road import Road
from bot.engine.router import Router
from bot.engine.staff_desk import staffroom_of
from bot.engine.visit_letters import VisitLetters
from bot.engine.wording import Lexicon
from bot.errors import ConfigError, Problem, UnsafeStore
from bot.garbage import look_seldom
from bot.jobs.processes import keep_children, run_here
from bot.lane_audit import audit_lanes
from bot.media_settings import open_blobs
from bot.messages import Reply
from bot.plugins import Account, Services, find_routes, locale_folders
from bot.staff import Member, Role
from bot.store.accounts import Accounts
from bot.store.calendars import LiveOffices, open_offices
from bot.store.client import Client, open_client
from bot.store.embedded import open_embedded
from bot.store.errors import DataFolderError
from bot.store.inbox import Inbox
from bot.store.key_ring import open_keys, read_keys
from bot.store.media import MediaVault
from bot.store.operations import Operation
from bot.store.outbox import Outbox, Parked
from bot.store.sealing import Sealer
from bot.store.staff import Members

T = TypeVar("T")

KEEP_S = 1.0
"""How often a process that joined an embedded server looks whether it is still there."""

log = structlog.get_logger()


class House(Struct, frozen=True, kw_only=True):
    """What every verb works with."""

    config: Config
    client: Client
    sealer: Sealer
    offices: LiveOffices
    bookings: Bookings
    outbox: Outbox
    media: MediaVault
    store: Store


def serve(config: Config) -> None:
    """Run every account of the configuration until SIGINT or SIGTERM, then finish what is in hand."""
    accounts = [each for each in plug_in(config.accounts) if each.account.channel != "console"]
    if not accounts:
        problem = Problem(path="accounts", found="no account but console", expected="one that people can reach: web …")
        raise ConfigError([problem], source=str(config.source))
    _run(config, lambda house: _serve(house, accounts))


def talk(config: Config, *, phone: str, office: str) -> None:
    """Talk with an office in this terminal as the holder of a number (E.164), until the input ends.

    The console's account is named by the number's fingerprint: the same conversation goes on in the next run,
    and its answers come to the process that is open now.
    """

    async def converse(house: House) -> None:
        name = f"{office.lower()}-{house.sealer.fingerprint('console', phone)}"
        account = ConfiguredAccount(channel="console", name=name, office=office, options={"phone": phone})
        await _serve(house, plug_in([account]))

    _run(config, converse)


def audit(config: Config) -> Sequence[str]:
    """Recount every date that is still kept and check the order of the calls; return what is wrong, a sentence each."""

    async def recount(house: House) -> Sequence[str]:
        found: list[str] = []
        for office in house.offices.values():
            today = office.local(now_ms()).date()
            for ahead in range(-office.retention_days, MOST_DAYS_AHEAD + 1):  # whatever the horizon was
                day = today + timedelta(days=ahead)
                found += await house.bookings.differences(office, day, now_ms=now_ms())
            found += await audit_lanes(house.bookings.visits.events, office)
        return found

    return _run(config, recount)


def invite(config: Config, *, name: str, roles: tuple[Role, ...], office: str) -> str:
    """Return a code with which somebody becomes one of an office's staff, in a chat, once within a day."""

    async def invited(house: House) -> str:
        member = Member(id="", name=name, roles=roles)
        operation = Operation(f"operator/{secrets.token_hex(8)}", 0)
        return await Members(house.client, house.sealer).invite(house.offices[office], member, operation=operation)

    return _run(config, invited)


def undelivered(config: Config) -> tuple[Sequence[Parked], Mapping[str, Mapping[str, int]]]:
    """Return the messages that could not be delivered, oldest first, and by account what receipts have told lately."""

    async def listed(house: House) -> tuple[Sequence[Parked], Mapping[str, Mapping[str, int]]]:
        return await house.outbox.parked(), await house.outbox.receipts.counts(now_ms=now_ms())

    return _run(config, listed)


def send_again(config: Config, ids: Sequence[str]) -> Sequence[str]:
    """Send parked messages again, each once; return the ids of which there is none."""

    async def resent(house: House) -> Sequence[str]:
        return [each for each in ids if not await house.outbox.unpark(each, now_ms=now_ms())]

    return _run(config, resent)


class Store:
    """The configured Redis, or the embedded Valkey, started or joined for as long as this is open."""

    def __init__(self, config: Config) -> None:
        self.url = config.redis.url
        self.is_joined = False
        self._folder = config.data_dir
        self._stack = ExitStack()
        if not self.url:
            self.url = self.open_embedded()

    def open_embedded(self) -> str:
        """Start the embedded server, or join it; return its URL. Blocks while the data is loaded."""
        endpoint = self._stack.enter_context(open_embedded(self._folder))
        self.is_joined = not endpoint.owner
        return endpoint.url

    async def keep(self, client: Client) -> None:
        """Start a joined server again when the process that it belonged to has ended, until cancelled."""
        while self.is_joined:
            await asyncio.sleep(KEEP_S)
            if client.away_since is None:
                continue
            try:
                self.open_embedded()  # everybody waits for it anyway
            except DataFolderError as error:
                log.warning("store.not_taken_over", problem=str(error))
            else:
                log.info("store.joined" if self.is_joined else "store.taken_over")

    def close(self) -> None:
        """End the server, if it is ours."""
        self._stack.close()


@asynccontextmanager
async def open_house(config: Config, store: Store) -> AsyncIterator[House]:
    """Open what works on the store."""
    keys = config.seal_keys.get_secret_value()
    read = partial(read_keys, keys, source="ANTRIAN_SEAL_KEYS") if keys else partial(open_keys, config.key_file)
    sealer = Sealer(await asyncio.to_thread(read))
    settings = config.redis
    async with open_client(store.url, cluster=settings.cluster, give_up_s=settings.give_up_s) as client:
        await _refuse_unsafe(client, config)
        yield House(
            config=config,
            client=client,
            sealer=sealer,
            offices=await open_offices(config.offices, client),
            bookings=Bookings(client, sealer, uniform=random.SystemRandom().uniform),
            outbox=Outbox(client, sealer),
            media=MediaVault(client, sealer, open_blobs(config.media, folder=config.data_dir)),
            store=store,
        )


def road_of(house: House, *, clock: Callable[[], int] | None = None) -> Road:
    """Build the road of this process, without accounts; its clock is the wall's unless another one is given."""
    config, client, sealer = house.config, house.client, house.sealer
    menus, routes = Menus(client, sealer), find_routes()
    flood = Pace(burst=config.flood.burst, interval_ms=round(config.flood.refill_s * 1000))
    return Road(
        client=client,
        inbox=Inbox(client, sealer, flood=flood),
        outbox=house.outbox,
        router=Router(
            routes,
            offices=house.offices,
            bookings=house.bookings,
            menus=menus,
            staffroom=staffroom_of(
                routes,
                client=client,
                sealer=sealer,
                offices=house.offices,
                accounts=config.accounts,
                media=house.media,
            ),
        ),
        menus=menus,
        lexicon=Lexicon(locale_folders()),
        offices=house.offices,
        process=secrets.token_hex(8),
        clock=clock or now_ms,
        files=KeptFiles(house.media),
    )


def services_of(house: House, road: Road) -> Services:
    """Return what the adapters of a road may use."""
    letters = Letters(house.client, house.sealer, accounts=house.config.accounts)

    async def tell_staff(account: Account, reply: Reply) -> None:
        await letters.to_staff(account.office, reply, now_ms=now_ms(), but=account)

    return Services(
        client=house.client,
        sealer=house.sealer,
        lexicon=road.lexicon,
        offices=house.offices,
        clock=now_ms,
        is_trial=house.config.is_trial,
        drained=road.drained,
        tell_staff=tell_staff,
        report=road.report,
        bookings=house.bookings,
        data_dir=house.config.data_dir,
        media=house.media,
    )


def offers_of(house: House) -> Offers:
    """Build what gives the places that come free to those who wait."""
    letters = Letters(house.client, house.sealer, accounts=house.config.accounts)
    return Offers(house.bookings, letters, offices=house.offices, clock=now_ms)


def visit_letters_of(house: House) -> VisitLetters:
    """Build what tells people how they stand in the office."""
    letters = Letters(house.client, house.sealer, accounts=house.config.accounts)
    visits, accounts = house.bookings.visits, Accounts(house.client)
    return VisitLetters(visits, letters, accounts, offices=house.offices, clock=now_ms)


async def run_road(house: House, road: Road, stop: asyncio.Event) -> None:
    """Run a road until `stop`, on a store that is kept alive."""
    async with asyncio.TaskGroup() as group:
        keeping = [group.create_task(house.store.keep(house.client)), group.create_task(house.offices.keep())]
        keeping += [group.create_task(each.run()) for each in (offers_of(house), visit_letters_of(house))]
        await road.run(stop)
        for task in keeping:
            task.cancel()


def now_ms() -> int:
    """Return the wall clock's milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def _run(config: Config, work: Callable[[House], Awaitable[T]]) -> T:
    async def inside(store: Store) -> T:
        async with open_house(config, store) as house:
            return await work(house)

    with closing(Store(config)) as store:
        return asyncio.run(inside(store))


async def _serve(house: House, accounts: Sequence[PluggedAccount]) -> None:
    road = road_of(house)
    services = services_of(house, road)
    async with AsyncExitStack() as stack:
        for each in accounts:
            road.add(await stack.enter_async_context(each.plugin.open(each.account, each.options, services)))
        look_seldom()
        async with asyncio.TaskGroup() as group:
            jobs = group.create_task(keep_children(house.config)) if run_here(house.config) else None
            await run_road(house, road, _stop_signal())
            if jobs is not None:
                jobs.cancel()


def _stop_signal() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop


async def _refuse_unsafe(client: Client, config: Config) -> None:
    """Refuse a server that may lose bookings, unless the configuration allows it."""
    findings = redis_findings(read_info(await client.execute("INFO")), config.redis)
    wrong = [str(finding) for finding in findings if finding.state == "wrong"]
    if wrong:
        raise UnsafeStore(wrong)
