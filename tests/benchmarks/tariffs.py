"""Score the tariff reader over ``read --json`` and the ledger over ``add`` and ``ask --json``, with the data's scorer.

python -m tests.benchmarks.tariffs [--data ../shared/tariff] [--errors] [--time] [FILE ...]
python -m tests.benchmarks.tariffs --sagas FILE [--errors]
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from bot.reading.tariffs import read_tariffs
from bot.reading.text import analyse

Row = dict[str, Any]
ROOT = Path(__file__).parents[2]
NOW = "2026-11-22T12:00:00Z"  # after every article


def scorer(data: Path) -> ModuleType:
    """Import ``score_tariff.py`` from the data folder."""
    spec = importlib.util.spec_from_file_location("score_tariff", data / "score_tariff.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lines(path: Path) -> list[Row]:
    """Return the objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def program(arguments: list[str], folder: Path, stdin: str = "") -> list[Row]:
    """Run ``python -m bot`` on a store of its own in ``folder`` and return the objects it prints."""
    (folder / "none").mkdir(exist_ok=True)
    own = {"BRIEFING_DATABASE": str(folder / "tariffs.db"), "BRIEFING_ARTICLES": str(folder / "none")}
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments, "--json"],
        cwd=ROOT,
        env={**os.environ, **own},
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        input=stdin,
    )
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def predict(cases: list[Row]) -> list[Row]:
    """Return what ``read --json`` finds in each article."""
    with tempfile.TemporaryDirectory() as folder:
        path = written(cases, Path(folder))
        read = {line["id"]: line["tariffs"] for line in program(["read", str(path)], Path(folder))}
    return [{"id": case["id"], "facts": read[case["id"]]} for case in cases]


def written(cases: list[Row], folder: Path) -> Path:
    """Write the articles of ``cases`` as the program takes them in, and return the file."""
    path = folder / "articles.jsonl"
    keys = ("id", "title", "published", "source", "text")
    lines = (json.dumps({key: case[key] for key in keys}, ensure_ascii=False) + "\n" for case in cases)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def predict_sagas(cases: list[Row]) -> list[Row]:
    """Answer each question with ``ask --json`` on a store of its saga's articles."""
    found: list[Row] = []
    for saga in dict.fromkeys(case["saga"] for case in cases):
        own = [case for case in cases if case["saga"] == saga]
        questions = [case for case in own if case["kind"] == "question"]
        with tempfile.TemporaryDirectory() as folder:
            path = written([case for case in own if case["kind"] == "article"], Path(folder))
            program(["add", str(path), "--now", NOW], Path(folder))
            lines = "".join(asked(question) + "\n" for question in questions)
            answers = program(["ask", "-", "--now", NOW], Path(folder), lines)
        found.extend(_answer(question, answer) for question, answer in zip(questions, answers, strict=True))
    return found


def asked(question: Row) -> str:
    """Return a saga's question as it is typed."""
    typed = f"/tariff {question['target']} partner:{question['imposer']} direction:charged_on as_of:{question['as_of']}"
    return typed + (f' product:"{question["product"]}"' if question["product"] else "")


def _answer(question: Row, answer: Row) -> Row:
    first = answer["data"][0] if answer["data"] else {"total": 0, "status": None, "layers": [], "history": []}
    wrong = any(
        (each["imposer"], each["target"]) != (question["imposer"], question["target"]) for each in answer["data"]
    )
    return {
        **{key: question[key] for key in ("saga", "as_of", "imposer", "target", "product")},
        "total": first["total"],
        "status": first["status"],
        "layers": [layer["rate"] for layer in first["layers"]],
        "history": [step["total"] for step in first["history"]],
        "wrong_direction": wrong,
    }


def calibration(module: ModuleType, gold: list[Row], predictions: list[Row]) -> list[str]:
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
        print(f"{'answers in a wrong direction':32} {sum(answer['wrong_direction'] for answer in answers)}")
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
        documents = [
            (analyse(case["text"]), dt.date.fromisoformat(case["published"][:10]), case["title"]) for case in gold
        ]
        spent = []
        for document, published, title in documents:
            runs = []
            for _ in range(5):
                started = time.process_time()
                read_tariffs(document, published, title)
                runs.append(time.process_time() - started)
            spent.append(min(runs) * 1000)
        print(f"milliseconds an article: median {statistics.median(spent):.2f}, most {max(spent):.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
