"""Typed commands ("/tariff India partner:US") and the one table of commands that all of the program goes by."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from bot.countries import code_of, fold, forms
from bot.dates import find_window, read_day, read_moment
from bot.matching.typos import nearest_word
from bot.question import Direction, Kind, Question
from bot.typed_options import split_options


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a command, with the sentence that explains it."""

    name: str
    description: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """A command as people see it. ``kind`` is None for one that exists in Discord alone."""

    name: str
    description: str
    example: str
    kind: Kind | None
    options: tuple[Option, ...] = ()

    @property
    def usage(self) -> str:
        """The command with its options, the optional ones in brackets: ``/brief [topic] [since]``."""
        options = (option.name if option.required else f"[{option.name}]" for option in self.options)
        return " ".join([f"/{self.name}", *options])


COMMANDS: tuple[Command, ...] = (
    Command(
        "brief",
        "What the articles report, on everything or on one topic, country or person",
        "/brief critical minerals",
        "brief",
        (
            Option("topic", "What it should be about; leave it out for all news"),
            Option("since", "From when on: yesterday, monday, last 3 days, 2026-01-13"),
        ),
    ),
    Command(
        "who",
        "Who somebody is, and what they said",
        "/who Rubio",
        "who",
        (
            Option(
                "person", "A name, a surname, a handle, or an office such as “trade minister of Norway”", required=True
            ),
        ),
    ),
    Command(
        "tariff",
        "Which tariffs the articles report for a country",
        "/tariff India",
        "tariff",
        (
            Option("country", "The country whose goods are charged, or that charges", required=True),
            Option("partner", "The other country"),
            Option("product", "One kind of goods, such as steel"),
            Option("as_of", "The day to look at, such as 2026-01-13"),
            Option("direction", "charged_on its goods, or charged_by it"),
        ),
    ),
    Command(
        "changes",
        "What moved in tariffs: threatened, announced, begun, raised, lowered, suspended, ended",
        "/changes last 7 days",
        "changes",
        (
            Option("since", "From when on: monday, last 7 days, 2026-01-13; the last 30 days if left out"),
            Option("country", "Only tariffs on its goods, or charged by it"),
        ),
    ),
    Command(
        "quotes",
        "What somebody said, word for word, or what was said about a topic",
        "/quotes Gor about:trade",
        "quote",
        (Option("speaker", "Who said it"), Option("about", "What it is about")),
    ),
    Command(
        "search",
        "Find sentences in the articles",
        "/search lithium refinery",
        "search",
        (
            Option(
                "words",
                "Words, a “phrase in quotation marks”, speaker:Gor, country:India, from:outlet, since:monday",
                required=True,
            ),
        ),
    ),
    Command("sources", "Which articles the answers rest on", "/sources", "sources"),
    Command(
        "help", "What can be asked, and how", "/help tariff", "help", (Option("topic", "A command, or “accuracy”"),)
    ),
    Command("daily", "The briefing that is posted every day", "/daily", None),
    Command("correct", "Report a mistake in an answer", "/correct", None),
)
_BY_NAME = {command.name: command for command in COMMANDS}
# Names under which people look for a command that has another one.
_SYNONYMS = {
    "quote": "quotes",
    "tariffs": "tariff",
    "duty": "tariff",
    "change": "changes",
    "moves": "changes",
    "briefing": "brief",
    "news": "brief",
    "whois": "who",
    "person": "who",
    "find": "search",
    "source": "sources",
    "commands": "help",
    "start": "help",
}
_DIRECTIONS: dict[str, Direction] = {
    "charged_on": "charged_on",
    "charged on": "charged_on",
    "on": "charged_on",
    "charged_by": "charged_by",
    "charged by": "charged_by",
    "by": "charged_by",
}
# Typed by the button for more: the time that was asked for in words. Not offered in Discord.
_TIMES = {"brief": ("since", "until"), "quotes": ("since", "until")}
_COMMAND = re.compile(r"\s*/\s?(\w[\w-]{0,40})?", re.ASCII)


