"""The blocks of a table that is a file of its own (.csv, .tsv): its head, and a row for each record."""

from collections.abc import Collection, Iterator

from index.documents.blocks import Block, Kind, Structure
from index.documents.formats.delimited import DelimitedRecord, records
from index.documents.reading import Mark
from index.documents.source import Source

__all__ = ["structure"]


def structure(source: Source, left_out: Collection[int] = ()) -> Structure:
    """Return a row for each record, without those on lines (from 1) in ``left_out``.

    Cells are shown with a tab between. The first cell of a row that holds a word says what it is about, and heads it.
    """
    blocks, marks = [], list[Mark]()
    for number, record in enumerate(records(source.text, source.name)):
        marks += _marks(source.text, record)
        start, end = source.trimmed(record.start, record.end)
        shown = any(map(str.isalnum, source.text[start:end]))
        if shown and source.place(start)[0] not in left_out:
            kind, path = (Kind.ROW, _name(source.text, record)) if number else (Kind.COLUMNS, ())
            blocks.append(Block(start, end, number, kind, number, None, path, whole=True))
    return Structure(tuple(blocks), tuple(marks))


def _name(text: str, record: DelimitedRecord) -> tuple[str, ...]:
    cells = (" ".join(text[start:end].split()) for start, end in record.cells)
    named = next((cell for cell in cells if any(map(str.isalpha, cell))), "")
    return (named,) if named else ()


def _marks(text: str, record: DelimitedRecord) -> Iterator[Mark]:
    """Yield the marks of a record: what stands between its cells, and the second of two quotation marks."""
    at, between = record.start, ""
    for start, end in record.cells:
        if start > at or between:
            yield Mark(at, start, between)
        doubled = text.find('""', start, end)
        while doubled >= 0:
            yield Mark(doubled, doubled + 1)
            doubled = text.find('""', doubled + 2, end)
        at, between = end, "\t"
    if record.end > at:
        yield Mark(at, record.end)
