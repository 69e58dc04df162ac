"""The page's own words, handed to its template and its script under their keys."""

from __future__ import annotations

from collections.abc import Mapping

from bot.engine.wording import Wording
from bot.messages import Language

PAGE_WORDS = (
    "web-service",
    "web-trial",
    "web-look-only",
    "web-off",
    "web-off-why",
    "web-away",
    "web-away-why",
    "web-needs-script",
    "web-welcome",
    "web-welcome-how",
    "web-phone-ask",
    "web-phone-hint",
    "web-start",
    "web-other-number",
    "web-other-language",
    "web-conversation",
    "web-message",
    "web-send",
    "web-schedule",
    "web-my-booking",
    "web-help",
    "web-new-message",
    "web-reconnecting",
    "web-typing",
    "web-copy",
    "web-copied",
    "web-today",
    "web-yesterday",
    "web-waiting",
    "web-sent",
    "web-not-sent",
    "web-you",
    "web-office",
    "web-choices",
)


def page_words(wording: Wording, language: Language) -> Mapping[str, str]:
    """Return all of them in a language."""
    return {key: wording(key, {}, language) for key in PAGE_WORDS}
