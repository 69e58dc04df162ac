"""*Tanya petugas*: what the bot can't answer is put before the staff, on the applicant's word."""

from __future__ import annotations

from msgspec.structs import replace

from bot.choices import ask_staff_choice, word_choice
from bot.commands import AskStaff
from bot.inquiries import Inquiry, Kept
from bot.messages import Choice, Reply, Words
from bot.names import masked_name
from bot.phones import masked
from bot.routing import FrontDesk, Request, Routes
from handlers.buttons import HELP, SCHEDULE

routes = Routes()

TYPED = ("text", "edit")


@routes.on(AskStaff)
async def ask_staff(request: Request, command: AskStaff) -> Reply:
    """Put a message before the staff, if it is still kept; once, however often one presses."""
    desk = request.front_desk
    if desk is None:
        return Reply(key="inquiry-gone", choices=(SCHEDULE, HELP))
    chat, office = request.operation.chat, request.office.code
    inquiry = await desk.inquiries.ask(office, command.inquiry, chat=chat, now_ms=request.now_ms)
    if inquiry is None:
        return Reply(key="inquiry-gone", choices=(SCHEDULE, HELP))
    await _tell_staff(request, desk, command.inquiry, inquiry)
    return Reply(key="inquiry-asked")


async def offered(request: Request, text: str, reply: Reply) -> Reply:
    """Return the answer to a message that is not understood, with the way to the staff where they have a chat.

    While they are writing with this person, it goes to them at once.
    """
    desk = request.front_desk
    is_typed = request.event.kind in TYPED and not request.event.choice
    if desk is None or not is_typed or not desk.letters.can_reach_staff(request.office.code):
        return reply
    inquiry = await _inquiry(request, text)
    kept = await desk.inquiries.keep(
        request.office.code, inquiry, operation=request.operation, now_ms=request.now_ms
    )  # fmt: skip
    if kept.is_asked:
        await _tell_staff(request, desk, kept.id, inquiry)
        return Reply(key="inquiry-asked")
    return replace(reply, choices=(*reply.choices, _ask_button(kept)))


def answer_button(id: str) -> Choice:
    """Return the officer's *Balas*."""
    return Choice(id=word_choice("balas", id), label="choice-answer")


def sender(inquiry: Inquiry) -> Words:
    """Tell who asks, as far as it is known, masked."""
    if not inquiry.phone:
        return Words("inquiry-from-unknown")
    if not inquiry.name:
        return Words("inquiry-from-number", {"phone": inquiry.phone})
    return Words("inquiry-from", {"name": inquiry.name, "phone": inquiry.phone})


def _ask_button(kept: Kept) -> Choice:
    return Choice(id=ask_staff_choice(kept.id), label="choice-ask-staff")


async def _inquiry(request: Request, text: str) -> Inquiry:
    mine = await request.bookings.mine(request)
    return Inquiry(
        chat=request.event.chat,
        text=text,
        name=masked_name(mine[0].name) if mine else "",
        phone=masked(request.phone) if request.phone else "",
    )


async def _tell_staff(request: Request, desk: FrontDesk, id: str, inquiry: Inquiry) -> None:
    card = Reply(
        key="staff-inquiry",
        values={"id": id, "from": sender(inquiry), "text": inquiry.text},
        choices=(answer_button(id),),
        idempotency_key=f"inquiry {id}",
    )
    await desk.letters.to_staff(request.office.code, card, now_ms=request.now_ms)
