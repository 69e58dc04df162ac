"""The public page on which a referral letter is verified: its number, its date and whether it holds, nothing else."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request, Response

from bot.messages import Day
from bot.offices import Office
from bot.store.referrals import Referrals
from channels.web.screens import Screens, language_of

WORDS = (
    "letter-title", "letter-valid", "letter-over", "letter-withdrawn", "letter-number", "letter-day", "letter-until",
    "letter-same", "letter-unknown", "letter-unknown-why",
)  # fmt: skip


class ReferralPage:
    """The page `/surat/<id>`, to which the letter's QR leads."""

    def __init__(
        self, referrals: Referrals, screens: Screens, *, office: Callable[[], Office], clock: Callable[[], int]
    ) -> None:
        self._referrals = referrals
        self._screens = screens
        self._office = office
        self._clock = clock

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(tags=["cases"])
        router.add_api_route("/surat/{id}", self.show, methods=["GET"], summary="Whether a referral letter holds")
        return router

    async def show(self, request: Request, id: str) -> Response:
        """Show what a letter must bear; one that isn't known, or is no longer kept, says so."""
        office, language = self._office(), language_of(request)
        referral = await self._referrals.find(office, id)
        values: dict[str, object] = {"validity": "unknown"}
        if referral is not None:
            values = {
                "validity": referral.validity(office.local(self._clock()).date()),
                "number": referral.full_number,
                "day": self._screens.wording("letter-value", {"date": Day(referral.day)}, language),
                "until": self._screens.wording("letter-value", {"date": Day(referral.until)}, language),
            }
        status = 200 if referral else 404
        return self._screens.show(request, "letter.html", office=office, words=WORDS, values=values, status=status)
