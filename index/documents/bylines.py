"""Bylines: datelines, photo credits and sign-offs among an article's sentences, which are never an answer.

Those of English are on pages in any language; the pack of another one may tell its own credits.
"""

import re

from index.text.language import DEFAULT
from index.text.patterns import pattern

__all__ = ["LONGEST", "dateline", "is_credit", "is_dateline", "opening_credit"]

LONGEST = 160
"""Characters of the longest byline."""

_BRACKETED = re.compile(r"[(\[（][^()\[\]（）]{2,150}[)\]）](?=\s|\Z)")


def dateline(text: str) -> int:
    """Return the length of the dateline that opens a sentence, such as "PARIS, May 3 (AFP) --", or 0."""
    match = pattern(DEFAULT, "dateline").match(text, 0, LONGEST)
    return match.end() if match and match.end() < len(text) and not pattern(DEFAULT, "no_dateline").match(text) else 0


def is_dateline(text: str) -> bool:
    """True if a text is nothing but a dateline."""
    return dateline(f"{text} A") == len(text)


def opening_credit(text: str, language: str = DEFAULT) -> int:
    """Return the length of the credit in brackets that opens a sentence of a language, or 0."""
    match = _BRACKETED.match(text)
    words = match.group()[1:-1].strip(" .") if match else ""
    is_one = words and (_credits(words, language) or pattern(DEFAULT, "shared_credit").fullmatch(words))
    return match.end() if match and is_one else 0


def is_credit(text: str, language: str = DEFAULT) -> bool:
    """True if a line of a language only credits a picture or a report: "Source: Reuters"."""
    return len(text) <= LONGEST and _credits(text.rstrip(" ."), language)


def _credits(words: str, language: str) -> bool:
    return any(pattern(code, "credit").fullmatch(words) for code in {DEFAULT, language})
