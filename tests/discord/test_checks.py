"""Checking quotes and looking at sources, by commands and by right-click."""

import json
from pathlib import Path

import discord
import pytest

from tests.discord.world import Opener, press, said, text_of

FIRST = "Mayor Ada Brown opened the new Riverside library on 4 March 2020."


@pytest.mark.parametrize(
    ("claim", "says"),
    [
        ("library.txt:1", "A place"),
        (FIRST, "Stands, word for word"),
        ("Mayor Ada Brown opened the new Riverside library on 5 March 2020.", "The source says otherwise"),
        ("The mayor of Atlantis sold all of its submarines to a circus.", "Not in the sources"),
        ("library.txt:99", "No such place"),
    ],
)
async def test_check_tells_apart_what_stands_and_what_does_not(world: Opener, claim: str, says: str) -> None:
    w = await world()
    result = await w.alice.slash(w.channel, "check", claim=claim)
    assert not result.ephemeral
    assert says in text_of(result.response)


async def test_check_shows_where_the_words_stand_and_what_differs(world: Opener) -> None:
    w = await world()
    claim = "Engineer Carl Diaz designed the Harbor bridge."
    result = await w.alice.slash(w.channel, "check", claim=claim, private=True)
    assert result.ephemeral
    text = text_of(result.response)
    assert "bridge.txt:1" in text
    assert "Engineer Carl Diaz designed the Harbour bridge." in text
    assert "The source says “Harbour”, not “Harbor”" in text


async def test_a_check_leads_on_to_the_context(world: Opener) -> None:
    w = await world()
    result = await w.alice.slash(w.channel, "check", claim="library.txt:2")
    context = await press(w.bob, result.response, "Context")
    assert "1 Mayor Ada Brown opened" in text_of(context.response)
    await press(w.alice, result.response, "Delete")
    assert w.answers() == []


@pytest.mark.parametrize(
    "text",
    [
        f"Look at this:\n> {FIRST}\nIs that so?",
        f"The paper wrote “{FIRST}” last week.",
        f'Somebody said "{FIRST}"',
        FIRST,
    ],
)
async def test_a_message_is_checked_by_right_click_and_the_finding_is_private(world: Opener, text: str) -> None:
    w = await world()
    message = await w.bob.send(w.channel, text)
    result = await w.alice.context_menu(w.channel, "Check this quote", message)
    assert result.ephemeral
    assert "Stands, word for word" in text_of(result.response)


async def test_a_forwarded_message_is_checked_by_what_it_forwards(world: Opener) -> None:
    w = await world()
    message = await w.bob.forward(await w.bob.send(w.channel, FIRST), w.channel)
    result = await w.alice.context_menu(w.channel, "Check this quote", message)
    assert "Stands, word for word" in text_of(result.response)


async def test_an_answer_of_the_bot_can_be_checked_by_right_click(world: Opener) -> None:
    w = await world()
    answer = await w.alice.slash(w.channel, "ask", question="Who opened the Riverside library?")
    result = await w.bob.context_menu(w.channel, "Check this quote", answer.response)
    assert "Stands, word for word" in text_of(result.response)


async def test_several_quotes_of_a_message_are_checked_each(world: Opener) -> None:
    w = await world()
    message = await w.bob.send(w.channel, f"> {FIRST}\nand\n> The moon is made of green cheese and old shoes.")
    result = await w.alice.context_menu(w.channel, "Check this quote", message)
    both = [text_of(one) for one in (result.response, *result.followups)]
    assert "Stands, word for word" in both[0]
    assert "Not in the sources" in both[1]
    assert result.followups[0].ephemeral


async def test_a_message_without_words_has_nothing_to_check(world: Opener) -> None:
    w = await world()
    message = await w.bob.send(w.channel, attachments=[("a.png", b"x")])
    result = await w.alice.context_menu(w.channel, "Check this quote", message)
    assert "no words" in text_of(result.response)


