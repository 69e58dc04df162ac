"""From what pydantic finds to problems in words: the key as written, what was found, what is expected."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, SecretStr, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from bot.errors import Problem

Location = Sequence[str | int]

EXPECTED = {
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "date_from_datetime_inexact": "a date such as 2026-12-25, without quotes",
    "date_type": "a date such as 2026-12-25, without quotes",
    "dict_type": "a table",
    "finite_number": "a number",
    "float_parsing": "a number",
    "float_type": "a number",
    "greater_than": "more than {gt:g}",
    "greater_than_equal": "at least {ge:g}",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "less_than": "less than {lt:g}",
    "less_than_equal": "at most {le:g}",
    "list_type": "a list in [ ]",
    "literal_error": "{expected}",
    "model_type": "a table",
    "path_type": 'a path in quotes, such as "data"',
    "string_too_long": "at most {max_length} characters",
    "string_too_short": "at least {min_length} characters",
    "string_type": "a text in quotes",
    "too_long": "at most {max_length} of them",
    "too_short": "at least {min_length} of them",
}
SECRET_NAME = re.compile(r"token|secret|password|credential|url|(^|_)(key|keys|pin)$")


def refusal(expected: str, *, found: str = "", hint: str = "") -> PydanticCustomError:
    """Return the error that a validator of ours raises; without `found`, the value itself is shown."""
    # pydantic fills braces in the template, so the words themselves stay out of it.
    return PydanticCustomError("refused", "refused", {"expected": expected, "found": found, "hint": hint})


def refuse_repeated(what: str, values: Iterable[str]) -> None:
    """Refuse a list in which something stands twice."""
    value, times = next(iter(Counter(values).most_common(1)), ("", 0))
    if times > 1:
        raise refusal(f"each {what} once", found=f'"{value}" {times} times')


def problems_of(error: ValidationError, *, model: type[BaseModel], at: str = "") -> list[Problem]:
    """Return what is wrong with a value of `model`, whose keys stand under the path `at`."""
    return [_problem(details, model, at) for details in error.errors(include_url=False)]


def near_miss(word: str, known: Iterable[str], *, question: str = "did you mean {}?", cutoff: float = 0.6) -> str:
    """Return a question whether a known word was meant, or ""; `cutoff`: how alike they must be, up to 1."""
    spelt = {each.casefold(): each for each in known}
    near = get_close_matches(word.casefold(), list(spelt), n=1, cutoff=cutoff)
    return question.format(spelt[near[0]]) if near else ""


def key_path(location: Location, at: str = "") -> str:
    """Return a key's place as one writes it: `offices[0].sessions[2].start`."""
    path = at
    for part in location:
        if isinstance(part, int):
            path += f"[{part}]"
        elif part != "[key]":  # pydantic's mark for the key of a free table
            path += f".{part}" if path else part
    return path


def shown(value: object) -> str:
    """Return a value as the file writes it; a table or list only by its kind, for it may hold a secret."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{value if len(value) <= 60 else value[:59] + "…"}"'
        case int() | float():
            return str(value)
        case date() | time():
            return value.isoformat()
        case Mapping():
            return "a table"
        case list():
            return "a list"
    return f"a value of the type {type(value).__name__}"


def _problem(details: ErrorDetails, model: type[BaseModel], at: str) -> Problem:
    location, context = details["loc"], details.get("ctx", {})
    path, parent = key_path(location, at), _model_at(model, location[:-1])
    fields = parent.model_fields if parent else {}
    key = str(location[-1]) if location else ""
    if details["type"] == "extra_forbidden":
        known = sorted(fields)
        return Problem(
            path=path,
            found="an unknown key",
            expected=f"one of: {', '.join(known)}" if known else "no keys here",
            hint=near_miss(key, known),
        )
    wanted = fields[key].description if key in fields else None
    if details["type"] == "missing":
        hint = near_miss(key, set(details["input"]) - set(fields), question="is {} a misspelling of it?")
        return Problem(path=path, found="nothing", expected=wanted or "this key", hint=hint)
    return Problem(
        path=path,
        found=context.get("found") or _found(details, location, fields),
        expected=_expected(details, context, wanted),
        hint=context.get("hint", ""),
    )


def _expected(details: ErrorDetails, context: Mapping[str, Any], wanted: str | None) -> str:
    if details["type"] == "refused":
        return str(context["expected"])
    if details["type"] == "string_pattern_mismatch" and wanted:
        return wanted
    if details["type"] in EXPECTED:
        return EXPECTED[details["type"]].format_map(context).replace("'", '"')
    return re.sub(r"^(Input should|Value error,) (be )?", "", details["msg"])


def _found(details: ErrorDetails, location: Location, fields: Mapping[str, Any]) -> str:
    names = [part for part in location if isinstance(part, str)]
    if any(SECRET_NAME.search(name) or _is_secret(fields.get(name)) for name in names):
        return "a value that is not shown here"
    if details["type"] in {"model_type", "dict_type", "list_type"} and isinstance(details["input"], str):
        return "a text"  # perhaps a whole URL with its password
    return shown(details["input"])


def _is_secret(field: Any) -> bool:
    return field is not None and SecretStr in (field.annotation, *get_args(field.annotation))


def _model_at(model: type[BaseModel] | None, location: Location) -> type[BaseModel] | None:
    for part in location:
        if model is None or isinstance(part, int):
            continue
        field = model.model_fields.get(part)
        model = _model_in(field.annotation) if field else None
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
