"""A place is given a part of the sources: nothing outside of it is shown, named, completed or counted there."""

import json
from types import SimpleNamespace
from typing import Any

import pytest

from bot.discord.client.place_scopes import PlaceScopes
from bot.settings.model import ScopeSettings
from index.library.scope import Scope
from tests.discord.test_saving import moderator
from tests.discord.test_source_commands import manager
from tests.discord.world import Opener, World, labels, press, said, text_of, walk

RULES, RECENT, ALL = Scope(("rules/",)), Scope(since="2015"), Scope(("*",))
HIDDEN = "The vault of the Zanzibar treasury opens with the code Quetzal.\n"
NAME = "vaults/zanzibar.txt"
QUESTION = "What opens with a code?"
COMMANDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("sources", {}),
    ("sources", {"name": "secret"}),
    ("sources", {"name": NAME}),
    ("source show", {"name": NAME, "line": 1}),
    ("source remove", {"name": NAME}),
    ("check", {"claim": f"{NAME}:1"}),
    ("check", {"claim": "opens with the code"}),
    ("about", {}),
)
COMPLETED = (("sources", "name"), ("source show", "name"), ("source remove", "name"), ("ask", "question"))
TRACES = ("zanzibar", "quetzal", "vault", "treasury")


def channel(number: int, parent: int | None = None, category: int | None = None) -> Any:
    return SimpleNamespace(id=number, parent_id=parent, category_id=category)


@pytest.mark.parametrize(
    ("place", "server", "scope"),
    [
        (channel(1), 9, RULES),
        (channel(5, parent=1), 9, RULES),
        (channel(6, category=2), 9, RECENT),
        (channel(6), 9, ALL),
        (channel(6), 8, RULES),
        (channel(6), None, RULES),
        (1, None, RULES),
        (None, None, RULES),
    ],
)
def test_the_closest_place_counts(place: Any, server: int | None, scope: Scope) -> None:
    scopes = {"rules": RULES, "recent": RECENT, "all": ALL}
    places = {"1": "rules", "2": "recent", "9": "all", "default": "rules"}
    assert PlaceScopes(scopes, places).of(place, server) == scope
    assert PlaceScopes(scopes, {}).of(place, server) is None


async def opened(world: Opener, **settings: Any) -> World:
    """A server that is given all sources but a secret one, which another place has been answered from."""
    w = await world(person_limit=0, channel_limit=0, **settings)
    for name, text in ((NAME, HIDDEN), (f"community/{w.guild.id}/vault.md", "# The treasury\n\nIt was sold.\n")):
        (w.folder / name).parent.mkdir(parents=True)
        (w.folder / name).write_text(text, "utf-8")
    with (w.folder / "sources.toml").open("a", encoding="utf-8") as table:
        table.write(f'["{NAME}"]\ntitle = "The Zanzibar treasury"\n')
    w.answerer.reload()
    return w


async def given(w: World, *names: str) -> None:
    """Start the bot anew with a scope for every place."""
    scopes = {"town": ScopeSettings.model_validate({"in": list(names)})}
    discord = w.settings.discord.model_copy(update={"scopes": {"default": "town"}})
    w.settings = w.settings.model_copy(update={"scopes": scopes, "discord": discord})
    await w.restart()


def traces(value: object, *typed: str) -> list[str]:
    """What of the secret stands in what was sent, besides what was typed."""
    found = json.dumps(value, default=str, ensure_ascii=False).lower().replace("\\", "")  # escapes of Markdown
    for one in typed:
        found = found.replace(one.lower(), "")
    return [one for one in TRACES if one in found]


async def ask_everything(w: World, answer: Any, private: Any) -> None:
    """Use every surface of the bot, also the buttons of answers from before, and a reply to one."""
    for question in (QUESTION, "hello", "What is this about?", "Summarise it all", "Who opened?", "thanks"):
        await w.alice.slash(w.channel, "ask", question=question, private=True)
        await w.alice.send(w.channel, f"{w.mention} {question}")
        await w.alice.send_dm(question)
    for command, options in COMMANDS:
        await w.bob.slash(w.channel, command, **options)
    await manager(w).slash(w.channel, "source reload")
    for typed in ("", "sec", "the", "zan"):
        for command, option in COMPLETED:
            await w.alice.autocomplete(w.channel, command, option, typed)
    await w.alice.context_menu(w.channel, "Check this quote", await w.alice.send(w.channel, "> opens with the code"))
    await w.alice.send(w.channel, f"{w.mention} And when?", reply_to=answer.message)
    for shown, label in [(one, label) for one in (answer, private) for label in labels(one)]:
        opened = await press(w.bob, shown, label)
        if label == "Follow up":
            (field,) = [one for one in walk(opened.modal["components"]) if one["type"] == 4]
            await w.bob.submit_modal(opened, {field["custom_id"]: "What is in it?"})


async def test_nothing_of_a_source_outside_is_shown_on_any_surface(world: Opener) -> None:
    w = await opened(world, save=True)
    listed = (await w.alice.slash(w.channel, "sources")).response
    answer = (await w.alice.slash(w.channel, "ask", question=QUESTION)).response
    private = (await w.bob.slash(w.channel, "ask", question=QUESTION, private=True)).response
    asked = await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    assert {"Context", "Check against the files", "Follow up", "Share with everybody"} <= {
        *labels(answer),
        *labels(private),
    }
    assert "Quetzal" in text_of(answer)
    assert "5 sources" in text_of(listed)
    old = [one.words for one in said(answer).quotes]
    await given(w, "library.txt", "bridge.txt", "fair.txt")
    before = len(w.env.http_requests)
    await ask_everything(w, answer, private)
    await w.alice.edit(asked, f"{w.mention} {QUESTION} Tell me")
    bodies = [one.json for one in w.env.http_requests[before:] if one.json]
    assert len(bodies) > 40
    for body in bodies:
        assert not traces(body, NAME, *old)
    assert any("3 sources" in str(one) for one in bodies)
    assert not any("4 sources" in str(one) or "5 sources" in str(one) for one in bodies)


async def test_a_channel_is_given_more_than_its_server(world: Opener) -> None:
    w = await opened(world)
    scopes = {
        "town": ScopeSettings.model_validate({"in": ["library.txt"]}),
        "all": ScopeSettings.model_validate({"in": ["*"]}),
    }
    places = {str(w.guild.id): "town", str(w.channel.id): "all"}
    w.settings = w.settings.model_copy(
        update={"scopes": scopes, "discord": w.settings.discord.model_copy(update={"scopes": places})}
    )
    await w.restart()
    other = w.guild.create_text_channel("other")
    here = await w.alice.slash(w.channel, "ask", question="What opens with a code?")
    there = await w.alice.slash(other, "ask", question="What opens with a code?")
    assert "Quetzal" in text_of(here.response)
    assert not traces(text_of(there.response))


async def test_a_list_of_what_was_not_answered_well_cites_nothing_outside(world: Opener) -> None:
    w = await opened(world)
    answer = (await w.alice.slash(w.channel, "ask", question=QUESTION)).response
    await press(w.alice, answer, "👎")
    assert NAME in text_of((await moderator(w).slash(w.channel, "unanswered")).response)
    await given(w, "library.txt")
    listed = text_of((await moderator(w).slash(w.channel, "unanswered")).response)
    assert "An answer without a quote" in listed
    assert not traces(listed)
