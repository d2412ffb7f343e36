"""The pydantic model of one table of ``sources.toml``; a module of its own because pydantic is slow to import."""

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

__all__ = ["SourceTable"]

_RANGE = re.compile(r"\s*(\d{1,9})\s*(?:-\s*(\d{1,9})\s*)?", re.ASCII)
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8}){0,4}")
_URL = re.compile(r"https?://[^\s/<>\"]+[^\s<>\"]*", re.IGNORECASE)


def _date(value: object) -> dt.date:
    if isinstance(value, str):
        try:
            value = dt.date.fromisoformat(value)
        except ValueError:
            value = None
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise ValueError("is to be a day, written as 2015-12-01")  # noqa: TRY004 - pydantic takes ValueError
    return value


def _url(value: object) -> str:
    if not isinstance(value, str) or not _URL.fullmatch(value):
        raise ValueError("is to be a web address that begins with http:// or https://")
    return value


def _ranges(value: object) -> tuple[tuple[int, int], ...]:
    if not isinstance(value, list):
        raise ValueError('is to be a list of lines, such as [3, "9-19"]')  # noqa: TRY004 - pydantic takes ValueError
    return tuple(map(_range, value))


def _range(value: Any) -> tuple[int, int]:  # noqa: ANN401 - any TOML value
    match = _RANGE.fullmatch(str(value)) if isinstance(value, int | str) else None
    if not match:
        raise ValueError(f'has {value!r}, which is no line nor range of lines; write [3, "9-19"]')
    first, last = int(match[1]), int(match[2] or match[1])
    if not 1 <= first <= last:
        raise ValueError(f"has {value!r}, but lines count from 1 and a range runs upwards")
    return first, last


def _names(value: object) -> object:
    names = value if isinstance(value, list) else [value]
    found = [one.strip() for one in names if isinstance(one, str) and one.strip() and "," not in one]
    if not found or len(found) < len(names):
        raise ValueError('is to be the name of a field, or a list such as ["author", "date"]')
    return ",".join(found)


def _tags(value: object) -> tuple[str, ...]:
    tags = value if isinstance(value, list) else []
    found = tuple(one.strip() for one in tags if isinstance(one, str) and one.strip())
    if not found or len(found) < len(tags):
        raise ValueError('is to be a list of words, such as ["rules", "2015"]')
    return found


def _language(value: object) -> str:
    match = _TAG.fullmatch(value.strip()) if isinstance(value, str) else None
    if not match:
        raise ValueError('is to be the code of a language, such as "de" or "pt-BR"')
    return match[1].lower()


_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
_Tags = Annotated[tuple[str, ...], BeforeValidator(_tags)]
_Ranges = Annotated[tuple[tuple[int, int], ...], BeforeValidator(_ranges)]


class SourceTable(BaseModel):
    """One table of ``sources.toml``; the keys are those of ``index.documents.metadata.Metadata``."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    title: _Text | None = None
    publisher: _Text | None = None
    date: Annotated[dt.date | None, BeforeValidator(_date)] = None
    url: Annotated[str | None, BeforeValidator(_url)] = None
    skip: _Ranges = ()
    keep: _Ranges = ()
    text: _Text | None = None
    head: Annotated[str | None, BeforeValidator(_names)] = None
    tags: _Tags = ()
    language: Annotated[str | None, BeforeValidator(_language)] = None
