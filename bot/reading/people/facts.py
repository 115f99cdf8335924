"""What an article tells of its people: gender, roles, and the name to show."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

from bot.reading.people.descriptions import described
from bot.reading.people.draft import Draft, Found
from bot.reading.people.roles import SUCCEEDING, role_after, role_before, role_by_verb
from bot.reading.people.tokens import DOTTED, Token
from bot.reading.people.words import (
    FUNCTION,
    HONORIFICS,
    HONORIFICS_F,
    HONORIFICS_M,
    KIN,
    KIN_F,
    KIN_M,
    ROLE_F,
    ROLE_M,
    ROLE_MODIFIERS,
    ROLES,
    TITLES,
    VERBS,
    fold,
    name_gender,
)
from storage.records import Person, Role, Span

_SHE = frozenset({"she", "her", "hers", "herself"})
_HE = frozenset({"he", "his", "him", "himself"})
_PRONOUNS = _SHE | _HE
_OBJECTS = frozenset({"him", "her"})
_TAKEN = frozenset({"a", "an", "the", "this", "that", "two", "three"})  # what stands behind "her" is not hers
_HELPERS = frozenset({"will", "would", "can", "could", "should", "may", "might", "must", "did", "does"})
_LONGEST = 40  # words of a sentence that are looked at
_SAID = re.compile(r"“[^“”\n]*”")  # whom somebody speaks of is seldom the one who speaks
_OBJECT = 3  # words: "Kowalczyk has asked him"
_NAMED = 6  # as much as three of "he" nearby: of 1 to 50 times, 3 named most speakers right in training


def settle_genders(draft: Draft) -> None:
    """Settle each person's gender by honorifics and gendered titles, else by the pronouns that follow them."""
    tokens = draft.tokens
    mentions = {start: (person, stop) for person in draft.people for start, stop in person.mentions}
    votes: dict[int, Counter[str]] = {}
    current: Found | None = None
    alone = False
    named = -_OBJECT
    said = [(match.start(), match.end()) for match in _SAID.finditer(draft.text)]
    pronouns = [index for index, token in enumerate(tokens) if token.key in _PRONOUNS and not _in(said, token.start)]
    for index in sorted({*mentions, *pronouns}):
        token = tokens[index]
        if index in mentions:
            person, named = mentions[index]
            alone = current is person or current is None or token.first
            current = person
        elif token.key == "him" and index - named < _OBJECT and tokens[index - 2].key != "to" and not token.first:
            continue  # "Kowalczyk asks him": another
        elif token.key in _OBJECTS and (_object_behind(tokens, index) or _object_of(tokens, index, mentions)):
            continue  # "Kowalczyk, who led the talks, will follow her as mayor": another
        elif current is not None and alone and (token.key in _SHE or token.key in _HE):
            gender = "f" if token.key in _SHE else "m"
            votes.setdefault(id(current), Counter())[gender] += 2 if token.key in {"he", "she"} else 1
    for person in draft.people:
        titled: Counter[str] = Counter(person.honorific)
        for start, _ in person.mentions:
            key = tokens[start - 1].key if start and tokens[start].joined else ""
            kin = tokens[start - 1].key if start and tokens[start].gap in {" ", ", "} else ""
            titled["m"] += key in ROLE_M or key in HONORIFICS_M or kin in KIN_M
            titled["f"] += key in ROLE_F or key in HONORIFICS_F or kin in KIN_F
        if titled["m"] != titled["f"]:
            person.gender = "m" if titled["m"] > titled["f"] else "f"
            continue
        vote = votes.get(id(person), Counter())
        given = name_gender(person.name)
        m, f = vote["m"] + _NAMED * (given == "m"), vote["f"] + _NAMED * (given == "f")
        if (vote["m"] or vote["f"]) and (m >= 2 * f or f >= 2 * m) and m != f:
            person.gender = "m" if m > f else "f"


