"""From a question as asked to a question resolved: whose ids make the cache's key, and how its answer is composed."""

from __future__ import annotations

import dataclasses

from bot.answers.values import Answer, Asked, Help, NothingFound, Said, Tie
from bot.countries import code_of
from bot.matching import Entity, Found, fold
from bot.matching import Tie as Even
from bot.matching.typos import likeness
from bot.newsroom import finding, news, people, quoting, seeing, tariffs
from bot.newsroom.index import candidate
from bot.newsroom.naming import by_pronoun, held_then, in_turn
from bot.newsroom.places import PlaceQuestions
from bot.newsroom.resolved import Resolved
from bot.question import Kind, Question
from bot.searching import parse_search
from bot.searching.kin import is_english
from bot.searching.words import words_in
from bot.wording.small_talk import sentence_for

_ALIKE = 0.75  # from here on a typed word is a slip of a surname
_LONGEST_PARTED = 6


class Resolver(PlaceQuestions):
    """Resolves questions over one store's names, at one moment."""

    async def resolve(self, question: Question) -> Answer | Resolved:
        """Return the resolved question, or the answer where none needs to be composed."""
        if question.problem is not None:
            return Said(question.problem, "search" if question.kind == "sources" else question.kind)
        match question.kind:
            case "who":
                return await self._who(question)
            case "quote":
                return await self._quote(question)
            case "tariff":
                return await self._tariff(question)
            case "changes":
                return await self._changes(question)
            case "brief":
                return await self._brief(question)
            case "search":
                return await self._search(question)
            case "sources":
                return self._resolved("sources", {}, lambda: news.sources(self._store, self._now), "search", "")
            case "help":
                named = people.most_named(self._names)
                places = await tariffs.places_with_facts(self._store, self._now)
                return Help(question.subject, tuple(p.name for p in named), tuple(place.name for place in places))
            case _:
                return Said(sentence_for(question))

    async def resolve_id(self, kind: str, target: str) -> Answer | Resolved:
        """Return the question that a button or menu stands for: ``target`` is an id, a code, or words.

        An id that no article speaks of any longer is a name like any other.
        """
        if kind in {"see", "source"}:
            return await seeing.view(self._store, target, self._now)
        person = self._names.get("person", target)
        if person is not None and kind == "who":
            return self._profile(person.id, person.name)
        if person is not None and kind == "quote":
            return self._quotes(Question("quote", person.name, subject=person.name), person)
        country = self._names.get("country", target)
        name = country.name if country is not None else target
        words = name if kind == "search" else None
        asked: dict[str, Kind] = {"who": "who", "quote": "quote", "tariff": "tariff", "search": "search"}
        return await self.resolve(Question(asked.get(kind, "brief"), name, subject=name or None, words=words))

    async def _person(self, asked: Asked, question: Question, typed: str) -> Entity | Answer:
        if question.besides is not None:
            return in_turn(self._names, question, typed) or await self.nothing(asked, typed)
        found = self._names.resolve(typed, kinds=("person",), hint=question.hint)
        if isinstance(found, Found):
            return found.entity
        if isinstance(found, Even):
            if (then := held_then(found.entities, typed, question)) is not None:
                return then
            if (spoken := by_pronoun(found.entities, question, self._names)) is not None:
                return spoken
            settled = await quoting.settle(self._store, self._index, found.entities, question, self._now)
            return settled or Tie(asked, typed, tuple(candidate(entity) for entity in found.entities))
        return await self.nothing(asked, typed, about=question.about, near=found.nearest)

    async def _who(self, question: Question) -> Answer | Resolved:
        typed = question.subject or ""
        person = await self._person("who", question, typed)
        if isinstance(person, NothingFound) and question.words is not None:
            # Nobody known holds that office; a sentence that has all its words may name who does.
            said = await finding.search(self._store, self._index, question.words, self._now, self._zone, whole=True)
            return said or person
        if isinstance(person, NothingFound) and question.besides is None:
            # Who is only named, without an office or words of their own, has no profile: the sentence stands for it.
            return await people.named(self._store, self._index, typed, self._now) or person
        return self._profile(person.id, typed) if isinstance(person, Entity) else person

    def _profile(self, id_: str, typed: str) -> Resolved:
        return self._resolved(
            "who",
            {"person": id_},
            lambda: people.profile(self._store, self._index, id_, self._now),
            "who",
            typed,
            subject=f"person:{id_}",
        )

    async def _quote(self, question: Question) -> Answer | Resolved:
        speaker: Entity | None = None
        if question.subject:
            person = await self._person("quote", question, question.subject)
            if isinstance(person, NothingFound) and (country := self._speaking_country(question.subject)) is not None:
                return self._quotes(question, None, country)
            if isinstance(person, NothingFound):
                said = await self._voice(question)
                if said is None and (parted := await self._parted(question)) is not None:
                    return await self._quote(parted)
                if said is None and question.about is question.words is question.manner is None:
                    # Of somebody who is named but not quoted, what the articles do hold.
                    said = await people.named(self._store, self._index, question.subject, self._now)
                return said or person
            if not isinstance(person, Entity):
                return person
            speaker = person
        return self._quotes(question, speaker)

    async def _parted(self, question: Question) -> Question | None:
        """Return "Okoro bridges", typed as a speaker, as a question of Okoro's words about bridges; else None.

        What stands behind the name must be words of the articles and of nobody's name: "Marco Rossi" is no Marco.
        """
        words = (question.subject or "").split()
        if question.about is not None or question.words is not None or not 2 <= len(words) <= _LONGEST_PARTED:
            return None
        vocabulary = await self._index.words.get()
        for spelt in (True, False):
            for size in range(len(words) - 1, 0, -1):
                name, about = " ".join(words[:size]), " ".join(words[size:])
                if "of" in {fold(words[size - 1]), fold(words[size])}:
                    continue  # "the trade minister of Peru" is no other country's
                if not all(word.stem in vocabulary for word in words_in(about)):
                    continue
                if any(isinstance(self._names.resolve(w, ("person",), spelt=True), Found | Even) for w in words[size:]):
                    continue
                person = self._names.resolve(name, ("person",), spelt=spelt)
                if isinstance(person, Found) and _given_alone(name, person.entity.name) and not is_english(fold(about)):
                    continue  # "Dorothy Sayle" is no Dorothy Page
                if isinstance(person, Found | Even):
                    return dataclasses.replace(question, subject=name, about=about)
        return None

    async def _voice(self, question: Question) -> Answer | None:
        """Return the words of somebody whom the articles don't name: "the ministry", "the captain's grandmother"."""
        return await quoting.quotes(self._store, self._index, None, question, self._now, voice=question.subject)

    def _speaking_country(self, typed: str) -> Entity | None:
        """Return the country whose people are meant by "China said", "the Chileans"."""
        code = code_of(typed) or (code_of(typed[:-1]) if typed.endswith("s") else None)
        return self._names.get("country", code) if code is not None else None

    def _quotes(self, question: Question, speaker: Entity | None, country: Entity | None = None) -> Resolved:
        id_ = speaker.id if speaker else None
        of = self._names.people_of(country.id) if country is not None else None
        parts = {
            "speaker": id_,
            "country": country and country.id,
            "about": question.about and question.about.casefold(),
            "since": question.since,
            "until": question.until,
            "manner": question.manner,
        }

        async def compose() -> Answer | None:
            found = await quoting.quotes(self._store, self._index, id_, question, self._now, of)
            timed = question.since is not None or question.until is not None
            anything = question.about is question.words is question.manner is None and not timed
            if found is None and id_ is not None and anything:
                # Of somebody who is named but not quoted, what the articles do hold.
                return await people.profile(self._store, self._index, id_, self._now)
            if found is None and question.called and question.words:
                # "Describing Chile as a friend, Soto said ...": all words in a sentence, and no marks around them.
                words = question.words
                return await finding.search(self._store, self._index, words, self._now, self._zone, whole=True)
            return found

        return self._resolved(
            "quote",
            parts,
            compose,
            "quote",
            question.words or question.about or question.subject or "",
            name=speaker.name if speaker else country.name if country else None,
            about=question.about,
            subject=f"person:{id_}" if id_ else None,
            kept=question.words is None,
            remembered=question.words is not None,
        )

    async def _subject(self, typed: str) -> Entity | None:
        """Return the topic or story meant; by a slip only where a word was typed that no article holds."""
        found = self._names.resolve(typed, kinds=("topic", "story"))
        if not isinstance(found, Found):
            return None
        if found.how == "fuzzy":
            vocabulary = await self._index.words.get()
            if all(word.stem in vocabulary for word in words_in(typed)):
                return None
        return dataclasses.replace(found.entity, name=typed) if found.how != "fuzzy" else found.entity

    async def _brief(self, question: Question) -> Resolved:
        since, until = news.window_of(question, self._now)
        about = await self._subject(question.subject) if question.subject else None
        if about is not None and about.kind == "story":
            story = about
            return self._resolved(
                "brief",
                {"story": story.id},
                lambda: news.brief_story(self._store, story.id, story.name, self._now),
                "brief",
                story.name,
            )
        if about is not None:
            question = dataclasses.replace(question, subject=about.name)
        kept = question.subject is None
        return self._resolved(
            "brief",
            {"since": since, "until": until},
            lambda: news.brief(self._store, self._index, question, self._now),
            "brief",
            question.subject or "the news",
            kept=kept,
        )

    async def _search(self, question: Question) -> Answer | Resolved:
        words = question.words or question.subject or ""
        wanted = parse_search(words, self._now, self._zone)
        if wanted.problem is not None:
            return Said(wanted.problem, "search")
        if wanted.speaker is not None:  # words of somebody are quotations
            about = " ".join((*(f'"{phrase}"' for phrase in wanted.phrases), *wanted.words)) or None
            asked = Question("quote", words, subject=wanted.speaker, about=about, since=wanted.since)
            return await self._quote(asked)
        also = question.second.words if question.second is not None and question.second.kind == "search" else None
        # "This week" asks for articles of this week; "last year" may be when it happened.
        since = question.since if question.until is None else None
        if question.said is not None:
            said = await quoting.surely_said(self._store, self._index, question, self._now)
            if said is not None:
                return said
        return self._resolved(
            "search",
            {},
            lambda: finding.search(self._store, self._index, words, self._now, self._zone, since=since, also=also),
            "search",
            words,
            kept=False,
        )


def _given_alone(typed: str, name: str) -> bool:
    """Tell whether one typed word is the given name of somebody, who has a surname besides."""
    return " " not in typed and " " in name and likeness(fold(typed), fold(name).split()[-1]) < _ALIKE
