"""What an officer does with the person at the desk: papers, photo, passport; and how to undo it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from msgspec.structs import replace

from bot.choices import LONGEST_ID, word_choice
from bot.commands import Category
from bot.desk_reasons import REASONS, reason_words
from bot.desk_words import Said, completed, photographed, sent_back, undone
from bot.lane_arguments import (
    CHOOSING,
    WITHOUT_CODE,
    complete_arguments,
    give_out_arguments,
    person_arguments,
    photo_arguments,
    send_back_arguments,
    undo_arguments,
    walk_in_arguments,
)
from bot.lane_commands import Complete, GiveOut, NameWalkIn, Photographed, SendBack, SitDown, UndoStep
from bot.lanes import Desk
from bot.messages import Choice, Lines, Reply, Value, Words
from bot.offices import Fee
from bot.routing import Routes, StaffRequest
from bot.seats import AT_A_DESK
from bot.staff import LEADERS
from bot.visit_values import COLLECTION_PAPERS, Application, StepRefused, Ticket
from handlers.fees import fees_of
from handlers.staff.desk_cards import needs_name, press, station_before
from handlers.staff.lanes import with_person
from handlers.staff.orders import ask, noted
from handlers.staff.payments import facts, refused_reply, stamp_of
from handlers.staff.word_previews import product_name

routes = Routes()


@routes.for_staff(SitDown, roles=AT_A_DESK, words={"datang": person_arguments(SitDown)})
async def sit_down(request: StaffRequest, command: SitDown) -> Reply:
    """Note that who was called has come."""

    async def step(desk: Desk, ticket: Ticket) -> Said:
        await request.bookings.visits.desk_work.sit_down(request.office, desk, stamp_of(request), number=ticket.number)
        return Said(Words("staff-desk-came", {"number": ticket.number}))

    return await with_person(request, command, "datang", step)


@routes.for_staff(NameWalkIn, roles=AT_A_DESK, words={"pemohon": walk_in_arguments})
async def name_walk_in(request: StaffRequest, command: NameWalkIn) -> Reply:
    """Note who somebody is that came without a booking; a booking's name is not changed."""

    async def step(desk: Desk, ticket: Ticket) -> Said:
        await request.bookings.visits.applications.identify(
            request.office, ticket.code, stamp_of(request),
            name=command.name, birth_date=command.birth_date, phone=command.phone,
        )  # fmt: skip
        key = "staff-desk-named-phone" if command.phone else "staff-desk-named"
        return Said(Words(key, {"number": ticket.number}))

    return await with_person(request, command, "pemohon", step)


@routes.for_staff(Complete, roles=AT_A_DESK, words={"lengkap": complete_arguments})
async def complete(request: StaffRequest, command: Complete) -> Reply:
    """Give the person a number for the counter; before, ask what is applied for."""

    async def step(desk: Desk, ticket: Ticket) -> Said | Reply:
        application = await _application(request, ticket)
        if needs_name(application, station_before(request, desk, ticket)):
            return Said(Words("staff-desk-who", {"number": ticket.number}), is_refused=True)
        if not command.product or not command.category:
            return _ask_what(request, ticket, command)
        done = await request.bookings.visits.desk_work.complete(
            request.office, desk, stamp_of(request),
            product=command.product, category=command.category, number=ticket.number,
        )  # fmt: skip
        return completed(done)

    return await with_person(request, command, "lengkap", step)


@routes.for_staff(SendBack, roles=AT_A_DESK, words={"kembalikan": send_back_arguments})
async def send_back(request: StaffRequest, command: SendBack) -> Reply:
    """Send the person back for what is missing, or ask what that is."""

    async def step(desk: Desk, ticket: Ticket) -> Said | Reply:
        if command.is_choosing or not command.reasons:
            return _ask_reasons(ticket, command)
        done = await request.bookings.visits.desk_work.send_back(
            request.office, desk, stamp_of(request), reasons=command.reasons, number=ticket.number
        )
        return sent_back(done.application)

    return await with_person(request, command, "kembalikan", step)


@routes.for_staff(Photographed, roles=AT_A_DESK, words={"foto": photo_arguments})
async def note_photo(request: StaffRequest, command: Photographed) -> Reply:
    """Let the person go with the bill; before, ask for its code."""

    async def step(desk: Desk, ticket: Ticket) -> Said | Reply:
        fee = _fee(request, await _application(request, ticket))
        if fee and fee.rupiah and not command.billing_code and not command.is_without_code:
            without = press("choice-desk-without-code", "foto", ticket.number, WITHOUT_CODE)
            return Reply(key="staff-desk-bill", values={"number": ticket.number}, choices=(without,))
        done = await request.bookings.visits.desk_work.photographed(
            request.office, desk, stamp_of(request), billing_code=command.billing_code, number=ticket.number
        )
        return photographed(done.application)

    return await with_person(request, command, "foto", step)


