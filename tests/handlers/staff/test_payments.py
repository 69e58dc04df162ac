"""`/lunas` and `/tagihan`: each payment once, however it comes; what does not match is told, and changes nothing."""

from __future__ import annotations

import pytest

from bot.messages import Lines, Reply, Words
from bot.store.client import Client
from tests.handlers.staff.passports import OFFICE, PROOF, Passports, bill

PRESS = 10**15


@pytest.fixture
def hq(client: Client) -> Passports:
    """Give the office."""
    return Passports(client)


async def lunas(hq: Passports, *lines: str) -> Reply:
    """Order as the cashier does."""
    return await hq.hear("/lunas " + "\n".join(lines), by="4")


def problems(reply: Reply) -> list[str]:
    """Return the keys of what did not match."""
    told = reply.values["problems"]
    assert isinstance(told, Lines)
    return [line.key for line in told.items]


@pytest.mark.parametrize("by", ["bill", "code"])
async def test_paid(hq: Passports, by: str) -> None:
    """One payment is noted at once, by the billing code or the booking code, with when the passport should be ready."""
    code = await hq.at("awaiting_payment")
    reply = await lunas(hq, f"{bill(1) if by == 'bill' else code} {PROOF.lower()}")
    assert ("staff-payment-noted", PROOF, "Orang B•••") == (
        reply.key, reply.values["proof"], reply.values["name"]
    )  # fmt: skip
    paid = await hq.application(code)
    assert ("paid", PROOF, "Rina") == (paid.stage, paid.proof, paid.history[-1].by)
    assert ("lunas", code) == tuple((await hq.staffroom.acts.last(OFFICE, 1))[0].what.split())


async def test_paid_after_the_end(hq: Passports) -> None:
    """Who paid in time and is told of late is paid all the same: the bank has given a proof number."""
    code = await hq.at("awaiting_payment")
    hq.minutes = 40 * 24 * 60
    await hq.bookings.visits.applications.lapse(OFFICE, code, hq.stamp())
    assert "staff-payment-noted" == (await lunas(hq, f"{code} {PROOF}")).key
    assert "paid" == await hq.stage(code)


async def test_twice(hq: Passports) -> None:
    """The same payment again, and the same message again, give the same answer and one effect."""
    code = await hq.at("awaiting_payment")
    order = f"/lunas {code} {PROOF}"
    first = await hq.hears(order, by="4", number=PRESS)
    assert first == await hq.hears(order, by="4", number=PRESS)
    assert first == await hq.hears(order, by="4")
    assert 1 == [step.stage for step in (await hq.application(code)).history].count("paid")


UNMATCHED = {
    "no such bill": ("820991139999999", PROOF, "payment-unknown"),
    "another proof": (bill(1), PROOF, "payment-other-proof"),
    "a proof of somebody else": (bill(2), "NTPN0001", "payment-proof-taken"),
}


@pytest.mark.parametrize(("of", "proof", "expected"), UNMATCHED.values(), ids=UNMATCHED)
async def test_unmatched(hq: Passports, of: str, proof: str, expected: str) -> None:
    """What does not match is told with the reason, and changes nothing."""
    before = [await hq.at("paid"), await hq.at("awaiting_payment")]
    reply = await lunas(hq, f"{of} {proof}")
    line = reply.values["line"]
    assert isinstance(line, Words)
    assert ("staff-payment-unmatched", expected) == (reply.key, line.key)
    assert ["paid", "awaiting_payment"] == [await hq.stage(code) for code in before]


async def test_before_the_bill(hq: Passports) -> None:
    """Who has not been at the counter yet owes nothing."""
    code = await hq.at("counter")
    line = (await lunas(hq, f"{code} {PROOF}")).values["line"]
    assert isinstance(line, Words)
    assert ("payment-stage", Words("stage-counter")) == (line.key, line.values["stage"])


