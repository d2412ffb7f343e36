"""Layout: which lines of a text run on into one another, and which stand for themselves.

A run is a stretch of text that sentences never cross: a paragraph, an item of a list, a heading, a line of a poem or
of code. Lines are joined only where a sentence clearly goes on: where text was wrapped at a width, where an item is
continued below its mark, and where a long line without an end is followed by one that begins in lower case.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from index.documents.lines import Line, ended, lines_of
from index.documents.source import Source

__all__ = ["LineRun", "runs"]

NARROWEST, WIDEST = 40, 120
"""Text is taken as wrapped only at a width, in characters, from one to the other."""

NARROWEST_WIDE = 12
"""The same for Chinese, Japanese and Korean characters, which are written without spaces."""

_WRAPPED_SHARE = 0.6
_WRAPPED_JOINTS = 3
_SLACK = 0.92
_RUN_ON_WORDS = 5
_PARAGRAPH_LENGTH = 60
_HANGING = frozenset("the a an of and or to in by with for from at on that which".split())  # noqa: SIM905 - reads better


@dataclass(frozen=True, slots=True)
class LineRun:
    """A stretch of text that sentences never cross: ``text[start:end]``, without white space at its ends.

    ``paragraph`` counts from 0. ``whole`` says that it is not to be split into sentences: a line of code or of a table.
    """

    start: int
    end: int
    paragraph: int
    whole: bool = False


def runs(source: Source, left_out: Collection[int] = ()) -> Iterator[LineRun]:
    """The runs of a source in the order of its text, without the lines (from 1) in ``left_out``.

    A paragraph is what stands between blank lines, or one line where each line is a paragraph.
    """
    blocks = list(lines_of(source, left_out))
    usual = _usual_width(blocks)
    paragraph = -1
    for block in blocks:
        groups = _groups(block, _wrap_width(_joints(block)) if len(block) > _WRAPPED_JOINTS else usual)
        line_by_line = _line_by_line(groups)
        for number, group in enumerate(groups):
            paragraph += number == 0 or line_by_line
            yield LineRun(group[0].start, group[-1].end, paragraph, group[0].whole)


def _groups(block: list[Line], width: int) -> list[list[Line]]:
    """The lines of a block, those that run on into one another together."""
    groups = [[block[0]]]
    for last, line in pairwise(block):
        if _runs_on(groups[-1][0], last, line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _runs_on(first: Line, last: Line, line: Line, width: int) -> bool:
    """Whether ``line`` goes on with what ``first`` began and ``last`` did not end."""
    if not _may_join(last, line):
        return False
    if first.item and line.indent > first.indent:
        return True
    closed = ended(last.text)
    if width and _is_full(last, line, width):
        return not (closed and line.indent > last.indent)
    words = last.text.rsplit(None, _RUN_ON_WORDS)
    if closed or len(words) < _RUN_ON_WORDS:
        return False
    return line.text[0].islower() or words[-1] in _HANGING


def _may_join(last: Line, line: Line) -> bool:
    return last.quoted == line.quoted and not (line.item or line.alone or line.whole or last.alone or last.whole)


def _is_full(last: Line, line: Line, width: int) -> bool:
    """Whether the next line's first word would not have fitted on a line of this width."""
    first = 1 if line.wide else len(line.text.split(None, 1)[0]) + 1
    return last.width <= WIDEST and last.width + first > width * _SLACK


def _joints(block: list[Line]) -> list[tuple[Line, Line]]:
    """The neighbouring lines of a block that may be parts of one sentence."""
    return [(last, line) for last, line in pairwise(block) if _may_join(last, line)]


def _wrap_width(joints: list[tuple[Line, Line]]) -> int:
    """The width in characters that lines were wrapped at, 0 where they were not.

    Verses may be as long as one another, but most of them begin with a capital.
    """
    width = max((max(last.width, line.width) for last, line in joints), default=0)
    narrowest = NARROWEST_WIDE if joints and all(line.wide for _, line in joints) else NARROWEST
    if len(joints) < _WRAPPED_JOINTS or not narrowest <= width <= WIDEST:
        return 0
    full = sum(_is_full(last, line, width) for last, line in joints)
    verses = sum(line.text[0].isupper() and not line.text.isupper() for _, line in joints)
    return width if full >= _WRAPPED_SHARE * len(joints) > verses else 0


def _usual_width(blocks: list[list[Line]]) -> int:
    """The width that most blocks were wrapped at, or all short ones together; 0 where none was."""
    joints = [_joints(block) for block in blocks]
    widths = Counter(filter(None, map(_wrap_width, joints)))
    if not widths:
        return _wrap_width([joint for some in joints if len(some) < _WRAPPED_JOINTS for joint in some])
    most = max(widths.values())
    return max(width for width, count in widths.items() if count == most)


def _line_by_line(groups: list[list[Line]]) -> bool:
    """Whether each group of lines of a block is a paragraph of its own: most end, and are longer than verses."""
    plain = [group for group in groups if not (group[0].item or group[0].whole)]
    closed = sum(ended(group[-1].text) for group in plain)
    length = sum(group[-1].end - group[0].start for group in plain)
    return 2 * closed >= len(groups) and length >= _PARAGRAPH_LENGTH * len(plain) > 0
