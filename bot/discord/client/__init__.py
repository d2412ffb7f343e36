"""The client of Discord, on discord.py."""
