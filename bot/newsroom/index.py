"""What the newsroom keeps in memory of the store: names and words. Built anew when the store changes."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.answers.values import Candidate
from bot.countries import CAPITALS, Kind, code_of, codes, find_places, name_of
from bot.matching import Entity, Names
from bot.newsroom import topics
from bot.newsroom.hits import Hits
from bot.newsroom.stated import Statements
from bot.newsroom.texts import sentence_around
from storage.people import Seen
from storage.records import Article, DatedRole
from storage.store import Store

# So many newest headlines tell what is in the news.
MOST_HEADLINES = 400
_DATELINE = re.compile(r"([A-ZÀ-Þ][\w’'.-]+(?: [A-ZÀ-Þ][\w’'.-]+){0,2})(?:,[^:\n]{1,30})?(?::| [—–-])\s")
_OWNED = re.compile(r"\b(?:[Tt]heir|[Ii]ts) (?:\w+ ){0,2}\Z")
_PEOPLES = frozenset[Kind]({"demonym"})
_ENVOY = re.compile(r"\b(?:ambassador|envoy|high commissioner|consul)\b", re.IGNORECASE)
# Of so many newest roles of a person the sentences are kept, by which "the hockey coach" is found.
MOST_CONTEXT = 4
# So many newest roles are kept in memory: a profile looks no further back.
MOST_ROLES = 200


class Words:
    """The words of the store, each with its number of articles; fetched when asked for, kept until one changes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._edition = -1
        self._words: Mapping[str, int] = {}

    async def get(self) -> Mapping[str, int]:
        """Return the words as they are now."""
        edition = await self._store.edition_of("articles")
        if edition != self._edition:
            self._words = {word.text: word.articles for word in await self._store.articles.vocabulary()}
            self._edition = edition
        return self._words


@dataclass(frozen=True, slots=True)
class Index:
    """Names to resolve typed words over; each person's name by id, without the hidden; the store's words.

    ``known`` are the people who have a profile, without members, with their newest roles. ``statements`` are
    those on tariffs, ``hits`` what the last searches found.
    """

    names: Names
    people: Mapping[str, str]
    words: Words
    statements: Statements
    hits: Hits
    known: Mapping[str, Seen] = field(default_factory=dict)
    articles: int = 0
    hidden: frozenset[str] = frozenset()


async def load_index(store: Store, words: Words, before: Statements, now: dt.datetime) -> Index:
    """Build the index from the people whom articles up to ``now`` name, and all countries; off the event loop.

    ``before`` are the statements of the index before it: those that no change has touched are taken over.
    """
    seen = await store.people.seen(now)
    shown = [each for each in seen if each.person.has_profile]
    wanted = {role.article for each in shown for role in each.person.roles[:MOST_CONTEXT]}
    articles = await store.articles.get_many(sorted(wanted))
    # Only of tariffs it is kept which places articles speak of; those places come first where nothing is typed yet.
    known_codes = frozenset(codes())
    headlines = await store.articles.headlines(now, MOST_HEADLINES)
    told = await store.stories.of_many([each.article for each in headlines])
    vocabulary = await words.get()
    places = [place for place in await store.tariffs.places(now) if place.code in known_codes]

    def build() -> Names:
        hot = topics.countries_in(headlines, now)
        facts = {place.code: place for place in places}
        spoken_of = [
            Entity(
                "country",
                code,
                name_of(code),
                weight=float(facts[code].facts) if code in facts else 0.0,
                last=facts[code].newest if code in facts else None,
                heat=hot.get(code, 0.0)
                + (facts[code].facts * topics.heat(facts[code].newest, now) if code in facts else 0),
            )
            for code in sorted({*facts, *(code for code in hot if code in known_codes)})
        ]
        people = [person_entity(each, articles, now) for each in shown]
        subjects = topics.topics(headlines, vocabulary, now)
        names = Names.build([*people, *spoken_of, *subjects, *topics.stories(told.values(), headlines, now)])
        names.prepare()  # here, and not while somebody types
        return names

    names = await asyncio.to_thread(build)
    hidden = frozenset(each.person.id for each in seen if each.person.hidden)
    known = {id_: name for id_, name in (await store.people.names()).items() if id_ not in hidden}
    profiles = {
        each.person.id: each._replace(person=replace(each.person, roles=each.person.roles[:MOST_ROLES]))
        for each in shown
    }
    return Index(
        names, known, words, await before.next(), Hits(store), profiles, await store.articles.count_seen(now), hidden
    )


