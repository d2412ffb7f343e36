"""Generations: an index is never changed, a next complete one takes its place.

The folder of an index holds

    current        the name of the generation that serves
    generation-N/  one complete state: its tables (``schema``), and the inverted lists in sentences/ and paragraphs/
    vectors.sqlite what is kept of a model, if there is one (``vector_file``)
    lock           held by the one process that writes; holder.json says which

An update begins a new generation out of hard links to the files of the one before (and a copy of collection.sqlite),
which costs next to nothing, adds to it, and at last replaces ``current`` in one step. Whatever stops it before that,
the old generation serves on, and the next update sweeps away what was left.
"""

import json
import os
import shutil
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import IndexingError, NoIndexError, OtherSourcesError
from index.retrieval.store.generation import Generation
from index.retrieval.store.schema import COLLECTION, REBUILD, damage, read_manifest
from index.retrieval.store.vector_file import VectorFile
from index.retrieval.store.writer import GenerationWriter

__all__ = ["Generations"]

LARGE = 8 * 1024 * 1024
"""Bytes of new sources from which on tantivy is given more memory."""


class Generations:
    """The folder of an index."""

    def __init__(self, path: Path, sources: Path) -> None:
        """``path`` is the index's folder, ``sources`` that of the sources it is of; neither needs to exist."""
        self.path, self.sources = path, sources.resolve()
        self._pointer = path / "current"

    @property
    def place(self) -> str:
        """The index's folder."""
        return str(self.path)

    def name(self) -> str | None:
        """Return the name of the generation that serves, or None where there is no index yet."""
        try:
            return self._pointer.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise IndexingError(f"{self._pointer}: the index cannot be read ({error}); {REBUILD}") from None

    def current(self) -> Generation:
        """Return the generation that serves.

        Raises IndexingError where there is none, and where it is damaged, of another format or analysis, or of another
        folder of sources.
        """
        name = self.name()
        if name is None:
            raise NoIndexError(f"{self.path}: there is no index here yet; make it with 'pullquote index'")
        if not name.startswith("generation-"):
            raise damage(self._pointer, "it names no generation")
        try:
            return self._opened(self.path / name)
        except OSError as error:
            raise IndexingError(f"{error.filename}: the index cannot be read ({error.strerror}); {REBUILD}") from None

    def _opened(self, folder: Path) -> Generation:
        manifest = read_manifest(folder)
        if Path(manifest.sources) != self.sources:
            raise OtherSourcesError(
                f"{self.path}: this is the index of {manifest.sources}, not of {self.sources}; set another index_path"
            )
        for name, size in manifest.files.items():
            if (held := (folder / name).stat().st_size) != size:
                raise damage(folder / name, f"{held} bytes in the place of {size}")
        return Generation(folder, manifest)

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

    def begin(self, before: Generation | None) -> Path:
        """Make the folder of a new generation with the files of the one before."""
        number = max((int(one.name.partition("-")[2]) for one in self._folders()), default=0) + 1
        folder = self.path / f"generation-{number}"
        folder.mkdir()
        if before is not None:
            for name in (COLLECTION, *before.manifest.files):
                _link(before.folder / name, folder / name)
        return folder

    def writer(self, before: Generation | None, *, size: int) -> GenerationWriter:
        """Begin the generation behind ``before``; ``size`` are the bytes of the sources that will be read."""
        return GenerationWriter(self.begin(before), before, self.sources, large=size > LARGE)

    def publish(self, generation: Generation) -> None:
        """Make a generation the one that serves, once all of it is on the disk, and sweep the older away."""
        folder = generation.folder
        beside = self._pointer.with_name("current.next")
        beside.write_text(folder.name + "\n", encoding="ascii")
        for path in (*folder.rglob("*"), folder, beside):
            if path.is_dir() or path.stat().st_nlink == 1:  # a file with two names was flushed under the other
                _flush(path)
        beside.replace(self._pointer)
        _flush(self.path)
        self.sweep()

    def remark(self) -> None:
        """Return None: all is well with an index on disk that can be opened."""

    def vectors(self) -> VectorFile:
        """Return the vectors that are kept beside the generations."""
        return VectorFile(self.path)

    def left_behind(self) -> list[str]:
        """Return the names of the generations that do not serve."""
        name = self.name()
        return sorted(folder.name for folder in self._folders() if folder.name != name)

    def drop(self, names: Iterable[str]) -> None:
        """Remove some generations."""
        for name in names:
            shutil.rmtree(self.path / name, ignore_errors=True)

    def sweep(self) -> None:
        """Remove every generation but the one that serves."""
        self.drop(self.left_behind())

    def _folders(self) -> list[Path]:
        return [one for one in self.path.glob("generation-*") if one.name.partition("-")[2].isdigit()]


def _holder(path: Path) -> str:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return f"process {told['pid']} on {told['host']}"
    except (OSError, ValueError, KeyError):
        return "another process"


def _link(source: Path, target: Path) -> None:
    """Give a file a second name; a copy of what is changed in place, and where the file system has no such thing."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix == ".json" or source.name == COLLECTION:
        shutil.copyfile(source, target)
        return
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _flush(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk; elsewhere than on POSIX a folder cannot be."""
    if path.is_dir() and os.name != "posix":
        return
    opened = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
