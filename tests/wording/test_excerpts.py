"""The limits on excerpts, counted in one place."""

from hypothesis import given
from hypothesis import strategies as st

from bot.answers.values import Passage, Source
from bot.wording.excerpts import QUOTED_WORDS, RUNNING_WORDS, Allowance, count_words, cut_words, running_limit


def a_source(words: int) -> Source:
    return Source("a", "Title", None, False, None, None, None, (), "en", words)


def a_passage(words: int, *, quoted: bool = False, start: int = 0) -> Passage:
    text = " ".join(f"w{n}" for n in range(words))
    return Passage("a", start, start + len(text), text, 1, quoted)


def test_a_short_article_shows_ninety_words_of_running_text_at_most() -> None:
    source, allowance = a_source(299), Allowance()
    assert count_words(allowance.take(a_passage(60), source) or "") == 60
    cut = allowance.take(a_passage(60), source)
    assert cut is not None
    assert cut.endswith(" …")
    assert count_words(cut.removesuffix(" …")) == RUNNING_WORDS - 60
    assert allowance.take(a_passage(20), source) is None


def test_a_long_article_shows_fifteen_per_cent_at_most() -> None:
    assert running_limit(a_source(400)) == 60
    assert running_limit(a_source(5000)) == RUNNING_WORDS
    shown = Allowance().take(a_passage(100), a_source(400))
    assert count_words((shown or "").removesuffix(" …")) == 60


def test_quoted_speech_has_a_limit_of_its_own() -> None:
    source, allowance = a_source(299), Allowance()
    allowance.take(a_passage(RUNNING_WORDS), source)
    quoted = allowance.take(a_passage(200, quoted=True), source)
    assert count_words((quoted or "").removesuffix(" …")) == QUOTED_WORDS


def test_another_article_has_its_own_limit() -> None:
    allowance = Allowance()
    allowance.take(a_passage(RUNNING_WORDS), a_source(299))
    other = Source("b", "Title", None, False, None, None, None, (), "en", 299)
    assert allowance.take(Passage("b", 0, 9, "one two three", 1), other) == "one two three"


@given(st.text(), st.integers(-5, 200))
def test_a_cut_text_is_a_beginning_of_the_text_with_the_cut_marked(text: str, most: int) -> None:
    shown, used = cut_words(text, most)
    if shown is None:
        assert used == 0
        return
    assert used <= max(most, 0)
    folded = " ".join(text.split())
    assert shown == folded or (shown.endswith(" …") and folded.startswith(shown.removesuffix(" …")))


@given(st.lists(st.tuples(st.text(), st.booleans()), max_size=12), st.integers(0, 3000))
def test_no_order_of_passages_shows_more_than_the_limits(passages: list[tuple[str, bool]], words: int) -> None:
    source, allowance = a_source(words), Allowance()
    shown = {True: 0, False: 0}
    for text, quoted in passages:
        part = allowance.take(Passage("a", 0, len(text), text, 1, quoted), source)
        shown[quoted] += count_words((part or "").removesuffix(" …"))
    assert shown[False] <= running_limit(source)
    assert shown[True] <= QUOTED_WORDS
