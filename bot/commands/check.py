"""``pullquote check``: checks citations and quotes against the sources as they are now."""

import argparse
import sys
from collections.abc import Callable
from functools import partial
from itertools import chain

from bot.answers import Answerer
from bot.commands.batch import read_claims
from bot.commands.shared import answerer, clean, json_lines, screen, settings
from bot.jsonform import check_error, check_object, dumps
from bot.terminal.check_text import GOOD, check_text, failed_check_text, tally_text
from bot.terminal.screen import Screen
from bot.wording.failures import failure_text
from index.errors import UsageError
from index.library.verification import Verdict, Verification

__all__ = ["run"]

STANDS, DOES_NOT = 0, 1
Show = Callable[[Verification], str]
Failed = Callable[[str, str], str]


def run(arguments: argparse.Namespace) -> int:
    """Print the check of each claim, and a summary of several; return 0 if all stand, 1 if one does not or failed."""
    if not arguments.claims and not arguments.batch:
        raise UsageError("give a citation or a quote, or --batch FILE; for example: pullquote check report.txt:12")
    chosen = settings(arguments)
    several = bool(arguments.batch) or len(arguments.claims) > 1
    context = chosen.context if arguments.context is None else arguments.context
    show, failed = _forms(arguments, screen(chosen), several=several)
    check = partial(_check, made=answerer(chosen), context=context, show=show, failed=failed if several else None)
    verdicts = []
    for claim in chain(map(clean, arguments.claims), read_claims(arguments.batch) if arguments.batch else ()):
        verdict, text = check(claim)
        verdicts.append(verdict)
        print(text, flush=True)
    if several:
        print(tally_text(verdicts), file=sys.stderr if arguments.json else sys.stdout)
    return STANDS if set(verdicts) == {GOOD} else DOES_NOT


def _check(
    claim: str, *, made: Answerer, context: int, show: Show, failed: Failed | None
) -> tuple[Verdict | None, str]:
    """Return the verdict on a claim, None if its check fails, and the text to print; raises if ``failed`` is None."""
    try:
        check = made.check(claim, context=context)
        return check.verdict, show(check)
    except Exception as error:
        if failed is None:
            raise
        return None, failed(claim, failure_text(error))


def _forms(arguments: argparse.Namespace, shown: Screen, *, several: bool) -> tuple[Show, Failed]:
    """Return the form in which a check is printed, and that of a check that failed."""
    if arguments.json:
        json_lines()
        return lambda check: dumps(check_object(check)), lambda claim, cause: dumps(check_error(claim, cause))
    return (
        lambda check: check_text(check, shown, named=several) + "\n" * several,
        lambda claim, cause: failed_check_text(claim, cause, shown) + "\n",
    )
