"""The offices' accounts on the platforms: as the configuration names them, and with their channels found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypeVar

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.config_errors import near_miss, problems_of
from bot.environment import with_variable
from bot.errors import ConfigError, PluginError, Problem
from bot.plugins import Account, ChannelPlugin, find_channel, require_library

M = TypeVar("M", bound=BaseModel)
Numbered = tuple[int, Mapping[str, Any]]
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", description="small letters, digits and -")]


class AccountSettings(BaseModel):
    """`[[accounts]]`: a channel, whose own keys stand beside these and are checked by it."""

    model_config = ConfigDict(extra="allow", strict=True, frozen=True)

    channel: Name = Field(description='a channel such as "web"')
    office: str = ""
    name: Name | None = None
    staff_chat: str = ""
    emergency_chat: str = ""


class ConfiguredAccount(Account, frozen=True, kw_only=True):
    """An account with its channel's own keys, not checked yet; `at` is its place in the file."""

    options: Mapping[str, object] = {}
    at: str = ""

    def __repr__(self) -> str:
        """Return its name alone, for the options can hold secrets."""
        return f"<{self.channel}/{self.name} of {self.office}>"

    def read(self, model: type[M]) -> M:
        """Return the options as the channel's model. Raises ConfigError."""
        try:
            return model.model_validate(self.options)
        except ValidationError as error:
            found = problems_of(error, model=model, at=self.at)
            problems = [
                with_variable(each, self.channel, self.name, each.path.removeprefix(f"{self.at}.")) for each in found
            ]
            raise ConfigError(problems, source=f"the account {self.channel}/{self.name}") from None


class PluggedAccount(Struct, frozen=True, kw_only=True):
    """An account, its channel, and its options as an instance of `plugin.settings`."""

    account: ConfiguredAccount
    plugin: ChannelPlugin
    options: Any


def plug_in(accounts: Sequence[ConfiguredAccount]) -> tuple[PluggedAccount, ...]:
    """Find each account's channel and check its options. Raises ConfigError with the problems of all."""
    plugged: list[PluggedAccount] = []
    problems: list[Problem] = []
    for account in accounts:
        try:
            plugin = find_channel(account.channel)
            options = account.read(plugin.settings)
            require_library(plugin, options)
            plugged.append(PluggedAccount(account=account, plugin=plugin, options=options))
        except ConfigError as error:
            problems += error.problems
        except PluginError as error:
            found = f'"{account.channel}"'
            problems.append(Problem(path=f"{account.at}.channel", found=found, expected="a channel", hint=str(error)))
    if problems:
        raise ConfigError(problems, source="the accounts of the configuration")
    return tuple(plugged)


def named(tables: Sequence[Numbered], *, codes: Sequence[str]) -> list[ConfiguredAccount]:
    """Return the accounts of the file's tables, defaults filled in; the tables need not be right yet."""
    accounts = []
    for number, table in tables:
        if not all(isinstance(table.get(key, ""), str) for key in AccountSettings.model_fields):
            continue
        options = dict(table)
        channel = options.pop("channel", "")
        office = options.pop("office", codes[0] if len(codes) == 1 else "")
        name = options.pop("name", office.lower())
        chats = {key: options.pop(key, "") for key in ("staff_chat", "emergency_chat")}
        at = f"accounts[{number}]"
        accounts.append(ConfiguredAccount(channel=channel, name=name, office=office, options=options, at=at, **chats))
    return accounts


def misplaced(accounts: Sequence[ConfiguredAccount], *, codes: Sequence[str]) -> list[Problem]:
    """Return what is wrong between accounts, and between them and the offices."""
    problems: list[Problem] = []
    first: dict[tuple[str, str], ConfiguredAccount] = {}
    for account in accounts:
        known = first.setdefault((account.channel, account.name), account)
        if known is not account:
            expected = f"another name than that of {known.at}, on the same channel"
            problems.append(Problem(path=f"{account.at}.name", found=f'"{account.name}"', expected=expected))
        if account.office not in codes:
            found = f'"{account.office}"' if account.office else "nothing"
            expected = f"one of the offices: {', '.join(dict.fromkeys(codes)) or 'there is none'}"
            hint = near_miss(account.office, codes)
            problems.append(Problem(path=f"{account.at}.office", found=found, expected=expected, hint=hint))
    return problems
