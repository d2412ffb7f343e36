"""Text as it is: the bytes of a file decoded, or refused with the reason and the cure."""

import codecs
import re

from index.errors import SourceError

__all__ = ["decode"]

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.01
_OTHERS = {
    b"%PDF-": "is a PDF, not text; name it .pdf",
    b"{\\rtf": "is a rich-text file, not text; save it as .docx or as plain text",
    b"PK\x03\x04": "is an archive or an office document, not text; name it after what it is",
}


def decode(name: str, data: bytes) -> str:
    """Decode UTF-8, with or without a byte order mark, or UTF-16 with one.

    Raises SourceError if the data is empty, binary or in another encoding.
    """
    for start, cause in _OTHERS.items():
        if data.startswith(start):
            raise SourceError(name, cause)
    encoding = "utf-16" if data.startswith(_UTF16_MARKS) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(name, _undecodable(data, error)) from None
    if not text or text.isspace():
        raise SourceError(name, "is empty; put text in it or remove it")
    if "\0" in text or _mostly_controls(text):
        raise SourceError(name, "is binary, not text; save it as plain text")
    return text


def _undecodable(data: bytes, error: UnicodeDecodeError) -> str:
    if error.encoding.startswith("utf-16"):
        return f"is damaged UTF-16 at byte {error.start + 1:,}; save it as UTF-8"
    if b"\0" in data:
        return "is binary, not text; save it as plain text"
    line = data.count(b"\n", 0, error.start) + 1
    return f"is not UTF-8 (line {line}, byte {data[error.start]:#04x}); save it as UTF-8"


def _mostly_controls(text: str) -> bool:
    return bool(_CONTROL.search(text)) and len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text)
