"""The files of cases, behind links that the bot gives officers: each look is by somebody entitled, and written down."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from bot.media import ENTITLED, KeptFile
from bot.plugins import Services
from bot.staff import Act, Member
from bot.store.errors import BlobGone, BlobsAway
from bot.store.media import MediaVault
from bot.store.operations import Operation
from bot.store.staff import Acts
from channels.web.doors import Doors, NotYours
from channels.web.errors import Rejected
from channels.web.screens import Screens, language_of

SANDBOX = "sandbox; default-src 'none'"


class CaseFiles:
    """The page `/berkas/<token>`."""

    def __init__(self, doors: Doors, screens: Screens, *, vault: MediaVault, services: Services) -> None:
        self._doors = doors
        self._screens = screens
        self._vault = vault
        self._clock = services.clock
        self._acts = Acts(services.client, services.sealer)
        self._fingerprint = services.sealer.fingerprint

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(tags=["cases"])
        router.add_api_route("/berkas/{token}", self.show, methods=["GET"], summary="A file of a case, by its link")
        return router

    async def show(self, request: Request, token: str) -> Response:
        """Give a file to an officer who may see its case; to anybody else not even that there is one."""
        officer = await self._doors.officer(request)
        file = await self._vault.linked(self._doors.office.code, token)
        if file is None:
            raise self._over(request)
        await self._note(officer.member, file, secret=officer.secret)
        if not officer.member.may(ENTITLED[file.circle]):
            raise NotYours
        try:
            data = await self._vault.read(self._doors.office.code, file)
        except BlobGone:
            raise self._over(request) from None
        except BlobsAway:
            raise Rejected(503, self._screens.wording("file-away", {}, language_of(request))) from None
        return Response(data, media_type=file.mime, headers=_headers(file))

    async def _note(self, member: Member, file: KeptFile, *, secret: str) -> None:
        """Write a look down before anything is shown; one that is refused too."""
        now_ms = self._clock()
        is_refused = not member.may(ENTITLED[file.circle])
        act = Act(at_ms=now_ms, who=member.name, what=f"berkas {file.case} {file.id}", is_refused=is_refused)
        operation = Operation(self._fingerprint("file look", f"{secret} {file.id}"), now_ms)
        await self._acts.note(self._doors.office, act, operation=operation)

    def _over(self, request: Request) -> Rejected:
        return Rejected(404, self._screens.wording("file-link-over", {}, language_of(request)))


def _headers(file: KeptFile) -> dict[str, str]:
    """Return the headers that let a browser show a picture, save a PDF, and run nothing in either."""
    how = "inline" if file.mime == "image/jpeg" else "attachment"
    named = f'{how}; filename="{file.case}-{file.id}.{file.ending}"'
    return {"Content-Disposition": named, "Content-Security-Policy": SANDBOX}
