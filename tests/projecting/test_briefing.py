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


def test_an_article_is_told_by_its_beginning_and_what_goes_on_behind_it() -> None:
    text = """Elena Rojas leads the dock workers of the port of Valparaiso.
The harbour has 900 workers and two cranes.
She called the plan to cut night shifts an insult to every worker in the harbour.
"""
    together = text.strip()
    given = [article("harbour", text)]
    assert [one.text for one in brief_articles(given, words=100)] == [together]
    assert [one.text for one in brief_articles(given)] == together.split("\n")


def test_what_follows_comes_right_behind_it_also_when_others_were_chosen_between() -> None:
    harbour = """Union leader Elena Rojas called a strike in the port of Valparaiso on Monday.
She wants a plan to cut night shifts to be dropped.
The harbour council of Chile asked for talks by noon.
"""
    copper = """Traders in London paid more for copper of Chile than ever before in May.
It had fallen for nine weeks in London and New York.
Traders there expect a strike of a month or two.
"""
    texts = [one.text for one in brief_articles([article("harbour", harbour), article("copper", copper)])]
    assert sorted(texts) == sorted([*harbour.strip().split("\n"), *copper.strip().split("\n")])
    for text in (harbour, copper):
        lines = text.strip().split("\n")
        at = texts.index(lines[0])
        assert texts[at : at + 3] == lines


def test_a_caption_between_is_not_shown() -> None:
    first = "Union leader Elena Rojas called a strike in the port of Valparaiso on Monday."
    second = "She wants a plan to cut night shifts to be dropped."
    given = [article("harbour", f"{first}\nScroll down for video .\n{second}")]
    assert [one.text for one in brief_articles(given, words=100)] == [first, second]


COLUMN = """I was a boy of nine when the workers of the port walked out.
My father was one of them and my mother cried.
We never spoke of it in our house again.
We moved to the north a year later.
"""


def test_where_nothing_is_safe_the_lead_is_one_stretch() -> None:
    stretch = "\n".join(COLUMN.split("\n")[:3])
    assert [one.text for one in brief_articles([article("column", COLUMN)])] == [stretch]
    assert [one.text for one in brief_articles([article("column", COLUMN)], words=100)] == [COLUMN.strip()]


def test_what_is_safe_comes_first_and_only_a_number_of_words_fills_up_with_the_rest() -> None:
    given = [article("column", COLUMN), article("harbour", HARBOUR)]
    assert {one.article for one in brief_articles(given)} == {"harbour"}
    assert [one.article for one in brief_articles(given, words=200)][-1] == "column"


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
