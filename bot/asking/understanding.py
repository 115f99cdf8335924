"""From plain words to a question: the readings, in the order in which they are tried.

Commands typed into a message go to :mod:`bot.commands`. Small talk is set aside first; then questions of who said
something (whose words may look like any other question), what somebody said, tariffs, people, news, facts; last the
bare name. What no reading knows is a search for its words, with the nearest other readings beside it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from itertools import pairwise

from bot.asking.changes import read_changes
from bot.asking.framing import PRONOUNS, framed, person_in
from bot.asking.line import Line, clean, read_line, trim
from bot.asking.parts import by_parts
from bot.asking.persons import VERBAL, who_abroad, who_is
from bot.asking.phrases import pattern
from bot.asking.sayings import said_by, what_said, who_said, without_article
from bot.asking.small_talk import small_talk
from bot.asking.tariffs import day_asked, read_tariff
from bot.asking.unsaid import unsaid
from bot.commands import parse_command
from bot.dates import find_window
from bot.matching import Found, Names, Tie, fold
from bot.question import Question
from bot.searching.kin import is_english
from bot.searching.terms import FILTER, topic_search
from bot.searching.words import STOP_WORDS

_POLITE = pattern(r"(?:{polite} )+")
_ENDING = pattern(r"(?: {ending})+$")
_HELP = pattern(r"{help}")
_SOURCES = pattern(r"{sources}")
# "Who did Gor talk to": not who said something, nor what.
_WHOM = re.compile(
    r"whom? (?:did|does|has|had|will) .+"
    r" (?:talk|talked|speak|spoken|meet|met|phone|phoned|ring|visit|visited|call|see|seen)"
    r"(?: (?:to|with|on|at|in|by|about|from)\b.*)?"
)
_BRIEF = pattern(
    r"(?:(?:brief|update|fill|catch)(?: (?:me|us))?(?: (?:in|up))?(?: {link})*(?: (?:latest|news)(?: {link})*)?"
    r"|(?:{news lead} )*{news}(?: {link})*"
    r"|(?:whats|what (?:is|was|were|has|have)|anything|what)(?: (?:been|is))?"
    r" (?:{happening}(?: {link})*|(?:in|on) (?:the )?(?:news|papers|headlines))"
    r"|(?:what|anything|something)(?: (?:did|have|has|had))? (?:i|we) (?:miss|missed|not know)(?: {link})*"
    r"|(?:bring|get|catch|keep)(?: (?:me|us)) (?:up to (?:speed|date)|posted|current)(?: {link})*"
    r"|(?:anything|something|whats|what|more)(?: (?:new|more|fresh|else|interesting))?"
    r"(?: (?:on|about|regarding|with|in|from))"
    r"|tell (?:me|us)(?: (?:more|something|everything|a bit|all))?(?: about| on)"
    r"|what (?:do|does) (?:you|we|u|the articles|the news|the papers|they)(?: (?:know|have|say|report))?"
    r"(?: (?:about|on|of))?"
    r"|summari[sz]e|summary of|sum up|recap|overview of)(?: (?:the|all|any))*(?: (?P<topic>.+))?"
)
# What is said after a topic and is none of it: "the magnets story", "the furniture thing".
_TAIL = pattern(r"(?<=\w)(?: {tail})+$")
_QUESTION = re.compile(r"(?:what|which|who|whom|whose|when|where|why|how)\b")
_EVERYTHING = frozenset("everything all news today world anything stuff things me it now here everyone".split())
_EVERYTHING |= {"the news", "the world", "world news"}
_SEARCH = pattern(
    r"{find}(?: (?:me|for|up|all|articles?|sentences?|about|on|with|where|that|mention|mentioning|mentions))*"
    r" (?P<words>.+)"
)
_DID_WHAT = re.compile(
    r"(?:who|whos|(?:which|what) (?:\w+ )?(?:minister|official|person|man|woman|envoy|leader|politician)) (?P<said>.+)"
)
_FACT = pattern(r"{fact}\b.*")
_WHAT_IS = pattern(
    r"(?:what (?:is|are|was|were)|whats|what s|define|explain|meaning of|what does|what do)"
    r"(?: (?:a|an|the))? (?P<topic>.+?)"
    r"(?: mean| stand for)?"
)
_TOLD_OF = re.compile(
    r"(?:(?:the|that|this|a|an)\s+)?(?P<office>\S+(?:\s+\S+){0,5}?)\s+(?:who|that)\s+(?P<told>.+)", re.IGNORECASE
)
# Where a second question begins, asked in one breath with the first.
_SECOND = re.compile(
    r" (?:and|also|plus|then)(?: also| then)?"
    r" (?=(?:(?:in|at|by|among|from|to|for|on|of|with|since|until) )?"
    r"(?:who|whos|what|whats|when|where|how|why|which|whose)\b)"
)
_MARKED = re.compile(r"\"[^\"]{2,}\"|“[^“”]{2,}”|«[^«»]{2,}»")


def understand(text: str, names: Names, now: dt.datetime, zone: dt.tzinfo) -> Question:
    """Return the question that a message asks. Raises for no text; looks at its first 1,000 characters.

    ``names`` are those the store knows: what a word means ("deshmukh on the quad") depends on whether it names
    somebody. ``now`` is an aware instant, ``zone`` where the asker's days begin.
    """
    raw = clean(text)
    if raw.startswith("/") and not raw.startswith("//"):
        return replace(parse_command(raw, now, zone), typed=text)
    line = read_line(raw, names.has_word)
    talk = small_talk(raw, line.plain)
    if talk is not None:
        return Question("none", text, small_talk=talk)
    question = unsaid(_read(line, names, now, zone), _bare(line), names)
    others = tuple(replace(other, typed=text) for other in question.alternatives[:2])
    second = replace(question.second, typed=text) if question.second is not None else None
    return replace(question, typed=text, alternatives=others, second=second)


def _read(line: Line, names: Names, now: dt.datetime, zone: dt.tzinfo) -> Question:
    line = _bare(line)
    if _SOURCES.fullmatch(line.plain):
        return Question("sources", line.raw)
    if FILTER.search(line.raw):
        return Question("search", line.raw, words=trim(line.raw))
    if (found := who_said(line) or said_by(line, names)) is not None:
        return found
    if (both := _two(line, names, now, zone)) is not None:
        return both
    if (asked := day_asked(line.raw, now, zone)) is not None:
        question = _in_words(line.without(asked[1], asked[2]), names)
        if question.kind == "tariff":
            return replace(question, as_of=asked[0])
    window = find_window(line.raw, now, zone)
    if window is None:
        return _in_words(line, names)
    question = _in_words(line.without(window.start, window.end), names)
    if (
        question.kind == "tariff" and window.until is not None and window.until <= now
    ):  # what held by the end of that time
        question = replace(question, as_of=(window.until - dt.timedelta(microseconds=1)).astimezone(zone).date())
    others = tuple(replace(other, since=window.since, until=window.until) for other in question.alternatives)
    return replace(question, since=window.since, until=window.until, alternatives=others)


def _two(line: Line, names: Names, now: dt.datetime, zone: dt.tzinfo) -> Question | None:
    """Read two questions in one message: the first is answered, the second offered."""
    breaks = [(match.start(), match.end()) for match in _SECOND.finditer(line.plain)]
    breaks += [(start, start) for (_, _, end), (start, _, _) in pairwise(line.places) if line.raw[end - 1 : end] == "?"]
    for end, start in sorted(breaks):
        first, second = line.cut(0, end), line.cut(start, len(line.plain))
        if len(first.plain.split()) < 2 or len(second.plain.split()) < 2:
            continue
        one, other = _read(first, names, now, zone), _read(second, names, now, zone)
        if one.kind in {"none", "search"} and one.kind != other.kind:
            continue
        if other.subject is not None and fold(other.subject) in PRONOUNS:
            other = replace(other, subject=one.subject)
        return replace(one, second=other)
    return None


def _in_words(line: Line, names: Names) -> Question:
    if not line.plain or line.plain in _EVERYTHING:  # nothing but a time: "this week?", "anything since friday?"
        return Question("brief", line.raw)
    if (question := _asked(line, names)) is not None:
        return question
    if (question := framed(line, names, lambda part: _asked(_bare(part), names))) is not None:
        return question
    if (question := by_parts(line, names)) is not None:
        return question
    for reader in (_what_is, _search, _fact, _name):
        question = reader(line, names)
        if question is not None:
            return question
    return _search_for(line)


def _asked(line: Line, names: Names) -> Question | None:
    """Read a message that asks for more than its words: moves, tariffs, somebody's words, a person, news."""
    if _WHOM.fullmatch(line.plain):
        return _search_for(line)
    if _HELP.fullmatch(line.plain):
        return Question("help", line.raw)
    for reader in (who_abroad, read_changes, read_tariff, what_said, who_is, _news):
        question = reader(line, names)
        if question is not None:
            return question
    return None


