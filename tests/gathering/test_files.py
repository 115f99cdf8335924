"""Articles from files: what is taken as it stands, what is derived, and what is refused with a reason."""

from __future__ import annotations

import datetime as dt
import json
import os
import string
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.gathering import files
from bot.gathering.files import Refused, load, make_article
from storage.records import Article

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
SEED = Path(__file__).parents[2] / "seeds" / "india-us-2026-01-13.txt"


def articles(*paths: Path) -> list[Article]:
    found = list(load(paths, NOW))
    assert [str(item) for item in found if isinstance(item, Refused)] == []
    return [item for item in found if isinstance(item, Article)]


def refusal(path: Path) -> Refused:
    [item] = load([path], NOW)
    assert isinstance(item, Refused), item
    return item


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_seed_gets_its_date_title_and_language_from_its_text() -> None:
    [seed] = articles(SEED)
    assert seed.text == SEED.read_text(encoding="utf-8")
    assert seed.published == dt.datetime(2026, 1, 13, tzinfo=dt.UTC)
    assert seed.published_day_only
    assert seed.title.startswith("New Delhi: External Affairs Minister S Jaishankar on Tuesday (Jan 13) said")
    assert len(seed.title) <= files.TITLE_LENGTH
    assert seed.language == "en"
    assert seed.derived == {"published", "title", "language", "id"}
    assert (seed.source, seed.url, seed.author) == (None, None, None)
    assert seed.origin == "india-us-2026-01-13.txt"


def test_file_times_are_never_used(tmp_path: Path) -> None:
    one = write(tmp_path / "a.txt", SEED.read_bytes())
    os.utime(one, (0, 0))
    assert articles(one)[0].published == dt.datetime(2026, 1, 13, tzinfo=dt.UTC)
    assert articles(write(tmp_path / "b.txt", "Ministers met in Oslo."))[0].published is None


def test_front_matter_is_taken_and_left_out_of_the_text(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.md",
        "\ufeff---\r\ntitle: No\r\npublished: 2026-03-01T08:30+05:30\r\nsource: Penang Post\r\n"
        "url: HTTPS://News.Example:443/a?utm_source=x&b=1#top\r\nauthor: [Lim Mei, Ann O'Hara]\r\nmood: sour\r\n---\r\n"
        "\r\nPort workers struck.\r\nShips waited.\r\n",
    )
    [article] = articles(path)
    assert article.text == "\nPort workers struck.\nShips waited.\n"
    assert article.title == "No"
    assert article.published == dt.datetime(2026, 3, 1, 3, 0, tzinfo=dt.UTC)
    assert not article.published_day_only
    assert article.id == "https://news.example/a?b=1"
    assert article.url == "HTTPS://News.Example:443/a?utm_source=x&b=1#top"
    assert article.author == "Lim Mei, Ann O'Hara"
    assert article.derived == {"language"}


@pytest.mark.parametrize(
    ("published", "expected", "day_only"),
    [
        ("2026-03-01", "2026-03-01T00:00", True),
        ("1 March 2026", "2026-03-01T00:00", True),
        ("Sunday, Mar. 1, 2026", "2026-03-01T00:00", True),
        ("2026-03-01 10:00", "2026-03-01T10:00", False),
        ("2026-03-01T10:00:00Z", "2026-03-01T10:00", False),
        ("2026-03-01 10:00 -0500", "2026-03-01T15:00", False),
        ("Sun, 01 Mar 2026 10:00:00 +0800", "2026-03-01T02:00", False),
        ("Sun, 01 Mar 2026 10:00:00 GMT", "2026-03-01T10:00", False),
    ],
)
def test_dates_that_are_read(published: str, expected: str, day_only: bool) -> None:
    article = make_article("Words.", {"published": published}, NOW, None)
    assert article.published == dt.datetime.fromisoformat(expected + "+00:00")
    assert article.published_day_only is day_only


