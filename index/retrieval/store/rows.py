"""The rows of a complete generation, read a few at a time; safe to use from several threads."""

import json
import sqlite3
import sys
import threading
import weakref
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from index.documents.article import Candidate, Record, group_terms, joined
from index.documents.passages import Paragraph, Passage
from index.retrieval.engine import Statistics
from index.retrieval.store.packing import ORDINAL, PackedArticle, PackedParagraph, load_record
from index.retrieval.store.schema import SHIFT, Manifest, damage, open_read_only, sound

__all__ = ["FoundPassage", "Frequency", "RowReader", "SourceStamp", "candidates_of", "statistics"]

Terms = tuple[str, ...]

REMEMBERED = 4096
"""Passages whose paragraphs are remembered before all are forgotten, and articles whose names and titles are; what was
found is often read again."""

FREQUENCIES = """SELECT term, quotable, unquoted
    FROM json_each(?) AS wanted CROSS JOIN vocabulary ON term = wanted.value"""
TITLES = "SELECT a.id, name, title, record FROM json_each(?) AS wanted CROSS JOIN articles AS a ON a.id = wanted.value"
LISTED = "SELECT p.* FROM json_each(?) AS wanted CROSS JOIN SCHEMA.paragraphs AS p ON p.id = wanted.value"
SCORED = """SELECT CAST(coalesce(group_concat(lengths, ''), '') AS BLOB),
    CAST(coalesce(group_concat(keys, ''), '') AS BLOB)
    FROM json_each(?) AS wanted CROSS JOIN SCHEMA.scored AS p ON p.id = wanted.value"""
"""One row of all: each row that is fetched would let other threads go first."""

RANGE = """SELECT * FROM SCHEMA.paragraphs
    WHERE id BETWEEN (SELECT max(id) FROM SCHEMA.paragraphs WHERE id <= ?) AND ? AND id >= ?"""


class Frequency(NamedTuple):
    """The number of quotable passages that hold a term, and of the articles that hold it in text never quoted."""

    quotable: int = 0
    unquoted: int = 0


class SourceStamp(NamedTuple):
    """The marks by which a source is known to be unchanged; see ``index.retrieval.store.updating``."""

    size: int
    time: int
    metadata: str
    sha256: str


class FoundPassage(NamedTuple):
    """A passage by its address, with its score, the id of its paragraph, and its article's name and title's terms."""

    score: float
    paragraph: int
    address: int
    name: str
    title: Terms


