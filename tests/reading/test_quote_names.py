"""Names of speakers: titles and bodies before a name, phrases cut short, whom words in marks speak of. Own texts."""

from __future__ import annotations

import pytest

from bot.reading.people import find_people
from bot.reading.quotes import read_quotes
from bot.reading.quotes.choice import choose
from bot.reading.quotes.grammar import subject_of
from bot.reading.quotes.model import WEIGHTS
from bot.reading.quotes.pronouns import Antecedents
from bot.reading.quotes.reader import read_scene
from bot.reading.quotes.scare import is_scare_quote
from bot.reading.quotes.titles import is_title
from bot.reading.text import analyse


def speakers(text: str) -> list[str | None]:
    document = analyse(text)
    return [quote.speaker_name for quote in read_quotes(document, find_people(document))]


def mentions(text: str, kinds: str) -> list[str]:
    document = analyse(text)
    scene = read_scene(document, find_people(document))
    return [text[m.span.start : m.span.end] for m in scene.mentions if m.kind in kinds]


def features(text: str) -> dict[str, set[str]]:
    """The features of each person whom the last pronoun of a text may mean."""
    document = analyse(text)
    people = find_people(document)
    scene = read_scene(document, people)
    pronoun = max(k for k, mention in enumerate(scene.mentions) if mention.kind == "p")
    found: dict[str, set[str]] = {}
    for antecedent in Antecedents(scene, people).of(pronoun):
        found.setdefault(people[antecedent.person].name, set()).update(antecedent.features)
    return found


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("said Senate Minority Whip Dana Corbin (D-Ohio)", "Dana Corbin"),
        ("said Air Force 1st Lt. Tyler Brandt", "Tyler Brandt"),
        ("said Allied Dock Workers Secretary-Treasurer Nora Quill", "Nora Quill"),
        ("RTV This Morning co-Anchor Lena Fisk said", "Lena Fisk"),
        ("the Harbour Union Party’s Dorsun Kelvi told reporters", "Dorsun Kelvi"),
        ("his friend\u00a0Samuel Obi Wray told the website", "Samuel Obi Wray"),
        ("said ferry constituent Rosa Quill", "Rosa Quill"),
    ],
)
def test_a_title_before_a_name_belongs_to_it(words: str, name: str) -> None:
    assert speakers(f"“We don’t know when the ferry sails,” {words}.") == [name]


def test_a_name_that_qualifies_a_title_with_words_between_is_an_owner() -> None:
    text = "Nils Verhaag left. Verhaag senior policy adviser Ann Cole said the ferry was late."
    document = analyse(text)
    scene = read_scene(document, find_people(document))
    assert [m.possessive for m in scene.mentions if m.kind == "P"] == [False, True, False]
    assert mentions(text, "P")[-1] == "Verhaag senior policy adviser Ann Cole"


@pytest.mark.parametrize(
    ("phrase", "kinds"),
    [("the congressional report", "d"), ("the Labour heavyweights", "x"), ("the printed slate card", "d")],
)
def test_a_phrase_that_speaks_is_not_cut_short(phrase: str, kinds: str) -> None:
    assert phrase in mentions(f"“The ferry was late,” {phrase} said on Monday.", kinds)
    assert mentions("The officials report that the ferry is late.", "G") == ["The officials"]


def test_whom_words_in_marks_name_is_told_to_the_ranker_of_pronouns() -> None:
    found = features("Nils Verhaag met Tom Osei at noon. “Verhaag is the best captain we have,” he said.")
    assert {name: "in quotation" in names for name, names in found.items()} == {"Nils Verhaag": True, "Tom Osei": False}
    found = features("Nils Verhaag met Tom Osei at noon. “The ferry is late,” he said. “Verhaag knows.”")
    assert "in quotation" in found["Nils Verhaag"]


def test_who_speaks_of_another_is_not_the_other() -> None:
    text = "Nils Verhaag and Tom Osei met at noon.\n“{} is the best captain we have,” he said."
    assert speakers(text.format("Verhaag")) == ["Tom Osei"]
    assert speakers(text.format("This")) == ["Nils Verhaag"]


def test_a_mention_that_begins_with_anothers_name_stands_where_that_name_stands() -> None:
    found = features("Nils Verhaag left. Verhaag adviser Tom Osei spoke next. “The ferry is late,” he said.")
    assert any(name.startswith("place s ") for name in found["Tom Osei"])


def test_the_subject_of_what_another_says_does_not_speak() -> None:
    found = features("Tom Osei said Nils Verhaag hurt the port. “The ferry is late,” he said.")
    assert "speaks s same" in found["Tom Osei"]
    assert "speaks o same" in found["Nils Verhaag"]
    found = features("“It is late,” said Nils Verhaag. “The ferry is late,” he said.")
    assert "speaks s same" in found["Nils Verhaag"]


