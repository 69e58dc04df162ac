"""The desks by chat: an officer takes one, calls, and works through people by pressing; a late press does nothing."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest
from msgspec.structs import replace

from bot.application_notices import stage_notice
from bot.choices import LONGEST_ID
from bot.messages import Reply, Words
from bot.offices import Fee
from bot.staff import Member
from bot.store.client import Client
from bot.store.operations import Operation, Stamp
from bot.visit_values import Application, Arrived
from tests.handlers.staff.officers import AGUS, DEWI, SARI, Headquarters
from tests.handlers.staff.visitors import Visitor
from tests.offices import DAY_MS, MINUTE_MS, MONDAY, TODAY, office_of_tests
from tests.store.audits import immortals

BUDI = Member(id="telegram:4", name="Budi", roles=("counter",))
TUTI = Member(id="telegram:5", name="Tuti", roles=("collection",))
FEES = (
    Fee(product="plain-5-years", rupiah=350_000, since=date(2024, 12, 17)),
    Fee(product="migrant-worker-first", rupiah=0, since=date(2024, 12, 17)),
    Fee(product="Paspor Dinas Khusus", rupiah=100_000, since=date(2024, 12, 17)),
    Fee(product=f"Paspor {'sangat ' * 10}khusus", rupiah=100_000, since=date(2024, 12, 17)),
)
BILL = "820991130000001"
STAMPS = count(1)


@pytest.fixture
def hq(client: Client) -> Headquarters:
    """Give an office with fees and an officer for each station."""
    office = replace(office_of_tests(), staff=(SARI, DEWI, AGUS, BUDI, TUTI), fees=FEES)
    return Headquarters(client, office=office)


def stamp(hq: Headquarters) -> Stamp:
    """Return the stamp of somebody else's step."""
    return Stamp(operation=Operation("kiosk", next(STAMPS)), now_ms=hq.now_ms)


async def walked_in(hq: Headquarters, name: str = "", category: str = "general") -> str:
    """Let somebody walk in, whose name is known; return their number."""
    arrived = await hq.bookings.visits.lobby.walk_in(hq.office, category, stamp(hq))
    assert isinstance(arrived, Arrived)
    if name:
        code = arrived.application.code
        born = date(1987, 1, 25)
        await hq.bookings.visits.applications.identify(hq.office, code, stamp(hq), name=name, birth_date=born)
    return arrived.standing.ticket.number


async def application(hq: Headquarters, number: str) -> Application:
    """Return the application behind a number."""
    ticket = await hq.bookings.visits.lobby.ticket(hq.office, number, now_ms=hq.now_ms)
    assert ticket is not None
    found = await hq.bookings.visits.applications.find(hq.office, ticket.code)
    assert found is not None
    return found


async def at_counter(hq: Headquarters, product: str = "plain-5-years") -> str:
    """Let somebody come as far as Budi's counter; return their number there."""
    await walked_in(hq, "Siti Aminah")
    for text in ("/loket CS 1", "/panggil", "/datang", f"/lengkap {product} adult"):
        await hq.hear(text, by="2")
    for text in ("/loket Loket 1", "/panggil"):
        await hq.hear(text, by="4")
    return str((await hq.hear("/datang", by="4")).values["said"].values["number"])  # type: ignore[union-attr]  # it is Words


def said(reply: Reply) -> str:
    """Return what an order came to, by its key."""
    words = reply.values["said"]
    assert isinstance(words, Words)
    inner = words.values.get("problem")
    return inner.key if isinstance(inner, Words) else words.key


def labels(reply: Reply) -> list[str]:
    """Return the buttons."""
    return [choice.label.removeprefix("choice-desk-") for choice in reply.choices]


# --- desks -----------------------------------------------------------------------------------------------


