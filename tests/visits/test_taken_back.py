"""What is taken back leaves nothing behind: no paper of somebody else, no number in a line."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

import pytest

from bot.store import keys, lobby_keys
from bot.store.applications import ApplicationRecords
from bot.store.client import Client
from bot.store.tickets import Tickets
from bot.visit_values import Application, StepRefused, TurnedAway
from tests.offices import MONDAY
from tests.requests import sealer_of_tests
from tests.visits.front import BILL, PROOF, Front
from tests.visits.listeners import Listeners

pytestmark = pytest.mark.usefixtures("audited")

OTHER_BILL = BILL[:-1] + "9"


async def at_counter(front: Front) -> str:
    """Bring somebody new to the counter, without a number there; return their code."""
    code = (await front.visitor()).application.code
    await front.applications.complete(front.office, code, front.stamp(), product="plain", category="adult")
    return code


async def billed(front: Front, bill: str = BILL) -> str:
    """Bring somebody new to a bill; return their code."""
    code = await at_counter(front)
    await front.applications.photographed(front.office, code, front.stamp(), billing_code=bill)
    return code


async def owner(front: Front, paper: str) -> str:
    """Return the code of the application that a billing code or a proof belongs to."""
    found = await front.applications.by_bill(front.office, paper)
    return found.code if found else ""


async def undo(front: Front, code: str, *, shown: int | None = None) -> Application:
    """Take the last step back, or the one that was shown."""
    return await front.applications.undo(front.office, code, front.stamp(), why="salah orang", shown=shown)


async def refused(step: Awaitable[object]) -> tuple[str, str]:
    """Return why a step is refused, and what is named."""
    with pytest.raises(StepRefused) as error:
        await step
    return error.value.reason, error.value.found


# --- papers ----------------------------------------------------------------------------------------------


async def test_a_proof_of_somebody_else(front: Front) -> None:
    """A proof that was noted on the wrong application is free once that is undone, and named until then."""
    wrong, right = await billed(front), await billed(front, OTHER_BILL)
    await front.applications.paid(front.office, wrong, front.stamp(), proof=PROOF)
    pay = front.applications.paid
    assert ("bill_taken", wrong) == await refused(pay(front.office, right, front.stamp(), proof=PROOF))
    await undo(front, wrong)
    assert "" == await owner(front, PROOF)
    await pay(front.office, right, front.stamp(), proof=PROOF)
    assert (right, wrong) == (await owner(front, PROOF), await owner(front, BILL))


@pytest.mark.parametrize("how", ["undone", "corrected"])
async def test_a_billing_code_of_somebody_else(front: Front, how: str) -> None:
    """A billing code that was given to the wrong person can be given to the right one, who alone is paid by it then."""
    wrong, right = await billed(front), await at_counter(front)
    if how == "undone":
        await undo(front, wrong)
    else:
        await front.applications.renumber(front.office, wrong, front.stamp(), billing_code=OTHER_BILL)
    await front.applications.photographed(front.office, right, front.stamp(), billing_code=BILL)
    assert right == await owner(front, BILL)


async def test_a_lapsed_bill_paid_late(front: Front) -> None:
    """The code of a bill that has lapsed stays with its application when a new one is made: it may have been paid."""
    code = await billed(front)
    front.wait(days=8)
    await front.applications.lapse(front.office, code, front.stamp())
    await front.applications.rebill(front.office, code, front.stamp(), billing_code=OTHER_BILL)
    assert [code, code] == [await owner(front, bill) for bill in (BILL, OTHER_BILL)]
    await undo(front, code)
    assert [code, ""] == [await owner(front, bill) for bill in (BILL, OTHER_BILL)]


async def test_a_paper_of_another_stays_theirs(front: Front, client: Client) -> None:
    """Whatever an application gives up, another one keeps what it has."""
    right, wrong = await billed(front), await front.application(await at_counter(front))
    records = ApplicationRecords(client, sealer_of_tests())
    version, _ = await records.read(front.office, wrong.compact)
    await records.put(
        front.office, wrong, wrong, version=version, due_ms=front.now_ms, freed=[BILL], now_ms=front.now_ms
    )  # fmt: skip
    assert right == await owner(front, BILL)


# --- the step that was shown -----------------------------------------------------------------------------


async def test_only_the_step_that_was_shown(front: Front) -> None:
    """Who decides on a bill and presses after the payment has arrived undoes nothing."""
    code = await billed(front)
    shown = (await front.application(code)).steps
    await front.applications.paid(front.office, code, front.stamp(), proof=PROOF)
    assert "moved" == (await refused(undo(front, code, shown=shown)))[0]
    assert "paid" == (await front.application(code)).stage


async def test_two_supervisors(front: Front) -> None:
    """Two who undo one mistake at once take back one step, and the same press again tells what it did."""
    code = await billed(front)
    shown = (await front.application(code)).steps
    outcomes = await asyncio.gather(*(undo(front, code, shown=shown) for _ in range(2)), return_exceptions=True)
    assert {Application, StepRefused} == {type(outcome) for outcome in outcomes}
    assert "counter" == (await front.application(code)).stage
    front.again()
    if isinstance(outcomes[1], StepRefused):
        front.again()
    assert "counter" == (await undo(front, code, shown=shown)).stage


# --- numbers ---------------------------------------------------------------------------------------------


async def test_handed_over_elsewhere(front: Front) -> None:
    """Whose passport was handed over without their number is not called any more."""
    code = await billed(front)
    await front.applications.paid(front.office, code, front.stamp(), proof=PROOF)
    await front.applications.ready(front.office, code, front.stamp())
    assert "C001" == (await front.arrive(code)).standing.ticket.number
    papers = ["payment", "id_card"]
    await front.applications.collected(front.office, code, front.stamp(), collector="applicant", papers=papers)
    assert ("lapsed", "") == (await front.state("C001"), await front.call("collection-1"))


async def test_coming_back_is_undone(front: Front) -> None:
    """Who is sent back again by an undo keeps no number, and gets a new one with the papers."""
    code = (await front.visitor()).application.code
    await front.call("cs-1")
    await front.work.send_back(front.office, front.desk("cs-1"), front.stamp(), reasons=["KK"])
    assert "P001" == (await front.arrive(code)).standing.ticket.number
    assert "sent_back" == (await undo(front, code)).stage
    assert ("lapsed", "") == (await front.state("P001"), await front.call("priority-1"))
    assert "P002" == (await front.arrive(code)).standing.ticket.number


async def test_called_already(front: Front) -> None:
    """Who is before a desk stays there, whatever is done with the application: an officer lets them go."""
    code = (await front.visitor()).application.code
    await front.call("cs-1")
    await front.applications.complete(front.office, code, front.stamp(), product="plain", category="adult")
    assert "called" == await front.state("A001")


async def test_two_screens_at_once(front: Front) -> None:
    """Of complete and sent back, pressed at once at one desk, one is done: nobody is sent back with a number."""
    for n in range(1, 13):
        code = (await front.visitor()).application.code
        assert f"A{n:03}" == await front.call("cs-1")
        cs, office = front.desk("cs-1"), front.office
        complete = front.work.complete(office, cs, front.stamp(), product="plain", category="adult")
        back = front.work.send_back(office, cs, front.stamp(), reasons=["KK"])
        presses = (complete, back) if n % 2 else (back, complete)
        outcomes = await asyncio.gather(*presses, return_exceptions=True)
        assert 1 == sum(isinstance(outcome, StepRefused) for outcome in outcomes)
        stage = (await front.application(code)).stage
        held = await front.lobby.ticket_of(office, code, now_ms=front.now_ms)
        in_line = held.state if held and held.number.startswith("B") else ""
        assert {"counter": "waiting", "sent_back": ""}[stage] == in_line
        await front.desks.finish(office, cs, front.stamp())


async def test_gone_on_before_the_number(front: Front) -> None:
    """Who is sent back in the instant in which they get a number for the counter is in no line, also when repeated."""
    code = await at_counter(front)
    before = await front.application(code)
    await front.applications.send_back(front.office, code, front.stamp(), reasons=["KK"])
    stamp = front.stamp()
    for _ in range(2):
        late = await front.lobby.next_number(front.office, before, stamp)
        assert isinstance(late, TurnedAway)
        assert ("not_ready", "sent_back") == (late.reason, late.application.stage if late.application else "")
    assert "" == await front.call("counter-1")


async def test_sent_elsewhere_meanwhile(front: Front, client: Client) -> None:
    """A number that was sent into another line in this instant is looked up again, and taken out of that one."""
    code = (await front.visitor()).application.code.replace("-", "")
    await front.call("cs-1")
    await front.desks.transfer(front.office, front.desk("cs-1"), front.stamp(), lane="priority")
    named = lobby_keys.visit_keys("CBN", MONDAY)
    declared = (named.tickets, keys.events("CBN"), named.line("cs", "regular"))
    late = await client.call("withdraw_ticket", declared, "A001", front.now_ms, named.digits, "cs:regular")
    assert ([b"CHANGED"], "waiting") == (late, await front.state("A001"))
    assert await Tickets(client).withdraw(front.office, code, "cs", front.stamp())
    assert ("lapsed", "") == (await front.state("A001"), await front.call("priority-1"))


async def test_the_message_about_a_number(front: Front, client: Client) -> None:
    """The message about a number that was taken out of its line says so, and does not go on to promise a call."""
    people = Listeners(client, front)
    await people.can_edit()
    await people.catch_up()
    code = (await front.visitor()).application.code
    await front.call("cs-1")
    await front.work.complete(front.office, front.desk("cs-1"), front.stamp(), product="plain", category="adult")
    assert "queue-waiting" in await people.keys()
    await undo(front, code)
    assert ["application-corrected", "~queue-withdrawn"] == sorted(await people.keys())
