"""An office's own texts as the configuration file writes them: `[offices.words]` and `[offices.words_en]`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from bot.config_errors import near_miss, refusal
from bot.messages import Language
from bot.office_words import BY_KEY, LONGEST_TEXT, Fault, OwnText, fault_of


def own_texts(language: Language, words: Mapping[str, str]) -> Iterator[OwnText]:
    """Yield the texts of one language as the rest of the house knows them."""
    return (OwnText(language=language, key=key, text=text.strip()) for key, text in words.items())


def _read_texts(words: dict[str, str]) -> dict[str, str]:
    for key, text in words.items():
        if key not in BY_KEY:
            raise refusal(f"one of: {', '.join(BY_KEY)}", found=f'"{key}"', hint=near_miss(key, BY_KEY))
        fault = fault_of(text, BY_KEY[key])
        if fault:
            raise _unfit(key, fault)
    return words


Texts = Annotated[dict[str, str], AfterValidator(_read_texts)]


def _unfit(key: str, fault: Fault) -> PydanticCustomError:
    values = _named(BY_KEY[key].values)
    match fault.kind:
        case "empty":
            return refusal("a text", found=f'"{key}" with none')
        case "long":
            return refusal(f"at most {LONGEST_TEXT} characters", found=f'"{key}" with {fault.found}')
        case "brace":
            return refusal("braces only around the name of a value", found=f'"{key}" with {fault.found}')
        case "unknown":
            hint = f"did you mean {_named([fault.meant])}?" if fault.meant else ""
            return refusal(f"no values but {values}", found=f'"{key}" with {_named([fault.found])}', hint=hint)
        case "missing":
            return refusal(f"all of {values}", found=f'"{key}" without {_named([fault.found])}')


def _named(values: Iterable[str]) -> str:
    return ", ".join(f"{{{value}}}" for value in values) or "none"
