"""EPUB books: their chapters as Markdown, one behind the other."""

import datetime as dt
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from index.documents.formats.conversion import Conversion, bounded
from index.documents.formats.html_metadata import one_line
from index.documents.formats.html_tree import parse, without_hidden
from index.documents.formats.markdown_writer import markdown
from index.documents.formats.marked_words import Element
from index.documents.formats.packed_parts import PackedParts, unpacked
from index.documents.metadata import Metadata
from index.documents.source import Markup
from index.errors import SourceError

__all__ = ["convert"]

_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_XHTML = ("application/xhtml+xml", "text/html")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_EMPTY = "is a book without words, such as one of pictures alone; it needs OCR first"


def convert(name: str, data: bytes) -> Conversion:
    """Return a book as Markdown; raises SourceError if it is none, damaged, locked or beyond the bounds."""
    with unpacked(name, data, "an EPUB book") as parts:
        path = next((one.get("full-path") for one in parts.xml(_CONTAINER).iter("{*}rootfile")), None)
        if not path:
            raise SourceError(name, "is a damaged EPUB book: it does not say what it holds; save it anew")
        package, locked = parts.xml(path), _locked(parts)
        chapters = []
        for chapter in _chapters(package, posixpath.dirname(path)):
            if chapter in locked:
                raise SourceError(name, "is a book with copy protection; use one without it")
            if chapter in parts.names:
                chapters.append(markdown(_body(name, parts.read(chapter))))
    text = "\n".join(filter(None, chapters))
    return Conversion(bounded(name, text, _EMPTY), Markup.MARKDOWN, _metadata(package))


def _chapters(package: Element, folder: str) -> Iterator[str]:
    """Yield the names of the chapters in the order in which they are read, without tables of contents."""
    items = {one.get("id"): one for one in package.iter(f"{_OPF}item")}
    for reference in package.iter(f"{_OPF}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _XHTML or "nav" in (item.get("properties") or "").split():
            continue
        yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))


def _body(name: str, data: bytes) -> Element:
    root = without_hidden(parse(name, data))
    body = root.find("body")
    return root if body is None else body


def _locked(parts: PackedParts) -> frozenset[str]:
    """Return the parts that are encrypted; fonts often are."""
    if _ENCRYPTION not in parts.names:
        return frozenset()
    references = parts.xml(_ENCRYPTION).iter("{*}CipherReference")
    return frozenset(unquote(one.get("URI") or "") for one in references)


def _metadata(package: Element) -> Metadata:
    told = {key: one_line(package.findtext(f".//{_DC}{key}")) for key in ("title", "publisher", "creator", "date")}
    day = _DAY.match(told["date"] or "")
    try:
        date = dt.date.fromisoformat(day[0]) if day else None
    except ValueError:
        date = None
    return Metadata(told["title"], told["publisher"] or told["creator"], date)
