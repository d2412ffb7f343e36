"""The document store: what was read of every article, passage by passage, with its text and its terms.

It is one file to which articles are only ever appended, so that a place in it stays what it is while others read. An
article is a block:

    head        its magic number and its numbers: of passages, and of the bytes of each part
    rows        one of 64 bytes for each passage (and one more that ends the last): its place in the source, the place
                of its text and terms here, its paragraph's first and last passage, and a check sum
    terms       of all passages, in order: LF term LF, so that one is counted as bytes, without being parsed
    title       the terms of its title, in the same form
    unquoted    the terms that stand in text of it that is never quoted, in the same form
    text        of all passages, in order
    name        of the source

A passage's address is the offset of its row in the file; the addresses of an article's passages are 64 apart.
"""

import mmap
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Final, NamedTuple, Self

from index.articles import Article, Candidate
from index.errors import IndexingError
from index.passages import Passage

__all__ = ["Block", "Documents", "Row", "encode", "pack_terms", "unpack_terms"]

MAGIC: Final = b"PQ01"
HEAD: Final = struct.Struct("<4s7I")
ROW: Final = struct.Struct("<16I")
FIELDS: Final = struct.Struct("<15I")  # a row without its check sum
OFFSET: Final = struct.Struct("<I")
TERMS_AT: Final = 8 * OFFSET.size
QUOTABLE, FILLS_LINE = 1, 2


class Row(NamedTuple):
    """One passage as it is stored; lines and columns count from 1, offsets are characters, ``*_at`` bytes.

    ``first`` and ``last`` are the ordinals of its paragraph's passages, both included, ``around`` their terms' number.
    """

    ordinal: int
    paragraph: int
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    terms_at: int
    terms: int
    text_at: int
    first: int
    last: int
    around: int
    flags: int
    check: int

    @property
    def quotable(self) -> bool:
        """Whether the passage may be an answer."""
        return bool(self.flags & QUOTABLE)


class Block(NamedTuple):
    """Where the parts of an article stand in the file, in bytes from its beginning; ``passages`` is their number."""

    at: int
    passages: int
    rows: int
    terms: int
    title: int
    unquoted: int
    text: int
    name: int
    end: int


def pack_terms(terms: Iterable[str]) -> bytes:
    """Terms in the form in which they are stored and counted: ``LF term LF`` each."""
    return "".join([f"\n{term}\n" for term in terms]).encode()


def unpack_terms(packed: bytes) -> tuple[str, ...]:
    """The terms of that form."""
    return tuple(packed[1:-1].decode().split("\n\n")) if packed else ()


def encode(article: Article) -> bytes:
    """An article as a block of the store."""
    packed = [pack_terms(terms) for terms in article.terms]
    texts = [passage.text.encode() for passage in article.passages]
    rows = b"".join(_rows(article, packed, texts))
    title, unquoted = pack_terms(article.title), pack_terms(sorted(article.unquoted))
    parts = [rows, b"".join(packed), title, unquoted, b"".join(texts), article.record.name.encode()]
    return HEAD.pack(MAGIC, len(article.passages), *map(len, parts)) + b"".join(parts)


def _rows(article: Article, packed: Sequence[bytes], texts: Sequence[bytes]) -> Iterator[bytes]:
    firsts: dict[int, int] = {}
    lasts: dict[int, int] = {}
    for ordinal, paragraph in enumerate(article.blocks):
        firsts.setdefault(paragraph, ordinal)
        lasts[paragraph] = ordinal
    terms_at = text_at = 0
    for one, paragraph, terms, text in zip(article.passages, article.blocks, packed, texts, strict=True):
        place = (one.ordinal, one.paragraph, one.start, one.end, one.line, one.column, one.end_line, one.end_column)
        held = (terms_at, len(article.terms[one.ordinal]), text_at, firsts[paragraph], lasts[paragraph])
        flags = QUOTABLE * one.quotable + FILLS_LINE * one.fills_line
        row = FIELDS.pack(*place, *held, len(article.paragraphs[paragraph]), flags)
        yield row + _check(row, terms, text).to_bytes(4, "little")
        terms_at += len(terms)
        text_at += len(text)
    yield ROW.pack(*(0,) * 8, terms_at, 0, text_at, *(0,) * 5)


