"""What officers ask for in the staff chat, one struct per command."""

from __future__ import annotations

from typing import Literal

from bot.commands import Command
from bot.messages import ChatRef
from bot.staff import Role


class StaffCommand(Command, frozen=True, kw_only=True):
    """What an officer wants done. A risky one comes back with `is_sure` once somebody has pressed *Ya*."""

    is_sure: bool = False


class Misused(StaffCommand, frozen=True, kw_only=True):
    """A staff word with arguments that can't be read: `found` is the part at fault, "" when something is missing."""

    word: str
    found: str = ""


class Misspelt(StaffCommand, frozen=True, kw_only=True):
    """A word that is none, a slip away from the staff's word `nearest`, or "" for none; `rest` stands behind it."""

    nearest: str = ""
    rest: str = ""


class Strange(StaffCommand, frozen=True, kw_only=True):
    """An order of somebody who may not give it: nobody of the staff, or one without any of the roles in `lacks`."""

    name: str = ""
    lacks: tuple[Role, ...] = ()


class PlanGone(StaffCommand, frozen=True, kw_only=True):
    """A press on *Ya* that does nothing any more, or not yet."""

    reason: Literal["over", "done", "dropped", "second-person"]


class TakePlan(StaffCommand, frozen=True, kw_only=True):
    """A press on *Ya*: what was planned under this token is done, by one press only."""

    token: str


class DropPlan(StaffCommand, frozen=True, kw_only=True):
    """A press on *Tidak jadi*: what was planned under the token is not done any more."""

    token: str


class ShowStaffHelp(StaffCommand, frozen=True, kw_only=True):
    """`/bantuan`: the staff's words."""


class WhoAmI(StaffCommand, frozen=True, kw_only=True):
    """`/siapa`: the id to put into the configuration, and one's roles."""


class ShowStaff(StaffCommand, frozen=True, kw_only=True):
    """`/petugas`: who works here."""


class InviteStaff(StaffCommand, frozen=True, kw_only=True):
    """`/petugas tambah NAMA = PERAN[, PERAN] [= NOMOR]`: at once by a number, else with a code to join with.

    `chat` is the private chat of who has ordered it, where the code goes.
    """

    name: str
    roles: tuple[Role, ...]
    phone: str = ""
    chat: ChatRef | None = None


class ChangeRoles(StaffCommand, frozen=True, kw_only=True):
    """`/petugas peran NAMA = PERAN[, PERAN]`; `before` is what was shown when it was asked."""

    name: str
    roles: tuple[Role, ...]
    before: tuple[Role, ...] = ()


class RemoveStaff(StaffCommand, frozen=True, kw_only=True):
    """`/petugas hapus NAMA`."""

    name: str


class JoinStaff(StaffCommand, frozen=True, kw_only=True):
    """`/gabung KODE`: become what an admin has invited one to be."""

    code: str


class ShowHistory(StaffCommand, frozen=True, kw_only=True):
    """`/riwayat [n]`: what the staff did last."""

    most: int = 10
