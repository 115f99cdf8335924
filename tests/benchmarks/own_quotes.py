"""Score the small articles under tests/corpus/quotes, which carry their gold in the text.

    python -m tests.benchmarks.own_quotes [tests/corpus/quotes/round1]

``[[Name]]`` before an opening mark names who speaks the stretch in marks; ``[[?]]`` is speech of somebody unnamed or of
a body, ``[[-]]`` no speech. A stretch inside a stretch carries no gold. Labelled lines of a transcript are not scored.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from bot.reading.people import find_people
from bot.reading.quotes import read_quotes
from bot.reading.text import analyse

_GOLD = re.compile(r"\[\[([^\]]*)\]\]")
Gold = list[tuple[int, str]]


def plain(marked: str) -> tuple[str, Gold]:
    """The text without its gold, and where each opening mark with gold stands."""
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


def main() -> None:
    """Print the score of each article and of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("tests/corpus/quotes"))
    args = parser.parse_args()
    totals = [0, 0, 0, 0]
    for path in sorted(args.folder.rglob("*.txt")):
        *counts, notes = score(path)
        totals = [a + b for a, b in zip(totals, counts, strict=True)]
        print("\n".join(notes))
    right, persons, wrong, false = totals
    print(f"{right} of {persons} stretches shown with the right person, {wrong} with a wrong one")
    print(f"{false} stretches of nobody shown")


if __name__ == "__main__":
    main()
