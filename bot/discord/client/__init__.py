"""Speaks with Discord through discord.py."""
