"""Broadcasts as a job sends them: in slices, each person once, however often it is interrupted."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence

import pytest

from bot.adapters import Capabilities
from bot.app import House, Store
from bot.broadcast_files import as_media, case_of
from bot.broadcasts import Audience, Broadcast, Course, Recipient
from bot.jobs import broadcasting
from bot.jobs.broadcasting import Slice
from bot.jobs.commands import Announced
from bot.jobs.mail import MOST_WAITING
from bot.jobs.periods import Period
from bot.jobs.work import do_in
from bot.media_checks import CheckedFile
from bot.messages import ChatRef, Media, Priority, Reply
from bot.store.accounts import Accounts
from bot.store.broadcasts import Broadcasts
from bot.store.operations import Operation
from bot.store.outbox import Entry, Hold
from tests.jobs.people import OFFICE, booking_of, sender
from tests.offices import DAY_MS, MONDAY, NOW_MS

ID = "ABCDE"
WEB, STAFF = "web:cbn", "telegram:cbn"
PLAN = CheckedFile("image/jpeg", b"plan")
EDITS = Capabilities(can_edit=True)


class Sending:
    """A broadcast, and the sender of its account, who sends in each pause of the job what waits."""

    def __init__(self, house: House, *, per_look: int = 10**6) -> None:
        self.house = house
        self.broadcasts = Broadcasts(house.client, house.sealer)
        self.got: list[tuple[str, Reply]] = []
        self.most_waiting = 0
        self.looks = 0
        self.now_ms = NOW_MS
        self.failing: set[str] = set()
        self._per_look = per_look

    async def begin(
        self, *, people: int, is_news: bool = False, text: str = "Halo {nama}", media: tuple[Media, ...] = ()
    ) -> None:
        """Book for people and plan a broadcast to them."""
        for account in (WEB, STAFF):
            await Accounts(self.house.client).describe(account, EDITS)
        for _ in range(people):
            await booking_of(self.house, sender(self.house))
        told = Broadcast(
            id=ID, text=text, audience=Audience(first=MONDAY), is_news=is_news, by="Sari", media=media
        )  # fmt: skip
        await self.broadcasts.plan("CBN", told, due_ms=NOW_MS, now_ms=NOW_MS)

    async def slice(self, *, looks: int = 100) -> None:
        """Do a slice that is over after so many looks."""
        self.looks = looks
        ends_s = looks * broadcasting.LOOK_S
        await Slice(self.house, OFFICE, ID, clock=lambda: self.now_ms, seconds=ends_s, pause=self._send).run()

    async def course(self) -> Course:
        """Return how far it is."""
        found = await self.broadcasts.find("CBN", ID)
        assert found is not None
        return found

    async def staff(self) -> Sequence[Reply]:
        """Return what the staff are told, an edit in the place of what it edits."""
        return [entry.reply for _, entries in await self._taken(STAFF, Priority.REPLY, 10) for entry in entries]

    @property
    def keys(self) -> Sequence[str]:
        """Return who got it, sorted."""
        return sorted(chat for chat, _ in self.got)

    async def _send(self, seconds: float) -> None:
        self.now_ms += int(seconds * 1000)
        waiting = await self.broadcasts.waiting(WEB)
        self.most_waiting = max(self.most_waiting, waiting)
        for hold, entries in await self._taken(WEB, Priority.BULK, self._per_look):
            await self._deliver(hold, entries[0])

    async def _deliver(self, hold: Hold, entry: Entry) -> None:
        if entry.chat.chat_id in self.failing:
            reason, broadcast = "Forbidden: bot was blocked by the user", entry.reply.broadcast
            await self.house.outbox.park(hold, account=WEB, reason=reason, now_ms=self.now_ms, broadcast=broadcast)
            return
        self.got.append((entry.chat.chat_id, entry.reply))
        await self.house.outbox.sent(
            hold, account=WEB, delivered=[(entry, "1")], parts=1, pace=None, now_ms=self.now_ms
        )

    async def _taken(self, account: str, lane: Priority, most: int) -> list[tuple[Hold, Sequence[Entry]]]:
        found: list[tuple[Hold, Sequence[Entry]]] = []
        for part in range(64):
            room = min(most - len(found), 1000)
            if room > 0:
                taken = await self.house.outbox.take(part, lane, account, most=room, now_ms=self.now_ms + 1)
                found += [(hold, (await self.house.outbox.head(hold, most=100)).entries) for hold in taken.holds]
        return found


@pytest.fixture
def sending(house: House) -> Sending:
    """Give a sender that keeps up."""
    return Sending(house)


async def test_everybody_once(sending: Sending) -> None:
    """Everybody gets it once, then it has ended, its people are forgotten, and the staff get a report."""
    await sending.begin(people=120)
    await sending.slice()
    assert (120, 120) == (len(sending.got), len(set(sending.keys)))
    course = await sending.course()
    assert ("done", 120, []) == (course.status, course.total, await sending.broadcasts.due("CBN", now_ms=NOW_MS * 2))
    kept = await sending.house.client.execute("KEYS", "{oCBN}:broadcast:*:*")
    assert [] == list(kept)
    progress, *_, report = await sending.staff()
    assert ("staff-broadcast-progress", "") == (progress.key, progress.edits)
    assert ("staff-broadcast-report", 120, 0) == (report.key, report.values["sent"], report.values["failed"])


async def test_progress_is_edited(house: House) -> None:
    """The progress is one message that is edited, once in 5 seconds at the most, with the buttons."""
    sending = Sending(house, per_look=20)
    await sending.begin(people=300)
    await sending.slice()
    first, *edits, report = await sending.staff()
    assert {f"{first.idempotency_key}"} == {edit.edits.split(" ", 1)[1] for edit in edits}
    seconds = sending.now_ms / 1000 - NOW_MS / 1000
    assert 2 <= len(edits) <= seconds // 5 + 1
    assert ["choice-broadcast-pause", "choice-broadcast-stop"] == [each.label for each in edits[0].choices]
    assert "▰" in str(edits[0].values["bar"])
    assert "staff-broadcast-report" == report.key


async def test_back_pressure(house: House) -> None:
    """No more waits in the outbox than the account sends in some seconds."""
    sending = Sending(house, per_look=300)
    await sending.begin(people=0)
    people = [person(n) for n in range(1500)]
    await sending.broadcasts.begin("CBN", ID, people, {}, run="one", now_ms=NOW_MS)
    await sending.slice()
    assert (1500, True) == (len(set(sending.keys)), sending.most_waiting <= MOST_WAITING)


def person(number: int) -> Recipient:
    """Return somebody on the web page."""
    return Recipient(ChatRef("web", "cbn", f"p{number}"), "id", "Budi", MONDAY, "08:00", "CBN-7K3M-9QXD")


async def test_slices(house: House) -> None:
    """What one slice leaves the next one goes on with, and nobody gets it twice."""
    sending = Sending(house, per_look=30)
    await sending.begin(people=200)
    for expected in (60, 120, 180):
        await sending.slice(looks=2)
        assert expected == len(sending.got)
    await sending.slice()
    assert (200, "done") == (len(set(sending.keys)), (await sending.course()).status)


async def test_killed_between(sending: Sending) -> None:
    """A process that dies behind the outbox, before it has noted how far it came, makes nobody get it twice."""
    await sending.begin(people=30)
    await sending.slice(looks=0)
    course = await sending.course()
    assert "waiting" == course.status
    await sending.slice(looks=1)
    key = f"{{oCBN}}:broadcast:{ID}"
    await sending.house.client.execute("HSET", key, f"put:{WEB}", 0, key=key)
    await sending.slice()
    assert (30, 30) == (len(sending.got), len(set(sending.keys)))


async def test_two_at_once(sending: Sending) -> None:
    """Two processes that both think it is theirs tell everybody once."""
    await sending.begin(people=60)
    other = Sending(sending.house)
    await sending.slice(looks=1)
    await other.slice(looks=1)
    await other.slice()
    everybody = [*sending.keys, *other.keys]
    assert (60, 60) == (len(everybody), len(set(everybody)))


async def test_paused(house: House) -> None:
    """While it is paused nothing more is put in; then it goes on where it was."""
    sending = Sending(house, per_look=5)
    await sending.begin(people=MOST_WAITING // 10)
    await sending.slice(looks=1)
    turned = await sending.broadcasts.turn("CBN", ID, "pause", operation=Operation("x", 1), now_ms=NOW_MS)
    assert (True, "paused") == turned
    await sending.slice()
    assert 5 == len(sending.got)
    await sending.broadcasts.turn("CBN", ID, "go-on", operation=Operation("x", 2), now_ms=NOW_MS)
    await sending.slice()
    assert MOST_WAITING // 10 == len(set(sending.keys))


async def test_file_stays(sending: Sending) -> None:
    """Everybody's message names the one file, which stays as long as the failed ones may be sent again."""
    vault, case = sending.house.media, case_of(ID)
    kept = await vault.keep("CBN", case, PLAN, id="a1b2", circle="broadcast", now_ms=NOW_MS)
    assert kept is not None
    media = as_media(kept, vault, office="CBN", name="")
    await sending.begin(people=3, media=(media,))
    await sending.slice()
    assert {(media,)} == {reply.media for _, reply in sending.got}
    assert [] == await vault.due("CBN", now_ms=sending.now_ms + 30 * DAY_MS)
    assert [case] == await vault.due("CBN", now_ms=sending.now_ms + 31 * DAY_MS)


