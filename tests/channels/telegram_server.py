"""A strict Bot API on loopback: what Telegram refuses it refuses, what a person would see it keeps."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import msgspec
from aiohttp import web
from msgspec import Struct, field

from tests.channels.strict_server import Fault, StrictServer

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQ"
WRONG = "123456789:WRONGwrongWRONGwrongWRONGwrongWRONG"
USERNAME = "kanim_uji_bot"
NOW_S = 1_795_500_000
PERSON = 811
PICTURE_LIMIT = 10_000_000

Json = dict[str, Any]

FIELDS: Mapping[str, set[str]] = {
    "getMe": set(),
    "getUpdates": {"offset", "limit", "timeout", "allowed_updates"},
    "setWebhook": {"url", "secret_token", "allowed_updates"},
    "deleteWebhook": set(),
    "setMyCommands": {"commands", "language_code"},
    "sendMessage": {"chat_id", "text", "entities", "reply_markup", "reply_parameters"},
    "sendPhoto": {"chat_id", "photo", "caption", "caption_entities", "reply_markup", "reply_parameters"},
    "sendDocument": {"chat_id", "document"},
    "sendLocation": {"chat_id", "latitude", "longitude"},
    "sendChatAction": {"chat_id", "action"},
    "editMessageText": {"chat_id", "message_id", "text", "entities", "reply_markup"},
    "editMessageReplyMarkup": {"chat_id", "message_id", "reply_markup"},
    "answerCallbackQuery": {"callback_query_id"},
    "leaveChat": {"chat_id"},
    "getFile": {"file_id"},
}


def refusal(code: int, description: str, **parameters: int) -> Fault:
    """Return what the Bot API answers to a call that it does not do."""
    body = {"ok": False, "error_code": code, "description": description, "parameters": parameters}
    return Fault(status=code, body=msgspec.json.encode(body).decode())


class Shown(Struct, kw_only=True):
    """A message of the bot's as the person sees it."""

    chat: int
    id: int
    text: str = ""
    caption: str = ""
    entities: list[Json] = field(default_factory=list)
    buttons: list[list[Json]] = field(default_factory=list)
    keyboard: list[list[Json]] = field(default_factory=list)
    file: bytes = b""
    place: tuple[float, float] | None = None
    answers: int = 0


class Refused(Exception):
    """Raised when a call breaks a rule of the Bot API."""

    def __init__(self, code: int, description: str) -> None:
        self.fault = refusal(code, description)
        super().__init__(description)


