"""The words of a paragraph outside its quotations, each with its class."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache, partial

from bot.reading.quotes.lexicon import CLOSED, CUES
from bot.reading.quotes.marks import Quoted
from bot.reading.quotes.scene import Atom
from bot.reading.remembered import Remembered
from storage.records import Span

_WORD = re.compile(r"[@#]?\w+(?:[-’'.&/]\w+)*|[^\w\s]")
_CUE_CLASS = {"say": "S", "tell": "T", "write": "S", "call": "C", "hold": "H", "on": "w", "back": "w"}


# Class, place, lower-case form, and whether it is a possessive.
Word = tuple[str, int, int, str, bool]
Cut = tuple[Word, ...]
# An atom before words are grouped into mentions: "M" a person's mention (``ref`` the person), "N" a capitalised word.
Token = Atom


def tokens_of(
    quoted: Sequence[Quoted],
    text: str,
    paragraph: Span,
    quotes: list[int],
    named: list[tuple[int, int, int]],
    starts: Sequence[int],
) -> list[Token]:
    """The tokens of ``paragraph``, with a token for each of ``quotes`` (indexes) and each name of a known person.

    ``starts`` are the places where sentences start, in order, and one behind the text.
    """
    out: list[Token] = []
    position = paragraph.start
    for index in quotes:
        outer = quoted[index].outer
        _plain_tokens(text, position, outer.start, named, starts, out)
        if outer.start > paragraph.start and starts[bisect_left(starts, outer.start)] == outer.start:
            out.append(Token("|", outer.start, outer.start, "|", -1))
        out.append(Token("Q", outer.start, outer.end, "", index))
        position = outer.end
    _plain_tokens(text, position, paragraph.end, named, starts, out)
    return out


def _plain_tokens(
    text: str,
    start: int,
    end: int,
    named: list[tuple[int, int, int]],
    starts: Sequence[int],
    out: list[Token],
) -> None:
    """Add the tokens of a stretch without quotations to ``out``.

    What stands between two spaces ("said,") was mostly met before and is known with all its tokens; where a name begins
    its words are looked at one by one.
    """
    if start >= end:
        return
    at = bisect_left(named, (start, 0, 0))
    following = named[at][0] if at < len(named) else end  # where the next name begins
    sentence = bisect_left(starts, start)
    upcoming = starts[sentence]  # where the next sentence begins
    last = end - 1 if text[end - 1] in _APOSTROPHES else end  # an owner only if a space follows
    quiet = min(following, upcoming, last)  # up to here neither begins
    before = out[-1].kind if out else ""
    past = start - 1
    for piece in text[start:end].split(" "):
        position = past + 1
        past = position + len(piece)
        if position == upcoming and piece:
            if before:
                out.append(Token("|", position, position, "|", -1))
                before = "|"
            sentence += 1
            upcoming = starts[sentence]
            quiet = min(following, upcoming, last)
        if past <= quiet:  # so not right behind a name
            cut = _opening[piece] if before in _OPENING else _inside[piece]
            for before, low, high, lower, possessive in cut:
                out.append(Token(before, position + low, position + high, lower, -1, possessive))
            continue
        for match in _WORD.finditer(text, position, past):
            begin = match.start()
            while upcoming <= begin:
                if upcoming == begin and before:
                    out.append(Token("|", begin, begin, "|", -1))
                    before = "|"
                sentence += 1
                upcoming = starts[sentence]
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
                        rest[:1] in _APOSTROPHES and text[name_end - 1] == "s" and rest[1:2].isspace()
                    )
                    out.append(Token("M", following, name_end, "", named[at][2], possessive))
                    before = "M"
                    continue
            if before == "M" and begin < out[-1].end + 3 and _OWNED.fullmatch(match.group()):
                continue
            token = _token_of(match, before)
            if token is not None:
                before, low, high, lower, possessive = token
                out.append(Token(before, low, high, lower, -1, possessive))
        quiet = min(following, upcoming, last)


def _token_of(match: re.Match[str], before: str) -> Word | None:
    """A word or mark behind a token of class ``before``; None for marks that have no class."""
    begin, stop = match.span()
    kind, opening, lower, ending = _looked_at(match.group())
    if ending == _MARK:
        return (kind, begin, stop, lower, False) if kind else None
    possessive = ending == _OWNER
    if ending == _IN_S:
        possessive = match.string[stop : stop + 1] in _APOSTROPHES and match.string[stop + 1 : stop + 2].isspace()
    return opening if before in _OPENING else kind, begin, stop - 2 if ending == _OWNER else stop, lower, possessive


_APOSTROPHES = frozenset({"’", "'"})
_OWNED = re.compile(r"[’']s?(?!\w)|s(?!\w)")  # behind a name, what shows that it owns something
_OPENING = frozenset({"", "|", ":", "-"})
# "Last month our minister said": capital letters of a sentence's beginning, and no name.
_WHEN = frozenset("last next earlier late later early".split())
_PUNCTUATION = {
    ",": ",", ":": ":", ";": ";", "(": "(", ")": ")", "[": "(", "]": ")", "?": "?", "!": "?", "…": "-",
    **dict.fromkeys("—–-―−‒", "-"),
}  # fmt: skip


_PLAIN, _MARK, _OWNER, _IN_S = 0, 1, 2, 3  # how a word ends, with what that asks for


def _cut(before: str, piece: str) -> Cut:
    """The tokens of what stands between two spaces behind a token of class ``before``."""
    found: list[Word] = []
    for match in _WORD.finditer(piece + " "):
        token = _token_of(match, before)
        if token is not None:
            before = token[0]
            found.append(token)
    return tuple(found)


_inside: Remembered[Cut] = Remembered(partial(_cut, "w"), 40_000)
_opening: Remembered[Cut] = Remembered(partial(_cut, "|"), 5_000)


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
