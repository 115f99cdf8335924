"""Stories: one event with its reaction, not the topic; the same in any order."""

from __future__ import annotations

import datetime as dt
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.projecting.stories import StoryArticle, group_stories, is_roundup, project_stories
from storage.records import Article

DAY = dt.datetime(2026, 5, 4, 9, tzinfo=dt.UTC)


def article(name: str, hours: float, title: str, text: str) -> Article:
    return Article(name, text, title, DAY + dt.timedelta(hours=hours))


ARTICLES = [
    article(
        "dam-1",
        0,
        "Zambezi dam gate fails, 4,000 flee Chirundu",
        "A gate of the Kariba dam on the Zambezi failed on Monday. Engineers lowered the lake, and 4,000 people fled "
        "the border town of Chirundu. Dam operator chief Tendai Moyo said no one was hurt.",
    ),
    article(
        "dam-2",
        5,
        "Families leave border town after Kariba gate breaks",
        "Families left Chirundu on foot after a gate of the Kariba dam gave way. Tendai Moyo, who heads the operator, "
        "said engineers were lowering the lake and the Zambezi would fall by Wednesday.",
    ),
    article(
        "dam-3",
        26,
        "‘We walked all night’: Chirundu after the Kariba flood",
        "Lydia Phiri carried her son out of Chirundu when the Kariba gate failed. On Tuesday the Zambezi was falling "
        "and Tendai Moyo promised the dam would be safe.",
    ),
    article(
        "dam-4",
        24 * 6,
        "Kariba dam gate to be replaced by July, says Moyo",
        "The broken gate of the Kariba dam will be replaced by July, Tendai Moyo said. Families may return to Chirundu "
        "on the Zambezi next week.",
    ),
    article(
        "rates-1",
        3,
        "Zambia holds its policy rate at 14 per cent",
        "The Bank of Zambia kept its rate at 14 per cent on Monday. Governor Denny Kalyalya pointed to copper and the "
        "kwacha.",
    ),
    article(
        "rates-2",
        8,
        "Kwacha steady as Kalyalya leaves rate alone",
        "Zambia's kwacha was steady after Governor Denny Kalyalya kept the policy rate of the Bank of Zambia at 14 per "
        "cent and spoke of copper.",
    ),
    article(
        "week",
        20,
        "The week in Zambia: a dam, a rate, a wedding",
        "The Kariba dam gate failed and Chirundu fled; Denny Kalyalya kept the rate at 14 per cent; the Zambezi rose.",
    ),
    article("alone", 4, "Choir wins in Ndola", "A school choir from Kitwe won the singing prize in Ndola on Monday."),
]


def stories(articles: list[Article]) -> list[tuple[str, ...]]:
    return [story.articles for story in project_stories(articles)]


def test_one_event_with_its_reaction_is_a_story_and_a_later_turn_is_not() -> None:
    assert stories(ARTICLES) == [("dam-1", "dam-2", "dam-3"), ("rates-1", "rates-2")]


def test_the_order_of_coming_makes_no_difference() -> None:
    for seed in range(20):
        shuffled = random.Random(seed).sample(ARTICLES, len(ARTICLES))
        assert project_stories(shuffled) == project_stories(ARTICLES)


def test_an_id_stays_while_the_oldest_article_does() -> None:
    before = project_stories(ARTICLES[:2])[0]
    after = project_stories(ARTICLES)[0]
    assert before.id == after.id
    assert before.articles != after.articles


def test_far_articles_change_nothing() -> None:
    far = [article(f"far-{n}", 24 * 60 + n, a.title, a.text) for n, a in enumerate(ARTICLES)]
    assert set(project_stories(ARTICLES)) <= set(project_stories([*ARTICLES, *far]))


def test_an_undated_article_stands_alone() -> None:
    undated = Article("undated", ARTICLES[0].text, ARTICLES[0].title, None)
    assert stories([undated, ARTICLES[0]]) == []


def test_many_copies_are_one_story() -> None:
    copies = [article(f"copy-{n:03}", n / 20, ARTICLES[0].title, ARTICLES[0].text) for n in range(300)]
    assert [len(story) for story in stories(copies)] == [300]


def test_a_chain_of_articles_does_not_stretch_a_story() -> None:
    chain = [article(f"link-{n}", n * 30, ARTICLES[0].title, ARTICLES[0].text) for n in range(3)]
    assert [len(story) for story in stories(chain)] == [2]


def test_articles_of_one_moment_are_grouped_alike_in_any_order() -> None:
    same = [article(f"copy-{n}", 0, ARTICLES[n % 3].title, ARTICLES[n % 3].text) for n in range(9)]
    assert project_stories(same[::-1]) == project_stories(same)


def test_roundups() -> None:
    for title in (
        "The week in trade: sofas",
        "Morning briefing",
        "Year in review",
        "News digest for May",
        "Weekly round-up",
    ):
        assert is_roundup(title)
    for title in (
        "Weekend strike halts trains",
        "Minister briefs press",
        "Year-long talks end",
        "Day of mourning in Oslo",
    ):
        assert not is_roundup(title)


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.tuples(st.integers(0, 80), st.dictionaries(st.sampled_from("abcdefghijklm"), st.floats(0.1, 5), max_size=6)),
        max_size=14,
    ),
    st.randoms(use_true_random=False),
)
def test_any_articles_are_grouped_alike_in_any_order(
    rows: list[tuple[int, dict[str, float]]], chance: random.Random
) -> None:
    articles = [StoryArticle(str(n), DAY + dt.timedelta(hours=hours), terms) for n, (hours, terms) in enumerate(rows)]
    found = group_stories(articles)
    members = [id_ for story in found for id_ in story.articles]
    assert len(members) == len(set(members))
    assert all(len(story.articles) >= 2 for story in found)
    chance.shuffle(articles)
    assert group_stories(articles) == found
