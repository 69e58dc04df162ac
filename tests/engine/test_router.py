"""The router: from a message in the inbox to replies, with the project's own handlers and a broken one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from bot.arguments import Reading
from bot.bookings import Bookings
from bot.calendars import closed_on
from bot.commands import Command, ShowHelp
from bot.engine.menus import Menus
from bot.engine.router import Router
from bot.errors import AntrianError, LeaseLost, StoreUnavailable
from bot.messages import Button, InboundEvent, Reply
from bot.routing import Request, Routes
from bot.store.calendars import Calendars, LiveOffices
from bot.store.client import Client
from bot.store.errors import CalendarChanged
from bot.store.inbox import Waiting
from bot.store.operations import Operation
from tests.journeys.roads import DAY, OFFICES, ROUTES, SEALER, said
from tests.offices import NOW_MS, TODAY, TUESDAY

CHAT = "0123456789abcdef"


class Break(Command, frozen=True, kw_only=True):
    """`#rusak`: makes its handler fail."""


def broken(error: Exception) -> Routes:
    """Return the project's handlers and one more, which fails."""
    extra = Routes()

    def read(reading: Reading) -> Break:
        return Break()

    @extra.on(Break, words={"rusak": read})
    async def fail(request: Request, command: Break) -> Reply:
        raise error

    return Routes.merged([ROUTES, extra])


@pytest.fixture
def menus(client: Client) -> Menus:
    """Give the numbered choices of the chats."""
    return Menus(client, SEALER)


@pytest.fixture
def router(client: Client, menus: Menus) -> Callable[[Routes], Router]:
    """Give a way to make a router of some routes."""
    bookings = Bookings(client, SEALER, uniform=lambda shortest, longest: shortest)
    return lambda routes: Router(
        routes, offices=LiveOffices(OFFICES, Calendars(client)), bookings=bookings, menus=menus
    )


async def keys(router: Router, event: InboundEvent, *, is_flood: bool = False) -> list[str]:
    """Return the keys of the replies to an event."""
    waiting = Waiting(number=NOW_MS, event=event, is_flood=is_flood)
    answered = await router.answer(waiting, chat=CHAT, now_ms=NOW_MS)
    return [reply.key for reply in answered.replies]


async def test_words(router: Callable[[Routes], Router]) -> None:
    """A command word finds its handler."""
    assert ["check-none"] == await keys(router(ROUTES), said("#cek"))


class Told(Command, frozen=True, kw_only=True):
    """Something said in a conversation of the test's."""

    taken_for: str


def talking() -> Routes:
    """Return the project's handlers and a conversation that takes whatever is said but for one command."""
    extra = Routes()

    @extra.in_turn
    def turn(request: Request, command: Command) -> Command | None:
        return None if isinstance(command, ShowHelp) else Told(taken_for=type(command).__name__)

    @extra.on(Told)
    async def told(request: Request, command: Told) -> Reply:
        return Reply(key=command.taken_for)

    return Routes.merged([ROUTES, extra])


TURNS = {
    "words": (said("di warung biru"), "Unclear"),
    "another command": (said("#bantuan"), "help"),
    "a photo": (replace(said(), kind="photo"), "Unsupported"),
    "a press": (said(choice="word:cek"), "check-none"),
    "a press by its number": (said("1"), "check-none"),
    "a press by its label": (said("Cek booking"), "check-none"),
}


@pytest.mark.parametrize(("event", "key"), TURNS.values(), ids=TURNS)
async def test_conversation(router: Callable[[Routes], Router], menus: Menus, event: InboundEvent, key: str) -> None:
    """A conversation takes what is said in it, but no press on a button, however one presses here."""
    await menus.keep(CHAT, (Button("word:cek", "Cek booking"),))
    assert [key] == await keys(router(talking()), event)


async def test_flood(router: Callable[[Routes], Router]) -> None:
    """The one message too many is answered with a warning, whatever it asks for."""
    assert ["flood-warning"] == await keys(router(ROUTES), said("#cek"), is_flood=True)


async def test_unknown_office(router: Callable[[Routes], Router]) -> None:
    """A message for an office that the configuration does not have any more gets an apology."""
    assert ["internal-error"] == await keys(router(ROUTES), said("#cek", office="XYZ"))


async def test_failing_handler(router: Callable[[Routes], Router]) -> None:
    """A handler that fails is answered for with an apology; the next message is answered as ever."""
    answering = router(broken(ValueError("a bug")))
    assert ["internal-error"] == await keys(answering, said("#rusak"))
    assert ["check-none"] == await keys(answering, said("#cek"))


@pytest.mark.parametrize(
    "error",
    [StoreUnavailable(waited_s=30, cause="refused"), LeaseLost("another worker has it")],
    ids=["store away", "lease lost"],
)
async def test_not_answered(error: AntrianError, router: Callable[[Routes], Router]) -> None:
    """Nothing is said when the store is away or another worker answers: the message stays in the inbox."""
    with pytest.raises(type(error)):
        await keys(router(broken(error)), said("#rusak"))


async def test_no_handler(router: Callable[[Routes], Router]) -> None:
    """A command that no plugin answers is as unclear as any other text."""
    routes = Routes()
    routes.handlers = {kind: handler for kind, handler in ROUTES.handlers.items() if kind is not ShowHelp}
    routes.words = ROUTES.words
    unclear = await keys(router(ROUTES), said("xyzzy"))
    assert unclear == await keys(router(routes), said("#bantuan"))


@pytest.mark.parametrize("text", ["1", "1.", "Cek booking"])
async def test_menu(text: str, router: Callable[[Routes], Router], menus: Menus) -> None:
    """Where buttons are numbered lines, a number or its label means what was listed."""
    assert ["check-none"] != await keys(router(ROUTES), said("1"))
    await menus.keep(CHAT, (Button("word:cek", "Cek booking"), Button("word:bantuan", "Bantuan")))
    assert ["check-none"] == await keys(router(ROUTES), said(text))


async def test_last_menu(router: Callable[[Routes], Router], menus: Menus) -> None:
    """A number means the choice of the last menu, not of an earlier one."""
    await menus.keep(CHAT, (Button("word:bantuan", "Bantuan"),))
    await menus.keep(CHAT, (Button("word:cek", "Cek booking"),))
    assert ["check-none"] == await keys(router(ROUTES), said("1"))


async def test_code_of_a_choice(router: Callable[[Routes], Router], menus: Menus) -> None:
    """In a private chat that is the staff's, a choice's code means it, whatever has been listed since."""
    number = await menus.number(CHAT, "card", ("word:cek",))
    await menus.number(CHAT, "question", ("word:bantuan",))
    assert ["check-none"] == await keys(router(ROUTES), said(f"{number}a"))


async def test_a_calendar_that_changed(client: Client, router: Callable[[Routes], Router]) -> None:
    """A change that another process made counts for the very next booking, which is answered by it at once."""
    answering = router(ROUTES)
    line = f"#Budi Santoso#25011987#{DAY}"
    await LiveOffices(OFFICES, Calendars(client)).change(
        "CBN",
        lambda calendar, office: closed_on(calendar, TUESDAY, "Listrik padam", today=TODAY),
        operation=Operation("officer", 1),
        now_ms=NOW_MS,
    )
    assert ["no-place-copy"] == await keys(answering, said(line))


async def test_a_calendar_that_changes_all_the_time(router: Callable[[Routes], Router]) -> None:
    """A message is not handled again for ever."""
    assert ["internal-error"] == await keys(router(broken(CalendarChanged("CBN"))), said("#rusak"))
