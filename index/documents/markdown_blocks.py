"""The blocks of a Markdown text: its tokens as headings, paragraphs, items, rows and code, each with its place."""

import re
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from index.documents.blocks import Block, Kind, Structure
from index.documents.faq_labels import asked_behind_label, begins_with_answer_label
from index.documents.headings import Headings
from index.documents.markdown_html import read_folds, shown_lines
from index.documents.markdown_lines import MarkedLines, by_line
from index.documents.markdown_syntax import parse
from index.documents.source import Source

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["structure"]

_WORD = re.compile(r"\w")
_ALERT = re.compile(r"\[!(?P<kind>\w{2,20})\][-+]?[ \t]*(?P<title>.*)")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,80}\]:[ \t]*")
_COLON = re.compile(r"[ \t]*[:~][ \t]+")
_BOX = re.compile(r"\[[ xX]\][ \t]+")
_MARK = re.compile(r"[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)")


def structure(source: Source, left_out: Collection[int] = ()) -> Structure:
    """Return the blocks of a Markdown source and its marks, without the lines (from 1) in ``left_out``."""
    reader = _Reader(source, set(left_out))
    reader.read()
    return Structure(tuple(reader.blocks), tuple(reader.lines.apart()))


class _Reader:
    """Walks over the tokens of a text, a method for each type that matters, and notes the blocks and the marks."""

    def __init__(self, source: Source, left_out: set[int]) -> None:
        self.lines = MarkedLines(source)
        self.blocks: list[Block] = []
        shown = enumerate(self.lines.spans, start=1)
        rows = ["" if at in left_out else source.text[slice(*span)] for at, span in shown]
        self._tokens, definitions = parse(rows)
        self._hidden = {*definitions, *(at - 1 for at in source.hidden if at in left_out or not left_out)}
        self._headings = Headings(source.title)
        self._lists: list[Kind] = []
        self._construct = self._paragraph = self._item = -1
        self._quoted, self._noted = 0, False

    def read(self) -> None:
        """Read all tokens."""
        for at, token in enumerate(self._tokens):
            reads = getattr(self, f"_{token.type}", None)
            if reads is not None and (token.map or token.type.endswith("_close") or not token.nesting):
                reads(at, token)
        for line in self._hidden:
            self.lines.hide(line)

    # what holds other blocks

    def _bullet_list_open(self, at: int, token: "Token") -> None:
        kind = Kind.ITEM if token.type.startswith("bullet") else Kind.STEP
        outer = self._lists[-1] if self._lists else kind
        self._construct += not self._lists
        self._lists.append(Kind.HEADING if outer is Kind.HEADING or self._only_entries(at, token) else kind)

    _ordered_list_open = _bullet_list_open

    def _bullet_list_close(self, _at: int, _token: "Token") -> None:
        self._lists.pop()

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, _at: int, token: "Token") -> None:
        self._item += len(self._lists) == 1
        start, end = self.lines.spans[_first(token)]
        text = self.lines.text
        match = _MARK.search(text, self.lines.settled(start), end)
        if match and len(match[0]) == len(token.info + token.markup):
            self.lines.mark(*match.span(), match[0] if token.info else "•")
            if box := _BOX.match(text, match.end() + 1, end):
                self.lines.mark(*box.span(), "☐ " if box[0][1] == " " else "☑ ")

    def _blockquote_open(self, at: int, token: "Token") -> None:
        if not self._quoted:
            self.lines.unquote(*(token.map or [0, 0]))
        self._quoted += 1
        inside = self._tokens[at + 2] if at + 2 < len(self._tokens) else None
        alert = _ALERT.match(inside.content) if inside and inside.type == "inline" else None
        self._headings.enter((alert["title"].strip() or alert["kind"].capitalize()) if alert else "")

    def _blockquote_close(self, _at: int, _token: "Token") -> None:
        self._quoted -= 1
        self._headings.leave()

    def _titled_open(self, _at: int, token: "Token") -> None:
        self._headings.enter(token.content)
        self.lines.mark(*self.lines.trimmed(_first(token)), token.content)

    def _titled_close(self, _at: int, _token: "Token") -> None:
        self._headings.leave()

    def _dl_open(self, _at: int, _token: "Token") -> None:
        self._headings.enter("")

    _dl_close = _titled_close

    def _dd_open(self, _at: int, token: "Token") -> None:
        start, end = self.lines.spans[_first(token)]
        if colon := _COLON.match(self.lines.text, self.lines.settled(start), end):
            self.lines.mark(*colon.span())

    # what holds words

    def _table_open(self, _at: int, token: "Token") -> None:
        self._begin()
        self.lines.hide(_first(token) + 1)

    def _tr_open(self, at: int, token: "Token") -> None:
        end = next(number for number in range(at, len(self._tokens)) if self._tokens[number].type == "tr_close")
        cells = [one for one in self._tokens[at:end] if one.type == "inline"]
        kind = Kind.COLUMNS if self._tokens[at + 1].type == "th_open" else Kind.ROW
        self._add(*self.lines.row(_first(token), cells), kind, whole=True)

    def _inline(self, at: int, token: "Token") -> None:
        opened = self._tokens[at - 1]
        if opened.type in {"th_open", "td_open"}:
            return
        for start, end, tokens in self._runs(token):
            shown = self.lines.inline(start, end, tokens)
            if opened.type == "heading_open":
                self._heading(start, end, int(opened.tag[1:]), (opened.map or [0, 0])[1])
            elif opened.type == "dt_open":
                self._headings.ask(self.lines.shown(start, end))
                self._construct += 1
                self._add(start, end, Kind.TERM, whole=True)
            elif any(map(str.isalnum, shown)):
                self._text(start, end, shown, tokens)

    def _fence(self, _at: int, token: "Token") -> None:
        if not _WORD.search(token.content):
            return
        first, last = _first(token), (token.map or [0, 1])[1] - 1
        start, end = self.lines.trimmed(first)[0], self.lines.trimmed(last)[1]
        closed = last > first and self.lines.text.startswith(token.markup, self.lines.trimmed(last)[0])
        self.lines.mark(start, self.lines.spans[min(first + 1, last)][0])
        self.lines.dedent(first + 1, last if closed else last + 1, token.content)
        if closed:
            self.lines.mark(self.lines.spans[last - 1][1], end)
        self._code(start, end)

    def _code_block(self, _at: int, token: "Token") -> None:
        if _WORD.search(token.content):
            first, last = token.map or [0, 1]
            self.lines.dedent(first + 1, last, token.content.split("\n", 1)[-1])
            self._code(self.lines.trimmed(first)[0], self.lines.spans[last - 1][1])

    def _html_block(self, _at: int, token: "Token") -> None:
        first, last = token.map or [0, 1]
        begin, end = self.lines.spans[first][0], self.lines.spans[last - 1][1]
        html = self.lines.text[begin:end]
        read_folds(html, self._headings)
        for start, stop, hidden in shown_lines(html):
            for one in hidden:
                self.lines.mark(begin + one.start, begin + one.end)
            self._begin()
            self._add(begin + start, begin + stop, Kind.TEXT)

    # blocks

    def _heading(self, start: int, end: int, level: int, behind: int) -> None:
        self.lines.mark(self.lines.spans[self.lines.line_of(start)][0], start)
        self.lines.mark(end, self.lines.spans[self.lines.line_of(end - 1)][1])
        for underline in range(self.lines.line_of(end - 1) + 1, behind):
            self.lines.hide(underline)
        self._headings.head(self.lines.shown(start, end), level)
        self._begin()
        self._add(start, end, Kind.HEADING, whole=True)

    def _text(self, start: int, end: int, shown: str, tokens: "list[Token]") -> None:
        self._begin()
        asked = asked_behind_label(shown)
        if not self._lists and (asked or _all_bold(tokens)):
            self._headings.ask(asked or shown.strip())
            self._add(start, end, Kind.HEADING, whole=True)
        else:
            self._add(start, end, Kind.TEXT)

    def _code(self, start: int, end: int) -> None:
        words = self.lines.text[start:end].rstrip()
        self._begin()
        self._add(start, start + len(words), Kind.CODE, whole=True)

    def _begin(self) -> None:
        """Begin a paragraph, and outside of lists a construct."""
        self._paragraph += 1
        self._construct += not self._lists

    def _add(self, start: int, end: int, kind: Kind, *, whole: bool = False) -> None:
        if start < end:
            kind = self._lists[-1] if self._lists and kind is Kind.TEXT else kind
            item, path = self._item if self._lists else None, () if self._noted else self._headings.path
            numbers = max(self._paragraph, 0), kind, max(self._construct, 0)
            self.blocks.append(Block(start, end, *numbers, item, path, whole))

    def _runs(self, token: "Token") -> "Iterator[tuple[int, int, list[Token]]]":
        """Yield the spans of a run of inline tokens without an alert's first line, footnotes and answers apart."""
        first, rows, lines = _first(token), token.content.split("\n"), by_line(token.children or [])
        alert = bool(self._quoted and _ALERT.match(token.content))
        if alert:
            self.lines.hide(first)
        others = (at for at in range(alert + 1, len(rows)) if _begins_apart(rows[at]))
        for one, other in pairwise([int(alert), *others, len(rows)]):
            tokens = [child for line in lines[one:other] for child in line]
            while tokens and tokens[-1].type in {"softbreak", "hardbreak"}:
                tokens.pop()
            if tokens:
                start = self.lines.found(rows[one], first + one)[0]
                end = self.lines.found(rows[other - 1], first + other - 1)[1]
                yield *self.lines.words(self._without_label(start, end, tokens), end), tokens
                self._noted = False

    def _without_label(self, start: int, end: int, tokens: "list[Token]") -> int:
        """Return where the words of a run begin, behind the mark of a footnote or of a task."""
        footnote = _FOOTNOTE.match(self.lines.text, start, end)
        label = footnote or (_BOX.match(self.lines.text, start, end) if self._lists else None)
        if label is None:
            return start
        if footnote:
            self.lines.mark(*footnote.span())
        self._noted = footnote is not None
        tokens[0].content = tokens[0].content[label.end() - start :]
        return label.end()

    def _only_entries(self, at: int, token: "Token") -> bool:
        """True if a list is a table of contents: each of its items is a link to a part of a page, and nothing else."""
        close, items = token.type.replace("open", "close"), 0
        for number in range(at + 1, len(self._tokens)):
            one = self._tokens[number]
            if one.type == close and one.level == token.level:
                break
            if one.type == "inline":
                items += 1
                if not _is_entry(one.children or []):
                    return False
        return items > 1


def _first(token: "Token") -> int:
    return token.map[0] if token.map else 0


def _begins_apart(row: str) -> bool:
    """True if a row within a paragraph begins a footnote or the answer to a question."""
    return _FOOTNOTE.match(row) is not None or begins_with_answer_label(row)


def _all_bold(tokens: "list[Token]") -> bool:
    """True if all the words of a paragraph are bold."""
    shown = [token for token in tokens if token.content.strip() or token.type.startswith("strong_")]
    opened = [token.type for token in shown].count("strong_open")
    return opened == 1 and shown[0].type == "strong_open" and shown[-1].type == "strong_close"


def _is_entry(tokens: "list[Token]") -> bool:
    """True if a paragraph is one link to a part of a page."""
    shown = [token for token in tokens if token.type in {"link_open", "link_close"} or token.content.strip()]
    linked = len(shown) > 1 and shown[0].type == "link_open" and shown[-1].type == "link_close"
    return linked and str(shown[0].attrGet("href") or "").startswith("#")
