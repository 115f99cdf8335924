"""What kind of measure a tariff is, in the article's own words."""

from __future__ import annotations

import re
from functools import cache

from bot.reading.tariffs.lexicon import read_table

_ORDER = (
    "section_232", "section_301", "section_122", "anti_dumping", "countervailing", "safeguard", "ieepa", "reciprocal",
    "baseline", "penalty", "retaliation", "mfn", "trade_deal",
)  # fmt: skip


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, tuple[str, bool]]]:
    table: dict[str, tuple[str, bool]] = {}
    for name, cell in read_table("tariff_basis.tsv"):
        for phrase in cell.split(";"):
            plain = phrase.strip()
            table.setdefault(plain.removeprefix("?"), (name, plain.startswith("?")))
    names = sorted(table, key=len, reverse=True)
    return re.compile(
        r"\b(?:" + "|".join(re.escape(n).replace(r"\ ", r"[\s-]") for n in names) + r")\b", re.IGNORECASE
    ), table


def find_basis(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Return (offset, basis) of every word in ``text[start:end]`` that names an instrument."""
    pattern, table = _pattern()
    found = []
    for match in pattern.finditer(text, start, end):
        key = re.sub(r"[\s-]", " ", match.group().lower())
        if key in table:
            found.append((match.start(), table[key][0]))
    return found


def strongest(names: list[str]) -> str | None:
    """Return the most telling of several: a named instrument goes before retaliation, ordinary duty and agreement."""
    return min(names, key=_ORDER.index, default=None)
