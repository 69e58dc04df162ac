"""URLs as operators write them into the configuration."""

from __future__ import annotations

from collections.abc import Container
from urllib.parse import urlsplit


def is_url(text: str, schemes: Container[str]) -> bool:
    """Tell whether a text is a URL of one of these schemes, with a host that a machine may have."""
    try:
        parts = urlsplit(text)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that no machine has
        return False
