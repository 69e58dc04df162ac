"""Where officers sign in with a code of the bot's, and where a screen of the lobby is made a device."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from msgspec import Meta, Struct

from channels.web.bodies import posts, read_body
from channels.web.doors import Doors
from channels.web.errors import Rejected
from channels.web.screens import Screens, language_of

SIGN_IN_WORDS = ("room-sign-in", "room-sign-in-how", "room-code", "room-code-hint", "room-sign-in-button")
PAIR_WORDS = ("room-pair", "room-pair-how", "room-code", "room-code-hint", "room-pair-button")
HOMES = {"kiosk": "/kios", "board": "/papan"}


class Shown(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A code as somebody typed it."""

    code: Annotated[str, Meta(min_length=1, max_length=40)]


class Entrance:
    """The pages `/masuk` and `/perangkat`."""

    def __init__(self, doors: Doors, screens: Screens) -> None:
        self._doors = doors
        self._screens = screens

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(tags=["staff"])
        body = posts(Shown)
        router.add_api_route("/masuk", self.show_sign_in, methods=["GET"], summary="The page on which officers sign in")
        router.add_api_route(
            "/masuk", self.sign_in, methods=["POST"], status_code=204, openapi_extra=body, summary="Sign in with a code"
        )
        router.add_api_route(
            "/keluar", self.sign_out, methods=["POST"], status_code=204, openapi_extra=posts(dict), summary="Sign out"
        )
        router.add_api_route("/perangkat", self.show_pair, methods=["GET"], summary="The page that pairs a device")
        router.add_api_route("/perangkat", self.pair, methods=["POST"], openapi_extra=body, summary="Pair a device")
        return router

    async def show_sign_in(self, request: Request) -> Response:
        """Show the form; who is signed in already goes on to the desk."""
        try:
            await self._doors.officer(request)
        except Rejected:
            values = {"post": "/masuk", "home": "/loket", "title": "room-sign-in", "how": "room-sign-in-how"}
            return self._form(request, {**values, "button": "room-sign-in-button"}, SIGN_IN_WORDS)
        return RedirectResponse("/loket", status_code=303)

    async def sign_in(self, request: Request) -> Response:
        """Begin a session, in a cookie."""
        shown = await read_body(request, Shown)
        response = Response(status_code=204)
        if await self._doors.sign_in(request, response, shown.code) is None:
            raise Rejected(403, self._screens.wording("room-code-wrong", {}, language_of(request)))
        return response

    async def sign_out(self, request: Request) -> Response:
        """End the session."""
        await read_body(request, dict)
        response = Response(status_code=204)
        await self._doors.sign_out(request, response)
        return response

    async def show_pair(self, request: Request) -> Response:
        """Show the form into which a device's code is typed."""
        values = {"post": "/perangkat", "home": "", "title": "room-pair", "how": "room-pair-how"}
        return self._form(request, {**values, "button": "room-pair-button"}, PAIR_WORDS)

    async def pair(self, request: Request) -> Response:
        """Make the browser a device; the answer says which page is its home."""
        shown = await read_body(request, Shown)
        response = Response(media_type="application/json")
        device = await self._doors.pair(request, response, shown.code)
        if device is None:
            raise Rejected(403, self._screens.wording("room-pair-wrong", {}, language_of(request)))
        response.body = msgspec.json.encode({"name": device.name, "home": HOMES[device.kind]})
        response.headers["content-length"] = str(len(response.body))
        return response

    def _form(self, request: Request, values: dict[str, str], words: tuple[str, ...]) -> Response:
        return self._screens.show(request, "code.html", office=self._doors.office, words=words, values=values)
