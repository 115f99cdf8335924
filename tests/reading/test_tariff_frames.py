"""The grammar of a rate's clause: which verb governs it, who its subject is, and what the reader makes of that."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.reading.tariffs import read_tariffs
from bot.reading.tariffs.choice import Chooser
from bot.reading.tariffs.draft import Draft, State
from bot.reading.tariffs.frame_features import chained, framed
from bot.reading.tariffs.frames import frame_of
from bot.reading.tariffs.memory import return_to_topic
from bot.reading.tariffs.parsing import parse
from bot.reading.tariffs.parties import parties_of
from bot.reading.tariffs.sentence import Sentence
from bot.reading.text import analyse
from storage.records import Span

DAY = dt.date(2026, 1, 13)


def sentence_of(text: str) -> Sentence:
    return parse(text, Span(0, len(text)), DAY, {}, first=False)


def place_of(sentence: Sentence, rate: float) -> int:
    return next(at for at, amount in sentence.amounts.items() if amount.value == rate)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Then Peru hit back on Friday with a 25% tariff on tin, hours after Chile started work.", "PE"),
        ("Peru will follow Chile and impose 25% on tin.", "PE"),
        ("The United States charges a duty of 25% on tin from Peru.", "US"),
        ("Peru levies duties of 25% on tin.", "PE"),
        ("Peru has been collecting on every box, large or small, another 25%.", "PE"),
        ("It was Chile, a country that levies 25% on bikes.", "CL"),
        ("Peru reached an accord with Chile, which will tax Peruvian goods at 25%.", "CL"),
        ("Peru drew up a list of Chilean goods on which it would levy 25%.", "PE"),
        ("Peru had agreed to drop the 25% tariff it puts on cars.", "PE"),
        ("Peru dislikes the 25% that Chile has imposed.", "CL"),
        ("Peru dislikes the 25% tariffs on tin ordered by Chile.", "CL"),
        ("Peru is to be rid of Chilean tariffs of 25%.", "CL"),
        ("Peru is to be rid of a 25% Chilean tariff.", "CL"),
        ("Chile's trade ministry, in a notice, raised to 25% what tin pays.", "CL"),
        ("Chilean makers rejoice as Peru agrees to drop the tariff of 25%.", "PE"),
        ("Peru will bring its tariff on tin down to 25%.", "PE"),
    ],
)
def test_the_subject_of_a_verb_of_imposing_charges(text: str, code: str) -> None:
    sentence = sentence_of(text)
    frame = frame_of(sentence, place_of(sentence, 25))
    assert (frame.code, frame.charges, frame.pays) == (code, True, False)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Peru, which had hoped for a deal, was hit with 25%.", "PE"),
        ("Peru, put at 25%, will talk on.", "PE"),
        ("The Peruvians find themselves at 25% on the list.", "PE"),
        ("Steel from Peru goes to 25%.", "PE"),
        ("Peru's tin will face 25%.", "PE"),
        ("Kenya pays 20% and Peru 25%.", "PE"),
        ("Kenya is put down for 20%, Chile for 30% and Peru for 25%.", "PE"),
        ("Gone is the 25% that Peru paid.", "PE"),
    ],
)
def test_the_subject_of_a_verb_of_paying_pays(text: str, code: str) -> None:
    sentence = sentence_of(text)
    frame = frame_of(sentence, place_of(sentence, 25))
    assert (frame.code, frame.charges, frame.pays) == (code, False, True)


@pytest.mark.parametrize(
    "text",
    [
        "Peru has a list of goods ready, with duties reaching 25%.",
        "Peru laid duties on tin in reply to a tariff of 25%.",
        "The 10% that Peru paid, the 25% of old.",
        "Peru takes a share of what comes in, and every boatload of the stuff owes 25%.",
        "Peruvian tin pays 10%, more than double the 25% of old.",
    ],
)
def test_no_place_is_the_subject_where_the_grammar_does_not_say_so(text: str) -> None:
    sentence = sentence_of(text)
    assert frame_of(sentence, place_of(sentence, 25)).code is None


@pytest.mark.parametrize("text", ["Any country that buys oil from Peru will pay 25%.", "Everyone pays 25%."])
def test_countries_in_general_may_be_the_subject(text: str) -> None:
    sentence = sentence_of(text)
    assert frame_of(sentence, place_of(sentence, 25)).head == "all"


@pytest.mark.parametrize(
    "text",
    ["On top of what all countries pay, Peruvian tin pays 25%.", "Everyone in that country will pay 25%."],
)
def test_countries_in_general_are_not_the_subject_where_another_one_is_named(text: str) -> None:
    sentence = sentence_of(text)
    assert frame_of(sentence, place_of(sentence, 25)).head != "all"


def parties_at(text: str, rate: float, state: State) -> tuple[str | None, tuple[str, ...]]:
    sentence = sentence_of(text)
    found = parties_of(sentence, place_of(sentence, rate), (0, len(sentence.row)), state)
    return found.imposer, found.targets


def state_of(imposer: str, *targets: str) -> State:
    """Return the state of an article in which all weights speak for whom it has named before."""
    state = State(Chooser({"imposer": {"out was": 50.0, "in was": 50.0}, "target": {"out same": 50.0, "*": -9.0}}))
    state.pair(imposer, targets)
    return state


def test_what_the_clause_says_goes_before_what_the_article_said() -> None:
    assert parties_at("Peru hit back with 25% on tin.", 25, state_of("CL", "KE"))[0] == "PE"
    assert parties_at("Chile will pay 25% on tin.", 25, state_of("CL", "KE"))[0] != "CL"
    assert parties_at("Chilean tin will face 25%.", 25, state_of("PE", "KE")) == ("PE", ("CL",))
    assert parties_at("Any country that buys oil from Chile will pay 25%.", 25, state_of("PE", "KE")) == ("PE", ("*",))


def test_goods_from_countries_in_general_are_of_none() -> None:
    assert parties_at("There it is 25% on tin from other countries.", 25, state_of("PE", "KE")) == ("PE", ("*",))
    carried = parties_at("There it is 25% on tin.", 25, state_of("PE", "KE"))
    assert carried == ("PE", ("KE",))


def test_the_features_tell_of_whom_the_clause_speaks() -> None:
    sentence = sentence_of("Steel from Peru goes to 25%.")
    frame = frame_of(sentence, place_of(sentence, 25))
    assert framed(("PE",), frame, []) == ["frame is goods moves", "frame is moves"]
    assert framed(("CL",), frame, ["was"]) == ["frame other goods moves"]
    bare = sentence_of("Steel goes to 25%.")
    assert framed(("CL",), frame_of(bare, place_of(bare, 25)), ["was", "US"]) == ["frame goods moves was"]


def test_a_rate_follows_on_the_one_before_in_its_sentence() -> None:
    sentence = sentence_of("Peru takes 10% on tin, on top of 25% on zinc from Chile.")
    first, second = place_of(sentence, 10), place_of(sentence, 25)
    bounds = (first + 1, len(sentence.row))
    assert chained(sentence, second, bounds, (0, first)) == "O 1"
    assert chained(sentence, second, bounds, (99, first)) is None  # of another sentence
    assert chained(sentence, first, bounds, None) is None


def test_an_answered_rate_is_not_what_the_article_goes_on_with() -> None:
    text = "Peru put extra duties on Chilean goods, in reply to Chile's tariffs of 25% on tin."
    sentence = sentence_of(text)
    weights = {"imposer": {"zL": 5.0}, "target": {"in": 5.0}}
    state = State(Chooser(weights))
    state.pair("CL", ("PE",))
    answered = Draft("CL", "PE", "tin", 25.0, Span(0, len(text)), token=place_of(sentence, 25))
    return_to_topic(sentence, state, [answered])
    assert (state.imposer, state.targets) == ("PE", ("CL",))


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        (
            "Chile started charging duties on Peruvian zinc on Friday. Hours later Peru hit back with a 25% tariff on "
            "Chilean tin.",
            ("PE", "CL"),
        ),
        ("Peru, a country that levies 25% on bikes from Chile, has no plans to lower the tariff.", ("PE", "CL")),
    ],
)
def test_an_article_is_read_by_the_grammar(text: str, pair: tuple[str, str]) -> None:
    facts = read_tariffs(analyse(text), DAY)
    assert [(fact.imposer, fact.target) for fact in facts if fact.rate == 25.0] == [pair]


def test_a_rate_that_makers_of_a_place_were_paying_is_not_imposed_by_it() -> None:
    sentence = sentence_of("The levy comes on the 35% in duties that most Chilean producers were already paying.")
    assert frame_of(sentence, place_of(sentence, 35)).pays
    sentence = sentence_of("The levy comes on the 35% duty that Chile was already charging.")
    assert frame_of(sentence, place_of(sentence, 35)).charges


def test_what_goods_pay_is_not_the_verb_of_the_clause() -> None:
    sentence = sentence_of("Peru has promised to bring what tin pays down to some 15%.")
    found = frame_of(sentence, place_of(sentence, 15))
    assert (found.code, found.charges) == ("PE", True)


def test_everything_of_a_place_is_its_goods() -> None:
    text = "On Saturday Peru met Chile. He warned of a tariff of 100% on everything Chilean."
    sentence = parse(text, analyse(text).sentences[1], DAY, {}, first=False)
    role = next(iter(sentence.roles))
    assert (role.imposer, role.every) == (0.0, True)
    assert parties_at(text[28:], 100, state_of("CL", "PE"))[0] == "PE"
