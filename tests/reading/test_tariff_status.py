"""How far a rate has come, and from when, by words that turn the plain reading round."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.reading.tariffs import read_tariffs
from bot.reading.tariffs.choice import Chooser, learned
from bot.reading.tariffs.confidence import LEAST
from bot.reading.tariffs.dates import find_dates
from bot.reading.tariffs.draft import Draft, State
from bot.reading.tariffs.parsing import parse
from bot.reading.tariffs.settle import settle, share
from bot.reading.tariffs.status_rules import by_rules
from bot.reading.tariffs.when import effective_of, sentence_date
from bot.reading.text import analyse
from storage.records import Span

DAY = dt.date(2025, 10, 14)  # a Tuesday


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on New Year's Day", dt.date(2026, 1, 1)),
        ("from the first day of 2027", dt.date(2027, 1, 1)),
        ("at the turn of the year", dt.date(2026, 1, 1)),
        ("since the start of the year", dt.date(2025, 1, 1)),
        ("from the start of next year", dt.date(2026, 1, 1)),
        ("a week from today Peru", dt.date(2025, 10, 21)),
        ("A week from now Peru", dt.date(2025, 10, 21)),
        ("In two weeks Peru", dt.date(2025, 10, 28)),
        ("Tomorrow Peru", dt.date(2025, 10, 15)),
        ("from the first day of November", dt.date(2025, 11, 1)),
        ("until the last day of February 2028", dt.date(2028, 2, 29)),
    ],
)
def test_days_told_by_the_year_or_the_month(words: str, day: dt.date) -> None:
    assert [date.day for date in find_dates(words, 0, len(words), DAY)] == [day]


def test_which_year_begins_is_not_guessed_late_in_one() -> None:
    words = "from the start of the year"
    early, late = (find_dates(words, 0, len(words), DAY.replace(month=month)) for month in (2, 10))
    assert [date.day for date in early] == [dt.date(2025, 1, 1)]
    assert [date.day for date in late] == [None]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On 9 November tin from Chile becomes dutiable at 30% in Peru.", dt.date(2025, 11, 9)),
        ("Nov. 9, 2025 brings 30% in Peru for tin from Chile.", dt.date(2025, 11, 9)),
        ("Tin shipped from Chile on 9 November becomes dutiable at 30% in Peru.", None),
        ("On 9 October Peru decided that tin from Chile pays 30%.", None),
        ("On 9 October the minister said that tin from Chile pays 30%.", None),
    ],
)
def test_a_day_that_opens_a_sentence_is_that_of_the_change(text: str, day: dt.date | None) -> None:
    sentence = parse(text, Span(0, len(text)), DAY, {}, first=False)
    at = next(iter(sentence.amounts))
    assert effective_of(sentence, at, sentence.clause_bounds(at), DAY)[0] == day


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Peru has lifted the duty of 25% on tin from Chile.", "removed"),
        ("Peru has not lifted the duty of 25% on tin from Chile.", "in_force"),
        ("Peru was asked to scrap the duty of 25% on tin from Chile.", "in_force"),
        ("Peru refused to suspend the duty of 25% on tin from Chile.", "in_force"),
        ("By the deal that Peru struck tin from Chile pays a duty of 25%.", "in_force"),
        ("In Peru the duty of 25% on tin from Chile remains suspended.", "suspended"),
        ("In Peru the duty of 25% on tin from Chile stays on hold.", "suspended"),
        ("Peru has shelved the duty of 25% on tin from Chile.", "suspended"),
    ],
)
def test_an_end_that_is_denied_or_another_is_none(text: str, status: str) -> None:
    sentence = parse(text, Span(0, len(text)), DAY, {}, first=False)
    at = next(iter(sentence.amounts))
    assert by_rules(sentence, at, sentence.clause_bounds(at), None, DAY, False, None)[0] == status


@pytest.mark.parametrize(
    ("rates", "total"), [((70, 10, 60), True), ((70, 10, 50), False), ((60, 60), False), ((10, 0, 10), False)]
)
def test_the_sum_of_the_other_rates_is_a_total(rates: tuple[float, ...], total: bool) -> None:
    text = "In Peru rice pays: " + ", ".join(f"{rate}%" for rate in rates) + "."
    sentence = parse(text, Span(0, len(text)), DAY, {}, first=False)
    drafts = [Draft("PE", "*", "rice", amount.value, Span(0, 1), token=at) for at, amount in sentence.amounts.items()]
    share(sentence, drafts, [draft.token for draft in drafts], DAY)
    assert [draft.role == "total" for draft in drafts] == [total] + [False] * (len(rates) - 1)
    assert [draft.summed for draft in drafts] == [total] * len(rates)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Peru charges duties of 10%, 15% and 25% on Chilean steel.", ()),
        ("In Peru steel pays: 5% in May, an extra 10% in June and 15% in July.", (1, 2, 3)),
    ],
)
def test_steps_and_grades_that_happen_to_add_up_are_no_total(text: str, days: tuple[int, ...]) -> None:
    sentence = parse(text, Span(0, len(text)), DAY, {}, first=False)
    drafts = [Draft("PE", "CL", "steel", amount.value, Span(0, 1), token=at) for at, amount in sentence.amounts.items()]
    for draft, day in zip(drafts, days, strict=False):
        draft.effective = dt.date(2026, 5, day)
    share(sentence, drafts, [draft.token for draft in drafts], DAY)
    assert [draft.role for draft in drafts] == ["duty"] * 3
    assert not any(draft.summed for draft in drafts)


def test_a_guess_that_is_likely_wrong_is_no_fact_at_all() -> None:
    texts = (
        "Peru charges a duty of 20% on tin from Chile.",
        "Some 12% of it goes to Chile, says Lima, whose tariff talks with Quito and La Paz drag on at 3%.",
        "The telephone tariff in Peru went up by 8%, a burden for Chile at 4%.",
    )
    facts = [fact for text in texts for fact in read_tariffs(analyse(text), DAY)]
    assert facts
    assert all(fact.confidence >= LEAST for fact in facts)


def test_a_rate_that_goes_on_with_a_list_is_where_the_list_is() -> None:
    near = {"in_force | zone L pays": 5.0, "announced | always": 1.0}  # only what stands right behind a verb of paying
    chooser = Chooser({**learned(), "status": near})
    for text, statuses in (
        ("Chile pays Peru's tariffs of 25% on steel and 10% on zinc.", ["in_force", "in_force"]),
        ("Chile pays Peru's tariffs of 25% on steel while the one on zinc is 10%.", ["in_force", "announced"]),
    ):
        assert [fact.status for fact in read_tariffs(analyse(text), DAY, chooser=chooser)] == statuses


@pytest.mark.parametrize(
    ("text", "day", "status"),
    [
        ("Peru's duty on tin falls to 10%.", DAY, "in_force"),
        ("Peru's duty on tin will fall to 10%.", DAY, "announced"),
        ("Peru's duty on tin falls to 10%.", DAY - dt.timedelta(days=9), "announced"),
    ],
)
def test_a_change_told_in_the_present_after_the_day_is_today(text: str, day: dt.date, status: str) -> None:
    opening = "The deal starts today. "
    sentences = [parse(opening + text, span, DAY, {}, first=False) for span in analyse(opening + text).sentences]
    token = next(iter(sentences[1].amounts))
    draft = Draft("PE", "*", "tin", 10, Span(0, 1), status="announced", sentence=1, token=token)
    settle([draft], sentences, State(Chooser({}), dates=[(0, "PE", day, None, False)]), DAY)
    assert (draft.status, draft.effective) == (status, DAY if status == "in_force" else None)


@pytest.mark.parametrize(("days", "status"), [(-1, "in_force"), (0, "in_force"), (1, "announced")])
def test_what_was_announced_for_a_day_gone_by_is_charged(days: int, status: str) -> None:
    text = "Peru's duty on tin will fall to 10%."
    sentence = parse(text, Span(0, len(text)), DAY, {}, first=False)
    draft = Draft("PE", "*", "tin", 10, Span(0, 1), status="announced", token=next(iter(sentence.amounts)))
    draft.effective = DAY + dt.timedelta(days=days)
    settle([draft], [sentence], State(Chooser({})), DAY)
    assert (draft.status, draft.effective) == (status, DAY + dt.timedelta(days=days))


def told_of_status(text: str) -> set[str]:
    """Return what spoke for any status of the last rate of ``text``."""
    chooser = Chooser(learned(), trace=[])
    read_tariffs(analyse(text), DAY, chooser=chooser)
    last = [decision for decision in chooser.trace or [] if decision.stage == "status"][-1]
    return {name.split(" | ")[1] for name in last.features[0]}


def test_a_day_to_come_anywhere_in_the_article_speaks_for_the_future() -> None:
    cut = "Peru cuts its duty on tin from Chile to 10%."
    assert "present not ahead" in told_of_status(cut)
    assert "present ahead" in told_of_status(f"The order is of 1 December. {cut}")


def test_a_month_since_which_something_holds_is_past() -> None:
    duty = "Chile has paid a duty of 10% on tin in Peru {} December."
    assert "month past" in told_of_status(duty.format("since"))
    assert "month ahead" in told_of_status(duty.format("in"))


def test_words_of_a_rate_that_tell_nothing_go_on_with_what_was_said() -> None:
    begun = "Peru threatens tin from Chile with a duty of 30%. "
    assert "quiet threatened" in told_of_status(begun + "Zinc faces a duty of 15%.")
    assert "quiet threatened" not in told_of_status(begun + "Zinc will face a duty of 15%.")


@pytest.mark.parametrize(
    ("rate", "status", "day"),
    [
        ("Chilean mills face a duty of 30%.", "in_force", dt.date(2025, 10, 10)),
        ("Chilean mills will face a duty of 30%.", "announced", None),
    ],
)
def test_a_rate_of_a_measure_that_has_begun_is_charged(rate: str, status: str, day: dt.date | None) -> None:
    text = f"Peru's new duties took effect on 10 October. {rate}"
    sentences = [parse(text, span, DAY, {}, first=False) for span in analyse(text).sentences]
    state = State(Chooser({}))
    state.dates.append((0, "PE", dt.date(2025, 10, 10), None, False))
    draft = Draft("PE", "CL", None, 30.0, Span(0, 1), sentence=1, token=next(iter(sentences[1].amounts)))
    draft.status = "announced"
    settle([draft], sentences, state, DAY)
    assert (draft.status, draft.effective) == (status, day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The strike starts today.", None),
        ("The changes start today.", DAY),
        ("It takes effect today.", DAY),
        ("The new duties start today.", DAY),
    ],
)
def test_only_a_measure_lends_its_day(text: str, day: dt.date | None) -> None:
    assert sentence_date(parse(text, Span(0, len(text)), DAY, {}, first=False), DAY) == day
