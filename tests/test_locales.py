"""The locale files: complete in each language, and in step with the source."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, MessageReference, Term, TermReference
from fluent.syntax.visitor import Visitor

from bot.engine.locale_files import Entries, needed_values, read_entries
from bot.engine.wording import Lexicon
from bot.messages import Day, Value
from bot.plugins import channel_names
from bot.words_arguments import PRODUCTS
from handlers import routes

ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "locales"
ROOMS = ("bot", "channels", "handlers")
FIRST, *OTHERS = ("id", "en")
LABEL_LENGTH = 20

ENTRIES = read_entries([LOCALES])
KEY = re.compile(r"[a-z]+(?:-[a-z]+)*")
NAMED_IN_COMMENT = re.compile(r"# locale: (.+)")
SAID_BY = {"Words", "say", "text"}  # calls whose first argument is a key


def messages(language: str) -> set[str]:
    """Return the keys of a language, without its terms."""
    return {key for key in ENTRIES[language] if not key.startswith("-")}


def sources(*suffixes: str) -> Iterator[str]:
    """Yield the texts of the project's own files of some kinds."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*")):
            if path.suffix in suffixes:
                yield path.read_text(encoding="utf-8")


def constants(node: ast.AST) -> Iterator[str]:
    """Yield the strings in a piece of source."""
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def named_in_comments() -> set[str]:
    """Return the keys in `# locale: a, b` comments, which stand where keys are put together."""
    found = (NAMED_IN_COMMENT.findall(source) for source in sources(".py"))
    return {key.strip() for lines in found for line in lines for key in line.split(",")}


def said() -> set[str]:
    """Return the keys that the source certainly says: in Words(…), say(…), key=…, label=…."""
    found = named_in_comments()
    for source in sources(".py"):
        for call in ast.walk(ast.parse(source)):
            if isinstance(call, ast.Call):
                found.update(key for argument in key_arguments(call) for key in literal(argument))
    return {key for key in found if KEY.fullmatch(key)}


def key_arguments(call: ast.Call) -> Iterator[ast.expr]:
    """Yield the arguments of a call that are keys."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name in SAID_BY:
        yield from call.args[:1]
    yield from (keyword.value for keyword in call.keywords if keyword.arg in ("key", "label"))


def literal(node: ast.expr) -> Iterator[str]:
    """Yield the strings that an argument may be, when they are written there."""
    if isinstance(node, ast.IfExp):
        yield from (*literal(node.body), *literal(node.orelse))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def used() -> set[str]:
    """Return every word that may be a key: strings of the source, words of pages, references between messages."""
    found = named_in_comments() | references(ENTRIES[FIRST])
    for source in sources(".py"):
        found.update(constants(ast.parse(source)))
    for page in sources(".html", ".js", ".mjs"):
        found.update(KEY.findall(page))
    return found


def references(entries: Entries) -> set[str]:
    """Return what messages and terms refer to; terms with their dash."""

    class Found(Visitor):
        def __init__(self) -> None:
            self.keys: set[str] = set()

        def visit_MessageReference(self, node: MessageReference) -> None:
            self.keys.add(node.id.name)

        def visit_TermReference(self, node: TermReference) -> None:
            self.keys.add(f"-{node.id.name}")

    found = Found()
    for entry in entries.values():
        found.visit(entry)
    return found.keys


@pytest.mark.parametrize("language", OTHERS)
def test_languages_have_the_same_keys(language: str) -> None:
    """What can be said in one language can be said in each."""
    assert ENTRIES[FIRST].keys() == ENTRIES[language].keys()


@pytest.mark.parametrize("language", OTHERS)
def test_languages_have_the_same_placeholders(language: str) -> None:
    """A message needs the same values in each language."""

    def needed(name: str) -> Mapping[str, frozenset[str]]:
        return {key: needed_values(key, ENTRIES[name], trail=()) for key in messages(name)}

    assert needed(FIRST) == needed(language)


@pytest.mark.parametrize("language", [FIRST, *OTHERS])
def test_files_are_whole(language: str) -> None:
    """A file has no line that Fluent can't read, and no key stands twice in a language."""
    parsed = [FluentParser().parse(path.read_text("utf-8")) for path in (LOCALES / language).glob("*.ftl")]
    entries = [entry for resource in parsed for entry in resource.body]
    keys = Counter((type(e), e.id.name) for e in entries if isinstance(e, Message | Term))
    assert [] == [e.content for e in entries if isinstance(e, Junk)]
    assert [] == [key for key, count in keys.items() if count > 1]


def test_said_keys_exist() -> None:
    """A key that the source says is in the locale files."""
    assert set() == said() - messages(FIRST)


def test_no_key_is_unused() -> None:
    """A key that nobody says is taken out of the locale files."""
    assert set() == ENTRIES[FIRST].keys() - used()


@pytest.mark.parametrize("language", [FIRST, *OTHERS])
def test_labels_fit_a_button(language: str) -> None:
    """A label has at most 20 characters with the widest value that it can have."""
    lexicon = Lexicon([LOCALES], strict=True)
    zone = (ZoneInfo("Asia/Makassar"), "WITA")
    labels = [
        lexicon.text(key, values, language=language, zone=zone)
        for key in messages(language)
        if key.startswith("choice-") and key != "choice-line"
        for values in label_values(key)
    ]
    assert [] == [label for label in labels if len(label) > LABEL_LENGTH]


def each_date() -> list[Mapping[str, Value]]:
    """Return the dates of a year, as a label may be given them."""
    return [{"date": Day(date(2026, 1, 1) + timedelta(days=n), "short")} for n in range(365)]


def label_values(key: str) -> list[Mapping[str, Value]]:
    """Return the values that a label may be given: all those that differ in width."""
    new_year = date(2026, 1, 1)
    known: dict[str, list[Mapping[str, Value]]] = {
        "choice-code": [{"code": "CBN-7K3M-9QXD"}],
        "choice-answer-id": [{"id": "WWWW"}],
        "choice-reason": [{"number": 20}],
        "choice-case-number": [{"number": "ES-WWWWWW"}],
        "choice-case-product": [{"place": "12"}],
        "choice-visit-slot": [
            {"date": Day(new_year + timedelta(days=n), "short"), "hour": "08:00"} for n in range(365)
        ],
        **{f"choice-route-{step}": [{"number": "ES-WWWWWW"}] for step in ("berangkat", "tiba", "selesai")},
        "choice-desk": [{"desk": "Pengambilan 99"}],
        "choice-desk-product": [{"product": name} for name in PRODUCTS],
        "choice-queue-alarm": [{"count": 50}],
        "choice-broadcast-end": [{"id": "WWWWW"}],
        "choice-audience-channel": [{"channel": name} for name in channel_names()],
        "choice-session": [{"hour": "08:00 WITA"}],
        "choice-session-left": [{"hour": "08:00 WITA", "left": 200}],
        "choice-word": [{"word": word} for word in routes.words],
        "choice-staff-word": [{"word": word} for word in routes.staff_words],
        **dict.fromkeys(("choice-holiday-close", "choice-holiday-keep"), each_date()),
        "choice-date": [{"date": Day(new_year + timedelta(days=n), "short"), "year": "2026"} for n in range(365)],
    }
    return known.get(key, [{}])
