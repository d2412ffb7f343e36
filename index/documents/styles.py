"""The styles of a text as a rendered page shows it: runs of words in bold, in italics, as code, as a link.

Which characters are hidden is known (`index.documents.reading.Mark`); what each hidden one does is read here, in order:
stars, underscores, tildes, backticks, the brackets and the address of a link, the tags of HTML, the fences of code.
"""

import re
from collections.abc import Iterable, Sequence
from enum import IntFlag
from typing import NamedTuple

from index.documents.reading import Mark

__all__ = ["Look", "StyledRun", "styled_runs"]


class Look(IntFlag):
    """How a run is shown; ``FENCED`` is a line of a block of code, ``MARKER`` what stands before an item."""

    PLAIN = 0
    BOLD = 1
    ITALIC = 2
    STRUCK = 4
    CODE = 8
    LINK = 16
    FENCED = 32
    MARKER = 64
    CELL = 128


class StyledRun(NamedTuple):
    """``text`` as it is shown in one look for ``[start:end]`` of the source; ``address`` is that of a link, or "".

    ``exact`` is True if these characters stand there as they are shown, so that offsets in one are those in the other.
    """

    text: str
    start: int
    end: int
    look: Look = Look.PLAIN
    address: str = ""
    exact: bool = True

    def cut(self, start: int, end: int) -> "StyledRun":
        """Return the characters from ``start`` to ``end`` of an exact run."""
        return self._replace(text=self.text[start:end], start=self.start + start, end=self.start + end)


_HIDDEN = re.compile(
    r"(?P<comment><!--.*?(?:-->|\Z))"
    r"|(?P<tag></?(?P<name>[a-zA-Z]\w*)\b[^<>]*>)"
    r"|(?P<image>!\[[^\]]*\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\])?)"
    r"|(?P<close>\](?:\(\s*(?P<address><[^<>\n]*>|(?:\\.|\((?:\\.|[^()\\])*\)|[^()\\\s])*)(?:\\.|[^()\\]|\([^()]*\))*\)"
    r"|\[[^\]]*\])?)"
    r"|(?P<attributes>\{[^{}\n]*\})"
    r"|(?P<open>\[)"
    r"|(?P<line>\r?\n)"
    r"|(?P<delimiter>\*\*|__|~~|[*_]|`+)",
    re.DOTALL,
)
_FENCE = re.compile(r"[ \t>]*(?:`{3,}|~{3,})[^\n]*\n\Z")
_FENCE_END = re.compile(r"\r?\n[ \t>]*(?:`{3,}|~{3,})[ \t]*\Z")
_MARKER = re.compile(r"(?:[-*+]|\d{1,9}[.)])\Z|\[[ xX]\]")
_DELIMITERS = {"**": Look.BOLD, "__": Look.BOLD, "*": Look.ITALIC, "_": Look.ITALIC, "~~": Look.STRUCK}
_TAGS = {
    **dict.fromkeys(("b", "strong"), Look.BOLD),
    **dict.fromkeys(("i", "em", "cite", "var"), Look.ITALIC),
    **dict.fromkeys(("s", "del", "strike"), Look.STRUCK),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), Look.CODE),
}


def styled_runs(text: str, marks: Sequence[Mark] = ()) -> list[StyledRun]:
    """Return the runs of a text in order, given its marks; together they are the text as it is shown."""
    return _Styler(text).read(marks) if marks else [StyledRun(text, 0, len(text))] if text else []


class _Opened(NamedTuple):
    """A style that began: its look, what began it, and the number of the run that it begins with."""

    look: Look
    by: str
    first: int


