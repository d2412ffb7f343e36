"""The Discord bot: a thin shell over cards that never import discord."""
