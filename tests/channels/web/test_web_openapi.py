"""What the OpenAPI description promises, tried with much that fits it and much that does not: no answer is a 5xx."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from schemathesis import GenerationMode
from schemathesis.core.result import Ok

from bot.plugins import Services
from bot.store.blobs import FolderBlobs
from bot.store.media import MediaVault
from tests.channels.browsers import Browser, browsing, listening
from tests.channels.contract import Inbox
from tests.channels.web.officers import sign_in_code, walked_in, with_fees
from tests.channels.web.test_web_doors import pairing_code

Operation: TypeAlias = schemathesis.APIOperation[Any, Any, Any, Any]
Case: TypeAlias = schemathesis.Case[Any]

IS_SOAK = "ANTRIAN_SOAK" in os.environ
TRIED = settings(
    max_examples=500 if IS_SOAK else 15, deadline=None, database=None, derandomize=not IS_SOAK,
    phases=(Phase.generate,), suppress_health_check=list(HealthCheck),
)  # fmt: skip
LEAVING = ("/keluar", "/chat/leave")
"""What ends a session comes last, or all that follows would be tried by a stranger."""

PUBLIC = {"/", "/masuk", "/keluar", "/perangkat", "/language/{language}", "/suara/{clip}", "/chat/session"}
KNOWN: Mapping[str, Sequence[Any]] = {
    "id": [f"0123456789abcde{n}" for n in range(10)],
    "desk": ["cs-1", "counter-1", "priority-1", "collection-1"],
    "number": ["A001", "A002", "P001"],
    "category": ["elderly", "general", "adult-new"],
    "product": ["electronic-10-years", "migrant-worker-first"],
    "lane": ["cs", "counter", "collection"],
    "billing_code": ["820241124000001"],
    "birth_date": ["1987-01-25", "2026-02-30", "0000-00-00"],
    "papers": [["payment", "id_card"]],
    "phone": ["0812 3456 7890"],
}
"""What exists: a random text never is a counter's name."""


@pytest.fixture
def services(services: Services, tmp_path: Path) -> Services:
    """Give an office with fees, and a place for the files of cases."""
    vault = MediaVault(services.client, services.sealer, FolderBlobs(tmp_path))
    return replace(with_fees(services), media=vault)


@pytest.fixture
async def browser(services: Services, inbox: Inbox) -> AsyncIterator[Browser]:
    """Give a browser on a live page."""
    async with listening(services, inbox) as web, browsing(web.url) as opened_browser:
        yield opened_browser


def operations(url: str) -> list[Operation]:
    """Return all that the description of a running site names."""
    described = schemathesis.openapi.from_url(f"{url}/openapi.json")
    read = list(described.get_all_operations())
    found = [result.ok() for result in read if isinstance(result, Ok)]
    assert len(read) == len(found)
    return sorted(found, key=lambda operation: operation.path in LEAVING)


def fitting_or_not(operation: Operation) -> st.SearchStrategy[Case]:
    """Return requests as they are described, some about what exists, and where anything can be wrong, wrong ones."""
    right = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    if not (operation.body or operation.path_parameters or operation.query):
        return right
    return st.one_of(right, right.flatmap(about_what_exists), right.flatmap(about_what_exists), wrong(operation))


def wrong(operation: Operation) -> st.SearchStrategy[Case]:
    """Return requests that the description forbids."""
    return operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)


def about_what_exists(case: Case) -> st.SearchStrategy[Case]:
    """Return the request with what exists in the place of what was made up."""
    given_fields = {**(case.query or {}), **(case.body if isinstance(case.body, dict) else {})}
    known = {name: st.sampled_from(values) for name, values in KNOWN.items() if name in given_fields}

    def with_known(chosen: Mapping[str, Any]) -> Case:
        for fields in (case.query, case.body):
            if isinstance(fields, dict):
                fields.update({name: value for name, value in chosen.items() if name in fields})
        return case

    return st.fixed_dictionaries(known).map(with_known)


def try_all(url: str, cookies: Mapping[str, str]) -> Iterator[tuple[str, set[int]]]:
    """Send requests of every kind; yield each path with the answers' status codes."""
    with requests.Session() as http:
        for operation in operations(url):
            yield operation.path, codes_of(operation, http, url, cookies)


def codes_of(operation: Operation, http: requests.Session, url: str, cookies: Mapping[str, str]) -> set[int]:
    """Send what one operation may be sent; return the status codes."""
    codes: set[int] = set()

    @TRIED
    @given(fitting_or_not(operation))
    def send(case: Case) -> None:
        http.cookies.clear()
        http.cookies.update(cookies)
        sent = case.as_transport_kwargs(base_url=url)
        with http.request(**sent, stream=True, timeout=10, allow_redirects=False) as response:
            codes.add(response.status_code)
            assert response.status_code < 500, response.text

    send()
    return codes


@pytest.mark.timeout(120)
async def test_stranger(browser: Browser) -> None:
    """Nothing that a stranger sends breaks anything, and no room of the office opens to them."""
    url = str(browser.http.base_url).rstrip("/")
    answered = await asyncio.to_thread(lambda: list(try_all(url, {})))
    opened = {path for path, codes in answered if min(codes) < 400}
    assert set() == opened - PUBLIC


@pytest.mark.timeout(120)
async def test_signed_in(browser: Browser, services: Services) -> None:
    """Nor does anything that an officer's, a kiosk's and an applicant's browser send at once."""
    for name in ("Budi Santoso", "Siti Aminah"):
        await walked_in(services, name=name)
    await browser.http.post("/perangkat", json={"code": await pairing_code(services, "kiosk")})
    await browser.http.post("/masuk", json={"code": await sign_in_code(services, "admin", "supervision")})
    await browser.begin()
    url, cookies = str(browser.http.base_url).rstrip("/"), dict(browser.http.cookies)
    answered = await asyncio.to_thread(lambda: list(try_all(url, cookies)))
    assert [] == [path for path, codes in answered if 401 in codes and path not in LEAVING]
