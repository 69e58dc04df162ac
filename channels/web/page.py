"""The page itself, made from its templates in a language."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from pathlib import Path

import msgspec
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.engine.wording import Wording
from bot.messages import Language
from bot.offices import Office
from channels.web.words import page_words

FOLDER = Path(__file__).parent / "pages"
OTHER_LANGUAGE: Mapping[Language, Language] = {"id": "en", "en": "id"}
TEMPLATES = ("chat.html", "start.html", "notice.html")


class Page:
    """The screens of one office. Making one reads the templates, showing one reads nothing."""

    def __init__(self, office: Office, wording: Wording) -> None:
        loader = FileSystemLoader(FOLDER)
        room = Environment(loader=loader, autoescape=True, auto_reload=False, undefined=StrictUndefined)
        self._templates = {name: room.get_template(name) for name in TEMPLATES}
        room.get_template("frame.html")
        mimetypes.init()  # reads the system's table, which the first static file would else do
        self.wording = wording
        self._office = office
        self._words = {language: page_words(wording, language) for language in OTHER_LANGUAGE}

    def chat(self, language: Language, *, is_trial: bool) -> HTMLResponse:
        """Return the conversation."""
        return self._screen("chat.html", language, {"is_trial": is_trial})

    def start(self, language: Language, *, asks_phone: bool) -> HTMLResponse:
        """Return the first screen."""
        return self._screen("start.html", language, {"is_trial": asks_phone})

    def notice(self, language: Language, title: str, text: str, *, status: int) -> HTMLResponse:
        """Return a screen that only tells something: the keys of its title and its text."""
        return self._screen("notice.html", language, {"title": title, "text": text}, status=status)

    def _screen(
        self, template: str, language: Language, values: Mapping[str, object], *, status: int = 200
    ) -> HTMLResponse:
        words = self._words[language]
        html = self._templates[template].render(
            values,
            office=self._office,
            language=language,
            other_language=OTHER_LANGUAGE[language],
            words=words,
            script_words=msgspec.json.encode(words).decode(),
        )
        return HTMLResponse(html, status_code=status)
