"""``pullquote index``: make the index of a large folder, bring it up to date, or check it."""

import argparse
import time

from bot.commands.shared import json_lines, settings
from bot.indexing import build, build_object, check, check_object, render, render_check
from bot.jsonform import dumps
from bot.settings.model import Settings
from bot.terminal.progress import ProgressLine
from bot.terminal.screen import harmless
from index.retrieval.store.updating import IndexProgress
from index.retrieval.store.verifying import IndexVerification

__all__ = ["run"]

SAME, DIFFERS = 0, 1


def run(arguments: argparse.Namespace) -> int:
    """Do it and tell what was done; 1 where a check finds a difference."""
    chosen = settings(arguments)
    if arguments.json:
        json_lines()
    line = ProgressLine()
    if arguments.check:
        found = _checked(chosen, line)
        print(dumps(check_object(found)) if arguments.json else harmless(render_check(found)))
        return DIFFERS if found.differences else SAME
    try:
        made = build(chosen, rebuild=arguments.rebuild, wait=arguments.wait, report=line)
    finally:
        line.finish()
    print(dumps(build_object(made)) if arguments.json else harmless(render(made)))
    return SAME


def _checked(chosen: Settings, line: ProgressLine) -> IndexVerification:
    began = time.monotonic()
    try:
        return check(chosen, lambda done, of: line(IndexProgress(done, of, done, of, 0, time.monotonic() - began)))
    finally:
        line.finish()
