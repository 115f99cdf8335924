from __future__ import annotations

import dataclasses

import msgspec
import pytest

from storage.corrections import Correction, Report
from storage.intake import TakenIn
from storage.records import Quote, Reading, Span
from storage.store import Store
from tests.storage.samples import BLOCKS, NOW, TEXT, article, projected, reading

ID = article().id


@pytest.fixture
async def filled(store: Store) -> Store:
    await store.articles.put(article(), reading(), 1, BLOCKS)
    await store.people.replace_blocks(BLOCKS, projected(ID))
    return store


def of_quote(index: int, person: str | None) -> Correction:
    return Correction("speaker", "Misread.", NOW, ID, reading().quotes[index].span, person)


async def said(store: Store) -> dict[str, list[int]]:
    return {person: [one.index for one in await store.people.quotes_by(person, NOW)] for person in ("okafor", "bjelke")}


async def test_a_quotation_is_given_to_another(filled: Store) -> None:
    before = await filled.edition()
    assert [(await filled.people.said_by(one, NOW, 1))[1] for one in ("okafor", "bjelke", "nobody")] == [1, 0, 0]
    number = await filled.corrections.add(of_quote(0, "bjelke"))
    assert [(await filled.people.said_by(one, NOW, 1))[1] for one in ("okafor", "bjelke")] == [0, 1]
    assert await said(filled) == {"okafor": [], "bjelke": [0, 1]}
    (stored, _) = await filled.people.quotes_by("bjelke", NOW)
    assert (stored.person, stored.quote.speaker_name, stored.quote.shown) == ("bjelke", "Lars Bjelke", True)
    assert [one.person for one in await filled.people.quotes_in([ID])] == ["bjelke", "bjelke"]
    corrected = await filled.articles.reading(ID)
    assert corrected
    assert (corrected.quotes[0].speaker_name, corrected.quotes[0].person) == ("Lars Bjelke", 1)
    assert await filled.articles.reading_as_read(ID) == reading()
    assert min([await filled.edition_of(f"person:{one}") for one in ("okafor", "bjelke")]) > before
    (kept,) = await filled.corrections.all()
    assert kept == dataclasses.replace(of_quote(0, "bjelke"), id=number)
    assert await filled.corrections.withdraw(number)
    assert not await filled.corrections.withdraw(number)
    assert await said(filled) == {"okafor": [0], "bjelke": [1]}


async def test_a_quotation_is_given_to_nobody_known(filled: Store) -> None:
    await filled.corrections.add(of_quote(0, None))
    assert await said(filled) == {"okafor": [], "bjelke": [1]}
    stored = (await filled.people.quotes_in([ID]))[0]
    assert (stored.person, stored.quote.speaker_name, stored.quote.shown) == (None, None, False)
    assert await filled.people.named_quotes_at({ID: [stored.quote.span]}) == []
    await filled.corrections.add(of_quote(0, "bjelke"))
    (given,) = await filled.people.named_quotes_at({ID: [stored.quote.span]})
    assert (given.person, given.quote.speaker_name) == ("bjelke", "Lars Bjelke")


async def test_the_later_of_two_corrections_holds(filled: Store) -> None:
    await filled.corrections.add(of_quote(0, "bjelke"))
    await filled.corrections.add(of_quote(0, "okafor"))
    assert await said(filled) == {"okafor": [0], "bjelke": [1]}


async def test_corrections_outlive_re_reading_and_projecting(filled: Store) -> None:
    await filled.corrections.add(of_quote(0, "bjelke"))
    first = reading().quotes[0]
    moved = msgspec.structs.replace(
        first, content=(Span(first.span.start, first.span.end - 1),)
    )  # without the full stop
    other = Quote((Span(0, 5),), "direct")
    await filled.articles.put_reading(
        TakenIn(article(), dataclasses.replace(reading(), quotes=(other, moved, reading().quotes[1])), 2, BLOCKS)
    )
    await filled.people.replace_blocks(BLOCKS, projected(ID))
    assert await said(filled) == {"okafor": [], "bjelke": [1, 2]}


async def test_a_correction_does_not_hold_for_another_text(filled: Store) -> None:
    await filled.corrections.add(of_quote(0, "bjelke"))
    await filled.corrections.add(Correction("hide_sentence", "Private.", NOW, ID, Span(0, 40)))
    await filled.articles.put(article(text=TEXT + " More."), reading(), 1, BLOCKS)
    assert await said(filled) == {"okafor": [0], "bjelke": [1]}
    assert await filled.corrections.hidden_spans([ID]) == {}
    assert await filled.articles.put(article(), reading(), 1, BLOCKS) == "changed"
    assert await said(filled) == {"okafor": [], "bjelke": [0, 1]}  # the old text again


