"""A configuration is either right as a whole or refused with every problem in it; values only, no I/O but the file."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict, SecretStr

from bot.config import EXAMPLE, Config, load
from bot.errors import ConfigError

Write = Callable[[str], Path]

OFFICE = """
[[offices]]
code = "CBN"
name = "Kanim"
address = "Cirebon"
zone = "Asia/Jakarta"
[[offices.sessions]]
start = "08:00"
end = "09:00"
places = { regular = 10 }
"""


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start each test in a folder of its own."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a configuration."""

    def written(text: str) -> Path:
        path = tmp_path / "config.toml"
        path.write_text(text)
        return path

    return written


def problems(path: Path) -> dict[str, tuple[str, str, str]]:
    """Return what is wrong with a file: found, expected and hint by key."""
    with pytest.raises(ConfigError) as refused:
        load(path)
    return {each.path: (each.found, each.expected, each.hint) for each in refused.value.problems}


# --- what a right one gives ------------------------------------------------------------------------------


def test_no_file_means_the_example(tmp_path: Path) -> None:
    """Without any file the example's office is served as a trial, with its data where it was started."""
    config = load()
    assert config.source == EXAMPLE
    assert config.is_trial
    assert config.data_dir == tmp_path / "data"
    assert config.key_file == tmp_path / "data" / "keys"


def test_example_is_cirebon() -> None:
    """The example is the issue's office: 260 places a day, Monday to Friday, 08:00 to 15:00 without the lunch hour."""
    office = load().offices["CBN"]
    assert list(office.week) == [1, 2, 3, 4, 5]
    for sessions in office.week.values():
        assert sum(sum(session.pools.values()) for session in sessions) == 260
        assert [session.id for session in sessions] == ["08:00", "09:00", "10:00", "11:00", "13:00", "14:00"]
        assert sessions[-1].end == time(15)
    assert office.closed[date(2026, 12, 25)] == "Hari Raya Natal"
    assert {fee.since for fee in office.fees} == {date(2018, 1, 1), date(2024, 12, 17)}
    assert [lane.prefix for lane in office.lanes] == ["A", "B", "P", "C"]


def test_example_shows_the_defaults(write: Write) -> None:
    """A key that is left out keeps the value that the example shows."""
    example, least = load(), load(write(OFFICE))
    assert (least.redis, least.log, least.flood) == (example.redis, example.log, example.flood)
    assert least.offices["CBN"].rules == example.offices["CBN"].rules
    for key in ("horizon_days", "opening_hour", "retention_days", "official_accounts"):
        assert getattr(least.offices["CBN"], key) == getattr(example.offices["CBN"], key)


def test_commented_accounts_load_too(write: Write) -> None:
    """The example stays right when the accounts in comments are put to use, and is no trial any more."""
    text = EXAMPLE.read_text()
    config = load(write(re.sub(r"(?m)^# (?=\[\[|[a-z_]+ = |# )", "", text)))
    assert not config.is_trial
    channels = [account.channel for account in config.accounts]
    assert channels == ["web", "console", "telegram", "whatsapp", "whatsapp-cloud"]


def test_accounts_by_themselves(write: Write) -> None:
    """Without an account the terminal and the page serve the first office."""
    config = load(write(OFFICE + OFFICE.replace("CBN", "BDG")))
    assert [(a.channel, a.name, a.office) for a in config.accounts] == [
        ("console", "cbn", "CBN"),
        ("web", "cbn", "CBN"),
    ]


def test_paths_count_from_the_file(tmp_path: Path, write: Write) -> None:
    """A relative data folder lies beside the file, wherever the program is started."""
    path = write('data_dir = "kept"\n[seal]\nkey_file = "secret/keys"' + OFFICE)
    config = load(path)
    assert config.data_dir == tmp_path / "kept"
    assert config.key_file == tmp_path / "secret" / "keys"


def test_hours_may_be_tomls_own(write: Write) -> None:
    """An hour without quotes is TOML's own kind of time, and as good."""
    config = load(write(OFFICE.replace('"08:00"', "08:00:00")))
    assert config.offices["CBN"].week[1][0].start == time(8)


# --- the environment -------------------------------------------------------------------------------------


