"""How much speaks for a run of capitalised words being a person's name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.reading.people.tokens import Token, is_initials, place_mask
from bot.reading.people.words import (
    BRANDS,
    CALENDAR,
    COMPANY_NAMES,
    FAMILY_FIRST,
    FUNCTION,
    GIVEN,
    ORGANISATIONS,
    PARTICLES,
    PARTY_PEOPLE,
    PLACE_WORDS,
    PLACES,
    SEASONS,
    SHIPS,
    SHORT_PLACES,
    SPEECH,
    SUFFIXES,
    SURNAMES,
    THINGS_AFTER,
    VERBS,
    Gender,
    is_common,
    like_surname,
)

# Above this a run of two or more words is taken for a person's name. Weights set by hand on the development articles.
ACCEPTED = 3.0
_OWNED = frozenset({"’s ", "'s ", "’ ", "' "})
_CLOSING = frozenset('”"')
_PLAIN = ORGANISATIONS | PLACE_WORDS
_BODIES = ORGANISATIONS | BRANDS
_FUNCTION = FUNCTION - PARTICLES - GIVEN.keys()
_JOINING = frozenset({"and", "&", "for", "to", "the"})
_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "across", "around", "throughout", "via"})


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


def score(text: str, tokens: Sequence[Token], item: Candidate, places: Sequence[bool]) -> float:
    """Return the score of a candidate of two words or more; ``places`` tells for each word whether it is a place."""
    words = [w for w in tokens[item.start : item.stop] if not w.nick]
    if len(words) < item.stop - item.start:
        places = place_mask(words, 0, len(words))
    keys = [w.key for w in words]
    inner = [k for k, key in enumerate(keys) if (key not in PARTICLES or k == 0) and key not in SUFFIXES]
    core = [words[k] for k in inner]
    if not core or True in [w.possessive for w in words[:-1]]:
        return -9.0
    first, last = core[0], core[-1]
    behind = frozenset(keys[1:])
    cores = [w.key for w in core]
    common = [is_common(key) for key in cores]
    shouted = [w.text.isupper() for w in core]
    points = 0.0
    given = first.key in GIVEN or any(part in GIVEN for part in first.key.split("-") if len(part) > 2)
    if item.titled:
        points += 1.0 if item.start and tokens[item.start - 1].key in PARTY_PEOPLE else 3.0
    rest_plain = any(common[1:]) or not _PLAIN.isdisjoint(cores[1:])
    if not given and first.key in FAMILY_FIRST and 2 <= len(core) <= 3 and not rest_plain and not any(places[1:]):
        given = True
    if given:
        doubtful = common[0] or places[0] or first.key in CALENDAR
        bare = last.key not in SURNAMES or last.key in ORGANISATIONS or last.key in PLACE_WORDS
        points += 2.5 if not (doubtful and rest_plain) else 1.5 if bare or first.first else 2.0
    if len(core) > 1 and any(is_initials(w) and not places[k] for k, w in enumerate(words)):
        dotted = "." in first.text and first.key.replace(".", "") not in SHORT_PLACES
        points += 2.5 if dotted else 1.5 if first.text.isupper() and len(first.text) > 2 else 2.0
    if last.key in SURNAMES or like_surname(last.key):
        points += 1.0
    if not SUFFIXES.isdisjoint(behind):
        points += 1.5
    if not PARTICLES.isdisjoint(behind):
        points += 0.5
    unknown = sum([not common[k] and not shouted[k] and key not in ORGANISATIONS for k, key in enumerate(cores)])
    points += min(unknown, 2) * 0.5
    about = _about(text, tokens, item)
    points += about
    if not given and not item.titled and _has_its(tokens, item.stop):
        points -= 2.0  # "Altyn Tau said in a statement, calling its order book full": a company of unknown name
    # what speaks against
    organised = last.key in ORGANISATIONS or last.key in BRANDS
    if organised:
        points -= 3.5
    if last.key in PLACE_WORDS:
        known = last.key in SURNAMES or not common[0]
        points -= 0.5 if given and known else 3.0
    if (first.key in ORGANISATIONS and first.key not in GIVEN) or first.key in BRANDS or first.key in SHIPS:
        points -= 2.5
    if not _BODIES.isdisjoint(cores[1:-1]):
        points -= 2.5
    if False not in [places[k] for k in inner]:
        points -= 1.5 if given and last.key in SURNAMES and not _one_place(core) else 4.0
    elif places[0]:
        points -= 2.5 if not given else 0.5
    elif places[len(words) - 1] and not (given and last.key in SURNAMES):
        points -= 1.0 if given or last.key in SURNAMES else 2.0
    if all(common) and not item.titled:
        known = given and last.key in SURNAMES and (not first.first or about >= 1.5)
        points -= 0.5 if known else 1.5 if given else 3.0
    if not _FUNCTION.isdisjoint(keys):
        points -= 4.0
    if not _JOINING.isdisjoint(keys):
        points -= 4.0
    if any(shouted):
        long = [shouted[k] and len(w.text) > 3 for k, w in enumerate(core)]
        if not all(shouted) and any(long[k] and (w is last or "." not in w.text) for k, w in enumerate(core)):
            points -= 2.0
        if all(long) and not item.titled and not given:
            points -= 1.0
    dated = CALENDAR.intersection(cores[1:])
    if dated and not (given and dated <= SEASONS and last.key in dated):
        points -= 3.0
    if common[-1] and len(core) > 1 and last.key not in SURNAMES and last.key not in GIVEN:
        points -= 1.5
    if common[0] and not given:
        points -= 1.0
    if len(core) > 1 and last is words[-1] and last.text.isupper() and not first.text.isupper():
        points -= 3.0  # "Carolina RNC", "Donald J."
    if "-".join(keys) in COMPANY_NAMES:
        points -= 3.0
    if len(core) > 4:
        points -= 2.0
    return points


def _has_its(tokens: Sequence[Token], after: int) -> bool:
    """Tell whether "its" stands near behind, in the same sentence and before any other name."""
    for token in tokens[after : after + 12]:
        if token.first or token.capital:
            return False
        if token.key == "its":
            return True
    return False


def _one_place(words: Sequence[Token]) -> bool:
    return " ".join(word.key for word in words) in PLACES


def _about(text: str, tokens: Sequence[Token], item: Candidate) -> float:
    """Weigh what stands before and after a candidate."""
    score = 0.0
    words_end = tokens[item.stop - 1]
    if item.start > 0:
        before = tokens[item.start - 1]
        gap = tokens[item.start].gap
        owned = gap in _OWNED or (gap == " " and before.key in ORGANISATIONS)
        if before.possessive and before.capital and not tokens[item.start].first and owned:
            score += 1.0  # "the Harbour Party’s Nachman Adler"
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
                said = item.start > 0 and not _CLOSING.isdisjoint(tokens[item.start].gap)
                if said and [token.key for token in tokens[item.stop + 1 : item.stop + 3]] != ["in", "a"]:
                    score += 0.5  # behind words in marks; what is said "in a statement" is mostly said by a body
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
