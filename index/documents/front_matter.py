"""Front matter: what a Markdown article tells of itself in entries between two lines of marks at its very top."""

import datetime as dt
import re

from index.documents import markdown
from index.documents.metadata import Metadata

__all__ = ["told_by"]

LONGEST = 1000
"""The longest publisher, in characters."""
_ENTRY = re.compile(r"(?P<key>publisher|date|url)\s*[:=](?P<value>.*)", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s/<>\"]+[^\s<>\"]*", re.IGNORECASE)


def told_by(text: str) -> Metadata:
    """Return the publisher, the date and the address in the front matter of a text, each None if it is not there.

    What is no day or no web address is passed over; the title is `markdown.title`.
    """
    entries = filter(None, map(_ENTRY.fullmatch, markdown.front_matter(text)))
    told = {entry["key"].lower(): markdown.entry_value(entry["value"]) for entry in entries}
    publisher, url = told.get("publisher", ""), told.get("url", "")
    return Metadata(
        publisher=publisher if 0 < len(publisher) <= LONGEST else None,
        date=_day(told.get("date", "")),
        url=url if _URL.fullmatch(url) else None,
    )


def _day(value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value[:10])
    except ValueError:
        return None
