"""What people are told of a date that was moved or given up, and what the staff are told of their answers. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from bot.booking_values import Booking, DayPlaces
from bot.choices import agree_choice, book_choice, cancel_choice, word_choice
from bot.line_outcomes import booking_line
from bot.messages import Choice, Day, Lines, Moment, Priority, Reply, Value, Words
from bot.names import masked_name
from bot.offices import Office
from bot.openings import closed_reason, next_dates_words
from bot.phones import masked
from bot.shift_values import Answer, Fate, Shift

MOST_NAMED = 40
"""How many people a message to the staff names: it must stay one message, to be edited."""

MOVED_REASON = "closed-shifted"
"""The reason of a date that was moved without one, as a key of the locale files."""

SCHEDULE = Choice(id=word_choice("jadwal"), label="choice-schedule")
KEYS: Mapping[Fate, str] = {"lapsed": "shift-lapsed", "released": "shift-released"}
ANSWERS: Mapping[str, Answer] = {
    "agreed": "agreed", "other": "moved", "cancelled": "cancelled", "silent": "", "expired": "expired"
}  # fmt: skip


def moved_notice(booking: Booking, shift: Shift, office: Office) -> Reply:
    """Ask the owner of a moved booking whether the new date suits them."""
    return Reply(
        key="shift-moved",
        values=moved_values(booking, shift, office),
        choices=moved_choices(booking),
        priority=Priority.BULK,
        idempotency_key=f"shift {shift.id} {booking.code}",
        expires_at_ms=shift.deadline_ms,
    )


def ended_notice(booking: Booking, shift: Shift, office: Office, *, fate: Fate, dates: Sequence[DayPlaces]) -> Reply:
    """Tell that a booking was released, or a place that was only held, with the dates that can be booked instead."""
    values = {**_why(booking, shift, office), "next": next_dates_words(dates, office)}
    return Reply(
        key=KEYS[fate],
        values=values,
        choices=_again(booking, dates),
        priority=Priority.BULK,
        idempotency_key=f"shift {shift.id} {booking.code}",
    )


def left_notice(booking: Booking, shift: Shift, office: Office, *, dates: Sequence[DayPlaces], today: date) -> Reply:
    """Tell that the new date had no place any more, and what to do: the booking can be moved until the day before."""
    values = {**_why(booking, shift, office), "next": next_dates_words(dates, office)}
    can_move = booking.day > today
    return Reply(
        key="shift-left" if can_move else "shift-left-today",
        values={**values, "to": Day(shift.to or shift.day)},
        choices=(_other_date(booking) if can_move else SCHEDULE, _cancel(booking)),
        priority=Priority.BULK,
        idempotency_key=f"shift {shift.id} {booking.code}",
    )


def expired_notice(booking: Booking, shift: Shift, office: Office, *, dates: Sequence[DayPlaces]) -> Reply:
    """Tell that the new place was given up, for want of an answer, and how to book again."""
    values = {**moved_values(booking, shift, office), "next": next_dates_words(dates, office)}
    return Reply(
        key="shift-expired",
        values=values,
        choices=_again(booking, dates),
        priority=Priority.BULK,
        idempotency_key=f"shift-expired {shift.id} {booking.code}",
    )


def moved_values(booking: Booking, shift: Shift, office: Office) -> dict[str, Value]:
    """Return where a moved booking is, where it was, and until when an answer is awaited."""
    return {
        **_why(booking, shift, office),
        "date": Day(booking.day),
        "hour": f"{booking.session} {office.zone_name}",
        "place": Words("office-place", {"name": office.name, "address": office.address}),
        "until": Moment(shift.deadline_ms, "full"),
    }


def moved_choices(booking: Booking) -> tuple[Choice, ...]:
    """Return *Setuju*, *Pilih tanggal lain* and *Batal*."""
    agree = Choice(id=agree_choice(booking.code), label="choice-approve")
    return (agree, _other_date(booking), _cancel(booking))


def untold_notice(shift: Shift, people: Sequence[Booking]) -> Reply:
    """Tell the staff whom no message can reach."""
    values: dict[str, Value] = {"count": str(len(people)), "date": Day(shift.day), "people": named(people)}
    return Reply(key="staff-shift-untold", values=values, idempotency_key=f"shift-untold {shift.id}")


def report(shift: Shift, people: Sequence[Booking], *, morning: date, left: Sequence[Booking]) -> Reply:
    """Return what the staff are told of the answers so far: one message a day, which changes with each answer.

    `people` have given none, those `left` are still on the old date. `morning` is the date of the last morning.
    """
    first = f"shift-report {shift.id} {morning:%Y%m%d}"
    counts = [len(shift.answered(answer)) for answer in ANSWERS.values() if answer]
    counts.append(len(shift.of("left")) - len(left))
    key = f"{first} {'.'.join(map(str, counts))}" if any(counts) else first
    return replace(standing_report(shift, people, left=left), idempotency_key=key, edits=first)


def last_report(shift: Shift, people: Sequence[Booking], *, left: Sequence[Booking]) -> Reply:
    """Return what the staff are told when no answer is awaited any more; `people` have lost their places."""
    lost = Words("staff-shift-lost", {"people": named(people)}) if people else Words("staff-shift-all")
    values = _counted(shift, Words("staff-shift-over"), lost, left)
    return Reply(key="staff-shift-report", values=values, idempotency_key=f"shift-over {shift.id}")


def standing_report(shift: Shift, people: Sequence[Booking], *, left: Sequence[Booking]) -> Reply:
    """Return the answers so far; `people` have given none, those `left` are still on the old date."""
    state = Words("staff-shift-open", {"until": Moment(shift.deadline_ms, "full")})
    silent = Words("staff-shift-silent", {"people": named(people)}) if people else Words("staff-shift-all")
    return Reply(key="staff-shift-report", values=_counted(shift, state, silent, left))


def _counted(shift: Shift, state: Words, silent: Words, left: Sequence[Booking]) -> dict[str, Value]:
    people: Value = silent
    if left:
        placeless = Words("staff-shift-placeless", {"date": Day(shift.day), "people": named(left)})
        people = Lines((silent, placeless), "\n\n") if shift.of("moved") else placeless
    counts: dict[str, Value] = {name: str(len(shift.answered(answer))) for name, answer in ANSWERS.items()}
    return {
        **counts,
        "date": Day(shift.day),
        "to": Day(shift.to or shift.day),
        "state": state,
        "moved": str(len(shift.of("moved"))),
        "left": str(len(left)),
        "people": people,
    }


def named(people: Sequence[Booking]) -> Lines:
    """Name people as every officer may see them, 40 at the most."""
    lines = [_person(booking) for booking in people[:MOST_NAMED]]
    if len(people) > MOST_NAMED:
        lines.append(Words("staff-shift-more", {"count": str(len(people) - MOST_NAMED)}))
    return Lines(tuple(lines))


def _person(booking: Booking) -> Words:
    phone: Value = masked(booking.phone) if booking.phone else Words("staff-no-phone")
    return Words("staff-shift-person", {"code": booking.code, "name": masked_name(booking.name), "phone": phone})


def _why(booking: Booking, shift: Shift, office: Office) -> dict[str, Value]:
    reason = closed_reason(office.closed.get(shift.day, MOVED_REASON))
    return {"name": booking.name, "code": booking.code, "old-date": Day(shift.day), "reason": reason}


def _other_date(booking: Booking) -> Choice:
    return Choice(id=word_choice("ubah", booking.code), label="choice-other-date")


def _cancel(booking: Booking) -> Choice:
    return Choice(id=cancel_choice(booking.code), label="choice-cancel")


def _again(booking: Booking, dates: Sequence[DayPlaces]) -> tuple[Choice, ...]:
    """Return buttons that ask for one of the dates, or the schedule where no line is short enough."""
    lines = [(booking_line(booking.name, booking.birth_date, places.day), places.day) for places in dates]
    ids = [(book_choice(line), day) for line, day in lines]
    return tuple(_on(id, day) for id, day in ids if id) or (SCHEDULE,)


def _on(choice_id: str, day: date) -> Choice:
    return Choice(id=choice_id, label="choice-date", values={"date": Day(day, "short"), "year": str(day.year)})
