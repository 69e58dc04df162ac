"""What the products of an office are called."""

from __future__ import annotations

from bot.messages import Value, Words

# Products whose names are in the locale files; another one is shown by the office's own name for it.
# locale: product-plain-5-years, product-plain-10-years, product-electronic-5-years, product-electronic-10-years
# locale: product-same-day, product-migrant-worker-first, product-lost, product-damaged
NAMED = frozenset(
    {
        "plain-5-years", "plain-10-years", "electronic-5-years", "electronic-10-years",
        "same-day", "migrant-worker-first", "lost", "damaged",
    }
)  # fmt: skip


def product_words(product: str) -> Value:
    """Return a product as people call it."""
    return Words(f"product-{product}") if product in NAMED else product
