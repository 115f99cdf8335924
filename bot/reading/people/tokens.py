"""Words of a text with offsets: how each is written, and how it stands in its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from bot.reading.people.words import FUNCTION, PLACE_HEADS, PLACES, SHORT_PLACES, VERBS, fold
from bot.reading.remembered import Remembered
from bot.reading.text import Document

# A handle, a run of initials ("U.S.", "K."), a word with inner marks ("Solheim-Aas", "O’Brien"), or a number.
# One group around all of it, so that splitting a text gives words and what parts them by turns.
_TOKEN = re.compile(
    r"([^\W\d_](?:\.(?:[^\W\d_]\.){0,4}(?!\w{2})|[^\W\d_]*(?:[’'‘ʻʼ‐‑-][^\W\d_]+)*)|\d+(?:[.,]\d+)*|(?<!\w)@\w{2,30})"
)
_INITIALS = re.compile(r"(?:[A-Z]\.){2,3}")
_LONGEST_GAP = 7
_SPACES = frozenset({"\u00a0", "  ", "\u202f", "\u2009"})
_OPENING = frozenset(':“"‘«(„‹—–\n\r')
# Titles that a full stop may shorten ("Gen. ", "Sen. "); after any other word a full stop ends a run.
DOTTED = frozenset(
    """mr mrs ms dr prof rev hon gen col lt maj capt sgt cpl adm cmdr brig gov sen rep sens reps pres amb supt insp det
    st jr sr messrs mme asst""".split()
)


@dataclass(slots=True)
class Token:
    """One word: its span without a possessive "'s", the word folded, and how it stands in its sentence."""

    start: int
    end: int
    text: str
    key: str
    capital: bool
    first: bool  # of its sentence, or of the words after an opening quotation mark or colon
    possessive: bool
    joined: bool  # only white space (or an abbreviation's full stop) parts it from the word before
    gap: str  # what parts it from the word before, "\n" where that is long
    nick: bool = False  # a nickname in quotation marks inside a name
    headline: bool = False  # of a line in which nearly every word has a capital


def tokenise(document: Document) -> list[Token]:
    """Return the words of ``document`` in order. Linear in the length of the text."""
    text = document.text
    starts = [span.start for span in document.sentences]
    starts.append(len(text) + 1)
    sentence, upcoming = 0, starts[0]
    found: list[Token] = []
    lines: list[int] = []  # the first word of each but the first
    last: Token | None = None
    free = False  # a word before that is no possessive
    pieces = _TOKEN.split(text)
    words = pieces[1::2]
    ends = list(accumulate(map(len, pieces)))  # of each piece; what is left behind the last word belongs to none
    for gap, start, after, (bare, key, capital, possessive) in zip(
        pieces[::2], ends[::2], ends[1::2], map(_known.__getitem__, words), strict=False
    ):
        if gap == " " and start < upcoming:  # as most words
            end = after - 2 if possessive else after
            last = Token(start, end, bare, key, capital, False, possessive, free, gap)
            free = not possessive
            found.append(last)
            continue
        first = False
        while upcoming <= start:
            sentence += 1
            upcoming, first = starts[sentence], True
        joined = False
        if len(gap) > _LONGEST_GAP:
            gap = "\n"
        if last is not None:
            if gap == " ":
                if first and _INITIALS.fullmatch(last.text) and last.key.replace(".", "") not in SHORT_PLACES:
                    first = False  # "J.T. Okafor": the full stop of an initial ends no sentence
                joined = not (first or last.possessive)
            else:
                if "\n" in gap:
                    lines.append(len(found))
                if not first:
                    first = not _OPENING.isdisjoint(gap)
                    dotted = gap == ". " and last.key in DOTTED
                    joined = (dotted or gap in _SPACES) and not (first or last.possessive)
        last = Token(start, after - 2 if possessive else after, bare, key, capital, first, possessive, joined, gap)
        free = not possessive
        found.append(last)
    _mark_headlines(text, found, lines)
    return found


def _looked_at(word: str) -> tuple[str, str, bool, bool]:
    """Return a word without a possessive "'s", the same folded, whether it has a capital, and whether it had that."""
    possessive = word[-1] == "s" and len(word) > 2 and word[-2] in "'’"
    bare = word[:-2] if possessive else word
    return bare, bare if bare.islower() and bare.isascii() else fold(bare), bare[0].isupper(), possessive


_known = Remembered(_looked_at, 20_000)


def _mark_headlines(text: str, tokens: list[Token], lines: Sequence[int]) -> None:
    """Mark the words of lines set like headlines: five words or more, four in five of the longer ones in capitals.

    Elsewhere than in the first line of a text, one that ends in a full stop must have its small words and verbs in
    capitals too: else it is a sentence that lists names.
    """
    for begin, index in pairwise([0, *lines, len(tokens)]):
        if not 5 <= index - begin <= 30:
            continue
        line = tokens[begin:index]
        first = begin == 0 and index < len(tokens)
        end = line[-1].end
        long = [token for token in line if len(token.text) > 3 and token.text[0].isalpha()]
        capital = sum(token.capital for token in long)
        if not first and "." in text[end : end + 2]:
            plain = any(t.capital and (t.key in FUNCTION or t.key in VERBS) for t in line[1:])
            headline = plain and capital == len(long)
        else:
            headline = 5 * capital >= 4 * len(long)
        if headline and len(long) > 3:
            for token in line:
                token.headline = True


def place_mask(tokens: Sequence[Token], start: int, stop: int) -> list[bool]:
    """Tell for each word of the run whether it is part of a known place ("New York", "US", "Norwegian")."""
    mask = [False] * (stop - start)
    index = start
    while index < stop:
        key = tokens[index].key
        if key in PLACE_HEADS:
            for length in (4, 3, 2):
                if index + length <= stop and " ".join(t.key for t in tokens[index : index + length]) in PLACES:
                    for place in range(index, index + length):
                        mask[place - start] = True
                    index += length - 1
                    break
        bare = key.replace(".", "")
        if (
            not mask[index - start]
            and (key in PLACES or bare in PLACES)
            and (len(bare) > 3 or tokens[index].text.isupper())
            and (bare in SHORT_PLACES or "." not in key)
        ):
            mask[index - start] = True
        index += 1
    return mask


def is_initials(token: Token) -> bool:
    """Tell whether the word is one or two initials ("S", "K.", "J.D.", "KV")."""
    bare = token.text.replace(".", "")
    return (
        bare.isupper()
        and bare.isalpha()
        and (
            len(bare) == 1
            or (len(bare) <= 3 and "." in token.text)
            or (
                len(bare) == 2
                and token.key not in PLACES
                and token.key not in {"tv", "pm", "mp", "ap", "pr", "ex", "vp", "ag"}
            )
        )
    )
