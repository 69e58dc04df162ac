"""The way of an emergency case from stage to stage: each step made once, from where it may be, with who made it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import date
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
    CaseStep,
    EmergencyCase,
    Part,
    PlannedVisit,
    Plea,
)
from bot.emergency_figures import EmergencyFigures, counted
from bot.messages import ChatRef
from bot.offices import Office
from bot.store.client import Client
from bot.store.emergencies import EmergencyRecords, Put
from bot.store.operations import Operation, Stamp
from bot.store.sealing import Sealer
from bot.visit_teams import VisitSlot, VisitTeam, free_slots, team_named, visiting_days
from bot.visit_values import COLLECTION_PAPERS, Application, Collector
from bot.visitors import Visitors

MOST_OPEN = 200

Change = Callable[[EmergencyCase], EmergencyCase]


class Emergencies:
    """The cases of all offices. The same operation again returns what it made, and changes nothing."""

    def __init__(self, client: Client, sealer: Sealer, applications: Applications, visitors: Visitors) -> None:
        self._records = EmergencyRecords(client, sealer)
        self._sealer = sealer
        self._applications = applications
        self._visitors = visitors

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
            case = _reached(
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
                return _reached(replace(after, asked_for=(), note=""), "new", stamp)
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
        return await self._step(office, number, stamp, "rejected", lambda before: replace(before, why=why), why=why)

    async def withdraw(self, office: Office, number: str, stamp: Stamp) -> EmergencyCase | CaseRefused:
        """End a case at the family's word; the visit's place is free again."""
        return await self._step(office, number, stamp, "withdrawn", lambda before: replace(before, visit=None))

    async def slots(self, office: Office, *, now_ms: int) -> Sequence[VisitSlot]:
        """Return the hours that can be planned, the nearest first."""
        now = office.local(now_ms)
        days = [d for d in visiting_days(office.teams, office.emergency, now.date()) if d not in office.closed]
        visits = await asyncio.gather(*(self._records.visits(office, day) for day in days))
        taken = {day: tuple(planned.values()) for day, planned in zip(days, visits, strict=True)}
        return list(free_slots(office.teams, office.emergency, taken, now))

    async def plan(
        self, office: Office, number: str, stamp: Stamp, *, day: date, hour: str, team: str = ""
    ) -> EmergencyCase | CaseRefused:
        """Plan a visit with a team, or with the first that has room; who may plan outside the week is the caller's."""
        wanted = team_named(office.teams, team) if team else None
        if team and wanted is None:
            return CaseRefused("no_team")
        answer: EmergencyCase | CaseRefused = CaseRefused("full")
        for each in (wanted,) if wanted else office.teams:
            answer = await self._planned(office, number, stamp, PlannedVisit(day, hour, each.name))
            if not (isinstance(answer, CaseRefused) and answer.reason == "full"):
                break
        return answer

    def is_planned(self, office: Office, day: date, hour: str, team: str = "") -> bool:
        """Tell whether a team goes out at that hour of that date by plan."""
        if day in office.closed:
            return False
        teams = [each for each in office.teams if not team or each.name.casefold() == team.casefold()]
        return any(day.isoweekday() in each.days and hour in each.hours for each in teams)

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
            return replace(before, visit=None, why=why)

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
        await self._visitors.asked(office, begun.phone, case.chat)
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
        return await self._step(office, number, stamp, "handed", lambda before: replace(before, visit=None))

    async def settle(self, office: Office, *, now_ms: int) -> None:
        """End the cases whose passports were collected at the office, or by nobody. Again is harmless."""
        for case in await self.waiting(office):
            application = await self._applications.find(office, case.application) if case.application else None
            if application is None or application.stage not in ("collected", "expired"):
                continue
            stamp = Stamp(operation=Operation(f"settled/{case.number}", 0), now_ms=now_ms)
            await self._change(
                office, case.number, stamp, _ended(stamp, was_collected=application.stage == "collected")
            )

    def _application(self, office: Office, case: EmergencyCase, stamp: Stamp) -> Application:
        return Application(
            code=booking_code(office.code, self._sealer.derive("emergency application", case.number)),
            office=office.code, stage="arrived", since_ms=stamp.now_ms, day=office.local(stamp.now_ms).date(),
            name=case.plea.patient, phone=case.phone or case.plea.contact_phone, is_priority=True,
        )  # fmt: skip

    async def _planned(
        self, office: Office, number: str, stamp: Stamp, visit: PlannedVisit
    ) -> EmergencyCase | CaseRefused:
        return await self._step(office, number, stamp, "scheduled", lambda before: replace(before, visit=visit))

    async def _step(
        self, office: Office, number: str, stamp: Stamp, stage: CaseStage,
        change: Callable[[EmergencyCase], EmergencyCase | CaseRefused] = lambda before: before, *, why: str = "",
    ) -> EmergencyCase | CaseRefused:  # fmt: skip
        """Bring a case to a stage, from one from which that may be."""

        def stepped(before: EmergencyCase) -> EmergencyCase | CaseRefused:
            if before.stage not in BEFORE[stage]:
                return CaseRefused("stage", before)
            after = change(before)
            return after if isinstance(after, CaseRefused) else _reached(after, stage, stamp, why=why)

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
            if any(each.operation == str(stamp.operation) for each in before.history):
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


def _reached(case: EmergencyCase, stage: CaseStage, stamp: Stamp, *, why: str = "") -> EmergencyCase:
    """Return the case at a stage, with the step in its history; an officer who makes it has the case from then on."""
    step = CaseStep(at_ms=stamp.now_ms, stage=stage, operation=str(stamp.operation), by=stamp.by, why=why)
    by = stamp.by or case.by
    return replace(case, stage=stage, since_ms=stamp.now_ms, by=by, history=(*case.history, step))


def _ended(stamp: Stamp, *, was_collected: bool) -> Change:
    """Return what ends a case without anybody's press."""
    stage: CaseStage = "handed" if was_collected else "withdrawn"
    return lambda before: _reached(replace(before, visit=None), stage, stamp)


def _most(office: Office, case: EmergencyCase) -> int:
    """Return how many visits may be where a case's visit is: one outside a team's plan."""
    team: VisitTeam | None = team_named(office.teams, case.visit.team) if case.visit else None
    if team is None or case.visit is None or case.visit.day.isoweekday() not in team.days:
        return 1
    return team.visits if case.visit.hour in team.hours else 1
