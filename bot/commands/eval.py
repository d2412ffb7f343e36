"""``pullquote eval``: how well questions with known answers are answered, under one setting or under two."""

import argparse
import sys
from pathlib import Path

from bot.commands.batch import Progress
from bot.commands.shared import answerer, settings
from bot.settings.model import Settings
from bot.terminal.evaluation_text import render, render_comparison
from bot.terminal.screen import harmless
from index.library.evaluation import Evaluation, evaluate

__all__ = ["run"]

ALL_RIGHT, MISSES = 0, 1


def run(arguments: argparse.Namespace) -> int:
    """Ask and print the figures and the misses; 0 where there are none, 1 where there are."""
    found = _evaluated(arguments.file, settings(arguments), "as set" if arguments.compare else "")
    if arguments.compare:
        before, found = (
            found,
            _evaluated(arguments.file, settings(arguments, arguments.compare), arguments.compare.name),
        )
        print(harmless(render_comparison(before, found)))
    else:
        print(harmless(render(found)))
    return MISSES if found.misses else ALL_RIGHT


def _evaluated(file: Path, chosen: Settings, name: str) -> Evaluation:
    """The evaluation under one setting, with progress on standard error."""
    progress = Progress(sys.stderr)
    found = evaluate(answerer(chosen), file, name=name, step=progress.step)
    progress.finish(f"{progress.done} asked{', ' * bool(name)}{name}")
    return found
