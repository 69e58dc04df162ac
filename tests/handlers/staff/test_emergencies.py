"""`/es`: emergency cases taken by one officer, planned, visited, and seen by nobody who is not entitled."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from bot.messages import Reply
from bot.store.client import Client
from bot.store.operations import Operation, Stamp
from bot.visit_values import Application
from tests.handlers.families import FEES, HELPERS_CHAT, STAFF, Family, case_of, hospital_office, order, text
from tests.handlers.staff.officers import ACCOUNT, GROUP, Headquarters
from tests.offices import DAY_MS

SECRETS = ("Siti Aminah", "Kesambi", "Gunung Jati", "Stroke", "7890")
PLAIN = FEES[0].product


@pytest.fixture
def hq(hospital: Headquarters) -> Headquarters:
    """Give an office with an emergency service."""
    return hospital


async def told(hq: Headquarters) -> str:
    """Return the key of what the family was told last."""
    return (await Family(hq).is_told()).key


async def visited(hq: Headquarters, number: str) -> Application:
    """Bring a case to the end of its visit; return the passport's application."""
    await order(hq, f"/es terima {number}")
    await order(hq, f"/es jadwal {number} 21-11-2099 08:00")
    await order(hq, f"/es berangkat {number}")
    await order(hq, f"/es tiba {number}")
    assert "staff-visit-visited" == (await order(hq, f"/es selesai {number} {PLAIN} = 820991130000001")).key
    application = await hq.bookings.visits.applications.find(hq.office, (await case_of(hq, number)).application)
    assert application is not None
    return application


# --- triage ----------------------------------------------------------------------------------------------


async def test_two_officers(hq: Headquarters, number: str) -> None:
    """The first officer has the case; the second is told who, and the family hears of it once."""
    first, second = await order(hq, f"/es terima {number}", by="5"), await order(hq, f"/es terima {number}", by="6")
    assert ("staff-case-accepted", "staff-case-stage") == (first.key, second.key)
    assert "Diterima Tina" in text(second)
    assert ["emergency-case-accepted"] == [each.key for each in await hq.written("77")]


async def test_rejected_after_taken(hq: Headquarters, number: str) -> None:
    """What one officer has taken, another can't reject."""
    await order(hq, f"/es terima {number}", by="5")
    assert "staff-case-stage" == (await order(hq, f"/es tolak {number} = terlambat", by="6")).key
    assert "accepted" == (await case_of(hq, number)).stage


async def test_handled_twice(hq: Headquarters, number: str) -> None:
    """The same press, handled again after a crash, gives the same answer, one notice and one act."""
    one = await order(hq, f"/es terima {number}", number=10**15)
    two = await order(hq, f"/es terima {number}", number=10**15)
    assert one == two
    assert 1 == len(await hq.written("77"))
    assert 1 == len([act for act in await hq.staffroom.acts.last(hq.office, 9) if act.what.startswith("es terima")])


async def test_rejected(hq: Headquarters, number: str) -> None:
    """A case is rejected with a reason, chosen or written, which the family reads; then it is over."""
    asked = await order(hq, f"/es tolak {number}")
    (choice,) = [each.id for each in asked.choices if each.label == "choice-reason-can-come"]
    (rejected,) = await hq.hears(choice=choice, by="5", is_group=False)
    assert "staff-case-rejected" == rejected.key
    notice = await Family(hq).is_told()
    assert "dengan jalur prioritas" in text(notice)
    assert "staff-cases-none" == (await order(hq, "/es")).key


async def test_urgency(hq: Headquarters, number: str) -> None:
    """The list tells how pressing each case is: this one leaves in less than three weeks, gravely ill."""
    assert f"{number}, MENDESAK" in text(await order(hq, "/es"))
    soon = await Family(hq, chat="81", phone="+6281200000081").pleads(departure="18 november")
    assert f"{soon}, SANGAT MENDESAK" in text(await order(hq, "/es"))


async def test_number_to_call(hq: Headquarters, number: str) -> None:
    """The number is told whole to an officer who asks, and the look is written down."""
    assert "Rina, +6281234567890" in text(await order(hq, f"/es telepon {number}"))
    assert f"es telepon {number}" in [act.what for act in await hq.staffroom.acts.last(hq.office, 3)]


# --- who sees what ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("officer", [each for each in STAFF if each.id.startswith("telegram:9")], ids=lambda m: m.name)
@pytest.mark.parametrize("said", ["/es", "/es {}", "/es terima {}", "/es telepon {}", "/es rute", "/es rekap"])
async def test_other_roles(hq: Headquarters, number: str, officer: object, said: str) -> None:
    """No other role sees a case or does anything with it."""
    by = officer.id.removeprefix("telegram:")  # type: ignore[attr-defined]  # it is a Member
    reply = await order(hq, said.format(number), by=by)
    assert "staff-not-allowed" == reply.key
    assert [] == [secret for secret in (*SECRETS, number) if secret in text(reply)]
    assert "new" == (await case_of(hq, number)).stage


