"""From keys and values to the words that a person reads, in their language and the office's time.

Owns how dates, hours, money and numbers look. Values are data: what is in one is never interpreted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cache, lru_cache, partial
from importlib.resources.abc import Traversable
from typing import Literal, Protocol, TypeAlias, cast
from zoneinfo import ZoneInfo

import structlog
from babel.dates import format_date
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle
from fluent.runtime.resolver import Pattern
from fluent.runtime.types import FluentType
from fluent.syntax import ast

from bot.engine.locale_files import (
    Entries,
    NotPlain,
    Piece,
    needed_values,
    pieces_of,
    read_entries,
    references_of,
    reworded,
)
from bot.errors import WordsMissing
from bot.messages import Day, Language, Lines, Moment, Money, Quote, Value, Words
from bot.office_words import OwnText
from bot.offices import Office

Zone: TypeAlias = tuple[ZoneInfo, str]
"""An office's time zone with the name that people call it by: (ZoneInfo("Asia/Jakarta"), "WIB")."""

OwnTexts: TypeAlias = tuple[OwnText, ...]
"""The texts that an office has put into its own words."""

Wording: TypeAlias = Callable[[str, Mapping[str, Value], Language], str]
"""Finds a text as one office words it: its key, its values, the language."""

Show: TypeAlias = Callable[[Value], str]
Complain: TypeAlias = Callable[[str, str, str], None]

BLANK = "…"  # stands where a value is missing
OFFICES_KEPT = 512  # of how many, in each language, the own texts stay ready; one is made ready in milliseconds
DATE_PATTERNS = {
    "full": "EEEE, d MMMM yyyy",
    "short": "EEE, d MMM",
    "digits": "ddMMyyyy",
    "month": "MMMM yyyy",
    "weekday": "EEE",
    "day": "d MMM",
    "date": "d MMMM yyyy",
}
MARK = re.compile("\ue000([^\ue000]+)\ue000")

log = structlog.get_logger()


