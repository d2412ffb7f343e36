"""Hostile sources, hostile questions and a Discord that fails: nothing pings, breaks out or stops the bot."""

from collections.abc import Callable

import pytest

from tests.discord.markdown_reader import render
from tests.discord.world import Opener, labels, press, said, text_of, walk

HOSTILE = (
    "The mayor shouted @everyone and @here at the harbour festival near the market.",
    "The mayor met <@1> and <@&2> in <#3> at the harbour festival, see <id:customize> and </ask:4>.",
    "The mayor wrote https://evil.example/x and [click](https://evil.example) at the harbour festival discord.gg/abc.",
    "The mayor said ||a secret|| and `code` and ```block``` and **bold** at the harbour festival <t:0:R>.",
    "The mayor \u202eturned\u202c the \u200bharbour\u2066 festival\u2069 around :tada: <:a:1>.",
    "# The mayor made the harbour festival a heading, > and a quote, -# and small.",
)
QUESTION = "What did the mayor do at the harbour festival?"
OURS = {"bold", "underline", "quote", "subtext", "heading", "code", "masked link", "angled link"}
MARKED = """# Harbour

The mayor at the harbour festival did this @everyone:

1. **Met** [@here](https://evil.example) and `<@1>` at the harbour festival
2. ~~Wrote~~ *discord.gg/abc* <https://evil.example>

```sh
@everyone ||x|| harbour festival mayor
````
```

| Mayor | Did |
|---|---|
| `@here` | harbour festival <@&2> [x](https://evil.example) |
"""


@pytest.mark.parametrize("line", HOSTILE)
async def test_a_hostile_source_is_shown_word_for_word_and_does_nothing(world: Opener, line: str) -> None:
    w = await world(files={"a.txt": f"{line}\n", "b.txt": "A quiet day.\n"})
    result = await w.alice.slash(w.channel, "ask", question="What did the mayor do at the harbour festival?")
    quotes = said(result.response).quotes
    assert line in " ".join(one.words for one in quotes) or any(one.words in line for one in quotes)
    for one in walk(result.response.components):
        if one["type"] == 10:
            assert set(render(one["content"]).rules) <= OURS
    context = await press(w.bob, result.response, "Context")
    assert context.ephemeral
    check = await press(w.bob, result.response, "Check")
    assert "stands as cited" in text_of(check.response)
    for message in w.channel.history():
        assert (message.mentions, message.role_mentions, message.mention_everyone) == ([], [], False)


async def test_hostile_markdown_is_shown_as_it_means_and_does_nothing_else(world: Opener) -> None:
    w = await world(files={"a.md": MARKED, "b.txt": "A quiet day.\n"})
    result = await w.alice.slash(w.channel, "ask", question=QUESTION)
    assert said(result.response).quotes
    for one in walk(result.response.components):
        if one["type"] == 10:
            assert set(render(one["content"]).rules) <= OURS | {"italic", "strike", "list", "code block"}
            assert "//evil" not in one["content"]
    for message in w.channel.history():
        assert (message.mentions, message.role_mentions, message.mention_everyone) == ([], [], False)


@pytest.mark.parametrize(
    "question",
    [
        "@everyone <@1> <#2> <@&3> who opened the library?",
        "### who\u202e opened || the `library` **now**?",
        "[a](https://evil.example) https://evil.example :tada: <t:0> who opened it?",
        "x" * 300,
        "*_~`|" * 60,
        "; DROP TABLE passages; -- ' OR 1=1",
        "{0.__class__} %s ${HOME} \\x00",
        "🤖" * 150,
        "C#",
    ],
)
async def test_a_hostile_question_is_repeated_harmlessly_and_its_buttons_work(world: Opener, question: str) -> None:
    w = await world()
    result = await w.alice.slash(w.channel, "ask", question=question)
    shown = said(result.response).question
    assert shown == question.replace("\u202e", "")
    mentioned = await w.alice.send(w.channel, f"{w.mention} {question[:1900]}")
    assert mentioned
    await w.restart()
    await press(w.alice, result.response, "Delete")
    assert all(not one.mentions and not one.mention_everyone for one in w.answers())


async def test_a_hostile_name_of_a_source_is_shown_whole_and_leads_back(world: Opener) -> None:
    name = "a `b` _c_ ||d|| @everyone.txt"
    w = await world(files={name: "The clock tower was built by Fred Hill in 1901.\n"})
    result = await w.alice.slash(w.channel, "ask", question="Who built the clock tower?")
    assert said(result.response).quotes[0].citation == f"{name}:1"
    assert "stands as cited" in text_of((await press(w.bob, result.response, "Check")).response)
    assert "this place reads" in text_of((await w.bob.slash(w.channel, "check", claim=f"{name}:1")).response).lower()


async def test_a_sentence_longer_than_a_message_is_shown_in_parts_that_are_checked_each(world: Opener) -> None:
    sentence = "The clock tower was built by " + ", ".join(f"worker number {n}" for n in range(250)) + " in 1901."
    w = await world(files={"tower.txt": f"{sentence}\n"})
    result = await w.alice.slash(w.channel, "ask", question="Who built the clock tower?")
    words = ""
    while True:
        words += "".join(one.words for one in said(result.response).quotes)
        assert "stands as cited" in text_of((await press(w.alice, result.response, "Check")).response)
        if not {"More", "Rest of the answer"} & {*labels(result.response)}:
            break
        await press(w.alice, result.response, "More")
    assert words == sentence


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500, 503])
async def test_an_interaction_that_discord_does_not_take_stops_nothing(world: Opener, status: int) -> None:
    w = await world(options={"check_errors": False})
    w.env.inject_error("POST", "/interactions/*", status=status, times=2)
    await w.alice.slash(w.channel, "ask", question=QUESTION)
    result = await w.alice.slash(w.channel, "ask", question="Who opened the Riverside library?")
    assert said(result.response).quotes


async def test_a_message_gone_from_under_its_buttons_is_no_trouble(world: Opener) -> None:
    w = await world()
    result = await w.alice.slash(w.channel, "ask", question="Who opened the Riverside library?")
    w.env.inject_error("PATCH", "/webhooks/*", status=404, code=10008, times=1)
    await press(w.alice, result.response, "More")
    assert (await w.alice.slash(w.channel, "about")).acknowledged


async def test_an_interaction_older_than_its_token_leaves_the_bot_running(
    world: Opener, slow: Callable[[float], None]
) -> None:
    w = await world(options={"settle_timeout": 0.5, "check_errors": False}, answer_seconds=600)
    slow(599)
    await w.alice.slash(w.channel, "ask", question=QUESTION)
    await w.env.advance_time(1000)
    assert not w.bot.is_closed()
