"""Article files: plain text or Markdown with optional front matter, and .jsonl with one article a line.

Everything that can't be read is handed on as a :class:`Refused` with one clear sentence, and harms nothing else. Files
are opened one after another as the caller asks for more, and .jsonl is read line by line, so memory stays flat.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.gathering.dates import date_in_text, parse_published
from bot.gathering.identity import canonical_url, content_id
from bot.gathering.language import language_of
from bot.gathering.walking import article_files
from bot.reading.text import analyse
from storage.records import Article

LIMIT = 10_000_000  # bytes of one text file or of one line of .jsonl; a long book has 3 million
TITLE_LENGTH = 100  # code points of a title that is taken from the text
_FIELDS = ("title", "published", "source", "url", "author")
_FENCE = re.compile(r"---[ \t]*\n")
_FENCE_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_FRONT_MATTER_LIMIT = 20_000  # code points
_UNSTORABLE = re.compile("[\ud800-\udfff\0]")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_KINDS = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
_SIGNATURES = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"{\\rtf": "a rich text (RTF) document",
}
_OTHER_UNICODE = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Refused:
    """A file, or one line of a .jsonl, that was not taken in: ``reason`` is one sentence; ``line`` counts from 1."""

    path: Path
    line: int | None
    reason: str

    def __str__(self) -> str:
        where = printable(str(self.path)) + (f", line {self.line}" if self.line is not None else "")
        return f"{where}: {self.reason}"


Loaded = Article | Refused


class _Unreadable(Exception):  # noqa: N818 - never leaves this module
    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


def load(paths: Sequence[Path], now: dt.datetime) -> Iterator[Loaded]:
    """Yield the articles of files and folders in order, and what had to be refused, one at a time.

    In a folder the files ending in .txt, .md, .markdown and .jsonl are taken, also in folders below, in order of their
    names; hidden ones and others are passed over. A file that is named itself is read whatever its ending. ``now``
    (aware) bounds the dates that are worked out from texts.
    """
    for path in paths:
        for file, name, problem in article_files(path):
            if problem is not None:
                yield Refused(file, None, problem)
            elif file.suffix.lower() == ".jsonl":
                yield from _load_lines(file, printable(name), now)
            else:
                yield _load_text(file, printable(name), now)


def printable(text: str) -> str:
    """Return ``text`` with what no store can keep (lone surrogates, NUL) replaced one for one by U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text)


def make_article(text: str, fields: dict[str, str], now: dt.datetime, origin: str | None) -> Article:
    """Make an article of its text and the fields that its source states; derive and mark what is missing.

    ``fields`` may hold id, title, published, source, url and author; empty ones count as missing. Raises ValueError
    with a sentence for the operator when one can't be read.
    """
    text = printable(text)
    given = {key: " ".join(printable(value).split()) for key, value in fields.items()}
    derived = {"language"}
    if not text.strip():
        raise ValueError("it has no text")
    url = given.get("url") or None
    canonical = canonical_url(url) if url else None
    if url and canonical is None:
        raise ValueError(f"its url is no web address (http or https): {_shown(url)}")
    published, day_only = None, False
    if stated := given.get("published"):
        parsed = parse_published(stated)
        if parsed is None:
            raise ValueError(f"its date of publication can't be read or could mean two days: {_shown(stated)}")
        published, day_only = parsed
    elif day := date_in_text(text, now):
        published, day_only = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC), True
        derived.add("published")
    title = given.get("title") or ""
    if not title:
        title = _title(text)
        derived.add("title")
    identity = given.get("id") or canonical
    if not identity:
        identity = content_id(text)
        derived.add("id")
    return Article(
        id=identity,
        text=text,
        title=title,
        published=published,
        published_day_only=day_only,
        source=given.get("source") or None,
        url=url,
        author=given.get("author") or None,
        language=language_of(text),
        derived=frozenset(derived),
        origin=origin,
    )


def _load_text(file: Path, name: str, now: dt.datetime) -> Loaded:
    try:
        text, fields = _front_matter(_decode(_read(file)))
        return make_article(text, fields, now, name)
    except _Unreadable as problem:
        return Refused(file, problem.line, problem.reason)
    except ValueError as problem:
        return Refused(file, None, str(problem))


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            if os.fstat(stream.fileno()).st_size > LIMIT:
                raise _Unreadable(_too_large(os.fstat(stream.fileno()).st_size, "file"))
            data = stream.read(LIMIT + 1)
    except OSError as error:
        raise _Unreadable(f"it can't be opened ({error.strerror or error})") from None
    if len(data) > LIMIT:
        raise _Unreadable(_too_large(len(data), "file"))
    return data


def _too_large(size: int, what: str) -> str:
    return f"it is too large for one article: {size / 1e6:.1f} MB, the limit for a {what} is {LIMIT // 1_000_000} MB"


