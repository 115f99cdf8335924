"""Score the tariff reader: facts and sagas, in process, with the data folder's own scorer.

python -m tests.benchmarks.tariffs [--data ../shared/tariff] [--errors] [--shown] [--time] [FILE ...]
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import json
import statistics
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from bot.ledger import holds
from bot.reading.tariffs import read_tariffs
from bot.reading.text import analyse
from bot.readout import fact_object
from storage.records import Article, TariffFact


def scorer(data: Path) -> ModuleType:
    """Import ``score_tariff.py`` from the data folder."""
    spec = importlib.util.spec_from_file_location("score_tariff", data / "score_tariff.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def predict(cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what the reader finds in each article."""
    found = []
    for case in cases:
        facts = read_tariffs(analyse(case["text"]), dt.date.fromisoformat(case["published"][:10]))
        found.append({"id": case["id"], "facts": [fact_object(fact) for fact in facts]})
    return found


def as_article(case: dict[str, Any]) -> Article:
    """Return a saga's line as an article."""
    published = dt.datetime.combine(dt.date.fromisoformat(case["published"][:10]), dt.time(), dt.UTC)
    return Article(case["id"], case["text"], case["title"], published, True, case["source"])


def predict_sagas(cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Answer each question of a file of sagas from what is read in its articles."""
    facts: dict[str, list[tuple[Article, TariffFact]]] = {}
    for case in cases:
        if case["kind"] == "article":
            article = as_article(case)
            assert article.published is not None
            for fact in read_tariffs(analyse(article.text), article.published.date()):
                facts.setdefault(case["saga"], []).append((article, fact))
    found = []
    for case in cases:
        if case["kind"] != "question":
            continue
        day = dt.date.fromisoformat(case["as_of"])
        holding = holds(facts.get(case["saga"], []), case["imposer"], case["target"], case["product"], day)
        answer = {key: case[key] for key in ("saga", "as_of", "imposer", "target", "product")}
        answer |= {"total": holding.total, "status": holding.status, "layers": [layer.rate for layer in holding.layers]}
        answer["history"] = [total for total, _ in holding.history]
        found.append(answer)
    return found


def calibration(module: ModuleType, gold: list[dict[str, Any]], predictions: list[dict[str, Any]]) -> list[str]:
    """Return one line for each band of confidence: how many facts, and how many of them are true."""
    bands: dict[int, list[bool]] = {}
    by = {p["id"]: p["facts"] for p in predictions}
    for case in gold:
        _, _, false = module.align(case["facts"], by[case["id"]])
        for number, fact in enumerate(by[case["id"]]):
            bands.setdefault(int(fact["confidence"] * 10), []).append(number not in false)
    return [
        f"confidence {band / 10:.1f}+: {len(hits):3d} facts, {sum(hits) / len(hits):.2f} true"
        for band, hits in sorted(bands.items())
    ]


def main(argv: list[str] | None = None) -> int:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="gold files (default: dev.jsonl of the data folder)")
    parser.add_argument("--data", type=Path, default=Path("../shared/tariff"))
    parser.add_argument("--sagas", type=Path, help="a file of sagas to answer instead")
    parser.add_argument("--errors", action="store_true", help="print what was missed or made up")
    parser.add_argument("--time", action="store_true", help="print milliseconds an article")
    options = parser.parse_args(argv)
    module = scorer(options.data)
    if options.sagas:
        cases = lines(options.sagas)
        answers = predict_sagas(cases)
        if options.errors:
            questions = [case for case in cases if case["kind"] == "question"]
            for case, answer in zip(questions, answers, strict=True):
                wanted = (case["expect_total"], case["expect_status"], case.get("expect_history"))
                given = (answer["total"], answer["status"], answer["history"])
                if given[:2] != wanted[:2] or (wanted[2] and wanted[2] != given[2]):
                    print(
                        case["saga"], case["as_of"], case["product"], "wanted", wanted, "given", given, answer["layers"]
                    )
        for name, value in module.score_saga(cases, answers).items():
            print(f"{name:32} {value}")
        return 0
    gold = [case for path in options.files or [options.data / "dev.jsonl"] for case in lines(path)]
    predictions = predict(gold)
    if options.errors:
        module.errors(gold, predictions)
    for name, value in module.score(gold, predictions).items():
        print(f"{name:32} {value}")
    shown = [{"id": p["id"], "facts": [fact for fact in p["facts"] if fact["shown"]]} for p in predictions]
    facts = module.score(gold, shown)["facts"]
    print(f"{'shown':32} precision {facts['precision']} coverage {facts['recall']} ({facts['fp']} false)")
    print("\n".join(calibration(module, gold, predictions)))
    if options.time:
        documents = [(analyse(case["text"]), dt.date.fromisoformat(case["published"][:10])) for case in gold]
        spent = []
        for document, published in documents:
            runs = []
            for _ in range(5):
                started = time.process_time()
                read_tariffs(document, published)
                runs.append(time.process_time() - started)
            spent.append(min(runs) * 1000)
        print(f"milliseconds an article: median {statistics.median(spent):.2f}, most {max(spent):.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
