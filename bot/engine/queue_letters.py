"""Tells those who wait in a lobby: one message about their place that changes, a notice before their turn, the call."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date

from msgspec.structs import replace

from bot.booking_records import NOBODY
from bot.engine.letters import Letters
from bot.messages import ChatRef, Priority, Reply
from bot.offices import Office
from bot.queue_notices import called_notice, is_news, missed_notice, near_notice, queue_card, skipped_notice, with_card
from bot.store.accounts import Accounts
from bot.store.visit_events import VisitEvent
from bot.visit_values import Ticket
from bot.visits import Visits

CALL_MS = 10 * 60_000
"""For how long it makes sense to tell somebody that they are called."""

CARD_MS = 2 * 60_000


class QueueLetters:
    """The letters about tickets. Each is told once, by its event and its ticket, however many processes tell it."""

    def __init__(self, visits: Visits, letters: Letters, accounts: Accounts, *, clock: Callable[[], int]) -> None:
        self._visits = visits
        self._letters = letters
        self._accounts = accounts
        self._clock = clock
        self._shown: dict[tuple[str, date], dict[str, int]] = {}

    async def tell(self, office: Office, event: VisitEvent) -> None:
        """Tell the person of a ticket what has just become of it, unless something else has by now."""
        now_ms = self._clock()
        if event.day != f"{office.local(now_ms):%Y%m%d}" or event.what in ("taken", "paused", "resumed"):
            return
        ticket = await self._visits.lobby.ticket(office, event.number, now_ms=now_ms)
        chat = await self._chat_of(office, ticket) if ticket else NOBODY
        if ticket is None or not chat.channel:
            return
        if event.what in ("waiting", "transferred"):
            await self._show_place(office, ticket, chat, event)
            return
        notice = _notice(ticket, office, event)
        if notice is not None:
            notice = replace(notice, idempotency_key=f"{event.what} {event.id}", expires_at_ms=now_ms + CALL_MS)
            await self._put(office, chat, notice)
        if ticket.state != "waiting":
            await self._change_card(office, ticket, chat, event.id)

    async def refresh(self, office: Office, line: str, change: str) -> None:
        """Show those whom a change in a line, an event's id, concerns their place: as often as it is news to them."""
        counts = await self._visits.lobby.before_each(office, line, now_ms=self._clock())
        await asyncio.gather(*(self._follow(office, number, n, change) for number, n in counts.items()))

    async def _follow(self, office: Office, number: str, before: int, change: str) -> None:
        now_ms = self._clock()
        ticket = await self._visits.lobby.ticket(office, number, now_ms=now_ms)
        if ticket is None or ticket.state != "waiting":
            return
        followed = await self._visits.following.of(office, ticket.code, number, now_ms=now_ms)
        is_near = before <= followed.alarm != followed.told
        if not is_near and not is_news(before, self._shown_in(office).get(number)):
            return
        chat = await self._chat_of(office, ticket)
        if not chat.channel:
            return
        if is_near:
            standing = await self._visits.lobby.standing(office, ticket, now_ms=now_ms)
            notice = near_notice(standing, office)
            key = f"near {office.local(now_ms):%Y%m%d} {number} {followed.alarm}"
            await self._put(office, chat, replace(notice, idempotency_key=key, expires_at_ms=now_ms + CALL_MS))
            await self._visits.following.told(office, number, followed.alarm, now_ms=now_ms)
        await self._change_card(office, ticket, chat, change)
        self._shown_in(office)[number] = before

    async def _show_place(self, office: Office, ticket: Ticket, chat: ChatRef, event: VisitEvent) -> None:
        """Begin the message about a ticket, unless its person has asked for one; in another line it begins anew."""
        now_ms, following = self._clock(), self._visits.following
        followed = await following.of(office, ticket.code, ticket.number, now_ms=now_ms)
        if ticket.state != "waiting" or (followed.card and event.what == "waiting"):
            return
        card = f"queue {event.id}"
        standing = await self._visits.lobby.standing(office, ticket, now_ms=now_ms)
        reply = queue_card(standing, office, alarm=followed.alarm, now_ms=now_ms)
        await self._put(office, chat, replace(reply, idempotency_key=card))
        await following.show_in(office, ticket.number, card, now_ms=now_ms)
        self._shown_in(office)[ticket.number] = standing.before
        if standing.before <= followed.alarm:
            await following.told(office, ticket.number, followed.alarm, now_ms=now_ms)

    async def _change_card(self, office: Office, ticket: Ticket, chat: ChatRef, change: str) -> None:
        now_ms, can = self._clock(), await self._accounts.abilities(f"{chat.channel}:{chat.account}")
        followed = await self._visits.following.of(office, ticket.code, ticket.number, now_ms=now_ms)
        if can is None or not can.can_edit or not followed.card:
            return
        standing = await self._visits.lobby.standing(office, ticket, now_ms=now_ms)
        reply = queue_card(standing, office, alarm=followed.alarm, now_ms=now_ms)
        edit = with_card(reply, followed.card, f"{followed.card} {change}")
        await self._put(office, chat, replace(edit, priority=Priority.BULK, expires_at_ms=now_ms + CARD_MS))

    async def _chat_of(self, office: Office, ticket: Ticket) -> ChatRef:
        """Return where to write to a ticket's person; NOBODY when no chat of theirs is known."""
        application = await self._visits.applications.find(office, ticket.code)
        if application is None:
            return NOBODY
        return await self._visits.visitors.chat_for(office, application, now_ms=self._clock())

    async def _put(self, office: Office, chat: ChatRef, reply: Reply) -> None:
        await self._letters.to_person(chat, reply, office=office.code, now_ms=self._clock())

    def _shown_in(self, office: Office) -> dict[str, int]:
        """Return how many people before them those of today were shown last, by number."""
        day = office.local(self._clock()).date()
        if (office.code, day) not in self._shown:
            self._shown = {key: shown for key, shown in self._shown.items() if key[0] != office.code}
        return self._shown.setdefault((office.code, day), {})


def _notice(ticket: Ticket, office: Office, event: VisitEvent) -> Reply | None:
    """Return what an event is told with, while the ticket is as it has left it."""
    match event.what, ticket.state:
        case (("called" | "recalled"), "called") if ticket.desk == event.desk:
            return called_notice(ticket, office, is_again=event.what == "recalled" or ticket.calls > 1)
        case "skipped", "waiting":
            return skipped_notice(ticket, office)
        case "no_show", "no_show":
            return missed_notice(ticket, office)
    return None
