"""How a desk stands, as its page shows it: only what this desk needs of the person before it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from bot.desk_reasons import ground_words, pause_words, reason_words
from bot.engine.wording import Wording
from bot.lanes import Desk, Station
from bot.messages import Day, Language, Moment, Value
from bot.offices import Office
from bot.products import product_words
from bot.seats import station_of
from bot.staff import Member
from bot.store.staffing import Staffing
from bot.visit_values import Application, Ticket
from bot.visits import Visits

MOST_NEXT = 5


class Person(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who is before a desk; a field that the desk does not need stays out."""

    number: str
    code: str
    state: str
    station: Station
    since_ms: int
    is_priority: bool = False
    calls: int = 0
    name: str = ""
    born: str = ""
    needs_name: bool = False
    product: str = ""
    product_id: str = ""
    category: str = ""
    reasons: tuple[str, ...] = ()
    ground: str = ""


class DeskState(Struct, frozen=True, kw_only=True):
    """A desk and its lanes. `other` is another officer with the same desk open, `paused` why it calls nobody."""

    desk: str
    name: str
    station: Station
    person: Person | None
    paused: str
    lanes: list[tuple[str, int]]
    next: list[str]
    other: str


class DeskStates:
    """The desks of one office."""

    def __init__(
        self, visits: Visits, staffing: Staffing, wording: Wording, *,
        office: Callable[[], Office], clock: Callable[[], int],
    ) -> None:  # fmt: skip
        self._visits = visits
        self._staffing = staffing
        self._wording = wording
        self._office = office
        self._clock = clock

    @property
    def now_ms(self) -> int:
        """Return the time."""
        return self._clock()

    async def read(self, desk: Desk, member: Member, language: Language) -> DeskState:
        """Return how a desk stands, in a language."""
        office, now_ms = self._office(), self._clock()
        found = await self._visits.desk_work.current(office, desk, now_ms=now_ms)
        at_work = {each.id: each for each in await self._visits.desks.at_work(office, now_ms=now_ms)}
        waiting = await self._visits.lobby.waiting(office, now_ms=now_ms)
        lanes = [(lane.name or lane.id, waiting.get(lane.id, 0)) for lane in office.lanes if lane.id in desk.lanes]
        coming = await self._visits.lobby.coming(office, desk, most=MOST_NEXT, now_ms=now_ms)
        return DeskState(
            desk=desk.id,
            name=desk.name,
            station=station_of(office, desk),
            person=self._person(office, desk, found, language) if found else None,
            paused=self._say(pause_words(at_work[desk.id].paused), language),
            lanes=lanes,
            next=list(coming),
            other=await self._staffing.sit(office, desk, member),
        )

    def _person(self, office: Office, desk: Desk, found: tuple[Ticket, Application], language: Language) -> Person:
        ticket, application = found
        station = next((lane.station for lane in office.lanes if lane.id == ticket.lane), station_of(office, desk))
        is_cs, is_collection = station == "cs", station == "collection"
        return Person(
            number=ticket.number,
            code=application.code,
            state=ticket.state,
            station=station,
            since_ms=ticket.served_ms or ticket.called_ms,
            is_priority=ticket.is_priority,
            calls=ticket.calls,
            name=application.name,
            born="" if is_collection else self._born(application, language),
            needs_name=is_cs and not application.name,
            product=self._product(application, language),
            product_id=application.product,
            category=application.category if not is_collection else "",
            reasons=tuple(self._say(reason_words(each), language) for each in application.reasons) if is_cs else (),
            ground=self._say(ground_words(application.ground), language) if is_cs else "",
        )

    def _born(self, application: Application, language: Language) -> str:
        return self._say(Day(application.birth_date, "date"), language) if application.birth_date else ""

    def _product(self, application: Application, language: Language) -> str:
        return self._say(product_words(application.product), language) if application.product else ""

    def _say(self, value: Value, language: Language) -> str:
        return self._wording("desk-value", {"value": value}, language)

    def moment(self, at_ms: int, language: Language) -> str:
        """Return an instant in words."""
        return self._say(Moment(at_ms, "full"), language)