class Lexicon:
    """The words of all languages, read once.

    A key that a language lacks is said in another one, and logged at start; a key that none has is said as
    it is, and a missing value as "…", and logged. With `strict` all of these raise WordsMissing instead.
    `own` texts of an office come before the locale files' in the language that they are written in.
    """

    def __init__(self, folders: Iterable[Traversable], *, strict: bool = False) -> None:
        self._entries = read_entries(folders)
        self._strict = strict
        self._texts = {name: _texts(name, entries, self._complain) for name, entries in self._entries.items()}
        self._own_texts = lru_cache(maxsize=OFFICES_KEPT)(self._compiled)
        self._references = cache(lambda language: references_of(self._entries.get(language, {})))
        if not strict:
            self._fill_gaps()

    def of(self, office: Office) -> Wording:
        """Return the words as an office uses them."""
        zone, own = (office.timezone, office.zone_name), office.texts

        def wording(key: str, values: Mapping[str, Value], language: Language) -> str:
            return self.text(key, values, language=language, zone=zone, own=own)

        return wording

    def text(
        self, key: str, values: Mapping[str, Value], *, language: str, zone: Zone, own: OwnTexts = ()
    ) -> str:  # fmt: skip
        """Return the words of a key. Raises nothing, unless strict."""
        text = self._own_texts(own, language).get(key) if own else None
        text = text or self._texts.get(language, self._texts["id"]).get(key)
        if text is None:
            self._complain(key, language, "words")
            return key
        show = partial(self._shown, language=text.language, zone=zone, own=own)
        try:
            return text.filled(values, show)
        except KeyError as missing:
            self._complain(key, language, f"value for {missing}")
            return text.filled({**dict.fromkeys(text.names, BLANK), **values}, show)

    def values(
        self, values: Mapping[str, Value], *, language: str, zone: Zone, own: OwnTexts = ()
    ) -> dict[str, str]:  # fmt: skip
        """Return values in words, as they stand in a text."""
        return {name: self._shown(value, language=language, zone=zone, own=own) for name, value in values.items()}

    def _shown(self, value: Value, *, language: str, zone: Zone, own: OwnTexts) -> str:
        match value:
            case Day():
                return _day(value.value, value.style, language)
            case Moment():
                return _moment(value.at_ms // 60_000, value.style, language, zone)
            case Money():
                return f"Rp{_number(value.rupiah, language)}"
            case Words():
                return self.text(value.key, value.values, language=language, zone=zone, own=own)
            case Lines():
                said = (self.text(item.key, item.values, language=language, zone=zone, own=own) for item in value.items)
                return value.between.join(said)
            case Quote():
                return self.text(value.key, value.values, language=value.language, zone=zone, own=_quoted(value))
            case int():
                return _number(value, language)
            case _:
                return str(value)

    def _compiled(self, own: OwnTexts, language: str) -> Mapping[str, _Text]:
        """Return the texts of an office in a language that are not the locale files' own."""
        texts = {each.key: each.text for each in own if each.language == language}
        entries = self._entries.get(language, {})
        changed = reworded(entries, texts, references=self._references(language)) if texts else {}
        return _texts(language, {**entries, **changed}, self._complain, only=changed) if changed else {}

    def _complain(self, key: str, language: str, problem: str) -> None:
        if self._strict:
            raise WordsMissing(key, language=language, problem=problem)
        log.error("words.missing", key=key, language=language, problem=problem)

    def _fill_gaps(self) -> None:
        every = {key: text for texts in reversed(self._texts.values()) for key, text in texts.items()}
        for language, texts in self._texts.items():
            if gaps := every.keys() - texts:
                log.error("words.untranslated", language=language, keys=sorted(gaps))
            self._texts[language] = every | texts


# --- values ----------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _day(day: date, style: str, language: str) -> str:
    return format_date(day, DATE_PATTERNS[style], locale=language)


@lru_cache(maxsize=4096)
def _moment(minute: int, style: Literal["hour", "full"], language: str, zone: Zone) -> str:
    local = datetime.fromtimestamp(minute * 60, zone[0])
    hour = f"{local:%H:%M} {zone[1]}"  # Babel would write 10.15 in Indonesian; people write 10:15
    return hour if style == "hour" else f"{_day(local.date(), 'full', language)}, {hour}"


@lru_cache(maxsize=4096)
def _number(number: int, language: str) -> str:
    return format_decimal(number, locale=language)


# --- texts -----------------------------------------------------------------------------------------------


class _Text(Protocol):
    """A message of the locale files, ready to be filled."""

    language: str
    names: frozenset[str]

    def filled(self, values: Mapping[str, Value], show: Show) -> str:
        """Return the words. Raises KeyError for a value that is not there."""
        ...


class _Plain:
    """A text of words and values alone, as most are: joined without Fluent's resolver, six times as fast."""

    def __init__(self, language: str, pieces: Iterable[Piece]) -> None:
        self.language = language
        self._parts: list[str] = []
        self._slots: list[tuple[int, str]] = []
        for piece in pieces:
            if isinstance(piece, ast.VariableReference):
                self._slots.append((len(self._parts), piece.id.name))
            self._parts.append(piece.value if isinstance(piece, ast.TextElement) else BLANK)
        self.names = frozenset(name for _, name in self._slots)

    def filled(self, values: Mapping[str, Value], show: Show) -> str:
        parts = self._parts.copy()
        for place, name in self._slots:
            value = values[name]
            parts[place] = value if type(value) is str else show(value)
        return "".join(parts)


class _Choosing:
    """A text that chooses between forms, or calls a function: left to Fluent."""

    def __init__(
        self, language: str, bundle: FluentBundle, key: str, *, names: frozenset[str], complain: Complain
    ) -> None:
        self.language = language
        self.names = names
        self._bundle = bundle
        self._pattern = cast(Pattern, bundle.get_message(key).value)
        self._complain = partial(complain, key, language)

    def filled(self, values: Mapping[str, Value], show: Show) -> str:
        chosen = {name: values[name] for name in self.names}
        shown = {name: show(value) for name, value in chosen.items() if not isinstance(value, int)}
        arguments = chosen | {name: _Marked(words, name) for name, words in shown.items()}
        text, problems = self._bundle.format_pattern(self._pattern, arguments)
        for problem in problems:
            self._complain(f"sense: {type(problem).__name__}")  # its text may quote a person's words
        return MARK.sub(lambda mark: shown[mark[1]], str(text))


class _Marked(str, FluentType):
    """A value in words: Fluent compares the words, and puts a mark where they go.

    Its resolver refuses pieces of more than 2,500 characters, which a list of dates may have.
    """

    name: str

    def __new__(cls, words: str, name: str) -> _Marked:
        self = super().__new__(cls, words)
        self.name = name
        return self

    def format(self, *args: object, **options: object) -> str:
        return f"\ue000{self.name}\ue000"


def _quoted(quote: Quote) -> OwnTexts:
    return (OwnText(language=quote.language, key=quote.key, text=quote.text),) if quote.text else ()


def _texts(
    language: str, entries: Entries, complain: Complain, *, only: Iterable[str] | None = None
) -> dict[str, _Text]:  # fmt: skip
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(ast.Resource(list(entries.values())))
    texts: dict[str, _Text] = {}
    for key in entries if only is None else only:
        entry = entries[key]
        names = needed_values(key, entries, trail=(f"words of {language}",))
        if not isinstance(entry, ast.Message) or entry.value is None:
            continue
        try:
            texts[key] = _Plain(language, pieces_of(entry.value, entries))
        except NotPlain:
            texts[key] = _Choosing(language, bundle, key, names=names, complain=complain)
    return texts
