"""Lines: what each line of a text is by its own look, a heading, an item, code, or words like others."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from index.documents.fences import Fences
from index.documents.source import Source

__all__ = ["Line", "ended", "lines_of"]

_CODE_LENGTH = 200
_INDENT = 4

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


@dataclass(slots=True)
class Line:
    """A line with words: ``text`` is what stands at ``[start:end]``, without the mark of a heading or an item.

    ``indent`` is the number of characters before its words, ``width`` that of the line without white space at its end.
    ``alone`` says that nothing joins it (a heading), ``whole`` that it is also not to be split (code, a table).
    ``quoted`` counts the marks ">" before its words, as in a reply to a letter.
    ``wide`` says that it begins with a character of a script that is written without spaces.
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
        """Characters from the margin to the last one."""
        return self.indent + self.end - self.start

    @property
    def wide(self) -> bool:
        """Whether the line is of a script without spaces."""
        return bool(_WIDE.match(self.text))


def ended(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return bool(_ENDED.search(text, max(0, len(text) - 6)))


def lines_of(source: Source, left_out: Collection[int] = ()) -> Iterator[list[Line]]:
    """The lines of a source that have words, in blocks as blank lines part them."""
    block: list[Line] = []
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
            yield _marked(source, block)
            block = []
    if block:
        yield _marked(source, block)


def _line(source: Source, number: int, start: int, end: int, text: str) -> Line:
    indent = start - source.line_starts[number - 1]
    if indent < _INDENT and (heading := _HEADING.match(text)):
        return Line(start + heading.end(), end, indent, text[heading.end() :], alone=True)
    if item := _ITEM.match(text):
        mark = len(item["mark"] or "")
        quoted = text[:mark].count(">")
        return Line(start + mark, end, indent, text[mark:], item=not quoted, quoted=quoted)
    return Line(start, end, indent, text, whole=text[0] == "|" == text[-1])


def _marked(source: Source, block: list[Line]) -> list[Line]:
    """A block of lines, those of code marked as such."""
    indented = source.markdown and all(line.indent >= _INDENT and not line.item for line in block)
    code = sum(len(line.text) <= _CODE_LENGTH and bool(_CODE.fullmatch(line.text)) for line in block)
    if indented or (len(block) > 1 and 2 * code > len(block)):
        for line in block:
            line.whole = True
    return block
