"""Whose "I" it is: the author's of a column, nobody's where somebody else may speak."""

from __future__ import annotations

import pytest

from bot.answers.values import Meant
from bot.projecting.briefing import BriefArticle, BriefSentence, brief_articles, with_holders
from bot.reading.author import AUTHOR, author_name
from bot.reading.people import find_people
from bot.reading.standalone import Standing
from bot.reading.summary import summarise
from bot.reading.text import analyse
from bot.wording.names import with_names

COLUMN = """Ten years ago I rowed from Port Vell to the lighthouse of Cala Bona in a borrowed boat.

The lighthouse has since been sold to a hotel chain, and the keeper, Nils Aune, was sent home with a clock.

My own view is that a coast needs its lights more than it needs another terrace.

I asked the chain what it will do with the lamp. "We have no plans," it said.
"""


def _by_author(text: str) -> bool:
    return Standing(analyse(text), (), ()).is_by_author


def _shown(*texts: str) -> list[str]:
    """Return what a card shows of each article."""
    articles = [
        BriefArticle(str(number), analyse(text), find_people(analyse(text))) for number, text in enumerate(texts)
    ]
    sentences = [
        BriefSentence(each.id, span, each.document.text[span.start : span.end])
        for each in articles
        for span in summarise(each.document, each.people)
    ]
    found = []
    for one in with_holders(articles, sentences):
        meant = [Meant(s.start - one.span.start, s.end - one.span.start, name) for s, name in one.holders]
        found.append("".join(part.text for part in with_names(one.text, meant)))
    return found


def test_a_column_is_told_by_its_beginning_with_its_author_named_once() -> None:
    first, second, third = _shown(COLUMN)
    assert first.startswith(f"Ten years ago I [{AUTHOR}] rowed")
    assert second.startswith("The lighthouse has since been sold")
    assert third.startswith("My own view")


def test_every_column_has_an_author_of_its_own() -> None:
    other = COLUMN.replace("Ten years ago I rowed", "Ten years ago my brother rowed")
    shown = _shown(COLUMN, other)
    assert [text for text in shown if AUTHOR in text] == [shown[0], shown[3]]
    assert shown[3].startswith(f"Ten years ago my [{AUTHOR}’s] brother")


def test_a_brief_of_a_column_tells_its_author_once() -> None:
    document = analyse(COLUMN)
    told = [each.holders for each in brief_articles([BriefArticle("x", document, find_people(document))])]
    assert [holder.name for holders in told for holder in holders if holder.name == AUTHOR] == [AUTHOR]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Mira Holt", "Mira Holt"),
        ("María de la Cruz", "María de la Cruz"),
        ("J. K. Aune", "J. K. Aune"),
        (None, AUTHOR),
        ("", AUTHOR),
        ("Holt", AUTHOR),
        ("Mira Holt and Nils Aune", AUTHOR),
        ("Mira Holt, Nils Aune", AUTHOR),
        ("Gazette Staff", AUTHOR),
        ("By Mira Holt", AUTHOR),
        ("mira.holt@example.org", AUTHOR),
    ],
)
def test_an_author_is_named_where_one_is_given(given: str | None, name: str) -> None:
    assert author_name(given) == name
    document = analyse(COLUMN)
    (first, *_) = brief_articles([BriefArticle("x", document, find_people(document), author=given)])
    assert [each.name for each in first.holders] == [name]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ten years ago I", "Dear Mr Aune, ten years ago I"),
        ("My own view", "As told to Ana Cruz. My own view"),
        ("My own view is", "The keeper said that I"),
        ("I asked the chain", "The keeper said, I asked the chain"),
        ("My own view is that a coast", "‘My own view is that a coast"),
        ('"We have no plans," it said', '"We have no plans, it said'),
        ("I asked", "The keeper asked"),  # too few are left
        ("My own", "My fellow citizens, it is my fellow citizens"),
        ("Ten years ago", "This interview has been shortened. Ten years ago"),
        ("Ten years ago", "This is an excerpt from her new book. Ten years ago"),
    ],
)
def test_somebody_else_may_say_i(before: str, after: str) -> None:
    assert _by_author(COLUMN)
    assert before in COLUMN
    assert not _by_author(COLUMN.replace(before, after))


def test_who_speaks_below_labels_is_no_author() -> None:
    labelled = COLUMN.replace("My own", "Ana Cruz: My own").replace("I asked", "Nils Aune: I asked")
    assert not _by_author(labelled)
    assert _by_author(COLUMN.replace("My own", "PORT VELL: My own"))


def test_words_in_single_marks_before_i_are_over() -> None:
    assert _by_author(COLUMN.replace("I asked the chain", "Of ‘the lamp’ I asked the chain"))
    assert _by_author(COLUMN.replace("I asked the chain", "Of 'the lamp' I asked the chain"))
    assert not _by_author(COLUMN.replace("I asked the chain", "Of ‘the lamp’ ‘I asked the chain"))


def test_a_numeral_is_nobody() -> None:
    text = COLUMN.replace("Ten years ago I rowed", "After World War I ships sailed")
    sentences = analyse(text).sentences
    assert Standing(analyse(text), (), ()).author(sentences[0]) is None
