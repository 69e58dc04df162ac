"""`/siarkan`: to whom, how it will look and how long it takes; a second press sends it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bot.audiences import Finder, Found
from bot.broadcast_arguments import WRITE, line_of, siarkan_arguments
from bot.broadcast_commands import Announce, ChooseAudience, TryAnnouncement
from bot.broadcast_files import keep_files
from bot.broadcast_words import amount, left_out, turn_choice
from bot.broadcasts import (
    PLACEHOLDERS,
    STAGES,
    Audience,
    Broadcast,
    Recipient,
    State,
    reply_to,
    unknown_placeholder,
)
from bot.choices import LONGEST_ID, word_choice
from bot.messages import Choice, Lines, Moment, Priority, Reply, Value, Words
from bot.profiles import Announcing, Profile
from bot.routing import Answer, Answered, Routes, StaffRequest
from bot.staff import LEADERS, identities
from handlers.buttons import by_date
from handlers.staff.broadcast_previews import attached_to, broadcast_of, preview
from handlers.staff.orders import ask, noted
from handlers.standings import hour

routes = Routes()

WORD = "siarkan"
DATES_SHOWN = 6
WRITING_MS = 15 * 60_000
LIST = Choice(id=word_choice(WORD, "daftar"), label="choice-broadcast-list")
NARROWER: tuple[State, ...] = ("booked", "held", "waiting")
EVERYBODY = Choice(id=word_choice(WORD, "semua"), label="choice-broadcast-all")


@routes.for_staff(ChooseAudience, roles=LEADERS, words={WORD: siarkan_arguments})
async def choose(request: StaffRequest, command: ChooseAudience) -> Answer:
    """Ask for the audience, narrow it with buttons, and take the officer's next message for the text."""
    if command.audience is None:
        office = request.office
        days = list(office.open_days(office.local(request.now_ms)))[:DATES_SHOWN]
        choices = tuple(by_date(word_choice(WORD, f"{day:%d%m%Y}"), day) for day in days)
        return Reply(key="staff-broadcast-whom", choices=(*choices, EVERYBODY, LIST))
    if command.awaits_text:
        return _awaited(request, command.audience, command.line)
    found = await _finder(request).find(command.audience, is_news=command.is_news)
    values: dict[str, Value] = {"line": command.line, "total": len(found.people), "amounts": _amounts(found)}
    return Reply(
        key="staff-broadcast-card",
        values={**values, "left-out": left_out(found.left_out)},
        choices=tuple(_narrowing(request, command.audience, found, is_news=command.is_news)),
    )


@routes.for_staff(TryAnnouncement, roles=LEADERS)
async def try_out(request: StaffRequest, command: TryAnnouncement) -> Answer:
    """Show an officer alone what applicants would see."""
    if problem := _placeholder_problem(command.text, Audience()):
        return problem
    id = request.staffroom.broadcasts.id_of(request.operation)
    attached = await attached_to(request, id)
    if isinstance(attached, Reply):
        return attached
    broadcast = Broadcast(id=id, text=command.text, audience=Audience(), is_news=command.is_news, media=attached)
    shown = reply_to(_sample(request), broadcast, request.office)
    told = replace(shown, priority=Priority.REPLY, is_broadcast=False, broadcast="", idempotency_key="")
    return Answered((Reply(key="staff-broadcast-tried"), told), _without(request))


@routes.for_staff(Announce, roles=LEADERS)
async def announce(request: StaffRequest, command: Announce) -> Answer:
    """Show who will get it and how it will look, and plan it after the second press."""
    if command.is_sure:
        return await _planned(request, command)
    if problem := _placeholder_problem(command.text, command.audience):
        return problem
    found = await _finder(request).find(command.audience, is_news=command.is_news)
    if not found.people:
        values: dict[str, Value] = {"line": command.line, "left-out": left_out(found.left_out)}
        return Reply(key="staff-broadcast-nobody", values=values)
    id = request.staffroom.broadcasts.id_of(request.operation)
    attached = await attached_to(request, id)
    if isinstance(attached, Reply):
        return attached
    whole = replace(command, id=id, media=attached)
    needs_other = len(found.people) > request.office.broadcast_alone_up_to
    asked = await ask(request, await preview(request, whole, found), then=whole, needs_other=needs_other)
    return Answered((asked,), _without(request))


async def _planned(request: StaffRequest, command: Announce) -> Reply:
    due_ms, broadcasts = max(command.at_ms, request.now_ms), request.staffroom.broadcasts
    if command.media and (desk := request.staffroom.media):
        await keep_files(desk.vault, request.office.code, command.id, status="waiting", now_ms=due_ms)
    broadcast = broadcast_of(command, by=request.member.name)
    await broadcasts.plan(request.office.code, broadcast, due_ms=due_ms, now_ms=request.now_ms)
    await noted(request, f"siarkan {command.id}", after=f"{command.line} = {command.text}")
    values: dict[str, Value] = {"id": command.id, "at": Moment(due_ms, "full")}
    if command.at_ms > request.now_ms:
        return Reply(key="staff-broadcast-scheduled", values=values, choices=(turn_choice("stop", command.id), LIST))
    choices = (turn_choice("pause", command.id), turn_choice("stop", command.id))
    return Reply(key="staff-broadcast-begins", values=values, choices=choices)


