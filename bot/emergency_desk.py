"""The way of an emergency case from stage to stage: each step made once, from where it may be, with who made it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import date, time
from itertools import count

from msgspec.structs import replace

from bot.applications import Applications
from bot.case_numbers import case_number
from bot.codes import booking_code
from bot.emergencies import (
    BEFORE,
    PREFIX,
    TRIAGED,
    CaseRefused,
    CaseStage,
    EmergencyCase,
    Part,
    PlannedVisit,
    Plea,
)
from bot.emergency_figures import EmergencyFigures, counted
from bot.emergency_stages import end_of, has_made, reached
from bot.messages import ChatRef
from bot.offices import Office
from bot.store.client import Client
from bot.store.emergencies import DAY_MS, EmergencyRecords, Put
from bot.store.operations import Operation, Stamp
from bot.store.sealing import Sealer
from bot.visit_teams import VisitSlot, VisitTeam, free_slots, named, visiting_days
from bot.visit_values import COLLECTION_PAPERS, Application, Collector

MOST_OPEN = 1000

Change = Callable[[EmergencyCase], EmergencyCase]


class Emergencies:
    """The cases of all offices. The same operation again returns what it made, and changes nothing."""

    def __init__(self, client: Client, sealer: Sealer, applications: Applications) -> None:
        self._records = EmergencyRecords(client, sealer)
        self._sealer = sealer
        self._applications = applications

    def number_for(self, operation: Operation, attempt: int = 0) -> str:
        """Return the number of the case that a message begins."""
        return case_number(PREFIX, self._sealer.derive("emergency", f"{operation} {attempt}"))

    async def find(self, office: Office, number: str) -> EmergencyCase | None:
        """Return a case."""
        return (await self._records.read(office, number))[1]

    async def waiting(self, office: Office) -> Sequence[EmergencyCase]:
        """Return the cases that are not over, those that wait longest first."""
        return await self._records.open(office, MOST_OPEN)

    async def route(self, office: Office, day: date) -> Sequence[EmergencyCase]:
        """Return the cases that are visited on a date, by team and hour."""
        cases = await self._records.of_day(office, day)
        visits = [(case.visit, case) for case in cases if case.visit and case.visit.day == day]
        return [case for visit, case in sorted(visits, key=lambda pair: (pair[0].team, pair[0].hour, pair[1].number))]

    async def figures(self, office: Office, month: date, *, day: date | None = None) -> EmergencyFigures:
        """Return the numbers of a month, or of one date in it."""
        return await self._records.figures(office, month, day)

    async def open(
        self, office: Office, number: str, plea: Plea, stamp: Stamp, *, chat: ChatRef, phone: str
    ) -> EmergencyCase:
        """Open a case; a number that another one has is replaced, and what lies under it stays there."""
        for attempt in count(1):
            case = reached(
                EmergencyCase(
                    number=number, office=office.code, stage="new", plea=plea, chat=chat, phone=phone,
                    opened_ms=stamp.now_ms, since_ms=stamp.now_ms,
                ),
                "new", stamp,
            )  # fmt: skip
            if await self._put(office, None, case, stamp, version=0) is Put.OK:
                break
            known = await self.find(office, number)
            if known and known.history[0].operation == str(stamp.operation):
                return known
            number = self.number_for(stamp.operation, attempt)
            plea = replace(plea, doctor_letter=(), referral_letter=())
        return case

    async def amend(
        self, office: Office, number: str, stamp: Stamp, part: Part, told: Change
    ) -> EmergencyCase | CaseRefused:
        """Put what the family tells into a case; one that waited for nothing else is to be looked at again."""

        def change(before: EmergencyCase) -> EmergencyCase | CaseRefused:
            if before.is_over:
                return CaseRefused("stage", before)
            after = told(before)
            left = tuple(each for each in after.asked_for if each != part)
            if after.stage == "asked" and after.asked_for and not left:
                return reached(replace(after, asked_for=(), note=""), "new", stamp)
            return replace(after, asked_for=left)

        return await self._change(office, number, stamp, change)

    async def accept(self, office: Office, number: str, stamp: Stamp) -> EmergencyCase | CaseRefused:
        """Take a case: a visit will be made."""

        def change(before: EmergencyCase) -> EmergencyCase | CaseRefused:
            return before if before.stage in TRIAGED else CaseRefused("stage", before)

        return await self._step(office, number, stamp, "accepted", change)

    async def ask(
        self, office: Office, number: str, stamp: Stamp, *, parts: Sequence[Part], note: str = ""
    ) -> EmergencyCase | CaseRefused:
        """Ask the family for what is missing."""
        return await self._step(
            office, number, stamp, "asked", lambda before: replace(before, asked_for=tuple(parts), note=note)
        )

    async def reject(self, office: Office, number: str, stamp: Stamp, *, why: str) -> EmergencyCase | CaseRefused:
        """Reject a case that nobody has taken."""
        return await self._step(office, number, stamp, "rejected", why=why)

    async def withdraw(self, office: Office, number: str, stamp: Stamp) -> EmergencyCase | CaseRefused:
        """End a case at the family's word; the visit's place is free again."""
        return await self._step(office, number, stamp, "withdrawn", _with_visit(None))

    async def close(self, office: Office, number: str, stamp: Stamp, *, why: str) -> EmergencyCase | CaseRefused:
        """End a case wherever it is, at an officer's word; a visit's place is free again."""
        return await self._step(office, number, stamp, "closed", _with_visit(None), why=why)

    async def slots(self, office: Office, *, now_ms: int) -> Sequence[VisitSlot]:
        """Return the hours that can be planned, the nearest first."""
        now = office.local(now_ms)
        days = [d for d in visiting_days(office.teams, office.emergency, now.date()) if d not in office.closed]
        visits = await asyncio.gather(*(self._records.visits(office, day) for day in days))
        taken = {day: tuple(planned.values()) for day, planned in zip(days, visits, strict=True)}
        return list(free_slots(office.teams, office.emergency, taken, now))

    async def plan(
        self, office: Office, number: str, stamp: Stamp, *, day: date, hour: str, team: str = "",
        is_apart: bool = False,
    ) -> EmergencyCase | CaseRefused:  # fmt: skip
        """Plan a visit with a team, or with the first that has room then.

        Only teams that go out at that hour by plan, unless it `is_apart`: a supervisor's word.
        """
        before = await self.find(office, number)
        if before is None or has_made(before, stamp):
            return before or CaseRefused("unknown")
        if office.local(stamp.now_ms) > office.at(day, time.fromisoformat(hour)):
            return CaseRefused("past", before)
        teams = named(office.teams, team)
        if not teams:
            return CaseRefused("no_team", before)
        answer: EmergencyCase | CaseRefused = CaseRefused("full", before)
        for each in teams if is_apart else _going_out(office, day, hour, team):
            visit = PlannedVisit(day, hour, each.name)
            answer = await self._step(office, number, stamp, "scheduled", _with_visit(visit))
            if not (isinstance(answer, CaseRefused) and answer.reason == "full"):
                break
        return answer

    def is_planned(self, office: Office, day: date, hour: str, team: str = "") -> bool:
        """Tell whether a team goes out at that hour of that date by plan."""
        return bool(_going_out(office, day, hour, team))

    async def set_off(self, office: Office, number: str, stamp: Stamp) -> EmergencyCase | CaseRefused:
        """Note that the team is on its way."""
        return await self._step(office, number, stamp, "underway")

    async def arrive(self, office: Office, number: str, stamp: Stamp) -> EmergencyCase | CaseRefused:
        """Note that the team is with the patient."""
        return await self._step(office, number, stamp, "arrived")

    async def fail(self, office: Office, number: str, stamp: Stamp, *, why: str) -> EmergencyCase | CaseRefused:
        """Note that a visit came to nothing; another one is to be planned."""

        def change(before: EmergencyCase) -> EmergencyCase | CaseRefused:
            if before.stage in TRIAGED:
                return CaseRefused("stage", before)
            return replace(before, visit=None)

        return await self._step(office, number, stamp, "accepted", change, why=why)

    async def finish(
        self, office: Office, number: str, stamp: Stamp, *, product: str, billing_code: str = ""
    ) -> EmergencyCase | CaseRefused:
        """End a visit: interview and photo are done, and the application joins the others at the bill.

        Raises StepRefused, of the application.
        """
        case = await self.find(office, number)
        if case is None or case.stage not in BEFORE["visited"] | {"visited"}:
            return CaseRefused("stage", case) if case else CaseRefused("unknown")
        begun = await self._applications.begin(office, self._application(office, case, stamp), stamp)
        if begun.stage == "arrived":
            await self._applications.complete(office, begun.code, stamp, product=product, category="emergency")
        await self._applications.photographed(office, begun.code, stamp, product=product, billing_code=billing_code)
        return await self._step(
            office, number, stamp, "visited", lambda before: replace(before, application=begun.code)
        )

    async def hand_over(
        self, office: Office, number: str, stamp: Stamp, *, to: str = ""
    ) -> EmergencyCase | CaseRefused:
        """End a case: the passport was brought to the patient, or to a relative by that name. Raises StepRefused."""
        case = await self.find(office, number)
        if case is None or case.stage not in ("visited", "handed"):
            return CaseRefused("stage", case) if case else CaseRefused("unknown")
        collector: Collector = "family" if to else "applicant"
        papers = COLLECTION_PAPERS[collector]
        await self._applications.collected(
            office, case.application, stamp, collector=collector, papers=papers, collector_name=to
        )
        return await self._step(office, number, stamp, "handed", _with_visit(None))

    async def settle(self, office: Office, *, now_ms: int) -> None:
        """End the cases whose passports were collected at the office, or won't be. Again is harmless."""
        for case in await self.waiting(office):
            if not case.application:
                continue
            application = await self._applications.find(office, case.application)
            end = end_of(application, lapsed_before_ms=now_ms - office.emergency.keep_days * DAY_MS)
            if end is None:
                continue
            stamp = Stamp(operation=Operation(f"settled/{case.number}", 0), now_ms=now_ms)
            await self._step(office, case.number, stamp, end[0], _with_visit(None), why=end[1])

    def _application(self, office: Office, case: EmergencyCase, stamp: Stamp) -> Application:
        return Application(
            code=booking_code(office.code, self._sealer.derive("emergency application", case.number)),
            office=office.code, stage="arrived", since_ms=stamp.now_ms, day=office.local(stamp.now_ms).date(),
            name=case.plea.patient, phone=case.phone, chat=case.chat, is_priority=True,
        )  # fmt: skip

    async def _step(
        self, office: Office, number: str, stamp: Stamp, stage: CaseStage,
        change: Callable[[EmergencyCase], EmergencyCase | CaseRefused] = lambda before: before, *, why: str = "",
    ) -> EmergencyCase | CaseRefused:  # fmt: skip
        """Bring a case to a stage, from one from which that may be."""

        def stepped(before: EmergencyCase) -> EmergencyCase | CaseRefused:
            if before.stage not in BEFORE[stage]:
                return CaseRefused("stage", before)
            after = change(before)
            return after if isinstance(after, CaseRefused) else reached(after, stage, stamp, why=why)

        return await self._change(office, number, stamp, stepped)

    async def _change(
        self, office: Office, number: str, stamp: Stamp,
        change: Callable[[EmergencyCase], EmergencyCase | CaseRefused],
    ) -> EmergencyCase | CaseRefused:  # fmt: skip
        """Change a case, unless the same operation has left its trace before."""
        while True:  # each round that fails is one in which somebody else's step was made
            version, before = await self._records.read(office, number)
            if before is None:
                return CaseRefused("unknown")
            if has_made(before, stamp):
                return before
            after = change(before)
            if isinstance(after, CaseRefused) or after == before:
                return after
            put = await self._put(office, before, after, stamp, version=version)
            if put is Put.FULL:
                return CaseRefused("full", before)
            if put is Put.OK:
                return after

    async def _put(
        self, office: Office, before: EmergencyCase | None, after: EmergencyCase, stamp: Stamp, *, version: int
    ) -> Put:
        return await self._records.put(
            office, before, after, version=version, most=_most(office, after), figures=counted(before, after),
            now_ms=stamp.now_ms,
        )  # fmt: skip


def _with_visit(visit: PlannedVisit | None) -> Change:
    return lambda before: replace(before, visit=visit)


def _going_out(office: Office, day: date, hour: str, name: str = "") -> Sequence[VisitTeam]:
    """Return the teams, or the one of a name if it is among them, that go out then by plan."""
    return [] if day in office.closed else [each for each in named(office.teams, name) if each.goes_out(day, hour)]


def _most(office: Office, case: EmergencyCase) -> int:
    """Return how many visits may be where a case's visit is: one outside a team's plan."""
    if case.visit is None:
        return 1
    planned = _going_out(office, case.visit.day, case.visit.hour, case.visit.team)
    return planned[0].visits if planned else 1
