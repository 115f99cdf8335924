"""Half-remembered words: confirmed only where nearly all of them stand in the quotation."""

from __future__ import annotations

import pytest

from bot.searching.recall import recall

SAID = (
    "The pact brings in two billion, not the three billion mentioned at the signing in Port Louis.",
    "We will not leave the reef to anybody.",
    "A net is a net.",
)


@pytest.mark.parametrize(
    ("remembered", "place"),
    [
        ("we will never sign", None),
        ("we will not leave the reef", 1),
        ("not leave", 1),
        ("we will leave the reef", None),
        ("two billion not the three billion mentioned", 0),
        ("the signing", 0),
        ("a net is a net", 2),
        ("never a net", None),
    ],
)
def test_a_quotation_is_confirmed_by_nearly_all_its_remembered_words(remembered: str, place: int | None) -> None:
    assert [each.place for each in recall(remembered, SAID)] == ([] if place is None else [place])


def test_what_one_sentence_denies_is_not_denied_of_another() -> None:
    said = ["We did not come for a photograph. We came for ships and for jobs."]
    assert recall("we did not come for ships and for jobs", said) == []
    assert [each.place for each in recall("we did not come for a photograph", said)] == [0]
