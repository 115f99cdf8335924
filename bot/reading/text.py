"""The first stage of reading: paragraphs and sentences of a text, with offsets kept.

Nothing is changed in the text: every later stage works on spans of the text exactly as it was given. A line break ends
a paragraph, and a paragraph's end ends a sentence. Quotation marks do not stop a sentence from ending inside them, but
a closing mark that follows the full stop belongs to the sentence before it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from storage.records import Span

# Abbreviations after which a full stop ends no sentence; lower case. Titles, months, ranks, Latin, company forms.
ABBREVIATIONS = frozenset(
    """
    mr mrs ms mx dr prof sr jr st rev hon gen col lt sgt capt cmdr adm maj brig cpl pvt gov sen rep reps sens pres
    amb supt insp det messrs mme mlle fr br sra dott ing
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    vs v etc e.g i.e cf al ca approx dept est no nos vol fig inc ltd corp co cos bros plc llc pty bhd pte
    u.s u.k u.n u.a.e e.u d.c a.m p.m ave blvd rd mt ft pp ed eds
    """.split()
)
# States of the US as news abbreviates them, with a capital: "Fla.", but not "was ill.".
_STATES = frozenset(
    """ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn
    tex va vt wash wis wisc wyo""".split()
)
# After these a sentence may end all the same when what follows starts like a new one ("in the U.S. The ...").
MAY_END = frozenset("u.s u.k u.n u.a.e e.u d.c a.m p.m inc ltd corp co jr sr etc plc llc no".split())
_STARTERS = frozenset(
    """the a an in on at he she it they we i you but and or this that these those his her its their our my there when
    while after before if as for from with by to under since however meanwhile both what who how why some many most
    last next no not then now so also mr mrs ms dr""".split()
)
_DOTTED = re.compile(r"[a-z]\.[a-z]")
_INITIALS = re.compile(r"\s*(?:[A-Z]\.){2,3}\s*")
_BREAK = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)")
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘«]+$")
_NEXT_WORD = re.compile(r"\s*[\"'“‘«(\[]*(\w[\w’']*)?")
_DASH = re.compile(r" (?:--|[-–—]) ")
_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Document:
    """A text with the spans of its paragraphs and sentences, both without surrounding white space, in order."""

    text: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]

    def sentence_at(self, offset: int) -> Span | None:
        """Return the sentence that holds ``offset``, or None where it falls between sentences."""
        return _holding(self.sentences, offset)


def analyse(text: str) -> Document:
    """Split ``text`` into paragraphs and sentences. Linear in its length; raises for no text."""
    paragraphs = [span for match in _LINE.finditer(text) if (span := _stripped(text, match.start(), match.end()))]
    sentences = [sentence for paragraph in paragraphs for sentence in _sentences(text, paragraph)]
    return Document(text, tuple(paragraphs), tuple(sentences))


def _holding(spans: tuple[Span, ...], offset: int) -> Span | None:
    index = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return spans[index] if index >= 0 and offset < spans[index].end else None


def _stripped(text: str, start: int, end: int) -> Span | None:
    if start < end and (text[start].isspace() or text[end - 1].isspace()):
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
    return Span(start, end) if start < end else None


def _sentences(text: str, paragraph: Span) -> list[Span]:
    found: list[Span] = []
    start = paragraph.start
    for match in _BREAK.finditer(text, paragraph.start, paragraph.end):
        if _ends_sentence(text, start, match, paragraph.end) and (span := _stripped(text, start, match.end())):
            found.append(span)
            start = match.end()
    if last := _stripped(text, start, paragraph.end):
        found.append(last)
    return found


def _ends_sentence(text: str, start: int, match: re.Match[str], end: int) -> bool:
    following = _NEXT_WORD.match(text, match.end(), min(end, match.end() + 60))
    word = following.group(1) if following else None
    if word is not None and word[0].islower():
        return False
    if _INITIALS.fullmatch(text, start, match.end()) is not None:  # "T.D. Cruz"
        return False
    if not match.group().startswith(".") or match.group()[1:2] in {".", "!", "?"}:
        return True
    before = _LAST_WORD.search(text, max(start, match.start() - 30), match.start())
    if before is None:
        return True
    last = before.group().lower()
    if _DOTTED.fullmatch(last) and last not in ABBREVIATIONS:  # "imitates W.C. Cruz"
        return False
    if len(last) == 1 and last.isalpha() and before.group().isupper():  # an initial: "J. Smith"
        return False
    if last in _STATES and before.group()[0].isupper():
        if word is None:
            return _DASH.match(text, match.end(), end) is None  # "LYNN, Mass. — Ana Cruz"
        return word.lower() in _STARTERS
    if last in ABBREVIATIONS:
        return last in MAY_END and word is not None and word.lower() in _STARTERS
    return True
