"""Blocks: the lines of a text, and which of them run on into one another.

A run is a stretch of text that no sentence crosses: a paragraph, a list item, a heading, a line of a poem or of code.
Lines are joined only if a sentence clearly goes on: in text wrapped at a width, in an item continued below its mark,
and after a long line without an end that a line in lower case follows.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from index.documents.markdown import Fences
from index.documents.source import Source

__all__ = ["LineRun", "ended", "runs"]

NARROWEST, WIDEST = 40, 120
"""The widths in characters at which text may be wrapped."""

NARROWEST_WIDE = 12
"""The narrowest width of wrapped Chinese, Japanese or Korean, whose characters are wider and say more."""

_WRAPPED_SHARE = 0.6  # of the joints in a wrapped block, the least that are full
_WRAPPED_JOINTS = 3  # the fewest joints that reveal a width
_SLACK = 0.92  # of the width, exceeded by a full line with the next word
_RUN_ON_WORDS = 5  # the fewest words of a line that runs on
_PARAGRAPH_LENGTH = 60  # characters of the average line that is a paragraph, longer than a verse
_HANGING = frozenset("the a an of and or to in by with for from at on that which".split())  # noqa: SIM905 - reads better
_CODE_LENGTH = 200  # characters of the longest line taken for code
_INDENT = 4  # characters that indent code in Markdown

_ITEM = re.compile(
    r"(?P<mark>[-*+•‣◦▪●·–—][ \t]+|>(?:[ \t]*>){0,9}[ \t]?)(?=\S)|(?:\d{1,3}[.)]|\(?[a-z\d]{1,3}\))[ \t]+\S"
)
_HEADING = re.compile(r"(#{1,6}[ \t]+)(?=\S)")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_CODE = re.compile(
    r"[{}()\[\];]+|\w+;|.*[(){}=\[\]<>].*[;{}]|"
    r"(?:def|class|import|from|return|if|for|while|else|elif|try|except|with|func|fn|let|const|var|public|private|"
    r"static|package|using)\b.*[:;({)]|(?:#include|#define|#!|@\w+|[$]|>>>).*|"
    r"[\w.\[\]\"']+ ?(?:[+:-]?=|<-|=>|->) ?\S.*|\w+(?:\.\w+)*\([^()]*\)|</?\w[^>]*>.*"
)
_ENDED = re.compile(r"[.!?…:;。！？]['\"”’»)\]*_」』]{0,4}\Z")
_WORD = re.compile(r"\w")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class LineRun:
    """A stretch of text that no sentence crosses, ``text[start:end]``, without white space at its ends.

    ``paragraph`` counts from 0. ``whole`` marks what is not split into sentences: a line of code or a row of a table.
    """

    start: int
    end: int
    paragraph: int
    whole: bool = False


@dataclass(slots=True)
class _Line:
    """A line with words: ``text`` stands at ``[start:end]`` of the source, without the mark of a heading or an item.

    ``indent`` counts the characters before the words. ``alone`` marks a line that joins no other (a heading), ``whole``
    one that is not split either (code, a row of a table). ``quoted`` counts the marks ">" before the words, as in an
    answer to a letter.
    """

    start: int
    end: int
    indent: int
    text: str
    item: bool = False
    alone: bool = False
    whole: bool = False
    quoted: int = 0

    @property
    def width(self) -> int:
        """The characters of the line without white space at its end."""
        return self.indent + self.end - self.start

    @property
    def wide(self) -> bool:
        """True if the line begins in a script without spaces."""
        return bool(_WIDE.match(self.text))


def runs(source: Source, left_out: Collection[int] = ()) -> Iterator[LineRun]:
    """Yield the runs of a source in the order of its text, without the lines (from 1) in ``left_out``.

    A paragraph is the text between blank lines, or a single line in a text with one paragraph per line.
    """
    blocks = list(_blocks(source, left_out))
    usual = _usual_width(blocks)
    paragraph = -1
    for block in blocks:
        groups = _groups(block, _wrap_width(_joints(block)) if len(block) > _WRAPPED_JOINTS else usual)
        line_by_line = _line_by_line(groups)
        for number, group in enumerate(groups):
            paragraph += number == 0 or line_by_line
            yield LineRun(group[0].start, group[-1].end, paragraph, group[0].whole)


def ended(text: str) -> bool:
    """True if a text ends as a sentence does."""
    return bool(_ENDED.search(text, max(0, len(text) - 6)))


def _blocks(source: Source, left_out: Collection[int]) -> Iterator[list[_Line]]:
    """Yield the lines with words in blocks, which blank lines and fences separate."""
    block: list[_Line] = []
    fences = Fences()
    for number in range(1, len(source.line_starts) + 1):
        start, end = source.words_span(number)
        text = source.text[start:end]
        if not fences.read(text) and number not in left_out and _WORD.search(text):
            block.append(_line(source, number, start, end, text))
            block[-1].whole |= fences.open
            continue
        if len(block) == 1 and _UNDERLINE.fullmatch(text):
            block[0].alone = True
        if block:
            yield _with_code_marked(source, block)
            block = []
    if block:
        yield _with_code_marked(source, block)


def _line(source: Source, number: int, start: int, end: int, text: str) -> _Line:
    indent = start - source.line_starts[number - 1]
    if indent < _INDENT and (heading := _HEADING.match(text)):
        return _Line(start + heading.end(), end, indent, text[heading.end() :], alone=True)
    if item := _ITEM.match(text):
        mark = len(item["mark"] or "")
        quoted = text[:mark].count(">")
        return _Line(start + mark, end, indent, text[mark:], item=not quoted, quoted=quoted)
    return _Line(start, end, indent, text, whole=text[0] == "|" == text[-1])


def _with_code_marked(source: Source, block: list[_Line]) -> list[_Line]:
    """Mark the lines of a block as ``whole`` if it is code."""
    indented = source.markdown and all(line.indent >= _INDENT and not line.item for line in block)
    code = sum(len(line.text) <= _CODE_LENGTH and bool(_CODE.fullmatch(line.text)) for line in block)
    if indented or (len(block) > 1 and 2 * code > len(block)):
        for line in block:
            line.whole = True
    return block


def _groups(block: list[_Line], width: int) -> list[list[_Line]]:
    """Group the lines of a block that run on into one another."""
    groups = [[block[0]]]
    for last, line in pairwise(block):
        if _runs_on(groups[-1][0], last, line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _runs_on(first: _Line, last: _Line, line: _Line, width: int) -> bool:
    """True if ``line`` continues the run that begins with ``first`` and so far ends with ``last``."""
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


def _may_join(last: _Line, line: _Line) -> bool:
    return last.quoted == line.quoted and not (line.item or line.alone or line.whole or last.alone or last.whole)


def _is_full(last: _Line, line: _Line, width: int) -> bool:
    """True if the first word of ``line`` would not have fitted at the end of ``last``."""
    first = 1 if line.wide else len(line.text.split(None, 1)[0]) + 1
    return last.width <= WIDEST and last.width + first > width * _SLACK


def _joints(block: list[_Line]) -> list[tuple[_Line, _Line]]:
    """Return the pairs of neighbouring lines that one sentence may cross."""
    return [(last, line) for last, line in pairwise(block) if _may_join(last, line)]


def _wrap_width(joints: list[tuple[_Line, _Line]]) -> int:
    """Return the width in characters at which lines were wrapped, or 0 if they were not.

    Verses may be of equal length too, but most of them begin with a capital.
    """
    width = max((max(last.width, line.width) for last, line in joints), default=0)
    narrowest = NARROWEST_WIDE if joints and all(line.wide for _, line in joints) else NARROWEST
    if len(joints) < _WRAPPED_JOINTS or not narrowest <= width <= WIDEST:
        return 0
    full = sum(_is_full(last, line, width) for last, line in joints)
    verses = sum(line.text[0].isupper() and not line.text.isupper() for _, line in joints)
    return width if full >= _WRAPPED_SHARE * len(joints) > verses else 0


def _usual_width(blocks: list[list[_Line]]) -> int:
    """Return the most frequent width of the blocks, or that of all short ones together; 0 if none was wrapped."""
    joints = [_joints(block) for block in blocks]
    widths = Counter(filter(None, map(_wrap_width, joints)))
    if not widths:
        return _wrap_width([joint for some in joints if len(some) < _WRAPPED_JOINTS for joint in some])
    return max(widths, key=lambda width: (widths[width], width))


def _line_by_line(groups: list[list[_Line]]) -> bool:
    """True if each group of lines is a paragraph of its own: most of them end, and they are longer than verses."""
    plain = [group for group in groups if not (group[0].item or group[0].whole)]
    closed = sum(ended(group[-1].text) for group in plain)
    length = sum(group[-1].end - group[0].start for group in plain)
    return 2 * closed >= len(groups) and length >= _PARAGRAPH_LENGTH * len(plain) > 0