def _bare(line: Line) -> Line:
    """Cut polite words off both ends, unless nothing else would be left."""
    match = _POLITE.match(line.plain)
    start = match.end() if match is not None else 0
    match = _ENDING.search(line.plain)
    end = match.start() if match is not None else len(line.plain)
    return line if start >= end else line.cut(start, end)


def _what_is(line: Line, _: Names) -> Question | None:
    match = _WHAT_IS.fullmatch(line.plain)
    if match is None or _BRIEF.fullmatch(line.plain) is not None:
        return None
    topic = line.group(match, "topic")
    if topic is None or len(topic.split()) > 4 or VERBAL.search(fold(topic)):
        return None
    other = Question("brief", line.raw, subject=topic)
    asked = topic_search(line.plain).asked  # a number, a day: what the whole message asks for
    words = topic if asked is None else line.mended()
    return Question("search", line.raw, subject=topic, words=words, alternatives=(other,))


def _news(line: Line, names: Names) -> Question | None:
    match = _BRIEF.fullmatch(line.plain)
    if match is None:
        return None
    topic = line.group(match, "topic")
    if topic is not None and _QUESTION.match(fold(topic)):
        return None  # "could you tell me on what day ..."
    if topic is not None and (tail := _TAIL.search(fold(topic))) is not None:
        topic = " ".join(topic.split()[: len(fold(topic)[: tail.start()].split())])
    if topic is not None and (named := person_in(topic, names)) is not None and named != topic:
        return Question("who", line.raw, subject=named)  # "what's up with this Gor guy"
    return Question("brief", line.raw, subject=None if topic is None or fold(topic) in _EVERYTHING else topic)


