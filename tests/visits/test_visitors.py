"""Whose an application is: who has the number that an officer wrote down, as long as it is written there."""

from __future__ import annotations

import pytest

from bot.messages import ChatRef
from tests.visits.front import Front

pytestmark = pytest.mark.usefixtures("audited")

PHONE, OTHER = "+6281299999991", "+6281299999992"
CHAT = ChatRef("web", "cbn", "a chat")


async def walk_in(front: Front, phone: str = PHONE) -> str:
    """Receive somebody who tells their number; return the code."""
    code = (await front.walk_in("elderly")).code
    await front.applications.identify(front.office, code, front.stamp(), name="Sri Rahayu", phone=phone)
    return code


async def test_a_number_that_was_wrong(front: Front) -> None:
    """A number that an officer has corrected shows nothing any more; the right one does."""
    code, visitors = await walk_in(front), front.bookings.visits.visitors
    await front.applications.identify(front.office, code, front.stamp(), name="Sri Rahayu", phone=OTHER)
    assert ([], [code]) == (
        await visitors.of(front.office, PHONE),
        [each.compact for each in await visitors.of(front.office, OTHER)],
    )


async def test_an_agent(front: Front) -> None:
    """However many applications a number has had, the last eight are found."""
    for _ in range(9):
        await walk_in(front)
    assert 8 == len(await front.bookings.visits.visitors.of(front.office, PHONE))


async def test_the_chat_that_asked(front: Front) -> None:
    """Notices go to the chat from which the number's owner asked; who has no application leaves no trace."""
    visitors, code = front.bookings.visits.visitors, await walk_in(front)
    application = await front.application(code)
    assert "" == (await visitors.chat_for(front.office, application, now_ms=front.now_ms)).channel
    assert [] == await visitors.asked(front.office, OTHER, CHAT)
    await visitors.asked(front.office, PHONE, CHAT)
    assert CHAT == await visitors.chat_for(front.office, application, now_ms=front.now_ms)
