"""Compounds: words of a question joined and split, since texts write "hot line" and "hotline"."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from index.query.question import Question
from index.text.analyzer import Analyzer, Token

__all__ = ["compounds", "splits"]

SHORTEST_PART, LONGEST_WORD = 3, 30
"""Letters of a part of a compound, characters of a compound."""

KEPT = 1 << 12
"""Words of which the parts are kept: the next question may have them, too."""


def compounds(question: Question, spelled: Mapping[Token, str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Join adjacent words of a question to compounds, each with the two terms: "hot line" to "hotline"."""
    for first, second in pairwise(spelled):
        between = question.text[first.end : second.start]
        if len(between) == 1 and second.end - first.start <= LONGEST_WORD:
            written = question.text[first.start : first.end] + question.text[second.start : second.end]
            yield question.analyzer.term(written), (spelled[first], spelled[second])


def splits(question: Question, spelled: Mapping[Token, str]) -> Iterator[tuple[tuple[str, str], str]]:
    """Split each word of a question in two in every way: "hotline" into "hot" and "line", with its own term."""
    for token, own in spelled.items():
        word = question.text[token.start : token.end]
        yield from ((pair, own) for pair in _halves(question.analyzer, word))


@lru_cache(KEPT)
def _halves(analyzer: Analyzer, word: str) -> tuple[tuple[str, str], ...]:
    if not word.isalpha() or not 2 * SHORTEST_PART <= len(word) <= LONGEST_WORD:
        return ()
    places = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    pairs = [(analyzer.term(word[:at].lower()), analyzer.term(word[at:].lower())) for at in places]
    return tuple((first, second) for first, second in pairs if first and second)
