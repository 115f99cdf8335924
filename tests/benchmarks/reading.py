"""Time the whole of reading, and each of its stages, on one core.

    python tests/benchmarks/reading.py [--count 300] [--words 750] [--given FILE.jsonl ...]

Generated articles are joined to ``--words`` words each; given ones are JSON lines with a "text" (or "articles", each
with one). A stage is timed on what the stages before it found. Every round reads all texts; the first meets words for
the first time, the last has their stems at hand, as a program has that has been reading for a while. The bar: all of
reading at least 60 articles of 750 words a second.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.reading.people import find_people
from bot.reading.quotes import read_quotes
from bot.reading.reader import read
from bot.reading.summary import summarise
from bot.reading.tariffs import read_tariffs
from bot.reading.text import analyse
from tests.benchmarks.corpus import articles

_DAY = dt.date(2026, 3, 15)


def generated(count: int, words: int, seed: int) -> list[str]:
    """Return ``count`` texts of about ``words`` words, each of several generated articles."""
    texts: list[str] = []
    parts: list[str] = []
    length = 0
    for article in articles(count * (words // 60 + 2), seed):
        parts.append(article["text"])
        length += len(parts[-1].split())
        if length >= words:
            texts.append("\n".join(parts))
            parts, length = [], 0
        if len(texts) == count:
            break
    return texts


def given(path: Path, count: int) -> list[str]:
    """Return the first ``count`` texts of a file of JSON lines."""
    texts: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        texts += [article["text"] for article in row.get("articles", [row])]
    return texts[:count]


def measure(label: str, texts: Sequence[str]) -> None:
    """Print articles a second of every stage and of the whole."""
    words = sum(len(text.split()) for text in texts) / len(texts)
    print(f"{label}: {len(texts)} articles of {words:.0f} words")
    begun = time.process_time()
    for text in texts:
        read(text, _DAY)
    _rate("all, words met for the first time", len(texts), begun, words)
    begun = time.process_time()
    for text in texts:
        read(text, _DAY)
    _rate("all, words met before", len(texts), begun, words)
    documents = [analyse(text) for text in texts]
    people = [find_people(document) for document in documents]
    quotes = [read_quotes(document, found) for document, found in zip(documents, people, strict=True)]
    stages: dict[str, Callable[[int], object]] = {
        "  text": lambda n: analyse(texts[n]).sentences,
        "  people": lambda n: find_people(documents[n]),
        "  quotes": lambda n: read_quotes(documents[n], people[n]),
        "  tariffs": lambda n: read_tariffs(documents[n], _DAY),
        "  summary": lambda n: summarise(documents[n], people[n], quotes[n]),
    }
    for name, stage in stages.items():
        begun = time.process_time()
        for number in range(len(texts)):
            stage(number)
        _rate(name, len(texts), begun, words)


def _rate(label: str, count: int, begun: float, words: float) -> None:
    rate = count / max(1e-9, time.process_time() - begun)
    print(f"  {label:36}{rate:9.1f} articles/s{rate * words / 750:9.1f} of 750 words/s")


def main() -> int:
    """Print the figures; exit 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--words", type=int, default=750)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--given", type=Path, nargs="*", default=[])
    args = parser.parse_args()
    for path in args.given:
        measure(path.name, given(path, args.count))
    measure("generated", generated(args.count, args.words, args.seed))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
