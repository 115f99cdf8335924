"""Autocomplete: the same names as an obvious slow search, the most spoken of first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.matching import Entity, Names, fold
from bot.matching.lexicon import Lexicon
from bot.matching.typos import likeness

WORDS = ["ana", "anton", "anderson", "boris", "borg", "lind", "linde", "van", "der", "berg", "kim"]
NAMES = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join), min_size=1, max_size=12, unique=True
)


def entities(names: list[str]) -> list[Entity]:
    return [Entity("person", name, name.title(), weight=float(len(names) - place)) for place, name in enumerate(names)]


@given(NAMES, st.sampled_from(WORDS), st.integers(1, 5))
def test_beginnings_are_found_as_a_slow_search_finds_them(names: list[str], word: str, length: int) -> None:
    typed = word[:length]
    index = Names.build(entities(names), with_countries=False)
    slow = [name for name in names if fold(name).startswith(typed)]
    slow += [name for name in names if f" {typed}" in fold(name) and name not in slow]
    fast = [entity.id for entity in index.complete(typed)]
    assert fast[: len(slow)] == slow


def test_prefix_then_word_then_slip() -> None:
    index = Names.build(entities(["lena berg", "berg lind", "ana bergson"]), with_countries=False)
    assert [entity.id for entity in index.complete("berg")] == ["berg lind", "lena berg", "ana bergson"]
    assert [entity.id for entity in index.complete("begr")] != []
    assert [entity.id for entity in index.complete("lind be")] == ["berg lind"]
    assert [entity.id for entity in index.complete("lenab")] == ["lena berg"]
    assert index.complete("???") == []


def test_nothing_typed_offers_what_is_spoken_of_most() -> None:
    index = Names.build(entities(["lena berg", "ana lind"]))
    assert [entity.id for entity in index.complete("", ("person",))] == ["lena berg", "ana lind"]
    assert index.complete("norw", ("country",))[0].id == "NO"


def test_many_names_behind_one_letter_are_ranked_too() -> None:
    names = [f"{'abc'[n % 3]}{n:05d} berg" for n in range(6000)]
    index = Names.build(entities(names), with_countries=False)
    assert [entity.id for entity in index.complete("a", limit=2)] == ["a00000 berg", "a00003 berg"]
    assert [entity.id for entity in index.complete("berg", limit=2)] == names[:2]


@given(st.sampled_from(WORDS), st.lists(st.sampled_from(WORDS), unique=True))
def test_the_lexicon_finds_only_words_that_are_alike(typed: str, words: list[str]) -> None:
    for word, like in Lexicon(words).near(typed).items():
        assert word in words
        assert like == likeness(typed, word) > 0
