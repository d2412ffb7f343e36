"""The rooms: those that are pure never load discord."""

import subprocess
import sys
from pathlib import Path


def test_neither_the_terminal_nor_a_pure_room_loads_discord() -> None:
    rooms = Path(__file__).parents[2] / "bot" / "discord"
    pure = [path for room in ("cards", "saving", "state") for path in sorted((rooms / room).glob("[!_]*.py"))]
    others = ["message_text", "credentials", "event_log", "usage", "workers"]
    names = ["bot.discord", *(f"bot.discord.{one.parent.name}.{one.stem}" for one in pure)]
    names += [f"bot.discord.client.{one}" for one in others]
    assert len(pure) > 10
    code = f"import sys, {', '.join(names)}; sys.exit('discord' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
