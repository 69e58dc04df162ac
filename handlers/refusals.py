"""Why something was not done, when the reason is not the date: another answer for each."""

from __future__ import annotations

from datetime import date

from bot.booking_values import Booking, Refused
from bot.messages import Choice, Day, Moment, Reply, Value, Words
from bot.offices import Office
from handlers.buttons import CHECK, HELP, LOCATION, SCHEDULE, approve, cancel, move
from handlers.lines import again_button, again_line
from handlers.standings import Offices, booked_reply, booked_values, held_reply, lapsed_reply, standing

# locale: sender-has, person-has, unknown, none-pending, other-chat
PLAIN: dict[str, tuple[Choice, ...]] = {
    "sender_has": (CHECK, HELP),
    "person_has": (CHECK, HELP),
    "unknown": (CHECK, SCHEDULE),
    "none_pending": (SCHEDULE, CHECK),
    "other_chat": (CHECK,),
}


def refused_reply(refused: Refused, offices: Offices) -> Reply:
    """Answer a refusal that needs no dates."""
    match refused:
        case Refused(reason="no_phone"):
            return no_phone_reply()
        case Refused(reason="sender_has", booking=Booking() as booking):
            return sender_has_reply(booking, offices)
        case Refused(reason="wrong_approval", booking=Booking() as booking):
            return wrong_approval_reply(booking, refused.tries_left)
        case Refused(reason="hold_ended", booking=Booking() as booking):
            return hold_ended_reply(booking, offices)
        case Refused(reason="lapsed", booking=Booking() as booking):
            return lapsed_reply(booking)
        case Refused(reason="not_booked", booking=Booking() as booking):
            return standing(booking, offices)
        case Refused(reason="cooling_down", free=date() as free):
            return Reply(key="cooling-down", values={"date": Day(free)}, choices=(CHECK, HELP))
        case Refused(reason="blocked", why=why, free=until):
            return blocked_reply(why, until)
        case Refused(reason="already_booked", booking=Booking() as booking):
            return booked_reply(booking, offices, key="already-booked")
    return Reply(key=refused.reason.replace("_", "-"), choices=PLAIN[refused.reason])


def no_phone_reply() -> Reply:
    """Ask for the sender's own number, and tell why it is needed."""
    return Reply(key="no-phone", choices=(SCHEDULE, HELP), asks_phone=True)


def blocked_reply(why: str, until: date | None) -> Reply:
    """Tell why one can't book now, until when, and who can help."""
    if until is None:
        return Reply(key="blocked", values={"reason": why}, choices=(LOCATION, HELP))
    return Reply(key="blocked-until", values={"reason": why, "date": Day(until)}, choices=(LOCATION, HELP))


def sender_has_reply(booking: Booking, offices: Offices) -> Reply:
    """Show the booking that this number holds already, and the way to change it."""
    if booking.state == "held":
        return held_reply(booking, offices, key="sender-has-held")
    values = {**booked_values(booking, offices), "limit": number_limit(offices[booking.office])}
    return Reply(key="sender-has-booked", values=values, choices=(move(booking), cancel(booking), CHECK))


def number_limit(office: Office) -> Words:
    """Tell how many bookings a number may hold."""
    rules = office.rules
    if not rules.dependants_per_number:
        return Words("limit-one")
    under, over = str(rules.dependant_under_years), str(rules.dependant_over_years)
    return Words("limit-dependants", {"under": under, "over": over})


def wrong_approval_reply(booking: Booking, tries_left: int) -> Reply:
    """Tell that the code does not fit, and how many tries are left; the place is still held."""
    values: dict[str, Value] = {"tries": str(tries_left), "until": Moment(booking.until_ms)}
    return Reply(key="wrong-approval", values=values, choices=(approve(booking), cancel(booking)))


def hold_ended_reply(booking: Booking, offices: Offices) -> Reply:
    """Tell that the place went back after too many tries, with the line to book again."""
    line = again_line(booking)
    values: dict[str, Value] = {"tries": str(offices[booking.office].rules.approval_tries), "line": line}
    return Reply(key="hold-ended", values=values, choices=again_button(line))
