"""What a pasted text claims: each quote with its citation, or else each quote in it, or all of it."""

import re
from collections.abc import Sequence

from bot.answers import Answerer
from index.citations.claims import Claim, quotes_in

__all__ = ["claims_of"]

_CITED = re.compile(r":\d{1,12}\b|#L\d|\blines?\s\d")


def claims_of(library: Answerer, text: str) -> Sequence[str | Claim]:
    """Return what a text claims, to be checked one by one."""
    found = library.claims(text)
    if len(found) > 1 or _CITED.search(text):
        return found
    quotes = quotes_in(text)
    return found if len(quotes) == 1 and quotes[0].words == text else quotes
