"""Reminders: whom they reach, when they lose their sense, and that nobody gets one twice."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.app import House
from bot.booking_values import Booking
from bot.choices import cancel_choice, coming_choice
from bot.commands import Book
from bot.jobs.errors import OfficeGone, OutboxFull
from bot.jobs.mail import MOST_WAITING, Letter, Mail
from bot.jobs.periods import Period
from bot.jobs.work import do_in
from bot.messages import ChatRef, Day, Priority, Reply
from bot.profiles import Profile
from bot.store import keys
from bot.store.inbox import chat_fingerprint
from bot.store.profiles import Profiles
from tests.jobs.people import booking_of, replies, sender, waiting
from tests.offices import HOLIDAY, MONDAY, NOW_MS, TUESDAY, instant

BEFORE = Period("remind-before", "CBN", MONDAY)
TODAY = Period("remind-today", "CBN", MONDAY)
EVE_MS = instant(MONDAY, time(0)) - 8 * 3600 * 1000
MORNING_MS = instant(MONDAY, time(6))


async def test_everyone_booked_is_reminded(house: House) -> None:
    """Who is booked for the date hears when and where, with both buttons; who holds, or cancelled, hears nothing."""
    budi, siti, agus = (sender(house) for _ in range(3))
    mine = await booking_of(house, budi)
    await booking_of(house, siti, day=TUESDAY)
    gone = await booking_of(house, agus)
    await house.bookings.cancel(agus.request(), gone.code)
    await do_in(house, BEFORE, now_ms=EVE_MS)
    (reply,) = await replies(house)
    assert ("reminder-tomorrow", Priority.BULK) == (reply.key, reply.priority)
    assert [coming_choice(mine.code), cancel_choice(mine.code)] == [choice.id for choice in reply.choices]
    assert (mine.code, Day(MONDAY), "08:00 WIB") == tuple(reply.values[key] for key in ("code", "date", "hour"))
    assert instant(MONDAY, time(8)) == reply.expires_at_ms


async def test_a_rerun_says_nothing_twice(house: House) -> None:
    """The same reminder put in again is not sent again; the one of the morning is another."""
    await booking_of(house, sender(house))
    for period in (BEFORE, BEFORE, TODAY, TODAY):
        await do_in(house, period, now_ms=EVE_MS)
    assert ["reminder-tomorrow", "reminder-today"] == [reply.key for reply in await replies(house)]


async def test_nobody_to_remind(house: House) -> None:
    """Who was booked at the counter has no chat to be reminded in."""
    wish = Book(name="Sri Rahayu", birth_date=date(1980, 4, 3), service_date=MONDAY)
    assert isinstance(await house.bookings.book_at_counter(sender(house).request(), wish), Booking)
    await do_in(house, BEFORE, now_ms=EVE_MS)
    assert [] == await replies(house)
    assert [] == [key for key in await house.client.execute("KEYS", "*") if b":out" in key]


async def test_too_late(house: House) -> None:
    """Who can't come in time any more is not reminded; the later session is."""
    await booking_of(house, sender(house), session="08:00")
    await booking_of(house, sender(house), session="10:00")
    await do_in(house, TODAY, now_ms=instant(MONDAY, time(8)))
    assert ["10:00 WIB"] == [reply.values["hour"] for reply in await replies(house)]


async def test_who_said_so_is_not_asked_again(house: House) -> None:
    """Who has said that they come is reminded in the morning without being asked."""
    budi = sender(house)
    mine = await booking_of(house, budi)
    assert mine == await house.bookings.attendance.come(budi.request(), mine.code)
    await do_in(house, TODAY, now_ms=MORNING_MS)
    assert [[cancel_choice(mine.code)]] == [[c.id for c in reply.choices] for reply in await replies(house)]


async def test_the_chat_used_last(house: House) -> None:
    """A reminder goes to the chat in which the number's owner asked last, in the language chosen there."""
    budi = sender(house, chat="old")
    await booking_of(house, budi)
    other = budi.moved_to("new")
    await house.bookings.mine(other.request())
    await remember(house, ChatRef("web", "cbn", "new"), Profile(language="en"))
    await do_in(house, BEFORE, now_ms=EVE_MS)
    assert [("new", "en")] == [(e.chat.chat_id, e.language) for e in await waiting(house, channel="web")]


async def remember(house: House, chat: ChatRef, profile: Profile) -> None:
    """Keep a profile as the road does."""
    fingerprint = chat_fingerprint(house.sealer, chat)
    sealed = Profiles(house.sealer).sealed(fingerprint, profile)
    await house.client.execute("SET", keys.chat_keys(fingerprint).profile, sealed, "EX", 60)


async def test_a_closed_date(house: House) -> None:
    """Nobody is reminded of a date that has been closed meanwhile."""
    await booking_of(house, sender(house))
    await do_in(house, Period("remind-before", "CBN", HOLIDAY), now_ms=EVE_MS)
    assert [] == await replies(house)


async def test_an_office_that_is_gone(house: House) -> None:
    """A job for an office that is no longer configured fails with a word about what to do."""
    with pytest.raises(OfficeGone, match="antrian jobs drop"):
        await do_in(house, Period("summary", "XYZ", MONDAY), now_ms=EVE_MS)


class Sluice:
    """Counts the pauses of a job that fills an outbox; in each its account may send all that waits."""

    def __init__(self, house: House, *, sends: bool) -> None:
        self.pauses = 0
        self._house = house
        self._sends = sends

    async def __call__(self, _seconds: float) -> None:
        self.pauses += 1
        if self._sends:
            for part in range(keys.PARTS):
                key = keys.due(part, Priority.BULK, "web:cbn")
                await self._house.client.execute("DEL", key, key=key)


def letters(count: int) -> list[Letter]:
    """Return a letter for each of so many people."""
    return [
        Letter(
            chat=ChatRef("web", "cbn", f"chat-{number}"),
            office="CBN",
            reply=Reply(key="reminder-today", priority=Priority.BULK, idempotency_key="test"),
        )
        for number in range(count)
    ]


async def test_back_pressure(house: House) -> None:
    """A job puts no more into an outbox than its account sends: above the mark it waits."""
    sluice = Sluice(house, sends=True)
    mail = Mail(house, now_ms=NOW_MS, pause=sluice)
    assert 2 * MOST_WAITING + 1 == await mail.send(letters(2 * MOST_WAITING + 1))
    assert 2 == sluice.pauses


async def test_an_account_that_nobody_serves(house: House) -> None:
    """A job whose outbox does not empty gives up after a while, and is tried again; what is in is in once."""
    mail = Mail(house, now_ms=NOW_MS, pause=Sluice(house, sends=False))
    with pytest.raises(OutboxFull, match="web:cbn"):
        await mail.send(letters(MOST_WAITING + 1))
    assert MOST_WAITING == len(await waiting(house, channel="web"))
