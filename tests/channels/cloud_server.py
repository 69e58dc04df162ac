"""A strict Graph API on loopback: what Meta refuses it refuses, what a person would see it keeps."""

from __future__ import annotations

import itertools
import time
from collections import Counter, defaultdict, deque
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from io import BytesIO
from typing import Any

import aiohttp
import msgspec
from aiohttp import web
from msgspec import Struct

from channels.whatsapp_cloud.webhook import SIGNATURE_HEADER, signature
from tests.channels.strict_server import Fault, StrictServer

PHONE_ID = "100000000000001"
BUSINESS_ID = "200000000000001"
TOKEN = "EAAGrahasia0token0yang0panjang"
APP_SECRET = "5f3c9rahasia-aplikasi"
VERIFY_WORD = "kata-sandi-webhook"
VERSION = "v26.0"
USER = "ID.13491208655302741918"
NUMBER = "6281234567890"
GROUP = "Y2FwaV9ncm91cDoxMjM0NTY3ODkw"

IMAGES = {"image/png": 5_000_000, "image/jpeg": 5_000_000}
DOCUMENTS = {
    "text/plain": 100_000_000,
    "application/pdf": 100_000_000,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": 100_000_000,
}
IN_GROUPS = ("text", "image", "document", "template")

Json = dict[str, Any]


def refusal(code: int, message: str = "refused", *, status: int = 400) -> Fault:
    """Return what the Graph API answers to a call that it does not do."""
    error = {
        "message": f"(#{code}) {message}",
        "type": "OAuthException",
        "code": code,
        "error_data": {"messaging_product": "whatsapp", "details": message},
        "fbtrace_id": "AbCdEf123",
    }
    return Fault(status=status, body=msgspec.json.encode({"error": error}).decode())


class Shown(Struct, frozen=True, kw_only=True):
    """A message of the office's as the person sees it."""

    chat: str
    id: str
    kind: str
    text: str = ""
    labels: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    file: bytes = b""
    filename: str = ""
    place: tuple[float, float] | None = None


class Refused(Exception):
    """Raised when a call breaks a rule of the Graph API."""

    def __init__(self, code: int, message: str) -> None:
        self.fault = refusal(code, message)
        super().__init__(message)


class Limits(Struct, frozen=True, kw_only=True):
    """How much a number may send: so many messages in any window; to one person a few, then one each interval."""

    messages: int = 80
    window_s: float = 1.0
    pair_messages: int = 45
    pair_interval_s: float = 6.0


METAS = Limits()


class Meter:
    """Counts what a number sends, and what was too much of it, by the code of the refusal."""

    def __init__(self, limits: Limits) -> None:
        self.refused = Counter[int]()
        self._limits = limits
        self._taken = deque[float]()
        self._full_at: defaultdict[str, float] = defaultdict(float)

    def take(self, chat: str) -> None:
        """Take one more message. Raises Refused."""
        now, limits = time.monotonic(), self._limits
        while self._taken and now - self._taken[0] >= limits.window_s:
            self._taken.popleft()
        full_at = max(now, self._full_at[chat])
        if len(self._taken) >= limits.messages:
            self._refuse(130429, "Rate limit hit")
        if full_at - now > (limits.pair_messages - 1) * limits.pair_interval_s:
            self._refuse(131056, "(Business Account, Consumer Account) pair rate limit hit")
        self._taken.append(now)
        self._full_at[chat] = full_at + limits.pair_interval_s

    def _refuse(self, code: int, words: str) -> None:
        self.refused[code] += 1
        raise Refused(code, words)


