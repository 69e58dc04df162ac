"""The route of a day's visits to patients, to be printed: for those who go out, and each look is written down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from msgspec import Struct

from bot.emergencies import HELPERS, EmergencyCase
from bot.messages import Day, Language, Value, Words
from bot.offices import Office
from bot.plugins import Services
from bot.staff import Act
from bot.store.operations import Operation
from bot.store.staff import Acts
from channels.web.doors import Doors, Officer
from channels.web.errors import Rejected
from channels.web.screens import Screens, language_of

WORDS = (
    "route-title", "route-none", "route-print", "route-equipment", "route-ward", "route-map", "route-contact",
    "route-departure", "route-noted",
)  # fmt: skip


class Stop(Struct, frozen=True, kw_only=True):
    """A visit as the page shows it; what is not known is ""."""

    hour: str
    number: str
    who: str
    condition: str
    illness: str
    hospital: str
    ward: str
    address: str
    pin: str
    contact: str
    phone: str
    departure: str


class RoutePage:
    """The page `/rute/<date>`."""

    def __init__(self, doors: Doors, screens: Screens, *, services: Services) -> None:
        self._doors = doors
        self._screens = screens
        self._emergencies = services.bookings.visits.emergencies
        self._acts = Acts(services.client, services.sealer)
        self._fingerprint = services.sealer.fingerprint
        self._clock = services.clock

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(tags=["cases"])
        router.add_api_route("/rute", self.today, methods=["GET"], summary="The route of today's visits")
        router.add_api_route("/rute/{day}", self.show, methods=["GET"], summary="The route of a day's visits")
        return router

    async def today(self, request: Request) -> Response:
        """Lead to the route of today."""
        await self._doors.officer(request, HELPERS)
        return RedirectResponse(f"/rute/{self._doors.office.local(self._clock()).date()}", status_code=303)

    async def show(self, request: Request, day: str) -> Response:
        """Show the visits of a day by team and hour, and what is taken along."""
        officer = await self._doors.officer(request, HELPERS)
        office, language, on = self._doors.office, language_of(request), _read_day(day)
        cases = await self._emergencies.route(office, on)
        if cases:
            await self._note(officer, on, cases)
        teams = groupby(cases, key=lambda case: case.visit.team if case.visit else "")
        values = {
            "day": self._say({"value": Day(on)}, language),
            "teams": [(team, [self._stop(case, office, language) for case in visits]) for team, visits in teams],
            "equipment": office.emergency.equipment,
        }
        return self._screens.show(request, "route.html", office=office, words=WORDS, values=values)

    async def _note(self, officer: Officer, day: date, cases: Sequence[EmergencyCase]) -> None:
        """Write a look down before anything is shown."""
        now_ms = self._clock()
        numbers = ", ".join(case.number for case in cases)
        act = Act(at_ms=now_ms, who=officer.member.name, what=f"halaman rute {day:%d-%m-%Y}", after=numbers)
        operation = Operation(self._fingerprint("route look", f"{officer.secret} {day}"), now_ms)
        await self._acts.note(self._doors.office, act, operation=operation)

    def _stop(self, case: EmergencyCase, office: Office, language: Language) -> Stop:
        # locale: age-years, age-months, age-days
        # locale: condition-grave, condition-newborn, condition-disabled, condition-inpatient
        plea = case.plea
        age: Value = Words(f"age-{plea.age.unit}", {"count": str(plea.age.count)}) if plea.age else "-"
        who = self._screens.wording("route-who", {"name": plea.patient, "age": age}, language)
        return Stop(
            hour=case.visit.hour if case.visit else "",
            number=case.number,
            who=who,
            condition=self._say({"value": Words(f"condition-{plea.condition}")}, language) if plea.condition else "",
            illness=plea.illness,
            hospital=plea.hospital,
            ward=plea.ward,
            address=plea.address,
            pin=f"{plea.latitude:.5f},{plea.longitude:.5f}" if plea.latitude is not None else "",
            contact=plea.contact,
            phone=case.number_to_call,
            departure=self._say({"value": Day(plea.departure)}, language) if plea.departure else "",
        )

    def _say(self, values: dict[str, Value], language: Language) -> str:
        return self._screens.wording("route-value", values, language)


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Rejected(404, "no such date: it is written like 2026-11-28") from None
