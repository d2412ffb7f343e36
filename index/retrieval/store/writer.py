"""The writer: the generation that is being made of the one that serves, by articles taken away and added."""

from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

from index.retrieval.store.batch_taker import BatchTaker
from index.retrieval.store.corpus_counts import count
from index.retrieval.store.generation import Generation
from index.retrieval.store.ingest import AnalysedFile
from index.retrieval.store.packing import ORDINAL, PackedArticle, dump_record
from index.retrieval.store.postings import PostingsWriter
from index.retrieval.store.rows import RowReader
from index.retrieval.store.schema import (
    ARCHIVE,
    ARTICLES,
    COLLECTION,
    LANGUAGES,
    MANIFEST,
    PAGE,
    PARAGRAPHS,
    SCORED,
    SHIFT,
    VOCABULARY,
    Manifest,
    open_to_write,
    write_manifest,
)

__all__ = ["GenerationWriter"]

FOLDED = 1 / 16
"""The share of an archive's passages that are gone or stand outside of it, from which on it is made anew."""


class GenerationWriter(BatchTaker):
    """Writes a generation into a folder of its own; nobody sees it before it is published."""

    def __init__(self, folder: Path, before: Generation | None, sources: Path, *, large: bool) -> None:
        """``folder`` holds the files of the generation ``before``; ``large`` says that much will be added."""
        super().__init__()
        self.folder = folder
        self._manifest = before.manifest if before else Manifest(str(sources))
        self._before = RowReader(before.folder, before.manifest) if before else None
        self._connection = open_to_write(folder / COLLECTION)
        self._schema = "main"
        try:
            if before is None:
                self._create()
            self._connection.execute("BEGIN")
            self._postings = PostingsWriter(folder, large=large)
        except BaseException:
            self.close()
            raise
        self._next, self._dead, self._recent = self._manifest.next, self._manifest.dead, self._manifest.recent

    def _create(self) -> None:
        """Make empty tables; a first generation puts all paragraphs into its archive."""
        self._connection.execute("ATTACH ? AS archive", (str(self.folder / ARCHIVE),))
        self._connection.executescript(
            f"PRAGMA archive.page_size = {PAGE}; PRAGMA archive.journal_mode = OFF; PRAGMA archive.synchronous = OFF"
        )
        both = (table.format(schema) for table in (PARAGRAPHS, SCORED) for schema in ("main", "archive"))
        for table in (MANIFEST, ARTICLES, LANGUAGES, VOCABULARY, *both):
            self._connection.execute(table)
        self._schema = "archive"

    def remove(self, name: str) -> None:
        """Take an article away, if it is there."""
        if self._before is None or self._before.record(name) is None:
            return
        number, article = self._before.article(name)
        passages = sum(row.passages for row in article.paragraphs)
        if number < self._manifest.archived:
            self._dead += passages
        else:
            self._recent -= passages
            for table in ("paragraphs", "scored"):
                self._connection.execute(
                    f"DELETE FROM {table} WHERE id BETWEEN ? AND ?",  # noqa: S608 - one of two names
                    (number << SHIFT, number << SHIFT | ORDINAL),
                )
        self._connection.execute("DELETE FROM articles WHERE id = ?", (number,))
        self._counts.add(count(article), -1)
        self._postings.remove(number)
        self.changed = True

    def finish(self, problems: dict[str, str]) -> Generation:
        """Write everything out; returns the generation as it will serve, still without its notes."""
        self._postings.finish()
        self._save_vocabulary()
        self._connection.execute("COMMIT")
        if self._schema == "archive":
            self._connection.execute("DETACH archive")
            self._manifest, self._recent = replace(self._manifest, archived=self._next), 0
        self._manifest = replace(
            self._counts.added_to(self._manifest),
            next=self._next,
            recent=self._recent,
            dead=self._dead,
            problems=problems,
        )
        if self._recent + self._dead > FOLDED * self._manifest.passages:
            self._fold()
        files = {path.relative_to(self.folder).as_posix(): path for path in sorted(self.folder.rglob("*"))}
        sizes = {
            name: path.stat().st_size
            for name, path in files.items()
            if path.is_file() and path.suffix != ".lock" and name != COLLECTION
        }
        self._manifest = replace(self._manifest, files=sizes)
        return Generation(self.folder, self._manifest)

    def seal(self, notes: Mapping[str, Any]) -> Generation:
        """Keep notes with the generation and close it."""
        generation = Generation(self.folder, replace(self._manifest, notes=dict(notes)))
        write_manifest(self._connection, generation.manifest)
        self.close()
        return generation

    def close(self) -> None:
        """Let go of the files, finished or not."""
        self._postings.close()
        self._connection.close()
        if self._before is not None:
            self._before.close()

    def _add(self, one: AnalysedFile, article: PackedArticle) -> None:
        record, number = article.record, self._next
        marks = (one.file.size, one.file.time, one.file.metadata, record.sha256)
        self._connection.execute(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                record.name,
                article.title,
                *marks,
                dump_record(record),
                article.unquoted,
                record.language,
            ),
        )
        self._insert("paragraphs", "?, ?, ?, ?, ?, ?, ?, ?", number, article.paragraphs)
        self._insert("scored", "?, ?, ?", number, article.scored)
        self._postings.add(number, article)
        self._recent += sum(row.passages for row in article.paragraphs)
        self._next += 1

    def _insert(self, table: str, marks: str, number: int, rows: Iterable[tuple[Any, ...]]) -> None:
        """Add an article's rows, which begin with an ordinal, with the address in its place."""
        self._connection.executemany(
            f"INSERT INTO {self._schema}.{table} VALUES ({marks})",  # noqa: S608 - one of four names
            ((number << SHIFT | row[0], *row[1:]) for row in rows),
        )

    def _touch(self, one: AnalysedFile) -> None:
        """Note the size and time of a file that changed in nothing else."""
        marks = (one.file.size, one.file.time)
        touched = self._connection.execute(
            "UPDATE articles SET size = ?, time = ? WHERE name = ? AND (size, time) != (?, ?)",
            (*marks, one.file.name, *marks),
        )
        self.changed |= touched.rowcount > 0

    def _save_vocabulary(self) -> None:
        quotable, unquoted = self._counts.quotable, self._counts.unquoted
        terms = sorted(quotable.keys() | unquoted.keys())
        self._connection.executemany(
            "INSERT INTO vocabulary VALUES (?, ?, ?) ON CONFLICT DO UPDATE "
            "SET quotable = quotable + excluded.quotable, unquoted = unquoted + excluded.unquoted",
            ((term, quotable[term], unquoted[term]) for term in terms),
        )
        self._connection.executemany(
            "DELETE FROM vocabulary WHERE term = ? AND quotable = 0 AND unquoted = 0",
            ((term,) for term in terms if quotable[term] <= 0 and unquoted[term] <= 0),
        )

    def _fold(self) -> None:
        """Make the archive anew, of all paragraphs of the articles that are there."""
        beside = self.folder / "archive.next"
        with closing(open_to_write(beside)) as connection:
            for table in (PARAGRAPHS, SCORED):
                connection.execute(table.format("main"))
            for name, path in (("old", ARCHIVE), ("collection", COLLECTION)):
                connection.execute(f"ATTACH ? AS {name}", (str(self.folder / path),))
            connection.execute("BEGIN")
            for name, table in product(("old", "collection"), ("paragraphs", "scored")):
                connection.execute(
                    f"INSERT INTO main.{table} SELECT * FROM {name}.{table} "  # noqa: S608 - of two names each
                    f"WHERE id >> {SHIFT} IN (SELECT id FROM collection.articles)"
                )
            connection.execute("COMMIT")
        beside.replace(self.folder / ARCHIVE)
        self._connection.executescript("DELETE FROM paragraphs; DELETE FROM scored; VACUUM")
        self._manifest = replace(self._manifest, archived=self._next, recent=0, dead=0)
