"""Articles and readings of our own to keep."""

from __future__ import annotations

import datetime as dt
import re

from storage.records import Article, KnownPerson, Person, Quote, Reading, Role, Span, TariffFact

NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
TEXT = (
    'Trade Minister Ana Okafor said on Monday: "The harbour stays open to every ship." '
    "Her rival Lars Bjelke called the plan of Okafor a costly dream. "
    "Norland charges 12 per cent on timber from Brazil since 1 February 2026."
)


def article(number: int = 1, text: str = TEXT, **fields: object) -> Article:
    given: dict[str, object] = {
        "id": f"https://news.example/{number}",
        "text": text,
        "title": f"Harbour plan, part {number}",
        "published": dt.datetime(2026, 2, 1, tzinfo=dt.UTC) + dt.timedelta(hours=number),
        "source": "The Harbour Times",
        "url": f"https://news.example/{number}",
    }
    return Article(**{**given, **fields})  # type: ignore[arg-type]


def spans(text: str, word: str) -> tuple[Span, ...]:
    return tuple(Span(*match.span()) for match in re.finditer(re.escape(word), text))


def reading(text: str = TEXT) -> Reading:
    """Return what a reader finds in TEXT or a text like it."""
    people = (
        Person(
            "Ana Okafor",
            ("Okafor",),
            tuple(Role("Trade Minister", span) for span in spans(text, "Trade Minister")),
            spans(text, "Okafor"),
            "f",
        ),
        Person("Lars Bjelke", ("Bjelke",), (), spans(text, "Lars Bjelke")),
    )
    first = spans(text, "The harbour stays open to every ship.")[0]
    second = spans(text, "the plan of Okafor a costly dream")[0]
    quotes = (
        Quote((first,), "direct", spans(text, "said"), spans(text, "Ana Okafor"), "Ana Okafor", "person", 0, 0.9, True),
        Quote((second,), "indirect", speaker_name="Lars Bjelke", person=1, confidence=0.7, shown=True),
    )
    evidence = spans(text, "Norland charges 12 per cent on timber from Brazil since 1 February 2026.")[0]
    fact = TariffFact(
        "NO", "BR", "timber", 12.0, "duty", "in_force", evidence, dt.date(2026, 2, 1), confidence=0.9, shown=True
    )
    return Reading(people, quotes, (fact,), (Span(0, 40), Span(50, 60)))


BLOCKS = ("okafor", "bjelke")


def projected(*articles: str) -> list[KnownPerson]:
    """Return the two people of TEXT across articles of these ids."""
    return [
        KnownPerson("okafor", "Ana Okafor", ("Okafor",), members=tuple((one, 0) for one in articles), gender="f"),
        KnownPerson("bjelke", "Lars Bjelke", ("Bjelke",), members=tuple((one, 1) for one in articles)),
    ]
