"""Answers of the last while with their wording, in this process's memory, before the store's own cache.

Everything in it belongs to one number of the store: any change of the store, by whichever process, empties it, so that
no words of a removed article stay here.
"""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict

from bot.answers.values import Answer
from bot.wording import word
from bot.wording.reply import Reply

MOST = 200


class Held:
    """An answer, and each page of it that was worded. Wording depends on the day (UTC), not on the hour."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self._day: dt.date | None = None
        self._pages: dict[int, Reply] = {}

    def reply(self, now: dt.datetime, page: int) -> Reply:
        """Return the wording of a page as of ``now``."""
        if self._day != now.date():
            self._day, self._pages = now.date(), {}
        known = self._pages.get(page)
        if known is None:
            known = word(self.answer, now, page)
            if known.page == page:  # one that is too high gives the last: not another entry for each number asked
                self._pages[page] = known
        return known


class Recent:
    """Answers by the cache's key, and numbers by subject. The answers whose last use lies furthest back go first."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._store: int | None = None
        self._answers: OrderedDict[str, Held] = OrderedDict()
        self._editions: dict[str, int] = {}

    def get(self, key: str, store: int) -> Held | None:
        """Return the answer under ``key`` if the store is at the same number as when it was kept."""
        self._at(store)
        held = self._answers.get(key)
        if held is not None:
            self._answers.move_to_end(key)
        return held

    def keep(self, key: str, store: int, answer: Answer) -> Held:
        """Keep an answer that was composed while the store was at number ``store``."""
        held = Held(answer)
        if store == self._store:
            self._answers[key] = held
            if len(self._answers) > self._most:
                self._answers.popitem(last=False)
        return held

    def edition(self, subject: str, store: int) -> int | None:
        """Return the number of a subject while the store is at ``store``; None where it wasn't asked for since."""
        self._at(store)
        return self._editions.get(subject)

    def learn(self, subject: str, store: int, edition: int) -> int:
        """Note a subject's number, and return it."""
        if store == self._store:
            if len(self._editions) >= 4 * self._most:
                self._editions.clear()
            self._editions[subject] = edition
        return edition

    def _at(self, store: int) -> None:
        if store != self._store:
            self._store = store
            self._answers.clear()
            self._editions.clear()
