"""Articles: a source that has been split into passages and analysed into terms, ready for any engine."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from index.documents.boilerplate import boilerplate
from index.documents.passages import Passage, split
from index.documents.source import Metadata, Source
from index.text.analyzer import terms

__all__ = ["BLOCK", "Article", "Candidate", "Record", "analyse"]

BLOCK = 32
"""The most sentences that count as one paragraph; a text without any paragraphs is cut into blocks of so many."""


@dataclass(frozen=True, slots=True)
class Record:
    """What an index knows of one source without its text: the SHA-256 is of the bytes that were indexed.

    ``passages`` counts those that can be quoted, ``skipped_lines`` the lines that are page furniture.
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
    """A passage that may answer, with the terms of what stands around it, each in the order of the text.

    ``previous`` and ``following`` are the terms of the neighbouring passages of the same source (empty at its ends),
    ``paragraph`` those of the whole paragraph (its own included), ``title`` those of the article's title.
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

    ``blocks`` says of each passage which of ``paragraphs`` (the terms of each) it belongs to. ``unquoted`` are the
    terms that stand in lines or passages that are never quoted: page furniture, credits, datelines.
    """

    record: Record
    passages: tuple[Passage, ...]
    terms: tuple[tuple[str, ...], ...]
    blocks: tuple[int, ...]
    paragraphs: tuple[tuple[str, ...], ...]
    title: tuple[str, ...]
    unquoted: frozenset[str]

    def candidate(self, ordinal: int) -> Candidate:
        """The passage with this ordinal and the terms around it."""
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
    held = tuple(terms(passage.text) for passage in passages)
    blocks = tuple(_blocks(passages))
    paragraphs: list[list[str]] = [[] for _ in range(blocks[-1] + 1 if blocks else 0)]
    for block, one in zip(blocks, held, strict=True):
        paragraphs[block].extend(one)
    unquoted = {term for line in skipped for term in terms(source.text[slice(*source.line_span(line))])}
    unquoted.update(term for passage, one in zip(passages, held, strict=True) if not passage.quotable for term in one)
    quotable = sum(passage.quotable for passage in passages)
    record = Record(
        source.name, source.title, source.sha256, len(source.line_starts), quotable, len(skipped), source.metadata
    )
    return Article(
        record, passages, held, blocks, tuple(map(tuple, paragraphs)), terms(source.title), frozenset(unquoted)
    )


def _blocks(passages: tuple[Passage, ...]) -> Iterator[int]:
    """The block of each passage, from 0: its paragraph, or a part of one that is very long."""
    block, paragraph, held = -1, -1, 0
    for passage in passages:
        if passage.paragraph != paragraph or held == BLOCK:
            block, paragraph, held = block + 1, passage.paragraph, 0
        held += 1
        yield block
