"""Quotations of those whom the articles don't name: bodies ("the ministry"), officials, "the captain's grandmother"."""

from __future__ import annotations

import datetime as dt
import re

from bot.matching import Found, Names
from bot.searching.words import Word, stem, words_in
from storage.records import Article, StoredQuote
from storage.store import Store
from storage.terms import Term

MOST_CANDIDATES = 30
_OWNER = re.compile(r"['’]s?(?!\w)")
_LONGEST_SHORT = 5  # letters of a name made of initials


async def quotes_of(store: Store, names: Names, typed: str, now: dt.datetime) -> list[StoredQuote]:
    """Return what is said by whoever is worded as ``typed``, newest first; nothing where nobody is.

    The last word ("grandmother", "ministry") must stand in the article's words for the speaker, and so must all others.
    In place of the name of somebody their office may stand: "Kujur's grandmother" is "the captain's grandmother".
    """
    typed = _OWNER.sub("", typed)
    asked = [word for word in words_in(typed) if not word.empty]
    if not asked:
        return []
    terms = [Term(typed[word.start : word.end]) for word in asked]
    hits = await store.articles.search(terms, now=now, limit=MOST_CANDIDATES, match="all", order="newest")
    articles = await store.articles.get_many([hit.article for hit in hits])
    ranked = {id_: place for place, id_ in enumerate(articles)}
    said = [
        q
        for q in await store.people.quotes_in(list(articles))
        if q.quote.shown and q.person is None and _is_meant(typed, asked, _wording(articles[q.article], q), names)
    ]
    return sorted(said, key=lambda q: (ranked[q.article], q.index))


def _wording(article: Article, q: StoredQuote) -> str:
    return " ".join([*(article.text[span.start : span.end] for span in q.quote.speaker), q.quote.speaker_name or ""])


def _is_meant(typed: str, asked: list[Word], wording: str, names: Names) -> bool:
    there = {word.stem for word in words_in(wording)}
    if len(asked) == 1 and len(typed.strip()) <= _LONGEST_SHORT:
        there.add(stem("".join(word[0] for word in wording.split() if word[0].isupper())))
    *others, last = asked
    missing = [typed[word.start : word.end] for word in others if word.stem not in there]
    if last.stem not in there or not missing:
        return last.stem in there
    owner = names.resolve(" ".join(missing), ("person",), spelt=True)
    if not isinstance(owner, Found):
        return False
    offices = {word.stem for role in owner.entity.roles for word in words_in(role)}
    told = {word.stem for word in words_in(wording) if not word.empty} - {word.stem for word in asked}
    return bool(told) and told <= offices
