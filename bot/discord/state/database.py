"""A SQLite file that one thread alone reads and writes, so that nobody waits for a disk on the event loop."""

import asyncio
import os
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from bot.discord.state.migrations import MIGRATIONS
from index.errors import SettingsError

__all__ = ["Connection", "Database", "StateError"]

T = TypeVar("T")
Connection = sqlite3.Connection

PATIENCE = 5.0
"""Seconds to wait for another program that writes the file."""
PRAGMAS = ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON", "foreign_keys = ON")
"""Written ahead, what is committed outlives the end of the process; what is deleted is overwritten."""


class StateError(SettingsError):
    """Raised if the file of the bot's state cannot be used; the message names it and the cure."""


class Database:
    """The file at a path, which is made where it is missing and brought to the newest form when it is first used."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._thread = ThreadPoolExecutor(1, "state")
        self._connection: Connection | None = None

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Do some work with the file in one transaction, all of it or nothing, and return its result.

        Raises StateError if the file cannot be used.
        """
        return await self._hand(lambda: self._transact(work))

    async def close(self) -> None:
        """Close the file after the work under way; nothing can be done with it any more. A second time does nothing."""
        with suppress(RuntimeError):  # of a thread that was shut down
            self._thread.submit(self._close)
        await asyncio.to_thread(self._thread.shutdown)

    async def clean(self) -> None:
        """Leave nothing in the log of the file of what was deleted. Raises StateError if the file cannot be used."""
        await self._hand(lambda: self._opened().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())

    async def _hand(self, work: Callable[[], T]) -> T:
        """Do some work in the thread."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._explained, work)
        except RuntimeError as error:
            raise StateError(f"{self.path}: closed already, as the bot is stopping") from error

    def _transact(self, work: Callable[[Connection], T]) -> T:
        with _transaction(self._opened()) as connection:
            return work(connection)

    def _opened(self) -> Connection:
        if self._connection is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))  # nobody else reads it
            connection = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
            try:
                self._prepare(connection)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _prepare(self, connection: Connection) -> None:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("it is malformed")
        with _transaction(connection):
            (form,) = connection.execute("PRAGMA user_version").fetchone()
            if form > len(MIGRATIONS):
                cure = "upgrade Pullquote, or set discord.state to another folder"
                raise StateError(
                    f"{self.path}: written by a newer Pullquote (form {form} of {len(MIGRATIONS)}); {cure}"
                )
            for statement in (one for migration in MIGRATIONS[form:] for one in migration):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")

    def _explained(self, work: Callable[[], T]) -> T:
        """Do some work, and say in words what SQLite has against it."""
        try:
            return work()
        except (sqlite3.OperationalError, OSError) as error:
            cure = "see that its folder (discord.state) can be written and that no other program holds it"
            raise StateError(f"{self.path}: the state of the bot cannot be used ({error}); {cure}") from None
        except sqlite3.DatabaseError as error:
            cure = "move it away, and the bot begins a new one, without its answers of before and its servers' settings"
            raise StateError(f"{self.path}: the state of the bot is damaged ({error}); {cure}") from None

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()


@contextmanager
def _transaction(connection: Connection) -> Iterator[Connection]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
    except BaseException:
        if connection.in_transaction:  # some errors of SQLite have ended it already
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
