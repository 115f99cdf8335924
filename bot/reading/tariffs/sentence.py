"""One sentence as a row of tokens, with its clauses and the parts that places play in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.reading.tariffs.amounts import Amount
from bot.reading.tariffs.basis import Cue, find_basis, telling_words
from bot.reading.tariffs.dates import DateMention
from bot.reading.tariffs.lexicon import Token
from bot.reading.tariffs.places import Mention
from storage.records import Span

if TYPE_CHECKING:
    from bot.reading.tariffs.product_features import Group


@dataclass(slots=True)
class Role:
    """How strongly a place is the one who imposes, or the one whose goods pay, in its clause."""

    mention: Mention
    index: int
    imposer: float = 0.0
    target: float = 0.0
    group: int = 0
    every: bool = False  # "everything Peruvian"
    local: list[str] | None = None


@dataclass(slots=True)
class Sentence:
    """A sentence of an article made ready: ``row`` of tokens, ``texts`` their words in lower case, ``letters`` their
    classes, ``clause`` the number of each token's clause, ``reach`` the clause's first token and the one after its
    last, ``reason`` whether the token stands in a phrase that gives a reason; ``home`` is the
    place of its dateline.
    """

    text: str
    span: Span
    row: list[Token]
    texts: list[str]
    letters: str
    amounts: dict[int, Amount]
    dates: dict[int, DateMention]
    places: dict[int, Mention]
    clause: list[int] = field(default_factory=list)
    reach: list[tuple[int, int]] = field(default_factory=list)
    reason: list[bool] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    paragraph: int = 0
    home: str | None = None
    named: list[Cue] | None = None
    goods: list[Group] | None = None

    def cues(self, start: int, end: int) -> list[Cue]:
        """Return the words that name an instrument between two offsets of the text. The sentence is searched once."""
        if self.named is None:
            spoken = not telling_words().isdisjoint(" ".join(self.texts).split())
            self.named = find_basis(self.text, *self.span) if spoken else []
        return [cue for cue in self.named if start <= cue.at < end] if self.named else []

    def forget(self, index: int) -> None:
        """Make the amount at token ``index`` a plain word: it is no percentage after all."""
        self.row[index].kind = "."
        self.letters = self.letters[:index] + "." + self.letters[index + 1 :]
        del self.amounts[index]

    def words(self, first: int, last: int) -> list[str]:
        """Return the lower-case texts of the tokens from ``first`` up to, not including, ``last``."""
        return self.texts[max(0, first) : last]

    def clause_bounds(self, index: int) -> tuple[int, int]:
        """Return the first token of the clause that holds token ``index``, and the one after its last."""
        return self.reach[index]
