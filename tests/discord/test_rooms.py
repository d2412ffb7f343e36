"""The rooms: those that are pure never load discord."""

import subprocess
import sys
from pathlib import Path


def test_neither_the_terminal_nor_a_pure_room_loads_discord() -> None:
    cards = sorted((Path(__file__).parents[2] / "bot" / "discord" / "cards").glob("[!_]*.py"))
    others = ["message_text", "credentials", "event_log", "rate_limits", "usage", "workers"]
    names = ["bot.discord", *(f"bot.discord.cards.{one.stem}" for one in cards)]
    names += [f"bot.discord.client.{one}" for one in others]
    assert len(cards) > 5
    code = f"import sys, {', '.join(names)}; sys.exit('discord' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
