"""What people think of answers that everybody sees: one vote for a person and an answer, which goes with the answer."""

from enum import Enum, auto

from bot.discord.state.database import Connection, Database

__all__ = ["Cast", "Votes"]


class Cast(Enum):
    """What became of a vote."""

    GIVEN = auto()
    CHANGED = auto()
    TAKEN_BACK = auto()
    UNKNOWN = auto()  # the answer is not remembered


class Votes:
    """The table of votes. The citations, the outcome and the words of a vote are those that are kept of its answer.

    Every method raises StateError if the file cannot be used.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def cast(self, message: int, person: int, at: float, *, liked: bool) -> Cast:
        """Note what a person thinks of the answer in a message; the same a second time takes it back."""

        def work(connection: Connection) -> Cast:
            if not connection.execute("SELECT 1 FROM answers WHERE message = ?", (message,)).fetchone():
                return Cast.UNKNOWN
            query = "SELECT liked FROM votes WHERE message = ? AND person = ?"
            before = connection.execute(query, (message, person)).fetchone()
            if before == (liked,):
                connection.execute("DELETE FROM votes WHERE message = ? AND person = ?", (message, person))
                return Cast.TAKEN_BACK
            connection.execute("INSERT OR REPLACE INTO votes VALUES (?, ?, ?, ?)", (message, person, liked, at))
            return Cast.CHANGED if before else Cast.GIVEN

        return await self._database.run(work)

    def forget(self, connection: Connection, person: int) -> int:
        """Remove the votes of a person; return their number."""
        return connection.execute("DELETE FROM votes WHERE person = ?", (person,)).rowcount

    def sweep(self, connection: Connection, before: float) -> int:
        """Remove the votes from before a time; return their number."""
        return connection.execute("DELETE FROM votes WHERE at < ?", (before,)).rowcount

    def let_go(self, *, person: int = 0, before: float = 0) -> None:
        """Do nothing, as no vote is held in memory."""