@pytest.mark.parametrize(
    "published",
    ["01/02/2026", "yesterday", "2026-13-01", "2026", "0001-01-01T00:00+05:00", "Sun, 01 Mar 2026 10:00 IST"],
)
def test_dates_that_are_refused_rather_than_guessed(published: str) -> None:
    with pytest.raises(ValueError, match="date of publication"):
        make_article("Words.", {"published": published}, NOW, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The weekday fits in 2020 and 2026; the latest date in the text rules the first out.
        ("The bank said on Tuesday (Jan 13) it acted. Rates rose on August 1, 2025.", "2026-01-13"),
        ("The bank said on Friday, 13 March it acted. Rates rose in May 2019.", "2020-03-13"),
        (
            "The bank said on Tuesday (Jan 14) it acted. Rates rose on August 1, 2025.",
            None,
        ),  # fits no year until the clock
        ("The bank said on Wednesday (Dec 23) it acted.", None),  # this year it is after the clock
        ("The bank said on Tuesday (Jan 13) it acted. He was born in 1961.", "2026-01-13"),
        ("Jan 13 was busy. The plan began on August 1, 2025.", None),
        ("The bank will meet next on Friday (Nov 20).", None),
        ("Published: 3 May 2024\nThe bank acted.", "2024-05-03"),
        ("PORT LOUIS, May 3, 2024 (Wire) — The bank acted.", "2024-05-03"),
        ("PORT LOUIS, May 3, 2027 (Wire) — The bank acted.", None),
    ],
)
def test_dates_from_the_text(text: str, expected: str | None) -> None:
    article = make_article(text, {}, NOW, None)
    assert (article.published and article.published.date().isoformat()) == expected
    assert ("published" in article.derived) == (expected is not None)


def test_lines_of_json(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": 7, "text": "One\r\ntwo.", "title": "T", "published": "2026-01-02", "extra": [1]}),
        "",
        json.dumps({"text": "Half \ud83d and nul \0."}),
        '{"text": "U+2028 in\u2028a line"}',
        "{broken",
        json.dumps({"title": "no text"}),
        json.dumps({"text": 5}),
        json.dumps({"text": " \n"}),
        json.dumps({"text": "a", "published": 20260101}),
        json.dumps({"text": "a", "url": "javascript:alert(1)"}),
        "[" * 100_000,
        "[1]",
    ]
    path = write(tmp_path / "news.jsonl", "\ufeff" + "\n".join(lines))
    found = list(load([path], NOW))
    good = [item for item in found if isinstance(item, Article)]
    assert [item.text for item in good] == ["One\r\ntwo.", "Half \ufffd and nul \ufffd.", "U+2028 in\u2028a line"]
    assert good[0].id == "7"
    assert good[0].origin == "news.jsonl, line 1"
    assert [item.line for item in found if isinstance(item, Refused)] == [5, 6, 7, 8, 9, 10, 11, 12]
    for item in good:
        item.text.encode()


def test_one_bad_byte_refuses_its_line_alone(tmp_path: Path) -> None:
    path = write(tmp_path / "n.jsonl", b'{"text": "a b"}\n{"text": "\xff"}\n{"text": "c d"}')
    assert [type(item) for item in load([path], NOW)] == [Article, Refused, Article]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0", "binary"),
        (b"%PDF-1.7 all of it in ASCII", "PDF"),
        ("Grüße aus Köln".encode("latin-1"), "UTF-8"),
        ("Grüße".encode("utf-16"), "UTF-16"),
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"---\ntitle: a\n---\n", "no text"),
        (b"---\ntitle: [a\n---\nWords.", "YAML"),
        (b"---\ntitle: a\nWords without an end of the front matter.", "not closed"),
        (b"---\n- a\n- b\n---\nWords.", "front matter"),
        (b"---\ntitle: {a: b}\n---\nWords.", '"title"'),
        (b"---\n" + b"[" * 9000 + b"\n---\nWords.", "front matter"),
        (b"---\npublished: soon\n---\nWords.", "date"),
    ],
)
def test_what_is_refused_is_named_with_its_reason(tmp_path: Path, content: bytes, words: str) -> None:
    refused = refusal(write(tmp_path / "a.txt", content))
    assert words in refused.reason
    assert "a.txt" in str(refused)
    assert "\n" not in str(refused)


