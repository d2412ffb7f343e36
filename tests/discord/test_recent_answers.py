"""Recent answers: another page is that of the answer as it was given, as long as its sources are what they were."""

from pathlib import Path

import pytest

from bot.answers import Answerer
from bot.discord.client.recent_answers import RecentAnswers
from bot.discord.client.workers import Workers
from bot.settings.model import Settings
from index.library.scope import Scope

QUESTION = "Who opened the library?"
ASKED = (QUESTION, None, None, "")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "a.txt").write_text("Mayor Ada Brown opened the library.\n", "utf-8")
    return Settings(sources=tmp_path)


async def test_another_page_is_of_the_answer_that_was_given_and_a_question_is_answered_anew(settings: Settings) -> None:
    workers = Workers(Answerer(settings), settings)
    given = await workers.ask(QUESTION, scope=None)
    assert await workers.ask(QUESTION, scope=None, again=True) is given
    assert await workers.ask(QUESTION, "Who is Ada Brown?", scope=None, again=True) is not given
    assert await workers.ask(QUESTION, scope=None) is not given


async def test_another_page_is_made_anew_when_a_source_of_it_has_changed(settings: Settings) -> None:
    workers = Workers(Answerer(settings), settings)
    given = await workers.ask(QUESTION, scope=None)
    (settings.sources / "a.txt").write_text("Mayor Ada Brown closed the library.\n", "utf-8")
    again = await workers.ask(QUESTION, scope=None, again=True)
    assert again is not given
    assert not any(one.text == given.answer.quotes[0].text for one in again.answer.passages)


def test_an_answer_is_forgotten_when_the_folder_is_taken_up_anew_or_others_were_used_since(settings: Settings) -> None:
    recent, answerer = RecentAnswers(2), Answerer(settings)
    answer = answerer.ask(QUESTION)
    recent.keep(ASKED, answer, answerer)
    assert recent.find(ASKED, answerer) is answer
    for other in ("one", "two"):
        recent.keep((other, None, None, ""), answer, answerer)
    assert recent.find(ASKED, answerer) is None
    recent.keep(ASKED, answer, answerer)
    (settings.sources / "b.txt").write_text("The bridge is closed.\n", "utf-8")
    answerer.refresh()
    assert recent.find(ASKED, answerer) is None


def test_an_answer_of_the_whole_is_not_one_of_a_part(settings: Settings) -> None:
    recent, answerer, scope = RecentAnswers(9), Answerer(settings), Scope(names=("b/",))
    recent.keep(ASKED, answerer.ask(QUESTION), answerer)
    assert recent.find((QUESTION, None, scope, ""), answerer) is None