async def test_only_by_pressing(hq: Headquarters) -> None:
    """An officer takes a desk, calls, sees the person, chooses product and category, and is ready for the next."""
    number = await walked_in(hq, "Siti Aminah")
    await walked_in(hq, "Slamet")
    desks = await hq.hear("/loket", by="2")
    assert ["CS 1", "CS 2", "Prioritas 1"] == [choice.values["desk"] for choice in desks.choices]
    taken = await hq.hear(choice=desks.choices[0].id, by="2")
    assert ("staff-desk-taken", ["call", "pause", "choice-desks"]) == (said(taken), labels(taken))
    called = await hq.press(taken, "choice-desk-call", by="2")
    assert ("desk-answer-called", ["sit", "recall", "skip", "transfer"]) == (said(called), labels(called))
    here = await hq.press(called, "choice-desk-sit", by="2")
    assert ["complete", "send-back", "finish", "transfer"] == labels(here)
    product = await hq.press(here, "choice-desk-complete", by="2")
    category = await hq.hear(choice=product.choices[0].id, by="2")
    done = await hq.press(category, "choice-papers-adult", by="2")
    assert ("desk-answer-completed", "B001", "A002") == (
        said(done), done.values["said"].values["number"], done.values["next"],  # type: ignore[union-attr]  # it is Words
    )  # fmt: skip
    known = await application(hq, number)
    assert ("counter", "plain-5-years", "adult") == (known.stage, known.product, known.category)
    assert ["arrived", "at_cs", "counter"] == [step.stage for step in known.history]
    assert "Dewi" == known.history[-1].by


async def test_no_desk_yet(hq: Headquarters, client: Client) -> None:
    """Who has chosen none is offered those of their role; the choice ends with the day, and is each officer's own."""
    await walked_in(hq, "Siti")
    asked = await hq.hear("/panggil", by="4")
    assert ("staff-desk-which", ["Loket 1", "Loket 2", "Loket 3"]) == (
        asked.key, [choice.values["desk"] for choice in asked.choices],
    )  # fmt: skip
    await hq.hear("/loket cs 1", by="2")
    assert "staff-desk-which" == (await hq.hear("/panggil", by="4")).key
    assert "desk-answer-called" == said(await hq.hear("/panggil", by="2"))
    assert [] == await immortals(client)
    hq.minutes += DAY_MS // MINUTE_MS
    assert "staff-desk-which" == (await hq.hear("/panggil", by="2")).key


async def test_other_role(hq: Headquarters) -> None:
    """A desk of another station can't be taken, and nobody without a role at the desks gives orders there."""
    assert "staff-desk-other-role" == (await hq.hear("/loket Pengambilan 1", by="2")).key
    assert "staff-misread" == (await hq.hear("/loket CS 9", by="2")).key
    assert "staff-not-allowed" == (await hq.hear("/urungkan CBN-7K3M-9QXD salah", by="2")).key


async def test_another_role_since(hq: Headquarters) -> None:
    """Who has another role by now works at their old desk no more."""
    await walked_in(hq, "Siti")
    invited = await hq.hear("/petugas tambah Rani = cs", is_group=False)
    await hq.hear(f"/gabung {invited.values['code']}", by="6")
    await hq.hear("/loket CS 1", by="6")
    await hq.press(await hq.hear("/petugas peran Rani = loket"))
    assert "staff-desk-which" == (await hq.hear("/panggil", by="6")).key


async def test_who_is_where(hq: Headquarters) -> None:
    """The list tells who works at each desk, whom it has and why it pauses, and how many wait."""
    number = await walked_in(hq, "Siti")
    await walked_in(hq, "Slamet")
    for text in ("/loket CS 1", "/panggil", "/jeda mengantar berkas"):
        await hq.hear(text, by="2")
    assert "staff-desk-shared" == said(await hq.hear("/loket CS 1"))
    reply = await hq.hear("/loket", by="4")
    first, second, *_ = reply.values["desks"].items  # type: ignore[union-attr]  # it is Lines
    assert ("CS 1", "Dewi, Sari") == (first.values["desk"], first.values["who"])
    assert Words("staff-desk-busy-pauses", {"reason": "mengantar berkas", "number": number}) == first.values["state"]
    assert (Words("staff-desk-idle"), "staff-desk-line") == (second.values["state"], second.key)
    lanes = [(lane.values["lane"], lane.values["count"]) for lane in reply.values["lanes"].items]  # type: ignore[union-attr]  # it is Lines
    assert ("CS", 1) == lanes[0]


async def test_masked_in_the_group(hq: Headquarters) -> None:
    """In the group a name is masked and no birth date told; in private the desk sees what it needs."""
    await walked_in(hq, "Siti Aminah")
    await hq.hear("/loket CS 1", by="2")
    group = (await hq.hear("/panggil", by="2")).values["now"].items  # type: ignore[union-attr]  # it is Lines
    private = (await hq.hear("/datang", by="2", is_group=False)).values["now"].items  # type: ignore[union-attr]  # it is Lines
    shown = [{line.key: line.values for line in lines} for lines in (group, private)]
    assert ["Siti A•••", "Siti Aminah"] == [lines["staff-desk-name"]["name"] for lines in shown]
    assert [False, True] == ["staff-desk-born" in lines for lines in shown]


