"""`#tunggu`: standing in line for a full date, the offer of what comes free, and the end of waiting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import count

import pytest
from msgspec.structs import replace

from bot.bookings import Bookings
from bot.choices import leave_choice, word_choice
from bot.commands import Book, Cancel, CheckBooking, Confirm, JoinWaitlist, ShowSchedule, ShowWaitlist
from bot.engine.letters import Letters
from bot.engine.offers import Offers
from bot.messages import ChatRef, Day, Priority, Reply, Words
from bot.offices import Office
from bot.profiles import Draft
from bot.store.calendars import Calendars, LiveOffices
from bot.store.client import Client
from bot.store.key_ring import KeyRing
from bot.store.outbox import Hold, Outbox
from bot.store.sealing import Sealer
from tests.handlers.applicants import Applicant, Meet, Say
from tests.handlers.samples import LINE, NOW_MS, TUESDAY, WEDNESDAY, ZONE, office

SMALL = office(places=1)  # a place at 08:00 and one at 13:00
SITI_PHONE = "+6281298765432"
THURSDAY = WEDNESDAY + timedelta(days=1)
NUMBERS = count(1)
SEALER = Sealer(KeyRing(lookup=bytes(32), sealing={1: bytes(32)}))
TUNGGU = f"#tunggu {TUESDAY:%d-%m-%Y}"


class Crowd:
    """An office with two places on Tuesday, both taken, and what gives them away when they come free."""

    def __init__(self, client: Client, bookings: Bookings, meet: Meet, here: Office = SMALL) -> None:
        self.minutes = 0
        self.here = here
        self.takers: list[Applicant] = []
        self._meet = meet
        self._outbox = Outbox(client, SEALER)
        self._letters = Letters(client, SEALER, accounts=())
        self._offices = LiveOffices({here.code: here}, Calendars(client))
        self._offers = Offers(
            bookings, self._letters, offices=self._offices, clock=lambda: NOW_MS + self.minutes * 60_000
        )

    async def fill(self, day: date = TUESDAY) -> None:
        """Take every place of a date."""
        for _ in range(2):
            taker = self.someone()
            assert "held" == (await taker.ask(wish(f"Orang {'ABCDEFGHIJ'[len(self.takers)]}", day=day))).key
            await taker.ask(Confirm())
            self.takers.append(taker)

    def someone(self, phone: str = "") -> Applicant:
        """Return somebody in a chat of their own, with a number of their own unless one is given."""
        applicant = self._meet(phone or f"+62813{next(NUMBERS):08}", office=self.here)
        applicant.minutes = self.minutes
        return applicant

    async def waiter(self, name: str) -> Applicant:
        """Return somebody who has joined the line of Tuesday."""
        applicant = self.someone()
        reply = await applicant.write(f"#tunggu {name}#25011987#{TUESDAY:%d%m%Y}")
        assert "waitlist-joined" == reply.key
        return applicant

    async def gives_up(self, taker: Applicant) -> None:
        """Let a place be cancelled, and come back after its delay."""
        await taker.press(await taker.ask(Cancel()), "choice-cancel-sure")
        self.pass_time(5, taker)

    def pass_time(self, minutes: int, *people: Applicant) -> None:
        """Let time pass for the office and some people."""
        self.minutes += minutes
        for each in people:
            each.minutes = self.minutes

    async def looks(self) -> None:
        """Let the office give away what is free, as two processes do."""
        for _ in range(2):
            await self._offers.look()

    async def letters(self, applicant: Applicant) -> Sequence[Reply]:
        """Return what has been written to somebody of itself."""
        fingerprint = self._letters.fingerprint(ChatRef("test", "cbn", applicant.chat_id))
        head = await self._outbox.head(Hold(fingerprint, Priority.REPLY, 0, was_stranded=False), most=100)
        return [entry.reply for entry in head.entries]

    async def offered(self, applicant: Applicant) -> Reply:
        """Return the one letter to somebody: an offer. From now on the time is theirs."""
        applicant.minutes = self.minutes
        (letter,) = await self.letters(applicant)
        assert "waitlist-offer" == letter.key
        return letter


def wish(name: str = "Budi Santoso", *, day: date = TUESDAY) -> Book:
    """Return the wish for a place."""
    return replace(LINE, name=name, service_date=day)


def minutes_to(day: date, hour: time) -> int:
    """Return how long it is from NOW to an instant."""
    return (int(datetime.combine(day, hour, ZONE).timestamp() * 1000) - NOW_MS) // 60_000


@pytest.fixture
async def crowd(client: Client, bookings: Bookings, meet: Meet) -> Crowd:
    """Give an office whose Tuesday is full."""
    crowd = Crowd(client, bookings, meet)
    await crowd.fill()
    return crowd


# --- joining ---------------------------------------------------------------------------------------------


async def test_from_a_full_date(crowd: Crowd, say: Say) -> None:
    """Who wants a full date is offered its line, and one press puts them there with the name that they gave."""
    budi = crowd.someone()
    full = await budi.ask(wish())
    assert word_choice("tunggu", "02122036") in [choice.id for choice in full.choices]
    reply = await budi.press(full, "choice-waitlist")
    said = say(reply)
    assert ["⏳ DALAM DAFTAR TUNGGU", "Budi Santoso", "Selasa, 2 Desember 2036"] == said.splitlines()[:3]
    assert "Urutan Anda: 1 dari 1." in said
    assert "selama 15 menit" in said
    assert "antara pukul 06:00 WIB dan 21:00 WIB" in said
    assert (None, None) == (budi.profile.wanted, budi.profile.draft)


async def test_the_button_names_nobody(crowd: Crowd) -> None:
    """Who is to wait is kept with the chat, not in the button."""
    budi = crowd.someone()
    (choice,) = [each for each in (await budi.ask(wish())).choices if each.label == "choice-waitlist"]
    assert "word:tunggu 02122036" == choice.id
    assert Draft(name="Budi Santoso", birth_date=LINE.birth_date, service_date=TUESDAY) == budi.profile.wanted


@pytest.mark.parametrize(
    "text", ["#tunggu Siti Aminah#03041990#02122036", "daftar tunggu Siti Aminah#3-4-1990#2 des 2036"]
)
async def test_in_one_line(crowd: Crowd, text: str) -> None:
    """A line behind the word joins at once, in the forms in which a booking line can be written."""
    reply = await crowd.someone().write(text)
    assert ("waitlist-joined", "Siti Aminah") == (reply.key, reply.values["name"])


async def test_asked_for_what_is_missing(crowd: Crowd, say: Say) -> None:
    """A date alone asks for the name and the birth date, nothing more."""
    siti = crowd.someone()
    first = await siti.write(TUNGGU)
    assert "Untuk daftar tunggu Selasa, 2 Desember 2036, kami perlu nama dan tanggal lahir." in say(first)
    assert "ask-birth-date" == (await siti.write("Siti Aminah")).key
    reply = await siti.write("3 April 1990")
    assert ("waitlist-joined", "Siti Aminah") == (reply.key, reply.values["name"])
    assert siti.profile.draft is None


async def test_amid_a_registration(crowd: Crowd) -> None:
    """Amid #daftar a full date leads to its line, with the name and the birth date that were given."""
    siti = crowd.someone()
    for text in ("#daftar", "Siti Aminah", "3 April 1990"):
        await siti.write(text)
    full = await siti.write("2 Desember 2036")
    reply = await siti.press(full, "choice-waitlist")
    assert ("waitlist-joined", "Siti Aminah", None) == (reply.key, reply.values["name"], siti.profile.draft)


