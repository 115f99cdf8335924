"""Speakers of quotations, in small examples written for these tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.people import find_people
from bot.reading.quotes import read_quotes
from bot.reading.quotes.choice import choose
from bot.reading.quotes.confidence import calibrated, confidence_features
from bot.reading.quotes.governed import Subjects
from bot.reading.quotes.model import CONFIDENCE_WEIGHTS, WEIGHTS
from bot.reading.quotes.reader import read_scene
from bot.reading.text import analyse
from storage.records import Person
from tests.reading.naming import person, speakers, words

SEED = Path(__file__).parents[2] / "seeds" / "india-us-2026-01-13.txt"


def test_the_seed_gives_gor_and_jaishankar_their_words() -> None:
    text = SEED.read_text(encoding="utf-8")
    people = (
        person(text, "S Jaishankar", "m", ("External Affairs Minister",)),
        person(text, "Marco Rubio", "m", ("Secretary of State",)),
        person(text, "Sergio Gor", "m", ("US Ambassador to India",)),
    )
    quotes = read_quotes(analyse(text), people)
    said = {words(text, quote)[:28]: quote.speaker_name for quote in quotes}
    assert said["concluded a good conversatio"] == "S Jaishankar"
    assert said["Trade, critical minerals, nu"] == "S Jaishankar"
    assert said["Just concluded a good conver"] == "S Jaishankar"
    assert said["In fact, the next call on tr"] == "Sergio Gor"
    assert said["The United States and India "] == "Sergio Gor"
    assert said["In the end, last week, our g"] == "Sergio Gor"
    assert said["a consequential global partn"] == "Sergio Gor"
    assert all(quote.shown for quote in quotes if quote.kind != "indirect")
    assert not any(words(text, quote) == "reciprocal" for quote in quotes)


def test_a_pronoun_that_could_mean_three_names_nobody() -> None:
    text = (
        "Mark Dunne and Paul Reyes have fought for years. Luke Odell, a bishop, tried to make peace between Dunne and "
        "Reyes.\nThere were no winners.\n“I am tired of all this,” he said.\n“Me too,” Odell said."
    )
    unsure, sure = read_quotes(analyse(text), find_people(analyse(text)))
    assert not unsure.shown
    assert unsure.confidence < 0.6
    assert (sure.speaker_name, sure.shown) == ("Luke Odell", True)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Teo Marchi joins Dana Kowal. Kowal asks him why the phone is thick. “You asked for a week,” he replies.",
            "Teo Marchi",
        ),
        (
            "Forecaster Joel Abad said the swell would last. Mayor Liezl Macar, he added, “was right to close it”.",
            "Joel Abad",
        ),
        (
            "Tom Hale ate. “The mayor eats whether I fish or not,” Hale said. His wife, Corazon, corrected him. "
            "“She sent rice,” she said.",
            "Corazon",
        ),
        (
            "Ada Bright, managing director of Palm Bank, spoke.\nA shareholder shouted.\n“Be calm,” the MD said.",
            "Ada Bright",
        ),
        (
            "“Give us fuel,” Ernest Koros told a meeting.\nThe minister conceded that fuel was dear.\n"
            "Koros disagreed. “Give us roads,” he said.\n"
            "According to Peter Hassan, who owns a farm, buyers pay late. “The risk is mine,” he said.",
            "Peter Hassan",
        ),
    ],
)
def test_who_a_pronoun_or_a_short_title_is(text: str, speaker: str) -> None:
    quotes = [quote for quote in read_quotes(analyse(text), find_people(analyse(text))) if quote.kind != "indirect"]
    assert quotes[-1].speaker_name == speaker


def test_he_right_after_said_is_who_said_it() -> None:
    text = "“Not me,” Tom Hale said. “Never,” he added.\nAsked why by Hale, Ian Odell said he was tired."
    people = find_people(analyse(text))
    last = [mention for mention in read_scene(analyse(text), people).mentions if mention.kind == "p"][-1]
    assert last.person is not None
    assert people[last.person].name == "Ian Odell"
    assert last.spread[0][1] > 0.8


def test_a_word_talked_about_is_no_speech() -> None:
    text = "Bo Akin pleaded for the young woman. He later apologised for the word “young”, and left."
    assert not [q for q in read_quotes(analyse(text), find_people(analyse(text))) if q.kind != "indirect"]


def test_cue_before_after_and_in_the_middle() -> None:
    text = (
        "Maria Lopez opened the new bridge on Friday.\n"
        "“It took nine years,” Lopez said.\n"
        "“Nobody believed us,” she told reporters, “and nobody paid us.”\n"
        "Her rival, Peter Hahn, replied: “The bridge leads nowhere at all.”\n"
    )
    people = person(text, "Maria Lopez", "f"), person(text, "Peter Hahn", "m")
    assert speakers(text, *people) == [
        ("It took nine years,", "Maria Lopez"),
        ("Nobody believed us, / and nobody paid us.", "Maria Lopez"),
        ("The bridge leads nowhere at all.", "Peter Hahn"),
    ]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("“”„«»‘’'\"`.,?! \nAabHe said\ud800\u202e😀\x00（"), max_size=200))
def test_any_text_is_read_and_every_offset_is_in_range(text: str) -> None:
    for quote in read_quotes(analyse(text), (Person("He", mentions=()),)):
        for start, end in (*quote.content, *quote.cue, *quote.speaker):
            assert 0 <= start < end <= len(text)


def test_words_of_another_inside_a_quotation_name_him_and_stay_with_the_speaker() -> None:
    text = "Sergio Gor spoke first.\n“Our Secretary, Marco Rubio, stated that it will be a good year,” Gor said."
    people = person(text, "Sergio Gor", "m"), person(text, "Marco Rubio", "m")
    quotes = read_quotes(analyse(text), people)
    outer = next(k for k, quote in enumerate(quotes) if quote.kind == "direct")
    inner = next(quote for quote in quotes if quote.within is not None)
    assert quotes[outer].speaker_name == "Sergio Gor"
    assert (inner.within, inner.speaker_name, words(text, inner)) == (outer, "Marco Rubio", "it will be a good year")


def test_reported_speech_is_marked_as_such() -> None:
    text = "Maria Lopez said that the bridge would open in May."
    (quote,) = read_quotes(analyse(text), (person(text, "Maria Lopez", "f"),))
    assert (quote.kind, words(text, quote), quote.speaker_name) == (
        "indirect",
        "the bridge would open in May",
        "Maria Lopez",
    )


def test_a_scare_quote_before_a_noun_is_no_speech() -> None:
    text = "Maria Lopez arrived late.\nThe government put a 25 per cent “reciprocal” tariff on steel."
    assert speakers(text, person(text, "Maria Lopez", "f")) == []


def test_a_transcript_gives_each_line_to_its_label() -> None:
    text = (
        "Dana Whitlock spoke with Luis Ortega.\nWHITLOCK: How many homes are dark?\nORTEGA: Four hundred.\n"
        "WHITLOCK: And tomorrow?\nORTEGA: None, I hope.\n"
    )
    people = person(text, "Dana Whitlock", "f"), person(text, "Luis Ortega", "m")
    assert speakers(text, *people) == [
        ("How many homes are dark?", "Dana Whitlock"),
        ("Four hundred.", "Luis Ortega"),
        ("And tomorrow?", "Dana Whitlock"),
        ("None, I hope.", "Luis Ortega"),
    ]


def test_who_is_quoted_as_saying_has_said_it() -> None:
    text = "Helene Marti read from a call and quoted Joseph Bara as saying: “Let them hear us before they see us.”"
    people = person(text, "Helene Marti", "f"), person(text, "Joseph Bara", "m")
    assert ("Let them hear us before they see us.", "Joseph Bara") in speakers(text, *people)


def test_a_body_is_never_made_a_person() -> None:
    text = "Maria Lopez left.\nThe Home Goods Federation said in a statement, “Families will pay this bill.”"
    quotes = read_quotes(analyse(text), (person(text, "Maria Lopez", "f"),))
    assert all(quote.person is None for quote in quotes)
    assert any(quote.speaker_kind == "organisation" for quote in quotes)


def test_a_hundred_thousand_marks_and_possessives_are_read_in_linear_time() -> None:
    for text in ("“" * 100_000, "'a " * 20_000, '"a" ' * 10_000, "a's " * 20_000, "(Jan " * 10_000):
        read_quotes(analyse(text), ())


def test_a_pronoun_goes_to_the_person_of_its_gender() -> None:
    text = "Peter Hahn was met there by Maria Lopez.\n“The train was early,” he said.\n“It was on time,” she said."
    people = person(text, "Peter Hahn", "m"), person(text, "Maria Lopez", "f")
    assert [name for _, name in speakers(text, *people)] == ["Peter Hahn", "Maria Lopez"]


def test_a_fragment_named_by_the_writer_is_no_speech_though_the_sentence_holds_a_verb_of_speech() -> None:
    text = "Maria Lopez said that the so-called “sunset bridge” would close."
    assert ("sunset bridge", "Maria Lopez") not in speakers(text, person(text, "Maria Lopez", "f"))


def test_a_country_and_its_adjective_name_one_office() -> None:
    text = (
        "Anna Weber is ambassador of Canada. Maria Lopez is ambassador of Germany.\n"
        "“The port was full,” the Canadian ambassador said.\n"
        "“The port was empty,” the German ambassador said."
    )
    people = (
        person(text, "Maria Lopez", "f", ("ambassador of Germany",)),
        person(text, "Anna Weber", "f", ("ambassador of Canada",)),
    )
    assert [name for _, name in speakers(text, *people)] == ["Anna Weber", "Maria Lopez"]


@pytest.mark.parametrize(
    ("one", "other", "speaker"),
    [
        ("High Commissioner", "", 0),
        ("High Commissioner of Malta", "", 0),
        ("High Commissioner of Fiji", "", None),
        ("High Commissioner", "Ambassador", None),
        ("Police Commissioner", "", None),
    ],
)
def test_the_only_envoy_of_an_article_may_be_called_otherwise(one: str, other: str, speaker: int | None) -> None:
    text = (
        "A day before, the Maltese envoy to Kenya had called the port “a door that opens both ways”.\n"
        f"{one} Anna Weber and {other} Maria Lopez walked along the quay."
    )
    people = person(text, "Anna Weber", "f", (one,)), person(text, "Maria Lopez", "f", (other,) if other else ())
    found = [quote.person for quote in read_quotes(analyse(text), people) if quote.kind != "indirect"]
    assert found == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Maria Lopez denied saying “the bridge is a waste of good money”.",
        "Maria Lopez denies having said “the bridge is a waste of good money”.",
        "Maria Lopez has never said, “The bridge is a waste of good money.”",
        "Maria Lopez did not say “the bridge is a waste of good money”.",
        "Maria Lopez was shown a forged letter that read “I will sell the bridge to anyone”.",
        "A fabricated post quoted Maria Lopez as saying: “I will sell the bridge to anyone.”",
    ],
)
def test_denied_and_forged_words_are_nobodys(text: str) -> None:
    assert [name for _, name in speakers(text, person(text, "Maria Lopez", "f")) if name] == []


@pytest.mark.parametrize(
    "text",
    [
        "Maria Lopez denied the claim, saying “it is a plain lie from end to end”.",
        "Maria Lopez never said why, but told reporters, “It is a plain lie from end to end.”",
        "Maria Lopez, who never gave up, said: “It is a plain lie from end to end.”",
        "Asked about the forged letter, Maria Lopez said: “It is a plain lie from end to end.”",
        "Maria Lopez said of the forged letter: “It is a plain lie from end to end.”",
        "Maria Lopez did not just say “it is a plain lie from end to end”.",
    ],
)
def test_a_denial_beside_a_quotation_does_not_deny_its_words(text: str) -> None:
    assert [name for _, name in speakers(text, person(text, "Maria Lopez", "f"))][-1] == "Maria Lopez"


def test_a_choice_is_trusted_less_where_its_form_is_that_of_choices_that_were_wrong() -> None:
    text = "“We will build the bridge this year,” said Amara Diallo.\n\nThe plan, “quite a gift”, pleased Amara Diallo."
    document = analyse(text)
    people = find_people(document)
    scene = read_scene(document, people)
    plain = choose(scene, WEIGHTS, {})
    put_right = choose(read_scene(document, people), WEIGHTS, CONFIDENCE_WEIGHTS)
    assert put_right[0].confidence > 0.9
    assert put_right[1].confidence < put_right[0].confidence
    assert [one.mention for one in plain] == [one.mention for one in put_right]
    subjects = Subjects(scene)
    unsure = dict.fromkeys(confidence_features(subjects, 0, plain[0]), -9.0)
    assert calibrated(unsure, subjects, 0, plain[0]) < 0.01
    assert calibrated({}, subjects, 0, plain[0]) == plain[0].confidence


def test_an_adverb_before_that_is_no_part_of_what_was_said() -> None:
    text = "Mayor Bob Stone said repeatedly that taxes must fall."
    (quote,) = read_quotes(analyse(text), (person(text, "Bob Stone", "m"),))
    assert (words(text, quote), quote.speaker_name) == ("taxes must fall", "Bob Stone")


def test_last_month_opens_no_name() -> None:
    text = (
        "Joseph Ojo, the envoy, spoke.\n“Last month our Secretary, Jane Ali, said that this would be a year of work. "
        "We have signed enough,” Ojo added."
    )
    found = read_quotes(analyse(text), (person(text, "Joseph Ojo", "m"), person(text, "Jane Ali", "f")))
    assert [quote.speaker_name for quote in found if quote.within is not None] == ["Jane Ali"]
