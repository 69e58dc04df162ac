"""What the docs say is what the program does: links, commands, examples, settings, errors, logs."""

from __future__ import annotations

import re
import shlex
import tomllib
from datetime import UTC, datetime, time
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from bot.accounts import AccountSettings
from bot.cli import FAILED, INTERRUPTED, WRONG_USE, app, jobs, outbox
from bot.commands import Book, Unclear
from bot.config import EXAMPLE, FloodSettings, JobSettings, LogSettings, RedisSettings, SealSettings, load
from bot.emergency_settings import EmergencySettings, TeamSettings
from bot.lobby_settings import DeskSettings, LaneSettings, LobbySettings, WalkInSettings
from bot.media_settings import MediaSettings
from bot.messages import ChatRef, InboundEvent
from bot.office_settings import (
    FeeSettings,
    OfficeSettings,
    ReminderSettings,
    RuleSettings,
    SessionSettings,
    StaffSettings,
    SummarySettings,
)
from bot.offices import BookingRules
from bot.parsing import parse
from bot.plugins import find_channel, find_routes

ROOT = Path(__file__).parent.parent
PAGES = ["README.md", "README.id.md", "CHANGELOG.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))]
READMES = ["README.md", "README.id.md"]
BOOKING = {"id": "docs/booking.md", "en": "docs/booking.en.md"}
OPERATING = (ROOT / "docs/operating.md").read_text()
SOURCES = {path: path.read_text() for room in ("bot", "channels", "handlers") for path in (ROOT / room).rglob("*.py")}
VERBS = [
    name
    for name in (*app, *(f"outbox {verb}" for verb in outbox), *(f"jobs {verb}" for verb in jobs))
    if not name.startswith("-") and " -" not in name
]
NOW_MS = int(datetime(2026, 11, 24, 5, tzinfo=UTC).timestamp() * 1000)  # the examples' dates are ahead of it

SETTINGS: dict[str, type[BaseModel]] = {
    "redis": RedisSettings,
    "seal": SealSettings,
    "log": LogSettings,
    "flood": FloodSettings,
    "jobs": JobSettings,
    "media": MediaSettings,
    "offices": OfficeSettings,
    "offices.rules": RuleSettings,
    "offices.reminders": ReminderSettings,
    "offices.summary": SummarySettings,
    "offices.sessions": SessionSettings,
    "offices.fees": FeeSettings,
    "offices.lanes": LaneSettings,
    "offices.desks": DeskSettings,
    "offices.walk_ins": WalkInSettings,
    "offices.lobby": LobbySettings,
    "offices.teams": TeamSettings,
    "offices.emergency": EmergencySettings,
    "offices.staff": StaffSettings,
    "accounts": AccountSettings,
    **{entry.name: find_channel(entry.name).settings for entry in entry_points(group="antrian.channels")},
}
NOT_AN_OPERATORS = {
    "BlobGone": "the page tells it",
    "CalendarChanged": "the router deals with it",
    "CalendarRefused": "the staff chat tells it",
    "CallFailed": "the Telegram adapter deals with it",
    "LeaseLost": "the road deals with it",
    "MediaUnavailable": "who sent the file is told",
    "NobodyThere": "the desk's page and the staff chat deal with it",
    "NoSession": "the page deals with it",
    "NotPaired": "the page leads to /perangkat",
    "NotSignedIn": "the page leads to /masuk",
    "NotYours": "the page tells it",
    "TooManyGuesses": "the page tells it",
    "NotPlain": "the lexicon deals with it",
    "PrinterFailed": "the kiosk tells it",
    "Rejected": "the page deals with it",
    "StepRefused": "who asked for the step is told",
}


def text_of(page: str) -> str:
    """Return a page."""
    return (ROOT / page).read_text()


def blocks(page: str, kind: str) -> list[str]:
    """Return the lines of a page's code blocks of one kind."""
    found = re.findall(rf"^ *```{kind}\n(.*?)^ *```", text_of(page), re.MULTILINE | re.DOTALL)
    return [line.strip() for block in found for line in block.splitlines()]


def commands(page: str) -> list[str]:
    """Return the `antrian` and `make` commands that a page prints, in blocks and in running text."""
    typed = [line.removeprefix("$ ") for line in blocks(page, "console") if line.startswith("$ ")]
    inline = re.findall(r"`((?:antrian|make) [^`]*)`", text_of(page))
    plain = [command.removeprefix(".venv/bin/") for command in (*typed, *inline)]
    return sorted({command for command in plain if command.startswith(("antrian ", "make "))})


def anchors(page: str) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", re.sub(r"```.*?```", "", text_of(page), flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def cells(page: str, heading: str) -> list[list[str]]:
    """Return the rows of a page's tables whose first heading is this one."""
    tables = re.findall(rf"^\| {heading} \|.*\n\|[-|]+\n((?:\|.*\n)+)", text_of(page), re.MULTILINE)
    return [[cell.strip() for cell in row.strip("|").split("|")] for table in tables for row in table.splitlines()]


# --- links and commands ----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    """Every relative link and picture of a page exists, and so does the heading that it names."""
    links = re.findall(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"", text_of(page))
    relative = [link for pair in links for link in pair if link and "://" not in link]
    for link in relative:
        path, _, anchor = link.partition("#")
        target = (ROOT / page).parent / path if path else ROOT / page
        assert target.exists(), link
        assert not anchor or anchor in anchors(str(target.relative_to(ROOT))), link


@pytest.mark.parametrize(("page", "command"), [(page, command) for page in PAGES for command in commands(page)])
def test_commands_can_be_given(page: str, command: str) -> None:
    """Every command that a page prints is one that the command line or the Makefile takes."""
    program, *arguments = shlex.split(command)
    if program == "antrian":
        assert " ".join(arguments) in VERBS or app.parse_args(arguments)
        return
    targets = [argument for argument in arguments if "=" not in argument]
    assert targets == [target for target in targets if f"\n{target}:" in text_of("Makefile")]


@pytest.mark.parametrize("page", [*READMES, "docs/operating.md"])
def test_verbs_are_named(page: str) -> None:
    """Each verb of the command line is in both READMEs and in the operator's guide."""
    assert [] == [verb for verb in VERBS if not re.search(rf"antrian {verb}\b", text_of(page))]


def test_readmes_say_the_same() -> None:
    """Both READMEs print the same commands and lead to the same files."""
    first, second = ({*commands(page), *re.findall(r"\]\((?!README)(.*?)\)", text_of(page))} for page in READMES)
    assert first == second


# --- what an applicant reads -----------------------------------------------------------------------------


@pytest.mark.parametrize("page", BOOKING.values(), ids=BOOKING)
def test_command_words_are_named(page: str) -> None:
    """A page for applicants names every command word, and each of its examples is understood."""
    named = set(re.findall(r"`#([^`]+)`", text_of(page)))
    assert set(find_routes().words) <= named
    assert [] == [example for example in named if isinstance(understood(f"#{example}"), Unclear)]


def test_staff_words_are_named() -> None:
    """The page for officers names every word of theirs."""
    named = {word.partition(" ")[0] for word in re.findall(r"`/([^`]+)`", text_of("docs/staff.md"))}
    assert set(find_routes().staff_words) <= named


@pytest.mark.parametrize("page", BOOKING.values(), ids=BOOKING)
def test_booking_lines_are_read(page: str) -> None:
    """Every booking line that a page for applicants shows is a whole booking."""
    lines = blocks(page, "text")
    assert len(lines) > 5
    assert [] == [line for line in lines if not isinstance(understood(line), Book)]


@pytest.mark.parametrize(("language", "page"), BOOKING.items(), ids=BOOKING)
def test_states_and_rules_are_those_of_the_bot(language: str, page: str) -> None:
    """A page for applicants explains every state that the bot tells, in its words, and gives its six rules."""
    files = (path for path in (ROOT / "locales" / language).glob("*.ftl") if not path.name.startswith("staff"))
    words = "\n".join(path.read_text() for path in files)
    states = set(re.findall(r"[✅⏳❌] [^\n{:]+", words))
    explained = {row[0] for row in cells(page, "Jawaban" if language == "id" else "Answer")}
    assert states == explained
    rules = re.findall(r"• (.*)", words.partition("\nrules =")[2].partition("\n\n")[0])
    early = str(BookingRules().arrive_early_minutes)
    assert [f"- {rule.replace('{ $early }', early)}" for rule in rules] == re.findall(r"^- .*\.$", rules_of(page), re.M)
    assert 6 == len(rules)


def rules_of(page: str) -> str:
    """Return the part of a page that gives the rules."""
    return re.split(r"^## ", re.split(r"^## (?:Ketentuan|Rules)$", text_of(page), flags=re.M)[1], flags=re.M)[0]


def understood(text: str) -> object:
    """Return what the bot takes a message for."""
    event = InboundEvent(chat=ChatRef("console", "cbn", "1"), office="CBN", message_id="1", text=text)
    return parse(event, words=find_routes().words, office=load(EXAMPLE).offices["CBN"], now_ms=NOW_MS)


# --- what an operator reads ------------------------------------------------------------------------------


def test_settings_are_explained() -> None:
    """The operator's guide has a row for every setting, with its default, and for nothing else."""
    nested = {name for name in SETTINGS if "." in name}
    fields = {
        f"{section}.{key}": shown_default(field)
        for section, model in SETTINGS.items()
        for key, field in model.model_fields.items()
        if f"{section}.{key}" not in nested
    }
    rows = {name.strip("`"): default.strip("`") for name, default, _ in cells("docs/operating.md", "Key")}
    assert rows.pop("data_dir") == '"data"'
    assert fields == {name: value(default) for name, default in rows.items()}


def shown_default(field: FieldInfo) -> object:
    """Return a default as the guide's table is read: "needed", "left out", or the value itself."""
    if field.is_required():
        return "needed"
    default = field.get_default(call_default_factory=True)
    if default is None:
        return "left out"
    if isinstance(default, time):
        return f"{default:%H:%M}"
    return default.get_secret_value() if hasattr(default, "get_secret_value") else default


def value(text: str) -> object:
    """Return what a cell of the table says."""
    return text if text in ("needed", "left out") else tomllib.loads(f"x = {text}")["x"]


def test_exit_codes_are_explained() -> None:
    """The operator's guide explains every exit code."""
    assert [0, FAILED, WRONG_USE, INTERRUPTED] == [int(row[0]) for row in cells("docs/operating.md", "Exit code")]


def test_errors_are_explained() -> None:
    """The operator's guide names every error that reaches an operator, and none that is no more."""
    raised = {
        name
        for source in SOURCES.values()
        for name in re.findall(r'^class (\w+)\(.*\):\n    """Raised', source, re.MULTILINE)
    }
    assert raised >= NOT_AN_OPERATORS.keys()
    explained = {name for row in cells("docs/operating.md", "Error") for name in re.findall(r"`(\w+)`", row[0])}
    assert raised - NOT_AN_OPERATORS.keys() == explained


def test_log_events_are_explained() -> None:
    """The operator's guide explains every event that is logged, and none that is no more."""
    logged = {
        event
        for source in SOURCES.values()
        for call in re.findall(r"\blog\.\w+\(([^\n]*)", source)
        for event in re.findall(r'"([a-z_]+\.[a-z_]+)"', call)
    }
    explained = {event for row in cells("docs/operating.md", "Event") for event in re.findall(r"`([\w.]+)`", row[0])}
    assert logged == explained