async def test_from_the_schedule(crowd: Crowd, say: Say) -> None:
    """The schedule tells that a date is full and has a line, and offers it."""
    siti = crowd.someone()
    assert "choice-waitlist" in [choice.label for choice in (await siti.ask(ShowSchedule(day=TUESDAY))).choices]
    await crowd.waiter("Budi Santoso")
    assert "Sel, 2 Des: penuh, ada daftar tunggu" in say(await siti.ask(ShowSchedule()))


async def test_a_number_first(crowd: Crowd, meet: Meet) -> None:
    """Without a known number it is asked for; when it comes, one is in line."""
    siti = meet("", office=SMALL)
    assert (await siti.write("#tunggu Siti Aminah#03041990#02122036")).asks_phone
    kept, joined = await siti.shares(SITI_PHONE)
    assert ("number-kept", "waitlist-joined") == (kept.key, joined.key)


async def test_a_date_with_places(crowd: Crowd) -> None:
    """Nobody waits for a date that has places: it is held at once, or shown when nobody is named."""
    siti = crowd.someone()
    assert "held" == (await siti.write("#tunggu Siti Aminah#03041990#03122036")).key
    assert "waitlist-not-full" == (await crowd.someone().write("#tunggu 3-12-2036")).key


@pytest.mark.parametrize("day", ["25-12-2036", "30-11-2036", "1-6-2037"], ids=["closed", "past", "beyond"])
async def test_a_date_that_can_not_be_booked(crowd: Crowd, day: str) -> None:
    """A date on which nobody can book has no line; the reason is told."""
    assert "schedule-no-date" == (await crowd.someone().write(f"#tunggu {day}")).key


