"""`#bayar`: the sender's own bill; who has none is told what a passport costs."""

from __future__ import annotations

from bot.application_notices import stage_reply
from bot.arguments import no_arguments
from bot.routing import Answer, Request, Routes
from bot.visit_commands import ShowBill
from bot.visit_values import Stage
from handlers.fees import fees_reply
from handlers.own_applications import own_applications

routes = Routes()

WORDS = ("bayar", "tagihan", "kode bayar", "kode billing", "bill")
ABOUT_MONEY: frozenset[Stage] = frozenset(("awaiting_payment", "bill_lapsed", "paid", "in_production"))


@routes.on(ShowBill, words=dict.fromkeys(WORDS, no_arguments(ShowBill)))
async def show(request: Request, command: ShowBill) -> Answer:
    """Tell the bill of each of the sender's applications, or that it is paid."""
    office, mine = request.office, await own_applications(request)
    bills = [stage_reply(each, office) for each in mine if each.stage in ABOUT_MONEY]
    return bills or fees_reply(office, office.local(request.now_ms).date())
