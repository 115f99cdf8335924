"""What kind of measure a tariff is, in the article's own words."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from bot.reading.tariffs.lexicon import read_table

# Where several are named, the instrument in law goes before the motive, and the agreement last.
_ORDER = (
    "section_232", "section_301", "section_122", "anti_dumping", "countervailing", "safeguard", "ieepa", "reciprocal",
    "baseline", "penalty", "retaliation", "mfn", "trade_deal",
)  # fmt: skip
INSTRUMENTS = frozenset({"section_232", "section_301", "section_122", "anti_dumping", "countervailing", "safeguard"})


class Cue(NamedTuple):
    """A word that names an instrument: where, which, and whether it counts only beside its rate."""

    at: int
    basis: str
    weak: bool


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, tuple[str, bool]]]:
    table: dict[str, tuple[str, bool]] = {}
    for name, cell in read_table("tariff_basis.tsv"):
        for phrase in cell.split(";"):
            plain = phrase.strip()
            table.setdefault(plain.removeprefix("?"), (name, plain.startswith("?")))
    names = sorted(table, key=len, reverse=True)
    alternatives = "|".join(re.escape(name).replace(r"\ ", r"[\s-]") for name in names)
    initials = "".join(sorted({name[0] for name in names}))
    return re.compile(rf"\b(?=[{initials}])(?:{alternatives})\b", re.IGNORECASE), table


@cache
def telling_words() -> frozenset[str]:
    """Return the longest word of each phrase for an instrument: a sentence without any needs no search."""
    return frozenset(max(name.replace("-", " ").split(), key=len) for name in _pattern()[1])


def find_basis(text: str, start: int, end: int) -> list[Cue]:
    """Return every word in ``text[start:end]`` that names an instrument, in order."""
    pattern, table = _pattern()
    found = []
    for match in pattern.finditer(text, start, end):
        entry = table.get(re.sub(r"[\s-]", " ", match.group().lower()))
        if entry is not None:
            found.append(Cue(match.start(), *entry))
    return found


def strongest(cues: list[Cue]) -> str | None:
    """Return the most telling of several instruments, None of none."""
    return min((cue.basis for cue in cues), key=_ORDER.index, default=None)
