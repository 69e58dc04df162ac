"""A strict object store on loopback: one bucket, which takes only what is signed with its key over what really came."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256

from aiohttp import web

from bot.store.s3 import Target, authorization
from tests.channels.strict_server import StrictServer

SIGNED = ("host", "x-amz-content-sha256", "x-amz-date")


class ObjectStore(StrictServer):
    """What is in the bucket; `faults` by method."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, bytes] = {}
        self.target = Target(endpoint="", region="ap-southeast-3", bucket="berkas", key_id="KUNCI", secret="rahasia")

    async def answer(self, request: web.Request) -> web.Response:
        """Answer a call, unless a fault is in its way."""
        if (instead := self.instead(request, self.next_fault(request.method))) is not None:
            return instead
        body = await request.read()
        headers = {name: request.headers[name] for name in SIGNED}
        if headers["x-amz-content-sha256"] != sha256(body).hexdigest():
            return web.Response(status=400, text="<Code>XAmzContentSHA256Mismatch</Code>")
        if request.headers["Authorization"] != authorization(self.target, request.method, request.raw_path, headers):
            return web.Response(status=403, text="<Code>SignatureDoesNotMatch</Code>")
        if request.match_info["bucket"] != self.target.bucket:
            return web.Response(status=404, text="<Code>NoSuchBucket</Code>")
        return self._done(request.method, request.match_info["name"], body)

    def _done(self, method: str, name: str, body: bytes) -> web.Response:
        match method:
            case "PUT":
                self.kept[name] = body
                return web.Response()
            case "GET" if name in self.kept:
                return web.Response(body=self.kept[name])
            case "DELETE":
                self.kept.pop(name, None)
                return web.Response(status=204)
        return web.Response(status=404, text="<Code>NoSuchKey</Code>")


@asynccontextmanager
async def serving() -> AsyncIterator[ObjectStore]:
    """Serve a bucket until the block ends."""
    store = ObjectStore()
    app = web.Application(client_max_size=64 * 1024 * 1024)
    app.router.add_route("*", "/{bucket}/{name:.*}", store.answer)
    async with store.served(app):
        yield store