async def test_failures_and_again(sending: Sending) -> None:
    """Failures are reported by reason, and those alone are sent again at the officer's wish."""
    await sending.begin(people=10)
    await sending.slice(looks=0)
    numbers = [booking.chat.chat_id for booking in await sending.house.bookings.records.of_day(OFFICE, MONDAY)]
    sending.failing = set(numbers[:3])
    await sending.slice()
    *_, report = await sending.staff()
    assert (7, 3, "choice-broadcast-again") == (
        report.values["sent"], report.values["failed"], report.choices[0].label
    )  # fmt: skip
    sending.failing = set(numbers[:1])
    await sending.broadcasts.turn("CBN", ID, "again", operation=Operation("x", 1), now_ms=sending.now_ms)
    await sending.slice()
    tally = await sending.broadcasts.tally("CBN", ID)
    assert (9, 1, 9) == (tally.sent, tally.failed, len(set(sending.keys)))
    assert {"Forbidden: bot was blocked by the user": 1} == dict(tally.reasons)


async def test_nobody(sending: Sending) -> None:
    """A broadcast for whom nobody is there any more when it is due ends with a report."""
    await sending.begin(people=0)
    await sending.slice()
    assert "done" == (await sending.course()).status


async def test_due(sending: Sending) -> None:
    """The scheduler finds a slice of what is due, under one name as long as it has not ended; later ones are left."""
    await sending.begin(people=0)
    for id, due_ms in (("AAAAA", 1), ("BBBBB", NOW_MS)):
        told = Broadcast(id=id, text="Halo", audience=Audience())
        await sending.broadcasts.plan("CBN", told, due_ms=due_ms, now_ms=NOW_MS)
    announced = Announced(sending.house.config, Store(sending.house.config))
    (period,) = await asyncio.to_thread(announced.read)
    assert ("broadcast", "CBN", "AAAAA") == (period.kind, period.office, period.subject)
    assert re.fullmatch(r"broadcast_CBN_\d{8}_AAAAA", period.id)


async def test_the_job(sending: Sending) -> None:
    """The job of a broadcast that is gone or has ended does nothing."""
    await do_in(sending.house, Period("broadcast", "CBN", MONDAY, subject="ZZZZZ"), now_ms=NOW_MS)
    assert [] == sending.got
