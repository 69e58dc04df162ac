"""What the store's answers to a booking's steps mean to who asked. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bot.booking_records import Known
from bot.booking_values import Booking, Refused
from bot.store.places import Outcome


def meant(known: Sequence[Known], approval: str) -> Known | Refused:
    """Choose the booking that an approval is for: one it changed before, the pending one of this chat, the newest."""
    answered = [kept for kept in known if kept.is_answered]
    if answered:
        return answered[0]
    pending = [kept for kept in known if kept.booking.state == "held"]
    here = [kept for kept in pending if kept.is_here]
    exact = [kept for kept in here if approval and kept.booking.approval == approval]
    if exact:
        return exact[0]
    if len(here) > 1 and not approval:
        return Refused(reason="several_pending")
    candidates = here or pending or known
    return candidates[0] if candidates else Refused(reason="none_pending")


def not_confirmed(outcome: Outcome, booking: Booking, tries_left: int) -> Refused:
    """Return why an approval made no booking."""
    match outcome:
        case Outcome.WRONG:
            return Refused(reason="wrong_approval", booking=booking, tries_left=tries_left)
        case Outcome.ENDED:
            ended = replace(booking, state="lapsed", until_ms=0, approval="")
            return Refused(reason="hold_ended", booking=ended)
        case Outcome.LAPSED:
            return Refused(reason="lapsed", booking=booking)
        case Outcome.ALREADY:
            return Refused(reason="already_booked", booking=booking)
        case Outcome.OTHER_CHAT:
            return Refused(reason="other_chat")
        case _:
            return Refused(reason="none_pending")


def not_moved(outcome: Outcome, booking: Booking) -> Refused:
    """Return why a booking stayed where it was."""
    match outcome:
        case Outcome.SAME:
            return Refused(reason="same", booking=booking)
        case Outcome.FULL | Outcome.CODE_TAKEN:
            return Refused(reason="full")
        case Outcome.GONE:
            return Refused(reason="not_booked", booking=booking)
        case _:
            return Refused(reason="unknown")
