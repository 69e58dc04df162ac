"""Nothing personal reaches the logs, whoever wrote the line and in whichever form it goes out."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import structlog

from bot import logs
from bot.messages import ChatRef

CHAT = ChatRef("whatsapp", "cbn", "6281234567890@s.whatsapp.net")


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """Give the root logger and structlog back as they were."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(False)
    structlog.reset_defaults()


def written(stream: io.StringIO) -> dict[str, object]:
    """Return the one line that was logged as JSON."""
    (line,) = stream.getvalue().splitlines()
    event: dict[str, object] = json.loads(line)
    return event


@pytest.fixture
def stream() -> io.StringIO:
    """Give a stream that is no terminal, with the logs going to it."""
    stream = io.StringIO()
    logs.configure(format="auto", level="info", stream=stream)
    return stream


PERSONAL = {
    "international": "+6281234567890",
    "national": "081234567890",
    "with hyphens": "0812-3456-7890",
    "with spaces": "+62 812 3456 7890",
    "without plus": "6281234567890",
    "in a WhatsApp id": "6281234567890@s.whatsapp.net",
    "abroad": "+60123456789",
    "in a sentence": "can't send to 081234567890: blocked",
    "as a whole number": 6281234567890,
    "in a list": ["a", "081234567890"],
    "in a table": {"to": {"number": "081234567890"}},
    "under a personal key": {"birth_date": "25-01-1987 081234567890"},
    "in an error": ValueError("081234567890"),
    "in a struct": CHAT,
}


@pytest.mark.parametrize("value", PERSONAL.values(), ids=PERSONAL.keys())
def test_numbers_are_hidden(value: object, stream: io.StringIO) -> None:
    """What looks like a phone number is hidden wherever it stands in a line."""
    structlog.get_logger("test").info("message.failed", detail=value)
    assert "34567" not in stream.getvalue().replace("-", "").replace(" ", "")
    assert "message.failed" in stream.getvalue()


@pytest.mark.parametrize("key", ["phone", "name", "birth_date", "text", "chat_id", "payload", "sender"])
def test_personal_keys_are_hidden(key: str, stream: io.StringIO) -> None:
    """What a key says is personal is hidden whatever it looks like."""
    structlog.get_logger("test").info("message.failed", **{key: "Budi"})
    assert written(stream)[key] == "[hidden]"


HARMLESS = {
    "milliseconds": 1764000000000,
    "booking code": "CBN-7K3M-9QXD",
    "stream id": "1764000000000-0",
    "date": "2026-08-24",
    "seconds": 0.625,
    "yes": True,
    "address": "http://127.0.0.1:8765",
    "sentence": "again in 30 s (account)",
}


@pytest.mark.parametrize("value", HARMLESS.values(), ids=HARMLESS.keys())
def test_the_rest_stays(value: object, stream: io.StringIO) -> None:
    """What an operator needs is not hidden along with it."""
    structlog.get_logger("test").info("x", detail=value)
    assert value == written(stream)["detail"]


def test_values_of_other_kinds(stream: io.StringIO) -> None:
    """Paths and instants are written as they read; a thing that could say anything only by its type."""
    moment = datetime(2026, 11, 24, 8, tzinfo=UTC)
    structlog.get_logger("test").info("x", path=Path("/srv/data"), at=moment, ref=CHAT)
    event = written(stream)
    assert ("/srv/data", str(moment), "<ChatRef>") == (event["path"], event["at"], event["ref"])


SECRETS = {
    "a bot's token": "POST /bot123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr/sendMessage",
    "a URL's login": "redis://office:AAbbCC@10.0.0.1:6379",
}


@pytest.mark.parametrize("value", SECRETS.values(), ids=SECRETS.keys())
def test_secrets_are_hidden(value: str, stream: io.StringIO) -> None:
    """Tokens and passwords in addresses are hidden too."""
    structlog.get_logger("test").warning("x", detail=value)
    assert "AAbbCC" not in stream.getvalue()
    assert logs.HIDDEN in stream.getvalue()


def test_libraries_go_the_same_way(stream: io.StringIO) -> None:
    """A line of the standard library's loggers comes out in the same form, through the same net."""
    logging.getLogger("some.library").warning("no answer from %s", "081234567890")
    event = written(stream)
    assert (event["event"], event["logger"], event["level"]) == (
        "no answer from [hidden]",
        "some.library",
        "warning",
    )


@pytest.mark.parametrize("form", ["console", "json"])
def test_tracebacks_are_cleaned(form: logs.Format) -> None:
    """A traceback is kept, without the numbers in its text and without the values of variables."""
    stream = io.StringIO()
    logs.configure(format=form, level="info", stream=stream)
    hidden_in_a_variable = "Siti Aminah"
    try:
        raise ValueError(f"no such number: 081234567890 ({len(hidden_in_a_variable)})")
    except ValueError:
        structlog.get_logger("test").exception("failed")
    assert "ValueError: no such number: [hidden] (11)" in stream.getvalue()
    assert "Siti" not in stream.getvalue()


def test_level(stream: io.StringIO) -> None:
    """What is below the level is not written, and the chatty libraries' every request isn't either."""
    structlog.get_logger("test").debug("x")
    logging.getLogger("httpx").info("HTTP Request: POST …")
    assert stream.getvalue() == ""


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


FORMS: dict[str, tuple[logs.Format, io.StringIO, bool]] = {
    "auto on a terminal": ("auto", Terminal(), False),
    "auto elsewhere": ("auto", io.StringIO(), True),
    "json on a terminal": ("json", Terminal(), True),
    "console elsewhere": ("console", io.StringIO(), False),
}


@pytest.mark.parametrize(("form", "stream", "is_json"), FORMS.values(), ids=FORMS.keys())
def test_forms(form: logs.Format, stream: io.StringIO, is_json: bool) -> None:
    """People get words and programs JSON, by the kind of the stream unless the configuration says it."""
    logs.configure(format=form, level="info", stream=stream)
    structlog.get_logger("test").info("web.listening", port=8765)
    assert is_json == stream.getvalue().startswith("{")


# --- in somebody else's program --------------------------------------------------------------------------


def test_joined(caplog: pytest.LogCaptureFixture) -> None:
    """In another program our lines go to its loggers, as clean as to ours, each traceback once."""
    logs.join()
    try:
        raise ValueError("can't call 081234567890")
    except ValueError:
        structlog.get_logger("guest").exception("guest.broke", account="cbn", phone="081234567890")
    (record,) = caplog.records
    message = record.getMessage()
    assert ("guest", "ERROR", None) == (record.name, record.levelname, record.exc_info or None)
    assert message.startswith("guest.broke ")
    assert "account=cbn phone=[hidden]" in message
    assert message.endswith("ValueError: can't call [hidden]")


def test_joined_beside_structlog(capsys: pytest.CaptureFixture[str]) -> None:
    """A program that has set structlog up keeps what it has set up."""
    structlog.configure(processors=[structlog.processors.KeyValueRenderer()])
    logs.join()
    structlog.get_logger().info("guest.failed")
    assert "event='guest.failed'\n" == capsys.readouterr().out
