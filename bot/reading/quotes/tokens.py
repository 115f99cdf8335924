"""The words of a paragraph outside its quotations, each with its class."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache, partial
from itertools import accumulate

from bot.reading.quotes.lexicon import CLOSED, CUES
from bot.reading.quotes.marks import Quoted
from bot.reading.quotes.scene import Atom
from storage.records import Span

# One group around all of it, so that splitting a text gives words and the white space that parts them by turns.
_WORD = re.compile(r"([@#]?\w+(?:[-’'.&/]\w+)*|[^\w\s])")
_CUE_CLASS = {"say": "S", "tell": "T", "write": "S", "call": "C", "hold": "H", "on": "w", "back": "w"}


# An atom before words are grouped into mentions: "M" a person's mention (``ref`` the person), "N" a capitalised word.
Token = Atom
make_token = partial(tuple.__new__, Token)  # as Token(...), without the call in between: one for every word


def tokens_of(
    quoted: Sequence[Quoted],
    text: str,
    paragraph: Span,
    quotes: list[int],
    named: list[tuple[int, int, int]],
    starts: set[int],
) -> list[Token]:
    """The tokens of ``paragraph``, with a token for each of ``quotes`` (indexes) and each name of a known person."""
    out: list[Token] = []
    position = paragraph.start
    for index in quotes:
        outer = quoted[index].outer
        _plain_tokens(text, position, outer.start, named, starts, out)
        if outer.start in starts and outer.start > paragraph.start:
            out.append(Token("|", outer.start, outer.start, "|", -1, False))
        out.append(Token("Q", outer.start, outer.end, "", index, False))
        position = outer.end
    _plain_tokens(text, position, paragraph.end, named, starts, out)
    return out


def _plain_tokens(
    text: str,
    start: int,
    end: int,
    named: list[tuple[int, int, int]],
    starts: set[int],
    out: list[Token],
) -> None:
    at = bisect_left(named, (start, 0, 0))
    following = named[at][0] if at < len(named) else end  # where the next name begins
    before = out[-1].kind if out else ""
    pieces = _WORD.split(text[start:end])
    words = pieces[1::2]
    offsets = list(accumulate(map(len, pieces), initial=start))
    for word, begin, past, looked_at in zip(words, offsets[1::2], offsets[2::2], map(_looked_at, words), strict=False):
        kind, opening, lower, ending = looked_at
        if not ending and begin < following and begin not in starts and before not in _APART:
            out.append(make_token((kind, begin, past, lower, -1, False)))  # as most words
            before = kind
            continue
        if begin in starts and before:
            out.append(Token("|", begin, begin, "|", -1, False))
            before = "|"
        if begin >= following:
            while at < len(named) and named[at][1] <= begin:
                at += 1
            following = named[at][0] if at < len(named) else end
            if following <= begin:
                if before == "M" and out[-1].ref == named[at][2] and out[-1].start == following:
                    continue
                name_end = min(named[at][1], end)
                rest = text[name_end : name_end + 2]
                possessive = rest in {"’s", "'s"} or (
                    rest[:1] in {"’", "'"} and text[name_end - 1] == "s" and rest[1:2].isspace()
                )
                out.append(Token("M", following, name_end, "", named[at][2], possessive))
                before = "M"
                continue
        if before == "M" and begin < out[-1].end + 3 and word in _OWNED:
            continue
        if ending:
            if ending == _MARK:
                if kind:
                    out.append(make_token((kind, begin, past, word, -1, False)))
                    before = kind
                continue
            possessive = ending == _OWNER or (
                text[past : past + 1] in {"’", "'"} and text[past + 1 : past + 2].isspace()
            )
            stop = past - 2 if ending == _OWNER else past
        else:
            possessive = False
            stop = past
        before = opening if before in _OPENING else kind
        out.append(make_token((before, begin, stop, lower, -1, possessive)))


_OWNED = frozenset({"’", "'", "s", "’s", "'s"})
_OPENING = frozenset({"", "|", ":", "-"})
_APART = _OPENING | {"M"}  # what comes behind these is looked at twice
# "Last month our minister said": capital letters of a sentence's beginning, and no name.
_WHEN = frozenset("last next earlier late later early".split())
_PUNCTUATION = {
    ",": ",", ":": ":", ";": ";", "(": "(", ")": ")", "[": "(", "]": ")", "?": "?", "!": "?", "…": "-",
    **dict.fromkeys("—–-―−‒", "-"),
}  # fmt: skip


_PLAIN, _MARK, _OWNER, _IN_S = 0, 1, 2, 3  # how a word ends, with what that asks for


@lru_cache(maxsize=20_000)
def _looked_at(word: str) -> tuple[str, str, str, int]:
    """What holds of a word wherever it stands: its class, that where a sentence begins with it, its lower-case form
    without a possessive "'s", and whether it is a punctuation mark (of no class: passed over) or ends in "'s" or "s".
    """
    if len(word) == 1 and not word.isalnum():
        kind = _PUNCTUATION.get(word, "")
        return kind, kind, word, _MARK
    ending = _PLAIN
    if word[-1] in "sS":
        ending = _OWNER if word[-2:] in {"’s", "'s"} else _IN_S
        word = word[:-2] if ending == _OWNER else word
    kind, lower = _classified(word, False)
    return kind, _classified(word, True)[0], lower, ending


def _classified(word: str, first: bool) -> tuple[str, str]:
    """The class of a word and its lower-case form; ``first`` where a sentence begins with it."""
    lower = word.lower()
    closed = CLOSED.get(lower)
    if word[0].isupper() or word[0] == "@":
        if closed and (first or closed in {"k", "i"} or len(word) == 1):
            return closed, lower
        if first and (lower in CUES or lower == "according"):
            return _cue_kind(lower), lower
        if first and len(lower) > 6 and lower.endswith("ing"):
            return "w", lower
        if first and lower in _WHEN:
            return "k", lower
        if closed in {"p", "y", "t", "his", "DT", "that", "VX", "IN", "to", "of", "by", "but"}:
            return closed, lower
        return "N", lower
    if closed:
        return closed, lower
    if lower in CUES or lower == "according":
        return _cue_kind(lower), lower
    if word[0].isdigit():
        return "n", lower
    if len(lower) > 4 and lower.endswith("ly"):
        return "r", lower
    return "w", lower


def _cue_kind(lower: str) -> str:
    if lower == "according":
        return "A"
    cue = CUES[lower]
    kind = _CUE_CLASS[cue.group]
    return kind if cue.form == "f" or kind == "w" else kind + cue.form
