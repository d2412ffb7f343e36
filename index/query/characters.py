"""Questions in scripts without spaces between words: which of their characters and pairs likely are words.

A text in such a script is analysed as its characters and all pairs of adjacent ones, and many of those pairs straddle
two words.
"""

import math
from collections.abc import Iterator, Mapping, Sequence

from index.retrieval.bm25 import idf
from index.text.analyzer import Analyzer, Token
from index.text.pack import pack
from index.text.word_patterns import UNSPACED

__all__ = ["characters_in_pairs", "joined", "news_of_pairs", "without_chance_pairs", "without_stray_particles"]

Span = tuple[int, int]

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
    """Return the terms of the characters that stand in a pair which some source has, or that none has in any pair."""
    known = _places_in_pairs(tokens, frequencies)
    paired = {at for one in _pairs(tokens) for at in range(one.start, one.end)}
    characters = (one for one in tokens if one.end - one.start == 1)
    return frozenset(
        one.term for one in characters if one.start in (paired if not frequencies.get(one.term) else known)
    )


def news_of_pairs(tokens: Sequence[Token], frequencies: Mapping[str, int], passages: int) -> Mapping[str, float]:
    """Map each pair to the share of its idf that the pairs which overlap it do not tell already, from 0 to 1.

    ``frequencies`` maps the terms to how many of the ``passages`` hold them. The pairs of a long name stand together,
    so that each tells little beyond the one beside it: as in a chain of pairs, the negative logarithm of the chance
    that a passage with the other has this one too, for either side. Of two the rarer is taken to stand nowhere without
    the other, but in one more passage with the other only as often as in any.
    """
    at = {one.start: frequencies[one.term] for one in _pairs(tokens) if frequencies.get(one.term)}
    news: dict[str, float] = {}
    for one in _pairs(tokens):
        if own := frequencies.get(one.term):
            beside = [at.get(one.start + side) for side in (-1, 1)]
            told = [_told(own, other, passages) if other else 1.0 for other in beside]
            news[one.term] = max(news.get(one.term, 0.0), sum(told) / len(told))
    return news


def _told(own: int, other: int, passages: int) -> float:
    chance = (min(own, other) + own / passages) / (other + 1)
    return min(-math.log(chance) / idf(own, passages), 1.0)


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


def without_stray_particles(text: str, matches: Sequence[Span], language: str) -> list[Span]:
    """Drop the matches in a text that touch only particles of its language: they are parts of other words there."""
    particles = pack(language).particles
    if not particles:
        return list(matches)
    runs: list[list[Span]] = []
    for one in sorted(matches):
        if runs and one[0] <= max(end for _, end in runs[-1]):
            runs[-1].append(one)
        else:
            runs.append([one])
    return [one for run in runs if not all(particles.issuperset(text[slice(*of)]) for of in run) for one in run]


def _places_in_pairs(tokens: Sequence[Token], frequencies: Mapping[str, int]) -> set[int]:
    """Return the offsets of the characters of pairs that some source has."""
    return {at for one in _pairs(tokens) if frequencies.get(one.term) for at in range(one.start, one.end)}


def _pairs(tokens: Sequence[Token]) -> Iterator[Token]:
    return (one for one in tokens if _is_pair(one))


def _is_pair(one: Token) -> bool:
    return one.end - one.start == len(one.term) == PAIR and UNSPACED.match(one.term) is not None
