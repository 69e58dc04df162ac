"""`/petugas`, `/gabung`, `/siapa`: who works here, and what each may do."""

from __future__ import annotations

from msgspec.structs import replace

from bot.arguments import no_arguments
from bot.messages import ChatRef, Lines, Reply, Value, Words
from bot.phones import masked
from bot.routing import Routes, StaffRequest
from bot.staff import EVERYONE, Member, Role, identities, named_alike, own_chat
from bot.staff_arguments import gabung_arguments, petugas_arguments
from bot.staff_commands import ChangeRoles, InviteStaff, JoinStaff, RemoveStaff, ShowStaff, WhoAmI
from handlers.staff.orders import act_of, ask, noted, role_words

routes = Routes()

ADMIN: frozenset[Role] = frozenset(("admin",))
LONGEST_NAME = 60


@routes.for_staff(WhoAmI, roles=frozenset(), words={"siapa": no_arguments(WhoAmI)})
async def who_am_i(request: StaffRequest, command: WhoAmI) -> Reply:
    """Tell the id that goes into the configuration, and the roles."""
    own_id = identities(request.event)[0]
    if not request.member.roles:
        return Reply(key="staff-who-stranger", values={"id": own_id, "chat": request.event.chat.chat_id})
    return Reply(key="staff-who", values={"id": own_id, "name": request.member.name, "roles": _roles(request.member)})


@routes.for_staff(ShowStaff, roles=EVERYONE)
async def show(request: StaffRequest, command: ShowStaff) -> Reply:
    """Tell who works here, with their roles."""
    members = await request.staffroom.members.of(request.office)
    lines = Lines(tuple(Words("staff-line", {"name": m.name, "id": _shown(m), "roles": _roles(m)}) for m in members))
    return Reply(key="staff-list", values={"office": request.office.name, "members": lines})


@routes.for_staff(InviteStaff, roles=ADMIN, words={"petugas": petugas_arguments})
async def invite(request: StaffRequest, command: InviteStaff) -> Reply:
    """Add somebody by their number, or make the code with which they join.

    Where the riskiest orders take two, another admin presses: else one could let themselves in twice.
    """
    chat = command.chat or own_chat(request.event)
    refusal = await _refusal(request, command, chat)
    if refusal is not None:
        return refusal
    member = Member(id=command.phone, name=command.name, roles=command.roles)
    values: dict[str, Value] = {"name": member.name, "roles": _roles(member)}
    if request.office.asks_second_person and not command.is_sure:
        asked = Reply(key="staff-invite-ask", values=values)
        return await ask(request, asked, then=replace(command, chat=chat), needs_other=True)
    if not command.phone:
        return await _with_code(request, member, chat)
    act = act_of(request, f"petugas tambah {member.name}", after=", ".join(member.roles))
    await request.staffroom.members.put(request.office, member, act=act, operation=request.operation)
    return Reply(key="staff-added", values=values)


async def _with_code(request: StaffRequest, member: Member, chat: ChatRef) -> Reply:
    """Hand the code out in the private chat of who has ordered it: in a group everybody could take it."""
    code = await request.staffroom.members.invite(request.office, member, operation=request.operation)
    await noted(request, f"petugas tambah {member.name}", after=f"kode: {', '.join(member.roles)}")
    invited = Reply(key="staff-invited", values={"name": member.name, "roles": _roles(member), "code": code})
    if chat == request.event.chat:
        return invited
    letter = replace(invited, idempotency_key=f"invited {request.operation}")
    await request.staffroom.letters.to_person(chat, letter, office=request.office.code, now_ms=request.now_ms)
    return Reply(key="staff-code-sent", values={"name": member.name, "roles": _roles(member)})


