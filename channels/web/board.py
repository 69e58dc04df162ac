"""The board for the lobby's television: numbers and counters, no names. Its calls are spoken by clips."""

from __future__ import annotations

import asyncio
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, StreamingResponse

from channels.web.doors import Doors, NotPaired
from channels.web.errors import Rejected
from channels.web.feed import EVENT_ID, Feed
from channels.web.screens import Screens
from channels.web.voice import CLIP

WORDS = (
    "board-title", "board-now", "board-waiting", "board-none", "board-sound", "board-last-calls", "board-call",
    "board-paused",
)  # fmt: skip


class Board:
    """The page `/papan`, its events and its voice. A device sees it, and an officer who is signed in."""

    def __init__(self, doors: Doors, screens: Screens, *, feed: Feed, voice: Path) -> None:
        self._doors = doors
        self._screens = screens
        self._feed = feed
        self._voice = voice

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(tags=["board"])
        router.add_api_route("/papan", self.show, methods=["GET"], summary="The board")
        router.add_api_route("/papan/peristiwa", self.listen, methods=["GET"], summary="Calls, and how things stand")
        router.add_api_route("/suara/{clip}", self.clip, methods=["GET"], summary="A clip of the voice")
        return router

    async def show(self, request: Request) -> Response:
        """Show the board."""
        await self._enter(request)
        return self._screens.show(request, "board.html", office=self._doors.office, words=WORDS)

    async def listen(self, request: Request, after: str = "") -> Response:
        """Stream the calls behind the last one that the page has seen, and how things stand."""
        await self._enter(request)
        last = request.headers.get("last-event-id", after)
        frames = self._feed.listen(last if EVENT_ID.fullmatch(last) else "")
        return StreamingResponse(frames, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})

    async def clip(self, clip: str) -> Response:
        """Give a clip; they are words and digits, nothing of anybody's."""
        path = self._voice / f"{clip}.wav"
        if not CLIP.fullmatch(clip) or not await asyncio.to_thread(path.is_file):
            raise Rejected(404, "no such clip")
        return FileResponse(path, media_type="audio/wav")

    async def _enter(self, request: Request) -> None:
        try:
            await self._doors.device(request, "board")
        except NotPaired:
            await self._doors.officer(request)
