"""What people have added to the sources: which post became which source, whose it is, who saved it, and when."""

import json
from collections.abc import Collection, Sequence
from dataclasses import astuple, dataclass, fields
from typing import Literal

from bot.discord.state.database import Connection, Database

__all__ = ["SavedSource", "SavedSources"]


@dataclass(frozen=True, slots=True)
class SavedSource:
    """One source: its name, ids of Discord, and times in seconds.

    ``channel`` and ``message`` are those of a post, else 0. ``author`` is who wrote it, ``saver`` who saved it, 0 for
    somebody who was forgotten. ``edited`` is when the post was last edited, or 0, and ``looked`` when Discord was last
    asked if it still stands.
    """

    name: str
    kind: Literal["post", "answer", "file"]
    server: int
    channel: int
    message: int
    author: int
    saver: int
    edited: float
    looked: float
    at: float


_COLUMNS = ", ".join(one.name for one in fields(SavedSource))
_INSERT = f"INSERT OR REPLACE INTO saved ({_COLUMNS}) VALUES ({', '.join('?' * len(fields(SavedSource)))})"  # noqa: S608 - names of columns
_SELECT = f"SELECT {_COLUMNS} FROM saved"  # noqa: S608 - names of columns


class SavedSources:
    """The table. Every method raises StateError if the file cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._posts: set[int] = set()

    def begin(self, connection: Connection) -> None:
        """Read which posts are saved, so that events about others cost nothing."""
        self._posts = {row[0] for row in connection.execute("SELECT message FROM saved WHERE message != 0")}

    def holds(self, message: int) -> bool:
        """Return True if a post is saved, without a look at the file."""
        return message in self._posts

    async def add(self, source: SavedSource, most: int) -> bool:
        """Note a source, in the place of one of its name; False if its server has so many already."""

        def work(connection: Connection) -> bool:
            query = "SELECT count(*) FROM saved WHERE server = ? AND name != ?"
            (others,) = connection.execute(query, (source.server, source.name)).fetchone()
            if others >= most:
                return False
            connection.execute(_INSERT, astuple(source))
            return True

        added = await self._database.run(work)
        if added and source.message:
            self._posts.add(source.message)
        return added

    async def named(self, name: str) -> SavedSource | None:
        """Return the source of a name."""
        return next(iter(await self._where("name = ?", name)), None)

    async def posts(self, messages: Collection[int]) -> Sequence[SavedSource]:
        """Return the sources that some posts became."""
        known = json.dumps([one for one in messages if one in self._posts])
        return await self._where("message IN (SELECT value FROM json_each(?))", known) if known != "[]" else ()

    async def by(self, person: int) -> Sequence[SavedSource]:
        """Return the sources that a person wrote."""
        return await self._where("author = ?", person)

    async def saved_by(self, person: int) -> Sequence[SavedSource]:
        """Return the sources that a person saved."""
        return await self._where("saver = ?", person)

    async def remove(self, source: SavedSource) -> None:
        """Forget a source."""
        await self._change("DELETE FROM saved WHERE name = ?", source.name)
        self._posts.discard(source.message)

    async def edited(self, source: SavedSource, at: float) -> None:
        """Note when a post was edited."""
        await self._change("UPDATE saved SET edited = ? WHERE name = ?", at, source.name)

    async def without_saver(self, source: SavedSource) -> None:
        """Forget who saved a source."""
        await self._change("UPDATE saved SET saver = 0 WHERE name = ?", source.name)

    async def due(self, names: Collection[str], now: float, seconds: float) -> Sequence[SavedSource]:
        """Return the posts out of some sources that were not looked at for so long, and note that they are now."""

        def work(connection: Connection) -> Sequence[SavedSource]:
            where = "message != 0 AND looked <= ? AND name IN (SELECT value FROM json_each(?))"
            values = (now - seconds, json.dumps(list(names)))
            rows = connection.execute(f"{_SELECT} WHERE {where}", values).fetchall()
            connection.execute(f"UPDATE saved SET looked = ? WHERE {where}", (now, *values))  # noqa: S608 - constants
            return [SavedSource(*row) for row in rows]

        return await self._database.run(work)

    async def _where(self, condition: str, value: object) -> Sequence[SavedSource]:
        rows = await self._database.run(
            lambda connection: connection.execute(f"{_SELECT} WHERE {condition} ORDER BY name", (value,)).fetchall()
        )
        return [SavedSource(*row) for row in rows]

    async def _change(self, statement: str, *values: object) -> None:
        await self._database.run(lambda connection: connection.execute(statement, values))
