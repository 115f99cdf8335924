"""Wording of briefs, search results and the list of sources."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from bot.answers.values import Brief, BriefItem, Passage, SearchResult, SourceList
from bot.wording.excerpts import SENTENCE_WORDS
from bot.wording.phrases import age, counted, day, joined, language_name
from bot.wording.reply import Choice, Part, Reply
from bot.wording.writer import Writer

ITEMS_A_PAGE = 4
LONE_STORY_SENTENCES = 3
_GAP = 8  # code points, fewer than a sentence has


def word_brief(brief: Brief, now: dt.datetime, page: int = 0) -> Reply:
    """Word a brief: what is new, or that nothing is and since when, then the newest stories."""
    pages = max(1, -(-len(brief.items) // ITEMS_A_PAGE))
    page = min(page, pages - 1)
    writer = Writer(f"Briefing: {brief.topic}" if brief.topic else "Briefing", brief.sources)
    if page == 0:
        _opening(writer, brief, now)
    shown = brief.items[page * ITEMS_A_PAGE : (page + 1) * ITEMS_A_PAGE]
    for item in shown:
        _item(writer, item, LONE_STORY_SENTENCES if len(shown) == 1 else 1)
    if page + 1 < pages:
        writer.choice(Choice("More", f"/brief {brief.topic or ''}".strip(), "brief", brief.topic or "", page + 1))
    return writer.reply(page, pages)


def _item(writer: Writer, item: BriefItem, sentences: int) -> None:
    told = "title" not in writer.source(item.articles[0]).derived
    shown: set[str] = set()
    known = item.title if told else ""
    # A sentence cut in the middle may say something else; it is cut only where the story has nothing shorter and more
    # than this of its article may not be shown.
    tries: list[tuple[Passage, int | None, bool]] = [(each, SENTENCE_WORDS, True) for each in item.passages]
    tries += [
        (each, most, whole) for most, whole in ((None, True), (SENTENCE_WORDS, False)) for each in item.passages[:1]
    ]
    behind = {_place(each): before for before, each in pairwise(item.passages) if _goes_on(before, each)}
    for passage, most, whole in tries:
        if len(shown) == sentences or (shown and most is None) or (shown and not whole):
            break
        before = behind.get(_place(passage))
        if before is not None and _place(before) not in shown:
            continue
        part = writer.excerpt(passage, most, whole=whole)
        if part is None:
            continue
        head = (Part(item.title, "title"), Part(" — ")) if told and not shown else ()
        named = writer.named(passage, part, known)
        known += f" {passage.text} " + " ".join(each.name for each in passage.meant)
        writer.line("item" if head or sentences == 1 else "text", *head, *named, rests_on=(passage,))
        shown.add(_place(passage))
    if not item.passages:
        writer.line("item", Part(item.title, "title"), rests_on=item.articles[:1])
    others = len({*item.articles} - {key.rpartition(":")[0] for key in shown})
    if shown and others:
        writer.line("note", f"Also in {counted(others, 'other article')}.")


def _place(passage: Passage) -> str:
    return f"{passage.article}:{passage.start}"


def _goes_on(before: Passage, passage: Passage) -> bool:
    """Tell whether a passage stands right behind another one of its article, and may need it to be understood."""
    return before.article == passage.article and 0 <= passage.start - before.end < _GAP


def _opening(writer: Writer, brief: Brief, now: dt.datetime) -> None:
    number = sum(len(item.articles) for item in brief.items)
    if brief.until is not None and brief.since is not None:
        first, last = day(brief.since), day(brief.until - dt.timedelta(microseconds=1))
        span = f"of {first}" if first == last else f"from {first} to {last}"
        if brief.fresh:
            writer.line("text", f"{counted(number, 'article')} {span}.")
        else:
            writer.line("text", f"No article {span}; the newest is of {day(brief.newest)}.")
    elif brief.fresh:
        span = f"since {day(brief.since)}" if brief.since else "of all dates"
        writer.line("text", f"{counted(number, 'article')} {span}, newest {day(brief.newest)}.")
    elif brief.newest is not None:
        topic = f" on “{brief.topic}”" if brief.topic else ""
        writer.line("text", f"Nothing new{topic} since {day(brief.newest)}; that is {age(brief.newest, now)}.")
    else:
        writer.line("text", "No article here carries a date, so nothing can be called new.")


def word_search(result: SearchResult, now: dt.datetime, page: int = 0) -> Reply:
    """Word what a search found: the best sentences with the matched words strong."""
    pages = max(1, -(-len(result.hits) // ITEMS_A_PAGE))
    page = min(page, pages - 1)
    writer = Writer(f"Search: {result.words}", result.sources)
    if result.instead is not None:
        writer.line("note", f"Nothing for “{result.words}”; searched for “{result.instead}” instead.")
    for place, hit in enumerate(result.hits[page * ITEMS_A_PAGE : (page + 1) * ITEMS_A_PAGE]):
        most = (
            2 if place == 0 or len(result.hits) == 1 else 1
        )  # the first answers best; of others one sentence is enough
        for passage, bold, speaker in list(zip(hit.passages, hit.bold, hit.speakers, strict=True))[:most]:
            part = writer.excerpt(passage, SENTENCE_WORDS)
            if part is not None:
                said = (f" — {speaker}",) if speaker is not None and speaker not in passage.text else ()
                writer.line("item", *_bold(part, passage, bold), *said, rests_on=(passage,))
    if page + 1 < pages:
        writer.choice(Choice("More", f"/search {result.words}", "search", result.words, page + 1))
    if result.total > len(result.hits) and page + 1 == pages:
        writer.line("note", f"{counted(result.total, 'article')} match in all.")
    return writer.reply(page, pages)


def _bold(part: Part, passage: Passage, bold: tuple[tuple[int, int], ...]) -> tuple[Part, ...]:
    """Part an excerpt at the matched words. Where white space was folded the offsets are no longer its own."""
    shown = part.text.removesuffix(" …")
    if not passage.text.startswith(shown):
        return (part,)
    parts: list[Part] = []
    end = 0
    for start, stop in bold:
        if end <= start and stop <= len(shown):
            parts.extend((Part(part.text[end:start], part.style), Part(part.text[start:stop], "match")))
            end = stop
    parts.append(Part(part.text[end:], part.style))
    return tuple(each for each in parts if each.text)


def word_sources(answer: SourceList, now: dt.datetime) -> Reply:
    """Word the list of outlets."""
    writer = Writer("Sources", ())
    if not answer.total:
        writer.line("text", "The store holds no articles yet.")
        return writer.reply()
    newest = f", newest {day(answer.newest)}, {age(answer.newest, now)}" if answer.newest else ""
    writer.line("text", f"{counted(answer.total, 'article')}{newest}:")
    for outlet in answer.outlets[:15]:
        dated = f", newest {day(outlet.newest)}" if outlet.newest else ""
        writer.line("item", Part(outlet.name or "no outlet named", "article"), f": {outlet.articles:,}{dated}")
    if len(answer.outlets) > 15:
        writer.line("note", f"and {counted(len(answer.outlets) - 15, 'more outlet')}.")
    if answer.undated:
        writer.line("note", f"{counted(answer.undated, 'article')} without a date.")
    if answer.unread_languages:
        languages = joined([language_name(code) for code in answer.unread_languages])
        writer.line(
            "note", f"Kept and searched, but not read for people, quotations or tariffs: articles in {languages}."
        )
    return writer.reply()
