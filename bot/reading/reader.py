"""The whole of reading, stage after stage: text to :class:`storage.records.Reading`."""

from __future__ import annotations

import datetime as dt

from bot.reading.people import find_people
from bot.reading.quotes import read_quotes
from bot.reading.summary import summarise
from bot.reading.tariffs import read_tariffs
from bot.reading.text import analyse
from bot.reading.undisturbed import undisturbed
from storage.records import Reading

# Grows with every change of what is read; an article read by an older reader is read anew.
READER_VERSION = 12

READ_LANGUAGES = frozenset({"en"})


def read(text: str, published: dt.date | None, language: str = "en", title: str = "") -> Reading:
    """Read ``text``. An article that isn't English is not read for people, quotations or tariffs.

    ``title``, the headline, helps to tell whose tariffs the text is about. ``published`` is the day that "Wednesday"
    and "in seven days" are counted from. Raises for no text.
    """
    if language not in READ_LANGUAGES:
        return Reading()
    with undisturbed:
        document = analyse(text)
        people = find_people(document)
        quotes = read_quotes(document, people)
        tariffs = read_tariffs(document, published, title)
        summary = summarise(document, people, quotes)
        return Reading(people=people, quotes=quotes, tariffs=tariffs, summary=summary)
