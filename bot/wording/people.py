"""Wording of profiles and quotations."""

from __future__ import annotations

import datetime as dt

from bot.answers.values import NamedRole, Profile, QuoteList
from bot.wording.phrases import age, counted, day, joined
from bot.wording.reply import Choice, Part, Reply
from bot.wording.writer import Writer

QUOTES_A_PAGE = 4
# Roles, titles of stories and sources take words too: the third quotation stands on the first page only where all three
# are short and on one story, the others behind "More".
PROFILE_QUOTES = 3
FIRST_WORDS = 70
# So that what was asked for stands at the top of the message and an answer stays near 120 words.
QUOTE_WORDS = 30
MENTION_WORDS = 40


def word_profile(profile: Profile, now: dt.datetime, page: int = 0) -> Reply:
    """Word a profile: first roles and the newest words, then more words, last what others say."""
    first = _on_first(profile)
    rest = max(0, len(profile.quotes) - first)
    pages = 1 + -(-rest // PROFILE_QUOTES) + (1 if _has_last_page(profile) else 0)
    page = min(page, pages - 1)
    writer = Writer(profile.name, profile.sources)
    if page == 0:
        _first_page(writer, profile, now, first)
    elif page == pages - 1 and _has_last_page(profile):
        _last_page(writer, profile)
    else:
        start = first + PROFILE_QUOTES * (page - 1)
        writer.line("section", Part(f"More words of {profile.name}"))
        _own_words(writer, profile, start, QUOTE_WORDS * 2, PROFILE_QUOTES)
        if profile.more_quotes and start + PROFILE_QUOTES >= len(profile.quotes):
            writer.line("note", f"{counted(profile.more_quotes, 'more quotation')} beyond these.")
    if page + 1 < pages:
        writer.choice(Choice("More", f"/who {profile.name}", "who", profile.person, page + 1))
    return writer.reply(page, pages)


def _has_last_page(profile: Profile) -> bool:
    return bool(profile.said_of or profile.company or (profile.quotes and (profile.reported or profile.mentions)))


def _on_first(profile: Profile) -> int:
    """Return how many quotations the first page has: three that are short and on one story, else two."""
    shown = profile.quotes[:PROFILE_QUOTES]
    words = sum(min(QUOTE_WORDS, sum(len(piece.text.split()) for piece in each.pieces)) for each in shown)
    one_story = len(set(profile.subjects[:PROFILE_QUOTES])) == 1
    return PROFILE_QUOTES if one_story and words <= FIRST_WORDS else PROFILE_QUOTES - 1


def _first_page(writer: Writer, profile: Profile, now: dt.datetime, quotes: int) -> None:
    for role in profile.roles[:3]:
        _role(writer, role)
    if not profile.roles:
        writer.line("text", "The articles name no role.")
        if profile.quotes:  # else the sentences that name them stand below
            _mentions(writer, profile, 1)
    _own_words(writer, profile, 0, QUOTE_WORDS, quotes)
    if not profile.quotes:
        writer.line("text", f"{profile.name} is not quoted in the articles.")
        for words in profile.reported[:2]:
            writer.quotation(words, QUOTE_WORDS)
        if not profile.reported:
            _mentions(writer, profile, 2)
    if profile.newest is not None:
        newest = f"newest {day(profile.newest)}, {age(profile.newest, now)}"
        writer.line("note", f"Named in {counted(profile.articles, 'article')}, {newest}.")


def _own_words(writer: Writer, profile: Profile, start: int, most: int, quotes: int) -> None:
    """Add a page of quotations; where they are on several stories, each story's under its title."""
    titled = [writer.source(each).title for each in profile.subjects if "title" not in writer.source(each).derived]
    apart = bool(titled) and len(set(profile.subjects)) > 1
    last: str | None = None
    untitled = True  # nothing stands above by a title that what has none must be parted from
    stop = start + quotes
    for words, subject in zip(profile.quotes[start:stop], profile.subjects[start:stop], strict=True):
        source = writer.source(subject)
        if apart and subject != last:
            if "title" not in source.derived:
                writer.line("section", Part(source.title, "title"))
                untitled = False
            elif not untitled:
                writer.line("section", Part("Elsewhere"))
                untitled = True
            last = subject
        writer.quotation(words, most, say_who=False)


def _role(writer: Writer, role: NamedRole) -> None:
    as_of = f" (as of {day(role.published)}" if role.published else " (undated"
    if role.later is None:
        writer.line("text", Part(role.text, "article"), f"{as_of})", rests_on=(role.article,))
        return
    when = f" on {day(role.later.published)})" if role.later.published else ", undated)"
    parts = (Part(role.text, "article"), f"{as_of}; “", Part(role.later.text, "article"), f"”{when}")
    writer.line("text", *parts, rests_on=(role.article, role.later.article))


def _mentions(writer: Writer, profile: Profile, most: int) -> None:
    for passage in profile.mentions[:most]:
        part = writer.excerpt(passage, MENTION_WORDS)
        if part is not None:
            writer.line("item", part, rests_on=(passage,))


def _last_page(writer: Writer, profile: Profile) -> None:
    if profile.quotes and profile.reported:
        writer.line("section", Part("As others report it"))
        for words in profile.reported[:3]:
            writer.quotation(words, QUOTE_WORDS)
    if profile.said_of:
        writer.line("section", Part(f"What others say of {profile.name}"))
        for words in profile.said_of[:3]:
            writer.quotation(words, QUOTE_WORDS)
    if profile.quotes and profile.mentions:
        writer.line("section", Part("In the articles"))
        _mentions(writer, profile, 2)
    if profile.company:
        writer.line("text", f"Named together with, latest first: {joined(profile.company[:4])}.")


def word_quotes(answer: QuoteList, now: dt.datetime, page: int = 0) -> Reply:
    """Word a list of quotations."""
    # Words that nobody is quoted with are not said again: a heading would lend them to whoever was asked about.
    about = f" on “{answer.about}”" if answer.about and not (answer.other_words or answer.beside) else ""
    if answer.asked_words is not None:
        title = "Quoted, but not quite in these words" if answer.nearly else "Who said it"
    elif answer.speaker:
        title = f"{answer.speaker}{about}"
    else:
        title = f"Quotations{about}"
    pages = max(1, -(-len(answer.quotes) // QUOTES_A_PAGE))
    page = min(page, pages - 1)
    writer = Writer(title, answer.sources)
    if answer.other_words and page == 0:
        writer.line("text", "Nobody is quoted with those words. Quoted on it:")
    elif answer.beside and page == 0:
        writer.line("text", f"No words quoted name “{answer.about}”; these stand beside it in the articles:")
    start = page * QUOTES_A_PAGE
    for words in answer.quotes[start : start + QUOTES_A_PAGE]:
        writer.quotation(words, QUOTE_WORDS if answer.asked_words is None else QUOTE_WORDS * 2)
    if page + 1 < pages:
        command = f"/quotes {answer.speaker or ''}{f' about:{answer.about}' if answer.about else ''}"
        writer.choice(Choice("More", command, "quote", "", page + 1))
    if answer.more and page + 1 == pages:
        writer.line("note", f"{counted(answer.more, 'more quotation')} beyond these.")
    if answer.newest is not None and page == 0:
        writer.line("note", f"Newest of these: {day(answer.newest)}, {age(answer.newest, now)}.")
    return writer.reply(page, pages)
