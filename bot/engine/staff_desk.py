"""Tells an officer's order from what an applicant writes, and sees to it that only those entitled give one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from bot.arguments import Reading
from bot.broadcast_arguments import siarkan_arguments
from bot.choices import drop_plan_choice, plan_choice
from bot.commands import Command
from bot.desk_commands import AnswerInquiry
from bot.engine.letters import Letters
from bot.engine.media_desk import MediaDesk
from bot.engine.menus import Menus
from bot.messages import InboundEvent
from bot.near_words import nearest_word
from bot.phones import masked
from bot.plaintext import plain
from bot.routing import Request, Routes, StaffRequest, Staffroom
from bot.staff import Act, Member, identities, own_chat
from bot.staff_commands import DropPlan, Misspelt, PlanGone, StaffCommand, Strange, TakePlan
from bot.store.blocks import Blocks
from bot.store.broadcasts import Broadcasts
from bot.store.calendars import LiveOffices
from bot.store.client import Client
from bot.store.devices import Devices
from bot.store.inquiries import Inquiries
from bot.store.media import MediaVault
from bot.store.referrals import Referrals
from bot.store.sealing import Sealer
from bot.store.sign_ins import SignIns
from bot.store.staff import Acts, Members, NotTaken, Plans
from bot.store.staffing import Staffing
from bot.store.supervision import Reports

if TYPE_CHECKING:
    from bot.plugins import Account

PLAN = plan_choice("")
DROP = drop_plan_choice("")
SIGNS = ("/", "#")
BUTTON = re.compile(r"\s*(?:[0-9]{1,2}|[0-9]{1,3} ?[a-z]{1,2})[.)]?\s*", re.IGNORECASE)
ORDER = re.compile(r"[/#]+\s*(?P<one>[^\s@#]+)(?:@\w+)?\s*(?P<two>\S*)(?P<rest>.*)", re.DOTALL)


class StaffDesk:
    """Reads orders with the staff's words of `routes`."""

    def __init__(self, routes: Routes, staffroom: Staffroom, *, menus: Menus) -> None:
        self._routes = routes
        self._staffroom = staffroom
        self._menus = menus

    async def order(self, request: Request) -> tuple[StaffRequest, Command] | None:
        """Return an officer's order with what they are; None for what is none.

        In the staff's own group whoever gives an order without being one of them is told so; elsewhere they are an
        applicant like any other.
        """
        event = await self._with_choice(request)
        answer = _answer(request, event)
        if answer is None and not self._concerns(event):
            return None
        found = await self._staffroom.members.find(request.office, await self._identities(request))
        member = found or Member(id=identities(event)[0], name="", roles=())
        officer = _as_officer(request, member, self._staffroom)
        command = answer or self._command(event, officer)
        if found is None and not self._is_open(command):
            return (officer, await self._strange(officer, command)) if event.is_group else None
        if not isinstance(command, TakePlan):
            return officer, await self._allowed(officer, command)
        planned = await self._staffroom.plans.read(officer.office, command.token)
        if not isinstance(planned, StaffCommand):
            return officer, PlanGone(reason="over")
        allowed = await self._allowed(officer, planned)
        return officer, allowed if isinstance(allowed, Strange) else await self._taken(officer, command.token)

    async def _identities(self, request: Request) -> Sequence[str]:
        """Return the ids of who wrote; in a group a number counts that they have shared in their own chat."""
        event, profile = request.event, request.profile
        if event.is_group:
            profile = await self._staffroom.letters.profile_of(own_chat(event))
        return identities(event, proven=profile.phone)

    async def _with_choice(self, request: Request) -> InboundEvent:
        """Return the event; a number or code that is typed means the button that it stands for.

        In a group it is the code alone: what is a number or a label there may be meant for another message, or for a
        colleague.
        """
        event, chat = request.event, request.operation.chat
        if event.choice or not event.text or event.text.startswith(SIGNS):
            return event
        if event.is_group:
            choice = await self._menus.named(chat, event.text)
        elif BUTTON.fullmatch(event.text):  # every applicant's message comes by here: not all are looked up
            choice = await self._menus.chosen(chat, event.text)
        else:
            return event
        return event if choice is None else structs.replace(event, choice=choice, kind="choice")

    def _concerns(self, event: InboundEvent) -> bool:
        if event.is_forwarded:
            return False  # its words may be another's
        said = _said(event)
        if event.choice.startswith((PLAN, DROP)):
            return True
        return said.startswith(SIGNS) and (event.is_group or self._read(said) is not None)

    def _is_open(self, command: Command) -> bool:
        return self._routes.roles.get(type(command)) == frozenset()

    def _command(self, event: InboundEvent, officer: StaffRequest) -> Command:
        if event.choice.startswith(DROP):
            return DropPlan(token=event.choice.removeprefix(DROP))
        if event.choice.startswith(PLAN):
            return TakePlan(token=event.choice.removeprefix(PLAN))
        said = _said(event)
        read = self._read(said)
        if read is None:
            first = ORDER.match(said)
            if first is None:
                return Misspelt()
            nearest = nearest_word(first["one"].lower(), self._routes.staff_words)
            return Misspelt(nearest=nearest, rest=f"{first['two']}{first['rest']}".strip())
        word, rest = read
        reading = Reading(rest=rest, office=officer.office, now_ms=officer.now_ms)
        return self._routes.staff_words[word](reading)

    def _read(self, said: str) -> tuple[str, str] | None:
        """Return the staff's word in front and what is behind it; a bot's name behind the word is dropped."""
        match = ORDER.match(said)
        if match is None:
            return None
        one, two = match["one"].lower(), match["two"] or ""
        if (both := f"{one} {two.lower()}") in self._routes.staff_words:
            return both, match["rest"].strip()
        return (one, f"{two}{match['rest']}".strip()) if one in self._routes.staff_words else None

    async def _taken(self, officer: StaffRequest, token: str) -> Command:
        taken = await self._staffroom.plans.take(officer.office, token, operation=officer.operation, by=officer.member)
        if isinstance(taken, StaffCommand):
            return structs.replace(taken, is_sure=True)
        reason: NotTaken = taken if isinstance(taken, str) else "over"
        return PlanGone(reason=reason)

    async def _strange(self, officer: StaffRequest, command: Command) -> Strange:
        """Write down that somebody who is no officer gave an order in the staff's chat."""
        if not isinstance(command, Misspelt):
            who = masked(officer.member.id) if officer.member.id.startswith("+") else officer.member.id
            act = Act(at_ms=officer.now_ms, who=who, what=_order(officer, command), is_refused=True)
            await self._staffroom.acts.note(officer.office, act, operation=officer.operation)
        return Strange()

    async def _allowed(self, officer: StaffRequest, command: Command) -> Command:
        roles = self._routes.roles.get(type(command))
        if roles is None or not roles or officer.member.may(roles):
            return command
        act = Act(at_ms=officer.now_ms, who=officer.member.name, what=_order(officer, command), is_refused=True)
        await self._staffroom.acts.note(officer.office, act, operation=officer.operation)
        return Strange(name=officer.member.name, lacks=tuple(sorted(roles)))


