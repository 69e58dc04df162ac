"""What a session or a date has of places, how many are taken, and what is left of each pool. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import get_args

from msgspec import Struct

from bot.offices import Office, Pool, Session
from bot.shift_values import Occupancy

POOLS: tuple[Pool, ...] = get_args(Pool)


class Quota(Struct, frozen=True, kw_only=True):
    """The places of a session (`session` is "" for a whole date), the people on them, and what each pool has left.

    `booked` counts those who came, too. `soon` places were cancelled and are on offer again in a while.
    """

    session: str = ""
    places: int
    booked: int
    held: int
    soon: int
    left: Mapping[Pool, int]


def quotas(office: Office, day: date, taken: Occupancy) -> Sequence[Quota]:
    """Return a date's sessions, also those that are no more and still have people."""
    sessions = {session.id: session for session in office.held_sessions(day)}
    ids = sorted({*sessions, *(session for session, _ in taken.places)})
    return [_quota(id, sessions.get(id), taken) for id in ids]


def whole(sessions: Sequence[Quota]) -> Quota:
    """Return the sum of a date's sessions."""
    named = {pool for each in sessions for pool in each.left}
    left = {pool: sum(each.left.get(pool, 0) for each in sessions) for pool in POOLS if pool in named}
    return Quota(
        places=sum(each.places for each in sessions),
        booked=sum(each.booked for each in sessions),
        held=sum(each.held for each in sessions),
        soon=sum(each.soon for each in sessions),
        left=left,
    )


def _quota(id: str, session: Session | None, taken: Occupancy) -> Quota:
    pools: Mapping[Pool, int] = session.pools if session else {}
    here = Counter({pool: count for (each, pool), count in taken.places.items() if each == id})
    soon = Counter({pool: count for (each, pool), count in taken.soon.items() if each == id})
    held = sum(count for (each, _), count in taken.holds.items() if each == id)
    gone = here + soon
    left = {pool: max(0, pools.get(pool, 0) - gone[pool]) for pool in POOLS if pools.get(pool) or gone[pool]}
    booked = here.total() - held
    return Quota(session=id, places=sum(pools.values()), booked=booked, held=held, soon=soon.total(), left=left)
