"""Front matter: what a Markdown article tells of itself in entries between two lines of marks at its very top."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from index.documents import markdown
from index.documents.metadata import Metadata
from index.text.language import language_tagged

__all__ = ["told_by"]

LONGEST = 1000
"""The longest publisher, in characters."""
_ENTRY = re.compile(r"(?P<key>publisher|date|url|language|lang)\s*[:=](?P<value>.*)", re.IGNORECASE)
_TAGS = re.compile(r"tags\s*[:=]\s*(?P<listed>.*)", re.IGNORECASE)
_ITEM = re.compile(r"\s*-\s+(?P<item>.+)")
_URL = re.compile(r"https?://[^\s/<>\"]+[^\s<>\"]*", re.IGNORECASE)


def told_by(text: str) -> Metadata:
    """Return the publisher, date, address, language and tags in the front matter of a text, as far as it has them.

    What is no day or no web address is passed over; the title is `markdown.title`.
    """
    lines = markdown.front_matter(text)
    entries = filter(None, map(_ENTRY.fullmatch, lines))
    told = {entry["key"].lower(): markdown.entry_value(entry["value"]) for entry in entries}
    publisher, url = told.get("publisher", ""), told.get("url", "")
    return Metadata(
        publisher=publisher if 0 < len(publisher) <= LONGEST else None,
        date=_day(told.get("date", "")),
        url=url if _URL.fullmatch(url) else None,
        tags=tuple(dict.fromkeys(filter(None, map(markdown.entry_value, _tags(lines))))),
        language=language_tagged(told.get("language", "") or told.get("lang", "")),
    )


def _tags(lines: Sequence[str]) -> Iterator[str]:
    """Yield what a list of tags holds: one on a line, with commas between, or one a line below."""
    for at, line in enumerate(lines):
        if match := _TAGS.fullmatch(line):
            below = takewhile(bool, map(_ITEM.fullmatch, lines[at + 1 :]))
            yield from match["listed"].strip("[] \t").split(",")
            yield from (item["item"] for item in below if item)


def _day(value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value[:10])
    except ValueError:
        return None
