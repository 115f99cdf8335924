"""Score the summary sentences with the scorer that comes with the data: ``summary.py [DATA FOLDER] [--program]``.

By default the functions are called in process; with ``--program`` every set of articles goes through
``python -m bot brief PATH --json [--words N]``, and it is counted how many answers are the same as in process.
Prints each budget's ROUGE, the paired difference to the lead baseline, what share is verbatim and cited rightly, and
how many spans are exactly the slice of their article. ``--repeats`` counts sentences that say again what one before
them said: the share of their terms that one earlier sentence holds is 0.6 or more. ``--draw 300 --seed 1`` prints
what a brief shows, up to three stretches an article, to be read by eye for what a reader can't resolve; with
``--given FILE`` of other articles.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

REPEATED = 0.6
ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from bot.answers.values import Meant  # noqa: E402
from bot.projecting.briefing import BriefArticle, BriefSentence, brief_articles, with_holders  # noqa: E402
from bot.reading.people import find_people  # noqa: E402
from bot.reading.quotes import read_quotes  # noqa: E402
from bot.reading.summary import summarise  # noqa: E402
from bot.reading.terms import terms  # noqa: E402
from bot.reading.text import analyse  # noqa: E402
from bot.wording.names import with_names  # noqa: E402

Record = dict[str, Any]


def _read(record: Record) -> list[BriefArticle]:
    articles = []
    for article in record["articles"]:
        document = analyse(article["text"])
        people = find_people(document)
        articles.append(BriefArticle(article["id"], document, people, read_quotes(document, people)))
    return articles


def in_process(record: Record, words: int | None) -> list[Record]:
    found = brief_articles(_read(record), words)
    made: list[Record] = []
    for s in found:
        made.append({"text": s.text, "article": s.article, "span": list(s.span)})
        if s.holders:
            made[-1]["holders"] = [{"span": list(span), "name": name} for span, name in s.holders]
    return made


def by_program(record: Record, words: int | None) -> list[Record]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        path.write_text("".join(json.dumps(article) + "\n" for article in record["articles"]), encoding="utf-8")
        command = [sys.executable, "-m", "bot", "brief", str(path), "--json"]
        if words is not None:
            command += ["--words", str(words)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    return list(json.loads(done.stdout.splitlines()[0])["summary"])


def exact(record: Record, summary: Iterable[Record]) -> list[bool]:
    """Tell for each sentence whether it is the very slice of the article that it cites."""
    texts = {article["id"]: article["text"] for article in record["articles"]}
    return [texts.get(one["article"], "")[slice(*one["span"])] == one["text"] != "" for one in summary]


def repeated(summary: Iterable[Record]) -> list[bool]:
    """Tell for each sentence whether an earlier one holds 0.6 or more of its terms."""
    before: list[set[str]] = []
    found = []
    for one in summary:
        words = set(terms(one["text"]))
        found.append(any(words and len(words & other) / len(words) >= REPEATED for other in before))
        before.append(words)
    return found


def load_scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("eval_summary", folder / "eval_summary.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shown(scorer: ModuleType, summary: list[Record], budget: str) -> list[Record]:
    """Return what falls within the budget."""
    return summary[: len(scorer.fit([one["text"] for one in summary], budget))]


def lead(scorer: ModuleType, data: Iterable[Record]) -> dict[str, list[str]]:
    """The scorer's own baseline: first sentences in turn."""
    found = {}
    for record in data:
        per = [scorer.split_sentences(article["text"]) for article in record["articles"]]
        found[record["id"]] = [one[i] for i in range(max(map(len, per))) for one in per if i < len(one)][:20]
    return found


