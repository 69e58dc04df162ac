"""The way of a passport: each step once, from where it may be made, and back by a supervisor."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, time, timedelta

import pytest

from bot.store.client import Client
from bot.visit_values import COLLECTION_PAPERS, Application, Collector, StepRefused
from tests.offices import MONDAY, instant
from tests.visits.front import BILL, PROOF, Front

pytestmark = pytest.mark.usefixtures("audited")

FRIDAY = date(2099, 12, 4)


class Way:
    """The steps of one application, in order."""

    def __init__(self, front: Front, code: str) -> None:
        self._front = front
        self.code = code

    async def to(self, stage: str, *, bill: str = BILL, proof: str = PROOF) -> Application:
        """Go on until a stage is reached."""
        steps: dict[str, Callable[[], Awaitable[Application]]] = {
            "counter": lambda: self.do("complete", product="plain", category="adult"),
            "awaiting_payment": lambda: self.do("photographed", billing_code=bill),
            "paid": lambda: self.do("paid", proof=proof),
            "ready": lambda: self.do("ready"),
            "collected": lambda: self.do("collected", collector="applicant", papers=["payment", "id_card"]),
        }
        for name, step in steps.items():
            application = await step()
            if name == stage:
                return application
        raise AssertionError(stage)

    async def do(self, step: str, **values: object) -> Application:
        """Make one step."""
        front = self._front
        done: Application = await getattr(front.applications, step)(front.office, self.code, front.stamp(), **values)
        return done


@pytest.fixture
async def way(front: Front) -> Way:
    """Give the application of somebody who has arrived."""
    return Way(front, (await front.visitor()).application.code)


async def refused(step: Awaitable[object]) -> str:
    """Return why a step is refused."""
    with pytest.raises(StepRefused) as error:
        await step
    return error.value.reason


async def test_the_whole_way(way: Way) -> None:
    """From arrival to collection each step leaves its trace, with who made it."""
    done = await way.to("collected")
    stages = ["arrived", "counter", "awaiting_payment", "paid", "ready", "collected"]
    assert stages == [step.stage for step in done.history]
    assert {"Sari"} == {step.by for step in done.history}
    assert ("plain", 350_000, BILL, PROOF, FRIDAY) == (
        done.product, done.amount, done.billing_code, done.proof, done.ready_day,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("step", "values"),
    [
        ("paid", {"proof": PROOF}),
        ("ready", {}),
        ("in_production", {}),
        ("lapse", {}),
        ("expire", {}),
        ("collected", {"collector": "applicant", "papers": ["payment", "id_card"]}),
    ],
)
async def test_steps_out_of_order(way: Way, step: str, values: dict[str, object]) -> None:
    """Who has just arrived has nothing to pay, to produce or to collect."""
    assert "stage" == await refused(way.do(step, **values))


async def test_a_step_is_made_once(front: Front, way: Way, client: Client) -> None:
    """Pressed again, by the same message or by another, a step is one step, and is counted once."""
    await way.to("counter")
    front.again()
    for _ in range(2):
        again = await way.do("complete", product="plain", category="adult")
        assert ["arrived", "counter"] == [step.stage for step in again.history]
    counted = await client.execute("HGET", "{oCBN}:figures:209911", "30:stage:counter", key="{oCBN}")
    assert b"1" == counted


async def test_two_officers_at_once(front: Front, way: Way) -> None:
    """Of two different steps at the same moment one is made, and the other is told where the application is."""
    complete = way.do("complete", product="plain", category="adult")
    back = way.do("send_back", reasons=["KK"])

    outcomes = await asyncio.gather(complete, back, return_exceptions=True)
    application = await front.application(way.code)
    assert 1 <= sum(isinstance(outcome, Application) for outcome in outcomes) <= 2
    assert len(application.history) == 1 + sum(isinstance(outcome, Application) for outcome in outcomes)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"product": "golden", "category": "adult"}, "no_product"),
        ({"product": "plain", "category": "adult | 1"}, "no_category"),
    ],
)
async def test_complete_needs_a_product(way: Way, values: dict[str, str], reason: str) -> None:
    """A product that has no fee on the date is none, and what is counted is one of the categories."""
    assert reason == await refused(way.do("complete", **values))


async def test_complete_needs_a_name(front: Front) -> None:
    """Who walked in is named before the papers are complete."""
    way = Way(front, (await front.walk_in()).code)
    assert "nameless" == await refused(way.do("complete", product="plain", category="adult"))
    await way.do("identify", name="Sri Rahayu")
    assert "counter" == (await way.to("counter")).stage


async def test_send_back_needs_a_reason(way: Way) -> None:
    """Who is sent back is told why."""
    assert "reason" == await refused(way.do("send_back", reasons=[" "]))
    back = await way.do("send_back", reasons=["KK asli", "akta lahir"])
    assert (("KK asli", "akta lahir"), MONDAY + timedelta(days=7)) == (back.reasons, back.back_until)


@pytest.mark.parametrize("code", ["12345", "12345678901234a", "1234567890123456"])
async def test_a_billing_code_has_fifteen_digits(way: Way, code: str) -> None:
    """Another text is no billing code."""
    await way.to("counter")
    assert "bill_code" == await refused(way.do("photographed", billing_code=code))


async def test_a_bill_belongs_to_one(front: Front, way: Way) -> None:
    """A billing code or a proof that another application has is refused, and leads to its owner."""
    await way.to("paid")
    other = Way(front, (await front.visitor()).application.code)
    await other.to("counter")
    assert "bill_taken" == await refused(other.do("photographed", billing_code=BILL))
    await other.do("photographed", billing_code=BILL[:-1] + "2")
    assert "bill_taken" == await refused(other.do("paid", proof=PROOF))
    for number in (BILL, PROOF):
        found = await front.applications.by_bill(front.office, number)
        assert way.code == (found.code if found else "")
    assert await front.applications.by_bill(front.office, "999") is None


async def test_a_free_product_needs_no_bill(way: Way) -> None:
    """What costs nothing goes from the photo straight into production."""
    await way.do("complete", product="migrant", category="migrant-worker")
    free = await way.do("photographed")
    assert ("paid", 0, FRIDAY) == (free.stage, free.amount, free.ready_day)


async def test_another_product_at_the_counter(way: Way) -> None:
    """The counter may correct the product, which decides the fee."""
    await way.to("counter")
    billed = await way.do("photographed", product="electronic", billing_code=BILL)
    assert ("electronic", 950_000) == (billed.product, billed.amount)


async def test_a_bill_lapses(front: Front, way: Way) -> None:
    """A bill lapses at its deadline and not before; a new one can be made and paid."""
    billed = await way.to("awaiting_payment")
    front.now_ms = billed.bill_deadline_ms - 1
    assert front.now_ms + 1 == instant(MONDAY + timedelta(days=7), time(8))
    assert "stage" == await refused(way.do("lapse"))
    front.now_ms += 1
    due = await front.applications.at(front.office, "awaiting_payment", due_until_ms=front.now_ms)
    assert [way.code] == [each.code for each in due]
    await way.do("lapse")
    await way.do("rebill", billing_code=BILL[:-1] + "9")
    assert "paid" == (await way.do("paid", proof=PROOF)).stage


async def test_a_payment_that_is_told_late(front: Front, way: Way) -> None:
    """Who has paid in time, as the bank's proof says, is paid also when that is told after the bill has lapsed."""
    front.now_ms = (await way.to("awaiting_payment")).bill_deadline_ms
    await way.do("lapse")
    assert "paid" == (await way.do("paid", proof=PROOF)).stage