class _Styler:
    """Collects the runs of a text; a style that has its end begins where it was opened, or with its paragraph."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._runs: list[StyledRun] = []
        self._open: list[_Opened] = []
        self._paragraph = 0
        self._fenced = False

    def read(self, marks: Iterable[Mark]) -> list[StyledRun]:
        """Return the runs of the text."""
        at = 0
        for mark in marks:
            self._stretch(at, mark.start)
            self._mark(mark)
            at = mark.end
        self._stretch(at, len(self._text))
        self._end_paragraph()
        return self._runs

    def _stretch(self, start: int, end: int) -> None:
        """Add what is shown as it stands; styles end with their paragraph, that is where a line does."""
        look = Look.FENCED if self._fenced else Look.PLAIN
        if start < end:
            for part in [self._text[start:end]] if self._fenced else self._text[start:end].splitlines(keepends=True):
                self._runs.append(StyledRun(part, start, start + len(part), look))
                start += len(part)
                if not self._fenced and part[-1] in "\r\n":
                    self._end_paragraph()

    def _mark(self, mark: Mark) -> None:
        raw = self._text[mark.start : mark.end]
        if not mark.shown and not self._fenced and _FENCE.match(raw):
            self._end_paragraph()
            self._fenced = True
        elif self._fenced:
            self._fenced = not _FENCE_END.match(raw)
            self._show(mark, Look.FENCED)
        elif mark.shown and not mark.shown.isspace():
            self._show(mark, Look.MARKER if _MARKER.match(raw) else Look.PLAIN)
        elif mark.shown == "\t":
            self._hidden(raw.partition("|")[0])
            self._show(mark, Look.CELL)
            self._end_paragraph()
        else:
            shown = mark.shown and self._space(mark, raw)
            self._hidden(raw[shown:] if shown else raw)

    def _space(self, mark: Mark, raw: str) -> int:
        """Show the space for a line break within a paragraph, behind what ends before it; return how much that was."""
        line = raw.find("\n")
        line = len(raw) if line < 0 else line
        self._hidden(raw[:line])
        self._show(mark, Look.PLAIN)
        return line

    def _show(self, mark: Mark, look: Look) -> None:
        if mark.shown:
            exact = self._text[mark.start : mark.end] == mark.shown
            self._runs.append(StyledRun(mark.shown, mark.start, mark.end, look, exact=exact))

    def _hidden(self, raw: str) -> None:
        """Read the marks that are hidden in one place."""
        for match in _HIDDEN.finditer(raw):
            kind = match.lastgroup if match.lastgroup != "name" else "tag"
            if match["delimiter"]:
                self._delimiter(match["delimiter"])
            elif kind == "open":
                self._open.append(_Opened(Look.LINK, "[", len(self._runs)))
            elif match["close"]:
                self._close("[", Look.LINK, (match["address"] or "").strip("<>"))
            elif match["tag"] and (look := _TAGS.get(match["name"].lower())):
                if match["tag"].startswith("</"):
                    self._close(match["name"].lower(), look)
                else:
                    self._open.append(_Opened(look, match["name"].lower(), len(self._runs)))

    def _delimiter(self, mark: str) -> None:
        """Open or close a style; within code only the same number of backticks closes it."""
        code = next((one for one in self._open if one.by.startswith("`")), None)
        look = _DELIMITERS.get(mark, Look.CODE)
        if code is not None and code.by != mark:
            return
        begins = bool(self._runs) and not self._runs[-1].text[-1].isspace() and len(self._runs) > self._paragraph
        if any(one.by == mark for one in self._open) or (look is not Look.CODE and begins and self._ends_here()):
            self._close(mark, look)
        else:
            self._open.append(_Opened(look, mark, len(self._runs)))

    def _ends_here(self) -> bool:
        """True if the text goes on with a space, so that a mark which opened nowhere ends what began before it."""
        last = self._runs[-1].end
        rest = self._text[last:].lstrip("*_~`")
        return not rest or rest[0].isspace()

    def _close(self, by: str, look: Look, address: str = "") -> None:
        """Give a style to the runs since it was opened, or since the paragraph began."""
        at = next((at for at in reversed(range(len(self._open))) if self._open[at].by == by), None)
        first = self._paragraph if at is None else self._open.pop(at).first
        for number in range(max(first, self._paragraph), len(self._runs)):
            run = self._runs[number]
            self._runs[number] = run._replace(look=run.look | look, address=address or run.address)

    def _end_paragraph(self) -> None:
        """Give the styles that are still open to all that follows them, and forget them; a link has no address."""
        for one in self._open:
            for number in range(one.first, len(self._runs)):
                run = self._runs[number]
                self._runs[number] = run._replace(look=run.look | one.look)
        self._open.clear()
        self._paragraph = len(self._runs)
