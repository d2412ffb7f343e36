"""``pullquote eval``: measures the answers to questions with known answers, under one setting or under two."""

import argparse
import sys
from pathlib import Path

from bot.commands.feedback import write_questions
from bot.commands.shared import answerer, json_lines, settings
from bot.jsonform import dumps, evaluation_object
from bot.settings.model import Settings
from bot.terminal.evaluation_text import render, render_comparison
from bot.terminal.progress import BatchProgress
from bot.terminal.screen import harmless
from index.errors import UsageError
from index.library.evaluation import Evaluation, evaluate

__all__ = ["run"]

ALL_RIGHT, MISSES = 0, 1


def run(arguments: argparse.Namespace) -> int:
    """Print the measures and the misses, or make a file of questions; return 0 if there is no miss, 1 if there is one.

    Raises UsageError for a command line that names neither questions nor votes, or both.
    """
    if arguments.from_feedback:
        if arguments.file or arguments.compare or arguments.json:
            raise UsageError("--from-feedback makes a file of questions and measures nothing; leave the rest out")
        parts = bool(settings(arguments).discord.scopes)
        written = write_questions(arguments.from_feedback, arguments.output, parts=parts)
        return ALL_RIGHT if written else MISSES
    if arguments.output:
        raise UsageError("--output is where --from-feedback writes; name the bot's state by --from-feedback")
    if not arguments.file:
        raise UsageError("name a file of questions, or make one with --from-feedback; see `pullquote eval --help`")
    evaluations = [_evaluated(arguments.file, settings(arguments), "as set" if arguments.compare else "")]
    if arguments.compare:
        other = settings(arguments, arguments.compare)
        evaluations.append(_evaluated(arguments.file, other, arguments.compare.name))
    if arguments.json:
        json_lines()
        print("\n".join(dumps(evaluation_object(one)) for one in evaluations))
    else:
        print(harmless(render_comparison(*evaluations) if arguments.compare else render(*evaluations)))
    return MISSES if evaluations[-1].misses else ALL_RIGHT


def _evaluated(file: Path, chosen: Settings, name: str) -> Evaluation:
    """Evaluate under one setting, with progress on standard error."""
    progress = BatchProgress(sys.stderr)
    evaluation = evaluate(answerer(chosen), file, name=name, step=progress.step)
    progress.finish(f"{progress.done} asked{', ' * bool(name)}{name}")
    return evaluation
