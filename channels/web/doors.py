"""Who may enter a room of the office: officers by their session, devices by their token. Knows cookies, no pages."""

from __future__ import annotations

from fastapi import Request, Response
from msgspec import Struct

from bot.adapters import Pace
from bot.offices import Office
from bot.plugins import Services
from bot.staff import EVERYONE, Member, Role
from bot.store.accounts import Accounts
from bot.store.devices import Device, DeviceKind, Devices
from bot.store.sign_ins import SESSION_MS, SignIns
from channels.web.errors import Rejected
from channels.web.sessions import NewSecret, new_secret

STAFF_COOKIE = "antrian_staff"
DEVICE_COOKIE = "antrian_device"
DEVICE_S = 400 * 24 * 3600  # browsers keep no cookie longer
GUESSES = Pace(burst=10, interval_ms=6_000)
"""How often one address may show a code: codes have 40 random bits and live for minutes."""


class NotSignedIn(Rejected):
    """Raised when a room of the staff is entered without a session."""

    entrance = "/masuk"

    def __init__(self) -> None:
        super().__init__(401, "not signed in: ask the bot for a code with /masuk")


class NotPaired(Rejected):
    """Raised when a device's page is opened without its token, or after that was withdrawn."""

    entrance = "/perangkat"

    def __init__(self) -> None:
        super().__init__(401, "not paired: ask the bot for a code with /perangkat")


class NotYours(Rejected):
    """Raised when an officer enters a room that is for other roles."""

    def __init__(self) -> None:
        super().__init__(403, "this page is for other roles")


class TooManyGuesses(Rejected):
    """Raised when one address has shown too many codes; again after `retry_after_s`."""

    def __init__(self, retry_after_s: int) -> None:
        self.retry_after_s = retry_after_s
        super().__init__(429, f"too many codes from here: try again in {retry_after_s} s")


class Officer(Struct, frozen=True, kw_only=True):
    """Who is signed in; `secret` is their session's."""

    member: Member
    secret: str


class Doors:
    """The doors of one office's pages."""

    def __init__(self, services: Services, office: str, *, new_secret: NewSecret = new_secret) -> None:
        self._offices = services.offices
        self._code = office
        self._clock = services.clock
        self._sign_ins = SignIns(services.client, services.sealer)
        self._devices = Devices(services.client, services.sealer)
        self._accounts = Accounts(services.client)
        self._fingerprint = services.sealer.fingerprint
        self._new_secret = new_secret

    @property
    def office(self) -> Office:
        """Return the office as it is now."""
        return self._offices[self._code]

    async def officer(self, request: Request, roles: frozenset[Role] = EVERYONE) -> Officer:
        """Return who is signed in. Raises NotSignedIn or NotYours."""
        secret = request.cookies.get(STAFF_COOKIE, "")
        member = await self._sign_ins.find(self.office, secret)
        if member is None:
            raise NotSignedIn
        if not member.may(roles):
            raise NotYours
        return Officer(member=member, secret=secret)

    async def device(self, request: Request, kind: DeviceKind) -> Device:
        """Return the device that asks. Raises NotPaired."""
        device = await self._devices.find(self.office, request.cookies.get(DEVICE_COOKIE, ""))
        if device is None or device.kind != kind:
            raise NotPaired
        return device

    async def sign_in(self, request: Request, response: Response, code: str) -> Member | None:
        """Begin a session with a code; None when it is not valid. Raises TooManyGuesses."""
        await self._count_guess(request)
        secret = self._new_secret()
        member = await self._sign_ins.begin(self.office, plain_code(code), secret=secret)
        if member is not None:
            _keep(request, response, STAFF_COOKIE, secret, SESSION_MS // 1000)
        return member

    async def sign_out(self, request: Request, response: Response) -> None:
        """End the session. Again is harmless."""
        await self._sign_ins.end(self.office, request.cookies.get(STAFF_COOKIE, ""))
        response.delete_cookie(STAFF_COOKIE, httponly=True, samesite="strict")

    async def pair(self, request: Request, response: Response, code: str) -> Device | None:
        """Make the browser a device with a code; None when it is not valid. Raises TooManyGuesses."""
        await self._count_guess(request)
        token = self._new_secret()
        device = await self._devices.pair(self.office, plain_code(code), token=token)
        if device is not None:
            _keep(request, response, DEVICE_COOKIE, token, DEVICE_S)
        return device

    async def _count_guess(self, request: Request) -> None:
        where = self._fingerprint("address", request.client.host if request.client else "")
        now_ms = self._clock()
        granted, next_ms = await self._accounts.allow(f"web-codes:{where}", 1, pace=GUESSES, now_ms=now_ms)
        if not granted:
            raise TooManyGuesses(max(1, (next_ms - now_ms + 999) // 1000))


def plain_code(typed: str) -> str:
    """Return a code as it was given, however it was typed."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def _keep(request: Request, response: Response, name: str, secret: str, seconds: int) -> None:
    is_https = request.url.scheme == "https"
    # lax, for the link in the chat comes from another site; what changes something is posted as JSON by our own pages
    response.set_cookie(name, secret, max_age=seconds, httponly=True, samesite="lax", secure=is_https)
