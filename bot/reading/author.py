"""Who "I" is outside quotation marks: the author of the article, where nothing tells that somebody else speaks.

A letter, an interview, a speech printed whole, a story told to a writer and a quotation whose marks were lost have an
"I" of their own: there it is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading.definites import Part, inside
from bot.reading.spans import Spans
from bot.reading.text import Document

AUTHOR = "the author"  # stands in brackets where a person's name does

# None is the "I" of "(I-Vt.)", an independent of Vermont, of a road, "I-95", and of initials, "I. Cruz".
_OWN = re.compile(r"\b(?:I(?!-\w)|[Mm]e|[Mm]y|[Mm]yself)(?:[’'](?:m|ve|d|ll))?\b(?!\.)")
_NUMBERED = re.compile(r"\w [A-Z][a-z]+ $")  # "World War I"
_FEWEST = 3  # sentences in which an author says "I": one or two may be a quotation whose marks were lost
# Texts in which somebody else says "I".
_OTHERS = re.compile(
    r"\bDear [A-Z][a-z]+|\b(?:[Ss]incerely|Yours),|\b[Ll]etters? to the [Ee]ditor|\b[Tt]o the [Ee]ditor\b"
    r"|\b[Aa]s told to\b|\b[Tt]ranscript\b|\b(?:full|complete|edited) (?:text|version) of\b|\bprepared remarks\b"
    r"|\b[Ii]n (?:his|her|their) own words\b|\b[Tt]his (?:interview|conversation) (?:was|has been)\b"
    r"|\bmy fellow (?:citizens|countrymen|members|[A-Z]\w+s,)"
    r"|\b(?:excerpt|extract|adapted) from (?:the|his|her|a) (?:[a-z]+ )?(?:book|memoir|speech|diary|novel)\b"
)
_LABEL = re.compile(r"(?:[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}|Q|A) ?[:.](?= )", re.ASCII)
_FEW_LABELS = 1  # paragraphs that begin with who speaks, "Ana Cruz: "
_SINGLE = re.compile(r"[‘'](?<![\w’']['‘])(?=\w)(?!\d\ds)")  # may open somebody's words
_SINGLE_END = re.compile(r"(?<=[\w.,!?])['’](?!\w)")
_SAYS = re.compile(r"\b(?:said|says|asked|wrote|added|recalled|tweeted|explained)(?:[,:]| that|, that)? $")
_ONE_PERSON = re.compile(
    r"[^\W\d_a-z][\w’'.-]*(?: (?:de|da|del|van|von|bin|al|la|le|der|den|ter|di)){0,2}(?: [^\W\d_a-z][\w’'.-]*){1,3}"
)
_NOBODY = re.compile(
    r"\b(?:staff|desk|team|news|newsroom|editor|editorial|editors|board|reporter|correspondent|writer|press|agency|agencies|bureau"
    r"|service|wire|contributor|reuters|guest|and|by|special|the)\b",
    re.IGNORECASE,
)
_DOUBLE = re.compile(r"[\"“”]")


def author_name(author: str | None) -> str:
    """Return the name of an article's author as it was given with it, ``AUTHOR`` where that is no one person's name."""
    name = " ".join((author or "").split())
    return name if _ONE_PERSON.fullmatch(name) is not None and _NOBODY.search(name) is None else AUTHOR


def first_person(text: str, speech: Sequence[Part]) -> Part | None:
    """Return where a sentence first has "I", "me", "my" or "myself" outside its quotations, None where it hasn't."""
    for match in _OWN.finditer(text):
        numbered = match.group() == "I" and _NUMBERED.search(text, max(0, match.start() - 20), match.start())
        if not numbered and not inside(match.start(), speech):
            return match.span()
    return None


def is_by_author(document: Document, quoted: Spans) -> bool:
    """Tell whether it is certain that "I" outside the article's quotations (``quoted``) is whoever wrote it."""
    text = document.text
    if _OTHERS.search(text) is not None:
        return False
    if sum(_LABEL.match(text, *paragraph) is not None for paragraph in document.paragraphs) > _FEW_LABELS:
        return False
    if any(not _is_closed(text[start:end]) for start, end in document.paragraphs):
        return False
    number = 0
    for sentence in document.sentences:
        words = text[sentence.start : sentence.end]
        speech = [(start - sentence.start, end - sentence.start) for start, end in quoted.near(sentence)]
        found = first_person(words, speech)
        if found is None:
            continue
        if _SAYS.search(words, 0, found[0]) is not None or _opened(words, found[0]):
            return False
        number += 1
    return number >= _FEWEST


def _opened(text: str, at: int) -> bool:
    """Tell whether a single quotation mark before ``at`` is open there: a mark at a word's end closes it."""
    openings = [match.end() for match in _SINGLE.finditer(text, 0, at + 1)]
    return bool(openings) and _SINGLE_END.search(text, openings[-1], at) is None


def _is_closed(paragraph: str) -> bool:
    """Tell whether each double quotation mark of a paragraph has its counterpart."""
    marks = _DOUBLE.findall(paragraph)
    return marks.count("“") == marks.count("”") and marks.count('"') % 2 == 0
