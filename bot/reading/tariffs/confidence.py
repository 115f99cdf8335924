"""How sure a fact is, from what its own clause states and what was carried over."""

from __future__ import annotations

from bot.reading.tariffs.draft import Draft

# Below this a fact makes no headline and no total.
SHOWN_FROM = 0.76

# Found by hand on the development articles and on what was found at first sight of the rounds of tests/corpus; the
# features that tell true from false there are printed by tests/benchmarks/fit_tariffs.py. Figures: docs/TARIFFS.md.
_START = 0.97
_CARRIED = {"imposer": 0.05, "target": 0.08}  # not in the sentence, taken from a sentence before
_GUESSED = 0.2  # a place that the article never joins to this rate
_LOST = 0.2  # the parties of another rate of the article had to be guessed
_FAR = 0.05  # the last rate stood three sentences back or more
_WEAK = {3.0: 0.0, 2.5: 0.04, 2.0: 0.06, 1.7: 0.1, 1.6: 0.12}
_WEAKEST = 0.25
_UNKNOWN_PRODUCT = 0.06  # neither goods in general nor a product stands in the clause
_CROWD = 0.01  # for each further rate of the sentence
_RIVAL = 0.06  # for each further place of the sentence
_STRANGER = 0.15  # the imposer is carried over into a sentence that names other places of its own
_HUGE = 0.3  # a rate above 300 per cent


def confidence_of(draft: Draft, lost: bool = False) -> float:
    """Return the confidence of ``draft``, 0 to 1. ``lost``: the parties of some rate of its article were guessed."""
    value = _START - _WEAK.get(draft.weight, _WEAKEST)
    carried = [name for name in _CARRIED if name not in draft.explicit]
    value -= sum(_CARRIED[name] for name in carried)
    if carried and draft.gap >= 3:
        value -= _FAR
    if "guess" in draft.explicit:
        value -= _GUESSED
    if lost:
        value -= _LOST
    if "product" not in draft.explicit:
        value -= _UNKNOWN_PRODUCT
    if draft.rivals and "imposer" not in draft.explicit:
        value -= _STRANGER
    value -= _CROWD * max(0, draft.crowd - 2) + _RIVAL * draft.rivals
    if draft.rate > 300:
        value -= _HUGE
    return round(min(0.99, max(0.05, value)), 2)
