"""*Tanya petugas*, `/kotak`, *Balas* and `/kirim`: what goes between applicants and officers through the bot."""

from __future__ import annotations

import pytest

from bot.messages import Reply
from bot.store import keys
from bot.store.client import Client
from bot.store.inquiries import ASKED_MS, KEPT_MS
from tests.handlers.staff.officers import Headquarters
from tests.handlers.staff.visitors import Visitor

QUESTION = "apakah ijazah SMP boleh dipakai"
SARI, DEWI = "1", "2"


async def asked(hq: Headquarters, budi: Visitor, text: str = QUESTION) -> Reply:
    """Ask the staff; return the newest card in their chat."""
    unclear = await budi.says(text)
    assert "inquiry-asked" == (await budi.presses(unclear, "choice-ask-staff")).key
    return (await hq.written())[-1]


async def test_asked(hq: Headquarters) -> None:
    """On the applicant's press, and not before, the staff get a card with the text and half a name and number."""
    budi = Visitor(hq)
    await budi.books()
    unclear = await budi.says(QUESTION)
    assert ("unclear", []) == (unclear.key, await hq.written())
    for _ in range(2):
        assert "inquiry-asked" == (await budi.presses(unclear, "choice-ask-staff")).key
    (card,) = await hq.written()
    assert ("staff-inquiry", QUESTION) == (card.key, card.values["text"])
    assert {"name": "Budi S•••", "phone": "+62 812-••••-7890"} == card.values["from"].values  # type: ignore[union-attr]  # it is Words


async def test_nobody_to_ask(client: Client) -> None:
    """An office without a staff chat offers nobody to ask, and keeps nothing."""
    unclear = await Visitor(Headquarters(client, accounts=())).says(QUESTION)
    assert ["choice-schedule", "choice-help"] == [choice.label for choice in unclear.choices]
    assert not [key for key in await client.execute("KEYS", "*") if b"inquiry" in key]


async def test_answered_by_the_next_message(hq: Headquarters) -> None:
    """After *Balas* the officer's next message, and nobody else's, goes to who asked; then colleagues chat on."""
    budi = Visitor(hq)
    card = await asked(hq, budi)
    assert "staff-answer-next" == (await hq.press(card, "choice-answer", by=DEWI)).key
    assert () == await hq.hears("selamat pagi", by=SARI)
    assert "staff-inquiry-answered" == (await hq.hear("Boleh, bawa yang asli.", by=DEWI)).key
    assert () == await hq.hears("makan siang di mana", by=DEWI)
    (letter,) = await hq.written(budi.chat)
    assert ("office-answer", QUESTION, "Boleh, bawa yang asli.") == (
        letter.key,
        letter.values["question"],
        letter.values["text"],
    )


async def test_too_late(hq: Headquarters) -> None:
    """15 minutes after *Balas* a message is a chat among colleagues again."""
    card = await asked(hq, Visitor(hq))
    await hq.press(card, "choice-answer", by=DEWI)
    hq.minutes = 16
    assert () == await hq.hears("Boleh, bawa yang asli.", by=DEWI)


async def test_answered_once(hq: Headquarters) -> None:
    """The second officer is told who has answered, and the person gets one answer."""
    budi = Visitor(hq)
    card = await asked(hq, budi)
    id = card.values["id"]
    await hq.press(card, "choice-answer", by=SARI)
    assert "staff-inquiry-answered" == (await hq.hear(f"/balas {str(id).lower()} Boleh.", by=DEWI)).key
    done = await hq.hear("Boleh juga", by=SARI)
    assert ("staff-inquiry-done", "Dewi") == (done.key, done.values["by"])
    assert "staff-inquiry-done" == (await hq.press(card, "choice-answer")).key
    assert ["office-answer"] == await budi.is_told()


async def test_answered_twice_by_a_crash(hq: Headquarters) -> None:
    """The same answer, handled again after a crash, is sent once and told the same."""
    budi = Visitor(hq)
    card = await asked(hq, budi)
    order = f"/balas {card.values['id']} Boleh."
    (one,) = await hq.hears(order, number=10**15)
    (two,) = await hq.hears(order, number=10**15)
    assert ("staff-inquiry-answered", one) == (one.key, two)
    assert ["office-answer"] == await budi.is_told()
    assert 1 == len(await hq.staffroom.acts.last(hq.office, 5))


