"""Metadata: what ``sources.toml`` says of the articles beside it."""

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.documents.paths import printable
from index.errors import SourcesError
from index.toml_lines import holds, line_of

if TYPE_CHECKING:
    from pydantic import ValidationError

__all__ = ["METADATA_FILE", "Metadata", "Named", "check_ranges", "load"]

METADATA_FILE = "sources.toml"
MOST_SUGGESTED = 10
"""Up to how many names of files that are not there another name is suggested; it is looked for in all names."""
KEYS = ("title", "publisher", "date", "url", "skip", "keep")

_TOML_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What ``sources.toml`` says of one article; whatever it does not say is None or empty.

    ``skip`` and ``keep`` are ranges of lines, from 1 and inclusive, that overrule the furniture rules.
    """

    title: str | None = None
    publisher: str | None = None
    date: dt.date | None = None
    url: str | None = None
    skip: tuple[tuple[int, int], ...] = ()
    keep: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """What a ``sources.toml`` says of each file.

    ``missing`` are the files that it names and that are not there, by their names as they can be shown, each with the
    cause and the cure.
    """

    metadata: Mapping[str, Metadata] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)


def load(path: Path, names: Callable[[], Collection[str]]) -> Named:
    """Read a ``sources.toml``; it says nothing where there is no such file.

    ``names`` lists the files that may be named. Raises SourcesError with the line of what is wrong, and the cure.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Named()
    except OSError as error:
        raise SourcesError(f"{path}: cannot be read ({error.strerror}); allow reading it or remove it") from error
    except UnicodeDecodeError as error:
        raise SourcesError(f"{path}: is not UTF-8 (byte {error.start + 1}); save it as UTF-8") from None
    tables = _parse(path, text)
    known = set(names()) if tables else set()
    missing = [
        name for name, table in tables.items() if name not in known and _is_named(path, text, name, table, known)
    ]
    metadata = {name: _metadata(path, text, name, table) for name, table in tables.items() if name in known}
    return Named(
        metadata, {printable(name): _cure(name, known if len(missing) <= MOST_SUGGESTED else ()) for name in missing}
    )


def check_ranges(path: Path, name: str, metadata: Metadata, lines: int) -> None:
    """Raise SourcesError where ``skip`` or ``keep`` name a line that the article, of so many lines, does not have."""
    for key, ranges in (("skip", metadata.skip), ("keep", metadata.keep)):
        for first, last in ranges:
            if last > lines:
                at = _line(path.read_text("utf-8-sig"), name, key)
                message = f'{key} names lines {first}-{last}, but "{name}" has {lines}; correct the range'
                raise SourcesError(f"{path}, line {at}: {message}")


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _TOML_LINE.search(str(error))
        at = (found and found.group(1)) or max(1, len(text.splitlines()))
        cause = _TOML_LINE.sub("", str(error))
        cure = 'write a table such as ["article.txt"] and below it title = "…"'
        raise SourcesError(f"{path}, line {at}: is no TOML: {cause}; {cure}") from None


def _metadata(path: Path, text: str, name: str, table: object) -> Metadata:
    from pydantic import ValidationError  # noqa: PLC0415 - only a folder with a sources.toml needs it

    from index.documents.metadata_model import Entry  # noqa: PLC0415 - only a folder with a sources.toml needs it

    try:
        entry = Entry.model_validate(table)
    except ValidationError as error:
        key, cause = _cause(error)
        raise SourcesError(f"{path}, line {_line(text, name, *key)}: {cause}") from None
    return Metadata(entry.title, entry.publisher, entry.date, entry.url, entry.skip, entry.keep)


def _is_named(path: Path, text: str, name: str, table: object, known: Collection[str]) -> bool:
    """Whether a key that is no file of the folder names one that is gone; raises SourcesError where it names none."""
    dotted = [f"{name}.{key}" for key in table if f"{name}.{key}" in known] if isinstance(table, dict) else []
    if isinstance(table, dict) and not dotted:
        return True
    cause = f'"{name}" is no file; write its name as a table, such as ["article.txt"], and the keys below it'
    if dotted:
        cause = f'a name with a dot stands in quotes; write ["{dotted[0]}"]'
    raise SourcesError(f"{path}, line {_line(text, name)}: {cause}")


def _cure(name: str, known: Collection[str]) -> str:
    """Why a file that is named is not served."""
    near = get_close_matches(name, sorted(known), n=1)
    cure = f'did you mean "{near[0]}"?' if near else "correct the name or remove the table"
    return f"{METADATA_FILE} names it, but it is not there; {cure}"


def _cause(error: "ValidationError") -> tuple[tuple[str, ...], str]:
    """The key that is wrong first, and what is wrong with it in plain words."""
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
    """The line, from 1, of a table or of a key in it, or of the table where the key is not there as such."""
    known = tomllib.loads(text)
    return line_of(text, path if holds(known, path) else path[:1])
