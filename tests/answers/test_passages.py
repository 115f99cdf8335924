"""Who said it, in the article's words; what the page set before a sentence is left out."""

from __future__ import annotations

import pytest

from bot.answers.news import Hit, compose_search
from bot.answers.passages import attribution_of, between_marks, passage_of
from storage.records import Article, Quote, Span


def article(text: str) -> Article:
    return Article("a", text, "", None)


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "who", "cue", "said", "attribution"),
    [
        ("“Boats sink,” he told fishermen at the quay.", "he", "told", "Boats sink", ["he told fishermen"]),
        ("Lena Orr told reporters that boats sink.", "Lena Orr", "told", "boats sink", ["Lena Orr told reporters"]),
        (
            "Lena Orr described the quay as “a bridge of boats”.",
            "Lena Orr",
            "described",
            "a bridge of boats",
            ["Lena Orr described the quay"],
        ),
        ("“Boats sink,” she told a U.S. senator.", "she", "told", "Boats sink", ["she told a U.S. senator"]),
        ("“Boats sink,” said Lena Orr.", "Lena Orr", "said", "Boats sink", ["said Lena Orr"]),
        ("“Boats sink,” she said to fishermen.", "she", "said", "Boats sink", ["she said"]),
        (
            "There is no new state on his watch. He has “boats in droves”.",
            "He",
            "state",
            "boats in droves",
            ["He"],
        ),
    ],
)
def test_the_words_of_attribution(text: str, who: str, cue: str, said: str, attribution: list[str]) -> None:
    quote = Quote((at(text, said),), "direct", cue=(at(text, cue),), speaker=(at(text, who),))
    assert [each.text for each in attribution_of(article(text), quote)] == attribution


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("(CNN)Boats sank.", "Boats sank."),
        ("(AFP) -- Boats sank.", "Boats sank."),
        ("• Boats sank.", "Boats sank."),
        ("(Boats sank.)", "(Boats sank.)"),
        ("PORT LOUIS (AFP) - Boats sank.", "PORT LOUIS (AFP) - Boats sank."),
        ("Boats sank.", "Boats sank."),
    ],
)
def test_what_a_page_sets_before_a_sentence(text: str, shown: str) -> None:
    passage = passage_of(article(text), Span(0, len(text)))
    assert passage.text == shown == text[passage.start : passage.end]
    assert passage_of(article(text), Span(0, len(text)), quoted=True).text == text


def test_the_bold_words_of_a_search_are_counted_from_where_the_passage_begins() -> None:
    there = article("(CNN)Boats sank.")
    found = compose_search("boats", None, {"a": [Hit(Span(0, 16), [(5, 10)])]}, 1, {"a": there})
    (hit,) = found.hits
    assert [hit.passages[0].text[slice(*bold)] for bold in hit.bold[0]] == ["Boats"]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“Boats sink”", True),
        ("“ Boats sink.”", True),
        ("«\u00a0Boats sink\u00a0»", True),
        ("\"Boats sink,' he said", True),
        ("“Boats sink\nOthers", True),  # a speech that goes on has no closing mark
        ("“Boats sink", True),
        ("“Boats sink and", False),
        ("Boats sink”", False),
        ("” Boats sink”", False),
        ("“ to Boats sink”", False),
    ],
)
def test_what_stands_between_marks(text: str, quoted: bool) -> None:
    assert between_marks(text, at(text, "Boats sink")) is quoted
