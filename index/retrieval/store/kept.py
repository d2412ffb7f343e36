"""The protocols of an index that is kept: on disk or in a cluster, it is made, updated and compared in the same way."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from index.documents.article import Record
from index.retrieval.store.ingest import AnalysedBatch
from index.retrieval.store.kept_vectors import KeptVectors
from index.retrieval.store.packing import PackedArticle
from index.retrieval.store.rows import Frequency, SourceStamp
from index.retrieval.store.schema import Manifest

__all__ = ["KeptIndex", "KeptRows", "KeptState", "StateWriter"]


class KeptRows(Protocol):
    """What is kept of the sources of one state; see `index.retrieval.store.rows.RowReader`."""

    def stamps(self) -> dict[str, SourceStamp]:
        """Return by name how each source is known again."""

    def records(self, most: int | None = None) -> list[Record]:
        """Return what is known of every source, by name, or of the first so many."""

    def article(self, name: str) -> tuple[int, PackedArticle]:
        """Return an article's number and all of its rows."""

    def vocabulary(self) -> dict[str, Frequency]:
        """Return all terms with their frequencies."""

    def close(self) -> object:
        """Let go of it."""


class KeptState(Protocol):
    """One complete state of an index, which never changes.

    ``name`` tells it from all others of its index, ``made`` is when it was made in seconds since 1970, ``bytes`` its
    size, and ``indexed`` the number of passages in its inverted lists.
    """

    @property
    def manifest(self) -> Manifest: ...  # noqa: D102 - the summary of it

    @property
    def name(self) -> str: ...  # noqa: D102 - see above

    @property
    def made(self) -> float: ...  # noqa: D102 - see above

    @property
    def bytes(self) -> int: ...  # noqa: D102 - see above

    @property
    def indexed(self) -> int: ...  # noqa: D102 - see above

    def rows(self) -> KeptRows:
        """Open what is kept of its sources; raises IndexingError where it is damaged."""


class StateWriter(Protocol):
    """Writes the next state; see `index.retrieval.store.writer.GenerationWriter`."""

    changed: bool

    def remove(self, name: str) -> None:
        """Take an article away, if it is there."""

    def take(self, batch: AnalysedBatch) -> None:
        """Add the articles of a batch, in the place of what was indexed under their names."""

    def finish(self, problems: dict[str, str]) -> KeptState:
        """Write everything out; returns the state as it will serve, still without its notes."""

    def seal(self, notes: Mapping[str, Any]) -> KeptState:
        """Keep notes with the state and close it."""

    def close(self) -> None:
        """Let go of everything, finished or not."""


class KeptIndex(Protocol):
    """An index and its states, of which one serves."""

    sources: Path

    @property
    def place(self) -> str:
        """Where it is, as a person names it."""

    def name(self) -> str | None:
        """Return the name of the state that serves, or None where there is no index yet."""

    def current(self) -> KeptState:
        """Return the state that serves; raises IndexingError where there is none that can be used."""

    def locked(self, wait: float = 0.0) -> AbstractContextManager[None]:
        """Hold the lock of the one who writes; waits so many seconds for it. Raises IndexingError."""

    def writer(self, before: Any, *, size: int) -> StateWriter:  # noqa: ANN401 - a state of this index, or None
        """Begin the state behind ``before``; ``size`` are the bytes of the sources that will be read."""

    def publish(self, state: Any) -> None:  # noqa: ANN401 - a state of this index
        """Make a state the one that serves."""

    def remark(self) -> str | None:
        """Return what whoever keeps the index should know, and the cure; None if all is well with it."""

    def vectors(self) -> KeptVectors:
        """Return what is kept of a model beside the passages, by all states; nothing is opened yet."""

    def left_behind(self) -> list[str]:
        """Return the names of what is kept of other states, which only readers of the state before may still need."""

    def drop(self, names: Iterable[str]) -> None:
        """Remove what was left behind."""

    def sweep(self) -> None:
        """Remove what no reader needs any more."""
