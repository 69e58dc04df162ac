"""A case as its family and those who help see it: how far it is, and the cards of the emergency staff."""

from __future__ import annotations

from collections.abc import Sequence

from bot.choices import word_choice
from bot.emergencies import EmergencyCase
from bot.messages import Choice, Day, Lines, Reply, Value, Words
from bot.offices import Office
from bot.routing import Request, StaffRequest
from bot.visit_teams import VisitSlot
from handlers.emergency_questions import (
    addition,
    age_words,
    lacking_words,
    part_words,
    place_lines,
    plea_lines,
)

MOST_SLOTS = 7  # with the other buttons there are ten, as many as a list has

# Reasons that officers choose; another one is told as it was written.
# locale: emergency-reason-not-eligible, emergency-reason-can-come, emergency-reason-not-abroad
# locale: emergency-reason-patient-away, emergency-reason-refused, emergency-reason-papers, emergency-reason-equipment
# locale: choice-reason-not-eligible, choice-reason-can-come, choice-reason-not-abroad
# locale: choice-reason-patient-away, choice-reason-refused, choice-reason-papers, choice-reason-equipment
# locale: emergency-reason-not-needed, emergency-reason-twice, emergency-reason-unreachable
# locale: choice-reason-not-needed, choice-reason-twice, choice-reason-unreachable
# locale: emergency-reason-passport-gone, emergency-reason-passport-expired, emergency-reason-bill-lapsed
REJECTIONS = ("not-eligible", "can-come", "not-abroad")
FAILURES = ("patient-away", "refused", "papers", "equipment")
CLOSINGS = ("not-needed", "twice", "unreachable")
ENDS = ("passport-gone", "passport-expired", "bill-lapsed")
"""Why a case ends without anybody's press."""


def reason_words(why: str) -> Value:
    """Return why a case was rejected or closed, or a visit came to nothing."""
    return Words(f"emergency-reason-{why}") if why in (*REJECTIONS, *FAILURES, *CLOSINGS, *ENDS) else why


def case_reply(case: EmergencyCase, slots: Sequence[VisitSlot]) -> Reply:
    """Tell a family how far their case is, and what they can do."""
    # locale: emergency-case-new, emergency-case-asked, emergency-case-accepted, emergency-case-scheduled
    # locale: emergency-case-underway, emergency-case-arrived, emergency-case-visited, emergency-case-handed
    # locale: emergency-case-rejected, emergency-case-withdrawn, emergency-case-closed, emergency-case-postponed
    is_postponed = case.stage == "accepted" and bool(case.why)
    values: dict[str, Value] = {
        "number": case.number,
        "lacking": lacking_words(case.plea),
        "parts": Lines(tuple(Words("emergency-part-line", {"part": part_words(part)}) for part in case.asked_for)),
        "note": Words("emergency-note", {"note": case.note}) if case.note else "",
        "reason": reason_words(case.why),
        "code": case.application,
        "hours": "" if slots else Words("emergency-no-hours"),
        **visit_values(case),
    }
    key = "emergency-case-postponed" if is_postponed else f"emergency-case-{case.stage}"
    return Reply(key=key, values=values, choices=_ways(case, slots))


def visit_values(case: EmergencyCase) -> dict[str, Value]:
    """Tell when which team comes."""
    if case.visit is None:
        return {"date": "-", "hour": "-", "team": "-"}
    return {"date": Day(case.visit.day), "hour": case.visit.hour, "team": case.visit.team}


def slot_choice(number: str, slot: VisitSlot, *, word: str = "darurat", verb: str = "waktu") -> Choice:
    """Return the button of an hour that can be planned."""
    day = f"{slot.day:%Y%m%d}" if word == "darurat" else f"{slot.day:%d-%m-%Y}"
    values: dict[str, Value] = {"date": Day(slot.day, "short"), "hour": slot.hour}
    return Choice(id=word_choice(word, f"{verb} {number} {day} {slot.hour}"), label="choice-visit-slot", values=values)


async def tell_family(request: StaffRequest, case: EmergencyCase) -> None:
    """Write to a case's family how far it is, once for each step."""
    emergencies = request.bookings.visits.emergencies
    slots = await emergencies.slots(request.office, now_ms=request.now_ms) if case.stage == "accepted" else ()
    reply = case_reply(case, slots[:MOST_SLOTS])
    notice = Reply(
        key=reply.key, values=reply.values, choices=reply.choices,
        idempotency_key=f"emergency {case.number} {len(case.history)}",
    )  # fmt: skip
    await request.staffroom.letters.to_person(
        case.chat, notice, office=request.office.code, now_ms=request.now_ms
    )  # fmt: skip


