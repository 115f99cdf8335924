"""Names in runs of capitalised words: where one begins and ends."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.people.scores import Candidate, score
from bot.reading.people.tokens import Token, is_initials, place_mask
from bot.reading.people.words import (
    BRANDS,
    CALENDAR,
    FAMILY_FIRST,
    FUNCTION,
    GIVEN,
    HONORIFICS,
    HONORIFICS_F,
    HONORIFICS_M,
    ORGANISATIONS,
    PARTICLES,
    PARTY_PEOPLE,
    PLACE_WORDS,
    PLACES,
    PLURAL_ROLES,
    ROLES,
    ROLES_ALSO_NAMES,
    SEASONS,
    SPEECH,
    SUFFIXES,
    SURNAMES,
    TITLES,
    Gender,
    is_common,
)

_TITLE_WORDS = ROLES | HONORIFICS
_NAME_TITLES = ROLES_ALSO_NAMES | SUFFIXES | (ROLES & SURNAMES)
_NEVER_NAMES = ROLES - ROLES_ALSO_NAMES
_NAME_ENDS = SURNAMES | SUFFIXES | PARTICLES | GIVEN.keys()
_ENDS_NAME = frozenset({"of", "for", "and", "to", "the", "&"})
_ROYAL = frozenset({"queen", "princess"})
_MIDDLE_NAMES = frozenset({"earl", "dean", "duke", "king", "page", "prince", "marshal"})
_GIVEN_TITLES = frozenset({"dean", "earl", "duke", "marshal"})
_NOT_SURNAMES = frozenset({"state", "affairs", "general", "day", "house", "white", "street"})


def _named_so(tokens: Sequence[Token], begin: int, stop: int) -> bool:
    """Tell whether a word of the calendar that ends a run belongs to a name: "Petra Winter", "June"."""
    if tokens[stop - 1].key in {"may", "june", "april"}:
        return True
    return stop - 1 > begin and tokens[stop - 1].key in SEASONS and tokens[stop - 2].key in GIVEN


def candidates(text: str, tokens: Sequence[Token], start: int, stop: int) -> list[Candidate]:
    """Return what may be names in the run ``[start, stop)``, each with its score."""
    parted = _part(tokens, start, stop) if stop - start > 2 else 0
    if parted:
        second = candidates(text, tokens, parted + 1, stop)
        plural = any(tokens[k].key in PLURAL_ROLES for k in range(start, parted)) or (
            tokens[start].joined and start > 0 and tokens[start - 1].key in PLURAL_ROLES
        )
        for item in second:
            if plural and not item.titled and item.stop - item.start > 1:
                item.score += 2.0  # "Analysts Ho Kwon-ping and Yuki Tsunoda"
        return candidates(text, tokens, start, parted) + second
    begin = _cut_opening(tokens, start, stop)
    while stop > begin and tokens[stop - 1].key in CALENDAR and not _named_so(tokens, begin, stop):
        stop -= 1
    if begin >= stop:
        return []
    # Of a single word nobody asks: it is judged by who else bears it.
    places = place_mask(tokens, begin, stop) if stop - begin > 1 else [False]
    name = _after_titles(tokens, begin, stop, places)
    found: list[Candidate] = []
    before = tokens[name - 1] if name > 0 and (name > begin or tokens[name].joined) else None
    lead = before is not None and (
        ((before.key in ROLES or before.key in PLURAL_ROLES) and not before.possessive)
        or before.key in HONORIFICS
        or name > begin
    )
    polite = before is not None and before.key in HONORIFICS
    if polite and before is not None and before.key in _ROYAL and _has_article(tokens, name - 1):
        return []  # "the Queen Mary" is a ship, an inn or a hospital
    gender: Gender | None = None
    if before is not None and polite:
        gender = "m" if before.key in HONORIFICS_M else "f" if before.key in HONORIFICS_F else None
    rest: list[Candidate] = []
    for index in range(name + 1, stop):
        if tokens[index].key in _ENDS_NAME and not tokens[index].capital:
            rest = candidates(text, tokens, index + 1, stop) if index + 1 < stop else []
            stop = index
            break
    places = places[: stop - begin]
    if name == stop == begin + 1 and tokens[begin].key in SURNAMES:
        found.append(Candidate(begin, stop, False, None, False, 0.0))  # "said Baron", of Martin Baron
    if name < stop:
        trimmed = _trim(tokens, name, stop, places[name - begin :]) if not lead else name
        stop = _cut_headline(tokens, trimmed, stop)
        item = Candidate(trimmed, stop, lead, gender, polite, 0.0)
        if stop - trimmed > 1:
            item.score = score(text, tokens, item, places[trimmed - begin :])
        found.append(item)
    if name > begin:
        # "Trump campaign manager ..." in capitals: the words before the title may mention somebody.
        head = begin
        while head < name and tokens[head].key not in _TITLE_WORDS:
            head += 1
        if head == begin + 1 and tokens[begin].possessive:
            found.append(Candidate(begin, begin + 1, False, None, False, 0.0))
    return found + rest


def _has_article(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether "the" stands right before the word at ``index``."""
    return index > 0 and tokens[index].joined and tokens[index - 1].key == "the" and tokens[index].capital


