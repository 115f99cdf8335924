"""Half-remembered words of a quotation ("who said a fish knife not a sword") against the quotations that are stored.

A quotation is confirmed only where nearly all that was remembered stands in it, in the order remembered, with as many
negations: "friends never disagree" is not "friends can disagree". A number must be the quotation's own. What was made
up is not confirmed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import NamedTuple

from bot.matching.typos import likeness
from bot.searching.kin import alike
from bot.searching.words import NEGATIONS, stem, words_in

CONFIRMED = 0.8
"""The share of the remembered words' weight that a quotation must hold."""
_LIGHT = 0.15
MOST_WORDS = 60


_STOP = re.compile(r"[.!?;]")
_COUNTS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty
    """.split()
_LARGER = """
    thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen half third quarter
    both double twice
    """.split()
# Numbers are remembered or they aren't: "three winters" is not "two winters".
_NUMBERS = frozenset(stem(word) for word in (*_COUNTS[1:], *_LARGER))
# Words of which one makes the contrary of the other: "before" remembered is not "after" said.
_CONTRARY = tuple(
    tuple(stem(word) for word in pair.split("/"))
    for pair in """
    before/after more/less more/fewer up/down over/under above/below with/without always/never everything/nothing
    everybody/nobody all/none first/last inside/outside for/against open/closed right/wrong good/bad
    better/worse best/worst strong/weak early/late high/low long/short rich/poor old/new friend/enemy win/lose
    buy/sell start/stop begin/end rise/fall war/peace yes/no true/false hot/cold fast/slow easy/hard
    """.split()
)


class Recalled(NamedTuple):
    """A quotation that holds the words: its place in what was given, and the share of them it holds (0 to 1)."""

    place: int
    score: float


def recall(remembered: str, quotations: Sequence[str], rarity: Mapping[str, float] | None = None) -> list[Recalled]:
    """Return the ``quotations`` that hold the ``remembered`` words, best first; none where all differ too much.

    ``rarity`` may weigh stems (1 where it is silent). Of two that hold the same words the shorter goes first.
    """
    words = words_in(remembered)[:MOST_WORDS]
    typed = [_number(word.stem) for word in words]
    weights = [
        _LIGHT if word.empty and word.stem not in NEGATIONS else (rarity or {}).get(word.stem, 1.0) for word in words
    ]
    telling = [not word.empty and word.stem not in NEGATIONS for word in words]
    content = [key for key, tells in zip(typed, telling, strict=True) if tells]
    if not content:
        return []
    found: list[tuple[float, int, int]] = []
    for place, quotation in enumerate(quotations):
        heard = words_in(quotation)[:400]
        spoken = [_number(word.stem) for word in heard]
        if not spoken or not any(_same(key, other) for key in content[:8] for other in spoken):
            continue
        ends = {i for i in range(1, len(heard)) if _STOP.search(quotation, heard[i - 1].end, heard[i].start)}
        score = _held(typed, weights, spoken, telling, ends)
        if score < CONFIRMED and ends:
            # "Patience is not a policy; it is what remains when there is no policy": the first half is remembered.
            edges = [0, *sorted(ends), len(spoken)]
            parts = [spoken[start:end] for start, end in pairwise(edges)]
            score = max(_held(typed, weights, part, telling, frozenset()) for part in parts)
        if score >= CONFIRMED:
            found.append((-score, len(spoken), place))
    return [Recalled(place, -score) for score, _, place in sorted(found)]


# Before the words that tell where or about what something was said.
_SETTING = re.compile(r"[\s,;]+(?=(?:at|in|on|to|during|about|of|from|regarding)\s)", re.IGNORECASE)
_LEAST_SAID = 2
"""So many telling words must be left of what was said."""
_LONGEST_SETTING = 5


def parted(remembered: str, *, called: bool) -> list[tuple[str, str]]:
    """Return the ways to part remembered words into what was said and its setting, that with most said first.

    The setting is the end, from "at", "to" or the like on; where something was ``called`` so it may be the beginning:
    "the first chips a modest box".
    """
    found = [(remembered[: cut.start()], remembered[cut.end() :]) for cut in _SETTING.finditer(remembered)][::-1]
    if called:
        starts = [word.start for word in words_in(remembered)][1:8]
        found += [(remembered[start:], remembered[:start]) for start in starts]
    return [
        (said, setting)
        for said, setting in found
        if sum(not word.empty for word in words_in(said)) >= _LEAST_SAID and _only_sets(setting)
    ]


def _only_sets(setting: str) -> bool:
    """Tell whether words may be a mere setting: few, no number and no negation."""
    keys = [word.stem for word in words_in(setting)]
    return len(keys) <= _LONGEST_SETTING and not any(key in NEGATIONS or _is_number(key) for key in keys)


def _held(
    typed: Sequence[str],
    weights: Sequence[float],
    spoken: Sequence[str],
    telling: Sequence[bool],
    ends: AbstractSet[int],
) -> float:
    """Return the weight of the longest common subsequence of both, as a share of all that was typed.

    ``ends`` are the places in ``spoken`` where another sentence begins.
    """
    total = sum(weights)
    rows = [[0.0] * (len(spoken) + 1) for _ in range(len(typed) + 1)]
    for i, key in enumerate(typed):
        row, above = rows[i + 1], rows[i]
        for j, other in enumerate(spoken):
            best = max(above[j + 1], row[j])
            if _same(key, other):
                best = max(best, above[j] + weights[i])
            row[j + 1] = best
    pairs = _path(typed, weights, spoken, rows)
    if not pairs:
        return 0.0
    held = {i for i, _ in pairs}
    if any(_is_number(key) and i not in held for i, key in enumerate(typed)):
        return 0.0
    told, content = sum(telling[i] for i, _ in pairs), sum(telling)
    if told < min(2, content):
        return 0.0
    first, last = pairs[0][1], pairs[-1][1]
    stretch = spoken[first : last + 1]
    # One telling word alone confirms nothing: "we will never sign" isn't "not the sum named at the signing".
    if content == 1 and len(typed) > 1 and (len(pairs) < max(2, len(typed) - 1) or len(stretch) > len(typed) + 1):
        return 0.0
    if any(
        (one in typed and one not in stretch and other in stretch and other not in typed)
        or (other in typed and other not in stretch and one in stretch and one not in typed)
        for one, other in _CONTRARY
    ):
        return 0.0
    reach = max(12, 3 * len(typed))
    if len(stretch) > reach:
        return 0.0
    near = spoken[max(0, first - 1) : last + 1]
    if _negations(typed) != _negations(stretch) and _negations(typed) != _negations(near):
        return 0.0
    # What is denied in one sentence isn't denied of the next: "we never came for ships" isn't "we did not come for a
    # photograph. We came for ships".
    if _negations(typed) and any(
        two - one > 2 and any(one < end <= two for end in ends) for (_, one), (_, two) in pairwise(pairs)
    ):
        return 0.0
    return rows[-1][-1] / total


def _number(key: str) -> str:
    """Return a small number as a word: "9" is "nine"."""
    return stem(_COUNTS[int(key)]) if key.isdecimal() and int(key) < len(_COUNTS) else key


def _is_number(key: str) -> bool:
    return key[:1].isdigit() or key in _NUMBERS


# "Not just by interest" denies nothing: it is more than that.
_NOT_ONLY = frozenset(stem(word) for word in ("just", "only", "merely", "simply", "solely", "alone"))


def _negations(stems: Sequence[str]) -> int:
    """Return 1 where the words deny what they say, 0 where they don't: two negations are none."""
    after = [*stems[1:], ""]
    return sum(key in NEGATIONS and next_ not in _NOT_ONLY for key, next_ in zip(stems, after, strict=True)) % 2


def _same(key: str, other: str) -> bool:
    if key == other or (key in NEGATIONS and other in NEGATIONS):
        return True
    if other in alike(key):
        return True
    if _is_number(key) or _is_number(other):
        return False
    return len(key) >= 4 and len(other) >= 4 and likeness(key, other) >= 0.8


def _path(
    typed: Sequence[str], weights: Sequence[float], spoken: Sequence[str], rows: list[list[float]]
) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    i, j = len(typed), len(spoken)
    while i and j:
        # A match is taken as late as it can be, so that the pairs lie close together.
        if _same(typed[i - 1], spoken[j - 1]) and rows[i][j] == rows[i - 1][j - 1] + weights[i - 1]:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif rows[i][j] == rows[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]
