"""The features that a model adds to those of the words, by name; see ``index.ranking.meaning``."""

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["IN_PLACE", "MEANING", "SENTENCE"]

SENTENCE, IN_PLACE = "meaning", "meaning in place"

MEANING: Mapping[str, str] = MappingProxyType(
    {
        SENTENCE: "how near the model finds the sentence to the question",
        IN_PLACE: "how near it finds the sentence with its title and headings",
    }
)
"""The meaning of each feature, in words for a person."""
