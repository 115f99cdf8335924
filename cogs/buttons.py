"""The buttons and the menu of a reply: what they ask for stands in their id, or is kept under a short key.

An id reads ``b:KIND:TARGET:PAGE``, or ``k:KEY:PAGE`` where that is longer than Discord takes.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

import discord

from bot.answers.values import Tie
from bot.errors import RefusalError
from bot.wording.reply import Choice, Reference
from cogs.render import CHOICE, LABEL, plain, units

if TYPE_CHECKING:
    from bot.newsroom import Answered
    from storage.store import Store

LONGEST_ID = 100
MOST_BUTTONS = 19  # with "Back" four rows; the fifth is for sources
MOST_SOURCES = 4  # beside "Report"
REPORT = "Report"
_COMMANDS = {"quote": "quotes", "none": "help"}
# The kinds of a first look at a source, which is always a message of its own, and of turning its pages.
SOURCES = ("see", "source")
MENU = "menu"
TYPED = "typed"  # the kind of a question that is only known as its typed command
EXPIRED = "This button has expired. Please ask again with a command."
ID = re.compile(
    r"b:(?P<kind>[a-z_]{1,20}):(?P<target>.*):(?P<page>\d{1,4})|k:(?P<key>[\w-]{1,60}):(?P<at>\d{1,4})", re.DOTALL
)


class Here(NamedTuple):
    """The place that a button leads to: what is asked, and which page of the answer."""

    kind: str
    target: str
    page: int = 0


def place_of(choice: Choice) -> Here:
    """Return where a choice leads."""
    return Here(choice.kind, choice.target, choice.page) if choice.target else Here(TYPED, choice.command, choice.page)


async def id_of(here: Here, store: Store, now: dt.datetime) -> str:
    """Return the id of a button that leads to ``here``, keeping a long target in the store."""
    whole = f"b:{here.kind}:{here.target}:{here.page}"
    if units(whole) <= LONGEST_ID and ID.fullmatch(whole):
        return whole
    key = await store.keys.put(f"{here.kind}:{here.target}", now)
    return f"k:{key}:{here.page}"


async def read_id(custom_id: str, store: Store, now: dt.datetime) -> Here:
    """Return where the button with this id leads. Raises :class:`RefusalError` for one that has expired."""
    match = ID.fullmatch(custom_id)
    if match is None:
        raise RefusalError(EXPIRED)
    if match["key"] is None:
        return Here(match["kind"], match["target"], int(match["page"]))
    kept = await store.keys.get(match["key"], now)
    if kept is None:
        raise RefusalError(EXPIRED)
    kind, _, target = kept.partition(":")
    return Here(kind, target, int(match["at"]))


async def view_of(answered: Answered, store: Store, now: dt.datetime, here: Here | None = None) -> discord.ui.View:
    """Return the buttons of a reply, with a menu where several names fit."""
    reply = answered.reply
    view = discord.ui.View(timeout=None)
    if here is not None and reply.page > 0:
        kind = SOURCES[1] if here.kind in SOURCES else here.kind
        back = here._replace(kind=kind, page=min(here.page, reply.page) - 1)
        view.add_item(_button("Back", await id_of(back, store, now)))
    if isinstance(answered.answer, Tie) and reply.choices:
        view.add_item(await _menu(answered.answer, reply.choices, store, now))
    else:
        used = set[str]()
        for choice in reply.choices[:MOST_BUTTONS]:
            custom_id = await id_of(place_of(choice), store, now)
            if custom_id not in used:  # Discord takes an id only once in a message
                used.add(custom_id)
                view.add_item(_button(choice.label, custom_id))
    if here is None or here.kind not in SOURCES:
        await _add_sources(view, reply.references, store, now)
    elif reply.page + 1 < reply.pages:
        more = here._replace(kind=SOURCES[1], page=reply.page + 1)
        view.add_item(_button("More", await id_of(more, store, now)))
    view.add_item(await report_button(_asked(answered, here), store, now))
    return view


def _asked(answered: Answered, here: Here | None) -> str:
    """The question as it is typed; behind a button there stands only an id, so the command that asks the same."""
    if here is None or here.kind == TYPED:
        return answered.typed
    return f"/{_COMMANDS.get(answered.intent, answered.intent)} {answered.entity or ''}".rstrip()


async def report_button(asked: str, store: Store, now: dt.datetime) -> discord.ui.Button[discord.ui.View]:
    """Return the button by which a person says that the answer to ``asked`` is wrong."""
    button = _button(REPORT, await report_id(asked, store, now))
    button.row = 4
    return button


async def report_id(asked: str, store: Store, now: dt.datetime) -> str:
    """Return the id of a report on the answer to ``asked``: ``r:QUESTION``, or ``q:KEY`` where that is too long."""
    whole = f"r:{asked}"
    return whole if units(whole) <= LONGEST_ID else f"q:{await store.keys.put(asked, now)}"


async def read_report_id(custom_id: str, store: Store, now: dt.datetime) -> str | None:
    """Return what was asked where this is the id of a report, the empty text where that has expired, else None."""
    mark, _, rest = custom_id.partition(":")
    if mark == "r":
        return rest
    return (await store.keys.get(rest, now)) or "" if mark == "q" else None


async def _add_sources(
    view: discord.ui.View, references: tuple[Reference, ...], store: Store, now: dt.datetime
) -> None:
    """Add a button for each of the first references that show their sentences, in a row of their own."""
    shown = [reference for reference in references if reference.seen is not None][:MOST_SOURCES]
    for reference in shown:
        label = "Source" if len(references) == 1 else f"Source {reference.number}"
        button = _button(label, await id_of(Here(SOURCES[0], reference.seen or ""), store, now))
        button.row = 4
        view.add_item(button)


def _button(label: str, custom_id: str) -> discord.ui.Button[discord.ui.View]:
    return discord.ui.Button(label=plain(label, LABEL), custom_id=custom_id, style=discord.ButtonStyle.secondary)


async def _menu(
    tie: Tie, choices: tuple[Choice, ...], store: Store, now: dt.datetime
) -> discord.ui.Select[discord.ui.View]:
    roles = {each.id: each.role for each in tie.candidates}
    options: dict[str, discord.SelectOption] = {}
    for choice in choices[:25]:
        value = await id_of(place_of(choice), store, now)
        role = roles.get(choice.target)
        options[value] = discord.SelectOption(
            label=plain(choice.label, CHOICE), value=value, description=plain(role, CHOICE) if role else None
        )
    return discord.ui.Select(custom_id=MENU, options=list(options.values()), placeholder="Which one?")
