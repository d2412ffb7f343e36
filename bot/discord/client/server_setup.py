"""``/setup``: a private message of menus with which the moderators of a server set who may ask, and how it is answered.

The menus are remembered by nobody: each press names its setting in its ``custom_id``, and is answered from the state.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str

from bot.discord.cards.card import Colour
from bot.discord.client.access import SETUP
from bot.discord.client.answering import Answering
from bot.discord.client.responses import SILENT, Reply, tell, trouble
from bot.discord.state.database import StateError
from bot.discord.state.servers import ServerSettings
from bot.wording.speaking import said, shipped, speaking
from bot.wording.template_file import LANGUAGES
from bot.wording.voices import AUTO

__all__ = ["ServerSetup", "setup_command"]

Interaction = discord.Interaction[Any]

MOST = 25
"""The most channels or roles that a menu of Discord takes."""
_TYPES = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.forum,
    discord.ChannelType.voice,
    discord.ChannelType.stage_voice,
]


class ServerSetup:
    """Shows the settings of a server, and changes them for people who may manage it."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self._servers = answering.state.servers

    async def show(self, interaction: Interaction) -> None:
        """Show the menus to who asked alone."""
        if (guild := await self._managed(interaction)) is not None:
            view = self._menus(guild)
            await interaction.response.send_message(view=view, ephemeral=True, allowed_mentions=SILENT)

    async def press(self, interaction: Interaction) -> None:
        """Change the setting whose menu or button was pressed, and show the menus anew."""
        guild = await self._managed(interaction)
        if guild is None:
            return
        data: dict[str, Any] = {**(interaction.data or {})}
        choices = self._choices(guild, str(data.get("custom_id")).partition(":")[2], data.get("values") or ())
        try:
            await self._servers.change(guild.id, choices)
        except StateError as error:
            view = Reply(trouble(error)).view()
            await interaction.response.send_message(view=view, ephemeral=True, allowed_mentions=SILENT)
            return
        language = self._answering.language(guild.id, interaction.locale.value)
        with speaking(self._answering.voices.of(language)):
            await interaction.response.edit_message(view=self._menus(guild), allowed_mentions=SILENT)

    async def _managed(self, interaction: Interaction) -> discord.Guild | None:
        """Return the server of an interaction, if the bot is in it and the person may manage it and is not in haste."""
        guild: discord.Guild | None = interaction.client.get_guild(interaction.guild_id or 0)
        refusal = self._answering.haste(interaction.user.id, interaction.created_at)
        if guild is None or not interaction.permissions.manage_guild:
            refusal = said("setup.not_yours")
        if refusal:
            await tell(interaction, refusal)
            return None
        return guild

    def _choices(self, guild: discord.Guild, name: str, values: Sequence[str]) -> dict[str, Any]:
        """Return the settings that a press changes."""
        if name in {"channels", "roles"}:
            return {name: tuple(sorted(map(int, values)))}
        if name == "language":
            return {name: next((one for one in values if one in LANGUAGES), "")}
        if name == "private":
            return {name: not self._servers.of(guild.id).private}
        if name == "threads":
            return {name: not self._answering.opens_threads(guild.id)}
        return ServerSettings().model_dump()

    def _menus(self, guild: discord.Guild) -> ui.LayoutView:
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.Container(*self._items(guild), accent_colour=discord.Colour(int(Colour.CONTEXT))))
        view.add_item(ui.ActionRow(*self._buttons(guild)))
        view.stop()  # discord.py is to keep nothing of it
        return view

    def _items(self, guild: discord.Guild) -> Iterator[ui.Item[Any]]:
        limits = self._answering.workers.settings
        chosen = self._servers.of(guild.id)
        limited = [f"-# {said('setup.limited')}"] if limits.channels or limits.roles else []
        yield ui.TextDisplay("\n".join([said("setup.title"), said("setup.at_once"), *limited]))
        yield ui.TextDisplay(said("setup.channels"))
        channels = [channel for one in chosen.channels if (channel := guild.get_channel(one))]
        yield ui.ActionRow(
            ui.ChannelSelect(
                custom_id=f"{SETUP}:channels",
                channel_types=_TYPES,
                placeholder=said("setup.channels_all"),
                min_values=0,
                max_values=MOST,
                default_values=channels,
            )
        )
        yield ui.TextDisplay(said("setup.roles"))
        roles = [role for one in chosen.roles if (role := guild.get_role(one))]
        yield ui.ActionRow(
            ui.RoleSelect(
                custom_id=f"{SETUP}:roles",
                placeholder=said("setup.roles_all"),
                min_values=0,
                max_values=MOST,
                default_values=roles,
            )
        )
        yield ui.TextDisplay(said("setup.language"))
        yield ui.ActionRow(_languages(chosen.language))
        seen = said("setup.seen_by_one" if chosen.private else "setup.seen_by_all")
        where = said("setup.in_threads" if self._answering.opens_threads(guild.id) else "setup.in_place")
        yield ui.TextDisplay(said("setup.how", seen=seen, where=where))

    def _buttons(self, guild: discord.Guild) -> Iterator[ui.Button[Any]]:
        private = "private_off" if self._servers.of(guild.id).private else "private_on"
        threads = "threads_off" if self._answering.opens_threads(guild.id) else "threads_on"
        for name, label in (("private", private), ("threads", threads), ("reset", "reset")):
            yield ui.Button(
                custom_id=f"{SETUP}:{name}", label=said(f"setup.{label}"), style=discord.ButtonStyle.secondary
            )


def _languages(chosen: str) -> ui.Select[Any]:
    """Return the menu of the languages, each by its own name."""
    names = {AUTO: said("setup.language_auto"), **{code: shipped(code).say("language.name") for code in LANGUAGES}}
    options = [
        discord.SelectOption(label=name, value=code, default=code == (chosen or AUTO)) for code, name in names.items()
    ]
    return ui.Select(custom_id=f"{SETUP}:language", options=options)


def setup_command(setup: ServerSetup) -> app_commands.Command[Any, ..., None]:
    """Return the command, which Discord offers to people who may manage the server."""

    @app_commands.command(
        name=locale_str(SETUP), description=locale_str("Set who may ask this bot in this server, and how it answers")
    )
    @app_commands.default_permissions(manage_guild=True)
    async def command(interaction: Interaction) -> None:
        await setup.show(interaction)

    return command