async def test_staff_group(client: Client, tmp_path: Path) -> None:
    """Where the helpers have no chat of their own the staff's is told without names; the rest comes in private."""
    hq = hospital_office(client, tmp_path, accounts=(ACCOUNT,))
    number = await Family(hq).pleads()
    (card,) = await hq.written(GROUP)
    assert "staff-case-new" == card.key
    for said in (f"/es {number}", f"/es telepon {number}"):
        reply = await hq.hear(said, by="5")
        assert "staff-case-apart" == reply.key
        assert [] == [secret for secret in SECRETS if secret in text(reply) + text(card)]
    whole, call = await hq.written("5")
    assert ("staff-case-whole", "staff-case-call") == (whole.key, call.key)
    assert "Siti Aminah" in text(whole)


async def test_nothing_in_the_store(hq: Headquarters, client: Client, number: str) -> None:
    """No name, place or illness is in the store in plain."""
    await order(hq, f"/es terima {number}")
    await order(hq, f"/es jadwal {number} 21-11-2099 08:00")
    kept = []
    for key in await client.execute("KEYS", "*"):
        kept += [key, str(await client.execute("DUMP", key, key=key.decode()))]
    whole = " ".join(map(str, kept))
    assert [] == [secret for secret in SECRETS[:4] if secret in whole]


async def test_nothing_in_the_log(hq: Headquarters, number: str, reports: io.StringIO) -> None:
    """No name, place or illness is logged."""
    await visited(hq, number)
    await order(hq, f"/es {number}")
    assert [] == [secret for secret in SECRETS if secret in reports.getvalue()]


# --- visits ----------------------------------------------------------------------------------------------


async def test_visit(hq: Headquarters, number: str) -> None:
    """From setting off to the end the family follows; then the passport waits for its payment like others."""
    application = await visited(hq, number)
    assert ("awaiting_payment", "Siti Aminah", 350_000, "820991130000001") == (
        application.stage, application.name, application.amount, application.billing_code,
    )  # fmt: skip
    keys = [each.key.removeprefix("emergency-case-") for each in await hq.written("77")]
    assert ["accepted", "scheduled", "underway", "arrived", "visited"] == keys
    assert [application.code] == [
        each.code for each in await hq.bookings.visits.visitors.of(hq.office, "+6281234567890")
    ]


async def test_wrong_bill(hq: Headquarters, number: str) -> None:
    """A billing code that is none ends nothing; the right one afterwards does, with one application."""
    await order(hq, f"/es terima {number}")
    await order(hq, f"/es jadwal {number} 21-11-2099 08:00")
    await order(hq, f"/es tiba {number}")
    assert "staff-visit-bill-code" == (await order(hq, f"/es selesai {number} {PLAIN} = 12")).key
    assert "arrived" == (await case_of(hq, number)).stage
    assert "staff-visit-visited" == (await order(hq, f"/es selesai {number} {PLAIN} = 820991130000001")).key
    assert 1 == len(await hq.bookings.visits.applications.at(hq.office, "awaiting_payment"))


async def test_product_asked(hq: Headquarters, number: str) -> None:
    """A visit does not end without a product of the office's."""
    await order(hq, f"/es terima {number}")
    await order(hq, f"/es jadwal {number} 21-11-2099 08:00")
    await order(hq, f"/es tiba {number}")
    asked = await order(hq, f"/es selesai {number}")
    assert ("staff-visit-product", 1) == (asked.key, len(asked.choices))
    assert "arrived" == (await case_of(hq, number)).stage


async def test_handed_over(hq: Headquarters, number: str) -> None:
    """A passport that is ready is handed over at the patient's, after a second press; then the case is over."""
    application = await visited(hq, number)
    early = await press(hq, await order(hq, f"/es serah {number} = Rina"))
    assert "staff-visit-not-ready" == early.key
    steps = hq.bookings.visits.applications
    at = Stamp(operation=Operation("counter", 1), now_ms=hq.now_ms)
    await steps.paid(hq.office, application.code, at, proof="NTPN0001")
    await steps.ready(hq.office, application.code, at)
    assert "staff-visit-handed" == (await press(hq, await order(hq, f"/es serah {number} = Rina"))).key
    handed = await steps.find(hq.office, application.code)
    assert handed is not None
    assert ("collected", "family", "Rina") == (handed.stage, handed.collector, handed.collector_name)
    assert "emergency-case-handed" == await told(hq)


