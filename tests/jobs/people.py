"""The office of the jobs' tests, who is booked there, and what its outbox holds for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import count

from bot.app import House
from bot.booking_values import Booking
from bot.messages import Priority, Reply
from bot.store.outbox import Entry
from tests.bookings.wishes import BORN, book, booked
from tests.offices import MONDAY, NOW_MS, office_of_tests, with_rules
from tests.requests import Sender

STAFF_CHAT = "-100200"
OFFICE = with_rules(office_of_tests(pools={"regular": 500}), closes_no_shows=True)
NUMBERS = count(1)


def sender(house: House, *, chat: str = "", now_ms: int = NOW_MS) -> Sender:
    """Return somebody with a number of their own."""
    number = next(NUMBERS)
    name = chat or f"chat-{number}"
    return Sender(house.bookings, f"+62812{number:08}", chat=name, office=house.offices["CBN"], now_ms=now_ms)


async def booking_of(house: House, someone: Sender, *, day: date = MONDAY, session: str = "08:00") -> Booking:
    """Book a place for somebody, under a name that is nobody else's."""
    name = f"Orang {''.join(chr(97 + int(digit)) for digit in str(next(NUMBERS)))}"
    return await booked(house.bookings, someone, book(name, born=BORN, day=day, session=session))


async def waiting(house: House, *, channel: str, account: str = "cbn") -> Sequence[Entry]:
    """Take all that an account is to send, as its sender does; in the order of chats."""
    full_name = f"{channel}:{account}"
    entries: list[Entry] = []
    for part in range(64):
        for lane in Priority:
            taken = await house.outbox.take(part, lane, full_name, most=1000, now_ms=NOW_MS * 2)
            for hold in taken.holds:
                entries += (await house.outbox.head(hold, most=1000)).entries
    return sorted(entries, key=lambda entry: entry.chat.chat_id)


async def replies(house: House, *, channel: str = "web") -> Sequence[Reply]:
    """Take what is to be said on a channel."""
    return [entry.reply for entry in await waiting(house, channel=channel)]