class GraphApi(StrictServer):
    """One number at Meta: its messages, its files, its people, and the calls that were made."""

    def __init__(self, limits: Limits = METAS) -> None:
        super().__init__()
        self.meter = Meter(limits)
        self.token = TOKEN
        self.chats = {USER, NUMBER, GROUP}
        self.out_of_window: set[str] = set()
        self.templates: dict[tuple[str, str], int] = {}
        self.approved: list[Json] = []
        self.calls: list[Json] = []
        self.shown: list[Shown] = []
        self.files: dict[str, tuple[str, bytes]] = {}
        self.declared_bytes: int | None = None
        self.looks = 0
        self.read: list[tuple[str, bool]] = []
        self._ids = itertools.count(1000)

    # --- for the tests ---

    async def post(self, body: bytes, *, to: str, secret: str = APP_SECRET) -> int:
        """Post a body to a webhook as Meta does, signed; return the answer's status."""
        headers = {SIGNATURE_HEADER: signature(body, secret), "Content-Type": "application/json"}
        async with aiohttp.ClientSession() as http, http.post(to, data=BytesIO(body), headers=headers) as response:
            return response.status

    # --- the server ---

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer a call, unless a fault is in its way."""
        what = request.match_info.get("edge", "")
        if request.match_info.get("id") == PHONE_ID:
            async with self.news:
                self.looks += 1
                self.news.notify_all()
        if request.headers.get("Authorization") != f"Bearer {self.token}":
            return refusal(190, "Error validating access token", status=401).response()
        if what == "messages" and "status" in await _call(request):
            what = "read"
        fault = self.next_fault(what)
        if (instead := self.instead(request, fault)) is not None:
            return instead
        try:
            result = await self._answers[what](self, request)
        except Refused as refused:
            return refused.fault.response()
        await self.spoil(request, fault)
        return web.json_response(result)

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Hand out a file to who has the token."""
        if request.headers.get("Authorization") != f"Bearer {self.token}":
            return web.Response(status=401)
        mime, data = self.files[request.match_info["id"]]
        return web.Response(body=data, content_type=mime)

    async def _messages(self, request: web.Request) -> Json:
        call = await _call(request)
        async with self.news:
            self.calls.append(call)
            shown = self._checked(call)
            self.meter.take(shown.chat)
            self.shown.append(shown)
            self.news.notify_all()
        return {
            "messaging_product": "whatsapp",
            "contacts": [{"input": shown.chat, "user_id": USER}],
            "messages": [{"id": shown.id}],
        }

    async def _read(self, request: web.Request) -> Json:
        call = await _call(request)
        _only(call, "messaging_product", "status", "message_id", "typing_indicator")
        _need((call["messaging_product"], call["status"]) == ("whatsapp", "read"), "status")
        _need(call.get("typing_indicator", {"type": "text"}) == {"type": "text"}, "typing_indicator")
        async with self.news:
            self.read.append((call["message_id"], "typing_indicator" in call))
            self.news.notify_all()
        return {"success": True}

    async def _media(self, request: web.Request) -> Json:
        form = await request.post()
        part = form["file"]
        assert isinstance(part, web.FileField)
        mime = str(form["type"])
        allowed = IMAGES | DOCUMENTS
        _need(form["messaging_product"] == "whatsapp", "messaging_product")
        _need(mime == part.content_type and mime in allowed, f"Param file must be one of {sorted(allowed)}")
        data = part.file.read()
        _need(len(data) <= allowed[mime], "media file is too large", code=131053)
        media_id = str(next(self._ids))
        self.files[media_id] = (mime, data)
        return {"id": media_id}

    async def _look(self, request: web.Request) -> Json:
        found = request.match_info["id"]
        if found == PHONE_ID:
            return {"id": PHONE_ID}
        if found not in self.files:
            raise Refused(100, "Unsupported get request. Object does not exist")
        mime, data = self.files[found]
        size = len(data) if self.declared_bytes is None else self.declared_bytes
        url = f"{self.url}/download/{found}"
        return {"messaging_product": "whatsapp", "url": url, "mime_type": mime, "file_size": size, "id": found}

    async def _templates(self, request: web.Request) -> Json:
        name = request.query["name"]
        _need(request.match_info["id"] == BUSINESS_ID, "no such account")
        return {"data": [each for each in self.approved if each["name"] == name]}

    _answers: Mapping[str, Callable[..., Any]] = {
        "messages": _messages,
        "read": _read,
        "media": _media,
        "message_templates": _templates,
        "": _look,
    }

    def _checked(self, call: Json) -> Shown:
        """Return what a call shows. Raises Refused for what the Graph API does not take."""
        kind = call.get("type", "")
        chat, is_group = self._recipient(call)
        known = {"messaging_product", "recipient_type", "to", "recipient", "type", "biz_opaque_callback_data", kind}
        _need(call.keys() <= known, f"unknown fields {sorted(call.keys() - known)}")
        _need(call["messaging_product"] == "whatsapp", "messaging_product")
        _need(len(call.get("biz_opaque_callback_data", "")) <= 512, "biz_opaque_callback_data is too long")
        _need(not is_group or kind in IN_GROUPS, "this type can't be sent to groups", code=131051)
        if chat not in self.chats:
            raise Refused(131026, "Message undeliverable")
        if chat in self.out_of_window and kind != "template":
            raise Refused(131047, "Re-engagement message")
        shown = Shown(chat=chat, id=f"wamid.{next(self._ids)}", kind=kind)
        return msgspec.structs.replace(shown, **self._content(kind, call[kind]))

    def _recipient(self, call: Json) -> tuple[str, bool]:
        _need(("to" in call) != ("recipient" in call), "one of to, recipient")
        chat = call.get("to", "") + call.get("recipient", "")
        _need(("." in chat) == ("recipient" in call), "ids belong into recipient, numbers into to")
        is_group = call["recipient_type"] == "group"
        _need(is_group == (chat == GROUP), "recipient_type")
        return chat, is_group

    def _content(self, kind: str, content: Json) -> Json:
        match kind:
            case "text":
                _only(content, "body", "preview_url")
                return {"text": _within(content["body"], 4096, "text.body")}
            case "image":
                _only(content, "id", "caption")
                _within(content.get("caption", "-"), 1024, "image.caption")
                return {"text": content.get("caption", ""), "file": self._file(content["id"], IMAGES)}
            case "document":
                _only(content, "id", "filename")
                return {"filename": content["filename"], "file": self._file(content["id"], DOCUMENTS)}
            case "location":
                _only(content, "latitude", "longitude")
                return {"place": (float(content["latitude"]), float(content["longitude"]))}
            case "interactive":
                return self._interactive(content)
            case "template":
                return self._template(content)
        raise Refused(131051, f"Unsupported message type {kind!r}")

    def _interactive(self, content: Json) -> Json:
        _only(content, "type", "header", "body", "action")
        _only(content["body"], "text")
        action, header = content["action"], content.get("header")
        if header is not None:
            _need(content["type"] == "button" and header["type"] == "image", "header")
        text = _within(content["body"]["text"], 4096 if content["type"] == "list" else 1024, "body.text")
        file = self._file(header["image"]["id"], IMAGES) if header else b""
        match content["type"]:
            case "button":
                return {
                    "text": text,
                    "file": file,
                    **_choices([_reply(each) for each in action["buttons"]], 3, 20, 256),
                }
            case "list":
                _only(action, "button", "sections")
                _within(action["button"], 20, "action.button")
                (section,) = action["sections"]
                _only(section, "rows")
                return {"text": text, **_choices(section["rows"], 10, 24, 200)}
            case "request_contact_info":
                _need(action == {"name": "request_contact_info"}, "action")
                return {"text": text, "kind": "request"}
        raise Refused(131009, f"interactive.type {content['type']!r}")

    def _template(self, content: Json) -> Json:
        _only(content, "name", "language", "components")
        wanted = self.templates.get((content["name"], content["language"]["code"]))
        if wanted is None:
            raise Refused(132001, "Template name does not exist in the translation")
        values: list[str] = []
        ids: list[str] = []
        for component in content.get("components", []):
            parameters = component["parameters"]
            if component["type"] == "body":
                values = [_parameter(each) for each in parameters]
            else:
                _need((component["sub_type"], component["index"]) == ("quick_reply", str(len(ids))), "component")
                ids += [_within(each["payload"], 128, "payload") for each in parameters]
        if len(values) != wanted:
            raise Refused(132000, "Number of parameters does not match the expected number of params")
        return {"text": " ".join([content["name"], *values]), "ids": tuple(ids)}

    def _file(self, media_id: str, kinds: Mapping[str, int]) -> bytes:
        mime, data = self.files.get(media_id, ("", b""))
        _need(mime in kinds, "no such media", code=131053)
        return data


