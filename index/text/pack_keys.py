"""What a language pack must hold, and the values that some of its keys may have."""

import re
from enum import StrEnum

__all__ = ["FURNITURE", "KINDS", "MONTHS", "REQUIRED", "VALUE", "Apostrophe"]

REQUIRED = frozenset({"name", "question_words"})
"""The keys that no pack may lack."""

KINDS = frozenset(
    {
        *("person", "date", "place", "organisation", "number", "money", "percent", "duration", "reason", "manner"),
        *("definition", "which", "yes_no"),
    }
)
"""The keys of the tables of what asks and of nouns: the answer types, and "which" for what needs a noun."""

FURNITURE = frozenset(
    {
        *("times", "headlines", "rights", "makers", "joined", "comments", "cookies", "subscribe", "share", "pointers"),
        *("links", "adverts", "menus", "buttons"),
    }
)
"""The keys of the tables of furniture: the kinds of rules for lines that are not of the article."""

MONTHS = 12
"""The months of a year."""

VALUE = re.compile(r"\d{1,2}\.?|e\d{1,2}|12s")
"""The keys of the table of values: "3", "3." for the third, "e6" for a million, "12s" for dozens."""


class Apostrophe(StrEnum):
    """The part of a word that an apostrophe sets off."""

    WITHIN = "within"
    """None: it is dropped, and an English "'s" with it."""
    BEFORE_SUFFIX = "before suffix"
    """A suffix, which is dropped: "Ankara'nın"."""
