"""Score people: names, roles and one person across articles.

    python -m tests.benchmarks.people [--data ../shared] [--misses] [--cli]
    python -m tests.benchmarks.people --speed 100000

``questions``: the projection of all articles against the gold of canonical people, with the scorer that comes with it
(in process; with ``--cli`` what ``python -m bot export people --json`` prints). ``own``: articles of our own under
tests/corpus/people. ``quotes``: how many of the full names that speakers of quotations have in their article are found.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from bot.projecting.people import project_people
from bot.reading.people import find_people
from bot.reading.people.words import GIVEN, SURNAMES
from bot.reading.quotes import read_quotes
from bot.reading.text import analyse
from storage.records import Article, KnownPerson, Person, Role, Span

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "people"


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def scorer(folder: Path) -> ModuleType:
    """The scorer that comes with the data, as a module."""
    spec = importlib.util.spec_from_file_location("score_people", folder / "score_people.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def to_article(row: dict[str, Any]) -> Article:
    """An article of the data as a record."""
    published = dt.datetime.fromisoformat(row["published"])
    if published.tzinfo is None:
        published = published.replace(tzinfo=dt.UTC)
    return Article(id=row["id"], text=row["text"], title=row.get("title", ""), published=published)


def exported(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What ``export people`` says of these articles."""
    read: list[tuple[Article, Sequence[Person]]] = []
    quotes: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for row in rows:
        article = to_article(row)
        document = analyse(article.text)
        people = find_people(document)
        read.append((article, people))
        for quote in read_quotes(document, people):
            if quote.person is None or not quote.shown or quote.kind == "indirect":
                continue
            for start, end in quote.content:
                said = {"article": article.id, "text": article.text[start:end], "start": start, "end": end}
                quotes.setdefault((article.id, quote.person), []).append(said)
    return [
        {
            "name": known.name,
            "aliases": list(known.aliases),
            "roles": [{"role": role.text, "as_of_article": role.article} for role in known.roles],
            "articles": sorted({article for article, _ in known.members}),
            "quotes": [said for member in known.members for said in quotes.get(member, [])],
        }
        for known in project_people(read, quotes)
        if known.has_profile
    ]


def over_command_line(articles: Path) -> list[dict[str, Any]]:
    """What the program itself exports of these articles, in a store of its own."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {"BRIEFING_DATABASE": f"{folder}/people.db", "BRIEFING_ARTICLES": str(articles.parent)}
        (Path(folder) / "in").mkdir()
        (Path(folder) / "in" / articles.name).write_bytes(articles.read_bytes())
        settings["BRIEFING_ARTICLES"] = f"{folder}/in"
        command = [sys.executable, "-m", "bot", "export", "people", "--json", "--now", "2026-03-15T12:00:00Z"]
        done = subprocess.run(command, env={**os.environ, **settings}, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def score_questions(data: Path, cli: bool, misses: bool) -> None:
    """Print the scorer's figures on the end-to-end set."""
    folder = data / "questions"
    score = scorer(folder)
    rows, gold, others = (lines(folder / f"{name}.jsonl") for name in ("articles", "people", "other_quotes"))
    predicted = over_command_line(folder / "articles.jsonl") if cli else exported(rows)
    report = score.score_people(predicted, gold, others, {row["id"]: row["text"] for row in rows})
    p, r = report["people_precision"], report["people_recall_canonical"]
    report["people_f1"] = round(2 * p * r / (p + r), 4) if p + r else 0.0
    p, r = report["role_precision"], report["role_recall"]
    report["role_f1"] = round(2 * p * r / (p + r), 4) if p + r else 0.0
    print("questions")
    for name, value in report.items():
        print(f"  {name:30} {value}")
    if misses:
        _print_misses(score, predicted, gold)


