"""`/biaya` for officers: what each product costs, and from which day on another amount."""

from __future__ import annotations

from bot.messages import Day, Lines, Money, Reply, Value, Words
from bot.offices import Fee, Office
from bot.own_words import OwnWords, fee_slot, with_fee
from bot.products import product_words
from bot.routing import Answer, Routes, StaffRequest
from bot.staff import EVERYONE, LEADERS
from bot.words_arguments import biaya_arguments
from bot.words_commands import AddFee, ListFees
from handlers.fees import fees_of
from handlers.staff.orders import ask
from handlers.staff.rewording import office_after, reworded, same, today
from handlers.staff.word_previews import order_of, preview, product_name

routes = Routes()


@routes.for_staff(ListFees, roles=EVERYONE, words={"biaya": biaya_arguments})
async def list_fees(request: StaffRequest, command: ListFees) -> Reply:
    """Tell the fees in force, and those to come."""
    day = today(request)
    coming = sorted((fee for fee in request.office.fees if fee.since > day), key=lambda fee: fee.since)
    lines = [Words("staff-fee-line", _values(fee)) for fee in fees_of(request.office, day)]
    lines += [Words("staff-fee-coming", _values(fee)) for fee in coming]
    return Reply(key="staff-fees", values={"fees": Lines(tuple(lines))}) if lines else Reply(key="staff-fees-none")


@routes.for_staff(AddFee, roles=LEADERS)
async def add_fee(request: StaffRequest, command: AddFee) -> Answer:
    """Show a fee as it is and as it will be; a second press lets it count from its day on."""
    fee, slot = command.fee, fee_slot(command.fee.product)

    def rewords(words: OwnWords, office: Office) -> OwnWords:
        return with_fee(words, fee)

    if not command.is_sure:
        after = await office_after(request, rewords)
        if after is None:
            return same(slot)
        shown = preview(after, slot, now_ms=request.now_ms, day=fee.since)
        asked = Reply(key="staff-fee-ask", values={**_values(fee), "before": _before(request.office, fee)})
        return [shown, await ask(request, asked, then=command)]
    if await reworded(request, slot, rewords) is None:
        return same(slot)
    return Reply(key="staff-fee-changed", values={**_values(fee), "order": order_of(slot)})


def _values(fee: Fee) -> dict[str, Value]:
    return {
        "name": product_name(fee.product),
        "product": product_words(fee.product),
        "fee": Money(fee.rupiah),
        "date": Day(fee.since, "date"),
    }


def _before(office: Office, fee: Fee) -> Value:
    """Return what the product would cost on that day without the new fee."""
    valid = next((each for each in fees_of(office, fee.since) if each.product == fee.product), None)
    return Money(valid.rupiah) if valid else Words("staff-fee-none")
