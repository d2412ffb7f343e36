"""A generation: one complete state of an index on disk, in a folder of its own that is never changed."""

from dataclasses import dataclass
from pathlib import Path

from index.retrieval.store.rows import RowReader
from index.retrieval.store.schema import COLLECTION, Manifest

__all__ = ["Generation"]


@dataclass(frozen=True, slots=True)
class Generation:
    """A complete generation: its folder and its manifest."""

    folder: Path
    manifest: Manifest

    @property
    def name(self) -> str:
        """The name by which it is told from others of its index."""
        return self.folder.name

    @property
    def made(self) -> float:
        """When it was made, in seconds since 1970."""
        return self.folder.stat().st_mtime

    @property
    def bytes(self) -> int:
        """The bytes of all of its files."""
        return sum(self.manifest.files.values()) + (self.folder / COLLECTION).stat().st_size

    @property
    def indexed(self) -> int:
        """The number of passages in its inverted lists."""
        from index.retrieval.store.postings import Postings  # noqa: PLC0415 - only a check asks for it
        from index.retrieval.store.rescoring import MeanLengths  # noqa: PLC0415 - likewise

        return Postings(self.folder, MeanLengths.of(self.manifest)).passages

    def rows(self) -> RowReader:
        """Open what is kept of its sources; raises IndexingError where it is damaged."""
        return RowReader(self.folder, self.manifest)