class BotApi(StrictServer):
    """One bot at Telegram: its updates, its messages, its webhook, and the calls that were made."""

    def __init__(self) -> None:
        super().__init__()
        self.token = TOKEN
        self.chats = {PERSON, PERSON + 1}
        self.calls: list[tuple[str, Json]] = []
        self.shown: list[Shown] = []
        self.files: dict[str, bytes] = {}
        self.uploads: dict[str, bytes] = {}
        self.declared_bytes: int | None = None
        self.webhook: Json = {}
        self.offset = 0
        self.polls = 0
        self.conflicts = 0
        self._updates: dict[int, Json] = {}
        self._handed: dict[int, int] = {}
        self._ids = itertools.count(1000)

    # --- for the tests ---

    async def called(self, method: str, count: int = 1) -> list[Json]:
        """Return what was given to a method, once it has been called so often."""
        await self.until(lambda: len(self.given(method)) >= count)
        return self.given(method)

    def given(self, method: str) -> list[Json]:
        """Return what was given to a method so far."""
        return [data for name, data in self.calls if name == method]

    async def offer(self, update: Json) -> int:
        """Put an update where polling finds it; return its id."""
        async with self.news:
            self._updates[update["update_id"]] = update
            self.news.notify_all()
        return int(update["update_id"])

    async def is_confirmed(self, update_id: int) -> bool:
        """Tell, at the first poll after an update was handed out, whether it counts as received."""
        await self.until(lambda: self.polls > self._handed.get(update_id, self.polls))
        return self.offset > update_id

    async def post(self, update: Json, *, to: str, secret: str | None = None) -> int:
        """Post an update to a webhook as Telegram does; return the answer's status."""
        known = self.webhook.get("secret_token", "") if secret is None else secret
        headers = {"X-Telegram-Bot-Api-Secret-Token": known} if known else {}
        async with aiohttp.ClientSession() as http, http.post(to, json=update, headers=headers) as response:
            return response.status

    # --- the server ---

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer a call, unless a fault is in its way."""
        method = request.match_info["method"]
        if request.match_info["token"] != self.token:
            return refusal(401, "Unauthorized").response()
        fault = self.next_fault(method)
        if (instead := self.instead(request, fault)) is not None:
            await self._note(method, {})
            return instead
        try:
            data = await _data(request, method)
            await self._note(method, data)
            result = await getattr(self, f"_{method}")(data)
        except Refused as refused:
            return refused.fault.response()
        await self.spoil(request, fault)
        return web.json_response({"ok": True, "result": result})

    async def give(self, request: web.Request) -> web.Response:
        """Give out a file."""
        if request.match_info["token"] != self.token:
            return refusal(401, "Unauthorized").response()
        fault = self.next_fault("file")
        return fault.response() if fault.body else web.Response(body=self.files[request.match_info["file"]])

    async def _note(self, method: str, data: Json) -> None:
        async with self.news:
            self.calls.append((method, data))
            self.news.notify_all()

    async def _getMe(self, data: Json) -> Json:
        return {"id": 123456789, "is_bot": True, "first_name": "Kanim", "username": USERNAME}

    async def _setMyCommands(self, data: Json) -> bool:
        return True

    async def _sendChatAction(self, data: Json) -> bool:
        return True

    async def _answerCallbackQuery(self, data: Json) -> bool:
        return True

    async def _leaveChat(self, data: Json) -> bool:
        return True

    async def _getFile(self, data: Json) -> Json:
        file = data["file_id"]
        if file not in self.files:
            raise Refused(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        size = len(self.files[file]) if self.declared_bytes is None else self.declared_bytes
        return {"file_id": file, "file_unique_id": "u", "file_size": size, "file_path": file}

    async def _setWebhook(self, data: Json) -> bool:
        async with self.news:
            self.webhook = data
            self.news.notify_all()
        return True

    async def _deleteWebhook(self, data: Json) -> bool:
        self.webhook = {}
        return True

    async def _getUpdates(self, data: Json) -> list[Json]:
        if self.webhook:
            raise Refused(409, "Conflict: can't use getUpdates method while webhook is active")
        async with self.news:
            self.polls += 1
            poll = self.polls
            self.offset = max(self.offset, int(data.get("offset", 0)))
            self._updates = {key: update for key, update in self._updates.items() if key >= self.offset}
            self.news.notify_all()
            if int(data.get("timeout", 0)):
                await self.news.wait_for(lambda: self._updates or self.polls > poll or self._closing.is_set())
            if self.polls > poll:
                self.conflicts += 1
                raise Refused(409, "Conflict: terminated by other getUpdates request")
            self._handed = dict.fromkeys(self._updates, poll) | self._handed
            return [self._updates[key] for key in sorted(self._updates)][:100]

    async def _sendMessage(self, data: Json) -> Json:
        text = _within(data["text"].strip(), 4096, "message is too long")
        return self._show(data, text=text, entities=_entities(data.get("entities"), text))

    async def _sendPhoto(self, data: Json) -> Json:
        caption = _within(data.get("caption", " "), 1024, "message caption is too long").strip()
        id, photo = self._uploaded(data["photo"])
        shown = self._show(
            data,
            caption=caption,
            entities=_entities(data.get("caption_entities"), caption),
            file=_within_bytes(photo, PICTURE_LIMIT),
        )
        sizes = [{"file_id": f"{id} {side}", "file_unique_id": id, "width": side, "height": side} for side in (90, 800)]
        self.uploads[f"{id} 800"] = photo
        return {**shown, "photo": sizes}

    async def _sendDocument(self, data: Json) -> Json:
        id, document = self._uploaded(data["document"])
        shown = self._show(data, file=document)
        return {**shown, "document": {"file_id": id, "file_unique_id": id}}

    def _uploaded(self, file: bytes | str) -> tuple[str, bytes]:
        """Return the id and the bytes of what is uploaded with a call, or was with an earlier one."""
        if isinstance(file, str):
            if file not in self.uploads:
                raise Refused(400, "Bad Request: wrong file identifier/HTTP URL specified")
            return file, self.uploads[file]
        id = f"file{next(self._ids)}"
        self.uploads[id] = file
        return id, file

    async def _sendLocation(self, data: Json) -> Json:
        return self._show(data, place=(float(data["latitude"]), float(data["longitude"])))

    async def _editMessageText(self, data: Json) -> Json:
        shown = self._found(data)
        text = _within(data["text"].strip(), 4096, "message is too long")
        if not shown.text:
            raise Refused(400, "Bad Request: there is no text in the message to edit")
        buttons = _buttons(data)
        if (shown.text, shown.buttons) == (text, buttons):
            raise Refused(400, "Bad Request: message is not modified: specified new message content and reply …")
        shown.text, shown.buttons, shown.entities = text, buttons, _entities(data.get("entities"), text)
        return _message(shown.chat, shown.id)

    async def _editMessageReplyMarkup(self, data: Json) -> Json:
        shown = self._found(data)
        if shown.buttons == _buttons(data):
            raise Refused(400, "Bad Request: message is not modified: specified new message content and reply …")
        shown.buttons = _buttons(data)
        return _message(shown.chat, shown.id)

    def _found(self, data: Json) -> Shown:
        for shown in self.shown:
            if (shown.chat, shown.id) == (int(data["chat_id"]), int(data["message_id"])):
                return shown
        raise Refused(400, "Bad Request: message to edit not found")

    def _show(self, data: Json, **what: Any) -> Json:
        chat = int(data["chat_id"])
        if chat not in self.chats:
            raise Refused(400, "Bad Request: chat not found")
        keyboard = msgspec.json.decode(data.get("reply_markup", "{}")).get("keyboard", [])
        shown = Shown(
            chat=chat, id=next(self._ids), buttons=_buttons(data), keyboard=keyboard, answers=_answers(data), **what
        )
        self.shown.append(shown)
        return _message(chat, shown.id)


@asynccontextmanager
async def serving() -> AsyncIterator[BotApi]:
    """Serve a bot's API until the block ends."""
    api = BotApi()
    app = web.Application(client_max_size=64 * 1024 * 1024)
    app.router.add_post("/bot{token}/{method}", api.answer)
    app.router.add_get("/file/bot{token}/{file}", api.give)
    async with api.served(app):
        yield api


