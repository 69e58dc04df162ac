"""What a press came to, in words."""

from __future__ import annotations

import pytest

from bot.desk_words import step_refused
from bot.messages import Lines, Value, Words
from bot.visit_values import StepRefused


@pytest.mark.parametrize(
    ("reason", "found", "told"),
    [
        pytest.param(
            "papers",
            "id_card, authority",
            Lines((Words("desk-paper-id_card"), Words("desk-paper-authority")), between=", "),
            id="papers",
        ),
        pytest.param(
            "papers", "no name of the collector", Lines((Words("desk-collector-name"),), between=", "), id="no name"
        ),
        pytest.param("no_product", "lost", Words("product-lost"), id="a known product"),
        pytest.param("no_product", "diplomatic", "diplomatic", id="the office's own product"),
        pytest.param("bill_taken", "CBN-7K3M-9QXD", "CBN-7K3M-9QXD", id="a code"),
        pytest.param("reason", "", "–", id="nothing"),
    ],
)
def test_refusals_in_words(reason: str, found: str, told: Value) -> None:
    """A refusal names papers and products as people call them, never by our own ids."""
    said = step_refused(StepRefused(reason, found=found))
    assert (True, told) == (said.is_refused, said.words.values["found"])
