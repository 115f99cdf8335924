"""A longer beginning that explains itself, and where a bare lead begins."""

from __future__ import annotations

import pytest

from bot.reading.beginnings import head, near_beginning
from bot.reading.headings import opening
from bot.reading.longer import lead, longer
from bot.reading.onward import run_on
from bot.reading.people import find_people
from bot.reading.standalone import Standing
from bot.reading.summary import candidates, summarise
from bot.reading.text import analyse
from storage.records import Span

NAMED = "Efua Mensah, a mayor of Tema, opened a bridge over a lagoon with Kojo Asante on Friday."


def standing_of(*sentences: str) -> Standing:
    document = analyse(" ".join(sentences))
    return Standing(document, find_people(document), ())


def shown(standing: Standing, span: Span | None) -> str | None:
    return None if span is None else standing.document.text[slice(*span)]


@pytest.mark.parametrize(
    "above",
    [
        ["Nine years."],
        ["Nine years.", "Four ministers.", "No bridge."],
        ["The lagoon of Tema is rising.", "Blatantly."],
        ["Could a lagoon be crossed at last?", "Might anybody dare?"],
    ],
)
def test_a_beginning_of_few_words_goes_on_to_what_it_is_about(above: list[str]) -> None:
    standing = standing_of(*above, NAMED, "Few had known of that.")
    assert head(standing) is None
    whole = " ".join([*above, NAMED])
    assert shown(standing, longer(standing)) == whole
    assert [shown(standing, span) for span in summarise(standing.document, standing.people)] == [whole]
    first = candidates(standing.document, standing.people)[0]
    assert not first.unsure
    assert shown(standing, first.span) == whole


@pytest.mark.parametrize(
    "above",
    [
        ["They had waited.", "Nine years."],  # who they are is not told
        ["But nine years.", "No bridge."],
        ["Nine years.", "We had no bridge."],  # who "we" is, neither
        ["Nine years.", "Photo: Kojo Asante |"],
        ["In this town nobody had dared to cross in nine years.", "No bridge."],
        ["The president has repeated a claim of his this year.", "Nine years."],
        ["Nine years.", "One.", "Two.", "Three.", "Four."],  # too far up
    ],
)
def test_no_longer_beginning_where_it_keeps_something_back(above: list[str]) -> None:
    assert longer(standing_of(*above, NAMED)) is None


def test_a_longer_beginning_has_no_bare_surname() -> None:
    assert longer(standing_of("Nine years.", "Asante waited.", NAMED, "Ama Asante did not.")) is not None
    beginning = (
        "Nine years.",
        "Asante waited.",
        "Efua Mensah, a mayor of Tema, opened a bridge over a lagoon on Friday.",
    )
    assert longer(standing_of(*beginning, "Kojo Asante did not.", "Ama Asante and Asante did.")) is None


def test_a_text_without_sentences_has_none() -> None:
    assert longer(standing_of("")) is None
    assert lead(standing_of(""), 3, 9) == []


@pytest.mark.parametrize(
    ("sentences", "begins"),
    [
        (["Nine years.", "We waited for a bridge over the lagoon of Tema."], "Nine years."),
        (["But we waited nine years for a bridge.", "Nobody came.", NAMED], NAMED),
        (["They waited nine years for a bridge.", "Nobody came.", NAMED], NAMED),
        (["• Nine years went by for everybody in Tema without one bridge.", "We had waited for long.", NAMED], NAMED),
        (["But we waited nine years for a bridge.", "We are glad of that."], "But"),  # nothing else to begin with
    ],
)
def test_a_bare_lead_begins_where_the_text_does_or_with_what_goes_on_from_nothing(
    sentences: list[str], begins: str
) -> None:
    standing = standing_of(*sentences)
    assert standing.document.text[lead(standing, 3, 9)[0].start :].startswith(begins)


def test_a_bare_lead_does_not_begin_inside_a_quotation() -> None:
    said = ("Nobody who saw it in the rain had thought, “This could do with a roof.", "And a door.”")
    they = "They were the words of hardly anybody in the town of Tema."
    standing = standing_of(*said, they)
    assert shown(standing, lead(standing, 3, 9)[0]) == they


