"""How often Python looks for garbage in cycles: seldom, as the road makes next to none."""

from __future__ import annotations

import gc

YOUNG = 50_000
"""Net new objects between two looks at the young ones. Python's own 700 cost a tenth of the road's time."""


def look_seldom() -> None:
    """Leave what is there at the start alone, and look for garbage among the rest less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 20)
