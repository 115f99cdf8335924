"""Pure: an answer to a :class:`~bot.wording.reply.Reply`. Every sentence that the bot says is written here."""

from __future__ import annotations

import datetime as dt

from bot.answers.values import (
    Answer,
    Brief,
    Help,
    NothingFound,
    Profile,
    QuoteList,
    Said,
    SearchResult,
    SourceList,
    SourceView,
    TariffChanges,
    TariffReport,
    Tie,
)
from bot.wording.changes import word_changes
from bot.wording.news import word_brief, word_search, word_sources
from bot.wording.people import word_profile, word_quotes
from bot.wording.reply import Reply
from bot.wording.sources import word_view
from bot.wording.talk import word_help, word_nothing, word_said, word_tie
from bot.wording.tariffs import word_tariff

# Part of every cache key: a change of wording changes what a kept answer would say.
WORDING_VERSION = 10


def word(answer: Answer, now: dt.datetime, page: int = 0) -> Reply:
    """Word ``answer`` as of ``now``. ``page`` counts from 0; one that is too high gives the last."""
    match answer:
        case Brief():
            return word_brief(answer, now, page)
        case Profile():
            return word_profile(answer, now, page)
        case QuoteList():
            return word_quotes(answer, now, page)
        case SearchResult():
            return word_search(answer, now, page)
        case SourceList():
            return word_sources(answer, now)
        case SourceView():
            return word_view(answer, page)
        case TariffReport():
            return word_tariff(answer, now, page)
        case TariffChanges():
            return word_changes(answer, now, page)
        case Help():
            return word_help(answer)
        case Tie():
            return word_tie(answer)
        case NothingFound():
            return word_nothing(answer, now)
        case Said():
            return word_said(answer)
