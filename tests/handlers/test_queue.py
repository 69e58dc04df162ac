"""`#antrian`, `#bayar`, `#paspor` and `#cek` of somebody who has come to the office: only what is their own."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.messages import Reply
from bot.store.client import Client
from tests.handlers.staff.officers import Headquarters
from tests.handlers.staff.visitors import Visitor
from tests.offices import MINUTE_MS, NOW_MS
from tests.visits.front import BILL, OPENING_MS, PROOF, Front


class Lobby(Headquarters):
    """An office on the Monday on which people have come; `front` receives and serves them."""

    def __init__(self, client: Client) -> None:
        self.front = Front(client)
        super().__init__(client, office=self.front.office)

    async def comes(self, person: Visitor) -> str:
        """Book for a person and receive them; return the code."""
        self.minutes = 0
        code = await person.books()
        self.minutes = (OPENING_MS - NOW_MS) // MINUTE_MS
        await self.front.arrive(code)
        return code


@pytest.fixture
def lobby(client: Client) -> Lobby:
    """Give the office."""
    return Lobby(client)


@pytest.fixture
def budi(lobby: Lobby) -> Visitor:
    """Give an applicant."""
    return Visitor(lobby)


def values(reply: Reply, *names: str) -> Sequence[object]:
    """Return a reply's key and some of its values."""
    return (reply.key, *(reply.values[name] for name in names))


# --- #antrian --------------------------------------------------------------------------------------------


async def test_my_place(lobby: Lobby, budi: Visitor) -> None:
    """One's own number is told with its line and the people before, and buttons to be told sooner."""
    for _ in range(7):
        await lobby.front.visitor()
    await lobby.comes(budi)
    reply = await budi.says("#antrian")
    assert ("queue-waiting", "A008", "CS") == values(reply, "number", "lane")
    assert 7 == reply.values["before"].values["count"]  # type: ignore[union-attr]  # it is Words
    assert ["word:antrian 5"] == [choice.id for choice in reply.choices]
    chosen = await budi.presses(reply, "choice-queue-alarm")
    assert 5 == chosen.values["alarm"].values["count"]  # type: ignore[union-attr]


async def test_the_answer_is_kept_up_to_date(lobby: Lobby, budi: Visitor) -> None:
    """Each answer becomes the message that changes from then on; the same message again gives the same one."""
    code = await lobby.comes(budi)
    following, now_ms = lobby.bookings.visits.following, lobby.now_ms
    first = await budi.says("#antrian")
    card = (await following.of(lobby.office, code.replace("-", ""), "A001", now_ms=now_ms)).card
    assert first.idempotency_key.endswith(card)
    second = await budi.says("#antrian")
    again = (await following.of(lobby.office, code.replace("-", ""), "A001", now_ms=now_ms)).card
    assert second.idempotency_key.endswith(again)
    assert card != again


async def test_called(lobby: Lobby, budi: Visitor) -> None:
    """Who is called is told where to go, who sits at a desk that they are served, and later that it is over."""
    await lobby.comes(budi)
    await lobby.front.call("cs-1")
    assert ("queue-called", "CS 1") == values(await budi.says("#antrian"), "desk")
    await lobby.front.work.sit_down(lobby.office, lobby.front.desk("cs-1"), lobby.front.stamp())
    assert "queue-serving" == (await budi.says("#antrian")).key
    await lobby.front.desks.finish(lobby.office, lobby.front.desk("cs-1"), lobby.front.stamp())
    assert "queue-over" == (await budi.says("#antrian")).key


async def test_no_number(lobby: Lobby, budi: Visitor) -> None:
    """Who has no number today is told where numbers are given; without a phone number it is asked for."""
    await budi.books()
    assert "queue-none" == (await budi.says("#antrian")).key
    reply = await Visitor(lobby, phone="").says("#antrian")
    assert ("queue-no-number", True) == (reply.key, reply.asks_phone)


