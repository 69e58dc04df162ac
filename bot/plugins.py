"""What others bring: channels, handlers and words, found through entry points like our own.

| group | value |
|---|---|
| `antrian.channels` | a `ChannelPlugin`, under the channel's name |
| `antrian.handlers` | a `Routes` table |
| `antrian.locales` | a package with a folder of .ftl files per language |
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from importlib.metadata import EntryPoint, entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct
from pydantic import BaseModel

from bot.adapters import ChannelAdapter
from bot.errors import ChannelLibraryMissing, PluginBroken, UnknownChannel
from bot.messages import ChatRef, Receipt, Reply
from bot.offices import Office
from bot.routing import Routes

if TYPE_CHECKING:
    from bot.bookings import Bookings
    from bot.engine.wording import Lexicon
    from bot.store.client import Client
    from bot.store.media import MediaVault
    from bot.store.sealing import Sealer

T = TypeVar("T")

GROUPS = ("antrian.channels", "antrian.handlers", "antrian.locales")


class Account(Struct, frozen=True, kw_only=True):
    """An office's account on a channel; `office` is the office's code.

    `staff_chat` is the platform's id of the chat in which the office's staff work, `emergency_chat` that of those among
    them who deal with emergency cases, or "".
    """

    channel: str
    name: str
    office: str
    staff_chat: str = ""
    emergency_chat: str = ""

    @property
    def groups(self) -> frozenset[str]:
        """Return the ids of the chats whose messages are the staff's."""
        return frozenset({self.staff_chat, self.emergency_chat} - {""})


class Services(Struct, frozen=True, kw_only=True):
    """What the road lends to an adapter.

    `clock` gives milliseconds since 1970. `drained` waits until everything that a chat said has been
    answered and the answers have been delivered. `tell_staff` puts a notice into the outbox of the staff chats of an
    account's office, those of its other accounts. `report` records what a platform tells later of a delivered message.
    `bookings` are those of all offices, with what happens inside them, for pages that work with them at once.
    `data_dir` is the folder of what an account has to keep in files of its own. `media` holds the files of cases.
    """

    client: Client
    sealer: Sealer
    lexicon: Lexicon
    offices: Mapping[str, Office]
    clock: Callable[[], int]
    is_trial: bool
    drained: Callable[[ChatRef], Awaitable[None]]
    tell_staff: Callable[[Account, Reply], Awaitable[None]]
    report: Callable[[Receipt], Awaitable[None]]
    bookings: Bookings
    data_dir: Path = Path("data")
    media: MediaVault | None = None


Open = Callable[[Account, Any, Services], AbstractAsyncContextManager[ChannelAdapter]]
"""Opens an account. The second argument is an instance of the plugin's own `settings`, hence Any."""


class Library(Struct, frozen=True, kw_only=True):
    """What to install for an account (`antrian[telegram-ptb]`), and the modules which that brings."""

    extra: str
    needs: tuple[str, ...]


class ChannelPlugin(Struct, frozen=True, kw_only=True):
    """A channel on offer. Importing it must be cheap: its library is imported by `open`.

    `extra` is what to install for it (`antrian[web]`) and `needs` the modules which that brings; where an account's
    options choose among libraries, `library` tells that of theirs.
    `settings` reads the account's options. `proves_numbers`: the platform vouches for the sender's number.
    """

    name: str
    settings: type[BaseModel]
    open: Open
    extra: str = ""
    needs: tuple[str, ...] = ()
    library: Callable[[Any], Library] | None = None
    proves_numbers: bool = False


def channel_names() -> tuple[str, ...]:
    """Return the channels that are known here, whether or not their libraries are installed."""
    return tuple(sorted(entry_points(group="antrian.channels").names))


def find_channel(name: str) -> ChannelPlugin:
    """Return a channel's plugin. Raises UnknownChannel, ChannelLibraryMissing or PluginBroken."""
    entries = tuple(entry_points(group="antrian.channels", name=name))
    if not entries:
        raise UnknownChannel(name, known=channel_names())
    if len(entries) > 1:
        raise PluginBroken(name, "more than one installed package offers it; remove all but one")
    package = _package(entries[0])
    try:
        plugin = _loaded(entries[0], ChannelPlugin)
    except PluginBroken as broken:
        if not isinstance(missing := broken.__cause__, ModuleNotFoundError):
            raise
        raise ChannelLibraryMissing(name, install=f"{package}[{name}]", module=str(missing.name)) from missing
    _require(name, Library(extra=plugin.extra, needs=plugin.needs), package)
    return plugin


def require_library(plugin: ChannelPlugin, options: Any) -> None:
    """Raise ChannelLibraryMissing when the library that an account's options choose is not installed."""
    if plugin.library is not None:
        (entry,) = entry_points(group="antrian.channels", name=plugin.name)
        _require(plugin.name, plugin.library(options), _package(entry))


def installed_plugins() -> tuple[str, ...]:
    """Return the packages of others, with their versions."""
    entries = chain.from_iterable(entry_points(group=group) for group in GROUPS)
    packages = {entry.dist.name: entry.dist.version for entry in entries if entry.dist}
    return tuple(f"{name} {version}" for name, version in sorted(packages.items()) if name != "antrian")


def find_routes() -> Routes:
    """Return one table of all installed handlers.

    Raises WordClash when two claim one word or command, and PluginBroken.
    """
    entries = sorted(entry_points(group="antrian.handlers"), key=lambda entry: entry.name)
    return Routes.merged(_loaded(entry, Routes) for entry in entries)


def locale_folders() -> tuple[Traversable, ...]:
    """Return the folders of words: ours, then the plugins', whose words replace ours under the same key.

    Raises PluginBroken.
    """
    entries = sorted(entry_points(group="antrian.locales"), key=lambda entry: entry.name)
    return (files("locales"), *(files(_loaded(entry, ModuleType)) for entry in entries))


def _loaded(entry: EntryPoint, kind: type[T]) -> T:
    try:
        value = entry.load()
    except Exception as error:  # whatever somebody's module does when it is imported
        raise PluginBroken(entry.name, f"{entry.value} can't be loaded ({type(error).__name__}: {error})") from error
    if not isinstance(value, kind):
        raise PluginBroken(entry.name, f"{entry.value} is a {type(value).__name__}, not a {kind.__name__}")
    return value


def _package(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist else "antrian"


def _require(channel: str, library: Library, package: str) -> None:
    for module in library.needs:
        if find_spec(module) is None:
            raise ChannelLibraryMissing(channel, install=f"{package}[{library.extra}]", module=module)
