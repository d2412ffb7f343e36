"""The blocks of a Markdown text: its tokens as headings, paragraphs, items, rows and code, each with its place."""

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from index.documents.blocks import Block, Kind, Structure
from index.documents.headings import Headings
from index.documents.markdown_inline import inline_marks
from index.documents.markdown_syntax import parse
from index.documents.reading import Mark, marks_within, plain
from index.documents.source import Source

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["structure"]

_WORD = re.compile(r"\w")
_ALERT = re.compile(r"\[!(?P<kind>\w{2,20})\][-+]?[ \t]*(?P<title>.*)")
_ASKED = re.compile(r"(?:Q|Question)[ \t]*(?:\d{1,3}[ \t]*)?[.:)]", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,80}\]:[ \t]*")
_BOX = re.compile(r"\[[ xX]\][ \t]+")
_BULLET = re.compile(r"[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)")
_CELL = re.compile(r"(?:\\.|[^|\\])+")
_HTML = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|template)\b.*?(?:</\1>|\Z)|<[^<>]*>", re.DOTALL | re.IGNORECASE)
_DETAILS = re.compile(r"<(?P<close>/?)details\b[^>]*>|<summary\b[^>]*>(?P<title>.*?)</summary>", re.DOTALL | re.IGNORECASE)
_PREFIX = re.compile(r"[ \t>]*")
_SHOWN_BULLET = "•"


def structure(source: Source, left_out: Collection[int] = ()) -> Structure:
    """Return the blocks of a Markdown source and its marks, without the lines (from 1) in ``left_out``."""
    reader = _Reader(source, left_out)
    reader.read()
    return Structure(tuple(reader.blocks), tuple(_apart(sorted(reader.marks))))


def _apart(marks: list[Mark]) -> Iterator[Mark]:
    """Yield marks without those that overlap one before."""
    end = 0
    for mark in marks:
        if mark.start >= end:
            yield mark
            end = mark.end


