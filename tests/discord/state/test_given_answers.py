"""What is kept of answers: found by question, message and channel, and gone when it was forgotten or is old."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from bot.discord.state.bot_state import DAY, FILE
from bot.discord.state.given_answers import FAILED, HELD, GivenAnswer
from tests.discord.state.opening import opened

WORDS = "Who opened the secret library?"
ANSWER = GivenAnswer(10, 20, 30, 40, 9, WORDS, "Before that?", "answered", ("a.txt:1", "b.txt:2"), time.time())


def everything(folder: Path) -> bytes:
    """All that stands in the files of the state."""
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


@pytest.mark.parametrize("stores", [False, True])
async def test_the_words_of_a_question_are_written_only_where_that_is_turned_on(tmp_path: Path, stores: bool) -> None:
    state = await opened(tmp_path, stores=stores)
    await state.answers.add(ANSWER)
    assert await state.answers.in_message(10) == ANSWER
    assert (WORDS.encode() in everything(tmp_path)) == stores
    await state.close()
    state = await opened(tmp_path, stores=stores)
    assert await state.answers.to_question(9) == (ANSWER if stores else replace(ANSWER, question="", before=""))
    await state.close()


async def test_stored_words_go_when_storing_is_turned_off(tmp_path: Path) -> None:
    state = await opened(tmp_path, stores=True)
    await state.answers.add(ANSWER)
    await state.close()
    await (await opened(tmp_path)).close()
    assert WORDS.encode() not in everything(tmp_path)


async def test_the_last_answer_in_a_channel_is_the_newest_that_was_one(tmp_path: Path) -> None:
    state = await opened(tmp_path)
    for message, outcome in ((11, "declined"), (13, FAILED), (12, "answered")):
        await state.answers.add(replace(ANSWER, message=message, outcome=outcome))
    last = await state.answers.last_in(20)
    assert last is not None
    assert last.message == 12
    assert await state.answers.last_in(21) is None
    await state.close()


async def test_deleted_messages_take_their_answers_along(tmp_path: Path) -> None:
    state = await opened(tmp_path)
    await state.answers.add(ANSWER)
    await state.answers.add(replace(ANSWER, message=11, question_message=None))
    taken = await state.answers.take([1, 9, 11])
    assert [one.message for one in taken] == [10]
    assert await state.answers.in_message(11) is None
    assert await state.answers.take([9, 10, 11]) == []
    await state.close()


async def test_all_of_a_person_is_forgotten_in_the_file_and_in_memory(tmp_path: Path) -> None:
    state = await opened(tmp_path, stores=True)
    await state.answers.add(ANSWER)
    await state.answers.add(replace(ANSWER, message=11, asker=41, question="Another?"))
    assert await state.forget(40) == 1
    assert await state.forget(40) == 0
    assert WORDS.encode() not in everything(tmp_path)
    assert await state.answers.in_message(10) is None
    assert await state.answers.in_message(11) is not None
    assert not [one for one in state.answers._held.values() if one.asker == 40]  # noqa: SLF001 - what no method tells
    await state.close()


async def test_answers_are_swept_when_they_have_been_kept_long_enough(tmp_path: Path) -> None:
    state = await opened(tmp_path, stores=True)
    for message, days in ((10, 31), (11, 29)):
        await state.answers.add(replace(ANSWER, message=message, question=f"{days}?", at=time.time() - days * DAY))
    assert await state.sweep() == 1
    assert await state.answers.in_message(10) is None
    assert await state.answers.in_message(11) is not None
    assert b"31?" not in everything(tmp_path)
    await state.close()


async def test_few_questions_are_held_in_memory(tmp_path: Path) -> None:
    state = await opened(tmp_path)
    for message in range(1, HELD + 3):
        await state.answers.add(replace(ANSWER, message=message))
    first, last = [await state.answers.in_message(message) for message in (2, HELD)]
    assert first is not None
    assert last is not None
    assert (first.question, last.question) == ("", WORDS)
    await state.close()
    assert (tmp_path / FILE).is_file()
