"""Why somebody is sent back or came without a booking, why a desk calls nobody: the usual reasons, in words. Pure."""

from __future__ import annotations

from bot.messages import Value, Words

# locale: desk-reason-original, desk-reason-copies, desk-reason-identity, desk-reason-family-card
# locale: desk-reason-birth, desk-reason-differs, desk-reason-parents, desk-reason-photo-rules
REASONS = ("original", "copies", "identity", "family-card", "birth", "differs", "parents", "photo-rules")
"""Why somebody is sent back; other reasons are kept as they were written."""

# locale: desk-pause-break, desk-pause-prayer, desk-pause-meeting, desk-pause-equipment
PAUSES = ("break", "prayer", "meeting", "equipment")
"""Why a desk calls nobody; likewise."""

# locale: walk-in-elderly, walk-in-child, walk-in-pregnant, walk-in-disabled, walk-in-general
GROUNDS = ("elderly", "child", "pregnant", "disabled", "general")
"""Why somebody came without a booking; likewise."""


def reason_words(reason: str) -> Value:
    """Return why somebody was sent back, in the language of who reads it where it is a usual one."""
    return Words(f"desk-reason-{reason}") if reason in REASONS else reason


def pause_words(reason: str) -> Value:
    """Return why a desk calls nobody, likewise."""
    return Words(f"desk-pause-{reason}") if reason in PAUSES else reason


def ground_words(ground: str) -> Value:
    """Return why somebody came without a booking, likewise."""
    return Words(f"walk-in-{ground}") if ground in GROUNDS else ground
