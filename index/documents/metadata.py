"""Metadata of the articles: ``sources.toml``, read and validated."""

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import SourcesError
from index.toml_lines import holds, line_of

if TYPE_CHECKING:
    from pydantic import ValidationError

__all__ = ["METADATA_FILE", "Metadata", "SourcesFile", "check_ranges", "load", "printable"]

METADATA_FILE = "sources.toml"
MOST_SUGGESTED = 10
"""The most missing files for which a similar name is suggested; each search compares the names of all files."""
KEYS = ("title", "publisher", "date", "url", "skip", "keep", "text", "head", "tags", "language")

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_TOML_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The metadata of one article; what ``sources.toml`` leaves out is None or empty.

    ``skip`` and ``keep`` are ranges of lines, from 1 and inclusive, that overrule the boilerplate rules. ``text`` and
    ``head`` name the fields of a JSON Lines file with the text of a record and with what stands above it, the latter
    with commas between. ``tags`` are words by which a scope takes articles.
    ``language`` is the code of the language it is written in (ISO 639-1).
    """

    title: str | None = None
    publisher: str | None = None
    date: dt.date | None = None
    url: str | None = None
    skip: tuple[tuple[int, int], ...] = ()
    keep: tuple[tuple[int, int], ...] = ()
    text: str | None = None
    head: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None

    def over(self, other: "Metadata") -> "Metadata":
        """Return this metadata, and that of another where this has none."""
        return Metadata(*(getattr(self, one.name) or getattr(other, one.name) for one in fields(self)))


NONE = Metadata()


@dataclass(frozen=True, slots=True)
class SourcesFile:
    """The contents of a ``sources.toml``: the metadata of each file that it names.

    ``missing`` holds the files it names that do not exist, by their printable names, each with the cause and the cure.
    """

    metadata: Mapping[str, Metadata] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)


def load(path: Path, names: Callable[[], Collection[str]]) -> SourcesFile:
    """Read a ``sources.toml``; a missing file counts as empty.

    ``names`` lists the files that may be named. A name with ``*`` or ``?`` in it stands for all files that it fits;
    what is said of one file overrules that, and what is said below overrules what is said above. Raises SourcesError
    with the line of what is wrong, and the cure.
    """
    text = _read_text(path)
    tables = _parse(path, text)
    known = set(names()) if tables else set()
    fitting = {name: [one for one in known if fnmatchcase(one, name)] for name in tables if _is_pattern(name, known)}
    missing = [name for name in tables if name not in known and not fitting.get(name)]
    for name in missing:
        _check_table(path, text, name, tables[name], known)
    said = {name: _metadata(path, text, name, table) for name, table in tables.items() if name not in missing}
    metadata = {name: one for name, one in said.items() if name in known}
    for pattern in reversed(fitting):
        for name in fitting[pattern]:
            metadata[name] = metadata.get(name, NONE).over(said[pattern])
    similar = known if len(missing) <= MOST_SUGGESTED else ()
    return SourcesFile(metadata, {printable(name): _missing_cause(name, similar) for name in missing})


def check_ranges(path: Path, name: str, metadata: Metadata, lines: int) -> None:
    """Raise SourcesError if ``skip`` or ``keep`` goes beyond the article's last line, ``lines``."""
    for key, ranges in (("skip", metadata.skip), ("keep", metadata.keep)):
        for first, last in ranges:
            if last > lines:
                at = _line(path.read_text("utf-8-sig"), name, key)
                message = f'{key} names lines {first}-{last}, but "{name}" has {lines}; correct the range'
                raise SourcesError(f"{path}, line {at}: {message}")


def printable(name: str) -> str:
    """Return a file's name as it can be shown on one line."""
    return _UNPRINTABLE.sub("\ufffd", name)


def _is_pattern(name: str, known: Collection[str]) -> bool:
    return name not in known and ("*" in name or "?" in name)


def _read_text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise SourcesError(f"{path}: cannot be read ({error.strerror}); allow reading it or remove it") from error
    except UnicodeDecodeError as error:
        raise SourcesError(f"{path}: is not UTF-8 (byte {error.start + 1}); save it as UTF-8") from None


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_LINE.search(str(error))
        at = (place and place.group(1)) or max(1, len(text.splitlines()))
        cause = _TOML_LINE.sub("", str(error))
        cure = 'write a table such as ["article.txt"] and below it title = "…"'
        raise SourcesError(f"{path}, line {at}: is no TOML: {cause}; {cure}") from None


def _metadata(path: Path, text: str, name: str, table: object) -> Metadata:
    from pydantic import ValidationError  # noqa: PLC0415 - only a folder with a sources.toml needs it

    from index.documents.metadata_model import SourceTable  # noqa: PLC0415 - only a folder with a sources.toml needs it

    try:
        valid = SourceTable.model_validate(table)
    except ValidationError as error:
        key, cause = _cause(error)
        raise SourcesError(f"{path}, line {_line(text, name, *key)}: {cause}") from None
    return Metadata(**dict(valid))


def _check_table(path: Path, text: str, name: str, table: object, known: Collection[str]) -> None:
    """Raise SourcesError if a key that names no file is not the table of a missing file either."""
    dotted = [f"{name}.{key}" for key in table if f"{name}.{key}" in known] if isinstance(table, dict) else []
    if isinstance(table, dict) and not dotted:
        return
    cause = f'"{name}" is no file; write its name as a table, such as ["article.txt"], and the keys below it'
    if dotted:
        cause = f'a name with a dot stands in quotes; write ["{dotted[0]}"]'
    raise SourcesError(f"{path}, line {_line(text, name)}: {cause}")


def _missing_cause(name: str, known: Collection[str]) -> str:
    """Explain that a file is named but missing, with a similar name out of ``known`` if there is one."""
    if _is_pattern(name, known):
        return f"{METADATA_FILE} names it, but no file fits it; correct the pattern or remove the table"
    near = get_close_matches(name, sorted(known), n=1)
    cure = f'did you mean "{near[0]}"?' if near else "correct the name or remove the table"
    return f"{METADATA_FILE} names it, but it is not there; {cure}"


def _cause(error: "ValidationError") -> tuple[tuple[str, ...], str]:
    """Return the first invalid key, as a path below the table, and what is wrong with it in plain words."""
    first = error.errors()[0]
    key = str(first["loc"][0]) if first["loc"] else ""
    if first["type"] == "extra_forbidden":
        near = get_close_matches(str(key), KEYS, n=1)
        cure = f'did you mean "{near[0]}"?' if near else f"known are {', '.join(KEYS)}"
        return (key,), f'unknown key "{key}"; {cure}'
    if not key:
        return (), 'write the file\'s name as a table, such as ["article.txt"], and the keys below it'
    cause = first["msg"].removeprefix("Value error, ") if first["type"] == "value_error" else "is to be a text"
    return (key,), f'"{key}" {cause}'


def _line(text: str, *path: str) -> int:
    """Return the line, from 1, of a key in a table, or of the table if the key is not in it."""
    known = tomllib.loads(text)
    return line_of(text, path if holds(known, path) else path[:1])