def _object_behind(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether "him" or "her" is the object of a verb whose subject stands before a clause in commas."""
    helper = tokens[index - 2] if index > 1 else None
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    alone = following is None or following.gap != " " or following.key in FUNCTION
    return helper is not None and helper.key in _HELPERS and helper.gap == ", " and alone


def _object_of(tokens: Sequence[Token], index: int, mentions: Mapping[int, tuple[Found, int]]) -> bool:
    """Tell whether "her" is whom the one just named did something to: "Kowalczyk, the mayor, sent her a note"."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None or following.gap != " " or following.key not in _TAKEN or tokens[index].gap != " ":
        return False
    verb = index - 1
    if verb < 1 or tokens[verb].capital or not (tokens[verb].key in VERBS or tokens[verb].key.endswith("ed")):
        return False
    opening = next((place for place in range(verb, max(0, verb - _LONGEST), -1) if tokens[place].first), 0)
    if opening not in mentions:
        return False
    stop = mentions[opening][1]
    return verb == stop or (tokens[verb].gap == ", " and stop < verb and tokens[stop].gap == ", ")


def _in(spans: Sequence[tuple[int, int]], at: int) -> bool:
    place = bisect_left(spans, (at, 0)) - 1
    return place >= 0 and at < spans[place][1]


def find_roles(draft: Draft) -> None:
    """Find what the article calls its people: before a name, after it, by verbs, and by office alone."""
    text, tokens = draft.text, draft.tokens
    everyone = sorted((start, stop) for person in draft.people for start, stop in person.mentions)
    owner = {start: person for person in draft.people for start, _ in person.mentions}
    following = {one[0]: two[0] for one, two in itertools.pairwise(everyone)}
    earlier = {two[0]: one for one, two in itertools.pairwise(everyone)}
    named = {index for start, stop in everyone for index in range(start, stop)}
    firsts = [index for index, token in enumerate(tokens) if token.first]
    for start, stop in everyone:
        person = owner[start]
        if tokens[start].headline:
            continue
        upcoming = following.get(start, len(tokens))
        if (role := role_before(text, tokens, start, stop, named)) is not None:
            _add_role(draft, person, role)
        if (role := role_after(text, tokens, _after_seat(tokens, start, stop))) is not None and role[1] <= upcoming:
            _add_role(draft, person, role)
        for role in role_by_verb(text, tokens, stop, min(upcoming, _sentence_end(firsts, len(tokens), stop))):
            if not any(token.key in SUCCEEDING for token in tokens[max(0, start - 4) : start]):
                _add_role(draft, person, role)
            elif (before := earlier.get(start)) is not None and start < _sentence_end(firsts, len(tokens), before[1]):
                _add_role(draft, owner[before[0]], role)  # "X will succeed Y as R"
    starts = [token.start for token in tokens]
    held = [
        [(bisect_left(starts, span.start), bisect_left(starts, span.end)) for span in person.roles]
        for person in draft.people
    ]
    for role, holder in described(text, tokens, held, named):
        _add_role(draft, draft.people[holder], role)


def _after_seat(tokens: list[Token], start: int, stop: int) -> int:
    """Return the index after a peer's seat: "Lord Ashcombe of Wold, the former trade minister"."""
    if not start or tokens[start - 1].key not in {"lord", "lady", "baroness", "viscount", "earl"}:
        return stop
    if stop + 1 < len(tokens) and tokens[stop].key == "of" and tokens[stop + 1].capital:
        stop += 2
        while stop < len(tokens) and tokens[stop].capital and tokens[stop].joined:
            stop += 1
    return stop


def _sentence_end(firsts: Sequence[int], count: int, index: int) -> int:
    """Return where the sentence of the word at ``index`` ends, ``_LONGEST`` words on at most.

    ``firsts`` are the words that begin one, ``count`` is how many words there are.
    """
    place = bisect_left(firsts, index)
    return min(firsts[place] if place < len(firsts) else count, index + _LONGEST, count)


def _add_role(draft: Draft, person: Found, role: tuple[int, int]) -> None:
    start, stop = role
    last = draft.tokens[stop - 1]
    heads = [token.key for token in draft.tokens[start:stop] if token.key in ROLES]
    if not heads or heads[0] in KIN or last.key in KIN or last.key in {"reps", "sens"}:
        return
    dot = last.key in DOTTED and draft.text[last.end : last.end + 1] == "."
    person.roles.setdefault(Span(draft.tokens[start].start, last.end + dot))


def results(draft: Draft) -> tuple[Person, ...]:
    """Return the people as records, in order of their first mention."""
    made: list[Person] = []
    for person in sorted(draft.people, key=lambda one: min(one.spans)):
        name = _shown_name(person)
        made.append(
            Person(
                name=name,
                aliases=tuple(form for form in (*person.forms, *person.nicknames_told) if form != name),
                roles=tuple(Role(draft.text[span.start : span.end], span) for span in person.roles),
                mentions=tuple(sorted(person.spans)),
                gender=person.gender,
            )
        )
    return tuple(made)


def _shown_name(person: Found) -> str:
    """Return the fullest form; a name that the article has in capitals only is set as names are."""
    plain = [form for form in person.forms if _is_plain(person, form)] or list(person.forms)
    name = max(plain, key=lambda form: (sum(c.isalpha() for c in form), not form.isupper()))
    return name.title() if name.isupper() and len(name) > 6 and " " in name else name


def _is_plain(person: Found, form: str) -> bool:
    """Tell whether a form is the name itself, without honorific, title, nickname, and no handle."""
    if form == person.name:
        return True
    words = fold(form).replace(".", "").split()
    if form[0] == "@" or not words:
        return False
    titled = words[0] in HONORIFICS or words[0] in TITLES or words[0] in ROLE_MODIFIERS
    own = words[0] in {word.replace(".", "") for word in person.words}
    return (own or not titled) and words[0] not in person.nicknames
