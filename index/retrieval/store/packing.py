"""Packing: an article as the rows in which it is stored.

A paragraph has a row of what is quoted, with a check sum, and, of its passages in order,

    spans       each one's place in the source, its whole and its group, its headings and its flags (SPAN)
    terms       their terms, a passage a line, between the terms of the passage before and of the passage behind
    start, text the text that holds them, and where it begins in the source
    layout      what a reader sees of that text, and the headings, as JSON ("" for prose without any)

and a row of what is scored:

    lengths     the number of each one's terms, times four, and 1 more where it can be quoted; and of the heads', and 2
                more (4 bytes each)
    keys        the keys of all their terms, and then of the heads': those of the title and the headings (8 bytes each)

A term's key is a hash of it, long enough that no two terms of a collection share one; terms are counted by it
(``rescoring``).
"""

import datetime as dt
import hashlib
import json
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import pairwise
from typing import Any, Final, NamedTuple

from index.documents.article import Article, Record
from index.documents.blocks import Kind
from index.documents.passages import Paragraph, Passage
from index.documents.reading import Mark, marks_within
from index.documents.source import Metadata
from index.retrieval.store.schema import SHIFT

__all__ = [
    "KEY",
    "ORDINAL",
    "TITLE_RUN",
    "PackedArticle",
    "PackedParagraph",
    "ScoredParagraph",
    "dump_record",
    "load_record",
    "metadata_digest",
    "pack",
    "term_key",
]

Terms = tuple[str, ...]
Names = tuple[tuple[str, ...], tuple[str, ...]]
"""The headings above a passage, and the columns of its table."""

SPAN: Final = struct.Struct("<12I")
KEY = 8  # bytes
QUOTABLE, OPENS_LINE, CLOSES_LINE, KIND = 1, 2, 4, 3  # three flags, and the bits below the kind
TITLE_RUN: Final = 2
ORDINAL: Final = (1 << SHIFT) - 1
CACHED = 1 << 18
"""Terms whose keys are remembered before all are forgotten."""

NONE = Metadata()


class _Keys(dict[str, bytes]):
    """The keys of terms, each worked out once."""

    def __missing__(self, term: str) -> bytes:
        found = hashlib.blake2b(term.encode(), digest_size=KEY).digest()
        if len(self) >= CACHED:
            self.clear()
        self[term] = found
        return found


_KEYS = _Keys()


def term_key(term: str) -> int:
    """Return the key by which a term is counted."""
    return int.from_bytes(_KEYS[term], "little")


class PackedParagraph(NamedTuple):
    """The quoted side of a paragraph; ``first`` is the ordinal of its first passage, or the address of that."""

    first: int
    check_sum: int
    paragraph: int
    spans: bytes
    terms: str
    start: int
    text: str
    layout: str = ""

    @property
    def passages(self) -> int:
        """The number of its passages."""
        return len(self.spans) // SPAN.size

    @property
    def sound(self) -> bool:
        """True where everything is as it was packed."""
        return self.check_sum == _check_sum(self)

    def lines(self) -> list[str]:
        """Return the terms of the passage before, of each of its own, and of the passage behind."""
        return self.terms.split("\n")

    def quotable(self) -> list[bool]:
        """Return for each passage whether it can be quoted."""
        return [bool(flags & QUOTABLE) for *_, flags in SPAN.iter_unpack(self.spans)]

    def heads(self) -> Terms:
        """Return the terms of the headings above it and of its columns."""
        return tuple(json.loads(self.layout)["heads"].split()) if self.layout else ()

    def passage(self, at: int, source: str) -> Passage:
        """Return one of its passages, counted from 0; ``source`` is the name of their article."""
        return self.some((at,), source)[0]

    def some(self, places: Iterable[int], source: str) -> list[Passage]:
        """Return some of its passages, counted from 0; ``source`` is the name of their article."""
        layout = self._read_layout()
        return [self._passage(source, at, SPAN.unpack_from(self.spans, at * SPAN.size), *layout) for at in places]

    def ends(self) -> list[tuple[int, int]]:
        """Return the span of each of its passages; offsets in the source, end exclusive."""
        return [(start, end) for start, end, *_ in SPAN.iter_unpack(self.spans)]

    def unpacked(self, source: str) -> Paragraph:
        """Return it as it was packed; ``source`` is the name of its article."""
        layout, spans = self._read_layout(), enumerate(SPAN.iter_unpack(self.spans))
        passages = [self._passage(source, at, found, *layout) for at, found in spans]
        return Paragraph(passages, self.start, self.text, layout[0])

    def _read_layout(self) -> tuple[tuple[Mark, ...], list[Names]]:
        """Return its marks, and the headings and columns that its passages have, each once."""
        if not self.layout:
            return (), [((), ())]
        layout = json.loads(self.layout)
        names: list[Names] = [(tuple(path), tuple(columns)) for path, columns in layout["names"]]
        return tuple(Mark(*one) for one in layout["marks"]), names

    def _passage(
        self, source: str, at: int, found: Sequence[int], marks: tuple[Mark, ...], names: Sequence[Names]
    ) -> Passage:
        start, end, line, column, end_line, end_column, whole, whole_end, group, group_end, named, flags = found
        text = self.text[start - self.start : end - self.start]
        return Passage(
            source,
            (self.first & ORDINAL) + at,
            self.paragraph,
            *(start, end, line, column, end_line, end_column),
            text,
            bool(flags & OPENS_LINE),
            bool(flags & CLOSES_LINE),
            bool(flags & QUOTABLE),
            Kind(flags >> KIND),
            marks_within(marks, start, end),
            *names[named],
            (whole, whole_end),
            (group, group_end),
        )


