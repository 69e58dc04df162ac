"""`/blokir` and `/lepas`: who may not book, and who may again; both after a second press."""

from __future__ import annotations

from datetime import time, timedelta

from msgspec.structs import replace

from bot.booking_values import Block
from bot.desk_arguments import blokir_arguments, lepas_arguments
from bot.desk_commands import BlockPerson, UnblockPerson, Whom
from bot.messages import Day, Reply, Value, Words
from bot.names import masked_name
from bot.phones import masked
from bot.routing import Routes, StaffRequest
from bot.staff import LEADERS
from handlers.staff.orders import ask, noted
from handlers.staff.search import booking_of, code_unknown

routes = Routes()


@routes.for_staff(BlockPerson, roles=LEADERS, words={"blokir": blokir_arguments})
async def block(request: StaffRequest, command: BlockPerson) -> Reply:
    """Keep a number or a person from booking, after a second press; what is booked stays."""
    whom = await _known(request, command.whom)
    if whom is None:
        return code_unknown(request, command.whom.code)
    until: Value = Day(command.until) if command.until else Words("staff-block-for-good")
    values: dict[str, Value] = {"who": shown(whom), "reason": command.reason, "until": until}
    if not command.is_sure:
        return await ask(request, Reply(key="staff-block-ask", values=values), then=replace(command, whom=whom))
    kept = Block(reason=command.reason, until=command.until)
    await request.staffroom.blocks.put(_fingerprint(request, whom), kept, ends_ms=_ends_ms(request, command))
    await noted(request, f"blokir {shown(whom)}", after=command.reason)
    return Reply(key="staff-blocked", values=values)


@routes.for_staff(UnblockPerson, roles=LEADERS, words={"lepas": lepas_arguments})
async def unblock(request: StaffRequest, command: UnblockPerson) -> Reply:
    """Let a number or a person book again, after a second press: neither a block nor a cool-down is left."""
    whom = await _known(request, command.whom)
    if whom is None:
        return code_unknown(request, command.whom.code)
    fingerprint = _fingerprint(request, whom)
    before = await request.staffroom.blocks.of(fingerprint)
    values: dict[str, Value] = {"who": shown(whom), "reason": command.reason}
    if not command.is_sure:
        obstacle = await _obstacle(request, fingerprint, before)
        if obstacle is None:
            return Reply(key="staff-not-blocked", values=values)
        asked = Reply(key="staff-unblock-ask", values={**values, "obstacle": obstacle})
        return await ask(request, asked, then=replace(command, whom=whom))
    await noted(request, f"lepas {shown(whom)}", before=before.reason if before else "", after=command.reason)
    await request.staffroom.blocks.lift(fingerprint)
    await request.bookings.claims.pardon(fingerprint, now_ms=request.now_ms)
    return Reply(key="staff-unblocked", values=values)


def shown(whom: Whom) -> str:
    """Return who is meant as every officer may see it."""
    return masked(whom.phone) if whom.phone else masked_name(whom.name)


async def _obstacle(request: StaffRequest, fingerprint: str, block: Block | None) -> Words | None:
    """Return what keeps somebody from booking; None for nothing."""
    if block is not None:
        return Words("staff-obstacle-block", {"reason": block.reason})
    cools_down = await request.bookings.claims.cools_down(fingerprint, now_ms=request.now_ms)
    return Words("staff-obstacle-cool-down") if cools_down else None


async def _known(request: StaffRequest, whom: Whom) -> Whom | None:
    """Return the number or, where there is none, the person of the booking that is named; None: no such booking."""
    if not whom.code:
        return whom
    booking = await booking_of(request, whom.code)
    if booking is None:
        return None
    return Whom(phone=booking.phone) if booking.phone else Whom(name=booking.name, birth_date=booking.birth_date)


def _fingerprint(request: StaffRequest, whom: Whom) -> str:
    if whom.birth_date is None:
        return request.bookings.records.number_fingerprint(whom.phone)
    return request.bookings.records.person_fingerprint(whom.name, whom.birth_date)


def _ends_ms(request: StaffRequest, command: BlockPerson) -> int:
    """Return the end of the last day of a block, 0 for none."""
    if command.until is None:
        return 0
    return int(request.office.at(command.until + timedelta(days=1), time()).timestamp() * 1000)
