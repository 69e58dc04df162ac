"""One console: lines in, answers out, and the end when both are done."""

from __future__ import annotations

import asyncio
import os
import secrets
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from msgspec import Struct

from bot.adapters import Accept, Capabilities, ChannelAdapter
from bot.errors import SendNever, StoreUnavailable
from bot.messages import ChatRef, InboundEvent, Message
from bot.plugins import Account, Services
from channels.console.lines import lines
from channels.console.parse import TEXT_LENGTH, Typed, chat, events, flaw
from channels.console.render import Sheet, sheet
from channels.console.settings import ConsoleSettings

PROMPT = "> "
CLEAR_LINE = "\r\x1b[K"


class Terminal(Struct, frozen=True, kw_only=True):
    """Where lines come from and answers go to."""

    input: int
    output: int
    is_interactive: bool
    shows_qr: bool

    @classmethod
    def of_process(cls) -> Terminal:
        """Return this process's own standard input and output."""
        is_screen = sys.stdout.isatty()
        return cls(
            input=sys.stdin.fileno(),
            output=sys.stdout.fileno(),
            is_interactive=sys.stdin.isatty() and is_screen,
            shows_qr=is_screen and sys.stdout.encoding.lower() == "utf-8",
        )


@asynccontextmanager
async def opened(account: Account, options: ConsoleSettings, services: Services) -> AsyncIterator[ChannelAdapter]:
    """Open the console of this process."""
    yield ConsoleAdapter(
        account,
        options=options,
        services=services,
        terminal=Terminal.of_process(),
        process=secrets.token_hex(8),
    )


class ConsoleAdapter:
    """The conversation of one process. `run` ends by itself: after the last line's answers."""

    name = "console"

    def __init__(
        self,
        account: Account,
        *,
        options: ConsoleSettings,
        services: Services,
        terminal: Terminal,
        process: str,
        retry_s: float = 1.0,
    ) -> None:
        self.account = account.name
        self._office = account.office
        self._phone = options.phone
        self._services = services
        self._wording = services.lexicon.of(services.offices[account.office])
        self._terminal = terminal
        self._process = process
        self._retry_s = retry_s
        self._chat = chat(account.name, options.phone)
        self._shown: set[str] = set()  # a console lives for one conversation
        self._prompts = False

    def capabilities(self, chat: ChatRef) -> Capabilities:
        """Return what a terminal can show: text, with buttons as numbered lines."""
        return Capabilities(text_length=TEXT_LENGTH, resend_is_safe=True, is_flood_limited=False)

    def parse(self, raw: Typed) -> Sequence[InboundEvent]:
        """Return the event of a line, if it holds one."""
        return events(raw, account=self.account, office=self._office, phone=self._phone)

    def render(self, message: Message) -> Sequence[Sheet]:
        """Return the text to print."""
        return (sheet(message, shows_qr=self._terminal.shows_qr),)

    async def run(self, accept: Accept) -> None:
        """Hand over each line once the one before is answered, until the input ends."""
        await self._prompt()
        async for line in lines(self._terminal.input):
            self._prompts = False
            if problem := flaw(line):
                await self._tell(problem, number=str(line.number))
            for event in self.parse(Typed(line=line, process=self._process, at_ms=self._services.clock())):
                await self._hand_over(event, accept)
                await self._services.drained(self._chat)
            await self._prompt()
        if self._prompts:
            await self._write("\n")  # so that the shell's own prompt starts on a line of its own

    async def deliver(self, payload: Sheet) -> str:
        """Print an answer, once. Raises SendNever when nobody reads the output any more."""
        if payload.id not in self._shown:
            await self._print(f"{payload.text}\n\n")
            self._shown.add(payload.id)
        return payload.id

    async def _hand_over(self, event: InboundEvent, accept: Accept) -> None:
        told = False
        while True:
            try:
                await accept(event)
            except StoreUnavailable:
                if not told:
                    await self._tell("console-store-away")
                told = True
                await asyncio.sleep(self._retry_s)
            else:
                return

    async def _tell(self, key: str, **values: str) -> None:
        await self._print(f"{self._wording(key, values, 'id')}\n\n")

    async def _prompt(self) -> None:
        self._prompts = self._terminal.is_interactive
        if self._prompts:
            await self._write(PROMPT)

    async def _print(self, text: str) -> None:
        await self._write(f"{CLEAR_LINE}{text}{PROMPT}" if self._prompts else text)

    async def _write(self, text: str) -> None:
        rest = text.encode()
        try:
            while rest:
                written = await asyncio.to_thread(os.write, self._terminal.output, rest)
                rest = rest[written:]
        except OSError as error:
            raise SendNever(f"the output is closed ({error.strerror})") from error