async def test_twice(crowd: Crowd) -> None:
    """Joining twice keeps the first place; another name on the number does not join, nor the person on another one."""
    budi = await crowd.waiter("Budi Santoso")
    siti = await crowd.waiter("Siti Aminah")
    again = await budi.write(f"#tunggu Budi Santoso#25011987#{TUESDAY:%d%m%Y}")
    assert ("waitlist-joined", 1, 2) == (again.key, *place_in(again))
    other = await budi.write(f"#tunggu Agus Salim#25011987#{TUESDAY:%d%m%Y}")
    assert ("waitlist-waiting", "Budi Santoso") == (other.key, other.values["name"])
    elsewhere = await crowd.someone().write(f"#tunggu Siti Aminah#25011987#{TUESDAY:%d%m%Y}")
    assert "waitlist-person-waits" == elsewhere.key
    assert (2, 2) == place_in(await siti.write(f"#tunggu Siti Aminah#25011987#{TUESDAY:%d%m%Y}"))


def place_in(reply: Reply) -> tuple[object, object]:
    """Return the place and the length of the line that a reply tells."""
    line = reply.values["line"].items[0]  # type: ignore[union-attr]  # Lines, or it fails
    return line.values["place"], line.values["length"]


async def test_who_has_a_booking(crowd: Crowd) -> None:
    """Who has an active booking does not wait for another: they are shown it."""
    taker = crowd.takers[0]
    assert "sender-has-booked" == (await taker.write(f"#tunggu Orang A#25011987#{TUESDAY:%d%m%Y}")).key
    stranger = await crowd.someone().write(f"#tunggu Orang A#25011987#{TUESDAY:%d%m%Y}")
    assert "person-has" == stranger.key


async def test_booking_elsewhere_while_waiting(crowd: Crowd) -> None:
    """Who waits may book another date all the same."""
    budi = await crowd.waiter("Budi Santoso")
    assert "held" == (await budi.ask(wish(day=WEDNESDAY))).key


async def test_an_office_without(client: Client, bookings: Bookings, meet: Meet) -> None:
    """An office that wants no waiting lists offers none, and says so."""
    here = replace(SMALL, rules=replace(SMALL.rules, most_waiting=0))
    crowd = Crowd(client, bookings, meet, here)
    await crowd.fill()
    budi = crowd.someone()
    assert "choice-waitlist" not in [choice.label for choice in (await budi.ask(wish())).choices]
    assert "waitlist-off" == (await budi.ask(JoinWaitlist(day=TUESDAY))).key
    assert "waitlist-off" == (await budi.ask(ShowWaitlist())).key


async def test_a_line_that_is_full(client: Client, bookings: Bookings, meet: Meet) -> None:
    """A line has as many as the office lets wait."""
    crowd = Crowd(client, bookings, meet, replace(SMALL, rules=replace(SMALL.rules, most_waiting=1)))
    await crowd.fill()
    await crowd.waiter("Budi Santoso")
    reply = await crowd.someone().write(f"#tunggu Siti Aminah#25011987#{TUESDAY:%d%m%Y}")
    assert "waitlist-line-full" == reply.key


@pytest.mark.parametrize(("text", "key"), [
    ("#tunggu", "waitlist-none"), ("tunggu sebentar", "waitlist-none"), ("#tunggu 32-13", "waitlist-unread"),
    ("#tunggu senin", "ask-which-date"), ("#tunggu Budi#31021987#02122036", "mistake"),
], ids=lambda value: value)  # fmt: skip
async def test_what_is_no_wish(crowd: Crowd, text: str, key: str) -> None:
    """The word alone, and what can't be read behind it, tell how one waits."""
    assert key == (await crowd.someone().write(text)).key


async def test_odds(crowd: Crowd, client: Client, say: Say) -> None:
    """How likely it is, is told from what came back in four weeks, and only when something did."""
    reply = await crowd.someone().write(f"#tunggu Budi Santoso#25011987#{TUESDAY:%d%m%Y}")
    assert "Empat pekan terakhir" not in say(reply)
    for key, field, places in (
        ("203611", "30:returned", 5),
        ("203611", "10:returned", 2),
        ("203610", "01:returned", 90),
    ):
        await client.execute("HSET", f"{{oCBN}}:figures:{key}", field, places, key=f"{{oCBN}}:figures:{key}")
    reply = await crowd.someone().write(f"#tunggu Siti Aminah#25011987#{TUESDAY:%d%m%Y}")
    assert "Empat pekan terakhir, 7 tempat dilepas lagi oleh pemohon lain, untuk 20 tanggal layanan." in say(reply)


