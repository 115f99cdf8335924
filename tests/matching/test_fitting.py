"""How well people fit an office: looked at once for each role, and the same as looked at for each person."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from bot.matching import Entity
from bot.matching import office_words as ow
from bot.matching.fitting import Fitting
from bot.matching.office_words import Slot, covered, same_office

ROLES = st.sampled_from(
    [
        "Trade Minister", "deputy trade minister", "minister", "Fijian minister of trade", "ambassador to Peru",
        "Peruvian ambassador to Fiji", "ferry coach", "coach", "chief negotiator", "minister of state", "TM", "envoy",
    ]
)  # fmt: skip
AROUND = st.sampled_from(["The ferry team of Suva", "trade with Peru", "In Fiji", "the coach spoke"])
PEOPLE = st.builds(
    Entity,
    st.just("person"),
    st.just("p"),
    st.just("Ana Adler"),
    roles=st.lists(ROLES, max_size=3).map(tuple),
    context=st.lists(AROUND, max_size=2).map(tuple),
    places=st.lists(st.sampled_from(["FJ", "PE"]), max_size=2).map(tuple),
)
SLOTS = st.sampled_from(
    [
        Slot((("minister",),), office=True), Slot((("coach",),), office=True), Slot((("trade",),)),
        Slot((("ferry",),)), Slot((("team",),)), Slot((("fijian",),), country="FJ"), Slot((("tm",),)),
        Slot((("peru",),), country="PE", side="sent"), Slot((("fiji",),), country="FJ", side="own"),
        Slot((("ambassador",), ("envoy",)), office=True),
        Slot((("chief",),), office=True, typed=("chief", "negotiator")),
    ]
)  # fmt: skip


_MINISTER = [Slot((("minister",),), office=True)]


def _fit(entity: Entity, slots: list[Slot], former: bool, below: bool) -> float:
    """The obvious slow version: each role of each person by itself."""
    best = 0.0
    context = ow.context_of(entity.context)
    asked = frozenset(word for slot in slots for word in slot.typed or slot.words[0])
    for place, text in enumerate(entity.roles):
        role = ow.role_of(text)
        parts = [covered(slot, role, context, entity) or ow.beside(slot) for slot in slots]
        if not all(parts) or (not below and ow.is_below(role, asked)):
            continue
        earlier = any(not same_office(slots, ow.role_of(other), entity) for other in entity.roles[:place])
        best = max(best, sum(parts) / len(slots) - (0.1 if earlier != former else 0.0))
    return best


@example([Entity("person", "p", "Ana Adler", roles=("minister", "coach", "minister"))], _MINISTER, True, False)
@given(st.lists(PEOPLE, max_size=6), st.lists(SLOTS, min_size=1, max_size=3), st.booleans(), st.booleans())
def test_people_fit_as_each_looked_at_alone(people: list[Entity], slots: list[Slot], former: bool, below: bool) -> None:
    fitting = Fitting(slots, former, below=below)
    for each in people:
        assert abs(fitting.of(each) - _fit(each, slots, former, below)) < 1e-12
