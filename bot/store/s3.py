"""Files in a bucket of an object store that speaks S3, by signed requests (AWS Signature 4) of the standard library.

Three calls are needed of the hundreds that an SDK has, each of one small file.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import quote, urlsplit

from msgspec import Struct

from bot.store.errors import BlobGone, BlobsAway

ANSWER_S = 30.0
ALGORITHM = "AWS4-HMAC-SHA256"


class Target(Struct, frozen=True, kw_only=True):
    """A bucket, and the key pair that opens it; `endpoint` is "https://host[:port]"."""

    endpoint: str
    region: str
    bucket: str
    key_id: str
    secret: str


class S3Blobs:
    """The files of a bucket. `clock` gives the time that a request is signed with."""

    def __init__(
        self, target: Target, *, answer_s: float = ANSWER_S, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._target = target
        self._answer_s = answer_s
        self._clock = clock

    async def put(self, name: str, data: bytes) -> None:
        """Keep bytes; the same name again replaces them."""
        await asyncio.to_thread(self._call, "PUT", name, data)

    async def get(self, name: str) -> bytes:
        """Return what is kept. Raises BlobGone."""
        return await asyncio.to_thread(self._call, "GET", name)

    async def delete(self, name: str) -> None:
        """Delete what is kept. Again is harmless."""
        try:
            await asyncio.to_thread(self._call, "DELETE", name)
        except BlobGone:
            return

    def _call(self, method: str, name: str, data: bytes = b"") -> bytes:
        place = urlsplit(self._target.endpoint)
        kind = HTTPSConnection if place.scheme == "https" else HTTPConnection
        connection = kind(place.netloc, timeout=self._answer_s)
        path = f"/{quote(self._target.bucket)}/{quote(name)}"
        try:
            connection.request(method, path, body=data or None, headers=self._headers(method, place.netloc, path, data))
            response = connection.getresponse()
            body = response.read()
        except (OSError, HTTPException) as error:
            raise BlobsAway(f"{place.netloc}: {type(error).__name__}") from None
        finally:
            connection.close()
        if response.status == 404 and b"NoSuchBucket" not in body:
            raise BlobGone
        if response.status not in (200, 204):
            raise BlobsAway(f"{place.netloc} answers {response.status}")
        return body

    def _headers(self, method: str, host: str, path: str, data: bytes) -> Mapping[str, str]:
        at = self._clock().strftime("%Y%m%dT%H%M%SZ")
        headers = {"host": host, "x-amz-content-sha256": sha256(data).hexdigest(), "x-amz-date": at}
        return {**headers, "authorization": authorization(self._target, method, path, headers)}


def authorization(target: Target, method: str, path: str, headers: Mapping[str, str]) -> str:
    """Return what signs a request with all of its headers, which are in small letters.

    https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
    """
    at = headers["x-amz-date"]
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name].strip()}\n" for name in sorted(headers))
    request = f"{method}\n{path}\n\n{lines}\n{names}\n{headers['x-amz-content-sha256']}"
    scope = f"{at[:8]}/{target.region}/s3/aws4_request"
    key = f"AWS4{target.secret}".encode()
    for part in scope.split("/"):
        key = hmac.digest(key, part.encode(), "sha256")
    to_sign = f"{ALGORITHM}\n{at}\n{scope}\n{sha256(request.encode()).hexdigest()}"
    signature = hmac.digest(key, to_sign.encode(), "sha256").hex()
    return f"{ALGORITHM} Credential={target.key_id}/{scope}, SignedHeaders={names}, Signature={signature}"
