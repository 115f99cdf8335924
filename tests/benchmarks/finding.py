"""Time the finding of names, and check autocomplete against rapidfuzz over all names.

    python tests/benchmarks/finding.py [--names 100000] [--typed 2000] [--articles 10000]

Times are the processor's (of this thread), which other programs on the machine don't change much.

Two parts. Resolving: the people of a corpus of ``--articles`` articles, typed exactly, by surname, with a slip, and
not there at all. Autocomplete: ``--names`` names; each of ``--typed`` beginnings and slips is completed, and in the
same run ``rapidfuzz.process.extract`` (its default scorer, 25 choices) goes over all names, folded alike. The first
choice is compared with the obvious slow version: the name most spoken of among those that begin so, else among those
with a word that begins so, else the best of ``process.extract`` (any that it scores as its own first, for it scores
many alike).
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Collection
from pathlib import Path

from rapidfuzz import fuzz, process

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.matching import Entity, Found, Names, Tie, fold
from tests.benchmarks.corpus import articles, people


def entities(count: int, seed: int) -> list[Entity]:
    """Return ``count`` invented people as entities, weighed as Zipf's law has it."""
    return [
        Entity("person", f"p{n}", each.name, (each.short,), (each.office.title(),), weight=1000 / (n + 1))
        for n, each in enumerate(people(count, seed))
    ]


def slip(chance: random.Random, text: str) -> str:
    """Return ``text`` with one slip of the fingers after its second letter."""
    if len(text) < 5:
        return text
    place = chance.randrange(2, len(text) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    if kind == 1:
        return text[:place] + text[place + 1 :]
    if kind == 2:
        return text[:place] + text[place] + text[place:]
    return text[:place] + chance.choice("aeinorst") + text[place + 1 :]


def percentiles(label: str, seconds: list[float]) -> float:
    """Print median, 95th and 99th percentile in milliseconds; return the 99th in seconds."""
    ordered = sorted(seconds)
    p50, p95, p99 = (ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.95, 0.99))
    print(f"{label:34} median {p50 * 1000:8.3f} ms   p95 {p95 * 1000:8.3f} ms   p99 {p99 * 1000:8.3f} ms")
    return p99


def resolving(count: int, seed: int) -> None:
    """Time :meth:`Names.resolve` over the people whom a corpus names."""
    cast = {each.name: each for each in people(max(50, count), seed)}
    seen: Counter[str] = Counter()
    for article in articles(count, seed):
        seen.update(name for name in _named(article["text"], cast))
    given = [
        Entity("person", name, name, (cast[name].short,), (cast[name].office.title(),), float(times))
        for name, times in seen.items()
    ]
    begun = time.perf_counter()
    names = Names.build(given)
    print(f"{count} articles, {len(given)} people: index built in {time.perf_counter() - begun:.2f} s")
    chance = random.Random(seed)
    sample = chance.choices(given, k=500)
    kinds = {
        "exact": [each.name for each in sample],
        "surname": [each.aliases[0] for each in sample],
        "with a slip": [slip(chance, fold(each.name)) for each in sample],
        "office": [f"{each.roles[0]}" for each in sample[:50]],
        "not there": [f"Zebulon Quax{n}" for n in range(200)],
    }
    for kind, typed in kinds.items():
        times, right = [], 0
        for text, each in zip(typed, sample, strict=False):
            begun = time.thread_time()
            outcome = names.resolve(text, ("person",))
            times.append(time.thread_time() - begun)
            right += (isinstance(outcome, Found) and outcome.entity is each) or (
                isinstance(outcome, Tie) and each in outcome.entities
            )
        percentiles(f"resolve, {kind} ({right / len(typed):.2f} found)", times)


def _named(text: str, cast: Collection[str]) -> set[str]:
    words = text.split()
    runs = (" ".join(words[i : i + size]) for size in (2, 3, 4) for i in range(len(words) - size + 1))
    return {run for run in runs if run in cast}


def completing(count: int, typed: int, seed: int) -> None:
    """Time autocomplete against ``process.extract``, and compare their first choices."""
    begun = time.perf_counter()
    given = entities(count, seed)
    names = Names.build(given)
    names.prepare()
    print(f"{count} names: index built in {time.perf_counter() - begun:.2f} s")
    folded = [fold(each.name) for each in given]
    pairs = [(fold(each.name), fold(each.aliases[0])) for each in given]
    chance = random.Random(seed + 5)
    ours, theirs, same = [], [], 0
    misses: list[tuple[str, str, str]] = []
    for _ in range(typed):
        name = folded[min(int(chance.paretovariate(0.35)), count) - 1]
        kind = chance.random()
        if kind < 0.4:
            text = name[: chance.randrange(min(4, len(name)), len(name) + 1)].strip()
        elif kind < 0.6:
            text = name.split(" ", 1)[1]
        elif kind < 0.8:
            text = name
        else:
            text = slip(chance, name)
        begun = time.thread_time()
        found = names.complete(text, ("person",))
        ours.append(time.thread_time() - begun)
        begun = time.thread_time()
        best = process.extract(text, folded, scorer=fuzz.WRatio, limit=25)
        theirs.append(time.thread_time() - begun)
        first = fold(found[0].name) if found else "-"
        wanted = next((n for n, s in pairs if n.startswith(text) or s.startswith(text)), None)
        wanted = wanted or next((n for n, s in pairs if f" {text}" in n or f" {text}" in s), None)
        if first == wanted or (wanted is None and fuzz.WRatio(text, first) >= best[0][1] - 1e-6):
            same += 1
        else:
            misses.append((text, first, wanted or best[0][0]))
    mine = percentiles("autocomplete", ours)
    other = percentiles("rapidfuzz process.extract", theirs)
    print(f"p99 is {other / mine:.0f} times faster; same first choice for {same / typed:.4f} of {typed}")
    for miss in misses[:10]:
        print("   ", *miss, sep="  |  ")


def main() -> int:
    """Print both parts; exit 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=100_000)
    parser.add_argument("--typed", type=int, default=2000)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    resolving(args.articles, args.seed)
    completing(args.names, args.typed, args.seed)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
