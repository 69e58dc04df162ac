"""`#biaya`: what a passport costs today at this office."""

from __future__ import annotations

from datetime import date

from bot.arguments import no_arguments
from bot.commands import ShowFees
from bot.messages import Lines, Money, Reply, Words
from bot.offices import Fee, Office
from bot.products import product_words
from bot.routing import Request, Routes
from handlers.buttons import PAPERS, REGISTER

routes = Routes()

WORDS = ("biaya", "harga", "ongkos", "fees")


@routes.on(ShowFees, words=dict.fromkeys(WORDS, no_arguments(ShowFees)))
async def fees(request: Request, command: ShowFees) -> Reply:
    """Tell the fees of the day, and how they are paid."""
    return fees_reply(request.office, request.office.local(request.now_ms).date())


def fees_reply(office: Office, day: date) -> Reply:
    """Return what the products of an office cost on a date."""
    if not fees_of(office, day):
        return Reply(key="fees-none", choices=(PAPERS, REGISTER))
    return Reply(key="fees", values={"fees": fee_lines(office, day)}, choices=(PAPERS, REGISTER))


def fee_lines(office: Office, day: date) -> Lines:
    """Tell each product with its fee on a date."""
    return Lines(tuple(map(_line, fees_of(office, day))))


def fees_of(office: Office, today: date) -> list[Fee]:
    """Return the fee of each product that holds today: the latest one that has begun."""
    begun = sorted((fee for fee in office.fees if fee.since <= today), key=lambda fee: fee.since)
    latest = {fee.product: fee for fee in begun}
    return [latest[product] for product in dict.fromkeys(fee.product for fee in office.fees) if product in latest]


def _line(fee: Fee) -> Words:
    key = "fee-line" if fee.rupiah else "fee-line-free"
    return Words(key, {"product": product_words(fee.product), "fee": Money(fee.rupiah)})
