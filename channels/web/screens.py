"""The office's own pages, beside the chat: made from templates in a language, with the words that each page names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.engine.wording import Wording
from bot.messages import Language
from bot.offices import Office
from channels.web.page import FOLDER, OTHER_LANGUAGE

LANGUAGE_COOKIE = "antrian_language"
LANGUAGES: dict[str, Language] = {"id": "id", "en": "en"}
FRAME_WORDS = ("room-service", "room-away", "room-needs-script", "room-sign-out", "web-other-language")


class Screens:
    """The templates of one office's pages. Making it reads them, showing one reads nothing."""

    def __init__(self, wording: Wording) -> None:
        self._room = Environment(
            loader=FileSystemLoader(FOLDER), autoescape=True, auto_reload=False, undefined=StrictUndefined
        )
        for name in self._room.list_templates(extensions=["html"]):
            self._room.get_template(name)
        self.wording = wording

    def show(
        self,
        request: Request,
        template: str,
        *,
        office: Office,
        words: Sequence[str],
        values: Mapping[str, object] | None = None,
        status: int = 200,
    ) -> HTMLResponse:
        """Return a page in the language of the browser; its script finds `words` by their keys."""
        language = language_of(request)
        said = {key: self.wording(key, {}, language) for key in (*FRAME_WORDS, *words)}
        html = self._room.get_template(template).render(
            values or {},
            office=office,
            language=language,
            other_language=OTHER_LANGUAGE[language],
            path=request.url.path,
            words=said,
            script_words=msgspec.json.encode(said).decode(),
        )
        return HTMLResponse(html, status_code=status)


def language_of(request: Request) -> Language:
    """Return the language that was chosen at this browser, Indonesian until one is."""
    return LANGUAGES.get(request.cookies.get(LANGUAGE_COOKIE, ""), "id")
