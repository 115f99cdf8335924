"""Briefs of a set of articles: what all say first, nothing twice, passages that carry their holders."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.projecting.briefing import BriefArticle, brief_articles
from bot.reading.people import find_people
from bot.reading.text import analyse

HARBOUR = """Dock workers in Valparaiso walked out on Monday over a plan to cut night shifts.
Union leader Elena Rojas said 900 workers had joined by noon.
She called the plan an insult.
Copper shipments worth 40 million dollars were waiting in the port, the exporters' council said.
"""
COPPER = """Copper rose after dock workers in Valparaiso walked out on Monday over a plan to cut night shifts.
Copper shipments worth 40 million dollars were waiting in the port, the exporters' council said.
Traders expect the strike to last a week.
"""


def article(name: str, text: str) -> BriefArticle:
    document = analyse(text)
    return BriefArticle(name, document, find_people(document))


def test_a_brief_takes_from_all_and_says_nothing_twice() -> None:
    found = brief_articles([article("harbour", HARBOUR), article("copper", COPPER)])
    assert {one.article for one in found} == {"harbour", "copper"}
    assert sum("40 million" in one.text for one in found) == 1
    assert "walked out" in found[0].text


def test_without_a_number_of_words_sentences_come_singly_and_the_holder_right_before() -> None:
    texts = [one.text for one in brief_articles([article("harbour", HARBOUR)])]
    assert all("\n" not in text for text in texts)
    assert texts[texts.index("She called the plan an insult.") - 1].startswith("Union leader Elena Rojas")


def test_a_pronoun_comes_only_with_its_holder_however_far_back() -> None:
    text = """Elena Rojas leads the dock workers of Valparaiso.
The harbour has 900 workers and two cranes.
She called the plan to cut night shifts an insult to every worker in the harbour.
"""
    together = "\n".join(text.split("\n")[:3])
    assert [one.text for one in brief_articles([article("harbour", text)], words=100)] == [together]
    unnamed = text.replace("Elena Rojas leads the dock workers of Valparaiso", "Trawlers left at night")
    assert not any("She called" in one.text for one in brief_articles([article("harbour", unnamed)], words=100))


def test_a_single_sentence_that_is_hard_to_understand_alone_comes_later_but_costs_no_words() -> None:
    first = "Dock workers in Valparaiso walked out on Monday over a plan to cut night shifts."
    second = "Union leader Elena Rojas of Santiago said 900 workers had joined by noon."
    hard = "Copper shipments of Chile worth ten million dollars were also late."
    clear = "Traders in London and New York expect that tin from Bolivia will rise over a month or two."
    given = [article("harbour", f"{first}\n{second}\n{hard}\n{clear}\n")]
    assert [one.text for one in brief_articles(given)][2:] == [clear, hard]
    assert [one.text for one in brief_articles(given, words=100)][2:] == [hard, clear]


def test_with_words_a_leaning_sentence_comes_with_the_one_before_it() -> None:
    texts = [one.text for one in brief_articles([article("harbour", HARBOUR)], words=200)]
    passage = "Union leader Elena Rojas said 900 workers had joined by noon.\nShe called the plan an insult."
    assert passage in texts
    assert not any(text.startswith("She") for text in texts)


def test_words_are_reached_but_not_by_another_sentence() -> None:
    found = brief_articles([article("harbour", HARBOUR), article("copper", COPPER)], words=20)
    lengths = [len(one.text.split()) for one in found]
    assert sum(lengths) >= 20
    assert sum(lengths[:-1]) < 20


def test_nothing_to_tell() -> None:
    assert brief_articles([]) == ()
    assert brief_articles([article("a", ""), article("b", "Read more: He said.")], words=100) == ()


@settings(deadline=None)
@given(st.lists(st.text(alphabet=st.characters(codec=None), max_size=200), max_size=4), st.none() | st.integers(0, 300))
def test_any_articles_give_slices_of_themselves(texts: list[str], words: int | None) -> None:
    articles = [article(str(number), text) for number, text in enumerate(texts)]
    for one in brief_articles(articles, words):
        assert one.text == texts[int(one.article)][one.span.start : one.span.end] != ""
