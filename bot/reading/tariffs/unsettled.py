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

# A free entry that is over, or may be, by the words of its clause.
_FREE_BEFORE = re.compile(
    r"\b(?:had|until|till|so far|hitherto|terminat(?:ed|es|ing)|lost|loses?|ended|ends|revoked|used to|no longer)\b"
)
_ONCE = re.compile(
    r"\buntil\b.*\b(?:paid|faced|charged|was|were)\b|\bused to\b"
    r"|\bhad (?:\w+ )?(?:threatened|planned|proposed|mooted|floated)\b"
)
_AS_THREATENED = re.compile(r"(?:\S+ ){0,3}had (?:\w+ )?(?:threatened|planned|proposed|mooted|floated|announced)\b")


def passed(left: str, right: str, free: bool) -> bool:
    """Tell whether a rate is told of as one that was, or that was only to be. ``left`` and ``right`` are the words of
    its clause before and after it, in lower case; ``free`` says that it is a rate of nothing.
    """
    if free and (_FREE_BEFORE.search(left) or _FREE_BEFORE.search(right)):
        return True
    return _ONCE.search(left) is not None or _AS_THREATENED.match(right) is not None


def unsettled(sentence: str) -> bool:
    """Tell whether a rate that is said to be charged stands in a sentence that tells of steps or of mere ideas."""
    return _STEPS.search(sentence) is not None or _UNDECIDED.search(sentence) is not None
