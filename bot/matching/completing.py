"""Autocomplete over all names: the best by prefix, then by word, then by likeness, weighted by the news."""

from __future__ import annotations

from collections.abc import Collection

from bot.matching.completion import MOST, Completion
from bot.matching.entities import Entity, Kind
from bot.matching.folding import fold
from bot.matching.tables import PRIORITY, Tables
from bot.matching.typed import LIMIT


class Completing(Tables):
    """Completes what is typed over entities."""

    def complete(self, typed: str, kinds: Collection[str] | None = None, limit: int = MOST) -> list[Entity]:
        """Return what may be meant by the beginning of a name, best first; for nothing typed what is in the news."""
        wanted = [kind for kind in PRIORITY if kinds is None or kind in kinds]
        start = fold(typed.removeprefix("@")[:LIMIT])
        if typed.strip() and not start:
            return []
        # For nothing typed each kind has its share.
        share = limit if start else -(-limit // len(wanted))
        rows = [index for kind in wanted for index in self._completion(kind).complete(start, share)]
        if len(wanted) > 1:
            rows.sort(key=lambda index: (not self._begins(index, start), self._ranks[index]))
        return [self.entities[index] for index in rows[:limit]]

    def prepare(self) -> None:
        """Build now what completing and resolving would build when first asked."""
        for kind in PRIORITY:
            self._completion(kind).prepare()
        self._joined  # noqa: B018 - a cached property

    def _begins(self, index: int, start: str) -> bool:
        return any(" ".join(form).startswith(start) for form in self._forms[index])

    def _completion(self, kind: Kind) -> Completion:
        if kind not in self._completions:
            mine = {i: self._forms[i] for i, entity in enumerate(self.entities) if entity.kind == kind}
            self._completions[kind] = Completion(mine, self._ranks)
        return self._completions[kind]
