"""The command line as an operator meets it: what is said, on which stream, and the exit code."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.calendars import with_horizon
from bot.check import (
    Finding,
    account_findings,
    calendar_findings,
    clock_finding,
    examine,
    folder_finding,
    redis_findings,
)
from bot.cli import exit_code_of
from bot.config import RedisSettings, load
from bot.errors import ConfigError, LeaseLost, Problem, StoreUnavailable
from bot.store.calendars import Calendars
from bot.store.client import Client
from bot.store.operations import Operation
from tests.offices import NOW_MS, office_of_tests

Run = Callable[..., "subprocess.CompletedProcess[str]"]

AWAY = StoreUnavailable(waited_s=30, cause="refused")
NOT_RIGHT = ConfigError([Problem(path="log", found="3", expected="a table")], source="config.toml")


@pytest.fixture
def antrian(tmp_path: Path) -> Run:
    """Return a function that runs the command in a folder of its own."""

    def run(*arguments: str, lines: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("ANTRIAN_")}
        return subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=tmp_path,
            env=clean | variables | {"PYTHONPATH": str(Path(__file__).parent.parent)},
            input=lines,
            capture_output=True,
            text=True,
            timeout=15,
            check=False,
        )

    return run


# --- how commands end ------------------------------------------------------------------------------------

WRONG_USE = {
    "no such verb": (["chekc"], 'Did you mean "check"?'),
    "no such option": (["check", "--confg", "x"], "--confg"),
    "no number": (["chat"], "--as"),
    "number that is none": (["chat", "--as", "12"], '--as: found "12", expected a phone number'),
    "office that is none": (["chat", "--as", "081234567890", "--office", "XYZ"], "expected one of: CBN"),
    "nobody to invite": (["invite"], "NAME"),
    "role that is none": (["invite", "Sari", "--role", "boss"], '--role: found "boss"'),
    "no office to work for": (["invite", "Sari", "--office", "XYZ"], "expected one of: CBN"),
    "nothing to send again": (["outbox", "resend"], "antrian outbox list"),
    "no job to try again": (["jobs", "retry"], "antrian jobs list"),
    "no job to drop": (["jobs", "drop"], "name the jobs to drop"),
    "no such file": (["run", "--config", "none.toml"], "found No such file or directory"),
}


@pytest.mark.parametrize(("arguments", "words"), WRONG_USE.values(), ids=WRONG_USE.keys())
def test_wrong_use(arguments: list[str], words: str, antrian: Run) -> None:
    """A wrong command says on stderr what is wrong with it, without a traceback, and exits with 2."""
    done = antrian(*arguments)
    assert (2, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith("antrian: ")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "verb", [["run"], ["chat", "--as", "081234567890"], ["check"], ["audit"], ["outbox"], ["worker"], ["jobs"]]
)
def test_wrong_configuration_starts_nothing(verb: list[str], tmp_path: Path, antrian: Run) -> None:
    """Each verb refuses a wrong configuration before it starts anything, with every problem, and exits with 2."""
    (tmp_path / "config.toml").write_text('[log]\nlevel = "loud"\n[flood]\nbrust = 3\n')
    done = antrian(*verb)
    assert (2, "") == (done.returncode, done.stdout)
    assert [line.split(":")[0].strip() for line in done.stderr.splitlines()[1:]] == [
        "log.level",
        "flood.brust",
        "offices",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["config.toml"]


def test_help_and_version(antrian: Run) -> None:
    """Help and version go to stdout and exit with 0."""
    assert "outbox" in antrian("--help").stdout
    done = antrian("--version")
    assert (0, "0.1.0\n", "") == (done.returncode, done.stdout, done.stderr)


def test_quick_start() -> None:
    """The command line loads neither redis-py nor pydantic before a verb needs it."""
    code = "import sys, bot.cli; print(sorted({'redis', 'pydantic', 'structlog', 'bot.app'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


FORESEEN = {
    "of ours": (AWAY, 1),
    "configuration": (NOT_RIGHT, 2),
    "one in a group": (ExceptionGroup("tasks", [AWAY]), 1),
    "several in nested groups": (ExceptionGroup("tasks", [LeaseLost("gone"), ExceptionGroup("more", [AWAY])]), 1),
    "configuration among others": (ExceptionGroup("tasks", [AWAY, NOT_RIGHT]), 2),
    "interrupted": (KeyboardInterrupt(), 130),
}


@pytest.mark.parametrize(("error", "code"), FORESEEN.values(), ids=FORESEEN.keys())
def test_foreseen_errors(error: BaseException, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    """What is foreseen ends with its own words and an exit code, also out of a group of tasks."""

    def fail() -> int:
        raise error

    assert code == exit_code_of(fail)
    assert capsys.readouterr().err.startswith("" if code == 130 else "antrian: ")


def test_unforeseen_errors_are_not_hidden() -> None:
    """A fault of ours keeps its traceback, also beside a foreseen error."""
    fault = ExceptionGroup("tasks", [AWAY, ZeroDivisionError()])

    def fail() -> int:
        raise fault

    with pytest.raises(ExceptionGroup) as raised:
        exit_code_of(fail)
    assert fault is raised.value


# --- the verbs on a new data folder ----------------------------------------------------------------------


def test_audit_of_nothing(antrian: Run) -> None:
    """The counters of a new data folder agree with its bookings: there are none."""
    done = antrian("audit")
    agreed = "✓ the counters agree with the bookings, and everybody was called in their turn\n"
    assert (0, agreed) == (done.returncode, done.stdout), done.stderr


def test_invitation(antrian: Run) -> None:
    """The first admin gets a code from the operator, which the bot takes, once."""
    order = antrian("invite", "Sari").stdout
    assert re.fullmatch(r"/gabung [A-Z2-7]{8}\n", order)
    talk = antrian("chat", "--as", "081234567890", lines=f"{order}/siapa\n{order}").stdout
    assert "Selamat bergabung, Sari. Peran Anda: admin." in talk
    assert "Peran: admin" in talk
    other = antrian("chat", "--as", "081234567899", lines=order).stdout
    assert "Kode ini tidak berlaku" in other


def test_payments_of_nobody(antrian: Run, tmp_path: Path) -> None:
    """A line without a bill is told with its number and makes the exit code 1, and so does a file that is not there."""
    (tmp_path / "mutasi.csv").write_text("billing_code,ntpn\n820991130000001,1A2B3C4D5E6F7G8H\n")
    done = antrian("payments", "mutasi.csv", "--dry-run")
    told = "✗ line 2: 820991130000001: no application has this bill\n✓ would be paid: 0, noted before: 0\n"
    assert (1, told) == (done.returncode, done.stdout), done.stderr
    missing = antrian("payments", "none.csv")
    assert (1, True) == (missing.returncode, missing.stderr.startswith("antrian: none.csv can't be read: "))


def test_outbox_of_nothing(antrian: Run) -> None:
    """With nothing undelivered the list says so; an id that isn't there can't be sent again."""
    assert antrian("outbox").stdout == antrian("outbox", "list").stdout == "Everything has been delivered.\n"
    done = antrian("outbox", "resend", "0-1764000000000-0")
    assert (1, "✗ 0-1764000000000-0: no such message\n") == (done.returncode, done.stderr)


def test_jobs_of_nothing(antrian: Run) -> None:
    """With nothing failed the list says so; a job that isn't there can neither be tried again nor dropped."""
    assert antrian("jobs").stdout == antrian("jobs", "list").stdout == "No job has failed.\n"
    for verb in ("retry", "drop"):
        done = antrian("jobs", verb, "summary_CBN_20261130")
        assert (1, "✗ summary_CBN_20261130: no such job\n") == (done.returncode, done.stderr)


