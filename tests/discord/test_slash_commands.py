"""The commands, by the real client in a simulated Discord."""

import re
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import app_commands
from simcord.interactions import base_payload

from bot.answers import Answerer
from bot.discord.cards.card import Colour
from bot.discord.client.client import client_for
from bot.settings.model import Settings
from tests.discord.world import Opener, World, labels, press, said, text_of

QUESTION = "Who opened the Riverside library?"
GONE = "the disk is gone"
PATIENT = {"settle_timeout": 0.5}  # what sleeps longer is left for `advance_time`
FIRST = "Mayor Ada Brown opened the new Riverside library on 4 March 2020."


async def test_ask_quotes_the_sources_word_for_word_with_their_place(world: Opener) -> None:
    w = await world()
    result = await w.alice.slash(w.channel, "ask", question=QUESTION)
    shown = said(result.response)
    assert not result.ephemeral
    assert shown.question == QUESTION
    assert (shown.quotes[0].citation, shown.quotes[0].words) == ("library.txt:1", FIRST)
    assert "A library for Riverside · The Riverside Paper · 5 March 2020" in text_of(result.response)


async def test_a_private_answer_is_seen_by_who_asked_alone(world: Opener) -> None:
    w = await world()
    result = await w.alice.slash(w.channel, "ask", question=QUESTION, private=True)
    assert result.ephemeral
    assert "Share with everybody" in labels(result.response)
    assert w.answers() == []
    assert len(w.channel.history(viewer=w.alice)) == 1
    assert w.channel.history(viewer=w.bob) == []


async def test_what_the_sources_do_not_say_is_declined_with_the_reason(world: Opener) -> None:
    w = await world()
    result = await w.alice.slash(w.channel, "ask", question="Who painted the zeppelin?")
    text = text_of(result.response)
    assert "The sources do not say" in text
    assert result.response.components[0]["accent_color"] == Colour.DECLINE


@pytest.mark.parametrize("question", ["   ", "\u200b\u200b"])
async def test_an_empty_question_is_told_how_to_ask_privately(world: Opener, question: str) -> None:
    w = await world()
    result = await w.alice.slash(w.channel, "ask", question=question)
    assert result.ephemeral
    assert "Ask me a question" in text_of(result.response)


async def test_sources_are_listed_and_found_by_name_or_title(world: Opener) -> None:
    w = await world()
    every = await w.alice.slash(w.channel, "sources")
    assert every.ephemeral
    assert "3 sources" in text_of(every.response)
    one = await w.alice.slash(w.channel, "sources", name="for riverside")
    assert "library.txt" in text_of(one.response)
    assert "bridge.txt" not in text_of(one.response)
    none = await w.alice.slash(w.channel, "sources", name="@everyone")
    assert "No source is called “@everyone”" in text_of(none.response)
    choices = await w.alice.autocomplete(w.channel, "sources", "name", "riv")
    assert choices == [{"name": "A library for Riverside · library.txt", "value": "library.txt"}]


async def test_a_long_list_of_sources_has_pages_for_everybody(world: Opener) -> None:
    w = await world(files={f"{n:02}.txt": f"Line of number {n}.\n" for n in range(20)})
    listed = await w.alice.slash(w.channel, "sources")
    assert labels(listed.response) == ["More"]
    await press(w.alice, listed.response, "More")
    assert labels(listed.response) == ["Back", "More"]
    assert "08.txt" in text_of(listed.response)
    await w.restart()
    await press(w.alice, listed.response, "More")
    assert "Page 3 of 3" in text_of(listed.response)


async def test_about_says_what_the_bot_sees(world: Opener) -> None:
    w = await world()
    about = await w.alice.slash(w.channel, "about")
    assert "no privileged intent" in text_of(about.response)
    assert not w.bot.intents.message_content
    assert not w.bot.intents.members
    assert not w.bot.intents.presences


async def test_who_installed_the_bot_for_themselves_is_answered_in_a_conversation_the_bot_is_not_in(
    world: Opener,
) -> None:
    w = await world()
    sent = await elsewhere(w, "ask", [{"name": "question", "type": 3, "value": QUESTION}])
    assert sent["flags"] & discord.MessageFlags(components_v2=True).value
    assert "library.txt:1" in str(sent["components"])


async def elsewhere(w: World, name: str, options: list[dict[str, Any]]) -> dict[str, Any]:
    """What a command answers in a group conversation of two other people, one of whom installed the bot."""
    backend = w.env.backend
    command = backend.find_command(name, None)
    data = {"id": command["id"], "name": name, "type": 1, "options": options}
    channel = w.alice.user.dm_channel.id
    _, payload = base_payload(backend, type=2, channel_id=channel, guild_id=None, user_id=w.alice.id, data=data)
    payload |= {"context": 2, "authorizing_integration_owners": {"1": str(w.alice.id)}}
    payload["channel"] = {"id": str(channel), "type": 3, "name": "friends", "recipients": []}
    backend.emit("INTERACTION_CREATE", payload)
    await w.env.settle()
    (answered,) = [one for one in w.sent("POST") if one.path.endswith("/callback")]
    sent: dict[str, Any] = answered.json["data"]
    return sent


async def test_commands_work_in_direct_messages(world: Opener) -> None:
    w = await world()
    result = await w.alice.user.slash("ask", question=QUESTION)
    assert said(result.response).quotes[0].words == FIRST


def test_the_commands_are_those_that_are_documented(sources: Settings) -> None:
    document = (Path(__file__).parents[2] / "docs" / "discord.md").read_text("utf-8")
    tree = client_for(Answerer(sources), sources).tree
    slash = [one for one in tree.walk_commands() if isinstance(one, app_commands.Command)]
    menus = [one for one in tree.get_commands() if isinstance(one, app_commands.ContextMenu)]
    usages = {
        " ".join([one.qualified_name, *(part.name if part.required else f"[{part.name}]" for part in one.parameters)])
        for one in slash
    }
    table = "\n".join(line for line in document.splitlines() if line.startswith("|"))
    assert set(re.findall(r"`/([^`]+)`", table)) == usages
    assert {f"*{one.name}*" for one in menus} <= set(re.findall(r"\*[^*|]+\*", table))
