"""Slices around what was read: the sentence of a mention, the words of a quotation."""

from __future__ import annotations

from functools import lru_cache

from bot.reading.standalone import Standing
from bot.reading.text import Document, analyse
from storage.records import Quote, Span, StoredQuote

_SHORT = 20_000  # code points; longer articles are rare, and many of them would fill the memory


def document(text: str) -> Document:
    """Return paragraphs and sentences of an article; those looked at last are kept, as a topic is asked for often."""
    return _kept(text) if len(text) <= _SHORT else _long(text)


@lru_cache(maxsize=2048)  # some 12 kB an article of 750 words
def _kept(text: str) -> Document:
    return analyse(text)


@lru_cache(maxsize=8)
def _long(text: str) -> Document:
    return analyse(text)


@lru_cache(maxsize=256)
def _standing(text: str) -> Standing:
    return Standing(document(text), (), ())


@lru_cache(maxsize=4096)
def passage_alone(text: str, sentence: Span) -> tuple[Span | None, bool]:
    """Return the passage in which a sentence stands alone, None where there is none, and whether it reads as a part.

    Of the sentences that were looked at last it is kept: a topic is asked about again.
    """
    standing = _standing(text)
    passage = standing.passage(sentence)
    return passage, passage is not None and bool(standing.reads_as_part(passage))


@lru_cache(maxsize=2048)
def _paragraph(text: str) -> Document:
    """Return the same of one paragraph: what is said in it is asked about piece by piece."""
    return analyse(text)


def sentence_around(text: str, span: Span) -> Span | None:
    """Return the sentence that holds the start of ``span``. Only its paragraph is taken apart."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.start)
    paragraph = _paragraph(text[start : end if end >= 0 else len(text)])
    inside = paragraph.sentence_at(span.start - start)
    return Span(inside.start + start, inside.end + start) if inside is not None else None


def words_said(text: str, quote: Quote) -> str:
    """Return the words of a quotation, its pieces joined."""
    return " ".join(text[span.start : span.end] for span in quote.content)


def in_marks(q: StoredQuote) -> bool:
    """Tell whether a quotation is somebody's own words between marks."""
    return q.quote.kind != "indirect" and q.quote.within is None