async def test_collection_sees_no_birth_date(hq: Headquarters) -> None:
    """The collection desk is told the name and the product only."""
    number = await collecting(hq)
    reply = await hq.hear("/ulang", by="5", is_group=False)
    keys = [line.key for line in reply.values["now"].items]  # type: ignore[union-attr]  # it is Lines
    assert ["staff-desk-number", "staff-desk-name", "staff-desk-product", "staff-desk-code"] == keys
    assert number.startswith("C")


# --- the line --------------------------------------------------------------------------------------------


async def test_handled_twice(hq: Headquarters) -> None:
    """A message handled again after a crash calls one person, and gives the same answer; it is noted once."""
    await walked_in(hq, "Siti")
    await walked_in(hq, "Slamet")
    await hq.hear("/loket CS 1", by="2")
    one, two = [await hq.hears("/panggil", by="2", number=10**15) for _ in range(2)]
    assert one == two
    acts = [act.what for act in await hq.staffroom.acts.last(hq.office, 9)]
    assert ["panggil A001", "loket CS 1"] == acts
    await hq.hear("/panggil", by="2")
    (look,) = await hq.staffroom.acts.last(hq.office, 1)
    assert ("Dewi", "panggil", "") == (look.who, look.what, look.after)


@pytest.mark.parametrize("text", ["/lewati A001", "/selesai A001", "/lengkap A001 plain-5-years adult"])
async def test_a_step_handled_twice(hq: Headquarters, text: str) -> None:
    """A step handled again after a crash is not done to the person who was called since."""
    for name in ("Siti", "Slamet"):
        await walked_in(hq, name)
    await hq.hear("/loket CS 1", by="2")
    await hq.hear("/panggil", by="2")
    (one,) = await hq.hears(text, by="2", number=10**15)
    await hq.hear("/panggil", by="2")
    (two,) = await hq.hears(text, by="2", number=10**15)
    assert one.values["said"] == two.values["said"]
    assert "desk-answer-busy" == said(await hq.hear("/panggil", by="2"))
    assert "A002" == (await hq.hear("/datang", by="2")).values["said"].values["number"]  # type: ignore[union-attr]  # it is Words


@pytest.mark.parametrize("word", ["ulang", "datang", "lewati", "absen", "selesai", "lengkap", "kembalikan", "foto"])
async def test_a_late_press(hq: Headquarters, word: str) -> None:
    """A button about somebody who has gone does nothing to the one who is there now."""
    for name in ("Siti", "Slamet"):
        await walked_in(hq, name)
    for text in ("/loket CS 1", "/panggil", "/selesai", "/panggil"):
        await hq.hear(text, by="2")
    assert "desk-answer-gone" == said(await hq.hear(choice=f"word:{word} A001", by="2"))
    ticket = await hq.bookings.visits.lobby.ticket(hq.office, "A002", now_ms=hq.now_ms)
    assert ("called", 1) == (ticket.state, ticket.calls)  # type: ignore[union-attr]  # it is there


@pytest.mark.parametrize("word", ["ulang", "datang", "lewati", "absen", "selesai", "pindah-jalur", "lengkap", "foto"])
async def test_nobody_there(hq: Headquarters, word: str) -> None:
    """An order about a person, without one, says what to do first."""
    await hq.hear("/loket CS 1", by="2")
    assert "desk-answer-nobody" == said(await hq.hear(f"/{word}", by="2"))


async def test_until_absent(hq: Headquarters) -> None:
    """Absent is offered after three calls, and not before; putting back until they were."""
    await walked_in(hq, "Siti")
    await hq.hear("/loket CS 1", by="2")
    called = await hq.hear("/panggil", by="2")
    assert "desk-answer-early" == said(await hq.hear("/absen", by="2"))
    again = await hq.press(called, "choice-desk-recall", by="2")
    assert ("desk-answer-recalled", True) == (said(again), "skip" in labels(again))
    third = await hq.press(again, "choice-desk-recall", by="2")
    assert ["skip", "no-show"] == labels(third)[2:4]
    assert "desk-answer-skipped" == said(await hq.press(third, "choice-desk-skip", by="2"))
    fourth = await hq.hear("/panggil", by="2")
    assert ("no-show", False) == (labels(fourth)[2], "skip" in labels(fourth))
    assert "desk-answer-no-show" == said(await hq.press(fourth, "choice-desk-no-show", by="2"))


