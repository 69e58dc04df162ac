"""The channels' tests. What asserts outside a test module shows its values too."""

import pytest

pytest.register_assert_rewrite("tests.channels.visits")
