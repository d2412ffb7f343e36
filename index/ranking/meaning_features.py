"""The features that a model adds to those of the words, by name; see ``index.ranking.meaning``."""

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["IN_PLACE", "MEANING", "SENTENCE", "SHORT"]

SENTENCE, IN_PLACE = "meaning", "meaning in place"
SHORT = ", short"

MEANING: Mapping[str, str] = MappingProxyType(
    {
        SENTENCE: "how near the model finds the sentence to the question",
        IN_PLACE: "how near it finds the sentence with its title and headings",
        SENTENCE + SHORT: "the first again, for a short question",
        IN_PLACE + SHORT: "the second again, for a short question",
    }
)
"""The meaning of each feature, in words for a person."""
