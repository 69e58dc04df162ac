"""Which officers may sit at which desk. Pure; who sits where now is bot/store/staffing.py."""

from __future__ import annotations

from collections.abc import Mapping

from bot.lanes import Desk, Station
from bot.offices import Office
from bot.staff import LEADERS, Member, Role

SITTERS: Mapping[Station, frozenset[Role]] = {
    "cs": LEADERS | {"cs"}, "counter": LEADERS | {"counter"}, "collection": LEADERS | {"collection"},
}  # fmt: skip
AT_A_DESK: frozenset[Role] = frozenset().union(*SITTERS.values())


def station_of(office: Office, desk: Desk) -> Station:
    """Return what is done at a desk: that of the first of its lanes."""
    return next((lane.station for lane in office.lanes if lane.id in desk.lanes), "cs")


def may_sit(office: Office, desk: Desk, member: Member) -> bool:
    """Tell whether a desk is for somebody with these roles."""
    return member.may(SITTERS[station_of(office, desk)])
