"""PDF files: their pages as plain text, in the order in which they are read."""

import threading
from collections.abc import Iterator
from contextlib import closing

import pypdfium2
from pypdfium2 import raw

from index.documents.formats.conversion import MOST_CHARACTERS, Conversion, bounded
from index.documents.formats.html_metadata import one_line
from index.documents.formats.pdf_furniture import without_furniture
from index.documents.formats.pdf_order import in_order
from index.documents.formats.pdf_paragraphs import paragraphs
from index.documents.formats.pdf_pieces import TextPiece, pieces
from index.documents.metadata import Metadata
from index.documents.source import Markup
from index.errors import SourceError

__all__ = ["MOST_PAGES", "convert"]

MOST_PAGES = 5_000
MOST_ON_A_PAGE = 500_000
"""Characters of the fullest page that is read."""

_SCAN = "is a scan: its pages hold no text; run OCR on it first"
_DAMAGED = "is a damaged PDF; open it in a PDF reader and save it anew"
_LOCKED = "is a PDF with a password; save a copy without one"
_JUNK = ("microsoft word", "untitled", "powerpoint", "slide 1", "document", "microsoft powerpoint")
_ALONE = threading.Lock()
"""PDFium serves one thread at a time."""


def convert(name: str, data: bytes) -> Conversion:
    """Return the text of a PDF; raises SourceError for a scan, a password, damage, and beyond the bounds."""
    if b"%PDF-" not in data[:1024]:
        raise SourceError(name, "is no PDF, though its name says so; rename it after what it is")
    with _ALONE, closing(_opened(name, data)) as document:
        if not len(document):
            raise SourceError(name, _DAMAGED)
        if len(document) > MOST_PAGES:
            raise SourceError(name, f"has more than {MOST_PAGES:,} pages; part it into several files")
        read = list(_pages(name, document))
        metadata = _metadata(document)
    kept = without_furniture([found for found, _ in read], [height for _, height in read])
    if not any(kept):
        kept = [found for found, _ in read]
    text, starts = paragraphs([in_order(found) for found in kept])
    return Conversion(bounded(name, text, _SCAN), Markup.PLAIN, metadata, starts)


def _opened(name: str, data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise SourceError(name, _LOCKED if "password" in str(error).lower() else _DAMAGED) from None


def _pages(name: str, document: pypdfium2.PdfDocument) -> Iterator[tuple[list[TextPiece], float]]:
    """Yield the pieces and the height of each page; a page that is damaged has none."""
    characters = 0
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            yield [], 0.0
            continue
        with closing(page), closing(page.get_textpage()) as text_page:
            count = max(0, raw.FPDFText_CountChars(text_page))
            characters += count
            if count > MOST_ON_A_PAGE or characters > MOST_CHARACTERS:
                raise SourceError(name, "holds more text than can be read; part it into several files")
            width, height = page.get_size()
            rotation = page.get_rotation()
            before = (height, width) if rotation % 180 else (width, height)
            yield pieces(text_page.raw, count, rotation, before), height


def _metadata(document: pypdfium2.PdfDocument) -> Metadata:
    told = document.get_metadata_dict(skip_empty=True)
    title, author = one_line(told.get("Title")), one_line(told.get("Author"))
    junk = not title or title.lower().startswith(_JUNK) or "." in title[-5:]
    return Metadata(None if junk else title, author)
