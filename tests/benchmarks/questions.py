"""Score the answers to a set of questions: over the command line (`add`, then `ask - --json`), or understanding alone.

    python tests/benchmarks/questions.py                              the whole program on ../shared/questions
    python tests/benchmarks/questions.py --understanding              names and questions alone, people from the gold
    python tests/benchmarks/questions.py --gold tests/corpus/questions/round1 --misses
    python tests/benchmarks/questions.py --questions tests/corpus/questions/round5/questions.jsonl

The scorer is the data folder's own. Printed beside its figures: must_contain within the first 600 characters, the share
of cited articles that were needed, and the median length of an answer in words.
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
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from bot.asking import understand  # noqa: E402
from bot.matching import Entity, Found, Names, Tie  # noqa: E402

Row = dict[str, Any]
OPENING = 600


def load(path: Path) -> list[Row]:
    """Return the objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def scorer(folder: Path) -> ModuleType:
    """Import the scorer that lies beside the data."""
    spec = importlib.util.spec_from_file_location("score_questions", folder / "score_questions.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def understanding(gold: Path, questions: list[Row], now: dt.datetime) -> dict[str, Row]:
    """Answer with intent and entity alone, from the people of the gold."""
    entities = [
        Entity(
            "person",
            row["name"],
            row["name"],
            tuple(row["aliases"]),
            tuple(role["role"] for role in reversed(row["roles"])),
            len(row["articles"]),
        )
        for row in load(gold / "people.jsonl")
    ]
    names = Names.build(entities)
    answers = {}
    for row in questions:
        asked = understand(row["input"], names, now, dt.UTC)
        entity, text = asked.subject, ""
        if asked.kind in {"who", "quote", "tariff"}:
            kinds = ("country",) if asked.kind == "tariff" else ("person",)
            outcome = names.resolve(asked.subject or "", kinds, asked.hint)
            entity = outcome.entity.name if isinstance(outcome, Found) else None
            text = " / ".join(each.name for each in outcome.entities) if isinstance(outcome, Tie) else ""
        kind = "search" if asked.kind == "sources" else asked.kind
        answers[row["id"]] = {"id": row["id"], "intent": kind, "entity": entity, "citations": [], "text": text}
    return answers


def over_command_line(gold: Path, questions: list[Row], now: str) -> dict[str, Row]:
    """Answer with the program itself, over a store of its own."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "BRIEFING_DATABASE": str(Path(folder, "questions.db")),
            "BRIEFING_ARTICLES": str(Path(folder, "none")),
        }
        Path(folder, "none").mkdir()
        command = [sys.executable, "-m", "bot"]
        subprocess.run(
            [*command, "add", str(gold.resolve() / "articles.jsonl"), "--now", now],
            cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip

        def ask(words: str, typed: str) -> list[Row]:
            done = subprocess.run(
                [*command, "ask", words, "--json", "--now", now],
                cwd=ROOT, env=environment, check=False, capture_output=True, text=True, input=typed, encoding="utf-8",
            )  # fmt: skip
            if done.returncode != 0:
                raise SystemExit(f"the program failed on {words!r}: {done.stderr or done.stdout[-300:]}")
            return [json.loads(line) for line in done.stdout.split("\n") if line]

        # What is read line by line can't hold a line break: such a message is asked by itself.
        lone = {row["id"]: len(row["input"].splitlines()) > 1 for row in questions}
        lines = iter(ask("-", "".join(row["input"] + "\n" for row in questions if not lone[row["id"]])))
        found = {row["id"]: ask(row["input"], "")[0] if lone[row["id"]] else next(lines) for row in questions}
        assert next(lines, None) is None, "more answers than questions"
    return {
        id_: {**line, "id": id_, "citations": [each["id"] for each in line["citations"]]} for id_, line in found.items()
    }


def needed(questions: list[Row], answers: dict[str, Row]) -> float:
    """Return the share of cited articles that the gold wants cited, over the questions that want any."""
    cited = [
        (id_ in row["expect"]["must_cite"])
        for row in questions
        if row["expect"]["must_cite"]
        for id_ in answers[row["id"]]["citations"]
    ]
    return sum(cited) / len(cited) if cited else 0.0


def main() -> int:
    """Score and print; exit 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT / "../shared/questions", help="folder with the scorer")
    parser.add_argument(
        "--gold", type=Path, help="folder with articles, people and questions (default: the data folder)"
    )
    parser.add_argument("--questions", type=Path, help="another file of questions on these articles")
    parser.add_argument("--now", default="2026-03-15T12:00:00Z")
    parser.add_argument("--understanding", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--show", action="store_true", help="print every answer")
    args = parser.parse_args()
    gold = args.gold or args.data
    score = scorer(args.data)
    questions = load(args.questions or gold / "questions.jsonl")
    people = {score.fold(row["name"]) for row in load(gold / "people.jsonl")}
    if args.understanding:
        answers = understanding(gold, questions, dt.datetime.fromisoformat(args.now))
        report, misses = score.score(questions, answers, people)
        report = {name: row for name, row in report.items() if name.startswith(("intent", "entity", "disamb"))}
        misses = [miss for miss in misses if miss.split()[1].startswith(("intent", "entity", "disamb"))]
    else:
        answers = over_command_line(gold, questions, args.now)
        report, misses = score.score(questions, answers, people)
        cut = {id_: {**answer, "text": answer["text"][:OPENING]} for id_, answer in answers.items()}
        opening = score.score(questions, cut, people)[0]
        if "must_contain" in opening:  # a round without answers wants no words
            report["must_contain_600"] = opening["must_contain"]
        report["needed_citations"] = {"value": round(needed(questions, answers), 4), "of": len(questions)}
        words = [len(answer["text"].split()) for answer in answers.values()]
        report["median_words"] = {"value": float(statistics.median(words)), "of": len(words)}
    for name, row in report.items():
        print(f"{name:26} {row['value']:8.3f}  of {row['of']}")
    if args.misses:
        print(*misses, sep="\n")
    if args.show:
        for row in questions:
            answer = answers[row["id"]]
            print(
                f"\n## {row['id']} {row['input'][:80]!r}",
                f"-> {answer['intent']} {answer['entity']!r} {answer['citations']}",
            )
            print(answer["text"])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
