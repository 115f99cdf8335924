"""From records to the values that answers are made of: sources, passages, words with their speaker."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec

from bot.answers.values import Passage, Source, Words
from bot.reading.text import analyse
from storage.records import Article, Quote, Span, StoredQuote

# Attributing words further apart than this are shown as two pieces: what lies between says something else.
ATTRIBUTION_REACH = 90

_OPENING = frozenset("“\"‘'«„‚‹「『»")
# A comma or full stop may stand before the closing mark, outside the words; a speech that goes on has none.
_CLOSED = re.compile(r"[.,!?;:]?\s*[”\"’'»“‘›」』«]|\n|$")
_CLOSING = frozenset("”\"’'»“‘›」』«")

_SET_BEFORE = re.compile(r"(?:[•▪►*–—-]\s+|\([A-Z]{2,12}\)\s*(?:--\s*|[-–—]\s+)?)+(?=\S)")
_SETS = "•▪►*–—-("
_NEED_OBJECT = (
    """
    told tells telling thanks thanked describes described describing characterises characterised characterizes
    characterized reminds reminded assures assured informs informed calls called calling accuses accused accusing
    urges urged
    """
).split()
_TAIL = 4  # as many of their last letters tell them from nearly all other words
_NEED_OBJECT_TAILS = frozenset(word[-_TAIL:] for word in _NEED_OBJECT)
_NEEDS_OBJECT = re.compile(rf"\b(?:{'|'.join(_NEED_OBJECT)})$")
_LONGEST_SAYING = 16  # code points: more than any of these words has
# Up to eight words on one line, to where the clause ends.
_OBJECT = re.compile(
    r"((?: (?:(?:[A-Z]\.)+|[^\s,.:;“”\"]+)){1,8}?)(?=[,.:;“”\"\n]| [“\"]|$"
    r"| (?:that|as|in|on|at|for|to|after|ahead|before|during|when|while|of)\b)"
)
_LINKING = re.compile(r" (?:that|as|of)$")

Focus = Callable[[Article, Span], Span | None]
NameOf = Callable[[str], str | None]


def source_of(article: Article) -> Source:
    """Return how ``article`` is cited."""
    return Source(
        id=article.id,
        title=article.title,
        published=article.published,
        day_only=article.published_day_only,
        source=article.source,
        url=article.url,
        origin=article.origin,
        derived=tuple(sorted(article.derived)),
        language=article.language,
        words=_measured(article.text)[1],
    )


def sources_for(articles: Mapping[str, Article], used: Iterable[str]) -> tuple[Source, ...]:
    """Return the sources of the articles ``used``, each once, in the order of first use."""
    return tuple(source_of(articles[id_]) for id_ in dict.fromkeys(used) if id_ in articles)


def passage_of(article: Article, span: Span, *, quoted: bool = False) -> Passage:
    """Return the slice of ``article`` at ``span`` with its paragraph's number, counted from 1 over non-empty lines.

    A wire's name or a mark of a list that the page set before a sentence is left out.
    """
    text = article.text
    start, end = span
    if not quoted:
        start = passage_start(article, span)
    paragraph = bisect_left(_measured(text)[0], text.rfind("\n", 0, start) + 1) + 1
    return Passage(article.id, start, end, text[start:end], paragraph, quoted)


def passage_start(article: Article, span: Span) -> int:
    """Return where the passage of a sentence begins: behind what the page set before it."""
    text, (start, end) = article.text, span
    if text[start : start + 1] not in _SETS:  # most begin with a word
        return start
    mark = _SET_BEFORE.match(text, start, end)
    return mark.end() if mark is not None else start


@lru_cache(maxsize=2048)
def _measured(text: str) -> tuple[list[int], int]:
    """Return where each line of a text that isn't empty begins, and the number of words."""
    starts, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            starts.append(at)
        at += len(line) + 1
    return starts, len(text.split())


def attribution_of(article: Article, quote: Quote) -> tuple[Passage, ...]:
    """Return the article's words for speaker and saying, joined where nothing said lies between.

    A word of saying that stands in another sentence than whoever said it is not shown; behind one that needs an object,
    "told", its object is.
    """
    text, said_by = article.text, quote.speaker
    cues = quote.cue if not said_by else [cue for cue in quote.cue if _beside(text, cue, said_by)]
    joined: list[Span] = []
    for span in _in_order(said_by, cues):
        if joined and _one_phrase(text, joined[-1], span, quote.content):
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    if cues and joined[-1].end == max([cue.end for cue in cues]):
        joined[-1] = Span(joined[-1].start, _told_end(text, joined[-1], quote.content))
    return tuple([passage_of(article, span) for span in joined])


