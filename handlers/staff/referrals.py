"""`/surat`: the office's own letter for a patient who is referred abroad; made out once, then copied, or withdrawn."""

from __future__ import annotations

from msgspec.structs import replace

from bot.emergencies import HELPERS, CaseRefused
from bot.messages import Day, Media, Reply, Value
from bot.referral_arguments import surat_arguments
from bot.referral_commands import MakeReferral, WithdrawReferral
from bot.referrals import LETTERED, Referral, ReferralPaper, text_of
from bot.routing import Routes, StaffRequest
from bot.staff import LEADERS
from handlers.staff.emergencies import refused, told_apart, unknown
from handlers.staff.orders import ask, noted

routes = Routes()


@routes.for_staff(MakeReferral, roles=HELPERS, words={"surat": surat_arguments})
async def make(request: StaffRequest, command: MakeReferral) -> Reply:
    """Make out the letter of a case that was accepted; of one that has it, a copy that is marked as such."""
    office, referrals = request.office, request.staffroom.referrals
    case = await request.bookings.visits.emergencies.find(office, command.number)
    if case is None:
        return unknown(command.number)
    if case.stage not in LETTERED:
        return refused(command.number, CaseRefused("stage", case))
    text = text_of(case, officer=request.member.name)
    referral, is_new = await referrals.issue(office, text, operation=request.operation, now_ms=request.now_ms)
    copy = 0 if is_new else await referrals.copy(office, referral, operation=request.operation)
    await noted(request, f"surat {case.number}", after=_shown(referral, copy))
    key = "staff-referral-copy" if copy else "staff-referral-made"
    values = {**_values(referral), "copy": str(copy)}
    return await told_apart(request, Reply(key=key, values=values, media=(_paper(request, referral, copy),)))


@routes.for_staff(WithdrawReferral, roles=LEADERS)
async def withdraw(request: StaffRequest, command: WithdrawReferral) -> Reply:
    """Withdraw the letter that a case has, after a second press: from then on the page says so."""
    office, referrals = request.office, request.staffroom.referrals
    if not command.is_sure:
        referral = await referrals.of_case(office, command.number)
        if referral is None:
            return Reply(key="staff-referral-none", values={"case": command.number})
        asked = Reply(key="staff-referral-withdraw-ask", values={**_values(referral), "why": command.why})
        return await ask(request, asked, then=replace(command, id=referral.id))
    referral = await referrals.find(office, command.id)
    if referral is None:
        return Reply(key="staff-referral-none", values={"case": command.number})
    await referrals.withdraw(office, referral, now_ms=request.now_ms)
    await noted(request, f"surat cabut {command.number}", before=_shown(referral, 0), after=command.why)
    return Reply(key="staff-referral-withdrawn", values=_values(referral))


def _paper(request: StaffRequest, referral: Referral, copy: int) -> Media:
    office = request.office
    url = f"{office.pages_url}/surat/{referral.id}" if office.pages_url else ""
    paper = ReferralPaper(referral=referral, office=office.name, address=office.address, url=url, copy=copy)
    return Media(kind="letter", content=paper.recipe())


def _values(referral: Referral) -> dict[str, Value]:
    return {"case": referral.text.case, "number": referral.full_number, "until": Day(referral.until)}


def _shown(referral: Referral, copy: int) -> str:
    return f"{referral.full_number}, salinan {copy}" if copy else referral.full_number
