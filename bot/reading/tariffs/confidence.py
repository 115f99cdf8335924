"""How sure a fact is: the chances of its choices and what its own sentence states, made one probability."""

from __future__ import annotations

import math

from bot.reading.tariffs.choice import Weights
from bot.reading.tariffs.draft import Draft, State
from bot.reading.tariffs.parties import ALL
from bot.reading.tariffs.plain import FOR_ALL

# Below this a fact makes no headline and no total. Raised from 0.65 when articles kept apart had three wrong in ten of
# those shown: what is shown must be right (docs/TARIFFS.md).
SHOWN_FROM = 0.75
# Below this it is no fact at all, not even an unclear one: of such guesses four in five are wrong (docs/TARIFFS.md).
LEAST = 0.35
# A company's own rate that is stated plainly: names beside rates are hard to misread (left out and in articles by other
# hands, 20 of 20 were right).
COMPANY_FROM = 0.55


def _logit(chance: float) -> float:
    """Return the log odds of ``chance``, from -1 to 4: beyond, more says nothing."""
    inside = min(0.999, max(0.001, chance))
    return max(-1.0, min(4.0, math.log(inside / (1 - inside))))


def confidence_features(draft: Draft, kin: list[Draft], state: State) -> dict[str, float]:
    """Return the numbers that tell how sure ``draft`` is. ``kin`` are all drafts of its article,
    ``state`` what the article has said."""
    chances = draft.chances
    odds = {name: _logit(chances.get(name, 0.5)) for name in ("rate", "imposer", "target", "product")}
    pairs = {(other.imposer, other.target) for other in kin}
    said = draft.explicit | ({"target"} if draft.target == ALL and draft.basis in FOR_ALL else set())
    carried = not {"imposer", "target"} <= said
    lost = min((other.chances.get("imposer", 0.5) for other in kin), default=0.5)
    return {
        **odds,
        "least of the article": _logit(lost),
        "imposer not said": float("imposer" not in draft.explicit),
        "target not said": float("target" not in said),
        "product not said": float("product" not in draft.explicit),
        "rules differ": float("agreed" not in draft.explicit),
        "other places": float(min(draft.rivals, 3)),
        "other rates": float(min(max(0, draft.crowd - 2), 4)),
        "other pairs": float(min(len(pairs) - 1, 4)),
        "one pair": float(len(pairs) == 1),
        "carried among several": float(carried and len(pairs) > 1),
        "company": float(draft.product is not None and draft.product.endswith(")")),
        "in the headline": float(draft.imposer in state.title and draft.target in (*state.title, "*")),
        "main imposer": float(state.main[:1] == [draft.imposer]),
        "plain": float({"imposer", "target", "product"} <= said and draft.rivals == 0),
        "huge": float(draft.rate > 300),
        "past": float(draft.past),
        "all countries": float(draft.target == ALL),
        "status": _logit(chances.get("status", 0.5)),
        "twin": float(any(_twin(draft, other) for other in kin)),
        "not plain": float(not draft.plain),
    }


def _twin(draft: Draft, other: Draft) -> bool:
    """Tell whether the article has the same rate between other places."""
    return (
        other.rate == draft.rate
        and other.sentence != draft.sentence
        and (other.imposer, other.target) != (draft.imposer, draft.target)
    )


_STRANGE = 0.5  # at most: the imposer is carried over into a sentence that names other places
_UNPLAIN = 0.6  # at most: the article doesn't state it plainly
_PAST = 0.45  # at most: the rate is told of as what was, or was only to be


def is_shown(draft: Draft, confidence: float) -> bool:
    """Tell whether a fact is sure enough for a headline and a total."""
    own = draft.product is not None and draft.product.endswith(")")
    # that the rates of a sentence add up to its total tells that they are read right
    return confidence >= (COMPANY_FROM if draft.plain and (own or draft.summed) else SHOWN_FROM)


def confidence_of(features: dict[str, float], weights: Weights) -> float:
    """Return the confidence of a fact with ``features``, 0 to 1."""
    score = weights.get("", 0.0) + sum(weights.get(name, 0.0) * value for name, value in features.items())
    chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
    if (features["imposer not said"] and features["other places"]) or features["huge"]:
        chance = min(chance, _STRANGE)
    if features["not plain"]:
        chance = min(chance, _UNPLAIN)
    if features["past"]:
        chance = min(chance, _PAST)
    return round(min(0.99, max(0.01, chance)), 2)
