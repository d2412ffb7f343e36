"""A place is given a part of the sources: nothing outside of it is shown, named, completed or counted there."""

import json
from types import SimpleNamespace
from typing import Any

import pytest

from bot.discord.client.place_scopes import PlaceScopes
from bot.settings.model import ScopeSettings
from index.library.scope import Scope
from tests.discord.world import Opener, World, press, text_of

RULES, RECENT, ALL = Scope(("rules/",)), Scope(since="2015"), Scope(("*",))
HIDDEN = "The vault of the Zanzibar treasury opens with the code 4711.\n"
TRACES = ("zanzibar", "4711", "vault", "treasury")


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


async def opened(world: Opener) -> World:
    """A server that is given all sources but a secret one, which another place has been answered from."""
    w = await world(person_limit=0, channel_limit=0)
    (w.folder / "secret.txt").write_text(HIDDEN, "utf-8")
    with (w.folder / "sources.toml").open("a", encoding="utf-8") as table:
        table.write('["secret.txt"]\ntitle = "The Zanzibar treasury"\n')
    w.answerer.reload()
    return w


async def given(w: World, *names: str) -> None:
    """Start the bot anew with a scope for every place."""
    scopes = {"town": ScopeSettings.model_validate({"in": list(names)})}
    discord = w.settings.discord.model_copy(update={"scopes": {"default": "town"}})
    w.settings = w.settings.model_copy(update={"scopes": scopes, "discord": discord})
    await w.restart()


def traces(value: object) -> list[str]:
    """What of the secret stands in what was sent."""
    found = json.dumps(value, default=str, ensure_ascii=False).lower()
    return [one for one in TRACES if one in found]


async def test_nothing_of_a_source_outside_is_shown_on_any_surface(world: Opener) -> None:
    w = await opened(world)
    old = (await w.alice.slash(w.channel, "ask", question="What opens with a code?")).response
    assert "4711" in text_of(old)
    listed = (await w.alice.slash(w.channel, "about")).response
    assert "4 sources" in text_of(listed)
    await given(w, "library.txt", "bridge.txt", "fair.txt")
    before = len(w.env.http_requests)
    shown: list[str] = []
    for question in ("What opens with a code?", "hello", "What is this about?", "Summarise it all", "Who opened?"):
        shown.append(text_of((await w.alice.slash(w.channel, "ask", question=question)).response))
        await w.alice.send(w.channel, f"{w.mention} {question}")
    for command, options in (
        ("sources", {}),
        ("sources", {"name": "secret"}),
        ("source show", {"name": "secret.txt", "line": 1}),
        ("check", {"claim": "secret.txt:1"}),
        ("check", {"claim": "opens with the code"}),
        ("about", {}),
    ):
        shown.append(text_of((await w.alice.slash(w.channel, command, **options)).response))
    for typed in ("", "sec", "the", "zan"):
        shown += map(str, await w.alice.autocomplete(w.channel, "sources", "name", typed))
        shown += map(str, await w.alice.autocomplete(w.channel, "ask", "question", typed))
    post = await w.alice.send(w.channel, "> opens with the code")
    shown.append(text_of((await w.alice.context_menu(w.channel, "Check this quote", post)).response))
    asked = ("what opens with a code?", "opens with the code")
    told = [one for one in shown if one.lower() not in asked]
    assert not traces(told)
    assert any("3 sources" in one for one in told)
    for one in w.env.http_requests[before:]:
        assert not traces(getattr(one, "json", None))
    for label in ("Context", "Check"):
        told_by = text_of((await press(w.alice, old, label)).response)
        assert "code 4711" not in told_by or label == "Check"


async def test_context_of_an_old_answer_shows_no_line_outside(world: Opener) -> None:
    w = await opened(world)
    old = (await w.alice.slash(w.channel, "ask", question="What opens with a code?")).response
    await given(w, "library.txt")
    assert not traces(text_of((await press(w.alice, old, "Context")).response))


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
    assert "4711" in text_of(here.response)
    assert not traces(text_of(there.response))
