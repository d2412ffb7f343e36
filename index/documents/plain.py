"""The blocks of a plain text: its lines, and which of them run on into one another.

A block is a stretch of text that no sentence crosses: a paragraph, a list item, a heading, a line of a poem or of code.
Lines are joined only if a sentence clearly goes on: in text wrapped at a width, in an item continued below its mark,
and after a long line without an end that a line in lower case follows. Headings are lines that are underlined, that
begin with "#", or that stand alone, in capitals or behind a number, in a text that has several of those.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.documents.blocks import Block, Kind, Structure
from index.documents.headings import Headings
from index.documents.markdown import Fences
from index.documents.source import Source

__all__ = ["ended", "structure"]

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
_INDENT = 4  # characters from which on a line is indented too far for a heading
_CONTINUED = 8  # characters by which the second line of a row is indented further
_FEWEST_ROWS = 2  # lines that make a table without rules
_FEWEST_HEADINGS = 2  # lines in capitals, or behind numbers, that are headings
_LONGEST_HEADING = 80  # characters

_ITEM = re.compile(
    r"(?P<mark>[-*+•‣◦▪●·–—][ \t]+|>(?:[ \t]*>){0,9}[ \t]?)(?=\S)|(?:\d{1,3}[.)]|\(?[a-z\d]{1,3}\))[ \t]+\S"
)
_GAP = re.compile(r"\S(?: {3,}|\t+ *| ?\.{4,} ?)\S")
_GAPS = ("   ", "\t", "....")
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


@dataclass(slots=True)
class _Line:
    """A line with words: ``text`` stands at ``[start:end]`` of the source, without the mark of a heading or an item.

    ``indent`` counts the characters before the words. ``level`` is above 0 for a heading, which joins no other line;
    ``whole`` marks one that is not split either (code, a row of a table). ``quoted`` counts the marks ">" before the
    words, as in an answer to a letter.
    """

    start: int
    end: int
    indent: int
    text: str
    kind: Kind = Kind.TEXT
    level: int = 0
    whole: bool = False
    quoted: int = 0

    @property
    def item(self) -> bool:
        """True if the line begins with the mark of an item."""
        return self.kind is Kind.ITEM or self.kind is Kind.STEP

    @property
    def width(self) -> int:
        """The characters of the line without white space at its end."""
        return self.indent + self.end - self.start

    @property
    def wide(self) -> bool:
        """True if the line begins in a script without spaces."""
        return bool(_WIDE.match(self.text))


def structure(source: Source, left_out: Collection[int] = ()) -> Structure:
    """Return the blocks of a plain text, without the lines (from 1) in ``left_out``.

    A paragraph is the text between blank lines, or a single line in a text with one paragraph per line.
    """
    lines = list(_blocks(source, left_out))
    _find_headings(lines)
    titled = bool(lines) and lines[0][0].level == 1
    return Structure(tuple(_structured(lines, Headings(lines[0][0].text if titled else source.title))))


def _structured(blocks: Sequence[list[_Line]], headings: Headings) -> Iterator[Block]:
    usual = _usual_width(blocks)
    paragraph, construct, items, before = -1, -1, -1, Kind.HEADING
    for lines in blocks:
        groups = _groups(lines, _wrap_width(_joints(lines)) if len(lines) > _WRAPPED_JOINTS else usual)
        line_by_line = _line_by_line(groups)
        for number, group in enumerate(groups):
            first = group[0]
            begins = number == 0 or line_by_line
            paragraph += begins
            construct += first.kind is not before or (begins and not first.item)
            items, before = items + first.item, first.kind
            if first.level:
                headings.head(first.text, first.level)
            item, path = items if first.item else None, headings.path
            yield Block(first.start, group[-1].end, paragraph, first.kind, construct, item, path, first.whole)


def _find_headings(blocks: Sequence[list[_Line]]) -> None:
    """Take the lines that stand alone in capitals, or behind a number above text, for headings if there are several."""
    alone = [block[0] for block in blocks if len(block) == 1 and _is_short(block[0])]
    capitals = [line for line in alone if line.text.isupper() and line.kind is Kind.TEXT]
    above = {id(block[0]) for block, below in pairwise(blocks) if not below[0].item}
    numbered = [line for line in alone if line.kind is Kind.STEP and id(line) in above and not ended(line.text)]
    for found, level in ((capitals, 2), (numbered, 3)):
        titled = bool(found) and found[0] is blocks[0][0]
        for line in found if titled or len(found) >= _FEWEST_HEADINGS else ():
            line.kind, line.level = Kind.HEADING, level


def _is_short(line: _Line) -> bool:
    return len(line.text) <= _LONGEST_HEADING and not line.quoted


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
            _take_for_code(block[-1], fences)
            continue
        if len(block) == 1 and (underline := _UNDERLINE.fullmatch(text)):
            block[0].kind, block[0].level = Kind.HEADING, 1 if underline[0][0] == "=" else 2
        if block:
            yield _with_code_marked(block)
            block = []
    if block:
        yield _with_code_marked(block)


def _take_for_code(line: _Line, fences: Fences) -> None:
    if fences.open:
        line.kind, line.whole, line.level = Kind.CODE, True, 0


def _line(source: Source, number: int, start: int, end: int, text: str) -> _Line:
    indent = start - source.line_starts[number - 1]
    if indent < _INDENT and (heading := _HEADING.match(text)):
        words = text[heading.end() :]
        kind, level = (Kind.TEXT, 0) if ended(words) else (Kind.HEADING, len(heading[0].rstrip()))
        return _Line(start + heading.end(), end, indent, words, kind, level)
    if item := _ITEM.match(text):
        mark = len(item["mark"] or "")
        quoted = text[:mark].count(">")
        kind = Kind.TEXT if quoted else Kind.ITEM if mark or not text[0].isdigit() else Kind.STEP
        return _Line(start + mark, end, indent, text[mark:], kind, quoted=quoted)
    row = text[0] == "|" == text[-1]
    return _Line(start, end, indent, text, Kind.ROW if row else Kind.TEXT, whole=row)


def _with_code_marked(block: list[_Line]) -> list[_Line]:
    """Mark the lines of a block as ``whole`` if it is code."""
    code = sum(len(line.text) <= _CODE_LENGTH and bool(_CODE.fullmatch(line.text)) for line in block)
    if len(block) > 1 and 2 * code > len(block):
        for line in block:
            line.kind, line.whole = Kind.CODE, True
    for line in _aligned(block):
        line.kind, line.whole = Kind.ROW, True
    return block


def _aligned(block: list[_Line]) -> list[_Line]:
    """Return the lines that are rows of a table without rules: what follows a gap begins in one column."""
    gaps = {
        number: (line.indent + gap.end() - 1, "." in gap[0])
        for number, line in enumerate(block)
        if any(one in line.text for one in _GAPS) and len(line.text) <= _CODE_LENGTH and (gap := _GAP.search(line.text))
    }
    column, together = Counter(gaps.values()).most_common(1)[0] if gaps else ((0, False), 0)
    if together < _FEWEST_ROWS or 2 * len(gaps) < len(block):
        return []
    return [block[number] for number, gap in gaps.items() if gap == column]


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
    if first.kind is Kind.ROW and line.kind is Kind.TEXT and line.indent >= first.indent + _CONTINUED:
        return True
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
    plain = line.kind is Kind.TEXT and not (line.whole or last.whole or last.level)
    return plain and last.quoted == line.quoted


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


def _usual_width(blocks: Sequence[list[_Line]]) -> int:
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
