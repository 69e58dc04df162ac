"""The sender's applications: of the number that they have proven, and of the patients whose cases are in this chat."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.routing import Request
from bot.visit_values import Application
from handlers.emergency_following import own_cases


async def own_applications(request: Request) -> Sequence[Application]:
    """Return the applications that the sender may see, each once; notices of a number's go to this chat from now on."""
    visits, office = request.bookings.visits, request.office
    mine = await visits.visitors.asked(office, request.phone, request.event.chat)
    codes = [case.application for case in await own_cases(request) if case.application]
    patients = await asyncio.gather(*(visits.applications.find(office, code) for code in codes))
    return list({each.code: each for each in (*mine, *patients) if each}.values())
