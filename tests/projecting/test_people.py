"""The same person across articles: texts of our own, read by the reader."""

from __future__ import annotations

import datetime as dt
import random
from itertools import permutations
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.projecting.people import Member, block_key, project_block, project_people
from bot.reading.people import find_people
from bot.reading.text import analyse
from storage.records import Article, KnownPerson, Person, Role, Span

Read = tuple[Article, tuple[Person, ...]]


def article(name: str, day: int, text: str) -> Read:
    published = dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=day)
    return Article(id=name, text=text, title=name, published=published), find_people(analyse(text))


def project(*read: Read) -> list[KnownPerson]:
    return list(project_people(read))


def names(people: list[KnownPerson]) -> list[str]:
    return sorted(person.name for person in people)


def test_a_changed_title_is_one_person_with_both_titles_dated() -> None:
    known = project(
        article("a", 1, "Lima: Trade Minister Rosa Quispe said the port would open."),
        article("b", 40, "Lima: Finance Minister Rosa Quispe said the budget was ready."),
    )
    assert names(known) == ["Rosa Quispe"]
    assert [(role.text, role.article) for role in known[0].roles] == [
        ("Finance Minister", "b"),
        ("Trade Minister", "a"),
    ]
    assert known[0].id == "rosa-quispe"
    assert known[0].reasons


def test_father_and_son_stay_two() -> None:
    known = project(
        article("a", 1, "Senator Owen Marlow Sr. retired. His son, Owen Marlow Jr., a baker, wept."),
        article("b", 2, "Owen Marlow Jr. said the bakery would close."),
    )
    assert names(known) == ["Owen Marlow Jr.", "Owen Marlow Sr."]
    assert {len(person.members) for person in known} == {1, 2}


def test_one_name_in_two_countries_is_two_people_with_marked_ids() -> None:
    known = project(
        article("a", 1, "Dhaka: Bangladesh’s foreign minister, Karim Rahman, said talks would go on."),
        article("b", 2, "Kuala Lumpur: Malaysian Trade Minister Karim Rahman said duties would fall."),
        article("c", 3, "Bangladesh’s foreign minister, Karim Rahman, flew home."),
    )
    assert names(known) == ["Karim Rahman", "Karim Rahman"]
    assert len({person.id for person in known}) == 2
    assert all(person.id.startswith("karim-rahman-") for person in known)


def test_a_mr_and_a_ms_of_one_name_are_two() -> None:
    known = project(article("a", 1, "Mr Kim Sutter waved."), article("b", 2, "Ms Kim Sutter waved back."))
    assert sorted(person.gender or "" for person in known) == ["f", "m"]


def test_a_minister_and_a_striker_of_one_name_are_two() -> None:
    known = project(
        article("a", 1, "Energy Minister Paulo Reis said prices would fall."),
        article("b", 2, "Striker Paulo Reis scored twice, the club said."),
    )
    assert len(known) == 2


def test_two_ministers_of_one_name_at_one_time_are_two() -> None:
    trade = "Trade Minister Karim Rahman said {}."
    health = "Health Minister Karim Rahman said {}."
    at_once = [article(f"a{day}", day, (trade, health)[day % 2].format(day)) for day in range(0, 120, 15)]
    assert len(project(*at_once)) == 2
    changed = [article(f"a{day}", day, (trade, health)[day > 60].format(day)) for day in range(0, 120, 15)]
    assert len(project(*changed)) == 1


def test_two_central_bankers_stay_two_and_initials_find_theirs() -> None:
    known = project(
        article("a", 1, "Bank of Kerania Governor Anil Rahman held rates. Bank of Ellis Governor Shafiq Rahman cut."),
        article("b", 2, "The Bank of Kerania raised rates. Governor A. Rahman told reporters so."),
        article("c", 3, "Governor S. Rahman did nothing."),
    )
    assert {person.name: {member[0] for member in person.members} for person in known} == {
        "Anil Rahman": {"a", "b"},
        "Shafiq Rahman": {"a", "c"},
    }


def test_a_lone_surname_joins_whose_title_it_bears_and_else_stands_alone() -> None:
    known = project(
        article("a", 1, "President Chanda Mutale met striker Abel Mutale."),
        article("b", 2, "President Mutale left for Lima."),
        article("c", 3, "Mr Mutale mended the boiler."),
    )
    members = {person.name: [article for article, _ in person.members] for person in known}
    assert members == {"Chanda Mutale": ["a", "b"], "Abel Mutale": ["a"], "Mutale": ["c"]}


