"""What is said about a place in line: values in, a reply out. Pure; who is told when is elsewhere."""

from __future__ import annotations

from msgspec.structs import replace

from bot.choices import word_choice
from bot.messages import Choice, Moment, Reply, Value, Words
from bot.offices import Office
from bot.visit_values import Standing, Ticket

ALARMS = (5, 10)
"""How many people before them somebody is offered to be told at; another number can be written."""

NEAR, STEP = 5, 5
"""A message about a place far from the front changes with every `STEP` people, near it with each."""


def queue_card(standing: Standing, office: Office, *, alarm: int, now_ms: int) -> Reply:
    """Return the message about a ticket, for whatever has become of it.

    `alarm` is how many are before its person when they are told; 0: nobody will tell them.
    """
    ticket = standing.ticket
    match ticket.state:
        case "printing" | "waiting":
            return _waiting(standing, office, alarm=alarm, now_ms=now_ms)
        case "called":
            return called_notice(ticket, office)
        case "serving":
            return Reply(key="queue-serving", values=_values(ticket, office))
        case "no_show":
            return missed_notice(ticket, office)
        case "lapsed":
            return Reply(key="queue-withdrawn", values=_values(ticket, office))
    return Reply(key="queue-over", values=_values(ticket, office))


def called_notice(ticket: Ticket, office: Office, *, is_again: bool = False) -> Reply:
    """Tell who is called where to go."""
    return Reply(key="queue-called-again" if is_again else "queue-called", values=_values(ticket, office))


def near_notice(standing: Standing, office: Office) -> Reply:
    """Tell who has chosen to know that few are before them now."""
    values = {**_values(standing.ticket, office), "before": _before(standing), "wait": wait_words(standing)}
    return Reply(key="queue-near", values=values)


def skipped_notice(ticket: Ticket, office: Office) -> Reply:
    """Tell who did not come that they are called again after some others."""
    return Reply(key="queue-skipped", values={**_values(ticket, office), "count": office.lobby.skip_distance})


def missed_notice(ticket: Ticket, office: Office) -> Reply:
    """Tell who did not come until the last call how to get another number."""
    return Reply(key="queue-missed", values=_values(ticket, office))


def is_news(before: int, shown: int | None) -> bool:
    """Tell whether somebody wants to see that so many are before them, when they were shown another number."""
    return shown is None or (before != shown and (before <= NEAR or abs(before - shown) >= STEP))


def with_card(reply: Reply, card: str, change: str) -> Reply:
    """Return a message that takes the place of the one about the ticket; `change` tells it from the others."""
    return replace(reply, edits=card, idempotency_key=change, choices=())


def wait_words(standing: Standing) -> Words:
    """Tell a range of minutes, when one is known."""
    if standing.wait_s is None:
        return Words("queue-wait-unknown")
    least, most = standing.wait_s[0] // 60, -(-standing.wait_s[1] // 60)
    return Words("queue-wait", {"least": least, "most": max(most, least + 1)})


def _waiting(standing: Standing, office: Office, *, alarm: int, now_ms: int) -> Reply:
    values: dict[str, Value] = {
        **_values(standing.ticket, office), "before": _before(standing), "wait": wait_words(standing),
        "alarm": Words("queue-alarm", {"count": alarm}) if alarm else Words("queue-again"), "at": Moment(now_ms),
    }  # fmt: skip
    offered = (each for each in ALARMS if alarm and each != alarm and each < standing.before)
    return Reply(key="queue-waiting", values=values, choices=tuple(map(_alarm_button, offered)))


def _alarm_button(count: int) -> Choice:
    return Choice(id=word_choice("antrian", str(count)), label="choice-queue-alarm", values={"count": count})


def _before(standing: Standing) -> Words:
    return Words("queue-before", {"count": standing.before}) if standing.before else Words("queue-next")


def _values(ticket: Ticket, office: Office) -> dict[str, Value]:
    lane = next((lane.name or lane.id for lane in office.lanes if lane.id == ticket.lane), ticket.lane)
    desks = {desk.id: desk.name for desk in office.desks}
    desk = desks.get(ticket.desk or ticket.sent_to, lane)
    return {"number": ticket.number, "lane": desks.get(ticket.sent_to, lane), "desk": desk}
