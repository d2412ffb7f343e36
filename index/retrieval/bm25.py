"""The score by which every engine proposes candidates: sentence, paragraph and title together.

A term t that counts boost(t) adds to a passage

    boost(t) · idf(t) · ( S(f, l/l̄) + 0.3 · S(f', l'/l̄') + 0.5 · [t in the title] )

where f is its frequency in the sentence, f' that in the paragraph, l and l' are their lengths in terms and l̄ and l̄' the
mean lengths, S is the saturation of BM25 (Robertson and Zaragoza, 2009, equation 3.15)

    S(f, r) = f · (k1 + 1) / (f + k1 · (1 - b + b · r))

with k1 = 0.9 and b = 0.4 (Trotman, Puurula and Burgess, 2014), and idf is the one that is never negative,

    idf(t) = ln(1 + (N - df + 0.5) / (df + 0.5)).
"""

import math

__all__ = ["K1", "PARAGRAPH", "PRECISION", "TITLE", "B", "idf", "saturation"]

K1 = 0.9
B = 0.4
PARAGRAPH = 0.3
TITLE = 0.5
PRECISION = 9
"""Decimals to which scores are rounded before they are compared, so that the order of a sum decides nothing."""


def idf(document_frequency: int, passages: int) -> float:
    """Return the inverse document frequency of a term, given how many of the passages hold it; above 0."""
    return math.log(1 + (passages - document_frequency + 0.5) / (document_frequency + 0.5))


def saturation(frequency: int, relative_length: float) -> float:
    """Return what a term adds by its frequency in a text; ``relative_length`` 1.0 is the mean. From 0 to K1 + 1."""
    return frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * relative_length))
