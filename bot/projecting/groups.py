"""Members taken for one person, and what speaks for or against their being the same as others."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from bot.projecting.names import NameKey, name_key
from bot.projecting.roles import Office, fields_agree, office
from storage.records import Person

# So many wordings of a person's posts of one kind are kept for the comparison of terms.
MAX_TERMS = 12
# Posts that nobody holds two of under different names; an old title lingers in articles for some days.
_PORTFOLIOS = frozenset({"minister", "ambassador", "governor", "mayor", "coach", "captain"})
_HAND_OVER = dt.timedelta(days=14)
# Titles with which a lone surname stands for one person at a time.
_SOVEREIGN = frozenset("president pope king queen prince princess premier chancellor sultan emir".split())
EARLIEST = dt.datetime.min.replace(tzinfo=dt.UTC)


class MemberLike(Protocol):
    """A person as one article names them, with what the projection asks of that article."""

    @property
    def article(self) -> str:
        """The article's id."""

    @property
    def index(self) -> int:
        """The place in that article's ``Reading.people``."""

    @property
    def person(self) -> Person:
        """The person as read there."""

    @property
    def published(self) -> dt.datetime | None:
        """When the article came out."""

    @property
    def quoted(self) -> bool:
        """Whether words of theirs may be shown."""


@dataclass(slots=True)
class Fact:
    """A member with what is compared."""

    member: MemberLike
    key: NameKey = field(init=False)
    offices: tuple[Office, ...] = field(init=False)
    company: frozenset[str] = field(init=False)
    order: tuple[dt.datetime, str, int] = field(init=False)

    def __post_init__(self) -> None:
        member = self.member
        self.key = name_key(member.person.name)
        self.offices = tuple(office(role.text) for role in member.person.roles)
        self.company = frozenset(getattr(member, "company", ()))
        self.order = (member.published or EARLIEST, member.article, member.index)


@dataclass(slots=True)
class _Term:
    """From when to when articles give somebody a post."""

    first: dt.datetime | None = None
    last: dt.datetime | None = None
    articles: int = 0

    def take(self, published: dt.datetime | None) -> None:
        """Count an article."""
        if published is not None:
            self.first = published if self.first is None else min(self.first, published)
            self.last = published if self.last is None else max(self.last, published)
            self.articles += 1

    def overlaps(self, other: _Term) -> bool:
        """Tell whether the two run beside each other for more than a hand-over."""
        if self.articles < 2 or other.articles < 2:
            return False
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return False
        return min(self.last, other.last) - max(self.first, other.first) > _HAND_OVER


class Group:
    """Members taken for one person."""

    __slots__ = (
        "articles",
        "company",
        "countries",
        "fields",
        "genders",
        "heads",
        "key",
        "members",
        "reasons",
        "roles",
        "terms",
    )

    def __init__(self, facts: Sequence[Fact], reasons: Iterable[str] = ()) -> None:
        self.key = facts[0].key
        self.members = list(facts)
        self.reasons = dict.fromkeys(reasons)
        self.articles = {fact.member.article for fact in facts}
        self.company: set[str] = set()
        self.countries: set[str] = set()
        self.fields: set[str] = set()
        self.genders: Counter[str] = Counter()
        self.heads: dict[str, set[str]] = defaultdict(set)
        self.roles: set[frozenset[str]] = set()
        self.terms: dict[str, dict[frozenset[str], _Term]] = defaultdict(dict)
        for fact in facts:
            self._take(fact)

    def _take(self, fact: Fact) -> None:
        self.company |= fact.company
        if fact.member.person.gender:
            self.genders[fact.member.person.gender] += 1
        for held in fact.offices:
            self.roles.add(held.words)
            if held.field:
                self.fields.add(held.field)
            if held.country:
                self.countries.add(held.country)
            if held.head and held.proper:
                self.heads[held.head] |= held.proper
            if held.head in _PORTFOLIOS and len(held.words) > 1 and "former" not in held.words:
                terms = self.terms[held.head]
                if held.words in terms or len(terms) < MAX_TERMS:
                    terms.setdefault(held.words, _Term()).take(fact.member.published)

    @property
    def gender(self) -> Literal["m", "f"] | None:
        """What most articles show."""
        m, f = self.genders["m"], self.genders["f"]
        return None if m == f else "m" if m > f else "f"

    @property
    def order(self) -> tuple[dt.datetime, str, int]:
        """Date, article and index of the oldest member."""
        return min(fact.order for fact in self.members)

    def absorb(self, other: Group, reason: str) -> None:
        """Take the members of ``other`` in."""
        for fact in other.members:
            self._take(fact)
        self.members += other.members
        self.articles |= other.articles
        self.reasons.update(other.reasons)
        self.reasons[reason] = None

    def against(self, other: Group) -> bool:
        """Tell whether anything speaks against the two being one person."""
        if self.key.suffix and other.key.suffix and self.key.suffix != other.key.suffix:
            return True
        if self.gender and other.gender and self.gender != other.gender:
            return True
        small, large = sorted((self.articles, other.articles), key=len)
        if any(article in large for article in small):
            return True
        if self.countries and other.countries and not self.countries & other.countries:
            return True
        if self.fields and other.fields and not any(fields_agree(a, b) for a in self.fields for b in other.fields):
            # Two companions in common outweigh an unlikely change of field.
            return len(self.company & other.company) < 2
        if any(not self.heads[head] & other.heads[head] for head in self.heads.keys() & other.heads.keys()):
            return True
        return not self.company & other.company and self._at_once(other)

    def _at_once(self, other: Group) -> bool:
        """Tell whether both held different posts of one kind over the same time: two ministers, not a changed title."""
        for head in self.terms.keys() & other.terms.keys():
            for words, mine in self.terms[head].items():
                for others, theirs in other.terms[head].items():
                    if words & others == {head} and mine.overlaps(theirs):
                        return True
        return False

    def support(self, other: Group) -> str | None:
        """Return what speaks for the two being one person besides the name: a role or a companion in common."""
        if shared := self.roles & other.roles:
            words = min(" ".join(sorted(words)) for words in shared)
            if any(len(role) > 1 for role in shared):
                return f"same role ({words})"
            if (self.key.lone or other.key.lone) and any(role <= _SOVEREIGN for role in shared):
                return f"same role ({words})"
        if self.company and other.company and (common := self.company & other.company):
            return f"named with {min(common)} in both"
        return None
