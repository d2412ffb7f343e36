"""The questions of a server that were declined, answered with doubt, or whose answer somebody disliked."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.discord.state.database import Connection, Database
from index.text.analyzer import tokens

__all__ = ["PoorAnswer", "QuestionGroup", "Unanswered", "grouped"]

MOST = 5000
"""The most answers of a server that are looked at, the newest."""


@dataclass(frozen=True, slots=True)
class PoorAnswer:
    """One such answer: ids of Discord, the words of its question if they are stored, the time in seconds.

    ``before`` is the question whose subject was taken; ``dislikes`` is the number of people who disliked it.
    """

    message: int
    channel: int
    question: str
    before: str
    outcome: str
    citations: tuple[str, ...]
    at: float
    dislikes: int

    @property
    def asks(self) -> object:
        """Return what is the same of answers to the same question, or else of disliked answers with the same quotes.

        Questions ask the same if their terms are the same, whatever their order and stop words.
        """
        if not self.question:
            return self.citations
        found = (_terms(self.question), _terms(self.before))
        return found if any(found) else self.question.casefold()


@dataclass(frozen=True)
class QuestionGroup:
    """Answers to questions that ask the same, at least one, the newest first."""

    answers: tuple[PoorAnswer, ...]

    @cached_property
    def questions(self) -> Sequence[str]:
        """Return the wordings, the most frequent first; none if they are not stored. A follow-up is told with both."""
        worded = (f"{one.before} {one.question}".strip() for one in self.answers if one.question)
        return [question for question, _ in Counter(worded).most_common()]

    @property
    def places(self) -> Sequence[tuple[int, int]]:
        """Return the ids of the channel and the message of each answer."""
        return [(one.channel, one.message) for one in self.answers]

    @property
    def newest(self) -> int:
        """Return the id of the newest message, by which the group can be found again."""
        return self.answers[0].message

    @property
    def outcomes(self) -> Mapping[str, int]:
        """Return how often each outcome was, the most frequent first."""
        return dict(Counter(one.outcome for one in self.answers).most_common())

    @property
    def dislikes(self) -> int:
        """Return how often an answer was disliked."""
        return sum(one.dislikes for one in self.answers)


class Unanswered:
    """Reads the tables of answers and votes. Every method raises StateError if the file cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, server: int) -> Sequence[PoorAnswer]:
        """Return the answers of a server that are not dismissed, the newest first.

        Those that nobody disliked are among them only if the words of their question are stored.
        """

        def work(connection: Connection) -> Sequence[PoorAnswer]:
            rows = connection.execute(_POOR, {"server": server, "most": MOST})
            return [
                PoorAnswer(message, channel, question, before, outcome, tuple(json.loads(citations)), at, dislikes)
                for message, channel, question, before, outcome, citations, at, dislikes in rows
            ]

        return await self._database.run(work)

    async def counts(self, server: int) -> Mapping[int, Mapping[str, int]]:
        """Return how often each outcome was in each channel of a server."""
        query = "SELECT channel, outcome, count(*) FROM answers WHERE server = ? GROUP BY channel, outcome"
        found: dict[int, dict[str, int]] = {}
        for channel, outcome, times in await self._database.run(
            lambda connection: connection.execute(query, (server,)).fetchall()
        ):
            found.setdefault(channel, {})[outcome] = times
        return found

    async def dismiss(self, messages: Collection[int]) -> None:
        """List the answers in some messages no more."""

        def work(connection: Connection) -> None:
            connection.execute(_DISMISS, (json.dumps(list(messages)),))

        await self._database.run(work)


def grouped(answers: Iterable[PoorAnswer]) -> list[QuestionGroup]:
    """Return answers, the newest first, by what their questions ask: the most frequent first, and then the newest."""
    found: dict[object, list[PoorAnswer]] = {}
    for one in answers:
        found.setdefault(one.asks, []).append(one)
    return sorted((QuestionGroup(tuple(some)) for some in found.values()), key=lambda one: -len(one.answers))


_POOR = """
SELECT message, channel, question, before, outcome, citations, at,
    (SELECT count(*) FROM votes WHERE votes.message = answers.message AND NOT liked) AS dislikes
FROM answers
WHERE server = :server AND NOT dismissed
    AND (dislikes OR (question != '' AND outcome IN ('declined', 'unsure')))
ORDER BY message DESC LIMIT :most"""
_DISMISS = "UPDATE answers SET dismissed = 1 WHERE message IN (SELECT value FROM json_each(?))"


def _terms(question: str) -> frozenset[str]:
    return frozenset(token.term for token in tokens(question, question=True))