def _check(fields: bytes, terms: bytes, text: bytes) -> int:
    return zlib.crc32(text, zlib.crc32(terms, zlib.crc32(fields)))


class Documents:
    """The store as it stands in a file, of which only so many bytes are read as it had when it was complete.

    Everything raises IndexingError where the bytes are not what was written.
    """

    def __init__(self, path: Path, held: mmap.mmap | bytes) -> None:
        """A store of these bytes; ``path`` is for messages."""
        self._path, self._map, self._size = path, held, len(held)

    @classmethod
    def open(cls, path: Path, size: int) -> Self:
        """Map a store; raises OSError or ValueError where there are not so many bytes."""
        with path.open("rb") as file:
            return cls(path, mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ) if size else b"")

    def block(self, at: int) -> Block:
        """The article that begins at an offset."""
        if at < 0 or at + HEAD.size > self._size:
            raise self.damaged()
        magic, passages, *lengths = HEAD.unpack_from(self._map, at)
        rows = at + HEAD.size
        starts = [rows + length for length in accumulate(lengths)]
        if magic != MAGIC or starts[-1] > self._size or lengths[0] != (passages + 1) * ROW.size:
            raise self.damaged()
        return Block(at, passages, rows, *starts)

    def rows(self, first: int, number: int) -> list[Row]:
        """Passages that follow each other, from the one at an address."""
        if first < 0 or first + number * ROW.size > self._size:
            raise self.damaged()
        return [Row._make(one) for one in ROW.iter_unpack(self._map[first : first + number * ROW.size])]

    def block_of(self, at: int, ordinal: int) -> Block:
        """The article of the passage at an address that has this ordinal."""
        return self.block(at - ordinal * ROW.size - HEAD.size)

    def packed(self, block: Block, first: int, last: int) -> bytes:
        """The packed terms of an article's passages from one ordinal to another, both included."""
        start, end = (self._terms_at(block, ordinal) for ordinal in (first, last + 1))
        return self._map[block.terms + start : block.terms + end]

    def title(self, block: Block) -> bytes:
        """The packed terms of an article's title."""
        return self._map[block.title : block.unquoted]

    def unquoted(self, block: Block) -> bytes:
        """The packed terms that stand in text of an article that is never quoted."""
        return self._map[block.unquoted : block.text]

    def name(self, block: Block) -> str:
        """The name of an article's source."""
        return self._map[block.name : block.end].decode()

    def passage(self, block: Block, ordinal: int) -> Passage:
        """A passage of an article, its check sum verified."""
        at = block.rows + ordinal * ROW.size
        row, following = self.rows(at, 2)
        text = self._map[block.text + row.text_at : block.text + following.text_at]
        terms = self._map[block.terms + row.terms_at : block.terms + following.terms_at]
        if row.check != _check(self._map[at : at + FIELDS.size], terms, text):
            raise self.damaged()
        return Passage(
            self.name(block), *row[:8], text.decode(), bool(row.flags & FILLS_LINE), bool(row.flags & QUOTABLE)
        )

    def candidate(self, block: Block, ordinal: int) -> Candidate:
        """A passage with the terms around it."""
        row = self.rows(block.rows + ordinal * ROW.size, 1)[0]
        near = [ordinal - 1, ordinal, ordinal + 1]
        previous, own, following = (
            unpack_terms(self.packed(block, one, one)) if 0 <= one < block.passages else () for one in near
        )
        paragraph = unpack_terms(self.packed(block, row.first, row.last))
        return Candidate(
            self.passage(block, ordinal), own, previous, following, paragraph, unpack_terms(self.title(block))
        )

    def damaged(self) -> IndexingError:
        """The error to raise where the store is not what was written."""
        return IndexingError(f"{self._path}: the index is damaged; make it anew with 'pullquote index --rebuild'")

    def _terms_at(self, block: Block, ordinal: int) -> int:
        found: int = OFFSET.unpack_from(self._map, block.rows + ordinal * ROW.size + TERMS_AT)[0]
        return found
