"""`#berhenti` and `#mulai berita`: who wants no news from the office; what concerns one's own booking still comes."""

from __future__ import annotations

from bot.arguments import no_arguments
from bot.choices import word_choice
from bot.commands import StartNews, StopNews
from bot.messages import Choice, Reply
from bot.routing import Request, Routes
from handlers.buttons import HELP, SCHEDULE

routes = Routes()

STOP_WORDS = ("berhenti berita", "stop berita", "stop news", "unsubscribe")
START_WORDS = ("mulai berita", "start news")
NEWS_AGAIN = Choice(id=word_choice("mulai berita"), label="choice-news-again")


@routes.on(StopNews, words=dict.fromkeys(STOP_WORDS, no_arguments(StopNews)))
async def stop(request: Request, command: StopNews) -> Reply:
    """Send this number no more news, and offer the way back."""
    return await stopped(request, "news-stopped")


@routes.on(StartNews, words=dict.fromkeys(START_WORDS, no_arguments(StartNews)))
async def start(request: Request, command: StartNews) -> Reply:
    """Send this number news again."""
    if request.phone:
        await request.bookings.news.want(request.bookings.records.number_fingerprint(request.phone))
    return Reply(key="news-started", choices=(SCHEDULE, HELP))


async def stopped(request: Request, key: str) -> Reply:
    """Remember that the sender wants no news; who has no number here gets none anyway."""
    if request.phone:
        await request.bookings.news.refuse(request.bookings.records.number_fingerprint(request.phone))
    return Reply(key=key, choices=(NEWS_AGAIN, SCHEDULE))
