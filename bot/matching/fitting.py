"""How well the roles that articles give people fit what is asked of an office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.matching import office_words as ow
from bot.matching.entities import Entity
from bot.matching.office_words import Slot, covered, same_office


class Fitting:
    """How well people fit what is asked of an office. Many are called alike: each role's own words are looked at once.

    ``former`` asks for who held it, ``coming`` for who is to hold it (None: for either); ``below`` counts those right
    below it too.
    """

    def __init__(self, slots: list[Slot], former: bool, *, below: bool, coming: bool | None = None) -> None:
        self._slots, self._former, self._below, self._coming = slots, former, below, coming
        self._asked = frozenset(word for slot in slots for word in slot.typed or slot.words[0])
        self._known: dict[str, _Fit] = {}

    def of(self, entity: Entity) -> float:
        """Return how well the best role of ``entity`` fits: 1 where its own words have all, 0 where none does."""
        best = 0.0
        others = False  # whether a newer role is of another office
        for text in entity.roles:
            fit = self._known.get(text) or self._look_at(text)
            total = fit.total if fit.total is not None else self._with_context(fit, entity)
            if total > 0 and not fit.below:
                score = total / len(self._slots)
                if self._coming is not None and self._coming == ow.COMING.isdisjoint(fit.role.words):
                    score -= 0.1  # who holds it goes first, or who will
                best = max(best, score - 0.1 if others != self._former else score)
                if best >= 1.0:
                    break
            others = others or not fit.same
        return best

    def _look_at(self, text: str) -> _Fit:
        role = ow.role_of(text)
        parts = [covered(slot, role, frozenset(), _NOBODY) for slot in self._slots]
        # An office has to stand in the role itself; what else was asked may stand around it.
        hopeless = any(slot.office and not part for slot, part in zip(self._slots, parts, strict=True))
        fit = self._known[text] = _Fit(
            role,
            parts,
            0.0 if hopeless else sum(parts) if all(parts) else None,
            not self._below and ow.is_below(role, self._asked),
            same_office(self._slots, role, _NOBODY),
        )
        return fit

    def _with_context(self, fit: _Fit, entity: Entity) -> float:
        """Return the sum of what each slot counts with what stands around the role, 0 where one isn't covered."""
        context = ow.context_of(entity.context)
        total = 0.0
        for slot, own in zip(self._slots, fit.parts, strict=True):
            part = own or covered(slot, fit.role, context, entity) or ow.beside(slot)
            if part == 0:
                return 0.0
            total += part
        return total


class _Fit(NamedTuple):
    """What a role has of the office asked for by its own words, slot by slot; ``total`` where that decides already.

    ``below`` tells that it is below that office, ``same`` that it is of it, whatever else was asked.
    """

    role: ow.Role
    parts: Sequence[float]
    total: float | None
    below: bool
    same: bool


_NOBODY = Entity("person", "", "")
