"""Blocks: the form in which an article is stored, passage by passage, with its text and its terms.

A block's parts begin at multiples of 8 bytes where they hold numbers:

    head        its magic number and its numbers: of passages, and of the bytes of each part
    rows        one of 64 bytes for each passage (and one more that ends the last): its place in the source, the place
                of its terms and text here, its paragraph's first and last passage, and a check sum
    keys        of the terms of all passages, in order, and then of the title: 8 bytes each
    terms       those terms, in order, each followed by LF
    unquoted    the terms that stand in text of it that is never quoted, each followed by LF
    text        of all passages, in order
    name        of the source

A term's key is a hash of it, long enough that no two terms of a collection share one; terms are counted by it
(``selection``).
"""

import struct
import zlib
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import Final, NamedTuple

from index.documents.article import Article

__all__ = [
    "FIELDS",
    "FILLS_LINE",
    "HEAD",
    "MAGIC",
    "QUOTABLE",
    "ROW",
    "Block",
    "Row",
    "check_sum",
    "encode",
    "key",
    "unpack_terms",
]

MAGIC: Final = b"PQ01"
HEAD: Final = struct.Struct("<4s7I")
ROW: Final = struct.Struct("<16I")
KEY: Final = 8  # bytes
FIELDS: Final = struct.Struct("<15I")  # a row without its check sum
QUOTABLE, FILLS_LINE = 1, 2

CACHED = 1 << 18
"""Terms whose keys are remembered before all are forgotten."""


class Row(NamedTuple):
    """One passage as it is stored; lines and columns count from 1, offsets are characters, ``*_at`` bytes of a part.

    ``before`` is the number of terms of the article's passages before this one. ``first`` and ``last`` are the
    ordinals of its paragraph's passages, both included.
    """

    ordinal: int
    paragraph: int
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    before: int
    terms_at: int
    text_at: int
    first: int
    last: int
    flags: int
    unused: int
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
    keys: int
    terms: int
    unquoted: int
    text: int
    name: int
    end: int

    @property
    def next(self) -> int:
        """Where the next article begins."""
        return _even(self.end)


class _Keys(dict[str, bytes]):
    """The keys of terms, each worked out once."""

    def __missing__(self, term: str) -> bytes:
        found = blake2b(term.encode(), digest_size=KEY).digest()
        if len(self) >= CACHED:
            self.clear()
        self[term] = found
        return found


_KEYS = _Keys()


def key(term: str) -> int:
    """The key by which a term is counted."""
    return int.from_bytes(_KEYS[term], "little")


def encode(article: Article) -> bytes:
    """An article as a block; raises struct.error where a part of it has more than 4 GB."""
    rows, keys, terms, text = _passages(article)
    keys += b"".join(map(_KEYS.__getitem__, article.title))
    terms += _pack(article.title)
    parts: list[bytes | bytearray] = [
        rows,
        keys,
        terms,
        _pack(sorted(article.unquoted)),
        text,
        article.record.name.encode(),
    ]
    head = HEAD.pack(MAGIC, len(article.passages), *map(len, parts))
    size = len(head) + sum(map(len, parts))
    return b"".join([head, *parts, bytes(_even(size) - size)])


def _passages(article: Article) -> tuple[bytearray, bytearray, bytearray, bytearray]:
    """The rows, keys, terms and text of an article's passages; one article can have half a million."""
    rows, keys, terms, text = (bytearray() for _ in range(4))
    paragraphs = _paragraphs(article.blocks)
    for one, block, held in zip(article.passages, article.blocks, article.terms, strict=True):
        place = (one.ordinal, one.paragraph, one.start, one.end, one.line, one.column, one.end_line, one.end_column)
        flags = QUOTABLE * one.quotable + FILLS_LINE * one.fills_line
        row = FIELDS.pack(*place, len(keys) // KEY, len(terms), len(text), *paragraphs[block], flags, 0)
        packed, encoded = _pack(held), one.text.encode()
        rows += row + check_sum(row, packed, encoded).to_bytes(4, "little")
        keys += b"".join(map(_KEYS.__getitem__, held))
        terms += packed
        text += encoded
    rows += ROW.pack(*(0,) * 8, len(keys) // KEY, len(terms), len(text), *(0,) * 5)
    return rows, keys, terms, text


def _paragraphs(blocks: Sequence[int]) -> list[tuple[int, int]]:
    """The first and the last passage of each paragraph; ``blocks`` says of each passage which one it is of."""
    firsts = [at for at, block in enumerate(blocks) if not at or blocks[at - 1] != block]
    return [(first, end - 1) for first, end in pairwise([*firsts, len(blocks)])]


def _pack(terms: Iterable[str]) -> bytes:
    return "".join([f"{term}\n" for term in terms]).encode()


def unpack_terms(packed: bytes) -> tuple[str, ...]:
    """The terms that are each followed by LF."""
    return tuple(packed[:-1].decode().split("\n")) if packed else ()


def check_sum(fields: bytes, terms: bytes, text: bytes) -> int:
    """The check sum of a row's other fields and of its terms and text."""
    return zlib.crc32(text, zlib.crc32(terms, zlib.crc32(fields)))


def _even(size: int) -> int:
    return (size + 7) // 8 * 8