class ScoredParagraph(NamedTuple):
    """The scored side of a paragraph; ``first`` is as in ``PackedParagraph``."""

    first: int
    lengths: bytes
    keys: bytes


class PackedArticle(NamedTuple):
    """An article as it is stored: its record, its terms (with a space between), and its paragraphs.

    ``scored`` is empty where an article was read to be quoted or counted.
    """

    record: Record
    title: str
    unquoted: str
    paragraphs: tuple[PackedParagraph, ...]
    scored: tuple[ScoredParagraph, ...] = ()


def pack(article: Article) -> PackedArticle:
    """Pack an article; raises struct.error where it has too many passages or a place beyond 4 GB."""
    if len(article.passages) >= 1 << SHIFT:
        raise struct.error("too many passages")
    lines, ranges = ["", *map(" ".join, article.terms), ""], list(_ranges(article.blocks))
    return PackedArticle(
        article.record,
        " ".join(article.title),
        " ".join(sorted(article.unquoted)),
        tuple(_quoted(article, at, "\n".join(lines[first : end + 2])) for at, (first, end) in enumerate(ranges)),
        tuple(_scored(article, at, first, end) for at, (first, end) in enumerate(ranges)),
    )


def _quoted(article: Article, block: int, terms: str) -> PackedParagraph:
    paragraph = article.paragraph_of(block)
    first, spans = paragraph.passages[0], []
    names = {pair: at for at, pair in enumerate(dict.fromkeys((one.path, one.columns) for one in paragraph.passages))}
    for one in paragraph.passages:
        place = (one.start, one.end, one.line, one.column, one.end_line, one.end_column)
        flags = QUOTABLE * one.quotable + OPENS_LINE * one.opens_line + CLOSES_LINE * one.closes_line
        spans.append(
            SPAN.pack(*place, *one.whole, *one.group, names[one.path, one.columns], flags + (one.kind << KIND))
        )
    layout = {"heads": " ".join(article.heads[block]), "marks": paragraph.marks, "names": list(names)}
    told = json.dumps(layout, ensure_ascii=False) if paragraph.marks or names != {((), ()): 0} else ""
    row = PackedParagraph(
        first.ordinal, 0, first.paragraph, b"".join(spans), terms, paragraph.start, paragraph.text, told
    )
    return row._replace(check_sum=_check_sum(row))


def _scored(article: Article, block: int, first: int, end: int) -> ScoredParagraph:
    terms = article.terms[first:end]
    heads = tuple(dict.fromkeys((*article.title, *article.heads[block])))
    lengths = [len(held) << 2 | article.passages[at].quotable for at, held in enumerate(terms, start=first)]
    packed = struct.pack(f"<{len(lengths) + 1}I", *lengths, len(heads) << 2 | TITLE_RUN)
    return ScoredParagraph(first, packed, b"".join([_KEYS[term] for held in (*terms, heads) for term in held]))


def _check_sum(row: PackedParagraph) -> int:
    parts = row.spans, row.terms.encode(), row.text.encode(), row.layout.encode()
    return zlib.crc32(b"".join([b"%d %d %d " % (row.first & ORDINAL, row.paragraph, row.start), *parts]))


def _ranges(blocks: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first passage of each paragraph and the one behind its last; ``blocks`` names each one's paragraph."""
    firsts = [at for at, block in enumerate(blocks) if not at or blocks[at - 1] != block]
    return pairwise([*firsts, len(blocks)])


def metadata_digest(metadata: Metadata) -> str:
    """Return a short text that tells whether two sources have the same metadata."""
    return "" if metadata == NONE else hashlib.sha256(_metadata(metadata).encode()).hexdigest()[:16]


def dump_record(record: Record) -> str:
    """Return a record as JSON."""
    return json.dumps(asdict(record) | {"metadata": json.loads(_metadata(record.metadata))}, ensure_ascii=False)


def load_record(told: str) -> Record:
    """Return the record that was dumped."""
    fields: dict[str, Any] = json.loads(told)
    metadata = fields.pop("metadata")
    if "date" in metadata:
        metadata["date"] = dt.date.fromisoformat(metadata["date"])
    ranges = {key: tuple(map(tuple, metadata[key])) for key in ("skip", "keep") if key in metadata}
    metadata |= ranges | {"tags": tuple(metadata.get("tags", ()))}
    return Record(**fields | {"pages": tuple(fields["pages"])}, metadata=Metadata(**metadata))


def _metadata(metadata: Metadata) -> str:
    return json.dumps({key: value for key, value in asdict(metadata).items() if value}, default=str, sort_keys=True)
