"""A scope: the part of the sources that somebody is given, by names, tags and dates."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from index.documents.metadata import Metadata
from index.errors import UsageError

__all__ = ["Scope"]

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of the sources; what is left empty limits nothing.

    ``names`` are folders, which end in "/", and patterns such as "faq/*.md"; one of them must fit, and one of ``tags``
    must be the article's. ``since`` and ``until`` are days, months or years ("2015-12-01", "2015-12", "2015"), both
    included; with either, an article without a date is outside. Raises UsageError for what is no day.
    """

    names: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    _first: dt.date = field(init=False, repr=False, compare=False)
    _last: dt.date = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Read the dates."""
        object.__setattr__(self, "_first", _day(self.since, last=False) if self.since else dt.date.min)
        object.__setattr__(self, "_last", _day(self.until, last=True) if self.until else dt.date.max)

    def __bool__(self) -> bool:
        """True if it limits anything."""
        return bool(self.names or self.tags or self.since or self.until)

    def __str__(self) -> str:
        """Return the scope in a few words."""
        parts = [*self.names, *(f"tag {one}" for one in self.tags)]
        parts += [f"since {self.since}"] * bool(self.since) + [f"until {self.until}"] * bool(self.until)
        return ", ".join(parts)

    def may_hold(self, name: str) -> bool:
        """Return whether an article of this name can be in the scope, whatever its tags and date are."""
        return not self.names or any(_fits(name, one) for one in self.names)

    def holds(self, name: str, metadata: Metadata) -> bool:
        """Return whether an article is in the scope."""
        tagged = not self.tags or not set(self.tags).isdisjoint(metadata.tags)
        return self.may_hold(name) and tagged and self._dated(metadata.date)

    def _dated(self, date: dt.date | None) -> bool:
        if not (self.since or self.until):
            return True
        return date is not None and self._first <= date <= self._last

    @classmethod
    def of(cls, given: dict[str, Any]) -> "Scope":
        """Return the scope that the keys ``in``, ``tags``, ``since`` and ``until`` describe; raises UsageError."""
        return cls(tuple(given.get("in") or ()), tuple(given.get("tags") or ()), given.get("since"), given.get("until"))


def _fits(name: str, wanted: str) -> bool:
    return name.startswith(wanted) if wanted.endswith("/") else fnmatchcase(name, wanted)


def _day(text: str, *, last: bool) -> dt.date:
    """Return the first or the last day of a day, month or year; raises UsageError."""
    try:
        year, month, day = (int(part) for part in _parts(text))
        month = month or (12 if last else 1)
        return dt.date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
    except (ValueError, calendar.IllegalMonthError):
        raise UsageError(f'"{text}" is no day; write 2015-12-01, 2015-12 or 2015') from None


def _parts(text: str) -> tuple[str, ...]:
    if not (match := _DAY.fullmatch(text)):
        raise ValueError(text)
    return match.groups(default="0")
