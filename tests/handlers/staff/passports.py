"""Passports on their way at an office with officers of every kind: brought to a stage, then ordered about."""

from __future__ import annotations

from datetime import time
from itertools import count

from msgspec.structs import replace

from bot.staff import Member
from bot.store.client import Client
from bot.store.media import MediaVault
from bot.store.operations import Operation, Stamp
from bot.visit_values import Application, Arrived
from tests.handlers.staff.officers import AGUS, DEWI, SARI, Headquarters
from tests.handlers.staff.visitors import Visitor
from tests.offices import MINUTE_MS, MONDAY, NOW_MS, instant
from tests.visits.front import office_with_fees

RINA = Member(id="telegram:4", name="Rina", roles=("cashier",))
TONO = Member(id="telegram:5", name="Tono", roles=("collection",))
OFFICE = replace(office_with_fees(), staff=(SARI, DEWI, AGUS, RINA, TONO))
WAY = ("arrived", "counter", "awaiting_payment", "paid", "ready", "collected")
PROOF = "1A2B3C4D5E6F7G8H"
PEOPLE = count(1)


def bill(n: int) -> str:
    """Return the billing code of the n-th application."""
    return f"82099113{n:07}"


class Passports(Headquarters):
    """The office, open on a Monday morning; applications are 1, 2 … in the order in which they begin."""

    def __init__(self, client: Client, *, media: MediaVault | None = None) -> None:
        super().__init__(client, office=OFFICE, media=media)
        self._steps = count(1)
        self._begun = 0

    async def at(self, stage: str) -> str:
        """Bring a new application to a stage; return its code."""
        self._begun += 1
        n, person = self._begun, Visitor(self, chat=f"9{next(PEOPLE)}", phone=f"+62812{self._begun:08}")
        code = await person.books(f"Orang {'ABCDEFGH'[n]}#0101198{n}#30112099")
        self.minutes = (instant(MONDAY, time(8)) - NOW_MS) // MINUTE_MS
        arrived = await self.bookings.visits.lobby.arrive(OFFICE, code, self.stamp())
        assert isinstance(arrived, Arrived)
        for following in WAY[1 : WAY.index(stage) + 1]:
            await self.bring(code, following, n)
        self.minutes = 0
        return code

    async def bring(self, code: str, stage: str, n: int = 1) -> None:
        """Make one step."""
        apply, stamp = self.bookings.visits.applications, self.stamp()
        match stage:
            case "counter":
                await apply.complete(OFFICE, code, stamp, product="plain", category="adult")
            case "awaiting_payment":
                await apply.photographed(OFFICE, code, stamp, billing_code=bill(n))
            case "paid":
                await apply.paid(OFFICE, code, stamp, proof=f"NTPN{n:04}")
            case "ready":
                await apply.ready(OFFICE, code, stamp)
            case "collected":
                await apply.collected(OFFICE, code, stamp, collector="applicant", papers=["payment", "id_card"])

    async def application(self, code: str) -> Application:
        """Return an application, which must be there."""
        found = await self.bookings.visits.applications.find(OFFICE, code)
        assert found is not None
        return found

    async def stage(self, code: str) -> str:
        """Return how far an application is."""
        return (await self.application(code)).stage

    def stamp(self) -> Stamp:
        """Return the next press at a page."""
        return Stamp(operation=Operation("page", next(self._steps)), now_ms=self.now_ms, by="Sari")
