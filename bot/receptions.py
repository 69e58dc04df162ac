"""Whether somebody with a booking may be received now: the day, the hour, the state. Pure."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.booking_values import Booking
from bot.offices import Office
from bot.visit_values import TurnedAway


def turned_away(office: Office, booking: Booking | None, *, now_ms: int) -> TurnedAway | None:
    """Return why a booking gets no number now, None when it gets one."""
    if booking is None:
        return TurnedAway(reason="unknown")
    match booking.state:
        case "held" | "cancelled" | "lapsed" | "no_show" as state:
            return TurnedAway(reason=state, booking=booking)
        case "arrived":  # its number was never printed
            last = booking.day + timedelta(days=office.lobby.correction_days)
            is_over = office.local(now_ms).date() > last
            return TurnedAway(reason="late", booking=booking) if is_over else None
        case "booked":
            return _untimely(office, booking, now_ms=now_ms)
        case _:
            return TurnedAway(reason="unknown")


def _untimely(office: Office, booking: Booking, *, now_ms: int) -> TurnedAway | None:
    if booking.day != office.local(now_ms).date():
        return TurnedAway(reason="wrong_day", booking=booking)
    opens_ms, closes_ms = reception_ms(office, booking.day, booking.session)
    if now_ms < opens_ms:
        return TurnedAway(reason="too_early", booking=booking, from_ms=opens_ms)
    if now_ms >= closes_ms:
        return TurnedAway(reason="too_late", booking=booking, from_ms=closes_ms)
    return None


def reception_ms(office: Office, day: date, session: str) -> tuple[int, int]:
    """Return from when to when people of a session are received: from some time before it to a grace after its end."""
    held = next((each for each in office.held_sessions(day) if each.id == session), None)
    start = office.at(day, held.start if held else time.fromisoformat(session))
    end = office.at(day, held.end) if held else start + timedelta(hours=1)
    grace = timedelta(minutes=office.rules.no_show_grace_minutes)
    return _ms(start - timedelta(minutes=office.lobby.early_minutes)), _ms(end + grace)


def _ms(instant: datetime) -> int:
    return round(instant.timestamp() * 1000)
