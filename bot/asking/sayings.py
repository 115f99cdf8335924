"""Questions about words said: who said them, what somebody said, quotations by topic."""

from __future__ import annotations

import re

from bot.asking.line import Line, trim
from bot.asking.phrases import pattern
from bot.matching import Found, Names, Tie, fold
from bot.matching.office_words import OFFICES
from bot.question import Manner, Question

_WHO_SAID = pattern(
    r"(?:who|whom|(?:whos|who is|who was) (?:this|that|the) \w+(?: \w+)? (?:who|that)"
    r"|which \w+(?: \w+)?|what (?:minister|person|official|politician|man|woman))"
    r"(?: was it(?: please)?(?: that| who)?| (?:was|is) the (?:one|person|man|woman) (?:that|who)"
    r"| is it that| is)?"
    r"(?: (?:was|is|were) (?:so )?\w+ (?:as|enough) to| (?:was|is) the (?:first|one|only one) to| dared(?: to)?)?"
    r"(?: has| have| had| once| first| actually| recently| just| was)* (?P<verb>{said}|{called}|call|describe|dub"
    r"|(?:threatened|vowed|pledged|swore|offered|predicted|hinted|suggested|noted|conceded|insisted)(?: to| that))"
    r"(?: something like| the words?| the phrase| the line| that)? (?P<words>.+)"
)
_SOMEBODY_SAID = pattern(
    r"(?:somebody|someone|some \w+|a \w+|one of them|they|he|she) (?:has |have |once |just )*(?P<verb>{said}|{called})"
    r"(?: that| something like| the words?| the phrase)? (?P<words>.+?)"
    r" (?:who|whos|and who|but who)(?: (?:was|is|were|s))?(?: (?:it|that|this|he|she|they))?(?: {again})*"
)
# "who goes “I have no flight tonight”": so only before words in quotation marks.
_WHO_GOES = re.compile(
    r"(?:and |so )?who(?:s| is| was)? (?:the (?:one|guy|person|man|woman) (?:that|who) )?"
    r"(?:goes|went|going|like|all like|be like) (?P<words>.+)"
)
_WHOSE = pattern(
    r"(?:whose|who is behind|who used|who coined)(?: \w+)? (?:quotes?|words?|line|phrase|saying|remark)?"
    r"(?: (?:is|are|was|were|it|this|that|the))* ?(?P<words>.+)"
)
_BY_WHOM = pattern(
    r"(?P<words>.+?) (?:who (?:said|wrote|posted|called it) (?:that|this|it|so)|who is that (?:from|by)"
    r"|said who|who said"
    r"|said by (?:who|whom)|is (?:from|by) (?:who|whom))"
)
_WHAT_SAID = pattern(
    r"(?:what|whats|anything|something|everything|how|wat|wot|things?)(?: (?:exactly|else|all|that))?"
    r"(?: (?:was|is) it(?: that)?)?"
    r"(?: (?:did|does|do|has|have|had|was|were|is|are|s))? (?P<speaker>.+?)"
    r"(?: (?:have|has|had|ever|just|actually|recently|publicly|officially|get|go|to))* (?P<verb>{tell})"
    r"(?: (?:us|me|them|him|her|reporters|journalists|the press|the media|parliament|everyone|people))?"
    r"(?: (?:anything|something|on record|publicly|exactly))?(?: (?P<link>{about})(?: (?:that|it))? ?(?P<about>.*))?"
)
_PASSIVE = pattern(
    r"(?:(?:was|is) )?(?:what|anything|something|everything)(?: (?:has|have|had|was|were|is|all|that))*(?: been)?"
    r" (?:said|stated|announced|posted|tweeted|written|told|promised|claimed) by (?P<speaker>.+?)"
    r"(?: {about} (?P<about>.+))?"
)
# "What said Cole about the ferry": as people ask whose own language asks so.
_SAID_WHO = pattern(
    r"what (?:said|say|says|told|tells?|wrote|thinks?) (?P<speaker>.+?)"
    r" (?:about|on|regarding|concerning|over) (?P<about>.+)"
)
_WHAT_SAID_LOOSE = pattern(
    r"(?:what|wat|wot|how|anything|something) (?:did|has|have|does) (?P<speaker>.+?)"
    r" (?P<verb>{tell}|{called}|call|describe) (?P<about>.+)"
)
_HAVE_FROM = pattern(
    r"(?:(?:have|has|had|did|do) (?:you|u|we|they)(?: (?:got|have|seen|see|hear|find))?|is there|are there|got|any)?"
    r" ?(?:anything|something|(?:an?|any|some|one|the|a good)? ?(?:words?|lines?|sentences?|quotes?|comments?"
    r"|statements?|remarks?))(?: {said})? (?:from|by|of)"
    r" (?P<speaker>.+?)(?: {about} (?P<about>.+))?"
)
# "when asked whether ..." tells what was asked: that is what the answer was about.
_IS_CALLED = re.compile(r"(?:who|what|which)(?: \w+)? (?:is|was|are) called\b")
_WHEN_ASKED = re.compile(
    r"(?:(?:when|after|on|once) )?(?:(?:he|she|they|it|being) )?(?:(?:was|were|is|being) )?"
    r"(?:asked|questioned|pressed|challenged)(?: (?:if|whether|about|on|why|how|what|over))*\s+",
    re.IGNORECASE,
)
_VIEW = pattern(
    r"(?:what (?:is|was|are|were)|whats|what|give me|show me|show|find|get)? ?(?P<speaker>.+?) {view} {about}"
    r" (?P<about>.+)"
)
_DID = pattern(
    r"(?:did|has|have|does|is it true that|was it) (?P<speaker>.+?) (?:really |actually |ever )?"
    r"(?P<verb>{tell}|{called}|call|describe|compare|use the words?)(?: that)?"
    r"(?: (?:anything|something|a word|much) (?:about|on|regarding|of) (?P<about>.+)| (?P<words>.+))"
)
_DID_SPEAK = pattern(
    r"(?:did|has|have|does) (?P<speaker>.+?) (?:really |actually |ever )?(?P<verb>{tell})"
    r"(?: (?:anything|something|a word|anything at all|much|anything else|so))?"
)
_QUOTES_OF = pattern(
    r"(?:any |some |the |all |a |me |best |latest |direct |exact |actual |full |own |show |give |find |get |good )*"
    r"(?:quotes?|quotations?|words|statements?"
    r"|remarks?|comments?) (?:from|by|of)(?: the)? (?P<speaker>.+?)(?: {about} (?P<about>.+))?"
)
_QUOTES_ABOUT = pattern(
    r"(?:any |some |the |that |this |a |all |me |best |latest |direct |funny |famous |show |give |find |get )*"
    r"(?:quotes?|quotations?|line|saying|remark) (?:about|on|regarding|concerning|with) (?P<about>.+?)(?: who)?"
)
_QUOTE_ON = re.compile(r"(?:the|that|this|which) (?P<about>\S+(?: \S+){0,3}) (?:quotes?|quotations?|line|remark)")
_OWN_QUOTES = pattern(r"(?P<speaker>.+?) (?:quotes?|quotations?|said|says|in (?:his|her|their) (?:own )?words)")
_SPEAKER_ON = pattern(
    r"(?P<speaker>.+?) (?:on|about|re|regarding|said about|says about|said on|said that|says that|talking about)"
    r" (?P<about>.+)"
)
# "When did Cole say “...”", "Cole said “...”, right": the words in marks are asked for as they stand.
_SAID_BY = pattern(
    r"(?:.*\b(?:did|does|has|have|had|that|if|whether|where|when|heard|so|but|and) )?(?P<speaker>\S+(?: \S+){0,4}?)"
    r"(?: (?:really|actually|ever|once|just|also|even))* {said}"
    r"(?: (?:that|this|the words?|the line|something like|to \w+|in \w+))*"
)
# "Which minister laughed and said “...”".
_WHO_DID_AND_SAID = pattern(r"(?:who|whos|which \w+(?: \w+)?) (?:\w+ ){1,6}(?:and|when|while) {said}(?: that)?")
_LEAST_QUOTED = 3  # words
_LONGEST_SPEAKER = 8
_POSTED = re.compile(r"\b(?:post|posted|tweet|tweeted|share|shared)\b")
_WROTE = re.compile(r"\b(?:write|wrote|written|writing)\b")
_NETWORK = re.compile(
    r"(?:(?:on|to|in|at) )?(?:x|twitter|social media|facebook|instagram|threads|bluesky|truth social|linkedin)"
)
_PRONOUN = re.compile(r"^(?:it|this|that|them|him|her|something)(?: (?:as|like|of))? (?=\w)")
_SAYS = frozenset({"said", "says", "say", "saying", "wrote", "posted", "tweeted", "stated", "remarked"})
_ANYTHING_ON = re.compile(
    r"(?:(?:something|anything|things?|stuff|what) )?(?:about|on|regarding|concerning)(?: the)? (?=\w)", re.IGNORECASE
)
# "What is her current post": no verb.
_NOUN = re.compile(r"(?:whats|what (?:is|was|s)) .* post$")
_QUOTED = re.compile(r"[\"“«„]([^\"“”«»„]{3,})[\"”»“]")
# What somebody wrote that is no saying: "who wrote the music for".
_WORK = re.compile(
    r"(?:the|an?|his|her|their|that|this) (?:\w+ )?(?:music|words|lyrics|score|songs?|books?|plays?|novels?|scripts?"
    r"|story|stories|screenplay|libretto|reports?|letters?|articles?|column|poems?|speech|law|bill|rules)\b",
    re.IGNORECASE,
)
_SOMETHING = frozenset({"anything", "something", "a word", "anything at all", "much", "anything else", "so"})
_CALLED = pattern(r"{called}|call|describe|dub")
_NOBODY = frozenset(
    {"people", "they", "you", "we", "i", "it", "everyone", "anyone", "somebody", "someone", "articles", "the articles"}
    | {"the news", "the papers", "your articles", "the press", "newspapers", "the newspapers"}
)


