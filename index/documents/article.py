"""Articles: sources split into passages and analysed into terms, as every engine indexes them."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby

from index.documents.boilerplate import boilerplate
from index.documents.passages import Paragraph, Passage, divide
from index.documents.reading import Mark
from index.documents.source import Metadata, Source
from index.documents.structure import structure
from index.text.analyzer import analyzer

__all__ = ["BLOCK", "Article", "Candidate", "Record", "analyse", "group_terms", "joined"]

BLOCK = 32
"""The most passages that count as one paragraph; longer paragraphs are cut into blocks of this size."""

Span = tuple[int, int]
Terms = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """The summary of one source in an index, without its text; the SHA-256 is that of the indexed bytes.

    ``passages`` counts the quotable passages, ``skipped_lines`` the lines of boilerplate. ``pages`` are the offsets at
    which pages begin, ``converted`` marks a text that was made of a file in another format. ``language``
    is the code of the language by which it was analysed (ISO 639-1).
    """

    name: str
    title: str
    sha256: str
    lines: int
    passages: int
    skipped_lines: int
    metadata: Metadata = field(default_factory=Metadata)
    pages: tuple[int, ...] = ()
    converted: bool = False
    language: str = "en"


@dataclass(slots=True)  # not frozen, which takes five times as long to make, and many are made
class Candidate:
    """A passage that may answer, with the terms of its surroundings in the order of the text.

    ``previous`` and ``following`` are the terms of the neighbouring passages of the same source (empty at its ends),
    ``paragraph`` those of the whole paragraph including the passage, ``title`` those of the article's title, ``heads``
    those of the headings above its paragraph and of the names of columns in it. ``group`` are its own and those of the
    passages that would be quoted with it.
    """

    passage: Passage
    terms: Terms
    previous: Terms
    following: Terms
    paragraph: Terms
    title: Terms
    heads: Terms = ()
    group: Terms = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One analysed source: its passages in order, the terms of each, and the terms of its title.

    ``blocks`` holds for each passage the index of its paragraph in ``paragraphs``, which holds the terms of each, and
    in ``heads``, which holds those of the headings and columns that its passages stand under. ``unquoted`` are the
    terms of text that is never quoted: boilerplate, credits, datelines. ``text`` is that of the source, ``marks`` say
    what a reader sees of it.
    """

    record: Record
    passages: tuple[Passage, ...]
    terms: tuple[Terms, ...]
    blocks: tuple[int, ...]
    paragraphs: tuple[Terms, ...]
    heads: tuple[Terms, ...]
    title: Terms
    unquoted: frozenset[str]
    text: str
    marks: tuple[Mark, ...]

    def candidate(self, ordinal: int) -> Candidate:
        """Return the passage with an ordinal, and the terms around it."""
        last, block = len(self.passages) - 1, self.blocks[ordinal]
        return Candidate(
            self.passages[ordinal],
            self.terms[ordinal],
            self.terms[ordinal - 1] if ordinal else (),
            self.terms[ordinal + 1] if ordinal < last else (),
            self.paragraphs[block],
            self.title,
            self.heads[block],
            self._group(ordinal, block),
        )

    def _group(self, ordinal: int, block: int) -> Terms:
        """Return the terms of the group of the passage with an ordinal, in a paragraph with an index."""
        passage = self.passages[ordinal]
        if passage.is_group:
            return self.terms[ordinal]
        first, end = self._members(block)
        spans = [(one.start, one.end) for one in self.passages[first:end]]
        return group_terms(ordinal - first, passage.group, spans, self.terms[first:end])

    def paragraph(self, ordinal: int) -> Paragraph:
        """Return the paragraph of the passage with an ordinal."""
        return self.paragraph_of(self.blocks[ordinal])

    def paragraph_of(self, block: int) -> Paragraph:
        """Return the paragraph with an index."""
        first, end = self._members(block)
        return Paragraph.of(self.passages[first:end], self.text, self.marks)

    def _members(self, block: int) -> tuple[int, int]:
        """Return the first passage of a paragraph and the one behind its last."""
        return bisect_left(self.blocks, block), bisect_right(self.blocks, block)


def group_terms(at: int, group: Span, spans: Sequence[Span], analysed: Sequence[Terms]) -> Terms:
    """Return the terms of a passage's group, given its place in its paragraph, whose passages have these terms."""
    if spans[at] == group:
        return analysed[at]
    within = zip(spans, analysed, strict=True)
    return joined([own for (start, end), own in within if group[0] <= start and end <= group[1]])


def joined(analysed: Sequence[Terms]) -> Terms:
    """Return the terms of passages as one; those of one alone are not copied, so that they are counted once."""
    return analysed[0] if len(analysed) == 1 else tuple(chain.from_iterable(analysed))


def analyse(source: Source) -> Article:
    """Split a source into passages and analyse each into terms."""
    skipped = boilerplate(source)
    read = structure(source, skipped)
    terms = analyzer(source.language).terms
    passages = tuple(divide(source, read))
    analysed = tuple(terms(passage.plain) for passage in passages)
    blocks = tuple(_blocks(passages))
    paragraphs: list[list[Terms]] = [[] for _ in range(blocks[-1] + 1 if blocks else 0)]
    for block, own in zip(blocks, analysed, strict=True):
        paragraphs[block].append(own)
    unquoted = {term for line in skipped for term in terms(source.text[slice(*source.line_span(line))])}
    unquoted.update(
        *(own for one, own in zip(passages, analysed, strict=True) if not one.quotable and one.kind.quotable)
    )
    quotable = sum(passage.quotable for passage in passages)
    lines = len(source.line_starts)
    record = Record(
        source.name, source.title, source.sha256, lines, quotable, len(skipped), source.metadata, source.pages,
        source.converted, source.language,
    )  # fmt: skip
    return Article(
        record,
        passages,
        analysed,
        blocks,
        tuple(map(joined, paragraphs)),
        tuple(_heads(passages, blocks, terms)),
        terms(source.title),
        frozenset(unquoted),
        source.text,
        read.marks,
    )


def _blocks(passages: tuple[Passage, ...]) -> Iterator[int]:
    """Yield the block of each passage, from 0: its paragraph, or a part of one that is very long."""
    block, paragraph, size = -1, -1, 0
    for passage in passages:
        if passage.paragraph != paragraph or size == BLOCK:
            block, paragraph, size = block + 1, passage.paragraph, 0
        size += 1
        yield block


def _heads(passages: Sequence[Passage], blocks: Sequence[int], terms: Callable[[str], Terms]) -> Iterator[Terms]:
    """Yield for each paragraph the distinct terms of the headings above its passages and of their columns."""
    for _, members in groupby(zip(passages, blocks, strict=True), key=lambda pair: pair[1]):
        named = dict.fromkeys(name for one, _ in members for name in (*one.path, *one.columns))
        yield tuple(dict.fromkeys(terms("\n".join(named)))) if named else ()
