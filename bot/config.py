"""The configuration: a TOML file with the environment over it, checked as a whole before anything starts."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic import ValidationInfo as Info
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

from bot.accounts import AccountSettings, ConfiguredAccount, Numbered, misplaced, named
from bot.config_errors import near_miss, problems_of, refusal, shown
from bot.environment import PREFIX, by_owner, owner_of, with_variable
from bot.errors import ConfigError, Problem
from bot.media_settings import MediaSettings
from bot.office_settings import OfficeSettings
from bot.offices import Office

EXAMPLE = Path(__file__).with_name("config.example.toml")
BELIEVING = frozenset({"console", "web"})  # these channels take a person's word for the number
SCHEMES = ("redis", "rediss", "unix", "redis+sentinel", "rediss+sentinel")
SENTINEL_EXAMPLE = "redis+sentinel://host:26379,host:26379/service"


class Section(BaseModel):
    """A table whose keys can also be set in the environment, where everything is a text."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


def readable_url(url: str) -> str:
    """Return a URL of Redis, or "", as it is. Raises what pydantic tells as a problem."""
    scheme, _, place = url.partition("://")
    if url and (scheme not in SCHEMES or not place):
        found = f"a text that begins with {scheme}://" if place else "a text without ://"
        raise refusal("a URL that begins with " + ", ".join(f"{each}://" for each in SCHEMES), found=found)
    if url and not _is_readable(url):
        example = "redis://user:password@host:6379/0" if "sentinel" not in scheme else SENTINEL_EXAMPLE
        raise refusal(f"a URL such as {example}, signs like / and @ in a password as %2F and %40")
    return url


class RedisSettings(Section):
    """`[redis]`: where the state is kept; no URL means the embedded Valkey in the data folder."""

    url: str = Field(default="", repr=False)
    cluster: bool = False
    give_up_s: float = Field(default=30.0, gt=0, le=3600)
    allow_unsafe: bool = False

    _known_scheme = field_validator("url")(readable_url)

    @field_validator("cluster")
    @classmethod
    def _has_nodes(cls, cluster: bool, info: Info) -> bool:
        if cluster and not info.data.get("url", "redis://").startswith(("redis://", "rediss://")):
            raise refusal("false, or redis.url with a node of the cluster: redis:// or rediss://")
        return cluster


def _is_readable(url: str) -> bool:
    from bot.store.targets import read_target  # not at the top: redis-py is slow to import, `--help` quick

    try:
        read_target(url)
    except ValueError:  # its text can quote the password
        return False
    return True


class SealSettings(Section):
    """`[seal]`: the keys that personal data is sealed with."""

    key_file: Path | None = None
    keys: SecretStr = SecretStr("")


class LogSettings(Section):
    """`[log]`: how the program reports to its operator."""

    format: Literal["auto", "console", "json"] = "auto"
    level: Literal["debug", "info", "warning", "error"] = "info"


class FloodSettings(Section):
    """`[flood]`: one sender may write `burst` messages at once, and one more every `refill_s` seconds."""

    burst: int = Field(default=20, ge=1, le=10_000)
    refill_s: float = Field(default=3.0, gt=0, le=3600)


class JobSettings(Section):
    """`[jobs]`: where the work that is not an answer waits, and whether `antrian run` does it.

    No URL means the Redis of the state, which then must not be a cluster. `in_run`: "auto" is yes for the embedded
    Valkey, no for your own Redis.
    """

    url: str = Field(default="", repr=False)
    in_run: Literal["auto", "yes", "no"] = "auto"

    _known_scheme = field_validator("url")(readable_url)


class Config(Struct, frozen=True, kw_only=True):
    """What the house knows of its configuration. `source` is the file that it came from; paths are absolute.

    `seal_keys` are the keys given by the environment, or "": then they are in `key_file`.
    """

    offices: Mapping[str, Office]
    accounts: Sequence[ConfiguredAccount]
    data_dir: Path
    key_file: Path
    seal_keys: SecretStr = SecretStr("")
    redis: RedisSettings = RedisSettings()
    log: LogSettings = LogSettings()
    flood: FloodSettings = FloodSettings()
    jobs: JobSettings = JobSettings()
    media: MediaSettings = MediaSettings()
    source: Path = EXAMPLE

    @property
    def is_trial(self) -> bool:
        """Whether no account is on a platform that vouches for people's numbers."""
        return all(account.channel in BELIEVING for account in self.accounts)


