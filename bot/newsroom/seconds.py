"""A second question asked in one breath with the first: "when is it shut, and for how long?"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from bot.newsroom.hiding import fit
from bot.newsroom.index import Index
from bot.newsroom.texts import document
from bot.searching import Search, best_passages, family, mend, parse_search
from bot.searching.passages import Passage
from bot.searching.wanting import NO_FIGURE, fits
from bot.searching.words import words_in
from storage.correcting import overlap
from storage.records import Article, Span

_FEW = 3
# So much of what it asks must stand in one sentence: of few words all.
_COVERED, _ALL = 0.75, 0.99
# What it leaves to the first: "what does it weigh", "when will they meet next".
_LEANING = re.compile(r"\b(?:it|its|they|them|their|he|his|him|she|her)\b", re.IGNORECASE)
_SOON = frozenset({"next", "again", "now", "then", "also"})


async def second_answer(
    index: Index, asked: str, article: Article, unfit: Sequence[Span], best: Passage, now: dt.datetime
) -> list[Passage]:
    """Return the sentence of an article that answers a second question, which may leave out what the first named.

    ``best`` is the sentence that answers the first; ``unfit`` are places that nobody may see.
    """
    vocabulary = await index.words.get()
    wanted = family(mend(parse_search(asked, now, dt.UTC), vocabulary), vocabulary)
    leaning = _LEANING.search(asked) is not None
    if not wanted.stems or (wanted.asked is None and not leaning):
        return []
    sentences = [each for each in document(article.text).sentences if fit(each, unfit)]
    if all(word.empty for word in words_in(asked)):
        return _right_behind(article.text, sentences, wanted, best)
    kept = {word: key for word, key in zip(wanted.words, wanted.stems, strict=True) if word.lower() not in _SOON}
    if leaning and kept:
        wanted = replace(wanted, words=tuple(kept), stems=tuple(kept.values()))
    found = best_passages(article.text, sentences, wanted, vocabulary, index.articles, 1, article.title)
    return [each for each in found if each.tells and each.own >= (_COVERED if len(wanted.stems) > _FEW else _ALL)]


def _right_behind(text: str, sentences: Sequence[Span], wanted: Search, best: Passage) -> list[Passage]:
    """Return the sentence right behind the best one, in its paragraph, that gives what "and for how long?" asks for."""
    following = next((each for each in sentences if each.start >= best.span.end), None)
    if following is None or wanted.asked is None or "\n" in text[best.span.end : following.start]:
        return []
    told = text[following.start : following.end]
    counted = wanted.measure is not None and fits(told, wanted.asked, wanted.measure, related=False) != NO_FIGURE
    return [Passage(following, 0.0, ())] if counted else []


def with_second(passages: Sequence[Passage], second: Sequence[Passage]) -> list[Passage]:
    """Return the passages of an article with those that answer the second question right behind the best one.

    A message shows but so much of an article: what comes later may not be shown.
    """
    best, *more = passages
    added = [each for each in second if not overlap(each.span, best.span)]
    return [best, *added, *(each for each in more if not any(overlap(each.span, one.span) for one in added))]
