"""Bounding: how far above tantivy's score ours can lie.

tantivy's BM25 has k1 = 1.2 and b = 0.75 and lengths rounded down to a byte, so it punishes long texts more than ours
does. Every text is therefore made longer by as many fillers, terms that nobody asks for: the more there are, the less
do lengths differ. With one and a half times the mean length they differ just as much as for ours, and in texts of usual
lengths neither score is more than a tenth from the other times a constant.
"""

from index.retrieval.bm25 import K1, B

__all__ = ["FILLER", "PARAGRAPH_FILLERS", "SENTENCE_FILLERS", "TITLE_FILLED", "underrated"]

FILLER = "."
"""No term, since terms are made of letters and numbers."""

SENTENCE_FILLERS, PARAGRAPH_FILLERS = 24, 96
"""How many fillers are added to a sentence and to a paragraph: one and a half times the mean of usual prose."""

TITLE_FILLED = 128
"""Terms of which a title with its headings has so many when it is filled up; then each term counts just its weight."""

TANTIVY_K1, TANTIVY_B = 1.2, 0.75

IMPRECISE = 1e-5
"""The share by which a score of tantivy may be too low, since it counts in 32 bits."""


def underrated(mean: float, fillers: int, average: float) -> float:
    """Return how many times as large as tantivy's our score of a text is at most, whatever its length is.

    ``mean`` is the mean length of the texts without fillers, ``average`` the one that tantivy knows, with them. For a
    length, the quotient of both saturations lies between that of a single occurrence and that of any number of them,
    where only k1 + 1 are left; for a single one, it lies between those of the shortest and of the longest text.
    """
    shortest = (1 + TANTIVY_K1 * (1 - TANTIVY_B + TANTIVY_B * fillers / average)) / (1 + K1 * (1 - B))
    longest = TANTIVY_K1 * TANTIVY_B / average * mean / (K1 * B)
    return (K1 + 1) / (TANTIVY_K1 + 1) * max(1.0, shortest, longest) * (1 + IMPRECISE)
