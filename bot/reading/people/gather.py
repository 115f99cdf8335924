"""Who is named in full, or by a surname after a title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.reading.people.draft import Draft, part_of, same_name
from bot.reading.people.names import lone_name
from bot.reading.people.roles import role_after, role_before
from bot.reading.people.scores import ACCEPTED, Candidate
from bot.reading.people.tokens import is_initials, place_mask
from bot.reading.people.words import (
    BRANDS,
    GIVEN,
    KIN,
    KIN_F,
    KIN_M,
    PARTICLES,
    ROLES,
    SPEECH,
    SUFFIXES,
    SURNAMES,
    is_common,
)

_ENDS = SURNAMES | SUFFIXES  # what a full name may end in
# What is named after a person whom the article names by surname elsewhere.
_THINGS = frozenset(
    "show report program programme hour podcast foundation institute center centre library tower".split()
)
_WHOSE = frozenset("his her their my our".split())
_KIN_REACH = 4  # words before the name: "his elder daughter, Amina"
# A lone name goes with these: "Pope Francis", "King Charles".
_KEPT_TITLES = frozenset("pope king queen prince princess emperor empress sultan emir saint".split())


def split_lone(draft: Draft, items: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """Part candidates into full names and lone ones (one word, beside particles and suffixes)."""
    full: list[Candidate] = []
    lone: list[Candidate] = []
    for item in items:
        words = draft.tokens[item.start : item.stop]
        kept = [t for k, t in enumerate(words) if (t.key not in PARTICLES or k == 0) and t.key not in SUFFIXES]
        (full if len(kept) > 1 else lone).append(item)
    return full, lone


def sure_names(
    draft: Draft, full: Sequence[Candidate], lone: Sequence[Candidate]
) -> tuple[list[Candidate], list[Candidate]]:
    """Part full names into sure ones and others. A last word that the article uses alone as a person's helps."""
    tokens = draft.tokens
    used: set[str] = set()
    alone: set[str] = set()
    for item in lone:
        key = tokens[item.stop - 1].key
        if item.polite or draft.acts(item):
            used.add(key)
        elif not is_common(key) and not place_mask(tokens, item.start, item.stop)[-1]:
            alone.add(key)
    for item in full:
        _cut_thing(draft, item, used)
    kept: set[tuple[str, ...]] = set()
    for item in full:
        words = tokens[item.start : item.stop]
        last = next((t.key for t in reversed(words) if t.key not in SUFFIXES), "")
        item.score += 2.0 if last in used else 1.5 if last in alone else 0.0
        if item.score < ACCEPTED:
            item.score += _apposed(draft, item)
        if item.score >= ACCEPTED:
            kept.add(tuple(t.key for t in words))
    _cut_to_known(draft, full)
    sure: list[Candidate] = []
    unsure: list[Candidate] = []
    for item in full:
        known = item.score >= ACCEPTED or tuple(t.key for t in tokens[item.start : item.stop]) in kept
        (sure if known else unsure).append(item)
    return sure, unsure


def _cut_thing(draft: Draft, item: Candidate, used: set[str]) -> None:
    """Cut the thing that bears a name off it, where the article lets the bearer speak: "The Rachel Adler Show"."""
    tokens = draft.tokens
    thing, surname = tokens[item.stop - 1], tokens[item.stop - 2]
    if item.stop - item.start < 3 or surname.key not in used or is_common(surname.key):
        return
    if thing.key in _THINGS and tokens[item.start].key in GIVEN:
        item.stop -= 1
        item.score = ACCEPTED


def _cut_to_known(draft: Draft, full: Sequence[Candidate]) -> None:
    """Cut a word before or after a name that the article has without it: "Kentuckian Rand Paul", "Ted Cruz Camp"."""
    tokens = draft.tokens
    counted = Counter(tuple(t.key for t in tokens[item.start : item.stop]) for item in full if item.score >= ACCEPTED)
    for item in full:
        keys = tuple(t.key for t in tokens[item.start : item.stop])
        if len(keys) < 3 or item.score < ACCEPTED:
            continue
        first, last = tokens[item.start], tokens[item.stop - 1]
        named = first.key in GIVEN or is_initials(first)
        if not named and keys[1] in GIVEN and counted[keys[1:]] >= counted[keys]:
            item.start += 1
        elif is_common(last.key) and last.key not in _ENDS and counted[keys[:-1]] >= counted[keys]:
            item.stop -= 1


