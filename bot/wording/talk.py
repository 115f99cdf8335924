"""Wording of everything that is no finding: help, a question back, nothing found, a plain sentence."""

from __future__ import annotations

import datetime as dt

from bot.answers.values import Candidate, Help, NothingFound, Said, Tie
from bot.wording.phrases import age, counted, day, joined
from bot.wording.rates import prose
from bot.wording.reply import Choice, Line, Part, Reply

MOST_CANDIDATES = 12


def command_for(asked: str, candidate: Candidate) -> str:
    """Return the typed command that asks for this candidate."""
    if candidate.kind == "country":
        return f"/tariff {candidate.name}"
    return f"/quotes {candidate.name}" if asked == "quote" else f"/who {candidate.name}"


def word_tie(answer: Tie) -> Reply:
    """Ask back which of several is meant, each told apart by role."""
    lines = [Line("text", (Part(f"“{answer.typed}” fits {counted(len(answer.candidates), 'name')}. Which one?"),))]
    for each in answer.candidates[:MOST_CANDIDATES]:
        role = (Part(", "), Part(each.role, "article")) if each.role else ()
        lines.append(Line("item", (Part(each.name, "strong"), *role)))
    kind = "tariff" if answer.asked == "changes" else answer.asked
    choices = tuple(
        Choice(each.name, command_for(answer.asked, each), kind, each.id)
        for each in answer.candidates[:MOST_CANDIDATES]
    )
    return Reply("Which one?", tuple(lines), choices=choices)


def word_nothing(answer: NothingFound, now: dt.datetime) -> Reply:
    """Say that the articles hold nothing, with the nearest names."""
    lines = [Line("text", (Part(_nothing(answer)),))]
    if answer.nearest:
        names = joined([each.name for each in answer.nearest], "or" if answer.near else "and")
        # Countries are known by name whether an article names them or not.
        known = any(each.kind == "country" for each in answer.nearest)
        lead = "Nearest names that I know" if known else "Nearest names in the articles"
        if not answer.near:
            lead = (
                "The articles do state tariffs for"
                if answer.asked in {"tariff", "changes"}
                else "The articles do speak of"
            )
        lines.append(Line("note", (Part(f"{lead}: {names}."),)))
    if answer.newest is not None:
        state = f"{counted(answer.articles, 'article')}, newest {day(answer.newest)}, {age(answer.newest, now)}"
        lines.append(Line("note", (Part(f"The store holds {state}."),)))
    elif not answer.articles:
        lines.append(Line("note", (Part("The store holds no articles yet."),)))
    choices = tuple(
        Choice(
            each.name, command_for(answer.asked, each), "tariff" if each.kind == "country" else answer.asked, each.id
        )
        for each in answer.nearest
    )
    if answer.asked == "quote" and answer.subject and answer.about:  # what else they are quoted with
        choices = (
            Choice(f"All words of {answer.subject}", f"/quotes {answer.subject}", "quote", answer.subject),
            *choices,
        )
    return Reply("Nothing in the articles", tuple(lines), choices=choices)


# More than this is no topic: words that somebody is said to have said, which an answer doesn't say again.
_TOPIC_WORDS = 4


def _nothing(answer: NothingFound) -> str:
    subject = answer.subject
    about = f" about “{answer.about}”" if answer.about else ""
    if answer.asked == "quote" and subject and len((answer.about or "").split()) > _TOPIC_WORDS:
        return f"The articles quote no such words of {subject}’s."
    if answer.asked == "quote" and subject:
        return f"The articles quote no words of {subject}’s{about}."
    if answer.remembered:
        return "Nothing in the articles: nobody is quoted with these words."
    if answer.asked == "quote" and answer.typed and answer.typed != answer.about:
        topic = about if len((answer.about or "").split()) <= _TOPIC_WORDS else ""
        return f"Nothing in the articles by “{_short(answer.typed)}”{topic}."
    if answer.asked == "quote":
        return f"Nobody is quoted{about} in the articles."
    if answer.asked == "tariff" and answer.as_of is not None:
        return _before_the_first(answer, answer.as_of)
    if answer.asked == "changes" and (subject or answer.typed == "tariffs"):
        return f"The articles tell of no move in tariffs{f' of {prose(subject)} or on its goods' if subject else ''}."
    if answer.asked == "tariff" and subject:
        return f"Nothing in the articles about tariffs on goods from {prose(subject)}, or charged by it{about}."
    if answer.asked in {"tariff", "changes"}:
        return f"“{_short(answer.typed)}” is no country that I know, so there is nothing to look up."
    return f"Nothing in the articles on “{_short(answer.typed)}”{about}."


def _before_the_first(answer: NothingFound, as_of: dt.date) -> str:
    place = prose(answer.subject or "")
    nothing = f"No article here up to {day(as_of)} tells of tariffs on goods from {place}, or charged by it"
    return f"{nothing}; the first one that does is of {day(answer.first)}." if answer.first else f"{nothing}."


def _short(text: str, most: int = 80) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"


def word_said(answer: Said) -> Reply:
    """A plain sentence."""
    return Reply("", (Line("text", (Part(answer.text),)),))


ACCURACY = (
    "Quotations: about 3 in 100 direct ones that I give a speaker go to the wrong one, of all words in marks about 4 "
    "(measured on 595 US political articles of 2016); where I am not sure I say “speaker not identified”.",
    "People: in articles of a new kind 88 in 100 names were right as I wrote them, and I found 80 in 100.",
    "Tariffs: of 100 rates I show of articles new to me about 85 are right: read the sentence beside each.",
    "Questions: asked for what no article tells, I showed sentences that don’t answer it one time in three.",
    "I read English only; other languages are kept and searched.",
    "I can’t judge whether what an article says is true, and I know nothing that isn’t in the store.",
)


def word_help(answer: Help) -> Reply:
    """Say how to ask, with names that the store really holds."""
    if answer.topic == "accuracy":
        return Reply("How far to trust it", tuple(Line("item", (Part(sentence),)) for sentence in ACCURACY))
    person = answer.people[0] if answer.people else "a name"
    place = answer.places[0] if answer.places else "India"
    rows = (
        ("/brief [topic] [since]", "what is new, or new on a topic"),
        ("/who person", f"who someone is and what they said: /who {person}"),
        (
            "/tariff country [partner] [product] [as_of] [direction]",
            f"which tariffs the articles state: /tariff {place}",
        ),
        ("/changes [since] [country]", "how tariffs moved: /changes last 7 days"),
        ("/quotes [speaker] [about]", f"who said what: /quotes {person}"),
        ("/search words", "sentences with these words"),
        ("/sources", "where the articles come from"),
        ("/help accuracy", "how often the reader is wrong"),
    )
    lines = tuple(Line("item", (Part(command, "strong"), Part(f": {meaning}"))) for command, meaning in rows)
    plain = Line("note", (Part(f"Plain words work as well: “what did {person} say?”"),))
    return Reply("What you can ask", (*lines, plain))
