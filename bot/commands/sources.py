"""``pullquote sources``: what is served, and what is not and why."""

import argparse

from bot.answers import Answerer
from bot.commands.shared import json_lines, screen, settings
from bot.jsonform import dumps, sources_object
from bot.terminal_sources import sources_text

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> int:
    """List the sources, or the lines of one; raises SourcesError where there is none to serve."""
    chosen = settings(arguments)
    made = Answerer(chosen)
    if arguments.json:
        json_lines()
        print(dumps(sources_object(made.sources(), made.problems())))
    else:
        print(sources_text(str(chosen.sources), made.sources(), made.problems(), screen(chosen)))
    return 0
