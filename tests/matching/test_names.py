# ruff: noqa: E501
"""Whom a typed name means, over a small cast of invented people."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching import Entity, Found, Names, Tie, Unknown, fold

# fmt: off
CAST = (
    Entity("person", "p1", "Marta Lindqvist-Osei", ("Lindqvist-Osei", "@MLOsei"), ("Norwegian Trade Minister",), 5, gender="f"),
    Entity("person", "p2", "T. R. Venkat", ("Venkat", "Dr Venkat"), ("chief negotiator",), 4),
    Entity("person", "p3", "Leela Venkat", ("Venkat", "Ms Venkat"), ("Deputy Governor of the Central Bank",), 2, gender="f"),
    Entity("person", "p4", "Tomás van den Broek", ("van den Broek",), ("Trade Minister", "opposition leader"), 3, places=("NL",)),
    Entity("person", "p5", "Oskar Brandt", ("Brandt",), ("Secretary of State",), 9, dt.datetime(2026, 3, 1, tzinfo=dt.UTC)),
    Entity("person", "p6", "Đặng Thị Mai", ("Mai", "Madam Mai"), ("coach",), 1, context=("The handball final in Oslo",), gender="f"),
    Entity("person", "p7", "Zhu Ke", ("Zhu",), ("Vice Commerce Minister of China",), 2),
    Entity("person", "p8", "Theodora Quill", ("Quill",), ("ambassador to the International Seabed Authority",), 2),
    Entity("person", "p9", "Ruth Adeyemi", (), ("Commerce Secretary",), 2),
    Entity("person", "p10", "Ewan Forsyth", (), ("envoy to Japan", "Commerce Secretary"), 6),
    Entity("topic", "t1", "lithium", (), (), 3),
)  # fmt: skip
NAMES = Names.build(CAST)


def found(typed: str, hint: str | None = None) -> str | None:
    outcome = NAMES.resolve(typed, hint=hint)
    return outcome.entity.name if isinstance(outcome, Found) else None


@pytest.mark.parametrize(
    ("typed", "name", "how"),
    [
        ("marta lindqvist-osei", "Marta Lindqvist-Osei", "exact"),
        ("MARTA  LINDQVIST OSEI", "Marta Lindqvist-Osei", "exact"),
        ("@mlosei", "Marta Lindqvist-Osei", "alias"),
        ("lindqvist osei", "Marta Lindqvist-Osei", "alias"),
        ("lindqvistosei", "Marta Lindqvist-Osei", "alias"),
        ("Osei", "Marta Lindqvist-Osei", "surname"),
        ("TR Venkat", "T. R. Venkat", "exact"),
        ("Venkat, T. R.", "T. R. Venkat", "alias"),
        ("T Venkat", "T. R. Venkat", "surname"),
        ("dr venkat", "T. R. Venkat", "alias"),
        ("ms venkat", "Leela Venkat", "alias"),
        ("vandenbroek", "Tomás van den Broek", "alias"),
        ("Tomas van den Broek", "Tomás van den Broek", "exact"),
        ("broek", "Tomás van den Broek", "surname"),
        ("Brandt's", "Oskar Brandt", "alias"),
        ("President Brandt", "Oskar Brandt", "surname"),
        ("dang thi mai", "Đặng Thị Mai", "exact"),
        ("brnadt", "Oskar Brandt", "fuzzy"),
        ("brand t", "Oskar Brandt", "alias"),
        ("brantd", "Oskar Brandt", "fuzzy"),
        ("bramdt", "Oskar Brandt", "fuzzy"),
        ("Oscar Brandt", "Oskar Brandt", "fuzzy"),
        ("lindkvist osei", "Marta Lindqvist-Osei", "fuzzy"),
        ("Teddy Quill", "Theodora Quill", "fuzzy"),
        ("SecState", "Oskar Brandt", "role"),
        ("the norwegian trade minister", "Marta Lindqvist-Osei", "role"),
        ("trade minister of the Netherlands", "Tomás van den Broek", "role"),
        ("envoy to the ISA", "Theodora Quill", "role"),
        ("the handball coach", "Đặng Thị Mai", "role"),
        ("commerce secretary", "Ruth Adeyemi", "role"),
        ("the former commerce secretary", "Ewan Forsyth", "role"),
        ("viet nam", "Vietnam", "exact"),
        ("Viennam", "Vietnam", "fuzzy"),
        ("noray", "Norway", "fuzzy"),
        ("lithum", "lithium", "fuzzy"),
    ],
)
def test_the_one_meant(typed: str, name: str, how: str) -> None:
    outcome = NAMES.resolve(typed)
    assert isinstance(outcome, Found)
    assert (outcome.entity.name, outcome.how) == (name, how)


@pytest.mark.parametrize(
    "typed",
    [
        "Marta Lindberg",
        "Oskar Brennan",
        "Leela Menon",
        "Zha",
        "Zho",
        "Gustav Quax",
        "Wakanda",
        "van den",
        "the",
        "trade minister of Peru",
        "the football coach",
        "",
        "🐟",
    ],
)
def test_nobody_is_meant_by_another_name(typed: str) -> None:
    assert isinstance(NAMES.resolve(typed), Unknown)


def test_two_that_fit_are_both_returned_the_more_prominent_first() -> None:
    outcome = NAMES.resolve("Venkat")
    assert isinstance(outcome, Tie)
    assert [entity.id for entity in outcome.entities] == ["p2", "p3"]


def test_a_bare_surname_fits_all_who_bear_it_unless_one_is_far_better_known() -> None:
    known = Entity("person", "a", "Ilse Hartmann", ("Hartmann",), weight=9)
    other = Entity("person", "b", "Jon Hartmann", (), weight=2)
    assert isinstance(Names.build([known, other]).resolve("Hartmann"), Tie)
    rare = Entity("person", "b", "Jon Hartmann", (), weight=1)
    assert isinstance(Names.build([known, rare]).resolve("Hartmann"), Found)


def test_family_names_that_come_first_and_given_names_with_a_hyphen() -> None:
    names = Names.build([Entity("person", "a", "Seo Ha-yun", ("Seo",)), Entity("person", "b", "Seo Min-ji")])
    assert isinstance(names.resolve("seo"), Tie)
    outcome = names.resolve("hayun seo")
    assert isinstance(outcome, Found)
    assert outcome.entity.id == "a"


def test_other_scripts() -> None:
    assert fold("विश्वनाथ") == "vishvanath"
    names = Names.build([Entity("person", "a", "S Vishvanath"), Entity("person", "b", "Irina Volkova")])
    for typed, id_ in (("विश्वनाथ", "a"), ("Волкова", "b")):
        outcome = names.resolve(typed)
        assert isinstance(outcome, Found)
        assert outcome.entity.id == id_


def test_words_around_the_name_settle_a_tie() -> None:
    assert found("Venkat", hint="the central banker") == "Leela Venkat"
    assert found("negotiator Venkat") == "T. R. Venkat"
    assert found("Mrs Venkat") == "Leela Venkat"


def test_a_slip_that_fits_two_is_asked_back() -> None:
    outcome = NAMES.resolve("Vemkat")
    assert isinstance(outcome, Tie)
    assert {entity.id for entity in outcome.entities} == {"p2", "p3"}


def test_an_unknown_name_gets_near_ones() -> None:
    outcome = NAMES.resolve("Marta Lindberg", ("person",))
    assert isinstance(outcome, Unknown)
    assert outcome.nearest[0].id == "p1"


def test_kinds_limit_what_is_looked_for() -> None:
    assert isinstance(NAMES.resolve("lithium", ("person", "country")), Unknown)
    assert isinstance(NAMES.resolve("Norway", ("country",)), Found)


@given(st.text(max_size=300))
def test_no_text_makes_it_raise(text: str) -> None:
    NAMES.resolve(text, hint=text)
    NAMES.complete(text)


@given(st.sampled_from(CAST), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]), st.booleans())
def test_form_and_case_make_no_difference(entity: Entity, form: str, upper: bool) -> None:
    typed = unicodedata.normalize(form, entity.name)  # type: ignore[arg-type]
    assert found(typed.upper() if upper else typed.lower()) == entity.name


def test_of_suggestions_the_one_with_the_nearest_word_comes_first() -> None:
    names = Names.build(
        [Entity("person", "grossman", "Igor Grossman", weight=50.0), Entity("person", "gor", "Sergio Gor", weight=1.0)],
        with_countries=False,
    )
    outcome = names.resolve("Gro")
    assert isinstance(outcome, Unknown)
    assert outcome.nearest[0].id == "gor"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("peruvian ambassador to japan", True),
        ("ambassador of peru", True),
        ("japanese ambassador to peru", False),
        ("the japanese ambassador", False),
    ],
)
def test_an_envoy_is_sent_by_one_country_to_the_other(typed: str, found: bool) -> None:
    names = Names([Entity("person", "a", "Ana Poe", (), ("Peru's ambassador to Japan",), 2)])
    assert isinstance(names.resolve(typed), Found) is found


@pytest.mark.parametrize(
    ("typed", "found"),
    [("Ruben", True), ("Rubbin", True), ("Ruibn", True), ("Rubio", False), ("Robio", False), ("Rupin", True)],
)
def test_another_letter_makes_another_name_of_a_short_one(typed: str, found: bool) -> None:
    names = Names([Entity("person", "a", "Ann Rubin")])
    assert isinstance(names.resolve(typed), Found) is found


def test_x_sounds_as_ks() -> None:
    outcome = Names.build([]).resolve("Meksico", ("country",))
    assert isinstance(outcome, Found)
    assert outcome.entity.id == "MX"


HEADS = Names.build(
    [
        Entity("person", "a", "Ann Oak", ("Oak", "Kip"), ("next director-general of the Tuna Board",), 1),
        Entity("person", "b", "Joan Lind", (), ("finance director of the Lorn Museum",), 1),
        Entity("person", "c", "Rosa Vel", (), ("director of the Lorn Museum",), 1),
        Entity("person", "d", "Petra Hahn", (), ("Czech chief veterinary officer",), 1),
        Entity("person", "e", "Ruth Page", (), ("Justice",), 1, context=("Justice Ruth Page fined Torvik",)),
        Entity("person", "f", "Carl Ross", (), ("justice minister",), 1, context=("Torvik and the minister",)),
        Entity("person", "g", "Lena Moss", (), ("mayor of Ketria",), 1),
        Entity("person", "h", "Jack Moor", (), ("to become mayor of Ketria",), 1),
    ]
)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Kip Oak", "Ann Oak"),
        ("the new boss of the Tuna Board", "Ann Oak"),
        ("the head of the Tuna Board", "Ann Oak"),
        ("the boss of the Lorn Museum", "Rosa Vel"),
        ("the chief vet in the Czech Republic", "Petra Hahn"),
        ("the judge in the Torvik case", "Ruth Page"),
        ("the mayor of Ketria", "Lena Moss"),
        ("the next mayor of Ketria", "Jack Moor"),
    ],
)
def test_who_is_at_the_head_of_something_by_another_word(typed: str, name: str) -> None:
    outcome = HEADS.resolve(typed)
    assert isinstance(outcome, Found)
    assert outcome.entity.name == name


def test_a_nickname_goes_with_the_own_surname_alone() -> None:
    assert isinstance(HEADS.resolve("Kip Lind"), Unknown)
