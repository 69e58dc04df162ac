"""Patients whom a team visits: cases that are planned, and a letter for one of them."""

from __future__ import annotations

from datetime import date, time

from msgspec.structs import replace

from bot.emergencies import Age, CaseRefused, EmergencyCase, Plea
from bot.messages import ChatRef
from bot.plugins import Services
from bot.referrals import Referral, text_of
from bot.store.operations import Operation, Stamp
from bot.store.referrals import Referrals
from bot.visit_teams import EmergencyRules, VisitTeam
from tests.channels.web.officers import NUMBERS, office_of

SATURDAY = date(2026, 11, 28)
PLEAS = (
    Plea(
        patient="Siti Aminah", age=Age(54, "years"), condition="grave", illness="Stroke, tidak sadar",
        hospital="RSUD Gunung Jati", ward="Melati 3", address="Jl. Kesambi No. 56, Drajat, Kota Cirebon",
        latitude=-6.73481, longitude=108.54312, departure=date(2026, 12, 5), contact="Rina Wulandari",
        contact_phone="+6281234567890",
    ),
    Plea(
        patient="Budi Santoso", age=Age(21, "days"), condition="newborn", illness="Kelainan jantung bawaan",
        hospital="RS Ciremai", ward="NICU", address="Jl. Kesambi No. 237, Kota Cirebon", contact="Agus Santoso",
        contact_phone="+6281398765432",
    ),
    Plea(
        patient="H. Ahmad Fauzi", age=Age(71, "years"), condition="disabled", illness="Tidak dapat berjalan",
        address="Kampung Karanganyar RT 04 RW 02, Arjawinangun, Kabupaten Cirebon", contact_phone="+6281811112222",
    ),
)  # fmt: skip


def with_teams(services: Services) -> Services:
    """Return the services with an office whose teams go out on Saturdays."""
    teams = (VisitTeam(name="Tim 1", hours=("08:00", "10:00")), VisitTeam(name="Tim 2", hours=("09:00",)))
    rules = EmergencyRules(
        equipment=("Kamera dan latar putih", "Pemindai sidik jari", "Laptop dan modem", "Formulir Perdim 11", "Meterai")
    )
    return replace(services, offices={"CBN": replace(office_of(services), teams=teams, emergency=rules)})


async def accepted(services: Services, plea: Plea = PLEAS[0]) -> EmergencyCase:
    """Return a case that was accepted."""
    office, desk = office_of(services), services.bookings.visits.emergencies
    stamp = _stamp(services)
    chat = ChatRef("telegram", "cbn", "77")
    case = await desk.open(office, desk.number_for(stamp.operation), plea, stamp, chat=chat, phone="")
    taken = await desk.accept(office, case.number, _stamp(services, by="Tina"))
    assert not isinstance(taken, CaseRefused)
    return taken


async def planned(services: Services) -> None:
    """Plan a Saturday of three visits by two teams."""
    office, desk = office_of(services), services.bookings.visits.emergencies
    for plea, hour, team in zip(PLEAS, ("08:00", "10:00", "09:00"), ("Tim 1", "Tim 1", "Tim 2"), strict=True):
        case = await accepted(services, plea)
        before = round(office.at(SATURDAY, time()).timestamp() * 1000)
        stamp = replace(_stamp(services), now_ms=min(services.clock(), before))
        visit = await desk.plan(office, case.number, stamp, day=SATURDAY, hour=hour, team=team)
        assert not isinstance(visit, CaseRefused)


async def lettered(services: Services) -> Referral:
    """Return the letter of a case."""
    case, referrals = await accepted(services), Referrals(services.client, services.sealer)
    text = text_of(case, officer="Tina Rahayu")
    operation = Operation("letter", next(NUMBERS))
    return (await referrals.issue(office_of(services), text, operation=operation, now_ms=services.clock()))[0]


def _stamp(services: Services, *, by: str = "") -> Stamp:
    return Stamp(operation=Operation("patient", next(NUMBERS)), now_ms=services.clock(), by=by)
