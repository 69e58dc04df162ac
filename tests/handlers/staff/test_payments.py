"""`/lunas` and `/tagihan`: each payment once, however it comes; what does not match is told, and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import MediaUnavailable
from bot.messages import Lines, Media, Reply, Words
from bot.store.blobs import FolderBlobs
from bot.store.client import Client
from bot.store.media import MediaVault
from tests.handlers.staff.passports import OFFICE, PROOF, Passports, bill
from tests.journeys.recording import RecordingChannel
from tests.requests import sealer_of_tests

PRESS = 10**15


@pytest.fixture
def hq(client: Client, tmp_path: Path) -> Passports:
    """Give the office."""
    return Passports(client, media=MediaVault(client, sealer_of_tests(), FolderBlobs(tmp_path)))


async def lunas(hq: Passports, *lines: str) -> Reply:
    """Order as the cashier does."""
    return await hq.hear("/lunas " + "\n".join(lines), by="4")


class Bank(RecordingChannel):
    """Telegram, as far as it hands out the files of officers."""

    name = "telegram"
    files: dict[str, bytes]

    async def fetch(self, media: Media, *, most_bytes: int) -> bytes:
        """Return a file, as far as it may be so large."""
        data = self.files[media.content]
        if len(data) > most_bytes:
            raise MediaUnavailable("too-large", f"{len(data)} bytes")
        return data


def bank_of(hq: Passports, **files: bytes) -> dict[str, Media]:
    """Let the office's account hand out files; return them as officers send them."""
    bank = Bank(clock=lambda: hq.now_ms)
    bank.files = files
    assert hq.staffroom.media is not None
    hq.staffroom.media.add(bank)
    return {name: Media(kind="document", content=name, name=f"{name}.csv") for name in files}


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


CSV = b"""kode_billing;nama;ntpn;jumlah
820991130000001;Budi;1A2B3C4D5E6F7G8H;350.000
820991139999999;Sari;NTPN8888;350.000
12345;Tono;NTPN9999;1
"""


async def test_a_file_of_the_bank(hq: Passports) -> None:
    """A bank's file under the bare word is shown first, each line that does not match too, and done at the press."""
    code = await hq.at("awaiting_payment")
    bank = bank_of(hq, mutasi=CSV)
    asked = await hq.hear("/lunas", by="4", media=(bank["mutasi"],))
    assert ("staff-payments-ask", 1) == (asked.key, asked.values["paid"])
    assert ["payment-unknown", "payment-unread-bill"] == problems(asked)
    assert "awaiting_payment" == await hq.stage(code)
    done = await hq.press(asked, by="4")
    assert ("staff-payments-done", 1) == (done.key, done.values["paid"])
    assert "paid" == await hq.stage(code)
    again = await hq.hear("/lunas", by="4", media=(bank["mutasi"],))
    assert ("staff-payments-none", 1) == (again.key, again.values["already"])


UNUSABLE = {
    "a workbook": (b"PK\x03\x04\x00\xff", "staff-payments-none", "payment-unread-heading"),
    "nothing": (b"", "staff-payments-none", "payment-unread-heading"),
    "too long": (CSV + 1000 * (CSV.splitlines()[1] + b"\n"), "staff-payments-file-refused", "payment-file-too-long"),
    "too large": (bytes(1_000_001), "staff-payments-file-refused", "payment-file-too-large"),
}


@pytest.mark.parametrize(("data", "key", "problem"), UNUSABLE.values(), ids=UNUSABLE)
async def test_a_file_that_is_no_list(hq: Passports, data: bytes, key: str, problem: str) -> None:
    """A file that can't be used is told with what to do, and changes nothing."""
    code = await hq.at("awaiting_payment")
    reply = await hq.hear("/lunas", by="4", media=(bank_of(hq, berkas=data)["berkas"],))
    told = reply.values.get("problem") or reply.values["problems"]
    first = told.items[0] if isinstance(told, Lines) else told
    assert isinstance(first, Words)
    assert (key, problem) == (reply.key, first.key)
    assert "awaiting_payment" == await hq.stage(code)


async def test_a_file_and_lines(hq: Passports) -> None:
    """Lines and a file in one message: the officer is told how it is done, as one of them would be lost."""
    await hq.at("awaiting_payment")
    reply = await hq.hear(f"/lunas {bill(1)} {PROOF}", by="4", media=(bank_of(hq, mutasi=CSV)["mutasi"],))
    assert "staff-incomplete" == reply.key


async def test_who_may(hq: Passports) -> None:
    """Neither Customer Service nor collection take payments."""
    code = await hq.at("awaiting_payment")
    for by in ("2", "5"):
        assert "staff-not-allowed" == (await hq.hear(f"/lunas {code} {PROOF}", by=by)).key
    assert "awaiting_payment" == await hq.stage(code)


async def test_a_list_that_repeats_itself(hq: Passports) -> None:
    """A line that stands twice is one payment, a proof that stands twice is one bill's: asked as it is done."""
    await hq.at("awaiting_payment")
    await hq.at("awaiting_payment")
    lines = (f"{bill(1)} {PROOF}", f"{bill(1)} {PROOF}", f"{bill(2)} {PROOF}", f"{bill(1)} {PROOF[::-1]}")
    asked = await lunas(hq, *lines)
    done = await hq.hear(choice=asked.choices[0].id, by="4")
    expected = (1, 1, ["payment-proof-taken", "payment-other-proof"])
    for reply in (asked, done):
        assert expected == (reply.values["paid"], reply.values["already"], problems(reply))


# --- /tagihan --------------------------------------------------------------------------------------------


async def test_no_bill_before_the_photo(hq: Passports) -> None:
    """Who still waits for the counter gets no bill from the cashier: interview and photo would be left out."""
    code = await hq.at("counter")
    assert "staff-step-refused" == (await hq.hear(f"/tagihan {code} {bill(9)}", by="4")).key
    assert "counter" == await hq.stage(code)


@pytest.mark.parametrize("stage", ["awaiting_payment", "bill_lapsed"])
async def test_a_billing_code(hq: Passports, stage: str) -> None:
    """A billing code may come after the photo, be another one, or begin a new bill after the old one has lapsed."""
    code = await hq.at("awaiting_payment")
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
    assert codes[0] == problem.values["found"]
    assert bill(2) == (await hq.application(codes[1])).billing_code
