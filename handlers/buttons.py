"""The buttons that several answers share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.booking_values import Booking
from bot.choices import (
    LONGEST_ID,
    cancel_choice,
    cancel_sure_choice,
    confirm_choice,
    continue_draft_choice,
    keep_choice,
    leave_choice,
    stop_draft_choice,
    word_choice,
)
from bot.messages import Choice, Day

SCHEDULE = Choice(id=word_choice("jadwal"), label="choice-schedule")
CHECK = Choice(id=word_choice("cek"), label="choice-check")
HELP = Choice(id=word_choice("bantuan"), label="choice-help")
REGISTER = Choice(id=word_choice("daftar"), label="choice-register")
PAPERS = Choice(id=word_choice("syarat"), label="choice-papers")
LOCATION = Choice(id=word_choice("lokasi"), label="choice-location")
CONTINUE = Choice(id=continue_draft_choice(), label="choice-continue")
STOP = Choice(id=stop_draft_choice(), label="choice-stop")
KEEP = Choice(id=keep_choice(), label="choice-keep")


def approve(booking: Booking) -> Choice:
    """Return *Setuju* for a held booking."""
    return Choice(id=confirm_choice(booking.code), label="choice-approve")


def approve_each(held: Sequence[Booking]) -> tuple[Choice, ...]:
    """Return *Setuju* for one held booking, or the codes of several to choose from."""
    if len(held) == 1:
        return (approve(held[0]),)
    return tuple(by_code(confirm_choice(b.code), b) for b in held)


def cancel(booking: Booking) -> Choice:
    """Return *Batal* for a held booking, *Batalkan booking* for a booked one; both ask before they cancel."""
    label = "choice-cancel" if booking.state == "held" else "choice-cancel-booking"
    return Choice(id=cancel_choice(booking.code), label=label)


def cancel_each(bookings: Sequence[Booking]) -> tuple[Choice, ...]:
    """Return the codes of several bookings, to choose which one to cancel."""
    return tuple(by_code(cancel_choice(b.code), b) for b in bookings)


def cancel_sure(booking: Booking) -> Choice:
    """Return *Ya, batalkan*, which cancels."""
    return Choice(id=cancel_sure_choice(booking.code), label="choice-cancel-sure")


def move(booking: Booking) -> Choice:
    """Return *Pindah jadwal*, which asks to which date."""
    return Choice(id=word_choice("ubah", booking.code), label="choice-move")


def wait(day: date) -> Choice:
    """Return *Daftar tunggu*, which puts one in line for a full date."""
    return Choice(id=word_choice("tunggu", f"{day:%d%m%Y}"), label="choice-waitlist")


def leave(waiting: Booking) -> Choice:
    """Return *Keluar*, which takes one out of the line."""
    return Choice(id=leave_choice(waiting.code, waiting.day), label="choice-leave")


def leave_each(waiting: Sequence[Booking]) -> tuple[Choice, ...]:
    """Return *Keluar* for the one line that somebody stands in, or the dates of several to choose from."""
    if len(waiting) == 1:
        return (leave(waiting[0]),)
    return tuple(by_date(leave_choice(each.code, each.day), each.day) for each in waiting)


def fitting(word: str, rest: str) -> str:
    """Return a command word with what stands behind it; alone where the whole is too long for a button."""
    return f"{word} {rest}".rstrip() if len(word_choice(word, rest).encode()) <= LONGEST_ID else word


def by_code(choice_id: str, booking: Booking) -> Choice:
    """Return a button that bears a booking code."""
    return Choice(id=choice_id, label="choice-code", values={"code": booking.code})


def by_date(choice_id: str, day: date) -> Choice:
    """Return a button that bears a date with its year, in at most 20 characters."""
    return Choice(id=choice_id, label="choice-date", values={"date": Day(day, "short"), "year": str(day.year)})


def show_date(day: date) -> Choice:
    """Return the button that shows the sessions of a date."""
    return by_date(word_choice("jadwal", f"{day:%d%m%Y}"), day)