async def test_box(hq: Headquarters) -> None:
    """`/kotak` shows what waits, the oldest first, with a button for each; what is answered is out."""
    assert "staff-inquiries-none" == (await hq.hear("/kotak")).key
    first = await asked(hq, Visitor(hq))
    hq.minutes = 1
    await asked(hq, Visitor(hq, chat="78", phone=""), "di mana parkirnya")
    box = await hq.hear("/kotak")
    assert [QUESTION, "di mana parkirnya"] == [line.values["text"] for line in box.values["inquiries"].items]  # type: ignore[union-attr]  # it is Lines
    await hq.hear(f"/balas {first.values['id']} Boleh.")
    (choice,) = (await hq.hear("/kotak")).choices
    assert "staff-answer-next" == (await hq.hear(choice=choice.id)).key


async def test_thanks(hq: Headquarters) -> None:
    """Thanks are not offered to the staff, unless they have just written: then "siap" may be the answer to them."""
    budi = Visitor(hq)
    code = await budi.books()
    thanked = await budi.says("siap")
    assert ("thanks", ["choice-check", "choice-schedule"]) == (thanked.key, [each.label for each in thanked.choices])
    await hq.hear(f"/kirim {code} Bisakah datang pukul 9?")
    assert "inquiry-asked" == (await budi.says("siap")).key
    assert "siap" == (await hq.written())[-1].values["text"]


async def test_a_talk(hq: Headquarters) -> None:
    """After a letter of the staff, what the person says goes to the staff at once; what the bot knows it answers."""
    budi = Visitor(hq)
    code = await budi.books()
    assert "staff-letter-sent" == (await hq.hear(f"/kirim {code} Mohon bawa KK asli.\nTerima kasih.")).key
    (letter,) = await hq.written(budi.chat)
    assert ("office-letter", "Mohon bawa KK asli.\nTerima kasih.") == (letter.key, letter.values["text"])
    assert "inquiry-asked" == (await budi.says("KK saya hilang pak bagaimana")).key
    assert "check-booked" == (await budi.says("#cek")).key
    assert ["staff-inquiry"] == [card.key for card in await hq.written()]


async def test_letter_sent_twice_by_a_crash(hq: Headquarters) -> None:
    """The same letter, handled again after a crash, is sent once."""
    budi = Visitor(hq)
    order = f"/kirim {await budi.books()} Mohon bawa KK asli."
    assert await hq.hears(order, number=10**15) == await hq.hears(order, number=10**15)
    assert ["office-letter"] == await budi.is_told()


async def test_others_can_not_ask_it(hq: Headquarters) -> None:
    """The button works in its own chat only, and as long as the message is kept."""
    unclear = await Visitor(hq).says(QUESTION)
    assert "inquiry-gone" == (await Visitor(hq, chat="78", phone="").presses(unclear, "choice-ask-staff")).key
    assert [] == await hq.written()


async def test_erased(hq: Headquarters, client: Client) -> None:
    """A message is kept for a day, and for seven once it is asked."""
    budi = Visitor(hq)
    unclear = await budi.says(QUESTION)
    (choice,) = [choice.id for choice in unclear.choices if choice.label == "choice-ask-staff"]
    key = keys.inquiry("CBN", choice.removeprefix("ask-staff:"))
    assert KEPT_MS - 60_000 < await client.execute("PTTL", key, key=key) <= KEPT_MS
    await budi.presses(unclear, "choice-ask-staff")
    assert ASKED_MS - 60_000 < await client.execute("PTTL", key, key=key) <= ASKED_MS


@pytest.mark.parametrize(
    ("order", "key"),
    [
        pytest.param("/balas", "staff-incomplete", id="answer to nothing"),
        pytest.param("/balas AAAA", "staff-inquiry-unknown", id="no such question"),
        pytest.param("/balas AAAA Boleh", "staff-inquiry-unknown", id="answer to no such question"),
        pytest.param("/balas AAAA " + "x" * 1001, "staff-misread", id="too long an answer"),
        pytest.param("/kirim CBN-7K3M-9QXD halo", "staff-code-unknown", id="letter to no such code"),
        pytest.param("/kirim CBN-7K3M-9QXD", "staff-incomplete", id="letter without a text"),
        pytest.param("/kirim halo", "staff-misread", id="letter to nobody"),
    ],
)
async def test_orders(hq: Headquarters, order: str, key: str) -> None:
    """What can't be done is said with how to do it."""
    assert key == (await hq.hear(order)).key
