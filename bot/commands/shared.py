"""Shared by the commands: their settings, their answerer, their streams."""

import argparse
import io
import os
import sys
from pathlib import Path

from bot.answers import Answerer
from bot.settings.loading import load
from bot.settings.model import Settings
from bot.terminal.progress import ProgressLine
from bot.terminal.screen import Screen, harmless

__all__ = ["OVERRIDES", "answerer", "clean", "json_lines", "screen", "settings", "warn"]

OVERRIDES = ("sources", "limit", "color", "index_path")


def settings(arguments: argparse.Namespace, config: Path | None = None) -> Settings:
    """Load the settings with those of the command line; ``config`` takes the place of the settings file."""
    return load(config or arguments.config, os.environ, {name: getattr(arguments, name, None) for name in OVERRIDES})


def answerer(chosen: Settings) -> Answerer:
    """Open the sources; files that are not served, and the making of an index, are reported on standard error."""
    line = ProgressLine()
    try:
        made = Answerer(chosen, warn, line)
    finally:
        line.finish()
    if problems := [one for one in made.problems() if not one.of_other_kinds]:
        files = "1 file is" if len(problems) == 1 else f"{len(problems)} files are"
        warn(f"{files} not served; `pullquote sources` says why")
    return made


def screen(chosen: Settings) -> Screen:
    """Return the screen behind standard output."""
    return Screen.of(sys.stdout, chosen.color, os.environ)


def warn(text: str) -> None:
    """Print a message on standard error."""
    print(f"pullquote: {harmless(text)}", file=sys.stderr)


def clean(argument: str) -> str:
    """Replace the bytes of an argument that are not UTF-8."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def json_lines() -> None:
    """Make standard output UTF-8, as JSON is in every locale."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
