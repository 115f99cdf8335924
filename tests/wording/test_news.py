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


def _brief(*items: BriefItem) -> Brief:
    names = dict.fromkeys(name for item in items for name in item.articles)
    sources = tuple(Source(name, f"Title of {name}", NOW, False, "Outlet", None, None, (), "en", 600) for name in names)
    return Brief(None, None, NOW, True, NOW, items, 0, sources)


def _item(article: str, *lengths: int, gap: int = 1) -> BriefItem:
    """Return a story told by sentences of so many words, each right behind the one before it."""
    passages, at = [], 0
    for number, words in enumerate(lengths):
        text = " ".join(f"s{number}" for _ in range(words))
        passages.append(Passage(article, at, at + len(text), text, 1, False))
        at += len(text) + gap
    return BriefItem(f"Title of {article}", tuple(passages), (article,))


@pytest.mark.parametrize(
    ("lengths", "gap", "shown"),
    [
        ((30, 10), 1, ["s0", "s1"]),
        ((60, 10), 1, ["s0"]),  # too long for a line of a list, but the other needs it
        ((60, 10), 100, ["s1"]),
    ],
)
def test_what_goes_on_right_behind_a_sentence_is_shown_only_below_it(
    lengths: tuple[int, ...], gap: int, shown: list[str]
) -> None:
    lines = word_brief(_brief(_item("a", *lengths, gap=gap)), NOW).lines[1:]
    assert [line.text.split()[-2] for line in lines] == shown
    assert "…" not in "".join(line.text for line in lines)


def test_an_article_without_a_sentence_to_show_is_told_by_its_title() -> None:
    reply = word_brief(_brief(_item("a", 10), _item("b")), NOW)
    assert reply.lines[2].text == "• Title of b [2]"
    assert reply.lines[2].cites == (2,)
