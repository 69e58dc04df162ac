"""The templates that go out in the place of texts; checked against our words, and against what Meta has approved."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, TypeAlias, get_args

from msgspec import Struct
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from bot.config_errors import near_miss, refusal
from bot.engine.locale_files import needed_values, read_entries
from bot.messages import Language
from bot.plugins import locale_folders

PLACE = re.compile(r"\{\{\s*\w+\s*\}\}")


def _named(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9_]+", value):
        raise refusal("a template's name: small letters, digits and _")
    return value


def _spoken(value: str | dict[Language, str]) -> str | dict[Language, str]:
    if isinstance(value, dict) and "id" not in value:
        raise refusal("the codes of some languages, of Indonesian too")
    return value


class Template(BaseModel):
    """A template as it is called at Meta. `values` name what fills its body, in order: values of the reply.

    `language` is Meta's code of its only language, or of each of ours. `buttons`: how many quick replies it ends with;
    they stand for the reply's first choices.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, AfterValidator(_named)]
    language: Annotated[str | dict[Language, str], AfterValidator(_spoken)] = "id"
    values: tuple[str, ...] = ()
    buttons: int = Field(default=0, ge=0, le=3)

    def code(self, language: Language) -> str:
        """Return Meta's code of the language in which it goes to somebody."""
        if isinstance(self.language, str):
            return self.language
        return self.language.get(language, self.language["id"])


def _fitting(templates: Mapping[str, Template]) -> Mapping[str, Template]:
    """Refuse a template for a text that there is not, and one that is filled with what the text has not."""
    entries = read_entries(locale_folders())["id"] if templates else {}
    for key, template in templates.items():
        if key not in entries:
            raise refusal("keys of the locale files", found=f'"{key}"', hint=near_miss(key, entries))
        names = needed_values(key, entries, trail=("templates",))
        for value in template.values:
            if value not in names:
                wanted = f"values of {key}: {', '.join(sorted(names)) or 'it has none'}"
                raise refusal(wanted, found=f'"{value}"', hint=near_miss(value, names))
    return templates


Templates: TypeAlias = Annotated[dict[str, Template], AfterValidator(_fitting)]


class Pressable(Struct, frozen=True):
    """A button of an approved template."""

    type: str = ""


class Component(Struct, frozen=True):
    """A part of an approved template."""

    type: str
    format: str = ""
    text: str = ""
    buttons: tuple[Pressable, ...] = ()


class Approved(Struct, frozen=True):
    """A template in one language, as Meta keeps it."""

    name: str
    language: str
    status: str
    parameter_format: str = ""
    components: tuple[Component, ...] = ()


def misfit(template: Template, known: Sequence[Approved]) -> str:
    """Return why Meta would refuse a template as it is configured, in one of its languages, or ""."""
    codes = dict.fromkeys(map(template.code, get_args(Language)))
    problems = [(code, _misfit(template, code, known)) for code in codes]
    return next((f"{problem} ({code})" for code, problem in problems if problem), "")


def _misfit(template: Template, code: str, known: Sequence[Approved]) -> str:
    found = next((each for each in known if (each.name, each.language) == (template.name, code)), None)
    if found is None:
        return "Meta knows no such template in this language"
    if found.status != "APPROVED":
        return f"Meta has not approved it ({found.status})"
    parts = {each.type: each for each in found.components}
    header, body = parts.get("HEADER"), parts.get("BODY")
    places = len(set(PLACE.findall(body.text))) if body else 0
    quick = sum(each.type == "QUICK_REPLY" for part in found.components for each in part.buttons)
    if header and (header.format not in ("", "TEXT") or PLACE.search(header.text)):
        return "its header wants a file or a value, which it can't get"
    if found.parameter_format == "NAMED" and places:
        return "its places have names; make it with numbers: {{1}}"
    if places != len(template.values):
        return f"its body has {places} places, and `values` has {len(template.values)}"
    return f"it has {quick} quick replies, and `buttons` is {template.buttons}" if quick < template.buttons else ""
