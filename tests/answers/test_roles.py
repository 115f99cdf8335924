"""Several wordings of one role stand on one line; another office never does."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.roles import join_wordings
from bot.answers.values import NamedRole
from storage.records import DatedRole, Span

DAY = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


def roles(*texts: str) -> list[DatedRole]:
    """Roles newest first, a day between them."""
    return [DatedRole(text, f"a{n}", Span(0, len(text)), DAY - dt.timedelta(n)) for n, text in enumerate(texts)]


def shown(*texts: str) -> list[str]:
    return [role.text for role in join_wordings(roles(*texts), 9)]


@pytest.mark.parametrize(
    "texts",
    [
        ("Swiss trade minister", "trade minister", "Switzerland’s trade minister"),
        ("envoy", "the Danish envoy to Ghana", "Danish envoy"),
        ("Secretary of State for Health", "secretary of state for health"),
        ("SMC Deputy Governor", "Seychelles Marine Club Deputy Governor"),
    ],
)
def test_wordings_of_one_role_are_one_line(texts: tuple[str, ...]) -> None:
    assert len(shown(*texts)) == 1


@pytest.mark.parametrize(
    "texts",
    [
        ("minister", "deputy minister"),
        ("Minister for Health", "Shadow Minister for Health"),
        ("former governor of Ohio", "governor of Ohio"),
        ("minister", "prime minister"),
        ("Danish envoy to Ghana", "Danish envoy to Peru"),
        ("trade minister", "finance minister"),
        ("economist", "chair of the board"),
    ],
)
def test_another_office_is_another_line(texts: tuple[str, ...]) -> None:
    assert shown(*texts) == list(texts)


def test_the_fullest_wording_keeps_its_own_date_and_a_newer_one_stands_beside_it() -> None:
    (role,) = join_wordings(roles("Danish envoy", "Danish envoy to Ghana", "envoy"), 9)
    assert (role.text, role.published) == ("Danish envoy to Ghana", DAY - dt.timedelta(1))
    assert role.later == NamedRole("Danish envoy", "a0", DAY)


def test_the_newest_of_equal_wordings_is_shown_alone() -> None:
    (role,) = join_wordings(roles("Danish envoy", "envoy of Denmark"), 9)
    assert (role.text, role.article, role.later) == ("Danish envoy", "a0", None)


@given(st.lists(st.sampled_from("minister envoy mayor Swiss former trade of deputy the".split()), max_size=9))
def test_every_line_is_a_wording_with_its_own_article(words: list[str]) -> None:
    given_roles = roles(*(" ".join(words[n : n + 3]) or "mayor" for n in range(0, len(words) + 1, 3)))
    wordings = {(role.text, role.article, role.published) for role in given_roles}
    found = join_wordings(given_roles, 9)
    assert 1 <= len(found) <= len(given_roles)
    for role in found:
        assert (role.text, role.article, role.published) in wordings
        assert role.later is None or (role.later.text, role.later.article, role.later.published) in wordings
