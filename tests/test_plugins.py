"""Plugins are found through the entry points of installed packages: real ones, in a folder on the path."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.check import plugin_findings
from bot.commands import ShowHelp
from bot.errors import ChannelLibraryMissing, PluginBroken, UnknownChannel
from bot.plugins import channel_names, find_channel, find_routes, locale_folders
from bot.routing import WordClash

Install = Callable[..., None]

CHANNEL = """
from contextlib import asynccontextmanager
from pydantic import BaseModel
from bot.plugins import ChannelPlugin

class Settings(BaseModel):
    token: str

@asynccontextmanager
async def opened(account, options, services):
    yield None

channel = ChannelPlugin(name="pigeon", extra="loft", needs={needs}, settings=Settings, open=opened)
"""
ROUTES = """
from bot.commands import Command, ShowHelp
from bot.routing import Routes

class Feed(Command):
    pass

async def answer(request, command):
    return []

routes = Routes()
routes.on({command}, words={{"{word}": lambda reading: {command}()}})(answer)
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Return a function that installs a one-module package with an entry point named like the module."""
    monkeypatch.syspath_prepend(tmp_path)

    def install_package(module: str, source: str, *, group: str, name: str, value: str) -> None:
        (tmp_path / f"{module}.py").write_text(source)
        facts = tmp_path / f"{module}-1.0.dist-info"
        facts.mkdir()
        (facts / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
        (facts / "entry_points.txt").write_text(f"[{group}]\n{name} = {module}:{value}\n")
        monkeypatch.delitem(sys.modules, module, raising=False)

    return install_package


def install_channel(install: Install, source: str) -> None:
    install("flock", source, group="antrian.channels", name="pigeon", value="channel")


def test_channel_found(install: Install) -> None:
    """An installed package's channel is found by its name."""
    install_channel(install, CHANNEL.format(needs=()))
    assert find_channel("pigeon").extra == "loft"
    assert "pigeon" in channel_names()


MISSING = {
    "found when asked for": (CHANNEL.format(needs=("no_such_bird",)), 'pip install "flock[loft]"'),
    "found on import": ("import no_such_bird", 'pip install "flock[pigeon]"'),
}


@pytest.mark.parametrize(("source", "hint"), MISSING.values(), ids=MISSING.keys())
def test_library_missing(install: Install, source: str, hint: str) -> None:
    """A channel without its library is known, and asking for it names the module and what to install."""
    install_channel(install, source)
    assert "pigeon" in channel_names()
    with pytest.raises(ChannelLibraryMissing, match=r"needs 'no_such_bird'") as raised:
        find_channel("pigeon")
    assert hint in str(raised.value)


def test_unknown_channel(install: Install) -> None:
    """An unknown channel's error names the known ones and the one that was probably meant."""
    install_channel(install, CHANNEL.format(needs=()))
    with pytest.raises(UnknownChannel, match=r"'Pigon'; did you mean 'pigeon'\? \(known: .*pigeon"):
        find_channel("Pigon")


def test_not_a_channel(install: Install) -> None:
    """An entry point that holds something else is named with what it holds."""
    install_channel(install, "channel = 7")
    with pytest.raises(PluginBroken, match=r"'pigeon' can't be used: flock:channel is a int, not a Chann"):
        find_channel("pigeon")


BROKEN = {
    "fails on import": ("1 / 0", "ZeroDivisionError"),
    "no Python": ("def", "SyntaxError"),
    "without the value": ("", "AttributeError"),
}


@pytest.mark.parametrize(("source", "cause"), BROKEN.values(), ids=BROKEN.keys())
def test_broken_channel(source: str, cause: str, install: Install) -> None:
    """A channel whose package can't be loaded is named with the cause, whatever that is."""
    install_channel(install, source)
    with pytest.raises(PluginBroken, match=rf"'pigeon' can't be used: flock:channel can't be loaded \({cause}: "):
        find_channel("pigeon")


@pytest.mark.parametrize(("group", "find"), [("handlers", find_routes), ("locales", locale_folders)])
def test_broken_handlers_and_words(group: str, find: Callable[[], object], install: Install) -> None:
    """Handlers and words that can't be loaded stop the start, and the error names the plugin and what it lacks."""
    install("crumbs", "import no_such_bird", group=f"antrian.{group}", name="crumbs", value="routes")
    with pytest.raises(PluginBroken, match=r"'crumbs' can't be used: .*No module named 'no_such_bird'"):
        find()


def test_two_offer_one_channel(install: Install) -> None:
    """Two packages that offer one channel are an error, not a matter of luck."""
    install_channel(install, CHANNEL.format(needs=()))
    install("swarm", "", group="antrian.channels", name="pigeon", value="channel")
    with pytest.raises(PluginBroken, match="more than one"):
        find_channel("pigeon")


def test_routes_merged(install: Install) -> None:
    """The handlers of all packages come in one table."""
    source = ROUTES.format(command="Feed", word="pakan")
    install("crumbs", source, group="antrian.handlers", name="crumbs", value="routes")
    assert "pakan" in find_routes().words


def test_routes_clash(install: Install) -> None:
    """Two packages that claim one command stop the start, and both are named."""
    for module in ("crumbs", "seeds"):
        source = ROUTES.format(command=ShowHelp.__name__, word=module)
        install(module, source, group="antrian.handlers", name=module, value="routes")
    with pytest.raises(WordClash, match=r"ShowHelp"):
        find_routes()


@pytest.mark.parametrize("word", ["pakan", "jadwal"])
def test_words_clash(word: str, install: Install) -> None:
    """Two packages that claim one word, or one that claims a word of ours, stop the start, and it is named."""
    for module in ("crumbs", "seeds"):
        source = ROUTES.format(command="Feed", word=word)
        install(module, source, group="antrian.handlers", name=module, value="routes")
    with pytest.raises(WordClash, match=rf"the command word '{word}' is claimed by .* and by "):
        find_routes()


def test_check_tells_of_plugins(install: Install) -> None:
    """The check names what others have installed, and says what is wrong with it; without any it says nothing."""
    assert [] == list(plugin_findings())
    install("crumbs", ROUTES.format(command="Feed", word="pakan"), group="antrian.handlers", name="a", value="routes")
    assert ["✓ plugins: crumbs 1.0"] == list(map(str, plugin_findings()))
    install("seeds", ROUTES.format(command="Feed", word="pakan"), group="antrian.handlers", name="b", value="routes")
    (finding,) = plugin_findings()
    assert "wrong" == finding.state


def test_locale_folders(install: Install, tmp_path: Path) -> None:
    """Our own words come first; a plugin's folder comes after them."""
    facts = tmp_path / "chirps-1.0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: chirps\nVersion: 1.0\n")
    (facts / "entry_points.txt").write_text("[antrian.locales]\nchirps = chirps\n")
    (tmp_path / "chirps").mkdir()
    (tmp_path / "chirps" / "__init__.py").touch()
    ours, *others = locale_folders()
    assert ours.joinpath("id").is_dir()
    assert str(tmp_path / "chirps") in [str(folder) for folder in others]