def draw(data: list[Record], number: int, seed: int, cards: bool) -> list[str]:
    """Return ``number`` stretches that briefs, or ``cards``, show, up to three each, of records drawn at random.

    One that is not the first of its brief begins with "… ".
    """
    if cards:
        data = [{"articles": [article]} for record in data for article in record["articles"]]
    random.Random(seed).shuffle(data)
    found: list[str] = []
    for record in data:
        read = _read(record)
        if cards:
            (only,) = read
            text = only.document.text
            best = summarise(only.document, only.people, only.quotes)[:3]
            alone = [BriefSentence(only.id, span, text[span.start : span.end]) for span in best]
            told = with_holders(read, alone)
        else:
            told = list(brief_articles(read))[:3]
        for place, one in enumerate(told):
            at = one.span.start
            meant = [Meant(span.start - at, span.end - at, name) for span, name in one.holders]
            words = "".join(part.text for part in with_names(one.text, meant)).split()
            found.append("… " * (place > 0) + " ".join(words))
        if len(found) >= number:
            break
    return found[:number]


def half(data: list[Record], which: int) -> list[Record]:
    """Return the records of one half (0 or 1) by what their first text hashes to."""
    return [record for record in data if zlib.crc32(record["articles"][0]["text"].encode()) % 2 == which]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, default=ROOT / ".." / "shared" / "summary")
    parser.add_argument("--program", action="store_true", help="by way of the command line, one process an article set")
    parser.add_argument("--sets", nargs="*", default=["dev_single", "dev_multi"])
    parser.add_argument("--budgets", nargs="*", default=["3s", "100w", "200w"])
    parser.add_argument("--repeats", action="store_true", help="count repeated sentences too")
    parser.add_argument("--draw", type=int, default=0, metavar="N", help="print N sentences to be read by eye")
    parser.add_argument("--given", type=Path, metavar="FILE", help="draw of these articles: JSON lines with a text")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cards", action="store_true", help="draw what cards show, not briefs")
    parser.add_argument("--half", type=int, choices=(0, 1), help="draw of this half of the records only")
    options = parser.parse_args()
    scorer = load_scorer(options.data)
    if options.draw:
        data = [record for name in options.sets for record in scorer.read(options.data / f"{name}.jsonl")]
        if options.given is not None:
            lines = options.given.read_text(encoding="utf-8").splitlines()
            data = [{"articles": [{"id": str(at), **json.loads(line)}]} for at, line in enumerate(lines)]
        if options.half is not None:
            data = half(data, options.half)
        drawn = draw(data, options.draw, options.seed, options.cards)
        print("\n".join(f"{n} {text}" for n, text in enumerate(drawn, 1)))
        return
    tell = by_program if options.program else in_process
    for name in options.sets:
        data = scorer.read(options.data / f"{name}.jsonl")
        baseline = lead(scorer, data)
        for budget in options.budgets:
            words = None if budget.endswith("s") else int(budget[:-1])
            predicted = {record["id"]: tell(record, words) for record in data}
            rows = scorer.evaluate(data, predicted, budget)
            slices = [right for record in data for right in exact(record, predicted[record["id"]])]
            print(f"== {name}")
            scorer.table(rows, budget, "this program", [])
            against = scorer.evaluate(data, baseline, budget)
            differences = [ours["rouge2"] - theirs["rouge2"] for ours, theirs in zip(rows, against, strict=True)]
            low, high = scorer.ci(differences)
            verdict = "ok" if low > -0.5 else "BELOW THE BAR"
            mean = sum(differences) / len(differences)
            print(f"   {sum(slices)} of {len(slices)} are exactly the slice of the span they cite")
            if options.program:
                same = sum(predicted[record["id"]] == in_process(record, words) for record in data)
                print(f"   {same} of {len(data)} answers of the program are those of the functions")
            if options.repeats:
                again = [one for record in data for one in repeated(shown(scorer, predicted[record["id"]], budget))]
                print(
                    f"   {sum(again)} of {len(again)} sentences within the budget say again what one before them said"
                )
            print(f"   minus lead: ROUGE-2 {mean:+.2f} [{low:+.2f}, {high:+.2f}]  {verdict}", flush=True)


if __name__ == "__main__":
    main()
