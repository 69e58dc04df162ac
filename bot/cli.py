"""The command `antrian`: what an operator says to it, and how it ends. Each verb's work is done elsewhere.

A verb imports what it needs when it is said, so that `--help` and a wrong configuration answer at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

from cyclopts import App, CycloptsError, Parameter

from bot.errors import AntrianError, ConfigError

if TYPE_CHECKING:
    from bot.config import Config

WRONG_USE = 2
FAILED = 1
INTERRUPTED = 130
RECEIPTS = ("sent", "delivered", "read", "failed")

ConfigPath = Annotated[Path | None, Parameter("--config", help="The configuration file.")]

app = App(
    name="antrian",
    help="Book passport appointments at an Indonesian immigration office by chat.",
    version=lambda: version("antrian"),
    version_flags=("--version",),
    default_parameter=Parameter(negative=()),
    result_action="return_value",
    exit_on_error=False,
    print_error=False,
)
outbox = App(name="outbox", help="Messages that could not be delivered.")
app.command(outbox)
jobs = App(name="jobs", help="Work that is done by itself, and failed.")
app.command(jobs)


def main() -> NoReturn:
    """Run the command of the process's arguments and exit: 0 done, 1 failed, 2 wrong use or configuration."""
    sys.exit(exit_code_of(lambda: app(sys.argv[1:])))


def exit_code_of(command: Callable[[], int | None]) -> int:
    """Run a command; return its exit code. What is foreseen ends with a line on stderr, not a traceback."""
    try:
        return command() or 0
    except CycloptsError as error:
        return _end(f"{error} (see antrian --help)", WRONG_USE)
    except KeyboardInterrupt:
        return INTERRUPTED
    except AntrianError as error:
        return _end(str(error), _code(error))
    except BaseExceptionGroup as group:
        foreseen, others = group.split(AntrianError)
        if foreseen is None or others is not None:
            raise
        errors = list(_leaves(foreseen))
        return _end("\n".join(dict.fromkeys(map(str, errors))), max(map(_code, errors)))


@app.command
def run(*, config: ConfigPath = None) -> int:
    """Serve the offices on all their accounts until stopped."""
    settings = _configured(config)
    from bot.app import serve

    serve(settings)
    return 0


@app.command
def chat(
    *,
    phone: Annotated[str, Parameter("--as", help="The phone number to write from, such as 081234567890.")],
    office: Annotated[str, Parameter("--office", help="The office to write to; left out, the first one.")] = "",
    config: ConfigPath = None,
) -> int:
    """Talk to the bot in this terminal; lines piped in are answered in order."""
    settings = _configured(config, level="warning")  # a report in the middle of a conversation disturbs it
    from bot.app import talk
    from bot.phones import PhoneMistake, read_phone

    number = read_phone(phone)
    if isinstance(number, PhoneMistake):
        return _end(f'--as: found "{phone}", expected a phone number such as 081234567890', WRONG_USE)
    code = office.upper() or next(iter(settings.offices))
    if code not in settings.offices:
        return _end(f'--office: found "{office}", expected one of: {", ".join(settings.offices)}', WRONG_USE)
    talk(settings, phone=number, office=code)
    return 0


@app.command
def check(*, config: ConfigPath = None) -> int:
    """Look at everything that a run needs, and say what to do about what is wrong."""
    settings = _configured(config)
    from bot.check import examine

    is_wrong = False
    for finding in examine(settings):
        print(finding)
        is_wrong |= finding.state == "wrong"
    return FAILED if is_wrong else 0


@app.command
def audit(*, config: ConfigPath = None) -> int:
    """Recount every place and booking, compare with the counters, and check the order of the calls."""
    settings = _configured(config)
    from bot.app import audit as recount

    differences = recount(settings)
    for difference in differences:
        print(f"✗ {difference}")
    if not differences:
        print("✓ the counters agree with the bookings, and everybody was called in their turn")
    return FAILED if differences else 0


@app.command
def invite(
    name: Annotated[str, Parameter(help="What colleagues will call them.")],
    /,
    *,
    role: Annotated[Sequence[str], Parameter("--role", help="admin, supervisor, cs, loket …; left out, admin.")] = (),
    office: Annotated[str, Parameter("--office", help="The office to work for; left out, the first one.")] = "",
    config: ConfigPath = None,
) -> int:
    """Print what somebody writes to the bot to become one of the staff, once within a day."""
    settings = _configured(config, level="warning")
    from bot.app import invite as invited
    from bot.staff import read_roles

    roles = read_roles(", ".join(role) or "admin")
    if isinstance(roles, str):
        return _end(f'--role: found "{roles}", expected roles such as admin, supervisor, cs, loket', WRONG_USE)
    code = office.upper() or next(iter(settings.offices))
    if code not in settings.offices:
        return _end(f'--office: found "{office}", expected one of: {", ".join(settings.offices)}', WRONG_USE)
    print(f"/gabung {invited(settings, name=name, roles=roles, office=code)}")
    return 0


