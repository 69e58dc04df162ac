"""Meta's Graph API with its people, who come as posts to the bot's webhook."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from io import BytesIO

import aiohttp
import msgspec
from aiohttp import web

from bench.crowd import Crowd, Load, Platform
from channels.whatsapp_cloud.webhook import SIGNATURE_HEADER, signature
from tests.channels import cloud_people as people
from tests.channels.cloud_server import APP_SECRET, PHONE_ID, TOKEN, USER, VERIFY_WORD

__all__ = ["APP_SECRET", "PHONE_ID", "TOKEN", "VERIFY_WORD", "serve"]


async def serve(load: Load, platform: Platform) -> None:
    """Let the people talk to the bot whose webhook is told when it runs."""
    posts = [_post(number, load.text) for number in range(1, load.messages + 1)]
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http, asyncio.TaskGroup() as group:
        graph = Graph(load, posts, http=http, group=group)
        app = web.Application()
        app.router.add_route("*", "/{rest:.*}", graph.call)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        graph.webhook = await platform.opens(f"http://127.0.0.1:{runner.addresses[0][1]}")
        platform.closes(await graph.crowd.talk())
        await asyncio.Event().wait()


class Graph:
    """One number at Meta."""

    def __init__(
        self,
        load: Load,
        posts: Sequence[tuple[bytes, Mapping[str, str]]],
        *,
        http: aiohttp.ClientSession,
        group: asyncio.TaskGroup,
    ) -> None:
        self.crowd = Crowd(load, self._write)
        self.webhook = ""
        self._posts = posts
        self._http = http
        self._group = group

    async def call(self, request: web.Request) -> web.Response:
        """Answer a call of the bot's."""
        is_message = request.path.endswith("/messages") and b'"status"' not in await request.read()
        body = _sent(self.crowd.answered()) if is_message else {"id": PHONE_ID}
        return web.Response(body=msgspec.json.encode(body), content_type="application/json")

    def _write(self, number: int) -> None:
        self._group.create_task(self._bring(number))

    async def _bring(self, number: int) -> None:
        body, headers = self._posts[number - 1]
        async with self._http.post(self.webhook, data=BytesIO(body), headers=headers) as response:
            response.raise_for_status()


def _post(number: int, text: str) -> tuple[bytes, Mapping[str, str]]:
    """Return the post of one person's message with its headers, made ready before the clock runs."""
    phone, user = f"62812{number:08d}", f"ID.{10**19 + number}"
    message = people.message(text, id=f"wamid.in{number}", phone=phone, user=user)
    contact = {"profile": {"name": "Budi"}, "wa_id": phone, "user_id": user}
    body = people.post(people.change(message, contacts=[contact]))
    return body, {SIGNATURE_HEADER: signature(body, APP_SECRET), "Content-Type": "application/json"}


def _sent(number: int) -> Mapping[str, object]:
    return {
        "messaging_product": "whatsapp",
        "contacts": [{"input": USER, "user_id": USER}],
        "messages": [{"id": f"wamid.{number}"}],
    }