def _search(line: Line, _: Names) -> Question | None:
    match = _SEARCH.fullmatch(line.plain)
    words = line.group(match, "words") if match is not None else None
    return Question("search", line.raw, words=words) if words else None


def _fact(line: Line, _: Names) -> Question | None:
    if _FACT.fullmatch(line.plain) is None or len(line.plain.split()) < 2:
        return None
    return _search_for(line)


def _name(line: Line, names: Names) -> Question | None:
    """Read a message that is nothing but a name, or a few words that could be one."""
    typed = line.slice(0, len(line.plain))
    words = line.plain.split()
    if words and (described := _described(typed, names)) is not None:
        return Question("who", line.raw, subject=described[0], hint=described[1])
    if not words or len(words) > 6:
        return None
    outcome = names.resolve(typed)
    brief, search = Question("brief", line.raw, subject=typed), Question("search", line.raw, words=typed)
    if isinstance(outcome, Found):
        if outcome.entity.kind == "person":
            return Question("who", line.raw, subject=typed)
        if outcome.entity.kind == "country":
            return replace(brief, alternatives=(Question("tariff", line.raw, subject=typed), search))
        person = names.resolve(typed, ("person",))
        if isinstance(person, Found | Tie) and not (isinstance(person, Found) and person.how in {"fuzzy", "role"}):
            # A surname that is a word too ("Rice"): a capital letter makes it a name.
            who = Question("who", line.raw, subject=typed)
            named = typed[:1].isupper()
            return replace(who, alternatives=(brief, search)) if named else replace(brief, alternatives=(who, search))
        return replace(brief, alternatives=(search,))
    if isinstance(outcome, Tie):
        kind = outcome.entities[0].kind
        return Question("who", line.raw, subject=typed) if kind == "person" else replace(brief, alternatives=(search,))
    if names.is_office(_head(words)):  # an office that nobody known holds is no matter of words
        return Question("who", line.raw, subject=without_article(typed), words=typed, alternatives=(search, brief))
    if len(words) <= 3 and names.looks_like_name(typed):
        return Question("who", line.raw, subject=typed, alternatives=(search, brief))
    if len(words) == 1 and not is_english(words[0]) and names.begins_like_a_name(typed):
        # Whoever it is isn't known; where articles have the word, it is searched for.
        return Question("who", line.raw, subject=typed, words=typed, alternatives=(search, brief))
    return None


def _head(words: list[str]) -> str:
    """Return the word that a phrase is about: the last before "of", "for" or "to"."""
    links = (place for place, word in enumerate(words) if place and word in {"of", "for", "to", "in", "at", "from"})
    return words[next(links, len(words)) - 1]


def _described(typed: str, names: Names) -> tuple[str, str] | None:
    """Part "the Danish economist who scoffed" into an office that somebody holds and what is told of them."""
    match = _TOLD_OF.fullmatch(typed)
    if match is None or not isinstance(names.resolve(match["office"], ("person",)), Found | Tie):
        return None
    return match["office"], match["told"]


def _search_for(line: Line) -> Question:
    # What stands in quotation marks is looked for as it stands.
    typed = line.raw if _MARKED.search(line.raw) else line.mended() or trim(line.raw)
    others: tuple[Question, ...] = (Question("brief", line.raw, subject=typed),)
    if len(typed.split()) <= 3 and not any(word in STOP_WORDS for word in line.plain.split()):
        others = (*others, Question("who", line.raw, subject=typed))
    said = _DID_WHAT.fullmatch(line.plain)
    return Question(
        "search",
        line.raw,
        words=typed,
        said=line.group(said, "said") if said is not None else None,
        alternatives=others,
    )