def test_environment_counts_before_the_file(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable sets the key of its section, whatever the file says; an empty one says nothing."""
    monkeypatch.setenv("ANTRIAN_REDIS_GIVE_UP_S", "12")
    monkeypatch.setenv("ANTRIAN_SEAL_KEYS", "lookup:abc 1:def")
    monkeypatch.setenv("ANTRIAN_LOG_LEVEL", "")
    config = load(write('[redis]\ngive_up_s = 5\n[log]\nlevel = "error"' + OFFICE))
    assert config.redis.give_up_s == 12
    assert config.log.level == "error"
    assert config.seal_keys.get_secret_value() == "lookup:abc 1:def"
    assert "lookup:abc" not in repr(config)


def test_environment_of_an_account(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """An account's options come from the variables with its channel and name; the longest name that fits has them."""
    monkeypatch.setenv("ANTRIAN_WEB_CBN_PORT", "1")
    monkeypatch.setenv("ANTRIAN_WEB_CBN_2_PORT", "2")
    web = '[[accounts]]\nchannel = "web"\nport = 9\n'
    config = load(write(OFFICE + web + web + 'name = "cbn-2"'))
    assert [account.options for account in config.accounts] == [{"port": "1"}, {"port": "2"}]


def test_environment_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """ANTRIAN_CONFIG names the file when the command line does not."""
    other = tmp_path / "other.toml"
    other.write_text(OFFICE)
    monkeypatch.setenv("ANTRIAN_CONFIG", str(other))
    assert load().source == other


WRONG_VARIABLES = {
    "misspelt section": ("ANTRIAN_REDISS_URL", "x", "an unknown variable", "did you mean ANTRIAN_REDIS_URL?"),
    "a whole section": ("ANTRIAN_REDIS", "{}", "an unknown variable", "did you mean ANTRIAN_REDIS_URL?"),
    "no such account": ("ANTRIAN_WEB_BDG_PORT", "1", "an unknown variable", ""),
    "wrong value": ("ANTRIAN_LOG_LEVEL", "loud", '"loud"', ""),
    "wrong secret": ("ANTRIAN_REDIS_URL", "http://:pw@h", "a text that begins with http://", ""),
}


@pytest.mark.parametrize(("name", "value", "found", "hint"), WRONG_VARIABLES.values(), ids=WRONG_VARIABLES.keys())
def test_wrong_variables(
    name: str, value: str, found: str, hint: str, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A variable that belongs to nothing, or holds a wrong value, is named as a variable."""
    monkeypatch.setenv(name, value)
    wrong = problems(write(OFFICE))
    assert (found, hint) == (wrong[name][0], wrong[name][2])


# --- what is refused -------------------------------------------------------------------------------------

SESSION = '[[offices.sessions]]\nstart = "{}"\nend = "{}"\nplaces = {{ regular = 1 }}\n'
ACCOUNT = '[[accounts]]\nchannel = "web"\n'

REFUSED = {
    "unknown key": ("redis.ulr", 'ulr = "x"', "an unknown key"),
    "unknown section": ("reddis", "[reddis]", "an unknown key"),
    "wrong type": ("flood.burst", 'burst = "many"', '"many"'),
    "below its least": ("flood.burst", "burst = 0", "0"),
    "no number": ("redis.give_up_s", "give_up_s = inf", "inf"),
    "section that is no table": ("log", "log = 3", "3"),
    "unknown word": ("log.level", 'level = "loud"', '"loud"'),
    "keys in the file": ("seal.keys", 'keys = "abc"', "a key in the file"),
    "unknown scheme": ("redis.url", 'url = "http://h"', "a text that begins with http://"),
    "no URL": ("redis.url", 'url = "localhost"', "a text without ://"),
    "sentinel without service": ("redis.url", 'url = "redis+sentinel://h:1"', "a value that is not shown here"),
    "port that is none": ("redis.url", 'url = "redis://h:pw/x@y"', "a value that is not shown here"),
    "half an object store": ("media", 'store = "s3"\nbucket = "b"', 'store = "s3"'),
    "object store with a path": ("media.endpoint", 'endpoint = "https://h/b"', '"https://h/b"'),
    "cluster on a socket": ("redis.cluster", 'url = "unix:///s"\ncluster = true', "true"),
}
TABLES = {
    "store": "media", "endpoint": "media", "ulr": "redis", "give_up_s": "redis", "url": "redis", "burst": "flood",
    "level": "log", "keys": "seal",
}  # fmt: skip


@pytest.mark.parametrize(("key", "line", "found"), REFUSED.values(), ids=REFUSED.keys())
def test_refused_sections(key: str, line: str, found: str, write: Write) -> None:
    """A section with a wrong key, type or value is refused with the key's path and what stands there."""
    table = TABLES.get(line.partition(" ")[0])
    assert problems(write((f"[{table}]\n" if table else "") + line + OFFICE))[key][0] == found


OFFICES = {
    "code in small letters": ("offices[0].code", 'code = "CBN"', 'code = "cbn"', '"cbn"'),
    "name that is a number": ("offices[0].name", 'name = "Kanim"', "name = 4", "4"),
    "name left out": ("offices[0].name", 'name = "Kanim"', "", "nothing"),
    "no such zone": ("offices[0].zone", "Asia/Jakarta", "Asia/Jakarte", '"Asia/Jakarte"'),
    "zone outside": ("offices[0].zone", "Asia/Jakarta", "../etc/passwd", '"../etc/passwd"'),
    "no such hour": ("offices[0].sessions[0].start", '"08:00"', '"25:00"', '"25:00"'),
    "hour with seconds": ("offices[0].sessions[0].start", '"08:00"', "08:00:30", "08:00:30"),
    "hour as a number": ("offices[0].sessions[0].start", '"08:00"', "8", "8"),
    "end before start": ("offices[0].sessions[0].end", '"09:00"', '"07:00"', '"07:00"'),
    "negative quota": ("offices[0].sessions[0].places.regular", "regular = 10", "regular = -1", "-1"),
    "quota as text": ("offices[0].sessions[0].places.regular", "regular = 10", 'regular = "10"', '"10"'),
    "unknown pool": ("offices[0].sessions[0].places.reguler", "regular = 10", "reguler = 1", "an unknown key"),
    "unknown weekday": ("offices[0].sessions[0].days[1]", 'start = "08', 'days=["mon","xx"]\nstart = "08', '"xx"'),
    "negative delay": (
        "offices[0].rules.return_delay_minutes[0]",
        "[[offices.s",
        "rules = { return_delay_minutes = [-1, 5] }\n[[offices.s",
        "-1",
    ),
    "delay the wrong way round": (
        "offices[0].rules.return_delay_minutes",
        "[[offices.s",
        "rules = { return_delay_minutes = [30, 5] }\n[[offices.s",
        "[30, 5]",
    ),
    "offers that end before they begin": (
        "offices[0].rules.offers_until",
        "[[offices.s",
        'rules = { offers_from = "08:00", offers_until = "07:00" }\n[[offices.s',
        '"07:00"',
    ),
    "no such date": (
        "offices[0].closed.2026-02-30",
        "[[offices.s",
        'closed = { 2026-02-30 = "x" }\n[[offices.s',
        '"2026-02-30"',
    ),
}


@pytest.mark.parametrize(("key", "old", "new", "found"), OFFICES.values(), ids=OFFICES.keys())
def test_refused_offices(key: str, old: str, new: str, found: str, write: Write) -> None:
    """An office with a wrong key, type or value is refused with the key's path and what stands there."""
    assert found == problems(write(OFFICE.replace(old, new, 1)))[key][0]


ACROSS = {
    "sessions overlap": (
        "offices[0].sessions",
        OFFICE + SESSION.format("08:30", "10:00"),
        "08:00 to 09:00 and another from 08:30 (mon)",
    ),
    "one session twice": (
        "offices[0].sessions",
        OFFICE + SESSION.format("08:00", "09:00"),
        "08:00 to 09:00 and another from 08:00 (mon)",
    ),
    "one code twice": ("offices[1].code", OFFICE + OFFICE, '"CBN" once more'),
    "no office": ("offices", "", "nothing"),
    "account of an unknown office": ("accounts[0].office", OFFICE + ACCOUNT + 'office = "CBM"', '"CBM"'),
    "account of any of two": ("accounts[0].office", OFFICE + OFFICE.replace("CBN", "BDG") + ACCOUNT, "nothing"),
    "one account twice": ("accounts[1].name", OFFICE + ACCOUNT + ACCOUNT, '"cbn"'),
    "account without a channel": ("accounts[0].channel", OFFICE + '[[accounts]]\nchanel = "web"', "nothing"),
    "account with a wrong channel": ("accounts[0].channel", OFFICE + "[[accounts]]\nchannel = 3", "3"),
    "fee twice on a day": (
        "offices[0].fees",
        OFFICE + '[[offices.fees]]\nproduct = "p"\nrupiah = 1\nsince = 2024-01-01\n' * 2,
        '"p since 2024-01-01" 2 times',
    ),
}


@pytest.mark.parametrize(("key", "text", "found"), ACROSS.values(), ids=ACROSS.keys())
def test_refused_together(key: str, text: str, found: str, write: Write) -> None:
    """Values that are right by themselves are refused where they contradict each other."""
    assert found == problems(write(text))[key][0]


def test_sessions_may_touch(write: Write) -> None:
    """A session may start when the one before it ends, or at the same hour of another day."""
    other_day = SESSION.format("08:30", "10:00").replace("start", 'days = ["sat"]\nstart', 1)
    config = load(write(OFFICE + SESSION.format("09:00", "10:00") + other_day))
    assert [session.id for session in config.offices["CBN"].week[1]] == ["08:00", "09:00"]
    assert [session.id for session in config.offices["CBN"].week[6]] == ["08:30"]


def test_all_problems_at_once(write: Write) -> None:
    """One run names every problem, each in a line with what is expected and the word that was probably meant."""
    text = '[redis]\nulr = "x"\n' + OFFICE.replace("Jakarta", "Jakarte") + ACCOUNT + 'office = "CBM"'
    with pytest.raises(ConfigError) as refused:
        load(write(text))
    _, *lines = str(refused.value).splitlines()
    assert lines == [
        "  redis.ulr: found an unknown key, expected one of: allow_unsafe, cluster, give_up_s, url (did you mean url?)",
        '  offices[0].zone: found "Asia/Jakarte", expected a time zone such as "Asia/Jakarta"'
        " (did you mean Asia/Jakarta?)",
        '  accounts[0].office: found "CBM", expected one of the offices: CBN (did you mean CBN?)',
    ]


def test_syntax_error_has_its_place(write: Write) -> None:
    """What is no TOML is named with its line and column."""
    assert problems(write("data_dir = \n"))["line 1, column 12"] == ("Invalid value", "TOML", "")


def test_missing_file(tmp_path: Path) -> None:
    """A file that was asked for by name must be there."""
    assert problems(tmp_path / "none.toml")["the file"][0] == "No such file or directory"


def test_file_in_another_encoding(tmp_path: Path) -> None:
    """A file that is not in UTF-8 is refused with the place."""
    path = tmp_path / "latin.toml"
    path.write_bytes(b'data_dir = "caf\xe9"')
    assert problems(path)["byte 15"][1] == "a text in UTF-8"


# --- an account's own keys -------------------------------------------------------------------------------


class PigeonSettings(BaseModel):
    """What a channel of someone else's might ask for."""

    model_config = ConfigDict(extra="forbid")

    ring: SecretStr
    speed: int = 1


def account_with(write: Write, options: str) -> Config:
    """Load a configuration with one account that has options."""
    return load(write(OFFICE + '[[accounts]]\nchannel = "pigeon"\n' + options))


def test_options_become_the_channels_settings(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """A channel reads its own keys with its own model; a secret can come from the environment alone."""
    monkeypatch.setenv("ANTRIAN_PIGEON_CBN_RING", "ABC-1")
    (account,) = account_with(write, "speed = 3").accounts
    settings = account.read(PigeonSettings)
    assert (settings.ring.get_secret_value(), settings.speed) == ("ABC-1", 3)


def test_wrong_options(write: Write) -> None:
    """Wrong options are named under the account, a secret's value never."""
    (account,) = account_with(write, 'ring = 90123\nsped = 3\nspeed = "x"').accounts
    with pytest.raises(ConfigError) as refused:
        account.read(PigeonSettings)
    assert {(each.path, each.found, each.hint) for each in refused.value.problems} == {
        ("accounts[0].ring", "a value that is not shown here", ""),
        ("accounts[0].sped", "an unknown key", "did you mean speed?"),
        ("accounts[0].speed", '"x"', ""),
    }


def test_wrong_option_in_the_environment(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong option that comes from a variable is named as the variable."""
    monkeypatch.setenv("ANTRIAN_PIGEON_CBN_SPEED", "fast")
    (account,) = account_with(write, 'ring = "hunter2"').accounts
    assert "hunter2" not in repr(account)
    with pytest.raises(ConfigError) as refused:
        account.read(PigeonSettings)
    assert [each.path for each in refused.value.problems] == ["ANTRIAN_PIGEON_CBN_SPEED"]


SECRETS = {
    "URL with a password": '[redis]\nurl = "redis://:hunter2@h:port"' + OFFICE,
    "URL in place of its section": 'redis = "redis://:hunter2@h"' + OFFICE,
    "misspelt key": '[redis]\nulr = "redis://:hunter2@h"' + OFFICE,
    "keys in the file": '[seal]\nkeys = "hunter2"' + OFFICE,
}


@pytest.mark.parametrize("text", SECRETS.values(), ids=SECRETS.keys())
def test_secrets_stay_secret(text: str, write: Write) -> None:
    """No message about a wrong configuration shows a secret that stands in it."""
    with pytest.raises(ConfigError) as refused:
        load(write(text))
    assert "hunter2" not in str(refused.value)
