"""The catalogue: what the index knows of each source, and by what it is told whether the source has changed."""

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any, Self

from index.documents.article import Record
from index.documents.source import Metadata

__all__ = ["NONE", "Entry", "same_text", "stamp"]


NONE = Metadata()
"""What is known of a source that ``sources.toml`` does not name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A source in the catalogue: its record, its file's size in bytes and time in nanoseconds, and its block.

    ``at`` is the offset of its block in the document store, ``stored`` the block's length in bytes.
    """

    record: Record
    size: int
    time: int
    at: int
    stored: int

    def __str__(self) -> str:
        """The entry as a value of the catalogue: first what is compared, so that the rest need not be parsed."""
        metadata = {key: value for key, value in asdict(self.record.metadata).items() if value}
        fields = asdict(self.record) | {"metadata": metadata, "at": self.at, "stored": self.stored}
        told = json.dumps(fields, ensure_ascii=False, separators=(",", ":"), default=str)
        return f"{stamp(self.size, self.time, self.record.metadata)} {self.record.sha256} {told}"

    @classmethod
    def parse(cls, value: str) -> Self:
        """The entry that a value of the catalogue says."""
        size, time, _, _, told = value.split(" ", 4)
        fields: dict[str, Any] = json.loads(told)
        at, stored, metadata = fields.pop("at"), fields.pop("stored"), fields.pop("metadata")
        if "date" in metadata:
            metadata["date"] = dt.date.fromisoformat(metadata["date"])
        ranges = {key: tuple(map(tuple, metadata[key])) for key in ("skip", "keep") if key in metadata}
        record = Record(**fields, metadata=Metadata(**metadata | ranges))
        return cls(record, int(size), int(time), at, stored)


def stamp(size: int, time: int, metadata: Metadata) -> str:
    """What tells, without reading it, whether a source is the one that was indexed; a value begins with it."""
    return f"{size} {time} {_digest(metadata)}"


def same_text(value: str | None, metadata: Metadata) -> str | None:
    """The SHA-256 that a source has if it needs no new analysis: the one indexed, while its metadata is the same."""
    if value is None:
        return None
    _, _, told, sha256, _ = value.split(" ", 4)
    return sha256 if told == _digest(metadata) else None


def _digest(metadata: Metadata) -> str:
    return "-" if metadata == NONE else hashlib.sha256(repr(metadata).encode()).hexdigest()[:16]
