"""What makes it doubtful that a sentence can be understood alone, though no rule names what it lacks.

Read by eye, sentences with one of these left a reader alone several times as often as those without: a definite
noun with no words behind it that tell which (Quirk et al., A Comprehensive Grammar of the English Language, 5.27-35), a
quotation that points at something, few words, an abbreviation that was spelled out before. A doubtful sentence is
shown where there is no better one; of the others the fewer signs, the sooner.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading.definites import LISTS, PAST, inside
from bot.reading.terms import STOP_WORDS, word_list, words_of
from bot.reading.things import BACKWARD, UNIQUE
from bot.reading.things import LISTS as THINGS

_FEWEST, _FEW, _MANY = 12, 16, 20  # words
_FEW_NAMES = 3
MOST_SIGNS = 3
# Those that begin with a letter look behind it then: the search runs over all other letters fast.
_CAPITALS = re.compile(r"[A-Z](?<=[a-z,] [A-Z])[a-z’'-]+")
_FULL_NAME = re.compile(r"[A-Z](?<!\w[A-Z])[a-z]+ [A-Z][a-z]+")
_THE = re.compile(r"[Tt](?<!\w[Tt])he (?:\d[\d,]* )?(?=[a-z])")
_WORD = re.compile(r" ?([a-z]+(?:[-’'][a-z]+)*)")
_NEXT = re.compile(r" ?([^ ]{0,30})")
_DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_TELLING = frozenset("of that which who whose whom where to for between about behind against he she it they".split())
_APART = frozenset(THINGS["ordinal"])
_AREAS = frozenset(THINGS["happenings"])
_HAPPENINGS = BACKWARD | _AREAS | {word + "s" for word in _AREAS}
_MOST_WORDS = 5
# In a quotation: what it points at stands outside of it.
_POINTING = re.compile(
    r"\b(?:both [a-z]+s|I (?:[a-z]+ly )?(?:dis)?agree(?=[,.])"
    r"|this|that[’']s|that (?:kind|same|sort|way)|that(?=[,.?!])|like that|these|those|here|it|they|them|their|he"
    r"|she|him)(?![\w-])",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:said|says|saying|told|tells|asked|wrote|writes|added|adds|tweeted|" + "|".join(LISTS["cues"]) + r")\b"
)
_CUT_QUOTE = re.compile(r"[\"“][^\"“”]*,[\"”] ")
# "The show's maker", "a talk at the company's office".
_OWNER = re.compile(
    r"The (?!world\b)[a-z]+[’']s? |.*\bthe (?:" + "|".join(LISTS["bodies"]) + r")[’']s?(?!\w)", re.DOTALL
)
_RELATIONAL = re.compile(
    r"(?<![’'] )(?<![’']s )(?<!its )(?<!their )(?<!his )(?<!her )\b(?:" + "|".join(LISTS["relational"]) + r")\b"
    r"(?! (?:of|in|at|for|to|from)\b)",
    re.IGNORECASE,
)
_RELATIONAL_WORDS = frozenset(re.split(r"\W", word)[0] for word in LISTS["relational"])  # one stands in every match
# "Those who had" what, "a slimmer lead" than what, "the DA" of where?
_ROWS = [line.split("\t") for line in word_list("left_open.tsv")]
_OPEN = tuple((re.compile(pattern), frozenset(words.split())) for pattern, words, _ in _ROWS if words)
_OPENS = tuple(re.compile(pattern) for pattern, words, _ in _ROWS if not words)
# "Race was established by": a quotation lost its marks, or the subject what tells which.
_PASSIVE = re.compile(r"([A-Z][a-z]+) (?:was|were|is|are) [a-z]+ed by\b")
# "The Museum", whose name was told; "The Hummer", after "a Hummer".
_CAPITAL_THING = re.compile(r"[Tt](?<!\w[Tt])he ([A-Z][\w-]*\w)(?:[’']s)?(?= [a-z]|[,.;]|$)")
_BROUGHT_IN = re.compile(r"[Aa(](?:(?<=\()([A-Z]{2,6})\)|(?<=[Aa])(?<!\w[Aa])n? (?:[a-z]+ ){0,2}([A-Z][\w-]*\w))")
_BODIES = frozenset(LISTS["bodies"]) | frozenset(LISTS["named_bodies"])
# "The Austrian company", "the mainly Dutch crew": which?
_NATIONAL = re.compile(
    r"[Tt](?<!\w[Tt])he (?:[a-z]+ly )?[A-Z][\w-]*(?:an|ist|ish|ese|ench|utch|aqi|ani|eli|emi|ia|ni) (?:"
    + "|".join(sorted(LISTS["bodies"] + THINGS["happenings"] + ["man", "woman", "men", "women", "militia"]))
    + r")\b(?: ([a-z]+))?"
)
_SHORT_NAME = re.compile(r"[A-Z](?<!\w[A-Z])[A-Z]{1,5}\b(?!\))")
_PRONOUN_WORDS = frozenset("he she his her him it its they their them himself herself itself themselves".split())
_PRONOUN = re.compile(r"\b(?:" + "|".join(sorted(_PRONOUN_WORDS, reverse=True)) + r")(?![\w-])", re.IGNORECASE)
_ADDED_WORDS = frozenset(
    "other others then later earlier instead more further such so still even similar different would because".split()
)
_ADDED = re.compile(
    r"\b(?:" + "|".join(sorted(_ADDED_WORDS - {"because"}, reverse=True)) + r"|because of)\b", re.IGNORECASE
)
_SUBORDINATE = re.compile(
    r"\b(?:who|whose|which|whom|(?:when|while)(?! [a-z]+ing\b)|because|where|whether|if"
    r"|(?:as|after|before|until) (?:he|she|it|they|police))\b"
)
_AUXILIARY = "is|are|was|were|be|been|being|has|have|had|do|does|did|can|could|will|would|may|might|must|should"
_FINITE = re.compile(  # with its auxiliaries
    rf"\b(?:(?:{_AUXILIARY}) (?:not |only |also |[a-z]+ly )?)*(?:{_AUXILIARY}"
    r"|[a-z]{2,}ed(?! by\b)|(?!times|years|days|months|weeks|hours)[a-z]{3,}(?<!s)s|" + "|".join(sorted(PAST)) + r")\b"
    r"|[’'](?:s|re|ve|ll|d|m)\b|n[’']t\b"
)
_PAST_FORM = re.compile(
    rf"\b(?:{_AUXILIARY}|[a-z]{{2,}}ed(?! by\b)|says|say|"
    + "|".join(sorted(PAST))
    + r")\b|[’'](?:ll|d|m|re|ve)\b|n[’']t\b"
)
_CLAUSE = re.compile(r" (?:as|after|while|when|that|who|which|before) ")
_DAY_ENDS = re.compile(
    r"(?: on|,) (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?)\.$"
)
_SAID_WHERE = re.compile(r"\b(?:said|told [A-Z][^,]{1,40}) (?:at|in|on|during|after) (?!.*\bthat\b)")
_SAID_BEFORE = re.compile(r", [^,]{1,60} $")
_DATE = re.compile(r"\b[A-Z][a-z]+\.? \d{1,2}, \d{4}\b")


def points(text: str, speech: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a quotation in the sentence points at something: "I'm not thinking about that"."""
    if _CUT_QUOTE.match(text) and _SAYS.search(text) is None:
        return True  # "Anything can happen," a nod to
    return bool(speech) and any(inside(match.start(), speech) for match in _POINTING.finditer(text))


