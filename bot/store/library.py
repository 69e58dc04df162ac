"""The Lua function library: the files of `lua/` in one text, named by its content: releases can coexist."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

from msgspec import Struct

from bot.store.errors import UnknownFunction

_REGISTERED = re.compile(r"^register\('(\w+)', *\w+\)", re.MULTILINE)
_HEAD = """\
#!lua name={library}
local function register(name, fn) redis.register_function(name .. '_{version}', fn) end
"""


class Library(Struct, frozen=True):
    """A text for FUNCTION LOAD. `functions` maps a function's plain name to its versioned one."""

    name: str
    version: str
    source: str
    functions: Mapping[str, bytes]

    def function_name(self, function: str) -> bytes:
        """Return the name to FCALL: "hold" is `b"hold_1a2b3c4d"`."""
        try:
            return self.functions[function]
        except KeyError:
            raise UnknownFunction(function, library=self.name) from None


def assemble(sources: Mapping[str, str]) -> Library:
    """Put Lua files (by file name) together; those that start with `_` hold shared helpers and come first.

    Each other file is a block, against Lua's limit of 200 locals: its locals are its own.
    """
    names = sorted(sources, key=lambda name: (not name.startswith("_"), name))
    version = hashlib.sha256("\0".join(f"{name}\0{sources[name]}" for name in names).encode()).hexdigest()[:8]
    library = f"antrian_{version}"
    text = _HEAD.format(library=library, version=version) + "".join(_section(name, sources[name]) for name in names)
    functions = {name: f"{name}_{version}".encode() for name in _REGISTERED.findall(text)}
    return Library(library, version, text, functions)


@cache
def antrian_library() -> Library:
    """Return the library of this release, made of `bot/store/lua/*.lua`."""
    return assemble(lua_sources())


def lua_sources() -> dict[str, str]:
    """Return the Lua files that come with this release, by file name."""
    folder = resources.files("bot.store") / "lua"
    return {file.name: file.read_text() for file in folder.iterdir() if file.name.endswith(".lua")}


def _section(name: str, source: str) -> str:
    if name.startswith("_"):
        return f"-- {name}\n{source}\n"
    return f"do -- {name}\n{source}\nend\n"