def _in_order(ones: Sequence[Span], others: Sequence[Span]) -> Sequence[Span]:
    """Return the places of both, each once, in their order."""
    if len(ones) == len(others) == 1:  # as of nearly all: "Adler", "said"
        (one,), (other,) = ones, others
        return (one, other) if one < other else (other, one) if other < one else (one,)
    return sorted({*ones, *others})


def _beside(text: str, one: Span, others: Sequence[Span]) -> bool:
    """Tell whether a place stands in one sentence with one of the others."""
    start, end = one
    for first, last in others:  # noqa: SIM110 - with a generator it takes twice as long
        if _is_one(text[first if first < start else start : last if last > end else end]):
            return True
    return False


@lru_cache(maxsize=4096)  # "Adler said" is in article after article
def _is_one(words: str) -> bool:
    return "\n" not in words and len(analyse(words).sentences) == 1


def _told_end(text: str, told: Span, content: Sequence[Span]) -> int:
    """Return where the object ends of a word of saying that needs one: "Cruz told reporters"."""
    start = max(told.start, told.end - _LONGEST_SAYING)
    tail = text[max(start, told.end - _TAIL) : told.end]
    if tail not in _NEED_OBJECT_TAILS and not tail.endswith("\n"):
        return told.end
    if _NEEDS_OBJECT.search(text, start, told.end) is None:
        return told.end
    object_ = _OBJECT.match(text, told.end)
    stop = min([piece.start for piece in content if piece.start >= told.end], default=len(text))
    if object_ is None or object_.start(1) >= stop:
        return told.end
    end = min(object_.end(1), stop)
    words = _LINKING.sub("", text[told.end : end].rstrip(" \"“‘'"))
    return told.end + len(words)


def _one_phrase(text: str, left: Span, right: Span, content: Sequence[Span]) -> bool:
    start, end = left.end, right.start
    if end - start > ATTRIBUTION_REACH or text.find("\n", start, max(start, end)) >= 0:
        return False
    return not [piece for piece in content if start <= piece.start < end]


def words_of(
    article: Article, stored: StoredQuote, name_of: NameOf, reporter: str | None = None, focus: Focus | None = None
) -> Words:
    """Return the quotation as it is shown. A speaker under the confidence bound is not named.

    ``name_of`` gives a known person's name by id; ``reporter`` is the name of whoever's quotation holds these words.
    ``focus`` picks the part of a long piece that matters, None for all of it.
    """
    quote = stored.quote
    speaker = None
    if quote.shown:
        speaker = (name_of(stored.person) if stored.person else None) or quote.speaker_name or _mention(article, quote)
    return Words(
        pieces=tuple([_piece(article, span, focus) for span in quote.content]),
        kind=quote.kind,
        speaker=speaker,
        person=stored.person if quote.shown else None,
        speaker_kind=quote.speaker_kind if quote.shown else None,
        attribution=attribution_of(article, quote) if quote.shown else (),
        published=article.published,
        reported_by=reporter,
    )


def between_marks(text: str, span: Span) -> bool:
    """Tell whether ``span`` stands between an opening and a closing quotation mark, or one that a paragraph ends."""
    start, end = span
    if text[max(0, start - 3) : start].rstrip()[-1:] not in _OPENING:
        return False
    return text[end : end + 1] in _CLOSING or _CLOSED.match(text[end : end + 4]) is not None


def _piece(article: Article, whole: Span, focus: Focus | None) -> Passage:
    """Return one piece of what was said, or the part of it that matters; quoted where it stands between marks."""
    quoted = between_marks(article.text, whole)
    span = (focus(article, whole) if focus is not None else None) or whole
    passage = passage_of(article, span, quoted=quoted)
    if span == whole:
        return passage
    return msgspec.structs.replace(passage, before=span.start > whole.start, after=span.end < whole.end)


def _mention(article: Article, quote: Quote) -> str | None:
    if not quote.speaker:
        return None
    return " ".join(article.text[span.start : span.end] for span in quote.speaker)