def who_said(line: Line) -> Question | None:
    """Return the question of who said certain words, else None. What is quoted in the message are the words."""
    for asked in (_WHO_SAID, _SOMEBODY_SAID, _WHO_GOES, _WHOSE, _BY_WHOM):
        match = asked.fullmatch(line.plain)
        if match is None or _IS_CALLED.match(line.plain):
            continue
        quoted = _QUOTED.search(line.raw)
        if quoted is None and asked is _WHO_GOES:
            continue
        typed = trim(quoted.group(1)) if quoted is not None else line.group(match, "words")
        if typed is None:
            continue
        if quoted is None and match.groupdict().get("verb") == "wrote" and _WORK.match(typed):
            continue
        topic = _ANYTHING_ON.match(typed) if quoted is None and "verb" in match.groupdict() else None
        if topic is not None and match["verb"] in _SAYS:
            return Question("quote", line.raw, about=typed[topic.end() :], manner=_manner(_without_words(match)))
        words = typed if quoted is not None else _PRONOUN.sub("", typed)
        if fold(words) in {"it", "that", "this", "what", "so", ""}:
            continue
        called = quoted is None and _CALLED.fullmatch(match.groupdict().get("verb") or "") is not None
        return Question("quote", line.raw, words=words, manner=_manner(_without_words(match)), called=called)
    return None


