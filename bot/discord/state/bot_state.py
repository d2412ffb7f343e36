"""The state of the bot: one file with a table for each thing that it remembers."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from bot.discord.state.database import Connection, Database
from bot.discord.state.given_answers import GivenAnswers
from bot.discord.state.migrations import FILE
from bot.discord.state.saved_sources import SavedSources
from bot.discord.state.servers import Servers
from bot.discord.state.unanswered import Unanswered
from bot.discord.state.votes import Votes

__all__ = ["FILE", "BotState", "Personal"]

DAY = 24 * 60 * 60


class Personal(Protocol):
    """A table that holds what was done by a person at a time."""

    def forget(self, connection: Connection, person: int) -> int:
        """Remove the rows of a person; return their number."""

    def sweep(self, connection: Connection, before: float) -> int:
        """Remove the rows from before a time in seconds; return their number."""

    def let_go(self, *, person: int = 0, before: float = 0) -> None:
        """Forget what is held in memory of a person, or from before a time."""


class BotState:
    """The tables of the file in a folder; what is of persons is kept for ``keep_days``.

    Every method raises StateError if the file cannot be used.
    """

    def __init__(self, folder: Path, *, keep_days: float, store_questions: bool) -> None:
        self._database = Database(folder / FILE)
        self._keep_days = keep_days
        self.answers = GivenAnswers(self._database, stores_questions=store_questions)
        self.servers = Servers(self._database)
        self.saved = SavedSources(self._database)
        self.votes = Votes(self._database)
        self.unanswered = Unanswered(self._database)
        self._personal: tuple[Personal, ...] = (self.votes, self.answers)

    async def open(self) -> None:
        """Make or read the file."""

        def work(connection: Connection) -> None:
            self.answers.begin(connection)
            self.servers.begin(connection)
            self.saved.begin(connection)

        await self._database.run(work)

    async def close(self) -> None:
        """Close the file."""
        await self._database.close()

    async def forget(self, person: int) -> int:
        """Remove all that is kept about a person; return the number of things."""
        for table in self._personal:
            table.let_go(person=person)
        return await self._remove(lambda table, connection: table.forget(connection, person))

    async def sweep(self) -> int:
        """Remove what has been kept long enough; return the number of things."""
        before = time.time() - self._keep_days * DAY
        for table in self._personal:
            table.let_go(before=before)
        return await self._remove(lambda table, connection: table.sweep(connection, before))

    async def _remove(self, removed_of: Callable[[Personal, Connection], int]) -> int:
        """Remove something of each table at once, with every trace in the file; return the number of things."""
        removed = await self._database.run(
            lambda connection: sum(removed_of(table, connection) for table in self._personal)
        )
        await self._database.clean()
        return removed

    async def note(self, name: str) -> str | None:
        """Return what was noted under a name."""
        query = "SELECT value FROM notes WHERE name = ?"
        row = await self._database.run(lambda connection: connection.execute(query, (name,)).fetchone())
        return str(row[0]) if row else None

    async def put_note(self, name: str, value: str) -> None:
        """Note a value under a name."""
        await self._database.run(
            lambda connection: connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))
        )
