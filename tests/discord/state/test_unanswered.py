"""What was not answered well: of one server, grouped by what it asks, and gone when it is dismissed."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from bot.discord.state.bot_state import BotState
from bot.discord.state.given_answers import TALK
from bot.discord.state.unanswered import PoorAnswer, QuestionGroup, grouped
from tests.discord.state.test_given_answers import ANSWER, opened

SERVER = 30


async def asked(state: BotState, *questions: tuple[int, str, str]) -> None:
    """Remember answers: each its message, its question, and its outcome."""
    for message, question, outcome in questions:
        given = replace(ANSWER, message=message, question_message=None, question=question, before="", outcome=outcome)
        await state.answers.add(given)


async def listed(state: BotState, server: int = SERVER) -> list[QuestionGroup]:
    return grouped(await state.unanswered.of(server))


async def test_what_was_declined_unsure_or_disliked_is_listed_and_nothing_else(tmp_path: Path) -> None:
    state = await opened(tmp_path, stores=True)
    await asked(state, (10, "Who is one?", "answered"), (11, "Who is two?", "unsure"), (12, "And three?", "declined"))
    await asked(state, (13, "Who is four?", "failed"), (14, "Hello", TALK), (15, "Who is five?", "answered"))
    await state.votes.cast(15, 1, time.time(), liked=False)
    await state.votes.cast(15, 2, time.time(), liked=False)
    await state.votes.cast(10, 1, time.time(), liked=True)
    found = await listed(state)
    assert [one.questions for one in found] == [["Who is five?"], ["And three?"], ["Who is two?"]]
    assert [one.dislikes for one in found] == [2, 0, 0]
    assert await listed(state, 31) == []
    await state.close()


async def test_what_asks_the_same_is_one_group_and_the_most_frequent_comes_first(tmp_path: Path) -> None:
    state = await opened(tmp_path, stores=True)
    await asked(state, (10, "Where do I get a parking permit?", "declined"), (11, "Who won?", "declined"))
    await asked(state, (12, "parking permits: where to get them", "unsure"), (13, "Who lost?", "declined"))
    await asked(state, (14, "Please tell me where I get a parking permit", "declined"))
    await asked(state, (15, "Where do I get a parking permit?", "declined"))
    permits, lost, won = await listed(state)
    assert permits.questions[0] == "Where do I get a parking permit?"
    assert len(permits.questions) == 3
    assert permits.places == [(20, 15), (20, 14), (20, 12), (20, 10)]
    assert permits.outcomes == {"declined": 3, "unsure": 1}
    assert (lost.questions, won.questions) == (["Who lost?"], ["Who won?"])
    await state.close()


def test_follow_ups_ask_the_same_only_if_what_they_follow_does() -> None:
    one = PoorAnswer(3, 1, "When was it closed?", "Who built the bridge?", "declined", (), 0.0, 0)
    other = replace(one, message=2, before="Who built the library?")
    alone = replace(one, message=1, before="")
    assert len(grouped([one, other, alone])) == 3
    assert QuestionGroup((one,)).questions == ["Who built the bridge? When was it closed?"]


def test_questions_without_content_are_the_same_only_word_for_word() -> None:
    what = PoorAnswer(3, 1, "What is it?", "", "declined", (), 0.0, 0)
    assert len(grouped([what, replace(what, question="what is it?"), replace(what, question="Who are you?")])) == 2


async def test_dismissed_is_dismissed_until_it_is_asked_again(tmp_path: Path) -> None:
    state = await opened(tmp_path, stores=True)
    await asked(state, (10, "Who won?", "declined"), (11, "Who won?", "declined"), (12, "Who lost?", "declined"))
    await state.unanswered.dismiss([10, 11])
    await state.votes.cast(10, 1, time.time(), liked=False)
    assert [one.questions for one in await listed(state)] == [["Who lost?"]]
    await state.close()
    state = await opened(tmp_path, stores=True)
    assert len(await listed(state)) == 1
    await asked(state, (13, "Who won?", "declined"))
    assert [one.places for one in await listed(state)] == [[(20, 13)], [(20, 12)]]
    await state.close()


@pytest.mark.parametrize("outcome", ["answered", "declined"])
async def test_without_words_disliked_answers_are_told_by_what_they_cite(tmp_path: Path, outcome: str) -> None:
    state = await opened(tmp_path)
    await asked(state, (10, "Who won?", outcome), (11, "Who lost?", outcome), (12, "Who drew?", outcome))
    for message in (10, 11):
        await state.votes.cast(message, 1, time.time(), liked=False)
    (group,) = await listed(state)
    assert (group.questions, group.answers[0].citations, group.dislikes) == ([], ANSWER.citations, 2)
    assert await state.unanswered.counts(SERVER) == {20: {outcome: 3}}
    await state.close()
