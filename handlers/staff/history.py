"""`/riwayat`: what the staff did last: who, what, when, before and after."""

from __future__ import annotations

from bot.messages import Lines, Moment, Reply, Value, Words
from bot.routing import Routes, StaffRequest
from bot.staff import LEADERS, Act
from bot.staff_arguments import riwayat_arguments
from bot.staff_commands import ShowHistory

routes = Routes()


@routes.for_staff(ShowHistory, roles=LEADERS, words={"riwayat": riwayat_arguments})
async def show(request: StaffRequest, command: ShowHistory) -> Reply:
    """Tell the last acts, the newest first."""
    acts = await request.staffroom.acts.last(request.office, command.most)
    if not acts:
        return Reply(key="staff-history-none")
    return Reply(key="staff-history", values={"acts": Lines(tuple(_line(act) for act in acts))})


def _line(act: Act) -> Words:
    values: dict[str, Value] = {"at": Moment(act.at_ms, "full"), "who": act.who, "what": act.what}
    if act.is_refused:
        return Words("staff-act-refused", values)
    if act.before or act.after:
        return Words("staff-act-change", {**values, "before": act.before or "–", "after": act.after or "–"})
    return Words("staff-act", values)
