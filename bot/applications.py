"""The way of a passport from stage to stage: each step made once, from where it may be made, with who made it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import date

from msgspec.structs import replace

from bot.application_steps import (
    billed,
    collected,
    completed,
    due_ms,
    figures_of,
    freed_papers,
    paid,
    papers_of,
    reached,
    ready,
    renumbered,
    sent_back,
    undone,
)
from bot.codes import read_code
from bot.lanes import STATIONS, Station
from bot.offices import Fee, Office
from bot.store.applications import Advance, ApplicationRecords
from bot.store.client import Client
from bot.store.operations import Stamp
from bot.store.sealing import Sealer
from bot.store.tickets import Tickets
from bot.visit_values import (
    AT_STATION,
    Application,
    Collector,
    Happening,
    Stage,
    StepRefused,
    may_follow,
    may_wait,
)

Change = Callable[[Application], Application]
IsIt = Callable[[Happening], bool]


class Applications:
    """The applications of all offices. Codes may be canonical or compact; every step raises StepRefused.

    The same operation again returns what it made, and changes nothing. Whoever makes a step, a number that waits for
    what the application does not need any more is taken out of its line.
    """

    def __init__(self, client: Client, sealer: Sealer) -> None:
        self._records = ApplicationRecords(client, sealer)
        self._tickets = Tickets(client)

    async def find(self, office: Office, code: str) -> Application | None:
        """Return an application."""
        return (await self._records.read(office, code.replace("-", "")))[1]

    async def by_bill(self, office: Office, number: str) -> Application | None:
        """Return the application that a billing code or a proof of payment belongs to."""
        code = await self._records.with_paper(office, number)
        return await self.find(office, code) if code else None

    async def at(self, office: Office, stage: Stage, *, due_until_ms: int | None = None) -> Sequence[Application]:
        """Return the applications at a stage of which something is due until an instant, see `due_ms`; those first."""
        return await self._records.at(office, stage, until_ms=due_until_ms)

    async def begin(self, office: Office, application: Application, stamp: Stamp) -> Application:
        """Keep a new application, whose person has arrived; one that is there already stays as it is."""
        new = reached(application, "arrived", stamp)
        kept = await self._put(office, None, new, stamp, version=0)
        return new if kept is Advance.OK else await self.find(office, new.compact) or new

    async def identify(
        self, office: Office, code: str, stamp: Stamp, *, name: str, birth_date: date | None = None, phone: str = ""
    ) -> Application:
        """Note who a walk-in is; the stage stays. Nobody takes the place of who has booked."""

        def change(before: Application) -> Application:
            if before.name and not before.ground:
                raise StepRefused("named", stage=before.stage)
            return replace(before, name=name, birth_date=birth_date or before.birth_date, phone=phone or before.phone)

        return await self._change(office, code, stamp, change)

    async def arrive_again(self, office: Office, code: str, stamp: Stamp) -> Application:
        """Receive who was sent back, with the papers that were missing: with priority."""
        return await self._step(office, code, stamp, "arrived", lambda before: replace(before, is_priority=True))

    async def sit_down(self, office: Office, code: str, stamp: Stamp, *, station: Station) -> Application:
        """Note that the person sits at Customer Service or at the counter; there already, nothing changes."""
        stage = AT_STATION.get(station)
        before = await self._known(office, code)
        if stage is None or before.stage == stage:
            return before
        return await self._step(office, code, stamp, stage, lambda before: before)

    async def complete(self, office: Office, code: str, stamp: Stamp, *, product: str, category: str) -> Application:
        """Note that the papers are complete, with what is applied for; the counter is next."""
        return await self._step(
            office, code, stamp, "counter",
            lambda before: completed(before, office, stamp, product=product, category=category),
        )  # fmt: skip

    async def send_back(
        self, office: Office, code: str, stamp: Stamp, *, reasons: Sequence[str], station: Station | None = None
    ) -> Application:
        """Send somebody back for what is missing; within the office's days they come back with priority.

        `station` is where they are; left out, anywhere.
        """
        return await self._step(
            office, code, stamp, "sent_back",
            lambda before: sent_back(before, office, stamp, reasons=reasons, station=station),
        )  # fmt: skip

    async def photographed(
        self, office: Office, code: str, stamp: Stamp, *, product: str = "", billing_code: str = ""
    ) -> Application:
        """Note that interview and photo are done: the bill is next, or nothing when the product is free."""
        fee = _fee(office, await self._known(office, code), stamp, product=product)
        if not fee.rupiah:
            return await self._step(
                office, code, stamp, "paid",
                lambda before: paid(replace(before, product=fee.product, amount=0), office, stamp, proof=""),
            )  # fmt: skip
        return await self._step(
            office, code, stamp, "awaiting_payment",
            lambda before: billed(before, office, stamp, fee=fee, billing_code=billing_code),
        )  # fmt: skip

    async def rebill(self, office: Office, code: str, stamp: Stamp, *, billing_code: str) -> Application:
        """Make another bill for one that has lapsed, at the fee of today."""

        def change(before: Application) -> Application:
            if before.stage != "bill_lapsed":
                raise StepRefused("stage", stage=before.stage)
            return billed(before, office, stamp, fee=_fee(office, before, stamp), billing_code=billing_code)

        return await self._step(office, code, stamp, "awaiting_payment", change)

    async def renumber(self, office: Office, code: str, stamp: Stamp, *, billing_code: str) -> Application:
        """Note the billing code of a bill that waits, when it was not known or another one; the stage stays."""
        return await self._change(office, code, stamp, lambda before: renumbered(before, billing_code=billing_code))

    async def paid(self, office: Office, code: str, stamp: Stamp, *, proof: str) -> Application:
        """Note that the bill is paid, with the proof number (NTPN); the passport is ready some working days later."""
        if not proof.strip():
            raise StepRefused("proof")
        return await self._step(
            office, code, stamp, "paid", lambda before: paid(before, office, stamp, proof=proof.strip())
        )

    async def in_production(self, office: Office, code: str, stamp: Stamp) -> Application:
        """Note that the passport is being made."""
        return await self._step(office, code, stamp, "in_production", lambda before: before)

    async def ready(self, office: Office, code: str, stamp: Stamp) -> Application:
        """Note that the passport can be collected, for a month."""
        return await self._step(office, code, stamp, "ready", lambda before: ready(before, office, stamp))

    async def lapse(self, office: Office, code: str, stamp: Stamp) -> Application:
        """Let a bill lapse whose deadline has passed."""

        def change(before: Application) -> Application:
            if stamp.now_ms < before.bill_deadline_ms:
                raise StepRefused("stage", stage=before.stage, found="not due yet")
            return before

        return await self._step(office, code, stamp, "bill_lapsed", change)

    async def expire(self, office: Office, code: str, stamp: Stamp) -> Application:
        """Cancel a passport that nobody has collected."""

        def change(before: Application) -> Application:
            if before.collect_until and office.local(stamp.now_ms).date() <= before.collect_until:
                raise StepRefused("stage", stage=before.stage, found="not due yet")
            return before

        return await self._step(office, code, stamp, "expired", change)

    async def collected(
        self, office: Office, code: str, stamp: Stamp, *,
        collector: Collector, papers: Sequence[str], collector_name: str = "",
    ) -> Application:  # fmt: skip
        """Note who has taken the passport away, and with which papers."""
        return await self._step(
            office, code, stamp, "collected",
            lambda before: collected(before, collector=collector, papers=papers, name=collector_name),
        )  # fmt: skip

    async def undo(
        self, office: Office, code: str, stamp: Stamp, *, why: str, shown: int | None = None
    ) -> Application:  # fmt: skip
        """Take the last step back, with the reason: the one that was `shown`, by the application's `steps` then.

        Who may do that is the caller's to check: a supervisor.
        """
        if not why.strip():
            raise StepRefused("reason")

        def change(before: Application) -> Application:
            return undone(before, stamp, why=why.strip(), shown=shown)

        after = await self._change(office, code, stamp, change, is_it=lambda each: bool(each.why))
        await self._leave_lines(office, after, stamp)
        return after

    async def _step(self, office: Office, code: str, stamp: Stamp, stage: Stage, change: Change) -> Application:
        """Bring an application to a stage, from one from which that may be; there already, it stays as it is."""

        def stepped(before: Application) -> Application:
            if before.stage == stage:
                return before
            if not may_follow(before.stage, stage):
                raise StepRefused("stage", stage=before.stage, found=stage)
            return reached(change(before), stage, stamp)

        after = await self._change(office, code, stamp, stepped, is_it=lambda each: each.stage == stage)
        await self._leave_lines(office, after, stamp)
        return after

    async def _leave_lines(self, office: Office, application: Application, stamp: Stamp) -> None:
        """Take numbers out of line that wait for what the application does not need any more."""
        others = [station for station in STATIONS if not may_wait(application.stage, station)]
        await asyncio.gather(
            *(self._tickets.withdraw(office, application.compact, station, stamp) for station in others)
        )  # fmt: skip

    async def _change(
        self, office: Office, code: str, stamp: Stamp, change: Change, *, is_it: IsIt | None = None
    ) -> Application:
        """Change an application, unless the same operation has left its trace before: the step that `is_it`."""
        while True:  # each round that fails is one in which somebody else's step was made
            version, before = await self._records.read(office, code.replace("-", ""))
            if before is None:
                raise StepRefused("unknown", found=code)
            own = [each for each in before.history if each.operation == str(stamp.operation)]
            if is_it is not None and any(is_it(each) for each in own):
                return before
            after = change(before)
            if after == before or await self._put(office, before, after, stamp, version=version) is Advance.OK:
                return after

    async def _put(
        self, office: Office, before: Application | None, after: Application, stamp: Stamp, *, version: int
    ) -> Advance:
        answer = await self._records.put(
            office, before, after, version=version, due_ms=due_ms(office, after), papers=papers_of(after),
            freed=freed_papers(before, after), figures=figures_of(before, after), now_ms=stamp.now_ms,
        )  # fmt: skip
        if answer.outcome is Advance.TAKEN:
            raise StepRefused("bill_taken", stage=after.stage, found=read_code(answer.owner).code)
        return answer.outcome

    async def _known(self, office: Office, code: str) -> Application:
        application = await self.find(office, code)
        if application is None:
            raise StepRefused("unknown", found=code)
        return application


def _fee(office: Office, application: Application, stamp: Stamp, *, product: str = "") -> Fee:
    wanted = product or application.product
    fee = office.fee(wanted, office.local(stamp.now_ms).date())
    if fee is None:
        raise StepRefused("no_product", stage=application.stage, found=wanted)
    return fee
