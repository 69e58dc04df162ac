"""From what a person did in a chat to the command that is meant: the one reading, or a question, never a guess."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from bot.arguments import ReadArguments, Reading
from bot.booking_lines import read_line, read_plain_line
from bot.choices import read_choice
from bot.codes import find_code
from bot.commands import (
    Book,
    BookDraft,
    BookingMistake,
    Cancel,
    CheckBooking,
    Command,
    Confirm,
    FillDraft,
    Forwarded,
    JoinWaitlist,
    KeepBooking,
    MistypedCode,
    Move,
    Rude,
    ShareNumber,
    ShowFees,
    ShowHelp,
    ShowLocation,
    ShowOfficial,
    ShowRequirements,
    ShowSchedule,
    ShowSteps,
    ShowWaitlist,
    StartDraft,
    StopDraft,
    Thanks,
    Unclear,
    Unsupported,
)
from bot.courtesy import is_courtesy, is_thanks
from bot.draft_answers import StepMistake, filled, step_of
from bot.line_outcomes import booking_line
from bot.messages import EventKind, InboundEvent
from bot.near_words import nearest_word
from bot.offices import Office
from bot.plaintext import plain
from bot.profiles import Draft
from bot.rudeness import is_rude
from bot.visit_commands import ShowBill, ShowPassport, ShowQueue
from bot.waitlist_arguments import WAITING_WORDS, behind_waiting_word, tunggu_arguments, waiting_for

LONGEST_TEXT = 500  # what is longer is a story, and is searched for a command word only
MOST_WORDS = 3  # in one command word

_APPROVAL = re.compile(
    r"#?\s*(?:(?:kode(?:nya)?|code|persetujuan(?:nya)?|approval|setuju|ya|saya|adalah|ini)\b[\s:=.#]*)*"
    r"(\d{8}|\d{4}[ -]\d{4}|\d\d \d\d \d\d \d\d)\s*[#.!]*",
    re.IGNORECASE,
)
_YES = re.compile(r"y|ya+h?|iya+h?|yes|oke*y?|okay|setuju")
_NO = re.compile(r"tida?k|tdk|ng?gak|enggak|gak|ga|no|jangan|jadi")
_YES_COMPANY = frozenset({"saya", "kami", "kak", "min", "admin", "pak", "bu", "bapak", "ibu"})
_NOT_WORDS = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_]+")
_BOT_NAME = re.compile(r"^(/[^\s@]+)@\w+")
_NO_NAMES = (  # nobody is called "batal"
    Cancel, CheckBooking, JoinWaitlist, Move, ShowSchedule, ShowWaitlist, StartDraft, StopDraft,
)  # fmt: skip
_ONLY_ASK = (
    CheckBooking, MistypedCode, ShowBill, ShowFees, ShowHelp, ShowLocation, ShowOfficial, ShowPassport, ShowQueue,
    ShowRequirements, ShowSchedule, ShowSteps, ShowWaitlist,
)  # fmt: skip
_TALKED_ABOUT = frozenset({"antrian", "antrean", "paspor", "passport"})  # in wishes that their commands don't meet
_BARE_NUMBER = re.compile(r"\d{1,2}")  # of a numbered menu, sooner than an hour
_TOKEN = re.compile(r"[^\s#:=]+")
_PUNCTUATION = " .,!?;:*_~\"'()"


class _Text(Struct, frozen=True, kw_only=True):
    """A message in plain characters, with what it is read against."""

    plain: str
    words: Mapping[str, ReadArguments]
    office: Office
    now_ms: int
    draft: Draft | None = None
    question: str = ""

    def asks(self, read: ReadArguments, rest: str = "") -> Command:
        """Return what a command word asks for with these words behind it."""
        return read(Reading(rest=rest, office=self.office, now_ms=self.now_ms))


def parse(
    event: InboundEvent,
    *,
    words: Mapping[str, ReadArguments],
    office: Office,
    now_ms: int,
    draft: Draft | None = None,
    question: str = "",
) -> Command:
    """Return the command that an event stands for; `words` are command words in lower case, without `#`.

    While `draft` awaits an answer, a text that can be the answer is taken as one. `question` is the id of the choice
    that a bare yes makes, when the message before asked something. A forwarded text answers neither.
    """
    if event.kind == "contact" and event.phone:
        return ShareNumber(phone=event.phone)
    typed = event.text
    if event.choice:
        chosen = read_choice(event.choice)
        if not isinstance(chosen, str):
            return chosen or Unclear(text=event.choice)
        typed = chosen
    if event.is_forwarded:
        draft, question = None, ""
    text = _Text(plain=plain(typed), words=words, office=office, now_ms=now_ms, draft=draft, question=question)
    command = _command(text) or _not_understood(text, event.kind)
    return _forwarded(command) if event.is_forwarded else command


def _forwarded(command: Command) -> Command:
    """Return what is done for words that may be another's: what they ask is told, what they want done is not done."""
    if isinstance(command, Book):
        line = booking_line(command.name, command.birth_date, command.service_date, session=command.session)
        return Forwarded(line=line)
    is_sent_thing = isinstance(command, Unsupported) and command.kind != "story"
    return command if is_sent_thing or isinstance(command, _ONLY_ASK) else Forwarded()