@pytest.mark.parametrize(
    "text",
    [
        "Rosa Quill was late on Monday’s “Night Ferry,” which RTV shows.",
        "Rosa Quill spoke on the Harbour channel’s “Night Ferry,” which is new.",
        "Rosa Quill told “Ferry and Friends” that the boat was late.",
        "“The boat was late,” Rosa Quill said on “Ferry and Friends.”",
        "Rosa Quill, in an interview with “The Ferry,” was calm.",
        "Rosa Quill, host of “The Night Ferry with Rosa Quill,” was calm.",
        "Rosa Quill performed “Bridge Over the Harbour.”",
    ],
)
def test_programmes_are_titles(text: str) -> None:
    document = analyse(text)
    scene = read_scene(document, find_people(document))
    assert is_title(scene, len(scene.quoted) - 1)


@pytest.mark.parametrize("words", ["said in", "insisted on", "reported on"])
def test_words_behind_another_verb_of_speech_are_no_title(words: str) -> None:
    document = analyse(f"Rosa Quill {words} “Night Ferry Service.”")
    assert not is_title(read_scene(document, find_people(document)), 0)


@pytest.mark.parametrize(
    "text",
    ["The boat sailed.\n“Related:”\nFerries", "He is known as “Swift,” and left.", "She wrote under the alias “Eel.”"],
)
def test_headings_and_other_names_are_no_speech(text: str) -> None:
    document = analyse(text)
    assert is_scare_quote(read_scene(document, find_people(document)), 0)


def test_a_dash_and_a_colon_introduce_who_is_quoted() -> None:
    text = "PORTS STAY SHUT FOR A THIRD DAY - Ann Cole: “The storm has not moved since noon.” [Harbour Post]"
    assert speakers(text) == ["Ann Cole"]


@pytest.mark.parametrize(("words", "spoken"), [("We Will Not Sail Again", True), ("Never Sail", False)])
def test_a_fragment_must_be_surer_speech_than_a_phrase(words: str, spoken: bool) -> None:
    document = analyse(f"Ferry Boss On Strike: ‘{words}’\nRosa Quill runs the ferry.")
    choice = choose(read_scene(document, find_people(document)), WEIGHTS)[0]
    assert 0.5 < choice.speech < 0.75
    assert choice.spoken is spoken


_WATER = "“We have carried water in buckets for nine days.”"


@pytest.mark.parametrize(
    ("label", "rest", "shown"),
    [
        ("Orsova", "Nobody else came.", False),
        ("Orsova, June 3", "Nobody else came.", False),
        ("Orsova", "The port of Orsova is shut.", False),  # a place here too
        ("Orsova", "Orsova signed the treaty.", True),
        ("Orsova Water Authority", "Nobody else came.", True),
    ],
)
def test_a_town_before_words_in_marks_is_no_speaker(label: str, rest: str, shown: bool) -> None:
    document = analyse(f"Rain fell on the islands.\n\n{label}: {_WATER}\n\n{rest}")
    assert [quote.shown for quote in read_quotes(document, ())] == [shown]


def test_a_name_that_labels_words_twice_is_a_speaker() -> None:
    told = "“We told them in May that the pump is old.”"
    document = analyse(f"Rain fell.\n\nOrsova: {_WATER}\n\nNobody came.\n\nOrsova: {told}")
    assert [quote.shown for quote in read_quotes(document, ())] == [True, True]


def test_words_that_describe_who_said_it_go_with_the_name() -> None:
    text = "Fees rose.\n\n“Rooms will cost more now,” said sophomore senator Dana Corbin, who wrote the bill."
    assert "sophomore senator Dana Corbin" in mentions(text, "P")
    assert speakers(text) == ["Dana Corbin"]


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("Another source close to Cole’s thinking said, “It is all over for them now.”", "Another source"),
        ("Cole was asked by host Ann Reid, “Are you really going to leave us now?”", "host Ann Reid"),
        ("Cole was asked, “Are you really going to leave us now?”", None),
        ("Cole’s campaign said, “It is all over for them now.”", "Cole’s campaign"),
    ],
)
def test_the_subject_of_a_verb_is_who_speaks(sentence: str, subject: str | None) -> None:
    document = analyse(f"Tom Cole met Ann Reid.\n\n{sentence}")
    scene = read_scene(document, find_people(document))
    row = scene.rows[1]
    verb = next(k for k, atom in enumerate(row) if atom.word in {"said", "asked"})
    found = subject_of(scene, row, verb)
    span = scene.mentions[row[found].ref].span if found is not None else None
    assert (document.text[span.start : span.end] if span is not None else None) == subject


@pytest.mark.parametrize(
    ("sentence", "scare"), [("“Slack water” is a term of sailors.", True), ("“Slack water” was the reply.", False)]
)
def test_words_that_their_sentence_explains_are_no_speech(sentence: str, scare: bool) -> None:
    document = analyse(f"Tom Cole wrote to Ann Reid. {sentence}")
    assert is_scare_quote(read_scene(document, find_people(document)), 0) == scare