async def tell_helpers(request: Request, case: EmergencyCase, *, what: str) -> None:
    """Put a case before those who deal with them: new, or with something added."""
    # locale: staff-case-new, staff-case-added, staff-case-withdrawn, staff-case-visit
    desk = request.front_desk
    if desk is None:
        return
    today = request.office.local(request.now_ms).date()
    key = f"emergency {case.number} {what} {request.operation}"
    card, masked = (
        Reply(
            key=f"staff-case-{what}",
            values={"card": card_words(case, request.office, today_urgency=case.urgency(today), is_masked=is_masked)},
            choices=triage_choices(case),
            idempotency_key=key,
        )
        for is_masked in (False, True)
    )
    await desk.letters.to_helpers(request.office.code, card, masked=masked, now_ms=request.now_ms)


def card_words(case: EmergencyCase, office: Office, *, today_urgency: str, is_masked: bool) -> Words:
    """Return a case as officers see it; masked, it names nobody and no place."""
    # locale: urgency-high, urgency-soon, urgency-normal
    plea = case.plea
    values: dict[str, Value] = {
        "number": case.number,
        "urgency": Words(f"urgency-{today_urgency}"),
        "stage": stage_words(case),
        "condition": Words(f"condition-{plea.condition or 'grave'}"),
        "age": age_words(plea.age) if plea.age else "-",
        "departure": Day(plea.departure) if plea.departure else Words("emergency-departure-unknown"),
        "lacking": lacking_words(plea),
        "known": plea_lines(plea),
    }
    return Words("staff-case-masked" if is_masked else "staff-case-card", values)


def stage_words(case: EmergencyCase) -> Words:
    """Return how far a case is, as officers call it."""
    # locale: staff-stage-new, staff-stage-asked, staff-stage-accepted, staff-stage-scheduled, staff-stage-underway
    # locale: staff-stage-arrived, staff-stage-visited, staff-stage-handed, staff-stage-rejected, staff-stage-withdrawn
    # locale: staff-stage-closed
    values = {"by": case.by or "-", "reason": reason_words(case.why), **visit_values(case)}
    return Words(f"staff-stage-{case.stage}", values)


def route_words(case: EmergencyCase, position: int) -> Words:
    """Return a stop of a team's way: when, who and where."""
    plea = case.plea
    values: dict[str, Value] = {
        "position": str(position), "number": case.number, "stage": stage_words(case), "name": plea.patient,
        "age": age_words(plea.age) if plea.age else "-", "condition": Words(f"condition-{plea.condition or 'grave'}"),
        "place": Lines(tuple(place_lines(plea))), **visit_values(case),
    }  # fmt: skip
    return Words("staff-route-stop", values)


def triage_choices(case: EmergencyCase) -> tuple[Choice, ...]:
    """Return what can be done with a case at its stage."""
    # locale: choice-case-terima, choice-case-minta, choice-case-tolak, choice-case-telepon, choice-case-jadwal
    # locale: choice-case-berangkat, choice-case-tiba, choice-case-selesai, choice-case-gagal, choice-case-serah
    # locale: choice-case-tutup
    verbs = {
        "new": ("terima", "minta", "tolak", "telepon"),
        "asked": ("terima", "tolak", "telepon"),
        "accepted": ("jadwal", "minta", "telepon", "tutup"),
        "scheduled": ("berangkat", "jadwal", "telepon", "tutup"),
        "underway": ("tiba", "gagal", "telepon"),
        "arrived": ("selesai", "gagal", "telepon"),
        "visited": ("serah", "telepon", "tutup"),
    }.get(case.stage, ())
    see = Choice(id=word_choice("es", case.number), label="choice-case-see")
    return (*(case_choice(verb, case) for verb in verbs), see)


def case_choice(verb: str, case: EmergencyCase) -> Choice:
    """Return the button of one thing that can be done with a case."""
    return Choice(id=word_choice("es", f"{verb} {case.number}"), label=f"choice-case-{verb}")


def add_choice(case: EmergencyCase, *, is_named: bool = False) -> Choice:
    """Return the button by which a family adds something to a case, with its number where there are several."""
    id = word_choice("darurat", f"lengkapi {case.number}")
    if is_named:
        return Choice(id=id, label="choice-case-number", values={"number": case.number})
    return Choice(id=id, label="choice-emergency-add")


def _ways(case: EmergencyCase, slots: Sequence[VisitSlot]) -> tuple[Choice, ...]:
    number, add = case.number, add_choice(case)
    give_up = Choice(id=word_choice("darurat", f"batal {number}"), label="choice-emergency-withdraw")
    match case.stage:
        case "asked":
            return (*(addition(number, part) for part in case.asked_for), give_up)
        case "new":
            return (add, give_up)
        case "accepted":
            return (*(slot_choice(number, slot) for slot in slots), add, give_up)
        case "scheduled":
            other = Choice(id=word_choice("darurat", f"waktu {number}"), label="choice-visit-other")
            return (other, add, give_up)
    return ()
