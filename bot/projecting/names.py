"""Names across articles: the block that a name falls in, its slug, and whether two names may be one person's."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from bot.reading.people.words import (
    FAMILY_FIRST,
    GIVEN,
    HONORIFICS,
    PARTICLES,
    SPANISH_SURNAMES,
    SUFFIXES,
    SURNAMES,
    fold,
    formal_names,
)

_WORD = re.compile(r"[^\W_]+")
# Vietnamese family names come first too, but people are called by the last word.
VIETNAMESE = frozenset("nguyen tran pham hoang vo dang bui ngo duong ly".split())
_ARTICLES = frozenset({"al", "el", "ar", "as", "ash", "an"})


@dataclass(frozen=True, slots=True)
class NameKey:
    """A name taken apart: folded given words and surname, and ``suffix`` ("jr")."""

    given: tuple[str, ...]
    surname: str
    suffix: str
    slug: str

    @property
    def lone(self) -> bool:
        """Whether there is a surname alone."""
        return not self.given

    @property
    def only_initials(self) -> bool:
        """Whether the given names are initials."""
        return bool(self.given) and all(len(word) == 1 for word in self.given)

    @property
    def initial(self) -> str:
        """The first letter of the first given name, "" for a lone surname."""
        return self.given[0][0] if self.given else ""

    @property
    def fullness(self) -> int:
        """How much of the name is given: letters, with a suffix counting as a word."""
        return sum(map(len, self.given)) + 4 * len(self.given) + (4 if self.suffix else 0)

    def agrees(self, other: NameKey) -> bool:
        """Tell whether the two may be forms of one person's name. Both are of one block."""
        if self.suffix and other.suffix and self.suffix != other.suffix:
            return False
        if not self.given or not other.given:
            return True
        if self.only_initials or other.only_initials:
            one, two = "".join(w[0] for w in self.given), "".join(w[0] for w in other.given)
            return one.startswith(two) or two.startswith(one)
        if not formal_names(self.given[0]) & formal_names(other.given[0]):
            return False
        return all(
            a[0] == b[0] and (a == b or 1 in {len(a), len(b)})
            for a, b in zip(self.given[1:], other.given[1:], strict=False)
        )


@lru_cache(maxsize=200_000)
def name_key(name: str) -> NameKey:
    """Take ``name`` apart. Initials are single letters, however they were set ("KV", "K. V.", "K.V.")."""
    words: list[str] = []
    for raw in name.split():
        bare = raw.replace(".", "")
        parts = [fold(part) for part in _WORD.findall(bare.replace("'", "").replace("’", ""))]
        if (
            len(parts) == 1
            and len(bare) <= 3
            and bare.isupper()
            and (bare != raw or not any(v in bare for v in "AEIOU"))
        ):
            words += list(parts[0])
        else:
            words += parts
    suffix = ""
    while len(words) > 2 and words[-1] in SUFFIXES:
        suffix = words.pop()
    while len(words) > 1 and words[0] in HONORIFICS and words[0] not in GIVEN:
        words.pop(0)
    if not words:
        return NameKey((), "", "", _slug_of([], "", name))
    at = _surname_at(words)
    given = tuple(w for i, w in enumerate(words) if i != at and not (w in PARTICLES or (w in _ARTICLES and i > 0)))
    return NameKey(given, words[at], suffix, _slug_of(words, suffix, name))


def _surname_at(words: list[str]) -> int:
    first, last = words[0], words[-1]
    chinese = first in FAMILY_FIRST - VIETNAMESE
    if len(words) > 1 and chinese and (last not in SURNAMES or last in FAMILY_FIRST or len(last) < 4):
        return 0
    if len(words) > 2 and words[-2] in SPANISH_SURNAMES and words[-2] not in GIVEN and first in GIVEN:
        return len(words) - 2
    return len(words) - 1


def _slug_of(words: list[str], suffix: str, name: str) -> str:
    plain = "-".join([*words, suffix] if suffix else words)
    if plain:
        return plain
    return "person-" + hashlib.sha256(name.encode(errors="surrogatepass")).hexdigest()[:8]


def slug(name: str) -> str:
    """Return ``name`` as an identifier: folded words joined by hyphens, without honorific."""
    return name_key(name).slug


def block_of(name: str) -> str:
    """Return the folded surname by which people are compared: a function of :func:`slug` alone."""
    return name_key(name).surname or name_key(name).slug