async def test_another_billing_code(front: Front, way: Way) -> None:
    """The billing code of a bill that waits can be written anew; its deadline stays, and the code is nobody else's."""
    billed, other = await way.to("awaiting_payment"), BILL[:-1] + "9"
    front.wait(days=1)
    renumbered = await way.do("renumber", billing_code=other)
    assert (other, billed.bill_deadline_ms, billed.history) == (
        renumbered.billing_code, renumbered.bill_deadline_ms, renumbered.history
    )  # fmt: skip
    assert way.code == (await front.applications.by_bill(front.office, other)).code  # type: ignore[union-attr]  # it is there
    assert "bill_code" == await refused(way.do("renumber", billing_code="12"))
    await way.do("paid", proof=PROOF)
    assert "stage" == await refused(way.do("renumber", billing_code=BILL))


async def test_a_payment_needs_its_proof(way: Way) -> None:
    """Nothing is paid without a number that proves it."""
    await way.to("awaiting_payment")
    assert "proof" == await refused(way.do("paid", proof=" "))


async def test_not_collected(front: Front, way: Way) -> None:
    """A passport waits for thirty days, and expires the day after."""
    ready = await way.to("ready")
    assert MONDAY + timedelta(days=30) == ready.collect_until
    front.now_ms = instant(MONDAY + timedelta(days=30), time(23, 59))
    assert "stage" == await refused(way.do("expire"))
    assert [] == list(await front.applications.at(front.office, "ready", due_until_ms=front.now_ms))
    front.now_ms = instant(MONDAY + timedelta(days=31), time())
    due = await front.applications.at(front.office, "ready", due_until_ms=front.now_ms)
    assert [way.code] == [each.code for each in due]
    assert "expired" == (await way.do("expire")).stage
    assert [] == list(await front.applications.at(front.office, "ready"))


