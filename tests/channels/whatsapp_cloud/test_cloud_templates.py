"""Whether the templates of the configuration are those that Meta has approved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
import pytest

from bot.plugins import Services
from channels.whatsapp_cloud.templates import Approved, Template, misfit
from tests.channels.cloud_numbers import number
from tests.channels.cloud_server import BUSINESS_ID, Json, serving

TEMPLATE = Template(name="nama_anda", values=("name",), buttons=1)
QUICK: Json = {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Setuju"}]}


def approved(*parts: Json, body: str = "Nama: {{1}}.", **changes: Any) -> Json:
    """Return a template as Meta tells of it."""
    fields = {"name": "nama_anda", "language": "id", "status": "APPROVED", "id": "1", **changes}
    return {**fields, "components": [{"type": "BODY", "text": body}, *parts]}


HEADER: Json = {"type": "HEADER", "format": "TEXT", "text": "Kanim Cirebon"}
FITS = {
    "as configured": (approved(QUICK), ""),
    "with a header": (approved(HEADER, QUICK), ""),
    "place used twice": (approved(QUICK, body="{{1}} dan {{1}}."), ""),
    "another name": (approved(QUICK, name="lain"), "Meta knows no such template"),
    "another language": (approved(QUICK, language="en"), "Meta knows no such template in this language"),
    "waits": (approved(QUICK, status="PENDING"), "Meta has not approved it (PENDING)"),
    "too few places": (approved(QUICK, body="Halo."), "its body has 0 places, and `values` has 1"),
    "too many places": (approved(QUICK, body="{{1}} {{2}}."), "its body has 2 places, and `values` has 1"),
    "named places": (approved(QUICK, body="{{name}}.", parameter_format="NAMED"), "its places have names"),
    "no buttons": (approved(), "it has 0 quick replies, and `buttons` is 1"),
    "picture on top": (approved({"type": "HEADER", "format": "IMAGE"}, QUICK), "its header wants a file or a value"),
    "value on top": (approved({**HEADER, "text": "Halo {{1}}"}, QUICK), "its header wants a file or a value"),
}


@pytest.mark.parametrize(("found", "problem"), FITS.values(), ids=FITS)
def test_misfit(found: Json, problem: str) -> None:
    """A template that Meta would refuse is told, with what does not fit and in which language."""
    told = misfit(TEMPLATE, [msgspec.convert(found, Approved)])
    assert told.endswith(" (id)" if problem else "")
    assert told.startswith(problem)
    assert bool(problem) == bool(told)


def test_misfit_in_one_language() -> None:
    """Each language of a template is looked at: one that Meta has not approved is named."""
    both = TEMPLATE.model_copy(update={"language": {"id": "id", "en": "en_US"}})
    found = [msgspec.convert(approved(QUICK, **each), Approved) for each in ({}, {"language": "en_US"})]
    assert "" == misfit(both, found)
    assert "Meta knows no such template in this language (en_US)" == misfit(both, found[:1])


@pytest.mark.parametrize(
    ("business_id", "problems"),
    [(BUSINESS_ID, {"draft-waiting": "Meta knows no such template in this language (id)"}), ("", {})],
    ids=["asked", "not asked"],
)
async def test_misfits(services: Services, business_id: str, problems: Mapping[str, str]) -> None:
    """With the account's id Meta is asked for the templates, and what does not fit is named by its text."""
    async with serving() as api:
        api.approved = [approved(QUICK)]
        async with number(api.url, services, business_id=business_id) as adapter:
            assert problems == await adapter.misfits()
