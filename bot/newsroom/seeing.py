"""Where an answer comes from: a cited sentence with its neighbours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from bot.answers.passages import passage_of, source_of
from bot.answers.values import Answer, Said, SourceView, Surroundings
from bot.newsroom.hiding import fit, unfit_places
from bot.reading.text import analyse
from bot.wording.seeing import read_seen
from storage.records import Article, Span
from storage.store import Store

CHANGED = "That article has changed or gone since; please ask again."


async def view(store: Store, target: str, now: dt.datetime) -> Answer:
    """Return the sentences that a target names among their neighbours, or say that the article is another by now."""
    wanted = read_seen(target)
    article = await store.articles.get(wanted.article) if wanted is not None else None
    if wanted is None or article is None or (article.published is not None and article.published > now):
        return Said(CHANGED, "search")
    source = source_of(article)
    unfit = (await unfit_places(store, {article.id: article})).get(article.id, ())
    places = tuple(dict.fromkeys(filter(None, (_surroundings(article, Span(*span), unfit) for span in wanted.spans))))
    if source.words != wanted.words or not places:
        return Said(CHANGED, "search")
    return SourceView(places, (source,))


def _surroundings(article: Article, span: Span, unfit: Sequence[Span]) -> Surroundings | None:
    """The sentence at the start of ``span``, with its neighbours, where they may be shown.

    Only the paragraphs around it are taken apart.
    """
    text = article.text
    if not 0 <= span.start < span.end <= len(text):
        return None
    start = _back(text, _back(text, span.start))
    end = _on(text, _on(text, span.start))
    sentences = [Span(each.start + start, each.end + start) for each in analyse(text[start:end]).sentences]
    at = next((n for n, each in enumerate(sentences) if each.start <= span.start < each.end), None)
    if at is None or not fit(sentences[at], unfit):
        return None
    before = passage_of(article, sentences[at - 1]) if at and fit(sentences[at - 1], unfit) else None
    after = None
    if at + 1 < len(sentences) and fit(sentences[at + 1], unfit):
        after = passage_of(article, sentences[at + 1])
    return Surroundings(before, passage_of(article, sentences[at]), after)


def _back(text: str, offset: int) -> int:
    """The start of the paragraph before the one at ``offset`` (or of that one where it is the first)."""
    here = text.rfind("\n", 0, offset)
    while here > 0 and not text[text.rfind("\n", 0, here) + 1 : here].strip():
        here = text.rfind("\n", 0, here)
    return max(0, here)


def _on(text: str, offset: int) -> int:
    """The end of the paragraph at ``offset``, with the empty lines after it."""
    here = text.find("\n", offset)
    if here < 0:
        return len(text)
    while here < len(text) and text[here].isspace():
        here += 1
    return here