def test_a_short_given_name_needs_a_role_or_company_in_common() -> None:
    senator = "Idaho Senator {} said no."
    joined = project(article("a", 1, senator.format("Joseph Marlow")), article("b", 2, senator.format("Joe Marlow")))
    assert names(joined) == ["Joseph Marlow"]
    assert "Joe Marlow" in joined[0].aliases
    apart = project(article("a", 1, senator.format("Joseph Marlow")), article("b", 2, "Baker Joe Marlow said no."))
    assert names(apart) == ["Joe Marlow", "Joseph Marlow"]


def test_no_order_of_articles_changes_anything() -> None:
    texts = [
        "Trade Minister Rosa Quispe met Senator Owen Marlow Sr. on Monday.",
        "Finance Minister R. Quispe said so.",
        "Owen Marlow said no. His son, Owen Marlow Jr., agreed.",
        "Striker Rosa Quispe scored. Coach Ann Oduya smiled.",
        "Ms Quispe met Ann Oduya, the coach.",
        "K. V. Iyer, the negotiator, left. Iyer smiled.",
        "KV Iyer said that Rosa Quispe had called.",
    ]
    read = [article(f"n{index}", index % 3, text) for index, text in enumerate(texts)]
    first = project(*read)
    for seed in range(30):
        shuffled = read[:]
        random.Random(seed).shuffle(shuffled)
        assert project(*shuffled) == first


def test_a_block_holds_every_form_of_a_name() -> None:
    keys = {block_key(Person(name)) for name in ("K. V. Raman", "KV Raman", "Dr Raman", "Anita Raman", "Raman")}
    assert keys == {"raman"}
    assert block_key(Person("Xi Jinping")) == block_key(Person("Xi"))
    assert block_key(Person("Paz Villanueva Soto")) == block_key(Person("Villanueva"))
    assert block_key(Person("Marcus Bell Jr.")) == block_key(Person("Marcus Bell"))


def test_profiles_are_for_those_with_a_role_a_quote_or_two_articles() -> None:
    read = article("a", 1, "Trade Minister Rosa Quispe waved. Her neighbour’s dog bit Ann Oduya. Ann Oduya cried.")
    profiles = {person.name: person.has_profile for person in project(read)}
    assert profiles == {"Rosa Quispe": True, "Ann Oduya": False}
    index = [person.name for person in read[1]].index("Ann Oduya")
    assert all(person.has_profile for person in project_people([read], quoted={("a", index)}))


_NAMES = (
    "Ann Oduya",
    "A. Oduya",
    "Anna Oduya",
    "Oduya",
    "Ann B. Oduya",
    "Ann Oduya Jr.",
    "Bo Oduya",
    "Xu Yi",
    "Xu",
    "Yi",
)
_ROLES = ("Trade Minister", "striker", "Kenyan trade minister", "President", "Governor of Texas", "analyst")
_members = st.lists(
    st.tuples(
        st.lists(
            st.tuples(st.sampled_from(_NAMES), st.sampled_from((None, *_ROLES)), st.sampled_from((None, "m", "f"))),
            max_size=4,
            unique_by=lambda one: one[0],
        ),
        st.integers(0, 400) | st.none(),
    ),
    max_size=12,
)


@settings(max_examples=200, deadline=None)
@given(_members, st.randoms(use_true_random=False))
def test_whoever_is_named_is_somebody_once_whatever_the_order(
    drawn: list[tuple[list[tuple[str, str | None, Literal["m", "f"] | None]], int | None]], dice: random.Random
) -> None:
    read: list[Read] = []
    for number, (named, day) in enumerate(drawn):
        when = None if day is None else dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=day)
        people = tuple(
            Person(name, roles=(Role(role, Span(0, 1)),) if role else (), mentions=(Span(0, 1),), gender=gender)
            for name, role, gender in named
        )
        read.append((Article(id=f"n{number}", text="", title="", published=when), people))
    known = project(*read)
    members = [member for person in known for member in person.members]
    assert sorted(members) == sorted((article.id, index) for article, people in read for index in range(len(people)))
    assert len({person.id for person in known}) == len(known)
    for person in known:
        assert len({article_id for article_id, _ in person.members}) == len(person.members)
    shuffled = read[:]
    dice.shuffle(shuffled)
    assert project(*shuffled) == known


def test_two_of_one_name_in_one_article_part_alike_in_any_order() -> None:
    def member(article: str, index: int, day: int) -> Member:
        published = dt.datetime(2026, 1, day, tzinfo=dt.UTC)
        return Member(article, index, Person("Kim Sutter", mentions=(Span(index, index + 1),)), published)

    members = [member("a", 0, 1), member("a", 1, 1), member("b", 0, 2)]
    expected = [person.members for person in project_block(members)]
    assert sorted(expected) == [(("a", 0), ("b", 0)), (("a", 1),)]
    for order in permutations(members):
        assert [person.members for person in project_block(order)] == expected
