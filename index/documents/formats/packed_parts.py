"""Packed files: the parts of a ZIP archive that a document is made of, within bounds."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from lxml import etree

from index.documents.formats.conversion import MOST_UNPACKED
from index.documents.formats.marked_words import Element
from index.errors import SourceError

__all__ = ["PackedParts", "unpacked"]

MOST_PARTS = 20_000
_ENTITIES = "holds entities of its own, which are not read; save it anew"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""The first bytes of an old office document, and of a new one with a password."""


class PackedParts:
    """The parts of a packed document by their names; no more than MOST_UNPACKED bytes are unpacked in all."""

    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        self._name, self._archive, self._left = name, archive, MOST_UNPACKED
        self.names = frozenset(archive.namelist())

    def read(self, part: str) -> bytes:
        """Return the bytes of a part; raises SourceError if it is missing, damaged, encrypted or too large."""
        try:
            info = self._archive.getinfo(part)
            if info.flag_bits & 1:
                raise SourceError(self._name, "is packed with a password; save a copy without one")
            with self._archive.open(info) as file:
                data = file.read(self._left + 1)
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
            raise SourceError(self._name, damaged(part)) from None
        self._left -= len(data)
        if self._left < 0:
            raise SourceError(self._name, f"unpacks to more than {MOST_UNPACKED:,} bytes; part it into several files")
        return data

    def xml(self, part: str) -> Element:
        """Return the root of a part that is XML, without the world outside; raises SourceError as ``read`` does."""
        data = self.read(part)
        if b"<!ENTITY" in data:
            raise SourceError(self._name, _ENTITIES)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            deep = "nests its elements too deep; save it as plain text"
            raise SourceError(self._name, deep if "depth" in str(error).lower() else damaged(part)) from None
        if next(root.iter(etree.Entity), None) is not None:
            raise SourceError(self._name, _ENTITIES)
        return root


@contextmanager
def unpacked(name: str, data: bytes, kind: str) -> Iterator[PackedParts]:
    """Open a packed document of a ``kind`` such as "a Word document"; raises SourceError if it is none."""
    if data.startswith(_OLD_OFFICE):
        raise SourceError(name, f"is an old office document, or has a password; save it as {kind} without one")
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        known = data.startswith(b"PK")
        cause = "is damaged; save it anew" if known else f"is not {kind}, though its name says so; rename it"
        raise SourceError(name, cause) from None
    with archive:
        if len(archive.infolist()) > MOST_PARTS:
            raise SourceError(name, f"holds more than {MOST_PARTS:,} parts; part it into several files")
        yield PackedParts(name, archive)


def damaged(part: str) -> str:
    """Return the cause and the cure for a part that is missing or cannot be read."""
    return f"is damaged (its part {part[:80]!r} is missing or cannot be read); save it anew"