@app.command
def payments(
    file: Annotated[Path, Parameter(help="A CSV file with the columns billing_code and ntpn, and amount if wanted.")],
    *,
    dry_run: Annotated[bool, Parameter("--dry-run", help="Only tell what would be done.")] = False,
    config: ConfigPath = None,
) -> int:
    """Mark the bills as paid that a bank's file lists, and tell of each line that did not match."""
    settings = _configured(config, level="warning")
    from bot.payment_import import import_payments

    lines = import_payments(settings, file, is_dry_run=dry_run)
    wrong = [line for line in lines if line.is_wrong]
    for line in wrong:
        print(f"✗ line {line.number}: {line.bill}: {line.meaning}")
    paid, before = (sum(line.meaning == meaning for line in lines) for meaning in ("paid", "was noted before"))
    print(f"✓ {'would be paid' if dry_run else 'paid'}: {paid}, noted before: {before}")
    return FAILED if wrong else 0


@outbox.default
@outbox.command(name="list")
def list_undelivered(*, config: ConfigPath = None) -> int:
    """List the messages that could not be delivered, with the reason."""
    settings = _configured(config)
    from bot.app import undelivered

    messages, receipts = undelivered(settings)
    for each in messages:
        at = datetime.fromtimestamp(each.at_ms / 1000, UTC)
        print(f"{each.id}  {at:%Y-%m-%d %H:%M:%S}Z  {each.account}  {each.key}  {each.reason}")
    if not messages:
        print("Everything has been delivered.")
    for account, counts in sorted(receipts.items()):
        print(
            f"{account}, 7 days: " + ", ".join(f"{counts[status]} {status}" for status in RECEIPTS if status in counts)
        )
    return 0


@outbox.command
def resend(*ids: Annotated[str, Parameter(help="The ids that the list shows.")], config: ConfigPath = None) -> int:
    """Send messages again."""
    if not ids:
        return _end("name the messages to send again, by the ids that `antrian outbox list` shows", WRONG_USE)
    settings = _configured(config)
    from bot.app import send_again

    unknown = send_again(settings, list(ids))
    for each in unknown:
        print(f"✗ {each}: no such message", file=sys.stderr)
    return FAILED if unknown else 0


@app.command
def worker(*, config: ConfigPath = None) -> int:
    """Do the work that waits: reminders, summaries and the like; several may run."""
    settings = _configured(config)
    from bot.jobs.commands import work

    work(settings)
    return 0


@app.command
def scheduler(*, config: ConfigPath = None) -> int:
    """See to it that such work is done at its time; several may run."""
    settings = _configured(config)
    from bot.jobs.commands import schedule

    schedule(settings)
    return 0


@jobs.default
@jobs.command(name="list")
def list_troubles(*, config: ConfigPath = None) -> int:
    """List the jobs that failed, with the reason."""
    settings = _configured(config)
    from bot.jobs.commands import troubles

    found = troubles(settings)
    for each in found:
        at = f"{each.failed_at:%Y-%m-%d %H:%M:%S}Z" if each.failed_at else "?"
        then = f"again at {each.again_at:%H:%M:%S}Z" if each.again_at else "given up"
        print(f"{each.id}  {at}  {then}  {each.reason}")
    if not found:
        print("No job has failed.")
    return 0


@jobs.command(name="retry")
def retry_jobs(*ids: Annotated[str, Parameter(help="The ids that the list shows.")], config: ConfigPath = None) -> int:
    """Try failed jobs again."""
    return _change_jobs(ids, "retry", config)


@jobs.command(name="drop")
def drop_jobs(*ids: Annotated[str, Parameter(help="The ids that the list shows.")], config: ConfigPath = None) -> int:
    """Give up jobs that failed: what they were to do is not done."""
    return _change_jobs(ids, "drop", config)


def _change_jobs(ids: Sequence[str], verb: Literal["retry", "drop"], config: Path | None) -> int:
    if not ids:
        return _end(f"name the jobs to {verb}, by the ids that `antrian jobs list` shows", WRONG_USE)
    settings = _configured(config)
    from bot.jobs import commands

    unknown = {"retry": commands.retry, "drop": commands.drop}[verb](settings, ids)
    for each in unknown:
        print(f"✗ {each}: no such job", file=sys.stderr)
    return FAILED if unknown else 0


def _configured(path: Path | None, *, level: str = "") -> Config:
    from bot import logs
    from bot.config import load

    config = load(path)
    logs.configure(format=config.log.format, level=level or config.log.level)
    return config


def _end(message: str, code: int) -> int:
    print(f"antrian: {message}", file=sys.stderr)
    return code


def _code(error: AntrianError) -> int:
    return WRONG_USE if isinstance(error, ConfigError) else FAILED


def _leaves(group: BaseExceptionGroup[AntrianError]) -> Iterator[AntrianError]:
    for error in group.exceptions:
        if isinstance(error, BaseExceptionGroup):
            yield from _leaves(error)
        else:
            yield error
