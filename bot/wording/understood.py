"""What a question was taken for, and what else it may have meant, where its words leave that open."""

from __future__ import annotations

import datetime as dt

from bot.question import Question
from bot.wording.phrases import day
from bot.wording.reply import Choice, Line, Part, Reply

_TAKEN = {
    "who": "a question about a person",
    "quote": "a question about somebody’s words",
    "tariff": "a question about tariffs",
    "changes": "a question about moves of tariffs",
    "brief": "a topic to brief you on",
    "search": "words to search for",
}
_OFFERS = {"who": "Who is", "quote": "Words of", "tariff": "Tariffs:", "brief": "Brief me on", "search": "Search"}
_COMMANDS = {"who": "who", "quote": "quotes", "tariff": "tariff", "brief": "brief", "search": "search"}
_MOST = 2
_LONGEST = 60


def offer_others(reply: Reply, question: Question, *, nothing: bool) -> Reply:
    """Add to ``reply`` what the question was taken for, and its two nearest other readings to choose from.

    Where ``nothing`` was found by the first reading, the others are named in the text as well. A second question asked
    in the same breath is named and offered.
    """
    if question.second is not None and (more := _choice(question.second)) is not None:
        also = Line("note", (Part(f"You also asked: {more.label}."),))
        reply = reply._replace(lines=(*reply.lines, also), choices=(*reply.choices, more))
    taken = _TAKEN.get(question.kind)
    choices = tuple(choice for other in question.alternatives[:_MOST] if (choice := _choice(other)) is not None)
    if taken is None or not choices:
        return reply
    others = f" It may also be: {'; '.join(choice.label for choice in choices)}." if nothing else ""
    doubt = "" if nothing or question.kind != "search" else "; these sentences may not answer it"
    note = Line("note", (Part(f"Taken for {taken}{doubt}.{others}"),))
    return reply._replace(lines=(*reply.lines, note), choices=(*reply.choices, *choices))


def in_time(reply: Reply, question: Question, *, nothing: bool = False) -> Reply:
    """Keep the time that was asked for in what leads to more of a brief or of quotations.

    Where ``nothing`` was found it is said which articles were looked at: others may well speak of it.
    """
    since, until = question.since, question.until
    if (since is None and until is None) or question.kind not in {"brief", "quote"}:
        return reply
    if nothing:
        first = f" from {day(since)} on" if since is not None else ""
        last = f" up to {day(until - dt.timedelta(microseconds=1))}" if until is not None else ""
        note = Line("note", (Part(f"Only articles{first}{last} were looked at."),))
        reply = reply._replace(lines=(*reply.lines[:1], note, *reply.lines[1:]))
    times = f" since:{since.isoformat()}" if since is not None else ""
    times += f" until:{until.isoformat()}" if until is not None else ""
    return reply._replace(
        choices=tuple(
            choice._replace(command=f"{choice.command.partition(' since:')[0]}{times}", target="")
            if choice.page > 0 and choice.kind == question.kind
            else choice
            for choice in reply.choices
        )
    )


def _choice(other: Question) -> Choice | None:
    words = " ".join((other.subject or other.words or other.about or "").split())
    offer, command = _OFFERS.get(other.kind), _COMMANDS.get(other.kind)
    if not words or offer is None or command is None:
        return None
    short = words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return Choice(f"{offer} {short}", f"/{command} {words}", other.kind, words)
