"""Names in runs of capitalised words: where one begins, and how much speaks for its being a person's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    SHIPS,
    SPEECH,
    SUFFIXES,
    SURNAMES,
    THINGS_AFTER,
    TITLES,
    VERBS,
    Gender,
    is_common,
)

# Above this a run of two or more words is taken for a person's name. Weights set by hand on the development articles.
ACCEPTED = 3.0
_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "across", "around", "throughout", "via"})
_TITLE_WORDS = ROLES | HONORIFICS
_NAME_TITLES = ROLES_ALSO_NAMES | SUFFIXES
_NEVER_NAMES = ROLES - ROLES_ALSO_NAMES
_ENDS_NAME = frozenset({"of", "for", "and", "to", "the", "&"})
_GIVEN_TITLES = frozenset({"dean", "earl", "duke", "marshal"})
_NOT_SURNAMES = frozenset({"state", "affairs", "general", "day", "house", "white", "street"})


@dataclass(slots=True)
class Candidate:
    """Words ``[start, stop)`` of a text that may name a person, with what stands about them."""

    start: int
    stop: int
    titled: bool  # a role or an honorific stands right before
    honorific: Gender | None
    polite: bool  # an honorific stands right before
    score: float

    @property
    def single(self) -> bool:
        """Whether it is one word."""
        return self.stop - self.start == 1


def candidates(text: str, tokens: Sequence[Token], start: int, stop: int) -> list[Candidate]:
    """Return what may be names in the run ``[start, stop)``, each with its score."""
    parted = _part(tokens, start, stop)
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
    while stop > begin and tokens[stop - 1].key in CALENDAR and tokens[stop - 1].key not in {"may", "june", "april"}:
        stop -= 1
    if begin >= stop:
        return []
    places = place_mask(tokens, begin, stop)
    name = _after_titles(tokens, begin, stop, places)
    found: list[Candidate] = []
    before = tokens[name - 1] if name > 0 and (name > begin or tokens[name].joined) else None
    lead = before is not None and (
        ((before.key in ROLES or before.key in PLURAL_ROLES) and not before.possessive)
        or before.key in HONORIFICS
        or name > begin
    )
    polite = before is not None and before.key in HONORIFICS
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
    if name < stop:
        trimmed = _trim(tokens, name, stop, places[name - begin :]) if not lead else name
        item = Candidate(trimmed, stop, lead, gender, polite, 0.0)
        if stop - trimmed > 1:  # a single word is judged by who else bears it
            item.score = _score(text, tokens, item, places[trimmed - begin :])
        found.append(item)
    if name > begin:
        # "Trump campaign manager ..." in capitals: the words before the title may mention somebody.
        head = begin
        while head < name and tokens[head].key not in _TITLE_WORDS:
            head += 1
        if head == begin + 1 and tokens[begin].possessive:
            found.append(Candidate(begin, begin + 1, False, None, False, 0.0))
    return found + rest


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
        elif is_common(key):
            family = key in FAMILY_FIRST and not alone and not is_common(tokens[index + 1].key)
            lone = alone and (key in SURNAMES or key in FAMILY_FIRST)
            named = key in GIVEN or key in ROLES or key in PLURAL_ROLES or key in ORGANISATIONS or family or lone
        else:
            break
        if named:
            break
        index += 1
        break
    return index


def _is_surname_here(tokens: Sequence[Token], begin: int, index: int, stop: int) -> bool:
    """Tell whether a word that is also a title is a name here: "Stephen King", "Martin Luther King Jr."."""
    if index == begin or tokens[index].key not in _NAME_TITLES:
        return False
    previous = tokens[index - 1]
    if not (previous.key in GIVEN or is_initials(previous)) or previous.key in _NEVER_NAMES:
        return False
    rest = tokens[index + 1 : stop]
    return not rest or rest[0].key in SUFFIXES


def _after_titles(tokens: Sequence[Token], begin: int, stop: int, places: Sequence[bool]) -> int:
    """Return the index at which the name begins: after the last title and what belongs to it."""
    last = -1
    for index in range(begin, stop):
        key = tokens[index].key.rstrip(".")
        titled = key in ROLES or key in PLURAL_ROLES or (key in HONORIFICS and index + 1 < stop)
        if key in {"general", "state"}:
            titled = titled and index > begin
        elif key in _GIVEN_TITLES and index == begin and index + 2 == stop:
            titled = False  # "Dean Baker"
        elif key in PARTY_PEOPLE and index + 2 < stop:
            titled = True
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


def _score(text: str, tokens: Sequence[Token], item: Candidate, places: Sequence[bool]) -> float:
    words = [w for w in tokens[item.start : item.stop] if not w.nick]
    if any(w.nick for w in tokens[item.start : item.stop]):
        places = place_mask(words, 0, len(words))
    core = [w for k, w in enumerate(words) if (w.key not in PARTICLES or k == 0) and w.key not in SUFFIXES]
    if not core or any(w.possessive for w in words[:-1]):
        return -9.0
    first, last = core[0], core[-1]
    score = 0.0
    given = first.key in GIVEN or any(part in GIVEN for part in first.key.split("-") if len(part) > 2)
    if item.titled:
        score += 1.0 if item.start and tokens[item.start - 1].key in PARTY_PEOPLE else 3.0
    rest_plain = any(is_common(w.key) or w.key in ORGANISATIONS or w.key in PLACE_WORDS for w in core[1:])
    if not given and first.key in FAMILY_FIRST and 2 <= len(core) <= 3 and not rest_plain and not any(places[1:]):
        given = True
    if given:
        doubtful = is_common(first.key) or places[0] or first.key in CALENDAR
        score += 2.5 if not doubtful else 1.5 if rest_plain else 2.0
    if any(is_initials(w) and not places[k] for k, w in enumerate(words)) and len(core) > 1:
        score += 1.5 if first.text.isupper() and len(first.text) > 2 and "." not in first.text else 2.0
    if last.key in SURNAMES:
        score += 1.0
    if any(w.key in SUFFIXES for w in words[1:]):
        score += 1.5
    if any(w.key in PARTICLES for w in words[1:]):
        score += 0.5
    unknown = sum(not is_common(w.key) and not w.text.isupper() and w.key not in ORGANISATIONS for w in core)
    score += min(unknown, 2) * 0.5
    score += _about(text, tokens, item)
    # what speaks against
    organised = last.key in ORGANISATIONS or last.key in BRANDS
    if organised:
        score -= 3.5
    if last.key in PLACE_WORDS:
        known = last.key in SURNAMES or not is_common(first.key)
        score -= 0.5 if given and known else 3.0
    if (first.key in ORGANISATIONS and first.key not in GIVEN) or first.key in BRANDS or first.key in SHIPS:
        score -= 2.5
    if any(w.key in ORGANISATIONS or w.key in BRANDS for w in core[1:-1]):
        score -= 2.5
    if all(places[k] for k, w in enumerate(words) if w in core):
        score -= 1.5 if given and last.key in SURNAMES and not _one_place(core) else 4.0
    elif places[0]:
        score -= 2.5 if not given else 0.5
    elif places[len(words) - 1] and not (given and last.key in SURNAMES):
        score -= 1.0 if given else 2.0
    if all(is_common(w.key) for w in core) and not item.titled:
        known = given and last.key in SURNAMES and not first.first
        score -= 0.5 if known else 1.5 if given else 3.0
    if any(w.key in FUNCTION and w.key not in PARTICLES and w.key not in GIVEN for w in words):
        score -= 4.0
    if any(w.key in {"and", "&", "for", "to", "the"} for w in words):
        score -= 4.0
    if any(w.text.isupper() and len(w.text) > 3 for w in core) and not all(w.text.isupper() for w in core):
        score -= 2.0
    if all(w.text.isupper() and len(w.text) > 3 for w in core) and not item.titled and not given:
        score -= 1.0
    if any(w.key in CALENDAR for w in core[1:]):
        score -= 3.0
    if is_common(last.key) and len(core) > 1 and last.key not in SURNAMES and last.key not in GIVEN:
        score -= 1.5
    if is_common(first.key) and not given:
        score -= 1.0
    if len(core) > 4:
        score -= 2.0
    return score


def _one_place(words: Sequence[Token]) -> bool:
    return " ".join(word.key for word in words) in PLACES


def _about(text: str, tokens: Sequence[Token], item: Candidate) -> float:
    """Weigh what stands before and after a candidate."""
    score = 0.0
    words_end = tokens[item.stop - 1]
    if item.start > 0:
        before = tokens[item.start - 1]
        if tokens[item.start].joined and not item.titled:
            if before.key in {"the", "a", "an"} or before.key in SHIPS:
                score -= 3.0
            elif before.key in _PLACE_PREPOSITIONS:
                score -= 1.0 if before.key == "in" else 2.0
            elif before.key in SPEECH or before.key in {"by", "told"}:
                score += 1.0
    if item.stop < len(tokens):
        after = tokens[item.stop]
        gap = text[words_end.end : after.start] if after.start - words_end.end < 6 else "\n"
        if gap == " " and not after.capital:
            if after.key in SPEECH:
                score += 1.5
            elif after.key in VERBS or after.key.endswith("ed"):
                score += 0.5
            elif after.key in THINGS_AFTER or after.key in ORGANISATIONS or after.key in PLACE_WORDS:
                score -= 3.0
        elif (
            gap.lstrip(".") == ", "
            and (after.key in {"who", "whose"} or (after.text.isdigit() and len(after.text) == 2))
        ) or (gap == " (" and after.text in {"D", "R"}):
            score += 2.0
    return score


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
