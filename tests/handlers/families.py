"""Families who ask for the emergency service, and the office whose officers deal with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import ClassVar

from msgspec.structs import replace

from bot.emergencies import EmergencyCase
from bot.messages import EventKind, Media, Reply
from bot.offices import Fee
from bot.plugins import Account
from bot.staff import ROLES, Member
from bot.store.blobs import FolderBlobs
from bot.store.client import Client
from bot.store.media import MediaVault
from bot.visit_teams import EmergencyRules, VisitTeam
from tests.handlers.staff.officers import LEXICON, Headquarters
from tests.journeys.recording import RecordingChannel
from tests.offices import NOW_MS, office_of_tests
from tests.requests import sealer_of_tests
from tests.sent_files import PROGRAM, picture

SATURDAY = date(2099, 11, 21)
HELPERS_CHAT = "-200"
NURSES = Account(channel="telegram", name="cbn", office="CBN", staff_chat="-100", emergency_chat=HELPERS_CHAT)
TINA = Member(id="telegram:5", name="Tina", roles=("emergency",))
EKO = Member(id="telegram:6", name="Eko", roles=("emergency",))
WATI = Member(id="telegram:7", name="Wati", roles=("supervisor",))
OTHERS = tuple(role for role in ROLES if role not in ("admin", "supervisor", "emergency"))
STAFF = (TINA, EKO, WATI, *(Member(id=f"telegram:9{n}", name=role, roles=(role,)) for n, role in enumerate(OTHERS)))
TEAMS = (VisitTeam(name="Tim 1", hours=("08:00", "10:00")), VisitTeam(name="Tim 2", days=(6,), hours=("08:00",)))
FEES = (Fee(product="plain-5-years", rupiah=350_000, since=date(2018, 1, 1)),)
PHOTO = Media(kind="picture", content="foto")
PIN = Media(kind="location", latitude=-6.7063, longitude=108.557)


class Platform(RecordingChannel):
    """Telegram, as far as it hands out files."""

    name = "telegram"
    files: ClassVar = {"foto": picture(), "virus": PROGRAM}

    async def fetch(self, media: Media, *, most_bytes: int) -> bytes:
        """Return a file."""
        return self.files[media.content]


def hospital_office(client: Client, folder: Path, *, accounts: Sequence[Account] = (NURSES,)) -> Headquarters:
    """Return an office with two teams, two emergency officers, a supervisor and one officer of each other role."""
    rules = EmergencyRules(equipment=("Laptop dan kamera", "Pemindai sidik jari"))
    office = replace(office_of_tests(), staff=STAFF, teams=TEAMS, emergency=rules, fees=FEES)
    vault = MediaVault(client, sealer_of_tests(), FolderBlobs(folder))
    made = Headquarters(client, office=office, accounts=accounts, media=vault)
    assert made.staffroom.media is not None
    made.staffroom.media.add(Platform(clock=lambda: NOW_MS))
    return made


def text(reply: Reply) -> str:
    """Return the words of a reply."""
    return LEXICON.text(reply.key, reply.values, language="id", zone=(office_of_tests().timezone, "WIB"))


class Family:
    """Somebody who writes to the office in private, for a patient."""

    def __init__(self, hq: Headquarters, *, chat: str = "77", phone: str = "+6281234567890") -> None:
        self.hq = hq
        self.chat = chat
        self.phone = phone

    async def says(
        self, said: str = "", *, choice: str = "", media: tuple[Media, ...] = (), kind: EventKind = "text",
        number: int = 0,
    ) -> Reply:  # fmt: skip
        """Return the one answer to a message, a press or something sent."""
        (reply,) = await self.hq.hears(
            said, by=self.chat, phone=self.phone, is_group=False, choice=choice, media=media, kind=kind, number=number
        )
        return reply

    async def presses(self, reply: Reply, label: str, *, number: int = 0) -> Reply:
        """Return the one answer to a press on a button of a reply."""
        (choice,) = [each.id for each in reply.choices if each.label == label]
        return await self.says(choice=choice, number=number)

    async def tells(self, *, departure: str = "", contact: str = "Rina, 0812-3456-7890") -> Reply:
        """Go through all steps, with what can follow left for later; return the summary."""
        await self.says(choice="word:darurat mulai")
        await self.presses(await self.says("Siti Aminah, 54 tahun"), "choice-condition-grave")
        await self.says("Stroke, tidak sadar, dirujuk ke Penang")
        await self.says("RSUD Gunung Jati, Melati 3")
        pin = await self.says("Jl. Kesambi 56, Cirebon")
        doctor = await self.presses(pin, "choice-emergency-later")
        referral = await self.presses(doctor, "choice-emergency-later")
        leaving = await self.presses(referral, "choice-emergency-later")
        await (self.says(departure) if departure else self.presses(leaving, "choice-emergency-not-known"))
        return await self.says(contact)

    async def pleads(self, *, departure: str = "", contact: str = "Rina, 0812-3456-7890") -> str:
        """Send a request; return its number."""
        summary = await self.tells(departure=departure, contact=contact)
        return number_in(await self.presses(summary, "choice-emergency-send"))

    async def is_told(self) -> Reply:
        """Return the newest of what was written here beside the answers."""
        return (await self.hq.written(self.chat))[-1]


def number_in(reply: Reply) -> str:
    """Return the number of the case that a reply tells."""
    return str(re.findall(r"ES-\w{6}", text(reply))[0])


async def case_of(hq: Headquarters, number: str) -> EmergencyCase:
    """Return a case."""
    case = await hq.bookings.visits.emergencies.find(hq.office, number)
    assert case is not None
    return case


async def order(hq: Headquarters, said: str, *, by: str = "5", number: int = 0) -> Reply:
    """Return the one answer to what an officer says in private."""
    (reply,) = await hq.hears(said, by=by, is_group=False, number=number)
    return reply
