"""People of one article, told from small texts of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.people import find_people, mention_gender
from bot.reading.text import analyse
from storage.records import Person

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "people"


def people(text: str) -> dict[str, Person]:
    return {person.name: person for person in find_people(analyse(text))}


def test_short_forms_and_handles_belong_to_the_full_name() -> None:
    found = people(
        "Quito: Foreign Minister Elena Vargas on Monday praised @TomasHale. Vargas met US Ambassador Tomas Hale twice."
    )
    assert set(found) == {"Elena Vargas", "Tomas Hale"}
    assert "Vargas" in found["Elena Vargas"].aliases
    assert "@TomasHale" in found["Tomas Hale"].aliases
    assert [role.text for role in found["Elena Vargas"].roles] == ["Foreign Minister"]
    assert [role.text for role in found["Tomas Hale"].roles] == ["US Ambassador"]


def roles(person: Person) -> list[str]:
    return [role.text for role in person.roles]


def test_initials_in_any_setting_are_one_person() -> None:
    found = people("Talks: K. V. Iyer left. KV Iyer said no. Dr Iyer smiled. J.T. Okafor stayed; Okafor said yes.")
    assert set(found) == {"K. V. Iyer", "J.T. Okafor"}
    assert {"KV Iyer", "Dr Iyer"} <= set(found["K. V. Iyer"].aliases)


def test_two_people_of_one_surname_are_kept_apart_by_honorific_and_by_who_was_named_last() -> None:
    text = (
        "Trade Minister Anil Rahman met banker Farida Rahman. Ms Rahman smiled. Mr Rahman did not. "
        "Anil Rahman left; Rahman ate."
    )
    found = people(text)
    said = {name: [text[start:end] for start, end in person.mentions] for name, person in found.items()}
    assert said == {
        "Anil Rahman": ["Anil Rahman", "Rahman", "Anil Rahman", "Rahman"],
        "Farida Rahman": ["Farida Rahman", "Rahman"],
    }
    assert (found["Anil Rahman"].gender, found["Farida Rahman"].gender) == ("m", "f")


def test_a_bare_surname_is_whoever_was_named_last() -> None:
    text = (
        "Trade Minister Anil Rahman met banker Farida Rahman. Rahman left. Then Anil Rahman sat. Rahman ate. "
        "Farida Rahman did not."
    )
    found = people(text)
    assert [text[start:end] for start, end in found["Farida Rahman"].mentions] == [
        "Farida Rahman",
        "Rahman",
        "Farida Rahman",
    ]
    assert found["Farida Rahman"].mentions[1].start == text.index("Rahman left")


def test_a_bare_surname_is_whom_the_article_is_about_not_a_namesake_met_in_passing() -> None:
    text = (
        "Judge Helen Okoro opened the court on Monday. Helen Okoro has sat there since 2009, unlike her husband, "
        "the poet Tunde Okoro. “I like it,” Okoro said. Mr Okoro was away."
    )
    found = people(text)
    said = {name: [text[start:end] for start, end in person.mentions] for name, person in found.items()}
    assert said == {"Helen Okoro": ["Helen Okoro", "Helen Okoro", "Okoro"], "Tunde Okoro": ["Tunde Okoro", "Okoro"]}


def test_a_bare_surname_is_nobody_who_comes_later_in_the_article() -> None:
    text = (
        "Governor Anil Rahman held rates on Tuesday. “Enough,” Rahman said. The governor of the other bank, "
        "Shafiq Rahman, cut them. Shafiq Rahman was pleased. Shafiq Rahman left."
    )
    found = people(text)
    assert [text[start:end] for start, end in found["Anil Rahman"].mentions] == ["Anil Rahman", "Rahman"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Grace Adeyemi Outpaces Three Harbour Rivals.\n\nThe mayor left. Adeyemi won again.", "Grace Adeyemi"),
        (
            "Grace Adeyemi Slams Harbour Plan.\n\nThe mayor, Grace Adeyemi, said it on Monday. Adeyemi left.",
            "Grace Adeyemi",
        ),
        ("Harbour News.\n\nGrace Adeyemi Isn’t Amused With the New Plan.\n\nShe said it.", "Grace Adeyemi"),
        ("Union Chief Peter Lund Reportedly Quits Over Pay\n\nPeter Lund said nothing.", "Peter Lund"),
        ("The vote was close. Interestingly Peter Lund stayed away.", "Peter Lund"),
    ],
)
def test_a_name_in_a_headline_ends_before_its_verb(text: str, name: str) -> None:
    assert [person.name for person in find_people(analyse(text))] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "“Never,” explained Teal Baker, the director. “Not once,” said Baker.",
        "It was written by Teal Baker, who edits the paper. It was short, said Baker.",
    ],
)
def test_a_surname_that_is_also_a_trade_is_a_name_where_its_place_says_so(text: str) -> None:
    (person,) = find_people(analyse(text))
    assert (person.name, [text[start:end] for start, end in person.mentions]) == ("Teal Baker", ["Teal Baker", "Baker"])


def test_a_surname_that_is_a_common_word_may_open_a_sentence() -> None:
    text = "The speech was given by Dolores Smith, a nurse. Smith, choosing her words, asked for calm."
    (person,) = find_people(analyse(text))
    assert [text[start:end] for start, end in person.mentions] == ["Dolores Smith", "Smith"]


def test_names_that_are_words_are_told_from_words() -> None:
    text = (
        "Striker May Lim scored in May. Will Price, 46, the manager, said prices would rise. "
        "Price added that May was wet. Price controls stay. “Hunt them,” he said."
    )
    found = people(text)
    assert set(found) == {"May Lim", "Will Price"}
    assert [text[start:end] for start, end in found["Will Price"].mentions] == ["Will Price", "Price"]
    assert [text[start:end] for start, end in found["May Lim"].mentions] == ["May Lim"]


@pytest.mark.parametrize(
    "thing",
    [
        "The USS Marcus Hale sailed from San Diego on Monday.",
        "Shares of Morgan Stanley and Samsung Electronics fell in New York.",
        "The Mercer Family Foundation met at the Kenyatta Centre in Nairobi.",
        "In January the European Union and South Korea met in The Hague.",
        "The Birsa Munda stadium hosted the Nations Trophy on Easter Sunday.",
        "The John Hale Bridge and Harrogate Lane were closed in August.",
        "Saudi Arabia told the World Trade Organization that Brent rose.",
    ],
)
def test_places_bodies_ships_brands_and_months_are_no_people(thing: str) -> None:
    assert people(thing) == {}


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("National Trade Committee Chairman Ed Hollis resigned.", "Ed Hollis", "National Trade Committee Chairman"),
        ("Minister of State for External Affairs Harpreet Kaur Bajwa flew.", "Harpreet Kaur Bajwa",
         "Minister of State for External Affairs"),
        ("The text, said India’s chief negotiator, Dr K. V. Iyer, was done.", "K. V. Iyer", "India’s chief negotiator"),
        ("Rosa Quispe, Peru’s trade minister, said so.", "Rosa Quispe", "Peru’s trade minister"),
        ("Rosa Quispe, a copper analyst at Banco Sur, said so.", "Rosa Quispe", "copper analyst at Banco Sur"),
        ("Foreign ministry spokesperson Rosa Quispe said so.", "Rosa Quispe", "Foreign ministry spokesperson"),
        ("Rosa Quispe was named Peru’s ambassador to Kenya on Monday.", "Rosa Quispe", "Peru’s ambassador to Kenya"),
        ("Rosa Quispe took office as Minister of Mines and Energy.", "Rosa Quispe", "Minister of Mines and Energy"),
        ("Rosa Quispe will succeed Ann Oduya as chief executive of Banco Sur.", "Rosa Quispe",
         "chief executive of Banco Sur"),
        ("Anna Lima and Texas Gov. Hal Mercer spoke.", "Hal Mercer", "Texas Gov."),
    ],
)  # fmt: skip
def test_roles_are_as_the_article_words_them(text: str, name: str, role: str) -> None:
    found = people(text)
    assert role in roles(found[name])
    if "succeed" in text:
        assert role not in roles(found["Ann Oduya"])


def test_an_office_without_a_name_goes_to_its_holder() -> None:
    text = (
        "US Ambassador to Peru Tomas Hale came. The American ambassador to Peru smiled. The Russian ambassador did not."
    )
    assert roles(people(text)["Tomas Hale"]) == ["US Ambassador to Peru", "American ambassador to Peru"]
    text = text.replace("American ambassador", "American envoy")  # another word for it
    assert roles(people(text)["Tomas Hale"]) == ["US Ambassador to Peru", "American envoy to Peru"]


def test_a_phrase_in_the_clause_before_is_no_role() -> None:
    text = "Calling Peru an old partner, Tomas Hale said yes. According to the minister, Tomas Hale said no."
    assert roles(people(text)["Tomas Hale"]) == []


@pytest.mark.parametrize(
    "name",
    ["Khalid bin Salem al-Harthy", "Anke van der Meer", "José Ángel Gutiérrez", "Nguyễn Thị Hoa", "Park Eun-bi",
     "Oh Jin", "Seán Ó Briain", "Jean-Luc d’Estaing-Morel", "Thandiwe Ng’andu", "Marcus Bell Jr.",
     "Ana Paula de Souza e Silva",
     "Wekesa arap Koros", "Xu Yi", "Feroz Khan-Lodi"],
)  # fmt: skip
def test_names_of_many_lands_are_read_whole(name: str) -> None:
    found = people(f"Quito: Trade Minister {name} told reporters that prices would fall. It rained.")
    assert list(found) == [name]


def test_short_forms_of_names_of_many_lands() -> None:
    found = people(
        "Ministers Khalid bin Salem al-Harthy, Anke van der Meer and Paz Villanueva Soto met. Bin Salem said yes. "
        "Van der Meer said no. Villanueva Soto said maybe. Al-Harthy told reporters so."
    )
    assert "Al-Harthy" in found["Khalid bin Salem al-Harthy"].aliases
    assert "Van der Meer" in found["Anke van der Meer"].aliases
    assert "Villanueva Soto" in found["Paz Villanueva Soto"].aliases


def test_nicknames_in_marks_and_told_ones() -> None:
    found = people(
        'Senator Maria "Mimi" Delgado left. Mimi Delgado waved. '
        "Admiral Teodora Cruz, known to sailors as Teddy, stayed. “Teddy Cruz is right,” Delgado said."
    )
    assert set(found) == {"Maria Delgado", "Teodora Cruz"}
    assert "Mimi Delgado" in found["Maria Delgado"].aliases
    assert "Teddy Cruz" in found["Teodora Cruz"].aliases


@pytest.mark.parametrize(
    ("text", "name", "nickname"),
    [
        ("Ada Bello, whom colleagues call “the Abacus”, runs the treasury.", "Ada Bello", "the Abacus"),
        ("Ada Bello runs the treasury. Colleagues call her “the Abacus”.", "Ada Bello", "the Abacus"),
        ("Ada Bello met Tom Reyes. In 1996 it rained. Colleagues call her “the Abacus”.", "Ada Bello", "the Abacus"),
        (
            "K. Osei spoke of rain. “She left,” he said. It rained for days and nights. They call her “Sky”.",
            "K. Osei",
            None,
        ),
        ("The crew call Tomas Reyes “Captain Fog”.", "Tomas Reyes", None),
        ("Friends call Tomas Reyes “Foghorn”.", "Tomas Reyes", "Foghorn"),
        ("Tomas Reyes spoke. He is widely known as the Lion of Cebu.", "Tomas Reyes", "the Lion of Cebu"),
        ("Tomas Reyes, the pilot known as “Foghorn,” spoke.", "Tomas Reyes", "Foghorn"),
        ("Thomas Reyes, known as Tobo, spoke.", "Thomas Reyes", "Tobo"),
        ("Ada Bello met Rosa Lind. Colleagues call her “the Abacus”.", "Ada Bello", None),
        ("Ada Bello met Rosa Lind. Colleagues call her “the Abacus”.", "Rosa Lind", None),
        ("Rosa Lind left. He called her “the Devil” and “a liar”.", "Rosa Lind", None),
        (
            "“It is bitter,” said a nurse, Peter Wolf, known to nearly everyone in the ward as Tibs.",
            "Peter Wolf",
            "Tibs",
        ),
        ("Ann Oak, nicknamed Ma Kite, or Mrs Sail, by the Suva press, ran a yard.", "Ann Oak", "Ma Kite"),
        ("Ann Oak, whom everybody in the harbour calls Kite, ran a yard.", "Ann Oak", "Kite"),
        ("Ann Oak, whom Tom Reyes calls Cruella, ran a yard.", "Ann Oak", None),
        ("Peter Wolf is known as the Minister of Works.", "Peter Wolf", None),
        ("Peter Wolf spoke. Sailors call her “Kite”.", "Peter Wolf", None),
    ],
)
def test_nicknames_that_are_told_are_names_too(text: str, name: str, nickname: str | None) -> None:
    (person,) = [each for each in find_people(analyse(text)) if each.name == name]
    short = {alias for alias in person.aliases if alias not in name.split()}
    assert short == ({nickname} if nickname else set())


def test_a_nickname_in_other_words_is_nobody_else() -> None:
    assert list(people("Ann Oak, nicknamed Ma Kite, or Mrs Sail, by the Suva press, ran a yard.")) == ["Ann Oak"]


def test_the_nickname_is_hers_though_another_was_quoted_on_her() -> None:
    found = people(
        "Ada Bello goes to Suva. She is 60. M. T. Rao, who led the talks, will follow her as envoy. Bello waits. "
        "Rao recalled a night in Lima. “She took off her watch. She sat. That was it,” he said. "
        "He was tired. He went home.\n"
        "The envoy joined in 1996. Colleagues call her “the Abacus”. She sails."
    )
    assert found["M. T. Rao"].gender == "m"
    assert "the Abacus" in found["Ada Bello"].aliases


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Ann Oak, 51, will be the next director-general of the Tuna Board.",
            "next director-general of the Tuna Board",
        ),
        ("Ann Oak, who chairs a committee in parliament, will be the next trade minister.", "next trade minister"),
        ("Ann Oak will be Norway’s next envoy to Chile.", "Norway’s next envoy to Chile"),
        ("Ann Oak is leaving the bank to become director of Lorn Museum.", "to become director of Lorn Museum"),
        ("Ann Oak is to become head of the union.", "to become head of the union"),
        ("Ann Oak will become mayor of Lorn in May.", "will become mayor of Lorn"),
        ("Ann Oak was chosen to be mayor of Lorn.", "to be mayor of Lorn"),
        ("Ann Oak hopes to become mayor of Lorn.", None),
        ("Ann Oak will not be the next mayor of Lorn.", None),
        ("Ann Oak is expected to become mayor of Lorn.", None),
        ("Ann Oak left the bank because she wanted to become mayor of Lorn.", None),
    ],
)
def test_an_office_yet_to_be_held_is_told_as_such(text: str, role: str | None) -> None:
    (person,) = find_people(analyse(text))
    assert [each.text for each in person.roles] == ([role] if role else [])


def test_a_season_behind_a_given_name_is_a_surname() -> None:
    assert list(people("Mayor Petra Winter, who took office in May, did not vote. In Lorn Winter came early.")) == [
        "Petra Winter"
    ]


def test_headlines_do_not_lengthen_names() -> None:
    found = people(
        "Rosa Quispe Blasts Tariff Plan Amid Copper Row\n\n"
        "Trade Minister Rosa Quispe said on Monday that copper was safe."
    )
    assert list(found) == ["Rosa Quispe"]


@pytest.mark.parametrize("round_", ["round1", "round2", "round3"])
def test_articles_of_our_own(round_: str) -> None:
    rows = [json.loads(line) for line in (CORPUS / f"{round_}.jsonl").read_text(encoding="utf-8").splitlines()]
    right = found = wanted = 0
    for row in rows:
        mine = set(people(row["text"]))
        gold = {person["name"] for person in row["people"]}
        assert not mine & set(row["not_people"])
        right, found, wanted = right + len(mine & gold), found + len(mine), wanted + len(gold)
    assert right >= 0.9 * found
    assert right >= 0.9 * wanted


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400) | st.text(alphabet="Mr. Bell,JSO'’“”@- \n\ud800Éal", max_size=400))
def test_any_text_is_read_and_every_span_is_in_range(text: str) -> None:
    for person in find_people(analyse(text)):
        assert person.mentions
        for start, end in (*person.mentions, *(role.span for role in person.roles)):
            assert 0 <= start < end <= len(text)
        assert all(role.text == text[role.span.start : role.span.end] for role in person.roles)


def test_a_company_of_unknown_name_is_no_person() -> None:
    text = (
        "Exports rose by a fifth, Altyn Tau said in a statement, calling its order book full. "
        "Minister Anna Berg disagreed."
    )
    assert [person.name for person in find_people(analyse(text))] == ["Anna Berg"]


def test_pronouns_about_another_do_not_change_what_a_given_name_says() -> None:
    found = people("Hale, she wrote, is honest. Hale, she added, is kind. Critics of Donald Hale laughed.")
    assert mention_gender(found["Donald Hale"]) == "m"
    she = people("Donald Hale left. " + "Hale said she would stay. " * 6)
    assert mention_gender(she["Donald Hale"]) == "f"  # the article itself says so, often enough


def test_a_surname_does_not_mean_whom_another_is_only_related_to() -> None:
    text = (
        "A rower, Anna Ojo, mother of the late sprinter Tom Ojo, rejected the claim. Ojo said that nobody had called. "
        "Tom Ojo trained here. Ojo won twice."
    )
    found = people(text)
    assert [text[span.start : span.end] for span in found["Anna Ojo"].mentions] == ["Anna Ojo", "Ojo"]
    assert [text[span.start : span.end] for span in found["Tom Ojo"].mentions] == ["Tom Ojo", "Tom Ojo", "Ojo"]


def test_in_a_headline_a_name_ends_before_its_verb_though_the_verb_is_a_surname_too() -> None:
    text = "The wells ran dry in May.\n\nLaura Nelson Sides With George W. Bush On Water\n\nNelson spoke on Monday.\n"
    found = people(text)
    assert set(found) == {"Laura Nelson", "George W. Bush"}
    assert set(people("Laura Sides said so. Peter Sides, her son, left.")) == {"Laura Sides", "Peter Sides"}


def test_whose_relative_one_is_makes_a_given_name_a_person() -> None:
    found = people(
        "Nestor Dizon mended his net. His wife, Corazon, corrected him. Dizon’s younger son, Marcus, 9, laughed; "
        "his aunt Maria slept."
    )
    assert set(found) == {"Nestor Dizon", "Corazon", "Marcus", "Maria"}
    assert found["Corazon"].gender == "f"
    assert found["Marcus"].gender == "m"
    assert "Apple" not in people("Nestor Dizon left. His company, Apple, grew.")
    others = people(
        "Nestor Dizon left. His successor, Nokia, grew. Their ally, Hezbollah, fired. Their neighbour, Ikea, fled."
    )
    assert set(others) == {"Nestor Dizon"}


def test_whom_somebody_asks_is_another() -> None:
    found = people(
        "Dana Kowal asks him why it is thick. Dana Kowal asks him when. “Soon,” she says, and Dana Kowal left."
    )
    assert found["Dana Kowal"].gender != "m"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Rain fell. Watching President Grace Adeyemi leave, he wept.", "President"),
        ("Rain fell. Acting President Grace Adeyemi left.", "Acting President"),
        ("Rain fell. Supporter of Presidential Candidate Grace Adeyemi left.", "Presidential Candidate"),
        ("Rain fell on Secretary of State Grace Adeyemi.", "Secretary of State"),
    ],
)
def test_a_verb_before_a_title_is_no_part_of_it(text: str, role: str) -> None:
    (person,) = find_people(analyse(text))
    assert [each.text for each in person.roles] == [role]
