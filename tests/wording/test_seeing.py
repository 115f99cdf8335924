"""The target of "Source": written and read back, whatever the article's id holds."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.values import Passage, Source
from bot.wording.seeing import MOST_PLACES, Seen, read_seen, seen

SPANS = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), max_size=8)


@settings(deadline=None)
@given(st.text(min_size=1), st.integers(0, 10**6), SPANS)
def test_what_is_written_is_read_back(article: str, words: int, spans: list[tuple[int, int]]) -> None:
    source = Source(article, "", None, False, None, None, None, (), "en", words)
    target = seen(source, [Passage(article, start, end, "", 1) for start, end in spans])
    if not spans:
        assert target is None
    else:
        assert target is not None
        assert read_seen(target) == Seen(article, words, tuple(dict.fromkeys(spans))[:MOST_PLACES])


@settings(deadline=None)
@given(st.text())
def test_other_texts_are_none_or_read_without_raising(text: str) -> None:
    read_seen(text)
    assert read_seen("a@1@") is None
