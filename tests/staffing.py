"""Adding officers to an office as its staff do, beside what a test is about."""

from __future__ import annotations

from itertools import count

from bot.offices import Office
from bot.staff import Act, Member
from bot.store.operations import Operation
from bot.store.staff import Members

ORDERS = count(1)


BY = "Kepala kantor"
"""Who gives these orders in the history, so that tests can tell them from what they are about."""


async def employ(members: Members, office: Office, member: Member) -> None:
    """Put somebody on the staff, or give them other roles."""
    act = Act(at_ms=0, who=BY, what=f"petugas tambah {member.name}")
    await members.put(office, member, act=act, operation=Operation("staffing", next(ORDERS)))
