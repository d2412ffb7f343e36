"""The list of the sources of a part, whose names and titles are kept as long as what they were read from is served."""

import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answers import Answerer
from index.documents.article import Record

if TYPE_CHECKING:
    from index.retrieval.engine import Engine

__all__ = ["FoundSources", "SourceList"]


@dataclass(frozen=True, slots=True)
class FoundSources:
    """The names of sources in order, of which records are read when they are shown."""

    names: Sequence[str]
    engine: "Engine"

    def records(self, first: int, most: int) -> Sequence[Record]:
        """Return at most so many records, from the one at position ``first`` on, which counts from 0."""
        return list(filter(None, map(self.engine.record, self.names[first : first + most])))


class SourceList:
    """The names and titles of the sources of a library; safe to use from several threads."""

    def __init__(self, library: Answerer) -> None:
        self._library = library
        self._kept: tuple[weakref.ref[Engine], Sequence[tuple[str, str]]] | None = None

    def find(self, wanted: str) -> FoundSources:
        """Return the sources whose name or title contains a text, all for none."""
        engine, folded = self._library.current().engine, wanted.strip().casefold()
        return FoundSources([name for name, text in self._listed(engine) if folded in text], engine)

    def _listed(self, engine: "Engine") -> Sequence[tuple[str, str]]:
        """Return the name of each source with the text in which it is sought, its name and its title."""
        kept = self._kept
        if kept and kept[0]() is engine:
            return kept[1]
        listed = [(one.name, f"{one.name}\n{one.title}".casefold()) for one in engine.records()]
        self._kept = weakref.ref(engine), listed
        return listed
