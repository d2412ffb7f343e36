"""What a language pack must hold, and the values that some of its keys may have."""

from enum import StrEnum

__all__ = ["KINDS", "REQUIRED", "Apostrophe"]

REQUIRED = frozenset({"name", "question_words"})
"""The keys that no pack may lack."""

KINDS = frozenset(
    {
        *("person", "date", "place", "organisation", "number", "money", "percent", "duration", "reason", "manner"),
        *("definition", "which"),
    }
)
"""The keys of the tables of what asks and of nouns: the answer types, and "which" for what needs a noun."""


class Apostrophe(StrEnum):
    """The part of a word that an apostrophe sets off."""

    WITHIN = "within"
    """None: it is dropped, and an English "'s" with it."""
    BEFORE_SUFFIX = "before suffix"
    """A suffix, which is dropped: "Ankara'nın"."""
