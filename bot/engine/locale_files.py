"""The locale files as they are: read, checked, and taken apart into words and values.

Knows Fluent's syntax; what values look like is `wording`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources.abc import Traversable
from typing import TypeAlias

from fluent.runtime.builtins import BUILTINS
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.errors import WordsBroken
from bot.office_words import pieces

Piece: TypeAlias = ast.TextElement | ast.VariableReference
Entries: TypeAlias = dict[str, ast.Message | ast.Term]  # terms under their names with the dash


class NotPlain(Exception):
    """Raised when a text holds more than words and values."""


def read_entries(folders: Iterable[Traversable]) -> dict[str, Entries]:
    """Return the entries of each language, Indonesian first; a later folder's replace an earlier one's."""
    languages: dict[str, Entries] = {"id": {}}
    for folder in folders:
        for place in sorted((p for p in folder.iterdir() if p.is_dir()), key=lambda p: p.name):
            for file in sorted(place.iterdir(), key=lambda p: p.name):
                if file.name.endswith(".ftl"):
                    languages.setdefault(place.name, {}).update(_entries(file))
    return languages


def _entries(file: Traversable) -> Entries:
    source = file.read_text(encoding="utf-8")
    entries: Entries = {}
    for item in FluentParser().parse(source).body:
        if isinstance(item, ast.Junk):
            mistake = item.annotations[0]
            line = source.count("\n", 0, mistake.span.start) + 1 if mistake.span else 1
            raise WordsBroken(f"{file}:{line}", str(mistake.message))
        if isinstance(item, ast.Message | ast.Term):
            dash = "-" if isinstance(item, ast.Term) else ""
            entries[f"{dash}{item.id.name}"] = item
    return entries


def references_of(entries: Entries) -> Mapping[str, frozenset[str]]:
    """Return the entries that each of them refers to."""
    return {name: _referred(entry) for name, entry in entries.items()}


def reworded(
    entries: Entries, texts: Mapping[str, str], *, references: Mapping[str, frozenset[str]]
) -> Entries:  # fmt: skip
    """Return the entries that an office's own texts change: those in their place, and all that refer to one of them."""
    changed = set(texts)
    while more := {name for name, referred in references.items() if name not in changed and referred & changed}:
        changed |= more
    return {name: _own_message(name, texts[name]) if name in texts else entries[name] for name in changed}


def _own_message(key: str, text: str) -> ast.Message:
    elements: list[ast.TextElement | ast.Placeable] = []
    for words, name in pieces(text):
        elements += [ast.TextElement(words)] if words else []
        elements += [ast.Placeable(ast.VariableReference(ast.Identifier(name)))] if name else []
    return ast.Message(ast.Identifier(key), ast.Pattern(elements))


def _referred(entry: ast.Message | ast.Term) -> frozenset[str]:
    found = _References()
    found.visit(entry.value)
    return frozenset(found.messages | found.terms)


def pieces_of(pattern: ast.Pattern, entries: Entries) -> Iterator[Piece]:
    """Yield a pattern's words and values in order, references put in place. Raises NotPlain for all else."""
    for element in pattern.elements:
        match element.expression if isinstance(element, ast.Placeable) else element:
            case ast.TextElement() | ast.VariableReference() as piece:
                yield piece
            case ast.StringLiteral() as literal:
                yield ast.TextElement(literal.parse()["value"])
            case ast.MessageReference(attribute=None, id=ast.Identifier(name=name)):
                yield from pieces_of(entries[name].value or ast.Pattern([]), entries)
            case ast.TermReference(attribute=None, arguments=None, id=ast.Identifier(name=name)):
                yield from _fixed(pieces_of(entries[f"-{name}"].value or ast.Pattern([]), entries))
            case _:
                raise NotPlain


def _fixed(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        if isinstance(piece, ast.VariableReference):
            raise NotPlain  # a term's variables are its own arguments, not the message's
        yield piece


def needed_values(name: str, entries: Entries, *, trail: tuple[str, ...]) -> frozenset[str]:
    """Return the values that a text needs, through its references, which must lead somewhere and not back."""
    if name in trail:
        raise WordsBroken("/".join(trail), f"refers to itself through {name!r}")
    if name not in entries:
        raise WordsBroken("/".join(trail), f"refers to {name!r}, which is not there")
    found = _References()
    found.visit(entries[name].value)
    deeper = (*trail, name)
    for function in found.functions - BUILTINS.keys():
        raise WordsBroken("/".join(deeper), f"calls {function!r}, which is not there")
    for term in found.terms:
        needed_values(term, entries, trail=deeper)
    return found.names.union(*(needed_values(message, entries, trail=deeper) for message in found.messages))


class _References(Visitor):
    """Collects what a pattern refers to."""

    def __init__(self) -> None:
        self.names: frozenset[str] = frozenset()
        self.messages: set[str] = set()
        self.terms: set[str] = set()
        self.functions: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.names |= {node.id.name}

    def visit_MessageReference(self, node: ast.MessageReference) -> None:
        self.messages.add(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:
        self.terms.add(f"-{node.id.name}")

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:
        self.functions.add(node.id.name)
        self.generic_visit(node)