def person_entity(seen: Seen, articles: Mapping[str, Article], now: dt.datetime) -> Entity:
    """Return the index entry of a person; the sentences of their newest roles tell which office of a kind they hold."""
    person = seen.person
    dated: dict[str, list[dt.datetime]] = {}
    for role in person.roles:
        dated.setdefault(role.text, []).extend(filter(None, (role.published,)))
    sentences = {role: _sentence(role, articles) for role in person.roles[:MOST_CONTEXT] if role.article in articles}
    context = [*sentences.values(), *(articles[role.article].title for role in sentences)]
    return Entity(
        kind="person",
        id=person.id,
        name=person.name,
        aliases=person.aliases,
        roles=tuple(dated),
        held=tuple((min(dates), max(dates)) if dates else None for dates in dated.values()),
        weight=float(seen.articles),
        heat=seen.articles * topics.heat(seen.newest, now),
        last=seen.newest,
        gender=person.gender,
        context=tuple(dict.fromkeys(context)),
        places=tuple(dict.fromkeys(code for role in sentences if (code := _place(role, articles)) is not None)),
    )


def _sentence(role: DatedRole, articles: Mapping[str, Article]) -> str:
    text = articles[role.article].text
    span = sentence_around(text, role.span)
    return text[span.start : span.end] if span is not None else role.text


# "Peru’s trade minister", "Lima: Trade Minister Ana Cruz"; not "tin from Peru, trade minister Ana Cruz said"
_JOINED = re.compile(r"(?:['’]s?)?[\s-]{1,2}|:\s")


def _place(role: DatedRole, articles: Mapping[str, Article]) -> str | None:
    """Return the country that an office without one belongs to: named right before it, else first in its sentence."""
    text = articles[role.article].text
    before = find_places(text, max(0, role.span.start - 40), role.span.end)
    near = [
        place
        for place in before
        if place.span.start >= role.span.start
        or _JOINED.fullmatch(text, place.span.end, max(place.span.end, role.span.start))
    ]
    if near:
        return near[-1].code
    # "The Dutch had led twice. Their coach, ...": whose it is was named last.
    owned = _OWNED.search(text, max(0, role.span.start - 40), role.span.start)
    owners = find_places(text, text.rfind("\n", 0, owned.start()) + 1, owned.start()) if owned is not None else []
    if owners:
        return owners[-1].code
    titled = {place.code for place in find_places(articles[role.article].title)}
    above = _DATELINE.match(text)
    there = code_of(above.group(1), CAPITALS) if above is not None else None
    if there in titled and len(titled) == 2 and _ENVOY.search(role.text):
        # An envoy is reported on where he is posted: from Delhi, in an article on India and Kenya, it is Kenya's.
        return next(code for code in titled if code != there)
    span = sentence_around(text, role.span)
    # "is due in Tokyo" tells nothing: of capitals only that of the dateline counts.
    places = [place for place in find_places(text, *span) if place.kind != "capital"] if span is not None else []
    if places:
        return places[0].code
    if len(titled) == 1:
        return titled.pop()
    # A report from a capital ("Ankara: ...") speaks of that country's offices in its own paragraph, and further down
    # where its title is about that country among others.
    here = _DATELINE.match(text, text.rfind("\n", 0, role.span.start) + 1)
    code = code_of(here.group(1), CAPITALS) if here is not None else None
    return code or (there if there in titled else None) or _called(role, text)


def _called(role: DatedRole, text: str) -> str | None:
    """Return the country by which the article calls the office elsewhere: "the Indian captain", where it names one."""
    head = role.text.split()[-1]
    if not head.isalpha():
        return None
    called = re.finditer(rf"\b[Tt]he ([A-Z][a-z]+) {head.lower()}\b", text)
    found = {code for match in called if (code := code_of(match.group(1), _PEOPLES)) is not None}
    return found.pop() if len(found) == 1 else None


def candidate(entity: Entity) -> Candidate:
    """Return an index entry as an answer shows it."""
    return Candidate(entity.kind, entity.id, entity.name, entity.roles[0] if entity.roles else None)