class _Reader:
    """Walks over the tokens of a text, and notes the blocks and the marks."""

    def __init__(self, source: Source, left_out: Collection[int]) -> None:
        self._text, self._source = source.text, source
        self._lines = [source.line_span(number) for number in range(1, len(source.line_starts) + 1)]
        hidden = set(left_out)
        self._tokens = parse(
            ["" if number in hidden else source.text[slice(*span)] for number, span in enumerate(self._lines, start=1)]
        )
        self._headings = Headings(source.title)
        self._kinds: list[Kind] = []
        self._construct = self._paragraph = -1
        self._item, self._quoted, self._noted = -1, 0, False
        self.blocks: list[Block] = []
        self.marks: list[Mark] = []

    def read(self) -> None:
        """Read all tokens."""
        for at, token in enumerate(self._tokens):
            reads = getattr(self, f"_{token.type}", None)
            if reads is not None:
                reads(at, token)

    # containers

    def _bullet_list_open(self, at: int, token: "Token") -> None:
        self._open_list(Kind.ITEM)
        if self._only_links(at, token):
            self._kinds[-1] = Kind.HEADING

    def _ordered_list_open(self, at: int, token: "Token") -> None:
        self._open_list(Kind.STEP)
        if self._only_links(at, token):
            self._kinds[-1] = Kind.HEADING

    def _open_list(self, kind: Kind) -> None:
        if not self._kinds:
            self._construct += 1
        inherited = self._kinds[-1] if self._kinds and self._kinds[-1] is Kind.HEADING else kind
        self._kinds.append(inherited)

    def _list_close(self, _at: int, _token: "Token") -> None:
        self._kinds.pop()

    _bullet_list_close = _ordered_list_close = _list_close

    def _list_item_open(self, _at: int, token: "Token") -> None:
        if len(self._kinds) == 1:
            self._item += 1
        if token.map:
            start, end = self._lines[token.map[0]]
            match = _BULLET.search(self._text, self._settled(start), end)
            if match and match.end() - match.start() == len(token.info + token.markup):
                self._mark(match.start(), match.end(), match[0] if token.info else _SHOWN_BULLET)
                if box := _BOX.match(self._text, match.end() + 1, end):
                    self._mark(box.start(), box.end(), "☐ " if box[0][1] == " " else "☑ ")

    def _blockquote_open(self, at: int, _token: "Token") -> None:
        self._quoted += 1
        inline = self._tokens[at + 2] if at + 2 < len(self._tokens) else None
        alert = _ALERT.match(inline.content) if inline and inline.type == "inline" else None
        self._headings.enter((alert["title"].strip() or alert["kind"].capitalize()) if alert else "")

    def _blockquote_close(self, _at: int, _token: "Token") -> None:
        self._quoted -= 1
        self._headings.leave()

    def _titled_open(self, _at: int, token: "Token") -> None:
        self._headings.enter(token.content)
        if token.map and token.map[0] < len(self._lines):
            self._mark(*self._trimmed(token.map[0]), token.content)

    def _titled_close(self, _at: int, _token: "Token") -> None:
        self._headings.leave()

    def _dl_open(self, _at: int, _token: "Token") -> None:
        self._headings.enter("")

    _dl_close = _titled_close

    def _table_open(self, _at: int, token: "Token") -> None:
        if not self._kinds:
            self._construct += 1
        self._paragraph += 1
        if token.map:
            self._hide_line(token.map[0] + 1)

    def _tr_open(self, at: int, token: "Token") -> None:
        if token.map:
            start, end = self._trimmed(token.map[0])
            cells = [one for one in self._tokens[at : at + 3 * self._width(at)] if one.type == "inline"]
            self._row(start, end, cells)
            kind = Kind.COLUMNS if self._tokens[at + 1].type == "th_open" else Kind.ROW
            self._add(start, end, kind, whole=True)

    # leaves

    def _inline(self, at: int, token: "Token") -> None:
        opened = self._tokens[at - 1].type
        if opened in {"th_open", "td_open"} or not token.map:
            return
        for start, end, children in self._runs(token):
            if opened == "heading_open":
                self._heading(start, end, children, int(self._tokens[at - 1].tag[1:]), token.map[1] - 1)
            elif opened == "dt_open":
                self._term(start, end, children)
            else:
                self._text_block(start, end, children)

    def _fence(self, _at: int, token: "Token") -> None:
        if token.map and _WORD.search(token.content):
            first, last = token.map[0], token.map[1] - 1
            start, end = self._trimmed(first)[0], self._trimmed(last)[1]
            closed = last > first and self._text[slice(*self._trimmed(last))].startswith(token.markup)
            self._mark(start, self._lines[min(first + 1, last)][0], "")
            self._dedent(first + 1, last if closed else last + 1, token.content)
            if closed:
                self._mark(self._lines[last - 1][1], end, "")
            self._code(start, end)

    def _code_block(self, _at: int, token: "Token") -> None:
        if token.map and _WORD.search(token.content):
            first, last = token.map
            while last > first + 1 and not self._text[slice(*self._lines[last - 1])].strip():
                last -= 1
            start = self._trimmed(first)[0]
            self._dedent(first + 1, last, token.content.split("\n", 1)[-1])
            self._code(start, self._trimmed(last - 1)[1])

    def _html_block(self, _at: int, token: "Token") -> None:
        if not token.map:
            return
        start, end = self._lines[token.map[0]][0], self._lines[token.map[1] - 1][1]
        for match in _DETAILS.finditer(self._text, start, end):
            if match["close"]:
                self._headings.leave()
            elif match["title"] is not None:
                self._headings.name(" ".join(_HTML.sub("", match["title"]).split()))
            else:
                self._headings.enter("")
        shown = _DETAILS.sub(lambda match: " " * len(match[0]), self._text[start:end])
        for number in range(*token.map):
            self._html_line(shown, start, number)

    def _html_line(self, shown: str, start: int, number: int) -> None:
        """Add a line of HTML that shows words as a paragraph of its own."""
        first, last = self._lines[number]
        hidden = [Mark(start + m.start(), start + m.end()) for m in _HTML.finditer(shown)]
        within = [Mark(max(one.start, first), min(one.end, last)) for one in hidden if one.start < last and one.end > first]
        words = plain(shown[first - start : last - start], within, first)
        if _WORD.search(words):
            self._paragraph += 1
            self._construct += 1
            for one in within:
                first = one.end if not self._text[first : one.start].strip() else first
            for one in reversed(within):
                last = one.start if not self._text[one.end : last].strip() else last
            self.marks += within
            self._add(*self._source.trimmed(first, last), Kind.TEXT)

    # blocks

    def _heading(self, start: int, end: int, children: "list[Token]", level: int, last: int) -> None:
        self.marks += inline_marks(children, self._text, start, end)
        line = self._source.place(start)[0] - 1
        self._mark(self._lines[line][0], start, "")
        tail = self._lines[last][1]
        if tail > end:
            self._mark(end, tail, "")
        self._headings.head(self._plain(start, end), level)
        self._paragraph += 1
        self._construct += 1
        self._add(start, end, Kind.HEADING, whole=True)

    def _term(self, start: int, end: int, children: "list[Token]") -> None:
        self.marks += inline_marks(children, self._text, start, end)
        self._headings.ask(self._plain(start, end))
        self._construct += 1
        self._add(start, end, Kind.TERM, whole=True)

    def _text_block(self, start: int, end: int, children: "list[Token]") -> None:
        marks = inline_marks(children, self._text, start, end)
        shown = plain(self._text[start:end], marks, start)
        if not _WORD.search(shown) and not any(map(str.isalnum, shown)):
            self._mark(start, end, "")
            return
        self.marks += marks
        alone = not self._kinds and self._bold(children)
        self._paragraph += 1
        if not self._kinds:
            self._construct += 1
        if alone or (not self._kinds and _ASKED.match(shown) and shown.rstrip().endswith("?")):
            self._headings.ask(_ASKED.sub("", shown, count=1).strip() if _ASKED.match(shown) else shown)
            self._add(start, end, Kind.HEADING, whole=True)
        else:
            self._add(start, end, self._kinds[-1] if self._kinds else Kind.TEXT)

    def _code(self, start: int, end: int) -> None:
        start, end = self._source.trimmed(start, end)
        self._paragraph += 1
        if not self._kinds:
            self._construct += 1
        self._add(start, end, Kind.CODE, whole=True)

    def _add(self, start: int, end: int, kind: Kind, *, whole: bool = False) -> None:
        if start >= end:
            return
        if self._kinds and kind is Kind.TEXT:
            kind = self._kinds[-1]
        item, path = self._item if self._kinds else None, () if self._noted else self._headings.path
        self.blocks.append(
            Block(start, end, max(self._paragraph, 0), kind, max(self._construct, 0), item, path, whole)
        )

    # places

    def _runs(self, token: "Token") -> "Iterator[tuple[int, int, list[Token]]]":
        """Yield the spans of a run of inline tokens, a footnote or an alert's first line by itself, with the tokens."""
        first, last = token.map or [0, 0]
        children = token.children or []
        rows = token.content.split("\n")
        tokens = _by_line(children)
        begin = 0
        if self._quoted and (match := _ALERT.match(token.content)) and match.start() == 0:
            self._hide_line(first)
            begin = 1
        cuts = [begin, *(at for at in range(begin + 1, len(rows)) if _FOOTNOTE.match(rows[at])), len(rows)]
        for one, other in zip(cuts, cuts[1:], strict=False):
            some = [child for line in tokens[one:other] for child in line]
            while some and some[-1].type in {"softbreak", "hardbreak"}:
                some.pop()
            if one < other and some:
                start = self._found(rows[one], first + one)[0]
                end = self._found(rows[other - 1], first + other - 1)[1]
                if label := _FOOTNOTE.match(self._text, start, end) or (self._kinds and _BOX.match(self._text, start, end)):
                    self._noted = label[0].startswith("[^")
                    if self._noted:
                        self._mark(*label.span(), "")
                    some[0].content = some[0].content[label.end() - start :]
                    start = label.end()
                yield start, end, some
                self._noted = False

    def _found(self, row: str, line: int) -> tuple[int, int]:
        """Return the span of what the parser took of a line."""
        start, end = self._lines[min(line, len(self._lines) - 1)]
        words = row.strip()
        at = self._text.find(words, start, end)
        return (at, at + len(words)) if at >= 0 else self._trimmed(line)

    def _row(self, start: int, end: int, cells: "list[Token]") -> None:
        """Note the marks of a row: what stands between its cells is shown as a tab."""
        spans = [match.span() for match in _CELL.finditer(self._text, start, end)]
        if spans and self._text[start] != "|":
            spans = spans
        at, between = start, ""
        for (first, last), cell in zip(spans, cells, strict=False):
            first, last = self._source.trimmed(first, last) if self._text[first:last].strip() else (last, last)
            self._mark(at, first, between)
            self.marks += inline_marks(cell.children or [], self._text, first, last)
            at, between = last, "\t"
        self._mark(at, end, "")

    def _width(self, at: int) -> int:
        """Return the number of cells of the row that opens at a token."""
        width = 0
        while self._tokens[at].type != "tr_close":
            width += self._tokens[at].type == "inline"
            at += 1
        return width + 1

    def _dedent(self, first: int, end: int, content: str) -> None:
        """Hide the indentation that a container adds to the lines of code."""
        for number, row in zip(range(first, end), content.split("\n"), strict=False):
            start, last = self._lines[number]
            added = last - start - len(row)
            if added > 0 and self._text.endswith(row, start, last) and _PREFIX.fullmatch(self._text, start, start + added):
                self._mark(start, start + added, "")

    def _only_links(self, at: int, token: "Token") -> bool:
        """True if a list is a table of contents: each of its items is a link to a part of a page, and nothing else."""
        close = token.type.replace("open", "close")
        items = 0
        for one in self._tokens[at + 1 :]:
            if one.type == close and one.level == token.level:
                break
            if one.type == "inline":
                items += 1
                if not _is_entry(one.children or []):
                    return False
        return items > 1

    def _trimmed(self, line: int) -> tuple[int, int]:
        return self._source.words_span(line + 1)

    def _settled(self, start: int) -> int:
        return max(start, self.marks[-1].end) if self.marks and self.marks[-1].end > start else start

    def _hide_line(self, line: int) -> None:
        if line < len(self._lines):
            self._mark(*self._lines[line], "")

    def _mark(self, start: int, end: int, shown: str) -> None:
        if start < end or shown:
            self.marks.append(Mark(start, end, shown))

    def _plain(self, start: int, end: int) -> str:
        return " ".join(plain(self._text[start:end], marks_within(sorted(self.marks[-40:]), start, end), start).split())

    @staticmethod
    def _bold(children: "list[Token]") -> bool:
        """True if all the words of a paragraph are bold."""
        shown = [child for child in children if child.content.strip() or child.type in {"strong_open", "strong_close"}]
        return (
            len(shown) > 1 and shown[0].type == "strong_open" and shown[-1].type == "strong_close"
            and sum(child.type == "strong_open" for child in shown) == 1
        )  # fmt: skip


def _by_line(children: "list[Token]") -> "list[list[Token]]":
    """Part inline tokens by the lines they stand on; a break ends its line."""
    lines: list[list[Token]] = [[]]
    for child in children:
        lines[-1].append(child)
        if child.type in {"softbreak", "hardbreak"}:
            lines.append([])
        elif child.type in {"code_inline", "image", "html_inline"} and "\n" in child.content:
            lines += [[] for _ in range(child.content.count("\n"))]
    return lines


def _is_entry(children: "list[Token]") -> bool:
    """True if a paragraph is one link to a part of a page."""
    shown = [child for child in children if child.type in {"link_open", "link_close"} or child.content.strip()]
    return bool(shown) and shown[0].type == "link_open" and shown[-1].type == "link_close" and (
        str(shown[0].attrGet("href") or "").startswith("#")
    )
