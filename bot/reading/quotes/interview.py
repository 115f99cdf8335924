"""Interviews printed as "Q: ..." and "A: ...": who it is that answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from storage.records import Person, Span

ASKS = frozenset({"q", "question", "interviewer"})
ANSWERS = frozenset({"a", "answer"})
# "She spoke to Ana Cole for this paper": the second one asks, or is a paper.
_SPOKE_TO = re.compile(
    r"(?:sp(?:oke|eaks?)|talk(?:ed|s)|sat down|sits down|chat(?:ted|s)) (?:\w+ )?(?:to|with) (?:our |the )?$"
    r"|(?:told|by|asks?|asked|interview(?:s|ed)?(?: \w+)? (?:for|by)) $"
)
_BACK = 30  # characters before a name in which such words stand


def is_interview(labels: Iterable[str]) -> bool:
    """Tell whether labels of paragraphs are those of somebody who asks and somebody who answers."""
    words = {label.casefold() for label in labels}
    return not words.isdisjoint(ASKS) and not words.isdisjoint(ANSWERS)


def interviewee(text: str, people: Sequence[Person], first: int) -> tuple[Span, int] | None:
    """Return the one person whom the text before the first label at ``first`` introduces: a mention, and their index.

    None where it names nobody, or several of whom each may be the one who answers.
    """
    named: list[tuple[Span, int]] = []
    for index, person in enumerate(people):
        before = [span for span in person.mentions if span.end <= first]
        if before and not any(_SPOKE_TO.search(text, max(0, span.start - _BACK), span.start) for span in before):
            named.append((before[0], index))
    return named[0] if len(named) == 1 else None