@routes.for_staff(GiveOut, roles=AT_A_DESK, words={"diambil": give_out_arguments})
async def give_out(request: StaffRequest, command: GiveOut) -> Reply:
    """Hand the passport over; before, tell which papers must have been shown by whom."""

    async def step(desk: Desk, ticket: Ticket) -> Said | Reply:
        if not command.collector:
            return _ask_collector(ticket)
        papers = COLLECTION_PAPERS[command.collector]
        await request.bookings.visits.desk_work.hand_over(
            request.office, desk, stamp_of(request),
            collector=command.collector, papers=papers, collector_name=command.name, number=ticket.number,
        )  # fmt: skip
        return Said(Words("desk-answer-handed-over"))

    return await with_person(request, command, "diambil", step)


@routes.for_staff(UndoStep, roles=LEADERS, words={"urungkan": undo_arguments})
async def undo(request: StaffRequest, command: UndoStep) -> Reply:
    """Take the last step of an application back, after a second press: the one that was shown before it."""
    applications = request.bookings.visits.applications
    before = await applications.find(request.office, command.code)
    if before is None:
        return refused_reply(StepRefused("unknown"))
    if not command.is_sure:
        await noted(request, f"urungkan {before.code}")
        asked = Reply(key="staff-undo-ask", values={**facts(before), "reason": command.why})
        return await ask(request, asked, then=replace(command, shown=before.steps))
    try:
        after = await applications.undo(
            request.office, command.code, stamp_of(request), why=command.why, shown=command.shown
        )
    except StepRefused as refused:
        return refused_reply(refused)
    await noted(request, f"urungkan {after.code}", before=before.stage, after=f"{after.stage}: {command.why}")
    return Reply(key="staff-undone", values={"said": undone(after).words})


async def _application(request: StaffRequest, ticket: Ticket) -> Application:
    found = await request.bookings.visits.applications.find(request.office, ticket.code)
    if found is None:
        raise StepRefused("unknown")
    return found


def _fee(request: StaffRequest, application: Application) -> Fee | None:
    return request.office.fee(application.product, request.office.local(request.now_ms).date())


def _ask_what(request: StaffRequest, ticket: Ticket, command: Complete) -> Reply:
    """Ask for the product, then for the category."""
    if command.product:
        # locale: choice-papers-adult, choice-papers-replacement, choice-papers-child, choice-papers-migrant-worker
        # locale: choice-papers-pilgrim, choice-papers-lost
        choices = (
            press(f"choice-papers-{each}", "lengkap", ticket.number, command.product, each)
            for each in get_args(Category)
        )
        return _fitting("staff-desk-which-category", ticket, choices)
    products = [fee.product for fee in fees_of(request.office, request.office.local(request.now_ms).date())]
    return _fitting("staff-desk-which-product", ticket, (_product(ticket, each) for each in products))


def _product(ticket: Ticket, product: str) -> Choice:
    id = word_choice("lengkap", f"{ticket.number} {product}")
    return Choice(id=id, label="choice-desk-product", values={"product": product_name(product)})


def _fitting(key: str, ticket: Ticket, choices: Iterator[Choice]) -> Reply:
    """Return a question with its buttons; what is too long for one is written, as the text says."""
    short = tuple(each for each in choices if len(each.id.encode()) <= LONGEST_ID)
    return Reply(key=key, values={"number": ticket.number}, choices=short)


def _ask_reasons(ticket: Ticket, command: SendBack) -> Reply:
    """Show the usual reasons by their numbers; each press marks one more, the last one sends back."""
    chosen = [str(n) for n, each in enumerate(REASONS, start=1) if each in command.reasons]
    lines = Lines(tuple(_reason(n, each, command) for n, each in enumerate(REASONS, start=1)))
    values: dict[str, Value] = {"number": ticket.number, "reasons": lines}
    more = [
        Choice(
            id=word_choice("kembalikan", f"{ticket.number} {CHOOSING} {','.join([*chosen, str(n)])}"),
            label="choice-reason", values={"number": n},
        )
        for n, each in enumerate(REASONS, start=1) if each not in command.reasons
    ]  # fmt: skip
    if not chosen:
        return Reply(key="staff-desk-reasons", values=values, choices=tuple(more))
    send = press("choice-desk-send-back", "kembalikan", ticket.number, ",".join(chosen))
    return Reply(key="staff-desk-reasons", values=values, choices=(send, *more))


def _reason(position: int, reason: str, command: SendBack) -> Words:
    key = "staff-desk-reason-chosen" if reason in command.reasons else "staff-desk-reason"
    return Words(key, {"number": position, "reason": reason_words(reason)})


def _ask_collector(ticket: Ticket) -> Reply:
    # locale: desk-collector-applicant, desk-collector-family, desk-collector-other
    # locale: desk-paper-payment, desk-paper-id_card, desk-paper-family_card, desk-paper-authority
    lines = [
        Words("staff-desk-collector", {"who": Words(f"desk-collector-{who}"), "papers": _papers(papers)})
        for who, papers in COLLECTION_PAPERS.items()
    ]
    values: dict[str, Value] = {"number": ticket.number, "collectors": Lines(tuple(lines))}
    alone = press("choice-desk-alone", "diambil", ticket.number, "sendiri")
    return Reply(key="staff-desk-collectors", values=values, choices=(alone,))


def _papers(papers: tuple[str, ...]) -> Lines:
    return Lines(tuple(Words(f"desk-paper-{each}") for each in papers), ", ")
