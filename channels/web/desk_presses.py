"""From what is pressed on a desk's page to a step of the office, and from its outcome to words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal, get_args

from msgspec import Meta, Struct
from msgspec.structs import replace

from bot.desk_reasons import pause_words, reason_words
from bot.desk_words import (
    Said,
    called,
    completed,
    nobody,
    photographed,
    refusal,
    sent_back,
    skipped,
    step_refused,
    told,
    undone,
)
from bot.desk_work import Done, NobodyThere
from bot.engine.wording import Wording
from bot.lanes import Desk
from bot.messages import Day, Language, Money, Value, Words
from bot.offices import Office
from bot.products import product_words
from bot.staff import LEADERS, Member, Role
from bot.store.operations import Operation, Stamp
from bot.visit_values import Application, Collector, Standing, StepRefused
from bot.visits import Visits

Act = Literal[
    "call", "recall", "sit", "skip", "no-show", "transfer", "finish", "pause", "resume", "identify",
    "complete", "send-back", "photographed", "hand-over", "undo",
]  # fmt: skip
Short = Annotated[str, Meta(max_length=200)]
Line = Annotated[str, Meta(max_length=80)]

ABOUT_SOMEBODY: frozenset[Act] = frozenset(get_args(Act)) - {"call", "pause", "resume", "undo"}


CHAT_WORDS: Mapping[Act, str] = {
    "call": "panggil", "recall": "ulang", "sit": "datang", "skip": "lewati", "no-show": "absen",
    "transfer": "pindah-jalur", "finish": "selesai", "pause": "jeda", "resume": "aktif", "identify": "pemohon",
    "complete": "lengkap", "send-back": "kembalikan", "photographed": "foto", "hand-over": "diambil",
    "undo": "urungkan",
}  # fmt: skip
"""The staff's words for the same in their chat."""


