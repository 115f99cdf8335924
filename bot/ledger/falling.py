"""Laws that fall, and the measures that rest on them."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.ledger.values import Source

_FALLS = re.compile(
    r"\b(?:struck down|threw out|thrown out|ruled (?:them )?(?:unlawful|illegal)|unlawful|illegal|void|no right"
    r"|does not authori[sz]e"
    r"|invalid(?:ated)?|stopped collecting|stop collecting|annulled|quashed)\b",
    re.IGNORECASE,
)
# A case, an appeal, a ruling that is stayed: the law has not fallen.
_STANDS = re.compile(
    r"\b(?:if|whether|unless|could|would|(?-i:may)|might|asks?|asked|argu(?:es?|ed|ing)|alleg\w+|challeng\w+|sue[sd]?"
    r"|lawsuits?|appeal\w*|stayed|upheld|upholds?|while the case|pending|left in (?:place|force)"
    r"|remains? in (?:place|force|effect)|not (?:illegal|unlawful|void|invalid))\b",
    re.IGNORECASE,
)
# What rests on the American emergency law (IEEPA): the "fentanyl" tariffs, the country rates of April 2025 with their
# general minimum, and the penalties were all ordered under it.
_EMERGENCY = re.compile(
    r"\b(?:emergency (?:tariffs|levies|duties|powers|economic powers)|ieepa"
    r"|international emergency economic powers act)\b",
    re.IGNORECASE,
)
_ON_EMERGENCY_LAW = frozenset({"ieepa", "reciprocal", "baseline", "penalty"})
_OTHERS = (
    (re.compile(r"\bsection 232\b", re.IGNORECASE), frozenset({"section_232"})),
    (re.compile(r"\bsection 301\b", re.IGNORECASE), frozenset({"section_301"})),
    (re.compile(r"\bsection 122\b", re.IGNORECASE), frozenset({"section_122"})),
)
_NONE: frozenset[str] = frozenset()


def falls(source: Source) -> frozenset[str]:
    """Return the instruments that lost their law by what the sentence says; none where it says no such thing."""
    return _fallen(source.sentence, source.fact.status == "removed")


@lru_cache(maxsize=8192)
def _fallen(sentence: str, removed: bool) -> frozenset[str]:
    if not _FALLS.search(sentence) or _STANDS.search(sentence):
        return _NONE
    if _EMERGENCY.search(sentence):
        return _ON_EMERGENCY_LAW
    named = [bases for law, bases in _OTHERS if law.search(sentence)]
    # With two laws in one sentence which of them fell isn't plain.
    return named[0] if len(named) == 1 and removed else _NONE