def _command(text: _Text) -> Command | None:
    if not text.plain or len(text.plain) > LONGEST_TEXT:
        return None
    certain = _yes_or_no(text) or _answer(text) or _approval(text)
    if certain:
        return certain
    waiting = _waiting(text)
    if waiting:
        return waiting
    line = _line(text)
    if isinstance(line, Book) or (line and text.plain.strip("# ").count("#") >= 2):
        return line  # before a command word, as a name may begin like one (Cek Mat)
    command = _command_word(text)
    if isinstance(command, StartDraft) and line and line.birth_date and line.service_date:
        return line  # "daftar Budi 25011987 30112026"
    return command or _consent(text) or _code(text) or line or (Thanks() if is_thanks(text.plain) else None)


def _not_understood(text: _Text, kind: EventKind) -> Command:
    if kind not in ("text", "choice", "edit"):
        return Unsupported(kind=kind)
    if is_rude(text.plain[:LONGEST_TEXT]):
        return Rude()
    unclear = _unclear(text)
    is_story = len(text.plain) > LONGEST_TEXT and not unclear.nearest
    return Unsupported(kind="story") if is_story else unclear


def _yes_or_no(text: _Text) -> Command | None:
    """Return what a bare yes or no is to the question of the message before."""
    if not text.question:
        return None
    chosen = read_choice(text.question)
    if isinstance(chosen, str):  # "Maksud Anda #batal?"
        return _command_word(replace(text, plain=chosen)) if _consent(text) else None
    if _consent(text):
        return chosen
    said = _NOT_WORDS.sub(" ", text.plain.lower()).split()
    is_no = any(map(_NO.fullmatch, said)) and all(_NO.fullmatch(word) or word in _YES_COMPANY for word in said)
    return KeepBooking() if is_no else None


def _answer(text: _Text) -> Command | None:
    """Return the answer to the step that the draft awaits, unless the text says something else.

    A command word in front says something else, but for a name that begins like one (Cek Mat).
    """
    draft, said = text.draft, text.plain
    step = step_of(draft) if draft else None
    if draft is None or step is None or said[0] in "#/" or "#" in said.strip("# ") or _BARE_NUMBER.fullmatch(said):
        return None
    if step == "sure":
        return BookDraft() if _consent(text) else None
    if (command := _command_word(text)) and not (step == "name" and _is_more_than(command, text)):
        return None
    answer = filled(draft, step, said, office=text.office, today=text.office.local(text.now_ms).date())
    if isinstance(answer, StepMistake) and not answer.is_certain:
        return None
    return FillDraft(step=step, text=said)


