"""Passages: one sentence each, with the exact place where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from syntok import segmenter

from index.sources import Source

__all__ = ["Passage", "split"]


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a source, word for word: ``source.text[start:end] == text``.

    ``ordinal`` counts the passages of a source from 0, ``paragraph`` its paragraphs from 0. ``start`` and ``end`` are
    offsets in characters of the decoded text, the end exclusive. Lines and columns count from 1; ``end_column`` is
    the column of the last character. ``fills_line`` says whether nothing but white space stands beside the sentence
    on its one line. ``quotable`` is False for what is never an answer: a photo credit, a dateline.
    """

    source: str
    ordinal: int
    paragraph: int
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    fills_line: bool = False
    quotable: bool = True


def split(source: Source) -> Iterator[Passage]:
    """The passages of a source in the order of its text."""
    ordinal = 0
    for number, paragraph in enumerate(segmenter.analyze(source.text)):
        for sentence in paragraph:
            start, end = sentence[0].offset, sentence[-1].offset + len(sentence[-1].value)
            (line, column), (end_line, end_column) = source.place(start), source.place(end - 1)
            text = source.text[start:end]
            fills = source.text[source.line_starts[line - 1] :].strip().splitlines()[0].strip() == text
            yield Passage(source.name, ordinal, number, start, end, line, column, end_line, end_column, text, fills)
            ordinal += 1
