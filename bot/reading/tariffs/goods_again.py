"""How goods that were named before are spoken of, and goods that a sentence names only in passing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.reading.tariffs.sentence import Sentence

AGAIN = frozenset({"same", "these", "those", "such"})
_UNITS = frozenset(
    "tonne tonnes ton tons kilo kilos barrel barrels bottle bottles unit units crate crates box litre".split()
)
_ON_IT = re.compile(r"[TR][.C']{0,2}[nF]~(?![.P])")
_IT_PAYS = re.compile(r"~[.]{0,2}[wdBN]{0,2}f[^AP]{0,4}\Z")


def spoken_again(sentence: Sentence, index: int, bounds: tuple[int, int], named: Sequence[int]) -> Iterator[str]:
    """Yield by which words the goods that the rate at ``index`` falls on may be those named before. ``bounds``: the
    zone of the rate; ``named``: where goods of the sentence begin.
    """
    letters = sentence.letters
    if "~" in letters[:index]:
        if _ON_IT.search(letters, 0, index):
            yield "on it"
        if _IT_PAYS.search(letters, 0, index):
            yield "it pays"
    if not _UNITS.isdisjoint(sentence.words(bounds[0], index)):
        yield "unit"
    if not named and not AGAIN.isdisjoint(sentence.words(*bounds)):
        yield "again"
    if any(word in AGAIN for start in named for word in sentence.words(start - 1, start)):
        yield "goods said again"


_MADE_THERE = re.compile(r"C,\?([^A,;|:nFT]*P[^A;|:nFT]*?),[wdNBp.]{0,3}[f.]")
_TRADES = frozenset("sell sells sold export exports exported ship ships shipped supplies supply send sends".split())


def made_there(sentence: Sentence, where: int, index: int) -> bool:
    """Tell whether a relative clause on a place names the goods, only to say what it makes, not what it sells: "Peru,
    which grows vanilla and sews jeans, was given 15%".
    """
    start = sentence.letters.rfind("C,?", 0, where)
    found = _MADE_THERE.match(sentence.letters, start, index) if start >= 0 else None
    if found is None or where >= found.end(1):
        return False
    return _TRADES.isdisjoint(word for text in sentence.words(*found.span(1)) for word in text.split())


def in_aside(sentence: Sentence, where: int, index: int) -> bool:
    """Tell whether goods stand in a relative clause that is over before the rate: "Peru, which sews shirts, pays"."""
    letters = sentence.letters
    if "," not in letters[where:index]:
        return False
    comma = letters.rfind(",", 0, where)
    return comma >= 0 and (letters[comma + 1] == "?" or sentence.row[comma + 1].text == "whose")