async def test_put_back(hq: Headquarters) -> None:
    """Who did not come waits again."""
    await walked_in(hq, "Siti")
    await hq.hear("/loket CS 1", by="2")
    skipped = await hq.press(await hq.hear("/panggil", by="2"), "choice-desk-skip", by="2")
    assert ("desk-answer-skipped", "A001") == (said(skipped), skipped.values["next"])


async def test_transfer(hq: Headquarters) -> None:
    """A person goes into a lane that is pressed, or to a desk that is written."""
    for name in ("Siti", "Slamet"):
        await walked_in(hq, name)
    await hq.hear("/loket CS 1", by="2")
    asked = await hq.press(await hq.hear("/panggil", by="2"), "choice-desk-transfer", by="2")
    assert ["Loket", "Prioritas", "Pengambilan"] == [choice.values["desk"] for choice in asked.choices]
    assert "desk-answer-transferred" == said(await hq.hear(choice=asked.choices[1].id, by="2"))
    await hq.hear("/panggil", by="2")
    assert "desk-answer-transferred" == said(await hq.hear("/pindah-jalur A002 cs 2", by="2"))
    lobby = hq.bookings.visits.lobby
    lines = [list(await lobby.before_each(hq.office, line, now_ms=hq.now_ms)) for line in ("priority", "@cs-2")]
    assert [["A001"], ["A002"]] == lines
    assert "staff-misread" == (await hq.hear("/pindah-jalur bulan", by="2")).key


async def test_pause(hq: Headquarters) -> None:
    """A desk that pauses says why and calls nobody until it goes on."""
    await walked_in(hq, "Siti")
    taken = await hq.hear("/loket CS 1", by="2")
    asked = await hq.press(taken, "choice-desk-pause", by="2")
    paused = await hq.press(asked, "choice-desk-pause-prayer", by="2")
    assert ("desk-answer-paused", ["resume", "choice-desks"]) == (said(paused), labels(paused))
    assert "desk-answer-is-paused" == said(await hq.hear("/panggil", by="2"))
    going = await hq.press(paused, "choice-desk-resume", by="2")
    assert "desk-answer-called" == said(await hq.press(going, "choice-desk-call", by="2"))


# --- the person ------------------------------------------------------------------------------------------


async def test_walk_in_is_named(hq: Headquarters) -> None:
    """Who came without a booking is named before the papers are complete."""
    number = await walked_in(hq)
    for text in ("/loket CS 1", "/panggil"):
        await hq.hear(text, by="2")
    assert ["finish", "transfer"] == labels(await hq.hear("/datang", by="2"))
    assert "staff-desk-who" == said(await hq.hear("/lengkap plain-5-years adult", by="2"))
    named = await hq.hear("/pemohon A001 siti aminah#03-04-1980", by="2")
    assert ("staff-desk-named", "complete") == (said(named), labels(named)[0])
    known = await application(hq, number)
    assert ("Siti Aminah", date(1980, 4, 3), "") == (known.name.title(), known.birth_date, known.phone)


async def test_walk_in_tells_a_number(hq: Headquarters) -> None:
    """A number that is told at the desk is written to once its owner has asked from it; no other chat sees anything."""
    number = await walked_in(hq)
    for text in ("/loket CS 1", "/panggil", "/datang"):
        await hq.hear(text, by="2")
    misread = await hq.hear("/pemohon Siti Aminah#03041980#12", by="2")
    assert ("staff-misread", "12") == (misread.key, misread.values["found"])
    named = await hq.hear("/pemohon Siti Aminah#03041980#0812 3456 7890", by="2")
    assert "staff-desk-named-phone" == said(named)
    siti, other = Visitor(hq), Visitor(hq, chat="78", phone="+6281234567899")
    visitors, known = hq.bookings.visits.visitors, await application(hq, number)
    assert siti.phone == known.phone
    assert "" == (await visitors.chat_for(hq.office, known, now_ms=hq.now_ms)).channel
    assert ("queue-none", "queue-serving") == ((await other.says("#antrian")).key, (await siti.says("#antrian")).key)
    assert siti.chat == (await visitors.chat_for(hq.office, known, now_ms=hq.now_ms)).chat_id


