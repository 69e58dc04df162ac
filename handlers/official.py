"""`#cekresmi`: how to tell that a chat is the office's own."""

from __future__ import annotations

from bot.arguments import no_arguments
from bot.commands import ShowOfficial
from bot.messages import Lines, Reply, Value, Words
from bot.offices import Office
from bot.routing import Request, Routes
from handlers.buttons import CHECK, LOCATION

routes = Routes()

WORDS = ("cekresmi", "penipuan", "official", "verify")


@routes.on(ShowOfficial, words=dict.fromkeys(WORDS, no_arguments(ShowOfficial)))
async def official(request: Request, command: ShowOfficial) -> Reply:
    """Tell the office's real accounts, and what it never asks for."""
    office = request.office
    values: dict[str, Value] = {"office": office.name, "address": office.address}
    if not office.official_accounts:
        return Reply(key="official-at-office", values=values, choices=(CHECK, LOCATION))
    return Reply(key="official", values={**values, "accounts": accounts(office)}, choices=(CHECK, LOCATION))


def accounts(office: Office) -> Lines:
    """Tell the office's real accounts, a line each."""
    return Lines(tuple(Words("official-account", {"account": account}) for account in office.official_accounts))