def _apposed(draft: Draft, item: Candidate) -> float:
    tokens = draft.tokens
    after = role_after(draft.text, tokens, item.stop)
    if after is not None:
        said = after[1] < len(tokens) and tokens[after[1]].gap == ", " and tokens[after[1]].key in SPEECH
        return 3.0 if said else 2.0
    return 2.0 if role_before(draft.text, tokens, item.start, item.stop) is not None else 0.0


def place_full(draft: Draft, full: Sequence[Candidate]) -> None:
    """Make people of full names, the fullest first; a form of a name known goes to who bears it."""
    tokens = draft.tokens

    def weight(item: Candidate) -> int:
        return sum(1 if is_initials(token) else 4 for token in tokens[item.start : item.stop])

    for item in sorted(full, key=lambda one: (-weight(one), one.start)):
        words = draft.words(item)
        suffix = words[-1].key if words[-1].key in SUFFIXES and len(words) > 2 else ""
        keys = tuple(token.key for token in (words[:-1] if suffix else words))
        person = draft.exactly(keys, suffix)
        if person is None:
            fits = [p for p in draft.bearers(keys[-1]) if same_name(p, keys, suffix)]
            fits = fits or [p for p in draft.bearers(keys[0]) if part_of(keys, p.words)]
            if fits:
                person = draft.nearest(fits, item.start)
                person.suffix = person.suffix or suffix
            else:
                person = draft.add(keys, suffix, draft.form(item))
        draft.mention(person, item)


def place_lone(draft: Draft, lone: Sequence[Candidate]) -> None:
    """Make people of "Mr Bell" or "President Trump" where the article never gives more of the name."""
    tokens = draft.tokens
    for item in lone:
        if draft.holders(item):
            continue
        key = tokens[item.stop - 1].key
        place = place_mask(tokens, item.start, item.stop)[-1]
        titled = lone_name(tokens, item, place and key not in SURNAMES)
        if not (titled or (not place and (_surname_speaks(draft, item) or _relative(draft, item)))):
            continue
        keys = tuple(t.key for t in tokens[item.start : item.stop] if t.key not in SUFFIXES)
        if not keys:
            continue
        name = draft.form(item)
        title = tokens[item.start - 1]
        if item.titled and title.key in _KEPT_TITLES and title.capital:
            name = f"{title.text} {name}"
        person = draft.add(keys, "", name)
        draft.mention(person, item)
        person.forms.setdefault(name)


def _surname_speaks(draft: Draft, item: Candidate) -> bool:
    tokens = draft.tokens
    token = tokens[item.stop - 1]
    return (
        not token.first
        and token.key in SURNAMES
        and token.key not in ROLES
        and draft.speaks(item.stop)
        and not is_common(token.key)
        and token.key not in BRANDS
        and not token.text.isupper()
        and (item.start == 0 or tokens[item.start - 1].key not in {"the", "a", "an"})
    )


def _relative(draft: Draft, item: Candidate) -> bool:
    """Tell whether a given name alone is whose relative it is: "His wife, Corazon, corrected him"."""
    tokens = draft.tokens
    if not item.single or item.start < 2 or tokens[item.start].gap not in {" ", ", "}:
        return False
    kin, name = tokens[item.start - 1], tokens[item.start]
    after = tokens[item.stop].gap if item.stop < len(tokens) else "."
    # Of a relative any name will do; "their ally, Hezbollah," and "his successor, Nokia," may be no people.
    family = kin.key in KIN_F or kin.key in KIN_M
    apposed = family and name.gap == ", " and after[:1] == "," and not is_common(name.key)
    if kin.key not in KIN or not (name.key in GIVEN or apposed):
        return False
    return any(t.key in _WHOSE or t.possessive for t in tokens[max(0, item.start - _KIN_REACH) : item.start - 1])
