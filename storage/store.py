"""The store as the rest of the program sees it: one database, its subjects beside each other."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from storage.articles import Articles
from storage.corrections import Corrections
from storage.database import Database
from storage.editions import Editions
from storage.keys import Keys
from storage.lookups import Lookups
from storage.people import People
from storage.schedules import Schedules
from storage.stories import Stories
from storage.tariffs import Tariffs


class Store:
    """All subjects on one :class:`Database`."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.articles = Articles(database)
        self.people = People(database)
        self.tariffs = Tariffs(database)
        self.stories = Stories(database)
        self.lookups = Lookups(database)
        self.corrections = Corrections(database)
        self.schedules = Schedules(database)
        self.keys = Keys(database)
        self.editions = Editions(database)

    @classmethod
    @asynccontextmanager
    async def open(cls, path: Path, migrate: bool = True) -> AsyncIterator[Store]:
        """Open the store at ``path``; see :meth:`Database.open`."""
        async with Database.open(path, migrate) as database:
            store = cls(database)
            try:
                yield store
            finally:
                await store.lookups.flush()

    async def edition(self) -> int:
        """Return the store's edition."""
        return await self.editions.edition()

    async def edition_of(self, subject: str) -> int:
        """Return the edition of a subject such as "person:ID" or "place:IN"."""
        return await self.editions.edition_of(subject)
