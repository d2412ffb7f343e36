"""The tables of an index, and the one row that describes it.

collection.sqlite holds what every update changes a little of: the manifest, the articles, the vocabulary, and the
paragraphs of recent articles. archive.sqlite holds the paragraphs of all others. Neither is written once it is
published, so they are read without locks, by any number of threads, and from media that cannot be written.

A passage has an address, its article's number times 2 ** 24 plus its ordinal; a paragraph's is that of its first
passage. Numbers of articles are never used again.
"""

import json
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from index.errors import IndexingError
from index.text.analyzer import ANALYSIS

__all__ = [
    "ARCHIVE",
    "ARTICLES",
    "COLLECTION",
    "DAMAGE",
    "FORMAT",
    "LANGUAGES",
    "MANIFEST",
    "PAGE",
    "PARAGRAPHS",
    "REBUILD",
    "SCORED",
    "SHIFT",
    "VOCABULARY",
    "Manifest",
    "damage",
    "open_read_only",
    "open_to_write",
    "read_manifest",
    "sound",
    "unwritable",
    "write_manifest",
]

FORMAT = 5
"""Counts the formats of an index; one of another format is made anew."""

COLLECTION, ARCHIVE = "collection.sqlite", "archive.sqlite"
REBUILD = "make it anew with 'pullquote index --rebuild'"
SHIFT = 24
"""Bits of an address that are the ordinal; the others are the article's number."""

MANIFEST: Final = "CREATE TABLE IF NOT EXISTS manifest (told TEXT NOT NULL)"
ARTICLES: Final = """CREATE TABLE IF NOT EXISTS articles (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, title TEXT NOT NULL, size INTEGER NOT NULL,
    time INTEGER NOT NULL, metadata TEXT NOT NULL, sha256 TEXT NOT NULL, record TEXT NOT NULL,
    unquoted TEXT NOT NULL, language TEXT NOT NULL)"""
LANGUAGES: Final = "CREATE INDEX IF NOT EXISTS languages ON articles (language)"
VOCABULARY: Final = """CREATE TABLE IF NOT EXISTS vocabulary (
    term TEXT PRIMARY KEY, quotable INTEGER NOT NULL, unquoted INTEGER NOT NULL) WITHOUT ROWID"""
PARAGRAPHS: Final = """CREATE TABLE IF NOT EXISTS {}.paragraphs (
    id INTEGER PRIMARY KEY, check_sum INTEGER NOT NULL, paragraph INTEGER NOT NULL, spans BLOB NOT NULL,
    terms TEXT NOT NULL, start INTEGER NOT NULL, text TEXT NOT NULL, layout TEXT NOT NULL)"""
SCORED: Final = """CREATE TABLE IF NOT EXISTS {}.scored (
    id INTEGER PRIMARY KEY, lengths BLOB NOT NULL, keys BLOB NOT NULL)"""

PAGE = 8192
"""Bytes of a page: a paragraph and its terms take about 2,000, and what does not fit stays empty."""

KEPT_PAGES = 4_000
"""Pages that are kept at hand, which costs little memory since they are mapped."""

DAMAGE = (sqlite3.Error, ValueError, TypeError, LookupError, struct.error)
"""What reading files raises that do not hold what was written to them."""

MAPPED = 1 << 40
"""Bytes of a file that are mapped into memory at most; SQLite cuts it to what it was built for."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A summary of a whole generation.

    ``passages`` counts those that can be quoted and ``terms`` theirs; ``paragraphs`` and ``paragraph_terms`` are of
    all paragraphs. ``next`` is the number that the next article gets; those below ``archived`` are in the archive.
    ``recent`` counts passages outside of the archive and ``dead`` those in it of articles that are gone. ``files``
    gives the size in bytes of each file but collection.sqlite. ``notes`` is for whoever uses the index to keep with
    it, by name.
    """

    sources: str
    format: int = FORMAT
    analysis: str = ANALYSIS
    articles: int = 0
    passages: int = 0
    terms: int = 0
    paragraphs: int = 0
    paragraph_terms: int = 0
    next: int = 0
    archived: int = 0
    recent: int = 0
    dead: int = 0
    problems: dict[str, str] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)


def damage(path: Path, cause: object) -> IndexingError:
    """Return the error to raise where an index does not hold what was written to it."""
    return IndexingError(f"{path}: the index is damaged: {cause}; {REBUILD}")


def unwritable(where: object, why: object) -> IndexingError:
    """Return the error to raise where an index cannot be written."""
    return IndexingError(
        f"{where}: the index cannot be written ({why}); what was indexed before is untouched; "
        "make room and allow writing there, or set index_path to another folder"
    )


@contextmanager
def sound(path: Path) -> Iterator[None]:
    """Raise IndexingError where the files of an index do not hold what was written to them."""
    try:
        yield
    except DAMAGE as error:
        raise damage(path, error) from error


def open_read_only(folder: Path) -> sqlite3.Connection:
    """Connect to a complete generation, its archive attached as ``archive``; nothing is locked or written."""
    connection = sqlite3.connect(
        _uri(folder / COLLECTION, "mode=ro&immutable=1"), uri=True, check_same_thread=False, isolation_level=None
    )
    with _closed_on_failure(connection):
        connection.execute("ATTACH ? AS archive", (_uri(folder / ARCHIVE, "mode=ro&immutable=1"),))
        connection.execute(f"PRAGMA mmap_size = {MAPPED}")
        connection.executescript(f"PRAGMA main.cache_size = {KEPT_PAGES}; PRAGMA archive.cache_size = {KEPT_PAGES}")
    return connection


def open_to_write(path: Path) -> sqlite3.Connection:
    """Connect to a file that nobody else sees yet and begin a transaction; a failure leaves it to be thrown away."""
    connection = sqlite3.connect(_uri(path, "mode=rwc"), uri=True, isolation_level=None)
    with _closed_on_failure(connection):
        connection.executescript(f"PRAGMA page_size = {PAGE}; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
    return connection


@contextmanager
def _closed_on_failure(connection: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise


def read_manifest(folder: Path) -> Manifest:
    """Read what a generation says of itself.

    Raises OSError where it cannot be read, and IndexingError where it is damaged or of another format or analysis.
    """
    path = folder / COLLECTION
    if not path.exists() and (old := folder / "manifest.json").exists():  # the only format before this one
        raise _other_version(old, 1, json.loads(old.read_text(encoding="utf-8")).get("analysis"))
    path.stat()
    with sound(path):
        with closing(sqlite3.connect(_uri(path, "mode=ro&immutable=1"), uri=True)) as connection:
            told = json.loads(connection.execute("SELECT told FROM manifest").fetchone()[0])
        made = told["format"], told["analysis"]
        if made == (FORMAT, ANALYSIS):
            return Manifest(**told)
    raise _other_version(path, *made)


def write_manifest(connection: sqlite3.Connection, manifest: Manifest) -> None:
    """Replace what a generation says of itself."""
    connection.execute("DELETE FROM manifest")
    connection.execute("INSERT INTO manifest VALUES (?)", (json.dumps(asdict(manifest), ensure_ascii=False),))


def _other_version(path: Path, made: object, analysis: object) -> IndexingError:
    return IndexingError(
        f"{path}: the index was made by another version of Pullquote (format {made}, terms {analysis}; "
        f"this one needs {FORMAT}, {ANALYSIS}); {REBUILD}"
    )


def _uri(path: Path, options: str) -> str:
    return f"{path.absolute().as_uri()}?{options}"
