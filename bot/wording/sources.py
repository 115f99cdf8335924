"""Wording of where an answer comes from."""

from __future__ import annotations

from bot.answers.values import SourceView
from bot.wording.reply import Part, Reply
from bot.wording.writer import Writer


def word_view(answer: SourceView, page: int = 0) -> Reply:
    """Show one sentence among its neighbours; the sentence itself comes first when not all may be shown."""
    pages = len(answer.places)
    place = answer.places[min(page, pages - 1)]
    writer = Writer("Source", answer.sources)
    sentence = writer.excerpt(place.sentence)
    before, after = (writer.excerpt(each) if each is not None else None for each in (place.before, place.after))
    parts: list[Part] = []
    for part, style in ((before, "article"), (sentence, "match"), (after, "article")):
        if part is not None:
            parts.extend([Part(" ")] if parts else [])
            parts.append(Part(part.text, "match" if style == "match" else "article"))
    writer.line("text", *parts, rests_on=(place.sentence,))
    return writer.reply(min(page, pages - 1), pages)
