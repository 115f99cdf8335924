"""Time questions over a store of many articles: not cached, and cached.

    python tests/benchmarks/asking.py [--articles 10000] [--seed 7] [--store FILE] [--times 60]

Each kind of question is asked about many different subjects, once to fill the process's own caches of words, as a
program has that has been running for a while. Then each is asked for the figures: the first time it is composed, the
second time it comes from the cache (searches by free words and briefs on a topic are never kept).

This is done in two states. In the first all that is kept of answers, and of the statements on tariffs that they rest
on, is emptied: the first question about a place reads them and reckons, as in a program that has just begun. In the
second an article has come in, as one does every few minutes, that says nothing of tariffs: no answer is kept over that,
and the statements are, as no change has touched them.

Beside the time that passes stands the processor's, which others on the machine don't change as much. ``--store`` is
copied, not changed. The bar at 10,000 articles, in both states: 10 ms at the 95th percentile where it is composed, 1 ms
where it is cached.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.clock import Clock
from bot.newsroom import Newsroom
from bot.reading.reader import READER_VERSION
from storage.records import Article, Reading
from storage.store import Store
from tests.benchmarks.corpus import articles, people
from tests.benchmarks.finding import percentiles

_NOW = dt.datetime(2026, 3, 15, 12, tzinfo=dt.UTC)
_PLACES = "India;China;the United States;Japan;Germany;Brazil;Vietnam;Mexico;France;Turkey;Indonesia;Canada".split(";")
_TOPICS = "lithium;grain;the pipeline;interest rates;shipping;vaccines;the border;energy;the ferry line".split(";")
_GOODS = "steel;cars;rice;fish;chips;wine;toys;furniture".split(";")


def questions(count: int, seed: int, times: int) -> dict[str, list[str]]:
    """Return questions by kind, all different where there are enough subjects."""
    names = [each.name for each in people(max(50, count), seed)][: max(1, times)]
    hours = range(1, times + 1)
    return {
        "who": [f"/who {name}" for name in names],
        "quote of a person": [f"/quote {name}" for name in names],
        "quote on a topic": [f"who said something about {topic}" for topic in _TOPICS],
        "tariff": [f"/tariff {place}" for place in _PLACES],
        "tariff on goods": [f"/tariff {place} {goods}" for place in _PLACES[:6] for goods in _GOODS][:times],
        "brief": [f"/brief since {(_NOW - dt.timedelta(days=n)).date()}" for n in hours][:30],
        "brief on a topic": [f"/brief {topic}" for topic in _TOPICS],
        "search": [f"/search {a} {b}" for a in _TOPICS for b in _GOODS][:times],
    }


def fill(path: Path, count: int, seed: int) -> None:
    """Make a store of ``count`` generated articles with the program's own ``add``."""
    lines = path.with_name("articles.jsonl")
    lines.write_text("".join(json.dumps(each) + "\n" for each in articles(count, seed)), encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "bot", "add", str(lines), "--now", _NOW.isoformat()],
        env={**os.environ, "BRIEFING_DATABASE": str(path), "BRIEFING_ARTICLES": str(path.parent)},
        cwd=Path(__file__).parents[2],
        stdout=subprocess.DEVNULL,
        check=True,
    )


async def measure(path: Path, asked: dict[str, list[str]]) -> None:
    """Print the figures of each kind, and of all."""
    async with Store.open(path) as store:
        newsroom = Newsroom(store, Clock(_NOW))
        begun = time.perf_counter()
        await newsroom.index()
        print(f"index built in {time.perf_counter() - begun:.2f} s")
        for texts in asked.values():
            for text in texts:
                await newsroom.ask(text)
        await store.lookups.clear()
        newsroom.forget()
        await _figures(newsroom, asked)
        print("after an article that came in:")
        await store.articles.put(
            Article("kelp", "The kelp harvest has begun.", "Kelp", _NOW), Reading(), READER_VERSION
        )
        await newsroom.index()
        await _figures(newsroom, asked)


async def _figures(newsroom: Newsroom, asked: dict[str, list[str]]) -> None:
    every: dict[str, list[float]] = {"composed": [], "cached": []}
    processor: dict[str, list[float]] = {"composed": [], "cached": []}
    for kind, texts in asked.items():
        seconds: dict[str, list[float]] = {"composed": [], "cached": []}
        spent: dict[str, list[float]] = {"composed": [], "cached": []}
        for _ in range(2):
            for text in texts:
                begun, used = time.perf_counter(), time.process_time()
                answered = await newsroom.ask(text)
                state = "cached" if answered.cached else "composed"
                seconds[state].append(time.perf_counter() - begun)
                spent[state].append(time.process_time() - used)
        for state, found in spent.items():
            if found:
                percentiles(f"{kind}, {state}, the processor's time ({len(found)})", found)
            every[state] += seconds[state]
            processor[state] += found
    for state, found in every.items():
        percentiles(f"all, {state} ({len(found)})", found)
        percentiles("  of the processor's time", processor[state])


def main() -> int:
    """Print the figures; exit 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--store", type=Path, help="a filled store, copied first")
    parser.add_argument("--times", type=int, default=60)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        if args.store is not None:
            shutil.copyfile(args.store, path)
        else:
            fill(path, args.articles, args.seed)
        asyncio.run(measure(path, questions(args.articles, args.seed, args.times)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
