"""`/petugas`, `/gabung`, `/siapa`: who works here, and what each may do."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bot.arguments import no_arguments
from bot.messages import Lines, Reply, Value, Words
from bot.phones import masked
from bot.routing import Routes, StaffRequest
from bot.staff import EVERYONE, Member, Role, identities
from bot.staff_arguments import gabung_arguments, petugas_arguments
from bot.staff_commands import ChangeRoles, InviteStaff, JoinStaff, RemoveStaff, ShowStaff, WhoAmI
from handlers.staff.orders import ask, noted, role_words

routes = Routes()

ADMIN: frozenset[Role] = frozenset(("admin",))


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
    members = await request.staffroom.members.of(request.office)
    if _named(members, command.name):
        return Reply(key="staff-name-taken", values={"name": command.name})
    member = Member(id=command.phone, name=command.name, roles=command.roles)
    values: dict[str, Value] = {"name": member.name, "roles": _roles(member)}
    if request.office.asks_second_person and not command.is_sure:
        return await ask(request, Reply(key="staff-invite-ask", values=values), then=command, needs_other=True)
    if command.phone:
        await request.staffroom.members.put(request.office, member)
        await noted(request, f"petugas tambah {member.name}", after=", ".join(member.roles))
        return Reply(key="staff-added", values=values)
    code = await request.staffroom.members.invite(request.office, member, operation=request.operation)
    await noted(request, f"petugas tambah {member.name}", after=f"kode: {', '.join(member.roles)}")
    return Reply(key="staff-invited", values={**values, "code": code})


@routes.for_staff(JoinStaff, roles=frozenset(), words={"gabung": gabung_arguments})
async def join(request: StaffRequest, command: JoinStaff) -> Reply:
    """Make somebody what the code was made for."""
    member = await request.staffroom.members.join(request.office, identities(request.event)[0], command.code)
    if member is None:
        return Reply(key="staff-code-invalid")
    await noted(replace(request, member=member), "gabung", after=", ".join(member.roles))
    return Reply(key="staff-joined", values={"name": member.name, "roles": _roles(member)})


@routes.for_staff(ChangeRoles, roles=ADMIN)
async def change_roles(request: StaffRequest, command: ChangeRoles) -> Reply:
    """Give somebody other roles, after a second press."""
    members = await request.staffroom.members.of(request.office)
    member = _named(members, command.name)
    if member is None or member in request.office.staff:
        return _unknown(command.name, member)
    changed = replace(member, roles=command.roles)
    values: dict[str, Value] = {"name": member.name, "before": _roles(member), "after": _roles(changed)}
    if not command.is_sure:
        return await ask(
            request,
            Reply(key="staff-roles-ask", values=values),
            then=replace(command, name=member.name),
            needs_other=True,
        )
    await request.staffroom.members.put(request.office, changed)
    await noted(request, f"petugas peran {member.name}", before=", ".join(member.roles), after=", ".join(changed.roles))
    return Reply(key="staff-roles-changed", values=values)


@routes.for_staff(RemoveStaff, roles=ADMIN)
async def remove(request: StaffRequest, command: RemoveStaff) -> Reply:
    """Take somebody out, after a second press."""
    members = await request.staffroom.members.of(request.office)
    member = _named(members, command.name)
    if member is None and command.is_sure:
        return Reply(key="staff-removed", values={"name": command.name})
    if member is None or member in request.office.staff:
        return _unknown(command.name, member)
    if not command.is_sure:
        asked = Reply(key="staff-remove-ask", values={"name": member.name, "roles": _roles(member)})
        return await ask(request, asked, then=replace(command, name=member.name), needs_other=True)
    await request.staffroom.members.remove(request.office, member)
    await noted(request, f"petugas hapus {member.name}", before=", ".join(member.roles))
    return Reply(key="staff-removed", values={"name": member.name})


def _named(members: Sequence[Member], name: str) -> Member | None:
    return next((member for member in members if member.name.casefold() == name.casefold()), None)


def _unknown(name: str, member: Member | None) -> Reply:
    return Reply(key="staff-name-unknown" if member is None else "staff-configured", values={"name": name})


def _roles(member: Member) -> Lines:
    return Lines(tuple(map(role_words, member.roles)), ", ")


def _shown(member: Member) -> str:
    """Return a member's id as colleagues may see it."""
    return masked(member.id) if member.id.startswith("+") else member.id