def test_too_large_missing_and_special_files(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as stream:
        stream.truncate(50_000_000)
    assert "50.0 MB" in refusal(large).reason
    assert "10 MB" in refusal(large).reason
    assert "no such file" in refusal(tmp_path / "none.txt").reason
    os.mkfifo(tmp_path / "pipe.txt")
    assert "ordinary" in refusal(tmp_path / "pipe.txt").reason
    line = write(tmp_path / "a.jsonl", b'{"text": "' + b"x" * 10_000_001 + b'"}\n{"text": "ok"}\n')
    first, second = load([line], NOW)
    assert isinstance(first, Refused)
    assert first.line == 1
    assert isinstance(second, Article)


def test_folders_are_walked_in_order_without_loops(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/c.MARKDOWN", ".hidden.txt", ".git/x.txt", "a/notes.html", "a/y.jsonl"):
        write(tmp_path / name, '{"text": "Words of it."}' if name.endswith("jsonl") else f"Words of {name}.")
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found = list(load([tmp_path], NOW))
    names = [item.origin if isinstance(item, Article) else item.path.name for item in found]
    assert names == ["a/c.MARKDOWN", "a/y.jsonl, line 1", "a/z.md", "b.txt", "dangling.txt", "self.txt"]
    assert articles(tmp_path / "a" / "notes.html")[0].text == "Words of a/notes.html."


def test_name_that_is_no_unicode(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    try:
        path.write_text("Words.")
    except OSError:
        pytest.skip("this file system knows Unicode names only")
    [article] = articles(path)
    assert article.origin == "\ufffd.txt"
    path.write_bytes(b"")
    str(refusal(path)).encode()


def test_same_words_are_one_article_whatever_the_line_ends(tmp_path: Path) -> None:
    one, two, other = articles(
        write(tmp_path / "a.txt", "One.\nTwo."),
        write(tmp_path / "b.txt", "One.\r\nTwo.\r\n"),
        write(tmp_path / "c.txt", "One."),
    )
    assert one.id == two.id != other.id


def test_title_is_the_first_sentence_with_letters() -> None:
    assert make_article("***\n# Port *shut*\nMore.", {}, NOW, None).title == "Port *shut*"
    assert make_article("Dr. Lim spoke. He left.", {}, NOW, None).title == "Dr. Lim spoke."
    title = make_article("word " * 60, {}, NOW, None).title
    assert title.endswith("word…")
    assert len(title) <= files.TITLE_LENGTH


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Rubio meets Jaishankar", "en"),
        ("Kuala Lumpur", "en"),
        ("", "en"),
        ("La ministra dijo que los aranceles subirán mañana en todo el país, según un comunicado.", "es"),
        ("Der Minister sagte am Montag, dass die Zölle auf Waren aus Indien steigen werden.", "de"),
        ("Menteri itu berkata pada hari Isnin bahawa tarif akan dinaikkan bulan depan.", "ms"),
        ("日本の首相は月曜日に関税について語った。", "ja"),
        ("The minister quoted “la vie est belle, la vie est courte” and left for the talks with Paris.", "en"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert make_article(text or "1 2 3", {}, NOW, None).language == language


TEXTS = st.text(alphabet=st.characters(codec=None), max_size=300) | st.text(
    string.printable + "–“”’…\ud800\0", max_size=300
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TEXTS)
def test_any_text_is_an_article_of_the_same_length_or_refused(text: str) -> None:
    try:
        article = make_article(text, {}, NOW, None)
    except ValueError:
        assert not text.strip()
    else:
        assert len(article.text) == len(text)
        assert all(a == b or b == "\ufffd" for a, b in zip(text, article.text, strict=True))
        article.text.encode()
        article.title.encode()
        assert article.published is None or article.published <= NOW


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(
    st.binary(max_size=200)
    | st.binary(max_size=100).map(b"---\n".__add__)
    | TEXTS.map(lambda t: t.encode("utf-8", "ignore"))
)
def test_any_bytes_are_articles_or_refused(tmp_path: Path, data: bytes) -> None:
    for name in ("a.txt", "a.jsonl"):
        for item in load([write(tmp_path / name, data)], NOW):
            str(item).encode()


@given(TEXTS)
def test_any_stated_field_is_read_or_refused(value: str) -> None:
    for key in ("published", "url", "id", "title", "source", "author"):
        try:
            article = make_article("Words.", {key: value}, NOW, None)
        except ValueError:
            assert key in {"published", "url"}
        else:
            assert article.id
            assert article.title
