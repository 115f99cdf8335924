"""Search terms as people type them, made safe for the index."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

MAX_TERMS = 64  # the index refuses deeper expressions; nobody means more
MAX_CHARACTERS = 400  # of one term

# What would end the expression early (NUL) or can't be written as UTF-8 (lone surrogates).
_UNFIT = re.compile("[\x00\ud800-\udfff]")
_HAS_TOKEN = re.compile(r"[^\W_]")


class Term(NamedTuple):
    """One thing to look for: a word, or several as a phrase. ``prefix`` takes any word that the last one begins."""

    text: str
    prefix: bool = False


def match_expression(terms: Sequence[Term], match: Literal["all", "any"]) -> str | None:
    """Return the FTS5 expression for the terms, None when no term has a letter or digit.

    Each term stands in double quotes, with quotation marks inside doubled, so none of it is read as FTS5 syntax.
    """
    quoted = []
    for term in terms[:MAX_TERMS]:
        text = _UNFIT.sub(" ", term.text[:MAX_CHARACTERS])
        if _HAS_TOKEN.search(text):
            quoted.append('"' + text.replace('"', '""') + '"' + (" *" if term.prefix else ""))
    if not quoted:
        return None
    return (" AND " if match == "all" else " OR ").join(quoted)
