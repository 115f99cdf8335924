"""Whether a piece of text is a whole sentence of the running text, and no caption, credit, pointer or fragment."""

from __future__ import annotations

import re

from bot.reading.definites import PAST
from bot.reading.terms import STOP_WORDS, word_list

_JUNK = tuple(word_list("not_running_text.txt"))
_WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")
_ADDRESS = re.compile(r"https?:|\bwww\.|\w@\w")
# What a line break left of a sentence, "23, with a band", or a point of a list, "1) ...".
_SHOUTED = re.compile(r"[A-Z]{4,}(?: [A-Z]+){0,2}: ")  # above a picture
_REST = re.compile(r"\d+(?:,\s+[a-z]|\)\s)")
# A name and what tells of it, no more.
_NO_VERB = re.compile(r"[A-Z]\w+(?: [A-Z]\w+){0,3}, (?:who|which|whose) [^,;]+$")
_LABEL = re.compile(r"(?![^a-z:]{2,}:)(?:[\w-]+ ){0,2}[\w-]+: ")  # "Step two: ", but not "NEW DELHI: "
_NO_SUBJECT = re.compile(
    r"(?:Will|Would|Can|Has|Is|Was|Did) [a-z][^?]*$"
    r"|(?:Went|Got|Came|Saw|Felt|All except) |Not (?:the|an?) (?!.*\b(?:is|are|was|were|has|have|had|will|can)\b)"
)
# What only captions have: "Ana Cruz, left, and"; "on Sunday, Feb. 26, 2017, at" (AP Stylebook, captions). Each pattern
# with strings of which one stands in every match: most sentences have none of them.
_CAPTIONS = tuple(
    (needed, re.compile(pattern))
    for needed, pattern in (
        (
            ("left", "right", "cent"),
            r",? (?:from|far|at|second from|third from) (?:left|right)[,:]"
            r"|, (?:left|right|center|centre), (?:and|is|with)\b",
        ),
        (("day, ",), r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, [A-Z][a-z]+\.? \d{1,2}, \d{4}\b"),
        (
            ("photo", "pict", "image", "shown"),
            r"\bfile photo\b|\bis pictured\b|\bin this (?:[a-z]+ ){0,2}photo(?:graph)?\b"
            r"|\bhandout (?:photo|picture|image)\b|\bin this [A-Z][^,.;]{0,40} (?:photo|picture|image)\b"
            r"| (?:pictured|shown)(?=[,)])|\b(?:pictured|shown) here\b",
        ),
        (
            ("(",),
            r"\((?:[RLC](?=\))|(?:left|right|above|below|pictured|top)\b)[^)]*\)"
            r"|\([^()]{0,40}\b(?:left|right|center|centre)\)",
        ),
        (("above here",), r"\babove here\b"),
        (("/", "Getty"), r"/ ?(?:Getty|AP|AFP|Reuters|EPA)\b|\bGetty Images\b"),
    )
)
# What somebody does in the picture, with the day at the end.
_ON_DAY = re.compile(
    r"\b(?:speaks?|attends?|waits?|walks?|arrives?|gestures?|poses?|reacts?|smiles?|stands?|sits?|signs|listens?|waves?"
    r"|hugs?|holds|watch(?:es)?|cross(?:es)?|ushers) "
    r"[^.]{0,120}\b(?:[A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?|, on [A-Z][a-z]+day)(?: in [A-Z][\w, ]+)?\.$"
    r"|\bis [a-z]+ed\b[^.]{0,120} (?:in|on) [A-Z][a-z]+\.? \d{1,2}, \d{4}\.$"
)
_DAY = re.compile(r"\d|day(?:\.$| in )")  # stands in every match of it
_CAPTION_BEGINS = re.compile(
    r"(?:A|This) (?:photo|picture|image)\b|['‘“\"][A-Z][^'’”\"]*['’”\"]: "
    r"|One of (?!.*\b(?:is|are|was|were|has|had|have|will|can)\b)|[A-Z]{3,}[A-Z., ]* [-–—] [A-Z]{3,9} \d{1,2}:"
    r"|[A-Z][\w. ]{0,30} (?:image|photo|photograph|picture) of (?!.*\b(?:is|are|was|were|has|had|have)\b)"
    r"|(?:[A-Z]\w+ ){2,4}(?:(?:reported|contributed|wrote) from [A-Z][^.]*"
    r" (?:from|wrote|reported) |reports? for the |(?:covers|edits|co-hosts|hosts) )"
    r"|(?:[A-Z][\w.]+ ){1,3}/ [A-Z]|((?:[A-Z][a-z]+ ){2,3})\1"
)
_ENDS = (".", "!", "?", "…")
_CLOSERS = "\"'”’»)]"
_MOST_SEMICOLONS = 5
_FEW_WORDS = 9
_ANY_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|can|could|will|would|may|might|must|should|won't|can't|[a-z]{2,}ed|"
    r"[a-z]{3,}(?<!s)s|"
    + "|".join(sorted(PAST))
    + r")\b|\b(?:[Ii]t|[Hh]e|[Ss]he|[Tt]h(?:at|ere)|[Ww]h(?:at|o|ere)|[Hh]ere)['’]s\b"
    r"|['’](?:re|ve|ll|d|m)\b|n['’]t\b"
)
_SHORTEST, _LONGEST, _LONGEST_TEXT = 5, 80, 700  # words, words, code points


def is_running_text(text: str, first: bool) -> bool:
    """Tell whether ``text`` is a whole sentence; ``first``: the article begins with it."""
    if len(text) > _LONGEST_TEXT or text.count(";") > _MOST_SEMICOLONS:  # who did what in a film, results of a day
        return False
    if not text.rstrip(_CLOSERS).endswith(_ENDS) or text.endswith((" .", " |", "...", "…")):
        return False
    if not text.lstrip("\"'“‘«([")[:1].isupper() and not text[:1].isdigit():
        return False
    words = _WORD.findall(text)
    if not _SHORTEST <= len(words) <= _LONGEST:
        return False
    if text[:60].lower().lstrip("-–—*•>#| ").startswith(_JUNK) or _has_address(text) or " | " in text:
        return False
    if (
        _CAPTION_BEGINS.match(text)
        or _is_caption(text)
        or _NO_VERB.match(text)
        or _NO_SUBJECT.match(text)
        or _REST.match(text)
        or (not first and (_LABEL.match(text) or _SHOUTED.match(text)))
    ):
        return False
    if len(words) <= _FEW_WORDS and text.endswith(".") and not has_verb(text):
        return False
    return any(word.islower() and word not in STOP_WORDS for word in words[1:])


def has_verb(text: str) -> bool:
    """Tell whether a line has what looks like a finite verb."""
    return _ANY_VERB.search(text) is not None


def is_above(text: str) -> bool:
    """Tell whether a line at the beginning is a title, a credit or a pointer, and no sentence: "By . Ana Cruz ."."""
    return (
        not text.rstrip(_CLOSERS).endswith(_ENDS)
        or text.endswith((" .", " |"))
        or text.lower().lstrip("-–—*•>#| (").startswith(_JUNK)
        or _is_caption(text)
    )


def _is_caption(text: str) -> bool:
    if text.endswith(".") and _DAY.search(text) is not None and _ON_DAY.search(text) is not None:
        return True
    for needed, pattern in _CAPTIONS:
        for part in needed:
            if part in text:
                if pattern.search(text) is not None:
                    return True
                break
    return False


def _has_address(text: str) -> bool:
    return ("http" in text or "www." in text or "@" in text) and _ADDRESS.search(text) is not None
