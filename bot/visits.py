"""Everything inside the office, put together: lobby, desks, applications, estimates and what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.applications import Applications
from bot.desk_work import DeskWork
from bot.desks import Desks
from bot.emergency_desk import Emergencies
from bot.estimates import Estimates
from bot.lobby import Lobby
from bot.store.client import Client
from bot.store.following import Following
from bot.store.sealing import Sealer
from bot.store.visit_events import VisitEvents
from bot.visitors import Visitors

if TYPE_CHECKING:
    from bot.bookings import Bookings


class Visits:
    """The visits of all offices of this installation."""

    def __init__(self, client: Client, sealer: Sealer, bookings: Bookings) -> None:
        self.applications = Applications(client, sealer)
        self.desks = Desks(client)
        self.estimates = Estimates(client)
        self.events = VisitEvents(client)
        self.lobby = Lobby(
            client, sealer, bookings, applications=self.applications, desks=self.desks, estimates=self.estimates
        )
        self.desk_work = DeskWork(self.lobby, self.desks, self.applications)
        self.visitors = Visitors(client, sealer, bookings, self.applications)
        self.following = Following(client)
        self.emergencies = Emergencies(client, sealer, self.applications)
