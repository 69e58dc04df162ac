"""`/siarkan daftar`, `jeda`, `lanjut`, `stop`, `ulang`: what becomes of the broadcasts that have been planned."""

from __future__ import annotations

from bot.broadcast_arguments import line_of
from bot.broadcast_commands import ShowBroadcasts, TurnBroadcast
from bot.broadcast_files import keep_files
from bot.broadcast_words import figures, turn_choice
from bot.broadcasts import Course, Status
from bot.messages import Choice, Lines, Moment, Reply, Value, Words
from bot.routing import Routes, StaffRequest
from bot.staff import LEADERS
from handlers.staff.orders import ask, noted

routes = Routes()

MOST_BUTTONS = 4


@routes.for_staff(ShowBroadcasts, roles=LEADERS)
async def show(request: StaffRequest, command: ShowBroadcasts) -> Reply:
    """Tell the broadcasts that have not ended, the next one first."""
    courses = await request.staffroom.broadcasts.open(request.office.code)
    if not courses:
        return Reply(key="staff-broadcasts-none")
    lines = [await _line(request, course) for course in courses]
    choices = tuple(
        Choice(id=turn_choice("stop", c.broadcast.id).id, label="choice-broadcast-end", values={"id": c.broadcast.id})
        for c in courses[:MOST_BUTTONS]
    )
    return Reply(key="staff-broadcasts", values={"lines": Lines(tuple(lines), "\n\n")}, choices=choices)


@routes.for_staff(TurnBroadcast, roles=LEADERS)
async def turn(request: StaffRequest, command: TurnBroadcast) -> Reply:
    """Pause a broadcast, let it go on, send it again to whom it failed, or, after a second press, stop it."""
    office, broadcasts = request.office.code, request.staffroom.broadcasts
    course = await broadcasts.find(office, command.id)
    if course is None:
        return Reply(key="staff-broadcast-unknown", values={"id": command.id})
    values = figures(course, await broadcasts.tally(office, command.id))
    if command.turn == "stop" and course.status not in ("stopped", "done") and not command.is_sure:
        return await ask(request, Reply(key="staff-broadcast-stop-ask", values=values), then=command)
    turned = await broadcasts.turn(
        office, command.id, command.turn, operation=request.operation, now_ms=request.now_ms
    )  # fmt: skip
    if turned is None:
        return Reply(key="staff-broadcast-unknown", values={"id": command.id})
    was_possible, status = turned
    if not was_possible:
        return Reply(key="staff-broadcast-not-so", values={"id": command.id, "status": status_words(status)})
    if course.broadcast.media and (desk := request.staffroom.media):
        await keep_files(desk.vault, office, command.id, status=status, now_ms=max(course.due_ms, request.now_ms))
    await noted(request, f"siarkan {command.id}", before=course.status, after=status)
    return _turned(status, values, command.id)


def status_words(status: Status) -> Words:
    """Return where a broadcast stands."""
    # locale: broadcast-status-waiting, broadcast-status-running, broadcast-status-paused, broadcast-status-stopped
    # locale: broadcast-status-done
    return Words(f"broadcast-status-{status}")


def _turned(status: Status, values: dict[str, Value], id: str) -> Reply:
    if status == "stopped":
        return Reply(key="staff-broadcast-stopped", values=values)
    if status == "paused":
        choices = (turn_choice("go-on", id), turn_choice("stop", id))
        return Reply(key="staff-broadcast-paused", values=values, choices=choices)
    choices = (turn_choice("pause", id), turn_choice("stop", id))
    return Reply(key="staff-broadcast-goes-on", values=values, choices=choices)


async def _line(request: StaffRequest, course: Course) -> Words:
    broadcast = course.broadcast
    tally = await request.staffroom.broadcasts.tally(request.office.code, broadcast.id)
    return Words(
        "staff-broadcasts-line",
        {
            **figures(course, tally),
            "status": status_words(course.status),
            "at": Moment(course.due_ms, "full"),
            "line": line_of(broadcast.audience, is_news=broadcast.is_news),
            "by": broadcast.by,
        },
    )
