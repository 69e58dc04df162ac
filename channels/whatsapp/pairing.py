"""Linking a phone: its codes in the terminal and on a page, from the first code until the phone is linked."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from io import StringIO
from typing import TextIO

import segno
import structlog

from bot.engine.wording import Wording
from bot.errors import AddressRefused
from channels.whatsapp.frames import ShowCode
from channels.whatsapp.pairing_page import PairingPage

LINGER_S = 30.0
"""How long the page stays after the phone is linked, to say so."""

log = structlog.get_logger()


def new_secret() -> str:
    """Return 192 random bits, fit for a link and a cookie."""
    return secrets.token_urlsafe(24)


class Pairing:
    """The linking of one account."""

    def __init__(
        self,
        wording: Wording,
        *,
        account: str,
        port: int,
        terminal: TextIO,
        secret: Callable[[], str] = new_secret,
        linger_s: float = LINGER_S,
    ) -> None:
        self._account = account
        self._wording = wording
        self._terminal = terminal
        self._linger_s = linger_s
        self._page = PairingPage(wording, account=account, port=port, secret=secret, invite=self._invite)

    async def show(self, code: ShowCode) -> None:
        """Show a code; the page opens with the first one."""
        self._page.is_linked = False
        if code.kind == "qr":
            self._page.qr = code.code
        else:
            self._page.typed = code.code
        try:
            await self._page.open()
        except AddressRefused as error:
            log.error("whatsapp.page_refused", account=self._account, problem=str(error))
        self._print(code)

    async def finish(self) -> None:
        """Say that the phone is linked; then the page closes."""
        if not self._page.is_open:
            return
        self._page.qr = self._page.typed = ""
        self._page.is_linked = True
        await asyncio.sleep(self._linger_s)
        await self._page.close()

    async def close(self) -> None:
        """Close the page."""
        await self._page.close()

    def _invite(self, url: str) -> None:
        log.warning("whatsapp.not_linked", account=self._account)
        self._write(self._wording("whatsapp-pair-open", {"account": self._account, "url": url}, "id"))

    def _print(self, code: ShowCode) -> None:
        if code.kind == "typed":
            self._write(self._wording("whatsapp-pair-typed", {"account": self._account, "code": code.code}, "id"))
        elif self._terminal.isatty():
            drawn = StringIO()
            segno.make_qr(code.code, error="l").terminal(out=drawn, compact=True)
            self._write(drawn.getvalue())

    def _write(self, text: str) -> None:
        print(text, file=self._terminal, flush=True)