@routes.for_staff(JoinStaff, roles=frozenset(), words={"gabung": gabung_arguments})
async def join(request: StaffRequest, command: JoinStaff) -> Reply:
    """Make somebody what the code was made for, and tell the staff who it is."""
    own_id, is_member = identities(request.event)[0], bool(request.member.roles)
    member = await request.staffroom.members.join(request.office, own_id, command.code, is_member=is_member)
    if isinstance(member, str):
        # locale: staff-join-over, staff-join-member, staff-join-name-taken
        return Reply(key=f"staff-join-{member}", values={"name": request.member.name, "roles": _roles(request.member)})
    await noted(replace(request, member=member), "gabung", after=", ".join(member.roles))
    values: dict[str, Value] = {"name": member.name, "roles": _roles(member)}
    if not request.event.is_group:
        news = Reply(
            key="staff-has-joined", values={**values, "id": own_id}, idempotency_key=f"joined {request.operation}"
        )
        await request.staffroom.letters.to_staff(request.office.code, news, now_ms=request.now_ms)
    return Reply(key="staff-joined", values=values)


@routes.for_staff(ChangeRoles, roles=ADMIN)
async def change_roles(request: StaffRequest, command: ChangeRoles) -> Reply:
    """Give somebody other roles, after a second press."""
    members = await request.staffroom.members.of(request.office)
    member = named_alike(members, command.name)
    if member is None or member in request.office.staff:
        return _unknown(command.name, member)
    shown = replace(member, roles=command.before) if command.is_sure else member
    changed = replace(member, roles=command.roles)
    values: dict[str, Value] = {"name": member.name, "before": _roles(shown), "after": _roles(changed)}
    if not command.is_sure:
        return await ask(
            request,
            Reply(key="staff-roles-ask", values=values),
            then=replace(command, name=member.name, before=member.roles),
            needs_other=True,
        )
    before, after = ", ".join(shown.roles), ", ".join(changed.roles)
    act = act_of(request, f"petugas peran {member.name}", before=before, after=after)
    await request.staffroom.members.put(request.office, changed, act=act, operation=request.operation)
    return Reply(key="staff-roles-changed", values=values)


@routes.for_staff(RemoveStaff, roles=ADMIN)
async def remove(request: StaffRequest, command: RemoveStaff) -> Reply:
    """Take somebody out, after a second press."""
    members = await request.staffroom.members.of(request.office)
    member = named_alike(members, command.name)
    if member is None and command.is_sure:
        return Reply(key="staff-removed", values={"name": command.name})
    if member is None or member in request.office.staff:
        return _unknown(command.name, member)
    if not command.is_sure:
        asked = Reply(key="staff-remove-ask", values={"name": member.name, "roles": _roles(member)})
        return await ask(request, asked, then=replace(command, name=member.name), needs_other=True)
    act = act_of(request, f"petugas hapus {member.name}", before=", ".join(member.roles))
    await request.staffroom.members.remove(request.office, member, act=act, operation=request.operation)
    return Reply(key="staff-removed", values={"name": member.name})


async def _refusal(request: StaffRequest, command: InviteStaff, chat: ChatRef) -> Reply | None:
    """Return why somebody can't be added, if so; who has just been added by this very order can be."""
    if len(command.name) > LONGEST_NAME:
        return Reply(key="staff-name-long", values={"most": LONGEST_NAME})
    members = await request.staffroom.members.of(request.office)
    wanted = Member(id=command.phone, name=command.name, roles=command.roles)
    if command.phone and wanted in members:
        return None
    if named_alike(members, command.name):
        return Reply(key="staff-name-taken", values={"name": command.name})
    holder = next((member for member in members if command.phone and member.id == command.phone), None)
    if holder is not None:
        return Reply(key="staff-number-taken", values={"name": holder.name})
    if command.phone or chat == request.event.chat or await request.staffroom.letters.has_heard_of(chat):
        return None
    return Reply(key="staff-write-first", values={"name": command.name})


def _unknown(name: str, member: Member | None) -> Reply:
    return Reply(key="staff-name-unknown" if member is None else "staff-configured", values={"name": name})


def _roles(member: Member) -> Lines:
    return Lines(tuple(map(role_words, member.roles)), ", ")


def _shown(member: Member) -> str:
    """Return a member's id as colleagues may see it."""
    return masked(member.id) if member.id.startswith("+") else member.id
