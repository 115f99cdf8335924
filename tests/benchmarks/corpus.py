"""A generator of corpora with the skew of real news: names, places, quotes, tariffs. Same seed, same corpus.

    python tests/benchmarks/corpus.py 1000 --seed 7 > corpus.jsonl

How often a person is spoken of follows Zipf's law, as names in newspapers do: a few stand in most articles, most
in one. Given names and surnames come from a lexicon of syllables of several languages, so that many surnames are shared
and many are alike. Everybody and everything is invented.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import sys
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot import countries

_ONSETS = "b br c ch d dr f g gr h j k kh kr l m n p pr q r s sh st t th tr v w y z".split()
_VOWELS = "a a a e e i i o o u ai ei ou ia".split()
_CODAS = ["", "", "", "n", "r", "s", "l", "m", "nd", "rt", "ng", "sk", "tz", "ck"]
_ENDINGS = ["", "", "son", "ez", "ov", "ova", "ini", "sen", "wala", "kar", "oglu", "ski", "man", "berg", "o", "a", "i"]
_ACCENTS = str.maketrans({"a": "á", "e": "é", "o": "ö", "u": "ü", "n": "ñ", "s": "š"})
_PARTICLES = ["van", "de", "al-", "bin", "von", "van der", "da"]
_OFFICES = [
    "trade minister", "finance minister", "foreign minister", "ambassador", "central bank governor", "spokesperson",
    "chief negotiator", "chief executive", "economist", "energy minister", "commerce secretary", "senator",
]  # fmt: skip
_GOODS = [
    "steel",
    "aluminium",
    "cars",
    "furniture",
    "rice",
    "solar panels",
    "fish",
    "textiles",
    "chips",
    "wine",
    "toys",
]
_TOPICS = [
    "lithium",
    "the ferry line",
    "grain",
    "the pipeline",
    "interest rates",
    "shipping",
    "vaccines",
    "the border",
    "energy",
]
_OUTLETS = ["Example Wire", "The Daily Sheet", "Harbour Post", "Northern Courier", "Market Page"]
_SAYINGS = [
    "We did not come here for a photograph", "The figures speak, and they speak softly",
    "Nobody telephoned me about {topic}",
    "A door that is locked can be painted", "There is a time for {topic} and a time for lunch",
    "I would rather count than promise",
    "We shall read the text before we frame it", "Friends may disagree about {topic}",
    "The bill always arrives in spring",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Somebody:
    """An invented person: name, the part articles use alone, office, country code."""

    name: str
    short: str
    office: str
    country: str


class Skew:
    """Picks from ``size`` things as Zipf's law has it: the n-th with a chance as 1/n**power."""

    def __init__(self, size: int, power: float = 1.07) -> None:
        self._sums = list(accumulate(1 / (n + 1) ** power for n in range(size)))

    def pick(self, chance: random.Random) -> int:
        """Return the place of one thing, 0 the most frequent."""
        return bisect_left(self._sums, chance.random() * self._sums[-1])


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(syllables)) + chance.choice(_CODAS)


def people(count: int, seed: int = 1) -> list[Somebody]:
    """Return ``count`` people with different names, those most spoken of first."""
    chance = random.Random(seed)
    given = list(dict.fromkeys(_word(chance, chance.choice((1, 2, 2))).capitalize() for _ in range(2500)))
    family = list(
        dict.fromkeys(
            (_word(chance, chance.choice((1, 2, 2))) + chance.choice(_ENDINGS)).capitalize() for _ in range(30000)
        )
    )
    given_skew, family_skew = Skew(len(given), 0.8), Skew(len(family), 0.6)
    codes = [code for code in countries.codes() if countries.adjective_of(code) != countries.name_of(code)]
    found: dict[str, Somebody] = {}
    while len(found) < count:
        surname = family[family_skew.pick(chance)]
        kind = chance.random()
        if kind < 0.05:
            surname = f"{surname}-{family[family_skew.pick(chance)]}"
        elif kind < 0.11:
            particle = chance.choice(_PARTICLES)
            surname = f"{particle}{surname}" if particle.endswith("-") else f"{particle} {surname}"
        elif kind < 0.17:
            surname = surname.translate(_ACCENTS)
        first = given[given_skew.pick(chance)]
        name = (
            f"{first} {chance.choice('ABCDEFGHJKLMNPRSTVW')}. {surname}"
            if chance.random() < 0.06
            else f"{first} {surname}"
        )
        if name not in found:
            found[name] = Somebody(name, surname, chance.choice(_OFFICES), chance.choice(codes))
    return list(found.values())


def articles(count: int, seed: int = 1, cast: int | None = None) -> Iterator[dict[str, Any]]:
    """Yield ``count`` articles as lines that ``add`` takes in, over three years up to 15 March 2026."""
    chance = random.Random(seed + 1)
    everybody = people(cast or max(50, count), seed)
    skew, place_skew = Skew(len(everybody)), Skew(len(countries.codes()), 1.0)
    places = sorted(countries.codes(), key=lambda code: (code not in _BUSY, random.Random(f"{seed}{code}").random()))
    end = dt.datetime(2026, 3, 15, 11, tzinfo=dt.UTC)
    for number in range(count):
        published = end - dt.timedelta(minutes=int(chance.random() ** 2 * 60 * 24 * 1095))
        yield _article(chance, number, published, [everybody[skew.pick(chance)] for _ in range(4)], places, place_skew)


_BUSY = frozenset("US CN IN EU GB JP DE FR RU BR MX CA KR VN ID TR".split())


def _article(
    chance: random.Random, number: int, published: dt.datetime, cast: list[Somebody], places: list[str], skew: Skew
) -> dict[str, Any]:
    topic = chance.choice(_TOPICS)
    lines = []
    for place, person in enumerate(cast):
        adjective = countries.adjective_of(person.country)
        saying = chance.choice(_SAYINGS).format(topic=topic)
        intro = f"{adjective} {person.office} {person.name} said on {published:%A} that talks on {topic} would go on."
        if place == 0:
            intro = f"{countries.name_of(person.country)}: {intro}"
        lines.append(f"{intro} “{saying},” {person.short} told reporters.")
        if chance.random() < 0.4:
            lines.append(f"“{chance.choice(_SAYINGS).format(topic=topic)},” {person.short} added.")
    if chance.random() < 0.35:
        imposer, target = places[skew.pick(chance)], places[skew.pick(chance)]
        if imposer != target:
            rate = chance.choice((5, 7.5, 10, 12, 15, 20, 25, 30, 35, 50))
            lines.append(
                f"{countries.prose_name(imposer).capitalize()} will charge a {rate} per cent tariff on"
                f" {chance.choice(_GOODS)} from"
                f" {countries.prose_name(target)} from {1 + chance.randrange(28)} {published:%B %Y}."
            )
    lines.append(f"About {chance.randrange(2, 900) * 100:,} people work in {topic}, officials said.")
    first = cast[0]
    return {
        "id": f"g-{number:06d}",
        "title": f"{first.short} says talks on {topic} will go on",
        "published": published.isoformat().replace("+00:00", "Z"),
        "source": chance.choice(_OUTLETS),
        "url": f"https://example.org/g/{number}",
        "text": "\n".join(lines),
    }


def main() -> int:
    """Print the corpus; exit 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    for article in articles(args.count, args.seed):
        sys.stdout.write(json.dumps(article, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
