"""Officers who write in the staff's group, through the router, and strangers who do."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from msgspec.structs import replace

from bot.adapters import Pace
from bot.bookings import Bookings
from bot.engine.menus import Menus
from bot.engine.router import Router
from bot.engine.staff_desk import staffroom_of
from bot.engine.wording import Lexicon
from bot.messages import ChatRef, EventKind, InboundEvent, Media, Priority, Reply
from bot.offices import Office
from bot.plugins import Account, locale_folders
from bot.profiles import NOTHING_KNOWN, Profile
from bot.staff import Member
from bot.store.calendars import Calendars, LiveOffices
from bot.store.client import Client
from bot.store.inbox import Inbox, Waiting
from bot.store.media import MediaVault
from bot.store.outbox import Hold, Outbox
from handlers import routes
from tests.offices import NOW_MS, office_of_tests
from tests.requests import sealer_of_tests

SARI = Member(id="telegram:1", name="Sari", roles=("admin",))
DEWI = Member(id="telegram:2", name="Dewi", roles=("cs",))
AGUS = Member(id="+6281200000003", name="Agus", roles=("supervisor",))
GROUP = "-100"
LEXICON = Lexicon(locale_folders(), strict=True)
ACCOUNT = Account(channel="telegram", name="cbn", office="CBN", staff_chat=GROUP)


class Headquarters:
    """An office with a staff group, answered by one router; `minutes` is how long after NOW."""

    def __init__(
        self,
        client: Client,
        *,
        office: Office | None = None,
        accounts: Sequence[Account] = (ACCOUNT,),
        media: MediaVault | None = None,
    ) -> None:
        self.minutes = 0
        self.office = office or replace(office_of_tests(), staff=(SARI, DEWI, AGUS))
        self.bookings = Bookings(client, sealer_of_tests(), uniform=lambda low, high: high)
        offices = LiveOffices({self.office.code: self.office}, Calendars(client))
        self.staffroom = staffroom_of(
            routes, client=client, sealer=sealer_of_tests(), offices=offices, accounts=accounts, media=media
        )  # fmt: skip
        self.outbox = Outbox(client, sealer_of_tests())
        self._inbox = Inbox(client, sealer_of_tests(), flood=Pace(burst=100, interval_ms=1))
        self._profiles: dict[str, Profile] = {}
        self._router = Router(
            routes,
            offices=offices,
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
        is_forwarded: bool = False,
        media: tuple[Media, ...] = (),
        kind: EventKind = "text",
        group: str = GROUP,
    ) -> Sequence[Reply]:
        """Return the answers to what somebody says in the group, or in private; `number` repeats a message."""
        chat = group if is_group else by
        event = InboundEvent(
            chat=ChatRef("telegram", "cbn", chat), office=self.office.code, message_id="m", text=text, choice=choice,
            kind="choice" if choice else kind, phone="" if is_group else phone,
            sender=by if is_group else "", sender_phone=phone if is_group else "", is_group=is_group,
            is_forwarded=is_forwarded, media=media,
        )  # fmt: skip
        waiting = Waiting(number=number or next(self._numbers), event=event, is_flood=False)
        profile = self._profiles.get(chat, NOTHING_KNOWN)
        fingerprint = self.staffroom.letters.fingerprint(event.chat)
        answered = await self._router.answer(waiting, chat=fingerprint, now_ms=self.now_ms, profile=profile)
        self._profiles[chat] = answered.profile
        check_words(answered.replies, self.office)
        return answered.replies

    async def hear(
        self, text: str = "", *, by: str = "1", choice: str = "", is_group: bool = True, media: tuple[Media, ...] = ()
    ) -> Reply:  # fmt: skip
        """Return the one answer."""
        (reply,) = await self.hears(text, by=by, choice=choice, is_group=is_group, media=media)
        return reply

    async def writes_in_private(self, by: str) -> None:
        """Let the inbox take a private message of somebody's, so that their chat is known."""
        event = InboundEvent(chat=ChatRef("telegram", "cbn", by), office=self.office.code, message_id="p", text="halo")
        await self._inbox.accept(event, now_ms=self.now_ms, lease_at_once=False)

    async def press(self, reply: Reply, label: str = "choice-staff-yes", *, by: str = "1") -> Reply:
        """Return the one answer to a press on a button of a reply."""
        (choice,) = [each.id for each in reply.choices if each.label == label]
        return await self.hear(choice=choice, by=by)

    async def written(self, chat: str = GROUP) -> Sequence[Reply]:
        """Return what has been written to a chat without an answer to a message of its own."""
        fingerprint = self.staffroom.letters.fingerprint(ChatRef("telegram", "cbn", chat))
        head = await self.outbox.head(Hold(fingerprint, Priority.REPLY, 0, was_stranded=False), most=100)
        written = [entry.reply for entry in head.entries]
        check_words(written, self.office)
        return written


def check_words(replies: Sequence[Reply], office: Office) -> None:
    """Check that replies can be said in each language: no word and no value is missing."""
    zone = (office.timezone, office.zone_name)
    for reply in replies:
        for language in ("id", "en"):
            assert LEXICON.text(reply.key, reply.values, language=language, zone=zone)
            assert all(LEXICON.text(c.label, c.values, language=language, zone=zone) for c in reply.choices)
