"""Words outside quotations: what was met before between two spaces is cut as its words one by one are."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.quotes.marks import find_quoted
from bot.reading.quotes.tokens import Token, tokens_of
from bot.reading.text import analyse
from storage.records import Span


def _tokens(text: str, names: str = "", starts: str = "") -> list[Token]:
    """The tokens of one paragraph; ``names`` and ``starts`` are patterns for where names and sentences stand."""
    named = [(match.start(), match.end(), 0) for match in re.finditer(names, text)] if names else []
    begins = [match.start() for match in re.finditer(starts, text)] if starts else [0]
    return tokens_of([], text, Span(0, len(text)), [], named, [*begins, len(text) + 1])


def _shown(text: str, names: str = "", starts: str = "") -> list[tuple[str, str, bool]]:
    found = _tokens(text, names, starts)
    return [(token.kind, text[token.start : token.end], token.possessive) for token in found]


def test_an_owner_needs_a_space_behind_its_mark() -> None:
    assert _shown("the workers’ hall") == [("DT", "the", False), ("w", "workers", True), ("w", "hall", False)]
    assert _shown("the workers’") == [("DT", "the", False), ("w", "workers", False)]
    assert _shown("the ferry’s") == [("DT", "the", False), ("w", "ferry", True)]


def test_a_name_keeps_what_shows_that_it_owns_something() -> None:
    for text in ("Cole’s ferry", "Cole ’s ferry"):
        assert [kind for kind, _, _ in _shown(text, names="Cole")] == ["M", "w"]
    assert _shown("Cole sails", names="Cole") == [("M", "Cole", False), ("w", "sails", False)]


def test_a_sentence_begins_anew_wherever_it_stands() -> None:
    said = [("w", "rain", False), ("|", "", False), ("S", "Said", False), ("w", "twice", False)]
    assert _shown("rain. Said twice", starts="rain|Said") == said


def test_a_sentence_that_begins_with_a_quotation_begins_once() -> None:
    document = analyse("The ferry left. “Stop,” she said.")
    starts = [*(sentence.start for sentence in document.sentences), len(document.text) + 1]
    found = tokens_of(find_quoted(document), document.text, document.paragraphs[0], [0], [], starts)
    assert [token.kind for token in found] == ["DT", "w", "w", "|", "Q", "p", "S"]


WORDS = st.sampled_from(
    [
        *(
            "said",
            "Cole",
            "Cole’s",
            "Ann Cole",
            "the workers’",
            "ministers",
            "s",
            "’s",
            "'",
            "According",
            "last",
            "Last",
        ),
        *(
            ",",
            ":",
            "—",
            "(",
            ")",
            "“",
            "$5",
            "10%",
            "told:",
            "She",
            "it’s",
            "AT&T",
            "-",
            "end.",
            "end. She",
            "U.S.",
            "",
        ),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=14))
def test_pieces_are_cut_as_their_words_one_by_one(words: list[str]) -> None:
    text = " ".join(words)
    # A no-break space parts words too, but no pieces: where a name or a sentence begins, all are looked at one by one.
    for names, starts in (("", ""), (r"(?:Ann )?Cole", ""), (r"(?:Ann )?Cole", r"(?<=\. )\w|^\w"), ("", r"She|Last|“")):
        whole = text.replace(" ", "\u00a0")
        plain = starts.replace(r"\. ", r"\.\s")
        assert _tokens(text, names.replace(" ", r"\s"), plain) == _tokens(whole, names.replace(" ", r"\s"), plain)
