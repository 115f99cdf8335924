"""Wordings that say by themselves that a tariff goes on or is no longer charged, and those that only seem to."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.reading.tariffs import read_tariffs
from bot.reading.tariffs.choice import Chooser, learned
from bot.reading.tariffs.draft import Draft, State
from bot.reading.tariffs.parsing import parse
from bot.reading.tariffs.settle import settle
from bot.reading.tariffs.standing import told_by_wording
from bot.reading.text import analyse
from storage.records import Span

DAY = dt.date(2026, 1, 13)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Peru's 25% tariff on tin goes on.", "in_force"),
        ("The 25% on tin, imposed in April, is to remain.", "in_force"),
        ("Tin will go on paying an extra 25% in Peru.", "in_force"),
        ("Tin keeps paying 25% until July.", "in_force"),
        ("Tin remains subject to a duty of 25%.", "in_force"),
        ("The 25% duty on tin remains suspended.", None),
        ("The 25% duty on tin remains a threat.", None),
        ("The 25% duty on tin stays if talks fail.", None),
        ("Peru continues to suspend the 25% duty.", None),
        ("Of the 25% on tin Peru says that talks go on.", None),
        ("Peru put 25% on tin, which remains scarce.", None),
        ("Chilean tin will no longer face 25% in Peru.", "removed"),
        ("Tin will be let off the 25% it has paid since May.", "removed"),
        ("Tin is rid of the 25%.", "removed"),
        ("The duties of 25% on tin ceased to be collected on Monday.", "removed"),
        ("The 25% on tin falls away.", "removed"),
        ("The 25% tariffs on Chilean tin are to be lifted from 1 March.", "removed"),
        ("The 25% tariffs on Chilean tin were not lifted.", None),
        ("Tin might no longer face 25% in Peru.", None),
        ("Chile has asked to be let off the 25%.", None),
        ("Tin is not rid of the 25%.", None),
        ("Peru put 25% on tin.", None),
    ],
)
def test_what_goes_on_and_what_is_no_longer_charged(text: str, told: str | None) -> None:
    sentence = parse(text, analyse(text).sentences[0], DAY, {}, first=False)
    assert told_by_wording(sentence, next(iter(sentence.amounts))) == told


def test_what_goes_on_has_not_the_day_of_another_measure() -> None:
    text = "Peru will charge 30% on zinc from Chile from 1 February. Its 25% tariff on Chilean tin goes on."
    facts = {fact.rate: fact for fact in read_tariffs(analyse(text), DAY, "")}
    assert (facts[30].status, facts[30].effective) == ("announced", dt.date(2026, 2, 1))
    assert (facts[25].status, facts[25].effective) == ("in_force", None)


def test_a_rate_called_in_force_that_only_another_sentence_dates_is_marked() -> None:
    text = "Peru's new duties begin on 1 February. Chilean tin attracts a duty of 25%."
    sentences = [parse(text, span, DAY, {}, first=False) for span in analyse(text).sentences]
    state = State(Chooser(learned()))
    state.dates.append((0, "PE", dt.date(2026, 2, 1), None, False))
    draft = Draft("PE", "CL", None, 25.0, Span(0, 1), sentence=1, token=next(iter(sentences[1].amounts)))
    settle([draft], sentences, state, DAY)
    assert (draft.status, draft.moved) == ("announced", True)
