"""``pullquote check``: whether citations and quotes stand in the sources as they are now."""

import argparse
import sys
from itertools import chain

from bot.batch import read_claims
from bot.commands.shared import answerer, clean, json_lines, screen, settings
from bot.jsonform import check_object, dumps
from bot.terminal_checks import GOOD, check_text
from index.errors import UsageError

__all__ = ["run"]

STANDS, DOES_NOT = 0, 1


def run(arguments: argparse.Namespace) -> int:
    """Check each claim and sum up where there are several; 0 where all stand, 1 where one does not."""
    if not arguments.claims and not arguments.batch:
        raise UsageError("give a citation or a quote, or --batch FILE; for example: pullquote check report.txt:12")
    chosen = settings(arguments)
    made = answerer(chosen)
    shown = screen(chosen)
    context = chosen.context if arguments.context is None else arguments.context
    if arguments.json:
        json_lines()
    verdicts = []
    for claim in chain(map(clean, arguments.claims), read_claims(arguments.batch) if arguments.batch else ()):
        found = made.check(claim, context=context)
        verdicts.append(found.verdict)
        print(dumps(check_object(found)) if arguments.json else check_text(found, shown) + "\n", flush=True)
    if arguments.batch or len(verdicts) > 1:
        print(tally_text(verdicts), file=sys.stderr if arguments.json else sys.stdout)
    return STANDS if set(verdicts) == {GOOD} else DOES_NOT
