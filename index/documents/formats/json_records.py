"""JSON Lines: exports of messages, tickets and the like, a record a line, as a paragraph each."""

import json
import re
from collections.abc import Iterator
from typing import Any

from index.documents.formats.conversion import Conversion, bounded
from index.documents.formats.decoding import decode
from index.documents.metadata import Metadata
from index.documents.source import Markup
from index.errors import SourceError

__all__ = ["convert"]

MOST_NAMED = 8
"""The most fields that an error names."""

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b\ufeff\ud800-\udfff]")
_LINE_END = re.compile(r"\s*[\n\x85\u2028\u2029]\s*")


def convert(name: str, data: bytes, told: Metadata) -> Conversion:
    """Return the text of each record as a paragraph, below a line with its head if there is one.

    ``told.text`` names the field of the text and ``told.head``, with commas between, those of the head; a dot leads
    into a field (``message.content``). Records without text are left out. Raises SourceError where the field is not
    named or is in no record, and for a line that is no record, with its number.
    """
    text = decode(name, data)
    if not told.text:
        raise SourceError(name, _unnamed(name, text))
    paragraphs, fields = [], dict[str, None]()
    for record in _records(name, text):
        fields.update(dict.fromkeys(list(record)[:MOST_NAMED]))
        if words := _words(_at(record, told.text)):
            head = [one for key in (told.head or "").split(",") if key and (one := _words(_at(record, key.strip())))]
            paragraphs.append("\n".join([*filter(None, [" · ".join(one.replace("\n", " ") for one in head)]), words]))
    if not paragraphs:
        raise SourceError(name, f'has no text in the field "{told.text}"; {_known(fields)}')
    return Conversion(bounded(name, "\n\n".join(paragraphs) + "\n", "is empty"), Markup.PLAIN)


def _unnamed(name: str, text: str) -> str:
    """Return the cause and the cure for a file whose field of text is not named."""
    fields = next(_records(name, text), {})
    key = next((one for one in ("text", "content", "body", "message") if isinstance(fields.get(one), str)), "content")
    return (
        f'needs the field of its text named in sources.toml: ["{name}"] and below it text = "{key}"; {_known(fields)}'
    )


def _known(fields: dict[str, Any]) -> str:
    return "its fields are " + ", ".join(list(fields)[:MOST_NAMED]) if fields else "its records have no fields"


def _records(name: str, text: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            raise SourceError(name, f"is no JSON in line {number:,}; correct or remove that line") from None
        if not isinstance(record, dict):
            raise SourceError(name, f"has no record in line {number:,}; write one object a line")
        yield record


def _at(record: Any, path: str) -> Any:  # noqa: ANN401 - any JSON
    """Return the value of a field, or None; a name with dots leads into fields, unless a field has it."""
    if isinstance(record, dict) and path in record:
        return record[path]
    for key in path.split("."):
        record = record.get(key) if isinstance(record, dict) else None
    return record


def _words(value: object) -> str:
    """Return a value as lines without blank ones between, or "" for what is no text."""
    if isinstance(value, list):
        return "\n".join(filter(None, map(_words, value)))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return _LINE_END.sub("\n", _UNSEEN.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n"))).strip()
