"""Count what is wrong with stretches in marks, by class, with the shipped tables: the error table of docs/READING.md.

python -m tests.benchmarks.quote_errors [--data ../shared/quotes] [--file polnear_dev.jsonl]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.benchmarks.fitting import load_scorer
from tests.benchmarks.quotes import SHIPPED, predict

_PRONOUNS = frozenset("he she they it i we you who that which his her their him them".split())
_FEW = 5  # words


def class_of(error: Mapping[str, Any], text: str) -> str:
    """Return the class of one error of the scorer's."""
    start, end = error["span"]
    if error["kind"] == "miss":
        return "missed speech" + (", under five words" if len(text[start:end].split()) < _FEW else "")
    if error["kind"] == "false":
        return "false alarm" + (", under five words" if len(text[start:end].split()) < _FEW else "")
    gold = (error["gold"] or "").split()
    if not gold:
        return "wrong: the gold gives no speaker"
    if not error["pred"]:
        return "wrong: no speaker given"
    if len(gold) == 1 and gold[0].lower() in _PRONOUNS:
        return "wrong: the gold speaker is a pronoun"
    named = any(word[:1].isupper() for word in gold[1:]) or gold[0][:1].isupper()
    return f"wrong: the gold speaker is {'a name, or has one' if named else 'a noun phrase'}"


def main() -> None:
    """Print the counts, most first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/quotes"))
    parser.add_argument("--file", default="polnear_dev.jsonl")
    args = parser.parse_args()
    golds = [json.loads(line) for line in (args.data / args.file).read_text(encoding="utf-8").splitlines()]
    texts = {gold["id"]: gold["text"] for gold in golds}
    errors = load_scorer(args.data).errors(golds, [predict(gold, SHIPPED) for gold in golds])
    for name, count in Counter(class_of(error, texts[error["id"]]) for error in errors).most_common():
        print(f"{count:4} {name}")


if __name__ == "__main__":
    main()