def test_jobs_on_a_cluster(antrian: Run) -> None:
    """Where the state is on a cluster, the verbs of the jobs say which setting is missing, and exit with 2."""
    cluster = {"ANTRIAN_REDIS_URL": "redis://127.0.0.1:1", "ANTRIAN_REDIS_CLUSTER": "true"}
    for verb in ("worker", "scheduler", "jobs"):
        done = antrian(verb, **cluster)
        assert 2 == done.returncode
        assert "jobs.url: found nothing, expected a Redis of its own" in done.stderr


def test_check_of_the_example(tmp_path: Path, antrian: Run) -> None:
    """The example is well in every point but for being a trial."""
    done = antrian("check")
    marks = [line.partition(":")[0] for line in done.stdout.splitlines()]
    assert marks == [
        "✓ configuration",
        "! configuration",
        "✓ account web/cbn",
        "✓ account console/cbn",
        "✓ data folder",
        "✓ redis",
        "✓ redis memory",
        "✓ redis persistence",
        "✓ clock",
    ]
    assert done.returncode == 0
    assert f"{tmp_path / 'data'} is made at the first start" in done.stdout


def test_check_without_redis(antrian: Run) -> None:
    """A Redis that does not answer is wrong, after the points that don't need it, and the exit code says so."""
    done = antrian("check", ANTRIAN_REDIS_URL="unix:///nowhere.sock", ANTRIAN_REDIS_GIVE_UP_S="0.2")
    assert done.stdout.splitlines()[-1].startswith("✗ redis: Redis did not answer within")
    assert done.returncode == 1


async def test_check_names_a_changed_calendar(client: Client) -> None:
    """The check tells which offices' staff have changed what the configuration says, and is silent on the others."""
    calendars, office = Calendars(client), office_of_tests()
    assert [] == await calendar_findings(client, ["CBN", "BDG"])
    for number, change in enumerate((lambda c, _: with_horizon(c, 7), lambda c, _: with_horizon(c, 14))):
        await calendars.change(office, change, operation=Operation("officer", number), now_ms=NOW_MS)
    (found,) = await calendar_findings(client, ["CBN", "BDG"])
    assert ("calendar CBN", "well", True) == (found.point, found.state, "2 times" in found.sentence)


