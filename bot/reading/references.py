"""What in a sentence refers back to earlier ones: a pronoun, "the minister", "this deal", "However".

Everything here works on the text of one sentence, with where people are named in it and where it quotes. The rules
would rather call a good sentence dangling than let one pass that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.reading.author import first_person
from bot.reading.definites import LISTS, PERSON_NOUNS, WORD, Name, Part, Reference, definite, inside, introduced
from bot.reading.pointers import BESIDE_THAT, POINTING, THAT
from bot.reading.terms import words_of

_RUN = re.compile(r"\w+")


def _first_word(text: str) -> str:
    found = _RUN.match(text)
    return "" if found is None else found.group().casefold()


def _any_of(words: Sequence[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


_TEMPORAL = frozenset(LISTS["times"])
_OPENER = re.compile(_any_of(LISTS["openers"]) + r"(?![\w’'-])", re.IGNORECASE)
_LINKING = re.compile(_any_of(LISTS["linking"]) + r"(?![\w’'-])", re.IGNORECASE)
_HE = re.compile(
    r"\b(?:(?P<m>he|him|his|himself)|(?P<f>she|her|hers|herself))(?:[’'](?:s|d|ll))?\b(?![’'-])", re.IGNORECASE
)
_THEY = re.compile(r"\b(?:they|them|their|theirs|themselves)(?:[’'](?:re|ve|d|ll))?\b", re.IGNORECASE)
_IT = re.compile(r"\b(?:it|its|itself)(?:[’'](?:s|d|ll))?\b", re.IGNORECASE)
# "It" that stands for no thing: "it is unclear whether", "it was not until May that", "it took years to".
_EMPTY_IT = re.compile(
    r"it(?![^,.;]{1,24} by\b)(?:[’']s| is| was| will be| would be| has been| remains| seems| appears| became)"
    r"(?: not| no| now| still| also| far| too| very| only| long)*"
    r"(?! (?:the|an?|his|her|its|their|one|supposed|expected|scheduled|designed|set|due|going|able|unable|ready|used|"
    r"built|meant|intended|forced|said|believed|thought|known|made|told|asked|sent|[a-z]+ing|presented|delivered|handed|"
    r"shown|sold|given|moved|added|returned|linked|tied|limited|promoted|transferred|attached|like|about|for|from|"
    r"[a-z]+(?:own|wn|aken|iven|tten|ught|ept|uilt|orn|ung)|[a-z]+ed (?!that|to|whether|if|how|why)|ranked|rated)\b)"
    r"(?: [^ ]+){1,6}? (?:that|to|whether|if|how|why|who|when|what)\b"
    r"|it (?:took|takes) (?:[^ ]+ ){1,4}(?:to|for|before)\b|it (?:turns out|turned out|emerged|rained|snowed)\b",
    re.IGNORECASE,
)
_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|[Oo]urs|[Oo]urselves|[Yy]ou|[Yy]our)(?:[’'](?:ve|d|ll|re))?\b(?!\.)")
# Even the first sentence of an article can begin with what only its title or its picture shows.
_POINTS_AT_FIRST = re.compile(r"(?:this|these|that|those) (?:is|are|was|were|has|have|had|will)\b", re.IGNORECASE)
# "As the graph shows": what nobody sees.
_AS_SHOWN = re.compile(
    r"as the (?:[a-z-]+ ){1,3}(?:shows?|showed|suggests?|indicates?|reveals?|illustrates?|makes? clear)\b",
    re.IGNORECASE,
)
# "Sixty years prior", "A short while later": a time told from another one.
LATER = re.compile(
    r"(?:[a-z\d]+ ){0,3}(?:while|seconds?|minutes?|hours?|days?|weeks?|months?|years?)"
    r" (?:prior|earlier|later)\b(?! than\b)",
    re.IGNORECASE,
)
# A name that is only likely to be a person's is none where it tells a place: "at Juventus he won".
_PLACED = re.compile(r"\b(?:at|in|from|near) $", re.IGNORECASE)
# A quotation in single marks and nothing else: nobody is named as its speaker.
_UNMARKED_SPEECH = re.compile(r"^[‘'][^‘’']*(?:\w[’'](?:\w|s )[^‘’']*)*[’']$")
_THIS = re.compile(r"\b(?:this|these|those)\b(?:[ ]+(\w+))?", re.IGNORECASE)
# Between a name and "her" or "him" as the object of its verb: who does it to somebody does it to somebody else.
_OWN_VERB = re.compile(
    r"(?:,[^,]*,)?(?: (?:will|would|has|had|have|is|was|were|may|might|can|could|must|should|did|to|be|been|also|then|"
    r"later|soon|now|never|not|[a-z]+ly))* [a-z]+ "
)
_AS_OBJECT = re.compile(
    r"(?:him|her)(?=[,.;:!?)—–]|$| [\"“]"
    r"| (?:as|in|to|on|at|for|with|from|by|after|before|when|and|or|that|into|an?)(?!\w))"
)
# "In an interview with Ana Cruz, she said": somebody else is meant.
_BESIDE = re.compile(r"\b(?:[Ww]ith|[Tt]o|[Ff]rom|[Bb]y|[Aa]gainst) $")
# "With Ana Cruz away, her plan waits": whoever the sentence is about comes behind the comma, and has only a pronoun.
_WITH = re.compile(r"With [A-Z][^,]* [a-z]+(?:ing|ed|away|gone|out)\b[^,]*, (?:his|her|he|she)\b", re.DOTALL)
_IS = re.compile(r",? (?:is|was|became|remains|remained) ")
_BORN = re.compile(r"Born [^.]*\bto [A-Z][^.]*, (?:he|she)\b")
_TITLED = re.compile(r", (?:the |former |then-)?(?:[A-Z][\w’'.-]* (?:of )?){1,6}")
_MANY = re.compile(r"(?:s|people|men|women|children|police)$")
_LEADS_IN = re.compile(
    r"(?:Al?though|Though|As|After|At|Because|Before|Born|By|Despite|During|Following|For|From|Having|If|In|Known|Like|Likely|"
    r"On|Once|Since|Throughout|To|Under|Unlike|Until|When|While|With|[A-Z]\w+ing)\b"
)
_SPANS_OF_TIME = re.compile(
    r"\b(?:[Ff]or the record|seconds|minutes|hours|days|weeks|months|years|decades|centuries)\b"
)  # are no "they"
_SINGULAR = re.compile(
    r"(?<!^)\b[A-Z]\w+|\b(?:an?|the|some|no|any|its|this|every|each|\d[\d,.]*) \w+|^(?:The|An?|Each|Every) "
)
_PLURAL = re.compile(
    r"(?:\b[a-z]|^[A-Z])[a-z]+(?<![suiao’'])s\b|\b[A-Z]\w+(?:ans|ers|ists|ics|ats|nes)\b|\b(?:[Pp]eople|[Pp]olice|\w*[Mm]en|"
    r"[Ww]omen|[Cc]hildren|[Ff]amily|[Tt]eam|[Gg]roup|[Cc]rowd|[Cc]ouple|[Pp]air|[Bb]oth|[Ss]taff|[Cc]rew|[Mm]ajority|"
    r"[Ee]veryone|[Aa]nyone|[Ss]omeone|[Nn]obody|[Ww]hoever|[Tt]roops|and)\b|"
    r"\b(?:many|some|most|several|one|all|none|few) of$"
)
_DATELINE = re.compile(r"^(?:[^\W\d_][^()\n:]{0,40} )?\([A-Z][^()\n]{1,19}\)\s*(?:--|[-–—])?\s*")

_DATELINE_REACH = 50  # more than what may stand before the bracket of a dateline
# The words of which one stands in every match of a pattern.
_OPENER_WORDS = frozenset(_first_word(words) for words in LISTS["openers"])
_LINKING_WORDS = frozenset(_first_word(words) for words in LISTS["linking"])
_LATER_WORDS = frozenset({"prior", "earlier", "later"})
_HE_WORDS = frozenset("he him his himself she her hers herself".split())
_FIRST_PERSON_WORDS = frozenset("i me my myself".split())
_WE_WORDS = frozenset("we our us ours ourselves you your".split())
_THEY_WORDS = frozenset("they them their theirs themselves".split())
_IT_WORDS = frozenset("it its itself".split())
_THIS_WORDS = frozenset("this these those".split())


def references(text: str, names: Sequence[Name], speech: Sequence[Part], first: bool = False) -> Iterator[Reference]:
    """Yield what in the sentence needs an earlier one.

    ``speech`` are its quotations. The ``first`` sentence of an article was written to be read without one before it:
    there only the plainest pronouns count.
    """
    start = beginning(text).replace("’", "'")
    words = words_of(text)
    opener = (
        (_OPENER.match(start) if _first_word(start) in _OPENER_WORDS else None)
        or (_POINTS_AT_FIRST.match(start) if first else None)
        or _AS_SHOWN.match(start)
        or (None if words.isdisjoint(_LATER_WORDS) else LATER.match(start))
        or (None if words.isdisjoint(_WE_WORDS) else _WE.match(_after_dateline(text)))
    )
    if opener:
        yield Reference(0, len(opener.group()), "other")
    elif _UNMARKED_SPEECH.match(text):
        yield Reference(0, 0, "speaker")
    yield from _persons(text, words, names, speech, first) if first else _dangling(text, words, names, speech)


def leans(text: str, speech: Sequence[Part]) -> bool:
    """Tell whether the sentence reads as a part of something, though all in it is named: "But ...", "...?"."""
    start = beginning(text).replace("’", "'")
    linked = _first_word(start) in _LINKING_WORDS and _LINKING.match(start) is not None
    if linked or text.rstrip("\"'”’»)").endswith("?"):
        return True
    if words_of(text).isdisjoint(_WE_WORDS):
        return False
    return any(not inside(match.start(), speech) for match in _WE.finditer(text))


def beginning(text: str) -> str:
    """Return the sentence without the dateline it may begin with: "(CNN)She", "NEW DELHI (Wire) - The"."""
    return _after_dateline(text).lstrip("\"'“‘«([-–— ")


def _after_dateline(text: str) -> str:
    return _DATELINE.sub("", text, count=1) if text.find("(", 0, _DATELINE_REACH) >= 0 else text


def _persons(
    text: str, words: frozenset[str], names: Sequence[Name], speech: Sequence[Part], first: bool = False
) -> Iterator[Reference]:
    if speech and not _has_speaker(text, names, speech):
        yield Reference(0, 0, "speaker")
    for match in () if words.isdisjoint(_HE_WORDS) else _HE.finditer(text):
        if first and _is_told_at_once(text, match, names, speech):
            continue
        if not _has_holder(text, match, names, speech):
            mendable = not inside(match.start(), speech)
            yield Reference(*match.span(), ("m" if match["m"] else "f") if mendable else "other")
    own = None if words.isdisjoint(_FIRST_PERSON_WORDS) else first_person(text, speech)
    if own is not None:
        yield Reference(*own, "author")


def _dangling(text: str, words: frozenset[str], names: Sequence[Name], speech: Sequence[Part]) -> Iterator[Reference]:
    yield from _persons(text, words, names, speech)
    for pattern, needed in POINTING:
        if words.isdisjoint(needed) or (pattern is THAT and BESIDE_THAT.search(text.casefold()) is None):
            continue
        for match in pattern.finditer(text):
            if not inside(match.start(), speech):
                yield Reference(*match.span(), "other")
    outside: str | None = None
    for pattern, needed, antecedent in ((_THEY, _THEY_WORDS, _PLURAL), (_IT, _IT_WORDS, _SINGULAR)):
        for match in () if words.isdisjoint(needed) else pattern.finditer(text):
            outside = _without(text, speech) if outside is None else outside
            if not (
                inside(match.start(), speech)
                or _has_antecedent(outside, match, antecedent)
                or _EMPTY_IT.match(text, match.start())
            ):
                yield Reference(*match.span(), "other")
    for match in () if words.isdisjoint(_THIS_WORDS) else _THIS.finditer(text):
        if not inside(match.start(), speech):
            following = (match[1] or "").lower()
            those = match.group()[:5].lower() == "those" and following in {"who", "in", "with", "from", "of", "whose"}
            if following not in _TEMPORAL and not those:
                yield Reference(*match.span(), "other")
    if "the" in words:
        yield from definite(text, names, speech)


def _has_speaker(text: str, names: Sequence[Name], speech: Sequence[Part]) -> bool:
    """A sentence that is little more than a quotation needs its speaker named outside of it."""
    outside = len(text) - sum(end - start for start, end in speech)
    return outside > 40 or any(not inside(name.start, speech) for name in names)


def _has_holder(text: str, match: re.Match[str], names: Sequence[Name], speech: Sequence[Part]) -> bool:
    at = match.start()
    wrong = "f" if match["m"] else "m"
    fitting = [
        name
        for name in names
        if name.gender != wrong and (name.read or not _PLACED.search(text, max(0, name.start - 8), name.start))
    ]
    before = [name for name in fitting if name.end <= at]
    if inside(at, speech):  # whom a speaker calls "he" is somebody else than the speaker
        return len(before) >= 2 or any(inside(name.start, speech) for name in before)
    if len(before) == 1 and _AS_OBJECT.match(text, at) and _OWN_VERB.fullmatch(text, before[0].end, at):
        before = []
    if len(before) == 1 and text[before[0].end : at] == ", " and match.group().lower() in {"his", "her"}:
        return False  # "Ana Cruz, her aide": somebody else's
    if len(before) == 1 and text[before[0].end : at] == ", " and _BESIDE.search(text, 0, before[0].start):
        before = []
    if len(before) == 1 and _IS.fullmatch(text, before[0].end, at):
        return False  # "Ana Cruz was his aunt"
    if before and _BORN.match(text) is not None:
        before = []  # "Born to Ana Cruz in May, he"
    if before and _WITH.match(text) is not None and before[-1].end < text.find(",", 0, at):
        before = []
    if text[:at].endswith("quoted ") and len(before) < 2:  # the name before is whoever quotes
        return False
    if before or any(start < at and not _MANY.search(text, start, end) for start, end in introduced(text, speech)):
        return True
    # "After he resigned, Ana Cruz said": the name follows the first comma.
    comma = text.find(",", at)
    leads_in = comma >= 0 and _LEADS_IN.match(beginning(text[:at])) is not None
    return leads_in and any(
        comma < name.start < comma + 12 or _TITLED.fullmatch(text, comma, name.start) is not None for name in fitting
    )


def _is_told_at_once(text: str, match: re.Match[str], names: Sequence[Name], speech: Sequence[Part]) -> bool:
    """Tell whether a first sentence has somebody for a pronoun that doesn't open it: "The clerk in her office"."""
    if inside(match.start(), speech) or not beginning(text[: match.start()]):
        return False
    before = [word.lower() for word in WORD.findall(text[: match.start()])]
    leads_in = "," not in text[: match.start()] and text.find(",", match.end()) > 0
    return any(name.end <= match.start() or leads_in for name in names) or any(
        word in PERSON_NOUNS and not _MANY.search(word) for word in before
    )


def _without(text: str, speech: Sequence[Part]) -> str:
    """Return ``text`` with blanks for what is quoted: what a speaker names is no antecedent outside."""
    for start, end in speech:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _has_antecedent(text: str, match: re.Match[str], antecedent: re.Pattern[str]) -> bool:
    before = _SPANS_OF_TIME.sub("", text[: match.start()])
    if match.group().lower() == "them":  # whoever does it to them is somebody else
        before = re.sub(r"^(?:[A-Z][\w’']+(?: [a-z]+s\b)?|(?:The|Some|Many|Two|Three) [a-z]+s\b)|\band\b", "", before)
    if len(WORD.findall(before)) >= 3 and antecedent.search(before) is not None:
        return True
    # "In its latest report, the bank said": the subject follows the first comma.
    if "," in before or _LEADS_IN.match(beginning(before)) is None or match.group().lower() not in {"its", "their"}:
        return False
    return re.search(r"^[^,]{1,80}, (?:the|an?|[A-Z])", text[match.end() :]) is not None
