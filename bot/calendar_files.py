"""The `.ics` file of an appointment (RFC 5545), for the calendar of a phone. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

LONGEST_LINE = 75  # bytes, as the standard asks
MIME = "text/calendar"

_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


class Appointment(Struct, frozen=True, kw_only=True):
    """When and where a booked person is received. Instants in milliseconds since 1970; `made_at_ms`: of the file."""

    code: str
    office: str
    address: str
    zone: str
    start_ms: int
    end_ms: int
    made_at_ms: int
    early_minutes: int
    latitude: float | None = None
    longitude: float | None = None

    def recipe(self) -> str:
        """Return the appointment as a few hundred characters, for `Media.content`."""
        return msgspec.json.encode(self).decode()


def read_appointment(recipe: str) -> Appointment:
    """Return the appointment of a recipe."""
    return msgspec.json.decode(recipe, type=Appointment)


def ics(appointment: Appointment, *, summary: str, description: str) -> bytes:
    """Return the file: the appointment in the office's time zone, with a reminder on the day before.

    A moved booking has the same UID with a higher SEQUENCE, so that the calendar replaces what it has.
    """
    zone = ZoneInfo(appointment.zone)
    start, end = (datetime.fromtimestamp(ms / 1000, zone) for ms in (appointment.start_ms, appointment.end_ms))
    made = datetime.fromtimestamp(appointment.made_at_ms / 1000, UTC)
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Antrian//ID", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        *_zone_lines(appointment.zone, start),
        "BEGIN:VEVENT",
        f"UID:{appointment.code}@antrian",
        f"SEQUENCE:{appointment.made_at_ms // 1000 % 2**31}",
        f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}",
        f"DTSTART;TZID={appointment.zone}:{start:%Y%m%dT%H%M%S}",
        f"DTEND;TZID={appointment.zone}:{end:%Y%m%dT%H%M%S}",
        f"SUMMARY:{summary.translate(_ESCAPES)}",
        f"LOCATION:{f'{appointment.office}, {appointment.address}'.translate(_ESCAPES)}",
        *_place_lines(appointment),
        f"DESCRIPTION:{description.translate(_ESCAPES)}",
        "BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{summary.translate(_ESCAPES)}", "TRIGGER:-P1D", "END:VALARM",
        "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return b"".join(_folded(line) for line in lines)


def _zone_lines(name: str, start: datetime) -> list[str]:
    """Describe the zone by its offset at that time: Indonesia's clocks never change."""
    offset = _offset(start.utcoffset() or timedelta())
    return [
        "BEGIN:VTIMEZONE", f"TZID:{name}", "BEGIN:STANDARD", "DTSTART:19700101T000000",
        f"TZOFFSETFROM:{offset}", f"TZOFFSETTO:{offset}", f"TZNAME:{start.tzname()}", "END:STANDARD", "END:VTIMEZONE",
    ]  # fmt: skip


def _offset(offset: timedelta) -> str:
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    return f"{'-' if offset < timedelta() else '+'}{hours:02}{minutes:02}"


def _place_lines(appointment: Appointment) -> list[str]:
    if appointment.latitude is None or appointment.longitude is None:
        return []
    return [f"GEO:{appointment.latitude:.6f};{appointment.longitude:.6f}"]


def _folded(line: str) -> bytes:
    """Return a line of content, broken where it is too long: never inside a character."""
    parts, part = [], b""
    for character in line:
        encoded = character.encode()
        if len(part) + len(encoded) > LONGEST_LINE:
            parts.append(part)
            part = b" "
        part += encoded
    return b"\r\n".join([*parts, part]) + b"\r\n"
