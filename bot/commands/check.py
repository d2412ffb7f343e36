"""``pullquote check``: checks citations and quotes against the sources as they are now."""

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain, groupby

from bot.answers import Answerer
from bot.commands.batch import read_claims
from bot.commands.shared import answerer, clean, json_lines, scope, screen, settings
from bot.jsonform import check_error, check_object, dumps
from bot.terminal.check_text import check_text, failed_check_text, tally_text
from bot.terminal.screen import Screen
from bot.wording.failures import failure_text
from index.citations.citation import Citation
from index.citations.claims import Claim
from index.errors import CitationError, UsageError
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
    part = scope(arguments)
    made = answerer(chosen, part)
    given = chain.from_iterable(map(made.claims, map(clean, joined_claims(arguments.claims))))
    claims: list[str | Claim] = [*given, *(read_claims(arguments.batch) if arguments.batch else ())]
    several = bool(arguments.batch) or len(claims) > 1
    context = chosen.context if arguments.context is None else arguments.context
    show, failed = _forms(arguments, screen(chosen, part), several=several)
    check = partial(_check, made=made, context=context, show=show, failed=failed if several else None)
    verdicts = []
    for claim in claims:
        verdict, text = check(claim)
        verdicts.append(verdict)
        print(text, flush=True)
    if several:
        print(tally_text(verdicts), file=sys.stderr if arguments.json else sys.stdout)
    return STANDS if verdicts and all(one and one.good for one in verdicts) else DOES_NOT


def joined_claims(words: Sequence[str]) -> list[str]:
    """Return the claims of a command line, on which words without quotation marks are one quote.

    A citation beside a quote is that of the quote, as in ``NAME:6 "words"``.
    """
    claims: list[str] = []
    for cited, group in groupby(words, key=_is_citation):
        parts = list(group)
        loose = not cited and not any(" " in part.strip() for part in parts)
        claims += [" ".join(parts)] if loose else parts
    match sorted(claims, key=_is_citation):
        case [quote, citation] if _is_citation(citation) and not _is_citation(quote):
            return [f"“{quote}” ({citation})"]
    return claims


def _is_citation(word: str) -> bool:
    try:
        return bool(Citation.parse(word))
    except CitationError:
        return False


def _check(
    claim: str | Claim, *, made: Answerer, context: int, show: Show, failed: Failed | None
) -> tuple[Verdict | None, str]:
    """Return the verdict on a claim, None if its check fails, and the text to print; raises if ``failed`` is None."""
    try:
        check = made.check(claim, context=context)
        return check.verdict, show(check)
    except Exception as error:
        if failed is None:
            raise
        return None, failed(str(claim), failure_text(error))


def _forms(arguments: argparse.Namespace, shown: Screen, *, several: bool) -> tuple[Show, Failed]:
    """Return the form in which a check is printed, and that of a check that failed."""
    if arguments.json:
        json_lines()
        return (
            lambda check: dumps(check_object(check, shown.base)),
            lambda claim, cause: dumps(check_error(claim, cause)),
        )
    return (
        lambda check: check_text(check, shown, named=several) + "\n" * several,
        lambda claim, cause: failed_check_text(claim, cause, shown) + "\n",
    )
