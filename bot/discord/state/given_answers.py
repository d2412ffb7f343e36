"""The answers that the bot has given for everybody: which message answers which question, whose, and how it went.

The words of a question are written only where that is turned on. Those of the last answers are held in memory.
"""

import json
from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import astuple, dataclass, fields, replace

from bot.discord.state.database import Connection, Database

__all__ = ["FAILED", "HELD", "TALK", "GivenAnswer", "GivenAnswers"]

FAILED = "failed"
"""The outcome of a question that an error kept from being answered."""
TALK = "talk"
"""The outcome of what was no question, such as a greeting."""
HELD = 1000
"""Answers whose questions are held in memory."""


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One answer: ids of Discord, the time in seconds, and the words of the question where they are known.

    ``server`` is None in direct messages; ``question_message`` is None for the answer of a command. ``before`` is the
    question whose subject was taken, "" if there is none.
    """

    message: int
    channel: int
    server: int | None
    asker: int
    question_message: int | None
    question: str
    before: str
    outcome: str
    citations: tuple[str, ...]
    at: float

    @property
    def subject(self) -> str:
        """Return the question to go on from; "" if its words are not known."""
        return self.before or self.question


_COLUMNS = tuple(one.name for one in fields(GivenAnswer))
_INSERT = f"INSERT OR REPLACE INTO answers ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 - names of columns
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM answers"  # noqa: S608 - names of columns
_LISTED = "(SELECT value FROM json_each(?))"


class GivenAnswers:
    """The table of answers; ``stores_questions`` says whether the words of questions are written too.

    Every method raises StateError if the file cannot be used.
    """

    def __init__(self, database: Database, *, stores_questions: bool) -> None:
        self._database = database
        self._stores = stores_questions
        self._held: OrderedDict[int, GivenAnswer] = OrderedDict()

    def begin(self, connection: Connection) -> None:
        """Remove the words of earlier questions if they are not to be stored any more."""
        if not self._stores:
            connection.execute("UPDATE answers SET question = '', before = '' WHERE question != '' OR before != ''")

    async def add(self, answer: GivenAnswer) -> None:
        """Remember an answer, in the place of an earlier one in the same message."""
        self._held[answer.message] = answer
        self._held.move_to_end(answer.message)
        if len(self._held) > HELD:
            self._held.popitem(last=False)
        written = answer if self._stores else replace(answer, question="", before="")
        row = (*astuple(written)[:-2], json.dumps(written.citations), written.at)
        await self._database.run(lambda connection: connection.execute(_INSERT, row))

    async def in_message(self, message: int) -> GivenAnswer | None:
        """Return the answer that a message is."""
        return await self._first("message = ?", message)

    async def to_question(self, message: int) -> GivenAnswer | None:
        """Return the answer to the question in a message."""
        return await self._first("question_message = ? ORDER BY message DESC", message)

    async def last_in(self, channel: int) -> GivenAnswer | None:
        """Return the last answer that was given in a channel, whatever its outcome but an error."""
        return await self._first(f"channel = ? AND outcome != '{FAILED}' ORDER BY message DESC", channel)

    async def take(self, messages: Collection[int]) -> Sequence[GivenAnswer]:
        """Forget the answers that some messages are or whose questions they hold; return those of the latter."""

        def work(connection: Connection) -> Sequence[GivenAnswer]:
            ids = json.dumps(list(messages))
            rows = connection.execute(f"{_SELECT} WHERE question_message IN {_LISTED}", (ids,)).fetchall()
            connection.execute(f"DELETE FROM answers WHERE message IN {_LISTED}", (ids,))  # noqa: S608 - constants
            connection.execute(f"DELETE FROM answers WHERE question_message IN {_LISTED}", (ids,))  # noqa: S608
            return [_answer(row) for row in rows]

        taken = await self._database.run(work)
        for message in (*messages, *(one.message for one in taken)):
            self._held.pop(message, None)
        return taken

    def forget(self, connection: Connection, person: int) -> int:
        """Remove the answers to a person; return their number."""
        return connection.execute("DELETE FROM answers WHERE asker = ?", (person,)).rowcount

    def sweep(self, connection: Connection, before: float) -> int:
        """Remove the answers from before a time; return their number."""
        return connection.execute("DELETE FROM answers WHERE at < ?", (before,)).rowcount

    def let_go(self, *, person: int = 0, before: float = 0) -> None:
        """Forget the words held in memory of a person, or from before a time."""
        for message in [one.message for one in self._held.values() if one.asker == person or one.at < before]:
            del self._held[message]

    async def _first(self, condition: str, value: int) -> GivenAnswer | None:
        query = f"{_SELECT} WHERE {condition} LIMIT 1"
        row = await self._database.run(lambda connection: connection.execute(query, (value,)).fetchone())
        return self._held.get(row[0], _answer(row)) if row else None


def _answer(row: tuple[object, ...]) -> GivenAnswer:
    values = dict(zip(_COLUMNS, row, strict=True))
    return GivenAnswer(**values | {"citations": tuple(json.loads(str(values["citations"])))})  # type: ignore[arg-type]