class RowReader:
    """Reads the rows of one generation for as long as it lives, also when the generation is no longer served.

    Everything raises IndexingError where the files do not hold what was written to them.
    """

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self._folder = folder
        with sound(folder):
            self._connection = open_read_only(folder)
        self._lock = threading.Lock()
        self._archived = manifest.archived << SHIFT
        self._read: dict[int, PackedParagraph] = {}
        self._told: dict[str, tuple[int, str]] = {}
        self._titles: dict[int, tuple[str, Terms]] = {}
        self.close = weakref.finalize(self, self._connection.close)

    def frequencies(self, terms: Sequence[str]) -> dict[str, Frequency]:
        """Return the frequencies of those terms that the collection has."""
        return {term: Frequency(*both) for term, *both in self._all(FREQUENCIES, [_json(terms)])}

    def vocabulary(self) -> dict[str, Frequency]:
        """Return all terms with their frequencies."""
        return {term: Frequency(*both) for term, *both in self._all("SELECT term, quotable, unquoted FROM vocabulary")}

    def beginning(self, prefix: str, shortest: int, longest: int) -> list[tuple[str, int]]:
        """Return the terms with a prefix and so many characters that quotable passages hold, with their frequencies."""
        return self._all(
            "SELECT term, quotable FROM vocabulary WHERE term BETWEEN ? AND ? AND quotable > 0 "
            "AND length(term) BETWEEN ? AND ?",
            [prefix, _last(prefix), shortest, longest],
        )

    def completions(self, prefix: str, limit: int) -> list[str]:
        """Return the terms with a prefix that quotable passages hold: the most frequent first, then by letters."""
        found = self._all(
            "SELECT term FROM vocabulary WHERE term BETWEEN ? AND ? AND quotable > 0 "
            "ORDER BY quotable DESC, term LIMIT ?",
            [prefix, _last(prefix), limit],
        )
        return [term for (term,) in found]

    def stamps(self) -> dict[str, SourceStamp]:
        """Return by name how each source is known again."""
        found = self._all("SELECT name, size, time, metadata, sha256 FROM articles")
        return {name: SourceStamp(*marks) for name, *marks in found}

    def languages(self) -> dict[str, int]:
        """Return the number of sources in each language, by its code."""
        return dict(self._all("SELECT language, count(*) FROM articles GROUP BY language"))

    def records(self, most: int | None = None) -> list[Record]:
        """Return what is known of every source, by name, or of the first so many."""
        query = "SELECT record FROM articles ORDER BY name LIMIT ?"
        with sound(self._folder):
            return [load_record(told) for (told,) in self._all(query, [-1 if most is None else most])]

    def record(self, name: str) -> tuple[int, Record] | None:
        """Return an article's number and what is known of it, None for an unknown one."""
        known = self._told.get(name)
        found = [known] if known else self._all("SELECT id, record FROM articles WHERE name = ?", [name])
        with sound(self._folder):
            return (found[0][0], load_record(found[0][1])) if found else None

    def article(self, name: str) -> tuple[int, PackedArticle]:
        """Return an article's number and all of its rows."""
        found = self._all("SELECT id, record, title, unquoted FROM articles WHERE name = ?", [name])
        if not found:
            raise damage(self._folder, f"there is no {name}")
        number, told, title, unquoted = found[0]
        paragraphs = tuple(self._range(number, number << SHIFT, number << SHIFT | ORDINAL))
        with sound(self._folder):
            return number, PackedArticle(load_record(told), title, unquoted, paragraphs)

    def articles(self, numbers: Collection[int]) -> dict[int, tuple[str, Terms]]:
        """Return the names and the titles' terms of articles by their numbers."""
        if len(self._titles) > REMEMBERED:
            self._titles, self._told = {}, {}
        titles = self._titles
        if missing := [one for one in numbers if one not in titles]:
            found = self._all(TITLES, [_json(missing)])
            titles.update((number, (name, tuple(title.split()))) for number, name, title, _ in found)
            self._told.update((name, (number, told)) for number, name, _, told in found)  # often asked for next
        return {one: titles[one] for one in numbers if one in titles}

    def scored(self, ids: Sequence[int]) -> tuple[bytes, bytes]:
        """Return what is scored of some paragraphs, given in order: their lengths and their keys, end to end."""
        found = self._paragraphs(SCORED, ids)
        return b"".join(lengths for lengths, _ in found), b"".join(keys for _, keys in found)

    def passages(self, number: int, name: str, first: int, last: int) -> list[Passage]:
        """Return an article's passages from ordinal ``first`` to ``last``, both included, as far as they exist."""
        begin = number << SHIFT
        wanted = range(begin + max(first, 0), begin + min(last, ORDINAL) + 1)
        read = self._read
        if all(address in read for address in wanted):
            found = [(read[address], address) for address in wanted]
        else:
            ranged = self._range(number, wanted[0], wanted[-1])
            found = [(row, row.first + at) for row in ranged for at in range(row.passages) if row.first + at in wanted]
        with sound(self._folder):
            by_row = groupby(found, key=itemgetter(0))
            places = ((row, [address - row.first for _, address in some]) for row, some in by_row)
            return [passage for row, some in places for passage in row.some(some, name)]

    def paragraph(self, number: int, name: str, ordinal: int) -> Paragraph:
        """Return the paragraph of an article's passage."""
        address = number << SHIFT | ordinal
        row = self._read.get(address) or self._range(number, address, address)[0]
        with sound(self._folder):
            return row.unpacked(name)

    def candidates(self, found: Sequence[FoundPassage]) -> list[Candidate]:
        """Return passages with the terms around them."""
        ids = sorted({one.paragraph for one in found})
        rows = {row.first: row for row in self._verified(self._paragraphs(LISTED, ids))}
        with sound(self._folder):
            return candidates_of(found, rows)

    def _range(self, number: int, first: int, last: int) -> list[PackedParagraph]:
        """Return an article's paragraphs from the one that has the first address to that which has the last."""
        schema = "archive" if first < self._archived else "main"
        return self._verified(self._all(RANGE.replace("SCHEMA", schema), (first, last, number << SHIFT)))

    def _paragraphs(self, query: str, ids: Sequence[int]) -> list[Any]:
        """Return what a query tells of some paragraphs, given in order, in the archive and outside of it."""
        recent = bisect_left(ids, self._archived)
        parts = ("archive", ids[:recent]), ("main", ids[recent:])
        return [
            row for schema, some in parts if some for row in self._all(query.replace("SCHEMA", schema), [_json(some)])
        ]

    def _verified(self, rows: Iterable[Any]) -> list[PackedParagraph]:
        with sound(self._folder):
            packed = [PackedParagraph._make(row) for row in rows]
            if not all(row.sound for row in packed):
                raise damage(self._folder, "a paragraph is not what was written")
        if len(self._read) > REMEMBERED:
            self._read = {}
        self._read.update((row.first + at, row) for row in packed for at in range(row.passages))
        return packed

    def _all(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        try:
            with self._lock:
                return self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise damage(self._folder, error) from error


def statistics(found: Mapping[str, Frequency], passages: int, mean_length: float) -> Statistics:
    """Return the figures of a collection with the frequencies of the terms that were asked about."""
    return Statistics(
        passages,
        mean_length,
        {term: frequency.quotable for term, frequency in found.items()},
        frozenset(term for term, frequency in found.items() if frequency.unquoted),
    )


def candidates_of(found: Sequence[FoundPassage], rows: Mapping[int, PackedParagraph]) -> list[Candidate]:
    """Return passages with the terms around them, out of the rows of their paragraphs by their addresses."""
    lines = {one: [tuple(line.split()) for line in row.lines()] for one, row in rows.items()}
    whole = {one: joined(terms[1:-1]) for one, terms in lines.items()}
    heads = {one: row.heads() for one, row in rows.items()}
    return [_candidate(one, rows[at], lines[at], whole[at], heads[at]) for one in found for at in [one.paragraph]]


def _candidate(
    found: FoundPassage, row: PackedParagraph, lines: Sequence[Terms], paragraph: Terms, heads: Terms
) -> Candidate:
    at = found.address - found.paragraph
    passage, beside = row.passage(at, found.name), (lines[at + 1], lines[at], lines[at + 2])
    group = lines[at + 1] if passage.is_group else group_terms(at, passage.group, row.ends(), lines[1:-1])
    return Candidate(passage, *beside, paragraph, found.title, heads, group)


def _json(values: Collection[object]) -> str:
    return json.dumps(list(values))


def _last(prefix: str) -> str:
    """Return the last text that can begin with a prefix."""
    return prefix + chr(sys.maxunicode)
