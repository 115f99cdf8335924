"""Words of a text, all and only some."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import snowballstemmer  # type: ignore[import-untyped]
from hypothesis import example, given
from hypothesis import strategies as st

from bot.searching import words
from bot.searching.words import forms_in, stem, stems_in, words_by_span, words_in, words_in_spans
from storage.records import Span

PIECES = st.sampled_from(
    ["tariff", "Tariffs", "tariff's", "the", "2.4", "2", "4", "21,000", "don’t", "don", "t", "Zürich", "self-made", "x"]
)
MARKS = st.sampled_from([" ", "", ".", ", ", "'", "’", "-", "_", "\n", "“", "é", "ß"])
TEXTS = st.lists(st.tuples(PIECES, MARKS), max_size=20).map(lambda pairs: "".join(a + b for a, b in pairs))


@pytest.fixture
def busy_threads() -> Iterator[ThreadPoolExecutor]:
    """Four threads that take turns as often as can be."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            yield threads
    finally:
        sys.setswitchinterval(usual)


def test_words_stemmed_on_several_threads_have_their_own_stems(busy_threads: ThreadPoolExecutor) -> None:
    ends = ("ization", "ingly", "fulness", "ational", "iveness", "alities", "icate", "ements")
    fresh = [f"{a}{b}{c}{end}" for a in "bdfgk" for b in "aeiou" for c in "lmnprt" for end in ends]
    found = list(busy_threads.map(stem, fresh, chunksize=1))
    alone = snowballstemmer.stemmer("porter")
    assert found == [alone.stemWord(word) for word in fresh]


def test_what_one_thread_is_taking_in_another_does_not_miss(busy_threads: ThreadPoolExecutor) -> None:
    for turn in range(40):
        texts = [" ".join(f"9{turn:02}{n:02}{m:02}" for m in range(60)) for n in range(20)]
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(words._Met, "now", words._Met())
            wanted = [frozenset(text.split()) for text in texts for _ in range(4)]
            found = busy_threads.map(stems_in, [text for text in texts for _ in range(4)], wanted)
            assert [len(each) for each in found] == [60] * 80


@example("don’tdon’tdon’t ", [], 0)
@example("don don’t dons", ["don"], 0)
@given(TEXTS | st.text(max_size=80), st.lists(PIECES, max_size=4), st.integers(0, 20))
def test_only_some_words_are_those_of_all_words(text: str, wanted: list[str], start: int) -> None:
    only = {stem(word) for word in wanted} | {stem(word) for word in text.split()[:3]}
    assert words_in(text, start, only=only) == [word for word in words_in(text, start) if word.stem in only]


@given(st.lists(TEXTS, max_size=12), st.lists(PIECES, max_size=4), st.sampled_from([1, 9, 100_000]))
def test_forms_are_those_of_the_words_whatever_was_met_before(texts: list[str], wanted: list[str], most: int) -> None:
    only = {stem(word) for word in wanted}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(words._Met, "MOST", most)
        patched.setattr(words._Met, "now", words._Met())
        for text in (*texts, " ".join(texts) * 10, *texts):
            there = {(text[w.start : w.end], w.stem) for w in words_in(text) if w.stem in only}
            assert forms_in(text, only) == there
            assert stems_in(text, only) == {key for _, key in there}


def test_an_article_is_known_after_others_took_its_room() -> None:
    one, other = (" ".join(f"{first}{n:03}" for n in range(100)) for first in "89")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(words._Met, "MOST", 150)
        patched.setattr(words._Met, "now", words._Met())
        for text, word in ((one, "8001"), (other, "9001"), (one, "8002"), (one, "8001")):
            assert stems_in(text, {word}) == {word}


def test_what_was_met_takes_no_more_memory_than_it_may() -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(words._Met, "MOST", 50)
        patched.setattr(words._Met, "now", words._Met())
        for n in range(40):
            stems_in(" ".join(f"w{n}x{m}" for m in range(20)), {"w"})
        assert len(words._Met.now.known) <= 50


def test_what_was_asked_for_takes_no_more_memory_than_it_may() -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(words._Met, "MOST_ASKED", 5)
        patched.setattr(words._Met, "now", words._Met())
        for n in range(20):
            assert stems_in(f"w1 w{n}", {f"w{n}"}) == {f"w{n}"}
            assert len(words._Met.now._asked) <= 5


@given(TEXTS, st.sets(st.integers(0, 40), max_size=12))
def test_the_words_of_those_spans_that_have_any(text: str, edges: set[int]) -> None:
    cuts = sorted(edges)
    spans = [Span(start, stop) for start, stop in zip(cuts[::2], cuts[1::2], strict=False)]
    found = words_in(text)
    every = words_by_span(found, spans)
    assert words_in_spans(found, spans) == [(place, each) for place, each in enumerate(every) if each]