class Press(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One press. `id` is made by the page for each press, so that the same one twice is done once.

    `number` is whom the officer sees, so that a late press is not done to the person who comes next.
    """

    id: Annotated[str, Meta(pattern=r"^[A-Za-z0-9-]{16,64}\Z")]
    desk: Annotated[str, Meta(max_length=40)]
    act: Act
    number: Annotated[str, Meta(max_length=10)] = ""
    calls_next: bool = False
    reason: Short = ""
    reasons: Annotated[list[Short], Meta(max_length=20)] = []
    lane: Annotated[str, Meta(max_length=40)] = ""
    product: Line = ""
    category: Line = ""
    billing_code: Annotated[str, Meta(max_length=40)] = ""
    collector: Literal["applicant", "family", "other"] = "applicant"
    collector_name: Line = ""
    papers: Annotated[list[Line], Meta(max_length=10)] = []
    name: Line = ""
    birth_date: Annotated[str, Meta(pattern=r"^(\d{4}-\d{2}-\d{2})?\Z")] = ""
    code: Annotated[str, Meta(max_length=20)] = ""

    @property
    def operation(self) -> Operation:
        """Return what makes the same press one effect."""
        return Operation(f"press/{self.id}", 0)


class Outcome(Struct, frozen=True, kw_only=True):
    """What a press came to, in words; `slip` are the lines of a paper for the person."""

    message: str
    is_refused: bool = False
    slip: tuple[str, ...] = ()


class Presses:
    """What the desks of one office do. The words are of the officer's language, those of a paper of the applicant's."""

    UNDOERS: ClassVar[frozenset[Role]] = LEADERS

    def __init__(
        self, visits: Visits, wording: Wording, *, office: Callable[[], Office], clock: Callable[[], int]
    ) -> None:
        self._visits = visits
        self._wording = wording
        self._office = office
        self._clock = clock
        self._acts: Mapping[Act, Callable[[Press, Desk, Stamp, Member, Language], Awaitable[Outcome]]] = {
            "call": self._call, "recall": self._recall, "sit": self._sit, "skip": self._skip, "no-show": self._no_show,
            "transfer": self._transfer, "finish": self._finish, "pause": self._pause, "resume": self._resume,
            "identify": self._identify, "complete": self._complete, "send-back": self._send_back,
            "photographed": self._photographed, "hand-over": self._hand_over, "undo": self._undo,
        }  # fmt: skip

    async def do(self, press: Press, desk: Desk, member: Member, language: Language) -> Outcome:
        """Do what was pressed; again with the same id does and tells the same."""
        stamp = Stamp(operation=press.operation, now_ms=self._clock(), by=member.name)
        try:
            if press.number and press.act in ABOUT_SOMEBODY:
                await self._visits.desk_work.there(self._office(), desk, stamp, number=press.number)
            return await self._acts[press.act](press, desk, stamp, member, language)
        except NobodyThere as gone:
            return self._told(nobody(gone), language)
        except StepRefused as refused:
            return self._told(step_refused(refused), language)

    # --- the line ----------------------------------------------------------------------------------------

    async def _call(self, press: Press, desk: Desk, stamp: Stamp, member: Member, language: Language) -> Outcome:
        return self._told(called(await self._visits.desks.call_next(self._office(), desk, stamp)), language)

    async def _recall(self, press: Press, desk: Desk, stamp: Stamp, member: Member, language: Language) -> Outcome:
        office = self._office()
        answer = await self._visits.desks.recall(office, desk, stamp, number=press.number)
        return self._told(told(answer, "desk-answer-recalled", office), language)

    async def _sit(self, press: Press, desk: Desk, stamp: Stamp, member: Member, language: Language) -> Outcome:
        await self._visits.desk_work.sit_down(self._office(), desk, stamp, number=press.number)
        return Outcome(message="")

    async def _skip(self, press: Press, desk: Desk, stamp: Stamp, member: Member, language: Language) -> Outcome:
        office = self._office()
        answer = await self._visits.desks.skip(office, desk, stamp, number=press.number)
        return self._told(skipped(answer, office), language)

    async def _no_show(self, press: Press, desk: Desk, stamp: Stamp, member: Member, language: Language) -> Outcome:
        office = self._office()
        answer = await self._visits.desks.no_show(office, desk, stamp, number=press.number)
        return self._told(told(answer, "desk-answer-no-show", office), language)

    async def _transfer(self, press: Press, desk: Desk, stamp: Stamp, member: Member, language: Language) -> Outcome:
        office = self._office()
        if press.lane not in {lane.id for lane in office.lanes}:
            return self._told(refusal("desk-answer-no-lane"), language)
        answer = await self._visits.desks.transfer(office, desk, stamp, number=press.number, lane=press.lane)
        return self._told(told(answer, "desk-answer-transferred", office), language)

    async def _finish(self, press: Press, desk: Desk, stamp: Stamp, member: Member, language: Language) -> Outcome:
        office = self._office()
        answer = await self._visits.desks.finish(office, desk, stamp, number=press.number, calls_next=press.calls_next)
        return self._told(
            called(answer) if press.calls_next else told(answer, "desk-answer-finished", office), language
        )

    async def _pause(self, press: Press, desk: Desk, stamp: Stamp, member: Member, language: Language) -> Outcome:
        reason = press.reason.strip()
        if not reason:
            return self._told(refusal("desk-answer-pause-why"), language)
        await self._visits.desks.pause(self._office(), desk, stamp, reason=reason)
        return self._told(Said(Words("desk-answer-paused", {"reason": pause_words(reason)})), language)

    async def _resume(self, press: Press, desk: Desk, stamp: Stamp, member: Member, language: Language) -> Outcome:
        await self._visits.desks.resume(self._office(), desk, stamp)
        return self._told(Said(Words("desk-answer-resumed")), language)

    # --- the person --------------------------------------------------------------------------------------

    async def _identify(self, press: Press, desk: Desk, stamp: Stamp, member: Member, language: Language) -> Outcome:
        office = self._office()
        ticket = await self._visits.desk_work.there(office, desk, stamp, number=press.number)
        born, name = _date(press.birth_date), " ".join(press.name.split())
        if not name or born is None or born > office.local(stamp.now_ms).date():
            return self._told(refusal("desk-answer-who"), language)
        await self._visits.applications.identify(office, ticket.code, stamp, name=name, birth_date=born)
        return Outcome(message="")

    async def _complete(self, press: Press, desk: Desk, stamp: Stamp, member: Member, language: Language) -> Outcome:
        if not press.product or not press.category:
            return self._told(refusal("desk-answer-choose"), language)
        done = await self._visits.desk_work.complete(
            self._office(),
            desk,
            stamp,
            product=press.product,
            category=press.category,
            number=press.number,
            calls_next=press.calls_next,
        )
        slip = self._number_slip(done.standing) if done.standing else ()
        return self._done(done, completed(done), language, slip)

    async def _send_back(self, press: Press, desk: Desk, stamp: Stamp, member: Member, language: Language) -> Outcome:
        reasons = [reason for each in (*press.reasons, press.reason) if (reason := each.strip())]
        done = await self._visits.desk_work.send_back(
            self._office(), desk, stamp, reasons=reasons, number=press.number, calls_next=press.calls_next
        )
        return self._done(done, sent_back(done.application), language, self._back_slip(done.application))

    async def _photographed(
        self, press: Press, desk: Desk, stamp: Stamp, member: Member, language: Language
    ) -> Outcome:
        done = await self._visits.desk_work.photographed(
            self._office(), desk, stamp, product=press.product,
            billing_code="".join(sign for sign in press.billing_code if sign.isalnum()),
            number=press.number, calls_next=press.calls_next,
        )  # fmt: skip
        slip = self._bill_slip(done.application) if done.application.amount else ()
        return self._done(done, photographed(done.application), language, slip)

    async def _hand_over(self, press: Press, desk: Desk, stamp: Stamp, member: Member, language: Language) -> Outcome:
        collector: Collector = press.collector
        done = await self._visits.desk_work.hand_over(
            self._office(), desk, stamp, collector=collector, papers=press.papers,
            collector_name=" ".join(press.collector_name.split()), number=press.number, calls_next=press.calls_next,
        )  # fmt: skip
        return self._done(done, Said(Words("desk-answer-handed-over")), language)

    async def _undo(self, press: Press, desk: Desk, stamp: Stamp, member: Member, language: Language) -> Outcome:
        if not member.may(self.UNDOERS):
            return self._told(refusal("desk-answer-supervisor"), language)
        application = await self._visits.applications.undo(
            self._office(), press.code.strip().upper(), stamp, why=press.reason.strip()
        )
        return self._told(undone(application), language)

    # --- words -------------------------------------------------------------------------------------------

    def _told(self, said: Said, language: Language, slip: tuple[str, ...] = ()) -> Outcome:
        words = said.words
        return Outcome(message=self._say(words.key, words.values, language), is_refused=said.is_refused, slip=slip)

    def _done(self, done: Done, said: Said, language: Language, slip: tuple[str, ...] = ()) -> Outcome:
        outcome = self._told(said, language, slip)
        if done.next is None:
            return outcome
        return replace(outcome, message=f"{outcome.message} {self._told(called(done.next), language).message}")

    def _number_slip(self, standing: Standing) -> tuple[str, ...]:
        lane = next((lane.name for lane in self._office().lanes if lane.id == standing.ticket.lane), "")
        values: Mapping[str, Value] = {"before": standing.before, "lane": lane}
        return (standing.ticket.number, *self._say("desk-slip-number", values, "id").split("\n"))

    def _back_slip(self, application: Application) -> tuple[str, ...]:
        lines = (self._say("desk-value", {"value": reason_words(each)}, "id") for each in application.reasons)
        reasons = "\n".join(f"- {line}" for line in lines)
        until: Value = Day(application.back_until) if application.back_until else "-"
        return tuple(
            self._say("desk-slip-back", {"code": application.code, "reasons": reasons, "until": until}, "id").split(
                "\n"
            )
        )

    def _bill_slip(self, application: Application) -> tuple[str, ...]:
        values: Mapping[str, Value] = {
            "code": application.code,
            "product": product_words(application.product),
            "fee": Money(application.amount),
            "bill": application.billing_code,
            "deadline": Day(self._office().local(application.bill_deadline_ms).date()),
        }
        return tuple(self._say("desk-slip-bill", values, "id").split("\n"))

    def _say(self, key: str, values: Mapping[str, Value], language: Language) -> str:
        return self._wording(key, values, language)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