def _is_more_than(command: Command, text: _Text) -> bool:
    """Tell whether a text has words behind its command word that the command makes nothing of."""
    first, _, rest = text.plain.partition(" ")
    bare = text.words.get(first.lower())
    is_idle = bare is not None and command == text.asks(bare)
    return bool(rest) and is_idle and not is_courtesy(rest)


def _line(text: _Text) -> Book | BookingMistake | None:
    now = text.office.local(text.now_ms)
    line = read_plain_line(text.plain, now.date()) or read_line(text.plain, office=text.office, now=now)
    read = text.words.get(line.name.lower()) if line else None
    if line is None or read is None:
        return line
    has_date = line.birth_date or line.service_date
    return line if has_date and not isinstance(text.asks(read), _NO_NAMES) else None


def _waiting(text: _Text) -> Command | None:
    """Return who waits for what date, from a booking line behind the word of the waiting list."""
    behind = behind_waiting_word(text.plain)
    if not behind or text.words.get(WAITING_WORDS[0]) is not tunggu_arguments:
        return None
    now = text.office.local(text.now_ms)
    line = read_plain_line(behind, now.date()) or read_line(behind, office=text.office, now=now)
    return waiting_for(line) if line else None


def _approval(text: _Text) -> Command | None:
    approval = _APPROVAL.fullmatch(text.plain)
    return Confirm(approval=approval[1].replace(" ", "").replace("-", "")) if approval else None


def _command_word(text: _Text) -> Command | None:
    """Find the longest command word in front; a bot's name behind it (`/jadwal@bot`) is dropped."""
    body = _BOT_NAME.sub(r"\1", text.plain, count=1)
    body = body.lstrip("#/!. \n")
    tokens = list(islice(_TOKEN.finditer(body), MOST_WORDS))
    while tokens:
        said = [token[0].strip(_PUNCTUATION).lower() for token in tokens]
        read = text.words.get(" ".join(said)) or text.words.get("".join(said))
        if read:
            return text.asks(read, _arguments(body[tokens[-1].end() :]))
        tokens.pop()
    return None


def _arguments(behind: str) -> str:
    return " ".join(behind.replace("#", " ").split()).lstrip(" :=")


def _consent(text: _Text) -> Command | None:
    said = _NOT_WORDS.sub(" ", text.plain.lower()).split()
    if "?" in text.plain or not any(map(_YES.fullmatch, said)):
        return None
    return Confirm() if all(_YES.fullmatch(word) or word in _YES_COMPANY for word in said) else None


def _code(text: _Text) -> Command | None:
    code = find_code(text.plain.strip("# "))
    if code.kind == "none":
        return None
    return CheckBooking(code=code.code) if code.kind == "valid" else MistypedCode(found=code.code)


def _unclear(text: _Text) -> Unclear:
    """Tell which command word was probably meant: a slip away in front, or amid others."""
    words = list(_WORD.finditer(text.plain[:LONGEST_TEXT]))
    said = [word[0].lower() for word in words]
    bare = [word if word in text.words else word.removesuffix("nya") for word in said]
    within = next((word for word in bare if word in text.words and word not in _TALKED_ABOUT), "")
    if within or (len(said) > MOST_WORDS and text.plain[0] not in "#/"):
        return Unclear(text=text.plain, nearest=within)
    for last, slip in zip(words, (*said[:1], "".join(said[:2])), strict=False):
        if nearest := nearest_word(slip, text.words):
            return Unclear(text=text.plain, nearest=nearest, rest=_rest(text, nearest, text.plain[last.end() :]))
    return Unclear(text=text.plain)


def _rest(text: _Text, word: str, behind: str) -> str:
    """Return what stands behind a word, "" where the word makes nothing of it."""
    rest, read = _arguments(behind), text.words[word]
    return rest if text.asks(read, rest) != text.asks(read) else ""