def said_by(line: Line, names: Names) -> Question | None:
    """Return the question whether somebody said the words in marks ("when did Cole say “...”"), else None."""
    quoted = _QUOTED.search(line.raw)
    if quoted is None or len(quoted.group(1).split()) < _LEAST_QUOTED:
        return None
    before = line.without(quoted.start(), len(line.raw))
    if _WHO_DID_AND_SAID.fullmatch(before.plain) is not None:
        return Question("quote", line.raw, words=trim(quoted.group(1)))
    match = _SAID_BY.fullmatch(before.plain)
    speaker = before.group(match, "speaker") if match is not None else None
    if speaker is None or not is_person(speaker, names, loose=False):
        return None
    return Question("quote", line.raw, subject=without_article(speaker), words=trim(quoted.group(1)))


def what_said(line: Line, names: Names) -> Question | None:
    """Return the question of what somebody said, or of quotations about something, else None."""
    for asked in (_PASSIVE, _WHAT_SAID, _WHAT_SAID_LOOSE):
        match = asked.fullmatch(line.plain)
        if match is None or _NOUN.match(match.group()):
            continue
        if (question := _said(line, match, names)) is not None:
            return question
    for asked in (
        _SAID_WHO,
        _QUOTES_ABOUT,
        _HAVE_FROM,
        _QUOTES_OF,
        _VIEW,
        _DID,
        _DID_SPEAK,
        _OWN_QUOTES,
        _SPEAKER_ON,
        _QUOTE_ON,
    ):
        match = asked.fullmatch(line.plain)
        if match is None:
            continue
        found = {name: line.group(match, name) for name in match.groupdict()}
        speaker = found.get("speaker")
        if asked is _DID and fold(found.get("words") or "") in _SOMETHING:
            continue  # "did Rubio say anything": what he said at all
        if asked in (_QUOTES_ABOUT, _QUOTES_OF):
            return Question("quote", line.raw, subject=speaker, about=found.get("about"))
        if asked is _QUOTE_ON:
            return Question("quote", line.raw, about=found.get("about"))
        if speaker is None or not is_person(speaker, names, loose=asked not in (_SPEAKER_ON, _HAVE_FROM)):
            continue
        return Question(
            "quote",
            line.raw,
            subject=without_article(speaker),
            about=found.get("about"),
            words=found.get("words"),
            manner=_manner(found.get("verb") or ""),
        )
    return None