def parse_command(text: str, now: dt.datetime, zone: dt.tzinfo) -> Question:
    """Return the question that a typed command asks. Never raises: what is wrong is said in ``problem``."""
    match = _COMMAND.match(text)
    name = (match.group(1) or "").lower() if match is not None else ""
    rest = text[match.end() :] if match is not None else text
    command = _BY_NAME.get(name) or _BY_NAME.get(_SYNONYMS.get(name, ""))
    if not name:
        return Question("help", text)
    if command is None:  # "/tarrif India": the heading of the answer shows what it was taken for
        command = _BY_NAME.get(nearest_word(name, _BY_NAME) or "")
    if command is None:
        return Question("help", text, problem=f"There is no command /{name}. /help lists what there is.")
    if command.kind is None:
        sentence = f"/{command.name} works in Discord only, where it is chosen from the list of commands."
        return Question("help", text, subject=command.name, problem=sentence)
    if rest and not rest[0].isspace():
        return Question(
            "help", text, problem=f"There is no command /{name}{rest.split()[0][:40]}. /help lists what there is."
        )
    options = tuple(option.name for option in command.options)
    values = split_options(rest, tuple(dict.fromkeys((*options, *_TIMES.get(command.name, ())))))
    question = _question(command, text, values, now, zone)
    missing = next((option for option in command.options if option.required and not values.get(option.name)), None)
    if missing is not None and question.problem is None:
        wanted = f"{missing.description[:1].lower()}{missing.description[1:]}"
        sentence = f"/{command.name} needs the option “{missing.name}”: {wanted}. For example {command.example}"
        return replace(question, problem=sentence)
    return question


def _question(command: Command, text: str, values: dict[str, str], now: dt.datetime, zone: dt.tzinfo) -> Question:
    if command.name == "brief":
        return _brief(text, values, now, zone)
    if command.name == "who":
        return Question("who", text, subject=values.get("person"))
    if command.name == "tariff":
        return _tariff(text, values, now, zone)
    if command.name == "changes":
        return _changes(text, values, now, zone)
    if command.name == "quotes":
        problem = None if values else f"/quotes needs a speaker or a topic. For example {command.example}"
        return Question(
            "quote",
            text,
            subject=values.get("speaker"),
            about=values.get("about"),
            since=read_moment(values.get("since", ""), now, zone),
            until=_until(values, now, zone),
            problem=problem,
        )
    if command.name == "search":
        return Question("search", text, words=values.get("words"))
    if command.name == "sources":
        return Question("sources", text)
    return Question("help", text, subject=values.get("topic"))


def _until(values: dict[str, str], now: dt.datetime, zone: dt.tzinfo) -> dt.datetime | None:
    return read_moment(values.get("until", ""), now, zone)


def _brief(text: str, values: dict[str, str], now: dt.datetime, zone: dt.tzinfo) -> Question:
    topic, typed = values.get("topic"), values.get("since")
    if typed is not None:
        since = read_moment(typed, now, zone)
        problem = _unread(typed) if since is None else None
        return Question("brief", text, subject=topic, since=since, until=_until(values, now, zone), problem=problem)
    if topic is not None and (window := find_window(topic, now, zone)) is not None and window.end == len(topic):
        # "/brief energy this week": the time stands at the end of the only option given.
        return Question(
            "brief", text, subject=topic[: window.start].strip() or None, since=window.since, until=window.until
        )
    return Question("brief", text, subject=topic)


def _tariff(text: str, values: dict[str, str], now: dt.datetime, zone: dt.tzinfo) -> Question:
    problem = None
    as_of = None
    if (typed := values.get("as_of")) is not None:
        as_of = read_day(typed, now, zone)
        problem = _unread(typed) if as_of is None else None
    direction = None
    if (wanted := values.get("direction")) is not None:
        direction = _DIRECTIONS.get(" ".join(wanted.lower().split()))
        if direction is None:
            problem = f"“{_short(wanted)}” is no direction: charged_on and charged_by are."
    return Question(
        "tariff",
        text,
        subject=values.get("country"),
        partner=values.get("partner"),
        product=_short(values["product"]) if "product" in values else None,
        as_of=as_of,
        direction=direction,
        problem=problem,
    )


def _changes(text: str, values: dict[str, str], now: dt.datetime, zone: dt.tzinfo) -> Question:
    typed, country = values.get("since"), values.get("country")
    if typed is None:
        return Question("changes", text, subject=country)
    if (since := read_moment(typed, now, zone)) is not None:
        return Question("changes", text, subject=country, since=since)
    # "/changes India", "/changes India this month": the country stands where the time is asked for.
    window = find_window(typed, now, zone)
    rest = typed if window is None else f"{typed[: window.start]} {typed[window.end :]}"
    place = re.sub(r"^(?:for|on|in|of|by)\s+", "", " ".join(rest.split()), flags=re.IGNORECASE)
    if country is not None or (code_of(place) is None and nearest_word(fold(place), forms()) is None):
        return Question("changes", text, subject=country, problem=_unread(typed))
    if window is None:
        return Question("changes", text, subject=place)
    return Question("changes", text, subject=place, since=window.since, until=window.until)


def _unread(typed: str) -> str:
    advice = "Write it like 2026-01-13, 13 January, monday, yesterday or last 3 days."
    return f"I can't read “{_short(typed)}” as a date. {advice}"


def _short(typed: str) -> str:
    words = " ".join(typed.split())
    return words if len(words) <= 40 else words[:39].rstrip() + "…"
