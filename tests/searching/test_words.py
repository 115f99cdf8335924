"""Words of a text, all and only some."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from bot.searching.words import stem, words_in

PIECES = st.sampled_from(
    ["tariff", "Tariffs", "tariff's", "the", "2.4", "2", "4", "21,000", "don’t", "don", "t", "Zürich", "self-made", "x"]
)
MARKS = st.sampled_from([" ", "", ".", ", ", "'", "’", "-", "_", "\n", "“", "é", "ß"])
TEXTS = st.lists(st.tuples(PIECES, MARKS), max_size=20).map(lambda pairs: "".join(a + b for a, b in pairs))


@example("don’tdon’tdon’t ", [], 0)
@given(TEXTS | st.text(max_size=80), st.lists(PIECES, max_size=4), st.integers(0, 20))
def test_only_some_words_are_those_of_all_words(text: str, wanted: list[str], start: int) -> None:
    only = {stem(word) for word in wanted} | {stem(word) for word in text.split()[:3]}
    assert words_in(text, start, only=only) == [word for word in words_in(text, start) if word.stem in only]
