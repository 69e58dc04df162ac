"""What jobs say to the people of applications."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from bot.jobs.mail import Letter, Mail
from bot.messages import Reply
from bot.offices import Office
from bot.visit_values import Application

if TYPE_CHECKING:
    from bot.app import House

PEOPLE_AT_ONCE = 100


async def write_to(
    house: House, office: Office, applications: Sequence[Application], notice: Callable[[Application], Reply], *,
    now_ms: int,
) -> None:  # fmt: skip
    """Put a notice into the outbox for the person of each application who has a chat."""
    visitors, mail = house.bookings.visits.visitors, Mail(house, now_ms=now_ms)
    for start in range(0, len(applications), PEOPLE_AT_ONCE):
        chunk = applications[start : start + PEOPLE_AT_ONCE]
        chats = await asyncio.gather(*(visitors.chat_for(office, each, now_ms=now_ms) for each in chunk))
        pairs = zip(chunk, chats, strict=True)
        await mail.send([Letter(chat=to, office=office.code, reply=notice(each)) for each, to in pairs if to.channel])
