"""Generations: an index is never changed, a next complete one takes its place.

The folder of an index holds

    current        the name of the generation that serves
    generation-N/  one complete state: manifest.json, documents.bin, vocabulary.lines, catalogue.lines, and the
                   inverted lists in sentences/ and paragraphs/
    lock           held by the one process that writes; holder.json says which

An update begins a new generation out of hard links to the files of the one before, which costs next to nothing, adds
to it, and at last replaces ``current`` in one step. Whatever stops it before that, the old generation serves on, and
the next update sweeps away what was left. Files are not changed in place, except that articles are appended to
documents.bin, behind the bytes that the older generation knows of.
"""

import json
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from index.errors import IndexingError, NoIndexError, OtherSourcesError
from index.text.analyzer import ANALYSIS

__all__ = ["CATALOGUE", "DOCUMENTS", "FORMAT", "REBUILD", "VOCABULARY", "Generations", "Manifest", "State"]

FORMAT = 1
"""Counts the formats of an index; one of another format is made anew."""

DOCUMENTS, VOCABULARY, CATALOGUE, MANIFEST = "documents.bin", "vocabulary.lines", "catalogue.lines", "manifest.json"
REBUILD = "make it anew with 'pullquote index --rebuild'"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is known of a whole generation.

    ``passages`` counts those that can be quoted and ``terms`` theirs; ``paragraphs`` and ``paragraph_terms`` are of
    all paragraphs. ``stored`` is how many bytes of documents.bin belong to it, ``dead`` how many of them are of
    articles that are gone. ``files`` gives the size in bytes of each other file. ``notes`` is for whoever uses the
    index to keep with it, by name.
    """

    sources: str
    format: int = FORMAT
    analysis: str = ANALYSIS
    articles: int = 0
    passages: int = 0
    terms: int = 0
    paragraphs: int = 0
    paragraph_terms: int = 0
    stored: int = 0
    dead: int = 0
    problems: dict[str, str] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class State:
    """A complete generation: its folder and its manifest."""

    folder: Path
    manifest: Manifest


class Generations:
    """The folder of an index."""

    def __init__(self, path: Path, sources: Path) -> None:
        """``path`` is the index's folder, ``sources`` that of the sources it is of; neither needs to exist."""
        self.path, self.sources = path, sources.resolve()
        self._pointer = path / "current"

    def name(self) -> str | None:
        """The name of the generation that serves, or None where there is no index yet."""
        try:
            return self._pointer.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise IndexingError(f"{self._pointer}: the index cannot be read ({error})") from None

    def current(self) -> State:
        """The generation that serves.

        Raises IndexingError where there is none, and where it is damaged, of another format or analysis, or of another
        folder of sources.
        """
        name = self.name()
        if name is None:
            raise NoIndexError(f"{self.path}: there is no index here yet; make it with 'pullquote index'")
        try:
            return self._opened(self.path / name)
        except OSError as error:
            raise IndexingError(f"{error.filename}: the index cannot be read ({error.strerror}); {REBUILD}") from None

    def _opened(self, folder: Path) -> State:
        manifest = _manifest(folder / MANIFEST)
        if Path(manifest.sources) != self.sources:
            raise OtherSourcesError(
                f"{self.path}: this is the index of {manifest.sources}, not of {self.sources}; set another index_path"
            )
        for name, size in {DOCUMENTS: manifest.stored, **manifest.files}.items():
            held = (folder / name).stat().st_size
            if held < size or (held > size and name != DOCUMENTS):
                raise IndexingError(
                    f"{folder / name}: the index is damaged: {held} bytes in the place of {size}; {REBUILD}"
                )
        return State(folder, manifest)

    @contextmanager
    def locked(self, wait: float = 0.0) -> Iterator[None]:
        """Hold the lock of the one who writes; waits so many seconds for it.

        Raises IndexingError that says who holds it, or why the folder cannot be written.
        """
        from filelock import FileLock, Timeout  # noqa: PLC0415 - only writing needs it

        holder = self.path / "holder.json"
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._refuse_foreign()
            with FileLock(self.path / "lock", timeout=wait):
                holder.write_text(json.dumps({"pid": os.getpid(), "host": socket.gethostname()}), encoding="utf-8")
                try:
                    yield
                finally:
                    holder.unlink(missing_ok=True)
        except Timeout:
            raise IndexingError(
                f"{self.path}: {_holder(holder)} is writing this index; try again when it has finished"
            ) from None

    def _refuse_foreign(self) -> None:
        """Refuse to write into a folder that holds something else."""
        strange = [
            one.name
            for one in self.path.iterdir()
            if not one.name.startswith(("generation-", "lock", "holder", "current"))
        ]
        if strange and not self._pointer.exists():
            raise IndexingError(
                f"{self.path}: this folder holds other things ({min(strange)}); set index_path to one of its own"
            )

    def begin(self, before: State | None) -> Path:
        """The folder of a new generation with the files of the one before."""
        number = max((int(one.name.partition("-")[2]) for one in self._folders()), default=0) + 1
        folder = self.path / f"generation-{number}"
        folder.mkdir()
        if before is not None:
            os.truncate(before.folder / DOCUMENTS, before.manifest.stored)
            for name in (DOCUMENTS, *before.manifest.files):
                _link(before.folder / name, folder / name)
        return folder

    def publish(self, folder: Path, manifest: Manifest) -> State:
        """Make a generation the one that serves, once all of it is on the disk, and sweep the older away."""
        files = {name: size for name, size in _files(folder) if name not in {DOCUMENTS, MANIFEST}}
        state = State(folder, Manifest(**asdict(manifest) | {"files": files}))
        _write_whole(folder / MANIFEST, json.dumps(asdict(state.manifest), ensure_ascii=False, indent=1))
        _write_whole(self._pointer, folder.name + "\n")
        self.sweep()
        return state

    def sweep(self) -> None:
        """Remove every generation but the one that serves."""
        name = self.name()
        for folder in self._folders():
            if folder.name != name:
                shutil.rmtree(folder, ignore_errors=True)

    def _folders(self) -> list[Path]:
        return [one for one in self.path.glob("generation-*") if one.name.partition("-")[2].isdigit()]


def _manifest(path: Path) -> Manifest:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        made = told["format"], told["analysis"]
    except (ValueError, KeyError, TypeError):
        raise IndexingError(f"{path}: the index is damaged: this is no manifest; {REBUILD}") from None
    if made != (FORMAT, ANALYSIS):
        raise IndexingError(
            f"{path}: the index was made by another version of Pullquote (format {made[0]}, terms {made[1]}; "
            f"this one needs {FORMAT}, {ANALYSIS}); {REBUILD}"
        )
    try:
        return Manifest(**told)
    except TypeError:
        raise IndexingError(f"{path}: the index is damaged: this is no manifest; {REBUILD}") from None


def _holder(path: Path) -> str:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return f"process {told['pid']} on {told['host']}"
    except (OSError, ValueError, KeyError):
        return "another process"


def _files(folder: Path) -> Iterator[tuple[str, int]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.endswith(".lock"):
            yield path.relative_to(folder).as_posix(), path.stat().st_size


def _link(source: Path, target: Path) -> None:
    """Give a file a second name; a copy where the file system has no such thing, and for what is small."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix == ".json":
        shutil.copyfile(source, target)
        return
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _write_whole(path: Path, text: str) -> None:
    """Replace a file by one step that a crash cannot cut in two."""
    beside = path.with_name(path.name + ".next")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    if os.name != "posix":  # elsewhere a folder cannot be opened, and need not be
        return
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
