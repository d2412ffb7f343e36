"""The liked answers that a file of the bot's state holds, read from outside of the bot, while it runs or not."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.discord.state.migrations import FILE, MIGRATIONS
from index.errors import UsageError

__all__ = ["LikedAnswer", "liked_answers"]

PATIENCE = 5.0
"""Seconds to wait for the bot where it writes the file."""
_LIKED = """
SELECT question, before, outcome, citations FROM answers
WHERE NOT dismissed AND message IN (SELECT message FROM votes GROUP BY message HAVING min(liked))
ORDER BY message"""


@dataclass(frozen=True, slots=True)
class LikedAnswer:
    """An answer that somebody liked and nobody disliked, and that was not dismissed.

    ``question`` is "" if its words are not stored; ``before`` is the question whose subject it took, or "".
    """

    question: str
    before: str
    outcome: str
    citations: tuple[str, ...]


def liked_answers(path: Path) -> list[LikedAnswer]:
    """Return the liked answers of a file, or of that in a folder, the oldest first; nothing is written.

    Raises UsageError if there is none, or if it is not of this version.
    """
    try:
        return list(_read(_file(path)))
    except (sqlite3.OperationalError, OSError) as error:
        cure = "see that you may read it and write beside it, or run this as the bot's own account"
        raise UsageError(f"{path}: the state of the bot cannot be read ({error}); {cure}") from None
    except (sqlite3.DatabaseError, ValueError, TypeError) as error:
        raise UsageError(f"{path}: is no state of the bot, or damaged ({error}); name {FILE} in its folder") from None


def _file(path: Path) -> Path:
    file = path / FILE if path.is_dir() else path
    if not file.is_file():
        raise UsageError(f"{file}: no such file; name the folder discord.state of the bot, or {FILE} in it")
    return file


def _read(file: Path) -> Iterator[LikedAnswer]:
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", timeout=PATIENCE, uri=True)) as connection:
        (form,) = connection.execute("PRAGMA user_version").fetchone()
        if form != len(MIGRATIONS):
            cure = "upgrade Pullquote" if form > len(MIGRATIONS) else f"start this version of the bot once with {file}"
            raise UsageError(f"{file}: the state of the bot is of form {form}, and {len(MIGRATIONS)} is read; {cure}")
        for question, before, outcome, citations in connection.execute(_LIKED):
            yield LikedAnswer(question, before, outcome, tuple(json.loads(citations)))