@pytest.mark.parametrize(
    "near",
    [
        "The Aurora sailed over a lagoon of Ghana on Friday with Efua Mensah and Kojo Asante.",
        "The price of failure could be a bridge over a lagoon between Ghana and Togo.",
        "Mensah opened a bridge over a lagoon in Ghana with Kojo Asante of Accra on Friday.",
    ],
)
def test_what_stands_in_speaks_of_nothing_as_known(near: str) -> None:
    standing = standing_of("Efua Mensah gave us plenty to think about.", "They took nine years to be built.", near)
    assert shown(standing, near_beginning(standing)) != near


def test_they_is_not_told_by_they() -> None:
    they = "They were built at two ends of a lagoon in the end."
    assert head(standing_of(they, "Nine miles apart, they cost Ghana as much as Kojo Asante had feared.")) is None
    assert head(standing_of(they, "Two bridges cost Ghana as much as Kojo Asante had feared.")) is not None


def test_the_president_is_told_next_or_is_not_shown_first() -> None:
    first = "The president has repeated a sad claim about a bridge in Ghana."
    assert head(standing_of(first, "You remember it, and many are sad about that.")) is None
    assert head(standing_of(first, "Kojo Asante has said it before in Tema.")) is not None


def test_letters_that_stood_beside_the_text_are_not_shown() -> None:
    first = "True love is harder and harder to find on any shore these days."
    assert head(standing_of(first, "But as these letters reveal, Kojo Asante of Tema found a love.")) is None
    assert head(standing_of(first, "But as a few letters reveal, Kojo Asante of Tema found a love.")) is not None


def test_credits_of_many_lines_stand_above_the_text() -> None:
    credits = [
        "By .",
        "Ama Owusu .",
        "PUBLISHED: .",
        "01:15 EST, 30 November 2013 .",
        "| .",
        "UPDATED: .",
        "03:23 EST .",
    ]
    document = analyse("\n".join([*credits, NAMED]))
    assert document.text[slice(*opening(document))] == NAMED  # type: ignore[misc]


def test_while_doing_something_is_no_clause_with_a_verb_of_its_own() -> None:
    sentence = "A skipper who sank a trawler while reading his mail has been fined by a court in Tema."
    standing = standing_of(sentence, NAMED)
    assert standing.lack(standing.document.sentences[0]) is None


def test_what_goes_on_behind_a_longer_beginning_is_not_shown() -> None:
    standing = standing_of("Nine years.", NAMED, "She had asked for it since 2019.")
    first = longer(standing)
    assert first is not None
    assert run_on(standing, first, 2)  # it could be, but a card has the stretch alone
    assert len(summarise(standing.document, standing.people)) == 1


def test_a_bare_lead_begins_below_a_picture() -> None:
    standing = standing_of("Would you believe what these quite breathtaking photos show?", "Nobody would.", NAMED)
    assert (shown(standing, lead(standing, 3, 40)[0]) or "").startswith(NAMED[:30])
    standing = standing_of("Would you believe what a rower of Tema saw?", "Nobody would.", NAMED)
    assert (shown(standing, lead(standing, 3, 40)[0]) or "").startswith("Would you")


@pytest.mark.parametrize(
    ("behind", "shown_too"),
    [
        ("The mayor spoke of what is allowed within the Act.", False),
        ("The mayor spoke of what is allowed within the Lagoon Act.", True),
        ("The Lagoon Act was read, and the mayor spoke of what is allowed within the Act.", True),
        ("The mayor spoke of what is allowed within the Act of 1931.", True),
    ],
)
def test_what_goes_on_ends_before_a_law_or_body_by_its_last_word_alone(behind: str, shown_too: bool) -> None:
    standing = standing_of(NAMED, behind)
    first = head(standing)
    assert first is not None
    assert (len(run_on(standing, first, 2)) == 1) == shown_too


@pytest.mark.parametrize(
    "first",
    [
        "He has called the bridge a toy, and few agree.",
        "Three days later, few crossed the bridge.",
        "A wall of mud separates this quiet town from a lagoon.",
        "The former leader went on air, and spoke of a bridge and of mud.",
    ],
)
def test_a_bare_lead_begins_with_nobody_and_nowhere_unnamed(first: str) -> None:
    standing = standing_of(first, "Few had known of that until then.", "Few believed in any of it either.", NAMED)
    assert (shown(standing, lead(standing, 3, 40)[0]) or "").startswith(NAMED[:30])


def test_a_bare_lead_may_begin_with_somebody_whom_it_names() -> None:
    standing = standing_of("He has called the bridge a toy, and few agree.", NAMED, "Nobody would.")
    assert (shown(standing, lead(standing, 3, 40)[0]) or "").startswith("He has")