async def test_booked_name_stays(hq: Headquarters) -> None:
    """The name of a booking can't be swapped at the desk."""
    code = await Visitor(hq).books("Budi Santoso#25011987#30112099")
    hq.minutes += ((MONDAY - TODAY).days * DAY_MS) // MINUTE_MS - 60
    arrived = await hq.bookings.visits.lobby.arrive(hq.office, code, stamp(hq))
    assert isinstance(arrived, Arrived)
    for text in ("/loket CS 1", "/panggil"):
        await hq.hear(text, by="2")
    assert "desk-refused-named" == said(await hq.hear("/pemohon Slamet Riyadi#03041980", by="2"))
    assert "Budi Santoso" == (await application(hq, arrived.standing.ticket.number)).name


async def test_sent_back(hq: Headquarters) -> None:
    """Reasons are marked by presses, and kept so that each reads them in their own language."""
    number = await walked_in(hq, "Siti")
    for text in ("/loket CS 1", "/panggil", "/datang"):
        await hq.hear(text, by="2")
    asked = await hq.hear("/kembalikan", by="2")
    one = await hq.hear(choice=asked.choices[1].id, by="2")
    two = await hq.hear(choice=one.choices[-1].id, by="2")
    assert [8, 8, 7] == [len(reply.choices) for reply in (asked, one, two)]
    assert "desk-answer-sent-back" == said(await hq.press(two, "choice-desk-send-back", by="2"))
    known = await application(hq, number)
    assert ("copies", "photo-rules") == known.reasons
    notice = stage_notice(known, hq.office)
    assert notice is not None
    assert Words("desk-reason-copies") == notice.values["missing"].items[0].values["reason"]  # type: ignore[union-attr]  # it is Lines


async def test_sent_back_in_words(hq: Headquarters) -> None:
    """Reasons may be written, by number or in own words."""
    number = await walked_in(hq, "Siti")
    for text in ("/loket CS 1", "/panggil"):
        await hq.hear(text, by="2")
    assert "staff-misread" == (await hq.hear("/kembalikan 9", by="2")).key
    assert "desk-answer-sent-back" == said(await hq.hear("/kembalikan 1 3, foto KTP buram", by="2"))
    assert ("original", "identity", "foto KTP buram") == (await application(hq, number)).reasons


async def test_photo(hq: Headquarters) -> None:
    """After the photo the billing code is asked for, and the bill made with it."""
    number = await at_counter(hq)
    asked = await hq.hear("/foto", by="4")
    assert ("staff-desk-bill", ["without-code"]) == (asked.key, labels(asked))
    assert "desk-refused-bill_code" == said(await hq.hear("/foto 123", by="4"))
    assert "desk-answer-billed" == said(await hq.hear(f"/foto {number} {BILL}", by="4"))
    known = await application(hq, number)
    assert ("awaiting_payment", 350_000, BILL) == (known.stage, known.amount, known.billing_code)


async def test_photo_without_a_code(hq: Headquarters) -> None:
    """A bill whose code is on paper only is made by pressing."""
    number = await at_counter(hq)
    asked = await hq.press(await hq.hear("/ulang", by="4"), "choice-desk-photo", by="4")
    assert "desk-answer-billed" == said(await hq.press(asked, "choice-desk-without-code", by="4"))
    assert ("awaiting_payment", "") == ((known := await application(hq, number)).stage, known.billing_code)


async def test_free_of_charge(hq: Headquarters) -> None:
    """What costs nothing needs no code."""
    number = await at_counter(hq, "migrant-worker-first")
    assert "desk-answer-free" == said(await hq.hear("/foto", by="4"))
    assert "paid" == (await application(hq, number)).stage


async def collecting(hq: Headquarters) -> str:
    """Let somebody stand at Tuti's desk whose passport is ready; return their number there."""
    number = await at_counter(hq, "migrant-worker-first")
    await hq.hear("/foto", by="4")
    code = (await application(hq, number)).code
    await hq.bookings.visits.applications.ready(hq.office, code, stamp(hq))
    arrived = await hq.bookings.visits.lobby.arrive(hq.office, code, stamp(hq))
    assert isinstance(arrived, Arrived)
    for text in ("/loket Pengambilan 1", "/panggil"):
        await hq.hear(text, by="5")
    return arrived.standing.ticket.number


