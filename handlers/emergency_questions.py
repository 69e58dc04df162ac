"""What each step of `#darurat` asks, with what the letters must show, and the summary before it is sent."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from bot.choices import word_choice
from bot.emergencies import CONDITIONS, LATER, LETTERS, PARTS, Age, EmergencyDraft, Part, Plea
from bot.emergency_steps import next_part
from bot.messages import Choice, Day, Lines, Reply, Value, Words
from bot.phones import masked
from bot.routing import Answered, Request

# locale: emergency-ask-patient, emergency-ask-condition, emergency-ask-illness, emergency-ask-place
# locale: emergency-ask-address, emergency-ask-pin, emergency-ask-doctor-letter, emergency-ask-referral-letter
# locale: emergency-ask-departure, emergency-ask-contact
# locale: emergency-part-patient, emergency-part-condition, emergency-part-illness, emergency-part-place
# locale: emergency-part-address, emergency-part-pin, emergency-part-doctor-letter, emergency-part-referral-letter
# locale: emergency-part-departure, emergency-part-contact
# locale: choice-emergency-patient, choice-emergency-condition, choice-emergency-illness, choice-emergency-place
# locale: choice-emergency-address, choice-emergency-pin, choice-emergency-doctor-letter
# locale: choice-emergency-referral-letter, choice-emergency-departure, choice-emergency-contact
# locale: condition-grave, condition-newborn, condition-disabled, condition-inpatient
# locale: choice-condition-grave, choice-condition-newborn, choice-condition-disabled, choice-condition-inpatient
# locale: age-years, age-months, age-weeks, age-days

BEGIN = Choice(id=word_choice("darurat", "mulai"), label="choice-emergency-begin")
STOP = Choice(id=word_choice("darurat", "berhenti"), label="choice-stop")
SEND = Choice(id=word_choice("darurat", "kirim"), label="choice-emergency-send")
CHANGE = Choice(id=word_choice("darurat", "ubah"), label="choice-emergency-change")
EMERGENCY = Choice(id=word_choice("darurat"), label="choice-emergency")


def question(draft: EmergencyDraft, *, phone: str, trouble: tuple[Words, ...] = ()) -> Reply:
    """Return what asks for the part that a draft awaits, behind what was the matter with the last answer."""
    reply = _summary(draft.plea) if draft.asked == "sure" else _asked(draft, draft.asked, phone)
    if not trouble:
        return reply
    values: dict[str, Value] = {"problem": Lines(trouble), "question": Words(reply.key, reply.values)}
    return replace(reply, key="ask-again", values=values)


def asked(
    request: Request, draft: EmergencyDraft, *, trouble: tuple[Words, ...] = (), is_next: bool = False
) -> Answered:
    """Ask the part that a draft awaits, or the next one, and remember it; one conversation is under way at a time."""
    if is_next:
        draft = replace(draft, asked=next_part(draft))
    reply = question(draft, phone=request.phone, trouble=trouble)
    report = replace(request.profile.report, is_interrupted=True) if request.profile.report else None
    profile = replace(request.profile, emergency=replace(draft, is_interrupted=False), report=report)
    return Answered((reply,), profile)


def named(part: Part) -> str:
    """Return a part as it stands in keys and buttons."""
    return part.replace("_", "-")


def part_words(part: Part) -> Words:
    """Return a part as people call it."""
    return Words(f"emergency-part-{named(part)}")


def age_words(age: Age) -> Words:
    """Return an age in words."""
    return Words(f"age-{age.unit}", {"count": str(age.count)})


def plea_lines(plea: Plea) -> Lines:
    """Tell what has been told so far, a line each; the number to call is not shown whole."""
    lines = []
    if plea.age:
        lines.append(Words("emergency-line-patient", {"name": plea.patient, "age": age_words(plea.age)}))
    if plea.condition:
        lines.append(Words("emergency-line-condition", {"condition": Words(f"condition-{plea.condition}")}))
    if plea.illness:
        lines.append(Words("emergency-line-illness", {"illness": plea.illness}))
    lines += place_lines(plea)
    for part in LETTERS:
        if count := len(getattr(plea, part)):
            lines.append(Words("emergency-line-letter", {"letter": part_words(part), "count": str(count)}))
    if plea.departure:
        lines.append(Words("emergency-line-departure", {"date": Day(plea.departure)}))
    if plea.contact_phone:
        contact = {"name": plea.contact or Words("emergency-family"), "phone": masked(plea.contact_phone)}
        lines.append(Words("emergency-line-contact", contact))
    return Lines(tuple(lines))


def place_lines(plea: Plea) -> list[Words]:
    """Tell where the patient is, a line each."""
    lines = []
    if plea.hospital:
        key = "emergency-line-ward" if plea.ward else "emergency-line-hospital"
        lines.append(Words(key, {"hospital": plea.hospital, "ward": plea.ward}))
    if plea.address:
        lines.append(Words("emergency-line-address", {"address": plea.address}))
    if plea.latitude is not None:
        lines.append(Words("emergency-line-pin", {"place": f"{plea.latitude:.5f},{plea.longitude:.5f}"}))
    return lines


def correction(part: Part) -> Choice:
    """Return the button that asks a part of the draft again."""
    return Choice(id=word_choice("darurat", f"ubah {named(part)}"), label=f"choice-emergency-{named(part)}")


def addition(number: str, part: Part) -> Choice:
    """Return the button that adds a part to a case."""
    return Choice(
        id=word_choice("darurat", f"lengkapi {number} {named(part)}"), label=f"choice-emergency-{named(part)}"
    )


def _asked(draft: EmergencyDraft, part: Part, phone: str) -> Reply:
    step, steps = str(PARTS.index(part) + 1), str(len(PARTS))
    values: dict[str, Value] = {"step": Words("emergency-step", {"step": step, "steps": steps})}
    if draft.is_sent:
        values = {"step": Words("emergency-step-case", {"number": draft.number})}
    if part in LETTERS and draft.plea.has(part) and not draft.is_sent:
        return _letter_kept(draft.plea, part, values)
    choices = (*_answers(part, phone), *_ways_out(draft, part))
    return Reply(key=f"emergency-ask-{named(part)}", values=values, choices=choices)


def _letter_kept(plea: Plea, part: Part, values: Mapping[str, Value]) -> Reply:
    """Tell how many pages of a letter have come, and ask for more or to go on."""
    count = str(len(plea.doctor_letter if part == "doctor_letter" else plea.referral_letter))
    go_on = Choice(id=word_choice("darurat", f"nanti {named(part)}"), label="choice-emergency-next")
    other = Choice(id=word_choice("darurat", f"ganti {named(part)}"), label="choice-letter-other")
    kept: dict[str, Value] = {**values, "letter": part_words(part), "count": count}
    return Reply(key="emergency-letter-kept", values=kept, choices=(go_on, other, STOP))


def _answers(part: Part, phone: str) -> tuple[Choice, ...]:
    match part:
        case "condition":
            return tuple(_answer(part, each, f"choice-condition-{each}") for each in CONDITIONS)
        case "contact" if phone:
            return (_answer(part, phone, "choice-emergency-own-number"),)
    return ()


def _answer(part: Part, text: str, label: str) -> Choice:
    return Choice(id=word_choice("darurat", f"isi {named(part)} {text}"), label=label)


def _ways_out(draft: EmergencyDraft, part: Part) -> tuple[Choice, ...]:
    """Return *Nanti saja*, back, and out; where a bare number is an answer, no button may have one."""
    later = Choice(
        id=word_choice("darurat", f"nanti {named(part)}"), label=f"choice-emergency-{_LATER.get(part, 'later')}"
    )
    before = PARTS[PARTS.index(part) - 1]
    back = Choice(id=correction(before).id, label="choice-back")
    ways = (later,) if part in LATER else ()
    return (*ways, STOP) if draft.is_sent or part == PARTS[0] else (*ways, back, STOP)


# locale: choice-emergency-later, choice-emergency-at-home, choice-emergency-not-known
_LATER: Mapping[Part, str] = {"place": "at-home", "departure": "not-known"}


def _summary(plea: Plea) -> Reply:
    values: dict[str, Value] = {"known": plea_lines(plea), "lacking": lacking_words(plea)}
    return Reply(key="emergency-summary", values=values, choices=(SEND, CHANGE, STOP))


def lacking_words(plea: Plea) -> Value:
    """Tell what can still be sent later, "" when there is nothing."""
    if not plea.lacks:
        return ""
    return Words("emergency-lacking", {"parts": Lines(tuple(map(part_words, plea.lacks)), ", ")})
