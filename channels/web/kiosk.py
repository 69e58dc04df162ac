"""The kiosk's HTTP side: a tablet in the lobby that gives queue numbers. Only a paired device has it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import msgspec
from fastapi import APIRouter, Request, Response
from msgspec import Meta, Struct

from bot.messages import Language
from bot.offices import Office
from channels.web.bodies import posts, read_body
from channels.web.doors import Doors
from channels.web.printing import Printer, Printers
from channels.web.reception import Received, Reception
from channels.web.screens import Screens, language_of

READER = Path(__file__).parent / "scanner" / "node_modules" / "qr"
"""Where `make scanner` puts what reads a QR in browsers that can't; the page does without it where it is not."""

GROUNDS = ("elderly", "child", "pregnant", "disabled", "general")
WORDS = (
    "kiosk-title", "kiosk-welcome", "kiosk-welcome-how", "kiosk-scan", "kiosk-scan-how", "kiosk-no-camera",
    "kiosk-type", "kiosk-type-how", "kiosk-keys", "kiosk-erase", "kiosk-get-number", "kiosk-walk-in",
    "kiosk-walk-in-how", "kiosk-large", "kiosk-read-aloud", "kiosk-back", "kiosk-done", "kiosk-working",
    "kiosk-take-paper", "kiosk-printing", "kiosk-failed", "kiosk-failed-how", "kiosk-print-again",
    "kiosk-without-paper", "kiosk-remember", "kiosk-withdrawn", "kiosk-withdrawn-how", "kiosk-turned-away",
)  # fmt: skip

PressId = Annotated[str, Meta(pattern=r"^[A-Za-z0-9-]{16,64}\Z")]
Number = Annotated[str, Meta(pattern=r"^[A-Z]\d{3,6}\Z")]


class Shown(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A code as it was scanned or typed. `id` is made for each press, so that the same one twice is one."""

    id: PressId
    code: Annotated[str, Meta(min_length=1, max_length=300)]


class Chosen(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A category of people without a booking."""

    id: PressId
    category: Annotated[str, Meta(min_length=1, max_length=40)]


class Numbered(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A ticket of today."""

    number: Number


class Kiosk:
    """The page `/kios` and what it asks."""

    def __init__(self, doors: Doors, screens: Screens, *, reception: Reception, printers: Printers) -> None:
        self._doors = doors
        self._screens = screens
        self._reception = reception
        self._printers = printers

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(tags=["kiosk"])
        add = router.add_api_route
        add("/kios", self.show, methods=["GET"], summary="The kiosk")
        add("/kios/keadaan", self.know, methods=["GET"], status_code=204, summary="Whether the kiosk is still paired")
        add("/kios/kode", self.arrive, methods=["POST"], openapi_extra=posts(Shown), summary="A number for a code")
        add("/kios/langsung", self.walk_in, methods=["POST"], openapi_extra=posts(Chosen), summary="One for a walk-in")
        add("/kios/cetak", self.again, methods=["POST"], openapi_extra=posts(Numbered), summary="Print a paper again")
        add(
            "/kios/tercetak", self.printed, methods=["POST"], status_code=204, openapi_extra=posts(Numbered),
            summary="A paper is out: its ticket waits",
        )  # fmt: skip
        return router

    async def show(self, request: Request) -> Response:
        """Show the page."""
        await self._doors.device(request, "kiosk")
        office = self._doors.office
        has_reader = await asyncio.to_thread(READER.is_dir)
        values = {
            "categories": self._categories(office, language_of(request)),
            "reader": "/static/qr/decode.js" if has_reader else "",
        }
        return self._screens.show(request, "kiosk.html", office=office, words=WORDS, values=values)

    async def know(self, request: Request) -> Response:
        """Tell whether the kiosk is still paired."""
        await self._doors.device(request, "kiosk")
        return Response(status_code=204)

    async def arrive(self, request: Request) -> Response:
        """Give a number for a code, or say why not."""
        shown = await read_body(request, Shown)
        printer = await self._printer(request)
        return _json(await self._reception.arrive(shown.code, shown.id, printer, language_of(request)))

    async def walk_in(self, request: Request) -> Response:
        """Give a number to somebody without a booking, or say why not."""
        chosen = await read_body(request, Chosen)
        printer = await self._printer(request)
        return _json(await self._reception.walk_in(chosen.category, chosen.id, printer, language_of(request)))

    async def again(self, request: Request) -> Response:
        """Print a paper again."""
        numbered = await read_body(request, Numbered)
        printer = await self._printer(request)
        return _json(await self._reception.again(numbered.number, printer, language_of(request)))

    async def printed(self, request: Request) -> Response:
        """Let a ticket wait whose paper came out of the browser's printer, or that needs none."""
        numbered = await read_body(request, Numbered)
        await self._doors.device(request, "kiosk")
        await self._reception.printed(numbered.number)
        return Response(status_code=204)

    async def _printer(self, request: Request) -> Printer | None:
        return self._printers.of((await self._doors.device(request, "kiosk")).name)

    def _categories(self, office: Office, language: Language) -> list[tuple[str, str]]:
        # locale: walk-in-elderly, walk-in-child, walk-in-pregnant, walk-in-disabled, walk-in-general
        known = {ground: self._screens.wording(f"walk-in-{ground}", {}, language) for ground in GROUNDS}
        return [(each.category, known.get(each.category, each.category)) for each in office.walk_ins if each.places]


def _json(received: Received) -> Response:
    return Response(msgspec.json.encode(received), media_type="application/json")
