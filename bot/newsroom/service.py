"""The newsroom: one question in, one answer out, from cache or composed from indexed reads."""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from bot.answers import codec
from bot.answers.values import (
    Answer,
    Brief,
    NothingFound,
    Profile,
    QuoteList,
    SearchResult,
    Source,
    TariffChanges,
    TariffReport,
    Tie,
)
from bot.asking import understand
from bot.clock import Clock
from bot.matching import Names
from bot.newsroom import news, tariffs
from bot.newsroom.hits import Hits
from bot.newsroom.index import Index, Words, load_index
from bot.newsroom.keys import cache_key
from bot.newsroom.recent import Recent
from bot.newsroom.resolved import Resolved
from bot.newsroom.resolving import Resolver
from bot.newsroom.stated import Statements
from bot.question import Question
from bot.reading.undisturbed import undisturbed
from bot.wording import word
from bot.wording.daily import word_daily
from bot.wording.reply import Reply
from bot.wording.understood import in_time, offer_others
from storage.editions import State
from storage.store import Store

Intent = Literal["brief", "who", "tariff", "quote", "search", "help", "none"]


_INTENTS: dict[str, Intent] = {
    "brief": "brief",
    "who": "who",
    "tariff": "tariff",
    "changes": "tariff",
    "quote": "quote",
    "search": "search",
    "sources": "search",
    "help": "help",
}


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer with its wording. ``ms`` is the time it took, ``cached`` whether it was kept from before."""

    typed: str
    intent: Intent
    entity: str | None
    candidates: tuple[str, ...]
    answer: Answer
    reply: Reply
    citations: tuple[Source, ...]
    cached: bool
    ms: float

    @property
    def data(self) -> Any:
        """What ``ask --json`` gives as "data": of a tariff question the list it promises, else the answer's fields."""
        return tariffs.as_data(self.answer) if self.intent == "tariff" else codec.to_builtins(self.answer)


class _Kept(NamedTuple):
    """What the store's cache is to keep of an answer: see :meth:`storage.lookups.Lookups.keep`."""

    key: str
    kind: str
    answer: str
    now: dt.datetime
    edition: int


class _Made(NamedTuple):
    answered: Answered
    kept: _Kept | None


