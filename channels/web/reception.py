"""What a kiosk does with a code or a category: the lobby's answer in words, and a paper that comes out once it can."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

import structlog
from msgspec import Struct

from bot.codes import find_code
from bot.engine.wording import Wording
from bot.messages import Day, Language, Moment, Value, Words
from bot.offices import Office
from bot.store.operations import Operation, Stamp
from bot.ticket_links import TicketLinks, id_in
from bot.visit_values import Application, Arrived, Standing, Ticket, TurnedAway
from bot.visits import Visits
from channels.web.printing import Printer, PrinterFailed
from channels.web.slips import desk_of, escpos, picture, slip

log = structlog.get_logger()


class Received(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the screen shows. `number` is "" for who gets none; `title` and `lines` say why, or where one stands.

    `paper`: "printed" by the kiosk's printer, "failed" there, "here": the browser prints it, "none": there is none.
    What it prints then is here too: `office`, `hint`, `at`, and the QR as a picture, which the screen shows as well.
    """

    title: str
    lines: tuple[str, ...]
    number: str = ""
    paper: Literal["printed", "failed", "here", "none"] = "none"
    office: str = ""
    hint: str = ""
    at: str = ""
    qr: str = ""


class Reception:
    """The kiosks of one office. Words are in the language that is chosen at the kiosk."""

    def __init__(
        self, visits: Visits, wording: Wording, *,
        links: TicketLinks, office: Callable[[], Office], clock: Callable[[], int],
    ) -> None:  # fmt: skip
        self._visits = visits
        self._wording = wording
        self._links = links
        self._office = office
        self._clock = clock

    async def arrive(self, text: str, press: str, printer: Printer | None, language: Language) -> Received:
        """Give who shows a code, or the address on a paper of today, their number; the same press once."""
        reading, id = find_code(text), id_in(text)
        code = await self._code_of(id) if id else reading.code
        if not code or (reading.kind == "mistyped" and not id):
            # locale: kiosk-refused-mistyped, kiosk-refused-no-code
            key = "kiosk-refused-mistyped" if reading.kind == "mistyped" else "kiosk-refused-no-code"
            return self._refused(key, {}, language)
        arrived = await self._visits.lobby.arrive(self._office(), code, self._stamp(press), prints=True)
        return await self._answered(arrived, printer, language)

    async def walk_in(self, category: str, press: str, printer: Printer | None, language: Language) -> Received:
        """Give somebody without a booking a number of a category."""
        arrived = await self._visits.lobby.walk_in(self._office(), category, self._stamp(press), prints=True)
        return await self._answered(arrived, printer, language)

    async def again(self, number: str, printer: Printer | None, language: Language) -> Received:
        """Print the paper of a ticket of today that is in hand."""
        office, now_ms = self._office(), self._clock()
        ticket = await self._visits.lobby.ticket(office, number, now_ms=now_ms)
        application = await self._visits.applications.find(office, ticket.code) if ticket else None
        if ticket is None or application is None:
            return self._refused("kiosk-refused-unknown", {}, language)
        standing = await self._visits.lobby.standing(office, ticket, now_ms=now_ms)
        return await self._shown(standing, application, printer, language)

    async def printed(self, number: str, *, day: date | None = None) -> None:
        """Let a ticket of a date (left out: today's) wait whose paper is out, or whose owner goes without one.

        Again is harmless.
        """
        # what happens is known by the number alone, so the operation needs no press
        await self._visits.lobby.printed(self._office(), number, self._stamp("printed"), day=day)

    async def _code_of(self, id: str) -> str:
        office, now_ms = self._office(), self._clock()
        named = self._links.read(office, id)
        if named is None or named[1] != office.local(now_ms).date():
            return ""
        ticket = await self._visits.lobby.ticket(office, named[0], now_ms=now_ms)
        return ticket.code if ticket else ""

    async def _answered(
        self, arrived: Arrived | TurnedAway, printer: Printer | None, language: Language
    ) -> Received:  # fmt: skip
        if isinstance(arrived, TurnedAway):
            return self._turned_away(arrived, language)
        return await self._shown(arrived.standing, arrived.application, printer, language)

    async def _shown(
        self, standing: Standing, application: Application, printer: Printer | None, language: Language
    ) -> Received:
        office, now_ms, ticket = self._office(), self._clock(), standing.ticket
        if ticket.state not in ("printing", "waiting"):
            return self._called(ticket, language)
        url = self._links.url(office, ticket.number, office.local(now_ms).date())
        paper = slip(office, standing, application, self._wording, language=language, url=url, now_ms=now_ms)
        outcome: Literal["printed", "failed", "here"] = "here"
        if printer is not None:
            outcome = await self._put_on_paper(printer, await asyncio.to_thread(escpos, paper))
        if outcome == "printed":
            await self.printed(ticket.number, day=office.local(ticket.arrived_ms).date())
        return Received(
            title=self._wording("kiosk-your-number", {}, language), lines=paper.lines, number=ticket.number,
            paper=outcome, office=paper.office, hint=paper.hint, at=paper.at, qr=picture(paper.content),
        )  # fmt: skip

    async def _put_on_paper(self, printer: Printer, paper: bytes) -> Literal["printed", "failed"]:
        try:
            await printer.print(paper)
        except PrinterFailed as failed:
            log.warning("kiosk.not_printed", reason=failed.reason)
            return "failed"
        return "printed"

    def _called(self, ticket: Ticket, language: Language) -> Received:
        if ticket.state not in ("called", "serving"):
            return self._refused("kiosk-refused-over", {"number": ticket.number}, language)
        values: Mapping[str, Value] = {"number": ticket.number, "desk": desk_of(self._office(), ticket)}
        title, *lines = self._wording("kiosk-called", values, language).split("\n")
        return Received(title=title, lines=tuple(lines), number=ticket.number)

    def _turned_away(self, turned: TurnedAway, language: Language) -> Received:
        # locale: kiosk-refused-unknown, kiosk-refused-other-office, kiosk-refused-cancelled, kiosk-refused-lapsed
        # locale: kiosk-refused-held, kiosk-refused-no-show, kiosk-refused-wrong-day, kiosk-refused-too-early
        # locale: kiosk-refused-too-late, kiosk-refused-not-ready, kiosk-refused-ended, kiosk-refused-no-category
        # locale: kiosk-refused-full, kiosk-refused-no-lane, kiosk-refused-bill-lapsed, kiosk-refused-late
        values: dict[str, Value] = {"from": Moment(turned.from_ms)}
        if turned.booking is not None:
            values["date"] = Day(turned.booking.day)
        if turned.application is not None:
            values["stage"] = Words(f"stage-{turned.application.stage}")
        return self._refused(f"kiosk-refused-{turned.reason.replace('_', '-')}", values, language)

    def _refused(self, key: str, values: Mapping[str, Value], language: Language) -> Received:
        title, *lines = self._wording(key, values, language).split("\n")
        return Received(title=title, lines=tuple(lines))

    def _stamp(self, press: str) -> Stamp:
        return Stamp(operation=Operation(f"kiosk/{press}", 0), now_ms=self._clock())
