"""Articles: sources split into passages and analysed into terms, as every engine indexes them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from index.documents.boilerplate import boilerplate
from index.documents.passages import Passage, split
from index.documents.source import Metadata, Source
from index.text.analyzer import terms

__all__ = ["BLOCK", "Article", "Candidate", "Record", "analyse"]

BLOCK = 32
"""The most passages that count as one paragraph; longer paragraphs are cut into blocks of this size."""


@dataclass(frozen=True, slots=True)
class Record:
    """The summary of one source in an index, without its text; the SHA-256 is that of the indexed bytes.

    ``passages`` counts the quotable passages, ``skipped_lines`` the lines of boilerplate.
    """

    name: str
    title: str
    sha256: str
    lines: int
    passages: int
    skipped_lines: int
    metadata: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may answer, with the terms of its surroundings in the order of the text.

    ``previous`` and ``following`` are the terms of the neighbouring passages of the same source (empty at its ends),
    ``paragraph`` those of the whole paragraph including the passage, ``title`` those of the article's title.
    """

    passage: Passage
    terms: tuple[str, ...]
    previous: tuple[str, ...]
    following: tuple[str, ...]
    paragraph: tuple[str, ...]
    title: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One analysed source: its passages in order, the terms of each, and the terms of its title.

    ``blocks`` holds for each passage the index of its paragraph in ``paragraphs``, which holds the terms of each.
    ``unquoted`` are the terms of text that is never quoted: boilerplate, credits, datelines.
    """

    record: Record
    passages: tuple[Passage, ...]
    terms: tuple[tuple[str, ...], ...]
    blocks: tuple[int, ...]
    paragraphs: tuple[tuple[str, ...], ...]
    title: tuple[str, ...]
    unquoted: frozenset[str]

    def candidate(self, ordinal: int) -> Candidate:
        """Return the passage with an ordinal, and the terms around it."""
        last = len(self.passages) - 1
        return Candidate(
            self.passages[ordinal],
            self.terms[ordinal],
            self.terms[ordinal - 1] if ordinal else (),
            self.terms[ordinal + 1] if ordinal < last else (),
            self.paragraphs[self.blocks[ordinal]],
            self.title,
        )


def analyse(source: Source) -> Article:
    """Split a source into passages and analyse each into terms."""
    skipped = boilerplate(source)
    passages = tuple(split(source, skipped))
    analysed = tuple(terms(passage.text) for passage in passages)
    blocks = tuple(_blocks(passages))
    paragraphs: list[list[str]] = [[] for _ in range(blocks[-1] + 1 if blocks else 0)]
    for block, own in zip(blocks, analysed, strict=True):
        paragraphs[block].extend(own)
    unquoted = {term for line in skipped for term in terms(source.text[slice(*source.line_span(line))])}
    unquoted.update(*(own for passage, own in zip(passages, analysed, strict=True) if not passage.quotable))
    quotable = sum(passage.quotable for passage in passages)
    lines = len(source.line_starts)
    record = Record(source.name, source.title, source.sha256, lines, quotable, len(skipped), source.metadata)
    paragraph_terms = tuple(map(tuple, paragraphs))
    return Article(record, passages, analysed, blocks, paragraph_terms, terms(source.title), frozenset(unquoted))


def _blocks(passages: tuple[Passage, ...]) -> Iterator[int]:
    """Yield the block of each passage, from 0: its paragraph, or a part of one that is very long."""
    block, paragraph, size = -1, -1, 0
    for passage in passages:
        if passage.paragraph != paragraph or size == BLOCK:
            block, paragraph, size = block + 1, passage.paragraph, 0
        size += 1
        yield block