async def test_collected_at_the_office(hq: Headquarters, number: str) -> None:
    """A case whose passport was collected at the counter ends by itself at night."""
    application = await visited(hq, number)
    steps, emergencies = hq.bookings.visits.applications, hq.bookings.visits.emergencies
    at = Stamp(operation=Operation("counter", 1), now_ms=hq.now_ms)
    await emergencies.settle(hq.office, now_ms=hq.now_ms)
    assert "visited" == (await case_of(hq, number)).stage
    await steps.paid(hq.office, application.code, at, proof="NTPN0001")
    await steps.ready(hq.office, application.code, at)
    await steps.collected(hq.office, application.code, at, collector="applicant", papers=("payment", "id_card"))
    for _ in range(2):
        await emergencies.settle(hq.office, now_ms=hq.now_ms)
    assert "handed" == (await case_of(hq, number)).stage
    assert "staff-cases-none" == (await order(hq, "/es")).key


async def test_failed(hq: Headquarters, number: str) -> None:
    """A visit that came to nothing gives its place back; the family is told why, and chooses again."""
    await order(hq, f"/es terima {number}")
    await order(hq, f"/es jadwal {number} 21-11-2099 08:00 = Tim 1")
    await order(hq, f"/es berangkat {number}")
    asked = await order(hq, f"/es gagal {number}")
    (choice,) = [each.id for each in asked.choices if each.label == "choice-reason-patient-away"]
    await hq.hears(choice=choice, by="5", is_group=False)
    notice = await Family(hq).is_told()
    assert ("emergency-case-postponed", True) == (notice.key, "pasien tidak di tempat" in text(notice))
    slots = await hq.bookings.visits.emergencies.slots(hq.office, now_ms=hq.now_ms)
    assert ("Tim 1", "Tim 2") == slots[0].teams


async def test_outside_the_weekend(hq: Headquarters, number: str) -> None:
    """On a weekday a visit takes a supervisor's press; an emergency officer's own does nothing."""
    await order(hq, f"/es terima {number}")
    asked = await order(hq, f"/es jadwal {number} 18-11-2099 09:00")
    assert "staff-visit-apart" == asked.key
    assert "staff-not-allowed" == (await press(hq, asked, by="5")).key
    assert "accepted" == (await case_of(hq, number)).stage
    assert "staff-visit-scheduled" == (await press(hq, asked, by="7")).key
    assert "scheduled" == (await case_of(hq, number)).stage


async def test_route(hq: Headquarters, number: str) -> None:
    """The route of a day has each stop with its place, and what to take along."""
    await order(hq, f"/es terima {number}")
    await order(hq, f"/es jadwal {number} 21-11-2099 08:00 = Tim 2")
    route = await order(hq, "/es rute 21-11-2099")
    expected = (f"1. Pukul 08:00, Tim 2: {number}", "Siti Aminah, 54 tahun", "Jl. Kesambi 56", "• Laptop dan kamera")
    assert [] == [words for words in expected if words not in text(route)]
    assert ["choice-route-berangkat"] == [choice.label for choice in route.choices]
    assert "staff-route-none" == (await order(hq, "/es rute 22-11-2099")).key


async def test_in_the_helpers_chat(hq: Headquarters, number: str) -> None:
    """In the helpers' own chat the whole is told."""
    (reply,) = await hq.hears(f"/es {number}", by="5", group=HELPERS_CHAT)
    assert "staff-case-whole" == reply.key


@pytest.mark.parametrize(
    ("said", "key"),
    [
        pytest.param("/es terima ES-000000", "staff-case-unknown", id="no such case"),
        pytest.param("/es terima", "staff-misread", id="no number"),
        pytest.param("/es naikkan ES-000000", "staff-misread", id="no such word"),
        pytest.param("/es rute kapan-kapan", "staff-misread", id="no date"),
    ],
)
async def test_misused(hq: Headquarters, said: str, key: str) -> None:
    """What can't be done is told."""
    assert key == (await order(hq, said)).key


async def test_figures(hq: Headquarters, number: str) -> None:
    """The month's numbers tell the requests, how long the first answer and the visit took, and what became of them."""
    hq.minutes = 90
    await order(hq, f"/es tolak {await Family(hq, chat='81', phone='+6281200000081').pleads()} = tidak dapat")
    await visited(hq, number)
    figures = text(await order(hq, "/es rekap"))
    expected = ("Permohonan: 2", "Dijawab: 2 (rata-rata setelah 0,8 jam", "Dikunjungi: 1 (rata-rata setelah 1,5 jam")
    assert [] == [words for words in (*expected, "Ditolak: 1") if words not in figures]


async def test_erased(hq: Headquarters, client: Client, number: str) -> None:
    """What is over is kept for the office's days, and no longer."""
    await order(hq, f"/es tolak {number} = tidak dapat")
    key = f"{{oCBN}}:emergency:{number}"
    assert hq.now_ms + 30 * DAY_MS == await client.execute("PEXPIRETIME", key, key=key)


async def press(hq: Headquarters, reply: Reply, *, by: str = "5") -> Reply:
    """Return the answer to an officer's *Ya* in private."""
    (choice,) = [each.id for each in reply.choices if each.label.startswith("choice-staff-yes")]
    (answer,) = await hq.hears(choice=choice, by=by, is_group=False)
    return answer