async def test_a_list(hq: Passports) -> None:
    """A list is shown first and done at the press, as far as it matches; a press or a message again changes nothing."""
    codes = [await hq.at("awaiting_payment") for _ in range(2)]
    asked = await lunas(hq, f"{bill(1)} {PROOF}", f"{codes[1]}, NTPN7777", "820991139999999 NTPN8888")
    assert ("staff-payments-ask", 2, 0) == (asked.key, asked.values["paid"], asked.values["already"])
    assert ["payment-unknown"] == problems(asked)
    assert ["awaiting_payment"] * 2 == [await hq.stage(code) for code in codes]
    press = {"choice": asked.choices[0].id, "by": "4", "number": PRESS}
    done = await hq.hears(**press)  # type: ignore[arg-type]  # of several types
    assert [("staff-payments-done", 2)] == [(reply.key, reply.values["paid"]) for reply in done]
    assert done == await hq.hears(**press)  # type: ignore[arg-type]
    assert ["paid"] * 2 == [await hq.stage(code) for code in codes]
    again = await lunas(hq, f"{bill(1)} {PROOF}", f"{bill(2)} NTPN7777")
    assert ("staff-payments-none", 2) == (again.key, again.values["already"])


async def test_a_list_with_a_proof_of_somebody_else(hq: Passports) -> None:
    """A proof that is another application's is told before anything is done."""
    await hq.at("paid")
    await hq.at("awaiting_payment")
    asked = await lunas(hq, f"{bill(2)} NTPN0001", f"{bill(1)} NTPN0001")
    assert ("staff-payments-none", ["payment-proof-taken"]) == (asked.key, problems(asked))


@pytest.mark.parametrize(
    ("typed", "found"),
    [("", ""), ("820991130000001", ""), ("12345 NTPN0001", "12345"), (f"{bill(1)} 12", "12")],
    ids=["nothing", "no proof", "no bill", "a short proof"],
)
async def test_misread(hq: Passports, typed: str, found: str) -> None:
    """What can't be read is told, with how the word is used."""
    reply = await hq.hear(f"/lunas {typed}".strip(), by="4")
    assert ("staff-misread" if found else "staff-incomplete", found) == (reply.key, reply.values.get("found", ""))


async def test_who_may(hq: Passports) -> None:
    """Neither Customer Service nor collection take payments."""
    code = await hq.at("awaiting_payment")
    for by in ("2", "5"):
        assert "staff-not-allowed" == (await hq.hear(f"/lunas {code} {PROOF}", by=by)).key
    assert "awaiting_payment" == await hq.stage(code)


# --- /tagihan --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", ["counter", "awaiting_payment", "bill_lapsed"])
async def test_a_billing_code(hq: Passports, stage: str) -> None:
    """A billing code may come after the photo, be another one, or begin a new bill after the old one has lapsed."""
    code = await hq.at("counter" if stage == "counter" else "awaiting_payment")
    if stage == "bill_lapsed":
        hq.minutes = 40 * 24 * 60
        await hq.bookings.visits.applications.lapse(OFFICE, code, hq.stamp())
    order = f"/tagihan {code} {bill(9)}"
    first = await hq.hears(order, by="4", number=PRESS)
    assert ["staff-bill-numbered"] == [reply.key for reply in first]
    assert first == await hq.hears(order, by="4", number=PRESS)
    found = await hq.application(code)
    assert ("awaiting_payment", bill(9), 350_000) == (found.stage, found.billing_code, found.amount)
    assert found.bill_deadline_ms > hq.now_ms


async def test_a_billing_code_of_another(hq: Passports) -> None:
    """A billing code belongs to one application."""
    codes = [await hq.at("awaiting_payment") for _ in range(2)]
    reply = await hq.hear(f"/tagihan {codes[1]} {bill(1)}", by="4")
    problem = reply.values["problem"]
    assert isinstance(problem, Words)
    assert ("staff-step-refused", "desk-refused-bill_taken") == (reply.key, problem.key)
    assert bill(2) == (await hq.application(codes[1])).billing_code