def _print_misses(score: ModuleType, predicted: list[dict[str, Any]], gold: list[dict[str, Any]]) -> None:
    chosen, _ = score.align(predicted, gold)
    held: dict[int, list[str]] = {}
    for person, who in zip(predicted, chosen, strict=True):
        if who is None:
            print("  not in gold:", person["name"], person["articles"])
            continue
        if score.fold(person["name"]) != score.fold(gold[who]["name"]):
            print("  by another name:", person["name"], "for", gold[who]["name"])
        for role in person["roles"]:
            held.setdefault(who, []).append(role["role"])
            if not any(score.same_role(role["role"], right["role"]) for right in gold[who]["roles"]):
                print("  role not in gold:", person["name"], "-", role["role"], role["as_of_article"])
    for index, person in enumerate(gold):
        if index not in chosen and not person.get("optional"):
            print("  missing:", person["name"])
        for role in person["roles"]:
            if not any(score.same_role(mine, role["role"]) for mine in held.get(index, [])):
                print("  missing role:", person["name"], "-", role)


def score_own(data: Path, misses: bool) -> None:
    """Print precision and recall of names and roles on articles of our own, and which people were joined rightly."""
    score = scorer(data / "questions")
    for path in sorted(CORPUS.glob("round*.jsonl")):
        if path.stem.endswith("_known"):
            continue
        rows = lines(path)
        names = roles = right = right_roles = wanted = wanted_roles = aliases = wanted_aliases = false = 0
        found_roles = 0
        read: list[tuple[Article, Sequence[Person]]] = []
        for row in rows:
            people = find_people(analyse(row["text"]))
            read.append((to_article(row), people))
            gold = {score.fold(person["name"]): person for person in row["people"]}
            mine = {score.fold(person.name): person for person in people}
            names, wanted = names + len(mine), wanted + len(gold)
            right += len(gold.keys() & mine.keys())
            false += len({score.fold(name) for name in row["not_people"]} & mine.keys())
            if misses and (odd := sorted(gold.keys() ^ mine.keys())):
                print(f"  {row['id']}:", ", ".join(f"{'missing' if n in gold else 'extra'} {n}" for n in odd))
            for key, person in gold.items():
                told = mine.get(key)
                held = [role.text for role in told.roles] if told else []
                for role in person["roles"]:
                    hit = any(score.same_role(role, one) or score.fold(role) == score.fold(one) for one in held)
                    wanted_roles, roles = wanted_roles + 1, roles + hit
                    if misses and not hit and told:
                        print(f"  {row['id']}: {person['name']}: missing role {role!r} in {held}")
                for one in held:
                    good = any(
                        score.same_role(role, one) or score.fold(role) == score.fold(one) for role in person["roles"]
                    )
                    found_roles, right_roles = found_roles + 1, right_roles + good
                    if misses and not good:
                        print(f"  {row['id']}: {person['name']}: role not in gold {one!r}")
                forms = {score.fold(alias) for alias in (*told.aliases, told.name)} if told else set()
                for alias in person["aliases"]:
                    wanted_aliases, aliases = wanted_aliases + 1, aliases + (score.fold(alias) in forms)
                    if misses and told and score.fold(alias) not in forms:
                        print(f"  {row['id']}: {person['name']}: missing alias {alias!r}")
        print(f"own {path.stem}: names precision {right}/{names}, recall {right}/{wanted}, no people {false};", end=" ")
        print(f"roles precision {right_roles}/{found_roles}, recall {roles}/{wanted_roles};", end=" ")
        print(f"aliases {aliases}/{wanted_aliases}")
        _score_known(path, project_people(read), score, misses)


def _score_known(path: Path, known: Sequence[KnownPerson], score: ModuleType, misses: bool) -> None:
    gold_path = path.with_name(f"{path.stem}_known.jsonl")
    if not gold_path.exists():
        return
    gold = lines(gold_path)
    hit = 0
    for person in gold:
        spots = [
            {article for article, _ in k.members} for k in known if score.fold(k.name) == score.fold(person["name"])
        ]
        good = set(person["articles"]) in spots
        hit += good
        if misses and not good:
            print(f"  across: {person['name']} {person['articles']} but {[sorted(s) for s in spots]}")
    print(f"own {path.stem}: across articles {hit}/{len(gold)}")


