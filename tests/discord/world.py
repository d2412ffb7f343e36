"""A simulated Discord with the real bot in it, over a small folder of sources.

The fixture ``world`` opens one; whatever the bot sent in it is held to Discord's limits when it closes.
"""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
import simcord
from pydantic import SecretStr
from simcord.interactions import base_payload

from bot.answers import Answerer, WordedAnswer
from bot.discord.cards.card_reader import Shown
from bot.discord.cards.escaping import length
from bot.discord.client.client import Bot, client_for
from bot.discord.client.components import shown_in
from bot.settings.model import DiscordSettings, Settings
from tests.discord.markdown_reader import render
from tests.discord.openapi import refused

TOKEN = SecretStr("a-token.for.the-simulation")
SOURCES = {
    "library.txt": (
        "Mayor Ada Brown opened the new Riverside library on 4 March 2020.\n"
        "She said that the building cost 12 million dollars.\n"
        "The library holds 80,000 books and a reading room for children.\n"
    ),
    "bridge.txt": (
        "Engineer Carl Diaz designed the Harbour bridge.\n"
        "The bridge was closed for repairs in 2019 because of rust.\n"
        "Workers finished the repairs in eleven months.\n"
    ),
    "fair.txt": "".join(f"Baker number {n} sold bread at the summer fair in Riverside.\n" for n in range(1, 13)),
    "sources.toml": (
        '["library.txt"]\ntitle = "A library for Riverside"\npublisher = "The Riverside Paper"\n'
        'date = 2020-03-05\nurl = "https://example.org/library"\n'
    ),
}
Opener = Callable[..., Awaitable["World"]]


class Recorded(Answerer):
    """The real answerer, which remembers what it was asked: each question with the one before it."""

    def ask(self, question: str, *, before: str | None = None, **more: Any) -> WordedAnswer:
        self.__dict__.setdefault("asked", []).append((question, before))
        return super().ask(question, before=before, **more)


@dataclass
class World:
    """The simulation: its server, a channel, two people, and the folder of sources."""

    env: simcord.Env
    folder: Path
    settings: Settings
    answerer: Answerer
    guild: Any
    channel: Any
    alice: Any
    bob: Any

    @property
    def bot(self) -> Bot:
        bot = self.env.bot
        assert isinstance(bot, Bot)
        return bot

    @property
    def mention(self) -> str:
        return f"<@{self.env.backend.bot_user.id}>"

    def answers(self, channel: Any = None) -> list[discord.Message]:
        """What the bot has posted in a channel for everybody."""
        history = (channel or self.channel).history()
        own = [one for one in history if one.author.id == self.env.backend.bot_user.id]
        return [one for one in own if one.components and not one.flags.ephemeral]

    async def restart(self) -> None:
        """Start a new bot that knows nothing of the old one."""
        answerer = type(self.answerer)(self.settings)
        before = self.bot
        await self.env.restart_bot(client_for(answerer, self.settings))
        await before.state.close()  # which the simulation only detaches
        self.answerer = answerer

    @property
    def asked(self) -> list[tuple[str, str | None]]:
        """What the answerer was asked since the last start."""
        found: list[tuple[str, str | None]] = self.answerer.__dict__.get("asked", [])
        return found

    def sent(self, *methods: str) -> list[Any]:
        """The requests of the bot by these methods."""
        return [one for one in self.env.http_requests if not methods or one.method in methods]


def said(message: Any) -> Shown:
    """What a card says."""
    return shown_in(getattr(message, "message", message))


def text_of(message: Any) -> str:
    """All the texts of a message, as Discord shows them."""
    message = getattr(message, "message", message)
    components = [part.to_dict() for part in message.components]
    return "\n".join(render(one["content"]).text for one in walk(components) if one["type"] == 10)


def labels(message: Any) -> list[str]:
    """The labels of the buttons of a message and of what its menu offers."""
    message = getattr(message, "message", message)
    parts = list(walk([part.to_dict() for part in message.components]))
    offered = [option["label"] for one in parts if one["type"] == 3 for option in one["options"]]
    return [*(one["label"] for one in parts if one["type"] == 2), *offered]


async def press(person: Any, message: Any, label: str) -> Any:
    """Press the button whose label begins so, or choose that of the menu; "More" is the one to the next page."""
    begins = (label, "Other passages", "Rest of the answer") if label == "More" else (label,)
    whole = next((one for one in labels(message) if one.startswith(begins)), label)
    parts = walk([part.to_dict() for part in getattr(message, "message", message).components])
    offered = {option["label"]: option["value"] for one in parts if one["type"] == 3 for option in one["options"]}
    if whole in offered:
        return await person.select(message, [offered[whole]])
    return await person.click(message, label=whole)


async def emitted(w: World, kind: int, data: dict[str, Any], more: dict[str, Any], guild: int | None) -> Any:
    """What alice is told by an interaction that Discord itself would not let her send; without a guild, directly."""
    backend, channel = w.env.backend, w.channel.id if guild else w.alice.user.dm_channel.id
    _, payload = base_payload(backend, type=kind, channel_id=channel, guild_id=guild, user_id=w.alice.id, data=data)
    backend.emit("INTERACTION_CREATE", payload | more)
    await w.env.settle()
    return [one for one in w.sent("POST") if one.path.endswith("/callback")][-1].json["data"]