class _Settings(BaseSettings):
    """The file as it is written, with the environment over it."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="_",
        env_nested_max_split=1,  # ANTRIAN_REDIS_GIVE_UP_S is give_up_s of redis
        env_ignore_empty=True,
        extra="forbid",
    )

    data_dir: Path = Path("data")
    redis: RedisSettings = RedisSettings()
    seal: SealSettings = SealSettings()
    log: LogSettings = LogSettings()
    flood: FloodSettings = FloodSettings()
    jobs: JobSettings = JobSettings()
    media: MediaSettings = MediaSettings()
    offices: list[OfficeSettings] = Field(min_length=1, description="at least one [[offices]]")
    accounts: list[AccountSettings] = []

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return env_settings, init_settings


SECTIONS: Mapping[str, type[BaseModel]] = {
    "redis": RedisSettings,
    "seal": SealSettings,
    "log": LogSettings,
    "flood": FloodSettings,
    "jobs": JobSettings,
    "media": MediaSettings,
}
WHOLE_VARIABLES = frozenset({"ANTRIAN_CONFIG", "ANTRIAN_DATA_DIR"})


def load(path: Path | None = None) -> Config:
    """Read the configuration: `path`, else $ANTRIAN_CONFIG, else `config.toml` here, else the example.

    Raises ConfigError with every problem in it.
    """
    source = _source(path)
    data = _parsed(source)
    codes = [code for _, table in _tables(data, "offices") if isinstance(code := table.get("code"), str)]
    if codes and not data.get("accounts"):
        data["accounts"] = [{"channel": channel, "office": codes[0]} for channel in sorted(BELIEVING)]
    accounts = named(_tables(data, "accounts"), codes=codes)
    settings, problems = _checked(data)
    problems += _repeated(_tables(data, "offices")) + misplaced(accounts, codes=codes)
    accounts, unknown = _overlaid(accounts)
    problems += unknown
    if settings is None or problems:
        raise ConfigError(problems, source=str(source))
    return _config(settings, accounts, source)


def _source(path: Path | None) -> Path:
    if path is not None:
        return path
    if chosen := os.environ.get("ANTRIAN_CONFIG"):
        return Path(chosen)
    here = Path("config.toml")
    return here if here.exists() else EXAMPLE


def _parsed(source: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except OSError as error:
        problem = Problem(path="the file", found=error.strerror or str(error), expected="a file to read")
    except UnicodeDecodeError as error:
        problem = Problem(path=f"byte {error.start}", found="no UTF-8", expected="a text in UTF-8")
    except tomllib.TOMLDecodeError as error:
        what, _, place = str(error).partition(" (at ")
        problem = Problem(path=place.rstrip(")") or "the file", found=what, expected="TOML")
    raise ConfigError([problem], source=str(source))


def _tables(data: Mapping[str, Any], key: str) -> list[Numbered]:
    """Return an array's tables with their numbers; pydantic says what is wrong with what is none."""
    rows = data.get(key)
    return [(n, row) for n, row in enumerate(rows) if isinstance(row, dict)] if isinstance(rows, list) else []


def _checked(data: Mapping[str, Any]) -> tuple[_Settings | None, list[Problem]]:
    problems = []
    seal = data.get("seal")
    if isinstance(seal, dict) and "keys" in seal:
        expected = "it in the environment only, as ANTRIAN_SEAL_KEYS"
        problems.append(Problem(path="seal.keys", found="a key in the file", expected=expected))
    try:
        return _Settings(**data), problems
    except SettingsError:  # a whole section in one variable: reported with the variables that belong to nobody
        return None, problems
    except ValidationError as error:
        found = problems_of(error, model=_Settings)
        return None, problems + [with_variable(each, *each.path.split(".")) for each in found]


def _repeated(offices: Sequence[Numbered]) -> list[Problem]:
    codes = [(number, table["code"]) for number, table in offices if "code" in table]
    return [
        Problem(path=f"offices[{number}].code", found=f"{shown(code)} once more", expected="each code once")
        for place, (number, code) in enumerate(codes)
        if code in [earlier for _, earlier in codes[:place]]
    ]


def _overlaid(accounts: Sequence[ConfiguredAccount]) -> tuple[list[ConfiguredAccount], list[Problem]]:
    """Return the accounts with the environment over their options, and the variables that are nobody's."""
    owners = [owner_of(account.channel, account.name) for account in accounts]
    variables = by_owner(os.environ, [*map(owner_of, SECTIONS), *owners])
    overlaid = [
        replace(account, options={**account.options, **variables.get(owner, {})})
        for account, owner in zip(accounts, owners, strict=True)
    ]
    strangers = sorted(set(variables.get("", {})) - WHOLE_VARIABLES)
    return overlaid, [_stranger(name, owners) for name in strangers]


def _stranger(variable: str, owners: Sequence[str]) -> Problem:
    known = {f"{PREFIX}{owner_of(name, key)}" for name, section in SECTIONS.items() for key in section.model_fields}
    wanted = "ANTRIAN_<SECTION>_<KEY>" + "".join(f" or {PREFIX}{owner}_<KEY>" for owner in owners)
    hint = near_miss(variable, known | WHOLE_VARIABLES, cutoff=0.8)  # they all begin alike
    return Problem(path=variable, found="an unknown variable", expected=wanted, hint=hint)


def _config(settings: _Settings, accounts: Sequence[ConfiguredAccount], source: Path) -> Config:
    # The example is a part of the program: what runs from it keeps its data where it was started.
    folder = Path.cwd() if source == EXAMPLE else source.resolve().parent
    data_dir = folder / settings.data_dir.expanduser()
    key_file = settings.seal.key_file
    return Config(
        offices={each.code: each.office() for each in settings.offices},
        accounts=tuple(accounts),
        data_dir=data_dir,
        key_file=folder / key_file.expanduser() if key_file else data_dir / "keys",
        seal_keys=settings.seal.keys,
        redis=settings.redis,
        log=settings.log,
        flood=settings.flood,
        jobs=settings.jobs,
        media=settings.media,
        source=source,
    )
