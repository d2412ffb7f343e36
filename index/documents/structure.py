"""The structure of a source, read as its markup has it."""

from collections.abc import Collection

from index.documents import plain
from index.documents.blocks import Structure
from index.documents.reading import Reading
from index.documents.source import Markup, Source

__all__ = ["reading", "structure"]


def reading(source: Source) -> Reading:
    """Return the whole text of a source as a reader of the rendered page sees it."""
    return Reading(source.text, () if source.markup is Markup.PLAIN else structure(source).marks)


def structure(source: Source, left_out: Collection[int] = ()) -> Structure:
    """Return the blocks of a source and its marks, without the lines (from 1) in ``left_out``."""
    if source.markup is Markup.MARKDOWN:
        from index.documents import markdown_blocks  # noqa: PLC0415 - a folder of plain text needs none of it

        return markdown_blocks.structure(source, left_out)
    if source.markup is Markup.DELIMITED:
        from index.documents import delimited_blocks  # noqa: PLC0415 - likewise

        return delimited_blocks.structure(source, left_out)
    return plain.structure(source, left_out)
