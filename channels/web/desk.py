"""The desk page's HTTP side: an officer chooses a desk, sees who is before it and presses what comes next."""

from __future__ import annotations

from typing import get_args

import msgspec
from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse
from msgspec import Struct

from bot.commands import Category
from bot.desk_reasons import PAUSES, REASONS, pause_words, reason_words
from bot.lanes import Desk
from bot.messages import Language, Value
from bot.offices import Office
from bot.products import product_words
from bot.seats import may_sit
from bot.staff import Act
from bot.store.staff import Acts
from bot.visit_values import COLLECTION_PAPERS
from channels.web.bodies import posts, read_body
from channels.web.desk_presses import CHAT_WORDS, Press, Presses
from channels.web.desk_state import DeskStates
from channels.web.doors import Doors, Officer
from channels.web.errors import Rejected
from channels.web.feed import EVENT_ID, Feed
from channels.web.screens import Screens, language_of

WORDS = (
    "desk-title", "desk-choose", "desk-nobody", "desk-waiting", "desk-next", "desk-call", "desk-recall", "desk-sit",
    "desk-skip", "desk-no-show", "desk-transfer", "desk-finish", "desk-pause", "desk-resume", "desk-paused",
    "desk-complete", "desk-send-back", "desk-photographed", "desk-hand-over", "desk-auto", "desk-product",
    "desk-category", "desk-billing-code", "desk-billing-hint", "desk-reasons", "desk-own-reason", "desk-collector",
    "desk-collector-name", "desk-papers", "desk-name", "desk-birth-date", "desk-identify", "desk-born", "desk-session",
    "desk-called", "desk-serving", "desk-calls", "desk-priority", "desk-before", "desk-sent-back-for", "desk-undo",
    "desk-undo-why", "desk-code", "desk-cancel", "desk-print", "desk-other", "desk-shortcuts", "desk-to-lane",
    "desk-checklist", "desk-pause-why", "desk-own-pause", "desk-walk-in", "desk-change",
)  # fmt: skip


class Answered(Struct, frozen=True, kw_only=True):
    """What a press came to, in words, and how the desk stands now. `slip` are the lines of a paper to print."""

    message: str
    is_refused: bool
    slip: list[str]
    state: msgspec.Raw


class DeskPage:
    """The page `/loket` and what it asks."""

    def __init__(
        self, doors: Doors, screens: Screens, *, feed: Feed, states: DeskStates, presses: Presses, acts: Acts
    ) -> None:  # fmt: skip
        self._doors = doors
        self._screens = screens
        self._feed = feed
        self._states = states
        self._presses = presses
        self._acts = acts

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(tags=["desk"])
        router.add_api_route("/loket", self.show, methods=["GET"], summary="The desk page")
        router.add_api_route("/loket/keadaan", self.state, methods=["GET"], summary="How a desk stands")
        router.add_api_route("/loket/peristiwa", self.listen, methods=["GET"], summary="What goes on in the lobby")
        router.add_api_route(
            "/loket/tekan", self.press, methods=["POST"], openapi_extra=posts(Press), summary="Press a key of a desk"
        )
        return router

    async def show(self, request: Request) -> Response:
        """Show the page with the desks that the officer may take."""
        officer = await self._doors.officer(request)
        office, language = self._doors.office, language_of(request)
        values = {
            "officer": officer.member.name,
            "desks": [desk for desk in office.desks if may_sit(office, desk, officer.member)],
            "lanes": office.lanes,
            "products": self._products(office, language),
            "categories": [(each, self._say(f"choice-papers-{each}", language)) for each in get_args(Category)],
            "reasons": [(each, self._show(reason_words(each), language)) for each in REASONS],
            "pauses": [(each, self._show(pause_words(each), language)) for each in PAUSES],
            "collectors": self._collectors(language),
            "may_undo": officer.member.may(self._presses.UNDOERS),
        }
        return self._screens.show(request, "desk.html", office=office, words=WORDS, values=values)

    async def state(self, request: Request, desk: str) -> Response:
        """Tell how a desk stands: who is before it, who is next, how many wait."""
        officer = await self._doors.officer(request)
        return _json(await self._states.read(self._desk(desk, officer), officer.member, language_of(request)))

    async def listen(self, request: Request) -> Response:
        """Stream what goes on: the page then asks how its desk stands."""
        await self._doors.officer(request)
        last = request.headers.get("last-event-id", "")
        frames = self._feed.listen(last if EVENT_ID.fullmatch(last) else "")
        return StreamingResponse(frames, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})

    async def press(self, request: Request) -> Response:
        """Do what was pressed, once for the press's id, and tell what it came to."""
        press = await read_body(request, Press)
        officer = await self._doors.officer(request)
        desk, language = self._desk(press.desk, officer), language_of(request)
        outcome = await self._presses.do(press, desk, officer.member, language)
        state = await self._states.read(desk, officer.member, language)
        if not outcome.is_refused:
            await self._noted(press, desk, officer, seen=state.person.number if state.person else "")
        answered = Answered(
            message=outcome.message,
            is_refused=outcome.is_refused,
            slip=list(outcome.slip),
            state=msgspec.Raw(msgspec.json.encode(state)),
        )
        return _json(answered)

    async def _noted(self, press: Press, desk: Desk, officer: Officer, *, seen: str) -> None:
        """Write down what was done, in the words of the chat, and so who has looked at whom."""
        what = f"{CHAT_WORDS[press.act]} {press.number or press.code or seen}".rstrip()
        after = press.reason or "; ".join(press.reasons) or desk.name
        act = Act(at_ms=self._states.now_ms, who=officer.member.name, what=what, after=after)
        await self._acts.note(self._doors.office, act, operation=press.operation)

    def _desk(self, id: str, officer: Officer) -> Desk:
        office = self._doors.office
        desk = next((desk for desk in office.desks if desk.id == id), None)
        if desk is None:
            raise Rejected(404, "no such desk")
        if not may_sit(office, desk, officer.member):
            raise Rejected(403, "this desk is for other roles")
        return desk

    def _products(self, office: Office, language: Language) -> list[tuple[str, str]]:
        today = office.local(self._states.now_ms).date()
        ids = dict.fromkeys(fee.product for fee in office.fees if fee.since <= today)
        return [(id, self._show(product_words(id), language)) for id in ids]

    def _collectors(self, language: Language) -> list[tuple[str, str, list[tuple[str, str]]]]:
        # locale: desk-collector-applicant, desk-collector-family, desk-collector-other
        # locale: desk-paper-payment, desk-paper-id_card, desk-paper-family_card, desk-paper-authority
        return [
            (
                who,
                self._say(f"desk-collector-{who}", language),
                [(p, self._say(f"desk-paper-{p}", language)) for p in papers],
            )
            for who, papers in COLLECTION_PAPERS.items()
        ]

    def _show(self, value: Value, language: Language) -> str:
        return self._screens.wording("desk-value", {"value": value}, language)

    def _say(self, key: str, language: Language) -> str:
        return self._screens.wording(key, {}, language)


def _json(value: Struct) -> Response:
    return Response(msgspec.json.encode(value), media_type="application/json")