async def test_a_number_of_anybody(lobby: Lobby, budi: Visitor) -> None:
    """A number tells its place, as the board does: no name, no code, and no changes are promised."""
    ticket = await lobby.front.walk_in()
    lobby.minutes = (OPENING_MS - NOW_MS) // MINUTE_MS
    reply = await budi.says(f"#antrian {ticket.number.lower()}")
    assert ("queue-waiting", ticket.number, "queue-again", "") == (
        reply.key, reply.values["number"], reply.values["alarm"].key, reply.idempotency_key  # type: ignore[union-attr]
    )  # fmt: skip
    assert ticket.code not in str(reply)
    assert ("queue-number-unknown", "Z999") == values(await budi.says("#antrian Z999"), "number")


# --- #cek, #paspor, #bayar -------------------------------------------------------------------------------


async def test_how_far_it_is(lobby: Lobby, budi: Visitor) -> None:
    """`#cek` and `#paspor` tell the place in line while one waits, then each stage, also weeks after the visit."""
    code, apply, office = await lobby.comes(budi), lobby.front.applications, lobby.office
    assert ["queue-waiting"] * 3 == [(await budi.says(text)).key for text in ("#cek", "#paspor", f"#cek {code}")]
    await lobby.front.served("cs-1")
    assert "application-under-way" == (await budi.says("#cek")).key
    await apply.complete(office, code, lobby.front.stamp(), product="plain", category="adult")
    await apply.photographed(office, code, lobby.front.stamp(), billing_code=BILL)
    lobby.minutes += 3 * 24 * 60
    assert ["bill-made"] * 3 == [(await budi.says(text)).key for text in ("#cek", "#paspor", "#bayar")]
    await apply.paid(office, code, lobby.front.stamp(), proof=PROOF)
    assert ("payment-received", PROOF) == values(await budi.says("#bayar"), "proof")
    await apply.in_production(office, code, lobby.front.stamp())
    assert "passport-in-production" == (await budi.says("#cek")).key
    await apply.ready(office, code, lobby.front.stamp())
    lobby.minutes += 20 * 24 * 60
    assert ["passport-ready", "fees"] == [(await budi.says(text)).key for text in ("#paspor", "#bayar")]


async def test_a_free_passport(lobby: Lobby, budi: Visitor) -> None:
    """What costs nothing is told as free, also while it is being made."""
    code, apply, office = await lobby.comes(budi), lobby.front.applications, lobby.office
    await apply.complete(office, code, lobby.front.stamp(), product="migrant", category="adult")
    await apply.photographed(office, code, lobby.front.stamp())
    await lobby.front.served("cs-1")
    assert "payment-none" == (await budi.says("#bayar")).key
    await apply.in_production(office, code, lobby.front.stamp())
    assert "payment-none" == (await budi.says("#cek")).key


@pytest.mark.parametrize("text", ["#cek", "#paspor", "#bayar", "#antrian"])
async def test_news_goes_where_one_asks(lobby: Lobby, budi: Visitor, text: str) -> None:
    """Whoever asks from another chat, be it days after the visit, is told there from then on."""
    code = await lobby.comes(budi)
    lobby.minutes += 5 * 24 * 60
    await Visitor(lobby, chat="79").says(text)
    application = await lobby.front.application(code)
    visitors = lobby.bookings.visits.visitors
    assert "79" == (await visitors.chat_for(lobby.office, application, now_ms=lobby.now_ms)).chat_id


async def test_of_somebody_else(lobby: Lobby, budi: Visitor) -> None:
    """Another's application is as unknown as one that never was, also by its code."""
    code = await lobby.comes(budi)
    siti = Visitor(lobby, chat="78", phone="+6281200000078")
    assert ["unknown", "passport-unknown", "queue-none", "fees"] == [
        (await siti.says(text)).key for text in (f"#cek {code}", "#paspor", "#antrian", "#bayar")
    ]


async def test_the_next_booking(lobby: Lobby, budi: Visitor) -> None:
    """Who books anew while a passport is on its way is told of both."""
    code, office = await lobby.comes(budi), lobby.office
    await lobby.front.applications.send_back(office, code, lobby.front.stamp(), reasons=["KK tidak ada"])
    await lobby.front.served("cs-1")
    lobby.minutes += 24 * 60
    await budi.books("Adi Santoso#01012098#03122099")
    told = await lobby.hears("#cek", by=budi.chat, phone=budi.phone, is_group=False)
    assert ["papers-incomplete", "check-booked"] == [reply.key for reply in told]
