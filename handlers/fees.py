"""`#biaya`: what a passport costs today at this office."""

from __future__ import annotations

from datetime import date

from bot.arguments import no_arguments
from bot.commands import ShowFees
from bot.messages import Lines, Money, Reply, Value, Words
from bot.offices import Fee, Office
from bot.routing import Request, Routes
from handlers.buttons import PAPERS, REGISTER

routes = Routes()

WORDS = ("biaya", "bayar", "harga", "ongkos", "fees")

# Products whose names are in the locale files; another one is shown by the office's own name for it.
# locale: product-plain-5-years, product-plain-10-years, product-electronic-5-years, product-electronic-10-years
# locale: product-same-day, product-migrant-worker-first, product-lost, product-damaged
NAMED = frozenset(
    {
        "plain-5-years", "plain-10-years", "electronic-5-years", "electronic-10-years",
        "same-day", "migrant-worker-first", "lost", "damaged",
    }
)  # fmt: skip


@routes.on(ShowFees, words=dict.fromkeys(WORDS, no_arguments(ShowFees)))
async def fees(request: Request, command: ShowFees) -> Reply:
    """Tell the fees of the day, and how they are paid."""
    today = request.office.local(request.now_ms).date()
    valid = fees_of(request.office, today)
    if not valid:
        return Reply(key="fees-none", choices=(PAPERS, REGISTER))
    return Reply(key="fees", values={"fees": Lines(tuple(map(_line, valid)))}, choices=(PAPERS, REGISTER))


def fees_of(office: Office, today: date) -> list[Fee]:
    """Return the fee of each product that holds today: the latest one that has begun."""
    begun = sorted((fee for fee in office.fees if fee.since <= today), key=lambda fee: fee.since)
    latest = {fee.product: fee for fee in begun}
    return [latest[product] for product in dict.fromkeys(fee.product for fee in office.fees) if product in latest]


def _line(fee: Fee) -> Words:
    product: Value = Words(f"product-{fee.product}") if fee.product in NAMED else fee.product
    key = "fee-line" if fee.rupiah else "fee-line-free"
    return Words(key, {"product": product, "fee": Money(fee.rupiah)})
