"""`#parkir`: where to leave the motorcycle or the car. An office writes its own place into the locale files."""

from __future__ import annotations

from bot.arguments import no_arguments
from bot.choices import word_choice
from bot.commands import Command
from bot.messages import Choice, Reply
from bot.routing import Request, Routes

routes = Routes()

WORDS = ("parkir", "parkiran", "parking")
LOCATION = Choice(id=word_choice("lokasi"), label="choice-location")  # a label of the house's own words


class ShowParking(Command, frozen=True, kw_only=True):
    """`#parkir`: where one may park."""


@routes.on(ShowParking, words=dict.fromkeys(WORDS, no_arguments(ShowParking)))
async def parking(request: Request, command: ShowParking) -> Reply:
    """Tell where one may park, and offer the way to the office."""
    return Reply(key="parking", values={"office": request.office.name}, choices=(LOCATION,))