# --- the points of the check -----------------------------------------------------------------------------

VALKEY = {
    "valkey_version": "9.1.2",
    "redis_version": "7.2.4",
    "redis_mode": "standalone",
    "maxmemory": "0",
    "maxmemory_policy": "allkeys-lru",
    "aof_enabled": "1",
}
REDIS = {"redis_version": "7.0.15", "redis_mode": "standalone", "maxmemory": "0", "aof_enabled": "1"}
EVICTING = VALKEY | {"maxmemory": "1000000"}
FORGETFUL = VALKEY | {"aof_enabled": "0"}
JUDGED: dict[str, tuple[dict[str, str], RedisSettings, list[str]]] = {
    "Valkey": (VALKEY, RedisSettings(), []),
    "Redis 7.0": (REDIS, RedisSettings(), []),
    "Redis 6.2": (REDIS | {"redis_version": "6.2.14"}, RedisSettings(), ["✗ redis"]),
    "Redis 10": (REDIS | {"redis_version": "10.0.0"}, RedisSettings(), []),
    "Valkey 7.1": (VALKEY | {"valkey_version": "7.1.9"}, RedisSettings(), ["✗ redis"]),
    "evicting": (EVICTING, RedisSettings(), ["✗ redis memory"]),
    "evicting, accepted": (EVICTING, RedisSettings(allow_unsafe=True), ["! redis memory"]),
    "full, but keeps all": (EVICTING | {"maxmemory_policy": "noeviction"}, RedisSettings(), []),
    "in memory only": (FORGETFUL, RedisSettings(), ["✗ redis persistence"]),
    "in memory only, accepted": (FORGETFUL, RedisSettings(allow_unsafe=True), ["! redis persistence"]),
    "unexpected cluster": (VALKEY | {"redis_mode": "cluster"}, RedisSettings(), ["✗ redis"]),
    "expected cluster": (
        VALKEY | {"redis_mode": "cluster"},
        RedisSettings(url="redis://h", cluster=True),
        [],
    ),
    "no cluster": (VALKEY, RedisSettings(url="redis://h", cluster=True), ["✗ redis"]),
}


@pytest.mark.parametrize(("facts", "settings", "complaints"), JUDGED.values(), ids=JUDGED.keys())
def test_redis_judged(facts: dict[str, str], settings: RedisSettings, complaints: list[str]) -> None:
    """A server is refused that is too old, may drop keys or does not persist; the last two can be accepted."""
    findings = [each for each in redis_findings(facts, settings) if each.state != "well"]
    assert complaints == [str(each).partition(":")[0] for each in findings]


@pytest.mark.parametrize(("hours", "state"), [(0, "well"), (1, "wrong"), (-1, "wrong")])
async def test_clock_judged(hours: int, state: str, client: Client) -> None:
    """A clock that differs from the server's by more than two seconds is wrong."""
    seconds, _ = await client.execute("TIME")
    finding = await clock_finding(client, lambda: int(seconds) + 0.5 - 3600 * hours)
    assert state == finding.state
    if hours:
        assert ("ahead of" if hours > 0 else "behind") in finding.sentence


def test_folder_in_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data folder that can't be one is wrong, and nothing is tried on it."""
    (tmp_path / "data").write_text("")
    assert folder_finding(tmp_path / "data" / "deeper").state == "wrong"
    monkeypatch.chdir(tmp_path)
    assert [each.point for each in examine(load()) if each.state == "wrong"] == ["data folder"]


ACCOUNTS = {
    "right": ('channel = "web"\nport = 1', []),
    "misspelt option": ('channel = "web"\nprot = 1', ["accounts[0].prot"]),
    "two wrong options": ('channel = "web"\nport = "x"\nhots = "h"', ["accounts[0].port", "accounts[0].hots"]),
    "unknown channel": ('channel = "wbe"', ["accounts[0].channel"]),
}


@pytest.mark.parametrize(("text", "keys"), ACCOUNTS.values(), ids=ACCOUNTS.keys())
def test_accounts_judged(text: str, keys: list[str], tmp_path: Path) -> None:
    """An account is wrong when its channel is not there or refuses its options; each problem is a finding."""
    office = (Path(__file__).parent.parent / "config.example.toml").read_text().partition("\n[[accounts]]")[0]
    path = tmp_path / "config.toml"
    path.write_text(f"{office}\n[[accounts]]\n{text}\n")
    (account,) = load(path).accounts
    wrong: list[Finding] = [each for each in account_findings(account) if each.state == "wrong"]
    assert keys == [each.sentence.partition(":")[0] for each in wrong]


@pytest.fixture
def taken_port() -> Iterator[int]:
    """Give a port that another program listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_run_on_a_taken_port(taken_port: int, antrian: Run) -> None:
    """A page whose port is taken ends the run with a line that names the key, not with a traceback."""
    done = antrian("run", ANTRIAN_WEB_CBN_PORT=str(taken_port))
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert str(taken_port) in done.stderr.splitlines()[-1]