def score_speakers(data: Path, misses: bool) -> None:
    """Print how many full names of speakers (machine-made gold) are among the people found in their article."""
    score = scorer(data / "questions")
    for name in ("polnear_train", "polnear_dev"):
        _score_speakers(score, data / "quotes" / f"{name}.jsonl", misses)


def _score_speakers(score: ModuleType, path: Path, misses: bool) -> None:
    found = wanted = any_form = 0
    for row in lines(path):
        people = find_people(analyse(row["text"]))
        names = {score.fold(person.name) for person in people}
        forms = names | {score.fold(alias) for person in people for alias in person.aliases}
        gold = {q["speaker_name"] for q in row["quotes"] if len((q.get("speaker_name") or "").split()) > 1}
        for name in gold:
            wanted += 1
            found += score.fold(name) in names
            any_form += score.fold(name) in forms
            if misses and score.fold(name) not in forms:
                print("  not found:", name, "|", [p.name for p in people if p.name.split()[-1] == name.split()[-1]])
    share = f"{found}/{wanted} = {found / wanted:.3f}"
    print(f"{path.stem}: full names of speakers found {share}, in any form {any_form / wanted:.3f}")


def measure(count: int, data: Path) -> None:
    """Print the speed of reading on one core, and of the projection of ``count`` made-up articles."""
    documents = [analyse(row["text"]) for row in lines(data / "quotes" / "polnear_dev.jsonl")]
    begun = time.process_time()
    for document in documents:
        find_people(document)
    spent = time.process_time() - begun
    words = sum(len(document.text.split()) for document in documents)
    print(f"reading: {spent / words * 750 * 1000:.2f} ms for 750 words")
    for size in (count // 4, count // 2, count):
        read = made_up(size)
        begun = time.process_time()
        known = project_people(read)
        print(f"projection: {size} articles, {len(known)} people, {time.process_time() - begun:.1f} s")


def made_up(count: int, seed: int = 1) -> list[tuple[Article, Sequence[Person]]]:
    """Articles that name five people each, some names very frequent, as in the news."""
    dice = random.Random(seed)
    given, surnames = sorted(GIVEN)[:4000], sorted(SURNAMES)
    posts = ["Trade Minister", "Governor of Texas", "striker", "Kenyan envoy to India", "analyst", "Deputy Governor"]
    made: list[tuple[Article, Sequence[Person]]] = []
    for number in range(count):
        people = []
        for _ in range(5):
            place = min(int(dice.paretovariate(0.6)), len(surnames) - 1)
            first = given[min(int(dice.paretovariate(0.5)), len(given) - 1)]
            name = f"{first.title()} {surnames[place].title()}" if dice.random() < 0.9 else surnames[place].title()
            post = dice.choice(posts)
            roles = (Role(post, Span(0, len(post))),) if dice.random() < 0.4 else ()
            people.append(Person(name, roles=roles, mentions=(Span(0, 1),), gender=None))
        when = dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=number)
        made.append((Article(f"a{number}", "", "", when), tuple({p.name: p for p in people}.values())))
    return made


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared"))
    parser.add_argument("--misses", action="store_true", help="list what was wrong")
    parser.add_argument("--cli", action="store_true", help="score what the program exports")
    parser.add_argument("--only", choices=("questions", "own", "quotes"))
    parser.add_argument("--speed", type=int, default=0, metavar="ARTICLES")
    args = parser.parse_args()
    if args.speed:
        measure(args.speed, args.data)
        return
    if args.only in {None, "questions"}:
        score_questions(args.data, args.cli, args.misses)
    if args.only in {None, "own"}:
        score_own(args.data, args.misses)
    if args.only in {None, "quotes"}:
        score_speakers(args.data, args.misses)


if __name__ == "__main__":
    main()