async def test_a_wrong_fact_is_told_nowhere(filled: Store) -> None:
    before = await filled.edition_of("place:BR")
    await filled.corrections.add(Correction("wrong_fact", "Denied.", NOW, ID, reading().tariffs[0].evidence))
    assert await filled.tariffs.facts_about("BR", NOW) == []
    assert await filled.tariffs.all(NOW) == []
    assert await filled.tariffs.places(NOW) == []
    corrected = await filled.articles.reading(ID)
    assert corrected
    assert corrected.tariffs == ()
    assert await filled.edition_of("place:BR") > before


async def test_a_hidden_sentence_is_shown_nowhere(filled: Store) -> None:
    inner = Quote((Span(*reading().quotes[0].span),), "direct", within=0)
    read = dataclasses.replace(reading(), quotes=(*reading().quotes, inner, Quote((Span(0, 2),), "mixed", within=1)))
    await filled.articles.put_reading(TakenIn(article(), read, 2, BLOCKS))
    await filled.corrections.add(Correction("hide_sentence", "Private.", NOW, ID, reading().quotes[0].span))
    assert await said(filled) == {"okafor": [], "bjelke": [1]}
    assert [one.index for one in await filled.people.quotes_in([ID])] == [1, 3]
    corrected = await filled.articles.reading(ID)
    assert corrected
    assert [quote.within for quote in corrected.quotes] == [None, 0]
    assert corrected.summary == (Span(0, 40),)
    assert await filled.corrections.hidden_spans([ID, "other"]) == {ID: [reading().quotes[0].span]}


async def test_corrections_of_people_mark_their_blocks(filled: Store) -> None:
    assert (await filled.people.dirty()).blocks == ()
    merge = Correction("merge", "One person.", NOW, person="okafor", other="bjelke")
    number = await filled.corrections.add(merge)
    assert (await filled.people.dirty()).blocks == ("bjelke", "okafor")
    assert await filled.corrections.of_people() == [dataclasses.replace(merge, id=number)]
    await filled.people.replace_blocks(BLOCKS, projected(ID))
    await filled.corrections.add(Correction("hide_person", "Asked for it.", NOW, person="okafor"))
    assert (await filled.people.dirty()).blocks == ("okafor",)
    assert [one.kind for one in await filled.corrections.all("hide_person")] == ["hide_person"]


@pytest.mark.parametrize(
    "wrong",
    [
        Correction("speaker", "", NOW, ID),
        Correction("speaker", "", NOW, "nothing", Span(0, 1)),
        Correction("hide_sentence", "", NOW, ID, Span(3, 3)),
        Correction("hide_person", "", NOW),
        Correction("merge", "", NOW, person="okafor", other="okafor"),
        Correction("part", "", NOW, person="okafor"),
        Correction("remove", "", NOW),
    ],
)
async def test_a_correction_that_lacks_something_is_refused(filled: Store, wrong: Correction) -> None:
    with pytest.raises(ValueError, match=r"need|no "):
        await filled.corrections.add(wrong)
    assert await filled.corrections.all() == []


async def test_reports_are_kept_settled_and_go_with_their_article(filled: Store) -> None:
    first = Report('{"who": "okafor"}', "The harbour stays open.", "Wrong \ud800 person", NOW, (ID, "other"))
    second = Report("{}", "A sentence.", "Old", NOW)
    numbers = [await filled.corrections.report(one) for one in (first, second)]
    kept = [dataclasses.replace(one, id=number) for one, number in zip((first, second), numbers, strict=True)]
    assert await filled.corrections.reports() == [dataclasses.replace(kept[0], articles=(ID, "other")), kept[1]]
    await filled.corrections.add(of_quote(0, "bjelke"))
    await filled.corrections.add(Correction("remove", "Wrong story.", NOW, ID))
    await filled.articles.remove(ID)
    assert await filled.corrections.reports() == [kept[1]]
    assert [one.kind for one in await filled.corrections.all()] == ["remove"]
    assert await filled.corrections.settle(numbers[1])
    assert not await filled.corrections.settle(numbers[1])
    assert await filled.corrections.reports() == []


async def test_a_reading_without_corrections_is_as_read(filled: Store) -> None:
    assert await filled.articles.reading(ID) == reading()
    assert await filled.articles.reading_as_read("nothing") is None
    await filled.articles.put(article(2), Reading(), 1)
    assert await filled.articles.reading(article(2).id) == Reading()


async def test_a_report_that_repeats_an_article_goes_with_it_though_it_names_none(filled: Store) -> None:
    words = " ".join(TEXT.split()[:7])
    for sentence, reason in (
        ("", f"You say «{words.upper()}», but no."),
        (f"> {words}!", "No."),
        ("Of another.", "No."),
    ):
        await filled.corrections.report(Report("/brief", sentence, reason, NOW))
    assert await filled.articles.remove(ID)
    assert [report.sentence for report in await filled.corrections.reports()] == ["Of another."]
