"""Shared by the commands: their settings, their answerer, their streams."""

import argparse
import io
import os
import sys
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from bot.answers import Answerer
from bot.page_link import page_base
from bot.settings.loading import load
from bot.settings.model import Settings
from bot.terminal.progress import ProgressLine
from bot.terminal.screen import Screen, harmless
from bot.wording.speaking import speak
from index.errors import UsageError
from index.library.scope import Scope

__all__ = ["OVERRIDES", "answerer", "clean", "json_lines", "scope", "scoped", "screen", "settings", "warn"]

OVERRIDES = ("sources", "limit", "color", "index_path", "engine")


def settings(arguments: argparse.Namespace, config: Path | None = None) -> Settings:
    """Load the settings with those of the command line; ``config`` takes the place of the settings file."""
    return load(config or arguments.config, os.environ, {name: getattr(arguments, name, None) for name in OVERRIDES})


def answerer(chosen: Settings, part: Scope | None = None) -> Answerer:
    """Open the sources, or a part of them; reports on standard error what is not served, and the making of an index.

    From then on, what is said is said in the language of the settings.
    """
    line = ProgressLine()
    try:
        made = Answerer(chosen, warn, line)
    finally:
        line.finish()
    speak(made.voices.of(made.voices.preferred()))
    made = scoped(made, part)
    if problems := [one for one in made.problems() if not one.of_other_kinds]:
        files = "1 file is" if len(problems) == 1 else f"{len(problems)} files are"
        warn(f"{files} not served; `pullquote sources` says why")
    return made


def scope(arguments: argparse.Namespace) -> Scope:
    """Return the part of the sources that the command line chooses; raises UsageError."""
    names, tags = (tuple(map(clean, given or ())) for given in (arguments.within, arguments.tag))
    return Scope(names, tags, arguments.since, arguments.until)


def scoped(made: Answerer, part: Scope | None) -> Answerer:
    """Return an answerer of a part of the sources; raises UsageError if it is empty, with the names most like it."""
    if not part:
        return made
    records = made.sources()
    if any(part.holds(one.name, one.metadata) for one in records):
        return made.within(part)
    folders = (one.name.rpartition("/")[0] + "/" for one in records if "/" in one.name)
    tags = (tag for one in records for tag in one.metadata.tags)
    known = dict.fromkeys([*folders, *(one.name for one in records), *tags])
    wanted = (*part.names, *part.tags)
    near = dict.fromkeys(name for one in wanted for name in get_close_matches(one, known, n=3))
    cure = f"did you mean {', '.join(near)}?" if near else "`pullquote sources` lists what there is"
    raise UsageError(f"no source is in the scope ({part}); {cure}")


def screen(chosen: Settings, part: Scope | None = None) -> Screen:
    """Return the screen behind standard output, on which citations link to where a part of the sources is served."""
    return replace(Screen.of(sys.stdout, chosen.color, os.environ), base=page_base(chosen, part))


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
