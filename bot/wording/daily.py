"""Wording of the daily post."""

from __future__ import annotations

import datetime as dt

from bot.answers.values import Brief
from bot.wording.news import word_brief
from bot.wording.phrases import day
from bot.wording.reply import Line, Part, Reply

# A post this much after its time says so.
LATE = dt.timedelta(minutes=15)


def marker_of(date: dt.date) -> str:
    """Return the words by which a day's post is known again in its channel; they stand in its footer."""
    return f"Daily briefing, {day(date)}"


def word_daily(
    answer: Brief | None, topic: str | None, since: dt.datetime, now: dt.datetime, due: dt.datetime | None
) -> Reply:
    """Word a day's post: what is new since the last one, or one line that nothing is."""
    late: tuple[Line, ...] = ()
    if due is not None and now - due > LATE:
        late = (Line("note", (Part(f"Due at {due:%H:%M} UTC; posted late after an outage."),)),)
    title = f"Daily briefing: {topic}" if topic else "Daily briefing"
    if answer is not None and answer.fresh and answer.items:
        reply = word_brief(answer, now)
        return reply._replace(title=title, lines=(*reply.lines, *late), choices=(), page=0, pages=1)
    about = f" on “{topic}”" if topic else ""
    nothing = Line("text", (Part(f"No new articles{about} since {day(since)}."),))
    return Reply(title, (nothing, *late))