def _said(line: Line, match: re.Match[str], names: Names) -> Question | None:
    speaker = line.group(match, "speaker")
    if speaker is None or fold(speaker) in _NOBODY:
        return None
    if match.group().startswith("how") and not is_person(speaker, names, loose=True):
        return None  # "how did Brent react": a price
    about = line.group(match, "about")
    about = about and (_WHEN_ASKED.sub("", about, count=1) if _WHEN_ASKED.match(about) else about)
    if about is not None and _NETWORK.fullmatch(fold(about)):
        about = None
    verb = match.groupdict().get("verb") or ""
    if about is not None and verb in {"tell", "told", "ask", "asked"} and is_person(about, names, loose=False):
        about = None  # "what did Macron tell Scholz": whom, not what about
    return Question("quote", line.raw, subject=without_article(speaker), about=about, manner=_manner(verb))


def _without_words(match: re.Match[str]) -> str:
    """Return what was typed beside the words asked for: "shared" in them tells nothing of how they were said."""
    start, end = match.span("words")
    return f"{match.string[:start]} {match.string[end:]}"


def _manner(words: str) -> Manner | None:
    if _POSTED.search(words):
        return "posted"
    return "wrote" if _WROTE.search(words) else None


def without_article(name: str) -> str:
    """Return a name or office without the article before it."""
    return re.sub(r"^(?:the|a|an)\s+(?=\S)", "", name, flags=re.IGNORECASE)


def is_person(typed: str, names: Names, *, loose: bool) -> bool:
    """Tell whether words name somebody the store knows, or (loosely) look as if they named an office."""
    if len(typed.split()) > _LONGEST_SPEAKER:
        return False
    outcome = names.resolve(typed, ("person",))
    if isinstance(outcome, Found | Tie):
        return True
    return loose and any(word in OFFICES for word in fold(typed).split())
