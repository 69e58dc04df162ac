"""What each step of `#lapor` asks, what it shows of what has been said, and its buttons."""

from __future__ import annotations

from bot.choices import word_choice
from bot.messages import Choice, Lines, Reply, Value, Words
from bot.supervision import OFFENCES, REPORT_STEPS, Offence, ReportDraft, ReportStep

# locale: report-ask-what, report-ask-where, report-ask-when, report-ask-details, report-ask-photos
# locale: report-ask-identity, report-ask-named
# locale: choice-report-where, choice-report-when, choice-report-details, choice-report-photos
# locale: choice-report-identity, choice-report-what

STOP = Choice(id=word_choice("lapor", "berhenti"), label="choice-report-stop")
SEND = Choice(id=word_choice("lapor", "kirim"), label="choice-report-send")
REPORT = Choice(id=word_choice("lapor"), label="choice-report")
NOW = Choice(id=word_choice("lapor", "jawab now"), label="choice-report-now")
UNKNOWN = Choice(id=word_choice("lapor", "jawab unknown"), label="choice-report-unknown")
NO_PHOTOS = Choice(id=word_choice("lapor", "jawab enough"), label="choice-report-no-photos")
ENOUGH = Choice(id=word_choice("lapor", "jawab enough"), label="choice-report-enough")
SECRET = Choice(id=word_choice("lapor", "jawab secret"), label="choice-report-secret")
NAMED = Choice(id=word_choice("lapor", "jawab named"), label="choice-report-named")


def question(draft: ReportDraft, *, trouble: tuple[Words, ...] = ()) -> Reply:
    """Return what asks the step that a draft awaits, with what was the matter with the last answer."""
    values: dict[str, Value] = {"trouble": Lines(tuple(Words("report-trouble", {"problem": each}) for each in trouble))}
    if draft.asked == "sure":
        return Reply(key="report-summary", values={**values, **summary(draft)}, choices=_corrections())
    is_named = draft.asked == "identity" and draft.name
    ask = Words(f"report-ask-{'named' if is_named else draft.asked}", {"files": draft.files, "name": draft.name})
    step = str(REPORT_STEPS.index(draft.asked) + 1)
    return Reply(key="report-step", values={**values, "ask": ask, "step": step}, choices=(*_answers(draft), STOP))


def summary(draft: ReportDraft) -> dict[str, Value]:
    """Return what has been said, for the reporter to look over."""
    return {
        "what": offence_words(draft.what or "other"),
        "where": place_words(draft.place, has_pin=bool(draft.latitude or draft.longitude)),
        "when": when_words(draft.when),
        "details": draft.details,
        "files": draft.files,
        "identity": _identity(draft),
    }


def _identity(draft: ReportDraft) -> Words:
    return Words("report-named", {"name": draft.name}) if draft.identity == "named" else Words("report-secret")


def open_button(number: str) -> Choice:
    """Return the button with which an officer opens a report."""
    return Choice(id=word_choice("laporan", number), label="choice-code", values={"code": number})


def offence_words(offence: Offence) -> Words:
    """Return what a report is about."""
    # locale: report-overstay, report-work, report-lodging, report-crime, report-other
    return Words(f"report-{offence}")


def place_words(place: str, *, has_pin: bool) -> Words:
    """Return where it is, as it was written, and whether there is a pin."""
    if not place:
        return Words("report-pin")
    return Words("report-place-pin" if has_pin else "report-place", {"place": place})


def when_words(when: str) -> Value:
    """Return when it was, in the reporter's words."""
    return Words("report-when-unknown") if when == "unknown" else when


def _answers(draft: ReportDraft) -> tuple[Choice, ...]:
    match draft.asked:
        case "what":
            return tuple(_offence(each) for each in OFFENCES)
        case "when":
            return (NOW, UNKNOWN)
        case "photos":
            return (ENOUGH if draft.files else NO_PHOTOS,)
        case "identity":
            return (NAMED, SECRET) if draft.name else (SECRET,)
    return ()


def _offence(offence: Offence) -> Choice:
    # locale: choice-report-overstay, choice-report-work, choice-report-lodging, choice-report-crime
    # locale: choice-report-other
    return Choice(id=word_choice("lapor", f"jenis {offence}"), label=f"choice-report-{offence}")


def _corrections() -> tuple[Choice, ...]:
    return (SEND, *(_correct(step) for step in REPORT_STEPS if step != "sure"), STOP)


def _correct(step: ReportStep) -> Choice:
    return Choice(id=word_choice("lapor", f"ubah {step}"), label=f"choice-report-{step}")
