"""What is kept about people is said as it is, and goes when they want it."""

import sqlite3
from contextlib import closing

import pytest

from bot.discord.client.forgetting import what_is_kept
from bot.discord.state.bot_state import FILE
from bot.settings.model import DiscordSettings
from bot.wording.speaking import shipped
from tests.discord.world import Opener, World, text_of

QUESTION = "Who opened the Riverside library?"


def askers(w: World) -> list[int]:
    """The people of whom the file holds something."""
    assert w.settings.discord.state is not None
    with closing(sqlite3.connect(w.settings.discord.state / FILE)) as connection:
        return [row[0] for row in connection.execute("SELECT asker FROM answers")]


@pytest.mark.parametrize("stored", [False, True])
async def test_what_is_kept_about_who_asks_is_removed_and_nothing_of_others(world: Opener, stored: bool) -> None:
    w = await world(store_questions=stored)
    for person in (w.alice, w.alice, w.bob):
        await person.slash(w.channel, "ask", question=QUESTION)
    forgotten = await w.alice.slash(w.channel, "forget")
    assert forgotten.ephemeral
    assert "2 entries" in text_of(forgotten.response)
    assert askers(w) == [w.bob.id]
    assert shipped().say("about.nothing_kept") in text_of((await w.alice.slash(w.channel, "forget")).response)


async def test_a_question_that_is_forgotten_leaves_its_answer_where_it_is(world: Opener) -> None:
    w = await world()
    question = await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    await w.alice.user.slash("forget")
    await w.alice.delete(question)
    assert len(w.answers()) == 1


async def test_who_presses_it_all_the_time_is_asked_to_wait(world: Opener) -> None:
    w = await world(person_limit=1)
    for _ in range(5):
        await w.alice.slash(w.channel, "forget")
    assert "That was fast" in text_of((await w.alice.slash(w.channel, "forget")).response)


@pytest.mark.parametrize("stored", [False, True])
@pytest.mark.parametrize("logged", [False, True])
async def test_about_says_what_is_kept_and_for_how_long(world: Opener, stored: bool, logged: bool) -> None:
    w = await world(store_questions=stored, log_questions=logged, keep_days=7)
    text = text_of((await w.alice.slash(w.channel, "about")).response)
    assert "stored for 7 days" in text
    assert ("with the words of the question" in text) == stored
    assert ("without the words of the question" in text) != stored
    assert ("written to a log" in text) == logged
    assert "/forget" in text


@pytest.mark.parametrize("save", [False, True])
def test_what_is_kept_of_saved_posts_is_said_where_they_can_be_saved(save: bool) -> None:
    assert ("Posts, answers and files that moderators save" in what_is_kept(DiscordSettings(save=save))) == save


def test_what_is_kept_is_said_of_every_column() -> None:
    text = what_is_kept(DiscordSettings())
    for each in ("who asked", "messages", "channel", "server", "outcome", "citations", "time", "30 days"):
        assert each in text
