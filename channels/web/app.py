"""The page's HTTP side: who may ask what, and what is answered. Knows sessions and cookies, not the road."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from urllib.parse import quote

import msgspec
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse, StreamingResponse
from fastapi.staticfiles import StaticFiles
from msgspec import Struct
from starlette.requests import ClientDisconnect

from bot.engine.wording import Wording
from bot.errors import StoreUnavailable
from bot.messages import ChatRef, Language
from bot.phones import PhoneMistake, read_phone
from bot.store.transcripts import Entry
from channels.web.bodies import json_body, posts, read_body
from channels.web.doors import NotPaired, NotSignedIn, TooManyGuesses
from channels.web.errors import NoSession, Rejected
from channels.web.headers import SecureHeaders
from channels.web.kiosk import READER
from channels.web.page import FOLDER, Page
from channels.web.parse import Introduction, Posted, Said, read_said
from channels.web.render import read_document
from channels.web.screens import LANGUAGE_COOKIE, LANGUAGES, language_of
from channels.web.sessions import LIFETIME_S, Session, Sessions
from channels.web.streams import Streams

COOKIE = "antrian_chat"
RETRY_AFTER_S = 2
ENTRY_ID = re.compile(r"\d{1,19}-\d{1,19}")
OWN_PATH = re.compile(r"/[a-z0-9/-]*")


class Site(Struct, frozen=True, kw_only=True):
    """What the page stands on.

    `take` returns once a message is safe; `find` gives an entry of a chat's transcript, `forget` erases it all.
    """

    account: str
    page: Page
    sessions: Sessions
    streams: Streams
    wording: Wording
    clock: Callable[[], int]
    take: Callable[[Posted], Awaitable[None]]
    find: Callable[[ChatRef, str], Awaitable[Entry | None]]
    forget: Callable[[ChatRef], Awaitable[None]]
    is_open: bool
    is_trial: bool
    rooms: Sequence[APIRouter] = ()


def application(site: Site) -> FastAPI:
    """Return the ASGI application of one web account."""
    app = FastAPI(title="Antrian", docs_url=None, redoc_url=None)
    app.add_middleware(SecureHeaders)
    app.add_exception_handler(Rejected, _rejected)
    app.add_exception_handler(StoreUnavailable, partial(_away, site))
    app.add_exception_handler(ClientDisconnect, _hung_up)
    app.mount("/static/qr", StaticFiles(directory=READER, check_dir=False))
    app.mount("/static", StaticFiles(directory=FOLDER / "static", check_dir=False))
    app.add_api_route("/language/{language}", _choose_language, methods=["GET"], summary="Choose the pages' language")
    for room in site.rooms:
        app.include_router(room)
    if not site.is_open:
        app.add_api_route("/", partial(_closed, site), methods=["GET"])
        return app
    chat = Chat(site)
    app.add_api_route("/", chat.show, methods=["GET"])
    app.add_api_route("/chat/session", chat.know, methods=["GET"])
    app.add_api_route("/chat/session", chat.begin, methods=["POST"], status_code=201, openapi_extra=posts(Introduction))
    app.add_api_route("/chat/leave", chat.leave, methods=["POST"], status_code=204, openapi_extra=posts(dict))
    app.add_api_route("/chat/messages", chat.say, methods=["POST"], status_code=202, openapi_extra=posts(Said))
    app.add_api_route("/chat/events", chat.listen, methods=["GET"])
    app.add_api_route("/chat/documents/{entry}/{number:int}", chat.download, methods=["GET"])
    return app


class Chat:
    """The requests of an open site."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def show(self, request: Request) -> Response:
        """Show the conversation, or the first screen to whom we don't know."""
        site, language = self._site, language_of(request)
        secret = request.cookies.get(COOKIE, "")
        if await site.sessions.find(secret) is None:
            return site.page.start(language, asks_phone=site.is_trial)
        response = site.page.chat(language, is_trial=site.is_trial)
        _keep(request, response, secret)
        return response

    async def know(self, request: Request) -> Response:
        """Tell whether the browser's session still stands."""
        await self._session(request)
        return Response(status_code=204)

    async def begin(self, request: Request) -> Response:
        """Begin a session; in trial mode with the phone number that is typed in, which is believed."""
        given = await read_body(request, Introduction)
        phone = self._believed(given.phone, language_of(request)) if self._site.is_trial else ""
        response = Response(status_code=201)
        _keep(request, response, await self._site.sessions.start(phone))
        return response

    async def leave(self, request: Request) -> Response:
        """Forget the session and what was said in it."""
        await read_body(request, dict)
        await self._site.forget(self._chat(await self._session(request)))
        await self._site.sessions.end(request.cookies[COOKIE])
        response = Response(status_code=204)
        response.delete_cookie(COOKIE, httponly=True, samesite="strict")
        return response

    async def say(self, request: Request) -> Response:
        """Take a message; 202 means that it is safe, and the same id again changes nothing."""
        said = read_said(await json_body(request))
        session = await self._session(request)
        posted = Posted(said=said, session=session, language=language_of(request), at_ms=self._site.clock())
        await self._site.take(posted)
        return Response(msgspec.json.encode({"id": said.id}), status_code=202, media_type="application/json")

    async def listen(self, request: Request, after: str = "") -> Response:
        """Stream the transcript from behind the last entry that the page has seen."""
        last = request.headers.get("last-event-id", after)
        if last and not ENTRY_ID.fullmatch(last):
            raise Rejected(400, "`Last-Event-ID` is not the id of an entry")
        frames = self._site.streams.frames(self._chat(await self._session(request)), last)
        return StreamingResponse(frames, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})

    async def download(self, request: Request, entry: str, number: int) -> Response:
        """Give a document of an entry of the session's own chat, as a file."""
        chat = self._chat(await self._session(request))
        found = await self._site.find(chat, entry) if ENTRY_ID.fullmatch(entry) else None
        document = read_document(found.body, number) if found else None
        if document is None:
            raise Rejected(404, "no such document")
        named = f"attachment; filename*=UTF-8''{quote(document.name, safe='')}"
        return Response(document.data, media_type=document.mime, headers={"Content-Disposition": named})

    async def _session(self, request: Request) -> Session:
        session = await self._site.sessions.find(request.cookies.get(COOKIE, ""))
        if session is None:
            raise NoSession
        return session

    def _chat(self, session: Session) -> ChatRef:
        return ChatRef("web", self._site.account, session.chat_id)

    def _believed(self, text: str, language: Language) -> str:
        phone = read_phone(text)
        if isinstance(phone, PhoneMistake):
            raise Rejected(422, self._site.wording("web-phone-wrong", {}, language))
        return phone


