"""Articles as rows of the table ``articles``, and what tells two versions of one article apart."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from storage.instants import from_number_or_none, to_number_or_none
from storage.records import Article

ARTICLE_COLUMNS = (
    "articles.id, articles.published, articles.published_day_only, articles.source, articles.url, articles.author, "
    "articles.language, articles.derived, articles.origin, articles.title, articles.text"
)


def raw(text: str | None) -> str | bytes | None:
    """Return ``text`` as SQLite can bind it: as bytes for ``CAST(? AS TEXT)`` where it holds lone surrogates."""
    if text is None:
        return None
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def content_hash_of(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def fingerprint_of(article: Article) -> str:
    """Return a hash of all fields but ``origin``: the same article in two files is one and the same."""
    fields = [
        article.text,
        article.title,
        to_number_or_none(article.published),
        article.published_day_only,
        article.source,
        article.url,
        article.author,
        article.language,
        sorted(article.derived),
    ]
    return hashlib.sha256(json.dumps(fields).encode("ascii")).hexdigest()


def article_values(article: Article, content_hash: str) -> tuple[Any, ...]:
    """Return the values of a row in the order in which :mod:`storage.intake` binds them, the id last."""
    return (
        to_number_or_none(article.published),
        article.published_day_only,
        raw(article.source),
        raw(article.url),
        raw(article.author),
        raw(article.language),
        json.dumps(sorted(article.derived)),
        raw(article.origin),
        fingerprint_of(article),
        content_hash,
        raw(article.title),
        raw(article.text),
        raw(article.id),
    )


def article_from(row: Sequence[Any]) -> Article:
    """Return the article of a row of ``ARTICLE_COLUMNS``."""
    article_id, published, day_only, source, url, author, language, derived, origin, title, text = row
    return Article(
        id=article_id,
        text=text,
        title=title,
        published=from_number_or_none(published),
        published_day_only=bool(day_only),
        source=source,
        url=url,
        author=author,
        language=language,
        derived=_derived(derived),
        origin=origin,
    )


@lru_cache(maxsize=256)  # of a few words there are few sets
def _derived(listed: str) -> frozenset[str]:
    return frozenset(json.loads(listed))
