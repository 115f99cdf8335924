"""Score the summary sentences with the scorer that comes with the data: ``summary.py [DATA FOLDER] [--program]``.

By default the functions are called in process; with ``--program`` every article goes through ``python -m bot brief``.
Prints each budget's ROUGE, the paired difference to the lead baseline and what share is verbatim and cited rightly.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from bot.projecting.briefing import BriefArticle, brief_articles  # noqa: E402
from bot.reading.people import find_people  # noqa: E402
from bot.reading.quotes import read_quotes  # noqa: E402
from bot.reading.text import analyse  # noqa: E402

Record = dict[str, Any]


def in_process(record: Record, words: int | None) -> list[Record]:
    articles = []
    for article in record["articles"]:
        document = analyse(article["text"])
        people = find_people(document)
        articles.append(BriefArticle(article["id"], document, people, read_quotes(document, people)))
    return [{"text": one.text, "article": one.article} for one in brief_articles(articles, words)]


def by_program(record: Record, words: int | None) -> list[Record]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        path.write_text("".join(json.dumps(article) + "\n" for article in record["articles"]), encoding="utf-8")
        command = [sys.executable, "-m", "bot", "brief", str(path), "--json"]
        if words is not None:
            command += ["--words", str(words)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return list(json.loads(done.stdout.splitlines()[0])["summary"])


def load_scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("eval_summary", folder / "eval_summary.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lead(scorer: ModuleType, data: Iterable[Record]) -> dict[str, list[str]]:
    """The scorer's own baseline: first sentences in turn."""
    found = {}
    for record in data:
        per = [scorer.split_sentences(article["text"]) for article in record["articles"]]
        found[record["id"]] = [one[i] for i in range(max(map(len, per))) for one in per if i < len(one)][:20]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, default=ROOT / ".." / "shared" / "summary")
    parser.add_argument("--program", action="store_true", help="by way of the command line, one process an article set")
    parser.add_argument("--sets", nargs="*", default=["dev_single", "dev_multi"])
    options = parser.parse_args()
    scorer = load_scorer(options.data)
    summarise = by_program if options.program else in_process
    for name in options.sets:
        data = scorer.read(options.data / f"{name}.jsonl")
        baseline = lead(scorer, data)
        for budget in ("3s", "100w", "200w"):
            words = None if budget.endswith("s") else int(budget[:-1])
            predicted = {record["id"]: summarise(record, words) for record in data}
            rows = scorer.evaluate(data, predicted, budget)
            print(f"== {name}")
            scorer.table(rows, budget, "this program", [])
            against = scorer.evaluate(data, baseline, budget)
            differences = [ours["rouge2"] - theirs["rouge2"] for ours, theirs in zip(rows, against, strict=True)]
            low, high = scorer.ci(differences)
            verdict = "ok" if low > -0.5 else "BELOW THE BAR"
            mean = sum(differences) / len(differences)
            print(f"   minus lead: ROUGE-2 {mean:+.2f} [{low:+.2f}, {high:+.2f}]  {verdict}", flush=True)


if __name__ == "__main__":
    main()
