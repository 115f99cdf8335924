"""The quotation that somebody half remembers: which of those stored holds the words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.matching import Found, Names, fold
from bot.newsroom.texts import words_said
from bot.searching import parted, recall
from bot.searching.words import stems_in, words_in
from storage.records import Article, StoredQuote

MOST_REMEMBERED = 3


def remembered(
    quotes: Sequence[StoredQuote],
    articles: Mapping[str, Article],
    words: str,
    names: Names,
    *,
    by: str | None = None,
    called: bool = False,
) -> list[StoredQuote]:
    """Return the quotations that hold the remembered ``words``, at most three; none where none does.

    Where none holds them as they are, the words may begin with whom they are about ("who called Rubio great"; not where
    the speaker is given with ``by``), or also tell where they were said or, ``called`` so, of what.
    """
    found = _holding(quotes, articles, words)
    if not found and by is None:
        found = _said_of(quotes, articles, words, names)
    return found or _with_setting(quotes, articles, words, called=called)


def word_for_word(words: str, quotes: Sequence[StoredQuote], articles: Mapping[str, Article]) -> bool:
    """Tell whether one of the quotations has each of the remembered words that tell something."""
    wanted = {word.stem for word in words_in(words) if not word.empty}
    return any(wanted <= stems_in(words_said(articles[q.article].text, q.quote), wanted) for q in quotes)


def _holding(quotes: Sequence[StoredQuote], articles: Mapping[str, Article], words: str) -> list[StoredQuote]:
    """Return the quotations that hold the remembered words; only the first of those that hold them equally well."""
    texts = [words_said(articles[q.article].text, q.quote) for q in quotes]
    recalled = recall(words, texts)
    best = [each for each in recalled if each.score >= recalled[0].score - 0.1]
    # The same words may stand in several articles: first where it is known who said them.
    best.sort(key=lambda each: not quotes[each.place].quote.shown)
    return _outermost([quotes[place] for place, _ in best])[:MOST_REMEMBERED]


def _with_setting(
    quotes: Sequence[StoredQuote], articles: Mapping[str, Article], words: str, *, called: bool
) -> list[StoredQuote]:
    """Return what holds the words without those that tell where they were said, or of what: "patience is no policy, at
    the WTO", "called the first chips a modest box". The article must hold those others, each of them.
    """
    for said, setting in parted(words, called=called):
        wanted = {word.stem for word in words_in(setting) if not word.empty}
        holding = {
            id_
            for id_, article in articles.items()
            if wanted <= stems_in(article.title, wanted) | stems_in(article.text, wanted)
        }
        found = _holding([q for q in quotes if q.article in holding], articles, said) if wanted else []
        if found:
            return found
    return []


def _said_of(
    quotes: Sequence[StoredQuote], articles: Mapping[str, Article], words: str, names: Names
) -> list[StoredQuote]:
    """Return what holds the words after a name that begins them, and names that person: "who called Rubio great"."""
    typed = words.split()
    for size in range(min(3, len(typed) - 2), 0, -1):
        named = names.resolve(" ".join(typed[:size]), ("person",), spelt=True)
        if isinstance(named, Found):
            own = set(fold(named.entity.name).split())
            of_them = [q for q in quotes if own & set(fold(words_said(articles[q.article].text, q.quote)).split())]
            return _holding(of_them, articles, " ".join(typed[size:]))
    return []


def _outermost(quotes: Sequence[StoredQuote]) -> list[StoredQuote]:
    """Drop a quotation that lies inside another of the list by the same speaker: it would say the same words twice."""
    beside: defaultdict[str, list[StoredQuote]] = defaultdict(list)
    for q in quotes:
        beside[q.article].append(q)
    return [q for q in quotes if not any(_inside(q, other) for other in beside[q.article])]


def _inside(inner: StoredQuote, outer: StoredQuote) -> bool:
    a, b = inner.quote.span, outer.quote.span
    return inner.article == outer.article and a != b and b.start <= a.start and a.end <= b.end
