"""What browsers post: JSON alone, read against a type, which the OpenAPI description shows too."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
from fastapi import Request

from channels.web.errors import Rejected

BODY_BYTES = 32 * 1024  # 4096 characters of four bytes, and what surrounds them
SAME_SITE = ("same-origin", "none", "")

T = TypeVar("T")


async def read_body(request: Request, kind: type[T]) -> T:
    """Return what was posted by a page of our own. Raises Rejected, naming the field at fault."""
    return read_json(await json_body(request), kind)


async def json_body(request: Request) -> bytes:
    """Return the body. The type is what another site's form can't send, so it also guards against forgery."""
    if request.headers.get("sec-fetch-site", "") not in SAME_SITE:
        raise Rejected(403, "this comes from another site")
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise Rejected(415, "the body must be application/json")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_BYTES:
            raise Rejected(413, f"the body has more than {BODY_BYTES} bytes")
    return bytes(body)


def read_json(body: bytes, kind: type[T]) -> T:
    """Return the value that a request's body holds. Raises Rejected, naming the field at fault."""
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.ValidationError as error:
        raise Rejected(422, str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Rejected(400, f"not JSON: {error}") from error


def posts(kind: type) -> dict[str, Any]:
    """Return what the OpenAPI description says of a body of this type, a struct without structs in it."""
    schema = msgspec.json.schema(kind)
    named = schema.get("$defs", {}).get(schema.get("$ref", "").rpartition("/")[2], schema)
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": named}}}}