async def _choose_language(request: Request, language: str, to: str = "/") -> Response:
    if language not in LANGUAGES:
        raise Rejected(404, f"no such language; there are {', '.join(LANGUAGES)}")
    response = RedirectResponse(to if OWN_PATH.fullmatch(to) and not to.startswith("//") else "/", status_code=303)
    _set_cookie(request, response, LANGUAGE_COOKIE, language)
    return response


async def _closed(site: Site, request: Request) -> Response:
    return site.page.notice(language_of(request), "web-off", "web-off-why", status=403)


async def _rejected(request: Request, error: Exception) -> Response:
    assert isinstance(error, Rejected)
    if isinstance(error, NotSignedIn | NotPaired) and "text/html" in request.headers.get("accept", ""):
        return RedirectResponse(error.entrance, status_code=303)
    headers = {"Retry-After": str(error.retry_after_s)} if isinstance(error, TooManyGuesses) else None
    return JSONResponse({"message": error.message}, status_code=error.status, headers=headers)


async def _away(site: Site, request: Request, error: Exception) -> Response:
    response: Response
    if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
        response = site.page.notice(language_of(request), "web-away", "web-away-why", status=503)
        response.headers["Refresh"] = str(RETRY_AFTER_S)  # a kiosk and a board have nobody who opens the page again
    else:
        response = JSONResponse({"message": str(error)}, status_code=503)
    response.headers["Retry-After"] = str(RETRY_AFTER_S)
    return response


async def _hung_up(request: Request, error: Exception) -> Response:
    return Response(status_code=400)  # nobody is left to read it


def _keep(request: Request, response: Response, secret: str) -> None:
    _set_cookie(request, response, COOKIE, secret)


def _set_cookie(request: Request, response: Response, name: str, value: str) -> None:
    is_https = request.url.scheme == "https"
    response.set_cookie(name, value, max_age=LIFETIME_S, httponly=True, samesite="strict", secure=is_https)