def _decode(data: bytes) -> str:
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise _Unreadable(f"it is {kind}, not plain text")
    if data.startswith(_OTHER_UNICODE):
        raise _Unreadable("its encoding is UTF-16 or UTF-32; save it as UTF-8")
    if b"\0" in data:
        raise _Unreadable("it is binary, not plain text")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _Unreadable("its encoding is not UTF-8; save it as UTF-8", line) from None
    if len(_CONTROL.findall(text[:100_000])) * 20 > min(len(text), 100_000):
        raise _Unreadable("it is binary, not plain text")
    if not text.strip():
        raise _Unreadable("it is empty")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _front_matter(text: str) -> tuple[str, dict[str, str]]:
    """Part the text from the front matter that it may begin with, YAML between lines of three dashes."""
    opening = _FENCE.match(text)
    if opening is None:
        return text, {}
    closing = _FENCE_END.search(text, opening.end())
    if closing is None or closing.start() > _FRONT_MATTER_LIMIT:
        raise _Unreadable("its front matter is opened by --- but not closed by another", 1)
    try:
        # With this loader every value stays the words that were written (no number, date or yes/no); nothing is run.
        values = yaml.load(text[opening.end() : closing.start()], Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else None
        raise _Unreadable(f"its front matter is no valid YAML ({error.problem or error.context})", line) from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise _Unreadable("its front matter is no valid YAML", 1) from None
    if values is None or values == "":
        values = {}
    if not isinstance(values, dict):
        raise _Unreadable("its front matter is no list of keys with values", 1)
    return text[closing.end() :], _strings(values, _FIELDS, "front matter")


def _strings(values: dict[object, object], keys: Sequence[str], where: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for key in keys:
        value = values.get(key)
        if value is None:
            continue
        if key == "author" and isinstance(value, list) and all(isinstance(name, str) for name in value):
            value = ", ".join(value)
        if key == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            raise _Unreadable(f'"{key}" in its {where} must be text but is {_KINDS.get(type(value), "something else")}')
        fields[key] = value
    return fields


def _load_lines(file: Path, name: str, now: dt.datetime) -> Iterator[Loaded]:
    number = 0
    try:
        with file.open("rb") as stream:
            while line := stream.readline(LIMIT + 1):
                number += 1
                if number == 1:
                    if line.startswith(_OTHER_UNICODE):
                        yield Refused(file, None, "its encoding is UTF-16 or UTF-32; save it as UTF-8")
                        return
                    line = line.removeprefix(b"\xef\xbb\xbf")
                if len(line) > LIMIT and not line.endswith(b"\n"):
                    size = len(line)
                    while (rest := stream.readline(LIMIT)) and not rest.endswith(b"\n"):
                        size += len(rest)
                    yield Refused(file, number, _too_large(size + len(rest), "line"))
                elif line.strip():
                    yield _load_line(file, name, number, line, now)
    except OSError as error:
        yield Refused(file, None, f"it can't be read on ({error.strerror or error})")
        return
    if number == 0:
        yield Refused(file, None, "it is empty")


def _load_line(file: Path, name: str, number: int, line: bytes, now: dt.datetime) -> Loaded:
    try:
        values = json.loads(line.decode("utf-8"))
        if not isinstance(values, dict):
            raise _Unreadable("it is no JSON object")
        if "text" not in values:
            raise _Unreadable('it has no "text"')
        text = values["text"]
        if not isinstance(text, str):
            raise _Unreadable(f'"text" must be text but is {_KINDS.get(type(text), "null")}')
        return make_article(text, _strings(values, ("id", *_FIELDS), "object"), now, f"{name}, line {number}")
    except UnicodeDecodeError:
        reason = "its encoding is not UTF-8"
    except json.JSONDecodeError as error:
        reason = f"it is no valid JSON ({error.msg}, column {error.colno})"
    except RecursionError:
        reason = "it is no JSON that can be read: nested too deeply"
    except _Unreadable as problem:
        reason = problem.reason
    except ValueError as problem:
        reason = str(problem)
    return Refused(file, number, reason)


def _title(text: str) -> str:
    """Return the first sentence that has a letter, cut at a word's end where it is long."""
    sentences = analyse(text[:4000]).sentences
    best = ""
    for start, end in sentences:
        best = " ".join(text[start:end].split()).lstrip("#*>= ")
        if any(char.isalpha() for char in best):
            break
    if len(best) <= TITLE_LENGTH:
        return best
    cut = best[: TITLE_LENGTH - 1]
    if best[TITLE_LENGTH - 1] != " " and " " in cut.strip():
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" ,;:-–—(“\"'‘") + "…"


def _shown(value: str) -> str:
    value = "".join(char if char.isprintable() else "\ufffd" for char in value)
    return f"“{value[:60]}…”" if len(value) > 60 else f"“{value}”"
