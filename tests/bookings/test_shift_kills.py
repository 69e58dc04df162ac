"""A process that dies while it moves or gives up a date: the next one to handle the message ends what it began."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from bot.booking_values import Booking
from bot.bookings import Bookings
from bot.shifts import Shifts
from bot.store.client import Client
from bot.store.operations import Operation
from tests.bookings.wishes import CIREBON, Meet, book, booked
from tests.offices import MINUTE_MS, MONDAY, NOW_MS, TUESDAY
from tests.requests import Sender, sealer_of_tests

CLOSED = replace(CIREBON, closed={MONDAY: "Listrik padam"})
OFFICER = Operation("officer", 1)
DEADLINE_MS = NOW_MS + 24 * 60 * MINUTE_MS
NAMES = ("Ani", "Bela")
KINDS = ("move", "release", "due")


class Killed(BaseException):
    """The end of a process."""


class Mortal:
    """A client of a process that is killed after so many calls of functions."""

    def __init__(self, client: Client, *, lives: int) -> None:
        self._client = client
        self._lives = lives

    def __getattr__(self, name: str) -> object:
        return getattr(self._client, name)

    def call(self, function: str, keys: Sequence[str], *args: str | bytes | int) -> object:
        """Call a function, or die."""
        if not self._lives:
            raise Killed
        self._lives -= 1
        return self._client.call(function, keys, *args)


def shifts_on(client: Client) -> Shifts:
    """Return the shifts of a process."""
    bookings = Bookings(client, sealer_of_tests(), uniform=lambda shortest, longest: shortest)
    return Shifts(client, bookings, uniform=lambda shortest, longest: shortest)


async def act(shifts: Shifts, kind: str) -> None:
    """Do what an officer or the clock asks for."""
    if kind == "release":
        await shifts.release_day(CLOSED, MONDAY, operation=OFFICER, now_ms=NOW_MS)
        return
    await shifts.move_day(CLOSED, MONDAY, to=TUESDAY, deadline_ms=DEADLINE_MS, operation=OFFICER, now_ms=NOW_MS)
    if kind == "due":
        await shifts.due(CLOSED, now_ms=DEADLINE_MS)


@pytest.mark.parametrize("kind", KINDS)
async def test_killed_anywhere(client: Client, bookings: Bookings, meet: Meet, kind: str) -> None:
    """After a death behind any call, doing it again leaves everybody and every claim as if nobody had died."""
    for lives in range(40):
        await client.execute("FLUSHALL")
        senders = [await a_sender(bookings, meet, n) for n in range(2)]
        try:
            await act(shifts_on(Mortal(client, lives=lives)), kind)  # type: ignore[arg-type]  # a client but for its end
        except Killed:
            await act(shifts_on(client), kind)
            ends = [await end(bookings, sender, name) for sender, name in zip(senders, NAMES, strict=True)]
            assert ends_of(kind) == ends
            for day in (MONDAY, TUESDAY):
                assert [] == await bookings.differences(CIREBON, day, now_ms=NOW_MS)
        else:
            assert lives > 4  # it was killed behind each of its calls before
            return
    pytest.fail("it never got through")


async def a_sender(bookings: Bookings, meet: Meet, n: int) -> Sender:
    """Return somebody with a booking on Monday."""
    sender = meet(f"+62812000000{n}", chat=f"chat-{n}")
    await booked(bookings, sender, book(NAMES[n], session="08:00"))
    return sender


def ends_of(kind: str) -> list[str]:
    """Return where both must be in the end."""
    return [f"booked {TUESDAY}"] * 2 if kind == "move" else ["free"] * 2


async def end(bookings: Bookings, sender: Sender, name: str) -> str:
    """Return where somebody is, or "free" when they can book again."""
    found = await bookings.mine(sender.request())
    if found:
        return f"{found[0].state} {found[0].day}"
    held = await bookings.hold(sender.request(), book(name, day=TUESDAY))
    return "free" if isinstance(held, Booking) else held.reason