def is_picture(text: str) -> bool:
    """Tell whether a sentence tells in the present tense, but for its clauses, what was on a day: below a picture."""
    if _DAY_ENDS.search(text) is None or _SAYS.search(text) is not None:
        return False
    first, *rest = _CLAUSE.split(text, maxsplit=1)
    return (bool(rest) or text[-2:-1].isdigit()) and _PAST_FORM.search(first) is None


class Told:
    """What an article brings in by "a" or in brackets, and where first: "a Hummer", "(SMC)"."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._first: dict[str, int] = {}
        for match in _BROUGHT_IN.finditer(text):
            self._first.setdefault(match[1] or match[2], match.start())

    def has(self, name: str, end: int) -> bool:
        """Tell whether it was brought in before ``end``."""
        return self._first.get(name, end) < end

    def says(self, word: str, end: int) -> bool:
        """Tell whether the text before ``end`` has a word in lower case."""
        return re.search(rf"\b{word}\b", self._text[:end]) is not None


def is_doubtful(text: str, speech: Sequence[tuple[int, int]], beginning: int, told: Told, end: int) -> bool:
    """Tell whether a sentence has a sign that goes with what can't be understood.

    ``told`` is what its article says, which has it at ``end``.
    """
    start = text[beginning:]
    words = words_of(text)
    return (
        len(text.split()) < _FEWEST
        or is_fragment(text)
        or _OWNER.match(start) is not None
        or any(pattern.match(start) is not None for pattern in _OPENS)
        or any(
            not inside(match.start() + beginning, speech)
            for pattern, needed in _OPEN
            if not needed.isdisjoint(words) and (match := pattern.search(start)) is not None
        )
        or (
            not words.isdisjoint(_RELATIONAL_WORDS)
            and any(not inside(match.start(), speech) for match in _RELATIONAL.finditer(text))
        )
        or any(match[1] not in _TELLING for match in _NATIONAL.finditer(text))
        or _is_told(text, told, end)
        or any(_untold(text, match.end()) for match in _THE.finditer(text))
    )


def _is_told(text: str, told: Told, end: int) -> bool:
    """Tell whether a capitalised word stands for what was told before: "The Museum", "the Hummer", "SMC"."""
    passive = _PASSIVE.match(text)
    if passive is not None and told.says(passive[1].lower(), end):
        return True
    things = [match[1] for match in _CAPITAL_THING.finditer(text)]
    return (
        any(thing.lower() in _BODIES for thing in things)
        or any(told.has(thing, end) for thing in things)
        or any(told.has(match.group(), end) for match in _SHORT_NAME.finditer(text))
    )


def _untold(text: str, at: int) -> bool:
    """Tell whether nothing behind a definite noun says which is meant, and nothing before it names the noun."""
    begins = at
    words: list[str] = []
    while len(words) < _MOST_WORDS:
        word = _WORD.match(text, at)
        if word is None or word[1] in STOP_WORDS or word[1] in _TELLING:
            break
        words.append(word[1])
        at = word.end()
    if not words or words[0] in _APART or (words == [words[0]] and words[0] in UNIQUE):
        return False
    following = _NEXT.match(text, at)
    behind = following[1] if following is not None else ""
    if words[-1] in _AREAS and behind in {"to", "for"}:
        return True  # "all doors in the building to be safe"
    if words[0] in _HAPPENINGS and len(words) > 1:
        return True  # "the recordings mirror what"
    if behind.lower() in _TELLING or (behind[:1].isupper() and _DAY.match(behind) is None):
        return False
    return words[-1].removesuffix("s") not in text[: begins - 4].lower()


def is_fragment(text: str) -> bool:
    """Tell whether a sentence has no verb of its own, or lost the words that it says were said."""
    return _has_no_verb(text) or _has_no_words(text)


def _has_no_words(text: str) -> bool:
    """Tell whether somebody only "said at a meeting, according to the paper": the quotation stands elsewhere."""
    said = _SAID_WHERE.search(text)
    if said is None or any(mark in text for mark in '"“‘:'):
        return False
    told = _SAID_BEFORE.search(text, 0, said.start())
    if told is not None and _FINITE.search(text, 0, told.start()) is not None:
        return False  # "Boats are safe so long as it is calm, Cruz said in May."
    return _FINITE.search(re.split(r",? (?:as|according|while|when|after) ", text[said.end() :], maxsplit=1)[0]) is None


def _has_no_verb(text: str) -> bool:
    """Tell whether a sentence without a comma has no more verbs than it has clauses that need one besides."""
    text = _DATE.sub("", text)
    if "," in text or '"' in text or "“" in text:
        return False
    return len(_FINITE.findall(text)) <= len(_SUBORDINATE.findall(text))


def signs(text: str, speech: Sequence[tuple[int, int]], beginning: int) -> int:
    """Return how many lesser signs a sentence has; ``beginning`` is where it begins after a dateline.

    Of 1,084 sentences read by eye 5 of 100 without any left something open, of those with four 14, with five 20.
    """
    length = len(text.split())
    found = (length < _FEW) + (length < _MANY) + text.startswith("The ")
    found += text[beginning : beginning + 1] in {'"', "“", "‘", "'"}
    found += len(_CAPITALS.findall(text)) < _FEW_NAMES
    found += _FULL_NAME.search(text) is None
    words = words_of(text)
    for pattern, needed in ((_PRONOUN, _PRONOUN_WORDS), (_ADDED, _ADDED_WORDS)):
        if not words.isdisjoint(needed):
            found += any(not inside(match.start(), speech) for match in pattern.finditer(text))
    return found
