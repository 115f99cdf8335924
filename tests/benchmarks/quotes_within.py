"""Score quotations within each article of the question set: whose each stretch in marks is.

    python -m tests.benchmarks.quotes_within [--hidden]

A person counts as found by any name that the gold gives them; across articles is another benchmark's business.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from bot.reading.people import find_people
from bot.reading.quotes import read_quotes
from bot.reading.text import analyse


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def letters(text: str, spans: list[tuple[int, int]]) -> set[int]:
    """Positions of letters and digits in ``spans``."""
    return {i for start, end in spans for i in range(start, end) if text[i].isalnum()}


def main() -> None:
    """Score and print what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/questions"))
    parser.add_argument("--hidden", action="store_true", help="count speakers under the confidence bound as given")
    args = parser.parse_args()
    people, others = rows(args.data / "people.jsonl"), rows(args.data / "other_quotes.jsonl")
    found = total = good = given = scare = 0
    for article in rows(args.data / "articles.jsonl"):
        text = article["text"]
        document = analyse(text)
        persons = find_people(document)
        gold = {
            person["name"]: [(q["start"], q["end"]) for q in person["quotes"] if q["article"] == article["id"]]
            for person in people
        }
        names = {form.casefold(): p["name"] for p in people for form in (*p["aliases"], p["name"]) if gold[p["name"]]}
        said: dict[str, list[tuple[int, int]]] = {}
        for quote in read_quotes(document, persons):
            if quote.kind == "indirect" or quote.person is None or not (quote.shown or args.hidden):
                continue
            name = persons[quote.person].name
            name = names.get(name.casefold(), names.get(name.rsplit(None, 1)[-1].casefold(), name))
            for span in quote.content:
                given += 1
                body = letters(text, [span])
                said.setdefault(name, []).append(span)
                own = letters(text, gold.get(name, []))
                if len(body & own) >= 0.8 * max(1, len(body)):
                    good += 1
                    continue
                bad = [o for o in others if o["article"] == article["id"]]
                hit = [o for o in bad if body & letters(text, [(o["start"], o["end"])])]
                scare += bool(hit)
                note = "of nobody: " if hit else ""
                words = text[span.start : span.end][:60]
                print(f"{article['id']}: {note}{words!r} given to {name}, {quote.confidence}")
        for name, spans in gold.items():
            for start, end in spans:
                total += 1
                body = letters(text, [(start, end)])
                hit_ = len(body & letters(text, said.get(name, []))) >= 0.8 * len(body)
                found += hit_
                if not hit_:
                    print(f"{article['id']}: missed {text[start:end][:60]!r} of {name}")
    precision, recall = good / max(1, given), found / max(1, total)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")
    print(f"{total} quotes of people, {given} given, {scare} of nobody or of a body given to a person")


if __name__ == "__main__":
    main()