async def _data(request: web.Request, method: str) -> Json:
    """Return a call's fields, files as bytes. Raises Refused for what the method does not take."""
    if method not in FIELDS:
        raise Refused(404, "Not Found")
    form = dict(await request.post())
    files = {key: part.file.read() for key, part in form.items() if isinstance(part, web.FileField)}
    data: Json = {key: value for key, value in form.items() if key not in files}
    data = {key: files.pop(value[9:]) if str(value).startswith("attach://") else value for key, value in data.items()}
    data |= files  # what is attached to no field is the field of its name
    if unknown := data.keys() - FIELDS[method]:
        raise Refused(400, f"Bad Request: unknown fields {sorted(unknown)}")
    return data


def _buttons(data: Json) -> list[list[Json]]:
    rows: list[list[Json]] = msgspec.json.decode(data.get("reply_markup", "{}")).get("inline_keyboard", [])
    for button in itertools.chain(*rows):
        if not 0 < len(button["callback_data"].encode()) <= 64:
            raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
    return rows


def _entities(given: str | None, text: str) -> list[Json]:
    marks: list[Json] = msgspec.json.decode(given or "[]")
    if any(mark["offset"] + mark["length"] > units(text) for mark in marks):
        raise Refused(400, "Bad Request: entity is out of the text")
    return marks


def _answers(data: Json) -> int:
    """Return the message that is quoted; whoever wrote it may have deleted it, so that has to be allowed for."""
    quoted = msgspec.json.decode(data.get("reply_parameters", "{}"))
    if quoted and not quoted.get("allow_sending_without_reply"):
        raise Refused(400, "Bad Request: message to be replied not found")
    return int(quoted.get("message_id", 0))


def units(text: str) -> int:
    """Return a text's length in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _within(text: str, limit: int, problem: str) -> str:
    if not text:
        raise Refused(400, "Bad Request: message text is empty")
    if units(text) > limit:
        raise Refused(400, f"Bad Request: {problem}")
    return text


def _within_bytes(data: bytes, limit: int) -> bytes:
    if len(data) > limit:
        raise Refused(413, "Request Entity Too Large")
    return data


def _message(chat: int, id: int) -> Json:
    return {"message_id": id, "date": NOW_S, "chat": {"id": chat, "type": "private", "first_name": "Budi"}}
