from __future__ import annotations

import datetime as dt
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage import codec
from storage.instants import from_number, to_number
from storage.records import (
    DatedRole,
    Hit,
    KnownPerson,
    Person,
    Quote,
    Reading,
    Role,
    Span,
    Story,
    TariffFact,
    TariffTerm,
)
from storage.store import Store
from tests.storage.samples import article

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=12)
SPANS = st.builds(Span, st.integers(0, 10**6), st.integers(0, 10**6))
RATES = st.floats(allow_nan=False, allow_infinity=False)
INSTANTS = st.datetimes(timezones=st.just(dt.UTC)).map(lambda moment: moment.replace(fold=0))


def some(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


def maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategy


PEOPLE = st.builds(
    Person,
    ANY_TEXT,
    some(ANY_TEXT),
    some(st.builds(Role, ANY_TEXT, SPANS)),
    some(SPANS),
    st.sampled_from([None, "m", "f"]),
)
QUOTES = st.builds(
    Quote,
    st.lists(SPANS, min_size=1, max_size=3).map(tuple),
    st.sampled_from(["direct", "mixed", "indirect"]),
    some(SPANS),
    some(SPANS),
    maybe(ANY_TEXT),
    st.sampled_from([None, "person", "organisation", "unnamed"]),
    maybe(st.integers(0, 50)),
    RATES,
    st.booleans(),
    maybe(st.integers(0, 50)),
)
FACTS = st.builds(
    TariffFact,
    imposer=ANY_TEXT,
    target=ANY_TEXT,
    product=maybe(ANY_TEXT),
    rate=RATES,
    role=st.sampled_from(["duty", "total"]),
    status=st.sampled_from(["threatened", "announced", "in_force", "suspended", "removed"]),
    evidence=SPANS,
    effective=maybe(st.dates()),
    previous_rate=maybe(RATES),
    basis=maybe(ANY_TEXT),
    reason=maybe(ANY_TEXT),
    approximate=st.booleans(),
    deadline=maybe(st.dates()),
    expires=maybe(st.dates()),
    stated_by=maybe(ANY_TEXT),
    confidence=RATES,
    shown=st.booleans(),
    bound=st.sampled_from([None, "up to", "at least"]),
    terms=some(st.builds(TariffTerm, st.sampled_from(["per_unit", "quota", "exemption", "duration"]), SPANS)),
)
READINGS = st.builds(Reading, some(PEOPLE), some(QUOTES), some(FACTS), some(SPANS))
KNOWN = st.builds(
    KnownPerson,
    ANY_TEXT,
    ANY_TEXT,
    some(ANY_TEXT),
    some(st.builds(DatedRole, ANY_TEXT, ANY_TEXT, SPANS, maybe(INSTANTS))),
    some(st.tuples(ANY_TEXT, st.integers(0, 99))),
    some(ANY_TEXT),
    st.sampled_from([None, "m", "f"]),
    st.booleans(),
)
RECORDS = READINGS | KNOWN | st.builds(Story, ANY_TEXT, some(ANY_TEXT)) | st.builds(Hit, ANY_TEXT, RATES, some(SPANS))


@given(RECORDS)
def test_every_record_comes_back_as_it_was(record: object) -> None:
    text = codec.dumps(record)
    assert text.isascii()
    again = codec.loads(type(record), text)
    assert again == record
    assert repr(again) == repr(record)  # the kinds of what is inside too: Span, not tuple


@settings(deadline=None, max_examples=25)
@given(READINGS)
async def test_every_reading_comes_back_from_the_store(reading: Reading) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with Store.open(Path(folder) / "briefing.db") as store:
            await store.articles.put(article(), reading, 1, ["block"] * len(reading.people))
            assert await store.articles.reading_as_read(article().id) == reading
            assert await store.articles.reading(article().id) == reading


@dataclass(frozen=True)
class Newer:
    """A record to which a field was added since it was kept."""

    name: str
    added: frozenset[str] = frozenset({"x"})


def test_a_field_added_or_gone_does_no_harm() -> None:
    assert codec.loads(Newer, '{"name":"a","gone":[1,2]}') == Newer("a")
    assert codec.dumps(Newer("a")) == '{"name":"a"}'
    assert codec.loads(Newer, codec.dumps(Newer("a", frozenset({"z", "b"})))) == Newer("a", frozenset({"b", "z"}))
    assert json.loads(codec.dumps(Newer("a", frozenset({"z", "b"}))))["added"] == ["b", "z"]


def test_what_has_no_form_is_refused() -> None:
    with pytest.raises(TypeError, match="no JSON form"):
        codec.dumps(object())
    with pytest.raises(TypeError, match="no JSON form"):
        codec.loads(complex, "1")


@given(INSTANTS)
def test_instants_are_exact(moment: dt.datetime) -> None:
    assert from_number(to_number(moment)) == moment
    assert from_number(to_number(moment)).tzinfo is dt.UTC


@given(st.datetimes(dt.datetime(2, 1, 1), dt.datetime(9998, 1, 1)), st.integers(-14, 14))
def test_instants_of_any_zone_are_the_same_instant(moment: dt.datetime, hours: int) -> None:
    elsewhere = moment.replace(tzinfo=dt.timezone(dt.timedelta(hours=hours)))
    assert from_number(to_number(elsewhere)) == elsewhere
