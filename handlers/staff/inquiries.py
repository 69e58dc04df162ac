"""`/kirim`, `/kotak` and `/balas`: what officers write to people, and what people have asked."""

from __future__ import annotations

from msgspec.structs import replace

from bot.arguments import no_arguments
from bot.desk_arguments import balas_arguments, kirim_arguments
from bot.desk_commands import AnswerInquiry, ShowInquiries, WriteTo
from bot.inquiries import AnsweredBefore, Inquiry, OpenInquiry
from bot.messages import Choice, Lines, Moment, Reply, Value, Words
from bot.profiles import Answering, Profile
from bot.routing import Answer, Answered, Routes, StaffRequest
from bot.staff import identities
from handlers.inquiries import answer_button, sender
from handlers.staff.orders import noted
from handlers.staff.search import DESK, booking_of, code_unknown, facts

routes = Routes()

MOST_SHOWN = 10
ANSWERING_MS = 15 * 60_000


@routes.for_staff(WriteTo, roles=DESK, words={"kirim": kirim_arguments})
async def write(request: StaffRequest, command: WriteTo) -> Reply:
    """Write to the owner of a booking, in the chat used last; what they answer comes into the box."""
    booking = await booking_of(request, command.code)
    if booking is None:
        return code_unknown(request, command.code)
    chat = await request.bookings.claims.chat_for(booking, now_ms=request.now_ms)
    if not chat.channel:
        return Reply(key="staff-letter-nobody", values=facts(request, booking))
    office, letters = request.office, request.staffroom.letters
    letter = Reply(
        key="office-letter",
        values={"office": office.name, "code": booking.code, "text": command.text},
        idempotency_key=f"letter {request.operation}",
    )
    await request.staffroom.inquiries.talk(office.code, letters.fingerprint(chat))
    await letters.to_person(chat, letter, office=office.code, now_ms=request.now_ms)
    await noted(request, f"kirim {booking.code}", after=command.text)
    return Reply(key="staff-letter-sent", values=facts(request, booking))


@routes.for_staff(ShowInquiries, roles=DESK, words={"kotak": no_arguments(ShowInquiries)})
async def show(request: StaffRequest, command: ShowInquiries) -> Reply:
    """Tell what waits for an answer, the oldest first."""
    waiting = await request.staffroom.inquiries.waiting(request.office.code, MOST_SHOWN)
    if not waiting:
        return Reply(key="staff-inquiries-none")
    lines = Lines(tuple(_line(each) for each in waiting), "\n\n")
    choices = tuple(_numbered(each.id) for each in waiting)
    return Reply(key="staff-inquiries", values={"inquiries": lines}, choices=choices)


@routes.for_staff(AnswerInquiry, roles=DESK, words={"balas": balas_arguments})
async def answer(request: StaffRequest, command: AnswerInquiry) -> Answer:
    """Hand an officer's answer to who asked, once; without a text, take the officer's next message for it."""
    if not command.text:
        return await _awaited(request, command.id)
    office, inquiries, letters = request.office, request.staffroom.inquiries, request.staffroom.letters
    found = await inquiries.answer(office.code, command.id, operation=request.operation, by=request.member.name)
    profile = _without(request)
    if not isinstance(found, Inquiry):
        return Answered((_not_waiting(command.id, found),), profile)
    letter = Reply(
        key="office-answer",
        values={"office": office.name, "question": found.text, "text": command.text},
        idempotency_key=f"answer {request.operation}",
    )
    await inquiries.talk(office.code, letters.fingerprint(found.chat))
    await letters.to_person(found.chat, letter, office=office.code, now_ms=request.now_ms)
    await noted(request, f"balas {command.id}", after=command.text)
    return Answered((Reply(key="staff-inquiry-answered", values={"id": command.id}),), profile)


async def _awaited(request: StaffRequest, id: str) -> Answer:
    found = await request.staffroom.inquiries.find(request.office.code, id)
    if not isinstance(found, Inquiry):
        return _not_waiting(id, found)
    who, until_ms = identities(request.event)[0], request.now_ms + ANSWERING_MS
    profile = _without(request)
    awaited = Answering(by=who, inquiry=id, until_ms=until_ms)
    reply = Reply(key="staff-answer-next", values={"id": id, "text": found.text, "name": request.member.name})
    return Answered((reply,), replace(profile, answering=(*profile.answering, awaited)))


def _without(request: StaffRequest) -> Profile:
    """Return what is remembered of the chat, without an answer that this officer was to give."""
    who = identities(request.event)
    kept = tuple(a for a in request.profile.answering if a.by not in who and a.until_ms > request.now_ms)
    return replace(request.profile, answering=kept)


def _not_waiting(id: str, found: AnsweredBefore | None) -> Reply:
    if found is None:
        return Reply(key="staff-inquiry-unknown", values={"id": id})
    return Reply(key="staff-inquiry-done", values={"id": id, "by": found.by})


def _line(waiting: OpenInquiry) -> Words:
    values: dict[str, Value] = {"id": waiting.id, "at": Moment(waiting.asked_ms, "full")}
    return Words("staff-inquiry-line", {**values, "from": sender(waiting.inquiry), "text": waiting.inquiry.text})


def _numbered(id: str) -> Choice:
    return Choice(id=answer_button(id).id, label="choice-answer-id", values={"id": id})
