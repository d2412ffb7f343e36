"""``pullquote check``: whether citations and quotes stand in the sources as they are now."""

import argparse
import sys
from collections.abc import Callable, Iterator
from itertools import chain

from bot.commands.batch import read_claims
from bot.commands.shared import answerer, clean, json_lines, screen, settings
from bot.jsonform import check_object, dumps
from bot.settings.model import Settings
from bot.terminal.check_text import GOOD, check_text, tally_text
from bot.terminal.screen import Screen
from index.errors import UsageError
from index.library.verification import Verification

__all__ = ["run"]

STANDS, DOES_NOT = 0, 1


def run(arguments: argparse.Namespace) -> int:
    """Check each claim and sum up where there are several; 0 where all stand, 1 where one does not."""
    if not arguments.claims and not arguments.batch:
        raise UsageError("give a citation or a quote, or --batch FILE; for example: pullquote check report.txt:12")
    chosen = settings(arguments)
    several = bool(arguments.batch) or len(arguments.claims) > 1
    show = _shower(arguments, screen(chosen), several=several)
    verdicts = []
    for found in _checks(arguments, chosen):
        verdicts.append(found.verdict)
        print(show(found), flush=True)
    if several:
        print(tally_text(verdicts), file=sys.stderr if arguments.json else sys.stdout)
    return STANDS if set(verdicts) == {GOOD} else DOES_NOT


def _checks(arguments: argparse.Namespace, chosen: Settings) -> Iterator[Verification]:
    """The claims of the command line and then those of the batch, checked as they come."""
    made = answerer(chosen)
    context = chosen.context if arguments.context is None else arguments.context
    for claim in chain(map(clean, arguments.claims), read_claims(arguments.batch) if arguments.batch else ()):
        yield made.check(claim, context=context)


def _shower(arguments: argparse.Namespace, shown: Screen, *, several: bool) -> Callable[[Verification], str]:
    if arguments.json:
        json_lines()
        return lambda found: dumps(check_object(found))
    return lambda found: check_text(found, shown, named=several) + "\n" * several
