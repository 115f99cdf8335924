"""Time the whole of reading, and each of its stages, on one core.

    python -m tests.benchmarks.reading [--count 300] [--words 750] [--given FILE.jsonl ...]
    python -m tests.benchmarks.reading --growth           # articles of 0.25, 0.5 and 1 MB, hostile ones too
    python -m tests.benchmarks.reading --memory 100000    # resident memory over so many articles in one process

Generated articles are joined to ``--words`` words each; given ones are JSON lines with a "text" (or "articles", each
with one). A stage is timed on what the stages before it found. Every round reads all texts; the first meets words for
the first time, the last has their stems at hand, as a program has that has been reading for a while. The bar: all of
reading at least 60 articles of 750 words a second. With ``--growth`` each size is read after half of it, so that what
grows faster than the text shows: a factor well above 2. The bar: 1 MB under 10 s.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.reading.people import find_people
from bot.reading.quotes import read_quotes
from bot.reading.reader import read
from bot.reading.summary import summarise
from bot.reading.tariffs import read_tariffs
from bot.reading.text import analyse
from bot.reading.undisturbed import undisturbed
from tests.benchmarks.corpus import articles, people

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
    persons = [find_people(document) for document in documents]
    quotes = [read_quotes(document, found) for document, found in zip(documents, persons, strict=True)]
    stages: dict[str, Callable[[int], object]] = {
        "  text": lambda n: analyse(texts[n]).sentences,
        "  people": lambda n: find_people(documents[n]),
        "  quotes": lambda n: read_quotes(documents[n], persons[n]),
        "  tariffs": lambda n: read_tariffs(documents[n], _DAY),
        "  summary": lambda n: summarise(documents[n], persons[n], quotes[n]),
    }
    for name, stage in stages.items():
        begun = time.process_time()
        for number in range(len(texts)):
            with undisturbed:  # as the whole is read
                stage(number)
        _rate(name, len(texts), begun, words)


STAGES = ("people", "quotes", "tariffs", "summary")


def growing(size: int) -> dict[str, str]:
    """Return texts of ``size`` characters: news, and what is made to be hard to read."""
    news = "\n".join(generated(size // 3000 + 1, 750, 3))[:size]
    names = " ".join(f"{one.name} said {one.office} {one.short}." for one in people(size // 40 + 1, 5))
    return {
        "news": news,
        "news in one paragraph": news.replace("\n", " "),
        "one sentence": "".join(char if char.isalnum() else " " for char in news),
        "quotation marks": "“" * size,
        "marks and words": ('“a” ‘b’ "c" \'d ' * (size // 16 + 1))[:size],
        "names": names[:size],
        "one name": ("Ana Cruz " * (size // 9 + 1))[:size],
        "digits and %": ("25% 10.5 % 3 per cent 7, 8 and 9% " * (size // 34 + 1))[:size],
        "tariffs": ("The US put a 25% tariff on steel from India. " * (size // 45 + 1))[:size],
        "he said": ("he said she told " * (size // 17 + 1))[:size],
    }


def growth(largest: int) -> None:
    """Print the time of each stage for texts of a quarter and half of ``largest`` characters and of all."""
    sizes = (largest // 4, largest // 2, largest)
    print(
        f"seconds for {', '.join(f'{size:,}' for size in sizes)} characters; factor from the last but one to the last"
    )
    print(f"{'':22}" + "".join(f"{name:>24}" for name in ("all", *STAGES)))
    texts = [growing(size) for size in sizes]
    for kind in texts[0]:
        rows = [_timed(here[kind]) for here in texts]
        cells = []
        for name in ("all", *STAGES):
            factor = f"{rows[2][name] / rows[1][name]:4.1f}" if rows[1][name] > 0.02 else "   -"
            cells.append(" ".join(f"{row[name]:5.2f}" for row in rows) + f" {factor}")
        print(f"{kind:22}" + "".join(f"{cell:>24}" for cell in cells), flush=True)


def _timed(text: str) -> dict[str, float]:
    clocks = [time.process_time()]
    document = analyse(text)
    clocks.append(time.process_time())
    persons = find_people(document)
    clocks.append(time.process_time())
    quotes = read_quotes(document, persons)
    clocks.append(time.process_time())
    read_tariffs(document, _DAY)
    clocks.append(time.process_time())
    summarise(document, persons, quotes)
    clocks.append(time.process_time())
    spent = [late - early for early, late in pairwise(clocks)]
    return {"all": clocks[-1] - clocks[0], **dict(zip(STAGES, spent[1:], strict=True))}


def memory(count: int, seed: int) -> None:
    """Read ``count`` generated articles; print resident memory ten times on the way."""
    step = max(1, count // 10)
    begun = time.process_time()
    print(f"{'articles':>10}{'resident MB':>14}{'seconds':>10}")
    for number, article in enumerate(articles(count, seed)):
        if number % step == 0:
            print(f"{number:10}{_resident():14.1f}{time.process_time() - begun:10.0f}", flush=True)
        read(article["text"], dt.date.fromisoformat(article["published"][:10]))
    print(f"{count:10}{_resident():14.1f}{time.process_time() - begun:10.0f}", flush=True)


def _resident() -> float:
    """Return the resident memory of this process in megabytes (Linux)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


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
    parser.add_argument("--growth", type=int, nargs="?", const=1_000_000, default=0, metavar="CHARACTERS")
    parser.add_argument("--memory", type=int, default=0, metavar="ARTICLES")
    args = parser.parse_args()
    if args.growth or args.memory:
        if args.growth:
            growth(args.growth)
        if args.memory:
            memory(args.memory, args.seed)
        return 0
    for path in args.given:
        measure(path.name, given(path, args.count))
    measure("generated", generated(args.count, args.words, args.seed))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
