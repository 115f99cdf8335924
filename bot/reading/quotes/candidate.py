"""What a choice of speaker is made of: a candidate with its terms, the way to it, what is known of a mention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.reading.quotes.model import STEPS, Sums, Term, names_of


@dataclass(slots=True)
class Shared:
    """Terms that several candidates have in common; ``weight`` is their sum in steps once it was worked out."""

    terms: list[Term]
    weight: int | None = None


@dataclass(slots=True)
class Candidate:
    """A possible answer for one quotation: a mention, the speaker before ("prev"), nobody named, or no speech."""

    kind: str  # "mention", "prev", "nobody", "null"
    terms: Sequence[Term]
    mention: int = -1
    shared: tuple[Shared, ...] = ()

    @property
    def features(self) -> list[str]:
        """All features by name."""
        return names_of([term for part in self.shared for term in part.terms] + list(self.terms))

    def score(self, sums: Sums) -> float:
        """The sum of the weights of all features; for one table only, since what is shared is worked out once."""
        steps = sums.total(self.terms) if self.terms else 0
        for part in self.shared:
            if part.weight is None:
                part.weight = sums.total(part.terms)
            steps += part.weight
        return steps / STEPS


@dataclass(slots=True)
class Path:
    """What lies between a quotation and a mention of the same paragraph."""

    direction: str
    pattern: list[str]
    coarse: list[str]
    cues: str
    boundaries: int
    rank: int
    quotes: int
    distance: int


@dataclass(slots=True)
class Known:
    """What holds of a mention whichever quotation is asked about."""

    kind: str
    left: str
    right: str
    second: str
    adjacency: str
    lemma: str
    own: str
    name: str
    person: int | None  # of a name or pronoun, whom it counts how often they spoke
