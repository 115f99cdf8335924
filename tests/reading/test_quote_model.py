"""What a candidate weighs: by its terms, by the names of its features, and from memory, always the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from bot.reading.people import find_people
from bot.reading.quotes import groups, model
from bot.reading.quotes.candidate import Candidate
from bot.reading.quotes.features import Candidates
from bot.reading.quotes.model import WEIGHTS, Weights, weigh
from bot.reading.quotes.reader import read_scene
from bot.reading.text import analyse

TEXT = (
    "The mayor, Amara Diallo, opened the bridge on Monday. “It took nine years,” she told aides, “and two rivers.”\n"
    "“Nobody counted the rivers,” said Piotr Nowak, who leads the ferrymen. According to him, “a ferry never rusts”.\n"
    "“We do,” Diallo replied."
)


def _score(weights: Mapping[str, float], features: Sequence[str]) -> float:
    return sum(weights.get(feature, 0.0) for feature in features)


def _candidates(text: str) -> list[list[Candidate]]:
    document = analyse(text)
    scene = read_scene(document, find_people(document))
    candidates = Candidates(scene)
    found = []
    previous: int | None = None
    for index in range(len(scene.quoted)):
        found.append(candidates.of(index, previous, 0 if previous is not None else None))
        previous = index
    return found


def test_terms_weigh_what_their_features_weigh() -> None:
    weights = Weights(WEIGHTS)
    for found in _candidates(TEXT):
        assert len(found) > 6
        for candidate in found:
            by_name = _score(weights, candidate.features)
            assert candidate.score(weights.sums) == pytest.approx(by_name, abs=2e-6)
            assert candidate.score(weights.sums) == pytest.approx(by_name, abs=2e-6)  # from memory
    assert len(weights.sums) > 100


def test_any_table_weighs_terms() -> None:
    plain = dict(WEIGHTS)
    for found in _candidates(TEXT):
        for candidate in found:
            assert weigh(plain, candidate.terms) == weigh(WEIGHTS, candidate.terms)


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "_MOST_SUMS", 40)
    weights = Weights(WEIGHTS)
    for found in _candidates(TEXT):
        for candidate in found:
            assert candidate.score(weights.sums) == pytest.approx(_score(WEIGHTS, candidate.features), abs=2e-6)
            assert len(weights.sums) <= 40


def test_terms_of_other_facts_are_told_apart() -> None:
    weights = Weights({"voice 1 P": 1.0, "inside 0 P": 2.0, "spoke 0 P": 4.0, "spoke 1 P": 8.0})
    terms = [(groups.voice, "1", "P", inside, spoke) for inside in (-1, 0) for spoke in (-1, 0, 1)]
    for _ in range(2):  # worked out, then from memory
        assert [weights.sums.of([term]) for term in terms] == [1, 5, 9, 3, 7, 11]
    assert len(weights.sums) == len(terms)


def test_features_have_the_names_of_the_table() -> None:
    found = _candidates("“Nobody counted the rivers,” said Piotr Nowak.")[0]
    by_kind = {candidate.kind: set(candidate.features) for candidate in found}
    assert by_kind["mention"] == {
        "A S", "A S > $", "A S P", "A ~ S", "A ~ S ,", "A kind P b0 r0", "kind P", "A right $ $ b0", "A left S b0",
        "A cue SM b0 q0", "A cue SM P", "A ending , b0 SM", "A form ,4U b0", "A far 2 b0 cS", "A rank r0 b0 cS q0",
        "A place m b0 P w0", "lemma say", "A lemma say b0", "subject right s S", "A subject right s S0",
        "subject right s P b0", "subject right say", "voice - P", "inside 0 P", "spoke 0 P",
    }  # fmt: skip
    assert by_kind["null"] == {
        "null", "null form ,4U", "null left ^", "null left ^ ^", "null right S", "null right S m", "null sides ^ S ,",
        "null cue S ,", "null cue S w3", "null left ^ ,4U", "null style d ,4U", "null whole 0 1 ,4U", "null voice -",
        "null closed 1 0", "null head 1 1", "null governed  S0", "null lemmas ", "null governed S ,4U",
    }  # fmt: skip
