"""Officers who write in the staff's group, through the router, and strangers who do."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from msgspec.structs import replace

from bot.bookings import Bookings
from bot.engine.menus import Menus
from bot.engine.router import Router
from bot.engine.staff_desk import staffroom_of
from bot.messages import ChatRef, InboundEvent, Reply
from bot.offices import Office
from bot.staff import Member
from bot.store.client import Client
from bot.store.inbox import Waiting
from handlers import routes
from tests.offices import NOW_MS, office_of_tests
from tests.requests import sealer_of_tests

SARI = Member(id="telegram:1", name="Sari", roles=("admin",))
DEWI = Member(id="telegram:2", name="Dewi", roles=("cs",))
AGUS = Member(id="+6281200000003", name="Agus", roles=("supervisor",))
GROUP = "-100"


class Headquarters:
    """An office with a staff group, answered by one router; `minutes` is how long after NOW."""

    def __init__(self, client: Client, *, office: Office | None = None) -> None:
        self.minutes = 0
        self.office = office or replace(office_of_tests(), staff=(SARI, DEWI, AGUS))
        self.bookings = Bookings(client, sealer_of_tests(), uniform=lambda low, high: high)
        self.staffroom = staffroom_of(routes, client=client, sealer=sealer_of_tests())
        self._router = Router(
            routes,
            offices={self.office.code: self.office},
            bookings=self.bookings,
            menus=Menus(client, sealer_of_tests()),
            staffroom=self.staffroom,
        )
        self._numbers = count(NOW_MS)

    @property
    def now_ms(self) -> int:
        """Return the time at the office."""
        return NOW_MS + self.minutes * 60_000

    async def hears(
        self,
        text: str = "",
        *,
        by: str = "1",
        choice: str = "",
        phone: str = "",
        is_group: bool = True,
        number: int = 0,
    ) -> Sequence[Reply]:
        """Return the answers to what somebody says in the group, or in private; `number` repeats a message."""
        chat = GROUP if is_group else by
        event = InboundEvent(
            chat=ChatRef("telegram", "cbn", chat), office=self.office.code, message_id="m", text=text, choice=choice,
            kind="choice" if choice else "text", phone=phone, sender=by if is_group else "", is_group=is_group,
        )  # fmt: skip
        waiting = Waiting(number=number or next(self._numbers), event=event, is_flood=False)
        answered = await self._router.answer(waiting, chat=f"chat{chat}", now_ms=self.now_ms)
        return answered.replies

    async def hear(self, text: str = "", *, by: str = "1", choice: str = "", is_group: bool = True) -> Reply:
        """Return the one answer."""
        (reply,) = await self.hears(text, by=by, choice=choice, is_group=is_group)
        return reply

    async def press(self, reply: Reply, label: str = "choice-staff-yes", *, by: str = "1") -> Reply:
        """Return the one answer to a press on a button of a reply."""
        (choice,) = [each.id for each in reply.choices if each.label == label]
        return await self.hear(choice=choice, by=by)