@asynccontextmanager
async def serving(limits: Limits = METAS) -> AsyncIterator[GraphApi]:
    """Serve a number's API until the block ends."""
    api = GraphApi(limits)
    app = web.Application(client_max_size=128 * 1024 * 1024)
    app.router.add_get("/download/{id}", api.download)
    app.router.add_get(f"/{VERSION}/{{id}}", api.answer)
    app.router.add_get(f"/{VERSION}/{{id}}/{{edge:message_templates}}", api.answer)
    app.router.add_post(f"/{VERSION}/{PHONE_ID}/{{edge:messages|media}}", api.answer)
    async with api.served(app):
        yield api


async def _call(request: web.Request) -> Json:
    return msgspec.json.decode(await request.read(), type=Json)


def _reply(button: Json) -> Json:
    _need(button["type"] == "reply", "button.type")
    _only(button, "type", "reply")
    return dict(button["reply"])


def _choices(rows: Sequence[Json], most: int, title_length: int, id_length: int) -> Json:
    """Check buttons or rows, whose ids must differ, and titles too."""
    _need(1 <= len(rows) <= most, f"at most {most} choices")
    for row in rows:
        _only(row, "id", "title")
        _within(row["id"], id_length, "id")
        _within(row["title"], title_length, "title")
    ids, titles = tuple(row["id"] for row in rows), tuple(row["title"] for row in rows)
    _need(len(set(ids)) == len(set(titles)) == len(rows), "duplicated choices")
    return {"labels": titles, "ids": ids}


def _parameter(parameter: Json) -> str:
    _need(parameter["type"] == "text", "parameter.type")
    text = _within(parameter["text"], 1024, "parameter.text")
    _need(not any(bad in text for bad in ("\n", "\t", "    ")), "Param text cannot have new-line/tab characters")
    return text


def _only(content: Json, *known: str) -> None:
    _need(content.keys() <= set(known), f"unknown fields {sorted(content.keys() - set(known))}")


def _within(text: str, limit: int, name: str) -> str:
    _need(isinstance(text, str) and 0 < len(text) <= limit, f"Length invalid at '{name}'. Min length: 1, Max: {limit}")
    return text


def _need(holds: bool, problem: str, *, code: int = 100) -> None:
    if not holds:
        raise Refused(code, problem)
