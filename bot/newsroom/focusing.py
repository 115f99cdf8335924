"""Which part of a long quotation answers the question: people read the sentence they asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.passages import Focus
from bot.question import Question
from bot.reading.text import analyse
from bot.searching import Passage, best_passages, topic_search
from storage.records import Article, Span

# A longer piece of a quotation is shown by the sentence of it that answers.
LONG_PIECE = 30
_AFTER = 6  # words kept for what comes after the words that match
_CLAUSE = re.compile(r"[,;:]\s+|\s+[–—-]\s+")


def focus_on(question: Question) -> Focus | None:
    """Return what picks the sentence of a long quotation that answers the question."""
    wanted = topic_search(question.words or question.about or "")
    if not wanted.terms:
        return None

    def focus(article: Article, piece: Span) -> Span | None:
        if len(article.text[piece.start : piece.end].split()) <= LONG_PIECE:
            return None
        inside = analyse(article.text[piece.start : piece.end]).sentences
        sentences = [Span(s.start + piece.start, s.end + piece.start) for s in inside]
        best = best_passages(article.text, sentences, wanted, limit=1)
        if not best:
            return None
        if len(article.text[best[0].span.start : best[0].span.end].split()) > LONG_PIECE:
            return _around_matches(article.text, best[0])
        return _with_next(article.text, sentences, best[0].span)

    return focus


def _around_matches(text: str, best: Passage) -> Span:
    """Return as much of a long sentence as fits around the words that match, from one of its clauses on."""
    span = best.span
    first = best.matches[0].start if best.matches else span.start
    last = best.matches[-1].end if best.matches else first
    if len(text[first:last].split()) > LONG_PIECE:
        last = best.matches[0].end
    starts = [span.start, *(match.end() for match in _CLAUSE.finditer(text, span.start, first + 1))]
    fitting = [at for at in starts if at <= first and len(text[at:last].split()) <= LONG_PIECE - _AFTER]
    start = min(fitting, default=first)
    ends = [*(match.start() for match in _CLAUSE.finditer(text, last, span.end)), span.end]
    return Span(start, max((at for at in ends if len(text[start:at].split()) <= LONG_PIECE), default=last))


def _with_next(text: str, sentences: Sequence[Span], best: Span) -> Span:
    """Return a sentence with those after it, as long as they fit: "You asked about the deal. It goes on." """
    end = best.end
    for sentence in sentences[sentences.index(best) + 1 :]:
        if len(text[best.start : sentence.end].split()) > LONG_PIECE:
            break
        end = sentence.end
    return Span(best.start, end)