def _part(tokens: Sequence[Token], start: int, stop: int) -> int:
    """Return the index of an "and" that stands between two names in a run with titles, else 0."""
    for index in range(start + 1, stop - 1):
        if tokens[index].key not in {"and", "&"} or tokens[index].capital:
            continue
        following = tokens[index + 1].key
        if following in ROLES or following in HONORIFICS:
            return index
        titles = [k for k in range(start, index) if tokens[k].key in ROLES or tokens[k].key in PLURAL_ROLES]
        first = titles[-1] + 1 if titles else index
        if (
            first < index
            and tokens[first].key not in _ENDS_NAME
            and not all(is_common(tokens[k].key) and tokens[k].key not in GIVEN for k in range(first, index))
        ):
            return index
    return 0


def _cut_opening(tokens: Sequence[Token], start: int, stop: int) -> int:
    """Cut words that are in capitals only because a sentence begins with them, and names of days."""
    index = start
    while index < stop:
        token = tokens[index]
        key = token.key
        if key in {"the", "i", "a"} or (key in CALENDAR and key not in GIVEN):
            index += 1
            continue
        if not token.first or key in HONORIFICS or (key == "us" and token.text.isupper()):
            break
        alone = index + 1 == stop
        if key in FUNCTION or key in SPEECH:
            named = key in GIVEN and not alone and not is_common(tokens[index + 1].key)
            named = named or (key in GIVEN and not alone and tokens[index + 1].key in SURNAMES)
        elif is_common(key) or (key.endswith("ly") and key not in SURNAMES):
            family = key in FAMILY_FIRST and not alone and not is_common(tokens[index + 1].key)
            lone = alone and (key in SURNAMES or key in FAMILY_FIRST or _says(tokens, stop))
            named = key in GIVEN or key in ROLES or key in PLURAL_ROLES or key in ORGANISATIONS or family or lone
        else:
            break
        if named:
            break
        index += 1
        break
    return index


def _says(tokens: Sequence[Token], after: int) -> bool:
    """Tell whether a verb of speech follows: a common word there may be a surname ("Dole said")."""
    if after >= len(tokens) or tokens[after].gap != " " or tokens[after - 1].possessive:
        return False
    return tokens[after].key in SPEECH and not tokens[after].capital


def _is_surname_here(tokens: Sequence[Token], begin: int, index: int, stop: int) -> bool:
    """Tell whether a word that is also a title is a name here: "Stephen King", "Martin Luther King Jr."."""
    if index == begin or tokens[index].key not in _NAME_TITLES:
        return False
    previous = tokens[index - 1]
    if index == begin + 1 and index + 1 == stop and _named_like_a_trade(tokens, index):
        return True
    if not (previous.key in GIVEN or is_initials(previous)) or previous.key in _NEVER_NAMES:
        return False
    rest = tokens[index + 1 : stop]
    if tokens[index].key in _MIDDLE_NAMES and rest:
        return True  # "Dale Earl Thornquist"
    return not rest or rest[0].key in SUFFIXES