def walk(components: list[Any]) -> Iterator[dict[str, Any]]:
    """Every component of a message, also within others."""
    for one in components:
        yield one
        yield from walk(one.get("components") or [])
        yield from walk([one["component"]] if one.get("component") else [])


def hold_to_limits(request: Any) -> int:
    """Hold what one request sent to the limits of Discord; gives the number of messages in it."""
    body = request.json
    assert (why := refused(request.method, request.path, body)) is None, why
    if request.path.endswith("/commands") and request.method == "PUT":
        for command in body:
            _hold_command(command)
        return 0
    if not isinstance(body, dict):
        return 0
    kind = body.get("type") if request.path.endswith("/callback") else None
    body = (body.get("data") or {}) if kind else body
    if kind == discord.InteractionResponseType.modal.value:
        _hold_modal(body)
    elif kind == discord.InteractionResponseType.autocomplete_result.value:
        assert len(body["choices"]) <= 25
        assert all(0 < len(one["name"]) <= 100 and 0 < len(one["value"]) <= 100 for one in body["choices"])
    elif "components" in body or "content" in body:
        _hold_message(body)
        return 1
    return 0


def _hold_message(body: dict[str, Any]) -> None:
    assert body["allowed_mentions"] == {"parse": []}
    assert not body.get("content")
    assert not body.get("embeds")
    components = list(walk(body["components"]))
    assert len(components) <= 40
    texts = [one["content"] for one in components if one["type"] == 10]
    assert 0 < sum(map(length, texts)) <= 4000
    for one in components:
        assert one["type"] != 1 or 1 <= len(one["components"]) <= 5
        assert one["type"] != 2 or (len(one["label"]) <= 80 and len(one["custom_id"]) <= 100)
    # The one thing of Discord's that the bot names are the channels it was set to read; that pings nobody.
    texts = [re.sub(r"<#\d+>", "", text) if text.startswith("**What I see**") else text for text in texts]
    texts = [
        re.sub(r"<t:\d+:R>", "", text) if text.startswith(("That was", "This channel")) else text for text in texts
    ]
    texts = [re.sub(r"(?m)^(-# (?:Asked|Given) .*)<t:\d+:R>", r"\1", text) for text in texts]
    rules = {rule for text in texts for rule in render(text).rules}
    ours = {"bold", "underline", "italic", "quote", "subtext", "heading", "list", "code", "masked link", "angled link"}
    ours |= {"strike", "code block"}
    assert rules <= ours, rules - ours


def _hold_modal(body: dict[str, Any]) -> None:
    assert len(body["title"]) <= 45
    assert len(body["custom_id"]) <= 100
    for one in walk(body["components"]):
        assert len(one.get("label") or "") <= 45
        assert len(one.get("description") or "") <= 100
        assert len(one.get("placeholder") or "") <= 100


def _hold_command(command: dict[str, Any]) -> None:
    inner = [part for one in command.get("options", []) for part in one.get("options", [])]
    for one in (command, *command.get("options", []), *inner):
        names = [one["name"], *(one.get("name_localizations") or {}).values()]
        assert all(0 < len(name) <= 32 for name in names)
        if command["type"] == 1:
            assert all(name == name.lower() and " " not in name for name in names)
            described = [one["description"], *(one.get("description_localizations") or {}).values()]
            assert all(0 < len(text) <= 100 for text in described)


@asynccontextmanager
async def worlds(tmp_path: Path) -> AsyncIterator[Opener]:
    """Opens a simulation; takes settings of the bot, ``more`` others, ``files`` as sources, the ``answerer``."""
    async with AsyncExitStack() as stack:

        async def opened(
            *,
            files: dict[str, str] | None = None,
            answerer: type[Answerer] = Recorded,
            options: dict[str, Any] | None = None,
            more: dict[str, Any] | None = None,
            **settings: Any,
        ) -> World:
            folder = tmp_path / "sources"
            folder.mkdir()
            for name, text in (SOURCES if files is None else files).items():
                (folder / name).write_text(text, "utf-8", newline="")
            discord_settings = DiscordSettings(**{"state": tmp_path / "state"} | settings)
            whole = Settings(sources=folder, discord=discord_settings, **more or {})
            ready = answerer(whole)
            env = simcord.Env(client_for(ready, whole), **(options or {}))
            await env.start()
            stack.push_async_callback(_leave, env)
            guild = env.create_guild("Riverside")
            channel = guild.create_text_channel("general")
            alice, bob = (guild.add_member(env.create_user(name)) for name in ("alice", "bob"))
            return World(env, folder, whole, ready, guild, channel, alice, bob)

        yield opened


async def _leave(env: simcord.Env) -> None:
    """End a simulation: whatever the bot sent is within the limits, and nothing went wrong that no test looked at."""
    await env.shutdown()
    if isinstance(env.bot, Bot):
        await env.bot.state.close()  # which the simulation only detaches
    for request in env.http_requests:
        hold_to_limits(request)
    if env.check_errors:
        env.raise_errors()
