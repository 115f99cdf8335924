"""Score the small articles under tests/corpus/quotes, which carry their gold in the text.

    python -m tests.benchmarks.own_quotes [FOLDER]

``[[Name]]`` before an opening mark names who speaks the stretch in marks; ``[[?]]`` is speech of somebody unnamed or of
a body, ``[[-]]`` no speech. A stretch inside a stretch carries no gold. Labelled lines of a transcript are not scored.

``[[Name>]]`` and ``[[<]]`` stand around a clause that reports what Name said, with ``?`` or ``-`` as above; after
``[[~Name>]]`` stands what Name hopes, plans or thinks, which no answer may show as said.
A clause counts as found when four fifths of its letters and those of the reading are the same.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from bot.reading.people import find_people
from bot.reading.quotes import read_quotes
from bot.reading.text import analyse

_GOLD = re.compile(r"\[\[([^\]]*)\]\]")
_ENOUGH = 0.8
Gold = list[tuple[int, str]]


def plain(marked: str) -> tuple[str, Gold]:
    """The text without its gold, and what is marked where: opening marks with gold, starts and ends of clauses."""
    gold: Gold = []
    parts: list[str] = []
    position = last = 0
    for match in _GOLD.finditer(marked):
        parts.append(marked[last : match.start()])
        position += match.start() - last
        last = match.end()
        gold.append((position, match.group(1)))
    parts.append(marked[last:])
    return "".join(parts), gold


def score(path: Path) -> tuple[int, int, int, int, list[str]]:
    """Right, stretches that are a person's, shown wrong, other stretches shown as a person's, and what went wrong."""
    text, gold = plain(path.read_text(encoding="utf-8"))
    document = analyse(text)
    people = find_people(document)
    said: dict[int, tuple[str | None, bool, float]] = {}
    for quote in read_quotes(document, people):
        if quote.kind != "indirect":
            for span in quote.content:
                name = people[quote.person].name if quote.person is not None else None
                said[span.start - 1] = (name, quote.shown, quote.confidence)
    right = persons = wrong = false = 0
    notes: list[str] = []
    for position, speaker in gold:
        if speaker[-1] in "<>":
            continue
        name, shown, confidence = said.get(position, (None, False, 0.0))
        words = text[position : position + 40].replace("\n", " ")
        if speaker in "?-":
            if name is not None and shown:
                false += 1
                notes.append(f"{path.name}: {words!r} is nobody's, given to {name} {confidence}")
            continue
        persons += 1
        ok = name == speaker or (name is not None and (speaker in name.split() or name.endswith(f" {speaker}")))
        if ok and shown:
            right += 1
        else:
            wrong += shown and not ok and name is not None
            notes.append(f"{path.name}: {words!r} of {speaker}, given to {name} {confidence} shown {shown}")
    return right, persons, wrong, false, notes


@dataclass
class ClauseScore:
    """Counts over clauses that report speech; ``wrong`` are those shown with a wrong span or speaker."""

    gold: int = 0
    found: int = 0
    right: int = 0
    shown: int = 0
    wrong: int = 0
    attitudes: int = 0
    attitudes_shown: int = 0
    notes: list[str] = field(default_factory=list)

    def add(self, path: Path) -> None:
        """Count one article."""
        text, gold = plain(path.read_text(encoding="utf-8"))
        document = analyse(text)
        people = find_people(document)
        quotes = [quote for quote in read_quotes(document, people) if quote.kind == "indirect"]
        used: set[int] = set()
        for (start, speaker), (end, _) in pairwise(gold):
            if not speaker.endswith(">"):
                continue
            speaker = speaker[:-1]
            over = {k: overlap(text, (start, end), quote.span) for k, quote in enumerate(quotes)}
            best = max(over, key=lambda k: over[k], default=-1)
            hit = best >= 0 and over[best] >= _ENOUGH
            said = f"{path.name}: {text[start : min(end, start + 50)]!r} of {speaker}"
            if speaker.startswith("~") or speaker == "-":
                touching = [k for k, share in over.items() if share > 0 and quotes[k].shown and k not in used]
                self.attitudes += 1
                self.attitudes_shown += bool(touching)
                if touching:
                    self.notes.append(f"{said} shown as said")
                continue
            self.gold += 1
            if not hit:
                self.notes.append(f"{said} not found")
                continue
            used.add(best)
            quote = quotes[best]
            name = people[quote.person].name if quote.person is not None else None
            ok = name is None if speaker == "?" else name == speaker
            self.found += 1
            self.right += ok
            self.shown += quote.shown and ok
            self.wrong += quote.shown and not ok
            if not ok or not quote.shown:
                self.notes.append(f"{said}: given to {name} {quote.confidence} shown {quote.shown}")
        if any(speaker.endswith(">") for _, speaker in gold):
            for number, quote in enumerate(quotes):
                if number not in used and quote.shown:
                    self.wrong += 1
                    self.notes.append(
                        f"{path.name}: shown, not in the gold: {text[quote.span.start : quote.span.end]!r}"
                    )


def overlap(text: str, one: tuple[int, int], other: tuple[int, int]) -> float:
    """Letters and digits that two spans share, as a share of those in either."""
    first = {k for k in range(*one) if text[k].isalnum()}
    second = {k for k in range(*other) if text[k].isalnum()}
    return len(first & second) / max(1, len(first | second))


def main() -> None:
    """Print the score of each article and of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("tests/corpus/quotes"))
    args = parser.parse_args()
    totals = [0, 0, 0, 0]
    clauses = ClauseScore()
    for path in sorted(args.folder.rglob("*.txt")):
        *counts, notes = score(path)
        totals = [a + b for a, b in zip(totals, counts, strict=True)]
        if notes:
            print("\n".join(notes))
        clauses.add(path)
    right, persons, wrong, false = totals
    print(f"{right} of {persons} stretches shown with the right person, {wrong} with a wrong one")
    print(f"{false} stretches of nobody shown")
    print("\n".join(clauses.notes))
    print(
        f"{clauses.found} of {clauses.gold} reported clauses found, {clauses.right} with the right speaker, "
        f"{clauses.shown} of these shown; {clauses.wrong} shown with a wrong span or speaker"
    )
    print(f"{clauses.attitudes_shown} of {clauses.attitudes} attitudes and denied words shown as said")


if __name__ == "__main__":
    main()
