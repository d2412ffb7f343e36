"""Finds sources by a part of their name or title."""

from collections.abc import Iterable, Sequence
from itertools import islice

from index.retrieval.engine import Record

__all__ = ["SourceNames"]


class SourceNames:
    """The names and titles of sources, ready to be searched at every key that somebody presses."""

    def __init__(self, records: Iterable[Record]) -> None:
        ordered = sorted(records, key=lambda one: one.name)
        self._known = [(one.name.casefold(), one.title.casefold(), one) for one in ordered]

    def find(self, typed: str, most: int | None = None, within: str = "") -> Sequence[Record]:
        """Return the sources whose name or title contains the typed text, exact matches first, at most so many.

        ``within`` is how their names begin.
        """
        wanted = typed.strip().casefold()
        known = [one for one in self._known if one[2].name.startswith(within)] if within else self._known
        exact = [one for name, title, one in known if wanted in {name, title}]
        parts = (
            one for name, title, one in known if (wanted in name or wanted in title) and wanted not in {name, title}
        )
        return [*exact, *islice(parts, most)][:most]
