"""A sentence is searched only with patterns whose words it has: none of what they find may be lost by that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading import anchors, author, doubts, references
from bot.reading.definites import LISTS
from bot.reading.pointers import BESIDE_THAT, THAT
from bot.reading.pointers import POINTING as POINTING_BACK
from bot.reading.references import leans
from bot.reading.references import references as referring
from bot.reading.terms import words_of

PATTERNS = [
    (references._HE, references._HE_WORDS),
    (author._OWN, references._FIRST_PERSON_WORDS),
    (references._WE, references._WE_WORDS),
    (references._THEY, references._THEY_WORDS),
    (references._IT, references._IT_WORDS),
    (references._THIS, references._THIS_WORDS),
    (references.LATER, references._LATER_WORDS),
    (doubts._PRONOUN, doubts._PRONOUN_WORDS),
    (doubts._ADDED, doubts._ADDED_WORDS),
    (anchors._BOTH, {"both"}),
    *anchors._ADDING,
    *POINTING_BACK,
]
POINTING = """Both were late|Neither came|Ships left after that|that year was dry|They did so, he knew|All that, Monday
|, that kind has gone|and that|because that is so|the former, then|the other two were|the others said|the rest.
|as such|another such|such an end|nobody was there.|Ships there|thereafter|the next one|the new ones|the other day
|the same man,|no other ship came.|Each captain|the last, then|the proposed bridge|the above text|the said ship
|many others|Other ships|there, too|that view fell|she says that does
|He took that as yes|Any ships would sink|the new law is harsh|ships sank here.|Rain is no such thing
|that public place was|that particular ship had|unrelated ships""".replace("\n", "")


@pytest.mark.parametrize("sentence", POINTING.split("|"))
def test_what_points_back_is_found_past_the_words_that_are_looked_for_first(sentence: str) -> None:
    words = words_of(sentence)
    found = [needed for pattern, needed in POINTING_BACK if pattern.search(sentence)]
    assert found
    assert not any(words.isdisjoint(needed) for needed in found)
    assert any(reference.kind == "other" for reference in referring(sentence, [], []))


@given(
    st.lists(
        st.sampled_from(
            sorted({word for _, needed in PATTERNS for word in needed})
            + "he him his himself she her hers herself I me my myself we our us ours ourselves you your they".split()
            + "them their theirs themselves it its itself this these those both either neither that so".split()
            + "the The of a ship came Monday’s 's - , . “ ” ( ) as who was".split()
        ),
        max_size=12,
    ),
    st.sampled_from([" ", "", "’", "-"]),
)
def test_no_pattern_finds_anything_in_a_sentence_without_its_words(words: list[str], between: str) -> None:
    text = between.join(words)
    for pattern, needed in PATTERNS:
        if words_of(text).isdisjoint(needed):
            assert pattern.search(text) is None


@given(
    st.lists(
        st.sampled_from(
            "that That THAT so is was may day night Monday monday , . ; ship ships sailed banned said all do in to "
            "took bought whether Because has ’ “".split()
        ),
        max_size=8,
    ),
    st.sampled_from([" ", " ", ""]),
)
def test_that_is_never_missed_by_what_stands_beside_it(words: list[str], between: str) -> None:
    text = between.join(words).replace(" ,", ",").replace(" .", ".")
    assert THAT.search(text) is None or BESIDE_THAT.search(text.casefold()) is not None


@pytest.mark.parametrize("words", [*LISTS["openers"], *LISTS["linking"]])
def test_no_opening_is_lost_by_its_first_word(words: str) -> None:
    sentence = f"{words.strip().capitalize()} boats sank on Monday."
    assert any(each.kind == "other" for each in referring(sentence, [], [])) or leans(sentence, [])


def test_we_leans_and_a_dateline_does_not() -> None:
    assert leans("The harbour is what we built.", [])
    assert not leans("The harbour is what Wendy built.", [])
    assert not leans("NEW DELHI (Wire) - The harbour is what Wendy built.", [])


def test_an_opening_leans_with_either_apostrophe() -> None:
    assert leans("What's more, boats sank on Monday.", [])
    assert leans("What’s more, boats sank on Monday.", [])


def test_the_mark_of_a_party_or_a_road_is_nobody_who_speaks() -> None:
    for sentence in ("Sen. Ana Cruz (I-Vt.) sold two boats.", "Ana Cruz left the I-95 behind."):
        assert not list(referring(sentence, [], [], first=True))
    assert list(referring("Ana Cruz sold two boats, and I--her friend--left.", [], [], first=True))