def _awaited(request: StaffRequest, audience: Audience, line: str) -> Answered:
    awaited = Announcing(by=identities(request.event)[0], line=line, until_ms=request.now_ms + WRITING_MS)
    profile = _without(request)
    values: dict[str, Value] = {"name": request.member.name, "line": line, "known": _known(audience)}
    reply = Reply(key="staff-broadcast-write", values=values)
    return Answered((reply,), replace(profile, announcing=(*profile.announcing, awaited)))


def _without(request: StaffRequest) -> Profile:
    """Return what is remembered of the chat, without a text that this officer was to write."""
    who = identities(request.event)
    kept = tuple(a for a in request.profile.announcing if a.by not in who and a.until_ms > request.now_ms)
    return replace(request.profile, announcing=kept)


def _finder(request: StaffRequest) -> Finder:
    room = request.staffroom
    return Finder(
        request.office, bookings=request.bookings, letters=room.letters, broadcasts=room.broadcasts,
        now_ms=request.now_ms,
    )  # fmt: skip


def _narrowing(request: StaffRequest, audience: Audience, found: Found, *, is_news: bool) -> Sequence[Choice]:
    """Return the buttons that narrow an audience, and the one to write; those whose id is too long are left out."""
    lines: list[tuple[Audience, str, dict[str, Value]]] = []
    if audience.first and not audience.last and not audience.session and audience.has_sessions:
        sessions = request.office.held_sessions(audience.first)
        lines += [
            (replace(audience, session=s.id), "choice-session", {"hour": hour(s.id, request.office)}) for s in sessions
        ]
    # locale: choice-audience-booked, choice-audience-held, choice-audience-waiting, choice-audience-unpaid
    # locale: choice-audience-sent-back, choice-audience-in-production, choice-audience-ready
    lines += [(to, f"choice-audience-{to.state}", {}) for to in _narrower_states(audience)]
    channels = sorted({person.chat.channel for person in found.people})
    if len(channels) > 1:
        lines += [(replace(audience, channel=c), "choice-audience-channel", {"channel": c}) for c in channels]
    if {person.language for person in found.people} == {"id", "en"}:
        lines.append((replace(audience, language="id"), "choice-indonesian", {}))
        lines.append((replace(audience, language="en"), "choice-english", {}))

    def said(to: Audience, *more: str) -> str:
        return word_choice(WORD, " ".join((line_of(to, is_news=is_news), *more)))

    written = Choice(id=said(audience, WRITE), label="choice-broadcast-write")
    narrower = [Choice(id=said(to), label=label, values=values) for to, label, values in lines]
    return [choice for choice in (written, *narrower) if len(choice.id.encode()) <= LONGEST_ID]


def _narrower_states(audience: Audience) -> Sequence[Audience]:
    if audience.state != "active":
        return ()
    states = NARROWER if audience.first else (*NARROWER, *STAGES)
    offered = [replace(audience, state=state) for state in states]
    return [each for each in offered if each.has_sessions or not audience.session]


def _placeholder_problem(text: str, audience: Audience) -> Reply | None:
    """Return what is wrong with the placeholders of a text: one is none, or says nothing to these people."""
    wrong = unknown_placeholder(text, audience.placeholders)
    if wrong is None:
        return None
    found, nearest = wrong
    values: dict[str, Value] = {"found": f"{{{found}}}", "known": _known(audience)}
    if found.lower() in PLACEHOLDERS:
        return Reply(key="staff-broadcast-placeholder-unfit", values={**values, "line": line_of(audience)})
    meant = Words("staff-broadcast-meant", {"meant": f"{{{nearest}}}"}) if nearest else Words("staff-broadcast-unmeant")
    return Reply(key="staff-broadcast-placeholder", values={**values, "meant": meant})


def _known(audience: Audience) -> str:
    return ", ".join(f"{{{name}}}" for name in audience.placeholders)


def _amounts(found: Found) -> Lines:
    return Lines(tuple(amount(account.partition(":")[0], n) for account, n in found.by_account.items()), ", ")


def _sample(request: StaffRequest) -> Recipient:
    """Return somebody made up, in the officer's own chat."""
    office = request.office
    now = office.local(request.now_ms)
    day = next(office.open_days(now), now.date())
    session = next((each.id for each in office.held_sessions(day)), "08:00")
    return Recipient(request.event.chat, "id", "Budi Santoso", day, session, f"{office.code}-7K3M-9QXD")
