"""Whole conversations through real adapters. What asserts outside a test module shows its values too."""

import pytest

for name in ("lobby", "pages", "people", "sums"):
    pytest.register_assert_rewrite(f"tests.journeys.whole_day_{name}")
