"""Logs: structlog to stderr, in words on a terminal, else as JSON, with a net under it for personal data.

Nobody logs such data on purpose; the net is for what a library or an exception's text brings along.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping
from datetime import date, time
from enum import Enum
from pathlib import PurePath
from typing import Literal, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

Format = Literal["auto", "console", "json"]

HIDDEN = "[hidden]"
PERSONAL_KEYS = frozenset(
    {
        "address", "birth_date", "birthdate", "body", "caption", "chat", "chat_id", "contact", "content",
        "email", "first_name", "full_name", "last_name", "latitude", "location", "longitude", "name", "nik",
        "payload", "person", "phone", "phone_number", "sender", "text", "user", "user_id", "username",
        "wa_id",
    }
)  # fmt: skip
PHONE = re.compile(r"(?<![0-9A-Za-z])(?:\+|62|08)(?:[ .()-]?\d){7,14}(?!\d)")
SECRET = re.compile(r"\d{6,}:[\w-]{30,}|(?<=://)[^/\s@]*:[^/\s@]*(?=@)")  # a bot's token; a URL's login
# At "info" these write a line for each request, some with the token in the address.
CHATTY = ("aiogram", "httpcore", "httpx", "pywa", "rq", "telegram", "uvicorn.access")
PLAIN = structlog.dev.ConsoleRenderer(colors=False)


def configure(*, format: Format, level: str, stream: TextIO | None = None) -> None:
    """Send all logs, structlog's and the standard library's, to a stream (stderr) in one form."""
    stream = stream or sys.stderr
    in_words = format == "console" or (format == "auto" and stream.isatty())
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                without_personal_data,
                _in_words(stream) if in_words else structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    logging.captureWarnings(True)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


def join() -> None:
    """Hand our logs, without personal data, to the standard library's loggers as another program has set them up.

    A program that has set structlog up itself is left alone.
    """
    if structlog.is_configured():
        return
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.contextvars.merge_contextvars,
            structlog.processors.format_exc_info,
            without_personal_data,
            _as_message,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def without_personal_data(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Hide what a key says is personal, and what looks like a phone number or a secret anywhere else."""
    return {key: HIDDEN if key in PERSONAL_KEYS else _clean(value) for key, value in event.items()}


def _as_message(logger: WrappedLogger, method: str, event: EventDict) -> tuple[tuple[str], dict[str, bool]]:
    """Return an event as a text, its traceback in it, cleaned: the standard library must not add its own."""
    return (PLAIN(logger, method, event),), {"exc_info": False}


def _clean(value: object) -> object:
    match value:
        case None | bool() | float():
            return value
        case int():
            return value if PHONE.fullmatch(str(value)) is None else HIDDEN
        case str():
            return SECRET.sub(HIDDEN, PHONE.sub(HIDDEN, value))
        case Mapping():
            return {key: HIDDEN if key in PERSONAL_KEYS else _clean(each) for key, each in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_clean(each) for each in value]
        case BaseException() | Enum() | PurePath() | date() | time():
            return _clean(str(value))
    return f"<{type(value).__name__}>"  # its repr may say anything


def _in_words(stream: TextIO) -> Processor:
    return structlog.dev.ConsoleRenderer(
        colors=stream.isatty(),
        exception_formatter=structlog.dev.plain_traceback,  # the pretty ones print local variables
    )
