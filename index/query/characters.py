"""Questions in scripts without spaces between words: which of their characters and pairs likely are words.

A text in such a script is analysed as its characters and all pairs of adjacent ones, and many of those pairs straddle
two words.
"""

from collections.abc import Iterator, Mapping, Sequence

from index.text.analyzer import Analyzer, Token
from index.text.word_patterns import UNSPACED

__all__ = ["characters_in_pairs", "joined", "without_chance_pairs"]

PAIR = len("对话")


def without_chance_pairs(tokens: Sequence[Token], frequencies: Mapping[str, int]) -> tuple[Token, ...]:
    """Drop the pairs that no source has and that overlap one which some source has: they straddle two words.

    ``frequencies`` maps each term to its document frequency.
    """
    known = _places_in_pairs(tokens, frequencies)
    return tuple(
        one
        for one in tokens
        if frequencies.get(one.term) or not _is_pair(one) or known.isdisjoint(range(one.start, one.end))
    )


def characters_in_pairs(tokens: Sequence[Token], frequencies: Mapping[str, int]) -> frozenset[str]:
    """Return the terms of the characters that stand in a pair which some source has."""
    known = _places_in_pairs(tokens, frequencies)
    return frozenset(one.term for one in tokens if one.end - one.start == 1 and one.start in known)


def joined(text: str, read_by: Analyzer, words: Sequence[str]) -> tuple[str, ...]:
    """Return some words of a text, as written there, each once; without spaces those that touch or overlap become one.

    ``read_by`` tells where the words stand.
    """
    if not UNSPACED.search(text):
        return tuple(dict.fromkeys(words))
    spans: list[tuple[int, int]] = []
    places = sorted((start, end) for _, start, end in read_by.tokens(text) if text[start:end] in words)
    for start, end in places:
        touches = spans and start <= spans[-1][1] and all(UNSPACED.match(text, at) for at in (start, spans[-1][0]))
        first, last = spans.pop() if touches else (start, end)
        spans.append((first, max(last, end)))
    return tuple(dict.fromkeys(text[start:end] for start, end in spans))


def _places_in_pairs(tokens: Sequence[Token], frequencies: Mapping[str, int]) -> set[int]:
    """Return the offsets of the characters of pairs that some source has."""
    return {at for one in _pairs(tokens) if frequencies.get(one.term) for at in range(one.start, one.end)}


def _pairs(tokens: Sequence[Token]) -> Iterator[Token]:
    return (one for one in tokens if _is_pair(one))


def _is_pair(one: Token) -> bool:
    return one.end - one.start == len(one.term) == PAIR and UNSPACED.match(one.term) is not None
