"""Questions about how tariffs moved: "what changed in tariffs since monday", "tariff changes for India this month"."""

from __future__ import annotations

import re

from bot.asking.line import Line
from bot.asking.tariffs import TARIFF, country_in
from bot.matching import Names
from bot.question import Question

_MOVED = re.compile(
    r"\b(?:chang(?:e|es|ed|ing)|mov(?:es|ed|ements?)|moves? (?:in|on|of)|developments?|what happened|whats happened"
    r"|whats? (?:is |has been )?(?:new|moved|going on|happening)|anything new|any news|new (?:in|with))\b"
    r"|\b(?:which|what|any|new) (?:new )?(?:tariffs?|duties|levies) (?:were|was|have been|has been|went|came|took)\b"
    r"|\btariffs? (?:updates?|news|tracker|timeline|log)\b"
)
# Why, who and when ask for a reason, a person, a date: those are found in sentences, not in a list of moves.
_OTHER = re.compile(r"(?:why|who|whom|whose|when|where|explain|should|could|would)\b")
_SAYING = re.compile(r"\b(?:said|say|says|saying|quotes?|told|tell me what \w+ said)\b")


def read_changes(line: Line, _: Names) -> Question | None:
    """Return a question about moves of tariffs, with the first country that it names, else None."""
    plain = line.plain
    if TARIFF.search(plain) is None or _MOVED.search(plain) is None:
        return None
    if _OTHER.match(plain) or _SAYING.search(plain):
        return None
    return Question("changes", line.raw, subject=country_in(line))
