"""The page on which an operator links a phone: on loopback, opened by a link that works once, there only meanwhile."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Callable, Mapping, Sequence
from html import escape
from importlib.resources import files
from io import BytesIO
from string import Template

import segno
from msgspec import Struct

from bot.engine.wording import Wording
from bot.listening import listening
from bot.messages import Language

PAGES = files("channels.whatsapp") / "pages"
PAGE = Template(PAGES.joinpath("pairing.html").read_text(encoding="utf-8"))
STYLE = PAGES.joinpath("pairing.css").read_bytes()
LOOPBACK = "127.0.0.1"
HOSTS = (LOOPBACK, "localhost")
COOKIE = "antrian-pairing"
REQUEST_BYTES = 16 * 1024
REQUEST_S = 5.0
REFRESH_S = 3
WORDS = ("whatsapp-pair-scan", "whatsapp-pair-type", "whatsapp-pair-wait")
HEADERS = (
    "Content-Security-Policy: default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nCache-Control: no-store\r\nConnection: close"
)
REASONS = {
    200: "OK",
    303: "See Other",
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    421: "Misdirected Request",
}


class Answer(Struct, frozen=True, kw_only=True):
    """What a browser gets."""

    status: int = 200
    body: bytes = b""
    type: str = "text/html; charset=utf-8"
    headers: Sequence[str] = ()

    def encoded(self) -> bytes:
        """Return it as it is written."""
        lines = (
            f"HTTP/1.1 {self.status} {REASONS[self.status]}",
            HEADERS,
            f"Content-Type: {self.type}",
            f"Content-Length: {len(self.body)}",
            *self.headers,
        )
        return "\r\n".join((*lines, "", "")).encode() + self.body


class PairingPage:
    """The page of one account. `invite` is given each new link, to show it to who runs the program."""

    def __init__(
        self, wording: Wording, *, account: str, port: int, secret: Callable[[], str], invite: Callable[[str], None]
    ) -> None:
        self.qr = ""
        self.typed = ""
        self.is_linked = False
        self._wording = wording
        self._account = account
        self._port = port
        self._secret = secret
        self._invite = invite
        self._token = ""
        self._cookie = secret()
        self._server: asyncio.Server | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether the page is served."""
        return self._server is not None

    async def open(self) -> None:
        """Serve the page and invite to it, unless that is so already. Raises AddressRefused."""
        if self.is_open:
            return
        owner = f"whatsapp account {self._account!r}"
        listener = listening(LOOPBACK, self._port, owner=owner, settings="`pairing_port`")
        self._port = listener.getsockname()[1]
        self._server = await asyncio.start_server(self._serve, sock=listener, limit=REQUEST_BYTES)
        self._invite_again()

    async def close(self) -> None:
        """Serve no more."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
            self._server = None

    def answer(self, method: str, path: str, headers: Mapping[str, str]) -> Answer:
        """Return what a request gets."""
        language: Language = "en" if headers.get("accept-language", "").casefold().startswith("en") else "id"
        if headers.get("host", "").rpartition(":")[0] not in HOSTS:  # another name that leads here is not ours
            return Answer(status=421)
        if method != "GET":
            return Answer(status=400)
        if path == "/pairing.css":
            return Answer(body=STYLE, type="text/css; charset=utf-8")
        if path.startswith("/link/"):
            return self._welcome(path.removeprefix("/link/"), language)
        if not _is_same(_cookie(headers), self._cookie):
            return Answer(status=403, body=self._notice("whatsapp-pair-used", language))
        if path == "/":
            return Answer(body=self._shown(language))
        if path == "/code.svg" and self.qr:
            return Answer(body=_svg(self.qr), type="image/svg+xml")
        return Answer(status=404)

    def _welcome(self, token: str, language: Language) -> Answer:
        """Take a link's token, once; who opens the link again finds a new one where the first one was shown."""
        if not self._token:
            self._invite_again()
            return Answer(status=403, body=self._notice("whatsapp-pair-used", language))
        if not _is_same(token, self._token):
            return Answer(status=403, body=self._notice("whatsapp-pair-used", language))
        self._token = ""
        cookie = f"Set-Cookie: {COOKIE}={self._cookie}; HttpOnly; SameSite=Strict; Path=/"
        return Answer(status=303, headers=("Location: /", cookie))

    def _invite_again(self) -> None:
        self._token = self._secret()
        self._invite(f"http://{LOOPBACK}:{self._port}/link/{self._token}")

    def _shown(self, language: Language) -> bytes:
        if self.is_linked:
            return self._notice("whatsapp-pair-linked", language)
        words = {key: escape(self._wording(key, {}, language)) for key in WORDS}
        code = f'<p>{words["whatsapp-pair-type"]}</p><p class="code">{escape(self.typed)}</p>' if self.typed else ""
        picture = '<img src="/code.svg" alt="">' if self.qr else f"<p>{words['whatsapp-pair-wait']}</p>"
        body = f"<p>{words['whatsapp-pair-scan']}</p>{picture}{code}"
        return self._page(body, language, refresh=f'<meta http-equiv="refresh" content="{REFRESH_S}">')

    def _notice(self, key: str, language: Language) -> bytes:
        return self._page(f'<p class="notice">{escape(self._wording(key, {}, language))}</p>', language)

    def _page(self, body: str, language: Language, *, refresh: str = "") -> bytes:
        title = escape(self._wording("whatsapp-pair-title", {}, language))
        return PAGE.substitute(language=language, title=title, refresh=refresh, body=body).encode()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(REQUEST_S):
                head = await reader.readuntil(b"\r\n\r\n")
                writer.write(self.answer(*_parsed(head.decode("latin-1"))).encoded())
                await writer.drain()
        except (TimeoutError, ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError):
            return  # no browser that asks for the page does that
        finally:
            writer.close()


def _parsed(head: str) -> tuple[str, str, Mapping[str, str]]:
    """Return the method, the path and the headers of a request. Raises ValueError."""
    first, *others = head.rstrip("\r\n").split("\r\n")
    method, path, _ = first.split(" ")
    pairs = (line.partition(":") for line in others)
    return method, path, {name.strip().casefold(): value.strip() for name, _, value in pairs}


def _cookie(headers: Mapping[str, str]) -> str:
    pairs = (each.strip().partition("=") for each in headers.get("cookie", "").split(";"))
    return next((value for name, _, value in pairs if name == COOKIE), "")


def _is_same(shown: str, right: str) -> bool:
    return hmac.compare_digest(shown.encode(), right.encode())


def _svg(code: str) -> bytes:
    picture = BytesIO()
    segno.make_qr(code, error="l").save(picture, kind="svg", scale=8, light="#fff", svgclass=None, lineclass=None)
    return picture.getvalue()
