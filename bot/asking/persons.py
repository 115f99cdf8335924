"""Questions of who somebody is: by name, by office, by what they do, before and after whom they held it."""

from __future__ import annotations

import re

from bot.asking.framing import person_in
from bot.asking.line import Line, trim
from bot.asking.phrases import pattern
from bot.asking.sayings import is_person, without_article
from bot.matching import Names, fold
from bot.question import Question

_WHO_IS = pattern(
    r"who (?:do|does|did) .+? call (?P<nicknamed>.+)"
    r"|(?:who|what|where) (?:does|do|is) (?P<engaged>.+?) (?:works?|working|represents?|serves?)(?: for| at| as)?"
    r"|(?:who|whos) (?:took over|takes over|serves|served|was named|was appointed|became|has become|is now)"
    r"(?: as)?(?: the| a| an)? (?P<office>.+)"
    r"|(?:who|whos|whose)(?: {oath})?(?: (?:is|s|was|are|were|r|has been))?(?: {oath})?"
    r"(?: (?:this|that|exactly|actually))?"
    r" (?P<person>.+?)(?: is| was| are| again| anyway| exactly| really)?"
    r"|(?:tell (?:me|us)|(?:any |some |more )?(?:info|information|details|profile|bio|background|biography))"
    r"(?: (?:more|something|a bit|all))?"
    r"(?: about| on| of| for) (?P<somebody>.+)"
    r"|(?:what|which) (?:person|man|woman|guy) is (?P<holder>.+)"
    r"|(?:who|what|which)(?: \w+)? (?:is|was|goes) (?:called|named|by(?: the name(?: of)?)?) (?P<known>.+)"
    r"|(?:whats|what is|what was|what|tell me)(?: the)? (?:job|role|title|position|post|occupation|profession|function)"
    r"(?: title)? (?:of|does) (?P<employed>.+?)(?: have| hold)?"
    r"|what (?:do|does|have) (?:we|you|u|they|the articles) (?:know|got|have) (?:about|on)(?: this)? (?P<heard>.+)"
    r"|(?:(?:whats|what (?:is|was|s)|give me|tell me) )?(?:the )?(?:full |real )?names? of (?P<named>.+)"
    r"|(?P<nameless>.+?) names?"
    r"|(?P<first>.+?) {is who}"
    r"|(?:whats|what (?:does|is|was)) (?P<worker>.+?)(?: do|(?: s)?"
    r"(?: (?:new|old|current|present|official|exact|actual|full))?"
    r" (?:job|role|position|post|title|portfolio|designation))(?: for a living| these days| now)?"
    r"|{who is} (?P<foreign>.+)"
)
_SUCCEEDED = re.compile(
    r"(?:who|whos) (?:has |have |had |is |was )?"
    r"(?:replac|succeed|follow|took over from|takes over from|taking over from|came after)(?:ed|es|s|ing|e)?"
    r" (?P<before>.+?)(?: (?:as|in the (?:job|role|post|office) of|at)(?: the| a| an)? (?P<office>.+))?"
)
# "who got Lind's old job": the one after Lind.
_TOOK_JOB = re.compile(
    r"(?:who|whos) (?:has |have |had |is )?"
    r"(?:got|gets|getting|took|takes|taken|taking|inherits|inherited|has|landed|filled|fills)"
    r" (?P<before>.+?)(?: s|s)? (?:old |former |previous |vacant )?(?:job|post|role|seat|position|desk|place|chair)"
    r"(?: (?:in|at|as|after|when|once|since|now) .+)?"
)
# "who was the trade minister before Raman", "who did Raman replace", "who was Raman's predecessor"
_AFTER = re.compile(
    r"(?:who|whos) (?:is |was |were |becomes? |became |will be |comes? |came )(?:the |a )?"
    r"(?P<office>.+?) after (?P<before>.+)"
)
_PRECEDED = re.compile(
    r"(?:who|whos) (?:is |was |were |has been |had been )(?:the |a )?(?P<office>.+?) before (?P<after>.+)"
    r"|(?:who|whom) (?:did|has|had) (?P<later>.+?) (?:replaced?|succeed(?:ed)?|follow(?:ed)?"
    r"|t(?:ake|aken|ook) over from|come after)(?: (?:as|in)(?: the| a)? .+)?"
    r"|(?:who|whos) (?:is |was |were )?(?P<owner>.+?)(?: s|s)? predecessor(?: (?:as|in)(?: the| a)? .+)?"
    r"|(?:who|whos) (?:is |was |were )?(?:the )?predecessor (?:of|to) (?P<of>.+)"
)
_ASKS_WHO = frozenset({"person", "holder", "office", "first", "foreign"})
_RUNS = pattern(
    r"(?:who|whos|(?:what|which) (?:official|minister|person|man|woman|guy|politician)) (?:is |s )?"
    r"(?:the (?:guy|man|woman|person|one|lady) (?:(?:who|that)(?: is|s)? )?)?(?:currently |now )?"
    r"(?P<verb>run|lead|head|chair|govern|coach|captain|manag|represent"
    r"|negotiat|train|skipper|speak)(?:n?ing|s|es|e)?(?: for)? (?P<body>.+)"
)
# Who does what a verb says holds one of these offices; "head" stands for any that leads.
_DOERS = {
    "chair": ("chair", "chairman", "chairwoman"), "govern": ("governor",), "coach": ("coach",), "captain": ("captain",),
    "manag": ("manager", "head"), "represent": ("representative", "envoy"), "negotiat": ("negotiator",),
    "train": ("coach",), "skipper": ("captain",), "speak": ("spokesperson",), "lead": ("leader", "head", "captain"),
}  # fmt: skip
VERBAL = re.compile(
    r"\b(?:\w{2,}ing|won|wins?|paid|pays?|made|makes?|owns?|buys?|sells?|lost|gets?|got|did|does|will|can|should|voted"
    r"|signed|killed|attacked|pay|build|built|gives?|gave)\b"
)
_HINDI_WHO = re.compile(r"(?P<person>[^\n]+?)\s*कौन\s*(?:है|हैं|थे|था|थी)?\s*[?।]*$")
_FOREIGN_WHO = re.compile(r"(?:кто\s+(?:такой|такая|это)|من\s+هو|من\s+هي)\s+(?P<person>\S.*)$", re.IGNORECASE)