# --- where one stands, and leaving -----------------------------------------------------------------------


async def test_where_one_stands(crowd: Crowd, say: Say) -> None:
    """#tunggu tells each line one stands in; #batal and #cek know them, where there is no booking."""
    await crowd.fill(WEDNESDAY)
    await crowd.waiter("Siti Aminah")
    budi = await crowd.waiter("Budi Santoso")
    await budi.write(f"#tunggu Budi Santoso#25011987#{WEDNESDAY:%d%m%Y}")
    reply = await budi.ask(ShowWaitlist())
    assert "Selasa, 2 Desember 2036\nBudi Santoso\nUrutan Anda: 2 dari 2.\n\nRabu, 3 Desember 2036" in say(reply)
    assert [Day(TUESDAY, "short"), Day(WEDNESDAY, "short")] == [choice.values["date"] for choice in reply.choices]
    assert reply == await budi.ask(Cancel()) == await budi.ask(CheckBooking())


async def test_leaving(crowd: Crowd, say: Say) -> None:
    """*Keluar* takes one out of the line, and those behind move up."""
    siti, budi = await crowd.waiter("Siti Aminah"), await crowd.waiter("Budi Santoso")
    left = await siti.press(await siti.ask(ShowWaitlist()), "choice-leave")
    assert ["❌ KELUAR DARI DAFTAR TUNGGU"] == say(left).splitlines()[:1]
    assert "waitlist-none" == (await siti.ask(ShowWaitlist())).key
    assert "Urutan Anda: 1 dari 1." in say(await budi.ask(ShowWaitlist()))


async def test_only_ones_own(crowd: Crowd) -> None:
    """Nobody takes another out of a line, whatever the button says."""
    budi = await crowd.waiter("Budi Santoso")
    reply = await budi.ask(ShowWaitlist())
    assert "unknown" == (await crowd.someone().press(reply, "choice-leave")).key
    assert "waitlist-mine" == (await budi.ask(ShowWaitlist())).key


# --- what comes free -------------------------------------------------------------------------------------


async def test_the_first_is_offered(crowd: Crowd, say: Say) -> None:
    """The first in line is written to once, with the place held for them; one press books it."""
    siti, budi = await crowd.waiter("Siti Aminah"), await crowd.waiter("Budi Santoso")
    await crowd.gives_up(crowd.takers[0])
    await crowd.looks()
    offer = await crowd.offered(siti)
    assert [] == await crowd.letters(budi)
    assert ["⏳ ADA TEMPAT UNTUK ANDA", "Nama: Siti Aminah", "Selasa, 2 Desember 2036, pukul 08:00 WIB"] == (
        say(offer).splitlines()[:3]
    )
    assert "sampai pukul 10:35 WIB" in say(offer)
    booked = await siti.press(offer, "choice-take")
    assert ("booked", "Siti Aminah") == (booked.key, booked.values["name"])


async def test_a_plain_yes(crowd: Crowd) -> None:
    """Who answers the offer with a yes has it."""
    siti = await crowd.waiter("Siti Aminah")
    await crowd.gives_up(crowd.takers[0])
    await crowd.looks()
    await crowd.offered(siti)
    assert "booked" == (await siti.write("ya")).key


async def test_no(crowd: Crowd) -> None:
    """Who declines leaves the line, and the place is offered to the next at once; again, it is said the same."""
    siti, budi = await crowd.waiter("Siti Aminah"), await crowd.waiter("Budi Santoso")
    await crowd.gives_up(crowd.takers[0])
    await crowd.looks()
    offer = await crowd.offered(siti)
    assert ["waitlist-left"] * 2 == [(await siti.press(offer, "choice-decline")).key for _ in range(2)]
    await crowd.looks()
    await crowd.offered(budi)
    assert "none-pending" == (await siti.press(offer, "choice-take")).key


async def test_no_after_yes(crowd: Crowd) -> None:
    """*Tidak* below an offer that was taken changes nothing: the booking is shown."""
    siti = await crowd.waiter("Siti Aminah")
    await crowd.gives_up(crowd.takers[0])
    await crowd.looks()
    offer = await crowd.offered(siti)
    await siti.press(offer, "choice-take")
    assert "check-booked" == (await siti.press(offer, "choice-decline")).key


async def test_silence(crowd: Crowd) -> None:
    """An offer that is not answered runs out after its minutes, and the next in line gets it."""
    siti, budi = await crowd.waiter("Siti Aminah"), await crowd.waiter("Budi Santoso")
    await crowd.gives_up(crowd.takers[0])
    await crowd.looks()
    crowd.pass_time(15, siti, budi)
    await crowd.looks()
    await crowd.offered(budi)
    assert "lapsed" == (await siti.ask(Confirm())).key
    assert "waitlist-none" == (await siti.ask(ShowWaitlist())).key


