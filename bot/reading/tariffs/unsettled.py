"""Sentences that tell of a rate as one that isn't charged yet, whatever else they say: ideas, steps, talk."""

from __future__ import annotations

import re

_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|several|many|equal|annual|yearly|\d+)"
# An end of steps is reached at the last one; "in three stages" tells of the whole way.
_STEPS = re.compile(
    rf"\b(?:in|over|through) {_NUMBER} (?:equal |annual |yearly )?(?:steps|stages|phases|instal?ments|tranches|years)\b"
    r"|\b(?:gradually|step by step|stage by stage|phased (?:in|out|down)|phasing)\b",
    re.IGNORECASE,
)
_UNDECIDED = re.compile(
    r"\b(?:has|have|had|is|are|was|were)(?: not|n[’']t)(?: yet)? (?:been )?"
    r"(?:agreed|decided|adopted|approved|settled|final)\b"
    r"|\b(?:no|without any) (?:decision|agreement)\b|\bbut (?:that|the|this) (?:idea|proposal|plan)\b"
    r"|\b(?:spoke|talked|talk|dream(?:ed|s)?|muse[sd]?) of\b",
    re.IGNORECASE,
)


def unsettled(sentence: str) -> bool:
    """Tell whether a rate that is said to be charged stands in a sentence that tells of steps or of mere ideas."""
    return _STEPS.search(sentence) is not None or _UNDECIDED.search(sentence) is not None