async def test_source_shows_the_lines_around_a_place_to_who_asks(world: Opener) -> None:
    w = await world()
    result = await w.alice.slash(w.channel, "source show", name="library.txt", line=2)
    assert result.ephemeral
    text = text_of(result.response)
    assert "1 Mayor Ada Brown" in text
    assert "2 She said that the building cost" in text
    by_title = await w.alice.slash(w.channel, "source show", name="a library for riverside")
    assert "1 Mayor Ada Brown" in text_of(by_title.response)


@pytest.mark.parametrize(
    ("name", "line"), [("library.txt", 99), ("nothing.txt", 1), ("../secret.txt", 1), ("@everyone", 1)]
)
async def test_a_place_that_does_not_exist_is_named_in_the_answer(world: Opener, name: str, line: int) -> None:
    w = await world()
    (w.folder.parent / "secret.txt").write_text("A secret line.\n", "utf-8")
    result = await w.alice.slash(w.channel, "source show", name=name, line=line)
    assert result.ephemeral
    assert "A secret line" not in text_of(result.response)
    assert name.removeprefix("../").removesuffix(".txt") in text_of(result.response)


async def test_checks_are_counted_and_limited_as_questions_are(world: Opener, tmp_path: Path) -> None:
    w = await world(counts=tmp_path / "counts.json", person_limit=2)
    await w.alice.slash(w.channel, "check", claim=FIRST)
    await w.alice.slash(w.channel, "ask", question="Who opened the Riverside library?")
    assert "please ask again" in text_of((await w.alice.slash(w.channel, "check", claim=FIRST)).response)
    await w.bob.slash(w.channel, "ask", question="Who painted the zeppelin?")
    counted = {"asked": 2, "answered": 1, "unsure": 0, "declined": 1, "checked": 1}
    assert json.loads((tmp_path / "counts.json").read_text()) == counted
    await w.restart()
    await w.bob.slash(w.channel, "check", claim=FIRST)
    assert json.loads((tmp_path / "counts.json").read_text()) == counted | {"checked": 2}


async def test_a_very_long_claim_is_checked_and_its_finding_fits(world: Opener) -> None:
    w = await world(files={"long.txt": "word " * 1500 + "end.\n"})
    result = await w.alice.slash(w.channel, "check", claim=("word " * 399 + "word"))
    assert said(result.response).quotes or "Not in" in text_of(result.response)


async def test_every_quote_of_a_message_counts_as_a_question_and_its_channel_has_none_of_them(world: Opener) -> None:
    w = await world(person_limit=5, channel_limit=1)
    message = await w.bob.send(w.channel, "\n\n".join(f"> {FIRST} {n}" for n in range(4)))
    await w.alice.context_menu(w.channel, "Check this quote", message)
    refused = await w.alice.context_menu(w.channel, "Check this quote", message)
    assert "please ask again" in text_of(refused.response)
    assert not (await w.alice.slash(w.channel, "check", claim=FIRST)).ephemeral


async def test_who_may_not_write_is_answered_in_private(world: Opener) -> None:
    w = await world()
    quiet = discord.PermissionOverwrite(send_messages=False)
    closed = w.guild.create_text_channel("news", overwrites={w.bob: quiet})
    for command, options in (("check", {"claim": FIRST}), ("ask", {"question": "Who opened the library?"})):
        assert (await w.bob.slash(closed, command, **options)).ephemeral
        assert not (await w.alice.slash(closed, command, **options)).ephemeral


async def test_a_text_that_makes_many_claims_counts_each_and_says_how_many_are_left(world: Opener) -> None:
    w = await world(person_limit=6)
    claim = "\n".join(
        f"“Baker number {n} sold bread at the summer fair in Riverside.” (fair.txt:{n})" for n in range(1, 9)
    )
    result = await w.alice.slash(w.channel, "check", claim=claim)
    told = [text_of(one) for one in (result.response, *result.followups)]
    assert "3 quotes of that could not be checked" in told[-1] or "do not fit" in told[-1]
    assert not (await w.alice.slash(w.channel, "check", claim=FIRST)).ephemeral
    assert "please ask again" in text_of((await w.alice.slash(w.channel, "check", claim=FIRST)).response)
