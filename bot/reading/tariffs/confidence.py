"""How sure a fact is, from what its own clause states and what was carried over."""

from __future__ import annotations

from bot.reading.tariffs.draft import Draft


def confidence_of(draft: Draft) -> float:
    """Return the confidence of ``draft``, 0 to 1."""
    value = 0.3 + 0.12 * draft.weight + 0.12 * ("imposer" in draft.explicit) + 0.12 * ("target" in draft.explicit)
    return round(min(0.99, value), 2)
