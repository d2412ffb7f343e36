"""``pullquote completion``: prints a script with which a shell completes the command line."""

import argparse
from collections.abc import Iterable

import shtab

from bot.cli import build

__all__ = ["run"]

KINDS = {"DIRECTORY": shtab.DIRECTORY, "FILE": shtab.FILE}


def run(arguments: argparse.Namespace) -> int:
    """Print the script for one shell; return 0."""
    parser = build()
    for action in _actions(parser):
        if kind := getattr(action, "completed_with", None):
            action.complete = KINDS[kind]  # type: ignore[attr-defined] # shtab reads this name
    print(shtab.complete(parser, arguments.shell))
    return 0


def _actions(parser: argparse.ArgumentParser) -> Iterable[argparse.Action]:
    """Yield the arguments of a parser and of the parsers below it."""
    for action in parser._actions:  # noqa: SLF001 # argparse has no public way to list its actions, and shtab reads this one too
        yield action
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 # the same
            for inner in action.choices.values():
                yield from _actions(inner)