@pytest.mark.parametrize("collector", ["applicant", "family", "other"])
async def test_collection_takes_papers(way: Way, collector: Collector) -> None:
    """Each of the papers that a collector has to show must be checked off, and others are named."""
    await way.to("ready")
    papers = COLLECTION_PAPERS[collector]
    for missing in papers:
        shown = [paper for paper in papers if paper != missing]
        assert "papers" == await refused(way.do("collected", collector=collector, papers=shown, collector_name="Ani"))
    if collector != "applicant":
        assert "papers" == await refused(way.do("collected", collector=collector, papers=papers))
    done = await way.do("collected", collector=collector, papers=papers, collector_name="Ani")
    assert ("collected", collector, papers) == (done.stage, done.collector, done.papers)


async def test_a_ready_passport_gets_a_collection_number(front: Front, way: Way) -> None:
    """The same code that was shown on arrival gets a number of the collection lane once the passport is there."""
    await way.to("ready")
    front.wait(days=3)
    assert "C001" == (await front.arrive(way.code)).standing.ticket.number


async def test_undo(front: Front, way: Way, client: Client) -> None:
    """A step that is taken back leaves nothing but its trace, and is not counted any more."""
    await way.to("paid")
    undone = await way.do("undo", why="salah ketik")
    assert ("awaiting_payment", "", None, BILL) == (
        undone.stage, undone.proof, undone.ready_day, undone.billing_code,
    )  # fmt: skip
    assert "salah ketik" == undone.history[-1].why
    assert b"0" == await client.execute("HGET", "{oCBN}:figures:209911", "30:stage:paid", key="{oCBN}")
    assert "paid" == (await way.do("paid", proof="NTPN0002")).stage
    for stage in ("awaiting_payment", "counter", "arrived"):
        assert stage == (await way.do("undo", why="salah")).stage
    assert "stage" == await refused(way.do("undo", why="salah"))
    assert "reason" == await refused(way.do("undo", why=" "))


async def test_undone_once(front: Front, way: Way) -> None:
    """A repeated undo takes back one step."""
    await way.to("paid")
    await way.do("undo", why="salah")
    front.again()
    assert "awaiting_payment" == (await way.do("undo", why="salah")).stage


async def test_unknown_application(front: Front) -> None:
    """A code without an application has no steps."""
    assert "unknown" == await refused(Way(front, "CBN-7K3M-9QXD").do("ready"))
    assert await front.applications.find(front.office, "CBN-7K3M-9QXD") is None


async def test_figures_of_a_day(front: Front, client: Client) -> None:
    """Products and categories are counted once for each application that leaves the counter."""
    for product, category in (("plain", "adult"), ("plain", "child"), ("electronic", "adult")):
        way = Way(front, (await front.visitor()).application.code)
        await way.do("complete", product=product, category=category)
        await way.do("photographed")
    flat = await client.execute("HGETALL", "{oCBN}:figures:209911", key="{oCBN}")
    figures = {flat[n].decode(): int(flat[n + 1]) for n in range(0, len(flat), 2)}
    expected = {"product:plain": 2, "product:electronic": 1, "category:adult": 2, "category:child": 1, "came": 3}
    assert expected == {what: figures[f"30:{what}"] for what in expected}


async def test_sealed(front: Front, way: Way, client: Client) -> None:
    """Neither a name nor a number of a bill or a proof stands open in the store."""
    await way.to("paid")
    name = (await front.application(way.code)).name.encode()
    for key in await client.execute("KEYS", "*"):
        kept = await client.execute("DUMP", key, key=key)
        assert not any(secret in kept for secret in (name, BILL.encode(), PROOF.encode()))
