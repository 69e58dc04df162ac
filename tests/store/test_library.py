"""The function library: how the Lua files become one text, and the rules that each of them keeps."""

from __future__ import annotations

import re

import pytest

from bot.store.errors import UnknownFunction
from bot.store.library import antrian_library, assemble, lua_sources

SOURCES = lua_sources()
LONGEST = 60  # lines of a function, style.md

FUNCTION = re.compile(r"((?:^--[^\n]*\n)*)^local function (\w+)\(([^)]*)\)\n(.*?)^end$", re.MULTILINE | re.DOTALL)
REGISTERED = re.compile(r"register\('(\w+)'")
FUNCTIONS = [
    pytest.param(header, name, body, id=f"{file}:{name}")
    for file, source in SOURCES.items()
    for header, name, parameters, body in FUNCTION.findall(source)
]
CALLABLE = [
    pytest.param(header, name, body, id=f"{file}:{name}")
    for file, source in SOURCES.items()
    for header, name, parameters, body in FUNCTION.findall(source)
    if parameters == "keys, args"
]


def test_the_name_follows_the_content() -> None:
    """Another text has another name and other functions, so that two releases share a server."""
    one, two = assemble({"a.lua": "register('f', f)"}), assemble({"a.lua": "register('f', f) "})
    assert one.name == f"antrian_{one.version}"
    assert one.function_name("f") == f"f_{one.version}".encode()
    assert one.version != two.version


def test_shared_helpers_come_first() -> None:
    """Files that start with `_` stand before the others, and outside of their blocks."""
    text = assemble({"a.lua": "uses()", "_z.lua": "local function uses() end"}).source
    assert text.index("local function uses") < text.index("do -- a.lua")


def test_an_unknown_function_is_told_by_name() -> None:
    """A misspelt function is an error before anything is sent."""
    with pytest.raises(UnknownFunction, match="'nonsense'"):
        antrian_library().function_name("nonsense")


def test_no_two_files_register_the_same_function() -> None:
    """A function's name is taken once in the whole library."""
    names = [name for source in SOURCES.values() for name in REGISTERED.findall(source)]
    assert sorted(set(names)) == sorted(names)
    assert set(antrian_library().functions) == set(names)


@pytest.mark.parametrize(("header", "name", "body"), CALLABLE)
def test_each_function_says_what_it_takes_and_returns(header: str, name: str, body: str) -> None:
    """The comment above a function starts with its name, and tells its keys, arguments and returns."""
    assert header.startswith(f"-- {name}: ")
    assert "-- KEYS[" in header
    assert "-- returns " in header
    assert ("ARGV[" in header) == ("args" in body)


@pytest.mark.parametrize(("header", "name", "body"), CALLABLE)
def test_each_function_is_registered(header: str, name: str, body: str) -> None:
    """A function that takes keys and arguments can be called."""
    assert name in antrian_library().functions


@pytest.mark.parametrize(("header", "name", "body"), FUNCTIONS)
def test_functions_are_short(header: str, name: str, body: str) -> None:
    """No function is longer than a page, and none walks through all keys."""
    assert body.count("\n") < LONGEST
    assert "'KEYS'" not in body
