"""Turn the tariff articles of this folder (``tariff_round*.txt``) into the lines that the scorer reads.

python -m tests.corpus.tariff_corpus tests/corpus/tariff_round1.txt > /tmp/round1.jsonl

An article begins with "= name | day | outlet", and "| headline" where the headline is no part of the text.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from bot.reading.text import analyse

_KEYS = {"eff": "effective", "prev": "previous_rate", "eff_alts": "effective_alts", "prev_alts": "previous_rate_alts"}


def cases(path: Path) -> list[dict[str, Any]]:
    """Return the articles of ``path`` with their facts. Raises ValueError where evidence isn't found."""
    found: list[dict[str, Any]] = []
    body: list[str] = []
    facts: list[str] = []
    head = ""
    for line in [*path.read_text(encoding="utf-8").splitlines(), "= end | |"]:
        if line.startswith("= "):
            if head:
                found.append(_case(head, "\n".join(body).strip("\n"), facts))
            head, body, facts = line[2:], [], []
        elif line.startswith("# ") and head:
            facts.append(line[2:])
        elif head:
            body.append(line)
    return found


def _case(head: str, text: str, lines: list[str]) -> dict[str, Any]:
    name, published, source, *headline = (part.strip() for part in head.split("|", 3))
    return {
        "id": name,
        "title": headline[0] if headline else text.split("\n", 1)[0],
        "published": published,
        "source": source,
        "text": text,
        "facts": [fact(line, text) for line in lines],
    }


def fact(line: str, text: str) -> dict[str, Any]:
    """Return the fact that an annotation line states of ``text``. Raises ValueError where its evidence isn't found."""
    stated, _, words = line.partition(" @ ")
    optional = stated.startswith("?")
    pair, rest = stated.lstrip("?").split(" ", 1)
    imposer, target = pair.split(">")
    rate, rest = rest.split(" ", 1)
    for role in (" duty ", " total "):
        if role in f" {rest} ":
            product, attributes = f" {rest} ".split(role, 1)
            break
    status, *pairs = attributes.split()
    at = text.find(words)
    sentence = analyse(text).sentence_at(at) if at >= 0 else None
    if sentence is None:
        raise ValueError(line)
    stated_fact: dict[str, Any] = {
        "imposer": imposer,
        "target": target,
        "product": None if product.strip() == "-" else product.strip(),
        "rate": float(rate),
        "role": role.strip(),
        "status": status,
        "effective": None,
        "previous_rate": None,
        "basis": None,
        "reason": None,
        "evidence": list(sentence),
    }
    for item in pairs:
        key, value = item.split("=")
        key = _KEYS.get(key, key)
        if key.endswith("_alts"):
            values: list[Any] = [
                None if part == "-" else part.replace("_", " ") if "product" in key else part
                for part in value.split(",")
            ]
            stated_fact[key] = [float(v) if v and "rate" in key else v for v in values]
        else:
            stated_fact[key] = float(value) if key == "previous_rate" else value
    if optional:
        stated_fact["optional"] = True
    return stated_fact


if __name__ == "__main__":
    for name in sys.argv[1:]:
        for case in cases(Path(name)):
            print(json.dumps(case, ensure_ascii=False))
