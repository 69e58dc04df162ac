"""What is said about broadcasts by their handlers and by their job alike: how many, why not, and the buttons. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from bot.broadcasts import OBSTACLES, Course, Obstacle, Tally, TurnWord
from bot.choices import word_choice
from bot.messages import Choice, Lines, Value, Words

TURN_WORDS: Mapping[TurnWord, str] = {"pause": "jeda", "go-on": "lanjut", "stop": "stop", "again": "ulang"}

# How platforms say it, and how officers do.
KNOWN_REASONS = (
    ("blocked", "failure-blocked"),
    ("chat not found", "failure-no-chat"),
    ("deactivated", "failure-no-chat"),
    ("expired", "failure-expired"),
    ("given up", "failure-given-up"),
    ("file is gone", "failure-file-gone"),
)


def turn_choice(turn: TurnWord, id: str) -> Choice:
    """Return the button that pauses a broadcast, lets it go on, stops it, or sends it again to whom it failed."""
    # locale: choice-broadcast-pause, choice-broadcast-go-on, choice-broadcast-stop, choice-broadcast-again
    return Choice(id=word_choice("siarkan", f"{TURN_WORDS[turn]} {id}"), label=f"choice-broadcast-{turn}")


def figures(course: Course, tally: Tally) -> dict[str, Value]:
    """Return the numbers of a broadcast."""
    return {
        "id": course.broadcast.id,
        "total": course.total,
        "sent": tally.sent,
        "failed": tally.failed,
        "unknown": tally.unknown,
        "left": max(0, course.total - tally.done),
    }


def duration(seconds: float) -> Words:
    """Return about how long something takes."""
    if seconds < 60:
        return Words("staff-broadcast-seconds", {"count": str(max(1, round(seconds)))})
    if seconds < 3600:
        return Words("staff-broadcast-minutes", {"count": str(round(seconds / 60))})
    return Words("staff-broadcast-hours", {"count": f"{seconds / 3600:.1f}".replace(".", ",")})


def amount(channel: str, count: int) -> Words:
    """Return how many are on a channel."""
    return Words("staff-broadcast-amount", {"channel": channel, "count": count})


def left_out(counts: Mapping[Obstacle, int]) -> Words:
    """Return how many can't be reached, and why."""
    # locale: staff-unreached-no-chat, staff-unreached-news-stopped, staff-unreached-no-bulk, staff-unreached-window
    # locale: staff-unreached-not-served
    known = [reason for reason in OBSTACLES if counts.get(reason)]
    if not known:
        return Words("staff-broadcast-all-reached")
    lines = Lines(tuple(Words(f"staff-unreached-{reason}", {"count": counts[reason]}) for reason in known))
    return Words("staff-broadcast-left-out", {"total": sum(counts.values()), "lines": lines})


def failures(tally: Tally) -> Words:
    """Return why messages failed, the commonest reason first."""
    if not tally.reasons:
        return Words("staff-broadcast-no-failures")
    ranked = sorted(tally.reasons.items(), key=lambda pair: -pair[1])
    values: list[dict[str, Value]] = [{"count": count, "reason": _reason(reason)} for reason, count in ranked]
    return Words(
        "staff-broadcast-failures", {"lines": Lines(tuple(Words("staff-broadcast-failure", v) for v in values))}
    )


def _reason(reason: str) -> Value:
    """Return a platform's reason as officers say it; a rarer one as the platform says it."""
    found = next((key for words, key in KNOWN_REASONS if words in reason.lower()), "")
    return Words(found) if found else reason