def who_abroad(line: Line, _: Names) -> Question | None:
    """Return the question "who is ..." in other scripts, else None."""
    for asked in (_HINDI_WHO, _FOREIGN_WHO):
        match = asked.match(line.raw)
        if match is not None and (person := trim(match["person"])):
            return Question("who", line.raw, subject=person)
    return None


def who_is(line: Line, names: Names) -> Question | None:
    """Return the question of who somebody is, else None."""
    match = _RUNS.fullmatch(line.plain)
    if match is not None and (body := line.group(match, "body")):
        for doer in _DOERS.get(match["verb"], ("head", "chief executive")):
            if is_person(f"{doer} of {body}", names, loose=False):
                return Question("who", line.raw, subject=f"{doer} of {body}")
    for succeeded in (_SUCCEEDED, _AFTER, _TOOK_JOB):
        match = succeeded.fullmatch(line.plain)
        before = line.group(match, "before") or "" if match is not None else ""
        if match is not None and is_person(before, names, loose=False):
            office = line.group(match, "office") if "office" in match.groupdict() else None
            return Question("who", line.raw, subject=office or before, besides=before)
    if (match := _PRECEDED.fullmatch(line.plain)) is not None:
        after = next(line.group(match, key) or "" for key in ("after", "later", "owner", "of") if match[key])
        if is_person(after, names, loose=False):
            office = line.group(match, "office") or after
            return Question("who", line.raw, subject=office, besides=after, earlier=True)
    match = _WHO_IS.fullmatch(line.plain)
    if match is None:
        return None
    key = next((key for key, value in match.groupdict().items() if value), None)
    person = line.group(match, key) if key is not None else None
    if person is None:
        return None
    person = without_article(person)
    if (two := _two_people(line, person, names)) is not None:
        return two
    if is_person(person, names, loose=False):
        return Question("who", line.raw, subject=person)
    if (named := person_in(person, names)) is not None:
        return Question("who", line.raw, subject=named)
    if is_person(person, names, loose=key in _ASKS_WHO):
        return Question("who", line.raw, subject=person)
    asked_by_name = key in _ASKS_WHO and len(person.split()) <= 4 and not VERBAL.search(fold(person))
    return Question("who", line.raw, subject=person) if asked_by_name else None


def _two_people(line: Line, typed: str, names: Names) -> Question | None:
    """Read "Gor and Rubio": the first is answered, the other offered."""
    first, link, second = typed.partition(" and ") if " and " in typed else typed.partition(" & ")
    if not link or is_person(typed, names, loose=False):
        return None
    both = [person_in(each, names) for each in (first, second)]
    if both[0] is None or both[1] is None:
        return None
    return Question("who", line.raw, subject=both[0], second=Question("who", line.raw, subject=both[1]))
