"""What the corrections of an article's text mean for its quotations, facts and sentences.

Corrections name stretches of the text, readings number what they found. :func:`apply_to_article` works out once, with
each new reading and each correction, which numbers are meant; asking is then a join with tables that are nearly always
empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any

import aiosqlite
import msgspec

from storage import codec
from storage.anchors import present_id
from storage.records import Quote, Reading, Span, StoredQuote, TariffFact

# Columns of a quotation and of its correction, in the order that stored_quote() takes them.
QUOTE_COLUMNS = (
    "a.id, q.position, q.data, CASE WHEN c.article IS NULL THEN k.id ELSE c.person END, "
    "c.article IS NOT NULL, given.name"
)
# The article of a quotation "q".
ITS_ARTICLE = "CROSS JOIN articles AS a INDEXED BY articles_seen ON a.key = q.article"
# The known person who speaks.
SPEAKER = (
    "LEFT JOIN members AS m ON m.article = q.article AND m.position = q.person "
    "LEFT JOIN known_people AS k ON k.key = m.person"
)
QUOTE_CORRECTIONS = (
    "LEFT JOIN corrected_quotes AS c ON c.article = q.article AND c.position = q.position "
    "LEFT JOIN known_people AS given ON given.id = c.person"
)


def stored_quote(row: Sequence[Any]) -> StoredQuote:
    """Return the quotation of a row of ``QUOTE_COLUMNS``, given to whom the operator gave it."""
    article, index, data, person, corrected, name = row
    quote = codec.loads(Quote, data)
    return StoredQuote(article, index, given_to(quote, name, None) if corrected else quote, person)


def given_to(quote: Quote, name: str | None, index: int | None) -> Quote:
    """Return the quotation as that person's, or nobody known's; ``index`` is their place in the reading."""
    if name is None:
        return msgspec.structs.replace(
            quote, speaker_name=None, speaker_kind=None, person=None, confidence=0.0, shown=False
        )
    return msgspec.structs.replace(
        quote, speaker_name=name, speaker_kind="person", person=index, confidence=1.0, shown=True
    )


async def apply_to_article(connection: aiosqlite.Connection, key: int) -> None:
    """Work out what the corrections mean for the reading kept now. Runs inside a transaction of its caller."""
    await connection.execute("DELETE FROM corrected_quotes WHERE article = ?", (key,))
    await connection.execute("DELETE FROM corrected_tariffs WHERE article = ?", (key,))
    corrections = list(
        await connection.execute_fetchall(
            "SELECT c.kind, c.start_at, c.end_at, c.id, c.person "
            "FROM corrections AS c JOIN articles AS a ON a.id = c.article "
            "WHERE a.key = ? AND c.content_hash = a.content_hash ORDER BY c.id",
            (key,),
        )
    )
    if not corrections:
        return
    quotes = await connection.execute_fetchall(
        "SELECT position, start_at, end_at FROM read_quotes WHERE article = ?", (key,)
    )
    for position, start, end in quotes:
        span = Span(start, end)
        hidden = any(kind == "hide_sentence" and overlap(span, Span(*at)) for kind, *at, _, _ in corrections)
        given = [
            (number, person)
            for kind, *at, number, person in corrections
            if kind == "speaker" and same_place(span, Span(*at))
        ]
        if hidden or given:
            number, person = given[-1] if given else (0, None)
            await connection.execute(
                "INSERT INTO corrected_quotes (article, position, person, hidden) VALUES (?, ?, ?, ?)",
                (key, position, await present_id(connection, number, person) if person else None, hidden),
            )
    facts = await connection.execute_fetchall("SELECT position, data FROM read_tariffs WHERE article = ?", (key,))
    wrong = [
        (key, position)
        for position, data in facts
        if any(
            kind in {"wrong_fact", "hide_sentence"} and overlap(codec.loads(TariffFact, data).evidence, Span(*at))
            for kind, *at, _, _ in corrections
        )
    ]
    await connection.executemany("INSERT INTO corrected_tariffs (article, position) VALUES (?, ?)", wrong)


async def rebind_speakers(connection: aiosqlite.Connection) -> set[str]:
    """Give quotations that the operator gave to somebody to the id that this person has now.

    Runs inside a transaction of its caller, after people were projected. Returns the ids of all whose words changed.
    """
    rows = await connection.execute_fetchall(
        "SELECT DISTINCT a.key FROM corrections AS c JOIN articles AS a ON a.id = c.article "
        "WHERE c.kind = 'speaker' AND c.person IS NOT NULL AND c.content_hash = a.content_hash"
    )
    touched: set[str] = set()
    for (key,) in rows:
        before = await _given(connection, key)
        await apply_to_article(connection, key)
        touched |= {person for _, person in before ^ await _given(connection, key)}
    return touched


async def _given(connection: aiosqlite.Connection, key: int) -> set[tuple[int, str]]:
    rows = await connection.execute_fetchall(
        "SELECT position, person FROM corrected_quotes WHERE article = ? AND person IS NOT NULL", (key,)
    )
    return {(row[0], row[1]) for row in rows}


async def corrected(connection: aiosqlite.Connection, key: int, reading: Reading) -> Reading:
    """Return a reading as the operator corrected it: what is hidden or wrong is not in it."""
    quote_rows = await connection.execute_fetchall(
        "SELECT c.position, c.hidden, given.name, m.position FROM corrected_quotes AS c "
        "LEFT JOIN known_people AS given ON given.id = c.person "
        "LEFT JOIN members AS m ON m.article = c.article AND m.person = given.key WHERE c.article = ?",
        (key,),
    )
    by_index: dict[int, Sequence[Any]] = {row[0]: row[1:] for row in quote_rows}
    fact_rows = await connection.execute_fetchall("SELECT position FROM corrected_tariffs WHERE article = ?", (key,))
    wrong = {row[0] for row in fact_rows}
    hidden = [
        Span(*row)
        for row in await connection.execute_fetchall(
            "SELECT c.start_at, c.end_at FROM corrections AS c JOIN articles AS a ON a.id = c.article "
            "WHERE a.key = ? AND c.kind = 'hide_sentence' AND c.content_hash = a.content_hash",
            (key,),
        )
    ]
    return replace(
        reading,
        quotes=_corrected_quotes(reading.quotes, by_index),
        tariffs=tuple(fact for index, fact in enumerate(reading.tariffs) if index not in wrong),
        # Each stretch of it needs those before it.
        summary=tuple(takewhile(lambda span: not any(overlap(span, place) for place in hidden), reading.summary)),
    )


def _corrected_quotes(quotes: Sequence[Quote], by_index: dict[int, Sequence[Any]]) -> tuple[Quote, ...]:
    if not by_index:
        return tuple(quotes)
    stays = [index for index in range(len(quotes)) if not (index in by_index and by_index[index][0])]
    new_index = {old: new for new, old in enumerate(stays)}
    found = []
    for index in stays:
        quote = quotes[index]
        if index in by_index:
            quote = given_to(quote, by_index[index][1], by_index[index][2])
        found.append(
            msgspec.structs.replace(quote, within=None if quote.within is None else new_index.get(quote.within))
        )
    return tuple(found)


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two stretches share a character."""
    return one.start < other.end and other.start < one.end


def same_place(one: Span, other: Span) -> bool:
    """Tell whether each stretch holds the other's middle: the same words, found with slightly other edges."""
    middle, other_middle = one.start + one.end, other.start + other.end
    return 2 * one.start <= other_middle <= 2 * one.end and 2 * other.start <= middle <= 2 * other.end
