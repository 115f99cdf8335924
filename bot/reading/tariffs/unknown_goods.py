"""Goods that no list knows, told by where their words stand."""

from __future__ import annotations

from collections.abc import Iterator

from bot.reading.tariffs.patterns import compiled
from bot.reading.tariffs.sentence import Sentence

_NO_GOODS = frozenset(
    "continent planet world island market street shelf floor spot ground road border whole "
    "list string basis time average monday tuesday wednesday thursday friday saturday sunday "
    "track hold other them it "
    "way date whatever lists condition grounds account arrival entry behalf return table part first last "
    "same ice chart charts schedule page paper day year years eve midnight morning noon weekend spring "
    "summer autumn winter "
    "billion million worth which their its top board range number".split()
)


def unknown_goods(sentence: Sentence, index: int, bounds: tuple[int, int]) -> Iterator[tuple[str, str]]:
    """Yield how they stand ("on", "right", "subject") and the words of goods that no list knows."""
    for how, find in (("on", _unknown), ("right", _unknown_right), ("subject", _unknown_subject)):
        name = find(sentence, index, bounds)
        if name is not None:
            yield how, name


def _unknown(sentence: Sentence, index: int, bounds: tuple[int, int]) -> str | None:
    """Return goods that no list knows: one to three words between "on" and the rate ("on hair pins to 40 percent")."""
    match = compiled(r"n([.]{1,3})[tfweag][zUO.]{0,2}\Z").search(sentence.letters[bounds[0] : index])
    if match is None:
        return None
    words = sentence.words(bounds[0] + match.start(1), bounds[0] + match.end(1))
    if _NO_GOODS & set(words) or any(not word.isalpha() for word in words):
        return None
    return " ".join(words)


def _unknown_right(sentence: Sentence, index: int, bounds: tuple[int, int]) -> str | None:
    """Return goods that no list knows: plain words right after "on" ("a duty of 12% on tables and beds they make")."""
    match = compiled(r"[.zTROC']{0,4}n([.]{1,3})(?:&([.]{1,2}))?").match(sentence.letters[index + 1 : bounds[1]])
    if match is None:
        return None
    names = []
    for group in (1, 2):
        if match.group(group):
            start = index + 1 + match.start(group)
            names.append(" ".join(sentence.words(start, index + 1 + match.end(group))))
    return _clean(names)


def _unknown_subject(sentence: Sentence, index: int, bounds: tuple[int, int]) -> str | None:
    """Return goods that no list knows and that are the subject: "Brake pads will pay 20 per cent"."""
    match = compiled(r"(?:[,|&]{0,2})([.]{1,3})[wdN.]{0,2}f[.a]{0,2}[zUO]{0,2}\Z").match(
        sentence.letters[bounds[0] : index]
    )
    if match is None:
        return None
    start, end = bounds[0] + match.start(1), bounds[0] + match.end(1)
    token = sentence.row[end - 1]
    if sentence.text[token.start].isupper() or token.end - token.start < 4 or not token.text.endswith("s"):
        return None  # a name, or no plural: no goods
    return _clean([" ".join(sentence.words(start, end))])


def _clean(names: list[str]) -> str | None:
    words = " ".join(names).split()
    if not words or _NO_GOODS & set(words) or any(not word.isalpha() for word in words):
        return None
    return ", ".join(names)
