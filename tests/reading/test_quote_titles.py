"""Titles and markup in quotation marks, and speakers that stand inside longer phrases. Small texts of our own."""

from __future__ import annotations

import pytest

from bot.reading.people import find_people
from bot.reading.quotes import read_quotes
from bot.reading.quotes.governed import Subjects
from bot.reading.quotes.marks import find_quoted
from bot.reading.quotes.pronouns import Antecedents
from bot.reading.quotes.reader import read_scene
from bot.reading.quotes.titles import is_title
from bot.reading.text import analyse
from storage.records import Quote


def quotes(text: str) -> list[Quote]:
    document = analyse(text)
    return [quote for quote in read_quotes(document, find_people(document)) if quote.kind != "indirect"]


def said(text: str) -> list[str]:
    return [text[quote.span.start : quote.span.end].strip(".,") for quote in quotes(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Rosa Quill told RTV’s “Harbour Nights” on Monday that the ferry was late.",
        "Rosa Quill, who wrote the play “Glass Harbour,” said the ferry was late.",
        "Rosa Quill said in May on the podcast “Low Tide” that the ferry was late.",
        "Rosa Quill, who had roles in “The Last Ferry,” “Low Tide” and “Harbour Nights,” said the boat was late.",
        "“Harbour Nights” star Rosa Quill said the ferry was late.",
        "SHORT READS —“Ferry fares to rise for a third time in a year,” by the Daily Post’s Ann Teller: http://x.example",
        "Rosa Quill said a film entitled “Harbour Nights?” had hurt the ferry.",
        "Rosa Quill told reporters that a group called “Safe Harbour” had paid for it.",
        "Rosa Quill, whom crews call “the Gull,” waved.",
        'Rosa Quill <tweet author="RosaQuill" id="99"> said the ferry was late.',
    ],
)
def test_titles_and_markup_are_no_speech(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rosa Quill’s answer was short. “Never Again,” she said.", "Never Again"),
        ("Ferry Boss On Strike: ‘We Will Not Sail Again’\nRosa Quill runs the ferry.", "We Will Not Sail Again"),
        ("On Monday Rosa Quill said, “Nobody sails in fog.” She left.", "Nobody sails in fog"),
        ("Rosa Quill said on the podcast, “Nobody sails in fog.”", "Nobody sails in fog"),
    ],
)
def test_speech_that_looks_like_a_title_stays(text: str, words: str) -> None:
    assert said(text) == [words]


def test_an_attribute_of_markup_opens_nothing() -> None:
    text = 'She wrote <a href="https://x.example">this</a> and said "No."'
    assert [text[q.inner.start : q.inner.end] for q in find_quoted(analyse(text))] == ["No."]


def test_a_name_before_a_noun_is_no_speaker() -> None:
    text = (
        "Nils Verhaag met Amina Osei. “We will march until the mine is shut,” Verhaag supporters shouted. "
        "“It was a close vote in the end,” said a senior Osei adviser."
    )
    found = quotes(text)
    assert [quote.person for quote in found] == [None, None]
    spoken = [text[quote.speaker[0].start : quote.speaker[-1].end] for quote in found]
    assert spoken == ["Verhaag supporters", "a senior Osei adviser"]


def test_who_and_that_speak_for_what_they_follow() -> None:
    text = "Nils Verhaag, who has called the mayor “a small man with a big hat and no plan,” left early."
    (quote,) = quotes(text)
    assert [text[start:end] for start, end in quote.speaker] == ["Nils Verhaag", "who"]


def test_that_after_a_thing_is_the_subject_of_its_verb() -> None:
    text = "Nils Verhaag drove past a banner that read “Shut the mine before winter comes.” He was alone."
    document = analyse(text)
    scene = read_scene(document, find_people(document))
    subject = Subjects(scene).governing(0).left
    assert subject is not None
    holder = scene.mentions[scene.mentions[subject].of]
    assert text[holder.span.start : holder.span.end] == "a banner"


def test_in_a_headline_everything_is_written_like_a_title() -> None:
    document = analyse("Ferry Boss Sides With Crew On ‘Radical New Fares’\nRosa Quill runs the ferry.")
    assert not is_title(read_scene(document, find_people(document)), 0)
    document = analyse("The ferry boss spoke on ‘Radical New Fares’ last night.\nRosa Quill runs the ferry.")
    assert is_title(read_scene(document, find_people(document)), 0)


def test_a_name_that_qualifies_a_noun_stands_like_an_owner() -> None:
    document = analyse("Nils Verhaag stayed. Then Nils Verhaag aides sang.")
    stands = [m.possessive for m in read_scene(document, find_people(document)).mentions if m.kind == "P"]
    assert stands == [False, True]


def test_what_stands_right_behind_a_verb_is_its_object() -> None:
    document = analyse("Nils Verhaag met Tom Osei. “We will sail at dawn,” he said.")
    people = find_people(document)
    scene = read_scene(document, people)
    pronoun = next(k for k, mention in enumerate(scene.mentions) if mention.kind == "p")
    roles = {
        people[found.person].name: next(f for f in found.features if f.startswith("role ") and len(f.split()) == 2)
        for found in Antecedents(scene, people).of(pronoun)
    }
    assert roles == {"Nils Verhaag": "role subject", "Tom Osei": "role object"}
