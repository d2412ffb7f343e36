"""Renders the words of a quote as the page shows them: styles, lists, code as it stands, rows in columns.

A quote of one paragraph stands in quotation marks; one of several lines has a bar in front of each.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby
from typing import NamedTuple

from bot.page_link import page_url
from bot.terminal.screen import Mark, Screen, Style
from bot.terminal.table_text import Cell, cells_text, row_text, widths
from bot.wording.speaking import counted
from index.documents.blocks import Kind
from index.documents.shown_lines import Layout, ShownLine, shown_lines
from index.documents.styles import Look, StyledRun, styled_runs
from index.library.answer import Quote

__all__ = ["BAR", "BESIDE", "quote_lines"]

BAR = "│ "
BESIDE = "┆ "
"""Before the names of columns that are not in the quote itself."""
MOST_LINES = 40
"""Lines of a screen that a quote takes at most; of a longer one the part around the answer is shown."""
LONGEST_ADDRESS = 60
"""Characters of the longest address that is shown behind a link."""
NARROW = 60
"""Cells of a screen that is too narrow for addresses."""
CODE_INDENT = 2

_STYLES = {
    Look.BOLD: Style.BOLD,
    Look.ITALIC: Style.ITALIC,
    Look.STRUCK: Style.STRUCK,
    Look.CODE: Style.CODE,
    Look.FENCED: Style.CODE,
    Look.LINK: Style.LINK,
}


class _Rendered(NamedTuple):
    """Lines of the screen for ``text[start:end]`` of a quote, below lines that are not in it."""

    lines: list[str]
    start: int
    end: int
    beside: Sequence[str] = ()

    def barred(self, screen: Screen) -> Iterator[str]:
        """Yield the lines with what stands in front of each."""
        yield from (screen.paint(BESIDE, Style.FAINT) + line for line in self.beside)
        for line in self.lines:
            yield screen.paint(BAR if line else BAR.rstrip(), Style.FAINT) + line


def quote_lines(quote: Quote, screen: Screen, *, faint: bool = False) -> Iterator[str]:
    """Render the words of a quote, its matches and its likely answer emphasised, or all of it faint."""
    writer = _Writer(quote, screen, faint=faint)
    lines = shown_lines(quote.text, quote.marks, quote.kind, quote.column)
    if _is_prose(quote, lines):
        yield from screen.lines(*writer.joined(styled_runs(quote.text, quote.marks), "“", "”"))
    else:
        yield from _shortened(quote, list(writer.rendered(lines)), screen)


def _is_prose(quote: Quote, lines: Sequence[ShownLine]) -> bool:
    """True for a single paragraph."""
    if quote.kind is Kind.TEXT and not quote.marks and "\n" not in quote.text:
        return True
    return not quote.columns and all(one.layout in {Layout.TEXT, Layout.HEADING} for one in lines)


def _shortened(quote: Quote, rendered: Sequence[_Rendered], screen: Screen) -> Iterator[str]:
    """Yield the lines of a quote with a bar, or of a long one those around its answer, and say what is left out."""
    first, end = _window(quote, rendered) if screen.width else (0, len(rendered))
    if first:
        yield _left_out(quote, 0, rendered[first].start, "line_before", screen)
    yield from chain.from_iterable(one.barred(screen) for one in rendered[first:end])
    if end < len(rendered):
        yield _left_out(quote, rendered[end].start, len(quote.text), "line_behind", screen)


def _window(quote: Quote, rendered: Sequence[_Rendered]) -> tuple[int, int]:
    """Return the first and behind the last of what fits into the most lines, with the answer or the first match."""
    spans = [quote.answer] if quote.answer else sorted(quote.matches)[:1]
    at = spans[0][0] if spans else 0
    sizes = [len(one.lines) for one in rendered]
    focus = next((number for number, one in enumerate(rendered) if at < one.end), 0)
    first = 0 if sum(sizes[: focus + 1]) <= MOST_LINES else max(focus - 2, 0)
    end = first
    while end < len(rendered) and (end <= focus or sum(sizes[first : end + 1]) <= MOST_LINES):
        end += 1
    return first, end


def _left_out(quote: Quote, start: int, end: int, what: str, screen: Screen) -> str:
    """Say which lines of the source are not shown."""
    words = quote.text[start:end]
    first = quote.line + quote.text[:start].count("\n") + len(words) - len(words.lstrip("\n"))
    last = quote.line + quote.text[:end].rstrip().count("\n")
    cited = f"{quote.source}:{first}-{last}"
    return screen.paint(f"… {counted(what, last - first + 1)}, {cited}", Style.FAINT, page_url(screen.base, cited))


class _Writer:
    """Renders the lines of one quote."""

    def __init__(self, quote: Quote, screen: Screen, *, faint: bool) -> None:
        self._quote, self._screen, self._faint = quote, screen, faint
        self._addresses = not faint and (screen.width is None or screen.width >= NARROW)
        self._spans = [(*span, Style.MATCH) for span in quote.matches]
        self._spans += [(*quote.answer, Style.ANSWER)] if quote.answer else []

    def joined(self, runs: Sequence[StyledRun], before: str = "", after: str = "") -> tuple[str, list[Mark]]:
        """Return the text of some runs between two others, and its marks."""
        text, marks = before, list[Mark]()
        for at, run in enumerate(runs):
            marks += self._marks(run, len(text))
            text += run.text
            ends = at + 1 == len(runs) or runs[at + 1].address != run.address
            if ends and self._addresses and _is_worth_showing(run.address, text):
                text += f" <{run.address}>"
                marks.append((len(text) - len(run.address) - 3, len(text), Style.FAINT))
        text += after
        return text, [(0, len(text), Style.FAINT)] if self._faint else marks

    def _marks(self, run: StyledRun, at: int) -> Iterator[Mark]:
        """Yield the marks of a run that is shown from an offset on."""
        yield from ((at, at + len(run.text), style) for look, style in _STYLES.items() if run.look & look)
        for start, end, style in self._spans:
            if start < run.end and run.start < end:
                first, last = max(start - run.start, 0), min(end - run.start, len(run.text))
                yield (at + first, at + last, style) if run.exact else (at, at + len(run.text), style)

    def rendered(self, lines: Sequence[ShownLine]) -> Iterator[_Rendered]:
        """Render all lines of the quote."""
        for tabular, some in groupby(lines, key=lambda line: line.layout in {Layout.HEAD, Layout.ROW}):
            group = list(some)
            yield from self._table(group) if tabular else map(self._line, group)

    def _line(self, line: ShownLine) -> _Rendered:
        text, marks = self.joined(line.runs)
        lead = " " * line.indent + (f"{line.marker} " if line.marker else "")
        screen = self._screen
        if line.layout is Layout.CODE:
            lead, screen = " " * (CODE_INDENT + line.indent), replace(screen, width=None)
        elif line.layout is Layout.HEADING:
            marks.append((0, len(text), Style.BOLD))
        rows = list(screen.lines(text, marks, len(BAR) + screen.cells(lead))) if text else [""]
        hang = " " * screen.cells(lead)
        return _Rendered([self._led(hang if at else lead, row) for at, row in enumerate(rows)], line.start, line.end)

    def _led(self, lead: str, row: str) -> str:
        if not row and not lead.strip():
            return ""
        return (self._screen.paint(lead, Style.FAINT) if lead.strip() else lead) + row

    def _table(self, lines: Sequence[ShownLine]) -> Iterator[_Rendered]:
        """Render rows in columns, or a line for each cell if there is no room."""
        rows = [[self.joined(cell) for cell in line.cells] for line in lines]
        head = lines[0].layout is Layout.HEAD
        names = rows[0] if head else [(name, list[Mark]()) for name in self._quote.columns]
        wide = widths([*rows, names], self._screen)
        if self._screen.width is None or sum(wide) + 2 * (len(wide) - 1) <= self._screen.width - len(BAR):
            named = [] if head or not names else [row_text([_faint(name) for name in names], wide, self._screen)]
            for at, (line, cells) in enumerate(zip(lines, rows, strict=True)):
                shown = row_text(list(map(_faint, cells)) if line.layout is Layout.HEAD else cells, wide, self._screen)
                yield _Rendered([shown], line.start, line.end, () if at else named)
        else:
            for at, (line, cells) in enumerate(zip(lines[head:], rows[head:], strict=True)):
                shown_cells = list(cells_text(names, cells, self._screen, len(BAR)))
                yield _Rendered([*([""] if at else []), *shown_cells], line.start, line.end)


def _faint(cell: Cell) -> Cell:
    return cell[0], [(0, len(cell[0]), Style.FAINT)]


def _is_worth_showing(address: str, text: str) -> bool:
    """True for a short address of the web that is not the words of the link."""
    return (
        address.startswith(("https://", "http://")) and len(address) <= LONGEST_ADDRESS and not text.endswith(address)
    )
