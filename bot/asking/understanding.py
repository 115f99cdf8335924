# ruff: noqa: E501
"""From plain words to a question: the patterns, in the order in which they are tried.

Commands typed into a message go to :mod:`bot.commands`. Small talk is set aside first; then questions of who said
something (whose words may look like any other question), what somebody said, tariffs, people, news, facts; last the bare
name. What no pattern knows is a search for its words, with the nearest other readings beside it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from bot.asking.line import Line, clean, read_line, trim
from bot.asking.small_talk import small_talk
from bot.asking.tariffs import read_tariff
from bot.commands import parse_command
from bot.dates import Window, find_window
from bot.matching import Found, Names, Tie, fold
from bot.matching.offices import OFFICES
from bot.question import Manner, Question

_POLITE = re.compile(
    r"(?:(?:hi|hey|hello|ok|okay|so|and|but|please|pls|plz|bot|also|well|then|now|yo|sorry|umm?|hmm?"
    r"|(?:can|could|would|will) (?:you|u|someone)(?: please)?(?: (?:tell|show|give|find|get) (?:me|us))?"
    r"|(?:i )?(?:want|need|would like|d like|wanna)(?: to)? (?:know|hear|see|read)|(?:do|did) (?:you|u) know|any(?:one|body) know"
    r"|(?:tell|show|remind|give) (?:me|us)(?= (?:what|who|whats|whos|when|where|how|why|which|if|whether))|i wonder|just|quick question|question)"
    r" )+"
)
_ENDING = re.compile(r"(?: (?:please|pls|plz|thanks|thank you|thx|exactly|again|bro|mate|bot|lol|tho|though|anyway))+$")

_SAID = r"(?:said|says|say|saying|stated|wrote|writes|posted|tweeted|told|declared|argued|remarked|quipped|joked|claimed|insisted|warned|promised|announced|admitted|asked|replied|complained|coined|uttered|used)"
_CALLED = r"(?:called|calls|described|describes|dubbed|labell?ed|compared|dismissed|likened|characteri[sz]ed|hailed|termed|referred to|spoke of|talked about|spoke about|thinks|believes)"
_WHO_SAID = re.compile(
    rf"(?:who|whom|which \w+(?: \w+)?|what (?:minister|person|official|politician|man|woman))(?: was it(?: that| who)?| was the one (?:that|who)| is the one (?:that|who)| is it that)?"
    rf"(?: has| have| had| once| first| actually| recently| just)*"
    rf" (?P<verb>{_SAID}|{_CALLED})(?: something like| the words?| the phrase| the line| that)? (?P<words>.+)"
)
_WHOSE = re.compile(
    r"(?:whose|who is behind|who used|who coined)(?: \w+)? (?:quotes?|words?|line|phrase|saying|remark)?(?: (?:is|are|was|were|it|this|that|the))* ?(?P<words>.+)"
)
_SAID_BY_WHOM = re.compile(
    r"(?P<words>.+?) (?:who (?:said|wrote|posted|called it) (?:that|this|it|so)|who is that (?:from|by)|said who|who said|said by (?:who|whom)|is (?:from|by) (?:who|whom))"
)

_TELL = r"(?:say|said|saying|says|tell|told|telling|comment|commented|state|stated|announce|announced|think|thinks|argue|promise|promised|claim|claimed|warn|mention|mentioned|talk|talked|speak|spoken|spoke|reply|replied|answer|answered|respond|responded|react|reacted|ask|asked|explain|explained|declare|declared|add|added|reveal|quip|joke|complain|insist|insisted|admit|admitted|suggest|suggested|confirm|confirmed|deny|denied|post|posted|tweet|tweeted|write|written|wrote|writing|share|shared)"
_ABOUT = (
    r"(?:about|on|regarding|of|over|re|concerning|in|at|to|against|around|after|with|when|during|as|for|toward|towards)"
)
_WHAT_SAID = re.compile(
    rf"(?:what|whats|anything|something|everything|how|wat|wot|things?)(?: (?:exactly|else|all|that))?(?: (?:did|does|do|has|have|had|was|were|is|are|s))? (?P<speaker>.+?)"
    rf"(?: (?:have|has|had|ever|just|actually|recently|publicly|officially|get|go|to))* (?P<verb>{_TELL})(?: (?:anything|something|on record|publicly|exactly))?"
    rf"(?: (?P<link>{_ABOUT})(?: (?:that|it))? ?(?P<about>.*))?"
)
_WHAT_SAID_LOOSE = re.compile(
    rf"(?:what|anything|something) (?:did|has|have|does) (?P<speaker>.+?) (?P<verb>{_TELL}) (?P<about>.+)"
)
_VIEW = re.compile(
    rf"(?:what (?:is|was|are|were)|whats|what|give me|show me|show|find|get)? ?(?P<speaker>.+?) (?:opinion|view|views|position|stance|take|thoughts|reaction|response|reply|words|remarks?|comments?|statement|statements|message|warning|quotes?|quotation|quotations) {_ABOUT} (?P<about>.+)"
)
_DID = re.compile(
    rf"(?:did|has|have|does|is it true that|was it) (?P<speaker>.+?) (?:really |actually |ever )?(?P<verb>{_TELL}|call|called|describe|described|compare|compared|use the words?)(?: that)? (?P<words>.+)"
)
_DID_SPEAK = re.compile(
    rf"(?:did|has|have|does) (?P<speaker>.+?) (?:really |actually |ever )?(?P<verb>{_TELL})(?: (?:anything|something))?"
)
_QUOTES_OF = re.compile(
    rf"(?:any |some |the |all |a |me |best |latest |direct |show |give |find |get |good )*(?:quotes?|quotations?|words|statements?|remarks?|comments?)(?: (?:from|by|of))(?: the)? (?P<speaker>.+?)(?: {_ABOUT} (?P<about>.+))?"
)
_QUOTES_ABOUT = re.compile(
    r"(?:any |some |the |all |me |best |latest |direct |show |give |find |get )*(?:quotes?|quotations?)(?: (?:about|on|regarding|concerning)) (?P<about>.+)"
)
_OWN_QUOTES = re.compile(r"(?P<speaker>.+?) (?:quotes?|quotations?|said|says|in (?:his|her|their) (?:own )?words)")
_SPEAKER_ON = re.compile(
    r"(?P<speaker>.+?) (?:on|about|re|regarding|said about|says about|said on|said that|says that|talking about) (?P<about>.+)"
)

_WHO_IS = re.compile(
    r"(?:who|whos|whose|hwo)(?: (?:is|s|was|are|were|the hell is|exactly is|r|has been))?(?: (?:this|that|exactly|actually))? (?P<person>.+?)(?: is| was| are| again| anyway| exactly| really)?"
    r"|(?:tell (?:me|us)|info|information|details|profile|bio|background|biography)(?: (?:more|something|a bit|all))?(?: about| on| of| for) (?P<person2>.+)"
    r"|(?:what|which) (?:person|man|woman|guy) is (?P<person3>.+)"
    r"|(?P<person4>.+?) (?:who is (?:he|she|that|this|it|they)|is who|who|bio|profile|biography|kaun hai|kaun hain|kon hai)"
    r"|what (?:does|is) (?P<person5>.+?)(?: do| s job| job| role| position)(?: for a living| these days| now)?"
    r"|(?:quien (?:es|era)|qui est|cest qui|wer ist|chi e|quem e|kto eto|kto takoi|wie is|vem ar|hvem er|kim|siapa|sino si) (?P<person6>.+)"
)
_ROLE_QUESTION = re.compile(
    r"(?:who|whos) (?:is|s|was|are|were|holds|runs|leads|heads|became|will be|serves as|took over as)\b"
)

_BRIEF = re.compile(
    r"(?:(?:please )?(?:brief|update|fill|catch)(?: (?:me|us))?(?: (?:in|up))?(?: (?:on|about|with|regarding))?(?: the (?:latest|news)(?: (?:on|about|in|from))?)?"
    r"|(?:any|some|the|all|me|give|get|show|send|what|whats|what is|what are|read|latest|recent|new|todays|is there|are there|got|have you got|more|us|a|anything|something)*? ?"
    r"(?:briefing|brief|news|headlines?|updates?|developments?|stories|story|latest|summary|overview|round ?up|recap|rundown|articles?)(?: (?:on|about|in|from|of|for|around|regarding|with|concerning))?"
    r"|(?:whats|what is|what was|what has|what have|anything|what)(?: (?:been|is))? (?:new|happening|happened|going on|up|the latest|latest|cooking|hot|the news|trending|changed|occurred|going down)(?: (?:on|about|in|with|from|at|to|around|over|regarding|for|of|the))*"
    r"|(?:anything|something|whats|what|more)(?: (?:new|more|fresh|else|interesting))?(?: (?:on|about|regarding|with|in|from))"
    r"|(?:tell (?:me|us))(?: (?:more|something|everything|a bit|all))?(?: about| on)"
    r"|(?:what (?:do|does) (?:you|the articles|the news|the papers|they)(?: (?:know|have|say|report))?(?: (?:about|on|of))?)"
    r"|(?:summari[sz]e|summary of|sum up|recap|overview of))(?: (?:the|all|any))*(?: (?P<topic>.+))?"
)
_HELP = re.compile(
    r"(?:help(?: me)?(?: (?:with|on|about) .+)?|commands?|(?:show |list )?(?:all |the |your )*commands|menu|usage|manual|instructions|what can (?:you|i|this bot|the bot|u)(?: \w+){0,3}"
    r"|what (?:do|does) (?:you|this bot|this|the bot|u) do|how (?:do|does|can|should) (?:you|i|this|it|the bot|u)(?: bot)?(?: (?:work|use|ask|start|get started|talk|do|search|find|see)(?: \w+){0,5})?"
    r"|who are (?:you|u)|what are (?:you|u)|who made (?:you|u)|(?:are )?(?:you|u) (?:a )?(?:bot|robot|ai|human|real)|what kind of questions .+|what questions .+|how (?:accurate|reliable|good) (?:are|is) (?:you|this|it|the bot)|can i trust (?:you|this|it)"
    r"|hilfe|ayuda|aide|aiuto|ajuda|que puedes hacer|was kannst du|que sais tu faire)"
)
_SOURCES = re.compile(
    r"(?:(?:show|list|what are|which are|whats|give me|see) )?(?:me )?(?:all |the |your )*(?:sources?|outlets|newspapers|papers)(?: (?:do you (?:use|read|have)|are (?:there|used)|please))?"
    r"|(?:what|which) (?:sources?|outlets|papers|newspapers|articles) (?:do|did|have) (?:you|u) (?:use|read|have|got|know)|where (?:do|does) (?:you|this|it|your \w+) (?:get|take|come)(?: \w+){0,4}"
)
_SEARCH = re.compile(
    r"(?:search|find|look up|lookup|look for|google|grep|show)(?: (?:me|for|up|all|articles?|sentences?|about|on|with|where|that|mention|mentioning|mentions))* (?P<words>.+)"
)
_FACT = re.compile(
    r"(?:how (?:much|many|big|large|long|far|old|high|often|fast|soon|bad|did|does|do|is|are|was|were|will|has|have|come|can|could)|when|where|why|which|what|whats|who|whom|whose|is|are|was|were|did|does|do|has|have|will|can|could|should|would|whens|wheres|hows)\b.*"
)
_WHAT_IS = re.compile(
    r"(?:what (?:is|are|was|were)|whats|what s|define|explain|meaning of|what does|what do)(?: (?:a|an|the))? (?P<topic>.+?)(?: mean| stand for)?"
)
_POSTED = re.compile(r"\b(?:post|posted|tweet|tweeted|share|shared)\b")
_WROTE = re.compile(r"\b(?:write|wrote|written|writing)\b")
_PLACES_TO_POST = re.compile(
    r"(?:(?:on|to|in|at) )?(?:x|twitter|social media|facebook|instagram|threads|bluesky|truth social|linkedin)"
)
_PRONOUN = re.compile(r"^(?:it|this|that|them|him|her|something)(?: (?:as|like|of))? (?=\w)")
_HINDI_WHO = re.compile(r"(?P<person>.+?)\s*(?:कौन\s*(?:है|हैं|थे|था|थी)?)\s*[?।]*$")
_FOREIGN_WHO = re.compile(r"^(?:кто\s+(?:такой|такая|это)|من\s+هو|من\s+هي)\s+(?P<person>.+)$", re.IGNORECASE)


def understand(text: str, names: Names, now: dt.datetime, zone: dt.tzinfo) -> Question:
    """Return the question that a message asks. Raises for no text; looks at its first 1,000 characters.

    ``names`` are those the store knows: what a word means ("deshmukh on the quad") depends on whether it names somebody.
    ``now`` is an aware instant, ``zone`` where the asker's days begin.
    """
    raw = clean(text)
    if raw.startswith("/") and not raw.startswith("//"):
        return replace(parse_command(raw, now, zone), typed=text)
    line = read_line(raw, names.has_word)
    talk = small_talk(raw, line.plain)
    if talk is not None:
        return Question("none", text, small_talk=talk)
    return replace(_read(raw, line, names, now, zone), typed=text)


def _read(raw: str, line: Line, names: Names, now: dt.datetime, zone: dt.tzinfo) -> Question:
    line = _bare(line)
    if not line.plain:
        return Question("none", raw, small_talk="greeting")
    if _HELP.fullmatch(line.plain):
        return Question("help", raw)
    if _SOURCES.fullmatch(line.plain):
        return Question("sources", raw)
    if (found := _who_said(line)) is not None:
        return found
    window = find_window(line.raw, now, zone)
    if window is not None:
        line = _without(line, window, names)
    question = _in_words(line, names)
    if window is None:
        return question
    return replace(
        question,
        since=window.since,
        until=window.until,
        alternatives=tuple(replace(other, since=window.since, until=window.until) for other in question.alternatives),
    )


def _in_words(line: Line, names: Names) -> Question:
    if not line.plain:  # nothing but a time: "this week?"
        return Question("brief", line.raw)
    for reader in (_foreign, _tariff, _what_said, _asked_of, _who, _what_is, _news, _search, _fact, _name):
        question = reader(line, names)
        if question is not None:
            return question
    return _search_for(line)


def _bare(line: Line) -> Line:
    """Cut polite words off both ends."""
    start = match.end() if (match := _POLITE.match(line.plain)) is not None else 0
    end = match.start() if (match := _ENDING.search(line.plain)) is not None else len(line.plain)
    if (start, end) == (0, len(line.plain)) or start >= end:
        return line
    places = tuple((place - start, a, b) for place, a, b in line.places if start <= place < end)
    return Line(line.raw, line.plain[start:end], places)


def _without(line: Line, window: Window, names: Names) -> Line:
    # The time's words are cut out of the words to be read; in ``raw`` they stay, so that slices keep their offsets.
    kept = [(place, a, b) for place, a, b in line.places if b <= window.start or a >= window.end]
    parts: list[str] = []
    places: list[tuple[int, int, int]] = []
    length = 0
    ends = [place for place, _, _ in line.places[1:]] + [len(line.plain) + 1]
    words = {place: line.plain[place : end - 1] for (place, _, _), end in zip(line.places, ends, strict=True)}
    for place, a, b in kept:
        parts.append(words[place])
        places.append((length, a, b))
        length += len(words[place]) + 1
    return Line(line.raw, " ".join(parts), tuple(places))


# ---- who said it ----


def _who_said(line: Line) -> Question | None:
    for pattern in (_WHO_SAID, _WHOSE, _SAID_BY_WHOM):
        match = pattern.fullmatch(line.plain)
        if match is None:
            continue
        typed = _quoted(line.raw) or line.group(match, "words")
        if typed is None:
            continue
        words = _PRONOUN.sub("", typed) if not _quoted(line.raw) else typed
        if fold(words) in {"it", "that", "this", "what", "so"}:
            continue
        return Question("quote", line.raw, words=words, manner=_manner(match.group()[:40]))
    return None


def _quoted(raw: str) -> str | None:
    match = re.search(r"[\"“«„]([^\"“”«»„]{3,})[\"”»“]", raw)
    return trim(match.group(1)) if match is not None else None


def _manner(words: str) -> Manner | None:
    if _POSTED.search(words):
        return "posted"
    return "wrote" if _WROTE.search(words) else None


# ---- what somebody said ----


def _what_said(line: Line, names: Names) -> Question | None:
    match = _WHAT_SAID.fullmatch(line.plain)
    if match is not None and (question := _said(line, match, names, line.group(match, "about"))) is not None:
        return question
    match = _WHAT_SAID_LOOSE.fullmatch(line.plain)
    if match is not None and (question := _said(line, match, names, line.group(match, "about"))) is not None:
        return question
    for pattern in (_QUOTES_ABOUT, _QUOTES_OF, _VIEW, _DID, _DID_SPEAK, _OWN_QUOTES, _SPEAKER_ON):
        match = pattern.fullmatch(line.plain)
        if match is None:
            continue
        groups = match.groupdict()
        speaker = line.group(match, "speaker") if "speaker" in groups else None
        about = line.group(match, "about") if "about" in groups else None
        words = line.group(match, "words") if "words" in groups else None
        if pattern in (_QUOTES_ABOUT, _QUOTES_OF):
            return Question("quote", line.raw, subject=speaker, about=about)
        if speaker is None or not _is_person(speaker, names, loose=pattern is not _SPEAKER_ON):
            continue
        return Question(
            "quote",
            line.raw,
            subject=_no_article(speaker),
            about=about,
            words=words,
            manner=_manner(groups.get("verb") or ""),
        )
    return None


def _said(line: Line, match: re.Match[str], names: Names, about: str | None) -> Question | None:
    speaker = line.group(match, "speaker")
    if speaker is None or fold(speaker) in _NOBODY:
        return None
    verb = match["verb"]
    manner = _manner(verb)
    if about is not None and (fold(about) in _NETWORKS or _PLACES_TO_POST.fullmatch(fold(about))):
        about = None
    return Question("quote", line.raw, subject=_no_article(speaker), about=about, manner=manner)


_NETWORKS = frozenset({"x", "twitter", "social media"})
_NOBODY = frozenset(
    "people they you we i it the articles articles the news papers the papers everyone anyone somebody someone".split()
) | {"the articles", "the news", "the papers", "your articles", "the press"}


def _no_article(name: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+(?=\S)", "", name, flags=re.IGNORECASE)


def _is_person(typed: str, names: Names, *, loose: bool) -> bool:
    """Tell whether words name somebody the store knows, or (loosely) look as if they named an office."""
    if len(typed.split()) > 8:
        return False
    outcome = names.resolve(typed, ("person",))
    if isinstance(outcome, Found | Tie):
        return True
    return loose and any(word in OFFICES for word in fold(typed).split())


# ---- tariffs, people, news, facts ----


def _foreign(line: Line, names: Names) -> Question | None:
    for pattern in (_HINDI_WHO, _FOREIGN_WHO):
        match = pattern.match(line.raw)
        if match is not None and (person := trim(match["person"])):
            return Question("who", line.raw, subject=person)
    return None


def _tariff(line: Line, names: Names) -> Question | None:
    return read_tariff(line, names)


def _asked_of(line: Line, names: Names) -> Question | None:
    return None


def _who(line: Line, names: Names) -> Question | None:
    match = _WHO_IS.fullmatch(line.plain)
    if match is None:
        return None
    key = next((key for key, value in match.groupdict().items() if value), None)
    person = line.group(match, key) if key is not None else None
    if person is None:
        return None
    person = _no_article(person)
    asks_who = key in {"person", "person3", "person4", "person6"}
    if _is_person(person, names, loose=asks_who):
        return Question("who", line.raw, subject=person)
    if asks_who and _ROLE_QUESTION.match(line.plain) and _name_like(person):
        return Question("who", line.raw, subject=person)
    if key in {"person", "person6"} and len(person.split()) <= 4 and not _VERBAL.search(fold(person)):
        return Question("who", line.raw, subject=person)
    return None


_VERBAL = re.compile(
    r"\b(?:\w+ing|won|wins|paid|pays|made|makes|owns|runs|leads|buys|sells|lost|gets|got|did|does|will|can|should|voted|signed|killed|attacked)\b"
)


def _name_like(typed: str) -> bool:
    words = typed.split()
    return len(words) <= 4 and not _VERBAL.search(fold(typed))


def _what_is(line: Line, names: Names) -> Question | None:
    match = _WHAT_IS.fullmatch(line.plain)
    if match is None or _BRIEF.fullmatch(line.plain) is not None:
        return None
    topic = line.group(match, "topic")
    if topic is None or len(topic.split()) > 4 or _VERBAL.search(fold(topic)):
        return None
    other = Question("brief", line.raw, subject=topic)
    return Question("search", line.raw, subject=topic, words=topic, alternatives=(other,))


def _news(line: Line, names: Names) -> Question | None:
    match = _BRIEF.fullmatch(line.plain)
    if match is None:
        return None
    topic = line.group(match, "topic")
    if topic is not None and fold(topic) in _EVERYTHING:
        topic = None
    return Question("brief", line.raw, subject=topic)


_EVERYTHING = frozenset(
    {
        "everything",
        "all",
        "news",
        "today",
        "the news",
        "the world",
        "world",
        "world news",
        "anything",
        "stuff",
        "things",
        "me",
        "it",
        "now",
        "here",
    }
)


def _search(line: Line, names: Names) -> Question | None:
    match = _SEARCH.fullmatch(line.plain)
    words = line.group(match, "words") if match is not None else None
    return Question("search", line.raw, words=words) if words else None


def _fact(line: Line, names: Names) -> Question | None:
    if _FACT.fullmatch(line.plain) is None or len(line.plain.split()) < 2:
        return None
    return _search_for(line)


def _name(line: Line, names: Names) -> Question | None:
    """Read a message that is nothing but a name, or a few words that could be one."""
    typed = line.slice(0, len(line.plain))
    words = line.plain.split()
    if not words or len(words) > 6:
        return None
    outcome = names.resolve(typed)
    if isinstance(outcome, Found):
        kind = outcome.entity.kind
        if kind == "person":
            return Question("who", line.raw, subject=typed)
        brief = Question("brief", line.raw, subject=typed)
        search = Question("search", line.raw, words=typed)
        if kind == "country":
            return replace(brief, alternatives=(Question("tariff", line.raw, subject=typed), search))
        return replace(brief, alternatives=(search,))
    if isinstance(outcome, Tie):
        return Question("who", line.raw, subject=typed)
    if len(words) <= 3 and names.looks_like_name(typed):
        return Question("who", line.raw, subject=typed, alternatives=(Question("search", line.raw, words=typed),))
    return None


def _search_for(line: Line) -> Question:
    typed = line.slice(0, len(line.plain)) or trim(line.raw)
    alternatives: tuple[Question, ...] = (Question("brief", line.raw, subject=typed),)
    if len(typed.split()) <= 3:
        alternatives = (*alternatives, Question("who", line.raw, subject=typed))
    return Question("search", line.raw, words=typed, alternatives=alternatives)
