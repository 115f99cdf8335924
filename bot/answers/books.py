"""The statements on one place's tariffs, and the ledger's book of each pair of places that they tell of."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from bot import ledger
from storage.records import Article, StoredTariff, TariffFact

EVERYONE = "*"

Pair = tuple[Article, TariffFact]


class Books:
    """What is stated of ``country``'s tariffs by the day ``as_of``, with ``partner`` alone or with all places.

    ``facts`` may hold those of other places: of them only the sentences count that tell of a law's fall. Each book is
    made when it is first asked for and kept: whoever asks about another kind of goods finds it there.
    """

    def __init__(
        self,
        country: str,
        partner: str | None,
        as_of: dt.date,
        facts: Iterable[StoredTariff],
        articles: Mapping[str, Article],
    ) -> None:
        self.country, self.partner, self.as_of, self.articles = country, partner, as_of, articles
        everything = [(articles[each.article], each.fact) for each in facts if each.article in articles]
        self.told = ledger.agreeing([pair for pair in everything if self._asked_for(pair[1])], as_of)
        self._falling = [pair for pair in everything if _may_fall(pair[1]) and ledger.falls(ledger.Source(*pair))]
        self._own = {id(fact) for _, fact in self._falling}
        # The ledger looks at one pair of places at a time: giving it those facts alone spares it reading all for each.
        self._by_pair: defaultdict[tuple[str, str], list[Pair]] = defaultdict(list)
        for pair in self.told:
            self._by_pair[pair[1].imposer, pair[1].target].append(pair)
        self._made: dict[tuple[str, str], ledger.Book] = {}

    def between(self, imposer: str, target: str) -> ledger.Book:
        """Return the book of ``imposer``'s tariffs on the goods of ``target``."""
        made = self._made.get((imposer, target))
        if made is None:
            facts = [*self._by_pair.get((imposer, target), ()), *self._by_pair.get((imposer, EVERYONE), ())]
            if self._falling:
                facts = [pair for pair in facts if id(pair[1]) not in self._own] + self._falling
            made = self._made[imposer, target] = ledger.Book(facts, imposer, target, self.as_of)
        return made

    def _asked_for(self, fact: TariffFact) -> bool:
        places = {fact.imposer, fact.target}
        if self.country not in places and not (fact.target == EVERYONE and fact.imposer != self.country):
            return False
        to_all = fact.target == EVERYONE and fact.imposer in {self.country, self.partner}
        return self.partner is None or self.partner in places or to_all


def _may_fall(fact: TariffFact) -> bool:
    """Tell whether a statement can tell of a law's fall that concerns goods of other places too."""
    return fact.status == "removed" or fact.target == EVERYONE
