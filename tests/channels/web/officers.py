"""Officers at the office's own pages: an office with fees, people who walk in, and a way to sign in."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.offices import Fee, Office
from bot.plugins import Services
from bot.staff import Member, Role
from bot.store.operations import Operation, Stamp
from bot.store.sign_ins import SignIns
from bot.store.staff import Members
from bot.visit_values import Arrived
from tests.channels.conftest import OFFICE
from tests.staffing import employ

if TYPE_CHECKING:
    from playwright.async_api import Page

FEES = (
    Fee(product="electronic-10-years", rupiah=950_000, since=date(2024, 12, 17)),
    Fee(product="plain-5-years", rupiah=350_000, since=date(2024, 12, 17)),
    Fee(product="migrant-worker-first", rupiah=0, since=date(2024, 12, 17)),
)
NUMBERS = count(1)
LATER_MS = 4_099_183_200_000
"""In November 2099: the lines of a day end by the store's own clock."""


def with_fees(services: Services) -> Services:
    """Return the services with an office that charges fees, at a time that is still to come."""
    return replace(services, offices={"CBN": replace(OFFICE, fees=FEES)}, clock=lambda: LATER_MS)


def office_of(services: Services) -> Office:
    """Return the office."""
    return services.offices["CBN"]


def stamp(services: Services, *, by: str = "") -> Stamp:
    """Return the stamp of a new press."""
    return Stamp(operation=Operation("t", next(NUMBERS)), now_ms=services.clock(), by=by)


async def walked_in(services: Services, category: str = "general", *, name: str = "") -> str:
    """Let somebody walk in; return their number. With a name they are known already."""
    visits, office = services.bookings.visits, office_of(services)
    arrived = await visits.lobby.walk_in(office, category, stamp(services))
    assert isinstance(arrived, Arrived)
    if name:
        await visits.applications.identify(
            office, arrived.application.code, stamp(services), name=name, birth_date=date(1987, 1, 25)
        )
    return arrived.standing.ticket.number


async def sign_in_code(services: Services, *roles: Role, name: str = "Budi") -> str:
    """Return a code as the bot gives it to an officer with these roles."""
    member = Member(id=f"telegram:{name}", name=name, roles=roles or ("cs",))
    await employ(Members(services.client, services.sealer), office_of(services), member)
    operation = Operation("c", next(NUMBERS))
    return await SignIns(services.client, services.sealer).code(office_of(services), member, operation=operation)


async def signed_in(page: Page, url: str, services: Services, *roles: Role, name: str = "Budi") -> None:
    """Sign an officer in, and come to the desk page."""
    await page.goto(f"{url}/masuk#{await sign_in_code(services, *roles, name=name)}")
    await page.get_by_role("button", name="Masuk").click()
    await page.wait_for_url(f"{url}/loket")


async def number_shown(page: Page) -> str:
    """Return the number before the desk."""
    return await page.locator("#number").inner_text()
