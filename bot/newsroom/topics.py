"""What is in the news besides people: topics that the articles use the words of, countries, stories."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bot.countries import find_places
from bot.matching import Entity, fold
from bot.matching.folding import read_list
from bot.searching.words import stem, words_in
from storage.articles import Headline
from storage.records import Story

HALF_LIFE = dt.timedelta(days=7)
"""After so long a headline counts for half."""
LONGEST = 90
"""A story's name is cut to so many characters: what Discord shows of a choice."""
# What the articles use the words of, though no headline does, is offered after all that headlines speak of.
_IN_PASSING = 0.001


def heat(date: dt.datetime | None, now: dt.datetime) -> float:
    """Return how much a headline of that date counts at ``now``: 1 when new, half of it a week later."""
    if date is None:
        return 0.0
    return float(2.0 ** -(max(dt.timedelta(), now - date) / HALF_LIFE))


def topics(headlines: Sequence[Headline], vocabulary: Mapping[str, int], now: dt.datetime) -> list[Entity]:
    """Return the topics whose words the articles use. ``vocabulary`` maps stems to numbers of articles."""
    by_stem: defaultdict[str, list[int]] = defaultdict(list)
    stems = [{word.stem for word in words_in(each.title)} for each in headlines]
    for place, found in enumerate(stems):
        for each in found:
            by_stem[each].append(place)
    entities = []
    for line in read_list("topics.txt"):
        name, *others = (form.strip() for form in line.split(","))
        forms = [form for form in (name, *others) if _used(form, vocabulary)]
        if not forms:
            continue
        places = {place for form in forms for place in _speaking(form, by_stem)}
        dates = [date for place in places if (date := headlines[place].published) is not None]
        entities.append(
            Entity(
                kind="topic",
                id=fold(name),
                name=forms[0],
                aliases=tuple(form for form in (name, *others) if form != forms[0]),
                weight=float(max(min(vocabulary[part] for part in _parts(form)) for form in forms)),
                last=max(dates, default=None),
                heat=sum(heat(date, now) for date in dates)
                + _IN_PASSING * max(min(vocabulary[part] for part in _parts(form)) for form in forms),
            )
        )
    return entities


def stories(found: Iterable[Story], headlines: Sequence[Headline], now: dt.datetime) -> list[Entity]:
    """Return the stories that these headlines tell, each under its newest one."""
    by_id = {each.article: each for each in headlines}
    entities = []
    for story in {each.id: each for each in found}.values():
        told = [by_id[id_] for id_ in story.articles if id_ in by_id]
        if told:
            newest = max(
                told, key=lambda each: (each.published or dt.datetime.min.replace(tzinfo=dt.UTC), each.article)
            )
            entities.append(
                Entity(
                    kind="story",
                    id=story.id,
                    name=shortened(newest.title),
                    weight=float(len(story.articles)),
                    last=newest.published,
                    heat=sum(heat(each.published, now) for each in told),
                )
            )
    return entities


def countries_in(headlines: Sequence[Headline], now: dt.datetime) -> dict[str, float]:
    """Return how much the headlines speak of each country, by code."""
    found: defaultdict[str, float] = defaultdict(float)
    for each in headlines:
        for code in {place.code for place in find_places(each.title)}:
            found[code] += heat(each.published, now)
    return dict(found)


def shortened(title: str) -> str:
    """Return a headline cut at a word."""
    return title if len(title) <= LONGEST else title[:LONGEST].rsplit(" ", 1)[0]


def _parts(form: str) -> list[str]:
    return [stem(word) for word in form.split()]


def _used(form: str, vocabulary: Mapping[str, int]) -> bool:
    return all(part in vocabulary for part in _parts(form))


def _speaking(form: str, by_stem: Mapping[str, list[int]]) -> set[int]:
    found = [set(by_stem.get(part, ())) for part in _parts(form)]
    return set.intersection(*found) if found else set()
