"""Writes small PDF files: lines of text at places on pages, in a font that every reader has and that is even."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

__all__ = ["PAGE", "PlacedLine", "column", "pdf"]

PAGE = (595, 842)
"""Points of a page's width and height."""


class PlacedLine(NamedTuple):
    """A line of text whose base line begins at ``x`` and ``y``, in points from the lower left corner."""

    x: float
    y: float
    text: str
    size: float = 11


def column(text: str, x: float = 72, top: float = 770, size: float = 11, leading: float = 1.2) -> list[PlacedLine]:
    """Place the lines of a text below one another; a blank line is left blank."""
    lines = text.splitlines()
    return [PlacedLine(x, top - row * size * leading, line, size) for row, line in enumerate(lines) if line.strip()]


def pdf(pages: Iterable[Iterable[PlacedLine]], info: Mapping[str, str] | None = None, trailer: str = "") -> bytes:
    """Return the bytes of a PDF; a page without lines holds a picture's place and nothing else."""
    contents = [_content(lines) for lines in pages]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(contents)))
    told = "".join(f"/{key} ({_escaped(value)})" for key, value in (info or {}).items())
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in enumerate(contents):
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE[0]} {PAGE[1]}] /Contents {5 + 2 * number} 0 R "
        objects.append((page + "/Resources << /Font << /F 3 0 R >> >> >>").encode())
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    objects.append(f"<< {told} >>".encode("latin-1"))
    return _file(objects, trailer)


def _content(lines: Iterable[PlacedLine]) -> bytes:
    shown = (f"BT /F {one.size} Tf 1 0 0 1 {one.x} {one.y} Tm ({_escaped(one.text)}) Tj ET" for one in lines)
    return "\n".join(shown).encode("cp1252")


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(objects: list[bytes], trailer: str) -> bytes:
    data, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    rest = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    rest += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R {trailer}>>\n"
    return data + rest.encode() + f"startxref\n{len(data)}\n%%EOF\n".encode()