def _named_like_a_trade(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a surname that is also a title ends a name: "explained Teal Baker, the director"."""
    previous = tokens[index - 1]
    if tokens[index].key not in SURNAMES or is_common(previous.key) or previous.key in _TITLE_WORDS or previous.first:
        return False
    if previous.text.isupper() or previous.key in PLACES or previous.key in ORGANISATIONS:
        return False
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return after is not None and after.gap == ", " and after.key in {"a", "an", "the", "who", "whose"}


def _after_titles(tokens: Sequence[Token], begin: int, stop: int, places: Sequence[bool]) -> int:
    """Return the index at which the name begins: after the last title and what belongs to it."""
    last = -1
    for index in range(begin, stop):
        key = tokens[index].key.rstrip(".")
        # "Sri Lanka" is no Mr Lanka.
        polite = key in HONORIFICS and index + 1 < stop and not places[index - begin]
        titled = key in ROLES or key in PLURAL_ROLES or polite
        if key in {"general", "state"}:
            titled = titled and index > begin
        elif key in _GIVEN_TITLES and index + 2 == stop and (index == begin or tokens[index - 1].key in ROLES):
            titled = False  # "Dean Baker"
        elif key in PARTY_PEOPLE and index + 2 < stop:
            titled = True
        if index > begin and tokens[index - 1].key in PARTICLES and not tokens[index - 1].capital:
            titled = False  # "Azlan bin Haji Osman"
        if titled and not _is_surname_here(tokens, begin, index, stop):
            last = index
    if last < 0:
        return begin
    index = last + 1
    chained = index < stop and (
        tokens[index].key in {"of", "for", "to", "and", "the"}
        or (tokens[last].key not in HONORIFICS and places[index - begin] and tokens[index].text.isupper())
    )
    while chained and index < stop:
        token = tokens[index]
        if token.key in GIVEN and not (is_common(token.key) and index + 1 >= stop) and not places[index - begin]:
            break
        if is_initials(token) and not places[index - begin]:
            break
        known = token.key in {"of", "for", "to", "and", "the"} or places[index - begin] or is_common(token.key)
        if not (known or token.key in ORGANISATIONS or token.key in PLACE_WORDS or token.text.isupper()):
            break
        index += 1
    return index if index < stop else last + 1


def _trim(tokens: Sequence[Token], start: int, stop: int, places: Sequence[bool]) -> int:
    """Drop words before a given name that cannot be part of it: "Democrat Hillary Clinton"."""
    index = start
    while stop - index >= 3:
        key = tokens[index].key
        foreign = (
            places[index - start]
            or key in BRANDS
            or key in ORGANISATIONS
            or (is_common(key) and key not in GIVEN and key not in SURNAMES)
        )
        if not foreign or (key in GIVEN and (not places[index - start] or is_initials(tokens[index + 1]))):
            break
        if not any(tokens[k].key in GIVEN or is_initials(tokens[k]) for k in range(index + 1, min(index + 3, stop))):
            break
        index += 1
    return index


def _cut_headline(tokens: Sequence[Token], start: int, stop: int) -> int:
    """Cut what follows a name in a headline that is quoted: "Paul Ryan Joins Growing List", "Hillary Clinton Sides"."""
    if stop - start < 3 or tokens[start].key not in GIVEN or tokens[start + 1].key not in SURNAMES:
        return stop
    rest = [token.key for token in tokens[start + 2 : stop]]
    if any(not is_common(key) or key in _NAME_ENDS or key in ORGANISATIONS or key in PLACE_WORDS for key in rest):
        return stop
    after = tokens[stop] if stop < len(tokens) and tokens[stop].joined else None
    goes_on = len(rest) > 1 or (after is not None and after.key in FUNCTION)
    return start + 2 if goes_on and rest[0].endswith(("s", "ed")) else stop


def lone_name(tokens: Sequence[Token], item: Candidate, place: bool) -> bool:
    """Tell whether a single word after a title or an honorific may stand as a person's name."""
    token = tokens[item.start]
    key = token.key
    if place or key in ORGANISATIONS or key in FUNCTION or key in CALENDAR or key in ROLES or len(key) < 2:
        return False
    if item.polite and tokens[item.start - 1].key not in {"don", "sister", "brother", "father", "saint", "doctor"}:
        return not (token.text.isupper() and len(key) > 4)
    if key in BRANDS or token.text.isupper() or key in _NOT_SURNAMES or key in PLACE_WORDS:
        return False
    before = tokens[item.start - 1] if item.start else None
    if not item.titled or before is None or not before.capital or before.key not in TITLES:
        return False
    return not is_common(key) or key in SURNAMES