class Newsroom:
    """Answers questions from one store. Safe to share between tasks; it only reads, apart from the cache."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._words = Words(store)
        # One value, as the store's thread of answers reads it too.
        self._held: tuple[Index, State | None] = (
            Index(Names.build(()), {}, self._words, Statements(store), Hits(store)),
            None,
        )
        self._building = asyncio.Lock()
        self._recent = Recent()

    async def index(self) -> Index:
        """Return names and words in memory, built anew when the store or what the clock lets be seen has changed."""
        return (await self._at())[0]

    async def _at(self) -> tuple[Index, State]:
        """Return the index with the state of the store that it was built from, which is asked for anew."""
        async with self._building:
            state = await self._store.editions.state(self._clock.now())
            if state != self._held[1]:
                before = self._held[0].statements
                self._held = await load_index(self._store, self._words, before, self._clock.now()), state
                await asyncio.to_thread(_set_aside)
            return self._held[0], state

    def forget(self) -> None:
        """Forget what this process holds of earlier questions: answers, statements, hits. The store's cache stays."""
        self._recent = Recent()
        index, state = self._held
        self._held = replace(index, statements=Statements(self._store), hits=Hits(self._store)), state

    @property
    def names_at_hand(self) -> Names:
        """The names as they were last built: for completion, which can't wait for a newer index."""
        return self._held[0].names

    async def names(self) -> Names:
        """Return the index of names."""
        return (await self.index()).names

    async def ask(self, text: str, page: int = 0, zone: dt.tzinfo = dt.UTC) -> Answered:
        """Answer what a person typed, a command or plain words."""

        async def answer(index: Index, state: State) -> _Made:
            question = understand(text, index.names, self._clock.now(), zone)
            return await self._answer(question, index, state, page, zone)

        return await self._at_once(answer)

    async def answer(self, question: Question, page: int = 0, zone: dt.tzinfo = dt.UTC) -> Answered:
        """Answer a question that is already understood: a slash command's options, a pressed button."""
        return await self._at_once(lambda index, state: self._answer(question, index, state, page, zone))

    async def _at_once(self, answer: Callable[[Index, State], Coroutine[Any, Any, _Made]]) -> Answered:
        """Return an answer made on the store's own thread in one go, with the index as it is where that still holds."""

        async def with_what_is_held() -> _Made | None:
            state = await self._store.editions.state(self._clock.now())
            index, built_from = self._held
            return await made_of(index, state) if state == built_from else None

        async def made_of(index: Index, state: State) -> _Made:
            with undisturbed:  # thousands of small values, which go when it is made, and no cycles
                return await answer(index, state)

        made = await self._store.database.at_once(with_what_is_held)
        if made is None:
            index, state = await self._at()
            made = await self._store.database.at_once(lambda: made_of(index, state))
        answered, kept = made
        if kept is not None:
            self._store.lookups.keep(*kept)
        return answered

    async def _answer(self, question: Question, index: Index, state: State, page: int, zone: dt.tzinfo) -> _Made:
        resolver = Resolver(self._store, index, self._clock.now(), zone)
        made = await self._answered(question.kind, question.typed, resolver.resolve(question), state, page, zone)
        answered = made.answered
        nothing = isinstance(answered.answer, NothingFound)
        answered = replace(answered, reply=in_time(answered.reply, question, nothing=nothing))
        if isinstance(answered.answer, SearchResult) and answered.answer.both:
            question = replace(question, second=None)
        if not question.sure:
            answered = replace(answered, reply=offer_others(answered.reply, question, nothing=nothing))
        return made._replace(answered=answered)

    async def choose(self, kind: str, target: str, page: int = 0, zone: dt.tzinfo = dt.UTC) -> Answered:
        """Answer a pressed button or chosen entry (see :class:`bot.wording.reply.Choice`), on today's store."""
        known = (
            kind if kind in {"who", "quote", "tariff", "search"} else "search" if kind in {"see", "source"} else "brief"
        )

        async def answer(index: Index, state: State) -> _Made:
            resolver = Resolver(self._store, index, self._clock.now(), zone)
            return await self._answered(known, target, resolver.resolve_id(kind, target), state, page, zone)

        return await self._at_once(answer)

    async def daily(
        self, topic: str | None, since: dt.datetime, now: dt.datetime, due: dt.datetime | None = None
    ) -> Reply:
        """Return a day's post: what came since the one before it. ``due`` is when it should have been posted."""
        question = Question("brief", "", subject=topic, since=since, until=now)
        index = await self.index()
        found = await self._store.database.at_once(lambda: news.brief(self._store, index, question, now))
        return word_daily(found, topic, since, now, due)

    async def _answered(
        self, kind: str, typed: str, resolving: Awaitable[Answer | Resolved], state: State, page: int, zone: dt.tzinfo
    ) -> _Made:
        begun = time.perf_counter()
        now = self._clock.now()
        resolved = await resolving
        if isinstance(resolved, Resolved):
            answer, reply, cached, kept = await self._cached(resolved, state, now, page, zone)
        else:
            answer, reply, cached, kept = resolved, word(resolved, now, page), False, None
        return _Made(_answered(kind, typed, answer, reply, cached, (time.perf_counter() - begun) * 1000), kept)

    async def _cached(
        self, resolved: Resolved, state: State, now: dt.datetime, page: int, zone: dt.tzinfo
    ) -> tuple[Answer, Reply, bool, _Kept | None]:
        async def compose() -> Answer:
            return await resolved.compose() or await resolved.nothing()

        edition = await self._edition(resolved.subject, state)
        # The store may have changed since the index was asked for: such an answer is right, but not one to be kept.
        if not resolved.kept or edition > state.store:
            answer = await compose()
            return answer, word(answer, now, page), False, None
        today = now.astimezone(zone).date() if resolved.dated else None
        # An article dated after the clock is seen by no answer; the newest one that is seen tells when that changed.
        key = cache_key(resolved.kind, {**resolved.parts, "newest": state.newest_seen}, edition, today)
        held = self._recent.get(key, state.store)
        if held is None:
            known = await self._store.lookups.get(key)
            read = codec.read_json(known) if known is not None else None
            held = self._recent.keep(key, state.store, read) if read is not None else None
        if held is not None:
            return held.answer, held.reply(now, page), True, None
        answer = await compose()
        kept = _Kept(key, resolved.kind, codec.to_json(answer), now, state.store)
        return answer, self._recent.keep(key, state.store, answer).reply(now, page), False, kept

    async def _edition(self, subject: str | None, state: State) -> int:
        """Return the number of the subject that an answer rests on, the store's where it rests on no single one."""
        if subject is None:
            return state.edition
        known = self._recent.edition(subject, state.store)
        if known is not None:
            return known
        return self._recent.learn(subject, state.store, await self._store.edition_of(subject))


def _set_aside() -> None:
    """Take what is in memory now out of the collector's later rounds.

    The index is hundreds of thousands of objects that live until the next one is built; looking through them again and
    again made single answers wait for up to 70 ms. What is garbage by now is collected first.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _answered(kind: str, typed: str, answer: Answer, reply: Reply, cached: bool, ms: float) -> Answered:
    intent: Intent = "quote" if isinstance(answer, QuoteList) else _INTENTS.get(kind, "none")
    sources: dict[str, Source] = {source.id: source for source in getattr(answer, "sources", ())}
    cited = tuple(sources[reference.article] for reference in reply.references)
    names = tuple(each.name for each in answer.candidates) if isinstance(answer, Tie) else ()
    return Answered(typed, intent, _entity(answer), names, answer, reply, cited, cached, ms)


def _entity(answer: Answer) -> str | None:
    match answer:
        case Profile():
            return answer.name
        case TariffReport() | TariffChanges():
            return answer.country
        case QuoteList():
            speakers = {(words.speaker, words.speaker_kind) for words in answer.quotes if words.speaker is not None}
            name, kind = speakers.pop() if len(speakers) == 1 else (None, None)
            return answer.speaker or (None if kind == "unnamed" else name)
        case Brief():
            return answer.topic
        case SearchResult():
            return answer.instead or answer.words
        case NothingFound():
            return answer.subject
        case _:
            return None
