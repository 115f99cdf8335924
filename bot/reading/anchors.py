"""What makes a sentence hard to understand by itself, though nothing in it must stand for what an earlier one named.

Such a sentence is shown where there is no better one. A reader who meets it alone has no name, place or body in it to
hold on to, or meets things as if they were known: "the battleship" (definite nouns: Quirk et al., A Comprehensive
Grammar of the English Language, 5.27-35), "also", "It" in somebody's first words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal

from bot.reading.definites import LISTS, PAST, PERSON_NOUNS, inside
from bot.reading.terms import STOP_WORDS, words_of
from bot.reading.things import BACKWARD, UNIQUE, definite_subject, mentioned
from bot.reading.things import LISTS as THINGS

# "also" and its like add to something told before; "It" begins a scene that the next sentence explains.
# Each pattern with the words of which one stands in every match: most sentences have none of them.
_ADDING = tuple(
    (re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), frozenset(needed.split()))
    for pattern, needed in (
        (
            r"both(?=[,;]| (?:--|[–—]|of them|occasions|cases|instances|counts|days|times)(?!\w))"
            r"|also(?! known as)|(?<!one )another(?! (?:one|place|person|reason))|again|too(?=[,.;]|$)"
            r"|(?:the|any|no|all|many|two|three|four|five|six) other(?! than)|the same(?=[,.;]|$)"
            r"|(?<!some )(?<!and )others"
            r"|the (?:second|third|fourth|latter|former) [a-z]+(?= (?:is|was|had|has|will|came|said)\b)"
            r"|further [a-z]+s",
            "both also another again too other same others second third fourth latter former further",
        ),
        (r"it (?:was|is|would be) (?:more|less|like|about|one|an?|the)", "it"),
        (
            r"(?:those|that) (?:days|years|times|era|period)|more than that"
            r"|(?:and|of|in|for|to|with|on|about) that [a-z]+(?=[.;?!]|$)"
            r"|(?:knows?|knew|likes?|loves?|doubts?) that (?:better|too|well)|that (?:followed|ensued|resulted)",
            "those that",
        ),
        (r"in (?:one|some|most|many|each) (?:cases?|instances?)(?=,)", "case cases instance instances"),
    )
)
_OF_SO_MANY = re.compile(r"\bof the \d+(?=,)", re.IGNORECASE)
# A line break of the page tore a sentence, or glued two together.
_TORN = re.compile(r" \. |[a-z\d]\.[A-Z][a-z]|[.?!][\"”][A-Z]")
# "Both aides resigned", where nobody was counted up before.
_NEAR = 25  # code points between two that are named and "both brothers"
_BOTH = re.compile(r"(?<! and )\b[Bb]oth (?:[a-z]+ )?[a-z]{2,}s\b(?! (?:of|and)\b| (?:[^ ,]+ ){1,3}and\b)")
_SCENE = re.compile(
    r"(?:In (?:unrelated|another|separate|a separate)|It|This(?! \w+ (?:week|month|year))|That|These|Those|They|He|She"
    r"|The [\"“‘'][^\"”’']+[\"”’'] [a-z]+ (?:is|was|has|had)|Here"
    r"|(?:If|(?:For|From|To|In|At|On|By) [a-z]+(?: [a-z]+){0,3},) it)\b"
)
_PICTURE = r"\b[Tt]h(?:is|ese) (?:[a-z-]+ ){0,3}?(?:photograph|photo|picture|image|video|snap|clip|map)s?\b"
AT_PICTURE = re.compile(_PICTURE)
# "In this border town", without a dateline; "the following picture".
_TOWN = (
    r"^(?!.*(?:\)|[A-Z]{3,}.{0,20}) ?(?:--|[-–—]) ).*\b[Tt]h(?:is|ese) (?:[A-Za-z-]+ ){0,3}?"
    r"(?:town|city|village|county|island|suburb)s?\b"
)
AT_TOWN = re.compile(_TOWN)
POINTS_AT = re.compile(
    rf"{_TOWN}"
    rf"|{_PICTURE}"
    r"|\bthe following (?!day|week|month|year)[a-z]+|\bthe same [a-z]+\b(?!.* (?:as|that)\b)"
)
# A call to do something; a quotation that opens with "It"; a scene; more of something; no name; "the battleship"; torn.
Lack = Literal["call", "speech", "scene", "adding", "bare", "given", "broken", "doubtful"]
# "In his memoirs, Cruz denies it": nothing before "it" is a thing to deny.
_OBJECT = re.compile(
    r"(?:[A-Z][a-z]+ (?:[a-z]+ ){0,3}[a-z]+, )?(?:[A-Z][\w’'-]* )?(?:[a-z]+ )?(?:[A-Z][\w’'-]* ){1,3}"
    r"(?:(?:has|had|also|later|never) )?[a-z]+ (?:it|them)\b"
)
_CALL = re.compile(r"(?:" + "|".join(LISTS["calls"]) + r")(?![\w’'])")
# The first words of a quotation: "It is", "We are looking into this", "Is that".
_IN_SPEECH = re.compile(
    r"[\"“«'‘]*\W*(?:(?:[A-Za-z’']+,? ){0,4}?"
    r"(?:it|this(?! [a-z]*[a-rt-z]\b)|these|they|them|here|there(?! (?:is|are|was|were)\b))"
    r"|(?:[a-z]+,? ){0,2}?(?:this|that)[’']?(?:s| is| was| will| would)"
    r"|(?:He|She|That|This(?! (?:week|month|year|season)\b)))\b",
    re.IGNORECASE,
)
# They begin with the letter and look behind it then: the search runs over all other letters fast.
_CAPITAL = re.compile(r"[A-Z](?<![\w’'-][A-Z])[\w’'.&-]*")
_THE = re.compile(r"[Tt](?<!\w[Tt])he (?:[\d,.]+[- ][a-z]+(?: \([^)]*\))? )?(?=[a-z])")
_WORD = re.compile(r" ?([A-Za-z\d]+(?:[-’'][A-Za-z]+)*)")
_TELLING = frozenset(  # "the deficit he faced", "the deal needed to"
    """of that which who whose whom where when why called named known dubbed for between about he she it they we you i
    needed required""".split()
)
_WHICH = frozenset("of that which who where called named known he she it they we you i".split())
_PLACING = frozenset("in at on from with by over under near outside around across along through against into".split())
_NUMBERS = frozenset("two three four five six seven eight nine ten dozen".split())
_TOLD_APART = frozenset(
    """only latest biggest largest smallest highest lowest newest oldest youngest most least best worst very more less
    entire whole early late""".split()
)
# Areas and happenings: what they were is seldom told in the same word before.
_AREAS = frozenset(THINGS["happenings"])
_NO_ADVERBS = frozenset("only early daily weekly monthly yearly family supply elderly likely friendly assembly".split())
_DAYS = frozenset("morning afternoon evening night day week weekend".split())
_ALONE = frozenset("way first second third last next final".split())
_BEHIND = frozenset("away back down up out off forward together".split())
_NAMED_NEXT = re.compile(r" \w+ (?:[A-Z\d]|the [A-Z])")
_SAYS = ("said, ", "said: ", "says, ", "says: ", "asked, ", "added, ", "tweeted, ", "wrote, ", "tweeted: ", "wrote: ")
_LONGEST_SPEAKER = 10  # words
_TOLD_BEHIND = re.compile(
    r", [A-Z]| (?:[a-z]+ed|built|made|held|led|run|won|sold|sent|known) (?:by|in|at|on|from|as)\b"
)
_MOST_WORDS = 5
_FEWEST_WORDS = 8  # less is hardly ever a whole thought


def lack(
    text: str,
    speech: Sequence[tuple[int, int]],
    beginning: int,
    first: bool,
    named: Callable[[str, bool], bool],
    before: Callable[[str], bool],
) -> Lack | None:
    """Return what a reader of this sentence alone would miss, None when there is nothing.

    ``beginning`` is where it begins after a dateline; ``first`` tells whether the article begins with it; ``named``
    whether a capitalised word is a name, given whether the sentence opens with it; ``before`` whether an earlier
    sentence has a noun.
    """
    for start, end in speech:
        lead = _IN_SPEECH.match(text, start, end)
        if lead is not None and _few_words(text[beginning:start]):
            return "speech"
    if _TORN.search(text):
        return "broken"
    if _CALL.match(text, beginning) is not None:
        return "call"
    if text.startswith(("Not ", "Nor ")):
        return "scene"
    if first:
        untold = _SCENE.match(text, beginning) or definite_subject(text, beginning) or POINTS_AT.search(text, beginning)
        return None if untold is None else "scene"
    if _OBJECT.match(text, beginning) or (text.startswith("(") and text.endswith(")")):
        return "adding"
    if len(text.split()) < _FEWEST_WORDS:
        return "bare"
    words = words_of(text)
    for pattern, needed in _ADDING:
        for match in () if words.isdisjoint(needed) else pattern.finditer(text):
            if not inside(match.start(), speech):
                return "adding"
    if any(not inside(match.start(), speech) for match in _OF_SO_MANY.finditer(text)):
        return "adding"  # "of the 12, three"
    both = _BOTH.search(text) if "both" in words else None
    if (
        both is not None
        and " and " not in text[max(0, both.start() - _NEAR) : both.start()]
        and not inside(both.start(), speech)
    ):
        return "adding"
    if not any(named(match.group(), match.start() == beginning) for match in _CAPITAL.finditer(text, beginning)):
        return "bare"
    return "given" if _given(text, speech, before) is not None else None


def _few_words(text: str) -> bool:
    """Tell whether what stands before a quotation is next to nothing, or no more than its speaker."""
    if text.endswith(_SAYS) and len(text.split()) <= _LONGEST_SPEAKER:
        return True
    return sum(1 for word in text.split() if word.lower() not in STOP_WORDS) < 3


def _given(text: str, speech: Sequence[tuple[int, int]], before: Callable[[str], bool]) -> str | None:
    """Return the first definite noun that nothing in the sentence tells of, and that was named before."""
    for match in _THE.finditer(text):
        if inside(match.start(), speech):
            continue
        words, at = _lower_words(text, match.end() - 1)
        word = _WORD.match(text, at)
        behind = word[1] if word is not None else text[at : at + 1]
        if words and words[0] in _NUMBERS and behind not in _TELLING:
            return text[match.start() : at]
        if words and words[0].endswith("ly") and len(words) > 1 and words[0] not in _NO_ADVERBS:
            return text[match.start() : at]  # "the temporarily legal drugs"
        if words and words[-1] in _AREAS and behind in _TELLING - _WHICH:
            return text[match.start() : at]  # "on the island for years"
        if not words or behind in _TELLING or behind[:1].isupper() or not _TOLD_APART.isdisjoint(words):
            continue
        if _TOLD_BEHIND.match(text, at) is not None:
            continue  # "the trawler, Aurora,", "the boat built by Cruz"
        if behind in _PLACING and _NAMED_NEXT.match(text, at) is not None:
            continue  # "the bridge in Turin"
        told = text[: match.start()].lower()
        for place, noun in enumerate(words):
            last = place + 1 == len(words)
            bare = noun.removesuffix("’s").removesuffix("'s")
            if bare != noun and bare in _DAYS and not last:
                return text[match.start() : at]  # "the morning's search"
            if not last and bare == noun and not _acts(words[place + 1], before):
                continue
            if bare in UNIQUE or bare in _ALONE or bare in PERSON_NOUNS or bare in _BODIES or mentioned(told, bare):
                continue
            if (
                bare in BACKWARD or bare in _AREAS or place == 0 or (last and (words[0].endswith("ed") or before(bare)))
            ):  # "the northern reefs" says which
                return text[match.start() : at]
    return None


def _acts(word: str, before: Callable[[str], bool]) -> bool:
    """Tell whether a word behind a noun is no noun: "the bridge spans", "the choice away"."""
    return word in _BEHIND or (word.endswith("s") and not before(word))


def _lower_words(text: str, at: int) -> tuple[list[str], int]:
    """Return the words in lower case from ``at`` on that can make up a noun, and where they end."""
    words: list[str] = []
    while len(words) < _MOST_WORDS:
        word = _WORD.match(text, at)
        found = word[1] if word is not None else ""
        if word is None or not found.islower() or found in STOP_WORDS or found in _PLACING:
            break
        if words and (found in PAST or found.endswith("ed")):
            break
        words.append(found)
        at = word.end()
    return words, at


_BODIES = frozenset(LISTS["bodies"])
