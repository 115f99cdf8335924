"""People of one article: names gathered, short forms and handles joined to them, roles and gender."""

from __future__ import annotations

from bot.reading.people.called import find_called
from bot.reading.people.draft import Draft
from bot.reading.people.facts import find_roles, results, settle_genders
from bot.reading.people.gather import place_full, place_lone, split_lone, sure_names
from bot.reading.people.names import candidates
from bot.reading.people.nicknames import find_nicknames
from bot.reading.people.runs import runs
from bot.reading.people.shortforms import join_handles, join_lone, join_nicknames
from bot.reading.people.tokens import tokenise
from bot.reading.people.words import Gender, name_gender
from bot.reading.text import Document
from storage.records import Person


def find_people(document: Document) -> tuple[Person, ...]:
    """Return the people whom ``document`` names, in order of their first mention.

    A person is somebody named by two words or more, or by one after a title or an honorific. ``name`` is the fullest
    form in the article without honorific, ``aliases`` the other forms that it uses, with honorific and as handle, and
    the nicknames that it tells of. Linear in the length of the text; raises for no text.
    """
    draft = Draft(document.text, tokenise(document))
    found = [item for start, stop in runs(draft.tokens) for item in candidates(draft.text, draft.tokens, start, stop)]
    full, lone = split_lone(draft, found)
    sure, unsure = sure_names(draft, full, lone)
    lone = sorted(lone, key=lambda item: item.start)
    place_full(draft, sure)
    place_lone(draft, lone)
    join_nicknames(draft)
    # "van der Meer" and "Villanueva Soto" are no names of their own, but parts of one.
    join_lone(draft, sorted([*lone, *unsure], key=lambda item: item.start))
    join_handles(draft)
    settle_genders(draft)
    find_nicknames(draft, document.sentences)
    find_roles(draft)
    find_called(draft, document.sentences)
    return results(draft)


def mention_gender(person: Person) -> Gender | None:
    """Return the gender that the article shows for ``person``, else the one their given name mostly goes with."""
    return person.gender or name_gender(person.name)
