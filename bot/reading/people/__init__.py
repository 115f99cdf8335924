"""The people whom an article names: :func:`find_people`."""

from bot.reading.people.find import find_people, mention_gender
from bot.reading.people.words import name_gender

__all__ = ["find_people", "mention_gender", "name_gender"]
