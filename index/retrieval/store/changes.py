"""Changes: what is new, changed or gone in a folder since a generation of its index was made."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from index.documents.fingerprints import FileStamp, Listing
from index.documents.folder import Folder
from index.documents.formats.kinds import reading
from index.documents.metadata import METADATA_FILE, Metadata
from index.retrieval.store.ingest import SourceFile
from index.retrieval.store.kept import KeptState
from index.retrieval.store.packing import metadata_digest

if TYPE_CHECKING:
    from index.retrieval.store.rows import SourceStamp

__all__ = ["MARKS", "Changes", "changes", "changes_since", "marks"]

MARKS = "seen"
"""The key, in the notes of an index, of the stamps that its tables do not hold: see ``marks``."""

_NONE = Metadata()


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference between a folder and an index of it.

    ``added`` and ``changed`` are the files that are new, or of another size, time or metadata; ``unsure`` are those
    that were written too shortly before they were read to tell. ``removed`` are gone. ``unchanged`` counts the sources
    that are as they were, ``refused`` maps the files that still cannot be served to their causes. ``described`` is True
    if ``sources.toml`` is another than it was.
    """

    added: tuple[SourceFile, ...] = ()
    changed: tuple[SourceFile, ...] = ()
    unsure: tuple[SourceFile, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    refused: Mapping[str, str] = field(default_factory=dict)
    described: bool = False

    def __bool__(self) -> bool:
        """True if the index may not be what the folder is."""
        return bool(self.files or self.removed or self.described)

    @property
    def files(self) -> tuple[SourceFile, ...]:
        """All that is to be read, by name."""
        return tuple(sorted((*self.added, *self.changed, *self.unsure), key=lambda one: one.name))


def changes_since(folder: Folder, generation: KeptState, seen: Listing) -> Changes:
    """Compare a generation with what was seen of its folder; ``sources.toml`` is read only if it is another.

    Raises SourcesError if that is invalid, and IndexingError where the index cannot be read.
    """
    known = _Known(generation, folder.max_bytes)
    if known.toml == seen.stamps.get(METADATA_FILE):
        return _compared(known, seen, None)
    return _compared(known, seen, folder.read_metadata(seen.names).metadata, described=True)


def changes(before: KeptState | None, seen: Listing, metadata: Mapping[str, Metadata], max_bytes: int) -> Changes:
    """Compare a generation, if there is one, with what was seen of its folder and what is known of each file."""
    return _compared(_Known(before, max_bytes), seen, metadata)


def marks(seen: Listing, problems: Mapping[str, int], max_bytes: int) -> dict[str, Any]:
    """Return what to keep with an index of the files that were seen and are not in it, as JSON has it.

    ``problems`` maps those that cannot be served to the times with which they are known again.
    """
    toml, stamps = seen.stamps.get(METADATA_FILE), seen.stamps
    refused = {name: [stamps[name].size, time, stamps[name].altered] for name, time in sorted(problems.items())}
    return {"max_bytes": max_bytes, METADATA_FILE: list(toml) if toml else None, "refused": refused}


class _Known:
    """What a generation knows of each file: of one that it serves and of one that could not be served."""

    def __init__(self, generation: KeptState | None, max_bytes: int) -> None:
        self.sources: Mapping[str, SourceStamp] = {}
        self.refused: dict[str, FileStamp] = {}
        self.problems: Mapping[str, str] = {}
        self.toml: FileStamp | None = None
        if generation is None:
            return
        with closing(generation.rows()) as rows:
            self.sources = rows.stamps()
        self.problems = generation.manifest.problems
        kept = generation.manifest.notes.get(MARKS, {})
        self.toml = FileStamp(*kept[METADATA_FILE]) if kept.get(METADATA_FILE) else None
        if kept.get("max_bytes") == max_bytes:
            self.refused = {name: FileStamp(*stamp) for name, stamp in kept["refused"].items()}


def _compared(
    known: _Known, seen: Listing, metadata: Mapping[str, Metadata] | None, *, described: bool = False
) -> Changes:
    """Sort the files; without ``metadata``, that of each is taken to be as it was."""
    files: dict[str, list[SourceFile]] = {"added": [], "changed": [], "unsure": []}
    refused, unchanged = dict[str, str](), 0
    same_toml = known.toml == seen.stamps.get(METADATA_FILE)  # another may say how to read what could not be read
    for name, stamp in seen.stamps.items():
        source = known.sources.get(name)
        digest = _digest(metadata, name) if metadata is not None else source and source.metadata
        if source and (stamp.size, stamp.modified, digest) == source[:3]:
            unchanged += 1
            continue
        if source:
            kind = "unsure" if (stamp.size, 0, digest) == source[:3] else "changed"
        else:
            kind = _kind_of_other(known.refused.get(name) if same_toml else None, stamp)
        if kind == "same":
            refused[name] = known.problems.get(name, "")
        elif name != METADATA_FILE:
            same = source.sha256 if source and digest == source.metadata else None
            files[kind].append(SourceFile(name, stamp.size, stamp.modified, same, digest or ""))
    removed = tuple(sorted(known.sources.keys() - seen.stamps.keys()))
    sorted_files = {kind: tuple(some) for kind, some in files.items()}
    return Changes(**sorted_files, removed=removed, unchanged=unchanged, refused=refused, described=described)


def _digest(metadata: Mapping[str, Metadata], name: str) -> str:
    """Return a text that changes with what is known of a file and with how its format reads it."""
    return metadata_digest(metadata.get(name, _NONE)) + reading(name)


def _kind_of_other(refused: FileStamp | None, stamp: FileStamp) -> str:
    """Sort a file that is not served: one that could not be may have become another, or may now be read."""
    if refused == stamp:
        return "same"
    return "unsure" if refused and refused == (stamp.size, 0, stamp.altered) else "added"
