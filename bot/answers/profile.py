"""A person's profile, and quotations by speaker or topic, from records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from bot.answers.passages import Focus, NameOf, passage_of, sources_for, words_of
from bot.answers.roles import join_wordings
from bot.answers.values import Profile, QuoteList, Words
from storage.records import Article, KnownPerson, Span, StoredQuote

# How many of each an answer carries; pages show them a few at a time.
MOST_QUOTES = 24
MOST_ROLES = 6
MOST_OTHERS = 6
LEADING_STORIES = LEADING_QUOTES = 2


def newest(articles: Mapping[str, Article]) -> dt.datetime | None:
    """Return the newest date among ``articles``, or None where none is dated."""
    return max((article.published for article in articles.values() if article.published), default=None)


def compose_profile(
    person: KnownPerson,
    articles: Mapping[str, Article],
    own: Sequence[StoredQuote],
    more_own: int,
    reported: Sequence[tuple[StoredQuote, str | None]],
    said_of: Sequence[StoredQuote],
    mentions: Sequence[tuple[str, Span]],
    company: Sequence[str],
    stories: Mapping[str, str],
    named_in: int,
    name_of: NameOf,
) -> Profile:
    """Compose the profile of ``person``.

    ``own`` are their quotations newest first, of which ``more_own`` lie beyond; ``reported`` their words inside other
    people's, with the reporter's name; ``said_of`` others' quotations that name them; ``mentions`` sentences that name
    them; ``company`` the names that stand in the same articles, whoever did last first; ``stories`` the id of the
    story that an article belongs to; ``named_in`` the number of articles that name them. ``articles`` holds all that
    these rest on, the newest that name them among them.
    """
    roles = join_wordings((role for role in person.roles if role.article in articles), MOST_ROLES)
    told_by = _by_story([q for q in own if q.article in articles], stories)
    told = [(q, by) for q, by in reported if q.article in articles]
    others = [q for q in said_of if q.article in articles]
    named = [(id_, span) for id_, span in mentions if id_ in articles]
    used = [
        *(wording.article for role in roles for wording in (role, role.later) if wording),
        *(q.article for q in (*(q for _, q in told_by), *(q for q, _ in told), *others)),
        *(id_ for id_, _ in named),
    ]
    return Profile(
        person=person.id,
        name=person.name,
        roles=roles,
        quotes=tuple(words_of(articles[q.article], q, name_of) for _, q in told_by[:MOST_QUOTES]),
        subjects=tuple(subject for subject, _ in told_by[:MOST_QUOTES]),
        more_quotes=more_own + max(0, len(told_by) - MOST_QUOTES),
        reported=tuple(words_of(articles[q.article], q, name_of, by) for q, by in told[:MOST_OTHERS]),
        said_of=tuple(words_of(articles[q.article], q, name_of) for q in others[:MOST_OTHERS]),
        mentions=tuple(passage_of(articles[id_], span) for id_, span in named[:MOST_OTHERS]),
        company=tuple(company),
        articles=named_in,
        newest=newest(articles),
        sources=sources_for(articles, used),
    )


def _by_story(quotes: Sequence[StoredQuote], stories: Mapping[str, str]) -> list[tuple[str, StoredQuote]]:
    """Put the quotations of one story together, stories in the order of their first; each with its story's article.

    Of the first two stories two quotations each come before all others, so that one story doesn't hide the next.
    """
    groups: dict[str, list[StoredQuote]] = {}
    for quote in quotes:
        groups.setdefault(stories.get(quote.article, quote.article), []).append(quote)
    told = [(group[0].article, group) for group in groups.values()]
    first = [(subject, quote) for subject, group in told[:LEADING_STORIES] for quote in group[:LEADING_QUOTES]]
    ahead = {(quote.article, quote.index) for _, quote in first}
    rest = [(subject, quote) for subject, group in told for quote in group]
    return first + [each for each in rest if (each[1].article, each[1].index) not in ahead]


def compose_quotes(
    speaker: str | None,
    about: str | None,
    asked_words: str | None,
    quotes: Sequence[tuple[StoredQuote, str | None]],
    more: int,
    articles: Mapping[str, Article],
    name_of: NameOf,
    focus: Focus | None = None,
    *,
    nearly: bool = False,
    beside: bool = False,
) -> QuoteList:
    """Compose a list of quotations, each with the name of whoever reports it, in the order given.

    ``focus`` picks the part of a long quotation that was asked for. ``nearly``: none has all ``asked_words``;
    ``beside``: none is on ``about`` by its own words.
    """
    words: tuple[Words, ...] = tuple(
        words_of(articles[q.article], q, name_of, reporter, focus) for q, reporter in quotes if q.article in articles
    )
    return QuoteList(
        speaker=speaker,
        about=about,
        asked_words=asked_words,
        quotes=words,
        more=more,
        newest=newest({each.article: articles[each.article] for each in words}),
        sources=sources_for(articles, (each.article for each in words)),
        nearly=nearly,
        beside=beside,
    )