async def test_nobody_else_gets_it(crowd: Crowd) -> None:
    """Between the return of a place and its offer, a stranger who asks for it is told that the date is full."""
    await crowd.waiter("Siti Aminah")
    await crowd.gives_up(crowd.takers[0])
    assert "no-place-copy" == (await crowd.someone().ask(wish())).key


async def test_who_has_booked_meanwhile(crowd: Crowd, say: Say) -> None:
    """Who has another booking by then leaves the line and is told; the next in line gets the place."""
    siti, budi = await crowd.waiter("Siti Aminah"), await crowd.waiter("Budi Santoso")
    await siti.ask(wish("Siti Aminah", day=WEDNESDAY))
    await siti.ask(Confirm())
    await crowd.gives_up(crowd.takers[0])
    await crowd.looks()
    (told,) = await crowd.letters(siti)
    assert "❌ KELUAR DARI DAFTAR TUNGGU" in say(told)
    assert Words("waitlist-has-booking") == told.values["reason"]
    await crowd.looks()
    await crowd.offered(budi)
    assert "check-booked" == (await siti.ask(CheckBooking())).key


async def test_more_places(crowd: Crowd, client: Client, bookings: Bookings, meet: Meet) -> None:
    """When the office gives a date more places, those who wait are offered them."""
    siti = await crowd.waiter("Siti Aminah")
    more = Crowd(client, bookings, meet, office(places=2))
    await more.looks()
    await more.offered(siti)


@pytest.mark.parametrize(("hour", "offers"), [(time(5, 59), 0), (time(6), 1), (time(20, 59), 1), (time(21), 0)])
async def test_at_night(crowd: Crowd, hour: time, offers: int) -> None:
    """Nobody is woken: places that come free at night are kept for the line until the morning."""
    await crowd.fill(THURSDAY)
    siti = crowd.someone()
    await siti.write(f"#tunggu Siti Aminah#25011987#{THURSDAY:%d%m%Y}")
    await crowd.gives_up(crowd.takers[2])
    crowd.minutes = minutes_to(WEDNESDAY - timedelta(days=1), hour)
    await crowd.looks()
    assert offers == len(await crowd.letters(siti))


# --- the end of waiting ----------------------------------------------------------------------------------


async def test_the_evening_before(crowd: Crowd, say: Say) -> None:
    """Who still waits on the evening before is told so once, and is offered a place that comes free after it."""
    siti = await crowd.waiter("Siti Aminah")
    crowd.minutes = minutes_to(TUESDAY - timedelta(days=1), time(17, 59))
    await crowd.looks()
    assert [] == await crowd.letters(siti)
    crowd.pass_time(1)
    await crowd.looks()
    (told,) = await crowd.letters(siti)
    assert "belum ada tempat" in say(told)
    crowd.pass_time(0, *crowd.takers)
    await crowd.gives_up(crowd.takers[0])
    await crowd.looks()
    assert ["waitlist-evening", "waitlist-offer"] == [letter.key for letter in await crowd.letters(siti)]


async def test_the_day_is_over(crowd: Crowd, bookings: Bookings, client: Client) -> None:
    """When the date has passed its line is gone, and with it what was kept of those who waited."""
    siti = await crowd.waiter("Siti Aminah")
    crowd.minutes = minutes_to(WEDNESDAY, time(0))
    await crowd.looks()
    siti.minutes = crowd.minutes
    assert "waitlist-none" == (await siti.ask(ShowWaitlist())).key
    states = [booking.state for booking in await bookings.records.of_day(SMALL, TUESDAY)]
    assert ["booked", "booked"] == states
    assert [] == await client.execute("ZRANGE", "{oCBN}:waits", 0, -1)


async def test_a_closed_date(crowd: Crowd, client: Client, bookings: Bookings, meet: Meet) -> None:
    """Those who wait for a date that the office closes are told, and wait no more."""
    siti = await crowd.waiter("Siti Aminah")
    closed = Crowd(client, bookings, meet, replace(SMALL, closed={TUESDAY: "listrik padam"}))
    await closed.looks()
    assert ["waitlist-closed"] == [letter.key for letter in await crowd.letters(siti)]
    assert "waitlist-none" == (await siti.ask(ShowWaitlist())).key


def test_choice_ids() -> None:
    """A button of the line tells the entry and its date, in a form that is read back."""
    assert "leave:20361202:CBN-7K3M-9QXD" == leave_choice("CBN-7K3M-9QXD", TUESDAY)