@pytest.mark.parametrize(
    ("behind", "collector", "name"),
    [
        pytest.param("sendiri", "applicant", "", id="the applicant"),
        pytest.param("keluarga Sri Rahayu", "family", "Sri Rahayu", id="family"),
        pytest.param("C001 kuasa Sri Rahayu", "other", "Sri Rahayu", id="with authority"),
    ],
)
async def test_handed_over(hq: Headquarters, behind: str, collector: str, name: str) -> None:
    """Who takes the passport is told with the papers to be shown, then noted."""
    number = await collecting(hq)
    asked = await hq.press(await hq.hear("/datang", by="5"), "choice-desk-hand-over", by="5")
    assert ("staff-desk-collectors", ["alone"]) == (asked.key, labels(asked))
    assert "desk-answer-handed-over" == said(await hq.hear(f"/diambil {behind}", by="5"))
    known = await application(hq, number)
    assert ("collected", collector, name) == (known.stage, known.collector, known.collector_name)


async def test_undone(hq: Headquarters) -> None:
    """A supervisor takes a step back after a second press, once, with the reason in both histories."""
    number = await at_counter(hq)
    await hq.hear(f"/foto {BILL}", by="4")
    code = (await application(hq, number)).code
    assert "staff-incomplete" == (await hq.hear(f"/urungkan {code}")).key
    asked = await hq.hear(f"/urungkan {code} salah orang")
    assert ("staff-undo-ask", "awaiting_payment") == (asked.key, (await application(hq, number)).stage)
    (one,) = await hq.hears(choice=asked.choices[0].id, number=10**15)
    (two,) = await hq.hears(choice=asked.choices[0].id, number=10**15)
    assert ("staff-undone", one) == (one.key, two)
    known = await application(hq, number)
    assert ("at_counter", "", "salah orang") == (known.stage, known.billing_code, known.history[-1].why)
    (act,) = await hq.staffroom.acts.last(hq.office, 1)
    assert ("awaiting_payment", "at_counter: salah orang") == (act.before, act.after)


async def test_undone_too_late(hq: Headquarters) -> None:
    """What has happened between the question and the press is not what is taken back."""
    number = await at_counter(hq)
    await hq.hear(f"/foto {BILL}", by="4")
    code = (await application(hq, number)).code
    asked = await hq.hear(f"/urungkan {code} salah orang")
    await hq.bookings.visits.applications.paid(hq.office, code, stamp(hq), proof="1A2B3C4D5E6F7G8H")
    reply = await hq.hear(choice=asked.choices[0].id)
    problem = reply.values["problem"]
    assert isinstance(problem, Words)
    assert ("desk-refused-moved", "paid") == (problem.key, (await application(hq, number)).stage)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("/datang bulan", id="not a number"),
        pytest.param("/lengkap emas umum", id="no such product"),
        pytest.param("/lengkap biasa-5-tahun bulan", id="no such category"),
        pytest.param("/pemohon Siti", id="no birth date"),
        pytest.param("/foto abc", id="no billing code"),
        pytest.param("/diambil tetangga Siti", id="no such collector"),
        pytest.param("/urungkan CBN-7K3M-9QXE salah", id="a mistyped code"),
        pytest.param(f"/jeda {'a' * 201}", id="too long"),
    ],
)
async def test_misread(hq: Headquarters, text: str) -> None:
    """What can't be read is told with the part at fault and an example."""
    reply = await hq.hear(text)
    assert ("staff-misread", True) == (reply.key, bool(reply.values["found"]))


async def test_an_offices_own_product(hq: Headquarters) -> None:
    """A product of the office's own is pressed like any other; one whose name fits no button has to be written."""
    number = await walked_in(hq, "Siti")
    for text in ("/loket CS 1", "/panggil"):
        await hq.hear(text, by="2")
    asked = await hq.hear("/lengkap", by="2")
    assert 3 == len(asked.choices)
    assert LONGEST_ID >= max(len(choice.id.encode()) for choice in asked.choices)
    category = await hq.hear(choice=asked.choices[2].id, by="2")
    await hq.press(category, "choice-papers-migrant-worker", by="2")
    assert "Paspor Dinas Khusus" == (await application(hq, number)).product


async def test_by_the_words_people_use(hq: Headquarters) -> None:
    """Products and categories may be written as officers say them."""
    number = await walked_in(hq, "Siti")
    for text in ("/loket CS 1", "/panggil"):
        await hq.hear(text, by="2")
    assert "desk-answer-completed" == said(await hq.hear("/lengkap paspor biasa 5 tahun umum", by="2"))
    known = await application(hq, number)
    assert ("plain-5-years", "adult") == (known.product, known.category)
