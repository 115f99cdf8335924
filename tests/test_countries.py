"""Names of countries, typed and in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import countries
from bot.countries import code_of, find_places


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("UK", "GB"),
        ("Britain", "GB"),
        ("Korea", "KR"),
        ("Türkiye", "TR"),
        ("turkey", "TR"),
        ("Ivory Coast", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Holland", "NL"),
        ("U.A.E.", "AE"),
        ("U.S.", "US"),
        ("us", "US"),
        ("IND", "IN"),
        ("the Swiss", "CH"),
        ("Americans", "US"),
        ("new delhi", "IN"),
        ("the European Union", "EU"),
        ("eu", "EU"),
        ("The White House", "US"),
        ("Bolivia, Plurinational State of", "BO"),
        ("Zebulon", None),
        ("", None),
        ("the", None),
    ],
)
def test_a_typed_form_gives_its_code(typed: str, code: str | None) -> None:
    assert code_of(typed) == code


def test_kinds_limit_what_counts() -> None:
    assert code_of("Beijing", {"name"}) is None
    assert code_of("Beijing", {"capital"}) == "CN"
    assert code_of("Chinese", {"demonym"}) == "CN"
    assert code_of("CHN", {"name"}) is None


def test_names_to_show() -> None:
    assert countries.name_of("US") == "United States"
    assert countries.prose_name("US") == "the United States"
    assert countries.name_of("KR") == "South Korea"
    assert countries.name_of("EU") == "European Union"
    assert countries.adjective_of("NL") == "Dutch"


def test_every_code_has_a_name_that_leads_back() -> None:
    for code in countries.codes():
        assert code_of(countries.name_of(code)) == code
        assert code_of(code, {"code"}) == code
    assert set(countries.codes()) >= countries.EU_MEMBERS
    assert len(countries.EU_MEMBERS) == 27


def test_places_in_running_text() -> None:
    text = (
        "NEW DELHI/WASHINGTON - The U.S. told us that South Korea's exports, Côte d’Ivoire's and New Mexico's differ; "
        "Latin American turkey met Turkey in a US-led round. The Washington Post asked the White House."
    )
    found = [(place.code, text[place.span.start : place.span.end], place.kind) for place in find_places(text)]
    assert found == [
        ("IN", "NEW DELHI", "capital"),
        ("US", "WASHINGTON", "capital"),
        ("US", "U.S.", "name"),
        ("KR", "South Korea", "name"),
        ("CI", "Côte d’Ivoire", "name"),
        ("TR", "Turkey", "name"),
        ("US", "US", "name"),
        ("US", "White House", "capital"),
    ]


def test_the_bounds_are_kept() -> None:
    text = "India and China"
    assert [place.code for place in find_places(text, 6)] == ["CN"]
    assert [place.code for place in find_places(text, 0, 8)] == ["IN"]


def test_the_iso_table_is_what_pycountry_gives() -> None:
    from bot.data.make_iso_countries import HEADER, rows

    table = countries._DATA / "iso_countries.tsv"
    assert table.read_text(encoding="utf-8") == HEADER + "\n".join(rows()) + "\n"


@given(st.text(alphabet=st.characters(), max_size=300))
def test_any_text_is_taken(text: str) -> None:
    last = 0
    for place in find_places(text):
        assert last <= place.span.start < place.span.end <= len(text)
        assert countries.is_code(place.code)
        last = place.span.end
    code_of(text)


def test_short_forms_need_capitals_in_a_text() -> None:
    assert find_places("Us and them. The Eu of song, uk garage.") == []
    assert [place.code for place in find_places("The US, the UK and the EU met.")] == ["US", "GB", "EU"]