def staffroom_of(
    routes: Routes,
    *,
    client: Client,
    sealer: Sealer,
    offices: LiveOffices,
    accounts: Sequence[Account] = (),
    media: MediaVault | None = None,
) -> Staffroom:
    """Return what the officers' handlers of `routes` work with; the accounts name the staff's chats.

    Without a vault no file is taken.
    """
    return Staffroom(
        media=MediaDesk(media) if media else None,
        reports=Reports(client, sealer),
        referrals=Referrals(client, sealer),
        members=Members(client, sealer),
        plans=Plans(client, sealer, kinds=routes.roles),
        acts=Acts(client, sealer),
        inquiries=Inquiries(client, sealer),
        letters=Letters(client, sealer, accounts=accounts),
        blocks=Blocks(client, sealer),
        broadcasts=Broadcasts(client, sealer),
        sign_ins=SignIns(client, sealer),
        devices=Devices(client, sealer),
        staffing=Staffing(client, sealer),
        offices=offices,
    )


def _answer(request: Request, event: InboundEvent) -> Command | None:
    """Return what an officer says with the message after *Balas* or *Tulis pesan*, if this is one."""
    if event.choice or not event.text or event.text.startswith(SIGNS):
        return None
    who = identities(event)
    awaited = (each for each in request.profile.answering if each.by in who and each.until_ms > request.now_ms)
    answering = next(awaited, None)
    if answering:
        return AnswerInquiry(id=answering.inquiry, text=event.text)
    written = (each for each in request.profile.announcing if each.by in who and each.until_ms > request.now_ms)
    announcing = None if event.is_forwarded else next(written, None)
    if announcing is None:
        return None
    rest = f"{announcing.line} = {plain(event.text)}"
    return siarkan_arguments(Reading(rest=rest, office=request.office, now_ms=request.now_ms))


def _order(officer: StaffRequest, command: Command) -> str:
    """Return what was ordered, as `/riwayat` tells it: the word that was written, never what stood behind it."""
    said = ORDER.match(_said(officer.event))
    return said["one"].lower() if said else type(command).__name__


def _said(event: InboundEvent) -> str:
    """Return what was typed, or what a button says for the person."""
    if event.choice.startswith("word:"):
        return f"/{event.choice.removeprefix('word:')}"
    return "" if event.choice else plain(event.text)


def _as_officer(request: Request, member: Member, staffroom: Staffroom) -> StaffRequest:
    fields = {name: getattr(request, name) for name in request.__struct_fields__}
    return StaffRequest(**fields, member=member, staffroom=staffroom)
