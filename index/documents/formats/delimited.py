"""Tables as text (.csv, .tsv): where their records and cells stand in it; the text itself stays as it is."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

__all__ = ["DelimitedRecord", "delimiter", "records"]

_DELIMITERS = ",;\t|"
_SAMPLE = 50  # records by which the delimiter is told
_SAMPLED = 100_000  # characters


class DelimitedRecord(NamedTuple):
    """A record, ``text[start:end]`` without its line end, and the spans of its cells without quotes and white space.

    Spans are offsets in characters, end exclusive. A quotation mark within a quoted cell stands twice, as written.
    """

    start: int
    end: int
    cells: tuple[tuple[int, int], ...]


def records(text: str, name: str = "") -> list[DelimitedRecord]:
    """Return the records of a table in order, the first of which is its head; blank lines are none.

    A quoted cell may hold delimiters and line ends. The ``name`` of the file says which delimiter is likely.
    """
    return list(_records(text, delimiter(text, name)))


def delimiter(text: str, name: str = "") -> str:
    """Return the delimiter with which most of the first records have the same number of cells, two or more."""
    likely = "\t" if name.lower().endswith((".tsv", ".tab")) else ","
    sample = text[:_SAMPLED]
    return max(_DELIMITERS, key=lambda one: (*_agreement(sample, one), one == likely))


def _agreement(sample: str, mark: str) -> tuple[float, int]:
    """Return the share of records with the usual number of cells, and that number; nothing for single cells.

    A record with a quotation mark at one end of a cell alone was parted at the wrong places.
    """
    found = list(islice(_records(sample, mark), _SAMPLE))
    whole = [one for one in found if not any(sample[a:b].strip(" ").count('"') % 2 for a, b in one.cells)]
    counts = Counter(len(record.cells) for record in whole)
    if not counts:
        return 0.0, 0
    usual, times = counts.most_common(1)[0]
    return (times / len(found), usual) if usual > 1 else (0.0, 0)


def _records(text: str, mark: str) -> Iterator[DelimitedRecord]:
    cell = _cell(mark)
    at, start = 0, 0
    cells: list[tuple[int, int]] = []
    while at <= len(text):
        match = cell.match(text, at)
        if match is None:
            break
        cells.append(_trimmed(text, *match.span("quoted" if match["quoted"] is not None else "bare")))
        at, ended = match.end(), match["end"]
        if ended != mark:
            stop = match.start("end")
            if len(cells) > 1 or cells[0][0] < cells[0][1]:
                yield DelimitedRecord(start, stop, tuple(cells))
            start, cells = at, []
            if not ended:
                break


@lru_cache(maxsize=len(_DELIMITERS))
def _cell(mark: str) -> re.Pattern[str]:
    """Return the pattern of a cell and of what ends it: the delimiter, a line end or the end of the text."""
    one = re.escape(mark)
    return re.compile(rf'(?:[ ]*+"(?P<quoted>(?:[^"]|"")*+)"[ ]*+|(?P<bare>[^{one}\r\n]*+))(?P<end>{one}|\r\n?|\n|\Z)')


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())
