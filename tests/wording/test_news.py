"""Briefs as worded: one item a story, whole sentences where they may be shown whole."""

import datetime as dt

import pytest

from bot.answers.values import Brief, BriefItem, Passage, Source
from bot.wording.news import word_brief

NOW = dt.datetime(2026, 3, 15, tzinfo=dt.UTC)


@pytest.mark.parametrize(("words", "whole"), [(30, True), (60, True), (100, False)])
def test_a_long_sentence_is_shown_whole_where_its_article_allows_it(words: int, whole: bool) -> None:
    text = " ".join(f"w{n}" for n in range(words))
    source = Source("a", "Title", NOW, False, "Outlet", None, None, (), "en", 280)
    item = BriefItem("Title", (Passage("a", 0, len(text), text, 1, False),), ("a",))
    brief = Brief(None, None, NOW, True, NOW, (item,), 0, (source,))
    shown = next(line.text for line in word_brief(brief, NOW).lines if line.kind == "item" or "w0" in line.text)
    assert (text in shown) is whole
    assert ("…" in shown) is not whole
