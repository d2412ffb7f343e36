"""The document store: the blocks of all articles in one file, to be read a few passages at a time.

Articles are only ever appended, so that a place in it stays what it is while others read. A passage's address is the
offset of its row in the file; the addresses of an article's passages are 64 apart.
"""

import mmap
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple, Self

from index.documents.article import Candidate
from index.documents.passages import Passage
from index.errors import IndexingError
from index.retrieval.store.blocks import (
    FIELDS,
    FILLS_LINE,
    HEAD,
    MAGIC,
    QUOTABLE,
    ROW,
    Block,
    Row,
    check_sum,
    unpack_terms,
)

__all__ = ["Documents"]

PLACES: Final = struct.Struct("<2I")  # a row's terms_at and text_at
PLACES_AT: Final = 36
PARAGRAPH: Final = struct.Struct("<2I")  # a row's first and last
PARAGRAPH_AT: Final = 44
WORD, WORDS, BEFORE = 4, ROW.size // 4, 8  # bytes of a number, numbers of a row, and the place of ``before`` in it

Terms = tuple[str, ...]


class _Around(NamedTuple):
    """The terms of a paragraph (of ordinals ``first`` to ``last``) and of its neighbours, and where each one's begin.

    ``starts`` are the places in ``terms`` where those of the passages from ordinal ``begin`` on begin, and the end.
    """

    first: int
    last: int
    begin: int
    starts: list[int]
    terms: Terms

    def candidate(self, passage: Passage, title: Terms) -> Candidate:
        """One of the paragraph's passages with the terms around it."""
        at = passage.ordinal
        neighbours = self._of(at - 1, at), self._of(at + 1, at + 2)
        return Candidate(passage, self._of(at, at + 1), *neighbours, self._of(self.first, self.last + 1), title)

    def _of(self, first: int, end: int) -> Terms:
        """The terms of passages from one ordinal to another, excluded; none for a passage that does not exist."""
        if first < self.begin or end - self.begin >= len(self.starts):
            return ()
        return self.terms[self.starts[first - self.begin] : self.starts[end - self.begin]]


class Documents:
    """The store as it stands in a file, of which only so many bytes are read as it had when it was complete.

    Everything raises IndexingError where the bytes are not what was written.
    """

    def __init__(self, path: Path, held: mmap.mmap | bytes) -> None:
        """A store of these bytes; ``path`` is for messages."""
        self._path, self.held, self._size = path, held, len(held)
        self._words = memoryview(held)[: len(held) // WORD * WORD].cast("I")

    @classmethod
    def open(cls, path: Path, size: int) -> Self:
        """Map a store; raises OSError or ValueError where there are not so many bytes."""
        with path.open("rb") as file:
            return cls(path, mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ) if size else b"")

    def block(self, at: int) -> Block:
        """The article that begins at an offset."""
        if at < 0 or at + HEAD.size > self._size:
            raise self.damaged()
        magic, passages, rows, keys, terms, unquoted, text, name = HEAD.unpack_from(self.held, at)
        start = at + HEAD.size
        keys_at = start + rows
        terms_at = keys_at + keys
        unquoted_at = terms_at + terms
        text_at = unquoted_at + unquoted
        name_at = text_at + text
        if magic != MAGIC or name_at + name > self._size or rows != (passages + 1) * ROW.size:
            raise self.damaged()
        return Block(at, passages, start, keys_at, terms_at, unquoted_at, text_at, name_at, name_at + name)

    def rows(self, block: Block) -> list[Row]:
        """The rows of all passages of an article, and the row that ends them."""
        rows = self.held[block.rows : block.keys]
        return [Row._make(one) for one in ROW.iter_unpack(rows)]

    def packed(self, block: Block, first: int, end: int) -> bytes:
        """The terms of an article's passages from one ordinal to another, excluded; each term is followed by LF."""
        rows = block.rows + PLACES_AT
        start, _ = PLACES.unpack_from(self.held, rows + first * ROW.size)
        stop, _ = PLACES.unpack_from(self.held, rows + end * ROW.size)
        return self.held[block.terms + start : block.terms + stop]

    def terms(self, block: Block, first: int, end: int) -> Terms:
        """The same as terms."""
        return unpack_terms(self.packed(block, first, end))

    def title(self, block: Block) -> bytes:
        """The terms of an article's title; each is followed by LF."""
        start, _ = PLACES.unpack_from(self.held, block.rows + block.passages * ROW.size + PLACES_AT)
        return self.held[block.terms + start : block.unquoted]

    def unquoted(self, block: Block) -> Terms:
        """The terms that stand in text of an article that is never quoted."""
        return unpack_terms(self.held[block.unquoted : block.text])

    def name(self, block: Block) -> str:
        """The name of an article's source."""
        return self.held[block.name : block.end].decode()

    def passage(self, block: Block, ordinal: int) -> Passage:
        """A passage of an article, its check sum verified."""
        at = block.rows + ordinal * ROW.size
        fields = ROW.unpack_from(self.held, at)
        terms_end, text_end = PLACES.unpack_from(self.held, at + ROW.size + PLACES_AT)
        terms = self.held[block.terms + fields[9] : block.terms + terms_end]
        text = self.held[block.text + fields[10] : block.text + text_end]
        if fields[15] != check_sum(self.held[at : at + FIELDS.size], terms, text):
            raise self.damaged()
        flags = fields[13]
        ordinal, paragraph, start, end, line, column, end_line, end_column = fields[:8]
        place = (line, column, end_line, end_column)
        marks = (bool(flags & FILLS_LINE), bool(flags & QUOTABLE))
        return Passage(self.name(block), ordinal, paragraph, start, end, *place, text.decode(), *marks)

    def candidates(self, found: Iterable[tuple[Block, int]]) -> list[Candidate]:
        """Passages, given as article and ordinal, with the terms around each."""
        titles: dict[int, Terms] = {}
        read: dict[tuple[int, int], _Around] = {}
        candidates = []
        for block, ordinal in found:
            first, last = PARAGRAPH.unpack_from(self.held, block.rows + ordinal * ROW.size + PARAGRAPH_AT)
            if (block.at, first) not in read:
                read[block.at, first] = self._around(block, first, last)
            if block.at not in titles:
                titles[block.at] = unpack_terms(self.title(block))
            candidates.append(read[block.at, first].candidate(self.passage(block, ordinal), titles[block.at]))
        return candidates

    def _around(self, block: Block, first: int, last: int) -> "_Around":
        """The terms of a paragraph and of the passages just before and after it, read at once."""
        begin, end = max(first - 1, 0), min(last + 2, block.passages)
        at = block.rows // WORD + BEFORE
        before = self._words[at + begin * WORDS : at + end * WORDS + 1 : WORDS].tolist()
        terms = self.terms(block, begin, end)
        if len(terms) != before[-1] - before[0]:
            raise self.damaged()
        return _Around(first, last, begin, [one - before[0] for one in before], terms)

    def damaged(self) -> IndexingError:
        """The error to raise where the store is not what was written."""
        return IndexingError(f"{self._path}: the index is damaged; make it anew with 'pullquote index --rebuild'")
