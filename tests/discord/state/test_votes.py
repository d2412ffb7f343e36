"""Votes: one for a person and an answer, which goes with its person, with its answer, and with time."""

import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.discord.state.bot_state import DAY, FILE, BotState
from bot.discord.state.migrations import MIGRATIONS
from bot.discord.state.votes import Cast
from tests.discord.state.test_given_answers import ANSWER, opened

NOW = time.time()


def votes(folder: Path) -> list[tuple[int, int, int]]:
    """Each vote in the file: the message, the person, and whether it was liked."""
    with closing(sqlite3.connect(folder / FILE)) as connection:
        return connection.execute("SELECT message, person, liked FROM votes ORDER BY message, person").fetchall()


async def voted(folder: Path) -> BotState:
    """A state of two answers, with a vote of two people on the first."""
    state = await opened(folder)
    await state.answers.add(ANSWER)
    await state.answers.add(replace(ANSWER, message=11, question_message=12, asker=41))
    assert await state.votes.cast(10, 1, NOW, liked=True) is Cast.GIVEN
    assert await state.votes.cast(10, 2, NOW, liked=False) is Cast.GIVEN
    return state


async def test_a_second_vote_of_a_person_takes_the_first_back_or_changes_it(tmp_path: Path) -> None:
    state = await voted(tmp_path)
    assert await state.votes.cast(10, 1, NOW, liked=False) is Cast.CHANGED
    assert votes(tmp_path) == [(10, 1, 0), (10, 2, 0)]
    assert await state.votes.cast(10, 1, NOW, liked=False) is Cast.TAKEN_BACK
    assert votes(tmp_path) == [(10, 2, 0)]
    await state.close()


async def test_what_is_not_remembered_cannot_be_voted_on(tmp_path: Path) -> None:
    state = await voted(tmp_path)
    assert await state.votes.cast(99, 1, NOW, liked=True) is Cast.UNKNOWN
    assert len(votes(tmp_path)) == 2
    await state.close()


async def test_a_person_is_forgotten_with_their_votes_and_with_those_on_their_answers(tmp_path: Path) -> None:
    state = await voted(tmp_path)
    assert await state.forget(1) == 1
    assert votes(tmp_path) == [(10, 2, 0)]
    assert await state.forget(ANSWER.asker) == 1
    assert votes(tmp_path) == []
    await state.close()


@pytest.mark.parametrize("gone", ["deleted", "answered anew", "old"])
async def test_a_vote_goes_with_its_answer(tmp_path: Path, gone: str) -> None:
    state = await voted(tmp_path)
    await state.votes.cast(11, 1, NOW, liked=True)
    if gone == "deleted":
        await state.answers.take([9])
    elif gone == "answered anew":
        await state.answers.add(replace(ANSWER, question="Something else?"))
    else:
        await state.answers.add(replace(ANSWER, at=NOW - 31 * DAY))
        await state.votes.cast(10, 1, NOW, liked=True)
        await state.sweep()
    assert votes(tmp_path) == [(11, 1, 1)]
    await state.close()


async def test_old_votes_are_swept(tmp_path: Path) -> None:
    state = await voted(tmp_path)
    await state.votes.cast(11, 1, NOW - 31 * DAY, liked=True)
    assert await state.sweep() == 1
    assert votes(tmp_path) == [(10, 1, 1), (10, 2, 0)]
    await state.close()


async def test_a_file_from_before_there_were_votes_keeps_its_answers(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as connection:
        for statement in (one for migration in MIGRATIONS[:2] for one in migration):
            connection.execute(statement)
        connection.execute("INSERT INTO answers VALUES (10, 20, 30, 40, 9, '', '', 'answered', '[]', ?)", (NOW,))
        connection.execute("PRAGMA user_version = 2")
    state = await opened(tmp_path)
    assert await state.votes.cast(10, 1, NOW, liked=True) is Cast.GIVEN
    await state.close()
