"""``pullquote repl``: answers questions at a prompt."""

import argparse
import sys
from functools import partial

from bot import __version__
from bot.commands.shared import answerer, scope, screen, settings
from bot.terminal.prompt import converse, history_path, prompt_session, read_lines
from bot.terminal.session import Session

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> int:
    """Answer until the input ends; return 0."""
    chosen = settings(arguments)
    part = scope(arguments)
    made = answerer(chosen, part)
    session = Session(made, partial(screen, chosen, part), folder=str(chosen.sources), context=chosen.context)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        read_lines(session, sys.stdin)
        return 0
    sources = made.sources()
    passages = sum(one.passages for one in sources)
    held = f"{len(sources):,} sources, {passages:,} passages" + (f" in the scope {part}" if part else "")
    print(f"Pullquote {__version__}: {held}. :help helps, Ctrl-D ends.\n")
    converse(session, prompt_session(session, history_path(chosen)))
    return 0
